"""Pages of a sheet: whether the rows of one go on at the same heights on another, and the two put side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.model import Box
from pipeline.printed import Line
from pipeline.read.glyphs import set_lines
from pipeline.read.page import Grid, Page, column_title
from pipeline.vocabulary import Vocabulary

_LEVEL = 1.0
"""Points by which the heights of one row may differ on two pages."""
_FEWEST_ROWS = 2
"""Rows, that of the titles among them, that tell something."""
_IRREGULAR = 3
"""Different heights of rows from which on it is no chance that two tables have the same."""
_FEWEST_TITLES = 3
"""Columns of a table that we know, the measures among them."""

Put = tuple[int, float, float]
"""Number of a page that was put beside another, where its columns begin there, and how far it was shifted."""


@dataclass(frozen=True)
class Strip:
    """What tells where a page belongs in a sheet: its rows from top to bottom, as the tables on it draw them."""

    page: Page

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """Where rows begin and tables end."""
        return tuple(sorted({y for grid in self.page.grids for y in (*map(_top, grid.rows), grid.box[3])}))

    @cached_property
    def rows(self) -> Mapping[float, Sequence[Box]]:
        """The cells of each row by where it begins."""
        return {_top(row): [box for box in row if box] for grid in self.page.grids for row in grid.rows if any(row)}

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Where columns begin and end."""
        boxes = [box for row in self.rows.values() for box in row]
        return tuple(sorted({round(x) for box in boxes for x in (box[0], box[2])}))

    def has_columns_of(self, other: "Strip") -> bool:
        """Whether the columns of another page stand where those of this one do."""
        known = self.edges
        return bool(other.edges) and all(any(abs(x - y) <= _LEVEL for y in known) for x in other.edges)

    def row_at(self, height: float) -> Sequence[Box]:
        """The cells of the row that begins at a height."""
        return next((boxes for top, boxes in self.rows.items() if abs(top - height) <= _LEVEL), ())

    @cached_property
    def opened(self) -> Page:
        """The page to read on."""
        return self.page.opened()

    def text(self, box: Box) -> str:
        """What is printed in a cell, on one line."""
        lines = set_lines(self.opened.within(box), self.page.number, box[2])
        return column_title([line.text for line in lines])


def strip_of(page: Page) -> Strip:
    """A page as part of a sheet."""
    return Strip(page)


def _top(row: Sequence[Box | None]) -> float:
    return min((box[1] for box in row if box), default=0.0)


def fits(strip: Strip, other: Strip) -> bool:
    """Whether the rows of another page stand at the heights of this one's, and none of these is missing there.

    What is missing may be a row with a single text, as headings are.
    """
    if len(other.rows) < _FEWEST_ROWS or not _among(other.heights, strip.heights):
        return False
    missing = [boxes for top, boxes in strip.rows.items() if not other.row_at(top)]
    return all(sum(bool(strip.text(box)) for box in boxes) <= 1 for boxes in missing)


def _among(some: Sequence[float], heights: Sequence[float]) -> bool:
    return all(any(abs(height - known) <= _LEVEL for known in heights) for height in some)


def has_titles(strip: Strip, other: Strip, vocabulary: Vocabulary) -> bool:
    """Whether a row of another page goes on with the column titles of this one: with other titles than these.

    Where we know none of them, the rows must be of so unlike heights that two tables have the same only together.
    """
    for top in other.rows:
        here = [strip.text(box) for box in strip.row_at(top)]
        again = repeated_columns(strip, other)
        there = [other.text(box) for box in other.row_at(top) if _column_of(box, again) is None]
        names, more = _names(here, vocabulary), _names(there, vocabulary)
        if "measure" in names | more and len(names | more) >= _FEWEST_TITLES and all(there) and there:
            return not names & more and (bool(more) or bool(again) or _is_irregular(other))
    return False


def _names(titles: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    return {name for title in titles if (name := vocabulary.column_of_grid(title))}


def _is_irregular(strip: Strip) -> bool:
    heights = strip.heights
    return len({round(b - a) for a, b in zip(heights, heights[1:], strict=False)}) >= _IRREGULAR


def _column_of(box: Box, columns: Sequence[Box]) -> Box | None:
    """The one of these columns that a cell stands in."""
    middle = (box[0] + box[2]) / 2
    return next((column for column in columns if column[0] <= middle < column[2]), None)


def repeated_columns(strip: Strip, other: Strip) -> tuple[Box, ...]:
    """The first columns of another page that only repeat columns of this one: a cell of each, from the left."""
    widest = max(other.rows.values(), key=len)
    found: list[Box] = []
    for box in widest[:-1]:
        cells = [cell for row in other.rows.values() for cell in row if _is_in(cell, box)]
        texts = [other.text(cell) for cell in cells]
        if not any(texts) or not all(_stands(strip, cell, text) for cell, text in zip(cells, texts, strict=True)):
            break
        found.append(box)
    return tuple(found)


def _is_in(cell: Box, column: Box) -> bool:
    return abs(cell[0] - column[0]) <= _LEVEL and abs(cell[2] - column[2]) <= _LEVEL


def _stands(strip: Strip, cell: Box, text: str) -> bool:
    """Whether a row of the page has a cell with the same text, and of the same width."""
    wide = cell[2] - cell[0]
    return any(abs(box[2] - box[0] - wide) <= _LEVEL and strip.text(box) == text for box in strip.row_at(cell[1]))


def beside(first: Page, others: Sequence[Page]) -> tuple[Page, tuple[Put, ...], list[Page], tuple[Line, ...]]:
    """The first page with the tables of the others put at its right, where these stand, what is left of the others,
    and the lines of columns that they repeat.
    """
    strip, whole = strip_of(first), first.opened()
    put: list[Put] = []
    left: list[Page] = []
    again: list[Line] = []
    for other in others:
        part = strip_of(other)
        columns = repeated_columns(strip, part)
        cells = [cell for row in part.rows.values() for cell in row]
        repeats = [cell for cell in cells if _column_of(cell, columns)]
        own = [cell for cell in cells if not _column_of(cell, columns)]
        edge = max(grid.box[2] for grid in whole.grids)
        shift = edge - min(cell[0] for cell in own)
        again += [line for cell in repeats for line in set_lines(part.opened.within(cell), other.number, cell[2])]
        whole = _with_cells(whole, part, own, shift)
        put.append((other.number, edge, shift))
        left.append(part.opened.without(cells).with_grids(()))
    return whole, tuple(put), left, tuple(again)


def _with_cells(page: Page, part: Strip, cells: Sequence[Box], shift: float) -> Page:
    """The page with the cells of another one, and what is printed in them, so many points farther right."""
    glyphs = [glyph for cell in cells for glyph in part.opened.within(cell)]
    moved = [glyph._replace(x0=glyph.x0 + shift, x1=glyph.x1 + shift) for glyph in glyphs]
    right = max(cell[2] for cell in cells) + shift
    rows: dict[float, list[Box]] = {}
    for cell in cells:
        rows.setdefault(cell[1], []).append((cell[0] + shift, cell[1], cell[2] + shift, cell[3]))
    wide = max(map(len, rows.values()))
    grids = [_widened(grid, rows, right, wide) for grid in page.grids]
    return replace(page, glyphs=(*page.glyphs, *moved), grids=tuple(grids))


def _widened(grid: Grid, beside: Mapping[float, Sequence[Box]], right: float, wide: int) -> Grid:
    x0, top, x1, bottom = grid.box
    rows: list[tuple[Box | None, ...]] = []
    for row in grid.rows:
        more = next((boxes for height, boxes in beside.items() if abs(height - _top(row)) <= _LEVEL), ())
        filled = [box for box in row if box]
        if not more and len(filled) == 1 and filled[0][2] > x1 - _LEVEL:  # a heading across the table
            row = tuple((*box[:2], right, box[3]) if box else None for box in row)
        rows.append((*row, *more, *(None for _ in range(wide - len(more)))))
    return Grid((x0, top, right, bottom), tuple(rows), grid.limits)
