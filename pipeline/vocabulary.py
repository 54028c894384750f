"""The words of catalogues: status wordings, actors, column titles and headings, as lists under `templates/`.

A city with other words edits those lists in Excel, not Python. Both the readers and the normaliser ask here, so that
a word means the same in every room.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pipeline.errors import TemplateInvalid
from pipeline.model import Due, Judgement, Relation, Status
from pipeline.spreadsheet import read_rows

STATUS_FILE = "status.csv"
CODES_FILE = "statuscodes.csv"
ACTORS_FILE = "akteure.csv"
TERMS_FILE = "begriffe.csv"
RULES_FILE = "bewertung.csv"

COLUMN_ROLES = {"ziel": "goal", "nummer": "number", "massnahme": "measure", "akteure": "actors", "status": "status"}
"""German role in `begriffe.csv` → name of the cell in `model.Row`."""
OTHER_ROLES = ("handlungsfeld", "vision", "weitere", "kooperation")

ANY_WORDS = "…"
DUE_WORD = "{Termin}"

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")  # fmt: skip
SEASONS = ("Frühjahr", "Frühling", "Sommer", "Herbst", "Winter")
_DUE_KINDS = {"ab": "from", "seit": "from", "für": "for", "bis": "for", "in": "in", "im": "in", "zum": "in"}
_DUE = re.compile(
    rf"\b(?P<kind>ab|für|in|im|bis(?: zum| ende)?|zum)\s+"
    rf"(?:(?P<month>{'|'.join(MONTHS)})\s+|(?P<season>{'|'.join(SEASONS)})\s+|(?:dem |das )?Jahr(?:e)?\s+)?"
    rf"(?P<year>(?:19|20)\d\d)(?!\d|/|\s*–\s*\d)",
    re.IGNORECASE,
)
_OTHER_WORDS = r"(?:(?!\b(?:nicht|kein\w*|noch|nur|fast|kaum)\b).)+"
_CLAUSES = re.compile(r"\s*\n\s*|\s+/\s+|\s*;\s*|\s+[–—-]\s+|,\s+")


@dataclass(frozen=True, slots=True)
class StatusCode:
    """How a status code is named in German, where it stands in the order (None: nowhere), whether it counts."""

    code: Status
    label: str
    rank: int | None
    implemented: bool


class RankStep(StrEnum):
    """Where the new status stands in the order of `statuscodes.csv`, seen from the old one."""

    HIGHER = "höher"
    LOWER = "niedriger"
    EQUAL = "gleich"
    UNKNOWN = "unbekannt"


class DueStep(StrEnum):
    """What became of the date named in the status."""

    LATER = "später"
    EARLIER = "früher"
    MISSED = "überschritten"


@dataclass(frozen=True, slots=True)
class JudgementRule:
    """One line of `bewertung.csv`; an empty condition fits everything. `reason` may name {termin_alt} and the like."""

    relations: tuple[Relation, ...]
    before: Status | None
    follow_up: Status | None
    after: Status | None
    rank: RankStep | None
    due: DueStep | None
    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a status change means: the lines of `bewertung.csv`, first match wins, over the order of the codes."""

    lines: tuple[JudgementRule, ...]
    codes: tuple[StatusCode, ...]

    def code(self, code: Status) -> StatusCode:
        """The row of `statuscodes.csv` for a status code."""
        return next(row for row in self.codes if row.code is code)


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A registered actor: the name to use, other spellings, the office that is printed in brackets."""

    name: str
    aliases: tuple[str, ...] = ()
    office: str | None = None


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status wording says: code, follow-up and due date. `unknown` holds the clauses no list knows."""

    status: Status
    follow_up: Status | None = None
    due: Due | None = None
    unknown: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Case, white space and line breaks aside: the form in which words are compared."""
    return re.sub(r"\s+", " ", text).strip().casefold()


@dataclass(frozen=True)
class Vocabulary:
    """All lists together; `phrases` maps a folded status wording to its code, in the order of the file."""

    phrases: tuple[tuple[str, Status], ...]
    codes: tuple[StatusCode, ...]
    actors: tuple[KnownActor, ...]
    terms: tuple[tuple[str, str], ...]

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], Status], ...]:
        longest_first = sorted(self.phrases, key=lambda phrase: -len(phrase[0]))
        return tuple((_phrase_pattern(words), code) for words, code in longest_first)

    @cached_property
    def actor_names(self) -> tuple[tuple[str, KnownActor], ...]:
        """Every spelling of every registered actor, longest first."""
        spellings = [(name, actor) for actor in self.actors for name in (actor.name, *actor.aliases)]
        return tuple(sorted(spellings, key=lambda pair: (-len(pair[0]), pair[0])))

    def words(self, role: str) -> tuple[str, ...]:
        """The wordings listed for one German role of `begriffe.csv`, longest first."""
        return tuple(sorted((words for kind, words in self.terms if kind == role), key=lambda w: (-len(w), w)))

    def column(self, title: str) -> str | None:
        """The cell name (`model.Row`) that a printed column title stands for, or None for an unknown column.

        Blanks and hyphens do not count: titles are wrapped and hyphenated in narrow columns.
        """
        wanted = _unspaced(title)
        for role, words in self.terms:
            if role in COLUMN_ROLES and _unspaced(words) == wanted:
                return COLUMN_ROLES[role]
        return None

    def says(self, text: str, role: str) -> bool:
        """Whether a text is one of the wordings listed for a role, such as "Weitere Maßnahmen:"."""
        return fold(text).rstrip(" :") in map(fold, self.words(role))

    def is_label(self, line: str) -> bool:
        """Whether a line begins a part of a chapter: "Vision: …", "Weitere Maßnahmen"."""
        return self.says(line.partition(":")[0], "vision") or self.says(line, "weitere")

    def label(self, code: Status) -> str:
        """The German name of a status code."""
        return self.code(code).label

    def code(self, code: Status) -> StatusCode:
        """The row of `statuscodes.csv` for a status code."""
        return next(row for row in self.codes if row.code is code)

    def clause(self, text: str) -> Status | None:
        """The code of a single status clause ("Ausbau wird fortgesetzt"), or None if no listed wording fits whole."""
        wanted = _without_due(text)
        return next((code for pattern, code in self._patterns if pattern.fullmatch(wanted)), None)

    def is_listed(self, text: str) -> bool:
        """Whether a status wording is listed word for word, a due date aside."""
        return _without_due(text) in {fold(words) for words, _ in self.phrases}

    def _told_apart(self, clause: str) -> tuple[str, ...]:
        """ "Abgeschlossen Weitere Durchführung in Planung" as two clauses, where the line break between them is lost."""
        for words, _ in self.phrases:
            rest = clause[len(words) :]
            if (
                fold(clause[: len(words)]) == fold(words)
                and rest[:1] == " "
                and rest[1:2].isupper()
                and self.clause(rest)
            ):
                return clause[: len(words)], rest.strip()
        return (clause,)

    def read_status(self, text: str) -> StatusReading:
        """Read a status cell: the first clause gives the status, a later planned one the follow-up, a date the due.

        A wording that is listed word for word wins over its parts. What no list knows is returned in `unknown`,
        never guessed.
        """
        due = read_due(text)
        wanted = _without_due(text)
        if (listed := next((code for words, code in self.phrases if fold(words) == wanted), None)) is not None:
            return StatusReading(listed, None, due)
        clauses = [
            part
            for clause in _CLAUSES.split(text)
            for part in self._told_apart(clause)
            if _without_due(part) not in ("", fold(DUE_WORD))
        ]
        codes = [self.clause(clause) for clause in clauses]
        unknown = tuple(clause for clause, code in zip(clauses, codes, strict=True) if code is None)
        if not codes or codes[0] is None:
            return StatusReading(Status.UNKNOWN, None, due, unknown)
        follow_up = Status.PLANNED if Status.PLANNED in codes[1:] and codes[0] is not Status.PLANNED else None
        return StatusReading(codes[0], follow_up, due, unknown)


def _unspaced(title: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u2011-]", "", title.casefold()).rstrip(":")


def _without_due(text: str) -> str:
    return fold(_DUE.sub(f" {DUE_WORD} ", text)).rstrip(".!")


def read_due(text: str) -> Due | None:
    """The first due date named in a status wording ("ab 2024", "für 2024", "im März 2024", "im Herbst 2024")."""
    match = _DUE.search(text)
    if not match:
        return None
    kind = _DUE_KINDS[match["kind"].casefold().split()[0]]
    month = next((n for n, name in enumerate(MONTHS, 1) if name.casefold() == (match["month"] or "").casefold()), None)
    season = next((name for name in SEASONS if name.casefold() == (match["season"] or "").casefold()), None)
    return Due(kind, int(match["year"]), month, season)  # type: ignore[arg-type]


def _phrase_pattern(words: str) -> re.Pattern[str]:
    """A listed wording as a pattern: "…" stands for any words but a negation, a due date may always follow."""
    parts = [re.escape(part) for part in fold(words).split(ANY_WORDS)]
    return re.compile(_OTHER_WORDS.join(parts) + rf"(?: {re.escape(fold(DUE_WORD))})*")


def load(folder: Path) -> Vocabulary:
    """Read the lists of `templates/`.

    Raises:
        TemplateInvalid: a list is missing, lacks a column, or names a code or role that does not exist.
    """
    return Vocabulary(_phrases(folder), _codes(folder), _actors(folder), _terms(folder))


def _phrases(folder: Path) -> tuple[tuple[str, Status], ...]:
    path = folder / STATUS_FILE
    rows = read_rows(path, ("wortlaut", "code"))
    return tuple((row["wortlaut"], _status(path, line, row["code"])) for line, row in rows)


def _codes(folder: Path) -> tuple[StatusCode, ...]:
    path = folder / CODES_FILE
    codes = []
    for line, row in read_rows(path, ("code", "bezeichnung", "rang", "umgesetzt")):
        if row["rang"] and not row["rang"].isdecimal():
            raise _wrong_entry(path, line, row["rang"], "eine Zahl oder nichts")
        if row["umgesetzt"] not in ("ja", "nein"):
            raise _wrong_entry(path, line, row["umgesetzt"], "ja, nein")
        rank = int(row["rang"]) if row["rang"] else None
        codes.append(StatusCode(_status(path, line, row["code"]), row["bezeichnung"], rank, row["umgesetzt"] == "ja"))
    missing = [code for code in Status if code not in {row.code for row in codes}]
    if missing:
        raise TemplateInvalid(
            f"In „{path}“ fehlt der Status „{missing[0]}“; Maßnahmen mit diesem Status ließen sich nicht benennen: "
            "Bitte die Zeile aus der letzten Fassung zurückholen."
        )
    return tuple(codes)


def _actors(folder: Path) -> tuple[KnownActor, ...]:
    rows = read_rows(folder / ACTORS_FILE, ("name", "andere_schreibweisen", "amt"))
    return tuple(
        KnownActor(
            row["name"],
            tuple(alias.strip() for alias in row["andere_schreibweisen"].split("|") if alias.strip()),
            row["amt"] or None,
        )
        for _, row in rows
    )


def _terms(folder: Path) -> tuple[tuple[str, str], ...]:
    path = folder / TERMS_FILE
    roles = (*COLUMN_ROLES, *OTHER_ROLES)
    terms = []
    for line, row in read_rows(path, ("rolle", "wortlaut")):
        if row["rolle"] not in roles:
            raise _wrong_entry(path, line, row["rolle"], ", ".join(roles))
        terms.append((row["rolle"], row["wortlaut"]))
    return tuple(terms)


REASON_FIELDS = ("termin", "termin_alt", "termin_neu", "beziehung")
"""What a reason in `bewertung.csv` may name in curly brackets."""


def load_rules(folder: Path, vocabulary: Vocabulary) -> Rules:
    """Read `bewertung.csv` of `templates/`.

    Raises:
        TemplateInvalid: the list is missing, lacks a column, or has an entry that is not allowed there.
    """
    path = folder / RULES_FILE
    columns = ("beziehung", "von", "folge", "nach", "rang", "termin", "bewertung", "begruendung")
    return Rules(tuple(_rule(path, line, row) for line, row in read_rows(path, columns)), vocabulary.codes)


def _rule(path: Path, line: int, row: dict[str, str]) -> JudgementRule:
    unknown = set(re.findall(r"{(.*?)}", row["begruendung"])) - set(REASON_FIELDS)
    if unknown:
        raise _wrong_entry(path, line, min(unknown), ", ".join(REASON_FIELDS))
    relations = filter(None, (part.strip() for part in row["beziehung"].split("|")))
    return JudgementRule(
        tuple(_entry(Relation, path, line, relation) for relation in relations),
        _optional(Status, path, line, row["von"]),
        _optional(Status, path, line, row["folge"]),
        _optional(Status, path, line, row["nach"]),
        _optional(RankStep, path, line, row["rang"]),
        _optional(DueStep, path, line, row["termin"]),
        _entry(Judgement, path, line, row["bewertung"]),
        row["begruendung"],
    )


def _status(path: Path, line: int, code: str) -> Status:
    return _entry(Status, path, line, code)


_Word = TypeVar("_Word", bound=StrEnum)


def _entry(words: type[_Word], path: Path, line: int, found: str) -> _Word:
    try:
        return words(found)
    except ValueError:
        raise _wrong_entry(path, line, found, ", ".join(words)) from None


def _optional(words: type[_Word], path: Path, line: int, found: str) -> _Word | None:
    return _entry(words, path, line, found) if found else None


def _wrong_entry(path: Path, line: int, found: str, allowed: str) -> TemplateInvalid:
    return TemplateInvalid(
        f"„{path}“, Zeile {line}: Der Eintrag „{found}“ ist nicht vorgesehen und ließe sich nicht zuordnen: "
        f"Bitte ersetzen durch: {allowed}."
    )
