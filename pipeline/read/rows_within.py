"""Measures of a ruled table that no rule parts: their numbers stand one below the other in one cell.

Or, at the top of a page, one stands below the last lines of the measure of the page before. Such a row is cut where its
numbers count on and its cells show clearly where each measure begins; else it stays whole.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.printed import Cell, Line
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Grid, column_of
from pipeline.read.unruled.columns import is_number_text
from pipeline.read.unruled.goals import goals_of

_LEVEL = 0.2
"""Share of the type size by which lines, or the middles of cells, that are level stand apart at most."""
_APART = 1.0
"""Points by which the gap between two rows is wider than any other gap between their numbers."""
_NEW = 1.3
"""A line pitch this many times the usual one sets a text apart from the one above."""
_WIDE = 0.8
"""Share of the type size between two rows, which is more than between the lines of a text."""
_SAME_EDGE = 3.0
"""Points by which cells of one row begin and end apart at most."""
_FIGURES = re.compile(r"\d+")

Boxes = Sequence[Box | None]
Cells = Mapping[Box, Cell]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a grid: its numbers, and the texts beside them, cell by cell, those of the measures first.

    `others` are its cells that reach above or below it, and that of its goal. Where it `may_go_on`, its first lines may
    be the rest of a measure of the page before.
    """

    boxes: Boxes
    columns: Sequence[Column]
    numbers: Sequence[Segment]
    texts: Sequence[Sequence[Segment]]
    others: frozenset[Box]
    goal: Box | None
    may_go_on: bool

    @property
    def lines(self) -> list[Segment]:
        return [line for cell in self.texts for line in cell]


def with_rows_apart(grid: Grid, columns: Mapping[int, Sequence[Column]], cells: Cells) -> Grid:
    """The grid with such rows cut; `columns` are those of its rows, by index: of rows below titles, or going on."""
    rows: list[Boxes] = []
    for index, boxes in enumerate(grid.rows):
        row = _row(boxes, columns[index], cells, may_go_on=index == min(columns)) if index in columns else None
        rows += _parts(row, cells) if row else [boxes]
    return grid if len(rows) == len(grid.rows) else replace(grid, rows=tuple(map(tuple, rows)))


def _row(boxes: Boxes, columns: Sequence[Column], cells: Cells, *, may_go_on: bool) -> _Row | None:
    """The row as one that holds several measures, None if its numbers tell of none or one (nearly always)."""
    named = {box: column_of(box, columns) for box in boxes if box}
    number = next((box for box, column in named.items() if column.name == "number"), None)
    if number is None or not _may_be_several([line.text for line in cells[number].lines], may_go_on=may_go_on):
        return None
    goal = next((box for box, column in named.items() if column.name == "goal"), None)
    beyond = {b for b in named if abs(b[1] - number[1]) > _SAME_EDGE or abs(b[3] - number[3]) > _SAME_EDGE}
    beside = [box for box in named if box not in (number, goal, *beyond)]
    beside.sort(key=lambda box: named[box].name != "measure")
    if not beside or named[beside[0]].name != "measure":
        return None
    texts = [[*map(_segment, cells[box].lines)] for box in beside]
    numbers = [*map(_segment, cells[number].lines)]
    within = [replace(column, x0=box[0], x1=box[2]) for box, column in named.items()]
    others = frozenset(beyond | ({goal} if goal else set()))
    return _Row(boxes, within, numbers, texts, others, None if goal in beyond else goal, may_go_on)


def _may_be_several(texts: Sequence[str], *, may_go_on: bool) -> bool:
    """Whether numbers tell of several measures; a single one does where the rest of another may stand above it."""
    return _count_on(texts) or (may_go_on and len(texts) == 1 and is_number_text(texts[0]))


def _count_on(texts: Sequence[str]) -> bool:
    """Whether texts are numbers of one form, each the next one after that above it."""
    forms = {_FIGURES.sub("0", text) for text in texts}
    if len(texts) < 2 or len(forms) > 1 or not all(map(is_number_text, texts)):
        return False
    figures = [[int(part) for part in _FIGURES.findall(text)] for text in texts]
    return all(_is_next(a, b) for a, b in pairwise(figures))


def _is_next(above: Sequence[int], number: Sequence[int]) -> bool:
    """Whether 1.3 follows on 1.2, or 2.1 on it."""
    place = next((place for place, (a, b) in enumerate(zip(above, number, strict=True)) if a != b), 0)
    return number[place] == above[place] + 1 and all(part == 1 for part in number[place + 1 :])


def _parts(row: _Row, cells: Cells) -> list[Boxes]:
    """The rows that a row holds, or itself where that is not clear."""
    own = [box for box in row.boxes if box and box not in row.others]
    top, bottom = min(box[1] for box in own), max(box[3] for box in own)
    cuts = _level(row) or _centred(row)
    goals = _goals(row, [top, *cuts, bottom], cells) if cuts else None
    if goals is None:
        return [row.boxes]

    def part(box: Box, y0: float) -> Box | None:
        """A cell from a height down to where its next text begins, None where the one above reaches down."""
        begins = goals if box == row.goal else () if box in row.others else cuts
        if y0 > top and y0 not in begins:
            return None
        return box[0], y0 if y0 > top else box[1], box[2], min([y for y in begins if y > y0], default=box[3])

    return [[box and part(box, y0) for box in row.boxes] for y0 in (top, *cuts)]


def _level(row: _Row) -> list[float]:
    """Where rows begin whose cells are aligned at the top: measures begin level with their numbers, and another text.

    That it begins there shows the gap above it.
    """
    first = row.numbers[0]
    rest = any(line.bottom < first.bottom - _LEVEL * first.size for line in row.lines)
    if rest and not row.may_go_on:
        return []
    begins = row.numbers if rest else row.numbers[1:]
    cuts = [number.top - _LEVEL * number.size for number in begins]
    is_level = all(any(_opens(line, number) for line in row.texts[0]) for number in row.numbers)
    pitch = median([*_pitches(row)] or [first.size])
    anew = all(any(_begins_at(cell, number, pitch) for cell in row.texts) for number in begins)
    if len(row.numbers) == 1 and not _begins_below_rest(row, first, pitch):
        return []
    crossed = any(line.top < cut < line.bottom - _LEVEL * line.size for cut in cuts for line in row.lines)
    return cuts if is_level and anew and not crossed else []


def _pitches(row: _Row) -> Iterator[float]:
    for cell in row.texts:
        yield from (below.top - above.top for above, below in pairwise(cell))


def _are_level(line: Segment, number: Segment) -> bool:
    return abs(line.bottom - number.bottom) < _LEVEL * number.size


def _opens(line: Segment, number: Segment) -> bool:
    """Whether the text of a measure may begin with a line, level with its number."""
    return _are_level(line, number) and not line.text[:1].islower()


def _begins_at(cell: Sequence[Segment], number: Segment, pitch: float) -> bool:
    """Whether a text begins level with a number: set apart from the one above it, or the first in its cell."""
    at = next((place for place, line in enumerate(cell) if _are_level(line, number)), None)
    return at is not None and (at == 0 or cell[at].top - cell[at - 1].top > _NEW * pitch)


def _begins_below_rest(row: _Row, number: Segment, pitch: float) -> bool:
    """Whether every cell begins anew level with the only number, or ends above it; and it is not amid one measure."""
    reaching = [cell for cell in row.texts if cell and cell[-1].bottom > number.bottom - _LEVEL * number.size]
    ends = min(line.top for line in (*row.lines, number)) - 1, max(line.bottom for line in (*row.lines, number)) + 1
    return (
        all(_begins_at(cell, number, pitch) for cell in reaching)
        and _begins_at(row.texts[0], number, pitch)
        and not _is_amid(number, row.lines, *ends)
    )


def _centred(row: _Row) -> list[float]:
    """Where rows begin whose cells are centred: at the widest gap between two numbers, each amid what is beside it."""
    strips = [_widest_strip(row, a, b) for a, b in pairwise(row.numbers)]
    if not all(strips):
        return []
    cuts = [(top + bottom) / 2 for top, bottom in filter(None, strips)]
    ends = [*cuts, max(row.numbers[-1].bottom, *(line.bottom for line in row.lines)) + 1]
    begins = [min(row.numbers[0].top, *(line.top for line in row.lines)) - 1, *cuts]
    if all(_is_amid(n, row.lines, y0, y1) for n, y0, y1 in zip(row.numbers, begins, ends, strict=True)):
        return cuts
    return []


def _widest_strip(row: _Row, above: Segment, number: Segment) -> tuple[float, float] | None:
    """The widest empty strip through all cells between two numbers, None where lines of a text are as far apart."""
    near = [s for s in (*row.lines, above, number) if s.bottom > above.top and s.top < number.bottom]
    strips: list[tuple[float, float]] = []
    reach = above.top
    for top, bottom in sorted((line.top, line.bottom) for line in near):
        strips += [(reach, top)] if top > reach else []
        reach = max(reach, bottom)
    widths = sorted((0.0, 0.0, *(bottom - top for top, bottom in strips)))
    leading = min([pitch - number.size for pitch in _pitches(row)], default=0.0)
    apart = widths[-1] > widths[-2] + _APART and widths[-1] > min(leading + _APART, _WIDE * number.size)
    return max(strips, key=lambda strip: strip[1] - strip[0]) if apart else None


def _is_amid(number: Segment, lines: Sequence[Segment], y0: float, y1: float) -> bool:
    """Whether a number stands in the middle of what is printed beside it between two heights."""
    beside = [line for line in lines if y0 < line.top and line.bottom < y1]
    if not beside:
        return False
    middle = (min(line.top for line in beside) + max(line.bottom for line in beside)) / 2
    return abs(middle - (number.top + number.bottom) / 2) < _LEVEL * number.size


def _goals(row: _Row, cuts: Sequence[float], cells: Cells) -> Sequence[float] | None:
    """The heights among the cuts where goals begin, None where that is doubtful."""
    found = cells[row.goal].lines if row.goal else ()
    if not found:
        return ()
    goal = [*map(_segment, found)]
    body = [[line] for line in sorted((*goal, *row.numbers, *row.lines), key=lambda line: line.top)]
    limit = max(line.x1 + printed.room for line, printed in zip(goal, found, strict=True))
    goals = goals_of(body, row.columns, cuts, limit, row.may_go_on)
    return None if goals.doubtful else goals.cuts


def _segment(line: Line) -> Segment:
    return Segment(line.text, *(line.place.bbox or (0.0, 0.0, 0.0, 0.0)), line.size)
