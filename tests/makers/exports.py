"""Text exports of all test PDFs, as programs write them, and how they are read.

`cd tests && PYTHONPATH=.. python -m makers.exports FOLDER [VARIANT]`; needs `pdftotext` (poppler-utils), pypdf and
pymupdf beside what the pipeline needs. Prints one line per export and the sums per program: exact, with every
wrong value named by a finding, with one that no finding names, refused.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdf
from test_read_catalogues import CATALOGUES, Difference, differences, truth_of

from pipeline.errors import PipelineError
from pipeline.model import Edition, Severity
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.vocabulary import load

# mypy: disable-error-code="import-not-found, import-untyped"

VOCABULARY = load(CATALOGUES.parent.parent / "templates")


def _pdftotext(*options: str) -> Callable[[Path], str]:
    def export(path: Path) -> str:
        command = ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return export


def _pypdf(path: Path) -> str:
    return "\f".join(page.extract_text() for page in pypdf.PdfReader(path).pages) + "\n"


def _pymupdf(path: Path) -> str:
    return "\f".join(page.get_text() for page in pymupdf.open(path))


PROGRAMS = {
    "pdftotext": _pdftotext(),
    "pdftotext -raw": _pdftotext("-raw"),
    "pdftotext -layout": _pdftotext("-layout"),
    "pypdf": _pypdf,
    "PyMuPDF": _pymupdf,
}
VARIANTS: dict[str, Callable[[str], str]] = {
    "": lambda text: text,
    "no blank lines": lambda text: re.sub(r"\n(?:[^\S\n\f]*\n)+", "\n", text),
    "no form feeds": lambda text: text.replace("\f", ""),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
}


def outcome(text: str, name: str) -> tuple[str, int, int]:
    """What became of an export: a word, how many values are wrong, how many of these no finding names."""
    truth = json.loads((CATALOGUES / truth_of(name)).read_text("utf-8"))
    try:
        edition = normalise(read(text.encode(), name, VOCABULARY), int(name[:4]), sample=False, vocabulary=VOCABULARY)
    except PipelineError:
        return "refused", 0, 0
    wrong = list(differences(truth, edition))
    silent = [] if _is_doubtful(edition) else [found for found in wrong if not _is_named(found, edition)]
    return "exact" if not wrong else "not named" if silent else "named", len(wrong), len(silent)


def _is_doubtful(edition: Edition) -> bool:
    return any(finding.code == "text-doubtful" for finding in edition.findings)


def _is_named(found: Difference, edition: Edition) -> bool:
    """Whether a finding names the measure; one that names where a goal begins names all measures of that goal.

    A number that a gap in the count reports covers the measure before it and the remarks, as the finding says.
    """
    named = {finding.measure for finding in edition.findings if finding.severity is not Severity.INFO}
    breaks = (finding.message for finding in edition.findings if finding.code == "paragraph-doubtful")
    named |= {number for message in breaks for number in message.split("(Nr. ")[1].split(")")[0].split(", ")}
    numbers = [measure.number for measure in edition.measures]
    if found.where in named:
        return True
    if found.what == "goal" and found.where in numbers:
        return any(edition.measures[at].number in named for at in _same_goal(edition, numbers.index(found.where)))
    gap = any(finding.code == "number-gap" for finding in edition.findings)
    return gap and (found.where not in numbers or found.what == "remarks")


def _same_goal(edition: Edition, index: int) -> list[int]:
    """The measures above with the same goal, and the last one before them, whose finding may be about that goal."""
    goal, places = edition.measures[index].goal, [index]
    while places[-1] and edition.measures[places[-1] - 1].goal == goal:
        places.append(places[-1] - 1)
    return [*places, max(places[-1] - 1, 0)]


def main(folder: Path, variant: str = "") -> None:
    """Write every export into the folder and print how it is read."""
    sums: Counter[tuple[str, str]] = Counter()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(CATALOGUES.glob("[!.]*.pdf")):
        for program, export in PROGRAMS.items():
            name = f"{path.stem}.{program.replace(' ', '')}.txt"
            text = VARIANTS[variant](export(path))
            (folder / name).write_text(text, encoding="utf-8", newline="")
            what, wrong, silent = outcome(text, name)
            sums[program, what] += 1
            sys.stdout.write(f"{name}: {what}, {wrong} wrong, {silent} of them not named\n")
    for program in PROGRAMS:
        parts = (f"{sums[program, what]} {what}" for what in ("exact", "named", "not named", "refused"))
        sys.stdout.write(f"{program}: {', '.join(parts)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
