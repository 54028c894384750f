"""The figures of the progress report, counted from editions and comparisons; nothing is worded here."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from pipeline.dates import is_later
from pipeline.model import (
    Change,
    ChangeKind,
    Comparison,
    Due,
    Edition,
    FurtherMeasure,
    Judgement,
    Link,
    Measure,
    Relation,
    Status,
)
from pipeline.publish.german import sort_key
from pipeline.vocabulary import Vocabulary

_InField = TypeVar("_InField", Measure, FurtherMeasure)

JUDGEMENTS = (Judgement.PROGRESS, Judgement.SETBACK, Judgement.CHECK, Judgement.SAME)
_DUE_MISSED = "due-missed"
"""Code of the finding that `reconcile.due` makes of a date that passed."""


@dataclass(frozen=True, slots=True)
class Duties:
    """The numbers of the measures an actor leads and supports."""

    actor: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Old measures that were split into or merged to new ones; one side holds a single measure."""

    old: tuple[Measure, ...]
    new: tuple[Measure, ...]


def by_status(measures: Iterable[Measure]) -> Counter[Status]:
    """How many measures have which status."""
    return Counter(measure.status for measure in measures)


def implemented(measures: Iterable[Measure], vocabulary: Vocabulary) -> int:
    """How many measures count as implemented in the city's own counting."""
    counting = {code.code for code in vocabulary.codes if code.implemented}
    return sum(measure.status in counting for measure in measures)


def statuses_in_order(editions: Iterable[Edition], vocabulary: Vocabulary) -> list[Status]:
    """The statuses that occur, furthest first; those outside the order come last."""
    return in_order({measure.status for edition in editions for measure in edition.measures}, vocabulary)


def in_order(statuses: Collection[Status], vocabulary: Vocabulary) -> list[Status]:
    """These statuses, furthest first; those outside the order come last."""
    ranked = sorted(vocabulary.codes, key=lambda code: -1 if code.rank is None else code.rank, reverse=True)
    return [code.code for code in ranked if code.code in statuses]


def fields_in_order(editions: Iterable[Edition]) -> list[str]:
    """The fields of action as printed, those of the first edition first; measures may stand in none ("")."""
    names = [
        name
        for edition in editions
        for name in (
            *(field.name for field in edition.fields),
            *(measure.field_of_action for measure in edition.measures),
            *(further.field_of_action for further in edition.further_measures),
        )
    ]
    return list(dict.fromkeys(names))


def goals_in_order(measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    """Neighbouring measures with the same goal, as the catalogue prints them."""
    return [(goal, list(group)) for goal, group in groupby(measures, key=lambda measure: measure.goal)]


def duties(edition: Edition) -> list[Duties]:
    """Who leads and who supports which measures, in dictionary order.

    Words that the register does not know and that begin in lower case ("versch. Akteuren", "als Ansprechpartner")
    name nobody in particular; they stand with their measure only.
    """
    leads: dict[str, dict[str, None]] = {}
    supports: dict[str, dict[str, None]] = {}
    for measure in edition.measures:
        for actor in (actor for actor in measure.actors if actor.known or not actor.name[:1].islower()):
            side = leads if actor.role == "leads" else supports
            side.setdefault(actor.label, {})[measure.number] = None
    actors = sorted({*leads, *supports}, key=lambda actor: (sort_key(actor), actor))
    return [Duties(actor, tuple(leads.get(actor, ())), tuple(supports.get(actor, ()))) for actor in actors]


def of_kind(comparison: Comparison, *kinds: ChangeKind) -> list[Change]:
    """The changes of these kinds, in the order of the change log."""
    return [change for change in comparison.changes if change.kind in kinds]


def status_changes(comparison: Comparison, judgement: Judgement) -> list[Change]:
    """The status changes that were judged so."""
    return [change for change in of_kind(comparison, ChangeKind.STATUS) if change.judgement is judgement]


def slipped(comparison: Comparison) -> list[tuple[Measure, Due, Due]]:
    """The measures of the new edition whose due date moved to a later one, with the old date and the new one."""
    return [
        (new, old.due, new.due) for old, new in _pairs(comparison) if old.due and new.due and is_later(new.due, old.due)
    ]


def overdue(comparison: Comparison) -> list[tuple[Measure, Due]]:
    """The measures of the new edition whose due date passed without their being implemented, with that date."""
    missed = {(found.measure, found.page) for found in comparison.findings if found.code == _DUE_MISSED}
    dates = {
        new: due
        for old, new in _pairs(comparison)
        if (new.number, new.page or None) in missed and (due := new.due or old.due)
    }
    return list(dates.items())


def _pairs(comparison: Comparison) -> list[tuple[Measure, Measure]]:
    return [(link.old or link.new, link.new) for link in comparison.links if link.new]


def linked(comparison: Comparison, relation: Relation) -> list[Link]:
    """The links of one relation."""
    return [link for link in comparison.links if link.relation is relation]


def regrouped(comparison: Comparison, relation: Relation) -> list[Regrouping]:
    """The links of a split or merger, gathered around the measure that stands alone."""
    splits = relation is Relation.SPLIT
    groups: dict[Measure, dict[Measure, None]] = {}
    for link in linked(comparison, relation):
        if link.old and link.new:
            alone, other = (link.old, link.new) if splits else (link.new, link.old)
            groups.setdefault(alone, {})[other] = None
    return [
        Regrouping((alone,), tuple(others)) if splits else Regrouping(tuple(others), (alone,))
        for alone, others in groups.items()
    ]


def under_new_names(comparison: Comparison) -> Comparison:
    """The comparison with the older edition's fields of action called as they are now: their figures stand together."""
    names = {change.value_old: change.value_new for change in comparison.renamed_fields}
    old = comparison.old

    def now(each: _InField) -> _InField:
        return replace(each, field_of_action=names.get(each.field_of_action, each.field_of_action))

    return replace(
        comparison,
        old=replace(
            old,
            fields=tuple(replace(field, name=names.get(field.name, field.name)) for field in old.fields),
            measures=tuple(map(now, old.measures)),
            further_measures=tuple(map(now, old.further_measures)),
        ),
    )


def about_measures(changes: Iterable[Change]) -> list[Change]:
    """The changes that belong to a numbered measure."""
    return [change for change in changes if change.number_old or change.number_new]
