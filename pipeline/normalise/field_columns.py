"""Columns that name the fields of action instead of headings: "Handlungsfeld", or "Bereich" if it parts the rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.normalise.paragraphs import paragraphs
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Cell, Line, Row, Table
from pipeline.vocabulary import Vocabulary

_FEWEST_ROWS = 1.5
"""Rows that a field of action has on an average at least, for a column to be one of fields."""


def field_columns(blocks: Sequence[Line | Table], is_headed: bool, vocabulary: Vocabulary) -> frozenset[str]:
    """The titles of further columns that name fields of action.

    Titles that may also mean something else do so only where no heading says so (`is_headed`), and where each of
    several values stands for rows that follow one another.
    """
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    titles = dict.fromkeys(title for row in rows for title, _ in row.extra)
    sure = frozenset(title for title in titles if vocabulary.names_field(title))
    if sure or is_headed:
        return sure
    return frozenset([title for title in titles if vocabulary.may_name_field(title) and _parts_rows(title, rows)][:1])


def _parts_rows(title: str, rows: Sequence[Row]) -> bool:
    """Whether the values of a column come one after the other, each for several rows."""
    named = [field_name(dict(row.extra).get(title, Cell())) for row in rows]
    values = [value for value, _ in groupby(filter(None, named))]
    return len(values) > 1 and len(set(values)) == len(values) and len(rows) >= _FEWEST_ROWS * len(values)


def field_name(cell: Cell) -> str:
    """The name of a field of action in its cell."""
    return " ".join(paragraphs(cell.lines, Typesetting()))


def field_apart(row: Row, titles: frozenset[str]) -> tuple[Cell, Row]:
    """The cell that names the row's field of action, in catalogues with a column for it, and the row without it."""
    if not titles:
        return Cell(), row
    field = Cell(tuple(line for title, cell in row.extra if title in titles for line in cell.lines))
    return field, replace(row, extra=tuple((title, cell) for title, cell in row.extra if title not in titles))
