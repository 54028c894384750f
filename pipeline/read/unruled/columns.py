"""Columns of a table without rules: from its title words and the gaps in the text below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.hyphens import HYPHENS
from pipeline.model import Box
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column, Rule, column_title
from pipeline.vocabulary import Vocabulary

Row = Sequence[Segment]
"""One printed line in its stretches, left to right."""
Titled = tuple[tuple[Column, ...], int]
"""Columns that titles open, and how many lines these take."""

_NUMBER = re.compile(
    r"^(?:(?:[^\W\d_]{1,3}[._-])?[^\W\d_]{1,4}[ ._-]?|§ ?)?\d{1,4}"
    r"(?:[./-](?:[^\W\d_]{0,2}\d{1,3}|[^\W\d_]))*[a-z]?[.)]?$"
)
_PLAIN_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
"""Some fonts call their hyphen a soft or a fixed one."""
_TOUCHING = re.compile(r"(?<=[a-zäöüß.])(?=[A-ZÄÖÜ])|(?<=[a-zäöüß][-\u2010\u00ad])\s(?=[A-ZÄÖÜ])")
_TWO_TITLES = 60
"""Characters that two column titles have at most."""
_BRACKETED = re.compile(r"[\[(].*[\])]$")
_HANGS_OUT = 3.0
"""Points by which text may hang out of its column."""
_YEAR = re.compile(r"(?:\d{1,2}[./]){0,2}20\d\d:?")
"""What may stand below "Stand": the year or the date of the edition."""
_TITLE_LINES = 4
"""Most lines that a row of column titles takes."""
_AMID = 0.25
"""Share of the type size by which titles that are centred may stand out of their middle."""
_CLOSE = 0.6
"""Share of the type size by which the lines of one title stand apart at most."""
_FAR = 1.5
"""Type sizes; lines of titles are closer, also where the cells of some are centred, or divide one above."""
_INTO_TITLE = 30.0
"""Points from the left end of a title within which the gap before its column must end."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one page that belong to one table; `titles` is how many of them are column titles.

    `goes_on`: a table of the page before may go on here, so that the first lines may be the rest of a row.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    titles: int
    goes_on: bool = True

    @property
    def body(self) -> tuple[Row, ...]:
        """The lines below the titles."""
        return self.rows[self.titles :]


def best_titles(lines: Sequence[Row], index: int, vocabulary: Vocabulary) -> Titled | None:
    """As `_titles`, unless the titles begin a line later (and the line before belongs to the text above).

    A vision says that it is none of them.
    """
    if index < len(lines) and len(lines[index]) == 1 and vocabulary.is_label(lines[index][0].text):
        return None
    here = _titles(lines, index, vocabulary)
    next_line = _titles(lines, index + 1, vocabulary) if here else None
    if here and next_line and _known(next_line[0]) >= _known(here[0]) and len(next_line[0]) >= len(here[0]):
        return None if next_line[1] < here[1] or _known(next_line[0]) > _known(here[0]) else here
    return here


def _titles(lines: Sequence[Row], index: int, vocabulary: Vocabulary) -> Titled | None:
    """The columns that titles open from a line on, and how many lines they take: as few as name the most columns."""
    best: Titled | None = None
    most = 2
    parted = [_apart(line, vocabulary) for line in lines[index : index + _TITLE_LINES]]
    for count in range(1, len(parted) + 1):
        if count > 1 and _are_far_apart(parted[count - 2], parted[count - 1]):
            break
        least = 1 if count == 1 and _opens_with_number(lines[index + 1 : index + 2]) else most
        stacks = _stacked(parted[:count])
        if len(stacks) <= least:
            continue
        columns = [_titled_column(stack, vocabulary) for stack in stacks]
        known = {column.name for column in columns if column.known}
        if "measure" in known and len(known) > least:
            best, most = (tuple(columns), count), max(len(known), most)
    return _with_divided(lines, index, *_with_rest(lines, index, *best, vocabulary), vocabulary) if best else None


def _opens_with_number(below: Sequence[Row]) -> bool:
    """Whether the line below titles begins with a number in front of words: then two titles we know are enough."""
    number, _, words = below[0][0].text.partition(" ") if below else ("", "", "")
    return bool(words) and is_number_text(number.rstrip(":"))


def _are_far_apart(above: Row, line: Row) -> bool:
    """Whether two lines are none of one row of titles."""
    return min(s.top for s in line) - max(s.bottom for s in above) > _FAR * min(s.size for s in (*above, *line))


def _apart(line: Row, vocabulary: Vocabulary) -> Row:
    """The line with two titles that touch ("KennungMaßnahme", "Maßnahmen- Maßnahme" above "Nr.") parted.

    Both must be known, or the first go on below; about where they meet, widths tell.
    """
    if not any(len(segment.text) < _TWO_TITLES and _TOUCHING.search(segment.text) for segment in line):
        return line  # nearly always
    return [part for segment in line for part in _parted(segment, vocabulary)]


def _parted(segment: Segment, vocabulary: Vocabulary) -> list[Segment]:
    text = segment.text
    at = next((found.start() for found in _TOUCHING.finditer(text) if _both(text, found.start(), vocabulary)), 0)
    if not at:
        return [segment]
    x = segment.x0 + (segment.x1 - segment.x0) * at / len(text)
    return [replace(segment, text=text[:at], x1=x), replace(segment, text=text[at:].lstrip(), x0=x)]


def _both(text: str, at: int, vocabulary: Vocabulary) -> bool:
    goes_on = text[at - 1] in HYPHENS
    return (goes_on or vocabulary.column(text[:at]) is not None) and vocabulary.column(text[at:]) is not None


def _with_rest(
    lines: Sequence[Row], index: int, columns: tuple[Column, ...], count: int, vocabulary: Vocabulary
) -> Titled:
    """The titles with the lines below that only go on with some of them, such as "zont" under "Zeithori-"."""
    while count < _TITLE_LINES:
        titles, below = lines[index : index + count], lines[index + count : index + count + 2]
        longer = [_titled_column(stack, vocabulary) for stack in _stacked(lines[index : index + count + 1])]
        if len(longer) != len(columns) or _known(longer) < _known(columns):
            break
        if not _goes_on(titles, below) and not (below and _completes(below[0], titles[-1], columns, longer)):
            break
        columns, count = tuple(longer), count + 1
    return columns, count


def _completes(line: Row, above: Row, columns: Sequence[Column], longer: Sequence[Column]) -> bool:
    """Whether a line right below titles makes others of them that we know, such as "Stelle" under "Verantwortliche"."""
    changed = [(old, new) for old, new in zip(columns, longer, strict=True) if old.title != new.title]
    alike = all(new.known and (not old.known or old.name == new.name) for old, new in changed)
    whole = len(changed) == len(line) and not _has_other_figure(line)
    return whole and alike and _is_right_below(line, above)


def _is_right_below(line: Row, above: Row) -> bool:
    return min(s.top for s in line) - max(s.bottom for s in above) < _CLOSE * line[0].size


def with_lines_to_rule(
    lines: Sequence[Row],
    index: int,
    titled: tuple[tuple[Column, ...], int],
    rules: Sequence[Rule],
    vocabulary: Vocabulary,
) -> Titled:
    """The titles with the lines between them and the next rule below all of them, if these only go on with titles."""
    columns, count = titled
    foot = max(s.bottom for s in lines[index + count - 1])
    below = [rule.y for rule in rules if rule.y > foot - 1 and rule.x0 <= columns[0].x0 and rule.x1 >= columns[-1].x0]
    reach = min(below, default=foot)
    while count < _TITLE_LINES and index + count < len(lines):
        line, above = lines[index + count], lines[index + count - 1]
        longer = [_titled_column(stack, vocabulary) for stack in _stacked(lines[index : index + count + 1])]
        changed = sum(old.title != new.title for old, new in zip(columns, longer, strict=False))
        is_within = max(s.bottom for s in line) < reach + 1 and _is_right_below(line, above)
        is_title = len(longer) == len(columns) and changed == len(line) <= len(columns) / 2
        if not is_within or not is_title or _known(longer) < _known(columns) or _has_other_figure(line):
            break
        columns, count = tuple(longer), count + 1
    return columns, count


def _with_divided(
    lines: Sequence[Row], index: int, columns: tuple[Column, ...], count: int, vocabulary: Vocabulary
) -> Titled:
    """The titles with those on the next line that divide one above ("Rahmendaten" into "Kosten" and "Frist").

    They stand between its neighbours, and a row opens below.
    """
    if index + count + 1 >= len(lines):
        return columns, count
    line, below = lines[index + count], lines[index + count + 1 :][:_TITLE_LINES]
    lefts, rights = (-inf, *(column.x1 for column in columns)), (*(column.x0 for column in columns[1:]), inf)
    parts = [_under(column, line, *room) for column, *room in zip(columns, lefts, rights, strict=False)]
    divides = any(len(under) > 1 for under in parts) and sum(map(len, parts)) == len(line)
    if not divides or any(map(_has_figure, line)) or not any(_opens_row(row, columns) for row in below):
        return columns, count
    foot = (max(s.bottom for s in lines[index + count - 1]) + min(s.top for s in line)) / 2
    divided: list[Column] = []
    for column, under in zip(columns, parts, strict=True):
        own = [replace(_titled_column([s], vocabulary), group=column.title, group_foot=foot) for s in under]
        divided += own if len(under) > 1 else [_longer(column, under)]
    return tuple(divided), count + 1


def _under(title: Column, line: Row, left: float, right: float) -> list[Segment]:
    """What stands under a title: several parts on both sides of its middle, or one right below it."""
    room = [s for s in line if left < s.x0 and s.x1 < right]
    if len(room) > 1 and room[0].x0 <= (title.x0 + title.x1) / 2 <= room[-1].x1:
        return room
    return [s for s in room if s.x0 < title.x1 and title.x0 < s.x1]


def _longer(column: Column, below: Sequence[Segment]) -> Column:
    """The column with what stands below its title as part of it, if it does not name another column then."""
    return replace(column, title=column_title([column.title, *(s.text for s in below)])) if below else column


def _goes_on(titles: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether the first line below some titles goes on with them: in mid-word, or close to them and far from the next.

    So do units in brackets ("Kosten" / "[T€]"), and capitals ("Entlastete" / "Personen") where a row opens below.

    The lines of a first row would stand in more columns, and begin with a capital or a figure.
    """
    if not below:
        return False
    above = [segment for line in titles for segment in line]
    over = [[other for other in above if other.x0 < s.x1 and s.x0 < other.x1] for s in below[0]]
    if not all(over) or len(below[0]) > len(above) / 2:
        return False
    pairs = [(stack[-1], segment) for stack, segment in zip(over, below[0], strict=True)]
    small = all(segment.text[:1].islower() or _is_year(segment) for _, segment in pairs)
    if small and all(other.text.endswith(tuple(HYPHENS)) for other, _ in pairs):
        return True
    gap = min(segment.top for _, segment in pairs) - max(other.bottom for other, _ in pairs)
    if gap < _CLOSE * pairs[0][1].size and _centres(over, below[0], above):
        return True
    if all(_BRACKETED.match(segment.text) for _, segment in pairs):
        return gap < _CLOSE * pairs[0][1].size
    next_gap = min(s.top for s in below[1]) - max(s.bottom for s in below[0]) if below[1:] else 0.0
    words = small or (below[1:] and _opens_row(below[1], above) and not any(map(_has_figure, below[0])))
    return bool(words) and gap < _CLOSE * pairs[0][1].size and next_gap > gap + 1.0


def _centres(over: Sequence[Sequence[Segment]], line: Row, above: Sequence[Segment]) -> bool:
    """Whether titles stand in the middle of the others only with the line below them: all are centred."""
    alone = [title for title in above if not any(title in stack for stack in over)]
    if not alone:
        return False
    middle = median((title.top + title.bottom) / 2 for title in alone)
    stacks = [(stack[0].top, stack[-1].bottom, segment) for stack, segment in zip(over, line, strict=True)]
    return all(
        abs((top + segment.bottom) / 2 - middle) < _AMID * segment.size < abs((top + bottom) / 2 - middle)
        for top, bottom, segment in stacks
    )


def _opens_row(line: Row, titles: Sequence[Segment | Column]) -> bool:
    return len(line) > len(titles) / 2 and any(segment.opens or is_number_text(segment.text) for segment in line)


def _has_figure(segment: Segment) -> bool:
    return any(letter in "0123456789" for letter in segment.text)


def _has_other_figure(line: Row) -> bool:
    """Whether there are figures on a line that make no year."""
    return any(_has_figure(segment) and not _is_year(segment) for segment in line)


def _is_year(segment: Segment) -> bool:
    return _YEAR.fullmatch(segment.text) is not None


def _known(columns: Sequence[Column]) -> int:
    return sum(column.known for column in columns)


def _stacked(lines: Sequence[Row]) -> list[list[Segment]]:
    """Segments of several lines put together where they stand above one another, left to right."""
    stacks: list[list[Segment]] = []
    widths: list[tuple[float, float]] = []
    for segment in (segment for line in lines for segment in line):
        for index, (x0, x1) in enumerate(widths):
            if x0 < segment.x1 and segment.x0 < x1:
                stacks[index].append(segment)
                widths[index] = (min(x0, segment.x0), max(x1, segment.x1))
                break
        else:
            stacks.append([segment])
            widths.append((segment.x0, segment.x1))
    return [stacks[index] for index in sorted(range(len(stacks)), key=lambda index: widths[index][0])]


def _titled_column(stack: Sequence[Segment], vocabulary: Vocabulary) -> Column:
    title = column_title([segment.text for segment in stack])
    name = vocabulary.column(title)
    return Column(name or title, name is not None, min(s.x0 for s in stack), max(s.x1 for s in stack), title)


def between_gaps(
    titles: tuple[Column, ...], body: Sequence[Row], page_width: float, common: frozenset[float] = frozenset()
) -> tuple[Column, ...]:
    """The columns with the edges of the empty strips between them instead of those of their titles.

    `common` is where texts begin on several lines below centred titles.
    """
    covered = sorted((segment.x0, segment.x1) for line in body for segment in line)
    starts = [0.0]
    for left, right in pairwise(titles):
        before = [x for x in common if left.x1 < x < right.x0 and _is_left_edge(body, x)]
        starts.append(_gap_end(covered, left.x0, right.x0, bool(before)))
    ends = [*starts[1:], page_width]
    return tuple(replace(c, x0=x0, x1=x1) for c, x0, x1 in zip(titles, starts, ends, strict=True))


def _is_left_edge(body: Sequence[Row], x: float) -> bool:
    """Whether texts that begin at a place end at several, or are words: amounts of one length may be set right."""
    found = [segment for line in body for segment in line if abs(segment.x0 - x) < 1]
    ends = [segment.x1 for segment in found]
    return not all(map(_has_figure, found)) or max(ends, default=0.0) - min(ends, default=0.0) > 1


def is_number(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a stretch of text is the number of a measure in the column of numbers, or begins with one."""
    return segment.opens or (column_name(segment, columns) == "number" and is_number_text(segment.text))


def is_number_text(text: str) -> bool:
    """Whether a text looks like the number of a measure ("7", "3.2", "1a", "M 12", "A-07")."""
    return _NUMBER.match(text.translate(_PLAIN_HYPHENS)) is not None


def has_number(line: Row, columns: Sequence[Column]) -> bool:
    """Whether a measure's number stands on a line."""
    return any(is_number(segment, columns) for segment in line)


def column_name(segment: Segment, columns: Sequence[Column]) -> str:
    """The name of the column that a stretch of text stands in, "" between columns."""
    middle = (segment.x0 + min(segment.x1, segment.x0 + 40)) / 2
    return next((column.name for column in columns if column.x0 <= middle < column.x1), "")


def _gap_end(covered: Sequence[tuple[float, float]], left: float, title: float, begins_before: bool) -> float:
    """Where the column under `title` begins: the end of the empty strip that ends nearest to the title's left end.

    A title may begin within its strip, left of all that stands below it, or far right of amounts aligned with its end.
    Where texts surely begin before it, it begins no column.
    """
    ends: list[float] = []
    reach = left
    is_cut = begins_before or any(left < x0 < title - 1 < x1 for x0, x1 in covered)
    for x0, x1 in covered:
        if x1 > left and x0 < title + _INTO_TITLE:
            if x0 > reach + 1:
                ends.append(min(x0, title) - 1 if reach < title - 1 else x0 - 1)
            reach = max(reach, x1)
    usual = inf if is_cut and ends else _INTO_TITLE
    return min([title - 1, *ends], key=lambda x: (abs(x - title + 1), x) if x in ends else (usual, x))


def columns_of(line: Row, boxes: Sequence[Box]) -> set[Box]:
    """The columns that a line stands in, or none if a stretch of it stands in no column."""
    within = [[box for box in boxes if box[0] - _HANGS_OUT <= s.x0 and s.x1 <= box[2] + _HANGS_OUT] for s in line]
    return {found[0] for found in within} if all(within) else set()
