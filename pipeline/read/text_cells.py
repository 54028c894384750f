"""Text exports: where one cell ends and the next begins, weighed from everything the lines show.

A stretch of lines from one running number to the next holds the cells of one row in a known order. Each cut between
two cells and each cell itself gets a score (log-odds, roughly); the best partition wins, and its lead over the next
best says how sure that is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from pipeline.read.text_lines import SPACE, Printed, first_piece, join, width
from pipeline.read.text_numbers import goes_on
from pipeline.read.text_words import Words, is_broken, opens_item

AFTER = "after"
"""The lines that follow a table: not a column, but read as one that may stay empty."""
_NEVER = float("-inf")
_LONGEST = {"status": 12, "actors": 80, "measure": 200}
_LONGEST_OTHER = 60
_MISSING = {"measure": -9.0, "actors": -8.0, "status": -9.0, "goal": 0.0, AFTER: 0.0}
_MISSING_OTHER = -2.0
_KNOWN_STATUS = 9.0
_LONG_STATUS = 120
_SYLLABLE = 5.0
_INDENT = 0.08
"""Part of a column's width by which lists may be set in."""
SURE_LEAD = 1.5
"""Lead over the next best cut below which a person should look."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Score of a cut at an empty line, and at two lines that follow each other directly."""

    gap: float = 0.0
    tight: float = 0.0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its cells. `spacing` by page; `trailing` for lines that end in a blank or do not.

    `hyphenates`: words are broken at line ends; `fills_lines`: wherever a syllable fits, so that the rest can be trusted.
    `widths` is the widest line of each column, `recurring` lines that come again and again, `actors` first words of
    cells that were surely actors.
    """

    spacing: Mapping[int, Spacing] = field(default_factory=dict)
    trailing: Spacing = Spacing()
    widths: Mapping[str, float] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    hyphenates: bool = False
    fills_lines: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A line, or the part of one between two places where a cell might end; `hint` is the score of a cut before it."""

    line: Printed
    start: int
    end: int
    hint: float = 0.0

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].strip()

    @property
    def opens(self) -> bool:
        """Whether the atom begins its line."""
        return self.start == 0 and not self.line.shared


@dataclass(frozen=True, slots=True)
class Partition:
    """The atoms of a stretch and where each column begins and ends; `lead` per cut between two columns."""

    atoms: tuple[Atom, ...]
    columns: tuple[str, ...]
    bounds: tuple[int, ...]
    leads: tuple[float, ...]

    def cell(self, position: int) -> tuple[Atom, ...]:
        """The atoms of the column at `position`."""
        return self.atoms[self.bounds[position] : self.bounds[position + 1]]

    def lines(self, position: int) -> list[str]:
        """The text of each line of the column at `position`."""
        parts = groupby(self.cell(position), key=lambda atom: id(atom.line))
        return [" ".join(atom.text for atom in part) for _, part in parts]

    @property
    def complete(self) -> bool:
        """Whether no cell is empty that hardly ever is."""
        return all(self.cell(at) for at, column in enumerate(self.columns) if _MISSING.get(column, 0.0) < 0)

    @property
    def sure(self) -> bool:
        """Whether every cut leads clearly over the next best one."""
        return all(lead >= SURE_LEAD for lead in self.leads)


class Material:
    """A stretch as atoms, with what the words say about each: all that stays the same from reading to reading.

    `anywhere`: a cell may end before every capital, for rows in which no list knows the words.
    """

    def __init__(self, lines: Sequence[Printed], columns: tuple[str, ...], words: Words, anywhere: bool = False) -> None:
        self.columns, self.words = columns, words
        self.atoms = tuple(_atoms(lines, words, anywhere))
        self.texts = [atom.text for atom in self.atoms]
        self.widths = [width(text) for text in self.texts]
        self.status_ends = [self._status_ends(index) for index in range(len(self.atoms))]
        self.only_actors = [atom.opens and words.only_actors(atom.text) for atom in self.atoms]
        self.outside = [columns[-1] == AFTER and words.stands_outside(text) for text in self.texts]
        self.brackets = list(accumulate((text.count("(") - text.count(")") for text in self.texts), initial=0))

    def _status_ends(self, index: int) -> tuple[int, ...]:
        """Before which atoms a known status wording may end that begins with this one."""
        atom = self.atoms[index]
        lines: list[str] = []
        ends: list[int] = []
        for at in range(index, min(index + _LONGEST["status"], len(self.atoms))):
            last = at + 1 == len(self.atoms) or self.atoms[at + 1].line is not self.atoms[at].line
            if last:
                lines.append(atom.line.text[atom.start :] if not lines else self.atoms[at].line.text)
                ends.append(at + 1)
            elif not lines and self.words.is_status(atom.line.text[atom.start : self.atoms[at].end].strip()):
                ends.append(at + 1)
        within = len(ends) - len(lines)
        return (*ends[:within], *(ends[within + count - 1] for count in self.words.status_ends(lines)))


def _atoms(lines: Sequence[Printed], words: Words, anywhere: bool) -> Iterator[Atom]:
    """Split lines where a cell may end inside them: at wide blanks, before known statuses and actors."""
    texts = [line.text for line in lines]
    for index, line in enumerate(lines):
        hints = _hints(line, texts[index : index + _LONGEST["status"]], words, anywhere)
        cuts = [0, *sorted(hints), len(line.text)]
        for start, end in pairwise(cuts):
            yield Atom(line, start, end, hints.get(start, 0.0))


def _hints(line: Printed, texts: Sequence[str], words: Words, anywhere: bool) -> dict[int, float]:
    hints: dict[int, float] = {}
    if anywhere:
        hints |= {
            at + 1: -5.0
            for at, character in enumerate(line.text[:-1])
            if character == " " and (line.text[at + 1].isupper() or line.text[at + 1].isdigit())
        }
    hints |= dict.fromkeys(words.actor_offsets(line.text), -2.5)
    hints |= {offset: -2.0 for offset in words.status_offsets(texts) if offset}
    return hints | dict.fromkeys(line.wide, -0.5)


def partition(material: Material, habits: Habits) -> Partition:
    """The best way to share out a stretch among its columns, in order."""
    judge = _Judge(material, habits)
    atoms, columns = material.atoms, material.columns
    forward, origins = _forward(judge)
    backward = _backward(judge)
    bounds = [len(atoms)]
    for position in range(len(columns), 0, -1):
        bounds.append(origins[position][bounds[-1]])
    bounds.reverse()
    leads = tuple(_lead(forward[cut], backward[cut], bounds[cut]) for cut in range(1, len(columns)))
    return Partition(atoms, columns, tuple(bounds), leads)


def _forward(judge: "_Judge") -> tuple[list[list[float]], list[list[int]]]:
    size = len(judge.atoms)
    scores = [[0.0] + [_NEVER] * size]
    origins: list[list[int]] = [[0] * (size + 1)]
    for position in range(len(judge.columns)):
        row, origin = [_NEVER] * (size + 1), [0] * (size + 1)
        for end in judge.ends(position):
            for start in judge.starts(position, end):
                score = scores[-1][start] + judge.score(position, start, end) if scores[-1][start] > _NEVER else _NEVER
                if score > row[end]:
                    row[end], origin[end] = score, start
        scores.append(row)
        origins.append(origin)
    return scores, origins


def _backward(judge: "_Judge") -> list[list[float]]:
    size = len(judge.atoms)
    scores = [[_NEVER] * size + [0.0]]
    for position in range(len(judge.columns) - 1, -1, -1):
        row = [_NEVER] * (size + 1)
        for end in judge.ends(position):
            if scores[0][end] == _NEVER:
                continue
            for start in judge.starts(position, end):
                row[start] = max(row[start], scores[0][end] + judge.score(position, start, end))
        scores.insert(0, row)
    return scores


def _lead(forward: Sequence[float], backward: Sequence[float], chosen: int) -> float:
    totals = [before + after for before, after in zip(forward, backward, strict=True)]
    return totals[chosen] - max((total for at, total in enumerate(totals) if at != chosen), default=_NEVER)


class _Judge:
    """Scores of cells in one stretch; sums along the lines are made once."""

    def __init__(self, material: Material, habits: Habits) -> None:
        self.atoms, self.columns, self.words = material.atoms, material.columns, material.words
        self.texts, self.widths, self.brackets = material.texts, material.widths, material.brackets
        self.status_ends, self.only_actors, self.outside = material.status_ends, material.only_actors, material.outside
        self.habits = habits
        self.cuts = [self._cut(index) for index in range(len(self.atoms) + 1)]
        self.inside = {name: list(accumulate(self._inside(name), initial=0.0)) for name in set(self.columns)}
        self.wraps = {name: list(accumulate(self._wraps(name), initial=0.0)) for name in set(self.columns)}
        self._known: dict[tuple[int, int, int], float] = {}

    def ends(self, position: int) -> range:
        """Where the column at `position` may end; the last one ends the stretch."""
        size = len(self.atoms)
        return range(size, size + 1) if position == len(self.columns) - 1 else range(size + 1)

    def starts(self, position: int, end: int) -> range:
        """Where the column may begin that ends at `end`; the first one begins the stretch."""
        if position == 0:
            return range(1)
        if position == len(self.columns) - 1:
            return range(end + 1)
        return range(max(0, end - _LONGEST.get(self.columns[position], _LONGEST_OTHER)), end + 1)

    def score(self, position: int, start: int, end: int) -> float:
        """The score of the cell from `start` to `end`, with the cut before it."""
        key = (position, start, end)
        if key not in self._known:
            self._known[key] = self._score(position, start, end)
        return self._known[key]

    def _score(self, position: int, start: int, end: int) -> float:
        column = self.columns[position]
        if start == end:
            return _MISSING.get(column, _MISSING_OTHER)
        score = self.inside[column][end] - self.inside[column][start]
        score += self.wraps[column][end] - self.wraps[column][start + 1]
        score += self._end_fits(column, start, end) + self._beginning(position, start)
        if self.brackets[end] != self.brackets[start] and column not in (AFTER, "status"):
            score -= 2.0
        if column == "status":
            return score + self._status(start, end)
        if column == "actors":
            return score + self._actors(start, end)
        if column == AFTER:
            return score + (3.0 if self.outside[start] else -1.5)
        return score + (self._goal(start) if column == "goal" else 0.0)

    def _beginning(self, position: int, start: int) -> float:
        if start == 0:
            return 0.0
        score = self.cuts[start]
        if self.texts[start][:1].islower() and not (self.columns[position] == "status" and self.status_ends[start]):
            score -= 5.0
        if position == len(self.columns) - 1 and not self.atoms[start].opens:  # the next row begins on a line of its own
            score -= 8.0
        return score

    def _cut(self, index: int) -> float:
        """How much speaks for a cut before the atom, whatever the columns."""
        if index in (0, len(self.atoms)):
            return 0.0
        atom, left, right = self.atoms[index], self.texts[index - 1], self.texts[index]
        score = atom.hint if not atom.opens else self._spacing(self.atoms[index - 1].line, atom.line)
        if is_broken(left):
            return score - (12.0 if right[:1].islower() else 6.0)
        if goes_on(left) or right[:1] in "–—":
            score -= 5.0
        if opens_item(right):
            score -= 4.0
        if right[:1] in "„»\"“(":
            score -= 1.0
        return score

    def _spacing(self, left: Printed, right: Printed) -> float:
        spacing = self.habits.spacing.get(right.page, Spacing())
        score = 0.0 if right.gap is None else spacing.gap if right.gap else spacing.tight
        return score + (self.habits.trailing.gap if left.trailing else self.habits.trailing.tight)

    def _inside(self, column: str) -> Iterator[float]:
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

    def _wraps(self, column: str) -> Iterator[float]:
        """What speaks against two lines in one cell: a line was broken although the column is far wider."""
        widest = self.habits.widths.get(column)
        yield 0.0
        for index in range(1, len(self.atoms)):
            left, right = self.texts[index - 1], self.texts[index]
            score = 0.0
            if widest and self.atoms[index].opens and not opens_item(right):
                word = width(right.split(maxsplit=1)[0])
                needed = _SYLLABLE if is_broken(left) else min(word, 1.5 * _SYLLABLE) if self.habits.hyphenates else word
                spare = widest * (1.0 - _INDENT) - self.widths[index - 1] - SPACE - needed
                score = -min(max(spare, 0.0) * 0.4, 3.0) * self._wrap_weight(column, index)
            yield score

    def _wrap_weight(self, column: str, index: int) -> float:
        """Before a capital a paragraph may begin; actors are often listed one to a line."""
        if is_broken(self.texts[index - 1]) or not self.texts[index][:1].isupper():
            return 1.0
        return 0.15 if column == "actors" else 0.4

    def _end_fits(self, column: str, start: int, end: int) -> float:
        """Cells end early on a line; and a cell that shares its line with the next one has no other line."""
        if end == len(self.atoms):
            return 0.0
        if not self.atoms[end].opens:
            return 0.0 if self.atoms[start].line is self.atoms[end].line else -5.0
        widest = self.habits.widths.get(column)
        if not widest:
            return 0.0
        room = widest - self.widths[end - 1] - SPACE
        word = self.texts[end].split(maxsplit=1)[0]
        if width(word) <= room:
            return 1.0
        piece = first_piece(word) if self.habits.hyphenates else width(word)
        return 0.0 if piece <= room else -1.5

    def _status(self, start: int, end: int) -> float:
        texts = self.texts[start:end]
        if end in self.status_ends[start]:
            return _KNOWN_STATUS - 0.3 * len(join(texts).split())
        score = -1.0 - 0.8 * (end - start - 1) ** 1.5 + (1.5 if self.status_ends[start] else 0.0)
        if texts[0] in self.habits.recurring:
            score += 3.0 if len(texts) == 1 else 1.0
        if opens_item(texts[0]) or sum(map(len, texts)) > _LONG_STATUS:
            score -= 3.0
        return score - (3.0 if self.words.begins_with_actor(join(texts)) else 0.0)

    def _actors(self, start: int, end: int) -> float:
        beginning = join(self.texts[start : min(end, start + 4)])
        score = -0.25 * max(end - start - 8, 0)
        if self.words.begins_with_actor(beginning):
            score += 4.0
        elif self.words.names_a_body(beginning):
            score += 2.0
        elif " ".join(beginning.split()[:2]) in self.habits.actors:
            score += 2.5
        if opens_item(beginning):
            score -= 2.0
        if end - start <= 12:  # noqa: PLR2004
            whole = join(self.texts[start:end])
            share = self.words.share_of_actors(whole)
            score += 2.0 * share + (1.0 if share == 1.0 else 0.0) + (1.0 if self.words.cooperates(whole) else 0.0)
        return score

    def _goal(self, start: int) -> float:
        return -8.0 if self.status_ends[start] else -0.5
