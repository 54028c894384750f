"""The chapters of the progress report as lists and tables, under the names the Word template uses (README, "Vorlage").

Names are German because people in the city edit the template; every value is a finished text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model import (
    Change,
    Comparison,
    Edition,
    Finding,
    FurtherMeasure,
    Measure,
    Severity,
)
from pipeline.publish.german import amount, counted, number_word, sentence
from pipeline.publish.report_changes import NO_FIELD, NOTHING, Row, Told, filled_lines, renumbered, stated, told_changes
from pipeline.publish.report_figures import (
    by_status,
    duties,
    fields_in_order,
    goals_in_order,
    implemented,
    statuses_in_order,
)
from pipeline.publish.word_sandbox import Value
from pipeline.syllables import syllable_ends
from pipeline.vocabulary import Vocabulary

ALL_FIELDS = "Alle Handlungsfelder"
_WIDEST_WORD, _LETTERS_APART = 8, 3
"""Letters that fit into a column of figures; the fewest that are parted from a word."""
_BULLET, _NOTE = "• ", "→ "
_URGENCY = {Severity.ERROR: "Fehler", Severity.WARNING: "Bitte prüfen", Severity.INFO: "Zur Kenntnis"}
_SOURCE_KINDS = {"text": "Textdatei", "pdf": "PDF", "json": "Datensätze eines früheren Laufs"}


def old_label(old: Edition, new: Edition) -> str:
    """How tables name the older edition; two documents of the same year stay apart."""
    return f"{old.year} (bisher)" if old.year == new.year else str(old.year)


def city(editions: Iterable[Edition], vocabulary: Vocabulary) -> str:
    """The city's name as listed in `templates/begriffe.csv` ("stadt"), if a catalogue prints it too; never a guess."""
    printed = " ".join(text for edition in editions for text in _texts(edition))
    listed = (name for name in vocabulary.words("stadt") if re.search(rf"\b{re.escape(name.split()[-1])}\b", printed))
    return next(listed, "")


def _texts(edition: Edition) -> Iterator[str]:
    yield from (edition.title, *edition.remarks)
    yield from (vision for field in edition.fields for vision in field.visions)
    yield from (text for measure in edition.measures for text in (measure.goal, measure.text, measure.actors_text))
    yield from (further.text for further in edition.further_measures)


# --- figures --------------------------------------------------------------------------------------------------------


def key_figures(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> list[Value]:
    """Measures by status, in total and implemented: share, and with a comparison both counts and their difference."""
    editions = [comparison.old, edition] if comparison else [edition]
    counts = [by_status(each.measures) for each in editions]
    rows = [
        (vocabulary.label(status), [count[status] for count in counts], False)
        for status in statuses_in_order(editions, vocabulary)
    ]
    rows.append(("Maßnahmen insgesamt", [len(each.measures) for each in editions], True))
    rows.append(("davon umgesetzt", [implemented(each.measures, vocabulary) for each in editions], True))
    total = len(edition.measures)
    return [
        {
            "bezeichnung": name,
            "vorjahr": str(values[0]),
            "jahr": str(values[-1]),
            "veraenderung": _signed(values[-1] - values[0]),
            "summe": is_sum,
            "anteil": f"{(200 * values[-1] + total) // (2 * total)} %" if total else NOTHING,
        }
        for name, values, is_sum in rows
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
                    "summe": name is None,
                }
            )
    titles: list[Value] = [_breakable(vocabulary.label(status)) for status in statuses]
    return {"status": titles, "zeilen": rows}


def _breakable(title: str) -> str:
    """With soft hyphens in words that are wider than a column of figures."""
    return " ".join(_with_soft_hyphens(word) if len(word) > _WIDEST_WORD else word for word in title.split(" "))


def _with_soft_hyphens(word: str) -> str:
    ends = (0, *syllable_ends(word, _LETTERS_APART), len(word))
    return "\u00ad".join(word[start:end] for start, end in pairwise(ends))


def _signed(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"\u2212{-difference}" if difference else "0"


# --- measures -------------------------------------------------------------------------------------------------------


def fields_of_action(comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> list[Value]:
    """Every field with visions, goals, measures and further measures, and what changed in words."""
    visions: dict[str, list[Value]] = {}
    for field in edition.fields:
        visions.setdefault(field.name, []).extend(field.visions)
    told = told_changes(comparison) if comparison else {}
    return [
        {
            "name": name or NO_FIELD,
            "ueberblick": _field_overview(name, comparison, edition, vocabulary),
            "visionen": visions.get(name, []),
            "ziele": _goals(measures, told),
            "weitere": _further(edition.further_measures, name, comparison),
        }
        for name in fields_in_order([edition])
        for measures in [[measure for measure in edition.measures if measure.field_of_action == name]]
    ]


def _field_overview(name: str, comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary) -> str:
    measures = [measure for measure in edition.measures if measure.field_of_action == name]
    count = implemented(measures, vocabulary)
    if not measures:
        text = "Der Katalog nennt hier keine nummerierte Maßnahme"
    elif len(measures) == 1:
        text = f"Eine Maßnahme; sie gilt {'als' if count else 'noch nicht als'} umgesetzt"
    elif count == len(measures):
        text = f"{counted(count, '', 'Maßnahmen')}, die {'beide' if count == 2 else 'alle'} als umgesetzt gelten"
    else:
        done = amount(count) if count else "noch keine"
        verb = "gilt" if count <= 1 else "gelten"
        text = f"{counted(len(measures), '', 'Maßnahmen')}; davon {verb} {done} als umgesetzt"
    before = [m for m in comparison.old.measures if m.field_of_action == name] if comparison else []
    if comparison and before:
        text += f" ({comparison.old.year}: {amount(implemented(before, vocabulary))} von {number_word(len(before))})"
    return sentence(text)


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
        "seite": str(measure.page or ""),
        "absaetze": [
            *map(_paragraph, filled_lines(measure.text)),
            *(_extra(*extra) for extra in measure.extra if extra[1].strip()),
        ],
        "akteure": stated(measure.actors_text),
        "status": stated(measure.status_text),
        "aenderungen": list(dict.fromkeys(changed)),
    }


def _paragraph(line: str) -> Row:
    return {"text": line.removeprefix(_BULLET), "punkt": line.startswith(_BULLET), "notiz": line.startswith(_NOTE)}


def _extra(title: str, value: str) -> Row:
    return {"text": f"{title}: {value}", "punkt": False, "notiz": False}


def _further(found: Sequence[FurtherMeasure], field: str, comparison: Comparison | None) -> list[Value]:
    known = {(each.field_of_action, each.text) for each in comparison.old.further_measures} if comparison else None
    return [
        each.text + (" (neu)" if known is not None and (field, each.text) not in known else "")
        for each in found
        if each.field_of_action == field
    ]


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


def decisions(decided: Iterable[Change], editions: Sequence[Edition]) -> list[Value]:
    """What the analyst decided: about which measure and value, what was before, what holds now, who says so and why.

    `editions` are the older and the newer one, or the only one.
    """
    return [
        {
            "nr": renumbered(change).replace(" (", "\n(") if change.number_new else change.number_old or NOTHING,
            "ausgabe": _decided_editions(change, editions),
            "was": change.feature,
            "alt": stated(change.value_old, ""),
            "neu": stated(change.value_new),
            "grund": change.reason or NOTHING,
        }
        for change in decided
    ]


def _decided_editions(change: Change, editions: Sequence[Edition]) -> str:
    sides = ((change.source_old, editions[0]), (change.source_new, editions[-1]))
    return " und ".join(str(edition.year) for source, edition in sides if source)
