"""Text exports: where a new goal begins, when nothing but the text tells, and goals that stand out of order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.evidence import Habits
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.widths import SPACE, width
from pipeline.read.text.words import Words, is_broken

_LEVEL = 0.5
"""Part of a line by which lines on one height may differ."""
_ERROR = 0.04
"""How far, in parts of a line, estimated widths may be wrong."""
_PADDING = 1
"""Lines beside a goal alone that may be nothing but the space between two rows."""


def goals_apart(
    rows: Sequence[Row], pitch: float, habits: Habits, above: Sequence[Line] = (), amid: bool = False
) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The rows of a table with their goals shared out anew, and the positions of rows where that is not sure.

    The rest of a goal above the first row becomes a row of its own.

    The goals of a table run down in one column, `pitch` points from line to line. A goal begins level with a row.
    `above` is the goal on the page before, if the table goes on from there; where it waits for its end, the first line
    here is marked as none that starts a goal. Goals that stand `amid` their rows are shared out by their middles.
    """
    lines = sorted((line for row in rows if row.goal for line in row.goal.lines), key=_height)
    if not amid and above and lines and rows[0].number.lines and _top(rows[0]) - _height(lines[0]) > _LEVEL * pitch:
        rows = (Row(rows[0].place, Cell(), Cell(), Cell(), Cell(), Cell()), *rows)
    heights = _Heights(rows, lines, pitch)
    shared: list[list[Line]] = [[] for _ in rows]
    doubtful: set[int] = set()
    current = 0
    if above and lines and rows[0].number.lines:
        lines[0] = replace(lines[0], starts=False if _waits(above) else None)
        if not _waits(above) and not _fits_above(above[-1], lines[0], habits):
            doubtful.add(0)
    for line in lines:
        row = heights.row_beside(line, current + 1)
        if row:
            begins, sure = _begins([goal for goal in shared[: current + 1] if goal], line, heights, habits)
            doubtful |= set() if sure else {row}
            current = row if begins else current
        shared[current].append(line)
    if amid:
        shared, doubtful = _beside_middles(lines, heights), set()
    first = Cell() if rows and rows[0].goal is not None else None
    goals = (Cell(tuple(goal)) if goal else None if at else first for at, goal in enumerate(shared))
    return tuple(replace(row, goal=goal) for row, goal in zip(rows, goals, strict=True)), frozenset(doubtful)


class _Heights:
    """On which lines of the page the rows of a table begin, and which lines hold a goal alone or nothing."""

    def __init__(self, rows: Sequence[Row], goals: Sequence[Line], pitch: float) -> None:
        self._pitch = pitch
        others = {self._at(line) for row in rows for line in _lines(row)}
        self._alone = {self._at(line) for line in goals} - others
        self._filled = others | self._alone
        self._starts = [min((self._at(line) for line in _lines(row)), default=-1) for row in rows]
        self.rows = len(rows)
        self._ends = [max((self._at(line) for line in _lines(row)), default=-1) for row in rows]
        self.usually_empty = max((self._count(start, self._is_empty) for start in self._starts[1:]), default=0)
        """The most lines that are left empty between two rows."""

    def row_beside(self, line: Line, first: int) -> int:
        """Which row, the one at `first` or below, begins level with a line; 0 if none does."""
        return next((at for at in range(first, len(self._starts)) if self._starts[at] == self._at(line)), 0)

    def begins_row(self, line: Line, goes_on: bool) -> bool:
        """Whether a line is level with the beginning of a row, or with none, where a goal `goes_on` above the first."""
        return self._at(line) in self._starts or (goes_on and self._at(line) < min(self._starts))

    def aside(self, goal: Sequence[Line], first: int, last: int) -> float:
        """How far the middle of a goal is from that of some rows, which end no farther down than there are any."""
        last = min(last, self.rows - 1)
        middle = self._starts[min(first, last)] + self._ends[last]
        return abs(self._at(goal[0]) + self._at(goal[-1]) - middle)

    def follows(self, above: Line, line: Line) -> bool:
        """Whether a line stands right below another one."""
        return self._at(line) - self._at(above) < 1 + _LEVEL

    def apart(self, above: Line, line: Line) -> bool:
        """Whether two lines or more are left free above one; a single one may belong to the cells beside it."""
        return self._at(line) - self._at(above) > 2 + _LEVEL

    def alone_above(self, line: Line) -> int:
        """How many lines right above one hold the goal and nothing else."""
        return self._count(self._at(line), self._alone.__contains__)

    def _at(self, line: Line) -> int:
        return round(_height(line) / self._pitch)

    def _is_empty(self, at: int) -> bool:
        return at > 0 and min(self._filled) < at and at not in self._filled

    @staticmethod
    def _count(start: int, holds: Callable[[int], bool]) -> int:
        return next(count for count in range(start + 1) if not holds(start - 1 - count)) if start > 0 else 0


def _begins(goals: Sequence[Sequence[Line]], line: Line, heights: _Heights, habits: Habits) -> tuple[bool, bool]:
    """Whether a line level with a row begins a goal rather than going on with the last one, and whether that is sure.

    It does if it stands apart, or if the table prints goals in every row. If there was room for its first word above,
    it may still be the second paragraph of a goal that happens to begin beside the row. If there was none, the row
    above tells: a goal of several rows stretches only the last of them, so where a goal alone stands above the next
    row, it ended there; but a single line of it may just run through the space between two rows.
    """
    if not goals:
        return True, True
    above = goals[-1][-1]
    if is_broken(above.text) or goes_on(above.text) or line.text[:1].islower():
        return False, True
    if not heights.follows(above, line) or _printed_again(goals, line):
        return True, True
    alone = heights.alone_above(line)
    if _fits_above(above, line, habits):
        return True, alone > 0
    return alone > heights.usually_empty, alone > max(heights.usually_empty, _PADDING)


def stand_amid(rows: Sequence[Row], pitch: float, goes_on: bool) -> bool:
    """Whether goals stand in the middle of their rows: most of those below a gap begin level with no row.

    A goal that `goes_on` from the page before may begin above the first row.
    """
    lines = sorted((line for row in rows if row.goal for line in row.goal.lines), key=_height)
    heights = _Heights(rows, lines, pitch)
    begins = [*lines[:1], *(line for above, line in pairwise(lines) if heights.apart(above, line))]
    amid = sum(not heights.begins_row(line, goes_on) for line in begins)
    return amid > 0 and 2 * amid >= len(begins)


def _beside_middles(lines: Sequence[Line], heights: _Heights) -> list[list[Line]]:
    """The goals of each row, where each stretch of lines stands beside the middle of its rows."""
    stretches: list[list[Line]] = []
    for line in lines:
        if not stretches or heights.apart(stretches[-1][-1], line):
            stretches.append([])
        stretches[-1].append(line)
    shared: list[list[Line]] = [[] for _ in range(heights.rows)]
    row = 0
    for left, stretch in zip(range(len(stretches), 0, -1), stretches, strict=True):
        shared[min(row, heights.rows - 1)] += stretch
        row = 1 + min(
            range(row, max(heights.rows - left + 1, row + 1)), key=lambda last: heights.aside(stretch, row, last)
        )
    return shared


def _printed_again(goals: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether the last goal begins once more, or was itself the one before once more."""
    texts = [[above.text for above in goal] for goal in goals[-2:]]
    return texts[-1][0] == line.text or (len(texts) > 1 and texts[0] == texts[1])


def _waits(goal: Sequence[Line]) -> bool:
    """Whether a goal is surely unfinished: it ends in mid-sentence, or a bracket is still open."""
    whole = "".join(line.text for line in goal)
    return is_broken(whole) or goes_on(whole) or whole.count("(") > whole.count(")")


def _fits_above(above: Line, line: Line, habits: Habits) -> bool:
    """Whether the first word of a line would surely have fitted on the line above, so that a goal ended there."""
    if is_broken(above.text) or goes_on(above.text) or line.text[:1].islower():
        return False
    word = line.text.split(maxsplit=1)[0]
    room = habits.usual.get("goal", 0.0) * (1 - _ERROR) - width(above.text)
    return SPACE + width(word) < room


def goals_out_of_order(blocks: Sequence[Line | Table], words: Words) -> Iterator[Finding]:
    """Chapters that begin without a goal, although others have one: the export prints some goals behind their row."""
    firsts = list(_first_rows(blocks, words))
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


def _first_rows(blocks: Sequence[Line | Table], words: Words) -> Iterator[Row]:
    """The first row of each chapter; titles without a heading above are repeated overleaf, where a goal may go on."""
    headed = True
    for block in blocks:
        if isinstance(block, Line):
            headed = headed or words.stands_outside(block.text)
            continue
        if block.header and block.rows and headed:
            yield block.rows[0]
        headed = False


def _height(line: Line) -> float:
    return line.place.bbox[1] if line.place.bbox else 0.0


def _top(row: Row) -> float:
    return min(map(_height, _lines(row)))


def _lines(row: Row) -> Iterator[Line]:
    """The lines of a row but for those of its goal."""
    cells = (row.number, *(cell for _, cell in row.named))
    return (line for cell in cells for line in cell.lines)
