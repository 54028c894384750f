"""From a document as printed to typed records: nothing lost, nothing guessed, what is doubtful becomes a finding."""

import re

from pipeline.errors import CheckFailed, InputAmbiguous
from pipeline.model import Edition, Ledger
from pipeline.normalise.arrange import arrange
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.correct import corrected
from pipeline.normalise.doubts import doubts, noted
from pipeline.normalise.gaps import with_gaps_told, with_sentences_whole
from pipeline.normalise.kind import require_catalogue
from pipeline.normalise.ledger import balance, named_furniture
from pipeline.normalise.measures import build_measures
from pipeline.normalise.numbers import with_numbers_apart
from pipeline.normalise.sheet_names import with_sheet_names
from pipeline.normalise.titles_alike import with_titles_alike
from pipeline.printed import RawCatalogue
from pipeline.vocabulary import Vocabulary

__all__ = ["corrected", "normalise"]

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_GROSS = 0.1
"""Share of the printed characters from which on what is left over stops the run: the page of a short catalogue."""


def normalise(raw: RawCatalogue, year: int | None, sample: bool, vocabulary: Vocabulary) -> Edition:
    """Turn a document as printed into an edition.

    `year` comes from the file name; without it the title or a printed "Stand: …" decides. `sample` marks made-up
    editions.

    Raises:
        InputAmbiguous: no year in file name, title or "Stand: …", or several.
        NotACatalogue: there is no table of measures with their goals, actors or status.
        CheckFailed: much of what is printed went nowhere, or was taken twice.
    """
    raw = with_titles_alike(with_numbers_apart(raw))
    raw = with_sheet_names(with_sentences_whole(with_gaps_told(raw)), vocabulary)
    chapters = arrange(raw, vocabulary)
    require_catalogue(raw, chapters, vocabulary)
    year = year or _printed_year(raw, chapters)
    fields, measures = build_measures(chapters, year, vocabulary)
    ledger, left_over = balance(raw, chapters, measures)
    _require_most(ledger, raw)
    findings = doubts(measures, chapters, left_over, raw, year, vocabulary)
    return Edition(
        year=year,
        title=chapters.title,
        sample=sample,
        source=raw.source,
        fields=fields,
        measures=noted(measures, (*raw.findings, *findings)),
        further_measures=chapters.further_measures,
        remarks=chapters.remarks,
        findings=(*raw.findings, *findings),
        as_of=chapters.as_of,
        ledger=ledger,
        text_places=chapters.text_places,
        furniture=named_furniture(raw),
    )


def _require_most(ledger: Ledger, raw: RawCatalogue) -> None:
    """Words left over are a finding that names them; pages of them would be a wrong result."""
    left = ledger.unplaced + ledger.surplus
    if left > _GROSS * ledger.printed:
        raise CheckFailed(
            f"Von {ledger.printed} gedruckten Zeichen in „{raw.source.file}“ sind {ledger.unplaced} keiner Stelle "
            f"zugeordnet und {ledger.surplus} doppelt übernommen; ganze Maßnahmen könnten fehlen oder doppelt sein: "
            "Bitte den Katalog mit dieser Meldung an die Betreuung des Programms geben."
        )


def _printed_year(raw: RawCatalogue, chapters: Chapters) -> int:
    """The only year that the title names, else the only one behind "Stand:"; which of several counts is not guessed."""
    named = [sorted(set(_YEAR.findall(text))) for text in (chapters.title, chapters.as_of or "")]
    for years in named:
        if len(years) == 1:
            return int(years[0])
    several = ", ".join(named[0] or named[1])
    what = (
        f"im Titel stehen mehrere Jahre ({several})"
        if several
        else "weder Dateiname noch Titel noch „Stand:“ nennen eines"
    )
    raise InputAmbiguous(
        f"Zu „{raw.source.file}“ ist das Jahr nicht bekannt, {what}; die Ausgabe ließe sich nicht einordnen: Bitte die "
        "Datei mit dem Jahr der Ausgabe benennen, zum Beispiel „2024-massnahmenkatalog.pdf“."
    )
