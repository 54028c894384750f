"""Rows of a table without rules: from rules where there are any, else from the numbers and the gaps before them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Grid, Rule
from pipeline.read.unruled.columns import Region, Row, column_name, is_number
from pipeline.read.unruled.goals import Goals, goals_of

_CLOSE = 0.5
"""Points by which gaps between lines must differ to tell something."""
_NO_GAP = 0.3
"""Points; less between two lines is no leading."""
_LEVEL = 0.2
"""Share of the type size by which the first lines of two cells of a row stand apart at most."""
_CONTIGUOUS = 0.5
"""Share of the type size by which two lines of a cell stand apart at most."""
_BELOW = 12.0
"""Points below a table, somewhat less than a line, within which the rule below its last row is drawn."""
_ENOUGH = 2
"""Gaps that tell how cells are aligned; one is enough where lines are set without leading, as spreadsheets do."""


def grid_of(region: Region, rules: Sequence[Rule], limits: Sequence[float]) -> tuple[Grid, tuple[Segment, ...]]:
    """The region as a grid, and the goal lines of which it is doubtful whether they begin a goal.

    `limits` is how far right text may reach in each column.
    """
    columns = region.columns
    body = region.body
    top = min(s.top for s in region.rows[0]) - 1
    bottom = max(s.bottom for line in region.rows for s in line) + 1
    head_end = _middle_gap(region.rows[: region.titles], body) if body else bottom
    cuts = _row_cuts(region, rules, head_end if region.titles else top, bottom)
    goals = _goals(region, rules, cuts, limits)
    rows: list[tuple[Box | None, ...]] = []
    if region.titles:
        rows += _title_rows(columns, top, head_end)
    for index, (y0, y1) in enumerate(pairwise(cuts)):
        boxes: list[Box | None] = [(column.x0, y0, column.x1, y1) for column in columns]
        for place, column in enumerate(columns):
            if column.name == "goal":
                ends = [cut for cut in goals.cuts if cut > y0] or [cuts[-1]]
                boxes[place] = (column.x0, y0, column.x1, ends[0]) if y0 in goals.cuts or index == 0 else None
        rows.append(tuple(boxes))
    box = (columns[0].x0, top, columns[-1].x1, bottom)
    reaches = tuple((column.x0, limit) for column, limit in zip(columns, limits, strict=True))
    return Grid(box, tuple(rows), reaches), goals.doubtful


def _title_rows(columns: Sequence[Column], top: float, bottom: float) -> Iterator[tuple[Box | None, ...]]:
    """The row of column titles; above those that share a title, a row with the cell of that one."""
    first: list[Box | None] = []
    for column, before in zip(columns, (None, *columns), strict=False):
        shared = [each for each in columns if column.group and each.group == column.group]
        begins = before is None or not column.group or before.group != column.group
        foot = column.group_foot if column.group else bottom
        first.append((column.x0, top, max([column.x1, *(each.x1 for each in shared)]), foot) if begins else None)
    yield tuple(first)
    if any(column.group for column in columns):
        yield tuple((c.x0, c.group_foot, c.x1, bottom) if c.group else None for c in columns)


def _middle_gap(above: Sequence[Row], below: Sequence[Row]) -> float:
    upper = max((s.bottom for line in above for s in line), default=min(s.top for s in below[0]) - 2)
    return (upper + min(s.top for line in below[:2] for s in line)) / 2


def _row_cuts(region: Region, rules: Sequence[Rule], top: float, bottom: float) -> list[float]:
    """Heights that divide the table into rows: rules where there are any, else the gaps before the numbers."""
    body = region.body
    columns = _trimmed(region.columns, body)
    ruled = [column for column in columns if column.name in ("number", "measure")]
    cuts = [top, *_rule_heights(rules, ruled, top, bottom), bottom]
    closed = bool(_rule_heights(rules, ruled, bottom - 3, bottom + _BELOW))
    others = [s for line in body for s in line if column_name(s, columns) not in ("goal", "")]
    numbers = _numbers(body, columns)
    measures = [s for s in others if column_name(s, columns) == "measure"]
    level, low = _begins_level(numbers, measures, others), _ends_level(numbers, measures, others)
    centred = False
    if any(number.opens for number in numbers):
        beside = _by_column([s for s in others if s not in measures])
        straddled = [_is_straddled(beside, *pair) for pair in zip((None, *numbers), numbers, strict=False)]
        level, low = not any(straddled[1:] if region.goes_on else straddled), False
        centred = straddled[0] and not level
    found: list[float] = [top]
    for y0, y1 in pairwise(cuts):
        inside = [number for number in numbers if y0 <= (number.top + number.bottom) / 2 < y1]
        first_line = min((s.top for s in others if s.top >= y0), default=y0)
        rest = region.goes_on and not low and y0 == top and not centred
        whole = (closed or y1 < bottom) and _is_amid(inside, [s for s in others if y0 <= (s.top + s.bottom) / 2 < y1])
        if rest and not whole and inside and inside[0].top > first_line + inside[0].size:
            inside = [replace(inside[0], top=first_line, bottom=first_line + inside[0].size), *inside]
        for above, number in pairwise(inside):
            found.append(
                _just_below(above) if low else _just_above(number) if level else _cut_between(above, number, others)
            )
        found.append(y1)
    return found


def _is_amid(numbers: Sequence[Segment], row: Sequence[Segment]) -> bool:
    """Whether the one number between two rules is centred beside all that stands there: it is one row."""
    if len(numbers) != 1 or not row:
        return False
    (number,) = numbers
    off_centre = number.top + number.bottom - min(s.top for s in row) - max(s.bottom for s in row)
    return abs(off_centre) < _LEVEL * number.size


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


def _by_column(beside: Sequence[Segment]) -> list[list[Segment]]:
    columns: dict[float, list[Segment]] = defaultdict(list)
    for segment in beside:
        columns[round(segment.x0)].append(segment)
    return list(columns.values())


def _is_straddled(columns: Sequence[Sequence[Segment]], above: Segment | None, number: Segment) -> bool:
    """Whether a cell beside begins above the text that a number opens, and goes on below: both are centred."""
    return any(_straddles(lines, above, number) for lines in columns)


def _straddles(lines: Sequence[Segment], above: Segment | None, number: Segment) -> bool:
    """Whether one of these lines begins a cell between two numbers that reaches down below the second one's top."""
    top, slack = number.top - _LEVEL * number.size, _CONTIGUOUS * number.size
    start = above.top + _LEVEL * number.size if above else 0.0
    foot = above.bottom if above else 0.0
    begun = False
    for line in lines:
        if line.top >= top:
            return begun and line.top - foot <= slack
        begun = line.top > start if line.top - foot > slack else begun
        foot = line.bottom
    return False


def _ends_level(numbers: Sequence[Segment], measures: Sequence[Segment], others: Sequence[Segment]) -> bool:
    """Whether cells are aligned at the foot: measures end level with their numbers, the last with the whole table.

    Lines between two numbers must then be nearer to the lower one, at least twice, and never to the upper one.
    """
    if not numbers or max(s.bottom for s in others) > numbers[-1].bottom + 0.2 * numbers[-1].size:
        return False
    if not all(any(abs(s.bottom - number.bottom) < 0.2 * number.size for s in measures) for number in numbers):
        return False
    leaning = list(_leanings(numbers, others))
    above = min(s.top for s in others) < numbers[0].top - 0.2 * numbers[0].size
    return min(leaning, default=0) >= 0 and sum(leaning) + above >= _ENOUGH


def _leanings(numbers: Sequence[Segment], others: Sequence[Segment]) -> Iterator[int]:
    """For the lines between each two numbers: 1 if they are nearer to the lower one, -1 if to the upper one, else 0.

    2 if there is no gap at all between them and the lower one.
    """
    for above, number in pairwise(numbers):
        between = [s for s in others if above.bottom - _CLOSE < s.top and s.bottom < number.top + _CLOSE]
        if between:
            first = min(between, key=lambda s: s.top)
            below, over = first.top - above.bottom, number.top - max(s.bottom for s in between)
            goes_on = first.text[:1].islower()
            leaning = -1 if goes_on else (below > over + _CLOSE) - (over > below + _CLOSE)
            yield 2 * leaning if leaning > 0 and over < _NO_GAP else leaning


def _just_below(number: Segment) -> float:
    return number.bottom + 0.1 * number.size


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


def _goals(region: Region, rules: Sequence[Rule], cuts: Sequence[float], limits: Sequence[float]) -> Goals:
    """Where goals begin: at rules below goals if fewer than those below measures, else where the text tells.

    Where there are rules but the text tells of more goals, these are doubtful.
    """
    body = region.body
    columns = _trimmed(region.columns, body)
    goal = [column for column in columns if column.name == "goal"]
    if not goal:
        return Goals()
    told = goals_of(body, columns, cuts, limits[columns.index(goal[0])], region.goes_on)
    ruled = _rule_heights(rules, goal, cuts[0], cuts[-1])
    rows_ruled = _rule_heights(rules, [c for c in columns if c.name == "measure"], cuts[0], cuts[-1])
    if not ruled or len(rows_ruled) < len(ruled):
        return told
    lines = [(s.top + s.bottom) / 2 for line in body for s in line]
    begins = tuple(cut for cut in cuts if any(_are_one(cut, height, lines) for height in ruled))
    own = [s for line in body for s in line if column_name(s, columns) == "goal"]
    first = (next((s for s in own if s.bottom > cut), None) for cut in told.cuts if cut not in begins)
    return Goals(begins, tuple(filter(None, first)))


def _are_one(cut: float, height: float, lines: Sequence[float]) -> bool:
    """Whether a rule is what divides two rows: near their cut, or with no line (by its middle) between both."""
    low, high = sorted((cut, height))
    return high - low < 3 or not any(low < middle < high for middle in lines)
