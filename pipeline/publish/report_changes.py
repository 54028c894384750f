"""The report's chapter on changes, and what changed about each measure in words (names as in `report_chapters`)."""

from collections.abc import Iterable, Iterator

from pipeline.dates import due_words
from pipeline.model import Change, ChangeKind, Comparison, Feature, Judgement, Measure, Relation
from pipeline.publish.german import counted, listed, sentence
from pipeline.publish.report_figures import (
    JUDGEMENTS,
    Regrouping,
    about_measures,
    linked,
    of_kind,
    overdue,
    regrouped,
    slipped,
    status_changes,
)
from pipeline.publish.word_sandbox import Value

Row = dict[str, Value]
Told = dict[tuple[str, str], list[str]]
"""What changed about a measure of the new edition, by uid and number."""

NOTHING = "–"
NO_ENTRY = "keine Angabe"
NO_FIELD = "Ohne Handlungsfeld"
_JUDGED = {
    Judgement.PROGRESS: "Der Umsetzung näher als {year}, oder der Termin ist vorgezogen.",
    Judgement.SETBACK: "Weniger weit als {year}, zurückgestellt oder verspätet.",
    Judgement.CHECK: "Ob es seit {year} voranging, geht aus dem Katalog nicht eindeutig hervor.",
    Judgement.SAME: "Anderer Wortlaut als {year}, gleicher Stand.",
}
_HEADINGS = {
    Judgement.PROGRESS: "Fortschritt",
    Judgement.SETBACK: "Rückschritt",
    Judgement.CHECK: "Zu prüfen",
    Judgement.SAME: "Gleichbleibend",
}


def changes(comparison: Comparison) -> Row:
    """What happened between the editions, each kind under its own name; kinds that did not happen are empty lists."""
    measures = {(measure.uid, measure.number): measure for measure in comparison.new.measures}

    link_reasons = {link.reason for link in comparison.links}

    def rows(found: Iterable[Change]) -> list[Value]:
        return [
            _change_row(change, measures.get((change.uid, change.number_new)))
            | {"grund": "" if change.reason in link_reasons else change.reason}
            for change in found
        ]

    return {
        "statuswechsel": [
            {
                "ueberschrift": f"{_HEADINGS[judgement]} ({counted(len(found), 'ein', '')} Statuswechsel)",
                "erlaeuterung": _JUDGED[judgement].format(year=comparison.old.year),
                "zeilen": rows(found),
            }
            for judgement in JUDGEMENTS
            if (found := status_changes(comparison, judgement))
        ],
        "termine": [
            _measure_row(measure) | {"alt": due_words(before), "neu": due_words(after)}
            for measure, before, after in slipped(comparison)
        ],
        "ueberschritten": [_measure_row(measure) | {"termin": due_words(due)} for measure, due in overdue(comparison)],
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
        "nr": renumbered(change).replace(" (", "\n("),
        "massnahme": first_paragraph(measure) if measure else NOTHING,
        "alt": stated(change.value_old),
        "neu": stated(change.value_new),
        "seiten": _pages(change),
        "seite": _page(change.page_new),
    }


def renumbered(change: Change) -> str:
    """The new number, and the old one where it was another: "12 (bisher 11)"."""
    if change.number_old in ("", change.number_new):
        return change.number_new or NOTHING
    new, old = (number.replace(" ", "\u00a0") for number in (change.number_new, change.number_old))
    return f"{new} (bisher {old})"


def _measure_row(measure: Measure) -> Row:
    return {
        "nr": measure.number,
        "massnahme": first_paragraph(measure),
        "handlungsfeld": measure.field_of_action or NO_FIELD,
        "akteure": stated(measure.actors_text),
        "status": stated(measure.status_text),
        "seite": _page(measure.page),
    }


def _regrouping_row(group: Regrouping) -> Row:
    return {
        "alt": [f"Nr. {measure.number}: {first_paragraph(measure)}" for measure in group.old],
        "neu": [f"Nr. {measure.number}: {first_paragraph(measure)}" for measure in group.new],
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
    for change in sorted(about_measures(comparison.changes), key=_kind_order):
        if change.kind not in tabled and not (change.kind is ChangeKind.NOTE and change.value_new):
            touched.setdefault(_what_changed(change), {})[renumbered(change)] = None
    for what, measures in touched.items():
        yield sentence(f"{what}: Nr. {listed(list(measures))}")


def _kind_order(change: Change) -> int:
    return list(ChangeKind).index(change.kind)


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
        "was": _renamed(change) or change.feature,
        "handlungsfeld": change.field_of_action or NOTHING,
        "alt": stated(change.value_old, NOTHING),
        "neu": stated(change.value_new, NOTHING),
        "seiten": _pages(change),
    }


def _renamed(change: Change) -> str:
    """That a heading above measures is worded anew, and nothing else."""
    names = {str(Feature.FIELD): "Handlungsfeld umbenannt", str(Feature.GOAL): "Ziel umformuliert"}
    return names.get(change.feature, "") if change.value_old and change.value_new else ""


def _pages(change: Change) -> str:
    if not (change.page_old or change.page_new):
        return NOTHING
    return f"{_page(change.page_old)} / {_page(change.page_new)}"


def _page(page: int | None) -> str:
    return str(page) if page else NOTHING


def told_changes(comparison: Comparison) -> Told:
    """In words, by uid and number: what is different about each measure of the new edition."""
    told: Told = {}
    for relation, origin in ((Relation.SPLIT, "Hervorgegangen aus"), (Relation.MERGED, "Zusammengeführt aus")):
        for group in regrouped(comparison, relation):
            words = f"{origin} Nr. {listed([old.number for old in group.old])} ({comparison.old.year})"
            for new in group.new:
                told.setdefault((new.uid, new.number), []).append(words)
    for change in sorted(comparison.changes, key=_kind_order):
        if words := _change_words(change):
            told.setdefault((change.uid, change.number_new), []).append(words)
    return told


def _change_words(change: Change) -> str:
    match change.kind:
        case ChangeKind.NEW:
            return "Neu aufgenommen"
        case ChangeKind.STATUS:
            judged = change.judgement.value if change.judgement else "geändert"
            return f"Status: {judged}, bisher „{' / '.join(change.value_old.splitlines()) or NO_ENTRY}“"
        case ChangeKind.MOVED:
            return f"Bisher im Handlungsfeld „{change.value_old}“"
        case ChangeKind.RENUMBERED:
            return f"Bisher Nr. {change.number_old}"
        case ChangeKind.SPLIT | ChangeKind.MERGED:
            return ""
        case _:
            return _what_changed(change)


def first_paragraph(measure: Measure) -> str:
    """What stands for a measure in a table: its text up to the first line break."""
    return filled_lines(measure.text)[0]


def filled_lines(text: str) -> list[str]:
    """The lines that hold something; at least one."""
    return [line for line in text.split("\n") if line.strip()] or [NO_ENTRY]


def stated(text: str, otherwise: str = NO_ENTRY) -> str:
    """The text without blank lines, or a word for a cell printed empty."""
    return "\n".join(filled_lines(text)) if text.strip() else otherwise
