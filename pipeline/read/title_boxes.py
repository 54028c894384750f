"""Column titles in one box across a ruled table, without rules between them: divided as the row below is."""

from collections.abc import Sequence

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.unruled.columns import best_titles, columns_of
from pipeline.vocabulary import Vocabulary

Boxes = Sequence[Box | None]


def with_titles_divided(page: Page, vocabulary: Vocabulary) -> Page:
    """The page with such boxes divided, in every grid that has one."""
    grids = tuple(_divided(grid, page, vocabulary) for grid in page.grids)
    return page if grids == page.grids else page.with_grids(grids)


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
