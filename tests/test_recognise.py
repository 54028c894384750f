"""Text recognition of scans: what it needs, what it leaves alone, and that nothing of it stays behind."""

import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from scanning import scan
from test_read_catalogues import CATALOGUES

from pipeline.cli import main
from pipeline.collect import Document
from pipeline.confine import recognise_apart, supervise
from pipeline.confine.messages import recognised_from, recognised_to
from pipeline.confine.recognise import recognise, scanned_pages
from pipeline.errors import InputDamaged, LimitExceeded, RecognitionMissing
from pipeline.limits import Admission, Limits
from pipeline.model import Place
from pipeline.recognition import Recognition, UnsureWord

CATALOGUE = CATALOGUES / "2025-beispielkreis-ghostscript-grid.pdf"
SCAN = scan(CATALOGUE.read_bytes(), dpi=60)
ADMISSION = Admission(recognise=True)


def silent(*_: object) -> None:
    """No progress display."""


def is_installed() -> bool:
    program = shutil.which("tesseract")
    if not (find_spec("ocrmypdf") and program):
        return False
    return "deu" in subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout


def document(content: bytes, name: str = "2025-scan-beispiel.pdf") -> Document:
    return Document(name, content, 2025, sample=True)


def missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, library: bool, program: str | None = None) -> str:
    """What is said where the library is (not) installed and `program` stands in for Tesseract."""
    monkeypatch.setattr("pipeline.confine.recognise.find_spec", lambda _: object() if library else None)
    monkeypatch.setattr("pipeline.confine.recognise.shutil.which", lambda _: program)
    with pytest.raises(RecognitionMissing) as error:
        recognise(SCAN, "2025-scan.pdf", str(tmp_path), silent)
    assert not list(tmp_path.iterdir())
    return str(error.value)


def test_missing_extra_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = missing(monkeypatch, tmp_path, library=False)
    assert "fehlt das Zusatzpaket OCRmyPDF; die Maßnahmen darin blieben ungelesen" in told
    assert "make OCR=1" in told


def test_missing_tesseract_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "apt install tesseract-ocr tesseract-ocr-deu" in missing(monkeypatch, tmp_path, library=True)


def test_missing_language_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = missing(monkeypatch, tmp_path, library=True, program=shutil.which("true"))
    assert "die Sprachdatei „deu“ von Tesseract" in told


def test_only_pages_without_words_are_scans() -> None:
    assert scanned_pages(SCAN) == (1, 2)
    assert not scanned_pages(CATALOGUE.read_bytes())


def test_document_with_words_and_a_text_are_left_alone() -> None:
    documents = [document(CATALOGUE.read_bytes()), Document("2024.txt", b"Katalog", 2024, sample=False)]
    assert recognise_apart(documents, Limits(), ADMISSION, silent) == documents


def test_damaged_scan_is_refused_before_anything_is_recognised() -> None:
    with pytest.raises(InputDamaged):
        recognise_apart([document(SCAN[:-40])], Limits(), ADMISSION, silent)


def test_recognition_that_takes_too_long_is_ended_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(supervise, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(LimitExceeded, match="texterkennung"):
        recognise_apart([document(SCAN)], Limits(recognition=1), ADMISSION, silent)
    assert not list(tmp_path.iterdir())


def test_what_was_recognised_comes_over_whole() -> None:
    recognition = Recognition("Tesseract 5", (1, 3), (UnsureWord("Straßerı", Place(3, (1.0, 2.0, 3.5, 4.0)), 61),))
    assert recognised_from(recognised_to(recognition, b"%PDF\n1")) == (recognition, b"%PDF\n1")
    assert recognised_from(recognised_to(None, b"")) == (None, b"")


@pytest.mark.parametrize("answer", [b"", b"{}\n", b"7\n", b'{"engine": 1}\n', b'{"engine": "", "pages": 3}\n'])
def test_answer_that_is_none_is_no_result(answer: bytes) -> None:
    with pytest.raises(ValueError, match="unvollständige Seiten"):
        recognised_from(answer)


@pytest.mark.skipif(not is_installed(), reason="OCRmyPDF, Tesseract or its German language file is not installed")
def test_scan_is_read_with_text_recognition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2025-scan-beispiel.pdf"
    path.write_bytes(scan(CATALOGUE.read_bytes(), dpi=300, askew=0.3))
    assert main(["read", "--ocr", str(path), "-o", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "10 Maßnahmen – Beispieldaten – Texterkennung" in told
    assert "mit OCRmyPDF" in told


def test_without_recognition_a_scan_stays_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2025-scan.pdf"
    path.write_bytes(SCAN)
    assert main(["read", str(path), "-o", str(tmp_path / "out")]) == 4
    assert "--ocr" in capsys.readouterr().err
