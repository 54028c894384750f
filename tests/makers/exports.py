"""Text exports of all test PDFs, as programs write them.

`cd tests && python -m makers.exports FOLDER [PROGRAM …]`; needs `pdftotext` (poppler-utils), pypdf and pymupdf, but
nothing of the pipeline. How they are read is counted by `export_scores.py`, which also makes the variants (line ends,
encodings, …) out of them.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdf

# mypy: disable-error-code="import-not-found, import-untyped"

CATALOGUES = Path(__file__).parent.parent / "catalogues"
_TEXT_BLOCK = 0
"""The kind of a block of PyMuPDF that is no picture."""


def _pdftotext(*options: str) -> Callable[[Path], str]:
    def export(path: Path) -> str:
        command = ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return export


def _pypdf(mode: str) -> Callable[[Path], str]:
    def export(path: Path) -> str:
        pages = pypdf.PdfReader(path).pages
        return "\f".join(page.extract_text(extraction_mode=mode) for page in pages) + "\n"

    return export


def _pymupdf(path: Path) -> str:
    return "\f".join(page.get_text() for page in pymupdf.open(path))


def _pymupdf_sorted(path: Path) -> str:
    """Blocks from top to bottom and from left to right, an empty line between each two."""
    pages = (page.get_text("blocks", sort=True) for page in pymupdf.open(path))
    return "\f".join("\n".join(block[4] for block in blocks if block[6] == _TEXT_BLOCK) for blocks in pages)


PROGRAMS = {
    "pdftotext": _pdftotext(),
    "pdftotext-raw": _pdftotext("-raw"),
    "pdftotext-layout": _pdftotext("-layout"),
    "pypdf": _pypdf("plain"),
    "pypdf-layout": _pypdf("layout"),
    "PyMuPDF": _pymupdf,
    "PyMuPDF-sorted": _pymupdf_sorted,
}


def main(folder: Path, *programs: str) -> None:
    """Write every export into the folder, each named after its catalogue and its program."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(CATALOGUES.glob("[!.]*.pdf")):
        for program in programs or PROGRAMS:
            text = PROGRAMS[program](path).encode("utf-8", "replace")
            (folder / f"{path.stem}.{program}.txt").write_bytes(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
