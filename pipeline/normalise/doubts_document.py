"""Findings about a document as a whole: its rows, tables, chapters and characters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from pipeline.model import Finding, Measure, Place, Severity
from pipeline.normalise.chapters import Chapters, cells
from pipeline.normalise.doubts_goals import holds, is_in_cell
from pipeline.normalise.doubts_numbers import listed_pages
from pipeline.normalise.headings import find_headings
from pipeline.normalise.ledger import Leftover
from pipeline.normalise.numbers import number_in
from pipeline.normalise.side_by_side import rows_of
from pipeline.printed import Cell, Line, RawCatalogue, Table
from pipeline.vocabulary import COLUMN_ROLES, TERMS_FILE, Vocabulary

_COLUMNS_OF_A_TABLE = 3
"""Lines beside each other; two may be columns of running text."""
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_MOST_SHOWN = 200
"""Characters of left-over words that a message shows."""


def about_rows(chapters: Chapters) -> Iterator[Finding]:
    """Rows without a number that no page break explains, nor a number that reaches down into them."""
    for chapter in chapters.chapters:
        number = ""
        for index, row in enumerate(chapter.rows):
            number = number_in(row.number.lines) or number
            own = _text(row.measure) or _text(row.actors) or _text(row.status)
            cut = index in chapter.opens and row.place.page != chapter.rows[index - 1].place.page
            if own and number and not row.number.lines and not cut and "number" not in row.spanned:
                page = row.place.page
                yield Finding(
                    "row-unnumbered", Severity.WARNING,
                    f"Maßnahme {number} (Seite {page}): die Zeile „{own[:60]}“ hat keine Nummer und ist dieser "
                    "Maßnahme zugeschlagen: Bitte im Katalog nachsehen, ob es eine eigene Maßnahme ist.",
                    number, page, value=own[:60],
                )  # fmt: skip


def about_rows_across(chapters: Chapters, measures: Sequence[Measure]) -> Iterator[Finding]:
    """Texts in rows across a table that may be a goal of the measures below, or belong to the one above."""
    lines = chapters.across
    for index, line in enumerate(lines):
        until = _top(lines[index + 1].place) if index + 1 < len(lines) else (inf, 0.0)
        above = [measure for measure in measures if _top(measure.places[-1]) < _top(line.place)]
        below = [measure for measure in measures if _top(line.place) <= _top(measure.places[0]) < until]
        same = [measure for measure in below if measure.field_of_action == below[0].field_of_action]
        for measure in (*above[-1:], *same):
            yield Finding(
                "line-unclear", Severity.WARNING,
                f"{_name(measure)}: „{line.text[:60]}“ steht quer in der Tabelle (Seite {line.place.page}) und ist als "
                "Text außerhalb übernommen: Bitte im Katalog nachsehen, ob es ein Ziel der Maßnahmen darunter ist oder "
                "zur Maßnahme darüber gehört.",
                measure.number, measure.page, value=line.text[:60],
            )  # fmt: skip


def about_goals_across(chapters: Chapters, measures: Sequence[Measure]) -> Iterator[Finding]:
    """Goals above tables or in rows across them, of which only their type says that they are no headings."""
    for line in chapters.assumed_goals:
        goal = next((m for m in measures if any(holds(place, line) for place in m.goal_places)), None)
        for measure in (m for m in measures if goal and m.goal == goal.goal):
            yield Finding(
                "goal-doubtful", Severity.WARNING,
                f"{_name(measure)}: „{line.text[:60]}“ (Seite {line.place.page}) ist als Ziel der Maßnahmen darunter "
                "übernommen, weil es anders gesetzt ist als die Überschrift darüber; kein Wort nennt es so: Bitte im "
                "Katalog nachsehen, ob es eine Überschrift ist.",
                measure.number, measure.page, value=line.text[:60],
            )  # fmt: skip


def about_sides(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Lines right beside a table without rules that may belong to it: named for every measure they may belong to."""
    for line in raw.doubtful:
        if is_in_cell(line, measures):
            continue
        before = [measure for measure in measures if _top(measure.places[-1]) < _top(line.place)]
        last = before[-1:]
        shared = [m for m in before if last[0].goal and m.goal == last[0].goal] if last else []
        for measure in shared or last:
            yield Finding(
                "line-unclear", Severity.WARNING,
                f"{_name(measure)}: ob „{line.text[:60]}“ (Seite {line.place.page}) noch zur Tabelle gehört, ist am "
                "Satz nicht zu erkennen; die Zeile ist als Text außerhalb übernommen: Bitte im Katalog nachsehen.",
                measure.number, measure.page, value=line.text[:60],
            )  # fmt: skip


def _top(place: Place) -> tuple[int, float]:
    """How far down something begins: its page, and a height in points or a line of the file."""
    return place.page, place.bbox[1] if place.bbox else (place.lines or (0, 0))[0]


def _name(measure: Measure) -> str:
    return f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page})"


def _values(measure: Measure) -> tuple[str, ...]:
    own = (measure.number, measure.goal, measure.text, measure.actors_text, measure.status_text)
    return (*own, *(value for _, value in measure.extra))


def about_tables(chapters: Chapters, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Tables that were not understood: lines outside the tables of measures that stand in columns, page by page."""
    pages: dict[int, list[list[Line]]] = {}
    for row in rows_of(chapters.outside.remarks):
        if len(row) > 1:
            pages.setdefault(row[0].place.page, []).append(row)
    for page, beside in pages.items():
        rows = [" | ".join(line.text for line in row) for row in _rows_of_a_table(beside, vocabulary)]
        if rows[1:]:
            yield Finding(
                "table-unread", Severity.WARNING,
                f"Auf Seite {page} steht eine Tabelle („{_listed(rows[0].split())}“), die keine der Maßnahmen zu sein "
                "scheint; ihr Inhalt steht unter den Bemerkungen und zählt nicht mit. Falls es Maßnahmen sind: Bitte "
                f"die Spaltentitel in templates/{TERMS_FILE} mit ihrer Rolle ergänzen ({', '.join(COLUMN_ROLES)}).",
                page=page, value=_listed(rows[0].split()),
            )  # fmt: skip


def _rows_of_a_table(rows: Sequence[list[Line]], vocabulary: Vocabulary) -> Sequence[list[Line]]:
    """The rows of a page that surely belong to a table; two columns do if one has a title that measures have."""
    if len(rows) > 1 and any(vocabulary.column_of_grid(line.text) for row in rows for line in row):
        return rows
    return [row for row in rows if len(row) >= _COLUMNS_OF_A_TABLE]


def about_running_headings(raw: RawCatalogue, chapters: Chapters, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Headings that were taken for running lines, because they stand at the same place on several pages."""
    known = {chapter.name for chapter in chapters.chapters}
    for index, heading in find_headings(raw.furniture, vocabulary).items():
        if heading.name not in known:
            known.add(heading.name)
            page = raw.furniture[index].place.page
            yield Finding(
                "heading-running", Severity.WARNING,
                f"„{heading.name}“ steht in der Kopf- oder Fußzeile (Seite {page}), aber über keiner Tabelle; die "
                "Maßnahmen dort können unter einem falschen Handlungsfeld stehen: Bitte im Katalog nachsehen.",
                page=page, value=heading.name,
            )  # fmt: skip


def about_unlabelled_visions(chapters: Chapters) -> Iterator[Finding]:
    """Sentences between a heading and its table that no word calls a vision, in chapters without one."""
    places = dict(chapters.text_places)
    for chapter in chapters.chapters:
        heading = next(iter(places.get(chapter.name, ())), None)
        if chapter.visions or not chapter.rows or heading is None or not (heading.bbox or heading.lines):
            continue
        begin, end = _top(heading), _top(chapter.rows[0].place)
        between = [line for line in chapters.outside.remarks if begin < _top(line.place) < end]
        if between and between[-1].text.endswith((".", "!")):
            text = " ".join(line.text for line in between)
            yield Finding(
                "vision-unclear", Severity.INFO,
                f"Handlungsfeld „{chapter.name}“ (Seite {heading.page}): „{text[:60]}“ steht zwischen Überschrift und "
                "Tabelle, aber kein Wort wie „Vision“ davor; es ist als Anmerkung übernommen: Bitte im Katalog "
                "nachsehen, ob es die Vision ist.",
                page=heading.page, value=text[:60],
            )  # fmt: skip


def about_chapters(chapters: Chapters) -> Iterator[Finding]:
    """Chapters without a heading or without measures, headings that come twice or were perhaps not recognised."""
    for chapter in chapters.chapters:
        if not chapter.name:
            yield Finding(
                "heading-missing", Severity.WARNING,
                f"Über der Tabelle auf Seite {chapter.page} wurde keine Überschrift erkannt, ihre Maßnahmen haben kein "
                f"Handlungsfeld: Bitte das Wort, mit dem die Überschriften beginnen, in templates/{TERMS_FILE} mit der "
                "Rolle „handlungsfeld“ ergänzen.",
                page=chapter.page,
            )  # fmt: skip
    if chapters.assumed:
        yield Finding(
            "heading-unclear", Severity.WARNING,
            "Der Text zeigt nicht, welche Zeilen Überschriften sind; als Handlungsfelder gelesen ist, was über den "
            f"Tabellen steht ({', '.join(f'„{name}“' for name in dict.fromkeys(chapters.assumed))}): Bitte mit dem "
            "Dokument vergleichen.",
        )  # fmt: skip
    pages: dict[str, list[int]] = {}
    for chapter in chapters.chapters:
        pages.setdefault(chapter.name, []).append(chapter.page)
    filled = Counter(chapter.name for chapter in chapters.chapters if chapter.rows)
    for name, on in pages.items():
        if not filled[name]:
            yield Finding(
                "chapter-empty", Severity.WARNING,
                f"Unter dem Handlungsfeld „{name}“ (Seite {on[0]}) wurde keine Maßnahme gefunden: Bitte im "
                "Katalog nachsehen, ob dort eine Tabelle steht.",
                page=on[0], value=name,
            )  # fmt: skip
        if name and len(on) > 1:
            yield Finding(
                "heading-twice", Severity.WARNING,
                f"Die Überschrift „{name}“ kommt an mehreren Stellen vor ({listed_pages(on)}), "
                "alles darunter zählt zu einem Handlungsfeld: Bitte im Katalog nachsehen, ob eine davon anders heißen "
                "soll.",
                page=on[1], value=name,
            )  # fmt: skip
    for line in chapters.unclear:
        yield Finding(
            "heading-unclear", Severity.WARNING,
            f"Auf Seite {line.place.page} steht zwischen zwei Tabellen „{line.text}“. Falls dort ein neues "
            "Handlungsfeld beginnt, stehen seine Maßnahmen jetzt unter dem vorigen: Bitte nachsehen und das Wort, mit "
            f"dem die Überschrift beginnt, in templates/{TERMS_FILE} mit der Rolle „handlungsfeld“ ergänzen.",
            page=line.place.page, value=line.text,
        )  # fmt: skip


def about_characters(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Characters that nobody can read."""
    if raw.source.kind == "pdf":  # a text's reader has seen its bytes and reports them itself
        spoiled = [measure for measure in measures if _UNREADABLE in "".join(_values(measure))]
        for measure in spoiled:
            word = next(word for value in _values(measure) for word in value.split() if _UNREADABLE in word)
            yield Finding(
                "characters-unreadable", Severity.WARNING,
                f"{_name(measure)}: In „{word}“ sind Zeichen ohne lesbaren Wert, sie stehen als „{_UNREADABLE}“: Bitte "
                "diese Stelle mit dem Katalog vergleichen oder das PDF neu aus Word speichern.",
                measure.number, measure.page, value=word,
            )  # fmt: skip
        known = {place.page for measure in spoiled for place in measure.places}
        unreadable = {line.place.page for line in _lines(raw) if _UNREADABLE in line.text}
        outside = {b.place.page for b in raw.blocks if isinstance(b, Line) and _UNREADABLE in b.text}
        for page in sorted((unreadable - known) | outside):
            yield Finding(
                "characters-unreadable", Severity.WARNING,
                f"Auf Seite {page} von „{raw.source.file}“ sind Zeichen ohne lesbaren Wert; im Ergebnis stehen sie als "
                f"„{_UNREADABLE}“: Bitte diese Stellen mit dem Katalog vergleichen oder das PDF neu aus Word "
                "speichern.",
                page=page,
            )  # fmt: skip


def about_leftovers(left_over: Iterable[Leftover]) -> Iterator[Finding]:
    """Words that are printed but in no record, or in more records than printed: page by page, the words themselves."""
    for page in left_over:
        what = (
            f"{_characters(page.missing)} in keinem Ergebnis angekommen"
            if page.missing
            else f"{_characters(page.surplus)} doppelt übernommen"
        )
        yield Finding(
            "ledger-open", Severity.ERROR,
            f"Auf Seite {page.page} {what}: „{_listed(page.words)}“. Bitte diese Stelle im Katalog mit massnahmen.csv "
            "vergleichen.",
            page=page.page, value=_listed(page.words),
        )  # fmt: skip


def _characters(count: int) -> str:
    return "ist ein Zeichen" if count == 1 else f"sind {count} Zeichen"


def _listed(words: Sequence[str]) -> str:
    """As many words as a message holds."""
    shown = " ".join(words)
    if len(shown) <= _MOST_SHOWN:
        return shown
    head = shown[:_MOST_SHOWN].rsplit(" ", 1)[0]
    return f"{head} … ({len(words)} Wörter)"


def _lines(raw: RawCatalogue) -> Iterable[Line]:
    for block in raw.blocks:
        if isinstance(block, Table):
            yield from block.header
            yield from (line for row in block.rows for cell in cells(row) for line in cell.lines)
        else:
            yield block
    yield from raw.furniture


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines)
