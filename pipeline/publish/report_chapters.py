"""The chapters of the progress report as lists and tables, under the names the Word template uses (README, "Vorlage").

Names are German because people in the city edit the template; every value is a finished text.
"""

from collections.abc import Iterable, Iterator, Sequence

from pyphen import Pyphen

from pipeline.model import (
    Change,
    ChangeKind,
    Comparison,
    Edition,
    Finding,
    FurtherMeasure,
    Judgement,
    Measure,
    Relation,
    Severity,
)
from pipeline.publish.german import amount, counted, listed, sentence
from pipeline.publish.report_figures import (
    JUDGEMENTS,
    Regrouping,
    about_measures,
    by_status,
    duties,
    fields_in_order,
    goals_in_order,
    implemented,
    linked,
    of_kind,
    regrouped,
    slipped,
    status_changes,
    statuses_in_order,
)
from pipeline.publish.word import Value
from pipeline.vocabulary import Vocabulary

Row = dict[str, Value]
Told = dict[tuple[str, str], list[str]]
"""What changed about a measure of the new edition, by uid and number."""

NOTHING = "–"
NO_ENTRY = "keine Angabe"
NO_FIELD = "Ohne Handlungsfeld"
ALL_FIELDS = "Alle Handlungsfelder"
_BULLET, _NOTE = "• ", "→ "
_JUDGED = {
    Judgement.PROGRESS: "Diese Maßnahmen sind weiter als {year}.",
    Judgement.SETBACK: "Diese Maßnahmen sind weniger weit als {year} oder ruhen.",
    Judgement.CHECK: "Ob diese Maßnahmen weiter sind als {year}, geht aus dem Wortlaut nicht hervor.",
    Judgement.SAME: "Der Wortlaut ist ein anderer als {year}, der Stand ist der gleiche.",
}
_HEADINGS = {
    Judgement.PROGRESS: "Fortschritt",
    Judgement.SETBACK: "Rückschritt",
    Judgement.CHECK: "Zu prüfen",
    Judgement.SAME: "Gleichbleibend",
}
_URGENCY = {Severity.ERROR: "Fehler", Severity.WARNING: "Bitte prüfen", Severity.INFO: "Zur Kenntnis"}
_SOURCE_KINDS = {"text": "Textdatei", "pdf": "PDF", "json": "Datensätze eines früheren Laufs"}


def old_label(old: Edition, new: Edition) -> str:
    """How tables name the older edition; two documents of the same year stay apart."""
    return f"{old.year} (bisher)" if old.year == new.year else str(old.year)


# --- figures --------------------------------------------------------------------------------------------------------


def key_figures(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> list[Value]:
    """Measures by status, in total and implemented: share, and with a comparison both counts and their difference."""
    editions = [comparison.old, edition] if comparison else [edition]
    counts = [by_status(each.measures) for each in editions]
    rows = [
        (vocabulary.label(status), [count[status] for count in counts])
        for status in statuses_in_order(editions, vocabulary)
    ]
    rows.append(("Maßnahmen insgesamt", [len(each.measures) for each in editions]))
    rows.append(("davon umgesetzt", [implemented(each, vocabulary) for each in editions]))
    total = len(edition.measures)
    return [
        {
            "bezeichnung": name,
            "vorjahr": str(values[0]),
            "jahr": str(values[-1]),
            "veraenderung": _signed(values[-1] - values[0]),
            "anteil": f"{(200 * values[-1] + total) // (2 * total)} %" if total else NOTHING,
        }
        for name, values in rows
    ]


def figures_by_field(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> Row:
    """Status by field of action: one column per status that occurs, one row per field and edition, totals last."""
    editions = [comparison.old, edition] if comparison else [edition]
    statuses = statuses_in_order(editions, vocabulary)
    labels = [old_label(comparison.old, edition)] if comparison else []
    labels.append(str(edition.year))
    rows: list[Value] = []
    for name in (*fields_in_order(editions), None):
        for label, each in zip(labels, editions, strict=True):
            count = by_status(measure for measure in each.measures if name is None or measure.field_of_action == name)
            rows.append(
                {
                    "handlungsfeld": ALL_FIELDS if name is None else name or NO_FIELD,
                    "jahr": label,
                    "zahlen": [str(count[status]) for status in statuses],
                    "gesamt": str(count.total()),
                }
            )
    hyphens = Pyphen(lang="de_DE", left=3, right=3)
    titles: list[Value] = [
        " ".join(hyphens.inserted(word, "\u00ad") for word in vocabulary.label(status).split()) for status in statuses
    ]
    return {"status": titles, "zeilen": rows}


def _signed(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"\u2212{-difference}" if difference else "0"


# --- changes --------------------------------------------------------------------------------------------------------


def changes(comparison: Comparison) -> Row:
    """What happened between the editions, each kind under its own name; kinds that did not happen are empty lists."""
    measures = {(side, m.number): m for side, e in enumerate((comparison.old, comparison.new)) for m in e.measures}

    def rows(found: Iterable[Change]) -> list[Value]:
        return [_change_row(change, measures.get((1, change.number_new))) for change in found]

    return {
        "statuswechsel": [
            {
                "ueberschrift": f"{_HEADINGS[judgement]} ({counted(len(found), 'eine Maßnahme', 'Maßnahmen')})",
                "erlaeuterung": _JUDGED[judgement].format(year=comparison.old.year),
                "zeilen": rows(found),
            }
            for judgement in JUDGEMENTS
            if (found := status_changes(comparison, judgement))
        ],
        "termine": rows(slipped(comparison)),
        "neu": [_measure_row(link.new) for link in linked(comparison, Relation.NEW) if link.new],
        "entfallen": [_measure_row(link.old) for link in linked(comparison, Relation.DROPPED) if link.old],
        "aufgeteilt": [_regrouping_row(group) for group in regrouped(comparison, Relation.SPLIT)],
        "zusammengefuehrt": [_regrouping_row(group) for group in regrouped(comparison, Relation.MERGED)],
        "gewechselt": rows(about_measures(of_kind(comparison, ChangeKind.MOVED))),
        "notizen": rows(change for change in of_kind(comparison, ChangeKind.NOTE) if change.value_new),
        "inhalte": list(_changed_contents(comparison)),
        "uebrige": [_other_row(change) for change in comparison.changes if not about_measures([change])],
    }


def _change_row(change: Change, measure: Measure | None) -> Row:
    return {
        "nr": _renumbered(change),
        "massnahme": _first_paragraph(measure) if measure else NOTHING,
        "alt": change.value_old or NO_ENTRY,
        "neu": change.value_new or NO_ENTRY,
        "seiten": f"{_page(change.page_old)} / {_page(change.page_new)}",
        "seite": _page(change.page_new),
    }


def _renumbered(change: Change) -> str:
    if change.number_old in ("", change.number_new):
        return change.number_new or NOTHING
    return f"{change.number_new} (bisher {change.number_old})"


def _measure_row(measure: Measure) -> Row:
    return {
        "nr": measure.number,
        "massnahme": _first_paragraph(measure),
        "handlungsfeld": measure.field_of_action or NO_FIELD,
        "akteure": measure.actors_text or NO_ENTRY,
        "status": measure.status_text or NO_ENTRY,
        "seite": _page(measure.page),
    }


def _regrouping_row(group: Regrouping) -> Row:
    return {
        "alt": [f"Nr. {measure.number}: {_first_paragraph(measure)}" for measure in group.old],
        "neu": [f"Nr. {measure.number}: {_first_paragraph(measure)}" for measure in group.new],
    }


def _changed_contents(comparison: Comparison) -> Iterator[str]:
    """Per changed value that has no table of its own: which measures."""
    tabled = (
        ChangeKind.STATUS,
        ChangeKind.MOVED,
        ChangeKind.NEW,
        ChangeKind.DROPPED,
        ChangeKind.SPLIT,
        ChangeKind.MERGED,
    )
    touched: dict[str, dict[str, None]] = {}
    for change in about_measures(comparison.changes):
        if change.kind not in tabled and not (change.kind is ChangeKind.NOTE and change.value_new):
            touched.setdefault(_what_changed(change), {})[_renumbered(change)] = None
    for what, measures in touched.items():
        yield sentence(f"{what}: Nr. {listed(list(measures))}")


def _what_changed(change: Change) -> str:
    match change.kind:
        case ChangeKind.TEXT:
            return "Wortlaut geändert" if change.feature == "Maßnahme" else f"„{change.feature}“ geändert"
        case ChangeKind.NOTE:
            return _note_change(change)
        case ChangeKind.RENUMBERED:
            return "Neue Nummer"
        case _:
            return change.kind.value


def _note_change(change: Change) -> str:
    if not change.value_new:
        return "Fortschrittsnotiz nicht mehr enthalten"
    return "Fortschrittsnotiz geändert" if change.value_old else "Neue Fortschrittsnotiz"


def _other_row(change: Change) -> Row:
    """A change of something that has no number: visions, further measures, remarks, the title."""
    return {
        "was": change.feature,
        "handlungsfeld": change.field_of_action or NOTHING,
        "alt": change.value_old or NOTHING,
        "neu": change.value_new or NOTHING,
        "seiten": f"{_page(change.page_old)} / {_page(change.page_new)}",
    }


def _page(page: int | None) -> str:
    return str(page) if page else NOTHING


# --- measures -------------------------------------------------------------------------------------------------------


def fields_of_action(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> list[Value]:
    """Every field with visions, goals, measures and further measures, and what changed in words."""
    visions: dict[str, list[Value]] = {}
    for field in edition.fields:
        visions.setdefault(field.name, []).extend(field.visions)
    told = _told_changes(comparison) if comparison else {}
    return [
        {
            "name": name or NO_FIELD,
            "ueberblick": _field_overview(measures, vocabulary) if measures else "",
            "visionen": visions.get(name, []),
            "ziele": _goals(measures, told),
            "weitere": _further(edition.further_measures, name, comparison),
        }
        for name in fields_in_order([edition])
        for measures in [[measure for measure in edition.measures if measure.field_of_action == name]]
    ]


def _field_overview(measures: Sequence[Measure], vocabulary: Vocabulary) -> str:
    count = sum(vocabulary.code(measure.status).implemented for measure in measures)
    if len(measures) == 1:
        return f"Eine Maßnahme; sie gilt {'als' if count else 'noch nicht als'} umgesetzt."
    if count == len(measures):
        return sentence(f"{counted(count, '', 'Maßnahmen')}, die alle als umgesetzt gelten")
    done = amount(count) if count else "noch keine"
    return sentence(
        f"{counted(len(measures), '', 'Maßnahmen')}; davon {'gilt' if count <= 1 else 'gelten'} {done} als umgesetzt"
    )


def _goals(measures: Sequence[Measure], told: Told) -> list[Value]:
    groups = goals_in_order(measures)
    nameless = "Ohne Zielangabe" if len(groups) > 1 else ""
    return [
        {
            "ziel": f"Ziel: {goal}" if goal else nameless,
            "massnahmen": [_measure(measure, told) for measure in group],
        }
        for goal, group in groups
    ]


def _measure(measure: Measure, told: Told) -> Row:
    changed = told.get((measure.uid, measure.number), ["Unverändert"])
    return {
        "nr": measure.number,
        "absaetze": [
            *map(_paragraph, measure.text.split("\n")),
            *(_extra(*extra) for extra in measure.extra if extra[1]),
        ],
        "akteure": measure.actors_text or NO_ENTRY,
        "status": measure.status_text or NO_ENTRY,
        "aenderungen": list(dict.fromkeys(changed)),
    }


def _paragraph(line: str) -> Row:
    return {"text": line.removeprefix(_BULLET), "punkt": line.startswith(_BULLET), "notiz": line.startswith(_NOTE)}


def _extra(title: str, value: str) -> Row:
    return {"text": f"{title}: {value}", "punkt": False, "notiz": False}


def _told_changes(comparison: Comparison) -> Told:
    """In words, by uid and number: what is different about each measure of the new edition."""
    told: Told = {}
    for relation, origin in ((Relation.SPLIT, "Hervorgegangen aus"), (Relation.MERGED, "Zusammengeführt aus")):
        for group in regrouped(comparison, relation):
            words = f"{origin} Nr. {listed([old.number for old in group.old])} ({comparison.old.year})"
            for new in group.new:
                told.setdefault((new.uid, new.number), []).append(words)
    for change in comparison.changes:
        if words := _change_words(change, comparison.old.year):
            told.setdefault((change.uid, change.number_new), []).append(words)
    return told


def _change_words(change: Change, old_year: int) -> str:
    match change.kind:
        case ChangeKind.NEW:
            return "Neu aufgenommen"
        case ChangeKind.STATUS:
            judged = change.judgement.value if change.judgement else "geändert"
            return f"Status: {judged}, bisher „{' '.join(change.value_old.split()) or NO_ENTRY}“"
        case ChangeKind.MOVED:
            return f"Bisher im Handlungsfeld „{change.value_old}“"
        case ChangeKind.RENUMBERED:
            return f"{old_year} Nr. {change.number_old}"
        case ChangeKind.SPLIT | ChangeKind.MERGED:
            return ""
        case _:
            return _what_changed(change)


def _further(found: Sequence[FurtherMeasure], field: str, comparison: Comparison | None) -> list[Value]:
    known = {(each.field_of_action, each.text) for each in comparison.old.further_measures} if comparison else None
    return [
        each.text + (" (neu)" if known is not None and (field, each.text) not in known else "")
        for each in found
        if each.field_of_action == field
    ]


def _first_paragraph(measure: Measure) -> str:
    return measure.text.split("\n", 1)[0] or NO_ENTRY


# --- annex ----------------------------------------------------------------------------------------------------------


def responsibilities(edition: Edition) -> list[Value]:
    """Which actor leads and supports which measures."""
    return [
        {
            "name": each.actor,
            "leitet": ", ".join(each.leads) or NOTHING,
            "beteiligt": ", ".join(each.supports) or NOTHING,
        }
        for each in duties(edition)
    ]


def sources(editions: Iterable[Edition]) -> list[Value]:
    """The files the editions were read from."""
    return [
        {
            "jahr": str(edition.year),
            "datei": edition.source.file,
            "art": _SOURCE_KINDS[edition.source.kind],
            "seiten": str(edition.source.pages or NOTHING),
            "pruefsumme": edition.source.sha256,
            "beispiel": edition.sample,
        }
        for edition in editions
    ]


def findings(found: Sequence[tuple[str, Finding]]) -> list[Value]:
    """(edition, finding) as rows, the most urgent first."""
    urgency = list(_URGENCY)
    ordered = sorted(found, key=lambda pair: urgency.index(pair[1].severity))
    return [
        {"ausgabe": edition, "dringlichkeit": _URGENCY[finding.severity], "text": finding.message}
        for edition, finding in ordered
    ]
