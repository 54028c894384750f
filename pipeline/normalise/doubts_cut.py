"""Findings about texts cut off, lying on others or struck through, by the measure that they stand in."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.model import Finding, Measure, Place, Severity
from pipeline.normalise.chapters import cells
from pipeline.printed import CutText, Line, RawCatalogue, Table

_TOO_NARROW = re.compile(r"#{2,}")
"""What a spreadsheet prints for a number or a date that its column is too narrow for."""
_NEAR = 1.2
"""Type sizes before the edge at which others of its column are cut, within which a line that is cut may end."""
_SAME_EDGE = 3.0
"""Points by which lines of one column may begin apart."""
_LINE = 12.0
"""Points; about the height of a line."""
_EXCERPT, _NAMED = 60, 4


def about_cut_texts(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Texts that are cut off: of these, words are missing in the records, or may be."""
    found: dict[int, list[str]] = {}
    for text in (*raw.cut, *_ending_likewise(raw)):
        for index in _owners(text.place, measures):
            found.setdefault(index, []).append(text.seen)
    for index, seen in sorted(found.items()):
        yield _finding(measures[index], list(dict.fromkeys(text for text in seen if len(text) > 1)))


def _ending_likewise(raw: RawCatalogue) -> Iterator[CutText]:
    """Lines that end where others of their column are cut: spreadsheets leave out letters of which nothing is seen."""
    edges = {(text.place.page, round(text.left), text.edge): text for text in raw.cut if text.edge is not None}
    for line in _lines(raw) if edges else ():
        box = line.place.bbox
        if box and any(_ends_at(line, box[0], box[2], *key) for key in edges):
            yield CutText(line.text, line.place, box[0], box[2])


def _ends_at(line: Line, begin: float, end: float, page: int, left: float, edge: float | None) -> bool:
    near = edge is not None and abs(edge - end) < _NEAR * line.size
    return near and line.place.page == page and abs(begin - left) < _SAME_EDGE


def _lines(raw: RawCatalogue) -> Iterator[Line]:
    for block in raw.blocks:
        if isinstance(block, Table):
            yield from (line for row in block.rows for cell in cells(row) for line in cell.lines)


def _owners(place: Place, measures: Sequence[Measure]) -> Iterator[int]:
    """The measures beside which a text stands: one, or all of a goal, which may go on below what is seen of it."""
    for index, measure in enumerate(measures):
        if any(_is_beside(place, own, across=False) for own in measure.places) or any(
            _is_beside(place, goal, across=True) for goal in measure.goal_places
        ):
            yield index


def _is_beside(place: Place, own: Place, *, across: bool) -> bool:
    """Whether the middle of a text is level with a row, or in a goal's column not farther than a line away."""
    if place.page != own.page or not place.bbox or not own.bbox:
        return False
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    slack = _LINE if across else 0.0
    level = own.bbox[1] - slack <= y <= own.bbox[3] + slack
    return level and (not across or own.bbox[0] - slack <= x <= own.bbox[2] + slack)


def about_crossed(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Words that lie on each other: their letters may be mixed, or stand in the wrong one of two cells."""
    found: dict[int, list[str]] = {}
    for crossing in raw.crossed:
        for index in _owners(crossing.place, measures):
            found.setdefault(index, []).append(crossing.words)
    for index, words in sorted(found.items()):
        named = _named(dict.fromkeys(words))
        yield Finding(
            "text-over-text", Severity.WARNING,
            f"{_name(measures[index])}: Hier liegen Wörter übereinander ({named}); ihre Buchstaben können vermischt "
            "sein oder in der falschen Spalte stehen: Bitte mit dem gedruckten Katalog vergleichen.",
            measures[index].number, measures[index].page, value=named,
        )  # fmt: skip


def about_struck(measures: Sequence[Measure], raw: RawCatalogue) -> Iterator[Finding]:
    """Words that are struck through: whether they still hold, the catalogue does not say."""
    found: dict[int, list[str]] = {}
    for struck in raw.struck:
        owners = list(_owners(struck.place, measures))
        for index in owners:
            found.setdefault(index, []).append(struck.words)
        if not owners:
            yield _struck(f"Seite {struck.place.page}", [struck.words], None, struck.place.page)
    for index, words in sorted(found.items()):
        yield _struck(_name(measures[index]), words, measures[index].number, measures[index].page)


def _struck(where: str, words: Sequence[str], measure: str | None, page: int) -> Finding:
    once = dict.fromkeys(words)
    named = _named(once)
    struck = "sind durchgestrichen und stehen" if len(once) > 1 else "ist durchgestrichen und steht"
    return Finding(
        "text-struck", Severity.WARNING,
        f"{where}: {named} {struck} trotzdem im Ergebnis: Bitte nachsehen, was gilt, und den Katalog ohne "
        "Änderungsverfolgung speichern oder den Wert mit einer Zeile „berichtigen“ nachtragen.",
        measure, page, value=named,
    )  # fmt: skip


def about_too_narrow(measures: Iterable[Measure]) -> Iterator[Finding]:
    """Numbers and dates that a spreadsheet printed as "###"."""
    for measure in measures:
        own = (measure.number, measure.text, measure.actors_text, measure.status_text)
        values = (*own, *(value for _, value in measure.extra))
        if any(_TOO_NARROW.fullmatch(value.strip()) for value in values):
            yield Finding(
                "cell-cut", Severity.WARNING,
                f"{_name(measure)}: In einer Spalte steht „###“, weil sie für die Zahl oder das Datum zu schmal ist; "
                "der Wert fehlt im Ergebnis: Bitte die Spalte in der Tabelle verbreitern und das PDF neu speichern, "
                "oder den Wert mit einer Zeile „berichtigen“ nachtragen.",
                measure.number, measure.page, value="###",
            )  # fmt: skip


def _finding(measure: Measure, seen: Sequence[str]) -> Finding:
    named = _named([f"„{tail(text)}“" for text in seen])
    words = f": {named}" if named else ""
    return Finding(
        "cell-cut", Severity.WARNING,
        f"{_name(measure)}: Am Rand einer Zelle ist Text abgeschnitten{words}. Was im Katalog nicht zu sehen ist, "
        "fehlt im Ergebnis: Bitte die Zelle in der Tabelle vergrößern und das PDF neu speichern, oder den Wert mit "
        "einer Zeile „berichtigen“ vervollständigen.",
        measure.number, measure.page, value=named,
    )  # fmt: skip


def _named(words: Collection[str]) -> str:
    more = f" und {len(words) - _NAMED} weitere" if len(words) > _NAMED else ""
    return f"{', '.join(list(words)[:_NAMED])}{more}"


def tail(text: str) -> str:
    """The end of a text, from a word on, as far as a message shows it."""
    return text if len(text) <= _EXCERPT else f"… {text[2 - _EXCERPT :].split(' ', 1)[-1]}"


def _name(measure: Measure) -> str:
    return f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page})"
