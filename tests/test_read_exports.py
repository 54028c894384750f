"""Text exports of the test catalogues, as programs write them: exact, or a finding names what is wrong.

The files under `tests/exports/` were written by `makers/exports.py`; `export_scores.py` counts all others.
"""

from pathlib import Path

import pytest
from export_scores import score

from pipeline.vocabulary import Vocabulary

EXPORTS = Path(__file__).parent / "exports"
EXACT = {
    "2023-beispielhausen-fpdf-lines.pdftotext-layout.txt",
    "2023-beispielhausen-weasyprint-number-first.pdftotext-layout.txt",
    "2025-beispieldorf-weasyprint-front-matter.pdftotext-layout.txt",
    "2025-beispielkreis-chromium-dotted.pdftotext-layout.txt",
    "2025-beispielkreis-ghostscript-grid.PyMuPDF.txt",
    "2025-beispielkreis-ghostscript-grid.pdftotext-layout.txt",
    "2025-beispielkreis-latex-no-rules.pdftotext-layout.txt",
    "2025-beispielsee-weasyprint-goals-amid.pdftotext-layout.txt",
}
REFUSED = {
    "2023-beispielhausen-office-no-rules.pypdf.txt": "wo ihre Zellen enden",
    "2023-beispielhausen-weasyprint-number-first.pypdf.txt": "wo ihre Zellen enden",
    "2025-beispielheim-weasyprint-plain.pdftotext-raw.txt": "wo ihre Zellen enden",
    "2023-weasyprint-decomposed.pdftotext.txt": "Bindestriche",
    "2024-beispielstadt-latex-booktabs.pypdf.txt": "Leerzeichen",
    "2024-beispielstadt-reportlab-narrow-number.pdftotext-layout.txt": "Nummern stehen nicht auf der Höhe",
    "2025-beispieldorf-weasyprint-number-within.pdftotext-layout.txt": "keine eigene Spalte mit den Nummern",
    "2025-beispielkreis-office-dashed-centred.pdftotext-layout.txt": "Nummern stehen nicht auf der Höhe",
}
"""File → what the refusal says."""
SILENT: dict[str, int] = {}
"""File → wrong values that no finding names; none may be added."""


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_value_of_an_export_is_wrong_in_silence(path: Path, vocabulary: Vocabulary) -> None:
    found = score(path.read_bytes(), path.name, vocabulary)
    silent = [f"{where} {what}\n  want {want!r}\n  got  {got!r}" for where, what, want, got in found.silent]
    assert len(silent) == SILENT.get(path.name, 0), "\n".join(silent)
    assert not found.wrong or path.name not in EXACT
    assert bool(found.refused) == (path.name in REFUSED), found.refused
    assert REFUSED.get(path.name, "") in found.refused


def test_a_changed_word_is_wrong_in_silence(vocabulary: Vocabulary) -> None:
    path = EXPORTS / "2025-beispieldorf-weasyprint-front-matter.pdftotext-layout.txt"
    changed = path.read_text("utf-8").replace("Sonnensegel", "Sonnenschirm")
    assert [(found.where, found.what) for found in score(changed.encode(), path.name, vocabulary).silent] == [
        ("4", "text")
    ]
