"""Rows of ruled tables that a page break cut where their producer draws no rule: they hang out of the grid."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Box
from pipeline.read.page import Grid, Page
from pipeline.read.unruled.columns import Row, best_titles, columns_of
from pipeline.read.unruled.ends import opens_text
from pipeline.vocabulary import Vocabulary

_NEAR = 25.0
"""Points from a grid within which the row that hangs out of it begins or ends."""


def with_cut_rows(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The pages with such rows added to the last grid of one page and the first grid of the next."""
    result: list[Page] = []
    is_open = False
    for page in pages:
        grids, is_open = _with_cut_rows(page.opened(), is_open, vocabulary)
        result.append(page if grids == page.grids else page.with_grids(grids))
    return result


def _with_cut_rows(page: Page, was_open: bool, vocabulary: Vocabulary) -> tuple[tuple[Grid, ...], bool]:
    """A page's grids with its cut rows, and whether one is at its foot (`was_open`: at that of the page before)."""
    if not page.grids:
        return (), False
    first = min(page.grids, key=lambda grid: grid.box[1])
    last = max(page.grids, key=lambda grid: grid.box[3])
    head = [line for line in page.lines if _middle(line) < first.box[1]]
    foot = [line for line in page.lines if _middle(line) > last.box[3]]
    grown = {id(grid): grid for grid in page.grids}
    if was_open and head and _hangs_on(head, first, vocabulary, columns=1):
        grown[id(first)] = _grown_above(first, min(s.top for line in head for s in line) - 1)
    is_open = bool(foot) and _hangs_on(foot, last, vocabulary, columns=2)
    if is_open:
        grown[id(last)] = _grown_below(grown[id(last)], max(s.bottom for line in foot for s in line) + 1)
    return tuple(grown.values()), is_open


def _middle(line: Row) -> float:
    return (line[0].top + line[0].bottom) / 2


def _hangs_on(lines: Sequence[Row], grid: Grid, vocabulary: Vocabulary, columns: int) -> bool:
    """Whether all lines above or below a grid stand in its columns, and in at least so many of them."""
    boxes = _columns(grid)
    near = min(abs(line[0].top - grid.box[3]) for line in lines) < _NEAR or (
        min(abs(line[0].bottom - grid.box[1]) for line in lines) < _NEAR
    )
    if not near or any(opens_text(line, vocabulary) for line in lines) or best_titles(lines, 0, vocabulary):
        return False
    found = [columns_of(line, boxes) for line in lines]
    return all(found) and len(set[Box]().union(*found)) >= columns


def _columns(grid: Grid) -> tuple[Box, ...]:
    fullest = max(grid.rows, key=lambda row: sum(box is not None for box in row))
    return tuple(box for box in fullest if box)


def _grown_above(grid: Grid, top: float) -> Grid:
    x0, y0, x1, y1 = grid.box
    row = tuple((box[0], top, box[2], y0) for box in _columns(grid))
    return replace(grid, box=(x0, top, x1, y1), rows=(row, *grid.rows))


def _grown_below(grid: Grid, bottom: float) -> Grid:
    x0, y0, x1, y1 = grid.box
    row = tuple((box[0], y1, box[2], bottom) for box in _columns(grid))
    return replace(grid, box=(x0, y0, x1, bottom), rows=(*grid.rows, row))
