"""The words of catalogues: status wordings, actors, column titles and headings, as lists under `templates/`.

A city with other words edits those lists in Excel, not Python. Both the readers and the normaliser ask here, so that
a word means the same in every room.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.dates import read_due, replace_dates
from pipeline.errors import TemplateInvalid
from pipeline.model import Due, Status
from pipeline.spreadsheet import entry, read_rows, wrong_entry

STATUS_FILE = "status.csv"
CODES_FILE = "statuscodes.csv"
ACTORS_FILE = "akteure.csv"
TERMS_FILE = "begriffe.csv"

COLUMN_ROLES = {"ziel": "goal", "nummer": "number", "massnahme": "measure", "akteure": "actors", "status": "status"}
"""German role in `begriffe.csv` → name of the cell in `model.Row`."""
OTHER_ROLES = ("merkmal", "handlungsfeld", "vision", "weitere", "summe", "kooperation", "verneinung", "stadt")
"""`merkmal`: usual titles of further columns, so that two of them side by side are not taken for one."""

ANY_WORDS = "…"
DUE_WORD = "{Termin}"

_CLAUSES = re.compile(r"\s*\n\s*|\s+/\s+|\s*;\s*|\s+[–—-]\s+|,\s+")
_PARTS = (re.compile(r"\s*[()]\s*"), re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[A-ZÄÖÜ])"), re.compile(r"\s+und\s+"))
"""Where a clause that is not understood whole is divided further: brackets, sentences, "und"."""
_BESIDE_TITLE = re.compile(r"\([^()]*\)|(?:\b\d{1,2}[./]){0,2}\b20\d\d\b")
"""What column titles add to what they mean: brackets and dates."""
_TITLE_PARTS = re.compile(r"\s*[/,&]\s*|\s+(?:und|oder|bzw\.)\s+")
_LIST_MARKS = "•→–— "
_OVER = (Status.COMPLETED, Status.CANCELLED)
_BEGUN = re.compile(r"\b(?:begonnen|gestartet)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatusCode:
    """How a status code is named in German, where it stands in the order (None: nowhere), whether it counts."""

    code: Status
    label: str
    rank: int | None
    implemented: bool


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A registered actor: the name to use, other spellings, the office that is printed in brackets."""

    name: str
    aliases: tuple[str, ...] = ()
    office: str | None = None


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status wording says: code, follow-up and due date.

    `unknown` holds the clauses no list knows, `others` the codes of further clauses that contradict the first.
    """

    status: Status
    follow_up: Status | None = None
    due: Due | None = None
    unknown: tuple[str, ...] = ()
    others: tuple[Status, ...] = ()


def fold(text: str) -> str:
    """Case, white space and line breaks aside: the form in which words are compared."""
    return re.sub(r"\s+", " ", text).strip().casefold()


@dataclass(frozen=True)
class Vocabulary:
    """All lists together; `phrases` are status wordings with their codes, in the order of the file."""

    phrases: tuple[tuple[str, Status], ...]
    codes: tuple[StatusCode, ...]
    actors: tuple[KnownActor, ...]
    terms: tuple[tuple[str, str], ...]

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], Status], ...]:
        longest_first = sorted(self.phrases, key=lambda phrase: -len(phrase[0]))
        return tuple((_phrase_pattern(words, self._other_words), code) for words, code in longest_first)

    @cached_property
    def _other_words(self) -> str:
        """What "…" in a wording stands for: any words but those that turn its meaning ("Abschluss geplant")."""
        turning = "|".join(re.escape(fold(words)).replace(ANY_WORDS, r"\w*") for words in self.words("verneinung"))
        return rf"((?:(?!\b(?:{turning})\b).)+)" if turning else "(.+)"

    @cached_property
    def _listed(self) -> dict[str, Status]:
        """Wordings as they are compared: folded, every date as "{termin}"."""
        return {_without_due(words): code for words, code in self.phrases}

    @cached_property
    def _listed_words(self) -> tuple[tuple[re.Pattern[str], Status], ...]:
        whole = ((words, code) for words, code in self._listed.items() if ANY_WORDS not in words)
        return tuple((re.compile(rf"(?<!\w){re.escape(words)}(?!\w)"), code) for words, code in whole)

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

        Blanks and hyphens do not count: titles are wrapped and hyphenated in narrow columns. Nor do dates and brackets
        ("Sachstand 2024"); "Maßnahmen / Projekte" is what both words mean, if they mean the same.
        """
        known = self._columns.get(_unspaced(title))
        if known or not (bare := _BESIDE_TITLE.sub(" ", title).strip(" :?")):
            return known
        meanings = {self._columns.get(_unspaced(part)) for part in _TITLE_PARTS.split(bare)}
        return meanings.pop() if len(meanings) == 1 else None

    @cached_property
    def _columns(self) -> dict[str, str]:
        listed = [(role, words) for role, words in self.terms if role in COLUMN_ROLES]
        return {_unspaced(words): COLUMN_ROLES[role] for role, words in reversed(listed)}

    def names_field(self, title: str) -> bool:
        """Whether a column title says that the fields of action stand below it."""
        return _unspaced(title) in {_unspaced(words) for words in self.words("handlungsfeld")}

    def begins_column(self, text: str) -> bool:
        """Whether a text is the beginning of a known column title, or all of it."""
        wanted = _unspaced(text)
        return bool(wanted) and any(
            _unspaced(words).startswith(wanted) for role, words in self.terms if role in COLUMN_ROLES
        )

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
        return self._code_of(_without_due(text))

    @cached_property
    def _code_of(self) -> Callable[[str], Status | None]:
        """Text exports ask for the same words again and again."""
        return lru_cache(maxsize=65536)(self._match)

    def _match(self, wanted: str) -> Status | None:
        for pattern, code in self._patterns:
            match = pattern.fullmatch(wanted)
            if match and not any(self._says_otherwise(words, code) for words in match.groups()):
                return code
        return None

    def _says_otherwise(self, words: str, code: Status) -> bool:
        """Whether the words that "…" stands for hold a wording of another code: "Abgeschlossen und Neues geplant"."""
        return any(other is not code and listed.search(words) for listed, other in self._listed_words)

    def is_listed(self, text: str) -> bool:
        """Whether a status wording is listed word for word, a due date aside."""
        return _without_due(text) in self._listed

    def _told_apart(self, clause: str) -> tuple[str, ...]:
        """ "Abgeschlossen Weitere Durchführung in Planung" as two clauses: the line break between them is lost."""
        folded = clause.casefold()
        for words, _ in self.phrases:
            rest = clause[len(words) :]
            if rest[:1] == " " and rest[1:2].isupper() and folded.startswith(words.casefold()) and self.clause(rest):
                return clause[: len(words)], rest.strip()
        return (clause,)

    def read_status(self, text: str) -> StatusReading:
        """Read a status cell: the first clause gives the status, a later planned one the follow-up, a date the due.

        A wording that is listed word for word wins over its parts. What no list knows is returned in `unknown`,
        never guessed.
        """
        clauses = [text] if self.is_listed(text) else list(filter(_without_due, self._clauses(text)))
        dated = [clause for clause in clauses if self.is_listed(clause) or not _is_date(clause)]
        codes = [self._listed.get(_without_due(clause)) or self.clause(clause) for clause in dated]
        unknown = tuple(clause for clause, code in zip(dated, codes, strict=True) if code is None)
        due = self._due(clauses)
        if not codes or codes[0] is None:
            return StatusReading(Status.UNKNOWN, None, due, unknown or tuple(clauses))
        later = [code for code in codes[1:] if code not in (None, codes[0])]
        return StatusReading(
            status=codes[0],
            follow_up=Status.PLANNED if Status.PLANNED in later else None,
            due=due,
            unknown=unknown,
            others=tuple(code for code in later if code and code not in (Status.PLANNED, Status.UNDER_REVIEW)),
        )

    def _clauses(self, text: str) -> list[str]:
        clauses = [clause.strip(_LIST_MARKS) for clause in _CLAUSES.split(text)]
        return [part for clause in clauses for told in self._told_apart(clause) for part in self._parts(told)]

    def _parts(self, clause: str) -> list[str]:
        """A clause that is not understood whole, divided where that helps."""
        if self.clause(clause) is None:
            for divider in _PARTS:
                parts = [part for part in divider.split(clause) if part]
                if len(parts) > 1 and self.clause(parts[0]):
                    return [parts[0], *(part for rest in parts[1:] for part in self._parts(rest))]
        return [clause]

    def _due(self, clauses: Sequence[str]) -> Due | None:
        """The first date of what is still to come: not of a clause that is over, has begun, or is not understood."""
        code: Status | None = Status.UNKNOWN
        for clause in clauses:
            code = code if _is_date(clause) else self.clause(clause)
            begun = code is Status.IN_PROGRESS and _BEGUN.search(clause)
            if replace_dates(clause, "") != clause and code is not None and code not in _OVER and not begun:
                return read_due(clause)
        return None


def _unspaced(title: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u2011-]", "", title.casefold()).rstrip(":")


def as_entry(wording: str) -> str:
    """A printed status wording as it is listed in `status.csv`: dates as "{Termin}", on one line."""
    return re.sub(r"\s+([,.;)])", r"\1", " ".join(replace_dates(wording, f" {DUE_WORD} ").split())).rstrip(". ")


def _without_due(text: str) -> str:
    return fold(replace_dates(text, f" {DUE_WORD} ")).rstrip(".! ")


def _is_date(clause: str) -> bool:
    return _without_due(clause) == fold(DUE_WORD)


def _phrase_pattern(words: str, other_words: str) -> re.Pattern[str]:
    """A listed wording as a pattern: "…" stands for `other_words`, dates may always follow."""
    parts = [re.escape(part) for part in _without_due(words).split(ANY_WORDS)]
    return re.compile(other_words.join(parts) + rf"(?: (?:seit )?{re.escape(fold(DUE_WORD))})*")


def load(folder: Path) -> Vocabulary:
    """Read the lists of `templates/`.

    Raises:
        TemplateInvalid: a list is missing, lacks a column, or names a code or role that does not exist.
    """
    return Vocabulary(_phrases(folder), _codes(folder), _actors(folder), _terms(folder))


def _phrases(folder: Path) -> tuple[tuple[str, Status], ...]:
    path = folder / STATUS_FILE
    phrases = []
    for line, row in read_rows(path, ("wortlaut", "code")):
        words = row["wortlaut"].replace("...", ANY_WORDS)
        if not words.replace(ANY_WORDS, "").strip():
            raise wrong_entry(path, line, words, "einen Wortlaut aus dem Katalog")
        phrases.append((words, _status(path, line, row["code"])))
    _refuse_contradictions(path, ((_without_due(words), code) for words, code in phrases))
    return tuple(phrases)


def _codes(folder: Path) -> tuple[StatusCode, ...]:
    path = folder / CODES_FILE
    codes = []
    for line, row in read_rows(path, ("code", "bezeichnung", "rang", "umgesetzt")):
        if row["rang"] and not row["rang"].isdecimal():
            raise wrong_entry(path, line, row["rang"], "eine Zahl oder nichts")
        if row["umgesetzt"] not in ("ja", "nein"):
            raise wrong_entry(path, line, row["umgesetzt"], "ja, nein")
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
    path = folder / ACTORS_FILE
    actors = []
    for line, row in read_rows(path, ("name", "andere_schreibweisen", "amt")):
        if not row["name"]:
            raise wrong_entry(path, line, row["name"], "den Namen, wie er im Katalog steht")
        aliases = (" ".join(alias.split()) for alias in row["andere_schreibweisen"].split("|"))
        actors.append(KnownActor(row["name"], tuple(filter(None, aliases)), row["amt"] or None))
    _refuse_contradictions(path, ((name, actor.name) for actor in actors for name in (actor.name, *actor.aliases)))
    return tuple(actors)


def _terms(folder: Path) -> tuple[tuple[str, str], ...]:
    path = folder / TERMS_FILE
    roles = (*COLUMN_ROLES, *OTHER_ROLES)
    terms = []
    for line, row in read_rows(path, ("rolle", "wortlaut")):
        if row["rolle"] not in roles:
            raise wrong_entry(path, line, row["rolle"], ", ".join(roles))
        if not row["wortlaut"]:
            raise wrong_entry(path, line, row["wortlaut"], "einen Wortlaut aus dem Katalog")
        terms.append((row["rolle"], row["wortlaut"]))
    _refuse_contradictions(path, ((_unspaced(words), role) for role, words in terms if role in COLUMN_ROLES))
    return tuple(terms)


def _refuse_contradictions(path: Path, entries: Iterable[tuple[str, str]]) -> None:
    """The same wording must not mean two things; which one counted would be chance."""
    meanings: dict[str, str] = {}
    for wording, meaning in entries:
        if meanings.setdefault(wording, meaning) != meaning:
            raise TemplateInvalid(
                f"In „{path}“ steht „{wording}“ einmal für „{meanings[wording]}“ und einmal für „{meaning}“; welches "
                "gilt, ließe sich nicht entscheiden: Bitte eine der beiden Zeilen löschen."
            )


def _status(path: Path, line: int, code: str) -> Status:
    return entry(Status, path, line, code)
