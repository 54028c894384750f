"""Shading that looks like tables of one row: shaded title rows, every other row shaded."""

from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.unruled_columns import best_titles
from pipeline.vocabulary import Vocabulary

_BESIDE = 25.0
"""Points above or below a shaded row within which the rows that are not shaded go on."""
_SLACK = 3.0
"""Points by which text may hang out of its column."""


def without_stripes(page: Page, vocabulary: Vocabulary) -> Page:
    """The page without grids of one row that are shading rather than a table: a title row, or every other row.

    A single row alone on its page is the rest of a ruled table and stays.
    """
    single = [grid for grid in page.grids if len(grid.rows) == 1]
    stripes = [grid for grid in single if not _is_title(grid, page, vocabulary)]
    several = len(stripes) > 1
    shading = [grid for grid in single if (several and grid in stripes) or _goes_on(grid, page, above=grid in stripes)]
    return page.with_grids(grid for grid in page.grids if grid not in shading) if shading else page


def _goes_on(grid: Grid, page: Page, above: bool) -> bool:
    """Whether a line below a row (or above it) is of a row too, outside any grid: text in at least two columns."""
    _, top, _, bottom = grid.box
    near = [line for line in page.lines if bottom <= line[0].bottom and line[0].top < bottom + _BESIDE]
    if above:
        near += [line for line in page.lines if top - _BESIDE < line[0].bottom and line[0].top <= top]
    boxes = [box for box in grid.rows[0] if box]
    for line in near:
        within = [[box for box in boxes if box[0] - _SLACK <= s.x0 and s.x1 <= box[2] + _SLACK] for s in line]
        if all(within) and len({found[0] for found in within}) > 1:
            return True
    return False


def _is_title(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    lines = segments(page.within(grid.box))
    return bool(lines) and best_titles(lines, 0, vocabulary) is not None
