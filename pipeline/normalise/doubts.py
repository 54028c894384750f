"""Findings: what a person should look at. The source's own defects are kept as printed and reported here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.decisions import QUESTIONS_FILE
from pipeline.model import Finding, Measure, Severity, Status
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.doubts_breaks import about_breaks, about_parted, about_sentences, about_visions
from pipeline.normalise.doubts_columns import about_columns, columns_missing
from pipeline.normalise.doubts_cut import about_crossed, about_cut_texts, about_struck, about_too_narrow, tail
from pipeline.normalise.doubts_document import (
    about_chapters,
    about_characters,
    about_goals_across,
    about_leftovers,
    about_rows,
    about_rows_across,
    about_running_headings,
    about_sides,
    about_tables,
    about_unlabelled_visions,
)
from pipeline.normalise.doubts_goals import about_goals, about_openings
from pipeline.normalise.doubts_kinds import about_kinds
from pipeline.normalise.doubts_letters import about_letters
from pipeline.normalise.doubts_numbers import about_numbers, about_numbers_in_texts, about_unread_numbers
from pipeline.normalise.doubts_recognised import about_unsure_words
from pipeline.normalise.doubts_sheets import about_columns_apart
from pipeline.normalise.doubts_words import about_words
from pipeline.normalise.ledger import Leftover
from pipeline.normalise.marks import BULLET
from pipeline.normalise.paragraphs import UNFINISHED
from pipeline.printed import RawCatalogue
from pipeline.spreadsheet import line_of
from pipeline.vocabulary import STATUS_FILE, StatusReading, Vocabulary, as_entry

_VALUES = {"goal": "im Ziel", "text": "im Text", "actors_text": "bei den Akteuren", "status_text": "im Status"}
_NEEDED = {"goal": "Ziel", "text": "Maßnahme", "actors_text": "Akteure", "status_text": "Status"}
_BRACKETS = {"(": ")", "[": "]"}
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_EXCERPT = 60
"""Characters of the catalogue that a message shows at most."""


def doubts(
    measures: Sequence[Measure],
    chapters: Chapters,
    left_over: Sequence[Leftover],
    raw: RawCatalogue,
    year: int,
    vocabulary: Vocabulary,
) -> tuple[Finding, ...]:
    """All findings about one edition, by measure in printed order, then about the document as a whole."""
    found = list(about_measures(measures, last_year(year, chapters.as_of), vocabulary))
    found += about_unread_numbers(measures, chapters.outside.remarks)
    found += about_numbers_in_texts(measures, chapters)
    found += about_rows(chapters)
    found += about_rows_across(chapters, measures)
    found += about_goals_across(chapters, measures)
    found += about_breaks(chapters, vocabulary)
    found += about_sentences(chapters)
    found += about_visions(chapters)
    found += about_parted(chapters)
    found += about_words(chapters)
    found += about_sides(measures, raw)
    found += about_columns_apart(measures, chapters, vocabulary)
    found += about_cut_texts(measures, raw)
    found += about_crossed(measures, raw)
    found += about_struck(measures, raw)
    found += about_too_narrow(measures)
    found += about_goals(measures, raw)
    found += about_openings(measures, raw)
    found += about_columns(measures, vocabulary)
    found += about_kinds(measures)
    found += about_chapters(chapters)
    found += about_unlabelled_visions(chapters)
    found += about_tables(chapters, vocabulary)
    found += about_running_headings(raw, chapters, vocabulary)
    found += about_characters(measures, raw)
    found += about_letters(measures)
    found += about_leftovers(left_over)
    found += about_unsure_words(measures, raw.unsure)
    return tuple(found)


def last_year(year: int, as_of: str | None) -> int:
    """The last year of which an edition can tell what is done: its own, or the later one of its "Stand: …"."""
    return max([year, *map(int, _YEAR.findall(as_of or ""))])


def about_measures(measures: Sequence[Measure], until: int, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What the values of the measures themselves give reason to ask, in an edition that tells of years up to one."""
    missing = columns_missing(measures)
    for measure in measures:
        yield from _about_measure(measure, missing, vocabulary)
        yield from _ahead(measure, until)
    yield from about_numbers(measures)


def noted(measures: Iterable[Measure], findings: Sequence[Finding]) -> tuple[Measure, ...]:
    """The measures with the codes of their findings; an error without a measure and page is about all of them."""
    common = [f.code for f in findings if f.severity is Severity.ERROR and f.measure is None and f.page is None]
    codes: dict[tuple[str | None, int | None], list[str]] = {}
    for finding in findings:
        codes.setdefault((finding.measure, finding.page), []).append(finding.code)
    return tuple(
        replace(m, findings=tuple(dict.fromkeys((*common, *codes.get((m.number, m.page), ()))))) for m in measures
    )


def _about_measure(measure: Measure, missing: set[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Findings about one measure; columns that are `missing` in the whole document are reported once, not here."""
    yield from _about_status(measure, vocabulary.read_status(measure.status_text))
    for name, where in _VALUES.items():
        if passage := _unclosed(getattr(measure, name)):
            yield _finding(
                "bracket-open", Severity.INFO, measure,
                f"{where} ist eine Klammer nicht geschlossen („{passage}“). So gedruckt und so übernommen; falls es "
                "ein Versehen ist: Bitte im nächsten Katalog berichtigen.",
                passage,
            )  # fmt: skip
    for paragraph in _unfinished(measure.text):
        yield _finding(
            "text-unfinished", Severity.INFO, measure,
            f"im Text endet ein Absatz mitten im Satz („{tail(paragraph)}“). So gedruckt und so übernommen: Bitte im "
            "nächsten Katalog vervollständigen.",
            tail(paragraph),
        )  # fmt: skip
    for name, title in _NEEDED.items():
        if name not in missing and not getattr(measure, name):
            yield _finding(
                "cell-empty", Severity.WARNING, measure,
                f"die Spalte „{title}“ ist leer: Bitte im Katalog nachsehen, ob dort wirklich nichts steht.",
                title,
            )  # fmt: skip
    if not measure.number and "number" not in missing:
        yield _finding(
            "number-missing", Severity.WARNING, measure,
            f"die Zeile „{_head(measure.text)}“ hat keine Nummer und wird nur an ihrem Wortlaut wiedererkannt: Bitte "
            "im Katalog nachsehen, ob dort eine steht.",
            _head(measure.text),
        )  # fmt: skip


def _about_status(measure: Measure, reading: StatusReading) -> Iterator[Finding]:
    if reading.status is Status.UNKNOWN:
        for wording in reading.unknown:
            yield _finding(
                "status-unknown", Severity.WARNING, measure,
                f"die Statusangabe „{wording}“ ist nicht verzeichnet, die Maßnahme zählt deshalb bei keinem Stand mit. "
                f"{_line_to_add(wording)}.",
                wording,
            )  # fmt: skip
        return
    whole = " ".join(measure.status_text.split())
    for wording in reading.unknown:
        yield _finding(
            "status-unknown", Severity.INFO, measure,
            f"im Status „{whole}“ ist der Zusatz „{wording}“ nicht verzeichnet und bleibt unberücksichtigt. Falls er "
            f"den Stand ändert: {_line_to_add(whole)}.",
            wording,
        )  # fmt: skip
    if reading.others:
        yield _finding(
            "status-mixed", Severity.INFO, measure,
            f"der Status „{whole}“ nennt mehrere Stände, gezählt wird der erste. Falls ein anderer gelten soll: "
            f"{_line_to_add(whole)}.",
            whole,
        )  # fmt: skip


def _ahead(measure: Measure, until: int) -> Iterator[Finding]:
    """A finding where what is done bears a year to come: a slip, or done is only meant to be."""
    whole = " ".join(measure.status_text.split())
    ahead = [year for year in _YEAR.findall(whole) if int(year) > until]
    if ahead and measure.status is Status.COMPLETED and not measure.due and not measure.follow_up:
        yield _finding(
            "status-ahead", Severity.WARNING, measure,
            f"der Status „{whole}“ zählt als abgeschlossen, nennt aber das Jahr {ahead[0]} nach dieser Ausgabe: Bitte "
            f"nachsehen; ist die Maßnahme nicht fertig, mit einer Zeile aus „{QUESTIONS_FILE}“ berichtigen.",
            whole,
        )  # fmt: skip


def _line_to_add(wording: str) -> str:
    """The very line, and where it goes."""
    codes = [code.value for code in Status if code is not Status.UNKNOWN]
    line = line_of((as_entry(wording), "CODE"))
    return (
        f"Bitte in templates/{STATUS_FILE} die Zeile „{line}“ anfügen (CODE: {', '.join(codes[:-1])} oder {codes[-1]})"
    )


def _unclosed(value: str) -> str | None:
    """The text from the first bracket that is never closed, over all paragraphs of a value."""
    waiting: list[int] = []
    for position, character in enumerate(value):
        if character in _BRACKETS:
            waiting.append(position)
        elif waiting and character == _BRACKETS[value[waiting[-1]]]:
            waiting.pop()
    return _head(value[waiting[0] :]) if waiting else None


def _unfinished(text: str) -> Iterator[str]:
    """Paragraphs that end in mid-sentence; items of a list may end in a comma or "und"."""
    below: str | None = None
    for paragraph in reversed(text.split("\n")):
        goes_on = below is not None and below.startswith(BULLET)
        if UNFINISHED.search(paragraph) and not goes_on:
            yield paragraph
        below = paragraph


def _head(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 2].rsplit(' ', 1)[0]} …"


def _finding(code: str, severity: Severity, measure: Measure, message: str, value: str) -> Finding:
    name = f"Maßnahme {measure.number}" if measure.number else "Maßnahme ohne Nummer"
    message = f"{name} (Seite {measure.page}): {message}"
    return Finding(code, severity, message, measure.number, measure.page, value=value)
