"""Findings: what a person should look at. The source's own defects are kept as printed and reported here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Field, Finding, Ledger, Measure, RawCatalogue, Severity, Status
from pipeline.normalise.chapters import Chapters
from pipeline.vocabulary import STATUS_FILE, Vocabulary

_VALUES = {"goal": "im Ziel", "text": "im Text", "actors_text": "bei den Akteuren", "status_text": "im Status"}
_NEEDED = {"text": "Maßnahmentext", "actors_text": "Akteure", "status_text": "Status"}
_BRACKETS = {"(": ")", "[": "]"}
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:(?:in|von|für|zum|zur|im|am|vom|beim|der|die|das|den|dem|des|eine?[mnrs]?)(?:\s+[a-zäöüß]+e[mnrs]?)?"
    r"|und|oder|sowie|als|dass|bzw\.)$|[,–-]$"
)
"""An article or preposition that waits for its noun, a conjunction or comma that waits for its other half.

Words that also end a German sentence as part of a verb ("liegt bei", "stellt vor") are left out.
"""
_NUMBER = re.compile(r"^(?P<prefix>\D*?)(?P<value>\d+)$")


def doubts(
    fields: Sequence[Field],
    measures: Sequence[Measure],
    chapters: Chapters,
    ledger: Ledger,
    raw: RawCatalogue,
    vocabulary: Vocabulary,
) -> tuple[Finding, ...]:
    """All findings about one edition, by measure in printed order, then about the document as a whole."""
    found: list[Finding] = []
    for measure in measures:
        found += _about_measure(measure, vocabulary)
    found += _about_numbers(measures)
    found += _about_chapters(fields, chapters)
    found += _about_ledger(ledger, raw)
    return tuple(found)


def noted(measures: Iterable[Measure], findings: Sequence[Finding]) -> tuple[Measure, ...]:
    """The measures with the codes of their findings."""
    codes: dict[tuple[str | None, int | None], list[str]] = {}
    for finding in findings:
        codes.setdefault((finding.measure, finding.page), []).append(finding.code)
    return tuple(replace(m, findings=tuple(dict.fromkeys(codes.get((m.number, m.page), ())))) for m in measures)


def _about_measure(measure: Measure, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _unknown_status(measure, vocabulary)
    for name, where in _VALUES.items():
        value = getattr(measure, name)
        if bracket := _unclosed(value):
            yield _finding(
                "bracket-open", Severity.INFO, measure,
                f"{where} ist die Klammer „{bracket}“ nicht geschlossen („{_tail(value)}“). So gedruckt und so übernommen.",
            )  # fmt: skip
    for paragraph in measure.text.split("\n"):
        if _UNFINISHED.search(paragraph):
            yield _finding(
                "text-unfinished", Severity.INFO, measure,
                f"im Text endet ein Absatz mitten im Satz („{_tail(paragraph)}“). So gedruckt und so übernommen.",
            )  # fmt: skip
    for name, title in _NEEDED.items():
        if not getattr(measure, name):
            yield _finding(
                "cell-empty", Severity.WARNING, measure,
                f"die Spalte „{title}“ ist leer. Bitte im Katalog nachsehen, ob dort wirklich nichts steht.",
            )  # fmt: skip
    if not measure.number:
        yield _finding(
            "number-missing", Severity.WARNING, measure,
            f"eine Zeile mit dem Text „{measure.text[:60]}“ hat keine Nummer. Bitte im Katalog nachsehen.",
        )  # fmt: skip


def _unknown_status(measure: Measure, vocabulary: Vocabulary) -> Iterator[Finding]:
    reading = vocabulary.read_status(measure.status_text)
    for wording in reading.unknown if measure.status_text else ():
        severity = Severity.WARNING if reading.status is Status.UNKNOWN else Severity.INFO
        yield _finding(
            "status-unknown", severity, measure,
            f"die Statusangabe „{wording}“ ist nicht verzeichnet und zählt nicht mit. Bitte in templates/{STATUS_FILE} die "
            f"Zeile „{wording};CODE“ ergänzen, mit einem CODE aus templates/statuscodes.csv.",
        )  # fmt: skip


def _unclosed(value: str) -> str | None:
    """The first bracket that is never closed, over all paragraphs of a value."""
    waiting: list[str] = []
    for character in value:
        if character in _BRACKETS:
            waiting.append(character)
        elif waiting and character == _BRACKETS[waiting[-1]]:
            waiting.pop()
    return waiting[0] if waiting else None


def _tail(value: str) -> str:
    last = value.split("\n")[-1]
    return last if len(last) <= 60 else f"… {last[-58:].split(' ', 1)[-1]}"


def _about_numbers(measures: Sequence[Measure]) -> Iterator[Finding]:
    counts = Counter(measure.number for measure in measures if measure.number)
    for number, count in counts.items():
        if count > 1:
            pages = ", ".join(str(measure.page) for measure in measures if measure.number == number)
            first = next(measure for measure in measures if measure.number == number)
            yield _finding(
                "number-twice", Severity.WARNING, first,
                f"die Nummer steht {count}-mal im Katalog (Seiten {pages}). Bitte prüfen, welche Zeile gemeint ist.",
            )  # fmt: skip
    yield from _about_gaps(measures)


def _about_gaps(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Numbers missing in a run that otherwise counts up by one (only plain numbers with one prefix)."""
    values: dict[str, list[int]] = {}
    for measure in measures:
        if match := _NUMBER.match(measure.number):
            values.setdefault(match["prefix"], []).append(int(match["value"]))
    for prefix, present in values.items():
        missing = sorted(set(range(min(present), max(present) + 1)) - set(present))
        if missing and len(missing) <= len(present):
            names = ", ".join(f"{prefix}{value}" for value in missing[:10])
            yield Finding(
                "number-gap", Severity.WARNING,
                f"In der Zählung fehlen die Nummern {names}{' …' if len(missing) > 10 else ''}. Bitte prüfen, ob der Katalog "
                "sie auslässt oder ob dort eine Zeile nicht gelesen wurde.",
            )  # fmt: skip


def _about_chapters(fields: Sequence[Field], chapters: Chapters) -> Iterator[Finding]:
    counts = Counter(chapter.name for chapter in chapters.chapters)
    for chapter in chapters.chapters:
        if not chapter.name:
            yield Finding(
                "heading-missing", Severity.WARNING,
                f"Die Tabelle auf Seite {chapter.page} steht unter keiner Überschrift; ihr Handlungsfeld bleibt leer.",
                page=chapter.page,
            )  # fmt: skip
        if not chapter.rows and counts[chapter.name] == 1:
            yield Finding(
                "chapter-empty", Severity.WARNING,
                f"Unter dem Handlungsfeld „{chapter.name}“ (Seite {chapter.page}) wurde keine Maßnahme gefunden.",
                page=chapter.page,
            )  # fmt: skip
    for field in fields:
        if counts[field.name] > 1:
            yield Finding(
                "heading-twice", Severity.WARNING,
                f"Die Überschrift „{field.name}“ kommt {counts[field.name]}-mal vor; die Maßnahmen sind zusammengefasst.",
            )  # fmt: skip


def _about_ledger(ledger: Ledger, raw: RawCatalogue) -> Iterator[Finding]:
    if not ledger.closes:
        yield Finding(
            "ledger-open", Severity.ERROR,
            f"Von {ledger.printed} gedruckten Zeichen in „{raw.source.file}“ sind {abs(ledger.unplaced)} "
            f"{'keiner Stelle zugeordnet' if ledger.unplaced > 0 else 'doppelt gezählt'}. Bitte den Katalog mit massnahmen.csv "
            "vergleichen.",
        )  # fmt: skip


def _finding(code: str, severity: Severity, measure: Measure, message: str) -> Finding:
    name = f"Maßnahme {measure.number}" if measure.number else "Eine Maßnahme"
    return Finding(code, severity, f"{name} (Seite {measure.page}): {message}", measure.number, measure.page)
