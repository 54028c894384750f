"""Pages of a sheet side by side: whether a page goes on with the columns of others, and the two made one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.printed import Line
from pipeline.read.glyphs import Glyph, set_lines
from pipeline.read.page import Grid, Page, Rule
from pipeline.read.sheets.strips import FEWEST_ROWS, LEVEL, Strip, top_of
from pipeline.vocabulary import Vocabulary

_IRREGULAR = 3
"""Different heights of rows from which on it is no chance that two tables have the same."""
_FEWEST_TITLES = 3
"""Columns of a table that we know, the measures among them."""
_APART = 12.0
"""Points that are left between the columns of two pages of a sheet without lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page that was put `shift` points to the right on another one, where its columns begin at `left`."""

    page: int
    left: float
    shift: float


@dataclass(frozen=True, slots=True)
class Joined:
    """A page with the columns of others at its right.

    `parts` are these others, from left to right, `rest` their pages without what was taken, `repeated` the lines of
    columns and headings that they print again.
    """

    page: Page
    parts: tuple[Part, ...]
    rest: tuple[Page, ...]
    repeated: tuple[Line, ...]


def goes_on(strips: Sequence[Strip], other: Strip, vocabulary: Vocabulary) -> bool:
    """Whether a page goes on with the columns of those at its left: rows as high, and other column titles than theirs.

    Where we know none of its titles, the rows must be of so unlike heights that two tables have the same only together.
    """
    first = strips[0]
    if not other.heights or not first.fits(other) or len(other.rows) < FEWEST_ROWS:
        return False
    again = first.repeated(other)
    for top in other.rows:
        here = [strip.texts[box] for strip in strips for box in strip.row_at(top)]
        there = [other.texts[box] for box in other.row_at(top) if box not in again]
        names, more = _names(here, vocabulary), _names(there, vocabulary)
        if there and all(there) and "measure" in names | more and len(names | more) >= _FEWEST_TITLES:
            return not {*here} & {*there} and (bool(more) or bool(again) or _is_irregular(other))
    return False


def _names(titles: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    return {name for title in titles if (name := vocabulary.column_of_grid(title))}


def _is_irregular(strip: Strip) -> bool:
    return len({round(below - above) for above, below in pairwise(strip.heights)}) >= _IRREGULAR


def joined(first: Strip, others: Sequence[Strip]) -> Joined:
    """The first page with the rows of the others put at its right."""
    whole = first.page.opened()
    parts: list[Part] = []
    rest: list[Page] = []
    repeated: list[Line] = []
    head = _head(first, others)
    for other in others:
        opened, again = other.page.opened(), first.repeated(other)
        cells = [box for row in other.rows.values() for box in row if box[1] > head - LEVEL]
        own = [box for box in cells if box not in again]
        content = other.content()
        repeated += _lines(opened.number, [content[box] for box in cells if box in again])
        edge = max(grid.box[2] for grid in whole.grids) if whole.grids else _text_end(whole, head) + _APART
        shift = edge - min(box[0] for box in own)
        whole = _with_cells(whole, opened, {box: content[box] for box in own}, shift)
        whole = replace(whole, seams=(*whole.seams, edge))
        parts.append(Part(opened.number, edge, shift))
        left = opened.without(cells).with_grids(())
        more = _printed_again(first.page, left)
        repeated += _lines(opened.number, [left.within(box) for box in more])
        rest.append(left.without(more))
    return Joined(whole, tuple(parts), tuple(rest), tuple(repeated))


def _head(first: Strip, others: Sequence[Strip]) -> float:
    """Where the rows begin that stand side by side: at the column titles, or at the top of what has none."""
    return 0.0 if first.page.grids else min(other.head for other in others)


def _text_end(page: Page, head: float) -> float:
    below = (glyph.x1 for glyph in page.glyphs if glyph.top > head - LEVEL and not glyph.text.isspace())
    return max(below, default=0.0)


def _lines(number: int, cells: Iterable[Sequence[Glyph]]) -> list[Line]:
    return [line for glyphs in cells for line in set_lines(glyphs, number, 0.0)]


def _printed_again(first: Page, other: Page) -> list[Box]:
    """Lines outside the tables that the other page prints again: running titles, headings cut at a column's edge."""
    known = [line for line in set_lines(first.opened().free, first.number, 0.0) if line.place.bbox]
    boxes = ((line.text, line.place.bbox) for line in set_lines(other.free, other.number, 0.0))
    return [
        (box[0] - LEVEL, box[1], box[2] + LEVEL, box[3])
        for text, box in boxes
        if box and any(_is_level(line, box) and line.text.startswith(text) for line in known)
    ]


def _is_level(line: Line, box: Box) -> bool:
    return line.place.bbox is not None and abs(line.place.bbox[1] - box[1]) <= LEVEL


def _with_cells(page: Page, other: Page, cells: Mapping[Box, Sequence[Glyph]], shift: float) -> Page:
    """The page with the cells of another one, and what is printed in them, so many points farther right."""
    glyphs = (glyph for found in cells.values() for glyph in found)
    moved = [glyph._replace(x0=glyph.x0 + shift, x1=glyph.x1 + shift) for glyph in glyphs]
    right = max(cell[2] for cell in cells) + shift
    rows: dict[float, list[Box]] = {}
    for cell in cells:
        rows.setdefault(cell[1], []).append((cell[0] + shift, cell[1], cell[2] + shift, cell[3]))
    grids = [_widened(grid, rows, right) for grid in page.grids]
    rules = tuple(Rule(rule.x0 + shift, rule.x1 + shift, rule.y) for rule in other.rules)
    width = page.width if page.grids else right + _APART
    return replace(page, width=width, glyphs=(*page.glyphs, *moved), grids=tuple(grids), rules=(*page.rules, *rules))


def _widened(grid: Grid, beside: Mapping[float, Sequence[Box]], right: float) -> Grid:
    x0, top, x1, bottom = grid.box
    wide = max(map(len, beside.values()))
    rows: list[tuple[Box | None, ...]] = []
    for row in grid.rows:
        more = next((boxes for height, boxes in beside.items() if abs(height - top_of(row)) <= LEVEL), ())
        filled = [box for box in row if box]
        if not more and len(filled) == 1 and filled[0][2] > x1 - LEVEL:  # a heading across the table
            own = tuple((*box[:2], right, box[3]) if box else None for box in row)
        else:
            own = row
        rows.append((*own, *more, *(None for _ in range(wide - len(more)))))
    return Grid((x0, top, right, bottom), tuple(rows), grid.limits)
