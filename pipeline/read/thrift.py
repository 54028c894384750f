"""What the lines of a page have in common, kept once: they wait in memory until all pages are read and understood."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from pipeline.model import Box, Place
from pipeline.printed import Cell, Line, Row, Table

_MOST_WIDTHS = 256
"""Values of a byte."""


@dataclass(frozen=True, slots=True)
class Widths(Sequence[float]):
    """Widths of characters, a byte each: the place of the width in a table that the lines of a page share."""

    places: bytes
    table: Sequence[float]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[float]:
        return map(self.table.__getitem__, self.places)

    @overload
    def __getitem__(self, place: int) -> float: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[float]: ...
    def __getitem__(self, place: int | slice) -> float | Sequence[float]:
        if isinstance(place, slice):
            return [self.table[each] for each in self.places[place]]
        return self.table[self.places[place]]


def thrifty(blocks: Iterable[Line | Table]) -> list[Line | Table]:
    """The blocks of a page in half the memory: equal numbers are one object, and so are the widths of characters."""
    line = _Shared().line

    def lines(printed: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(map(line, printed))

    return [
        line(block)
        if isinstance(block, Line)
        else replace(block, header=lines(block.header), rows=tuple(_row(row, lines) for row in block.rows))
        for block in blocks
    ]


def _row(row: Row, lines: Callable[[Sequence[Line]], tuple[Line, ...]]) -> Row:
    def cell(printed: Cell) -> Cell:
        return replace(printed, lines=lines(printed.lines)) if printed.lines else printed

    return replace(
        row,
        goal=row.goal and cell(row.goal),
        number=cell(row.number),
        measure=cell(row.measure),
        actors=cell(row.actors),
        status=cell(row.status),
        extra=tuple((title, cell(printed)) for title, printed in row.extra),
    )


class _Shared:
    """The numbers of a page that its lines share."""

    def __init__(self) -> None:
        self._numbers: dict[float, float] = {}
        self._places: dict[float, int] = {}
        self._table = array("d")

    def line(self, line: Line) -> Line:
        return replace(
            line,
            place=Place(line.place.page, self._box(line.place.bbox), line.place.lines),
            room=self._number(line.room),
            advances=self._widths(line.advances),
            space=self._number(line.space),
            size=self._number(line.size),
        )

    def _box(self, box: Box | None) -> Box | None:
        if box is None:
            return None
        x0, top, x1, bottom = map(self._number, box)
        return x0, top, x1, bottom

    def _number(self, number: float) -> float:
        return self._numbers.setdefault(number, number) or number  # for 0.0 equals -0.0

    def _widths(self, widths: Sequence[float]) -> Sequence[float]:
        known = self._places
        new = set(widths).difference(known)
        if len(known) + len(new) > _MOST_WIDTHS:
            return widths
        for width in new:
            known[width] = len(known)
            self._table.append(width)
        return Widths(bytes([known[width] for width in widths]), self._table)
