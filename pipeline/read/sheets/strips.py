"""What tells where a page belongs in a sheet: its rows, from top to bottom, and its column titles.

Rows are those of its tables or, where a sheet is printed without lines, its printed lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.cell_words import with_whole_words
from pipeline.read.glyphs import Glyph, set_lines
from pipeline.read.page import Grid, Page, column_title
from pipeline.read.unruled.columns import is_number_text
from pipeline.vocabulary import Vocabulary

LEVEL = 1.0
"""Points by which the heights of one row may differ on two pages, and the edges of a column."""
FEWEST_ROWS = 2
"""Rows, that of the titles among them, that tell something."""
_NEARLY_ALL, _MOST = 0.9, 0.5
"""Share of numbers that have text beside them on another page; share of its lines that are level with some here."""
_FEWEST_TITLES = 2
"""Known titles in one row that make it one of titles."""


@dataclass(frozen=True)
class Strip:
    """A page with tables; its texts are looked up once, for most pages they are not asked for."""

    page: Page
    vocabulary: Vocabulary

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """Where rows begin and tables end."""
        return tuple(sorted({y for grid in self.page.grids for y in (*map(top_of, grid.rows), grid.box[3])}))

    @cached_property
    def rows(self) -> Mapping[float, Sequence[Box]]:
        """The cells of each row by where it begins."""
        return {top_of(row): [box for box in row if box] for grid in self.page.grids for row in grid.rows if any(row)}

    @cached_property
    def texts(self) -> Mapping[Box, str]:
        """What is printed in each cell, on one line."""
        return {box: _text(self.page, glyphs) for box, glyphs in self.content().items()}

    def content(self) -> Mapping[Box, Sequence[Glyph]]:
        """The glyphs of each cell, whole words of them."""
        opened = self.page.opened()
        boxes = (box for row in self.rows.values() for box in row)
        return with_whole_words({box: opened.within(box) for box in boxes}, opened.glyphs)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The texts of its first row of column titles; nothing where none of them is known."""
        opened, best = self.page.opened(), frozenset[str]()
        for row in self.rows.values():
            texts = frozenset(_text(opened, opened.within(box)) for box in row)
            known = {name for text in texts if (name := self.vocabulary.column_of_grid(text))}
            if len(known) >= _FEWEST_TITLES:
                return texts
            best = best or (texts if known else best)
        return best

    @property
    def head(self) -> float:
        """Where its first row of column titles begins, or its first row, if it has no titles."""
        titled = (
            top for top, row in self.rows.items() if self.titles and {self.texts[box] for box in row} == self.titles
        )
        return next(titled, min(self.rows))

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where columns begin and end."""
        return frozenset(round(x) for row in self.rows.values() for box in row for x in (box[0], box[2]))

    def row_at(self, height: float) -> Sequence[Box]:
        """The cells of the row that begins at a height."""
        return next((boxes for top, boxes in self.rows.items() if abs(top - height) <= LEVEL), ())

    def has_columns_of(self, other: "Strip") -> bool:
        """Whether the columns of another page stand where those of this one do."""
        return bool(other.edges) and all(any(abs(x - y) <= LEVEL for y in self.edges) for x in other.edges)

    @cached_property
    def _near(self) -> frozenset[int]:
        """Whole points near to where rows begin and tables end."""
        return frozenset(int(height) + step for height in self.heights for step in (-1, 0, 1))

    def share_near(self, other: "Strip") -> float:
        """The share of another page's heights that are near to some of this one's: a first look, and a quick one."""
        return sum(int(height) in self._near for height in other.heights) / (len(other.heights) or 1)

    def may_fit(self, other: "Strip") -> bool:
        """Whether a closer look is worth it."""
        return self.share_near(other) == 1.0

    def fits(self, other: "Strip") -> bool:
        """Whether the rows of another page stand at the heights of this one's, and none of these is missing there.

        What is missing may be a row with a single text, as headings are.
        """
        if not _among(other.heights, self.heights):
            return False
        missing = [boxes for top, boxes in self.rows.items() if not other.row_at(top)]
        return all(sum(bool(self.texts[box]) for box in boxes) <= 1 for boxes in missing)

    def repeated(self, other: "Strip") -> frozenset[Box]:
        """The cells of the first columns of another page that only repeat columns of this one."""
        widest = max(other.rows.values(), key=len)
        found: set[Box] = set()
        for column in widest[:-1]:
            cells = [cell for row in other.rows.values() for cell in row if _is_in(cell, column)]
            if not any(other.texts[cell] for cell in cells) or not all(self._has(other, cell) for cell in cells):
                break
            found |= set(cells)
        return frozenset(found)

    def _has(self, other: "Strip", cell: Box) -> bool:
        """Whether the row beside a cell of another page has one with the same text, and of the same width.

        A heading across this page's row may be cut at the edge of its column there.
        """
        wide, text = cell[2] - cell[0], other.texts[cell]
        row = self.row_at(cell[1])
        filled = [self.texts[box] for box in row if self.texts[box]]
        return (len(filled) == 1 and filled[0].startswith(text)) or any(
            abs(box[2] - box[0] - wide) <= LEVEL and self.texts[box] == text for box in row
        )


@dataclass(frozen=True)
class LineStrip(Strip):
    """A page without tables; what it prints of each cell on one line counts as a cell."""

    @cached_property
    def _lines(self) -> Mapping[Box, str]:
        lines = self.page.opened().lines
        return {(s.x0, s.top, s.x1, s.bottom): s.text for line in lines for s in line}

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """Where lines stand."""
        return tuple(sorted({box[1] for box in self._lines}))

    @cached_property
    def rows(self) -> Mapping[float, Sequence[Box]]:
        """What is printed at each height."""
        rows: dict[float, list[Box]] = {}
        for box in sorted(self._lines, key=lambda box: (box[1], box[0])):
            top = next((known for known in rows if abs(known - box[1]) <= LEVEL), box[1])
            rows.setdefault(top, []).append(box)
        return rows

    @property
    def texts(self) -> Mapping[Box, str]:
        """What is printed in each stretch of a line."""
        return self._lines

    def content(self) -> Mapping[Box, Sequence[Glyph]]:
        """The glyphs of each stretch of a line."""
        opened = self.page.opened()
        return {box: opened.within(box) for box in self._lines}

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where texts begin."""
        return frozenset(round(box[0]) for box in self._lines)

    def has_columns_of(self, other: Strip) -> bool:
        """Whether nearly all texts of another page begin where those of this one do."""
        level = [x for x in other.edges if any(abs(x - y) <= LEVEL for y in self.edges)]
        return bool(other.edges) and len(level) >= _NEARLY_ALL * len(other.edges)

    def may_fit(self, other: Strip) -> bool:
        """Whether a closer look is worth it."""
        return self.share_near(other) >= _MOST

    def fits(self, other: Strip) -> bool:
        """Whether nearly all numbers of this page have a text beside them on another one, and most lines are level."""
        level = [height for height in other.heights if _among([height], self.heights)]
        if len(level) < _MOST * len(other.heights):
            return False
        numbers = [box[1] for box, text in self.texts.items() if is_number_text(text)]
        beside = [height for height in numbers if _among([height], other.heights)]
        if not numbers:
            return len(level) >= _NEARLY_ALL * len(other.heights)
        return len(beside) >= _NEARLY_ALL * len(numbers)

    def repeated(self, other: Strip) -> frozenset[Box]:
        """The stretches at the left of another page that stand in the same place on this one."""
        again = {box for box, text in other.texts.items() if self._stands(box, text)}
        limit = min((box[0] for box in other.texts if box not in again), default=0.0)
        return frozenset(box for box in again if box[0] < limit - LEVEL)

    def _stands(self, box: Box, text: str) -> bool:
        """Whether the text stands in the same place here; a heading may be cut at the edge of its column there."""
        row = self.row_at(box[1])
        places = [known for known in row if abs(known[0] - box[0]) <= LEVEL]
        return any(self.texts[at] == text or (len(row) == 1 and self.texts[at].startswith(text)) for at in places)


def strips_of(pages: Sequence[Page], vocabulary: Vocabulary) -> Iterator[Strip]:
    """The pages as parts of sheets."""
    for page in pages:
        whole = page if page.grids else with_single_column(page)
        yield Strip(whole, vocabulary) if whole.grids else LineStrip(page, vocabulary)


def with_single_column(page: Page) -> Page:
    """The page with a table of one column, if its rules are all alike: elsewhere such a box is none."""
    ends = {(round(rule.x0), round(rule.x1)) for rule in page.rules}
    heights = sorted({rule.y for rule in page.rules})
    heights = [y for place, y in enumerate(heights) if not place or y - heights[place - 1] > LEVEL]
    if len(ends) != 1 or len(heights) <= FEWEST_ROWS:
        return page
    x0, x1 = min(rule.x0 for rule in page.rules), max(rule.x1 for rule in page.rules)
    rows = tuple(((x0, top, x1, bottom),) for top, bottom in pairwise(heights))
    return page.with_grids((Grid((x0, heights[0], x1, heights[-1]), rows),))


def top_of(row: Sequence[Box | None]) -> float:
    """Where a row of cells begins."""
    return min((box[1] for box in row if box), default=0.0)


def _text(page: Page, glyphs: Sequence[Glyph]) -> str:
    return column_title([line.text for line in set_lines(glyphs, page.number, 0.0)])


def _among(some: Sequence[float], heights: Sequence[float]) -> bool:
    return all(any(abs(height - known) <= LEVEL for known in heights) for height in some)


def _is_in(cell: Box, column: Box) -> bool:
    return abs(cell[0] - column[0]) <= LEVEL and abs(cell[2] - column[2]) <= LEVEL
