"""Text exports of all test PDFs, as programs write them, and how they are read.

`cd tests && PYTHONPATH=.. python -m makers.exports FOLDER [VARIANT]`; needs `pdftotext` (poppler-utils), pypdf and
pymupdf beside what the pipeline needs. Prints one line per export and the sums per program: exact, wrong and named
by a finding, wrong and covered by one about the whole document only, wrong in silence, refused.
"""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdf
from export_scores import score
from test_read_catalogues import CATALOGUES

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
VARIANTS: dict[str, Callable[[str], bytes]] = {
    "": str.encode,
    "no blank lines": lambda text: re.sub(r"\n(?:[^\S\n\f]*\n)+", "\n", text).encode(),
    "no form feeds": lambda text: text.replace("\f", "").encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "Latin-1": lambda text: text.encode("cp1252", "replace"),
}


def main(folder: Path, variant: str = "") -> None:
    """Write every export into the folder and print how it is read."""
    files: Counter[tuple[str, str]] = Counter()
    values: Counter[tuple[str, str]] = Counter()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(CATALOGUES.glob("[!.]*.pdf")):
        for program, export in PROGRAMS.items():
            name = f"{path.stem}.{program.replace(' ', '')}.txt"
            content = VARIANTS[variant](export(path).encode("utf-8", "replace").decode())
            (folder / name).write_bytes(content)
            found = score(content, name, VOCABULARY)
            files[program, found.word] += 1
            for what, count in found.counts.items():
                values[program, what] += count
            sys.stdout.write(f"{name}: {found.word}, {len(found.wrong)} wrong, {len(found.silent)} in silence\n")
    for program in PROGRAMS:
        for kind, sums in (("files", files), ("values", values)):
            parts = (f"{sums[program, what]} {what}" for what in ("exact", "named", "whole", "silent", "refused"))
            sys.stdout.write(f"{program}, {kind}: {', '.join(parts)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
