"""The CSV files: an edition for people, the crosswalk and the change log, each as the bytes of its file."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.decisions import DecisionKind, said
from pipeline.model import Change, Correction, Edition, Finding, Link, Measure, Place, Status
from pipeline.publish.columns import CHANGES, CROSSWALK, DUE_WORDS, MEASURES, history_columns, names
from pipeline.publish.differences import told
from pipeline.publish.german import listed
from pipeline.publish.history import Course, History
from pipeline.spreadsheet import as_csv, as_number

Cells = tuple[str | int | float | None, ...]

NO_TITLE = "ohne Titel"
MEASURES_NAME = "massnahmen.csv"
HISTORY_NAME = "Verlauf.csv"
OF_CATALOGUE = " (Katalog)"
SAMPLE, DAMAGED, RECOGNISED = "Beispieldaten", "beschädigte Vorlage", "Texterkennung"
"""What every output made from a made-up edition, from a damaged file, or from the words of text recognition says."""


def crosswalk_name(old: int, new: int) -> str:
    """File name of the crosswalk between the editions of two years."""
    return f"Abgleich_{old}-{new}.csv"


def changes_name(new: int, old: int | None = None) -> str:
    """File name of the change log; without an older edition that of the first registration."""
    return f"Aenderungsprotokoll_{new}.csv" if old is None else f"Aenderungsprotokoll_{old}-{new}.csv"


def edition_folders(editions: Iterable[Edition]) -> tuple[str, ...]:
    """The folder of each edition's records: its year, or "2023-bisher" for the earlier of two documents of one year."""
    years = [edition.year for edition in editions]
    return tuple(
        f"{year}-bisher" if year in years[position:] else str(year) for position, year in enumerate(years, start=1)
    )


def measures_table(edition: Edition, label: Callable[[Status], str]) -> bytes:
    """`massnahmen.csv`: one row a measure; `label` names a status in German.

    Columns that only this catalogue has follow under their printed titles.
    """
    further = tuple(dict.fromkeys(_own_title(title) for measure in edition.measures for title, _ in measure.extra))
    rows = (_measure_cells(measure, edition, label) + _further_cells(measure, further) for measure in edition.measures)
    return as_csv((*names(MEASURES), *further), rows)


def crosswalk_table(links: Iterable[Link], *, caveat: str) -> bytes:
    """`Abgleich_*.csv`: one row a link; `caveat` stands in each."""
    return as_csv(names(CROSSWALK), (_link_cells(link, caveat) for link in links))


def changes_table(changes: Iterable[Change], *, caveat: str) -> bytes:
    """`Aenderungsprotokoll_*.csv`: one row a changed value, numbered from 1; `caveat` as above."""
    rows = (_change_cells(number, change, caveat) for number, change in enumerate(changes, start=1))
    return as_csv(names(CHANGES), rows)


def history_table(history: History, label: Callable[[Status], str]) -> bytes:
    """`Verlauf.csv`: one row a measure, one column a value and edition; `label` names a status in German."""
    notes = tuple(_caveats_by_year(history.editions))
    columns = history_columns([edition.year for edition in history.editions])
    return as_csv(names(columns), (_course_cells(course, notes, label) for course in history.courses))


def _caveats_by_year(editions: Sequence[Edition]) -> Iterator[str]:
    """What must not be forgotten about these editions, with the years it is true of."""
    samples = [str(edition.year) for edition in editions if edition.sample]
    damaged = [str(edition.year) for edition in editions if edition.source.damaged]
    recognised = [str(edition.year) for edition in editions if edition.source.recognised]
    reasons = ((SAMPLE, samples), (DAMAGED, damaged), (RECOGNISED, recognised))
    yield from (f"{word}: {listed(years)}" for word, years in reasons if years)


def _course_cells(course: Course, notes: Sequence[str], label: Callable[[Status], str]) -> Cells:
    records = course.records
    return (
        course.uid,
        course.latest.field_of_action,
        course.latest.text,
        "\n".join((*(event.words for event in course.events), *notes)),
        *(record.number if record else None for record in records),
        *(label(record.status) if record else None for record in records),
        *(record.status_text if record else None for record in records),
    )


def _own_title(title: str) -> str:
    """A printed title on one line, never one of our own column names."""
    on_one_line = " ".join(title.split()) or NO_TITLE
    return on_one_line + OF_CATALOGUE if on_one_line in names(MEASURES) else on_one_line


def _measure_cells(measure: Measure, edition: Edition, label: Callable[[Status], str]) -> Cells:
    due = measure.due
    return (
        measure.number,
        measure.uid,
        measure.field_of_action,
        measure.goal,
        measure.text,
        "\n".join(measure.progress_notes),
        measure.actors_text,
        measure.status_text,
        measure.status.value,
        label(measure.status),
        measure.follow_up.value if measure.follow_up else None,
        DUE_WORDS[due.kind] if due else None,
        due.year if due else None,
        due.month if due else None,
        due.season if due else None,
        due.part if due else None,
        due.last_year if due else None,
        _marked(str(edition.year), caveat([edition])),
        edition.source.file,
        measure.page or None,
        "\n".join(spot(place, measure.page) for place in measure.places),
        "\n".join(_remarks(measure, edition)),
    )


def _remarks(measure: Measure, edition: Edition) -> Iterator[str]:
    """What was found about a measure in words; a code alone where no finding explains it."""
    about = [found for found in edition.findings if (found.measure, found.page) == (measure.number, measure.page)]
    yield from (found.message + _accepted(found) for found in about)
    yield from (f"{each.feature}: gelesen „{each.read}“. {_set_right(each)}" for each in measure.corrections)
    yield from (code for code in measure.findings if code not in {found.code for found in about})


def _accepted(finding: Finding) -> str:
    return f" {said(DecisionKind.ACCEPT, finding.accepted)}" if finding.accepted else ""


def _set_right(correction: Correction) -> str:
    return said(DecisionKind.CORRECT, correction.signature)


def caveat(editions: Iterable[Edition]) -> str:
    """What must not be forgotten about any of these editions, as one phrase; mostly empty."""
    every = list(editions)
    return caveat_of(
        sample=any(each.sample for each in every),
        damaged=any(each.source.damaged for each in every),
        recognised=any(each.source.recognised for each in every),
    )


def caveat_of(*, sample: bool, damaged: bool, recognised: bool) -> str:
    """The same from its reasons."""
    reasons = ((SAMPLE, sample), (DAMAGED, damaged), (RECOGNISED, recognised))
    return ", ".join(word for word, holds in reasons if holds)


def _marked(text: str, caveat: str) -> str:
    return f"{text} ({caveat})".lstrip() if caveat else text


def spot(place: Place, known_page: int = 0) -> str:
    """Lines or box of one part of a row, with its page unless that is the one known from another column."""
    page = f"Seite {place.page}: " if place.page != known_page else ""
    if place.lines:
        first, last = place.lines
        return page + (f"Zeile {first}" if first == last else f"Zeilen {first}–{last}")
    if place.bbox:
        # By way of the two digits of katalog.json, so that the records alone give the same cell.
        left, top, right, bottom = (as_number(round(round(length, 2), 1)) for length in place.bbox)
        return f"{page}Kasten {left} | {top} – {right} | {bottom}"
    return page.removesuffix(": ")


def _further_cells(measure: Measure, columns: Sequence[str]) -> Cells:
    return tuple(
        "\n".join(value for title, value in measure.extra if _own_title(title) == column) for column in columns
    )


def _link_cells(link: Link, caveat: str) -> Cells:
    lasting = link.new or link.old
    return (
        link.old.number if link.old else None,
        link.new.number if link.new else None,
        lasting.uid if lasting else None,
        link.relation.value,
        link.method,
        float(link.certainty),
        link.runner_up,
        _marked(link.reason, caveat),
    )


def _change_cells(number: int, change: Change, caveat: str) -> Cells:
    return (
        number,
        change.uid,
        change.kind.value,
        change.number_old,
        change.number_new,
        change.field_of_action,
        change.feature,
        change.value_old,
        change.value_new,
        change.judgement.value if change.judgement else None,
        change.source_old,
        change.page_old or None,
        change.source_new,
        change.page_new or None,
        change.method,
        None if change.certainty is None else float(change.certainty),
        _marked(change.reason, caveat),
        "\n".join(told(change.pieces)),
        "\n".join(map(spot, change.places_old)),
        "\n".join(map(spot, change.places_new)),
    )
