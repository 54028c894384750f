"""Text exports: rows with the numbers of their measures, and findings about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table

ODD = "value-odd"
"""Code of findings about a value that is made oddly; they tell nothing about the cells of other measures."""
_MOST_SHOWN, _LONGEST_SHOWN = 4, 60


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row with the number of its measure, which may stand on a row above."""

    number: str
    row: Row


def numbered(blocks: Iterable[Line | Table]) -> Iterator[Numbered]:
    """All rows of all tables."""
    number = ""
    for block in blocks:
        for row in block.rows if isinstance(block, Table) else ():
            number = row.measure_number or number
            yield Numbered(number, row)


def cells_of(row: Row) -> Iterator[tuple[str, Cell]]:
    """The cells of a row but for its number, each with the name of its column."""
    yield from (("goal", row.goal or Cell()), *row.named)


def lines_of(row: Row) -> Iterator[Line]:
    """The lines of a row but for its number."""
    return (line for _, cell in cells_of(row) for line in cell.lines)


def shown_lines(lines: Sequence[Line]) -> str:
    """Some lines, short enough for a message."""
    return ", ".join(f"„{line.text[:_LONGEST_SHOWN]}“" for line in lines[:_MOST_SHOWN])


def finding_about(each: Numbered, value: str, text: str, code: str = "cells-doubtful") -> Finding:
    """A warning about a measure."""
    name, page = each.number, each.row.place.page
    message = f"Maßnahme {name or 'ohne Nummer'} (Seite {page}): {text}"
    return Finding(code, Severity.WARNING, message, measure=name or None, page=page, value=value)
