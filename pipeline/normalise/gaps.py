"""What the whole document tells about paragraphs: how far they stand apart, how long a column's lines become."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from operator import is_
from statistics import median

from pipeline.hyphens import HYPHENS
from pipeline.normalise.marks import is_marked
from pipeline.normalise.paragraphs import UNFINISHED
from pipeline.normalise.typesetting import left_over
from pipeline.printed import Cell, Line, RawCatalogue, Row, Table

COLUMNS = ("goal", "measure", "actors", "status")
_LEAST_GAP = 0.1
"""Share of the type size by which lines of two paragraphs stand farther apart than those of one, at least."""
_OF_GAP = 1 / 3
"""Share of the gap above bullets that the one above other paragraphs has at least."""
_FAR = 2.2
"""Line pitches, in type sizes, from which on other things than paragraphs keep two lines apart."""
_SEEN = 1.3
"""Line pitches, in type sizes and in usual ones, beyond which the reader has seen the gap and judged it by itself."""
_FAR_TOO_WIDE = 2.0
"""Type sizes that are left behind a word, had it stood on the line above, where surely no line was full."""
_ENOUGH = 3
"""Bullets and notes in a document, and lines that surely go on, from which on they tell how it is set."""
_NEARLY_ALL = 0.9
_SAME_SIZE = 0.5
"""Points by which two lines of one type size may differ."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """How far apart lines of one paragraph stand, in type sizes; `apart`: nearly all bullets stand farther apart.

    `beyond` is the pitch from which on a paragraph begins: browsers round the one between lines to whole pixels.
    `widest` is that above the paragraphs that stand farthest apart, if nothing else keeps lines as far apart: some
    typesetters shift lines at the end of a page.
    """

    within: float
    apart: bool
    beyond: float
    widest: float


def with_gaps_told(raw: RawCatalogue) -> RawCatalogue:
    """The document with `starts` set for lines below a gap that its bullets and other paragraphs have too.

    Lines without one go on if they begin in small letters or with a figure; of the others, widths decide. In columns
    where all paragraphs are set apart, no syllable does.
    """
    cells = [(name, cell.lines) for row in _rows(raw) for name, cell in _named_cells(row)]
    habit = _habit([lines for _, lines in cells])
    if habit is None or not habit.apart:
        return raw
    proven = {name for name in {name for name, _ in cells} if _is_proven([c for n, c in cells if n == name], habit)}
    return _with_cells(raw, lambda name, cell: _with_lines(cell, _told(cell.lines, habit, name in proven)))


def with_sentences_whole(raw: RawCatalogue) -> RawCatalogue:
    """The document with no paragraph ending in mid-sentence only because the next word seems to have fitted.

    Where that word would have made the longest line of its column in all the document, the column is narrower than it
    looks; an article or preposition waits for its noun.
    """
    room = least_room(_rows(raw))
    return _with_cells(raw, lambda name, cell: _with_lines(cell, _whole(cell.lines, room.get(name, 0.0))))


def _whole(lines: Sequence[Line], room: float) -> tuple[Line, ...]:
    result = list(lines[:1])
    for above, line in pairwise(lines):
        waits = line.starts is None and line.size and UNFINISHED.search(above.text) and not is_marked(line.text)
        settled = waits and left_over(above, line, None, splits=False) < room
        result.append(replace(line, starts=False) if settled else line)
    return tuple(result)


def _with_lines(cell: Cell, lines: tuple[Line, ...]) -> Cell:
    """The cell with these lines; itself if they are its own, as they nearly always are."""
    return cell if all(map(is_, cell.lines, lines)) else replace(cell, lines=lines)


def _with_cells(raw: RawCatalogue, change: Callable[[str, Cell], Cell]) -> RawCatalogue:
    """The document with each cell changed but those of the numbers; `change` is told the column's name."""

    def row_changed(row: Row) -> Row:
        return replace(
            row,
            goal=row.goal and change("goal", row.goal),
            measure=change("measure", row.measure),
            actors=change("actors", row.actors),
            status=change("status", row.status),
            extra=tuple((title, change(title, cell)) for title, cell in row.extra),
        )

    blocks = (
        replace(block, rows=tuple(map(row_changed, block.rows))) if isinstance(block, Table) else block
        for block in raw.blocks
    )
    return replace(raw, blocks=tuple(blocks))


def _rows(raw: RawCatalogue) -> list[Row]:
    return [row for block in raw.blocks if isinstance(block, Table) for row in block.rows]


def least_room(rows: Sequence[Row]) -> dict[str, float]:
    """What the longest line of each column leaves free, of those that the reader measured, by column name or title.

    A word alone on its line may be too long for the column.
    """
    found: dict[str, float] = {}
    named = [(name, cell) for row in rows for name in COLUMNS if (cell := getattr(row, name))]
    for name, cell in (*named, *(each for row in rows for each in row.extra)):
        measured = [line.room for line in cell.lines if line.size and " " in line.text]
        found[name] = min([*measured, found.get(name, inf)])
    return found


def _named_cells(row: Row) -> Iterator[tuple[str, Cell]]:
    yield from ((name, getattr(row, name) or Cell()) for name in COLUMNS)
    yield from row.extra


def _is_proven(cells: Sequence[Sequence[Line]], habit: _Habit) -> bool:
    """Whether all lines of a column that surely begin a paragraph without a mark stand below a gap, of several."""
    pairs = [pair for lines in cells for pair in pairwise(lines) if not is_marked(pair[1].text)]
    pitches = [_pitch(*pair) for pair in pairs if _pitch(*pair) and _surely_begins(*pair)]
    return len(pitches) >= _ENOUGH and min(pitches) > habit.beyond


def _habit(cells: Sequence[Sequence[Line]]) -> _Habit | None:
    """How lines and paragraphs are set apart, or None where too few lines tell."""
    wraps: list[float] = []
    marked: list[float] = []
    for above, line in (pair for lines in cells for pair in pairwise(lines)):
        pitch = _pitch(above, line)
        if pitch and _surely_goes_on(above, line):
            wraps.append(pitch)
        if pitch and (is_marked(line.text) or _surely_begins(above, line)) and not _is_bare(above):
            marked.append(pitch)
    if min(len(wraps), len(marked)) < _ENOUGH - 1 or len(wraps) + len(marked) < 2 * _ENOUGH:
        return None
    within = median(wraps)
    beyond = [pitch for pitch in marked if pitch > within + _LEAST_GAP]
    tight = [pitch for pitch in wraps if pitch <= within + _LEAST_GAP]
    apart = len(beyond) >= _NEARLY_ALL * len(marked) and len(tight) >= _NEARLY_ALL * len(wraps)
    least = max(_LEAST_GAP, _OF_GAP * (median(beyond) - within)) if beyond else _LEAST_GAP
    shifted = len(tight) < len(wraps)
    return _Habit(within, apart, within + least, 0.0 if shifted else max(beyond, default=0.0))


def _pitch(above: Line, line: Line) -> float:
    """How far below the other a line stands, in type sizes; 0 where that tells nothing.

    Raised figures and letters of other fonts reach higher or lower than the line: the lesser distance counts.
    """
    upper, lower = above.place.bbox, line.place.bbox
    if not upper or not lower or above.place.page != line.place.page or abs(above.size - line.size) > _SAME_SIZE:
        return 0.0
    pitch = min(lower[1] - upper[1], lower[3] - upper[3]) / line.size if line.size else 0.0
    return pitch if 0 < pitch < _FAR else 0.0


def _surely_goes_on(above: Line, line: Line) -> bool:
    return line.text[:1].islower() or above.text.endswith(tuple(HYPHENS))


def _surely_begins(above: Line, line: Line) -> bool:
    """Whether far more than the first word of a line would have fitted above, where no sentence waits for it."""
    if line.starts is False or not line.text[:1].isupper() or UNFINISHED.search(above.text):
        return False
    return left_over(above, line, None, splits=False) > _FAR_TOO_WIDE * line.size


def _is_bare(line: Line) -> bool:
    """Whether a bullet stands alone on its line, its words below."""
    return is_marked(line.text) and len(line.text.split()) == 1


def _told(lines: Sequence[Line], habit: _Habit, proven: bool) -> tuple[Line, ...]:
    result = list(lines[:1])
    for above, line in pairwise(lines):
        starts = _starts(above, line, habit, proven) if line.starts is None and not _is_bare(above) else line.starts
        result.append(line if starts is line.starts else replace(line, starts=starts))
    return tuple(result)


def _starts(above: Line, line: Line, habit: _Habit, proven: bool) -> bool | None:
    """Whether a paragraph begins with a line by the gap above it; None where that does not tell.

    `proven`: all paragraphs of its column stand below one.
    """
    pitch = _pitch(above, line)
    if not pitch or above.text.endswith(tuple(HYPHENS)):
        return None
    if pitch > habit.beyond:
        alike = pitch < habit.widest + _LEAST_GAP and (line.text[:1].isupper() or is_marked(line.text))
        return True if alike or pitch < _SEEN * max(1.0, habit.within) else None
    if line.text[:1].isupper():
        return False if proven and left_over(above, line, None, splits=False) < 0 else None
    return None if is_marked(line.text) or not line.text[:1].isalnum() else False
