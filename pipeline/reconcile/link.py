"""Which old measure became which new one: groups of measures that belong together by what they say.

Identical wordings go first. The rest is joined greedily, best evidence first: two free measures make a group; a
further one joins a group if it explains text of the other side that nothing in the group explains yet, so that a
look-alike of a continued measure does not pass for a split. Swapping the editions mirrors the result.
What the analyst wishes goes before all of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import Measure
from pipeline.reconcile.evidence import CONTEXT_SHARE, MARGIN_SHARE, Evidence, Pair, own_share
from pipeline.reconcile.wishes import Wishes

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


def group(old: Sequence[Measure], new: Sequence[Measure], evidence: Evidence, decided: Wishes) -> list[Group]:
    """The groups of linked measures; what is in none of them was dropped or is new."""
    manual = _manual(decided, evidence)
    olds, news = _without(len(old), len(new), manual)
    same_words = [pair for pair in _same_words(olds, news, evidence) if decided.allow(pair.old, pair.new)]
    identical = [Group([pair.old], [pair.new], identical=True, pairs=[pair]) for pair in _chosen(same_words, old, new)]
    olds, news = _without(len(old), len(new), identical)
    similar = [pair for pair in evidence.pairs(olds, news) if decided.allow(pair.old, pair.new)]
    return identical + _joined(_with_strength(similar), manual, evidence)


def _without(olds: int, news: int, groups: Sequence[Group]) -> tuple[list[int], list[int]]:
    """Positions of old and new measures that are in none of the groups."""
    linked_olds = {old for group in groups for old in group.olds}
    linked_news = {new for group in groups for new in group.news}
    return [at for at in range(olds) if at not in linked_olds], [at for at in range(news) if at not in linked_news]


def _manual(decided: Wishes, evidence: Evidence) -> list[Group]:
    """The groups that the analyst's links make; links that share a measure go together."""
    groups: list[Group] = []
    for pair in (evidence.pair(*at) for at in sorted(decided.required)):
        joined = Group([], [])
        for group in [group for group in groups if pair.old in group.olds or pair.new in group.news]:
            groups.remove(group)
            for one, strength in zip(group.pairs, group.strengths, strict=True):
                joined.add(one, strength)
        joined.add(pair, 1.0)
        groups.append(joined)
    return groups


def _same_words(olds: Sequence[int], news: Sequence[int], evidence: Evidence) -> list[Pair]:
    places: dict[tuple[str, ...], list[int]] = {}
    for there in news:
        places.setdefault(evidence.new_wordings[there], []).append(there)
    return [evidence.pair(here, there) for here in olds for there in places.get(evidence.old_wordings[here], ())]


def _chosen(pairs: Sequence[Pair], old: Sequence[Measure], new: Sequence[Measure]) -> list[Pair]:
    """One-to-one pairs out of those with the same words; among several of one wording context and number choose."""
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


def _joined(pairs: Sequence[tuple[Pair, float]], manual: Sequence[Group], evidence: Evidence) -> list[Group]:
    groups = list(manual)
    of_old = {old: group for group in groups for old in group.olds}
    of_new = {new: group for group in groups for new in group.news}
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
