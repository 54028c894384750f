"""Rows of a table without rules: from rules where there are any, else from the numbers and the gaps before them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.read.glyphs import HYPHENS, Segment
from pipeline.read.page import Column, Grid, Rule
from pipeline.read.unruled_columns import Region, Row, column_name, is_number
from pipeline.read.unruled_widths import would_have_reached


def grid_of(region: Region, rules: Sequence[Rule], limits: Sequence[float]) -> Grid:
    """The region as a grid; `limits` is how far right text may reach in each column."""
    columns = region.columns
    body = region.body
    top = min(s.top for s in region.rows[0]) - 1
    bottom = max(s.bottom for line in region.rows for s in line) + 1
    head_end = _middle_gap(region.rows[: region.titles], body) if body else bottom
    cuts = _row_cuts(region, rules, head_end if region.titles else top, bottom)
    goal_cuts = _goal_cuts(body, columns, rules, cuts, limits)
    rows: list[tuple[Box | None, ...]] = []
    if region.titles:
        rows.append(tuple((column.x0, top, column.x1, head_end) for column in columns))
    for index, (y0, y1) in enumerate(pairwise(cuts)):
        boxes: list[Box | None] = [(column.x0, y0, column.x1, y1) for column in columns]
        for place, column in enumerate(columns):
            if column.name == "goal":
                ends = [cut for cut in goal_cuts if cut > y0] or [cuts[-1]]
                boxes[place] = (column.x0, y0, column.x1, ends[0]) if y0 in goal_cuts or index == 0 else None
        rows.append(tuple(boxes))
    box = (columns[0].x0, top, columns[-1].x1, bottom)
    return Grid(box, tuple(rows), tuple((column.x0, limit) for column, limit in zip(columns, limits, strict=True)))


def _middle_gap(above: Sequence[Row], below: Sequence[Row]) -> float:
    upper = max((s.bottom for line in above for s in line), default=min(s.top for s in below[0]) - 2)
    return (upper + min(s.top for line in below[:2] for s in line)) / 2


def _row_cuts(region: Region, rules: Sequence[Rule], top: float, bottom: float) -> list[float]:
    """Heights that divide the table into rows: rules where there are any, else the gaps before the numbers."""
    body = region.body
    columns = _trimmed(region.columns, body)
    ruled = [column for column in columns if column.name in ("number", "measure")]
    cuts = [top, *_rule_heights(rules, ruled, top, bottom), bottom]
    others = [s for line in body for s in line if column_name(s, columns) not in ("goal", "")]
    numbers = _numbers(body, columns)
    level = _begins_level(numbers, [s for s in others if column_name(s, columns) == "measure"], others)
    found: list[float] = [top]
    for y0, y1 in pairwise(cuts):
        inside = [number for number in numbers if y0 <= (number.top + number.bottom) / 2 < y1]
        first_line = min((s.top for s in others if s.top >= y0), default=y0)
        if region.goes_on and y0 == top and inside and inside[0].top > first_line + inside[0].size:
            inside = [replace(inside[0], top=first_line, bottom=first_line + inside[0].size), *inside]
        for above, number in pairwise(inside):
            found.append(_just_above(number) if level else _cut_between(above, number, others))
        found.append(y1)
    return found


def _trimmed(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns with the first and the last one as wide as the table's text rather than up to the page's edges."""
    if not body:
        return list(columns)
    left, right = min(s.x0 for line in body for s in line), max(s.x1 for line in body for s in line)
    return [replace(column, x0=max(column.x0, left), x1=min(column.x1, right + 1)) for column in columns]


def _rule_heights(rules: Sequence[Rule], columns: Sequence[Column], top: float, bottom: float) -> list[float]:
    """Heights at which rules run under all the given columns, in one piece or cell by cell; double rules once."""
    middles = [(column.x0 + column.x1) / 2 for column in columns]
    spanned: dict[int, set[float]] = defaultdict(set)
    heights_of: dict[int, float] = {}
    for rule in rules:
        if top + 3 < rule.y < bottom - 3:
            spanned[round(rule.y)] |= {middle for middle in middles if rule.x0 <= middle <= rule.x1}
            heights_of.setdefault(round(rule.y), rule.y)
    heights: list[float] = []
    for level in sorted(spanned):
        both = spanned[level] | spanned.get(level + 1, set())  # cells of one row may be drawn a little apart
        if len(both) == len(set(middles)) and (not heights or heights_of[level] - heights[-1] > 3):
            heights.append(heights_of[level])
    return heights


def _numbers(body: Sequence[Row], columns: Sequence[Column]) -> list[Segment]:
    return [s for line in body for s in line if is_number(s, columns)]


def _begins_level(numbers: Sequence[Segment], measures: Sequence[Segment], others: Sequence[Segment]) -> bool:
    """Whether cells are aligned at the top: measures begin level with their numbers, the first with the whole row."""
    if not numbers or min(s.top for s in others) < numbers[0].top - 0.2 * numbers[0].size:
        return False
    return all(any(abs(s.bottom - number.bottom) < 0.2 * number.size for s in measures) for number in numbers)


def _just_above(number: Segment) -> float:
    return number.top - 0.2 * number.size


def _cut_between(above: Segment, number: Segment, others: Sequence[Segment]) -> float:
    """The height between two rows: just below the widest empty strip between their numbers.

    Where no strip is wider than the others (rows without padding), the one just above the lower number divides.
    """
    between = sorted((s.top, s.bottom) for s in others if s.bottom > above.top and s.top < number.bottom)
    strips: list[tuple[float, float]] = []
    reach = above.bottom
    for top, bottom in between:
        if top > reach:
            strips.append((top - reach, top - 0.1 * number.size))
        reach = max(reach, bottom)
    just_above = _just_above(number)
    if not strips:
        return just_above
    widest, second = max(strips), sorted(strips)[-2] if len(strips) > 1 else (0.0, 0.0)
    if widest[0] > second[0] + 1.0:
        return widest[1]
    return min((strip[1] for strip in strips), key=lambda height: abs(height - just_above))


def _goal_cuts(
    body: Sequence[Row],
    columns: Sequence[Column],
    rules: Sequence[Rule],
    cuts: Sequence[float],
    limits: Sequence[float],
) -> list[float]:
    """The row heights at which a new goal begins."""
    columns = _trimmed(columns, body)
    goal = [column for column in columns if column.name == "goal"]
    if not goal:
        return []
    lines = [s for line in body for s in line if column_name(s, columns) == "goal"]
    ruled = _rule_heights(rules, goal, cuts[0], cuts[-1])
    rows_ruled = _rule_heights(rules, [c for c in columns if c.name == "measure"], cuts[0], cuts[-1])
    if ruled and len(rows_ruled) >= len(ruled):
        return [cut for cut in cuts if any(abs(cut - height) < 3 for height in ruled)]
    gaps = [b.top - a.bottom for a, b in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    others = [s for line in body for s in line if column_name(s, columns) != "goal"]
    tops = {cut: min((s.top for s in others if s.top >= cut), default=cut) for cut in cuts[1:-1]}
    limit = limits[columns.index(goal[0])]
    if usual + 1.0 < _least_gap(tops, others):  # rows are set apart, so a goal that is not goes on
        limit = 0.0
    return [cut for cut in cuts[1:-1] if _goal_begins(cut, tops[cut], lines, usual, limit)]


def _least_gap(tops: Mapping[float, float], others: Sequence[Segment]) -> float:
    """The narrowest gap between the text of two rows, of which each top is known by the cut above it."""
    gaps = [
        top - max(s.bottom for s in others if (s.top + s.bottom) / 2 < cut)
        for cut, top in tops.items()
        if any((s.top + s.bottom) / 2 < cut for s in others)
    ]
    return min(gaps, default=0.0)


def _goal_begins(cut: float, row_top: float, lines: Sequence[Segment], usual: float, limit: float) -> bool:
    """Whether the first goal line of a row begins a new goal rather than going on with the one above.

    It does if it stands level with the row's first line, and apart from the goal above: by a gap, or because its
    first word would have fitted above.
    """
    above = [line for line in lines if (line.top + line.bottom) / 2 < cut]
    below = [line for line in lines if (line.top + line.bottom) / 2 >= cut]
    if not below or below[0].top - row_top > 0.6 * below[0].size:
        return False
    if not above or below[0].top - above[-1].bottom > usual + 1.0:
        return True
    if above[-1].text.endswith(tuple(HYPHENS)) or below[0].text[:1].islower():
        return False
    return would_have_reached(above[-1], below[0]) < limit
