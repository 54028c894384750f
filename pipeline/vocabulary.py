"""The words of catalogues: status wordings, actors, column titles and headings, as lists under `templates/`.

A city with other words edits those lists in Excel, not Python. Both the readers and the normaliser ask here, so that
a word means the same in every room.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from pipeline.dates import read_due, replace_dates
from pipeline.model import Due, Status

STATUS_FILE = "status.csv"
CODES_FILE = "statuscodes.csv"
ACTORS_FILE = "akteure.csv"
TERMS_FILE = "begriffe.csv"

COLUMN_ROLES = {"ziel": "goal", "nummer": "number", "massnahme": "measure", "akteure": "actors", "status": "status"}
"""German role in `begriffe.csv` → name of the cell in `model.Row`."""
OTHER_ROLES = (
    "merkmal", "handlungsfeld", "feldspalte", "vision", "weitere", "beschriftung", "summe", "kooperation", "verneinung",
    "einschraenkung", "gegensatz", "fortsetzung", "stadt", "stelle",
)  # fmt: skip
"""`merkmal`: usual titles of further columns, so that two of them side by side are not taken for one.

`feldspalte`: titles of columns that name fields of action where they part the rows, and where no heading does.
`stelle`: nouns that name who acts in any city ("…amt"), for actors that no register knows.
"""

ANY_WORDS = "…"
DUE_WORD = "{Termin}"

_CLAUSES = re.compile(r"\s*\n\s*|\s+/\s+|\s*;\s*|\s+[–—-]\s+|,\s+")
_PARTS = (re.compile(r"\s*[()]\s*"), re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[A-ZÄÖÜ])"), re.compile(r"\s+und\s+"))
"""Where a clause that is not understood whole is divided further: brackets, sentences, "und"."""
_BESIDE_TITLE = re.compile(r"\([^()]*\)|(?:\b\d{1,2}[./]){0,2}\b20\d\d\b|(?<=[^\W\d_])[/:*_](?:r|n|in|innen)\b")
"""What column titles add to what they mean: brackets, dates, further endings ("Verantwortliche/r")."""
_TITLE_MARKS = " :?*\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
"""What may stand at their ends, such as the mark of a footnote."""
_BEFORE_DATE = re.compile(r"\s(?:vom|per|am)\s*$|:\s*$")
_NAMED_GOAL = re.compile(
    r"(?P<title>[^\W\d_]+(?: [^\W\d_]+)?)\s*(?:[A-Z]?[\d.]*\d\.?|[IVX]+|[A-Z])?(?:\s*:\s*|\s+[–-]\s+)(?P<goal>\S.*)"
)
_TITLE_PARTS = re.compile(r"\s*[/,&]\s*|\s+(?:und|oder|bzw\.)\s+")
_NOTHING = r"(?!)"
"""As a pattern: fits nowhere."""
_ANY_DUE = re.compile(rf"\s*{re.escape(DUE_WORD)}\s*", re.IGNORECASE)
_STATE_OF = re.compile(rf"(?:^|[\n;])\s*(?:Stand\s+)?{re.escape(DUE_WORD)}\s*:", re.IGNORECASE)
"""What says of which year a state is: which of several counts is not guessed."""
_FIRST_WORD = re.compile(r"\W*(\w+)")
_PERCENT = re.compile(r"(?<=\d)%")
_LIST_MARKS = "•→–— "
_OVER = (Status.COMPLETED, Status.CANCELLED)
_STILL_TO_COME = frozenset({Status.PLANNED, Status.UNDER_REVIEW})
_GOES_WITH = dict.fromkeys(Status, _STILL_TO_COME | {Status.NOT_STARTED}) | {
    Status.COMPLETED: _STILL_TO_COME | {Status.IN_PROGRESS}, Status.IN_PROGRESS: _STILL_TO_COME,
    Status.CANCELLED: _STILL_TO_COME,
}  # fmt: skip
"""What may be said behind a status without taking it back: "Geplant, verschoben" leaves open which of both counts."""
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


_TITLES = 2048
"""Printed texts of which is remembered whether they are column titles."""


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
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str], Status], ...]:
        """Wordings as patterns, each behind words that it cannot do without: those are looked for faster."""
        longest_first = sorted(self.phrases, key=lambda phrase: (ANY_WORDS in phrase[0], -len(phrase[0])))
        return tuple(
            (max(without_due(words).split(ANY_WORDS), key=len), _phrase_pattern(words, self._other_words), code)
            for words, code in longest_first
        )

    @cached_property
    def _other_words(self) -> str:
        """What "…" stands for: any words but such as turn the meaning ("Abschluss geplant") or date it ("2023: …")."""
        return rf"((?:(?!{self._any_of('verneinung')}|{re.escape(fold(DUE_WORD))}\s?:).)+)"

    def _any_of(self, *roles: str) -> str:
        """A pattern for the words listed under these roles, "…" standing for the rest of a word."""
        words = "|".join(
            re.escape(fold(each)).replace(ANY_WORDS, r"\w*") for role in roles for each in self.words(role)
        )
        return rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)"

    @cached_property
    def _listed(self) -> dict[str, Status]:
        """Wordings as they are compared: folded, every date as "{termin}"."""
        return {without_due(words): code for words, code in self.phrases}

    @cached_property
    def _listed_words(self) -> tuple[tuple[str, re.Pattern[str], Status], ...]:
        whole = ((words, code) for words, code in self._listed.items() if ANY_WORDS not in words)
        return tuple((words, re.compile(rf"(?<!\w){re.escape(words)}(?!\w)"), code) for words, code in whole)

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        """The wordings by their first word, each folded."""
        found: dict[str, list[str]] = {}
        for words, _ in self.phrases:
            found.setdefault(words.casefold().split(" ", 1)[0], []).append(words)
        return found

    @cached_property
    def actor_names(self) -> tuple[tuple[str, KnownActor], ...]:
        """Every spelling of every registered actor, longest first."""
        spellings = [(name, actor) for actor in self.actors for name in (actor.name, *actor.aliases)]
        return tuple(sorted(spellings, key=lambda pair: (-len(pair[0]), pair[0])))

    @cached_property
    def any_actor(self) -> re.Pattern[str]:
        """The longest spelling of a registered actor that stands somewhere as a name of its own."""
        return re.compile(rf"(?<![\w-]){self._actor_spellings}(?![\w-])")

    @cached_property
    def actor_in_brackets(self) -> re.Pattern[str]:
        """A registered actor, `inside`, behind an opening bracket."""
        return re.compile(rf"\s*\((?P<inside>{self._actor_spellings}(?![\w-]))")

    @cached_property
    def _actor_spellings(self) -> str:
        return f"(?:{'|'.join(re.escape(name) for name, _ in self.actor_names) or _NOTHING})"

    @cached_property
    def cooperation(self) -> re.Pattern[str]:
        """The words behind which supporting actors stand ("in Kooperation mit")."""
        return re.compile("|".join(map(re.escape, self.words("kooperation"))) or _NOTHING, re.IGNORECASE)

    def words(self, role: str) -> tuple[str, ...]:
        """The wordings listed for one German role of `begriffe.csv`, longest first."""
        return self._words.get(role, ())

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        longest_first = sorted(self.terms, key=lambda term: (-len(term[1]), term[1]))
        return {role: tuple(words for kind, words in longest_first if kind == role) for role, _ in self.terms}

    def column(self, title: str) -> str | None:
        """The cell name (`model.Row`) that a printed column title stands for, or None for an unknown column.

        Blanks and hyphens do not count: titles are wrapped and hyphenated in narrow columns. Nor do dates and brackets
        ("Sachstand 2024"); "Maßnahmen / Projekte" is what both words mean, if they mean the same.
        """
        return self._column(title)

    @cached_property
    def _column(self) -> Callable[[str], str | None]:
        """As `column`, which is asked for every stretch of text that might be a title, again and again."""
        return lru_cache(maxsize=_TITLES)(self._read_column)

    def _read_column(self, title: str) -> str | None:
        known = self._columns.get(unspaced(title))
        if known or not (bare := _BESIDE_TITLE.sub(" ", title).strip(_TITLE_MARKS)):
            return known
        meanings = {self._columns.get(unspaced(part)) for part in _TITLE_PARTS.split(bare)}
        if meanings == {"number", "measure"}:
            return "measure"  # whose numbers stand before its words
        return meanings.pop() if len(meanings) == 1 else None

    def column_of_grid(self, title: str) -> str | None:
        """As `column`, in a ruled table, where "Stand: Mai 2024" is a title and no running line."""
        return self.column(title) or self.column(_BEFORE_DATE.sub("", replace_dates(title, " ")))

    @cached_property
    def _columns(self) -> dict[str, str]:
        listed = [(role, words) for role, words in self.terms if role in COLUMN_ROLES]
        names = {unspaced(words): COLUMN_ROLES[role] for role, words in reversed(listed)}
        return {words.replace(".", ""): name for words, name in names.items()} | names  # "Lfd Nr" as well

    def goal_named_in(self, text: str) -> str:
        """The goal in a line such as "Ziel 1.2: Wege sind kurz", or nothing."""
        found = _NAMED_GOAL.fullmatch(text)
        return found["goal"] if found and self.column(found["title"]) == "goal" else ""

    def may_name_field(self, title: str) -> bool:
        """Whether a column title may say that fields of action stand below it, and may mean something else."""
        return unspaced(title) in {unspaced(words) for words in self.words("feldspalte")}

    def names_field(self, title: str) -> bool:
        """Whether a column title says that the fields of action stand below it."""
        return unspaced(title) in {unspaced(words) for words in self.words("handlungsfeld")}

    def begins_column(self, text: str) -> bool:
        """Whether a text is the beginning of a known column title, or all of it."""
        return unspaced(text) in self._title_beginnings

    @cached_property
    def _title_beginnings(self) -> frozenset[str]:
        titles = (unspaced(words) for role, words in self.terms if role in COLUMN_ROLES)
        return frozenset(title[:end] for title in titles for end in range(1, len(title) + 1))

    def says(self, text: str, role: str) -> bool:
        """Whether a text is one of the wordings listed for a role, such as "Weitere Maßnahmen:"."""
        return fold(text).rstrip(" :") in map(fold, self.words(role))

    def names_body(self, word: str) -> bool:
        """Whether a word is a noun for somebody who acts, registered or not."""
        return self._body.fullmatch(fold(word)) is not None

    @cached_property
    def _body(self) -> re.Pattern[str]:
        return re.compile(self._any_of("stelle"))

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
        return self._code_of(without_due(text))

    @cached_property
    def _code_of(self) -> Callable[[str], Status | None]:
        """Text exports ask for the same words again and again."""
        return lru_cache(maxsize=65536)(self._match)

    def _match(self, wanted: str) -> Status | None:
        for needed, pattern, code in self._patterns:
            match = pattern.fullmatch(wanted) if needed in wanted else None
            if match and not any(self._says_otherwise(words, code) for words in match.groups()):
                return code
        return None

    def _says_otherwise(self, words: str, code: Status) -> bool:
        """Whether the words that "…" stands for hold a wording of another code: "Abgeschlossen und Neues geplant"."""
        return any(
            other is not code and listed in words and pattern.search(words)
            for listed, pattern, other in self._listed_words
        )

    def may_be_status(self, text: str) -> bool:
        """A quick look: whether a text begins as a listed wording does, or holds one that may begin with any words."""
        words = without_due(text)
        first = _FIRST_WORD.match(words)
        if words.lstrip(_LIST_MARKS).startswith(fold(DUE_WORD)) or (first and first[1] in self._first_words):
            return True
        return any(listed in words for listed in self._open_wordings)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        found = (_FIRST_WORD.match(without_due(words)) for words, _ in self.phrases if not words.startswith(ANY_WORDS))
        return frozenset(match[1] for match in found if match)

    @cached_property
    def _open_wordings(self) -> tuple[str, ...]:
        """Words that a listed wording that begins with "…" cannot do without."""
        wordings = (without_due(words) for words, _ in self.phrases if words.startswith(ANY_WORDS))
        return tuple(dict.fromkeys(max(words.split(ANY_WORDS), key=len) for words in wordings))

    def is_listed(self, text: str) -> bool:
        """Whether a status wording is listed word for word, a due date aside."""
        return without_due(text) in self._listed

    def _told_apart(self, clause: str) -> tuple[str, ...]:
        """ "Abgeschlossen Weitere Durchführung in Planung" as two clauses: the line break between them is lost."""
        folded = clause.casefold()
        for words in self._by_first_word.get(folded.split(" ", 1)[0], ()):
            rest = clause[len(words) :]
            if rest[:1] == " " and rest[1:2].isupper() and folded.startswith(words.casefold()) and self.clause(rest):
                return clause[: len(words)], rest.strip()
        return (clause,)

    def read_status(self, text: str) -> StatusReading:
        """Read a status cell: the first clause gives the status, a later planned one the follow-up, a date the due.

        A wording that is listed word for word wins over its parts. What no list knows is returned in `unknown`,
        never guessed.
        """
        whole = " ".join(text.split())
        if _STATE_OF.search(replace_dates(text, DUE_WORD)) and not self.is_listed(text):
            return StatusReading(Status.UNKNOWN, unknown=(whole,))
        clauses = [text] if self.is_listed(text) else list(filter(without_due, self._clauses(text)))
        dated = [clause for clause in clauses if self.is_listed(clause) or not _is_date(clause)]
        codes = [self._listed.get(without_due(clause)) or self.clause(clause) for clause in dated]
        unknown = tuple(clause for clause, code in zip(dated, codes, strict=True) if code is None)
        due = self._due(clauses)
        if not codes or codes[0] is None:
            return StatusReading(Status.UNKNOWN, None, due, unknown or tuple(clauses) or tuple(filter(None, [whole])))
        later = [code for code in codes[1:] if code and code is not codes[0]]
        ahead = codes[0] is Status.COMPLETED and not self.is_listed(text) and _lies_ahead(clauses)
        if ahead or self._in_doubt(codes[0], dated[0], unknown) or not _GOES_WITH[codes[0]].issuperset(later):
            return StatusReading(Status.UNKNOWN, None, due, (whole,))
        return StatusReading(
            status=codes[0],
            follow_up=Status.PLANNED if Status.PLANNED in later else None,
            due=due,
            unknown=unknown,
            others=tuple(code for code in later if code not in {*_STILL_TO_COME, Status.NOT_STARTED}),
        )

    def _in_doubt(self, code: Status, first: str, unknown: Sequence[str]) -> bool:
        """Whether the first clause may not tell how far a measure is.

        "Umgesetzt (teilweise)" is not done, "Geplant, aber ausgesetzt" not planned, and "Fortsetzung geplant" not only.
        """
        if code is Status.PLANNED and not self.is_listed(first) and self._holds(first, "fortsetzung"):
            return True
        roles = ("gegensatz", "einschraenkung") if code is Status.COMPLETED else ("gegensatz",)
        return any(self._holds(clause, *roles) for clause in unknown)

    def _holds(self, text: str, *roles: str) -> bool:
        return re.search(self._any_of(*roles), fold(text)) is not None

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


def unspaced(title: str) -> str:
    """A column title as titles are compared: without case, blanks and hyphens."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]", "", title.casefold()).rstrip(":")


def as_entry(wording: str) -> str:
    """A printed status wording as it is listed in `status.csv`: dates as "{Termin}", on one line."""
    return " ".join(replace_dates(wording, DUE_WORD).split()).rstrip(". ")


@lru_cache(maxsize=4096)
def without_due(text: str) -> str:
    """The form in which wordings are compared: dates as "{termin}", a blank before "%", no double quotes."""
    dated = _ANY_DUE.sub(f" {DUE_WORD} ", replace_dates(text.replace('"', ""), DUE_WORD))
    return fold(_PERCENT.sub(" %", dated)).rstrip(".! ")


def _lies_ahead(clauses: Sequence[str]) -> bool:
    """Whether the date of the first clause is one until or from which something will be: "Abgeschlossen bis 2026"."""
    dates = (read_due(clause) for clause in (clauses[0], *takewhile(_is_date, clauses[1:])))
    return any(date is not None and date.kind in ("for", "from") for date in dates)


def _is_date(clause: str) -> bool:
    return without_due(clause) == fold(DUE_WORD)


def _phrase_pattern(words: str, other_words: str) -> re.Pattern[str]:
    """A listed wording as a pattern: "…" stands for `other_words`, dates may always follow."""
    parts = [re.escape(part) for part in without_due(words).split(ANY_WORDS)]
    return re.compile(other_words.join(parts) + rf"(?: (?:seit )?{re.escape(fold(DUE_WORD))})*")
