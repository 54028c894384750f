"""Values that were read wrong, set right by the analyst: typed again like those that were read, doubts renewed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.model import Correction, Edition, EditionFeature, Feature, Field, Finding, FurtherMeasure, Measure
from pipeline.normalise.actors import read_actors
from pipeline.normalise.doubts import about_measures, last_year, noted
from pipeline.normalise.measures import first_uids, progress_notes
from pipeline.vocabulary import Vocabulary

Corrections = Mapping[str, Sequence[Correction]]
"""By the uid of the measure; those of texts outside the measures by an empty one."""

_InField = TypeVar("_InField", Measure, FurtherMeasure)
_PLAIN: dict[str, str] = {Feature.NUMBER: "number", Feature.FIELD: "field_of_action", Feature.GOAL: "goal"}
"""Values from which nothing else is typed → where they stand in a `Measure`."""


def corrected(edition: Edition, corrections: Corrections, vocabulary: Vocabulary) -> Edition:
    """The edition with the right values in place; what was read stays in `Measure.corrections`.

    Correcting an edition twice, or records that were corrected before, changes nothing.
    """
    if not corrections:
        return edition
    edition = _with_texts(edition, corrections.get("", ()))
    measures = [_corrected(measure, corrections.get(measure.uid, ()), vocabulary) for measure in edition.measures]
    measures = _with_uids(edition, measures)
    findings = _findings(edition, measures, vocabulary)
    return replace(
        edition, measures=noted(measures, findings), fields=_fields(edition, measures), findings=findings
    )  # fmt: skip


def _with_texts(edition: Edition, corrections: Sequence[Correction]) -> Edition:
    """The edition with the right title, headings, visions, further measures and remarks."""
    before = {(each.feature, each.read): each for each in edition.corrections}
    for correction in corrections:
        key = correction.feature, correction.read
        shown = before[key].right if key in before else correction.read
        edition = _placed(_with_text(edition, correction.feature, shown, correction.right), shown, correction.right)
        before[key] = correction
    return replace(edition, corrections=tuple(before.values()))


def _with_text(edition: Edition, feature: str, shown: str, right: str) -> Edition:
    def texts(found: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(None, (right if text == shown else text for text in found)))

    match feature:
        case EditionFeature.TITLE:
            return replace(edition, title=right)
        case EditionFeature.FIELD:
            return _with_field(edition, shown, right)
        case EditionFeature.VISION:
            fields = tuple(replace(field, visions=texts(field.visions)) for field in edition.fields)
            return replace(edition, fields=fields)
        case EditionFeature.FURTHER:
            further = (replace(each, text="".join(texts([each.text]))) for each in edition.further_measures)
            return replace(edition, further_measures=tuple(each for each in further if each.text))
        case _:
            return replace(edition, remarks=texts(edition.remarks))


def _placed(edition: Edition, shown: str, right: str) -> Edition:
    """The edition with the right text where the wrong one stands; another text of that wording keeps its place."""
    places = edition.places_of(shown)
    if not (right and places) or places == edition.places_of(right):
        return edition
    return replace(edition, text_places=(*edition.text_places, (right, places)))


def _with_field(edition: Edition, shown: str, right: str) -> Edition:
    """A field of action under its right name, together with one that has it already."""
    visions: dict[str, tuple[str, ...]] = {}
    for field in edition.fields:
        name = right if field.name == shown else field.name
        visions[name] = (*visions.get(name, ()), *field.visions)
    return replace(
        edition,
        fields=tuple(Field(name, of_field) for name, of_field in visions.items()),
        measures=tuple(_moved(each, shown, right) for each in edition.measures),
        further_measures=tuple(_moved(each, shown, right) for each in edition.further_measures),
    )


def _moved(what: _InField, shown: str, right: str) -> _InField:
    return replace(what, field_of_action=right) if what.field_of_action == shown else what


def _corrected(measure: Measure, corrections: Sequence[Correction], vocabulary: Vocabulary) -> Measure:
    for correction in corrections:
        measure = _with_value(measure, correction.feature, correction.right, vocabulary)
    features = {correction.feature for correction in corrections}
    kept = (correction for correction in measure.corrections if correction.feature not in features)
    return replace(measure, corrections=(*kept, *corrections))


def _with_value(measure: Measure, feature: str, value: str, vocabulary: Vocabulary) -> Measure:
    """The measure with one value replaced, and with what is typed from it."""
    match feature:
        case Feature.MEASURE:
            return replace(measure, text=value, progress_notes=progress_notes(value))
        case Feature.ACTORS:
            return replace(measure, actors_text=value, actors=read_actors(value, vocabulary))
        case Feature.STATUS:
            reading = vocabulary.read_status(value)
            typed = {"status": reading.status, "follow_up": reading.follow_up, "due": reading.due}
            return replace(measure, status_text=value, **typed)  # type: ignore[arg-type]
    if feature in _PLAIN:
        return replace(measure, **{_PLAIN[feature]: value})  # type: ignore[arg-type]
    columns = {**dict(measure.extra), feature: value}
    return replace(measure, extra=tuple(columns.items()))


def _with_uids(edition: Edition, measures: Sequence[Measure]) -> list[Measure]:
    """Measures born with this edition are named after their right numbers; inherited uids stay."""
    before = first_uids(edition.year, [measure.number for measure in edition.measures])
    if before != [measure.uid for measure in edition.measures]:
        return list(measures)
    uids = first_uids(edition.year, [measure.number for measure in measures])
    return [replace(measure, uid=uid) for measure, uid in zip(measures, uids, strict=True)]


def _fields(edition: Edition, measures: Sequence[Measure]) -> tuple[Field, ...]:
    """The fields of action, one that only a correction names in the place of its first measure."""
    fields = list(edition.fields)
    for before, after in zip(edition.measures, measures, strict=True):
        names = [field.name for field in fields]
        if after.field_of_action not in names:
            at = names.index(before.field_of_action) + 1 if before.field_of_action in names else len(names)
            fields.insert(at, Field(after.field_of_action))
    return tuple(fields)


def _findings(edition: Edition, measures: Sequence[Measure], vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings without those that the corrections settle, and with those that they bring about."""
    until = last_year(edition.year, edition.as_of)
    before, after = (list(about_measures(every, until, vocabulary)) for every in (edition.measures, measures))
    stay = [finding for finding in edition.findings if _open(finding) not in before or _open(finding) in after]
    known = {_open(finding) for finding in stay}
    return (*stay, *(finding for finding in after if finding not in known and finding not in before))


def _open(finding: Finding) -> Finding:
    return replace(finding, accepted=None)
