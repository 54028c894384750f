"""How well scans are read with text recognition: `make bench`, or `PYTHONPATH=.:tests python -m bench.scans [NAME …]`.

Catalogues become pictures of their pages, are recognised and read, and every value of a measure is compared with the
truth word for word. A wrong value is told if a finding names its measure or a word in doubt. Needs `make ocr`,
Tesseract and its German language file.
"""

import json
import sys
import time
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scanning import scan
from test_read_catalogues import CATALOGUES, _wanted, differences, truth_of

from pipeline.confine.recognise import recognise
from pipeline.errors import PipelineError
from pipeline.normalise import normalise
from pipeline.read import Recognised, read
from pipeline.settings import load_settings


class Scan(NamedTuple):
    """A catalogue and how it is scanned; `askew` in degrees."""

    name: str
    dpi: int
    askew: float = 0.0
    black_and_white: bool = False


SCANS = (
    Scan("2023-office.pdf", 300),
    Scan("2023-rows-split.pdf", 200, 0.4),
    Scan("2024-beispielstadt-fpdf-grid.pdf", 300, -0.3),
    Scan("2023-beispielhausen-typst-horizontal.pdf", 300),
    Scan("2025-beispielkreis-ghostscript-grid.pdf", 200, 0.4, black_and_white=True),
)
VOCABULARY = load_settings().vocabulary


def rows(names: list[str]) -> Iterator[str]:
    """One line a scan: values, exact ones, wrong ones that a finding tells of, seconds a page."""
    for how in SCANS:
        if not names or how.name in names:
            yield _row(how)


def _row(how: Scan) -> str:
    picture = scan((CATALOGUES / how.name).read_bytes(), how.dpi, how.askew, black_and_white=how.black_and_white)
    truth = json.loads((CATALOGUES / truth_of(how.name)).read_text("utf-8"))
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        recognition, searchable = recognise(picture, how.name, folder, lambda *_: None)
    assert recognition is not None
    raw = read(Recognised(picture, searchable, recognition), how.name, VOCABULARY)
    edition = normalise(raw, int(how.name[:4]), sample=True, vocabulary=VOCABULARY)
    took = (time.perf_counter() - begun) / len(recognition.pages)
    values = sum(len(_wanted(measure)) for measure in truth["measures"])
    wrong = [each for each in differences(truth, edition) if each.where != "catalogue"]
    lost = [each for each in wrong if each.what == "measure" and each.want]
    count = len(wrong) + sum(len(_wanted(truth["measures"][0])) - 1 for _ in lost)
    named = {finding.measure for finding in edition.findings if finding.measure and finding.code != "text-recognised"}
    told = sum(each.where in named for each in wrong)
    look = f"{how.dpi} dpi" + (f", {how.askew}° askew" if how.askew else "") + (", b/w" * how.black_and_white)
    return f"| `{how.name}` | {look} | {values} | {values - count} | {count} | {told} | {took:.1f} |"


def main(names: list[str]) -> None:
    """Print the table."""
    print("| scanned catalogue | scan | values | exact | wrong | of these told by measure | seconds a page |")
    print("|---|---|---|---|---|---|---|")
    try:
        for row in rows(names):
            print(row, flush=True)
    except PipelineError as error:
        print(f"not measured: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
