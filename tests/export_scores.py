"""How many values of a text export were read exactly, how many wrong ones a finding names, how many none does.

`cd tests && PYTHONPATH=.. python -m export_scores FOLDER [VARIANT …]` counts the exports in a folder (as
`makers/exports.py` writes them), by program and variant: documents and values exact, wrong and named by a finding,
wrong and covered by one about the whole document only, wrong in silence, refused; and how many measures without any
wrong value a finding doubts.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from test_read_catalogues import CATALOGUES, Difference, differences, truth_of

from pipeline.errors import PipelineError
from pipeline.model import Edition, Finding, Measure, Severity
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.read.text.lines import decode
from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

_ANY_VALUE = {"cells-doubtful", "columns-doubtful", "row-cut", "row-unnumbered", "line-unclear", "word-unclear",
              "characters-unreadable", "cell-empty", "number-twice", "number-missing", "value-odd"}  # fmt: skip
"""Findings that ask to compare all of a measure with the document."""
_ONE_VALUE = {
    "status-unknown": ("status",),
    "status-mixed": ("status",),
    "status-ahead": ("status",),
    "goal-doubtful": ("goal",),
}
_BREAKS = {"break-unclear", "paragraph-doubtful"}
"""Findings about paragraphs; they name no wrong word."""


@dataclass(frozen=True)
class Score:
    """The values of one export: all that the truth has, the wrong ones, and those of them that no finding names.

    `whole` are the wrong values that only a finding about the whole document covers. Of the `exact` measures, all of
    whose values are right, `doubted` ones are named by a warning all the same.
    """

    values: int
    wrong: tuple[Difference, ...] = ()
    whole: tuple[Difference, ...] = ()
    silent: tuple[Difference, ...] = ()
    refused: str = ""
    exact: int = 0
    doubted: int = 0

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
    named = [found for found in wrong if _is_named(found, edition)]
    unnamed = tuple(found for found in wrong if found not in named and not _only_moved(found, named))
    doubtful = any(finding.code == "text-doubtful" for finding in edition.findings)
    exact = {_number(measure) for measure in edition.measures} - {found.where for found in wrong}
    warned = {number for finding in edition.findings if _warns(finding) for number in _measures(finding)}
    whole, silent = (unnamed, ()) if doubtful else ((), unnamed)
    return Score(values, wrong, whole, silent, "", len(exact), len(exact & warned))


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
    numbers = [_number(measure) for measure in edition.measures]
    if any(found.where in _measures(finding) and _is_about(finding, found) for finding in edition.findings):
        return True
    if found.what == "goal" and found.where in numbers:
        near = {numbers[at] for at in _same_goal(edition, numbers.index(found.where))}
        about = ("goal-doubtful", "cells-doubtful", "row-cut", "columns-doubtful", "line-unclear", "value-odd")
        if any(finding.code in about and near & set(_measures(finding)) for finding in edition.findings):
            return True
    codes = {finding.code for finding in edition.findings}
    if "number-gap" in codes and (found.where not in numbers or found.what == "remarks"):
        return True
    return _is_named_outside(found, edition, codes)


def _is_named_outside(found: Difference, edition: Edition, codes: Container[str]) -> bool:
    """The same for what is wrong with lines outside the tables, and with titles."""
    quoting = [finding.message for finding in edition.findings if finding.code in ("line-unclear", "cells-doubtful")]
    headings = ("heading-unclear", "heading-missing", "heading-running", "chapter-empty")
    return (
        (found.what == "remarks" and any(line in message for message in quoting for line in _astray(found)))
        or (not found.where and "number-missing" in codes)
        or (found.what in ("fields", "field") and any(code in codes for code in headings))
        or (found.what in ("fields", "further", "remarks") and _is_quoted(found, edition, "break-unclear"))
        or (found.what.startswith("extra ") and _is_title_told(found.what.removeprefix("extra "), edition))
    )


def _only_moved(found: Difference, named: Sequence[Difference]) -> bool:
    """Whether all that is wrong with remarks is that lines are missing, which stand in values that findings name."""
    missing = [line for line in found.want.split("\n") if line not in found.got.split("\n")]
    if found.what != "remarks" or not missing or any(_surplus(found)):
        return False
    return all(any(line in other.got for other in named) for line in missing)


def _number(measure: Measure) -> str:
    return "".join(measure.number.split()).rstrip(".")


def _warns(finding: Finding) -> bool:
    """Whether a finding is about the reading of an export, and asks a person to look."""
    return finding.severity is not Severity.INFO and (finding.code in _ANY_VALUE or finding.code == "goal-doubtful")


def _is_quoted(found: Difference, edition: Edition, code: str) -> bool:
    """Whether a finding asks about the paragraphs of running text, and nothing but these is wrong."""
    told = any(finding.code == code and not finding.measure for finding in edition.findings)
    words = [re.sub(r"(?m)^[^:\n]*: ", "", text).split() for text in (found.want, found.got)]
    return told and words[0] == words[1]


def _is_title_told(title: str, edition: Edition) -> bool:
    """Whether a finding says that no list knows the title of a column: "L A U FZEIT" for "LAUFZEIT"."""
    told = ("".join(finding.value.split()) for finding in edition.findings if finding.code == "column-unknown")
    return "".join(title.split()) in told and any(" " in name for each in edition.measures for name, _ in each.extra)


def _astray(found: Difference) -> Iterator[str]:
    """The beginnings of remarks that should not be there, or of such as come in another order."""
    want, got = found.want.split("\n"), found.got.split("\n")
    in_order = sorted(want) != sorted(got)
    yield from _surplus(found)
    yield from (line[:25] for line, other in zip(got, want, strict=False) if not in_order and line != other)


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
    if finding.code == "heading-unclear":
        return found.what == "measure" and not found.want
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


def _blankless(text: str) -> str:
    return re.sub(r"\n(?:[^\S\n\f]*\n)+", "\n", text)


def _unbroken(text: str) -> str:
    return re.sub(r"(?<!\n)\f", "\n", text).replace("\f", "")


def _gaps_as_tabs(text: str) -> str:
    return re.sub(r"(?m)(?<=\S)[^\S\n\f]{2,}(?=\S)", "\t", text)


def _unexpanded(text: str) -> str:
    """Blanks before a multiple of eight characters as tabs, as `unexpand -a` and some editors set them."""
    return "\n".join(
        "".join(re.sub(r"  +$", "\t", line[at : at + 8]) if len(line) > at + 8 else line[at : at + 8]
                for at in range(0, len(line), 8))
        for line in text.split("\n")
    )  # fmt: skip


_NOT_IN_LATIN_1 = str.maketrans(
    {"„": ",,", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "\xad", "•": "·", "→": "", "€": "", "…": "..."}
)
"""What `pdftotext -enc Latin1` prints for signs that its encoding does not have."""

VARIANTS: dict[str, Callable[[str], bytes]] = {
    "as written": str.encode,
    "no blank lines": lambda text: _blankless(text).encode(),
    "blank line after each line": lambda text: _blankless(text).replace("\n", "\n\n").encode(),
    "no form feeds": lambda text: _unbroken(text).encode(),
    "no blank lines, no form feeds": lambda text: _blankless(_unbroken(text)).encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "Windows-1252": lambda text: text.encode("cp1252", "replace"),
    "Latin-1": lambda text: text.translate(_NOT_IN_LATIN_1).encode("latin-1", "ignore"),
    "tabs as unexpand": lambda text: _unexpanded(text).encode(),
    "gaps as tabs": lambda text: _gaps_as_tabs(text).encode(),
}
"""What editors, mail programs and options of the exporters do to a text."""
_FILES = ("exact", "named", "whole", "silent", "refused")


def main(folder: Path, *variants: str) -> None:
    """Print how each export is read that is not exact, and the sums per program and variant."""
    vocabulary = load_vocabulary(CATALOGUES.parent.parent / "templates")
    sums: dict[tuple[str, str], Counter[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode()
        known: dict[str, Score] = {}
        for variant in variants or VARIANTS:
            content = VARIANTS[variant](text)
            decoded = decode(content)
            if decoded not in known:
                known[decoded] = score(content, path.name, vocabulary)
            _add(sums.setdefault((path.suffixes[-2], variant), Counter()), known[decoded])
            _tell(f"{path.stem}, {variant}", known[decoded])
    for (program, variant), counts in sorted(sums.items()):
        parts = [", ".join(f"{counts[kind + what]} {what}" for what in _FILES) for kind in ("files ", "values ")]
        doubted = f"{counts['doubted']} of {counts['measures']}"
        sys.stdout.write(f"{program[1:]} | {variant} | {' | '.join(parts)} | {doubted}\n")


def _add(counts: Counter[str], found: Score) -> None:
    counts[f"files {found.word}"] += 1
    for what, count in found.counts.items():
        counts[f"values {what}"] += count
    counts["doubted"] += found.doubted
    counts["measures"] += found.exact


def _tell(name: str, found: Score) -> None:
    if found.word != "exact":
        sys.stdout.write(f"{name}: {found.word}, {len(found.wrong)} wrong {found.refused}\n")
    for kind, values in (("SILENT", found.silent), ("WHOLE", found.whole)):
        for where, what, want, got in values:
            sys.stdout.write(f"  {kind} {where} {what}\n    want {want!r}\n    got  {got!r}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
