"""Catalogues as printed, in a few words: lines, cells, rows and tables set in characters of width 1."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Box, Place, Source
from pipeline.printed import Cell, Line, RawCatalogue, Row, Table


def line(
    text: str, room: float = 0.0, *, page: int = 1, starts: bool | None = None, size: float = 0.0, bold: bool = False
) -> Line:
    """One printed line with `room` characters left free behind it."""
    return Line(text, Place(page), room, (1.0,) * len(text), 1.0, starts, size, bold)


def lines(*texts: str, width: float | None = None, page: int = 1) -> tuple[Line, ...]:
    """Lines of one cell of `width` characters; without a width every line is full."""
    return tuple(line(text, 0.0 if width is None else width - len(text), page=page) for text in texts)


def cell(*texts: str, width: float | None = None, page: int = 1, spare: float | None = None) -> Cell:
    """A table cell of `width` characters, `spare` more lines of which would fit below."""
    return Cell(lines(*texts, width=width, page=page), spare)


def row(
    number: str | Sequence[str],
    measure: str | Cell = "Ausbau der Beratung",
    actors: str | Cell = "Jobcenter",
    status: str | Cell = "Wird fortgesetzt",
    *,
    goal: str | Cell | None = None,
    page: int = 1,
    **extra: str,
) -> Row:
    """A table row; a goal of None means that the goal cell above reaches down into it."""
    numbers = (number,) if isinstance(number, str) else tuple(number)
    return Row(
        place=Place(page),
        goal=None if goal is None else _as_cell(goal, page),
        number=cell(*filter(None, numbers), page=page),
        measure=_as_cell(measure, page),
        actors=_as_cell(actors, page),
        status=_as_cell(status, page),
        extra=tuple((title, _as_cell(text, page)) for title, text in extra.items()),
    )


def _as_cell(content: str | Cell, page: int) -> Cell:
    if isinstance(content, Cell):
        return content
    return cell(content, page=page) if content else Cell()


def table(
    *rows: Row, page: int = 1, titles: Iterable[str] = ("Ziele", "Nr.", "Maßnahme", "Akteure", "Status")
) -> Table:
    """One table on one page below its row of column titles."""
    return Table(Place(page), lines(*titles, page=page), rows)


def catalogue(*blocks: str | Line | Table, furniture: Sequence[Line] = (), name: str = "katalog.pdf") -> RawCatalogue:
    """A document of these blocks; texts become lines that are set apart; `printed` holds the words in them."""
    parts = tuple(line(block, starts=True) if isinstance(block, str) else block for block in blocks)
    everything = [part for block in parts for part in _lines(block)] + list(furniture)
    pages = max((part.place.page for part in everything), default=1)
    printed = tuple(
        " ".join(part.text for part in everything if part.place.page == page) for page in range(1, pages + 1)
    )
    return RawCatalogue(Source(name, "0" * 64, "pdf", pages), parts, tuple(furniture), printed)


def _lines(block: Line | Table) -> list[Line]:
    if isinstance(block, Line):
        return [block]
    cells = [
        part
        for row in block.rows
        for part in (row.goal or Cell(), row.number, row.measure, row.actors, row.status, *(c for _, c in row.extra))
    ]
    return [*block.header, *(text for part in cells for text in part.lines)]


def at(block: Line, box: Box) -> Line:
    """The same line at a place on its page."""
    return replace(block, place=Place(block.place.page, box))
