"""Text exports: where a new goal begins, when nothing but the text tells, and goals that stand out of order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text_evidence import Habits
from pipeline.read.text_numbers import goes_on
from pipeline.read.text_widths import SPACE, width
from pipeline.read.text_words import is_broken

_LEVEL = 0.5
"""Part of a line by which lines on one height may differ."""
_ERROR = 0.04
"""How far, in parts of a line, estimated widths may be wrong."""


def goals_apart(
    rows: Sequence[Row], pitch: float, habits: Habits, above: Line | None = None
) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The rows of a table with their goals shared out anew, and the positions of rows where that is not sure.

    The goals of a table run down in one column, `pitch` points from line to line. A goal begins level with a row; where
    its text follows the one above without a gap, only the room left above tells whether it is a new goal. `above` is
    the last line of the goal on the page before, if the table goes on from there.
    """
    lines = sorted((line for row in rows if row.goal for line in row.goal.lines), key=_height)
    starts = [_start(row) for row in rows]
    shared: dict[int, list[Line]] = {}
    doubtful: set[int] = set()
    current = 0
    if above and lines and not _fits_above(above, lines[0], habits):
        doubtful.add(0)
    for upper, line in zip([None, *lines], lines, strict=False):
        row = next((at for at in range(current + 1, len(rows)) if abs(_height(line) - starts[at]) < _LEVEL * pitch), 0)
        begins: bool | None = False
        if row:
            begins = True if upper is None else _begins(upper, line, pitch, habits)
        if row and begins is None:
            doubtful.add(row)
        if begins:
            current = row
        shared.setdefault(current, []).append(line)
    goals = {at: Cell(tuple(found)) for at, found in shared.items()}
    first = Cell() if rows and rows[0].goal is not None else None
    return tuple(replace(row, goal=goals.get(at, None if at else first)) for at, row in enumerate(rows)), frozenset(
        doubtful
    )


def _begins(above: Line, line: Line, pitch: float, habits: Habits) -> bool | None:
    """Whether a line level with a row begins a goal; None where the line above is so full that nobody can tell."""
    if is_broken(above.text) or goes_on(above.text) or line.text[:1].islower():
        return False
    if _height(line) - _height(above) > (1 + _LEVEL) * pitch:
        return True
    return True if _fits_above(above, line, habits) else None


def _fits_above(above: Line, line: Line, habits: Habits) -> bool:
    """Whether the first word of a line would surely have fitted on the line above, so that a goal ended there."""
    if is_broken(above.text) or goes_on(above.text) or line.text[:1].islower():
        return False
    word = line.text.split(maxsplit=1)[0]
    room = habits.usual.get("goal", 0.0) * (1 - _ERROR) - width(above.text)
    return SPACE + width(word) < room


def goals_out_of_order(blocks: Sequence[Line | Table]) -> Iterator[Finding]:
    """Chapters that begin without a goal, although others have one: the export prints some goals behind their row."""
    firsts = [block.rows[0] for block in blocks if isinstance(block, Table) and block.header and block.rows]
    missing = [row for row in firsts if row.goal is None or not row.goal.lines]
    if missing and len(missing) < len(firsts):
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows if row.number.lines]
        numbers = ", ".join(row.number.lines[0].text.rstrip(".:)") for row in rows)
        yield Finding(
            "goal-doubtful",
            Severity.WARNING,
            f"Im Text steht auf Seite {missing[0].place.page} vor der ersten Maßnahme eines Handlungsfelds kein Ziel. "
            "Der Export nennt Ziele demnach auch hinter ihrer ersten Maßnahme, gelesen wurden sie als Ziel der "
            f"nächsten. Bitte alle Ziele mit dem Dokument vergleichen (Nr. {numbers}).",
            page=missing[0].place.page,
        )


def _height(line: Line) -> float:
    return line.place.bbox[1] if line.place.bbox else 0.0


def _start(row: Row) -> float:
    """The height of a row's first line, goals aside."""
    cells = (row.number, row.measure, row.actors, row.status, *(cell for _, cell in row.extra))
    return min((_height(line) for cell in cells for line in cell.lines), default=-1.0)
