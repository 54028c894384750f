"""Text exports: the lines of one row as atoms, and what the words say about each of them."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from pipeline.read.text.lines import Printed, join
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.widths import width
from pipeline.read.text.words import Words, is_broken, opens_item

AFTER = "after"
"""The lines that follow a table: not a column, but read as one that may stay empty."""
LONG_CELL = 14
"""Atoms up to which the words of a whole cell are looked at."""
_STATUS_ATOMS = 12
_FIGURES = re.compile(r"\d")
_FIRST_ATOMS = 4
"""Atoms that hold the first words of a cell."""
_LONGEST_LINE = 600
_MOST_ATOMS = 600
"""Atoms of one row in which cells are looked for; all that follows belongs to the last cell."""
_MOST_OUTSIDE = 30
"""Lines like those between tables among them, beyond which no cell of a row is looked for."""


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

    @property
    def overleaf(self) -> bool:
        """Whether the atom is the first one on its page."""
        return self.start == 0 and self.line.overleaf


class Material:
    """A stretch as atoms, with what the words say about each: all that stays the same from reading to reading.

    `anywhere`: a cell may end before every capital, for rows in which no list knows the words.
    """

    def __init__(
        self,
        lines: Sequence[Printed],
        own: Sequence[str],
        following: Sequence[str],
        words: Words,
        anywhere: bool = False,
    ) -> None:
        self.words = words
        self.forget()
        self.atoms = tuple(_atoms(lines, words, anywhere, "status" in own[:-1]))
        self.texts = [atom.text for atom in self.atoms]
        self.widths = [width(text) for text in self.texts]
        self.outside = [AFTER in following and words.stands_outside(text) for text in self.texts]
        outside = (at for at, stands_outside in enumerate(self.outside) if stands_outside)
        beyond = next(islice(outside, _MOST_OUTSIDE, None), _MOST_ATOMS)
        self.size = min(len(self.atoms), _MOST_ATOMS, beyond)
        self.status_ends = [self._status_ends(index) for index in range(self.size)] + [()] * (
            len(self.atoms) - self.size
        )
        self.statuses = len({atom.line.number for atom, ends in zip(self.atoms, self.status_ends, strict=True) if ends})
        self.only_actors = [atom.opens and words.only_actors(atom.text) for atom in self.atoms[: self.size]]
        self.brackets = _open_brackets(self.texts)
        self.broken = [is_broken(text) for text in self.texts]
        self.waits = [goes_on(text) for text in self.texts]
        self.items = [opens_item(text) for text in self.texts]

    def forget(self) -> None:
        """Begin anew to remember what was asked about stretches of atoms: it is asked in every reading."""
        self.actor_scores: dict[tuple[int, int], float] = {}
        self.beginnings: dict[tuple[int, int], float] = {}
        self._joined: dict[tuple[int, int], str] = {}
        self._shapes: dict[tuple[int, int], str] = {}
        self._parts: dict[tuple[int, int], Material] = {}

    def joined(self, start: int, end: int) -> str:
        """The words of some atoms on one line."""
        if (start, end) not in self._joined:
            self._joined[start, end] = join(self.texts[start:end])
        return self._joined[start, end]

    def shape(self, start: int, end: int) -> str:
        """The shape of the words of some atoms (`shape_of`)."""
        if (start, end) not in self._shapes:
            self._shapes[start, end] = shape_of(self.joined(start, end))
        return self._shapes[start, end]

    def as_actors(self, start: int, end: int) -> float:
        """How much the words of some atoms speak for a cell of actors."""
        if (start, end) not in self.actor_scores:
            self.actor_scores[start, end] = self._as_actors(start, end)
        return self.actor_scores[start, end]

    def begins_with_actors(self, start: int, end: int) -> float:
        """How much the first words of some atoms speak for a cell of actors."""
        key = (start, min(end, start + _FIRST_ATOMS))
        if key not in self.beginnings:
            beginning = self.joined(*key)
            known = self.words.begins_with_actor(beginning)
            self.beginnings[key] = 4.0 if known else 2.0 if self.words.names_a_body(beginning) else 0.0
        return self.beginnings[key]

    def _as_actors(self, start: int, end: int) -> float:
        score = self.begins_with_actors(start, end) - 2.0 * self.items[start]
        if end - start <= LONG_CELL:
            whole = self.joined(start, end)
            share = self.words.share_of_actors(whole)
            score += 2.0 * share + (share == 1.0) + self.words.cooperates(whole)
        return score

    def part(self, start: int, end: int) -> "Material":
        """The atoms from `start` to `end` by themselves."""
        if (start, end) not in self._parts:
            self._parts[start, end] = self._part(start, end)
        return self._parts[start, end]

    def _part(self, start: int, end: int) -> "Material":
        part = copy(self)
        part.forget()
        part.atoms, part.texts, part.widths = self.atoms[start:end], self.texts[start:end], self.widths[start:end]
        part.status_ends = [tuple(at - start for at in ends if at <= end) for ends in self.status_ends[start:end]]
        part.size = len(part.atoms)
        part.only_actors, part.outside = self.only_actors[start:end], self.outside[start:end]
        part.broken, part.waits, part.items = self.broken[start:end], self.waits[start:end], self.items[start:end]
        part.brackets = _open_brackets(part.texts)
        return part

    def _status_ends(self, index: int) -> tuple[int, ...]:
        """Before which atoms a known status wording may end that begins with this one."""
        atom = self.atoms[index]
        lines: list[str] = []
        ends: list[int] = []
        for at in range(index, min(index + _STATUS_ATOMS, len(self.atoms))):
            last = at + 1 == len(self.atoms) or self.atoms[at + 1].line is not self.atoms[at].line
            if last:
                lines.append(atom.line.text[atom.start :] if not lines else self.atoms[at].line.text)
                ends.append(at + 1)
            elif not lines and self.words.is_status(atom.line.text[atom.start : self.atoms[at].end].strip()):
                ends.append(at + 1)
        within = len(ends) - len(lines)
        return (*ends[:within], *(ends[within + count - 1] for count in self.words.status_ends(lines)))


def shape_of(text: str) -> str:
    """A text with every figure as "0": "2023 bis 2025" and "2022 bis 2024" have one shape."""
    return _FIGURES.sub("0", text)


def _open_brackets(texts: Sequence[str]) -> list[int]:
    return list(accumulate((text.count("(") - text.count(")") for text in texts), initial=0))


def _atoms(lines: Sequence[Printed], words: Words, anywhere: bool, within: bool) -> Iterator[Atom]:
    """Split lines where a cell may end inside them: at wide blanks, before known statuses and actors.

    `within`: further cells may follow the status on its line.
    """
    texts = [line.text for line in lines]
    for index, line in enumerate(lines):
        if index >= _MOST_ATOMS or len(line.text) > _LONGEST_LINE:
            yield Atom(line, 0, len(line.text))
            continue
        hints = _hints(line, texts[index : index + _STATUS_ATOMS], words, anywhere)
        if within:
            spans = words.statuses_within(line.text)
            hints |= {at: -2.0 for span in spans for at in span if 0 < at < len(line.text)}
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
