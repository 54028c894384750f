"""How far right text may reach in the columns of tables without rules: where it does end, and where wraps prove it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Page
from pipeline.read.unruled_columns import Region

_HYPHENS = "-\u2010\u2011\u00ad"
_ENOUGH_WRAPS = 5
"""Sure wraps in a column from which on they tell more about its width than its longest line."""
_SAME_PLACE = 3.0
"""Points within which columns on several pages begin at the same place."""

Tables = Sequence[tuple[Page, Region]]


def right_limits(tables: Tables) -> Mapping[Column, float]:
    """How far right text may reach in each column, learnt from all tables whose columns begin at the same places."""
    designs: list[list[tuple[Page, Region]]] = []
    for table in tables:
        for design in designs:
            if _same_design(design[0][1], table[1]):
                design.append(table)
                break
        else:
            designs.append([table])
    limits: dict[Column, float] = {}
    for design in designs:
        found = _limits(design)
        for _, region in design:
            limits |= dict(zip(region.columns, found, strict=True))
    return limits


def _same_design(one: Region, other: Region) -> bool:
    return len(one.columns) == len(other.columns) and all(
        a.name == b.name and abs(a.x0 - b.x0) < _SAME_PLACE for a, b in zip(one.columns, other.columns, strict=True)
    )


def _limits(design: Tables) -> list[float]:
    """Where text ends in each column, or could end: the padding is as wide in every column as in the tightest one.

    But a limit is never so far right that it would have held the first word of a line that surely was wrapped.
    """
    cells = list(zip(*([_in_column(region, column) for column in region.columns] for _, region in design), strict=True))
    columns = [[segment for segments in column for segment in segments] for column in cells]
    reached = [max((segment.x1 for segment in column), default=0.0) for column in columns]
    begins = [min((segment.x0 for segment in column), default=0.0) for column in columns]
    paddings = [start - end for end, start in zip(reached, begins[1:], strict=False) if end and start > end]
    padding = min(paddings, default=0.0)
    limits = [max(end, start - padding) if end else end for end, start in zip(reached, begins[1:], strict=False)]
    limits.append(max(reached[-1], _right_end(design)))
    for index, column in enumerate(columns):
        bounds = sorted(would_have_reached(a, b) for a, b in pairwise(column) if _is_wrapped(a, b))
        if len(bounds) >= _ENOUGH_WRAPS:
            limits[index] = min(limits[index], bounds[len(bounds) // 20])
    return limits


def _in_column(region: Region, column: Column) -> list[Segment]:
    return [segment for line in region.body for segment in line if column.x0 <= segment.x0 < column.x1]


def _right_end(design: Tables) -> float:
    """Where text of the last column ends: as far from the right end of the rules as it begins from their left end."""
    ends = [0.0]
    for page, region in design:
        body = [segment for line in region.body for segment in line]
        wide = [rule for rule in page.rules if rule.x0 < region.columns[1].x0 and rule.x1 > region.columns[-1].x0]
        if wide and body:
            padding = min(segment.x0 for segment in body) - min(rule.x0 for rule in wide)
            ends.append(max(rule.x1 for rule in wide) - max(padding, 0.0))
    return max(ends)


def _is_wrapped(above: Segment, line: Segment) -> bool:
    """Whether a line surely goes on with the sentence of the one above, after a whole word."""
    near = 0 < line.top - above.top < 1.6 * max(line.size, above.size)
    return near and line.text[:1].islower() and above.text[-1:] not in _HYPHENS


def would_have_reached(above: Segment, line: Segment) -> float:
    """How far right the line above would end if it held the first word of this one too."""
    word = len(line.text.split()[0]) / len(line.text) * (line.x1 - line.x0)
    return above.x1 + 0.25 * above.size + word
