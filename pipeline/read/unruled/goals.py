"""Where goals begin in a table without rules: by gaps, by what would have fitted above, in doubt by the words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.hyphens import HYPHENS
from pipeline.read.glyphs import Segment
from pipeline.read.page import Column
from pipeline.read.unruled.columns import Row, column_name, is_number
from pipeline.read.unruled.widths import is_wrapped, would_have_reached
from pipeline.wording import ends_as_goal

_APART = 1.0
"""Points by which a gap is wider than that between the lines of one paragraph, if it parts two."""
_LEADING = 0.5
"""Share of the type size between two lines of one paragraph at most, where no wrapped line shows it."""
_LEVEL = 0.6
"""Share of the type size by which the first lines of two cells of a row stand apart at most."""
_EXACT = 0.15
"""Share of the type size by which the middles of a goal and of all its rows stand apart at most."""
_CENTRED = 0.25
"""Share of the type size by which the middles of two cells of a row stand apart at most, if both are centred."""
_WAITS = re.compile(
    r"(?:^|\s)(?:und|oder|sowie|bzw\.|als|der|die|das|des|dem|den|ein\w*|in|im|an|am|auf|aus|bei|für|mit|nach|von|vom"
    r"|beim|zu|zum|zur|über|durch|ohne|unter|zwischen|gegen)$|[,&/–]$"
)
"""The end of a line that surely goes on with the next one."""


@dataclass(frozen=True, slots=True)
class Goals:
    """The row heights at which a goal begins, and the goal lines of which that is doubtful."""

    cuts: tuple[float, ...] = ()
    doubtful: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a table is set: the gap between lines of a paragraph, how far right goals reach, whether rows stand apart.

    `centred`: cells are centred in the height of their row, so that a goal begins above or below its number.
    """

    leading: float
    limit: float
    apart: bool
    centred: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that may begin a goal: goal lines above and in it, the ends of its text, its number's middle and size."""

    cut: float
    above: Sequence[Segment]
    lines: Sequence[Segment]
    top: float
    bottom: float
    middle: float | None
    size: float


def goals_of(
    body: Sequence[Row], columns: Sequence[Column], cuts: Sequence[float], limit: float, goes_on: bool
) -> Goals:
    """The goals of a table whose rows lie between `cuts`; `limit` is how far right the text of goals may reach.

    Where the first goal does not stand where its row begins, and no table of the page before `goes_on`, goals are
    centred beside all their rows: then only their middles can tell where one ends.
    """
    places = list(_places(body, columns, cuts))
    setting = _setting(body, columns, places, limit)
    lines = [line for place in places for line in place.lines]
    loose = [place for place in places if place.lines and not _is_placed(place, setting)]
    if loose and (groups := _centred_groups(_blocks(lines, setting), places)):
        others = [place for row, place in enumerate(places) if row not in groups and place not in loose]
        unsure = [place.lines[0] for place in others if _begins(place, setting) != (False, True)]
        return Goals(tuple(places[row].cut for row in groups[1:]), tuple(unsure))
    begins_aside = places[0] in loose or not places[0].lines
    doubtful = lines if begins_aside and not goes_on else []
    begins: list[float] = []
    for place in places[1:]:
        begun, sure = _begins(place, setting)
        begins += [place.cut] if begun else []
        doubtful = doubtful if sure else [*doubtful, place.lines[0]]
    return Goals(tuple(begins), tuple(dict.fromkeys(doubtful)))


def _blocks(lines: Sequence[Segment], setting: _Setting) -> list[list[Segment]]:
    """Goal lines in stretches as close as the lines of one paragraph."""
    blocks: list[list[Segment]] = [list(lines[:1])]
    for above, line in pairwise(lines):
        if line.top - above.bottom > setting.leading + _APART:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _centred_groups(blocks: Sequence[Sequence[Segment]], places: Sequence[_Place]) -> list[int]:
    """The rows at which goals begin that are all centred beside their rows, which are all rows; else none."""
    starts: list[int] = []
    row = 0
    for block in blocks:
        end = next((end for end in range(row, len(places)) if _is_beside(block, places[row:], end - row)), None)
        if end is None:
            return []
        starts.append(row)
        row = end + 1
    return starts if row == len(places) else []


def _is_beside(block: Sequence[Segment], places: Sequence[_Place], last: int) -> bool:
    """Whether the middle of a goal is that of the rows up to the `last`, or it alone makes them so high."""
    top, bottom, slack = places[0].top, places[last].bottom, _EXACT * block[0].size
    if block[-1].bottom - block[0].top < bottom - top:
        return abs(block[0].top + block[-1].bottom - top - bottom) / 2 <= slack
    is_whole = last + 1 == len(places) or places[last + 1].top > block[-1].bottom
    return is_whole and abs(block[0].top - top) <= slack


def _places(body: Sequence[Row], columns: Sequence[Column], cuts: Sequence[float]) -> Iterator[_Place]:
    goals = [s for line in body for s in line if column_name(s, columns) == "goal"]
    others = [s for line in body for s in line if column_name(s, columns) != "goal"]
    for cut, end in pairwise(cuts):
        number = next((s for s in others if is_number(s, columns) and cut <= _middle(s) < end), None)
        yield _Place(
            cut,
            [line for line in goals if _middle(line) < cut],
            [line for line in goals if cut <= _middle(line) < end],
            min((s.top for s in others if s.top >= cut), default=cut),
            max((s.bottom for s in others if cut <= _middle(s) < end), default=end),
            _middle(number) if number else None,
            number.size if number else 0.0,
        )


def _setting(body: Sequence[Row], columns: Sequence[Column], places: Sequence[_Place], limit: float) -> _Setting:
    leading = _leading(body, columns)
    others = [s for line in body for s in line if column_name(s, columns) != "goal"]
    gaps: list[float] = []
    for place in places[1:]:
        reach = max((s.bottom for s in others if _middle(s) < place.cut), default=place.top)
        reaches_below = bool(place.above) and place.above[-1].bottom > reach + _APART
        reaches_above = bool(place.lines) and place.lines[0].top < place.top - _APART
        if not reaches_below and not reaches_above:  # else the goal may be what parts the rows
            gaps.append(place.top - reach)
    apart = min(gaps) > leading + _APART if gaps else any(map(_is_aslant, places[1:]))
    return _Setting(leading, limit, apart, any(map(_is_centred, places)))


def _is_aslant(place: _Place) -> bool:
    """Whether goal lines pass a row at their own pitch: the first in it is nearly level with its text, not quite."""
    return bool(place.lines) and _APART < abs(place.lines[0].top - place.top) <= _LEVEL * place.lines[0].size


def _is_centred(place: _Place) -> bool:
    """Whether the number of a row stands lower than the first line of another cell of the row."""
    lines = [line for line in place.lines[:1] if not place.above]
    tops = [place.top, *(line.top for line in lines)]
    return place.middle is not None and place.middle - min(tops) > (0.5 + _CENTRED) * place.size


def _leading(body: Sequence[Row], columns: Sequence[Column]) -> float:
    """The gap between two lines of a paragraph: where goals are wrapped, else where any text is, else the usual one."""
    wrapped: dict[str, list[float]] = {}
    for column in columns:
        lines = [s for line in body for s in line if column_name(s, columns) == column.name]
        wrapped.setdefault(column.name, []).extend(b.top - a.bottom for a, b in pairwise(lines) if is_wrapped(a, b))
    gaps = wrapped.get("goal") or [gap for found in wrapped.values() for gap in found]
    return median(gaps) if gaps else _LEADING * max((s.size for line in body for s in line), default=0.0)


def _begins(place: _Place, setting: _Setting) -> tuple[bool, bool]:
    """Whether a goal begins in a row rather than that the one above goes on, and whether that is sure."""
    if not place.lines:
        return False, True
    line, last = place.lines[0], place.above[-1] if place.above else None
    if not _is_placed(place, setting):
        return False, not setting.centred and last is not None and line.top - last.bottom < setting.leading + _APART
    if last is None or line.top - last.bottom > setting.leading + _APART:
        return True, True
    return _by_words(place, last, setting)


def _by_words(place: _Place, last: Segment, setting: _Setting) -> tuple[bool, bool]:
    """The same for a line as close below the `last` one of the goal above as a further line of it."""
    line = place.lines[0]
    if _is_printed_again(place):
        return True, True
    if setting.apart:
        return False, True
    if last.text.endswith(tuple(HYPHENS)) or line.text[:1].islower() or _WAITS.search(last.text):
        return False, not setting.centred
    if would_have_reached(last, line) < setting.limit:
        return True, True
    text = " ".join(above.text for above in place.above[-2:])
    return text.endswith((".", "!", "?")) or ends_as_goal(text), False


def _is_printed_again(place: _Place) -> bool:
    """Whether the goal of a row says the same, line by line, as the one right above it: no goal says anything twice."""
    above = place.above[-len(place.lines) :]
    return [line.text for line in above] == [line.text for line in place.lines]


def _is_placed(place: _Place, setting: _Setting) -> bool:
    """Whether the goal lines of a row stand where those of its own goal would: level with its text, or centred."""
    first = place.lines[0]
    if abs(first.top - place.top) <= _LEVEL * first.size:
        return True
    last = first
    for line in place.lines[1:]:
        if line.top - last.bottom > setting.leading + _APART:
            break
        last = line
    return place.middle is not None and abs((first.top + last.bottom) / 2 - place.middle) <= _CENTRED * first.size


def _middle(segment: Segment) -> float:
    return (segment.top + segment.bottom) / 2
