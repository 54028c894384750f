"""Which old measure became which new one: groups of measures that belong together by what they say.

What the analyst decided goes first, then identical wordings. The rest is joined by likelihood, best first: two free
measures make a group; a further one joins a group if it explains text of the other side that nothing in the group
explains yet, so that a look-alike of a continued measure does not pass for a split. Swapping the editions mirrors it.
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model import Measure
from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.groups import Group
from pipeline.reconcile.parts import extended
from pipeline.reconcile.weigh import Weighed, by_place, loss, weigh
from pipeline.reconcile.wishes import Wishes

START = 0.5
"""Likelihood from which two free measures are taken for the same one."""
SURE = 0.9
"""Likelihood from which a pair found at first is a landmark for its neighbours."""


def group(old: Sequence[Measure], new: Sequence[Measure], evidence: Evidence, decided: Wishes) -> list[Group]:
    """The groups of linked measures; what is in none of them was dropped or is new."""
    manual = _manual(decided, evidence)
    olds, news = _without(range(len(old)), range(len(new)), manual)
    same_words = [pair for pair in _same_words(olds, news, evidence) if decided.allow(pair.old, pair.new)]
    identical = [Group([pair.old], [pair.new], identical=True, pairs=[pair]) for pair in _chosen(same_words, old, new)]
    olds, news = _without(range(len(old)), range(len(new)), identical)
    similar = [pair for pair in evidence.pairs(olds, news) if decided.allow(pair.old, pair.new)]
    known = {pair.old: pair.new for group in (*identical, *manual) for pair in group.pairs}
    sure = landmarks(similar, evidence, known)
    weighed = weigh(similar, evidence, known, sure)
    started = _started(weighed, *_without(olds, news, manual))
    return identical + extended([*manual, *started], weighed, evidence, evidence.traces(loss(sure, evidence)))


def landmarks(pairs: Sequence[Pair], evidence: Evidence, known: Mapping[int, int]) -> dict[int, int]:
    """Old → new position of what is sure at first sight; a second look then sees who stands beside whom."""
    olds, news = {pair.old for pair in pairs} - known.keys(), {pair.new for pair in pairs} - {*known.values()}
    first = _started(weigh(pairs, evidence, known), olds, news)
    return {group.olds[0]: group.news[0] for group in first if group.likelihoods[0] >= SURE}


def _without(olds: Iterable[int], news: Iterable[int], groups: Sequence[Group]) -> tuple[list[int], list[int]]:
    """The old and new positions that are in none of the groups."""
    linked_olds = {old for group in groups for old in group.olds}
    linked_news = {new for group in groups for new in group.news}
    return [at for at in olds if at not in linked_olds], [at for at in news if at not in linked_news]


def _manual(decided: Wishes, evidence: Evidence) -> list[Group]:
    """The groups that the analyst's links make; links that share a measure go together."""
    groups: list[Group] = []
    for pair in (evidence.pair(*at) for at in sorted(decided.required)):
        joined = Group([], [])
        for group in [group for group in groups if pair.old in group.olds or pair.new in group.news]:
            groups.remove(group)
            for one in group.pairs:
                joined.add(one, 1.0)
        joined.add(pair, 1.0)
        groups.append(joined)
    return groups


def _same_words(olds: Sequence[int], news: Sequence[int], evidence: Evidence) -> list[Pair]:
    places: dict[tuple[str, ...], list[int]] = {}
    for there in news:
        places.setdefault(evidence.news.wordings[there], []).append(there)
    return [evidence.pair(here, there) for here in olds for there in places.get(evidence.olds.wordings[here], ())]


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
    return (-round(pair.context, 9), renumbered, *by_place(pair))


def _started(weighed: Sequence[Weighed], olds: Iterable[int], news: Iterable[int]) -> list[Group]:
    """Pairs of two measures that are both free, best first."""
    free_olds, free_news = set(olds), set(news)
    groups = []
    for item in weighed:
        old, new = item.pair.old, item.pair.new
        if item.likelihood >= START and old in free_olds and new in free_news:
            groups.append(Group([old], [new], pairs=[item.pair], likelihoods=[item.likelihood]))
            free_olds.remove(old)
            free_news.remove(new)
    return groups
