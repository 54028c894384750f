"""What two measures have in common: words weighed by their rarity, where in the text they stand, and context.

A pair of measures is described from both sides, since a part of a split is contained in the old measure without
containing it. Words count without their ending, so that "Angebote" and "Angeboten" are one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import fsum, log, log2

from pipeline.model import Measure
from pipeline.reconcile.candidates import candidates
from pipeline.reconcile.traces import Traces, Usage
from pipeline.reconcile.wording import plan, stem, unstyled, words

Weights = Mapping[str, float]
"""The words of one measure with the information each carries."""

SUBSTANTIAL = 4
"""Letters from which a word counts in full."""
SMALLER_SIDE = 0.6
"""Weight of the smaller of the two containments beside the larger one."""
CONTEXT_SHARE = 0.2
"""What goal and actors can add to a likeness of wordings of at most 1."""
OPENING = 3
"""What two texts begin with is called an opening up to this fraction of the shorter one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new measure (indices) that may belong together; all shares lie between 0 and 1.

    `kept` is the share of the old text found in the new one, `drawn` the share of the new text found in the old one;
    `opening` the number of words with which both begin. `goal`, `actors` and `notes` are the likeness of these values,
    `field` that of the fields of action.
    """

    old: int
    new: int
    kept: float
    drawn: float
    opening: int
    goal: float
    field: float
    actors: float
    notes: float

    @property
    def contained(self) -> float:
        """Share of the one text that stands in the other, from the side where it is larger."""
        return max(self.kept, self.drawn)

    @property
    def text(self) -> float:
        """Likeness of the wordings; a part that is wholly contained in the other text scores high."""
        larger, smaller = self.contained, min(self.kept, self.drawn)
        return (larger + SMALLER_SIDE * smaller) / (1 + SMALLER_SIDE)

    @property
    def context(self) -> float:
        """Likeness of goal, field of action and actors."""
        return (self.goal + self.field + self.actors) / 3

    @property
    def score(self) -> float:
        """Likeness of wording, goal and actors, at most 1 + CONTEXT_SHARE."""
        return self.text + CONTEXT_SHARE * (self.goal + self.actors) / 2


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands beside the text of a measure, as sets of words; notes as whole lines."""

    goal: frozenset[str]
    field: frozenset[str]
    actors: frozenset[str]
    notes: frozenset[str]

    @classmethod
    def of(cls, measure: Measure) -> "_Context":
        return cls(
            goal=frozenset(words(measure.goal)),
            field=frozenset(words(measure.field_of_action)),
            actors=frozenset(words(measure.actors_text)),
            notes=frozenset(map(unstyled, measure.progress_notes)),
        )


class Side:
    """The measures of one edition as evidence: their wordings, the weighed stems of these, and their context."""

    def __init__(self, measures: Sequence[Measure], rarity: Weights) -> None:
        self.wordings = [_wording(measure) for measure in measures]
        self.stems = [tuple(map(stem, wording)) for wording in self.wordings]
        self.weights: list[Weights] = [{word: rarity[word] for word in stems} for stems in self.stems]
        self.totals = [fsum(weights.values()) for weights in self.weights]
        self.contexts = [_Context.of(measure) for measure in measures]

    def taken_together(self, positions: Iterable[int]) -> Weights:
        """The weighed words of several measures."""
        return {word: weight for at in positions for word, weight in self.weights[at].items()}


class Evidence:
    """The weighed words of two lists of measures and the pairs that share any."""

    def __init__(self, old: Sequence[Measure], new: Sequence[Measure]) -> None:
        self.rarity = _rarity(*([tuple(map(stem, _wording(measure))) for measure in side] for side in (old, new)))
        self.olds, self.news = Side(old, self.rarity), Side(new, self.rarity)
        self._known: dict[tuple[int, int], Pair] = {}
        self._usage = Usage(self.olds.stems, self.news.stems)

    def traces(self, loss: float) -> Traces:
        """What the texts tell of each other where a reworded one loses this share of its words."""
        return Traces(self.olds.stems, self.news.stems, self._usage, loss)

    def pair(self, old: int, new: int) -> Pair:
        """The evidence for one pair."""
        ours, theirs = self.olds.weights[old], self.news.weights[new]
        shared = fsum(weight for word, weight in ours.items() if word in theirs)
        one, other = self.olds.contexts[old], self.news.contexts[new]
        return Pair(
            old, new,
            kept=_share(shared, self.olds.totals[old]),
            drawn=_share(shared, self.news.totals[new]),
            opening=_opening(self.olds.stems[old], self.news.stems[new]),
            goal=overlap(one.goal, other.goal),
            field=overlap(one.field, other.field),
            actors=overlap(one.actors, other.actors),
            notes=float(not one.notes.isdisjoint(other.notes)),
        )  # fmt: skip

    def pairs(self, olds: Sequence[int], news: Sequence[int]) -> list[Pair]:
        """Each of the old and of the new measures with its best candidates among the others; each pair once."""
        ours, theirs = [self.olds.weights[old] for old in olds], [self.news.weights[new] for new in news]
        found = {(old, news[at]) for old, near in zip(olds, candidates(ours, theirs), strict=True) for at in near}
        found |= {(olds[at], new) for new, near in zip(news, candidates(theirs, ours), strict=True) for at in near}
        return [self._known.get(at) or self._known.setdefault(at, self.pair(*at)) for at in sorted(found)]

    def covered(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Share of the old texts, taken together, that stands in any of the new ones."""
        ours, theirs = self.olds.taken_together(olds), self.news.taken_together(news)
        return share_where(ours, lambda word: word in theirs)

    def drawn(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Share of the new texts, taken together, that stands in any of the old ones."""
        ours, theirs = self.olds.taken_together(olds), self.news.taken_together(news)
        return share_where(theirs, lambda word: word in ours)


def _wording(measure: Measure) -> tuple[str, ...]:
    return words(plan(measure)) or words(measure.text)


def _opening(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal words two texts begin, at most a third of the shorter one."""
    most = min(len(one), len(other)) // OPENING
    return sum(1 for _ in takewhile(lambda words: words[0] == words[1], zip(one[:most], other, strict=False)))


def same_length(one: int, other: int) -> float:
    """1 for texts of equal length, 0 where one has twice as many words, or more."""
    return max(0.0, 1 - abs(log2(max(1, one) / max(1, other))))


def share_where(text: Weights, wanted: Callable[[str], bool]) -> float:
    """Share of the text that its wanted words make up."""
    return _share(fsum(weight for word, weight in text.items() if wanted(word)), fsum(text.values()))


def _share(weight: float, total: float) -> float:
    return min(1.0, weight / total) if total else 0.0


def _rarity(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency in the edition that uses a word more: a kept word is no more common for being kept."""
    in_old, in_new = (Counter(word for text in texts for word in set(text)) for texts in (old, new))
    size = max(len(old), len(new))
    return {word: _substance(word) * log((size + 1) / max(in_old[word], in_new[word])) for word in in_old | in_new}


def _substance(word: str) -> float:
    """Short words are mostly articles and prepositions; small editions do not show that by frequency."""
    return min(1.0, len(word) / SUBSTANTIAL)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of common words (Dice, 0 to 1); two empty texts tell nothing."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
