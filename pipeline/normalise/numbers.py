"""Numbers that stand in front of the measure's words, in catalogues without a column for them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.printed import Cell, Line, RawCatalogue, Row, Table

_NUMBER = re.compile(
    r"(?P<number>(?:[^\W\d_]{1,3}[ .-]?)?\d{1,4}(?:[.-](?:[^\W\d_]{0,2}\d{1,3}|[a-z](?![^\W_])))*[a-z]?[.:)]?)\s+(?=\S)"
)
_SHARE = 0.9
"""Share of rows that begin with a number of their own, from which on these are the measures' numbers."""


def with_numbers_apart(raw: RawCatalogue) -> RawCatalogue:
    """The document with such numbers moved into a cell of their own; unchanged where there is a column for them."""
    tables = [block for block in raw.blocks if isinstance(block, Table)]
    if any(row.number.lines for table in tables for row in table.rows) or not _are_numbered(tables):
        return raw
    blocks = (
        replace(block, rows=tuple(map(_parted, block.rows))) if isinstance(block, Table) else block
        for block in raw.blocks
    )
    return replace(raw, blocks=tuple(blocks))


def _are_numbered(tables: Sequence[Table]) -> bool:
    """Whether nearly all rows begin with a number, each with another one; a table may begin with the rest of a row."""
    rows = [
        row
        for table in tables
        for place, row in enumerate(table.rows)
        if row.measure.lines and (place or _number(row.measure.lines[0]))
    ]
    numbers = [number for row in rows if (number := _number(row.measure.lines[0]))]
    return len(numbers) > 1 and len(numbers) >= _SHARE * len(rows) and len(set(numbers)) == len(numbers)


def _number(line: Line) -> str:
    found = _NUMBER.match(line.text)
    return found["number"] if found else ""


def _parted(row: Row) -> Row:
    number = _number(row.measure.lines[0]) if row.measure.lines else ""
    if not number:
        return row
    first, *others = row.measure.lines
    rest = first.text[len(number) :].lstrip()
    alone = replace(first, text=number, advances=first.advances[: len(number)])
    words = replace(first, text=rest, advances=first.advances[len(first.text) - len(rest) :])
    return replace(row, number=Cell((alone,)), measure=replace(row.measure, lines=(words, *others)))
