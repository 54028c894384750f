"""How likely it is that two measures belong together: points for everything that speaks for it, added up.

The sum turns into a likelihood between 0 and 1 by the logistic curve, as in the record linkage of Fellegi and Sunter:
0 points are one half, 3 points 0.95. What each point is worth was fitted to successor editions with known truth
(`tests/fit_points.py`), on other seeds than those that `make bench` reports.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from pipeline.reconcile.evidence import Pair

BASE = -3.9
SHORT = -11.2
"""How much less of its wording the pair has in common, an equal opening left out, than is usual in this catalogue."""
THROUGHOUT = 2.9
"""Share in common in the poorest section of the text: a new measure may but begin like an old one."""
LEAD, LEAD_BOTH = 14.4, 1.3
"""Lead in likeness over all rivals, from the side where it is larger; and from the other side."""
NEAR = 5.1
"""Share of the neighbours in the catalogue whose counterparts are neighbours too."""
NOTES = 5.8
"""A progress note in common."""
GOAL, ACTORS = 1.5, 0.5

CLEAR_LIKENESS, CLEAR_LEAD = 0.45, 0.1
"""From where a pair is clear enough to be its neighbours' landmark."""
UNKNOWN_USUAL, FEWEST_CLEAR, LOW = 0.5, 5, 0.1
"""Without at least five clear pairs what is usual is unknown; else it is what nine in ten of them reach."""
WINDOW, NEIGHBOURS = 3, (-2, -1, 1, 2)
"""How far apart counterparts of neighbours may stand, and which places count as neighbours."""
FEW, LARGE = 7, 60
"""In a catalogue of seven measures everything is near; from sixty on, being near says all it can."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with what it owes to the rest of both editions; `lead`s between -1 and 1, the others between 0 and 1.

    `usual` is what at least nine in ten of the clear pairs of both editions have in common.
    """

    pair: Pair
    lead: float
    lead_both: float
    near: float
    usual: float

    @property
    def points(self) -> float:
        """All that speaks for the pair, less what speaks against it."""
        pair = self.pair
        wording = SHORT * max(0.0, self.usual - pair.beyond) + THROUGHOUT * pair.throughout
        rivals = LEAD * self.lead + LEAD_BOTH * self.lead_both
        context = NEAR * self.near + NOTES * pair.notes + GOAL * pair.goal + ACTORS * pair.actors
        return BASE + wording + rivals + context

    @property
    def likelihood(self) -> float:
        """Between 0 and 1."""
        return logistic(self.points)


def weigh(
    pairs: Sequence[Pair], known: Mapping[int, int], sizes: tuple[int, int], sure: Mapping[int, int] | None = None
) -> list[Weighed]:
    """Every pair with its points, the strongest first.

    `known` are linked positions (old → new) that are no question any more, `sure` those that were found likely before
    and now serve as landmarks (without them the clear pairs do); `sizes` are the numbers of measures.
    """
    kept, drawn = (
        _two_best((pair.old, pair.score) for pair in pairs),
        _two_best((pair.new, pair.score) for pair in pairs),
    )
    leads = [(_lead(pair.score, kept[pair.old]), _lead(pair.score, drawn[pair.new])) for pair in pairs]
    clear = [pair for pair, both in zip(pairs, leads, strict=True) if _is_clear(pair, both)]
    usual = _usual([1.0] * len(known) + [pair.contained for pair in clear])
    landmarks = {**({pair.old: pair.new for pair in clear} if sure is None else sure), **known}
    back = {new: old for old, new in landmarks.items()}
    worth = max(0.0, min(1.0, log(max(1, *sizes) / FEW) / log(LARGE / FEW)))
    weighed = [
        Weighed(
            pair,
            lead=max(both),
            lead_both=min(both),
            near=worth * (_near(pair.old, pair.new, landmarks) + _near(pair.new, pair.old, back)) / 2,
            usual=usual,
        )
        for pair, both in zip(pairs, leads, strict=True)
    ]
    return sorted(weighed, key=lambda item: (-round(item.points, 9), *by_place(item.pair)))


def logistic(points: float) -> float:
    """Points as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, points))))


def by_place(pair: Pair) -> tuple[int, int]:
    """An order of pairs that stays when the editions are swapped."""
    return (pair.old + pair.new, abs(pair.old - pair.new))


def _is_clear(pair: Pair, leads: tuple[float, float]) -> bool:
    """Whether the pair is best for both sides by far."""
    return pair.text >= CLEAR_LIKENESS and min(leads) >= CLEAR_LEAD


def _usual(shares: Sequence[float]) -> float:
    if len(shares) < FEWEST_CLEAR:
        return UNKNOWN_USUAL
    return sorted(shares)[int(LOW * len(shares))]


def _near(here: int, there: int, partner: Mapping[int, int]) -> float:
    """Share of the neighbours with a known counterpart whose counterpart stands near."""
    known = [partner[here + step] for step in NEIGHBOURS if here + step in partner]
    return sum(abs(other - there) <= WINDOW for other in known) / len(known) if known else 0.0


def _two_best(scores: Iterable[tuple[int, float]]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for key, score in scores:
        first, second = best.get(key, (0.0, 0.0))
        best[key] = (score, first) if score > first else (first, max(score, second))
    return best


def _lead(score: float, two_best: tuple[float, float]) -> float:
    first, second = two_best
    return score - (second if score >= first else first)
