"""A scan whose words a program set behind the picture, as many scanners do: `cd tests && python -m makers.scans`.

Needs OCRmyPDF, Tesseract and its German language file.
"""

import subprocess
import sys
from pathlib import Path

from scanning import scan

from makers.finish import finished

TESTS = Path(__file__).parent.parent
SCANS = TESTS / "scans"
NAME = "2025-beispielkreis-ghostscript-grid.pdf"
ASKEW = 0.4
"""Degrees by which the page lay askew."""


def main() -> None:
    """Write `tests/scans/NAME`."""
    picture = scan((TESTS / "catalogues" / NAME).read_bytes(), 200, ASKEW, black_and_white=True)
    command = [sys.executable, "-m", "ocrmypdf", "-q", "-l", "deu", "--output-type", "pdf", "-", "-"]
    searchable = subprocess.run(command, input=picture, capture_output=True, check=True).stdout
    (SCANS / NAME).write_bytes(finished(searchable))
    sys.stdout.write(f"{NAME}: {(SCANS / NAME).stat().st_size / 1024:.0f} KiB\n")


if __name__ == "__main__":
    main()
