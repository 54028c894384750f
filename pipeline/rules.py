"""What a status change means: the lines of `templates/bewertung.csv`, over the order of `statuscodes.csv`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pipeline.model import Judgement, Relation, Status
from pipeline.spreadsheet import entry, read_rows, wrong_entry
from pipeline.vocabulary import StatusCode, Vocabulary

_Word = TypeVar("_Word", bound=StrEnum)

RULES_FILE = "bewertung.csv"
REASON_FIELDS = ("termin", "termin_alt", "termin_neu", "beziehung")
"""What a reason in `bewertung.csv` may name in curly brackets."""


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
    UNCLEAR = "fraglich"


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
        raise wrong_entry(path, line, min(unknown), ", ".join(REASON_FIELDS))
    relations = filter(None, (part.strip() for part in row["beziehung"].split("|")))
    return JudgementRule(
        tuple(entry(Relation, path, line, relation) for relation in relations),
        _optional(Status, path, line, row["von"]),
        _optional(Status, path, line, row["folge"]),
        _optional(Status, path, line, row["nach"]),
        _optional(RankStep, path, line, row["rang"]),
        _optional(DueStep, path, line, row["termin"]),
        entry(Judgement, path, line, row["bewertung"]),
        row["begruendung"],
    )


def _optional(words: type[_Word], path: Path, line: int, found: str) -> _Word | None:
    return entry(words, path, line, found) if found else None
