"""What is no readable PDF is refused in one German line that says what to do; a bug of ours shows as one."""

import io
import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from playa.page import Page

from pipeline.errors import InputDamaged, InputUnreadable, NotACatalogue, PipelineError
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

ROOT = Path(__file__).parent.parent
WORDS = load_vocabulary(ROOT / "templates")
CATALOGUE = (ROOT / "tests" / "catalogues" / "2025-beispielkreis-office-dashed-centred.pdf").read_bytes()
TURNED = (ROOT / "tests" / "catalogues" / "2025-beispielheim-office-plain.pdf").read_bytes()
"""Turned pages are playa's."""

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)


def text(*lines: str) -> bytes:
    """A page's content stream with these lines below each other."""
    shown = (f"1 0 0 1 50 {700 - 20 * number} Tm ({line}) Tj" for number, line in enumerate(lines))
    return f"BT /F1 12 Tf {' '.join(shown)} ET".encode("latin-1")


def document(*pages: bytes, trailer: bytes = b"", further: Iterable[bytes] = ()) -> bytes:
    """A PDF written by hand, one content stream a page; `further` are objects from number 5 + 2 * pages on."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
        FONT,
        PICTURE + b"\nstream\n\x80\nendstream",
    ]
    for number, content in enumerate(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>" % (6 + 2 * number),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        ]
    objects += further
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def locked() -> bytes:
    """A PDF whose password nobody knows (its check values are made up)."""
    guard = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%b> /U <%b> >>" % (b"41" * 32, b"42" * 32)
    trailer = b"/Encrypt 7 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    return document(text("Geheim"), trailer=trailer, further=[guard])


SHOW_PICTURE = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
INVOICE = ("Rechnung 4711", "1 Stuhl 20,00 EUR", "2 Tische 99,00 EUR", "Summe 119,00 EUR")


def refused(content: bytes, name: str = "2024-katalog.pdf") -> PipelineError:
    """The error with which a document is refused, its message checked for form."""
    with pytest.raises(PipelineError) as caught:
        normalise(read(content, name, WORDS), 2024, sample=False, vocabulary=WORDS)
    message = str(caught.value)
    assert "\n" not in message
    assert f"„{name}“" in message
    assert ": Bitte " in message
    return caught.value


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("katalog.pdf", CATALOGUE)
    return packed.getvalue()


def word() -> bytes:
    saved = io.BytesIO()
    Document().save(saved)
    return saved.getvalue()


# --- PDFs that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (locked(), "Kennwort"),
        (document(), "keine Seiten"),
        (document(SHOW_PICTURE), "auf Seite 1 ein Bild statt Text.*ocrmypdf"),
        (document(text(*INVOICE), SHOW_PICTURE, SHOW_PICTURE), "auf Seite 2 bis 3 ein Bild statt Text.*ocrmypdf"),
        (document(b""), "auf keiner Seite Text"),
        (document(b"0 0 m 100 100 l S"), "auf keiner Seite Text"),
        (b"%PDF-1.7\n", "nicht lesbar"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "nicht lesbar"),
        (document(text("x")).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 (a) 842]"), "beschädigt"),
    ],
    ids=[
        "password", "no pages", "picture", "text and pictures", "blank page", "drawing", "header only", "garbage",
        "box of letters",
    ],
)  # fmt: skip
def test_unreadable_pdf_is_refused(content: bytes, told: str) -> None:
    error = refused(content)
    assert isinstance(error, InputUnreadable | InputDamaged)
    assert re.search(told, str(error))


def test_command_against_scans_can_be_copied_for_names_with_blanks() -> None:
    assert 'ocrmypdf -l deu --deskew "2024 der Scan.pdf"' in str(refused(document(SHOW_PICTURE), "2024 der Scan.pdf"))


@pytest.fixture(scope="module", name="whole")
def the_texts_of_the_whole_catalogue() -> list[str]:
    return texts(CATALOGUE)


def texts(content: bytes) -> list[str]:
    edition = normalise(read(content, "2025.pdf", WORDS), 2025, sample=False, vocabulary=WORDS)
    return [measure.text for measure in edition.measures]


@pytest.mark.parametrize("percent", [0.05, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.9])
def test_broken_off_download_is_refused_or_read_whole(percent: float, whole: list[str]) -> None:
    """Never a traceback, and never a catalogue that looks whole and is not."""
    with suppress(InputUnreadable, InputDamaged):
        assert texts(CATALOGUE[: int(len(CATALOGUE) * percent / 100)]) == whole


# --- other kinds of files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "leer"),
        (b" \r\n\t", "leer"),
        (zipped(), "ZIP"),
        (word(), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "alte Word"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "Bild"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "Bild"),
        (b"\n<!doctype html><title>404</title>", "Webseite"),
        (b"<HTML><body>Anmeldung</body></HTML>", "Webseite"),
        (b"\xef\xbb\xbf<html>%PDF-1.4 als Wort</html>", "Webseite"),
        (b"<?xml version='1.0'?><html/>", "Webseite"),
        (b"{\\rtf1 Katalog}", "RTF"),
        ("Maßnahmenkatalog".encode(), "ist aber keines"),
        (b"\x00\x01\x02" * 40, "ist aber keines"),
    ],
)
def test_other_kind_under_the_name_of_a_pdf_is_named(content: bytes, told: str) -> None:
    error = refused(content)
    assert isinstance(error, InputUnreadable)
    assert told in str(error)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_pdf_is_known_by_its_header_even_if_something_stands_before_it(before: bytes) -> None:
    assert isinstance(refused(before + document(text(*INVOICE))), NotACatalogue)


def test_pdf_under_another_ending_is_read_as_pdf() -> None:
    assert isinstance(refused(document(text(*INVOICE)), "2024-katalog.txt"), NotACatalogue)


# --- what is no catalogue -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        document(text(*INVOICE)),
        document(text(*INVOICE) + b" 50 600 200 100 re 50 650 200 0 re 150 600 0 100 re S"),
        document(text("Nr.", "Status"), text("Seite 2")),
    ],
    ids=["text", "with rules", "titles without rows"],
)
def test_pdf_without_a_table_of_measures_is_no_catalogue(content: bytes) -> None:
    assert isinstance(refused(content), NotACatalogue)


# --- what is ours ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ours",
    ["pages.vouch", "pages.judge", "pages.ruled_grids", "pages.closed_below", "pdf.free_lines", "pdf.page_blocks"],
)
def test_bug_of_ours_is_not_blamed_on_the_file(ours: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ValueError("a bug")

    monkeypatch.setattr(f"pipeline.read.{ours}", broken)
    with pytest.raises(ValueError, match="a bug"):
        read(CATALOGUE, "2023.pdf", WORDS)


@pytest.mark.parametrize("error", [ZeroDivisionError, NotImplementedError, OverflowError, RecursionError, KeyError])
def test_whatever_the_library_raises_is_the_file_not_being_readable(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(Page, "flatten", broken)
    assert error.__name__ in str(refused(TURNED))


def test_picture_on_the_cover_is_a_finding_and_no_scan(vocabulary: Vocabulary) -> None:
    raw = read(document(SHOW_PICTURE, text("Grusswort")), "2024-katalog.pdf", vocabulary)
    assert [(finding.code, finding.page) for finding in raw.findings] == [("no-checksum", 1), ("page-picture", 1)]


def test_logo_on_a_page_without_words_is_no_scan(vocabulary: Vocabulary) -> None:
    logo = b"q 50 0 0 50 20 20 cm /Im1 Do Q"
    raw = read(document(text("Grusswort"), logo), "2024-katalog.pdf", vocabulary)
    assert [finding.code for finding in raw.findings] == ["no-checksum"]


def test_progress_counts_the_pages(vocabulary: Vocabulary) -> None:
    told: list[tuple[int, int]] = []
    raw = read(CATALOGUE, "2023.pdf", vocabulary, lambda *pages: told.append(pages))
    assert told == [(page, raw.source.pages) for page in range(1, raw.source.pages + 1)]
