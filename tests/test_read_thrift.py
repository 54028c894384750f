"""Lines that share what they have in common say the same as before."""

from array import array
from dataclasses import replace
from math import copysign

from pipeline.model import Place
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.thrift import Widths, thrifty

X0, TOP = 56.7, 70.9
BOX = (X0, TOP, 100.25, 82.5)


def printed(text: str, top: float = TOP, widths: tuple[float, ...] | None = None) -> Line:
    """A line whose numbers are objects of their own, as a reader measures them."""
    box = (float(str(X0)), float(str(top)), 100.25, 82.5)
    return Line(text, Place(3, box), 7.5, array("f", widths or (5.5,) * len(text)), 2.5, size=float("9.5"))


def table(*lines: Line) -> Table:
    cell = Cell(lines, 1.5)
    row = Row(Place(3, BOX), cell, cell, cell, cell, cell, extra=(("Kosten", cell),), spanned=("status",))
    return Table(Place(3, BOX), lines[:1], (row, replace(row, goal=None)))


def plain(line: Line) -> Line:
    return replace(line, advances=tuple(line.advances))


def lines_of(block: Line | Table) -> list[Line]:
    if isinstance(block, Line):
        return [block]
    cells = [
        cell
        for row in block.rows
        for cell in (row.goal, row.number, row.measure, row.actors, row.status, *(cell for _, cell in row.extra))
        if cell
    ]
    return [*block.header, *(line for cell in cells for line in cell.lines)]


def test_blocks_say_the_same() -> None:
    blocks: list[Line | Table] = [
        printed("Sprache"),
        table(printed("Nr."), printed("Maßnahme", 95.5)),
        printed("Seite 3"),
    ]
    kept = thrifty(blocks)
    assert [plain(line) for block in kept for line in lines_of(block)] == [
        plain(line) for block in blocks for line in lines_of(block)
    ]
    assert [replace(block, header=(), rows=()) for block in kept if isinstance(block, Table)] == [
        Table(Place(3, BOX), (), ())
    ]
    (row, below) = next(block for block in kept if isinstance(block, Table)).rows
    assert (row.spanned, row.measure.spare, below.goal) == (("status",), 1.5, None)


def test_equal_numbers_of_a_page_are_one_object() -> None:
    one, other = (block for block in thrifty([printed("eins"), printed("zwei")]) if isinstance(block, Line))
    assert one.place.bbox
    assert other.place.bbox
    assert all(a is b for a, b in zip(one.place.bbox, other.place.bbox, strict=True))
    assert (one.room, one.space, one.size) == (7.5, 2.5, 9.5)
    assert one.size is other.size
    assert one.room is other.room


def test_zero_keeps_its_sign() -> None:
    lines = [replace(printed("a"), room=room) for room in (0.0, -0.0)]
    assert [copysign(1.0, line.room) for line in thrifty(lines) if isinstance(line, Line)] == [1.0, -1.0]


def test_widths_are_read_as_they_were_measured() -> None:
    (line,) = thrifty([printed("Ziele", widths=(5.5, 2.25, 5.0, 2.25, 5.5))])
    assert isinstance(line, Line)
    assert isinstance(line.advances, Widths)
    assert list(line.advances) == [5.5, 2.25, 5.0, 2.25, 5.5]
    assert (len(line.advances), line.advances[1], list(line.advances[3:])) == (5, 2.25, [2.25, 5.5])


def test_page_of_more_widths_than_a_byte_tells_keeps_them_as_they_are() -> None:
    few, many = printed("ab", widths=(1.0, 2.0)), printed("c" * 300, widths=tuple(map(float, range(300))))
    kept = [line.advances for line in thrifty([few, many, few]) if isinstance(line, Line)]
    assert [type(widths) for widths in kept] == [Widths, array, Widths]
    assert list(map(tuple, kept)) == [tuple(line.advances) for line in (few, many, few)]
