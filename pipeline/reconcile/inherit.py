"""Identity over the years: a measure keeps the `uid` of the edition in which it first appeared."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Edition
from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.groups import Group


def inherit(old: Edition, new: Edition, groups: Sequence[Group], evidence: Evidence) -> Edition:
    """The new edition with the uids that its measures inherit from the old one.

    The rule: a continued measure keeps its uid. Of a split, the part with the largest share of the old text inherits,
    the other parts are born anew. A merged measure inherits from the old measure with the largest share in the new
    text; the other uids end. Where shares are equal, the first in the document counts. A measure that is new now but in
    records of an earlier run had inherited (the analyst parted the two since) is named after its own edition. A
    new-born uid that the old edition already uses (two files of one year) gets an addition, so that no uid ever stands
    for two measures.
    """
    heirs = {heir: old.measures[ancestor].uid for ancestor, heir in (_line(group, evidence) for group in groups)}
    taken = {measure.uid for measure in old.measures}
    measures = []
    for position, measure in enumerate(new.measures):
        uid = heirs.get(position) or _unused((measure.uid, f"{new.year}-{''.join(measure.number.split())}"), taken)
        taken.add(uid)
        measures.append(replace(measure, uid=uid))
    return replace(new, measures=tuple(measures))


def _line(group: Group, evidence: Evidence) -> tuple[int, int]:
    """The old measure whose uid lives on and the new one that bears it."""
    if len(group.news) > 1:
        ancestor = group.olds[0]
        return ancestor, max(sorted(group.news), key=lambda new: evidence.pair(ancestor, new).kept)
    heir = group.news[0]
    return max(sorted(group.olds), key=lambda old: evidence.pair(old, heir).drawn), heir


def _unused(names: Sequence[str], taken: set[str]) -> str:
    """The first of the names that is free, else the last one with an addition."""
    further = (f"{names[-1]}-neu{count}" for count in range(2, len(taken) + 3))
    return next(name for name in (*names, *further) if name not in taken)
