"""How fast and how frugal reading is: `make bench`, or `PYTHONPATH=.:tests python -m bench.read`.

Whole reading (records out, both engines) against what others need for the bare cells, on the same PDFs in the same run;
then time and peak memory as the catalogue grows.
"""

import argparse
import importlib
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2

from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.settings import load_settings

CATALOGUES = Path(__file__).parent.parent / "catalogues"
FILES = (
    "2023-office.pdf", "2023-rows-split.pdf", "2023-print-css.pdf", "2023-typst-split.pdf",
    "2023-chromium-no-rules.pdf", "2024-beispielstadt-fpdf-grid.pdf",
)  # fmt: skip
PAGES = (10, 100, 1000)
MEGABYTE = 2**20
KILOBYTES = 1 if sys.platform == "darwin" else 1024
"""Unit of `ru_maxrss` in bytes."""


VOCABULARY = load_settings().vocabulary


def whole_reading(path: Path) -> None:
    normalise(read(path.read_bytes(), path.name, VOCABULARY), 2023, sample=False, vocabulary=VOCABULARY)


def stock_pdfplumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def camelot_lattice(path: Path) -> None:
    importlib.import_module("camelot").read_pdf(str(path), pages="all", flavor="lattice")


def tabula_lattice(path: Path) -> None:
    importlib.import_module("tabula").read_pdf(path, pages="all", lattice=True, silent=True)


def pymupdf_tables(path: Path) -> None:
    with importlib.import_module("pymupdf").open(path) as document:
        for page in document:
            for table in page.find_tables():
                table.extract()


CANDIDATES: tuple[tuple[str, str, Callable[[Path], None]], ...] = (
    ("pdfplumber extract_tables", "pdfplumber", stock_pdfplumber),
    ("diese Pipeline, ganz", "pipeline", whole_reading),
    ("camelot lattice", "camelot", camelot_lattice),
    ("tabula lattice", "tabula", tabula_lattice),
    ("PyMuPDF find_tables", "pymupdf", pymupdf_tables),
)


def compare(rounds: int) -> None:
    """Seconds (best of some rounds, taken in turn) and their ratio to stock pdfplumber."""
    print(f"Lesen, beste von {rounds} Runden (Sekunden; Verhältnis zu pdfplumber)")
    for name in FILES:
        path = CATALOGUES / name
        best: dict[str, float] = {}
        for _ in range(rounds):
            for title, library, call in CANDIDATES:
                if installed(library):
                    best[title] = min(best.get(title, float("inf")), seconds(call, path))
        print(f"  {name}")
        for title, _, _ in CANDIDATES:
            shown = f"{best[title]:7.3f}   {best[title] / best[CANDIDATES[0][0]]:6.2f}" if title in best else "nicht da"
            print(f"    {title:28}{shown}")


def installed(library: str) -> bool:
    try:
        importlib.import_module(library)
    except ImportError:
        return False
    return True


def seconds(call: Callable[[Path], None], path: Path) -> float:
    start = time.perf_counter()
    call(path)
    return time.perf_counter() - start


def grow() -> None:
    """Time and peak memory, each in a process of its own, for ever longer catalogues."""
    print("Wachsende Kataloge (eigener Prozess)\n    Seiten   Sekunden   Spitze MiB")
    with TemporaryDirectory() as folder:
        for pages in PAGES:
            path = Path(folder) / f"{pages}.pdf"
            path.write_bytes(repeated(CATALOGUES / FILES[0], pages))
            command = [sys.executable, "-m", "bench.read", "--one", str(path)]
            spent, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            print(f"    {pages:6}   {float(spent):8.2f}   {int(peak) / MEGABYTE:10.0f}")


def repeated(path: Path, pages: int) -> bytes:
    """A document of so many pages, made of the first ten of another one over and over."""
    source, target, out = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new(), io.BytesIO()
    for start in range(0, pages, 10):
        target.import_pages(source, pages=list(range(min(10, pages - start))))
    target.save(out)
    return out.getvalue()


def one(path: Path) -> None:
    spent = seconds(whole_reading, path)
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTES)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=Path, help="read one document and print seconds and peak memory in bytes")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments.one)
    else:
        grow()  # first: a child's peak counts from that of its parent on
        compare(arguments.rounds)
