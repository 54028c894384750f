"""How likely it is that two measures belong together: points for everything that speaks for it, added up.

The sum turns into a likelihood between 0 and 1 by the logistic curve, as in the record linkage of Fellegi and Sunter:
0 points are one half, 3 points 0.95. What each point is worth was fitted to successor editions with known truth
(`tests/fit_points.py`), on other seeds than those that `make bench` reports.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum

from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.surroundings import Surroundings, taken_elsewhere
from pipeline.reconcile.traces import Traces

BASE = -7.38
TRACES, BOTH = 0.38, 0.27
"""What the words tell (`traces`), from the side where they tell more; and from the other one, see `Weighed`."""
LEAD, LEAD_BOTH = 21.08, 5.81
"""Lead in likeness over all rivals, from the side where it is larger; and from the other side. It counts as far as
the words speak for the pair: a look-alike leads its rivals, too."""
NEAR = 4.86
"""Share of the neighbours in the catalogue whose counterparts are neighbours too."""
NOTES = 9.75
"""A progress note in common."""
GOAL, ACTORS = 2.95, 2.29

DOUBT = 2.0
"""How quickly belief fades when words speak against a pair."""
MOST = 10.0
"""More than this the words of one text cannot tell."""
CLEAR_LIKENESS, CLEAR_LEAD = 0.45, 0.1
"""From where a pair is clear enough to be its neighbours' landmark."""
UNKNOWN_LOSS, FEWEST, LEAST_LOSS, MOST_LOSS = 0.4, 5, 0.12, 0.6
"""Share of words that a rewording costs: as in the landmarks, if there are five, within bounds."""
HIDDEN_LOSS = 0.03
"""How much less the landmarks lost than others: they were found because they kept more."""
COMPANIONS, COMPANY = 4, 2.0
"""How many other counterparts may help to explain a text, and what that costs."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with what it owes to the rest of both editions; `lead`s between -1 and 1, `near` and `goal` from 0 to 1.

    `traces` is what the words of the text that speaks more clearly tell, `both` what those of the other one tell; a
    further counterpart may explain what is left of it, should the pair be part of a split or merge.
    """

    pair: Pair
    traces: float
    both: float
    lead: float
    lead_both: float
    near: float
    goal: float

    @property
    def points(self) -> float:
        """All that speaks for the pair, less what speaks against it."""
        wording = TRACES * self.traces + BOTH * self.both
        rivals = self.believed * (LEAD * self.lead + LEAD_BOTH * self.lead_both)
        context = NEAR * self.near + NOTES * self.pair.notes + GOAL * self.goal + ACTORS * self.pair.actors
        return BASE + wording + rivals + context

    @property
    def believed(self) -> float:
        """How far the words speak for the pair, 0 to 1."""
        return logistic(self.traces / DOUBT)

    @property
    def likelihood(self) -> float:
        """Between 0 and 1."""
        return logistic(self.points)


def weigh(
    pairs: Sequence[Pair], evidence: Evidence, known: Mapping[int, int], sure: Mapping[int, int] | None = None
) -> list[Weighed]:
    """Every pair with its points, the strongest first.

    `known` are linked positions (old → new) that are no question any more, `sure` those that were found likely before
    and now serve as landmarks (without them the clear pairs do).
    """
    leads = _leads(pairs)
    clear = {pair.old: pair.new for pair, both in zip(pairs, leads, strict=True) if _is_clear(pair, both)}
    reworded = clear if sure is None else sure
    landmarks = {**reworded, **known}
    words = _Words(pairs, evidence, landmarks, evidence.traces(loss(reworded, evidence)))
    around = Surroundings(evidence.olds, evidence.news, landmarks)
    weighed = [
        Weighed(pair, *words.of(pair), max(lead), min(lead), near=around.near(pair), goal=around.goal(pair))
        for pair, lead in zip(pairs, leads, strict=True)
    ]
    return sorted(weighed, key=lambda item: (-round(item.points, 9), *by_place(item.pair)))


class _Words:
    """What the words of both texts of a pair tell, as `Weighed.traces` and `Weighed.both`."""

    def __init__(self, pairs: Sequence[Pair], evidence: Evidence, landmarks: Mapping[int, int], traces: Traces) -> None:
        self._traces = traces
        self._olds, self._news = ([frozenset(text) for text in side.stems] for side in (evidence.olds, evidence.news))
        self._of_old: dict[int, list[int]] = {}
        self._of_new: dict[int, list[int]] = {}
        taken = taken_elsewhere(pairs, landmarks)
        for pair in sorted(pairs, key=lambda pair: (-round(pair.score, 9), *by_place(pair))):
            if (pair.old, pair.new) not in taken:
                self._of_old.setdefault(pair.old, []).append(pair.new)
                self._of_new.setdefault(pair.new, []).append(pair.old)

    def of(self, pair: Pair) -> tuple[float, float]:
        kept = self._traces.of_old(pair.old, self._news[pair.new], pair.opening)
        drawn = self._traces.in_new(pair.new, self._olds[pair.old], pair.opening)
        if min(kept, drawn) < 0 < max(kept, drawn):
            kept, drawn = (
                (self._joined_new(pair, kept), drawn) if kept < drawn else (kept, self._joined_old(pair, drawn))
            )
        return min(MOST, max(kept, drawn, -MOST)), max(-MOST, min(kept, drawn, MOST))

    def _joined_new(self, pair: Pair, alone: float) -> float:
        others = [new for new in self._of_old.get(pair.old, ())[: COMPANIONS + 1] if new != pair.new]
        joined = (self._news[pair.new] | self._news[new] for new in others)
        return max([alone, *(self._traces.of_old(pair.old, words, pair.opening) - COMPANY for words in joined)])

    def _joined_old(self, pair: Pair, alone: float) -> float:
        others = [old for old in self._of_new.get(pair.new, ())[: COMPANIONS + 1] if old != pair.old]
        joined = (self._olds[pair.old] | self._olds[old] for old in others)
        return max([alone, *(self._traces.in_new(pair.new, words, pair.opening) - COMPANY for words in joined)])


def logistic(points: float) -> float:
    """Points as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, points))))


def by_place(pair: Pair) -> tuple[int, int]:
    """An order of pairs that stays when the editions are swapped."""
    return (pair.old + pair.new, abs(pair.old - pair.new))


def _is_clear(pair: Pair, leads: tuple[float, float]) -> bool:
    """Whether the pair is best for both sides by far."""
    return pair.text >= CLEAR_LIKENESS and min(leads) >= CLEAR_LEAD


def loss(reworded: Mapping[int, int], evidence: Evidence) -> float:
    """The share of its words that a measure loses, going by those whose counterparts are known."""
    if len(reworded) < FEWEST:
        return UNKNOWN_LOSS
    losses = (
        1
        - max(
            _kept(evidence.olds.stems[old], evidence.news.stems[new]),
            _kept(evidence.news.stems[new], evidence.olds.stems[old]),
        )
        for old, new in reworded.items()
    )
    return max(LEAST_LOSS, min(MOST_LOSS, fsum(losses) / len(reworded) + HIDDEN_LOSS))


def _kept(text: Sequence[str], other: Sequence[str]) -> float:
    words = set(other)
    return sum(word in words for word in text) / max(1, len(text))


def _leads(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """By how much each pair is ahead of all others of its old measure, and of its new one."""
    kept = _two_best((pair.old, pair.score) for pair in pairs)
    drawn = _two_best((pair.new, pair.score) for pair in pairs)
    return [(_lead(pair.score, kept[pair.old]), _lead(pair.score, drawn[pair.new])) for pair in pairs]


def _two_best(scores: Iterable[tuple[int, float]]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for key, score in scores:
        first, second = best.get(key, (0.0, 0.0))
        best[key] = (score, first) if score > first else (first, max(score, second))
    return best


def _lead(score: float, two_best: tuple[float, float]) -> float:
    first, second = two_best
    return score - (second if score >= first else first)
