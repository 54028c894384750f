"""The crosswalk: every measure of both editions in links with relation, method, certainty, runner-up and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.decisions import MANUAL
from pipeline.model import Edition, Finding, Link, Measure, Relation
from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.groups import Group
from pipeline.reconcile.reasons import absence_reason, link_reason, tie_finding, weak_finding
from pipeline.reconcile.rename import Renamings
from pipeline.reconcile.rivals import Rival, Rivals, absence
from pipeline.reconcile.wishes import Wishes

SAME_WORDS, SIMILAR_WORDS, NOTHING_FOUND = "Wortlaut gleich", "Wortlaut ähnlich", "ohne Gegenstück"
WEAK = 0.6
"""Certainty below which a link is shown to the analyst: about one in four of those is wrong (`make bench`)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A link with its place: in the order of the new edition, then the dropped ones in that of the old."""

    place: tuple[bool, int, int]
    link: Link
    finding: Finding | None = None


def crosswalk(
    old: Edition, new: Edition, groups: Sequence[Group], evidence: Evidence, decided: Wishes, renamed: Renamings
) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """All links in the order of the new edition, then the dropped measures; a finding for each near-tie and weak link.

    `new` carries the inherited uids; `groups` and `evidence` count positions in both editions.
    """
    rivals = Rivals(old.measures, new.measures, groups, evidence, decided)
    entries = [entry for group in groups for entry in _linked(group, rivals, renamed)]
    entries += [
        _Entry((False, at, 0), _new(at, old.year, rivals))
        for at in range(len(new.measures))
        if at not in rivals.group_of_new
    ]
    entries += [
        _Entry((True, at, 0), _dropped(at, new.year, rivals))
        for at in range(len(old.measures))
        if at not in rivals.group_of_old
    ]
    entries.sort(key=lambda entry: entry.place)
    return tuple(entry.link for entry in entries), tuple(entry.finding for entry in entries if entry.finding)


def _linked(group: Group, rivals: Rivals, renamed: Renamings) -> Iterator[_Entry]:
    sides = rivals.old, rivals.new
    for pair in group.pairs:
        old, new = rivals.old[pair.old], rivals.new[pair.new]
        others = rivals.beside(pair, group)
        manual = (pair.old, pair.new) in rivals.decided.required
        ties = [] if manual else rivals.ties(pair, others)
        link = Link(
            relation=_relation(group),
            old=old,
            new=new,
            method=MANUAL if manual else SAME_WORDS if group.identical else SIMILAR_WORDS,
            certainty=1.0 if manual else rivals.certainty(pair, group, ties),
            reason=rivals.decided.reason(
                pair.old,
                pair.new,
                link_reason(pair, group, sides, rivals.evidence, renamed, decided_by_context=bool(ties)),
            ),
            runner_up=others[0].name if others else "",
            alternatives=tuple(map(rivals.measures, ties)),
        )
        doubt = _doubt(link, pair, ties)
        link = replace(link, doubt=doubt.message) if doubt else link
        yield _Entry((False, pair.new, pair.old), link, doubt)


def _doubt(link: Link, pair: Pair, ties: Sequence[Rival]) -> Finding | None:
    if link.old is None or link.new is None:
        return None
    if ties:
        return tie_finding(link.old, link.new, ties, link.certainty)
    weak = link.method == SIMILAR_WORDS and link.certainty < WEAK
    return weak_finding(link.old, link.new, pair) if weak else None


def _new(at: int, old_year: int, rivals: Rivals) -> Link:
    decided = rivals.decided
    link = _apart(None, rivals.new[at], old_year, rivals, rivals.of_new(at), decided=at in decided.alone_news)
    return replace(link, reason=decided.reason(None, at, link.reason))


def _dropped(at: int, new_year: int, rivals: Rivals) -> Link:
    decided = rivals.decided
    link = _apart(rivals.old[at], None, new_year, rivals, rivals.of_old(at), decided=at in decided.alone_olds)
    return replace(link, reason=decided.reason(at, None, link.reason))


def _apart(
    old: Measure | None, new: Measure | None, year: int, rivals: Rivals, near: Sequence[Rival], *, decided: bool
) -> Link:
    return Link(
        relation=Relation.NEW if old is None else Relation.DROPPED,
        old=old,
        new=new,
        method=MANUAL if decided else NOTHING_FOUND,
        certainty=1.0 if decided else absence(near),
        reason=absence_reason(year, near),
        runner_up=near[0].name if near else "",
        alternatives=tuple(map(rivals.measures, near[:1])),
    )


def _relation(group: Group) -> Relation:
    if len(group.news) > 1:
        return Relation.SPLIT
    return Relation.MERGED if len(group.olds) > 1 else Relation.CONTINUED
