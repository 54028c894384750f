"""How much two measures have in common: shared words weighed by their rarity, context as weaker evidence.

A pair of measures is described from both sides, since a part of a split is contained in the old measure without
containing it. Candidates come from an inverted index with a bounded number of look-ups, so that cost grows with the
number of measures and not with its square.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import fsum, log

from pipeline.model import Measure
from pipeline.reconcile.wording import plan, words

Weights = Mapping[str, float]
"""The words of one measure with the information each carries."""

SUBSTANTIAL = 4
"""Letters from which a word counts in full."""
LOOKUPS = 1500
"""Entries of the index that are inspected per measure, rarest words first."""
CANDIDATES = 12
"""Counterparts per measure that are looked at closely."""
CONTEXT_SHARE = 0.25
"""What goal, field of action, actors and order together can add to a text score of at most 1."""
SMALLER_SIDE = 0.6
"""Weight of the smaller of the two containments beside the larger one."""
MARGIN_SHARE = 0.5
"""Weight of the lead over the next best counterpart."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new measure (indices) that may belong together; shares and scores lie between 0 and 1.

    `kept` is the share of the old text found in the new one, `drawn` the share of the new text found in the old one.
    """

    old: int
    new: int
    kept: float
    drawn: float
    context: float

    @property
    def text(self) -> float:
        """Likeness of the wordings; a part that is wholly contained in the other text scores high."""
        larger, smaller = max(self.kept, self.drawn), min(self.kept, self.drawn)
        return (larger + SMALLER_SIDE * smaller) / (1 + SMALLER_SIDE)

    @property
    def score(self) -> float:
        """Likeness of wording and context, at most 1 + CONTEXT_SHARE."""
        return self.text + CONTEXT_SHARE * self.context


class Evidence:
    """The weighed words of two lists of measures and the pairs that share any."""

    def __init__(self, old: Sequence[Measure], new: Sequence[Measure]) -> None:
        self.old_wordings = [_wording(measure) for measure in old]
        self.new_wordings = [_wording(measure) for measure in new]
        rarity = _rarity(self.old_wordings, self.new_wordings)
        self.old: list[Weights] = [{word: rarity[word] for word in wording} for wording in self.old_wordings]
        self.new: list[Weights] = [{word: rarity[word] for word in wording} for wording in self.new_wordings]
        self._old_context = [_context_words(measure) for measure in old]
        self._new_context = [_context_words(measure) for measure in new]

    def pair(self, old: int, new: int) -> Pair:
        """The evidence for one pair."""
        ours, theirs = self.old[old], self.new[new]
        shared = fsum(weight for word, weight in ours.items() if word in theirs)
        return Pair(old, new, _share(shared, ours), _share(shared, theirs), self._context(old, new))

    def pairs(self, olds: Sequence[int], news: Sequence[int]) -> list[Pair]:
        """Each of the old and of the new measures with its best candidates among the others; each pair once."""
        ours, theirs = [self.old[old] for old in olds], [self.new[new] for new in news]
        found = {(old, news[at]) for old, near in zip(olds, _candidates(ours, theirs), strict=True) for at in near}
        found |= {(olds[at], new) for new, near in zip(news, _candidates(theirs, ours), strict=True) for at in near}
        return [self.pair(old, new) for old, new in sorted(found)]

    def likeness(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Shared weight of two groups of texts, each taken together, against all their weight (Dice, 0 to 1)."""
        ours = {word: weight for index in olds for word, weight in self.old[index].items()}
        theirs = {word: weight for index in news for word, weight in self.new[index].items()}
        shared = fsum(weight for word, weight in ours.items() if word in theirs)
        return _share(2 * shared, {"ours": fsum(ours.values()), "theirs": fsum(theirs.values())})

    def covered(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Share of the old texts, taken together, that stands in any of the new ones."""
        ours = {word: weight for index in olds for word, weight in self.old[index].items()}
        theirs = {word for index in news for word in self.new[index]}
        return _share(fsum(weight for word, weight in ours.items() if word in theirs), ours)

    def _context(self, old: int, new: int) -> float:
        order = 1 - abs(old / len(self.old) - new / len(self.new))
        alike = map(_overlap, self._old_context[old], self._new_context[new])
        return (fsum(alike) + order) / (len(self._old_context[old]) + 1)


def own_share(part: Weights, whole: Weights, siblings: Sequence[Weights]) -> float:
    """Share of `part` that stands in `whole` and in none of the `siblings`."""
    own = fsum(
        weight for word, weight in part.items() if word in whole and not any(word in sibling for sibling in siblings)
    )
    return _share(own, part)


def _wording(measure: Measure) -> tuple[str, ...]:
    return words(plan(measure)) or words(measure.text)


def _share(weight: float, of: Weights) -> float:
    total = fsum(of.values())
    return min(1.0, weight / total) if total else 0.0


def _rarity(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency in the edition that uses a word more: a kept word is no more common for being kept."""
    in_old, in_new = (Counter(word for text in texts for word in set(text)) for texts in (old, new))
    size = max(len(old), len(new))
    return {word: _substance(word) * log((size + 1) / max(in_old[word], in_new[word])) for word in in_old | in_new}


def _substance(word: str) -> float:
    """Short words are mostly articles and prepositions; small editions do not show that by frequency."""
    return min(1.0, len(word) / SUBSTANTIAL)


def _context_words(measure: Measure) -> tuple[frozenset[str], ...]:
    values = (measure.goal, measure.field_of_action, measure.actors_text)
    return tuple(frozenset(words(value)) for value in values)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of common words (Dice, 0 to 1); two empty texts tell nothing."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _candidates(texts: Sequence[Weights], others: Sequence[Weights]) -> list[list[int]]:
    """For each text the CANDIDATES other texts that share most with it, found through its rarest words."""
    index: dict[str, list[int]] = {}
    for position, other in enumerate(others):
        for word in other:
            index.setdefault(word, []).append(position)
    sizes = [fsum(other.values()) for other in others]
    return [_nearest(text, index, sizes) for text in texts]


def _nearest(text: Weights, index: Mapping[str, Sequence[int]], sizes: Sequence[float]) -> list[int]:
    shared: dict[int, float] = {}
    left = LOOKUPS
    for word in sorted((word for word in text if word in index), key=lambda word: (len(index[word]), word)):
        positions, weight = index[word], text[word]
        left -= len(positions)
        if left < 0 and shared:
            break
        for position in positions:
            shared[position] = shared.get(position, 0.0) + weight
    size = fsum(text.values())
    return nsmallest(CANDIDATES, shared, key=lambda at: (-shared[at] / min(size, sizes[at]), -shared[at], at))
