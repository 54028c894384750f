"""Tables without (enough) rules: columns from the title words and the gaps in the text, rows from numbers and rules.

The result is a `Grid` as a ruled table gives, so that everything after works the same.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.read.glyphs import Segment, inside, segments
from pipeline.read.page import Column, Grid, Page, Rule, column_title
from pipeline.vocabulary import Vocabulary, fold

_NUMBER = re.compile(r"^(?:[^\W\d_]{1,3}[ .-]?)?\d{1,4}(?:\.\d{1,3})*\.?$")
_HYPHENS = "-\u2010\u2011\u00ad"
_ENOUGH_WRAPS = 5
"""Sure wraps in a column from which on they tell more about its width than its longest line."""
_TITLE_LINES = 4
"""Most lines that a row of column titles takes."""
_SLACK = 6.0
"""Points by which text may stand left of its column's title (centred or right-aligned columns)."""
_JUST_BELOW = 25.0
"""Points below a title row within which its table's first line stands."""
_INTO_TITLE = 30.0
"""Points from the left end of a title within which the gap before its column must end."""

Row = Sequence[Segment]


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines of one page that belong to one table; `titles` is how many of them are column titles."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    titles: int


def unruled_grids(pages: Sequence[Page], vocabulary: Vocabulary) -> tuple[tuple[Grid, ...], ...]:
    """The grids of tables without rules, page by page, from the glyphs that stand in no ruled grid."""
    regions: list[list[_Region]] = []
    columns: tuple[Column, ...] = ()
    is_open = False
    for page in pages:
        found, columns, is_open = _regions(page, columns, is_open, vocabulary)
        regions.append(found)
    limits = _limits([(page, region) for page, found in zip(pages, regions, strict=True) for region in found])
    return tuple(
        tuple(_grid(region, page.rules, limits) for region in found) for page, found in zip(pages, regions, strict=True)
    )


def without_stripes(page: Page, vocabulary: Vocabulary) -> Page:
    """The page without grids of one row that are shading rather than a table: a title row, or every other row.

    A single row alone on its page is the rest of a ruled table and stays.
    """
    single = [grid for grid in page.grids if len(grid.rows) == 1]
    titles = [grid for grid in single if _is_title(grid, page, vocabulary)]
    stripes = [grid for grid in single if grid not in titles]
    shading = [grid for grid in titles if _goes_on_below(grid, page)] + (stripes if len(stripes) > 1 else [])
    return replace(page, grids=tuple(grid for grid in page.grids if grid not in shading)) if shading else page


def _goes_on_below(grid: Grid, page: Page) -> bool:
    """Whether text follows below a title row in at least two of its columns, outside any grid."""
    below = [g for g in page.free if not g.text.isspace() and grid.box[3] <= g.top < grid.box[3] + _JUST_BELOW]
    columns = [box for box in grid.rows[0] if box and any(box[0] <= glyph.middle[0] < box[2] for glyph in below)]
    return len(columns) > 1


def _is_title(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    lines = segments([glyph for glyph in page.glyphs if inside(glyph, grid.box)])
    return bool(lines) and _titles(lines, 0, vocabulary) is not None


def _regions(
    page: Page, columns: tuple[Column, ...], is_open: bool, vocabulary: Vocabulary
) -> tuple[list[_Region], tuple[Column, ...], bool]:
    """The table regions of a page; `is_open` says that the table of the page before may go on at the top."""
    lines = [line for line in segments(page.free) if line]
    found: list[_Region] = []
    index = 0
    while index < len(lines):
        titled = _best_titles(lines, index, vocabulary)
        if titled:
            below = lines[index + titled[1] :]
            columns, count = _between_gaps(titled[0], below, page.width, vocabulary), titled[1]
        elif columns and (is_open or _has_number(lines[index], columns)):
            count = 0
        else:
            index += 1
            continue
        end = _end(lines, index + count, columns, vocabulary)
        if end > index:
            found.append(_Region(columns, tuple(lines[index:end]), count))
        is_open = end == len(lines)
        index = max(end, index + 1)
    ruled = bool(page.grids) and not found
    return found, () if ruled else columns, bool(found) and is_open


def _titles(lines: Sequence[Row], index: int, vocabulary: Vocabulary) -> tuple[tuple[Column, ...], int] | None:
    """The columns that titles open from a line on, and how many lines they take: as few as name the most columns."""
    best: tuple[tuple[Column, ...], int] | None = None
    most = 2
    for count in range(1, _TITLE_LINES + 1):
        stacks = _stacked(lines[index : index + count])
        columns = [_titled_column(stack, vocabulary) for stack in stacks]
        known = {column.name for column in columns if column.known}
        if "measure" in known and len(known) > most:
            best, most = (tuple(columns), count), len(known)
    return best


def _best_titles(lines: Sequence[Row], index: int, vocabulary: Vocabulary) -> tuple[tuple[Column, ...], int] | None:
    """As `_titles`, unless the titles begin a line later (and the line before belongs to the text above)."""
    here, next_line = _titles(lines, index, vocabulary), _titles(lines, index + 1, vocabulary)
    if here and next_line and _known(next_line[0]) >= _known(here[0]) and len(next_line[0]) >= len(here[0]):
        return None if next_line[1] < here[1] else here
    return here


def _known(columns: Sequence[Column]) -> int:
    return sum(column.known for column in columns)


def _stacked(lines: Sequence[Row]) -> list[list[Segment]]:
    """Segments of several lines put together where they stand above one another, left to right."""
    stacks: list[list[Segment]] = []
    for segment in (segment for line in lines for segment in line):
        for stack in stacks:
            if min(s.x0 for s in stack) < segment.x1 and segment.x0 < max(s.x1 for s in stack):
                stack.append(segment)
                break
        else:
            stacks.append([segment])
    return sorted(stacks, key=lambda stack: min(segment.x0 for segment in stack))


def _titled_column(stack: Sequence[Segment], vocabulary: Vocabulary) -> Column:
    title = column_title([segment.text for segment in stack])
    name = vocabulary.column(title)
    return Column(name or title, name is not None, min(s.x0 for s in stack), max(s.x1 for s in stack))


def _between_gaps(
    titles: tuple[Column, ...], below: Sequence[Row], page_width: float, vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """The columns with the edges of the empty strips between them instead of those of their titles."""
    body = below[: _end(below, 0, titles, vocabulary)]
    covered = sorted((segment.x0, segment.x1) for line in body for segment in line)
    starts = [0.0]
    for left, right in pairwise(titles):
        starts.append(_gap_end(covered, left.x0, right.x0))
    ends = [*starts[1:], page_width]
    return tuple(replace(c, x0=x0, x1=x1) for c, x0, x1 in zip(titles, starts, ends, strict=True))


def _gap_end(covered: Sequence[tuple[float, float]], left: float, title: float) -> float:
    """Where the column under `title` begins: the end of the empty strip that ends nearest to the title's left end."""
    ends: list[float] = []
    reach = left
    for x0, x1 in covered:
        if x1 > left and x0 < title + _INTO_TITLE:
            if x0 > reach + 1:
                ends.append(x0 - 1)
            reach = max(reach, x1)
    return min([title - 1, *ends], key=lambda x: (abs(x - title + 1), x) if x in ends else (_INTO_TITLE, x))


def _end(lines: Sequence[Row], start: int, columns: Sequence[Column], vocabulary: Vocabulary) -> int:
    """The index after the last line that belongs to the table beginning at `start`."""
    pitch = _pitch(lines[start:])
    left = lines[start][0].x0 if start < len(lines) else 0.0
    for index in range(start, len(lines)):
        line = lines[index]
        gap = line[0].top - lines[index - 1][0].bottom if index > start else 0.0
        if _crosses(line, columns) or _opens_text(line, vocabulary) or _stands_apart(line, columns, left, gap, pitch):
            return index
        if index > start and _best_titles(lines, index, vocabulary):
            return index
        left = min(left, line[0].x0)
    return len(lines)


def _stands_apart(line: Row, columns: Sequence[Column], left: float, gap: float, pitch: float) -> bool:
    """Whether a line alone in the first column is text below the table: far below it, or left of all its text."""
    lonely = len(line) == 1 and line[0].x0 < columns[0].x1 and columns[0].name == "goal"
    return lonely and not _has_number(line, columns) and (gap > 2 * pitch or line[0].x0 < left - _SLACK)


def _pitch(lines: Sequence[Row]) -> float:
    steps = [b[0].top - a[0].top for a, b in pairwise(lines)]
    return median(steps) if steps else 12.0


def _crosses(line: Row, columns: Sequence[Column]) -> bool:
    """Whether text runs across the beginning of a column: then the line is no table row."""
    return any(
        segment.x0 < column.x0 - _SLACK and segment.x1 > column.x0 + _SLACK
        for segment in line
        for column in columns[1:]
    )


def _opens_text(line: Row, vocabulary: Vocabulary) -> bool:
    """Whether a line is a heading, a vision or a further measure rather than a table row."""
    text = fold(" ".join(segment.text for segment in line))
    label = text.partition(":")[0]
    headings = any(text.startswith(fold(words)) for words in vocabulary.words("handlungsfeld"))
    labels = (fold(words) for role in ("vision", "weitere") for words in vocabulary.words(role))
    return headings or label in labels or text.startswith("+ ")


def _has_number(line: Row, columns: Sequence[Column]) -> bool:
    return any(_NUMBER.match(segment.text) for segment in line if _column_name(segment, columns) == "number")


def _column_name(segment: Segment, columns: Sequence[Column]) -> str:
    middle = (segment.x0 + min(segment.x1, segment.x0 + 40)) / 2
    return next((column.name for column in columns if column.x0 <= middle < column.x1), "")


def _limits(regions: Sequence[tuple[Page, _Region]]) -> dict[Column, float]:
    """How far right text may reach in each column, over all pages that share it.

    As far as it does reach, unless a single word sticks out: then less than would have held the first word of a line
    that surely was wrapped. The last column ends as far from the right end of the table's rules as the first begins
    from their left end.
    """
    reached: dict[Column, float] = {}
    wrapped: dict[Column, list[float]] = defaultdict(list)
    for page, region in regions:
        body = [segment for line in region.rows[region.titles :] for segment in line]
        for column in region.columns:
            inside = [segment for segment in body if column.x0 <= segment.x0 < column.x1]
            reached[column] = max([reached.get(column, 0.0), *(segment.x1 for segment in inside)])
            wrapped[column] += [_would_have_reached(a, b) for a, b in pairwise(inside) if _is_wrapped(a, b)]
        wide = [rule for rule in page.rules if rule.x0 < region.columns[1].x0 and rule.x1 > region.columns[-1].x0]
        if wide and body:
            padding = min(segment.x0 for segment in body) - min(rule.x0 for rule in wide)
            last = region.columns[-1]
            reached[last] = max(reached[last], max(rule.x1 for rule in wide) - max(padding, 0.0))
    for column, bounds in wrapped.items():
        if len(bounds) >= _ENOUGH_WRAPS:
            reached[column] = min(reached[column], sorted(bounds)[len(bounds) // 20])
    return reached


def _is_wrapped(above: Segment, line: Segment) -> bool:
    """Whether a line surely goes on with the sentence of the one above, after a whole word."""
    near = 0 < line.top - above.top < 1.6 * max(line.size, above.size)
    return near and line.text[:1].islower() and above.text[-1:] not in _HYPHENS


def _would_have_reached(above: Segment, line: Segment) -> float:
    word = len(line.text.split()[0]) / len(line.text) * (line.x1 - line.x0)
    return above.x1 + 0.25 * above.size + word


def _grid(region: _Region, rules: Sequence[Rule], limits: dict[Column, float]) -> Grid:
    columns = region.columns
    body = region.rows[region.titles :]
    top = min(s.top for s in region.rows[0]) - 1
    bottom = max(s.bottom for line in region.rows for s in line) + 1
    head_end = _middle_gap(region.rows[: region.titles], body) if body else bottom
    cuts = _row_cuts(body, columns, rules, head_end if region.titles else top, bottom)
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
    return Grid(box, tuple(rows), tuple((column.x0, limits[column]) for column in columns if column in limits))


def _middle_gap(above: Sequence[Row], below: Sequence[Row]) -> float:
    upper = max((s.bottom for line in above for s in line), default=min(s.top for s in below[0]) - 2)
    return (upper + min(s.top for line in below[:2] for s in line)) / 2


def _row_cuts(
    body: Sequence[Row], columns: Sequence[Column], rules: Sequence[Rule], top: float, bottom: float
) -> list[float]:
    """Heights that divide the table into rows: rules where there are any, else the gaps before the numbers."""
    ruled = [column for column in columns if column.name in ("number", "measure")]
    cuts = [top, *_rule_heights(rules, ruled, top, bottom), bottom]
    others = [s for line in body for s in line if _column_name(s, columns) not in ("goal", "")]
    numbers = _numbers(body, columns)
    found: list[float] = [top]
    for y0, y1 in pairwise(cuts):
        inside = [number for number in numbers if y0 <= (number.top + number.bottom) / 2 < y1]
        first_line = min((s.top for s in others if s.top >= y0), default=y0)
        if y0 == top and inside and inside[0].top > first_line + inside[0].size:
            inside = [replace(inside[0], top=first_line, bottom=first_line + inside[0].size), *inside]
        for above, number in pairwise(inside):
            found.append(_cut_between(above, number, others))
        found.append(y1)
    return found


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
    return [s for line in body for s in line if _column_name(s, columns) == "number" and _NUMBER.match(s.text)]


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
    just_above = number.top - 0.2 * number.size
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
    limits: dict[Column, float],
) -> list[float]:
    """The row heights at which a new goal begins."""
    goal = [column for column in columns if column.name == "goal"]
    if not goal:
        return []
    lines = [s for line in body for s in line if _column_name(s, columns) == "goal"]
    ruled = _rule_heights(rules, goal, cuts[0], cuts[-1])
    rows_ruled = _rule_heights(rules, [c for c in columns if c.name == "measure"], cuts[0], cuts[-1])
    if ruled and len(rows_ruled) >= len(ruled):
        return [cut for cut in cuts if any(abs(cut - height) < 3 for height in ruled)]
    gaps = [b.top - a.bottom for a, b in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    others = [s for line in body for s in line if _column_name(s, columns) != "goal"]
    tops = {cut: min((s.top for s in others if s.top >= cut), default=cut) for cut in cuts[1:-1]}
    limit = limits.get(goal[0], goal[0].x1)
    return [cut for cut in cuts[1:-1] if _goal_begins(cut, tops[cut], lines, usual, limit)]


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
    if above[-1].text.endswith(tuple(_HYPHENS)) or below[0].text[:1].islower():
        return False
    return _would_have_reached(above[-1], below[0]) < limit
