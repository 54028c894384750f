"""Text exports: what speaks for a cell and for a cut between two, as scores (log-odds, roughly) that add up."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.read.text.atoms import AFTER, LONG_CELL, Material
from pipeline.read.text.lines import Printed, join
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.widths import SPACE, first_piece, width
from pipeline.read.text.words import is_broken

NEVER = float("-inf")
OVERLEAF = "+"
"""Ends the name of a column whose cell goes on overleaf: "actors+" is the rest of a row that a page break cut."""
MISSING = {"measure": -9.0, "actors": -8.0, "status": -9.0, "goal": 0.0, AFTER: 0.0}
_MISSING_OTHER = -3.0
_LONGEST = {"status": 12, "actors": 80, "measure": 200}
_LONGEST_OTHER = 60
_KNOWN_STATUS = 9.0
_HOPELESS = -9.0
"""Score of a cut below which no cell is looked for."""
_LONG_STATUS = 120
_SHORT_CELL = 4
_SYLLABLE = 5.0
_INDENT = 0.08
"""Part of a column's width by which lists may be set in."""


Before = Mapping[str, str]
"""By column, how a cell ended on the page before: its last line."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Score of a cut at an empty line, and at two lines that follow each other directly."""

    gap: float = 0.0
    tight: float = 0.0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its cells. `spacing` by page; `trailing` for lines that end in a blank or do not.

    `hyphenates`: words are broken at line ends; `fills_lines`: wherever a syllable fits, so that early ends are meant.
    `widths` is the widest line of each column, `usual` the widest that others come close to, `recurring` lines that
    come again and again, `contents` the shapes of cells that came up more than once in a column (`shape_of`), `actors`
    first words of cells that were surely actors.
    """

    spacing: Mapping[int, Spacing] = field(default_factory=dict)
    trailing: Spacing = Spacing()
    widths: Mapping[str, float] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()
    contents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()
    hyphenates: bool = False
    fills_lines: bool = False


class Judge:
    """Scores of cells in one stretch; sums along the lines are made once."""

    def __init__(
        self,
        material: Material,
        columns: tuple[str, ...],
        habits: Habits,
        cut: bool = False,
        before: Before | None = None,
    ) -> None:
        """`cut`: a page break may end the cells in mid-sentence. `before`: how they ended on the page before."""
        self._material, self.words, self.columns = material, material.words, columns
        self.atoms = material.atoms
        self.texts, self.widths, self.brackets = material.texts, material.widths, material.brackets
        self.status_ends, self.only_actors, self.outside = material.status_ends, material.only_actors, material.outside
        self.habits = habits
        self._cut_off, self._before = cut, before or {}
        self._kinds = [name.removesuffix(OVERLEAF) for name in columns]
        self._cuts = [self._cut(index) for index in range(len(self.atoms) + 1)]
        self._borders = [
            at for at in range(len(self._cuts)) if at in (0, len(self.atoms)) or cut or self._cuts[at] > _HOPELESS
        ]
        self._inside = {kind: list(accumulate(self._misfits(kind), initial=0.0)) for kind in set(self._kinds)}
        self._wraps = {kind: list(accumulate(self._broken_early(kind), initial=0.0)) for kind in set(self._kinds)}
        self._known: dict[tuple[int, int, int], float] = {}
        self._beginnings = [self._all_beginnings(position) for position in range(len(columns))]
        self._ends = {kind: self._all_ends(kind) for kind in set(self._kinds)}

    def ends(self, position: int) -> Sequence[int]:
        """Where the column at `position` may end; the last one ends the stretch."""
        return self._borders[-1:] if position == len(self.columns) - 1 else self._borders

    def starts(self, position: int, end: int) -> Sequence[int]:
        """Where the column may begin that ends at `end`; the first one begins the stretch."""
        if position == 0:
            return self._borders[:1]
        longest = len(self.atoms)
        if position < len(self.columns) - 1:
            longest = _LONGEST.get(self._kinds[position], _LONGEST_OTHER)
        return self._borders[bisect_left(self._borders, end - longest) : bisect_right(self._borders, end)]

    def score(self, position: int, start: int, end: int) -> float:
        """The score of the cell from `start` to `end`, with the cut before it."""
        key = (position, start, end)
        if key not in self._known:
            self._known[key] = self._score(position, start, end)
        return self._known[key]

    def _score(self, position: int, start: int, end: int) -> float:
        kind, overleaf = self._kinds[position], self.columns[position].endswith(OVERLEAF)
        if start == end:
            return self._unfinished(kind) if overleaf else MISSING.get(kind, _MISSING_OTHER)
        score = self._inside[kind][end] - self._inside[kind][start]
        score += self._wraps[kind][end] - self._wraps[kind][start + 1]
        score += self._end_fits(kind, start, end) + self._beginnings[position][start]
        if overleaf:
            return score + self._goes_on_with(kind, start, end)
        if self.brackets[end] != self.brackets[start] and kind not in (AFTER, "status") and not self._cut_off:
            score -= 2.0
        if kind == AFTER:
            return score + (3.0 if self.outside[start] else -1.5)
        return score + self._content(kind, start, end)

    def _content(self, kind: str, start: int, end: int) -> float:
        """What the words of some atoms say for or against a cell of a kind."""
        if kind == "measure":
            return 0.0
        known = self.habits.contents.get(kind, ()) if end - start <= _SHORT_CELL else ()
        score = 2.0 if known and self._material.shape(start, end) in known else 0.0
        if kind == "status":
            return score + self._status(start, end)
        if kind == "actors":
            return score + self._actors(start, end)
        return score + (self._goal(start) if kind == "goal" else self._further(start, end))

    def _all_beginnings(self, position: int) -> dict[int, float]:
        """The score of each border as the beginning of a column's cell."""
        return {at: self._beginning(position, at) for at in self._borders if at < len(self.atoms)}

    def _beginning(self, position: int, start: int) -> float:
        """The cut before a cell. Cells cut by a page break may end and go on in mid-sentence."""
        if start == 0 and (self.columns[position].endswith(OVERLEAF) or not self._before):
            return 0.0
        score = max(self._cuts[start], -2.0) if self._cut_off else self._cuts[start]
        if self.texts[start][:1].islower():
            score -= self._lower_case(position, start)
        if (
            position == len(self.columns) - 1 and not self.atoms[start].opens
        ):  # the next row begins on a line of its own
            score -= 8.0
        return score

    def _lower_case(self, position: int, start: int) -> float:
        """What speaks against a cell that begins with a small letter, as values of further columns often do."""
        kind = self._kinds[position]
        if self.columns[position].endswith(OVERLEAF):
            return 0.0
        if kind == "status" and self.status_ends[start]:
            return 4.0 if set(self.status_ends[start]) & set(self.status_ends[start - 1]) else 1.0
        return 5.0 if kind in MISSING else 0.5

    def _unfinished(self, kind: str) -> float:
        """What speaks against a cell having ended on the page before."""
        before = self._before.get(kind, "")
        return -(6.0 * is_broken(before) or 3.0 * goes_on(before) or 0.1)

    def _goes_on_with(self, kind: str, start: int, end: int) -> float:
        """How well some lines go on with what the page before left unfinished."""
        before, text = self._before.get(kind, ""), self.texts[start]
        if not before:
            return -4.0
        score = 1.0 if not text[:1].isupper() else -1.5
        if is_broken(before):
            score = 3.0 if text[:1].islower() else 0.0
        elif goes_on(before):
            score += 2.0
        elif widest := self.habits.widths.get(kind):
            room = widest - width(before) - SPACE
            score += -1.5 if width(text.split(maxsplit=1)[0]) <= room else 0.5
        if kind == "status":
            return score - 2.0 + 4.0 * self.words.is_status(join((before, *self.texts[start:end])))
        return score + (1.5 * self._share_of_actors(start, end) if kind == "actors" else 0.0)

    def _cut(self, index: int) -> float:
        """How much speaks for a cut before the atom, whatever the columns."""
        if index in (0, len(self.atoms)):
            return 0.0
        material, atom, right = self._material, self.atoms[index], self.texts[index]
        score = atom.hint if not atom.opens else self._spacing(self.atoms[index - 1].line, atom.line)
        if material.broken[index - 1]:
            return score - (12.0 if right[:1].islower() and not atom.overleaf else 6.0)
        if material.waits[index - 1] or right[:1] in "–—":
            score -= 5.0
        if material.items[index]:
            score -= 4.0
        if right[:1] in '„»"“(':
            score -= 1.0
        return score

    def _spacing(self, left: Printed, right: Printed) -> float:
        spacing = self.habits.spacing.get(right.page, Spacing())
        score = 0.0 if right.gap is None else spacing.gap if right.gap else spacing.tight
        return score + (self.habits.trailing.gap if left.trailing else self.habits.trailing.tight)

    def _misfits(self, column: str) -> Iterator[float]:
        """What speaks against each single atom in a column."""
        widest = self.habits.widths.get(column)
        for index, text in enumerate(self.texts):
            score = 0.0
            if widest and self.widths[index] > widest * 1.03 + 0.6:
                score -= 3.0 + min(self.widths[index] - widest, 10.0) * 0.4
            score -= 6.0 * self.outside[index] * (column != AFTER)
            if column not in ("status", AFTER):
                score -= 3.0 * (index + 1 in self.status_ends[index])
                score -= (column != "actors") * (2.0 * self.only_actors[index] + 0.7 * (text in self.habits.recurring))
            yield score

    def _broken_early(self, column: str) -> Iterator[float]:
        """What speaks against two lines in one cell: a line was broken although the column is far wider."""
        widest = self.habits.widths.get(column)
        yield 0.0
        broken = self._material.broken
        for index in range(1, len(self.atoms)):
            score = 0.0
            if widest and self.atoms[index].opens and not self._material.items[index]:
                word = width(self.texts[index].split(maxsplit=1)[0])
                least = min(word, 1.5 * _SYLLABLE) if self.habits.hyphenates else word
                needed = _SYLLABLE if broken[index - 1] else least
                spare = widest * (1.0 - _INDENT) - self.widths[index - 1] - SPACE - needed
                score = -min(max(spare, 0.0) * 0.4, 3.0) * self._wrap_weight(column, index)
            yield score

    def _wrap_weight(self, column: str, index: int) -> float:
        """Before a capital a paragraph may begin; actors are often listed one to a line."""
        if self._material.broken[index - 1] or not self.texts[index][:1].isupper():
            return 1.0
        return 0.15 if column == "actors" else 0.4

    def _end_fits(self, kind: str, start: int, end: int) -> float:
        """Cells end early on a line; and a cell that shares its line with the next one has no other line."""
        if end == len(self.atoms):
            return 0.0
        if not self.atoms[end].opens:
            return 0.0 if self.atoms[start].line is self.atoms[end].line else -5.0
        return self._ends[kind][end]

    def _all_ends(self, kind: str) -> dict[int, float]:
        """How well each border before a line ends a cell of a kind: there was no room for the next word."""
        widest = 0.0 if self._cut_off else self.habits.widths.get(kind, 0.0)
        borders = (at for at in self._borders if at < len(self.atoms) and self.atoms[at].opens)
        return {at: self._end_of_line(widest, at) if widest and at else 0.0 for at in borders}

    def _end_of_line(self, widest: float, end: int) -> float:
        room = widest - self.widths[end - 1] - SPACE
        word = self.texts[end].split(maxsplit=1)[0]
        if width(word) <= room:
            return 1.0
        piece = first_piece(word) if self.habits.hyphenates else width(word)
        return 0.0 if piece <= room else -1.5

    def _status(self, start: int, end: int) -> float:
        texts, whole = self.texts[start:end], self._material.joined(start, end)
        if end in self.status_ends[start]:
            return _KNOWN_STATUS - 0.3 * len(whole.split())
        score: float = -1.0 - 0.8 * float(end - start - 1) ** 1.5 + (1.5 if self.status_ends[start] else 0.0)
        if texts[0] in self.habits.recurring:
            score += 3.0 if len(texts) == 1 else 1.0
        if self._material.items[start] or sum(map(len, texts)) > _LONG_STATUS:
            score -= 3.0
        return score - (3.0 if self.words.begins_with_actor(whole) else 0.0)

    def _actors(self, start: int, end: int) -> float:
        score = self._material.as_actors(start, end) - 0.25 * max(end - start - 8, 0)
        if self.habits.actors and not self._material.begins_with_actors(start, end):
            beginning = " ".join(self._material.joined(start, min(end, start + 2)).split()[:2])
            score += 2.5 * (beginning in self.habits.actors)
        return score

    def _share_of_actors(self, start: int, end: int) -> float:
        return self.words.share_of_actors(self._material.joined(start, end)) if end - start <= LONG_CELL else 0.0

    def _goal(self, start: int) -> float:
        return -8.0 if self.status_ends[start] else -3.5 if self.texts[start][0].isdigit() else -0.5

    def _further(self, start: int, end: int) -> float:
        """Columns that no list knows hold short things: dates, sums, priorities."""
        return -0.8 * (end - start - 1)
