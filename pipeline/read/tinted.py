"""Shading of some columns (goals, numbers) that looks like a table with the rules of its rows."""

from collections.abc import Sequence

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.unruled.columns import best_titles
from pipeline.vocabulary import Vocabulary

_WIDE = 0.5
"""Share of a grid's width from which on one cell may hold what stands in several columns."""
_ABOVE = 45.0
"""Points between column titles and the first row at most: a goal may stand across the table between them."""
_ALIKE = 3.0
"""Points by which texts of one column begin apart at most."""


def without_tints(page: Page, vocabulary: Vocabulary) -> Page:
    """The page without grids in which one cell of nearly every row holds several columns."""
    kept = [grid for grid in page.grids if not _is_tint(grid, page, vocabulary)]
    return page if len(kept) == len(page.grids) else page.with_grids(kept)


def _is_tint(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    x0, _, x1, _ = grid.box
    widths = _WIDE * (x1 - x0), x1 - x0 - _ALIKE
    wide = [box for row in grid.rows for box in row if box and widths[0] < box[2] - box[0] < widths[1]]
    if not wide or 2 * len(wide) < len(grid.rows):  # nearly always
        return False
    begins = [_begins(page, box) for box in wide]
    if 2 * sum(len(each) > 1 for each in begins) <= len(begins):
        return False
    titles = _titles(grid, page, vocabulary)
    if titles:
        return sum(wide[0][0] <= title < wide[0][2] for title in titles) > 1
    return len(begins) > 1 and all(_are_alike(each, begins[0]) for each in begins)


def _begins(page: Page, box: Box) -> Sequence[float]:
    """Where the stretches of text begin on the first line of a cell."""
    line = next(iter(segments(page.within(box))), ())
    return [stretch.x0 for stretch in line]


def _are_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    alike = len(one) == len(other) and len(one) > 1
    return alike and all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def _titles(grid: Grid, page: Page, vocabulary: Vocabulary) -> Sequence[float]:
    """The middles of the column titles in the first row, or not far above it."""
    _, top, _, _ = grid.box
    foot = max(box[3] for box in grid.rows[0] if box)
    lines = segments(page.within((0.0, top - _ABOVE, page.width, foot)))
    found = (best_titles(lines, index, vocabulary) for index in range(len(lines)))
    titled = next(filter(None, found), None)
    return [(title.x0 + title.x1) / 2 for title in titled[0]] if titled else ()
