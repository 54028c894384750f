"""Findings about columns that stand on a page of their own and may belong to the measures of others, by measure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Finding, Measure, Severity
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.heading_lines import stretches
from pipeline.normalise.side_by_side import rows_of
from pipeline.printed import Line
from pipeline.vocabulary import Vocabulary

_FILLED = {"goal": "goal", "number": "number", "actors": "actors_text", "status": "status_text"}
"""Name of a column → what it fills in a measure."""
_FEWEST = 3
"""Lines on such a page, that of the titles among them."""

Rows = Sequence[Sequence[Line]]


def about_columns_apart(measures: Sequence[Measure], chapters: Chapters, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Columns that stand apart: on other pages than the measures, as the last ones of a sheet wider than the paper.

    They are known by a title of which measures lack the value, or by having as many lines as another page has measures.
    """
    for page, rows in _pages_apart(measures, chapters).items():
        titles = {name: text for row in rows for text in _texts(row) if (name := vocabulary.column_of_grid(text))}
        if "measure" in titles:
            continue
        others = [measure for measure in measures if all(place.page != page for place in measure.places)]
        lacking = [measure for measure in others if any(not getattr(measure, _FILLED[name]) for name in titles)]
        concerned = lacking or ([] if titles or len(others) < len(measures) else _as_many(rows, measures))
        shown = " | ".join(titles.values() if lacking else _texts(rows[0]))
        yield from (_finding(measure, page, shown) for measure in concerned)


def _pages_apart(measures: Sequence[Measure], chapters: Chapters) -> Mapping[int, Rows]:
    """The lines outside of all tables on the pages behind the first that has measures."""
    first = min((place.page for measure in measures for place in measure.places), default=0)
    pages: dict[int, list[Sequence[Line]]] = {}
    for row in rows_of(chapters.outside.remarks):
        if row[0].place.page > first:
            pages.setdefault(row[0].place.page, []).append(row)
    return {page: rows for page, rows in pages.items() if len(rows) >= _FEWEST}


def _texts(row: Sequence[Line]) -> list[str]:
    return [text for line in row for text in stretches(line)]


def _as_many(rows: Rows, measures: Sequence[Measure]) -> list[Measure]:
    """The measures of a page that has as many as there are lines, but for one of titles or one for each chapter.

    The rows of a sheet are as high on each of its pages, so all lines stand beside their measures, if shifted alike.
    """
    counts = Counter(measure.page for measure in measures)
    for page, count in counts.items():
        own = [measure for measure in measures if measure.page == page]
        chapters = len({measure.field_of_action for measure in own})
        if len(rows) in (count + 1, count + chapters) and _are_as_far_apart(_without_titles(rows), own):
            return own
    return []


def _without_titles(rows: Rows) -> Rows:
    return [row for row in rows if _texts(row) != _texts(rows[0])]


def _are_as_far_apart(rows: Rows, measures: Sequence[Measure]) -> bool:
    """Whether one shift sets each line within the height of its measure, as far as that can be told."""
    if len(rows) != len(measures):
        return True
    pairs = [(row[0].place.bbox, measure.places[0].bbox) for row, measure in zip(rows, measures, strict=True)]
    shifts = [((it[1] + it[3]) / 2 - row[3], (it[1] + it[3]) / 2 - row[1]) for it, row in pairs if it and row]
    return not shifts or max(least for least, _ in shifts) <= min(most for _, most in shifts)


def _finding(measure: Measure, page: int, shown: str) -> Finding:
    return Finding(
        "columns-apart", Severity.WARNING,
        f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): Auf Seite {page} steht „{shown[:60]}“ für "
        "sich; es sind wohl Spalten einer Tabelle, die breiter als das Papier ist. Zu welchen Zeilen sie gehören, ist "
        "nicht sicher, ihre Werte fehlen hier: Bitte im Katalog nachsehen oder die Tabelle auf eine Seitenbreite "
        "verkleinert neu als PDF speichern.",
        measure.number, measure.page, value=f"{page}: {shown[:60]}",
    )  # fmt: skip
