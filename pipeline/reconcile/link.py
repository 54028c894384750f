"""Which old measure became which new one: groups of measures that belong together by what they say.

Identical wordings go first. The rest is joined greedily, best evidence first: two free measures make a group; a
further one joins a group if it explains text of the other side that nothing in the group explains yet, so that a
look-alike of a continued measure does not pass for a split. Swapping the editions mirrors the result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import Measure
from pipeline.reconcile.evidence import CONTEXT_SHARE, MARGIN_SHARE, Evidence, Pair, own_share

START = 0.55
"""Strength from which two free measures are taken for the same one."""
LEAST_WORDING = 0.25
"""Likeness of the wordings below which context, however close, makes no link."""
JOIN = 0.5
"""Strength from which a further part may join a split or a merge."""
OWN = 0.25
"""Share of a part that it alone, among all parts, has in common with the whole."""


@dataclass(slots=True)
class Group:
    """Old and new measures (indices) that belong together; at least one side has but one.

    `strengths` says for each of `pairs` how strongly likeness and lead over rivals speak for it; none if `identical`.
    """

    olds: list[int]
    news: list[int]
    identical: bool = False
    pairs: list[Pair] = field(default_factory=list)
    strengths: list[float] = field(default_factory=list)

    def add(self, pair: Pair, strength: float) -> None:
        """Take in what `pair` names and the group does not hold yet."""
        self.olds += [old for old in (pair.old,) if old not in self.olds]
        self.news += [new for new in (pair.new,) if new not in self.news]
        self.pairs.append(pair)
        self.strengths.append(strength)


def group(old: Sequence[Measure], new: Sequence[Measure], evidence: Evidence) -> list[Group]:
    """The groups of linked measures; what is in none of them was dropped or is new."""
    identical = _identical(old, new, evidence)
    linked_olds = {pair.old for pair in identical}
    linked_news = {pair.new for pair in identical}
    olds = [index for index in range(len(old)) if index not in linked_olds]
    news = [index for index in range(len(new)) if index not in linked_news]
    same_words = [Group([pair.old], [pair.new], identical=True, pairs=[pair]) for pair in identical]
    return same_words + _joined(_with_strength(evidence.pairs(olds, news)), evidence)


def _identical(old: Sequence[Measure], new: Sequence[Measure], evidence: Evidence) -> list[Pair]:
    """One-to-one pairs of the same words; among several of one wording context and number choose."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, wording in enumerate(evidence.new_wordings):
        places.setdefault(wording, []).append(at)
    pairs = [
        evidence.pair(here, there)
        for here, wording in enumerate(evidence.old_wordings)
        for there in places.get(wording, ())
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for pair in sorted(pairs, key=lambda pair: _by_context(pair, old[pair.old].number != new[pair.new].number)):
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: pair.old)


def _by_context(pair: Pair, renumbered: bool) -> tuple[float, bool, int, int]:
    return (-round(pair.context, 9), renumbered, *_by_place(pair))


def _by_place(pair: Pair) -> tuple[int, int]:
    return (pair.old + pair.new, abs(pair.old - pair.new))


def _with_strength(pairs: Sequence[Pair]) -> list[tuple[Pair, float]]:
    """Pairs with their score and the lead over their rivals, seen from the side where the lead is larger."""
    kept = _two_best((pair.old, pair.kept + CONTEXT_SHARE * pair.context) for pair in pairs)
    drawn = _two_best((pair.new, pair.drawn + CONTEXT_SHARE * pair.context) for pair in pairs)
    strong = []
    for pair in pairs:
        extra = CONTEXT_SHARE * pair.context
        lead = max(_lead(pair.kept + extra, kept[pair.old]), _lead(pair.drawn + extra, drawn[pair.new]))
        strong.append((pair, pair.score + MARGIN_SHARE * lead))
    return sorted(strong, key=lambda item: (-round(item[1], 9), *_by_place(item[0])))


def _two_best(scores: Iterable[tuple[int, float]]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for key, score in scores:
        first, second = best.get(key, (0.0, 0.0))
        best[key] = (score, first) if score > first else (first, max(score, second))
    return best


def _lead(score: float, two_best: tuple[float, float]) -> float:
    first, second = two_best
    return score - (second if score >= first else first)


def _joined(pairs: Sequence[tuple[Pair, float]], evidence: Evidence) -> list[Group]:
    of_old: dict[int, Group] = {}
    of_new: dict[int, Group] = {}
    groups: list[Group] = []
    for pair, strength in pairs:
        ours, theirs = of_old.get(pair.old), of_new.get(pair.new)
        if ours and theirs:
            continue
        there = ours or theirs
        if there is None and strength >= START and pair.text >= LEAST_WORDING:
            there = Group([], [])
            groups.append(there)
        elif there is None or strength < JOIN or not _belongs(pair, there, evidence):
            continue
        there.add(pair, strength)
        of_old[pair.old] = of_new[pair.new] = there
    return groups


def _belongs(pair: Pair, there: Group, evidence: Evidence) -> bool:
    """Whether the measure that is not yet in the group explains what the group leaves open.

    Each part must have words in common with the whole that no other part has, and the whole must be closer to all
    parts together than to those the group already holds.
    """
    if pair.old in there.olds:
        olds, news = there.olds, [*there.news, pair.new]
        whole, parts = evidence.old[pair.old], [evidence.new[new] for new in news]
    else:
        olds, news = [*there.olds, pair.old], there.news
        whole, parts = evidence.new[pair.new], [evidence.old[old] for old in olds]
    if len(olds) > 1 and len(news) > 1:
        return False
    own = (own_share(part, whole, [*parts[:at], *parts[at + 1 :]]) for at, part in enumerate(parts))
    closer = evidence.likeness(olds, news) > evidence.likeness(there.olds, there.news)
    return closer and min(own) >= OWN
