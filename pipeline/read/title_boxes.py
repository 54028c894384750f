"""Column titles without rules between them, in one box across a ruled table or right above it: boxed as its rows."""

from collections.abc import Sequence

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.unruled.columns import best_titles, columns_of
from pipeline.vocabulary import Vocabulary

Boxes = Sequence[Box | None]
_ABOVE = 20.0
"""Points between the titles and the rows below them at most."""
_SLACK = 3.0
"""Points by which a title may reach out of its column."""


def with_titles_divided(page: Page, vocabulary: Vocabulary) -> Page:
    """The page with such boxes divided, in every grid that has one."""
    grids = tuple(_divided(grid, page, vocabulary) for grid in page.grids)
    return page if grids == page.grids else page.with_grids(grids)


def with_titles_boxed(page: Page, vocabulary: Vocabulary) -> Page:
    """The page with titles that stand on white right above a table of shaded or ruled rows as its first row."""
    grids = tuple(_titled(grid, page, vocabulary) for grid in page.grids)
    return page if grids == page.grids else page.with_grids(grids)


def _titled(grid: Grid, page: Page, vocabulary: Vocabulary) -> Grid:
    """The grid with the titles above it: one for each column, within its edges; itself where it has its own."""
    x0, top, x1, bottom = grid.box
    first = _columns(grid)
    if not first or not page.within((x0, top - _ABOVE, x1, top)):
        return grid  # nearly always, and at once
    above = [line for line in page.lines if line[0].top < top and line[0].bottom > top - _ABOVE]
    if not above or _has_titles(first, page, vocabulary):
        return grid
    index = next(place for place, line in enumerate(page.lines) if line is above[0])
    for start in range(max(index - 2, 0), index + len(above)):
        titled = best_titles(page.lines, start, vocabulary)
        if titled and page.lines[start + titled[1] - 1] is above[-1] and len(titled[0]) == len(first):
            within = zip(titled[0], first, strict=True)
            if all(box[0] - _SLACK < title.x0 and title.x1 < box[2] + _SLACK for title, box in within):
                head = min(segment.top for segment in page.lines[start]) - 1
                row = tuple((box[0], head, box[2], top) for box in first)
                return Grid((x0, head, x1, bottom), (row, *grid.rows), grid.limits)
    return grid


def _columns(grid: Grid) -> list[Box]:
    """The cells of the first row, or of the one below a heading across the whole table."""
    row = next((row for row in grid.rows if sum(box is not None for box in row) > 1), ())
    return [box for box in row if box] if all(row) else []


def _has_titles(row: Sequence[Box], page: Page, vocabulary: Vocabulary) -> bool:
    lines = segments([glyph for box in row for glyph in page.within(box)])
    return bool(lines) and best_titles(lines, 0, vocabulary) is not None


def _divided(grid: Grid, page: Page, vocabulary: Vocabulary) -> Grid:
    rows = list(grid.rows)
    for index, below in enumerate(grid.rows[1:]):
        row = grid.rows[index]
        if row[0] and not any(row[1:]) and all(below) and _are_titles(row[0], below, page, vocabulary):
            rows[index] = tuple((box[0], row[0][1], box[2], row[0][3]) for box in below if box)
    return Grid(grid.box, tuple(rows), grid.limits)


def _are_titles(box: Box, below: Boxes, page: Page, vocabulary: Vocabulary) -> bool:
    """Whether all that stands in a box are column titles, each above one cell of the row below."""
    lines = segments(page.within(box))
    titled = best_titles(lines, 0, vocabulary) if lines else None
    cells = [cell for cell in below if cell]
    return titled is not None and titled[1] == len(lines) and all(columns_of(line, cells) for line in lines)
