"""How many values of a text export were read exactly, how many wrong ones a finding names, how many none does."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from test_read_catalogues import CATALOGUES, Difference, differences, truth_of

from pipeline.errors import PipelineError
from pipeline.model import Edition, Finding
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.vocabulary import Vocabulary

_ANY_VALUE = {"cells-doubtful", "columns-doubtful", "row-cut", "row-unnumbered", "line-unclear", "word-unclear",
              "characters-unreadable", "cell-empty", "number-twice", "number-missing"}  # fmt: skip
"""Findings that ask to compare all of a measure with the document."""
_ONE_VALUE = {"status-unknown": ("status",), "status-mixed": ("status",), "goal-doubtful": ("goal",)}
_BREAKS = {"break-unclear", "paragraph-doubtful"}
"""Findings about paragraphs; they name no wrong word."""


@dataclass(frozen=True)
class Score:
    """The values of one export: all that the truth has, the wrong ones, and those of them that no finding names.

    `whole` are the wrong values that only a finding about the whole document covers.
    """

    values: int
    wrong: tuple[Difference, ...] = ()
    whole: tuple[Difference, ...] = ()
    silent: tuple[Difference, ...] = ()
    refused: str = ""

    @property
    def word(self) -> str:
        """What became of the export, in a word."""
        if self.refused:
            return "refused"
        return "exact" if not self.wrong else "silent" if self.silent else "whole" if self.whole else "named"

    @property
    def counts(self) -> dict[str, int]:
        """The values by what became of them."""
        if self.refused:
            return {"refused": self.values}
        named = len(self.wrong) - len(self.whole) - len(self.silent)
        silent, whole = len(self.silent), len(self.whole)
        return {"exact": self.values - len(self.wrong), "named": named, "whole": whole, "silent": silent}


def score(content: bytes, name: str, vocabulary: Vocabulary) -> Score:
    """How an export of a test catalogue is read; `name` begins with that of the catalogue."""
    truth = json.loads((CATALOGUES / truth_of(name)).read_text("utf-8"))
    values = 4 + sum(5 + len(measure.get("extra", {})) for measure in truth["measures"])
    try:
        edition = normalise(read(content, name, vocabulary), int(name[:4]), sample=False, vocabulary=vocabulary)
    except PipelineError as error:
        return Score(values, refused=str(error))
    wrong = tuple(differences(*_unspaced(truth, edition)))
    unnamed = tuple(found for found in wrong if not _is_named(found, edition))
    doubtful = any(finding.code == "text-doubtful" for finding in edition.findings)
    return Score(values, wrong, unnamed if doubtful else (), () if doubtful else unnamed)


def _unspaced(truth: dict[str, Any], edition: Edition) -> tuple[dict[str, Any], Edition]:
    """Both with numbers without blanks: "M 1" is "M1" in files of programs that print narrow blanks so."""
    wanted = [measure | {"nr": "".join(str(measure["nr"]).split())} for measure in truth["measures"]]
    got = (replace(measure, number="".join(measure.number.split())) for measure in edition.measures)
    return truth | {"measures": wanted}, replace(edition, measures=tuple(got))


def _is_named(found: Difference, edition: Edition) -> bool:
    """Whether a finding names the measure, and is about what is wrong.

    One that names where a goal begins names all measures of that goal. A number that a gap in the count reports covers
    the measure before it and the remarks, as the finding says.
    """
    numbers = ["".join(measure.number.split()).rstrip(".") for measure in edition.measures]
    if any(found.where in _measures(finding) and _is_about(finding, found) for finding in edition.findings):
        return True
    if found.what == "goal" and found.where in numbers:
        near = {numbers[at] for at in _same_goal(edition, numbers.index(found.where))}
        about = ("goal-doubtful", "cells-doubtful", "row-cut", "columns-doubtful", "line-unclear")
        if any(finding.code in about and near & set(_measures(finding)) for finding in edition.findings):
            return True
    quoting = [finding.message for finding in edition.findings if finding.code in ("line-unclear", "cells-doubtful")]
    if found.what == "remarks" and any(line in message for message in quoting for line in _surplus(found)):
        return True
    codes = {finding.code for finding in edition.findings}
    if found.what in ("fields", "field") and codes & {"heading-unclear", "heading-missing", "heading-running"}:
        return True
    return "number-gap" in codes and (found.where not in numbers or found.what == "remarks")


def _surplus(found: Difference) -> Iterator[str]:
    return (line[:25] for line in found.got.split("\n") if line not in found.want.split("\n"))


def _measures(finding: Finding) -> Iterator[str]:
    """The numbers of the measures that a finding names, as they are compared."""
    if finding.measure:
        yield "".join(finding.measure.split()).rstrip(".")
    elif listed := re.search(r"\(Nr\. ([^)]*)\)", finding.message):
        yield from ("".join(number.split()) for number in listed[1].split(","))


def _is_about(finding: Finding, found: Difference) -> bool:
    if finding.code in _BREAKS:
        return found.want.split() == found.got.split()
    return finding.code in _ANY_VALUE or found.what in _ONE_VALUE.get(finding.code, ())


def _same_goal(edition: Edition, index: int) -> list[int]:
    """The measures above and below with the same goal, and those next to them: where a goal ends is doubtful."""
    goals = [measure.goal for measure in edition.measures]
    first = last = index
    while first and goals[first - 1] == goals[index]:
        first -= 1
    while last + 1 < len(goals) and goals[last + 1] == goals[index]:
        last += 1
    return list(range(max(first - 1, 0), min(last + 2, len(goals))))
