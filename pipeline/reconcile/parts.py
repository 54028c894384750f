"""Splits and merges: a measure without counterpart that explains what a linked one leaves open.

Weighed by points as in `weigh`. What counts is what the further part alone has in common with the whole, how much of
the whole its siblings leave open, and whether it stands beside them, under their goal, with their actors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reconcile.evidence import Evidence, Pair, overlap, share_where
from pipeline.reconcile.groups import Group
from pipeline.reconcile.weigh import Weighed, by_place, logistic

JOIN = 0.5
"""Likelihood from which a further part joins."""
BASE = -10.5
OWN, LEAST_OWN = 13.0, 0.1
"""Share of the part that stands in the whole and in none of its siblings; without any, it only repeats a sibling."""
LEFT = 5.5
"""Share of the whole that stands in none of the siblings."""
BESIDE = 4.8
BESIDE_BY_STEPS = {1: 1.0, 2: 0.65}
"""Standing beside a sibling, or next but one."""
GOAL, ACTORS = 2.6, 1.9
"""Goal and actors as a sibling has them."""
LEAD = 13.2
"""Lead in likeness over all rivals, as in `weigh`."""
USUAL = -3.2


@dataclass(frozen=True, slots=True)
class Part:
    """A free measure that may belong to a group because of `pair`; all shares lie between 0 and 1."""

    pair: Pair
    own: float
    left: float
    beside: float
    goal: float
    actors: float
    lead: float
    usual: float

    @property
    def likelihood(self) -> float:
        """Between 0 and 1."""
        if self.own < LEAST_OWN:
            return 0.0
        text = OWN * self.own + LEFT * self.left + LEAD * self.lead + USUAL * self.usual
        return logistic(BASE + text + BESIDE * self.beside + GOAL * self.goal + ACTORS * self.actors)


def extended(groups: Sequence[Group], weighed: Sequence[Weighed], evidence: Evidence) -> list[Group]:
    """The groups with the further parts that join them, the likeliest first; a group is 1 to n or n to 1."""
    of_old = {old: group for group in groups for old in group.olds}
    of_new = {new: group for group in groups for new in group.news}
    open_parts = parts(weighed, of_old, of_new, evidence)
    for item, group, _ in sorted(open_parts, key=lambda part: (-round(part[2], 9), *by_place(part[0].pair))):
        pair = item.pair
        if (pair.old in of_old and pair.new in of_new) or not _has_room(group, pair):
            continue
        likelihood = _part(item, group, evidence).likelihood
        if likelihood >= JOIN:
            group.add(pair, likelihood)
            of_old[pair.old] = of_new[pair.new] = group
    return list(groups)


def parts(
    weighed: Iterable[Weighed], of_old: Mapping[int, Group], of_new: Mapping[int, Group], evidence: Evidence
) -> list[tuple[Weighed, Group, float]]:
    """Every pair that may bring a free measure into a group, with the likelihood that it belongs there."""
    found = []
    for item in weighed:
        ours, theirs = of_old.get(item.pair.old), of_new.get(item.pair.new)
        group = theirs if ours is None else ours if theirs is None else None
        if group and not group.identical and _has_room(group, item.pair):
            found.append((item, group, _part(item, group, evidence).likelihood))
    return found


def _has_room(group: Group, pair: Pair) -> bool:
    """Whether the group stays with one measure on the side of the whole."""
    return len(group.olds if pair.old in group.olds else group.news) == 1


def _part(item: Weighed, group: Group, evidence: Evidence) -> Part:
    pair = item.pair
    if pair.old in group.olds:
        whole, at, side, siblings = evidence.olds.weights[pair.old], pair.new, evidence.news, group.news
    else:
        whole, at, side, siblings = evidence.news.weights[pair.new], pair.old, evidence.olds, group.olds
    told, contexts = side.taken_together(siblings), [side.contexts[sibling] for sibling in siblings]
    return Part(
        pair,
        own=share_where(side.weights[at], lambda word: word in whole and word not in told),
        left=share_where(whole, lambda word: word not in told),
        beside=max(BESIDE_BY_STEPS.get(abs(at - sibling), 0.0) for sibling in siblings),
        goal=max(overlap(side.contexts[at].goal, context.goal) for context in contexts),
        actors=max(overlap(side.contexts[at].actors, context.actors) for context in contexts),
        lead=item.lead,
        usual=item.usual,
    )
