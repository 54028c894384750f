"""The short German account of a run that the analyst reads in the terminal: read, found, to look at, written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.model import ChangeKind, Comparison, Edition, Finding, Relation, Severity
from pipeline.run import Outcome

_SHOWN = 12
"""Findings printed in full; all of them stand in the report's annex and in katalog.json."""

_MARKS = {Severity.ERROR: "Fehler", Severity.WARNING: "Prüfen", Severity.INFO: "Hinweis"}


def account(outcome: Outcome, output: Path) -> list[str]:
    """The lines of the account, in the order an analyst asks for them."""
    lines = ["Gelesen:", *map(_edition, outcome.editions)]
    lines += [f"  übergangen, kein Katalog: {name}" for name in outcome.passed_over]
    for comparison in outcome.comparisons:
        lines += [f"Gefunden ({comparison.old.year} → {comparison.new.year}):", *_comparison(comparison)]
    lines += _findings(list(_all_findings(outcome)))
    lines += [f"Geschrieben nach {output}:", *(f"  {name}" for name in _reading_order(outcome.files))]
    lines += [f"Ihre bearbeitete Fassung liegt weiter dort als: {name}" for name in outcome.kept]
    return lines


def _edition(edition: Edition) -> str:
    pages = f"{_count(edition.source.pages, 'Seite', 'Seiten')}, " if edition.source.pages else ""
    sample = " – Beispieldaten" if edition.sample else ""
    measures = _count(len(edition.measures), "Maßnahme", "Maßnahmen")
    return f"  {edition.year}  {edition.source.file}: {pages}{measures}{sample}"


def _comparison(comparison: Comparison) -> Iterator[str]:
    kinds = Counter(change.kind for change in comparison.changes)
    judged = Counter(change.judgement for change in comparison.changes if change.kind is ChangeKind.STATUS)
    relations = _relations(comparison)
    details = ", ".join(f"{count} {judgement}" for judgement, count in judged.most_common() if judgement)
    yield f"  {kinds[ChangeKind.STATUS]} Statuswechsel" + (f" ({details})" if details else "")
    yield "  Maßnahmen: " + ", ".join(f"{relations[relation]} {relation}" for relation in Relation if relations[relation])
    yield f"  {_count(len(comparison.changes), 'Zeile', 'Zeilen')} im Änderungsprotokoll"


def _relations(comparison: Comparison) -> Counter[Relation]:
    """Measures by what became of them: a split or merge counts once, however many parts it has."""
    split = {link.old.uid for link in comparison.links if link.relation is Relation.SPLIT and link.old}
    merged = {link.new.uid for link in comparison.links if link.relation is Relation.MERGED and link.new}
    counts = Counter(link.relation for link in comparison.links)
    return Counter({**counts, Relation.SPLIT: len(split), Relation.MERGED: len(merged)})


def _all_findings(outcome: Outcome) -> Iterator[Finding]:
    for edition in outcome.editions:
        yield from edition.findings
    for comparison in outcome.comparisons:
        yield from comparison.findings


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    order = list(_MARKS)
    ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
    yield f"Bitte ansehen ({_count(len(findings), 'Befund', 'Befunde')}):"
    yield from (f"  {_MARKS[finding.severity]}: {finding.message}" for finding in ranked[:_SHOWN])
    if len(ranked) > _SHOWN:
        yield f"  … und {len(ranked) - _SHOWN} weitere, siehe Anhang des Fortschrittsberichts."


def _reading_order(files: Sequence[str]) -> list[str]:
    """The report first, then the tables, then what is for machines."""
    suffixes = (".docx", ".csv", ".json")
    return sorted(files, key=lambda name: (suffixes.index(Path(name).suffix), name.count("/"), name))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
