"""Numbers of measures: as their cell prints them, or in front of the words where there is no column for them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.hyphens import HYPHENS, SOFT_HYPHEN
from pipeline.printed import Cell, Line, RawCatalogue, Row, Table

_NUMBER = re.compile(
    r"(?P<number>(?:[^\W\d_]{1,3}[ .-]?)?\d{1,4}(?:[.-](?:[^\W\d_]{0,2}\d{1,3}|[a-z](?![^\W_])))*[a-z]?[.:)]?)"
    r"(?:\s+(?=\S)|$)"
)
_SEPARATOR = re.compile(r"[–—:|.\-\u2010\u2011](?=\s|$)")
"""A mark between a number and the words, a blank from both: "1.1 – Beratung"."""
_BEHIND = re.compile(r"(?<=\w)\s+[–—:|.\-\u2010\u2011]$")
"""Such a mark behind a number."""
_SHARE = 0.9
"""Share of rows that begin with a number of their own, from which on these are the measures' numbers."""
_NEXT_LINE = 1.5
"""Type sizes from one line to the next at most, if they belong together."""


def number_in(lines: Sequence[Line]) -> str:
    """The number in a cell without the mark of an enumeration ("7.", "7)" is measure 7), wrapped parts joined."""
    number = ""
    for above, line in zip((None, *lines), lines, strict=False):
        waits = number.endswith(tuple(f"{HYPHENS}.")) and (line.text.isdigit() or number[:1].isalpha())
        glued = waits or line.text.startswith((".", "-")) or (above is not None and _is_cut(above, line))
        number = f"{number}{line.text}" if glued or not number else f"{number} {line.text}"
    number = _BEHIND.sub("", number.replace(SOFT_HYPHEN, "-").strip())  # some fonts call their hyphen so
    return number if "(" in number else number.rstrip(".:)")


def _is_cut(above: Line, line: Line) -> bool:
    """Whether a number was broken between two figures, as "HF1-0" and "3" are where the column is too narrow for it."""
    if not (above.text[-1].isdigit() and line.text[0].isdigit() and above.place.bbox and line.place.bbox):
        return False
    is_next = line.place.bbox[1] - above.place.bbox[1] < _NEXT_LINE * line.size
    return is_next and line.starts is not True and above.room < sum(line.advances)


def with_numbers_apart(raw: RawCatalogue) -> RawCatalogue:
    """The document with such numbers moved into a cell of their own; unchanged where there is a column for them."""
    tables = [block for block in raw.blocks if isinstance(block, Table)]
    if any(row.number.lines for table in tables for row in table.rows) or not _are_numbered(tables):
        return raw
    separator = _separator([row for table in tables for row in table.rows])
    blocks = (
        replace(block, rows=tuple(_parted(row, separator) for row in block.rows)) if isinstance(block, Table) else block
        for block in raw.blocks
    )
    return replace(raw, blocks=tuple(blocks))


def _are_numbered(tables: Sequence[Table]) -> bool:
    """Whether nearly all rows begin with a number, each with another one; a table may begin with the rest of a row."""
    rows = [
        row
        for table in tables
        for place, row in enumerate(table.rows)
        if row.measure.lines and (place or _number(row.measure.lines))
    ]
    numbers = [number for row in rows if (number := _number(row.measure.lines))]
    return len(numbers) > 1 and len(numbers) >= _SHARE * len(rows) and len(set(numbers)) == len(numbers)


def _number(lines: Sequence[Line]) -> str:
    """The number that a text begins with, on a line of its own where the column is too narrow for a word beside it."""
    found = _NUMBER.match(lines[0].text) if lines else None
    return found["number"] if found and (len(lines) > 1 or found.end() < len(lines[0].text)) else ""


def _separator(rows: Sequence[Row]) -> str:
    """The mark that stands between number and words in nearly all rows; in a few, it would be part of the words."""
    firsts = [(row.measure.lines[0].text, number) for row in rows if (number := _number(row.measure.lines))]
    marks = Counter(_mark_behind(text, number) for text, number in firsts)
    mark, count = marks.most_common(1)[0]
    return mark if count >= _SHARE * len(firsts) else ""


def _mark_behind(text: str, number: str) -> str:
    found = _SEPARATOR.match(text[len(number) :].lstrip())
    return found[0] if found else ""


def _parted(row: Row, separator: str) -> Row:
    """The row with its number, and the mark that separates it from the words, in a cell of their own."""
    number = _number(row.measure.lines)
    if not number:
        return row
    first, *others = row.measure.lines
    end = len(number)
    if separator and _mark_behind(first.text, number) == separator:
        end = first.text.index(separator, end) + len(separator)
    rest = first.text[end:].lstrip()
    cut = len(first.text) - len(rest)
    alone = replace(first, text=first.text[:end], advances=first.advances[:end])
    words = replace(first, text=rest, advances=first.advances[cut:], held=max(first.held - cut, 0))
    lines = (words, *others) if rest else tuple(others)
    return replace(row, number=Cell((alone,)), measure=replace(row.measure, lines=lines))
