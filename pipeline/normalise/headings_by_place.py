"""Which free lines are chapter headings by their place: above a table, set apart by number, bold or larger type.

In a text without type sizes, the short line right above a table is taken for one, and told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import median

from pipeline.dates import MONTHS
from pipeline.normalise.heading_lines import (
    LEADERS,
    LEADING,
    LONGEST_HEADING,
    SAME_SIZE,
    SENTENCE_ENDS,
    Heading,
    are_set_alike,
    is_caption,
    is_divided,
    is_sentence,
)
from pipeline.normalise.paragraphs import join
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Line, Table
from pipeline.vocabulary import Vocabulary

_NUMBERED = re.compile(rf"{LEADING}(?!(?:{'|'.join(MONTHS)})(?!\w))(?P<name>[^\W\d_].*)")
_SHORT = 80
"""Characters of a line that may be a heading only because it stands above a table."""
_CLOSE = 1.75
"""Line pitches, in type sizes, up to which lines of one paragraph stand close."""
_RAISED = 0.7
"""How wide a raised figure is at most, compared with the usual letter of its line and the same figure elsewhere."""
_MUCH_LARGER = 1.5
"""How many times as large as a table's text a line is of which that alone says that it is a heading."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Type sizes of the free lines: of the title, and of all that are smaller the largest and, by characters, usual."""

    title: float
    largest: float
    usual: float


def headings_set_apart(
    blocks: Sequence[Line | Table], columns: frozenset[str], vocabulary: Vocabulary
) -> dict[int, Heading]:
    """The numbered, else the bold or larger line nearest above each table, where none says that it is a heading."""
    found: dict[int, Heading] = {}
    above: list[int] = []
    goal: Line | None = None
    sizes = _sizes(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            goal = _is_of_goal(block, goal, vocabulary)
            if len(block.text) <= LONGEST_HEADING and not goal and not _is_other(block, vocabulary):
                above.append(index)
        elif block.rows:  # titles alone may stand above a row across the table that is a heading
            if not _names_fields(block, columns) and (heading := _nearest_heading(blocks, above, block, sizes)):
                found[heading[0]] = heading[1]
            above, goal = [], None
    return _without_notes(found, blocks)


def _names_fields(table: Table, columns: frozenset[str]) -> bool:
    """Whether one of the `columns` that name the fields of action is in the table."""
    return any(title in columns for row in table.rows for title, _ in row.extra)


def _is_of_goal(line: Line, above: Line | None, vocabulary: Vocabulary) -> Line | None:
    """The line if it tells a goal ("Ziel 1: …"), or goes on with the one `above` that does."""
    if vocabulary.goal_named_in(line.text):
        return line
    return line if above and _is_set_as(above, line) else None


def _is_other(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line says that it is something else than a heading, or is divided as none is."""
    text = line.text
    says = vocabulary.is_label(text) or vocabulary.goal_named_in(text) or is_caption(text, vocabulary)
    return bool(says) or is_divided(line)


def _sizes(blocks: Sequence[Line | Table]) -> _Sizes:
    title = _size_of_title(blocks)
    smaller = [block for block in blocks if isinstance(block, Line) and block.size < title - SAME_SIZE]
    usual = median([line.size for line in smaller for _ in line.text] or [0.0])
    return _Sizes(title, max((line.size for line in smaller), default=0.0), usual)


def _size_of_title(blocks: Sequence[Line | Table]) -> float:
    """The type size of the document's title: the largest above the first table, if none below is as large."""
    first = next((index for index, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
    above, below = ([b.size for b in part if isinstance(b, Line)] for part in (blocks[:first], blocks[first:]))
    largest = max(above, default=0.0)
    return largest if largest > max(below, default=0.0) + SAME_SIZE else inf


def _nearest_heading(
    blocks: Sequence[Line | Table], above: Sequence[int], table: Table, sizes: _Sizes
) -> tuple[int, Heading] | None:
    """The heading among the lines above a table; what is set smaller than its text (a footnote) is none."""
    usual = median([line.size for row in table.rows for line in row.measure.lines] or [0.0])
    lines = [(index, line) for index in reversed(above) if isinstance(line := blocks[index], Line)]
    large = [(index, line) for index, line in lines if line.size >= usual - SAME_SIZE]
    numbered = [(index, line) for index, line in large if _is_numbered(line, blocks)]
    stressed = [(index, line) for index, line in numbered if line.bold or line.size > usual + SAME_SIZE]
    for index, line in (*stressed[:1], *numbered[:1]):
        found = _NUMBERED.fullmatch(line.text)
        return index, Heading(found["name"] if found else line.text, 1)
    return _in_other_type(blocks, large, usual, sizes)


def _in_other_type(
    blocks: Sequence[Line | Table], lines: Sequence[tuple[int, Line]], usual: float, sizes: _Sizes
) -> tuple[int, Heading] | None:
    """The first bold line, or one in larger type than any bold one that its paragraph and its size make a heading."""
    bold = max((line.size for _, line in lines if line.bold and line.size < sizes.title - SAME_SIZE), default=0.0)
    begins = len(blocks)
    for index, line in lines:
        larger = bool(usual) and usual + SAME_SIZE < line.size < sizes.title - SAME_SIZE
        if line.bold and (larger or (index > 0 and not _is_of_title(blocks, index, line, sizes))):
            return _whole(blocks, index, line) if larger else (index, Heading(line.text, 1))
        if larger and line.size > bold + SAME_SIZE and index < begins:
            begins, heading = _whole(blocks, index, line)
            if not is_sentence(heading.name) and not _is_text(line, sizes):
                unsure = _is_below_larger(line, lines, sizes) or _is_common(line, usual, sizes)
                return begins, replace(heading, assumed=unsure)
    return None


def _is_of_title(blocks: Sequence[Line | Table], index: int, line: Line, sizes: _Sizes) -> bool:
    """Whether a line is a further one of the document's title."""
    above = blocks[index - 1]
    return line.size >= sizes.title - SAME_SIZE and isinstance(above, Line) and _is_set_as(above, line)


def _is_text(line: Line, sizes: _Sizes) -> bool:
    """Whether a line is no larger than most of the free text, and other lines are."""
    return line.size <= sizes.usual + SAME_SIZE and line.size < sizes.largest - SAME_SIZE


def _is_below_larger(line: Line, lines: Sequence[tuple[int, Line]], sizes: _Sizes) -> bool:
    """Whether one of the lines, the title aside, is larger still: that may be the heading, this one a subtitle."""
    return any(line.size + SAME_SIZE < other.size < sizes.title - SAME_SIZE for _, other in lines)


def _is_common(line: Line, usual: float, sizes: _Sizes) -> bool:
    """Whether nothing but a table in smaller type, as it often is below common text, sets a line apart."""
    return line.size <= sizes.usual + SAME_SIZE and line.size <= _MUCH_LARGER * usual


def _whole(blocks: Sequence[Line | Table], last: int, line: Line) -> tuple[int, Heading]:
    """A heading in large type of which this is the last line, and where it begins."""
    first, name = last, line.text
    while first and isinstance(above := blocks[first - 1], Line) and _is_set_as(above, line):
        first, line = first - 1, above
        name = join(above.text, name, Typesetting())
    return first, Heading(name, last - first + 1)


def _is_set_as(above: Line, line: Line) -> bool:
    """Whether a line right above another one is set like it, and begins no paragraph with the one below."""
    alike = are_set_alike(above, line) and line.starts is not True
    upper, lower = above.place.bbox, line.place.bbox
    return bool(alike and upper and lower and 0 < lower[1] - upper[1] < _CLOSE * line.size)


def _is_numbered(line: Line, blocks: Sequence[Line | Table]) -> bool:
    found = _NUMBERED.fullmatch(line.text)
    sentence = found and (found["name"].endswith(SENTENCE_ENDS) if line.bold else is_sentence(found["name"]))
    if not found or sentence or _closes_bracket(line.text):
        return False
    return not _is_footnote(line, blocks)


def _without_notes(found: dict[int, Heading], blocks: Sequence[Line | Table]) -> dict[int, Heading]:
    """Leave out numbered lines in common type (footnotes) where others are in bold type, or count on without them."""
    numbered = {
        index: line for index in found if isinstance(line := blocks[index], Line) and _is_numbered(line, blocks)
    }
    counts = {index: int(count[0]) for index, line in numbered.items() if (count := re.match(r"\d+", line.text))}
    for before, index, after in zip(list(counts), list(counts)[1:], list(counts)[2:], strict=False):
        if counts[after] == counts[before] + 1 and counts[index] not in (counts[before], counts[after]):
            found = {at: heading for at, heading in found.items() if at != index}
            del numbered[index]
    if not any(line.bold for line in numbered.values()):
        return found
    return {index: heading for index, heading in found.items() if index not in numbered or numbered[index].bold}


def _is_footnote(line: Line, blocks: Sequence[Line | Table]) -> bool:
    """Whether a line begins with a raised figure: narrower than its letters, and than the same figure in the tables.

    Letters alone do not tell: in some fonts a 1 is half as wide as they are.
    """
    letters = [width for letter, width in zip(line.text, line.advances, strict=False) if letter.isalpha()]
    if not letters or not line.text[0].isdigit() or line.advances[0] > _RAISED * median(letters):
        return False
    elsewhere = list(_widths_in_tables(line.text[0], blocks))
    return not elsewhere or line.advances[0] < _RAISED * line.size * median(elsewhere)


def _widths_in_tables(figure: str, blocks: Sequence[Line | Table]) -> Iterator[float]:
    """How wide a figure is in the tables, in type sizes."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    for line in (
        line for row in rows for cell in (row.number, *(cell for _, cell in row.named)) for line in cell.lines
    ):
        if line.size and figure in line.text:
            yield from (
                width / line.size for letter, width in zip(line.text, line.advances, strict=False) if letter == figure
            )


def _closes_bracket(text: str) -> bool:
    """Whether a bracket is closed that another line opened."""
    return text.count(")") > text.count("(") + (_NUMBERED.match(text) is not None and ")" in text[:4])


def assumed_headings(
    blocks: Sequence[Line | Table], columns: frozenset[str], vocabulary: Vocabulary
) -> dict[int, Heading]:
    """The short line right above each table of a text, or above the vision there: a text shows no other type.

    Not the first line, which is the title; and only where tables have one, unlike those that go on overleaf.
    """
    if any(isinstance(block, Line) and block.size for block in blocks):
        return {}
    found: dict[int, Heading] = {}
    above: list[int] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            above.append(index)
            continue
        lines = [(at, line) for at in above if isinstance(line := blocks[at], Line)]
        label = next((place for place, (_, line) in enumerate(lines) if vocabulary.is_label(line.text)), len(lines))
        heading = next(((at, line) for at, line in reversed(lines[:label]) if _is_short(line, vocabulary)), None)
        if heading and heading[0] and block.rows and not _names_fields(block, columns):
            found[heading[0]] = Heading(heading[1].text, 1, assumed=True)
        above = []
    return found


def _is_short(line: Line, vocabulary: Vocabulary) -> bool:
    text = line.text
    ends = text.endswith((*SENTENCE_ENDS, ":", "!", "?", "-")) or LEADERS.search(text)
    return text[:1].isupper() and len(text) <= _SHORT and not (ends or is_sentence(text) or _is_other(line, vocabulary))
