"""Words for scanned pages, by OCRmyPDF and Tesseract; both are optional, and this is their one room.

It runs in a confined process. All files stand in one folder that the run made and takes away again.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import pypdfium2

from pipeline.errors import InputUnreadable, RecognitionMissing
from pipeline.model import Place
from pipeline.read.pages import Progress
from pipeline.recognition import Recognition, UnsureWord

_LANGUAGE = "deu"
_AT_ONCE = 2
"""Pages."""
_FINEST = 300
"""Dots per inch that a coarser scan is drawn with for the engine, which wants letters of some height."""
_SURE = 80
"""Percent of the engine's own certainty from which on a word is taken as read."""
_BETWEEN_LOOKS = 0.5
"""Seconds."""
_OF_A_PAGE = "*_ocr_hocr.hocr"
"""What OCRmyPDF calls the words of one page (hOCR); the page's number stands in front."""
_LIBRARY = "ocrmypdf"


def scanned_pages(content: bytes) -> tuple[int, ...]:
    """The pages, from 1, on which something is drawn but nothing is written."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(number for number in range(1, len(document) + 1) if _is_scan(document[number - 1]))
    finally:
        document.close()


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    text = page.get_textpage()
    is_written = bool(text.get_text_range().strip())
    text.close()
    is_scan = not is_written and next(page.get_objects(max_depth=1), None) is not None
    page.close()
    return is_scan


def recognise(content: bytes, name: str, folder: str, tell: Progress) -> tuple[Recognition | None, bytes]:
    """What was recognised on the scanned pages of a PDF, and the PDF with these words; nothing where no page is a scan.

    Raises:
        RecognitionMissing: a program or language is not installed.
        InputUnreadable: the engine cannot do with this document.
    """
    pages = scanned_pages(content)
    if not pages:
        return None, b""
    engine = _engine(name)
    scan, searchable = Path(folder, "scan.pdf"), Path(folder, "searchable.pdf")
    scan.write_bytes(content)
    with _watched(Path(folder), len(pages), tell):
        _set_words(scan, searchable, pages, name)
    unsure = tuple(word for file in _pages_done(Path(folder)) for word in _unsure(file))
    return Recognition(engine, pages, unsure), searchable.read_bytes()


def abandon(folder: str) -> None:
    """Take away the folder and end what was started, this process included: nobody waits for it any more."""
    shutil.rmtree(folder, ignore_errors=True)
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)


def _engine(name: str) -> str:
    """Name and version of what will read the words."""
    if not find_spec(_LIBRARY):
        raise _missing(name, "das Zusatzpaket OCRmyPDF", "„make OCR=1“ aufrufen (ohne make: siehe README)")
    if not (program := shutil.which("tesseract")):
        raise _missing(
            name,
            "das Programm Tesseract",
            "es samt der deutschen Sprachdatei installieren (Linux: „sudo apt install tesseract-ocr "
            "tesseract-ocr-deu“, macOS: „brew install tesseract tesseract-lang“, Windows: „winget install "
            "UB-Mannheim.TesseractOCR“) und erneut starten",
        )
    if _LANGUAGE not in _told(program, "--list-langs").split():
        raise _missing(
            name,
            f"die Sprachdatei „{_LANGUAGE}“ von Tesseract",
            "sie installieren (Linux: „sudo apt install tesseract-ocr-deu“, macOS: „brew install tesseract-lang“) und "
            "erneut starten",
        )
    first_line = _told(program, "--version").partition("\n")[0].strip()
    return f"{first_line.capitalize()} mit OCRmyPDF {version(_LIBRARY)}"


def _told(program: str, option: str) -> str:
    """What a program prints, nothing if it does not even run."""
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.check_output([program, option], stderr=subprocess.STDOUT).decode(errors="replace")  # noqa: S603
    return ""


def _missing(name: str, what: str, remedy: str) -> RecognitionMissing:
    return RecognitionMissing(
        f"„{name}“ ist ein Scan, und für die Texterkennung fehlt {what}; die Maßnahmen darin blieben ungelesen: Bitte "
        f"{remedy}."
    )


def _set_words(scan: Path, searchable: Path, pages: Sequence[int], name: str) -> None:
    import ocrmypdf  # noqa: PLC0415 - an extra that need not be installed
    from ocrmypdf.exceptions import ExitCodeException, MissingDependencyError  # noqa: PLC0415

    tempfile.tempdir = str(scan.parent)
    try:
        ocrmypdf.ocr(
            scan,
            searchable,
            language=[_LANGUAGE],
            pages=",".join(map(str, pages)),
            mode="skip",
            deskew=True,
            oversample=_FINEST,
            output_type="pdf",
            optimize=0,
            rasterizer="pypdfium",
            invalidate_digital_signatures=True,
            jobs=_AT_ONCE,
            use_threads=True,
            progress_bar=False,
            keep_temporary_files=True,
        )
    except MissingDependencyError as error:
        raise _missing(name, f"ein Programm ({error})", "es installieren und erneut starten") from error
    except ExitCodeException as error:
        raise InputUnreadable(
            f"„{name}“ ist ein Scan, den die Texterkennung nicht lesen kann ({type(error).__name__}: {error}); die "
            "Maßnahmen darin würden fehlen: Bitte das PDF neu aus Word speichern oder noch einmal scannen."
        ) from error


@contextmanager
def _watched(folder: Path, total: int, tell: Progress) -> Iterator[None]:
    """Tell of the pages that are done while the work goes on."""
    done = Event()

    def look() -> None:
        while not done.wait(_BETWEEN_LOOKS):
            tell(len(_pages_done(folder)), total)

    watch = Thread(target=look, daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _pages_done(folder: Path) -> list[Path]:
    return sorted(folder.rglob(_OF_A_PAGE))


def _unsure(file: Path) -> Iterator[UnsureWord]:
    """The words of one page that the engine was not sure of."""
    from ocrmypdf.hocrtransform import HocrParser, OcrClass  # noqa: PLC0415

    if not file.stat().st_size:  # the engine took too long for this page
        return
    page = HocrParser(file).parse()
    points = 72 / (page.dpi or _FINEST)
    for word in page.iter_by_class(OcrClass.WORD):
        certainty = round(100 * (word.confidence or 0.0))
        if word.bbox and word.text.strip() and certainty < _SURE:
            box = word.bbox
            corners = (box.left * points, box.top * points, box.right * points, box.bottom * points)
            yield UnsureWord(word.text.strip(), Place(int(file.name[:6]), corners), certainty)
