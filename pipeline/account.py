"""The short German account of a run that the analyst reads in the terminal: read, found, to look at, written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.decisions import FILE, QUESTIONS_FILE
from pipeline.model import ChangeKind, Comparison, Edition, Finding, Judgement, Relation, Severity
from pipeline.run import Outcome

_REPORT = ".docx"
_SHOWN = 12
"""Findings printed in full."""

_MARKS = {Severity.ERROR: "Fehler", Severity.WARNING: "Prüfen", Severity.INFO: "Hinweis"}
"""What a finding asks of the analyst, the most urgent first."""
_MANY = {Severity.ERROR: "Fehler", Severity.WARNING: "zu prüfen", Severity.INFO: "Hinweise"}


def account(outcome: Outcome, output: Path) -> list[str]:
    """The lines of the account, in the order an analyst asks for them."""
    lines = ["Gelesen:", *map(_edition, outcome.editions)]
    lines += [f"  nicht verwendet: {name}" for name in outcome.passed_over]
    for comparison in outcome.comparisons:
        lines += [f"Gefunden ({_years(comparison)}):", *_comparison(comparison)]
    if _is_first_report(outcome):
        lines += ["Gefunden: noch kein Vorjahr zum Vergleichen; das Änderungsprotokoll beginnt mit dieser Ausgabe."]
    lines += _decisions(outcome)
    lines += _findings(list(_all_findings(outcome)), _where_all_findings_stand(outcome))
    lines += [f"Prüfbericht ohne Bilder: {reason}" for reason in outcome.without_pictures]
    if outcome.questions:
        questions = _count(len(outcome.questions), "offene Frage steht", "offene Fragen stehen")
        lines += [f"{questions} in {QUESTIONS_FILE}; Antworten bitte in den Eingabeordner als {FILE}."]
    lines += [f"Geschrieben nach {output}:", *(f"  {name}" for name in _reading_order(outcome.files))]
    lines += [f"Ihre bearbeitete Fassung liegt weiter dort als: {name}" for name in outcome.kept]
    return lines


def _edition(edition: Edition) -> str:
    pages = f"{_count(edition.source.pages, 'Seite', 'Seiten')}, " if edition.source.pages else ""
    caveats = " – Beispieldaten" if edition.sample else ""
    caveats += " – beschädigte Vorlage" if edition.source.damaged else ""
    measures = _count(len(edition.measures), "Maßnahme", "Maßnahmen")
    return f"  {edition.year}  {edition.source.file}: {pages}{measures}{caveats}"


def _years(comparison: Comparison) -> str:
    return f"{comparison.old.year} → {comparison.new.year}"


def _decisions(outcome: Outcome) -> Iterator[str]:
    if outcome.decisions or outcome.waiting:
        done = _count(len(outcome.decisions), "Zeile", "Zeilen") if outcome.decisions else "keine Zeile"
        yield f"Entschieden: {done} aus {FILE} angewendet"
    for decision in outcome.waiting:
        there = {edition.year for edition in outcome.editions}
        missing = ", ".join(str(year) for year in decision.choice.years if year not in there)
        yield f"  in diesem Lauf nicht gebraucht: Zeile {decision.line} (Ausgabe {missing} liegt nicht vor)"


def _is_first_report(outcome: Outcome) -> bool:
    return not outcome.comparisons and any(name.endswith(_REPORT) for name in outcome.files)


def _comparison(comparison: Comparison) -> Iterator[str]:
    judged = Counter(change.judgement for change in comparison.changes if change.kind is ChangeKind.STATUS)
    relations = _relations(comparison)
    details = ", ".join(f"{judged[judgement]} {judgement}" for judgement in Judgement if judged[judgement])
    yield f"  {judged.total() or 'kein'} Statuswechsel" + (f" ({details})" if details else "")
    yield "  Maßnahmen: " + ", ".join(
        f"{relations[relation]} {relation}" for relation in Relation if relations[relation]
    )
    for change in comparison.renamed_fields:
        yield f"  Handlungsfeld umbenannt: „{change.value_old}“ heißt jetzt „{change.value_new}“"
    rows = _count(len(comparison.changes), "Zeile", "Zeilen") if comparison.changes else "keine Zeile"
    yield f"  {rows} im Änderungsprotokoll"


def _relations(comparison: Comparison) -> Counter[Relation]:
    """Measures by what became of them: a split or merge counts once, however many parts it has."""
    split = {link.old.uid for link in comparison.links if link.relation is Relation.SPLIT and link.old}
    merged = {link.new.uid for link in comparison.links if link.relation is Relation.MERGED and link.new}
    counts = Counter(link.relation for link in comparison.links)
    return Counter({**counts, Relation.SPLIT: len(split), Relation.MERGED: len(merged)})


def _all_findings(outcome: Outcome) -> Iterator[tuple[str, Finding]]:
    """Every finding that nobody accepted behind the year or years that it is about."""
    years = [edition.year for edition in outcome.editions]
    for position, edition in enumerate(outcome.editions, start=1):
        year = f"{edition.year} (bisher)" if edition.year in years[position:] else str(edition.year)
        yield from ((year, finding) for finding in edition.findings if not finding.accepted)
    for comparison in outcome.comparisons:
        yield from ((_years(comparison), finding) for finding in comparison.findings if not finding.accepted)


def _findings(findings: Sequence[tuple[str, Finding]], elsewhere: str) -> Iterator[str]:
    if not findings:
        return
    order = list(_MARKS)
    ranked = sorted(findings, key=lambda each: order.index(each[1].severity))
    yield f"Bitte ansehen ({_count(len(findings), 'Befund', 'Befunde')}):"
    yield from (f"  {_MARKS[finding.severity]} {years}: {finding.message}" for years, finding in ranked[:_SHOWN])
    if rest := [finding for _, finding in ranked[_SHOWN:]]:
        yield f"  … und {_count(len(rest), 'weiterer', 'weitere')} ({_by_severity(rest)}), alle {elsewhere}."


def _by_severity(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        _count(counts[severity], "Hinweis" if severity is Severity.INFO else word, word)
        for severity, word in _MANY.items()
        if counts[severity]
    )


def _where_all_findings_stand(outcome: Outcome) -> str:
    """The report's annex holds the findings of the editions it is about, the newest two."""
    in_report = len(outcome.editions) <= 2 and any(name.endswith(_REPORT) for name in outcome.files)
    if in_report:
        return "im Anhang des Fortschrittsberichts"
    return "in den Dateien katalog.json und in lauf.json" if outcome.comparisons else "in katalog.json"


def _reading_order(files: Sequence[str]) -> list[str]:
    """The report first, then the tables, then what is for machines."""
    suffixes = (_REPORT, ".html", ".csv", ".json")
    return sorted(files, key=lambda name: (suffixes.index(Path(name).suffix), name.count("/"), name))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
