"""Blocks with other places: pages are read turned or side by side, and words stand where they are printed."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.model import Place
from pipeline.printed import Cell, Line, Row, Table

Placing = Callable[[Place], Place]


def blocks_placed(blocks: Iterable[Line | Table], placing: Placing) -> tuple[Line | Table, ...]:
    """The blocks with every place as `placing` says."""
    return tuple(_block(block, placing) for block in blocks)


def lines_placed(lines: Iterable[Line], placing: Placing) -> tuple[Line, ...]:
    """The lines with every place as `placing` says."""
    return tuple(replace(line, place=placing(line.place)) for line in lines)


def _block(block: Line | Table, placing: Placing) -> Line | Table:
    if isinstance(block, Line):
        return replace(block, place=placing(block.place))
    header = lines_placed(block.header, placing)
    return Table(placing(block.place), header, tuple(_row(row, placing) for row in block.rows))


def _row(row: Row, placing: Placing) -> Row:
    def cell(printed: Cell) -> Cell:
        return replace(printed, lines=lines_placed(printed.lines, placing))

    return replace(
        row,
        place=placing(row.place),
        goal=None if row.goal is None else cell(row.goal),
        number=cell(row.number),
        measure=cell(row.measure),
        actors=cell(row.actors),
        status=cell(row.status),
        extra=tuple((title, cell(printed)) for title, printed in row.extra),
    )
