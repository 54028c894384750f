"""The parts of a card of the review sheet: sources with their pictures, changed values word by word, findings.

Field names are the names that `templates/pruefbericht.html` uses.
"""

import base64
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.decisions import DecisionKind, Offer, said
from pipeline.excerpts import Excerpts, Picture
from pipeline.model import Change, Difference, Edition, Finding, Link, Measure, Place, Severity
from pipeline.publish.tables import spot
from pipeline.spreadsheet import as_number

NOTE = "→ "
MARKS = {Severity.ERROR: "Fehler", Severity.WARNING: "Prüfen", Severity.INFO: "Hinweis"}
"""What a finding asks of the reader, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Side:
    """An edition on the sheet: the name of its year, what its document shows, what can be decided about it.

    `failure` says why the document could not be drawn.
    """

    name: str
    edition: Edition
    excerpts: Excerpts
    offers: Sequence[Offer] = ()
    newer: bool = False
    failure: str = ""

    def page_anchor(self, page: int) -> str:
        """Where the whole page stands on the sheet."""
        return f"{self.name}-seite-{page}"


@dataclass(frozen=True, slots=True)
class Part:
    """One place of the source: a picture (a data URI) or numbered lines, else neither."""

    spot: str
    picture: str
    width: int
    height: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A page that is shown as a whole elsewhere on the sheet."""

    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands in one edition: boxes or lines as parts, pages where no more is known."""

    edition: str
    newer: bool
    file: str
    number: str
    parts: list[Part]
    pages: list[Reference]


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a value: its fate (one of `Difference`) and its text."""

    fate: str
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value on one side, in pieces; without pieces there is none."""

    edition: str
    words: list[Words]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the change log, under its number."""

    anchor: str
    number: int
    kind: str
    feature: str
    judgement: str
    reason: str
    values: list[Value]


@dataclass(frozen=True, slots=True)
class Relation:
    """One link of the crosswalk."""

    kind: str
    number_old: str
    number_new: str
    method: str
    certainty: str
    runner_up: str
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding and the edition or comparison that it belongs to."""

    mark: str
    of: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line for `entscheidungen.csv` and in words what it decides."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without change."""

    feature: str
    text: str


def origin(side: Side, places: Iterable[Place], number: str = "") -> Origin:
    """Where something stands in an edition, with what its document shows there."""
    exact = [place for place in places if place.bbox or place.lines]
    pages = [Place(place.page) for place in places if place not in exact]
    return Origin(
        side.name,
        side.newer,
        side.edition.source.file,
        number,
        [part(place, side) for place in exact],
        [Reference(side.page_anchor(place.page), place.page) for place in pages if place in side.excerpts],
    )


def part(place: Place, side: Side) -> Part:
    """What a document shows at a place."""
    shown = side.excerpts.get(place)
    where = spot(place)
    if isinstance(shown, Picture):
        uri = f"data:image/png;base64,{base64.b64encode(shown.png).decode()}"
        return Part(where, uri, _displayed(shown.width), _displayed(shown.height), [])
    return Part(where, "", 0, 0, shown.split("\n") if shown else [])


def _displayed(pixels: int) -> int:
    """CSS pixels (96 to the inch), so that a picture is as large as its page; its own (144) show when one zooms in."""
    return round(pixels * 2 / 3)


def row_anchor(prefix: str, number: int) -> str:
    """Where a row of the change log stands on the sheet."""
    return f"{prefix}zeile-{number}"


def row(prefix: str, number: int, change: Change, editions: tuple[str, str]) -> Row:
    """A row of the change log; `editions` names the older one ("" if there is none) and the newer one."""
    return Row(
        row_anchor(prefix, number),
        number,
        change.kind.value,
        change.feature,
        change.judgement.value if change.judgement else "",
        change.reason,
        [*_value(change, "old", editions[0]), *_value(change, "new", editions[1])],
    )


def _value(change: Change, side: str, edition: str) -> Iterator[Value]:
    """The value in pieces; one that stands alone is neither removed nor added, the kind of change says what it is."""
    if not edition:
        return
    pieces = [Words(piece.fate.value, text) for piece in change.pieces if (text := getattr(piece, side))]
    whole = getattr(change, f"value_{side}")
    yield Value(edition, pieces or ([Words(Difference.KEPT.value, whole)] if whole else []))


def relation(link: Link) -> Relation:
    """A link as the crosswalk tells it."""
    return Relation(
        link.relation.value,
        link.old.number if link.old else "",
        link.new.number if link.new else "",
        link.method,
        as_number(link.certainty),
        link.runner_up,
        link.reason,
    )


def lines(side: Side, uids: Container[str], about: str = "") -> list[Line]:
    """What can be decided about these measures of an edition; with `about`, about the finding of that message alone."""
    offers = (offer for offer in side.offers if offer.uid in uids and about in ("", offer.question))
    return [Line(_label(offer), offer.line) for offer in offers]


def _label(offer: Offer) -> str:
    choice = offer.choice
    numbers = " und ".join(f"{each.year} Nr. {each.number}" for each in (choice.about, choice.other) if each)
    match choice.kind:
        case DecisionKind.CONFIRM | DecisionKind.LINK | DecisionKind.PART:
            return f"{numbers} {choice.kind}"
        case DecisionKind.CORRECT:
            return f"{choice.feature} {choice.about.year} berichtigen"
        case DecisionKind.ACCEPT:
            return f"Befund annehmen: {offer.question}"


def unchanged(measure: Measure, changes: Iterable[Change]) -> list[Plain]:
    """The values of a measure that no row of the change log tells."""
    told = {change.feature for change in changes}
    notes = "Fortschrittsnotiz" in told
    lines = [line for line in measure.text.split("\n") if not (notes and line.startswith(NOTE))]
    values = (
        ("Handlungsfeld", measure.field_of_action),
        ("Ziel", measure.goal),
        ("Maßnahme", "\n".join(lines)),
        ("Akteurinnen und Akteure", measure.actors_text),
        ("Status", measure.status_text),
        *measure.extra,
    )
    return [Plain(feature, text) for feature, text in values if text and feature not in told]


def doubts(findings: Sequence[tuple[str, Finding]]) -> list[Doubt]:
    """Findings, the most urgent first."""
    order = list(MARKS)
    ranked = sorted(findings, key=lambda each: order.index(each[1].severity))
    return [Doubt(mark(found), of, " ".join((found.message, *_accepted(found)))) for of, found in ranked]


def mark(finding: Finding) -> str:
    """What a finding asks of the reader; nothing any more if somebody left it at that."""
    return "Angenommen" if finding.accepted else MARKS[finding.severity]


def _accepted(finding: Finding) -> Iterator[str]:
    if finding.accepted:
        yield said(DecisionKind.ACCEPT, finding.accepted)
