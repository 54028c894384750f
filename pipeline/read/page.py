"""What an engine finds on a page: characters, ruled grids, rules; coordinates in points from the top left corner."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.hyphens import HYPHENS
from pipeline.model import Box
from pipeline.read.glyphs import Glyph, Segment, segments, spelled, words_drawn
from pipeline.read.packed import Packed

_JOINED = 3.0
"""Points within which a rule and the end of a grid meet."""
AT_HAND = 40
"""Pages of a document that are not packed while they wait: most catalogues have no more."""
_SMALL_WORD = re.compile(
    r"(?:und|oder|bzw\.?|sowie|der|die|das|des|dem|den|ein\w*|in|im|an|am|auf|aus|bei|bis|für|je|laut|mit|nach|pro|seit"
    r"|über|von|vom|vor|zu|zum|zur|ab|als|durch|wann|was|wem|wen|wer|wie|wo)(?!\w)"
)
"""What a title's further line may begin with in small letters and be a word of its own."""
_SET_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad]\s+(?!(?:und|oder|bzw|sowie)\b)(?=[a-zäöüß])")
_OWN_HYPHEN = re.compile(r"(?<=\S[-\u2010\u2011/])\s+(?=[A-ZÄÖÜ])")
"""Where a title's line ends within a word: at a hyphen that was set there, and at one, or a slash, of its author."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its box and, row by row, the box of each cell (None where the cell above reaches down).

    `limits` are (left edge of a column, right end of its text) where no rule tells how far text may reach.
    """

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    limits: tuple[tuple[float, float], ...] = ()


class Edge(NamedTuple):
    """A straight piece of a drawn or shaded shape, along the page (top equals bottom) or down it."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_across(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule, or the upper or lower edge of a shaded area."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True)
class Page:
    """What an engine found on one page; `pictured` says whether pictures make up much of it.

    `unsure_by` are the points by which the ends of its lines may be out: text recognition measures words by their ink.
    `gone` are the places in `glyphs` of those that were taken away since, `seams` where other pages of a wide sheet
    were put at its right: no line runs over them.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    grids: tuple[Grid, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False
    unsure_by: float = 0.0
    gone: frozenset[int] = frozenset()
    seams: tuple[float, ...] = ()

    def within(self, box: Box) -> list[Glyph]:
        """The glyphs whose middle lies in a box, in the order of the page."""
        return [self.glyphs[place] for place in self.places(box) if place not in self.gone]

    def without(self, boxes: Iterable[Box]) -> "Page":
        """The page without the glyphs whose middle lies in one of these boxes."""
        gone = self.gone.union(*map(self.opened().places, boxes))
        return self if len(gone) == len(self.gone) else self._changed(gone=gone)

    def with_grids(self, grids: Iterable[Grid]) -> "Page":
        """The page with these grids instead of its own; itself, with what it remembers, if they are its own."""
        found = tuple(grids)
        return self if found == self.grids else self._changed(grids=found)

    def _changed(self, **changes: Any) -> "Page":
        """The page with other grids or fewer glyphs; where its glyphs stand needs not be found out again."""
        page = replace(self, **changes)
        vars(page).update({name: known for name, known in vars(self).items() if name in ("_by_height", "_found")})
        return page

    def put_by(self) -> "Page":
        """The page as it waits for its turn: with little memory, if it is one of many."""
        return self if self.number <= AT_HAND else self.packed()

    def packed(self) -> "Page":
        """The page with little memory."""
        return self if isinstance(self.glyphs, Packed) else replace(self, glyphs=Packed(self.glyphs))

    def opened(self) -> "Page":
        """The page to work on, which remembers what it was asked."""
        return replace(self, glyphs=tuple(self.glyphs)) if isinstance(self.glyphs, Packed) else self

    @cached_property
    def lines(self) -> tuple[list[Segment], ...]:
        """The printed lines outside the grids, each in stretches divided by wide gaps."""
        return tuple(line for line in segments(self.free) if line)

    @cached_property
    def free(self) -> tuple[Glyph, ...]:
        """The glyphs that stand in no cell of a grid."""
        boxes = [box for grid in self.grids for row in grid.rows for box in row if box]
        taken = self.gone.union(*map(self.places, boxes))
        return tuple([glyph for place, glyph in enumerate(self.glyphs) if place not in taken])

    @cached_property
    def _by_height(self) -> tuple[Sequence[float], Sequence[float], Sequence[int]]:
        """From top to bottom how far down and how far right the middle of each glyph is, and its place in `glyphs`."""
        middles = [((x0 + x1) / 2, (top + bottom) / 2) for _, x0, top, x1, bottom, _, _, _ in self.glyphs]
        heights = [height for _, height in middles]
        places = sorted(range(len(heights)), key=heights.__getitem__)
        down, across = ([middles[place][axis] for place in places] for axis in (1, 0))
        return array("d", down), array("d", across), array("I", places)  # in a quarter of the memory

    @cached_property
    def _found(self) -> dict[Box, list[int]]:
        """Places in `glyphs` by the box they lie in, as far as asked for."""
        return {}

    def places(self, box: Box) -> list[int]:
        if (found := self._found.get(box)) is None:
            heights, across, places = self._by_height
            x0, top, x1, bottom = box
            band = range(bisect_left(heights, top), bisect_left(heights, bottom))
            found = self._found[box] = sorted([places[index] for index in band if x0 <= across[index] < x1])
        return found

    @cached_property
    def printed(self) -> str:
        """The words of the page in the order they were drawn, before anything is made of them."""
        return spelled(words_drawn(glyph for place, glyph in enumerate(self.glyphs) if place not in self.gone))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `name` is a cell of `model.Row`, or the printed `title` of a column we do not know.

    `group` is the title that it shares with the columns beside it, which ends at the height `group_foot`.
    """

    name: str
    known: bool
    x0: float
    x1: float
    title: str = ""
    group: str = ""
    group_foot: float = 0.0


def column_of(box: Box, columns: Sequence[Column]) -> Column:
    """The column that a cell shares most of its width with."""

    def shared(column: Column) -> float:
        return min(column.x1, box[2]) - max(column.x0, box[0])

    return max(columns, key=shared)


def closed_below(grid: Grid, rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Grid:
    """The grid with its last row stretched over lines that a page break left below its column rules.

    Some producers cut a row in the middle of a line group and draw its rules shorter than its text. Only grids without
    a rule at their foot are stretched.
    """
    x0, top, x1, bottom = grid.box
    if any(abs(rule.y - bottom) < _JOINED and rule.x0 < x1 and rule.x1 > x0 for rule in rules):
        return grid
    foot = bottom
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top):
        starts_here = bottom - _JOINED < glyph.middle[1] and glyph.top < foot + 0.5 * glyph.size
        if x0 <= glyph.middle[0] < x1 and starts_here and not glyph.text.isspace():
            foot = max(foot, glyph.bottom)
    if foot == bottom:
        return grid

    def stretched(box: Box | None) -> Box | None:
        return (*box[:3], foot + 1) if box and abs(box[3] - bottom) < _JOINED else box

    return Grid((x0, top, x1, foot + 1), tuple(tuple(map(stretched, row)) for row in grid.rows))


def without_banners(grid: Grid) -> Grid:
    """The grid without the rows of one cell at its head and its foot: a frame around its page makes such of text."""
    several = [index for index, row in enumerate(grid.rows) if len([box for box in row if box]) > 1]
    rows = grid.rows[several[0] : several[-1] + 1] if several else grid.rows
    boxes = [box for row in rows for box in row if box]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return grid if rows == grid.rows else replace(grid, box=(grid.box[0], top, grid.box[2], bottom), rows=rows)


def column_title(lines: Sequence[str]) -> str:
    """A column title on one line: "Status der Umset-|zung" is "Status der Umsetzung", "Bemerkunge|n" one word.

    "Kosten/|Jahr" is "Kosten/Jahr", but "Zeit-|und Kostenplan" is "Zeit- und Kostenplan".
    """
    title = ""
    for line in lines:
        broken = title[-1:].islower() and line[:1].islower() and not _SMALL_WORD.match(line)
        is_hyphen = line in HYPHENS and not title.endswith(" ")  # alone on its line: the word left no room for it
        title += line if broken or is_hyphen or not title else f" {line}"
    return _OWN_HYPHEN.sub("", _SET_HYPHEN.sub("", title)).strip()
