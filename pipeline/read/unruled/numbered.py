"""Numbers in front of the words of measures, in tables without rules that have no column for them.

A paragraph may begin with figures by chance ("1.500 €", "2 und 3"). So those count that go on with the count of the
numbers before, and the texts beside tell by beginning at the same height, below a gap.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import inf
from statistics import median

from pipeline.read.glyphs import Segment
from pipeline.read.page import Column
from pipeline.read.unruled.columns import Row, column_name

_NUMBERED = re.compile(
    r"(?P<number>(?:[^\W\d_]{1,3}[ .-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?)(?P<mark>[.:)]?)(?:\s+(?:[–—:|-]\s+)?(?=\S)|$)"
)
_FIGURES = re.compile(r"\d+")
_LEVEL = 0.2
"""Share of the type size by which the first lines of two cells of a row stand apart at most."""
_AT_EDGE = 2.0
"""Points from the left edge of the measures within which their numbers begin."""
_SAME_SIZE = 0.3
"""Points by which the type of numbers may differ from that of the measures."""
_APART = 0.15
"""Share of the type size by which a gap is wider than that between lines, if it parts two rows."""
_NEAR = 1.5
"""Type sizes from a number to a line in another cell of its row at most."""
_SURE = 2
"""Signs that a row begins, from which on it surely does."""
_LEFT_OUT = 3
"""Numbers that a count leaves out at most between two measures."""
_MOST = 0.8
"""Share of rows from which on what they have in common is no chance."""
_ENOUGH, _ENOUGH_PLAIN = 3, 5
"""Numbers that follow one another, from which on that is no chance; figures alone begin more lines."""


@dataclass(frozen=True, slots=True)
class Openings:
    """The lines, page by page, that open rows with their number, and those of which that is doubtful."""

    lines: Mapping[int, tuple[Segment, ...]] = field(default_factory=dict)
    doubtful: Mapping[int, tuple[Segment, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that begins with a number: its page, how the number is built, its count, and the `signs` of a row.

    `beside` says how far above or below it the next text in another column begins, in sizes of its type.
    """

    page: int
    line: Segment
    form: str
    count: tuple[int, ...]
    signs: int
    beside: float

    @property
    def is_plain(self) -> bool:
        """Whether the number is a figure alone, as many paragraphs begin with."""
        return len(self.count) == 1

    @property
    def is_first(self) -> bool:
        """Whether a count begins here, or begins anew."""
        return set(self.count[-1:]) <= {0, 1}


def openings(pages: Sequence[tuple[int, Sequence[Column], Sequence[Row]]], *, begun: bool = False) -> Openings:
    """The numbers in the texts of tables, from the lines of each page and the columns that they stand in.

    Where one has a column for numbers, there are none. The count may have `begun` on pages before.
    """
    if any(column.name == "number" for _, columns, _ in pages for column in columns):
        return Openings()
    found = [candidate for page in pages for candidate in _candidates(*page)]
    forms = Counter(candidate.form for candidate in found if candidate.signs >= _SURE)
    if not forms:
        return Openings()
    form = max(forms, key=lambda each: (forms[each], len(each)))
    count, doubtful = _counted([candidate for candidate in found if candidate.form == form], begun=begun)
    if not _are_numbers(count):
        return Openings()
    return Openings(_by_page(count), _by_page(doubtful))


def marked(lines: Iterable[Row], opening: Sequence[Segment]) -> list[Row]:
    """The lines with those marked that open a row."""
    places = [(each.x0, each.top) for each in opening]

    def opens(segment: Segment) -> bool:
        return any(abs(segment.x0 - x0) < 1 and abs(segment.top - top) < 1 for x0, top in places)

    return [[replace(s, opens=True) if places and opens(s) else s for s in line] for line in lines]


def _by_page(candidates: Iterable[_Candidate]) -> dict[int, tuple[Segment, ...]]:
    pages: dict[int, tuple[Segment, ...]] = {}
    for candidate in candidates:
        pages[candidate.page] = (*pages.get(candidate.page, ()), candidate.line)
    return pages


def _candidates(page: int, columns: Sequence[Column], lines: Sequence[Row]) -> Iterator[_Candidate]:
    """The lines at the left edge of the measures that begin with a number."""
    texts: dict[str, list[Segment]] = {}
    for line in lines:
        for name, words in groupby(line, key=lambda segment: column_name(segment, columns)):
            texts.setdefault(name, []).append(_joined(list(words)))
    measures = texts.pop("measure", [])
    texts.pop("goal", None)
    leading = _leading([measures, *texts.values()])
    left, size = _usual(round(line.x0) for line in measures), _usual(round(line.size, 1) for line in measures)
    for each in measures:
        is_set_alike = abs(each.x0 - left) < _AT_EDGE and abs(each.size - size) < _SAME_SIZE
        if is_set_alike and (found := _NUMBERED.match(each.text)):
            number = found["number"] + found["mark"]
            opens, stressed = _opens(each, measures, leading), each.bold and not all(line.bold for line in measures)
            signs = opens * (1 + stressed) + sum(_opens(each, cells, leading) for cells in texts.values())
            beside = min(
                (abs(s.top - each.top) / (size or 1.0) for cells in texts.values() for s in cells), default=inf
            )
            yield _Candidate(page, each, _form(number), _count(number), signs, beside)


def _joined(words: Sequence[Segment]) -> Segment:
    """One line of a cell, of which the blanks may be as wide as between columns where it is justified."""
    return replace(words[0], text=" ".join(word.text for word in words), x1=words[-1].x1)


def _usual(values: Iterable[float]) -> float:
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], -value)) if counts else 0.0


def _leading(columns: Iterable[Sequence[Segment]]) -> float:
    """The gap between two lines of a paragraph: the usual one of those that are close."""
    gaps = [(b.top - a.bottom, b.size) for cells in columns for a, b in pairwise(cells)]
    close = [gap for gap, size in gaps if gap < size]
    return median(close) if close else 0.0


def _opens(line: Segment, cells: Sequence[Segment], leading: float) -> bool:
    """Whether a cell of this column begins level with a line: there is none above, or a gap wider than within one."""
    level = next((s for s in cells if abs(s.top - line.top) < _LEVEL * line.size), None)
    if level is None:
        return False
    above = [s.bottom for s in cells if s.top < level.top - 1]
    return not above or level.top - max(above) > leading + _APART * line.size


def _form(number: str) -> str:
    """How a number is built: "3.2" as "#.#", "A-07" as "?-#", "M 1.1" as "? #.#"."""
    return re.sub(r"[^\W\d_](?=$|[.:)]$)", "", re.sub(r"^[^\W\d_](?=[ .-]?#)", "?", _FIGURES.sub("#", number)))


def _count(number: str) -> tuple[int, ...]:
    """What counts up in a number: "3.2" as (3, 2), "A-07" as (1, 7), "1b" as (1, 2)."""
    parts = re.findall(r"\d+|(?:^[^\W\d_](?![^\W\d_]))|(?<=\d)[a-z]", number)
    return tuple(int(part) if part.isdigit() else ord(part.lower()) - ord("a") + 1 for part in parts)


def _follows(above: _Candidate, below: _Candidate) -> bool:
    """Whether a number is the next one: one more at some level, and behind it a new count or one more, too."""
    first, second = above.count, below.count
    if len(first) != len(second):  # "1b" behind "1"
        shorter, longer = sorted((first, second), key=len)
        return longer[: len(shorter)] == shorter or second[0] == first[0] + 1
    level = next((place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b), len(first))
    if level == len(first) or second[level] != first[level] + 1:
        return False
    rest = zip(first[level + 1 :], second[level + 1 :], strict=True)
    return all(b in (0, 1, a + 1) for a, b in rest)


def _counted(candidates: Sequence[_Candidate], *, begun: bool) -> tuple[list[_Candidate], list[_Candidate]]:
    """The candidates that count up one by one, and those of which it is doubtful whether they do."""
    counted: list[_Candidate] = []
    doubtful: list[_Candidate] = []
    enough = min(median(candidate.signs for candidate in candidates), _SURE)
    for candidate in candidates:
        last = counted[-1] if counted else None
        if last and candidate.count == last.count:
            better, worse = sorted((last, candidate), key=lambda each: -each.signs)
            doubtful = [each for each in doubtful if each is not last]
            doubtful += [better, worse] if better.signs == worse.signs else []
            counted[-1] = better
        elif _goes_on(last, candidate) or (begun and last is None and candidate.signs >= _SURE):
            counted.append(candidate)
            is_row = candidate.signs >= enough or (candidate.beside < _LEVEL and not candidate.is_plain)
            doubtful += [] if is_row else [candidate]
        elif candidate.signs >= _SURE:
            doubtful.append(candidate)
    return counted, doubtful


def _goes_on(last: _Candidate | None, candidate: _Candidate) -> bool:
    """Whether the count goes on, begins anew or, where a row surely begins, leaves out numbers."""
    if last is None or _follows(last, candidate):
        return candidate.is_first or last is not None
    if candidate.signs < _SURE:
        return False
    left_out = candidate.count > last.count and candidate.count[0] - last.count[0] <= _LEFT_OUT
    return candidate.is_first or left_out


def _are_numbers(count: Sequence[_Candidate]) -> bool:
    """Whether the rows of a catalogue are numbered so: texts beside bear most of it out, or it is long enough."""
    sure = sum(candidate.signs >= _SURE for candidate in count)
    if count and count[0].is_plain:  # a list in one cell counts up, too
        near = sum(candidate.beside < _NEAR for candidate in count)
        long = len(count) >= _ENOUGH_PLAIN and near >= _MOST * len(count)
    else:
        long = len(count) >= _ENOUGH
    return len(count) > 1 and (2 * sure > len(count) or long)
