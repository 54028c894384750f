"""`entscheidungen.csv`: what the analyst decides, read line by line; and the open questions in the same columns.

A line speaks of editions by their years and of measures by their printed numbers, never of positions or `uid`s, so
that it means the same after a re-run and when the next edition numbers anew. The beginnings of wordings and the value
that was read are on the line as well: whatever no longer agrees with them is refused, never applied by chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.errors import DecisionUnfit
from pipeline.model import Finding, Signature
from pipeline.spreadsheet import as_csv

FILE = "entscheidungen.csv"
QUESTIONS_FILE = "zu_entscheiden.csv"
COLUMNS = (
    "frage", "art", "ausgabe", "nr", "massnahme", "ausgabe_neu", "nr_neu", "massnahme_neu", "merkmal", "wert_gelesen",
    "wert_richtig", "befund", "begruendung", "name", "datum",
)  # fmt: skip

EMPTY = "(leer)"
"""Stands in `wert_richtig` for a cell that is to be empty."""
NO_NUMBER = "ohne Nummer"
MANUAL, FINDING = "manuell", "Befund"
"""The method of what a person decided, and what the change log calls an accepted finding."""


class DecisionKind(StrEnum):
    """What a line of `entscheidungen.csv` does to a link, a value or a finding."""

    CONFIRM = "bestätigen"
    LINK = "zuordnen"
    PART = "trennen"
    CORRECT = "berichtigen"
    ACCEPT = "annehmen"


@dataclass(frozen=True, slots=True)
class Mention:
    """A measure as people name it: year of the edition, printed number, which one if the number stands there twice.

    `number` is None where no measure is meant: the catalogue as a whole, or no counterpart. `wording` is the beginning
    of the measure's text, against which the number is checked; it may be empty.
    """

    year: int
    number: str | None = None
    occurrence: int | None = None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided. `other` is the measure of the newer edition, where two editions are concerned.

    A correction, of a measure or without a number of the catalogue's own texts, has `feature`, the value `read` and the
    `right` one. An acceptance has the code of the `finding` and in `read` what it is about (`gist`).
    """

    kind: DecisionKind
    about: Mention
    other: Mention | None = None
    feature: str = ""
    read: str = ""
    right: str = ""
    finding: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The editions concerned, the older one first."""
        return (self.about.year, self.other.year) if self.other else (self.about.year,)


@dataclass(frozen=True, slots=True)
class Question:
    """What the program leaves to the analyst, and the choices that would answer it."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice to be taken about the measure `uid` of the edition of `year` ("" for the edition as a whole)."""

    year: int
    uid: str
    choice: Choice
    question: str = ""

    @property
    def line(self) -> str:
        """The line for `entscheidungen.csv`, to be signed."""
        return as_csv(COLUMNS, [row_of(self.question, self.choice)]).decode().split("\r\n", 1)[1].removesuffix("\r\n")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of `entscheidungen.csv`; `line` counts as a spreadsheet does, the column names being line 1.

    `lossy` says that the file was saved with "?" for every character that Windows-1252 lacks.
    """

    line: int
    choice: Choice
    signature: Signature
    lossy: bool = False


_DONE = {
    DecisionKind.CONFIRM: "Bestätigt",
    DecisionKind.LINK: "Zugeordnet",
    DecisionKind.PART: "Getrennt",
    DecisionKind.CORRECT: "Berichtigt",
    DecisionKind.ACCEPT: "Angenommen",
}

Problem = tuple[int, str]
"""Line, and in a German sentence what is wrong with it and what to do."""


def refuse(problems: Sequence[Problem]) -> None:
    """Stop if there are any problems: the first in full, the others by their lines.

    Raises:
        DecisionUnfit: there is a problem.
    """
    if not problems:
        return
    (line, first), *others = sorted(problems)
    further = sorted({other for other, _ in others} - {line})
    more = f" Ebenso prüfen: Zeile {', '.join(map(str, further))}." if further else ""
    raise DecisionUnfit(f"„{FILE}“, Zeile {line}: {first}{more}")


def questions_table(questions: Iterable[Question], *, caveat: str = "") -> bytes:
    """`zu_entscheiden.csv`: one row a choice, ready to be copied into `entscheidungen.csv` and signed.

    `caveat` stands behind each question.
    """
    mark = f" ({caveat})" if caveat else ""
    rows = (row_of(question.text + mark, choice) for question in questions for choice in question.choices)
    return as_csv(COLUMNS, rows)


def said(kind: DecisionKind, signature: Signature) -> str:
    """Who decided, when and why, as a German sentence: "Bestätigt von … am 22.11.2026: …"."""
    reason = signature.reason if signature.reason.endswith((".", "!", "?")) else f"{signature.reason}."
    return f"{_DONE[kind]} von {signature.name} am {_german(signature.date)}: {reason}"


def gist(finding: Finding) -> str:
    """What a finding is about, in the words of the catalogue: how a line tells it from others of its code and measure.

    One about no measure is told by its page, too.
    """
    page = f"Seite {finding.page}" if finding.page and finding.measure is None else ""
    return ": ".join(filter(None, (page, " ".join(finding.value.split()))))


def named(mention: Mention) -> str:
    """A measure as a person names it: "Nr. 7 (2. Vorkommen) der Ausgabe 2024"."""
    number = _number_cell(mention)
    if not number:
        return f"Ausgabe {mention.year}"
    return f"{'Maßnahme ' if mention.number == '' else 'Nr. '}{number} der Ausgabe {mention.year}"


def _german(date: str) -> str:
    return datetime.fromisoformat(date).strftime("%d.%m.%Y")


# --- questions ------------------------------------------------------------------------------------------------------


def row_of(question: str, choice: Choice) -> list[str]:
    """The cells of one choice under `COLUMNS`; right value, reason, name and date are left to the analyst."""
    about, other = choice.about, choice.other
    row = {
        "frage": question,
        "art": choice.kind.value,
        "ausgabe": str(about.year),
        "nr": _number_cell(about),
        "massnahme": about.wording,
        "ausgabe_neu": str(other.year) if other else "",
        "nr_neu": _number_cell(other) if other else "",
        "massnahme_neu": other.wording if other else "",
        "merkmal": choice.feature,
        "wert_gelesen": choice.read,
        "befund": choice.finding,
    }
    return [row.get(column, "") for column in COLUMNS]


def _number_cell(mention: Mention) -> str:
    if mention.number is None:
        return ""
    number = mention.number or NO_NUMBER
    return f"{number} ({mention.occurrence}. Vorkommen)" if mention.occurrence else number
