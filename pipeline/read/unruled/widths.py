"""How far right text may reach in the columns of tables without rules: where it does end, and where wraps prove it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, mode

from pipeline.hyphens import HYPHENS
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Page, Rule
from pipeline.read.unruled.columns import Region, Row

_ENOUGH_WRAPS = 5
"""Sure wraps in a column from which on they tell more about its width than its longest line."""
_SAME_PLACE = 3.0
"""Points within which columns on several pages begin at the same place."""
_SET_RIGHT = 1.0
"""Points within which lines of a column that is set to the right end."""
_BESIDE = 10.0
"""Points above and below a table's text within which its rules run."""

Tables = Sequence[tuple[Page, Region]]


def right_limits(tables: Tables) -> list[tuple[float, ...]]:
    """How far right text may reach in each column of each table, learnt from all tables set alike."""
    limits: list[tuple[float, ...]] = [()] * len(tables)
    waiting = list(range(len(tables)))
    while waiting:
        first = tables[waiting[0]][1]
        alike = [place for place in waiting if _same_design(first, tables[place][1])]
        shifts = [_shift(first, tables[place][1]) for place in alike]
        found = _limits([_moved(*tables[place], -shift) for place, shift in zip(alike, shifts, strict=True)])
        for place, shift in zip(alike, shifts, strict=True):
            limits[place] = tuple(limit + shift for limit in found)
        waiting = [place for place in waiting if place not in alike]
    return limits


def _same_design(one: Region, other: Region) -> bool:
    return len(one.columns) == len(other.columns) and all(
        a.name == b.name and abs(a.x0 - b.x0) < _SAME_PLACE for a, b in zip(one.columns, other.columns, strict=True)
    )


def _shift(first: Region, other: Region) -> float:
    """How much further right a table stands than the first one: some producers set the rest of a cut table aside."""
    begins = [(_in_column(first, column), _in_column(other, column)) for column in first.columns]
    steps = [
        min(segment.x0 for segment in there) - min(segment.x0 for segment in here)
        for here, there in begins
        if here and there
    ]
    return median(steps) if steps and max(steps) - min(steps) < _SAME_PLACE else 0.0


def _moved(page: Page, region: Region, shift: float) -> tuple[Sequence[Rule], Sequence[Row], Region]:
    """The lines of a table and the rules between them, moved along the page, with its columns if they are its own."""
    top, bottom = region.rows[0][0].top - _BESIDE, region.rows[-1][0].bottom + _BESIDE
    beside = [rule for rule in page.rules if top <= rule.y <= bottom]
    rules = [replace(rule, x0=rule.x0 + shift, x1=rule.x1 + shift) for rule in beside]
    body = [[replace(s, x0=s.x0 + shift, x1=s.x1 + shift) for s in line] for line in region.body]
    columns = (
        [replace(c, x0=c.x0 + shift, x1=c.x1 + shift) for c in region.columns] if region.titles else region.columns
    )
    return rules, body, replace(region, columns=tuple(columns))


def _limits(design: Sequence[tuple[Sequence[Rule], Sequence[Row], Region]]) -> list[float]:
    """Where text ends in each column, or could end: the padding is as wide in every column as in the tightest one.

    But a limit is never so far right that it would have held the first word of a line that surely was wrapped.
    """
    count = len(design[0][2].columns)
    columns = [
        [s for _, body, region in design for s in _within(body, region.columns[place])] for place in range(count)
    ]
    reached = [max((segment.x1 for segment in column), default=0.0) for column in columns]
    begins = [min((segment.x0 for segment in column), default=0.0) for column in columns]
    paddings = [start - end for end, start in zip(reached, begins[1:], strict=False) if end and start > end]
    padding = min(paddings, default=0.0)
    limits = [
        end if not end or _is_set_right(beside) else max(end, start - padding)
        for end, start, beside in zip(reached, begins[1:], columns[1:], strict=False)
    ]
    limits.append(max(reached[-1], median([end for table in design if (end := _right_end(*table))] or [0.0])))
    for index, column in enumerate(columns):
        bounds = sorted(would_have_reached(a, b) for a, b in pairwise(column) if is_wrapped(a, b))
        if len(bounds) >= _ENOUGH_WRAPS:
            limits[index] = min(limits[index], bounds[len(bounds) // 20])
    return limits


def _is_set_right(column: Sequence[Segment]) -> bool:
    """Whether the lines of a column end at one place: where such a column begins, they do not tell."""
    begins, ends = ([getattr(segment, side) for segment in column] or [0.0] for side in ("x0", "x1"))
    return bool(max(ends) - min(ends) < _SET_RIGHT < max(begins) - min(begins))


def _in_column(region: Region, column: Column) -> list[Segment]:
    return _within(region.body, column)


def _within(body: Sequence[Row], column: Column) -> list[Segment]:
    return [segment for line in body for segment in line if column.x0 <= segment.x0 < column.x1]


def _right_end(rules: Sequence[Rule], body: Sequence[Row], region: Region) -> float:
    """Where text of the last column ends: as far from the right end of the rules as it begins from their left end."""
    wide = [rule for rule in rules if rule.x0 < region.columns[1].x0 and rule.x1 > region.columns[-1].x0]
    if not wide or not body:
        return 0.0
    left, right = mode((round(rule.x0, 1), round(rule.x1, 1)) for rule in wide)
    padding = min(segment.x0 for line in body for segment in line) - left
    return right - max(padding, 0.0)


def is_wrapped(above: Segment, line: Segment) -> bool:
    """Whether a line surely goes on with the sentence of the one above, after a whole word."""
    near = 0 < line.top - above.top < 1.6 * max(line.size, above.size)
    return near and line.text[:1].islower() and above.text[-1:] not in HYPHENS


def would_have_reached(above: Segment, line: Segment) -> float:
    """How far right the line above would end if it held the first word of this one too."""
    word = len(line.text.split()[0]) / len(line.text) * (line.x1 - line.x0)
    return above.x1 + 0.25 * above.size + word
