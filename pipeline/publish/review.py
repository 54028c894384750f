"""What the review sheet shows: every change and finding beside the place in the source it was read from.

One card a measure of the newer edition (or dropped from the older), under its lasting uid; one card for each change
and finding that belongs to no measure. The layout is the template's (`templates/pruefbericht.html`), which uses the
field names of the classes here and in `review_parts`.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.decisions import Offer
from pipeline.excerpts import Excerpts, NotShown
from pipeline.model import Change, ChangeKind, Comparison, Edition, Finding, Link, Measure, Place, Relation
from pipeline.publish import review_parts as parts
from pipeline.publish.review_parts import Doubt, Line, Origin, Part, Plain, Row, Side
from pipeline.publish.tables import changes_name, crosswalk_name, edition_folders

NO_FIELD = "ohne Handlungsfeld"
UNCHANGED = "ohne Änderung"
FINDING = "Befund: "
Homes = dict[tuple[str, str | None, int | None], str]
"""Edition, printed number and page of a measure → uid of the card that shows it."""
_GLANCE = 110
"""Characters of a measure in the heading of its card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One measure, change or finding. `anchor` is the measure's `uid`; `aliases` are further uids that lead here.

    `kinds` are what the filter asks for: kinds of change, marks of findings, or that nothing changed.
    """

    anchor: str
    uid: str
    aliases: list[str]
    title: str
    subtitle: str
    field_of_action: str
    certainty: str
    kinds: list[str]
    relations: list[parts.Relation]
    origins: list[Origin]
    rows: list[Row]
    unchanged: list[Plain]
    doubts: list[Doubt]
    offers: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure in the index of pages."""

    number: str
    anchor: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The measures that begin on one page of an edition."""

    edition: str
    page: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A comparison, or a first edition: its title, the files it shows, an index by page, and its cards."""

    title: str
    log: str
    crosswalk: str
    index: list[IndexPage]
    catalogue: list[Card]
    measures: list[Card]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: how many pages, whether it is shown, and, if drawing it failed, why."""

    edition: str
    file: str
    sha256: str
    pages: int
    kind: str
    shown: bool
    failure: str


@dataclass(frozen=True, slots=True)
class WholePage:
    """A page that holds something without a box of its own."""

    anchor: str
    title: str
    part: Part


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter and how many cards have it."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole review sheet; `damaged` are the files that were not whole and were read all the same, `recognised`
    those whose words come from text recognition.
    """

    title: str
    catalogue: str
    sample: bool
    damaged: list[str]
    recognised: list[str]
    documents: list[Document]
    chapters: list[Chapter]
    kinds: list[Choice]
    fields_of_action: list[Choice]
    pages: list[WholePage]
    rows: int
    findings: int


def places_to_show(edition: Edition, findings: Iterable[Finding] = ()) -> set[Place]:
    """The places of an edition that the sheet shows: every measure, and pages that hold something else of interest.

    `findings` are those of the comparison in which this edition is the newer one.
    """
    places = {place for measure in edition.measures for place in (*measure.places, *measure.goal_places)}
    places |= {place for _, found in edition.text_places for place in found}
    about = {(measure.number, measure.page) for measure in edition.measures}
    found = [(each.measure, each.page) for each in (*edition.findings, *findings)]
    pages = {page for measure, page in found if page and (measure, page) not in about}
    pages |= {
        further.page for further in edition.further_measures if further.page and not edition.places_of(further.text)
    }
    return places | {Place(page) for page in pages}


def review(
    editions: Sequence[Edition],
    comparisons: Sequence[Comparison],
    first_record: Sequence[Change],
    excerpts: Sequence[Excerpts | NotShown],
    offers: Sequence[Offer] = (),
) -> Sheet:
    """The sheet of a run, newest comparison first.

    `excerpts` are what can be shown of each edition's places, or why nothing can; `offers` are the decisions that the
    analyst may take.
    """
    sides = [
        _side(name, edition, shown, [offer for offer in offers if offer.year == edition.year])
        for name, edition, shown in zip(edition_folders(editions), editions, excerpts, strict=True)
    ]
    chapters = [
        _compared(comparison, sides[at], replace(sides[at + 1], newer=True), newest=at + 2 == len(sides))
        for at, comparison in enumerate(comparisons)
    ] or [_first(sides[0], first_record)]
    cards = [card for chapter in chapters for card in (*chapter.catalogue, *chapter.measures)]
    newest = editions[-1]
    return Sheet(
        title=f"Prüfbericht {newest.year}",
        catalogue=newest.title.strip() or "Maßnahmenkatalog",
        sample=any(edition.sample for edition in editions),
        damaged=[edition.source.file for edition in editions if edition.source.damaged],
        recognised=[edition.source.file for edition in editions if edition.source.recognised],
        documents=[_document(side) for side in sides],
        chapters=chapters[::-1],
        kinds=_choices(kind for card in cards for kind in card.kinds),
        fields_of_action=_choices(card.field_of_action for card in cards if card.field_of_action),
        pages=[page for side in sides for page in _pages(side)],
        rows=sum(len(card.rows) for card in cards),
        findings=sum(len(card.doubts) for card in cards),
    )


def _side(name: str, edition: Edition, shown: Excerpts | NotShown, offers: Sequence[Offer]) -> Side:
    if isinstance(shown, NotShown):
        return Side(name, edition, {}, offers, failure=shown.reason)
    return Side(name, edition, shown, offers)


@dataclass
class _Draft:
    """A card while what belongs to it is being collected."""

    measure: Measure
    links: list[Link] = field(default_factory=list)
    changes: list[tuple[int, Change]] = field(default_factory=list)
    findings: list[tuple[str, Finding]] = field(default_factory=list)


def _compared(comparison: Comparison, old: Side, new: Side, *, newest: bool) -> Chapter:
    """The cards of a comparison; findings stand where their edition is the older one, the newest's where it is new."""
    prefix = "" if newest else f"{old.name}-{new.name}-"
    drafts: dict[str, _Draft] = {}
    homes: Homes = {}
    lasting_uid: dict[str, str] = {}
    for link in comparison.links:
        lasting = link.new or link.old
        if lasting is None:
            continue
        drafts.setdefault(lasting.uid, _Draft(lasting)).links.append(link)
        for side, measure in ((old, link.old), (new, link.new)):
            if measure:
                lasting_uid.setdefault(measure.uid, lasting.uid)
                homes.setdefault((side.name, measure.number, measure.page), lasting.uid)
    alone: list[Card] = []
    for number, change in enumerate((*comparison.changes, *comparison.decisions), start=1):
        uid = change.uid if change.uid in drafts else lasting_uid.get(change.uid)
        if uid:
            drafts[uid].changes.append((number, change))
        else:
            alone.append(_of_catalogue(prefix, number, change, old, new))
    both = f"{old.name} → {new.name}"
    findings = [(both, new, found) for found in comparison.findings]
    findings += [
        (side.name, side, found) for side in ((new, old) if newest else (old,)) for found in side.edition.findings
    ]
    for of, side, found in findings:
        home = homes.get((side.name, found.measure, found.page))
        if home is None:
            alone.append(_finding(f"{prefix}befund-{len(alone) + 1}", of, side, found))
        else:
            drafts[home].findings.append((of, found))
    years = comparison.old.year, comparison.new.year
    return Chapter(
        f"Vergleich {both}",
        changes_name(years[1], years[0]),
        crosswalk_name(*years),
        [*_index(prefix, old, homes), *_index(prefix, new, homes)],
        alone,
        [_card(prefix, uid, draft, drafts.keys(), (old, new)) for uid, draft in drafts.items()],
    )


def _card(prefix: str, uid: str, draft: _Draft, uids: Container[str], sides: tuple[Side, Side]) -> Card:
    old, new = sides
    olds = list({link.old.uid: link.old for link in draft.links if link.old}.values())
    news = [draft.measure] if any(link.new for link in draft.links) else []
    goal = any(change.kind is ChangeKind.GOAL for _, change in draft.changes)
    return Card(
        anchor=f"{prefix}{uid}",
        uid=uid,
        aliases=[f"{prefix}{measure.uid}" for measure in olds if measure.uid not in uids],
        title=_title(draft.links, old.name),
        subtitle=_beginning(draft.measure),
        field_of_action=draft.measure.field_of_action or NO_FIELD,
        certainty=f"{min(link.certainty for link in draft.links):.4f}",
        kinds=_kinds((change for _, change in draft.changes), (found for _, found in draft.findings)),
        relations=[parts.relation(link) for link in draft.links],
        origins=[
            *(parts.origin(old, _places(measure, goal=goal), measure.number) for measure in olds),
            *(parts.origin(new, _places(measure, goal=goal), measure.number) for measure in news),
        ],
        rows=[parts.row(prefix, number, change, (old.name, new.name)) for number, change in draft.changes],
        unchanged=parts.unchanged(draft.measure, (change for _, change in draft.changes)),
        doubts=parts.doubts(draft.findings),
        offers=[
            *parts.lines(new, {measure.uid for measure in news}),
            *parts.lines(old, {measure.uid for measure in olds}),
        ],
    )


def _places(measure: Measure, *, goal: bool) -> list[Place]:
    """The parts of its row; where the goal matters, first its cell, which may stand beside other rows."""
    return list(dict.fromkeys([*(measure.goal_places if goal else ()), *measure.places]))


def _title(links: Sequence[Link], old: str) -> str:
    """ "Nr. 16 (2023: Nr. 15)"; what is new or gone is named so."""
    before = list(dict.fromkeys(link.old.number for link in links if link.old))
    after = next((link.new.number for link in links if link.new), None)
    if after is None:
        return f"Nr. {', '.join(before)} aus {old} ({Relation.DROPPED})"
    if not before:
        return f"Nr. {after} ({Relation.NEW})"
    return f"Nr. {after}" if before == [after] else f"Nr. {after} ({old}: Nr. {' und '.join(before)})"


def _beginning(measure: Measure) -> str:
    """The first paragraph of a measure, shortened to be read at a glance."""
    first = measure.text.strip().split("\n")[0]
    return first if len(first) <= _GLANCE else f"{first[:_GLANCE].rsplit(' ', 1)[0]} …"


def _kinds(changes: Iterable[Change], findings: Iterable[Finding]) -> list[str]:
    kinds = [change.kind.value for change in changes] + [f"{FINDING}{parts.mark(found)}" for found in findings]
    return list(dict.fromkeys(kinds)) or [UNCHANGED]


def _of_catalogue(prefix: str, number: int, change: Change, old: Side, new: Side) -> Card:
    """A change of something that has no number: title, fields of action, visions, further measures, remarks."""
    sides = ((old, change.places_old, change.value_old), (new, change.places_new, change.value_new))
    return Card(
        anchor=f"{prefix}eintrag-{number}",
        uid="",
        aliases=[],
        title=f"{change.feature} ({change.kind})",
        subtitle=change.field_of_action,
        field_of_action=change.field_of_action or NO_FIELD,
        certainty="",
        kinds=[change.kind.value],
        relations=[],
        origins=[parts.origin(side, places) for side, places, value in sides if value and places],
        rows=[parts.row(prefix, number, change, (old.name, new.name))],
        unchanged=[],
        doubts=[],
    )


def _finding(anchor: str, of: str, side: Side, found: Finding) -> Card:
    """A finding that belongs to no measure."""
    return Card(
        anchor=anchor,
        uid="",
        aliases=[],
        title=f"Befund {of}",
        subtitle=f"Seite {found.page}" if found.page else "",
        field_of_action=NO_FIELD,
        certainty="",
        kinds=_kinds((), (found,)),
        relations=[],
        origins=[parts.origin(side, [Place(found.page)])] if found.page else [],
        rows=[],
        unchanged=[],
        doubts=parts.doubts([(of, found)]),
        offers=parts.lines(side, {""}, found.message),
    )


def _first(side: Side, changes: Sequence[Change]) -> Chapter:
    """The cards of a first edition: every measure as it was read."""
    edition = side.edition
    drafts = {measure.uid: _Draft(measure) for measure in edition.measures}
    homes: Homes = {(side.name, measure.number, measure.page): measure.uid for measure in edition.measures}
    for number, change in enumerate(changes, start=1):
        drafts[change.uid].changes.append((number, change))
    alone: list[Card] = []
    for found in edition.findings:
        if (home := homes.get((side.name, found.measure, found.page))) is None:
            alone.append(_finding(f"befund-{len(alone) + 1}", side.name, side, found))
        else:
            drafts[home].findings.append((side.name, found))
    return Chapter(
        f"Erste Ausgabe {side.name}",
        changes_name(edition.year),
        "",
        [*_index("", side, homes)],
        alone,
        [
            Card(
                anchor=uid,
                uid=uid,
                aliases=[],
                title=f"Nr. {draft.measure.number}",
                subtitle=_beginning(draft.measure),
                field_of_action=draft.measure.field_of_action or NO_FIELD,
                certainty="",
                kinds=_kinds((change for _, change in draft.changes), (found for _, found in draft.findings)),
                relations=[],
                origins=[parts.origin(side, draft.measure.places, draft.measure.number)],
                rows=[parts.row("", number, change, ("", side.name)) for number, change in draft.changes],
                unchanged=parts.unchanged(draft.measure, (change for _, change in draft.changes)),
                doubts=parts.doubts(draft.findings),
                offers=parts.lines(side, {uid}),
            )
            for uid, draft in drafts.items()
        ],
    )


def _index(prefix: str, side: Side, homes: Homes) -> Iterator[IndexPage]:
    for page, measures in groupby(side.edition.measures, key=lambda measure: measure.page):
        entries = [
            Entry(measure.number, f"{prefix}{homes[side.name, measure.number, measure.page]}") for measure in measures
        ]
        yield IndexPage(side.name, page, entries)


def _document(side: Side) -> Document:
    source = side.edition.source
    shown = bool(side.excerpts)
    return Document(side.name, source.file, source.sha256, source.pages, source.kind, shown, side.failure)


def _pages(side: Side) -> Iterator[WholePage]:
    whole = sorted(place.page for place in side.excerpts if not (place.bbox or place.lines))
    for page in whole:
        yield WholePage(side.page_anchor(page), f"{side.name}, Seite {page}", parts.part(Place(page), side))


def _choices(words: Iterable[str]) -> list[Choice]:
    return [Choice(word, count) for word, count in Counter(words).items()]
