"""Rows of column titles in a ruled table: which columns they open, also where a second row divides the first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box
from pipeline.printed import Cell
from pipeline.read.page import Column, column_title
from pipeline.vocabulary import Vocabulary

_SAME_EDGE = 4.0
"""Points by which the edges of a title and of the titles below it may differ."""

Cells = Mapping[Box, Cell]


def title_columns(filled: Sequence[Box], cells: Cells, vocabulary: Vocabulary) -> tuple[Column, ...] | None:
    """The columns that a row of column titles opens, or None if the row is none."""
    columns = [_column(box, _title(box, cells), vocabulary) for box in filled]
    names = [column.name for column in columns if column.known]
    return tuple(columns) if len(names) >= 2 and "measure" in names else None


def divided_columns(
    columns: Sequence[Column], below: Sequence[Box], cells: Cells, vocabulary: Vocabulary
) -> tuple[Column, ...] | None:
    """The columns where the row below the titles divides some of them ("Umsetzung" into "Status" and "Zeitrahmen").

    None if that row is none of titles: then text stands in it under a title that it does not divide.
    """
    parts = [(column, [box for box in below if _is_under(box, column)]) for column in columns]
    divided = [(column, boxes) for column, boxes in parts if len(boxes) > 1 and any(cells[box].lines for box in boxes)]
    others = [box for column, boxes in parts if (column, boxes) not in divided for box in boxes]
    if not divided or any(cells[box].lines for box in others):
        return None
    result: list[Column] = []
    for column, boxes in parts:
        whole = (column, boxes) not in divided
        result += [column] if whole else [_part(column, box, cells, vocabulary) for box in boxes]
    return tuple(result)


def told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each under a name of its own: where two titles mean the same, the second keeps its printed one."""
    result: list[Column] = []
    for column in columns:
        taken = {other.name for other in result}
        name = column.name if column.name not in taken else column.title
        count = 2
        while name in taken:
            name, count = f"{column.title} ({count})", count + 1
        result.append(replace(column, name=name, known=column.known and name == column.name))
    return tuple(result)


def _part(group: Column, box: Box, cells: Cells, vocabulary: Vocabulary) -> Column:
    """One of the columns below a common title; a part that says nothing by itself ("2024") bears both titles."""
    title = _title(box, cells)
    part = _column(box, title, vocabulary)
    if part.known or not group.known:
        return part if title else replace(part, name=group.title, title=group.title)
    both = f"{group.title} {title}".strip()
    return replace(part, name=both, title=both)


def _column(box: Box, title: str, vocabulary: Vocabulary) -> Column:
    name = vocabulary.column(title)
    return Column(name or title, name is not None, box[0], box[2], title)


def _title(box: Box, cells: Cells) -> str:
    return column_title([line.text for line in cells[box].lines])


def _is_under(box: Box, column: Column) -> bool:
    return column.x0 - _SAME_EDGE < box[0] and box[2] < column.x1 + _SAME_EDGE
