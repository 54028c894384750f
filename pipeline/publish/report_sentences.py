"""The report's summary: German sentences made from the figures. A sentence without a figure to report is left out."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Change, ChangeKind, Comparison, Edition, Finding, Judgement, Measure, Relation
from pipeline.publish.german import amount, counted, listed, number_word, numbers, percent, sentence
from pipeline.publish.history import History
from pipeline.publish.report_figures import (
    JUDGEMENTS,
    about_measures,
    fields_in_order,
    implemented,
    linked,
    of_kind,
    overdue,
    regrouped,
    slipped,
    status_changes,
)
from pipeline.publish.report_history import trend
from pipeline.vocabulary import Vocabulary

_TOLD_SINGLY = 3
"""Splits or mergers that get a sentence each; more are counted."""
_JUDGED = {
    Judgement.PROGRESS: ("ein Fortschritt", "Fortschritte"),
    Judgement.SETBACK: ("ein Rückschritt", "Rückschritte"),
    Judgement.CHECK: ("ein noch zu prüfender Wechsel", "noch zu prüfende Wechsel"),
    Judgement.SAME: ("ein Wechsel ohne Fort- oder Rückschritt", "Wechsel ohne Fort- oder Rückschritt"),
}

_WORTH_A_LOOK = (Judgement.SETBACK, Judgement.CHECK)
"""The summary names the measures."""


def summary(
    comparison: Comparison | None, edition: Edition, vocabulary: Vocabulary, past: History | None = None
) -> list[str]:
    """The paragraphs of the one-page summary."""
    old = comparison.old if comparison else None
    paragraphs = [[_extent(edition, old)], list(_implementation(edition, old, vocabulary))]
    if past and (told := trend(past, vocabulary)):
        paragraphs[-1].append(told)
    if comparison:
        paragraphs += [list(_statuses(comparison)), list(_arrivals(comparison)), list(_contents(comparison))]
        if not comparison.changes:
            paragraphs.append([f"Gegenüber {comparison.old.year} hat sich im Katalog nichts geändert."])
    else:
        paragraphs += [list(_reported(edition)), [_first_report(edition)]]
    return [" ".join(sentences) for sentences in paragraphs if sentences]


def implemented_note(vocabulary: Vocabulary) -> str:
    """Which statuses count as implemented."""
    labels = [f"„{code.label}“" for code in vocabulary.codes if code.implemented]
    if not labels:
        return "Kein Status ist als umgesetzt eingestuft."
    return f"Als umgesetzt gelten nach der Zählung der Stadt Maßnahmen mit dem Status {listed(labels, 'oder')}."


def caveat_note(editions: list[Edition]) -> str:
    """A warning in words if an edition is made up or its file was damaged, else nothing."""
    return " ".join(filter(None, (_sample_note(editions), _damage_note(editions))))


def _damage_note(editions: list[Edition]) -> str:
    files = [f"„{edition.source.file}“" for edition in editions if edition.source.damaged]
    if not files:
        return ""
    was, read = ("war", "wurde") if len(files) == 1 else ("waren", "wurden")
    return (
        f"Beschädigte Vorlage: {listed(files)} {was} beschädigt und {read} auf Wunsch trotzdem gelesen. "
        "Angaben können fehlen oder falsch sein."
    )


def _sample_note(editions: list[Edition]) -> str:
    years = [str(edition.year) for edition in editions if edition.sample]
    if not years:
        return ""
    if len(years) == 1:
        return (
            f"Beispieldaten: Die Ausgabe {years[0]} ist ein Muster. "
            "Dieser Bericht zeigt die Form und beschreibt nicht den tatsächlichen Stand der Maßnahmen."
        )
    return (
        f"Beispieldaten: Die Ausgaben {listed(years)} sind Muster. "
        "Dieser Bericht zeigt die Form und beschreibt nicht den tatsächlichen Stand der Maßnahmen."
    )


def findings_note(findings: Sequence[Finding]) -> str:
    """How many findings wait for a person."""
    verb = "liegt" if len(findings) == 1 else "liegen"
    return f"Zu diesem Bericht {verb} {counted(len(findings), 'ein Hinweis', 'Hinweise')} zur Durchsicht vor."


def replaced_note(count: int) -> str:
    """How often the report shows a replacement for a character that Word cannot hold."""
    return sentence(
        f"an {counted(count, 'einer Stelle', 'Stellen')} steht „\ufffd“ für ein Zeichen, das Word nicht kennt; "
        "der genaue Wortlaut steht in der Datei katalog.json"
    )


def _extent(edition: Edition, old: Edition | None) -> str:
    count = len(edition.measures)
    fields = len(fields_in_order([edition]))
    where = f" in {counted(fields, 'einem Handlungsfeld', 'Handlungsfeldern')}" if fields else ""
    text = f"Der Maßnahmenkatalog {edition.year} umfasst {counted(count, 'eine Maßnahme', 'Maßnahmen')}{where}"
    if not count:
        text = f"Der Maßnahmenkatalog {edition.year} enthält keine nummerierte Maßnahme"
    return sentence(text + (f", {_difference(count, len(old.measures))} {old.year}" if old else ""))


def _difference(count: int, before: int) -> str:
    if count == before:
        return "genauso viele wie"
    return f"{amount(abs(count - before))} {'mehr' if count > before else 'weniger'} als"


def _implementation(edition: Edition, old: Edition | None, vocabulary: Vocabulary) -> Iterator[str]:
    count, total = implemented(edition.measures, vocabulary), len(edition.measures)
    if not total:
        return
    verb = "gilt" if count == 1 else "gelten"
    if total == 1:
        share = f"Sie {verb if count else 'gilt noch nicht'} als umgesetzt"
    elif count == total:
        share = f"{'Beide' if total == 2 else f'Alle {number_word(total)}'} Maßnahmen gelten als umgesetzt"
    elif not count:
        share = f"Von den {number_word(total)} Maßnahmen gilt noch keine als umgesetzt"
    else:
        part = f"{amount(count)} der {number_word(total)} Maßnahmen"
        share = f"{part} {verb} als umgesetzt ({percent(count, total)})"
    yield sentence(share + (_implemented_before(old, vocabulary) if old and old.measures else ""))


def _implemented_before(old: Edition, vocabulary: Vocabulary) -> str:
    before, total = implemented(old.measures, vocabulary), len(old.measures)
    verb = "war es" if before <= 1 else "waren es"
    return (
        f"; {old.year} {verb} {amount(before)} von {number_word(total)} ({percent(before, total)})" if total > 1 else ""
    )


def _statuses(comparison: Comparison) -> Iterator[str]:
    changes = of_kind(comparison, ChangeKind.STATUS)
    if changes:
        parts = [
            counted(len(judged), *_JUDGED[judgement]) + (_named(judged) if judgement in _WORTH_A_LOOK else "")
            for judgement in JUDGEMENTS
            if (judged := status_changes(comparison, judgement))
        ]
        text = f"Der Vergleich ergibt {counted(len(changes), 'einen', '')} Statuswechsel"
        yield sentence(f"{text}: {listed(parts)}" if parts else text)
    elif comparison.changes:
        yield "Bei keiner Maßnahme hat sich der Status geändert."
    if late := slipped(comparison):
        verb = "ist der Termin" if len(late) == 1 else "sind die Termine"
        text = f"Bei {counted(len(late), 'einer Maßnahme', 'Maßnahmen')} {verb} auf später verschoben"
        yield sentence(text + numbers([measure.number for measure, *_ in late]))
    if missed := overdue(comparison):
        verb = "ist der genannte Termin" if len(missed) == 1 else "sind die genannten Termine"
        text = f"Bei {counted(len(missed), 'einer Maßnahme', 'Maßnahmen')} {verb} verstrichen, ohne dass sie umgesetzt"
        text += " ist" if len(missed) == 1 else " sind"
        yield sentence(text + numbers([measure.number for measure, _ in missed]))


def _named(changes: Iterable[Change]) -> str:
    return numbers([change.number_new for change in changes])


def _arrivals(comparison: Comparison) -> Iterator[str]:
    old_year = comparison.old.year
    if new := linked(comparison, Relation.NEW):
        verb = "ist" if len(new) == 1 else "sind"
        count = counted(len(new), "eine Maßnahme", "Maßnahmen")
        yield sentence(f"Neu hinzugekommen {verb} {count}" + numbers(_numbers(link.new for link in new)))
    if dropped := linked(comparison, Relation.DROPPED):
        verb = "ist" if len(dropped) == 1 else "sind"
        count = counted(len(dropped), "eine Maßnahme", "Maßnahmen")
        named = numbers(_numbers(link.old for link in dropped)).replace("(Nr.", f"({old_year}: Nr.")
        yield sentence(f"Entfallen {verb} {count}{named}")
    for relation, participle in ((Relation.SPLIT, "aufgeteilt"), (Relation.MERGED, "zusammengeführt")):
        groups = regrouped(comparison, relation)
        if len(groups) > _TOLD_SINGLY:
            measures = len({measure.uid for group in groups for measure in group.old})
            yield f"{number_word(measures)} bisherige Maßnahmen wurden {participle}.".capitalize()
            continue
        for group in groups:
            old, new_numbers = (listed(_numbers(side)) for side in (group.old, group.new))
            noun, verb = ("Maßnahme", "wurde") if len(group.old) == 1 else ("Maßnahmen", "wurden")
            yield f"Die {noun} {old} ({old_year}) {verb} {participle} (jetzt Nr.\u00a0{new_numbers})."
    if moved := about_measures(of_kind(comparison, ChangeKind.MOVED)):
        verb = "hat" if len(moved) == 1 else "haben"
        text = f"{counted(len(moved), 'eine Maßnahme', 'Maßnahmen')} {verb} das Handlungsfeld gewechselt"
        yield sentence(text + numbers([change.number_new for change in moved]))
    for change in comparison.renamed_fields:
        yield f"Das Handlungsfeld „{change.value_old}“ heißt jetzt „{change.value_new}“."


def _numbers(measures: Iterator[Measure | None] | tuple[Measure, ...]) -> list[str]:
    return [measure.number for measure in measures if measure]


def _contents(comparison: Comparison) -> Iterator[str]:
    noted = {change.number_new for change in of_kind(comparison, ChangeKind.NOTE) if change.value_new}
    if noted:
        yield sentence(
            f"Zu {counted(len(noted), 'einer Maßnahme', 'Maßnahmen')} berichtet der Katalog {comparison.new.year} "
            "neue Fortschritte"
        )
    kinds = (
        (ChangeKind.TEXT, "der Wortlaut"),
        (ChangeKind.GOAL, "das Ziel"),
        (ChangeKind.ACTORS, "die Angabe der Beteiligten"),
    )
    parts = []
    for kind, what in kinds:
        changed = {change.number_new for change in about_measures(of_kind(comparison, kind))}
        if changed:
            parts.append(f"bei {counted(len(changed), 'einer Maßnahme', 'Maßnahmen')} {what}")
    if parts:
        yield sentence(f"Geändert hat sich {listed(parts)}")


def _reported(edition: Edition) -> Iterator[str]:
    if noted := sum(bool(measure.progress_notes) for measure in edition.measures):
        yield sentence(f"Zu {counted(noted, 'einer Maßnahme', 'Maßnahmen')} nennt der Katalog bereits Fortschritte")
    if dated := sum(measure.due is not None for measure in edition.measures):
        yield sentence(f"Für {counted(dated, 'eine Maßnahme', 'Maßnahmen')} nennt der Katalog einen Termin")


def _first_report(edition: Edition) -> str:
    return (
        "Dies ist der erste Bericht zu diesem Katalog. Ein Vergleich ist möglich, sobald neben der Ausgabe "
        f"{edition.year} eine zweite vorliegt."
    )
