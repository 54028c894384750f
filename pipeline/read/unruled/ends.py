"""Where a table without rules ends: at headings, at text that runs across its columns, at lines that stand apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Rule
from pipeline.read.unruled.columns import Row, best_titles, column_name, has_number, is_number, is_number_text
from pipeline.vocabulary import Vocabulary, fold

_SLACK = 6.0
"""Points by which text may stand left of its column's title (centred or right-aligned columns)."""
_ALIGNED = 4.0
"""Points by which the ends or the middles of a title and the text aligned with it may differ."""
_FAR, _FAR_NUMBER = 4.0, 2.0
"""Line pitches between a table and what surely stands below it, and if that is made as page numbers are."""
_LARGER = 1.15
"""Type this many times as large as the table's is a heading."""
_INSIDE = 5.0
"""Points behind the beginning of a column that a rule below its cells surely runs under."""
_PAGE_NUMBER = re.compile(r"[–-]?\s?(?:Seite\s)?\d{1,3}(?:\s?(?:/|von)\s?\d{1,3})?\s?[–-]?$")
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]+\.|[A-Z]\.)\s+[^\W\d_]")
"""A heading such as "2 Mobilität"."""
_FIGURES = re.compile(r"\d+")
_NOTE = re.compile(r"(?:\d{1,2}|[*†]{1,3}|[¹²³⁴-⁹]+)[).]?\s*\S")
"""A footnote's beginning."""
_SMALLER = 0.95
"""Type of at most this share of the table's is that of notes below it."""
_SHORT = 0.5
"""Share of a table's width that the rule above footnotes is shorter than."""
_CONTIGUOUS = 0.3
"""Share of the type size by which the gap between two lines of one paragraph may be wider than usual."""


@dataclass(frozen=True, slots=True)
class End:
    """The index behind the last line of a table, and a line below it that may belong to it after all."""

    index: int
    doubtful: Segment | None = None


def end_of_table(
    lines: Sequence[Row],
    start: int,
    columns: Sequence[Column],
    rules: Sequence[Rule],
    vocabulary: Vocabulary,
    left: float = inf,
) -> End:
    """Where the table ends whose first line below the titles is at `start`; the titles begin at `left`."""
    end = _first_other(lines, start, columns, vocabulary, left)
    bold = _tells_bold(lines[start:end], columns)
    headings = (
        index
        for index in range(start, end)
        if (bold and _is_lonely(lines[index], columns) and lines[index][0].bold)
        or _is_between_rules(lines, index, columns, rules)
    )
    end = next(headings, end)
    if end > start + 1 and _is_page_number(lines[end - 1], lines[start : end - 1], columns, rules):
        end -= 1
    return _without_text_below(lines, start, end, columns, rules)


def are_footnotes(lines: Sequence[Row], table: Sequence[Row], rules: Sequence[Rule]) -> bool:
    """Whether all that stands on a page below its table are footnotes: numbered, under a short rule or in small type.

    They stand at the foot of the page even where the table goes on overleaf.
    """
    first, size = lines[0][0], median(segment.size for line in table for segment in line)
    largest = max(segment.size for line in lines for segment in line)
    if any(len(line) > 1 for line in lines) or largest > size + 0.1 or not _NOTE.match(first.text):
        return False
    foot = max(s.bottom for line in table for s in line)
    left, right = min(s.x0 for line in table for s in line), max(s.x1 for line in table for s in line)
    below = [rule for rule in rules if rule.y >= foot - 1]
    lowest = [rule for rule in below if rule.y > max(other.y for other in below) - 1]  # or the edges of a shaded row
    width = max((rule.x1 for rule in lowest), default=0.0) - min((rule.x0 for rule in lowest), default=0.0)
    return largest <= _SMALLER * size or (0 < width < _SHORT * (right - left) and lowest[0].y <= first.top + 1)


def _is_page_number(line: Row, above: Sequence[Row], columns: Sequence[Column], rules: Sequence[Rule]) -> bool:
    """Whether a line is a page number alone below the rule that closes a table, in whatever column it stands."""
    if len(line) > 1 or not _PAGE_NUMBER.match(line[0].text):
        return False
    foot = max(segment.bottom for row in above for segment in row)
    left = min(segment.x0 for row in above for segment in row)
    closing = [rule for rule in rules if foot - 1 <= rule.y <= line[0].top + 1]
    inside = [max(column.x0, left) + _INSIDE for column in columns]
    return all(any(rule.x0 <= place <= rule.x1 for rule in closing) for place in inside)


def _first_other(
    lines: Sequence[Row], start: int, columns: Sequence[Column], vocabulary: Vocabulary, left: float
) -> int:
    """The index of the first line that cannot stand in the table by its words, its size or its place."""
    pitch = _pitch(lines[start:])
    size = median(segment.size for line in lines[start:] for segment in line) if lines[start:] else 0.0
    left = min(left, lines[start][0].x0) if start < len(lines) else 0.0
    numbered = any(s.opens and not s.bold for line in lines for s in line)
    for index in range(start, len(lines)):
        line = lines[index]
        gap = line[0].top - lines[index - 1][0].bottom if index > start else 0.0
        tells = opens_text(line, vocabulary) or _tells_goal(line, columns, vocabulary)
        other = crosses(line, columns) or tells or min(s.size for s in line) > _LARGER * size
        other = other or (numbered and _stands_between(line, columns, vocabulary)) or _is_heading(line, columns)
        alone = len(line) == 1 and not has_number(line, columns)
        far = _FAR_NUMBER if _PAGE_NUMBER.match(line[0].text) else _FAR
        if other or _stands_apart(line, columns, left, gap, pitch) or (alone and gap > far * pitch):
            return index
        if index > start and best_titles(lines, index, vocabulary):
            return index
        left = min(left, line[0].x0)
    return len(lines)


def _tells_goal(line: Row, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a line says at the left that it tells a goal, where no column does ("Ziel 2: …")."""
    if line[0].x0 >= columns[0].x1 or any(column.name == "goal" for column in columns):
        return False
    return bool(vocabulary.goal_named_in(" ".join(segment.text for segment in line)))


def _stands_between(line: Row, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a line is a goal or a heading between rows that begin with their numbers in the first column."""
    (first, *others) = line
    if others or first.opens or column_name(first, columns) != "measure":
        return False
    return first.bold or (all(c.name != "goal" for c in columns) and bool(vocabulary.goal_named_in(first.text)))


def _is_heading(line: Row, columns: Sequence[Column]) -> bool:
    """Whether a line alone in the column of numbers is a numbered heading ("A. Wohnen") that is as short."""
    return columns[0].name == "number" and _is_lonely(line, columns) and NUMBERED.match(line[0].text) is not None


def _stands_apart(line: Row, columns: Sequence[Column], left: float, gap: float, pitch: float) -> bool:
    """Whether a line alone in the first column is text below the table: far below it, or left of all its text."""
    return _is_lonely(line, columns) and (gap > 2 * pitch or line[0].x0 < left - _SLACK)


def _is_lonely(line: Row, columns: Sequence[Column]) -> bool:
    return len(line) == 1 and line[0].x0 < columns[0].x1 and not has_number(line, columns)


def _tells_bold(body: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether goals that stand beside rows are in common type, so that a bold line alone in their column is none."""
    beside = [line[0] for line in body if len(line) > 1 and line[0].x0 < columns[0].x1]
    return columns[0].name == "goal" and bool(beside) and not any(goal.bold for goal in beside)


def _is_between_rules(lines: Sequence[Row], index: int, columns: Sequence[Column], rules: Sequence[Rule]) -> bool:
    """Whether a line in the first column has a row to itself, and the next row a text there, too: it is a heading."""
    if not _is_lonely(lines[index], columns) or index in (0, len(lines) - 1):
        return False
    line, below = lines[index][0], lines[index + 1]
    closes = _rule_between([lines[index]], below[0], columns, rules)
    return closes and below[0].x0 < columns[0].x1 and _rule_between([lines[index - 1]], line, columns, rules)


def _without_text_below(
    lines: Sequence[Row], start: int, end: int, columns: Sequence[Column], rules: Sequence[Rule]
) -> End:
    """The end before the lines that stand alone in the first column and do not go on with its last cell.

    A cell that is longer than the others of its row goes on at the usual distance. What stands farther below, or
    under a rule across the table, is text; it is doubtful where paragraphs within cells stand as far apart.
    """
    tail = end
    while tail > start and _is_lonely(lines[tail - 1], columns):
        tail -= 1
    body = lines[start:end]
    usual = _usual_gap(body, columns)
    for index in range(max(tail, start + 1), end):
        line = lines[index][0]
        above = [s for other in lines[start:index] for s in other if s.x0 < columns[0].x1]
        gap = line.top - above[-1].bottom if above else line.top - lines[index - 1][0].bottom
        if _rule_between(lines[start:index], line, columns, rules):
            return End(index)
        if gap > usual + _CONTIGUOUS * line.size:
            doubtful = gap <= 1.1 * _paragraph_gap(body, columns) + 0.5
            return End(index, line if doubtful else None)
    return End(end)


def _rule_between(above: Sequence[Row], line: Segment, columns: Sequence[Column], rules: Sequence[Rule]) -> bool:
    """Whether a rule across the table divides a line from all lines above."""
    foot = max(segment.bottom for row in above for segment in row)
    return any(
        foot - 1 <= rule.y <= line.top + 1 and rule.x0 < columns[1].x0 and rule.x1 > columns[-1].x0 for rule in rules
    )


def _usual_gap(body: Sequence[Row], columns: Sequence[Column]) -> float:
    """The gap between two lines of one paragraph."""
    gaps = [gap for column in columns for _, gap, size in _gaps(body, columns, column) if gap < size]
    return median(gaps) if gaps else 0.0


def _paragraph_gap(body: Sequence[Row], columns: Sequence[Column]) -> float:
    """The widest gap within a cell: between lines of the measures of which the lower one opens no row."""
    rows = [segment for line in body for segment in line if is_number(segment, columns)]
    measure = next((column for column in columns if column.name == "measure"), columns[0])
    return max(
        (
            gap
            for lower, gap, size in _gaps(body, columns, measure)
            if gap < 2 * size and not any(row.top < lower.bottom and lower.top < row.bottom for row in rows)
        ),
        default=0.0,
    )


def _gaps(body: Sequence[Row], columns: Sequence[Column], column: Column) -> list[tuple[Segment, float, float]]:
    """Neighbouring lines of a column: the lower one, the gap above it and the type size."""
    lines = [s for line in body for s in line if column_name(s, columns) == column.name]
    return [(b, b.top - a.bottom, max(a.size, b.size)) for a, b in pairwise(lines)]


def _pitch(lines: Sequence[Row]) -> float:
    steps = [b[0].top - a[0].top for a, b in pairwise(lines)]
    return median(steps) if steps else 12.0


def crosses(line: Row, columns: Sequence[Column]) -> bool:
    """Whether text runs across the beginning of a column: then the line is no table row.

    Text that begins between two titles stands below the second one, which may be centred above it.
    """
    return any(
        segment.x0 < min(column.x0 - _SLACK, before.x1)
        and segment.x1 > column.x0 + _SLACK
        and not _is_aligned(segment, before, column)
        for segment in line
        for before, column in pairwise(columns)
    )


def _is_aligned(segment: Segment, before: Column, title: Column) -> bool:
    """Whether text wider than the title above it ends with it or is centred below it, as amounts are.

    A heading across the table may end there too, but begins where the column before does; measures are no amounts.
    """
    if title.name == "measure":
        return False
    ends, middle = abs(segment.x1 - title.x1), abs(segment.x0 + segment.x1 - title.x0 - title.x1) / 2
    return segment.x0 > (before.x0 + title.x0) / 2 and min(ends, middle) < _ALIGNED


def opens_text(line: Row, vocabulary: Vocabulary) -> bool:
    """Whether a line is a heading, a vision or a further measure rather than a table row."""
    text = fold(" ".join(segment.text for segment in line))
    label = text.partition(":")[0]
    headings = any(text.startswith(fold(words)) for words in vocabulary.words("handlungsfeld"))
    if headings and is_number_text(line[0].text) and len(_FIGURES.findall(line[0].text)) > 1:  # "HF1-M2", not "HF 1"
        return False
    labels = (fold(words) for role in ("vision", "weitere") for words in vocabulary.words(role))
    return headings or label in labels or text.startswith("+ ")
