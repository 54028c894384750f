"""Splits and merges: a measure without counterpart that explains what a linked one leaves open.

Weighed by points as in `weigh`. What counts is what the further part alone has in common with the whole, how much of
the whole its siblings leave open, and whether it stands beside them, under their goal, with their actors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reconcile.evidence import Evidence, Pair, overlap, same_length, share_where
from pipeline.reconcile.groups import Group
from pipeline.reconcile.traces import Traces
from pipeline.reconcile.weigh import MOST, Weighed, by_place, logistic

JOIN = 0.5
"""Likelihood from which a further part joins."""
BASE = -9.64
OWN, LEAST_OWN = 7.63, 0.1
"""Share of the part that stands in the whole and in none of its siblings; without any, it only repeats a sibling."""
LEFT = 2.47
"""Share of the whole that stands in none of the siblings."""
BESIDE = 5.08
BESIDE_BY_STEPS = {1: 1.0, 2: 0.65}
"""Standing beside a sibling, or next but one."""
GOAL, ACTORS = 1.86, 2.67
"""Goal and actors as a sibling has them."""
TRACES = 0.24
"""What the words of the part tell of the whole."""
LENGTH = 3.11
"""By how much the lengths of both sides come closer."""
LEAD = 10.52
"""Lead in likeness over all rivals, as in `weigh`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A free measure that may belong to a group because of `pair`; all shares lie between 0 and 1."""

    pair: Pair
    own: float
    left: float
    traces: float
    length: float
    beside: float
    goal: float
    actors: float
    lead: float

    @property
    def likelihood(self) -> float:
        """Between 0 and 1."""
        if self.own < LEAST_OWN:
            return 0.0
        text = OWN * self.own + LEFT * self.left + TRACES * self.traces + LENGTH * self.length + LEAD * self.lead
        return logistic(BASE + text + BESIDE * self.beside + GOAL * self.goal + ACTORS * self.actors)


def extended(groups: Sequence[Group], weighed: Sequence[Weighed], evidence: Evidence, traces: Traces) -> list[Group]:
    """The groups with the further parts that join them, the likeliest first; a group is 1 to n or n to 1."""
    of_old = {old: group for group in groups for old in group.olds}
    of_new = {new: group for group in groups for new in group.news}
    open_parts = parts(weighed, of_old, of_new, evidence, traces)
    for item, group, _ in sorted(
        open_parts, key=lambda found: (-round(found[2].likelihood, 9), *by_place(found[0].pair))
    ):
        pair = item.pair
        if (pair.old in of_old and pair.new in of_new) or not _has_room(group, pair):
            continue
        likelihood = _part(item, group, evidence, traces).likelihood
        if likelihood >= JOIN:
            group.add(pair, likelihood)
            of_old[pair.old] = of_new[pair.new] = group
    return list(groups)


def parts(
    weighed: Iterable[Weighed],
    of_old: Mapping[int, Group],
    of_new: Mapping[int, Group],
    evidence: Evidence,
    traces: Traces,
) -> list[tuple[Weighed, Group, Part]]:
    """Every pair that may bring a free measure into a group, as a part of it."""
    found = []
    for item in weighed:
        ours, theirs = of_old.get(item.pair.old), of_new.get(item.pair.new)
        group = theirs if ours is None else ours if theirs is None else None
        if group and not group.identical and _has_room(group, item.pair):
            found.append((item, group, _part(item, group, evidence, traces)))
    return found


def _has_room(group: Group, pair: Pair) -> bool:
    """Whether the group stays with one measure on the side of the whole."""
    return len(group.olds if pair.old in group.olds else group.news) == 1


def _part(item: Weighed, group: Group, evidence: Evidence, traces: Traces) -> Part:
    pair = item.pair
    if pair.old in group.olds:
        whole, told_by = evidence.olds, evidence.news
        at, part, siblings, told = pair.old, pair.new, group.news, traces.in_new
    else:
        whole, told_by = evidence.news, evidence.olds
        at, part, siblings, told = pair.new, pair.old, group.olds, traces.of_old
    words, others = whole.weights[at], told_by.taken_together(siblings)
    contexts = [told_by.contexts[sibling] for sibling in siblings]
    own, length = told_by.contexts[part], sum(len(told_by.stems[sibling]) for sibling in siblings)
    return Part(
        pair,
        own=share_where(told_by.weights[part], lambda word: word in words and word not in others),
        left=share_where(words, lambda word: word not in others),
        traces=max(-MOST, min(MOST, told(part, words, 0))),
        length=same_length(length + len(told_by.stems[part]), len(whole.stems[at]))
        - same_length(length, len(whole.stems[at])),
        beside=max(BESIDE_BY_STEPS.get(abs(part - sibling), 0.0) for sibling in siblings),
        goal=max(overlap(own.goal, context.goal) for context in contexts),
        actors=max(overlap(own.actors, context.actors) for context in contexts),
        lead=item.lead,
    )
