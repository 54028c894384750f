"""Text exports with columns side by side: which words of a line stand in which column.

A column begins at about one place on all lines of a page, but longer text beside it may push it, down to a single
blank. The way to share out a line that costs least wins; its lead over the next best says how sure that is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.text.lines import shown
from pipeline.read.text.widths import SPACE, widest, width
from pipeline.read.text.words import Words, is_broken
from pipeline.read.unruled.columns import is_number_text

_LETTERS = re.compile(r"[A-ZÄÖÜ]{1,2}")
_CONJUNCTION = re.compile(r"(?:und|oder|bzw\.|sowie)$")
_SURE = 1.5
"""Lead over the next best way from which on a line is surely shared out."""
_ASIDE, _FAR_ASIDE, _FAR = 0.3, 0.8, 5
"""Cost of each character by which a cell begins aside of its column; from `_FAR` characters on."""
_NO_GAP = 2.0
"""Cost of a single blank between two cells."""
_GAP_WITHIN = (0.0, 0.0, 1.5, 3.5)
"""Cost of blanks within a cell, by their number; what is justified or set with tabs may have some."""
_BEYOND = 2.5
"""Cost of each word that begins beyond the next column's beginning."""
_TOO_WIDE, _FAR_TOO_WIDE = 3.0, 6.0
"""Least and most cost of a cell that is wider than any that is sure; it grows with each average character."""
_WIDTH_ERROR, _FAR_WIDER = 1.04, 1.12
"""Times that a cell may seem wider than any that is sure, at no cost; from which on it holds more than its own."""
_HYPHEN_WITHIN = 3.0
"""Cost of a hyphen that ends no cell, as in "Enga- In"."""
_NUMBER_WITHIN = 4.0
"""Cost of a number that stands in the column of numbers, but is read as a part of another cell."""
_KNOWN_STATUS, _KNOWN_ACTOR = -2.0, -1.0
_EMPTY = 2.0
"""Cost of a cell left empty beside a number: rows hardly ever do without a measure, actors and a status."""
_NUMBER_ASIDE, _NUMBER_BESIDE = 6, 14
"""Characters by which a number may stand aside of its column; if its measure begins where measures do."""
_NUMBER_SURE = 8.0
"""Further cost of such a number that is read as a part of another cell: it is one by its place."""
_NUMBER_WIDTH = 4
"""Characters that numbers take, with what follows them."""
_SLACK = 4
"""Characters by which a column may be pushed."""
_MOST_COST = 14.0
"""Cost from which on a line does not stand in the columns."""
_OFTEN = 2.0
_NEAR = 10
_FEWEST = 8
"""Cells from which on the widest ones tell how wide a column is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the characters of its line between which it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column begins, in characters, and how wide its widest cell is, in average characters."""

    name: str
    start: float
    widest: float = float("inf")


@dataclass(frozen=True, slots=True)
class Shared:
    """A line shared out: the words of each cell, by the place of its column, and the places of which that is unsure."""

    cells: tuple[tuple[int, str], ...]
    unsure: frozenset[int] = frozenset()

    @property
    def sure(self) -> bool:
        """Whether all words surely stand in their columns."""
        return not self.unsure


def words_of(line: str) -> tuple[Word, ...]:
    """The words of a line with their places; signs that are never printed take a place, too."""
    found = (Word(match.start(), match.end(), shown(match[0])) for match in re.finditer(r"\S+", line))
    return tuple(word for word in found if word.text)


def find_columns(titles: Sequence[Column], lines: Iterable[str]) -> tuple[Column, ...]:
    """Where the columns under some titles begin: where most words behind wide gaps do, near each title."""
    begins = list(_begins(lines))
    found: list[Column] = []
    for at, title in enumerate(titles):
        left = max(_left_limit(titles[at - 1], title) if at else 0.0, title.start - _NEAR)
        right = title.start + _NEAR
        if at + 1 < len(titles):
            right = min((title.start + titles[at + 1].start) / 2, right)
        near = [
            place for place, text in begins if left <= place <= right and (title.name != "number" or _is_number(text))
        ]
        found.append(replace(title, start=_usual(near, title.start)))
    return tuple(found)


def _is_number(text: str) -> bool:
    """Whether a text may be the number of a measure, or one that is counted by letters."""
    return _LETTERS.fullmatch(text) is not None or is_number_text(text.removesuffix(":"))


def _left_limit(before: Column, title: Column) -> float:
    """Where a column may begin at the left, seen from the title before: numbers are narrow, titles may be centred."""
    middle = (before.start + title.start) / 2
    return min(before.start + _NUMBER_WIDTH, middle) if before.name == "number" else middle


def moved_columns(columns: Sequence[Column], lines: Sequence[str], words: Words) -> tuple[Column, ...]:
    """The columns of a table that goes on overleaf without titles, where they may begin elsewhere.

    Where lines do not fit near the places known, but text begins at as many places as there are columns, it is those.
    """
    near = find_columns(columns, lines)
    apart = [line for line in lines if stands_apart(line)]
    if not apart or all(share_out(line, near, words) for line in apart):
        return near
    places = sorted(place for line in apart for place, _ in _begins([line]))
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= 2:
            groups[-1].append(place)
        else:
            groups.append([place])
    if len(groups) != len(columns):
        return near
    return tuple(replace(column, start=float(min(group))) for column, group in zip(columns, groups, strict=True))


def stands_apart(line: str) -> bool:
    """Whether a line has three parts or more between wide gaps, as rows of a table have."""
    return len(list(_begins([line]))) > 2


def _begins(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        before = -3
        for word in words_of(line):
            if word.start - before > 1:
                yield word.start, word.text
            before = word.end


def _usual(places: Sequence[int], title: float) -> float:
    """The place that most others are near; the title's own where hardly any are."""
    best, most = title, _OFTEN
    for place in sorted(set(places)):
        count = sum(max(0.0, 1 - abs(other - place) / 3) for other in places) - 0.05 * abs(place - title)
        if count > most:
            best, most = float(place), count
    return best


def widest_cells(lines: Iterable[Shared | None], count: int) -> tuple[float, ...]:
    """How wide the columns are, judged by the cells that surely hold their own words."""
    found: list[list[float]] = [[] for _ in range(count)]
    for line in lines:
        for at, text in line.cells if line else ():
            if line and at not in line.unsure:
                found[at].append(width(text))
    return tuple(widest(widths) if len(widths) >= _FEWEST else float("inf") for widths in found)


def share_out(line: str, columns: Sequence[Column], words: Words) -> Shared | None:
    """The words of a line by column, or None for a line that runs across the columns.

    A wide gap within a cell may be that of a column without a title.
    """
    printed = words_of(line)
    if not printed or len(columns) < 2 or words.stands_outside(line.strip()) or _runs_across(printed, columns):
        return None
    ways = _two_best(printed, columns, words)
    if not ways or ways[0][0] > _MOST_COST:
        return None
    cost, firsts = ways[0]
    bounds = [*(first for first in firsts if first >= 0), len(printed)]
    filled = [at for at, first in enumerate(firsts) if first >= 0]
    cells = [" ".join(word.text for word in printed[start:end]) for start, end in pairwise(bounds)]
    inner = (right.start - left.end for at, (left, right) in enumerate(pairwise(printed), 1) if at not in bounds)
    sure = (len(ways) == 1 or ways[1][0] - cost >= _SURE) and max(inner, default=1) < len(_GAP_WITHIN) - 1
    far = any(width(cell) > _FAR_WIDER * columns[at].widest for at, cell in zip(filled, cells, strict=True))
    unsure = _reach_over(printed, columns, firsts) if sure and not far else frozenset(filled)
    return Shared(tuple(zip(filled, cells, strict=True)), unsure)


def _reach_over(printed: Sequence[Word], columns: Sequence[Column], firsts: Sequence[int]) -> frozenset[int]:
    """The places of cells within which a word begins or stands where a column begins that is left empty."""
    empty = [
        column.start for column, first in zip(columns, firsts, strict=True) if first < 0 and column.name != "number"
    ]
    return frozenset(
        max(place for place, first in enumerate(firsts) if 0 <= first < at)
        for at, word in enumerate(printed)
        if at and at not in firsts and any(word.start - 1 <= start < max(word.end, word.start + 2) for start in empty)
    )


def _runs_across(printed: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether a line without any wide gap begins at the left and reaches beyond its column.

    A number behind the goal is no part of running text; one at the very left may be that of a heading.
    """
    if any(right.start - left.end > 1 for left, right in pairwise(printed)):
        return False
    if printed[0].start < columns[0].start - _SLACK:
        return True
    begins_aside = printed[0].start > columns[0].start + _SLACK and printed[0].start > columns[1].start - _SLACK
    if begins_aside or any(_stands_as_number(at, printed, columns) for at in range(1, len(printed))):
        return False
    return printed[-1].end > columns[1].start + _SLACK


def _stands_as_number(at: int, printed: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether a word with a figure stands in the column of numbers, and not rather where the next one begins."""
    word = printed[at]
    if not any(map(str.isdigit, word.text)) or not _is_number(word.text):
        return False
    return any(
        abs(word.start - column.start) <= _NUMBER_ASIDE
        and (below is None or abs(word.start - column.start) <= abs(word.start - below.start))
        for column, below in zip(columns, [*columns[1:], None], strict=True)
        if column.name == "number"
    ) or _is_pushed(at, printed, columns)


def _is_pushed(at: int, printed: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether a number stands far to the left of its column, right behind a goal, and its measure in its own one."""
    word, following = printed[at], printed[at + 1] if at + 1 < len(printed) else None
    return following is not None and any(
        0 < column.start - word.start <= _NUMBER_BESIDE
        and following.start - word.end > 1
        and abs(following.start - below.start) <= 1
        for column, below in pairwise(columns)
        if column.name == "number" and any(map(str.isdigit, word.text)) and _is_number(word.text)
    )


Way = tuple[float, tuple[int, ...]]
"""What a way to share out costs, and for each column its first word (-1: empty)."""


def _two_best(printed: Sequence[Word], columns: Sequence[Column], words: Words) -> list[Way]:
    """The cheapest ways to share out a line, column by column, by where the words not yet placed begin."""
    found: dict[int, list[Way]] = {0: [(0.0, ())]}
    places = range(len(printed))
    numbers = [_stands_as_number(at, printed, columns) for at in places]
    weights = [
        _NUMBER_WITHIN * number + _NUMBER_SURE * _is_pushed(at, printed, columns)
        for at, number in zip(places, numbers, strict=True)
    ]
    for at, column in enumerate(columns):
        empty = _EMPTY if any(numbers) and column.name in ("measure", "actors", "status") else 0.0
        after: dict[int, list[Way]] = {}
        limit = columns[at + 1].start + _SLACK if at + 1 < len(columns) else float("inf")
        for begin, ways in found.items():
            after.setdefault(begin, []).extend((cost + empty, (*firsts, -1)) for cost, firsts in ways)
            for end, place in _cells(printed, column, limit, begin):
                own = place + _content(column.name, printed[begin:end], sum(weights[begin:end]), words)
                after.setdefault(end, []).extend((cost + own, (*firsts, begin)) for cost, firsts in ways)
        found = {end: sorted(ways)[:2] for end, ways in after.items()}
    return found.get(len(printed), [])


def _cells(printed: Sequence[Word], column: Column, limit: float, begin: int) -> Iterator[tuple[int, float]]:
    """The cells of a column that may begin with a word: where each ends, and what its place costs."""
    if begin == len(printed):
        return
    cost = _aside(printed[begin].start - column.start)
    if begin and printed[begin].start - printed[begin - 1].end == 1:
        cost += _NO_GAP
    wide = -SPACE
    for end in range(begin + 1, len(printed) + 1):
        word = printed[end - 1]
        if end > begin + 1:
            before = printed[end - 2]
            cost += _GAP_WITHIN[min(word.start - before.end, len(_GAP_WITHIN) - 1)]
            cost += _HYPHEN_WITHIN * (is_broken(before.text) and not _CONJUNCTION.match(word.text))
        cost += _BEYOND * (word.start >= limit)
        wide += SPACE + width(word.text)
        if cost > _MOST_COST + _SURE:
            return
        over = wide - _WIDTH_ERROR * column.widest
        yield end, cost + (min(_TOO_WIDE + over, _FAR_TOO_WIDE) if over > 0 else 0.0)


def _aside(distance: float) -> float:
    return _ASIDE * min(abs(distance), _FAR) + _FAR_ASIDE * max(abs(distance) - _FAR, 0.0)


def _content(name: str, printed: Sequence[Word], numbers: float, words: Words) -> float:
    """What the words of a cell say for or against its column; `numbers`: what those cost that stand in another one."""
    text = " ".join(word.text for word in printed)
    if name == "number":
        return 0.0 if _is_number(text) else float("inf")
    cost = numbers
    if name == "status" and words.is_status(text):
        cost += _KNOWN_STATUS
    if name == "actors" and (words.begins_with_actor(text) or words.names_a_body(text)):
        cost += _KNOWN_ACTOR
    return cost
