"""Reconcile: two editions in, links and changes out. What each measure became, and what is said differently."""

from pipeline.model import NO_WISHES, Change, ChangeKind, Comparison, Edition, LinkWishes
from pipeline.reconcile.compare import MEASURE, compare
from pipeline.reconcile.crosswalk import crosswalk
from pipeline.reconcile.due import Dates, missed_dues
from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.inherit import inherit
from pipeline.reconcile.link import group
from pipeline.reconcile.rename import renamings
from pipeline.reconcile.wishes import by_position
from pipeline.rules import Rules

__all__ = ["first_record", "reconcile"]

FIRST_METHOD = "erste Ausgabe"
FIRST_REASON = "Erste vorliegende Ausgabe; es gibt keine frühere zum Vergleich."


def reconcile(old: Edition, new: Edition, rules: Rules, wishes: LinkWishes = NO_WISHES) -> Comparison:
    """Link the measures of two editions and list every change between them.

    `old` already carries the uids of the years before; the returned `new` carries those it inherits (rule: `inherit`).
    Findings are near-ties among the links and dates that passed without completion, or may have. `wishes` overrule what
    the texts say; a link that was wished has the method "manuell" and certainty 1.
    """
    evidence = Evidence(old.measures, new.measures)
    decided = by_position(old.measures, new.measures, wishes)
    groups = group(old.measures, new.measures, evidence, decided)
    heir = inherit(old, new, groups, evidence)
    at = sorted((pair.new, pair.old) for group in groups for pair in group.pairs)
    renamed = renamings(old, heir, [(old.measures[ours], heir.measures[theirs]) for theirs, ours in at])
    links, ties = crosswalk(old, heir, groups, evidence, decided, renamed)
    changes = compare(old, heir, links, rules, renamed)
    return Comparison(old, heir, links, changes, (*ties, *missed_dues(links, Dates.of(old, heir), rules)))


def first_record(edition: Edition) -> tuple[Change, ...]:
    """The change log of an edition without a predecessor: one row per measure, in printed order."""
    return tuple(
        Change(
            kind=ChangeKind.FIRST,
            uid=measure.uid,
            number_old="",
            number_new=measure.number,
            field_of_action=measure.field_of_action,
            feature=MEASURE,
            value_old="",
            value_new=measure.text,
            source_new=edition.source.file,
            page_new=measure.page or None,
            method=FIRST_METHOD,
            reason=FIRST_REASON,
            places_new=measure.places,
        )
        for measure in edition.measures
    )
