"""Text exports: what a document's own cells show about how it is set. Learnt from a first reading, used in the next."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log

from pipeline.read.text.atoms import AFTER, shape_of
from pipeline.read.text.cells import Partition
from pipeline.read.text.evidence import Habits, Spacing
from pipeline.read.text.lines import Printed, join
from pipeline.read.text.widths import SPACE, first_piece, widest, width
from pipeline.read.text.words import Words, is_broken

_MOST = 4.0
_CALM = 3.0
"""Cuts and joins that a page counts as having seen the way the whole document is."""
_FEWEST_LINES = 6
_SPACED_THROUGHOUT = 0.75
_CARELESS = 0.1
_WIDTH_ERROR = 0.02


def first_habits(lines: Sequence[Printed], words: Words) -> Habits:
    """What the spacing and the repeated lines of a table's lines suggest before any cell is known."""
    gaps: dict[int, list[bool]] = defaultdict(list)
    for line in lines:
        if line.gap is not None and not line.shared:
            gaps[line.page].append(line.gap)
    return Habits(
        spacing={page: _first_spacing(found) for page, found in gaps.items()},
        recurring=_recurring(lines, words),
        hyphenates=_hyphenates(lines),
    )


def _first_spacing(gaps: Sequence[bool]) -> Spacing:
    share = sum(gaps) / len(gaps)
    if share > _SPACED_THROUGHOUT:
        return Spacing(0.0, -4.0)
    return Spacing(3.0, -1.5) if share else Spacing()


def _recurring(lines: Sequence[Printed], words: Words) -> frozenset[str]:
    """Short lines that come again and again: statuses (and actors) that no list knows."""
    counts = Counter(line.text for line in lines)
    return frozenset(
        text
        for text, count in counts.items()
        if count > 2 and len(text) < 40 and not is_broken(text) and not words.begins_with_actor(text)
    )


def _hyphenates(lines: Sequence[Printed]) -> bool:
    return sum(is_broken(a.text) and b.text[:1].islower() for a, b in pairwise(lines)) > len(lines) / 50


def learn(partitions: Iterable[Partition], before: Habits) -> Habits:
    """Habits from cells that were read: column widths, what a cut looks like, how actors begin."""
    known = list(partitions)
    sure = [part for part in known if part.sure] or known
    widths = _widths(sure)
    return Habits(
        spacing=_spacing(known),
        trailing=_trailing(known),
        widths=widths,
        fills_lines=before.hyphenates and _fills_lines(sure, widths),
        recurring=before.recurring,
        contents=_contents(known),
        actors=_actor_beginnings(sure),
        hyphenates=before.hyphenates,
    )


def _widths(partitions: Iterable[Partition]) -> Mapping[str, float]:
    """The widest line of each column; a single line far wider than all others is a misreading."""
    found: dict[str, list[float]] = defaultdict(list)
    for part in partitions:
        for position, column in enumerate(part.columns):
            found[column].extend(map(width, part.lines(position)))
    found.pop(AFTER, None)
    return {column: widest(widths) for column, widths in found.items() if len(widths) >= _FEWEST_LINES}


def _fills_lines(partitions: Iterable[Partition], widths: Mapping[str, float]) -> bool:
    """Whether hardly any line that surely goes on left room for a syllable of its next word."""
    short = full = 0
    for part in partitions:
        for position, column in enumerate(part.columns):
            for left, right in pairwise(part.lines(position) if column in widths else ()):
                if right[:1].islower() and not is_broken(left):
                    room = widths[column] * (1 - _WIDTH_ERROR) - width(left) - SPACE
                    short, full = (short + 1, full) if first_piece(right.split()[0]) < room else (short, full + 1)
    return short < _CARELESS * (short + full)


Counts = dict[tuple[bool, bool], float]
"""How often (cut between cells?, seen?) came up."""


def _spacing(partitions: Sequence[Partition]) -> Mapping[int, Spacing]:
    pages: dict[int, Counts] = defaultdict(lambda: defaultdict(float))
    whole: Counts = defaultdict(float)
    for _, line, cut in _junctions(partitions):
        if line.gap is not None:
            pages[line.page][cut, line.gap] += 1
            whole[cut, line.gap] += 1
    usual = {cut: (whole[cut, True] + 0.5) / (whole[cut, True] + whole[cut, False] + 1.0) for cut in (True, False)}
    return {page: _weights(counts, usual) for page, counts in pages.items()}


def _trailing(partitions: Sequence[Partition]) -> Spacing:
    counts: Counts = defaultdict(float)
    for left, _, cut in _junctions(partitions):
        if not is_broken(left.text):
            counts[cut, left.trailing] += 1
    return _weights(counts, {True: 0.5, False: 0.5})


def _junctions(partitions: Iterable[Partition]) -> Iterable[tuple[Printed, Printed, bool]]:
    """Each two lines that follow each other, and whether a cell ends between them."""
    for part in partitions:
        cuts = set(part.bounds[1:-1])
        for index in range(1, len(part.atoms)):
            if part.atoms[index].opens:
                yield part.atoms[index - 1].line, part.atoms[index].line, index in cuts


def _weights(counts: Counts, usual: Mapping[bool, float]) -> Spacing:
    """Log-odds of a cut, where the sign is seen and where it is not."""
    rates = {
        cut: (counts[cut, True] + _CALM * usual[cut]) / (counts[cut, True] + counts[cut, False] + _CALM)
        for cut in (True, False)
    }
    return Spacing(_bounded(rates[True], rates[False]), _bounded(1 - rates[True], 1 - rates[False]))


def _bounded(cut: float, joined: float) -> float:
    return max(-_MOST, min(_MOST, log(max(cut, 0.01) / max(joined, 0.01))))


def _contents(partitions: Iterable[Partition]) -> Mapping[str, frozenset[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for part in partitions:
        for position, column in enumerate(part.columns):
            if column not in ("measure", AFTER) and (cell := part.cell(position)):
                found[column][shape_of(join([atom.text for atom in cell]))] += 1
    return {
        column: frozenset(shape for shape, count in counts.items() if count > 1) for column, counts in found.items()
    }


def _actor_beginnings(partitions: Iterable[Partition]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for part in partitions:
        if "actors" in part.columns and (cell := part.cell(part.columns.index("actors"))):
            counts[" ".join(cell[0].text.split()[:2])] += 1
    return frozenset(words for words, count in counts.items() if count > 1 and words)
