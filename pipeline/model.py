"""The nouns of the pipeline: frozen values that the stages hand on.

Words follow the glossary of the design (README, "Words"). Three levels, one per stage:
`RawCatalogue` (`printed.py`) holds lines and cells as printed, `Edition` typed records, `Comparison` links and changes.
Lengths are in points for PDF and in characters for text; pages and text lines count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, from the top left corner of the page as displayed."""


class Status(StrEnum):
    """How far a measure has come; the wording behind it is always kept beside it."""

    NOT_STARTED = "not_started"
    UNDER_REVIEW = "under_review"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How much a finding matters to the analyst."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Relation(StrEnum):
    """How an old and a new measure hang together (XKOS item changes)."""

    CONTINUED = "fortgeführt"
    SPLIT = "aufgeteilt"
    MERGED = "zusammengeführt"
    NEW = "neu"
    DROPPED = "entfallen"


class ChangeKind(StrEnum):
    """The kinds of rows in the change log (OASIS Akoma Ntoso textual modifications)."""

    STATUS = "Statuswechsel"
    TEXT = "Text geändert"
    NOTE = "Fortschrittsnotiz"
    ACTORS = "Akteure geändert"
    GOAL = "Ziel geändert"
    MOVED = "Handlungsfeld gewechselt"
    RENUMBERED = "Neu nummeriert"
    NEW = "Neu"
    DROPPED = "Entfallen"
    SPLIT = "Aufgeteilt"
    MERGED = "Zusammengeführt"
    FIRST = "Ersterfassung"
    DECIDED = "Entscheidung"


class Feature(StrEnum):
    """The values of a measure by the names that people know them by; a catalogue's further columns have their own."""

    NUMBER = "Nr."
    FIELD = "Handlungsfeld"
    GOAL = "Ziel"
    MEASURE = "Maßnahme"
    ACTORS = "Akteurinnen und Akteure"
    STATUS = "Status"


class EditionFeature(StrEnum):
    """The texts of a catalogue outside its measures by the names that people know them by."""

    TITLE = "Titel"
    FIELD = "Handlungsfeld"
    VISION = "Vision"
    FURTHER = "Weitere Maßnahme"
    REMARK = "Anmerkung"


class Judgement(StrEnum):
    """What a status change means."""

    PROGRESS = "Fortschritt"
    SETBACK = "Rückschritt"
    SAME = "gleichbleibend"
    CHECK = "zu prüfen"


@dataclass(frozen=True, slots=True)
class Source:
    """The file an edition was read from. `pages` is 0 where the kind knows no pages.

    `damaged`: the file was not whole and was read all the same; everything made from it says so.
    """

    file: str
    sha256: str
    kind: Literal["text", "pdf", "json"]
    pages: int
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: page, and box (PDF) or first and last line of the file (text)."""

    page: int
    bbox: Box | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided something, when (ISO 8601) and why."""

    name: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at. `measure` is the printed number, `accepted` who left it at that.

    `value` are the words that it is about. Beside code, measure and page they say which finding it is, however the
    message words it; makers of findings leave it empty where there can be but one.
    """

    code: str
    severity: Severity
    message: str
    measure: str | None = None
    page: int | None = None
    accepted: Signature | None = None
    value: str = ""


# --- as records -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """When something is to happen: "ab 2024" (from), "für 2024" (for), "im März 2024" (in).

    `part` is a part of the year: "3. Quartal", "2. Halbjahr", "Anfang", "Mitte", "Ende". `last_year` ends a range
    ("2025/2026").
    """

    kind: Literal["from", "for", "in"]
    year: int
    month: int | None = None
    season: str | None = None
    part: str | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who carries a measure out. `role` is "leads" or "supports" (after "in Kooperation mit …")."""

    name: str
    office: str | None = None
    role: Literal["leads", "supports"] = "leads"
    known: bool = True

    @property
    def label(self) -> str:
        """Name with the office in brackets, as the catalogue writes it."""
        return f"{self.name} ({self.office})" if self.office else self.name


@dataclass(frozen=True, slots=True)
class Field:
    """A field of action (chapter) and its visions, one sentence each."""

    name: str
    visions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was read wrong and that the analyst set right; `feature` is its German name."""

    feature: str
    read: str
    right: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class Measure:
    """One numbered measure. Multi-line values hold the author's paragraphs, joined by a line feed.

    `places` are the page and box of each part of the row, in reading order; the first is where it begins. The goal may
    stand above the row, at `goal_places`.
    `corrections` keep what was read where the analyst set a value right.
    """

    uid: str
    number: str
    field_of_action: str
    goal: str
    text: str
    actors_text: str
    status_text: str
    places: tuple[Place, ...]
    progress_notes: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    status: Status = Status.UNKNOWN
    follow_up: Status | None = None
    due: Due | None = None
    extra: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    goal_places: tuple[Place, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def page(self) -> int:
        """The page on which the measure begins."""
        return self.places[0].page


@dataclass(frozen=True, slots=True)
class FurtherMeasure:
    """An unnumbered measure listed after a table, without its leading "+"."""

    field_of_action: str
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that belongs to the page, not to the catalogue: a running line, or a row of column titles."""

    kind: Literal["running", "titles"]
    text: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every printed non-blank character of the document went.

    The parts from `measures` to `furniture` sum up to `printed`, less those `unplaced` (printed, but in no part), plus
    the `surplus` (in more parts than printed). `remarks` includes the title.
    """

    printed: int = 0
    measures: int = 0
    column_titles: int = 0
    headings: int = 0
    visions: int = 0
    further_measures: int = 0
    remarks: int = 0
    furniture: int = 0
    unplaced: int = 0
    surplus: int = 0

    @property
    def placed(self) -> int:
        """The characters of all parts together."""
        outside = self.column_titles + self.headings + self.visions + self.further_measures + self.remarks
        return self.measures + outside + self.furniture

    @property
    def closes(self) -> bool:
        """Whether each printed character was accounted for exactly once."""
        return self.unplaced == self.surplus == 0 and self.placed == self.printed


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's catalogue as records. `as_of` is a printed "Stand: …", word for word, or None.

    `text_places` tell where the texts outside the tables (title, visions, further measures, remarks) were read.
    `corrections` keep what was read where the analyst set a text outside the measures right.
    """

    year: int
    title: str
    sample: bool
    source: Source
    fields: tuple[Field, ...]
    measures: tuple[Measure, ...]
    further_measures: tuple[FurtherMeasure, ...] = ()
    remarks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    as_of: str | None = None
    ledger: Ledger = field(default_factory=Ledger)
    corrections: tuple[Correction, ...] = ()
    text_places: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def places_of(self, text: str) -> tuple[Place, ...]:
        """Where a text outside the tables stands; one that is printed twice has both places."""
        return tuple(place for known, places in self.text_places if known == text for place in places)


# --- as compared ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkWishes:
    """What the analyst decided about links: pairs of uids, of the old edition and the new one's own before it inherits.

    An empty uid on one side of a required pair says that the other measure has no counterpart (it is new or dropped).
    `reasons` say for a pair who wants it so, when and why.
    """

    required: frozenset[tuple[str, str]] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)


NO_WISHES = LinkWishes()


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the crosswalk. `certainty` is between 0 and 1, `runner_up` names the next best counterpart.

    `alternatives` are the old and new measures that might as well be linked: near-ties, or where no counterpart was
    found the nearest one. `doubt` is the message of the finding about this link.
    """

    relation: Relation
    old: Measure | None
    new: Measure | None
    method: str
    certainty: float
    reason: str
    runner_up: str = ""
    alternatives: tuple[tuple[Measure, Measure], ...] = ()
    doubt: str = ""


class Difference(StrEnum):
    """What became of a piece of wording; a moved paragraph is one piece where it was and another where it is."""

    KEPT = "gleich"
    REMOVED = "gestrichen"
    ADDED = "eingefügt"
    MOVED = "verschoben"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a changed value that share a fate, with their blanks; all `old` joined are the old value, so the new.

    What is kept may be typed differently on both sides (kind of quotation mark, white space).
    """

    fate: Difference
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed value, with its places in both editions. `feature` is the German name of the value.

    `pieces` tell word by word what changed, in reading order; they are empty where a side has no value.
    """

    kind: ChangeKind
    uid: str
    number_old: str
    number_new: str
    field_of_action: str
    feature: str
    value_old: str
    value_new: str
    judgement: Judgement | None = None
    source_old: str = ""
    page_old: int | None = None
    source_new: str = ""
    page_new: int | None = None
    method: str = ""
    certainty: float | None = None
    reason: str = ""
    places_old: tuple[Place, ...] = ()
    places_new: tuple[Place, ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions side by side; the measures of `new` carry the uids they inherited from `old`.

    `decisions` are the rows of the change log that tell what the analyst decided about editions and links.
    """

    old: Edition
    new: Edition
    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Change, ...] = ()

    @property
    def renamed_fields(self) -> tuple[Change, ...]:
        """The changes that tell of a field of action with another name."""
        of_catalogue = (each for each in self.changes if not (each.number_old or each.number_new))
        names = (each for each in of_catalogue if each.feature == EditionFeature.FIELD)
        return tuple(each for each in names if each.value_old and each.value_new)
