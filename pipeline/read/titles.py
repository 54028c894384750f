"""Rows of column titles in a ruled table: which columns they open, also where a second row divides the first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box
from pipeline.printed import Cell
from pipeline.read.page import Column, column_title
from pipeline.read.unruled.columns import is_number_text
from pipeline.vocabulary import Vocabulary

_SAME_EDGE = 4.0
"""Points by which the edges of a title and of the titles below it may differ."""

_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MOST = 0.8
"""Share of rows with a number of their own, from which on their first cells are the measures' numbers."""

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

    None if that row is none of titles: then text stands in it under the measures' title, or another one that we know.
    """
    parts = [(column, [box for box in below if _is_under(box, column) and cells[box].lines]) for column in columns]
    if not any(len(boxes) > 1 for _, boxes in parts) or any(
        column.known and len(boxes) == 1 for column, boxes in parts
    ):
        return None
    if any(column.name == "measure" and boxes for column, boxes in parts):
        return None
    result: list[Column] = []
    for column, boxes in parts:
        result += [_part(column, box, cells, vocabulary) for box in boxes] or [column]
    return tuple(result)


def told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each under a name of its own: of two titles that mean the same, one keeps its printed title.

    That is the second, or of several years ("Status 2023", "Status 2024") all but the latest. A number of an earlier
    year is none of this edition's: "Nr." is the measures' number beside "Nr. 2023".
    """
    holders: dict[str, Column] = {}
    for column in columns:
        holder = holders.setdefault(column.name, column)
        if _comes_first(column, holder):
            holders[column.name] = column
    result: list[Column] = []
    for column in columns:
        is_holder = holders[column.name] is column
        taken = {other.name for other in result} | (set() if is_holder else set(holders))
        name, count = column.name if is_holder else column.title, 2
        while name in taken:
            name, count = f"{column.title} ({count})", count + 1
        result.append(replace(column, name=name, known=column.known and is_holder))
    return tuple(result)


def _comes_first(column: Column, holder: Column) -> bool:
    """Whether a column rather than the one found before holds what both are titled for."""
    if column.name == "number" and 0 in (_year(column), _year(holder)):
        return _year(column) < _year(holder)
    return _year(column) > _year(holder)


def _year(column: Column) -> int:
    return max(map(int, _YEARS.findall(column.title)), default=0)


def with_number_column(
    columns: Sequence[Column], rows: Sequence[Sequence[Box | None]], cells: Cells
) -> tuple[Column, ...]:
    """The columns where the title of the measures stands above their numbers too, these in cells of their own."""
    title = next((column for column in columns if column.name == "measure"), None)
    if title is None or any(column.name == "number" for column in columns):
        return tuple(columns)
    parts = [[box for box in row if box and cells[box].lines and _is_under(box, title)] for row in rows]
    pairs = [found for found in parts if len(found) == 2]
    numbered = [first for first, _ in pairs if is_number_text(" ".join(line.text for line in cells[first].lines))]
    if len(numbered) < 2 or len(numbered) < _MOST * len(pairs):
        return tuple(columns)
    edge = numbered[0][2]
    number = replace(title, name="number", x1=edge)
    measure = replace(title, x0=edge)
    return tuple(part for column in columns for part in ((number, measure) if column is title else (column,)))


def _part(group: Column, box: Box, cells: Cells, vocabulary: Vocabulary) -> Column:
    """One of the columns below a common title; a part that says nothing by itself ("2024") bears both titles."""
    title = _title(box, cells)
    part = _column(box, title, vocabulary)
    if part.known or not group.known:
        return part if title else replace(part, name=group.title, title=group.title)
    return _column(box, f"{group.title} {title}".strip(), vocabulary)


def _column(box: Box, title: str, vocabulary: Vocabulary) -> Column:
    name = vocabulary.column_of_grid(title)
    return Column(name or title, name is not None, box[0], box[2], title)


def _title(box: Box, cells: Cells) -> str:
    return column_title([line.text for line in cells[box].lines])


def _is_under(box: Box, column: Column) -> bool:
    return column.x0 - _SAME_EDGE < box[0] and box[2] < column.x1 + _SAME_EDGE
