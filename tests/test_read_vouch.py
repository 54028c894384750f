"""The plain engine's pages are those that playa reads, letter by letter, or they are none of its own."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdf_oxide
import pikepdf
import pytest
from test_read_pdf import document, text

from pipeline.read import extract_plain
from pipeline.read.confirm import second_engine, second_page
from pipeline.read.extract import FirstEngine, Frame, Sheet
from pipeline.read.extract_plain import PlainEngine, PlainPage
from pipeline.read.glyphs import Glyph
from pipeline.read.pages import read_pages
from pipeline.read.vouch import vouch
from pipeline.word_lists import load_vocabulary

CATALOGUES = Path(__file__).parent / "catalogues"
WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
OFFICE = (CATALOGUES / "2025-beispielkreis-office-dashed-centred.pdf").read_bytes()
SAME = 0.001
"""Points: numbers of four bytes against numbers of eight."""


def vouched(content: bytes) -> dict[int, Sheet | None]:
    """The pages that PDFium bears out, by their number; None for others."""
    first, plain = FirstEngine(content, "2024.pdf"), PlainEngine(content)
    found: dict[int, Sheet | None] = {}
    with second_engine(content, "2024.pdf") as second:
        for number in range(1, first.count + 1):
            page, said = second_page(second, number, "2024.pdf")
            frame = first.frame(number)
            read = plain.page(number, frame) if frame else None
            found[number] = vouch(read, page, said) if read else None
            page.close()
    return found


def letters(sheet: Sheet) -> Iterator[Glyph]:
    """The letters of a page; a ligature is as good as its letters, each as wide as the others."""
    for glyph in sheet.glyphs:
        width = (glyph.x1 - glyph.x0) / len(glyph.text)
        for place, letter in enumerate(glyph.text):
            x0 = glyph.x0 + place * width
            yield glyph._replace(text=" " if letter.isspace() else letter, x0=x0, x1=x0 + width)


def assert_same(one: Sheet, other: Sheet) -> None:
    mine, theirs = list(letters(one)), list(letters(other))
    assert [(each.text, each.bold, each.upright) for each in mine] == [
        (each.text, each.bold, each.upright) for each in theirs
    ]
    assert [number for each in mine for number in each[1:6]] == pytest.approx(
        [number for each in theirs for number in each[1:6]], abs=SAME
    )
    assert [number for edge in one.edges for number in edge] == pytest.approx(
        [number for edge in other.edges for number in edge], abs=SAME
    )
    assert one.pictured == pytest.approx(other.pictured, abs=SAME)
    assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=SAME)
    assert not other.hidden
    assert not other.curves


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_page_borne_out_is_the_page_that_playa_reads_in_the_order_it_was_drawn(path: Path) -> None:
    content = path.read_bytes()
    first = FirstEngine(content, path.name)
    for number, sheet in vouched(content).items():
        if sheet:
            assert_same(sheet, first.sheet(number))


def test_nearly_all_producers_have_pages_that_are_borne_out() -> None:
    """Else the plain engine were of no use, and nobody would notice."""
    for producer in (
        "chromium",
        "fpdf",
        "latex",
        "office",
        "print-css",
        "qt",
        "reportlab",
        "rows",
        "typst",
        "weasyprint",
    ):
        paths = sorted(CATALOGUES.glob(f"*-{producer}*.pdf"))
        assert any(all(vouched(path.read_bytes()).values()) for path in paths), producer


# --- what the plain engine does not read as it should ---


def with_operators(operators: bytes, content: bytes = OFFICE) -> bytes:
    """The first page of a catalogue, these operators before the tenth text that it shows."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page, shown = pdf.pages[0], 0
        parts: list[bytes] = []
        for each in pikepdf.parse_content_stream(page):
            shown += str(each.operator) in ("Tj", "TJ")
            parts += [operators] if shown == 10 and str(each.operator) in ("Tj", "TJ") else []
            parts.append(pikepdf.unparse_content_stream([each]))
        page.Contents = pdf.make_stream(b"\n".join(parts))
        del pdf.pages[1:]
        pdf.save(written := io.BytesIO())
    return written.getvalue()


@pytest.mark.parametrize(
    "operators",
    [
        b"0.3 Tc",
        b"2 Tw",
        b"90 Tz",
        b"0.3 Tc 2 Tw 110 Tz",
        b"1 Tr",
        b"0 -3 Td",
        b"12 TL T*",
        b"0.2 g",
        b"1 0 0 1 300 300 Tm",
    ],
)
def test_spaced_stretched_outlined_and_moved_text_is_read_as_playa_reads_it(operators: bytes) -> None:
    content = with_operators(operators)
    sheet = vouched(content)[1]
    assert sheet is not None
    assert_same(sheet, FirstEngine(content, "2024.pdf").sheet(1))


@pytest.mark.parametrize(
    "operators",
    [
        b"4 Ts",
        b"3 Tr",
        b"7 Tr",
        b"1 0 0.3 1 300 300 Tm",
        b"1 0 0 -1 300 300 Tm",
        b"-1 0 0 1 300 300 Tm",
        b"0 1 -1 0 300 300 Tm",
        b"1 0 0 1 5000 300 Tm",
    ],
    ids=["raised", "undrawn", "clipping", "slanted", "upside down", "mirrored", "up the page", "beyond the page"],
)
def test_text_that_is_set_otherwise_is_for_playa(operators: bytes) -> None:
    assert vouched(with_operators(operators)) == {1: None}


def shown_again(shift: bytes) -> bytes:
    """The tenth text shown a second time, so far away."""
    with pikepdf.open(io.BytesIO(OFFICE)) as pdf:
        instructions = list(pikepdf.parse_content_stream(pdf.pages[0]))
    texts = [each for each in instructions if str(each.operator) in ("Tj", "TJ")]
    return with_operators(pikepdf.unparse_content_stream([texts[9]]) + b" " + shift + b" Td")


@pytest.mark.parametrize("shift", [b"0 0", b"0.3 0", b"0.3 0.3", b"0.9 0", b"4 0", b"8 0"])
def test_text_over_text_is_for_playa(shift: bytes) -> None:
    assert vouched(shown_again(shift)) == {1: None}


def test_text_within_a_form_is_for_playa() -> None:
    with pikepdf.open(io.BytesIO(OFFICE)) as pdf:
        page = pdf.pages[0]
        form = pdf.make_stream(page.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, page.mediabox
        form.Resources = page.obj.Resources
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(All=form), Font=form.Resources.Font)
        page.Contents = pdf.make_stream(b"/All Do")
        pdf.save(written := io.BytesIO())
    assert vouched(written.getvalue())[1] is None


def test_fonts_that_are_not_embedded_are_for_playa() -> None:
    with pikepdf.open(io.BytesIO(OFFICE)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                del each["/FontFile2"]
        pdf.save(written := io.BytesIO())
    assert set(vouched(written.getvalue()).values()) == {None}


def test_curves_which_letters_may_be_drawn_with_are_for_playa() -> None:
    assert vouched(with_operators(b"ET 10 10 m 10 20 20 20 20 10 c f BT 1 0 0 1 300 300 Tm")) == {1: None}


def test_a_page_full_of_a_picture_is_for_playa() -> None:
    with pikepdf.open(io.BytesIO(OFFICE)) as pdf:
        page = pdf.pages[0]
        picture = pdf.make_stream(b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.obj.Resources.XObject = pikepdf.Dictionary(Scan=picture)
        width, height = page.mediabox[2], page.mediabox[3]
        page.contents_add(b"q %s 0 0 %s 0 0 cm /Scan Do Q" % (str(width).encode(), str(height).encode()), prepend=True)
        pdf.save(written := io.BytesIO())
    assert vouched(written.getvalue())[1] is None


@pytest.mark.parametrize("wider", [0.97, 1.03])
def test_letters_of_another_width_are_for_playa(wider: float) -> None:
    first, plain = FirstEngine(OFFICE, "2024.pdf"), PlainEngine(OFFICE)
    frame = first.frame(1)
    assert frame
    read = plain.page(1, frame)
    assert read
    stretched = tuple(glyph._replace(x0=glyph.x0 * wider, x1=glyph.x1 * wider) for glyph in read.glyphs)
    with second_engine(OFFICE, "2024.pdf") as second:
        page, said = second_page(second, 1, "2024.pdf")
        assert vouch(read, page, said)
        assert vouch(replace(read, glyphs=stretched), page, said) is None


def test_text_of_which_the_plain_engine_knows_nothing_is_for_playa() -> None:
    content = document(text(" "))
    nothing = PlainPage(1, Frame(595, 842, 0, 842, {}, frozenset()), (), (), (), ())
    with second_engine(content, "2024.pdf") as second:
        page, said = second_page(second, 1, "2024.pdf")
        assert not said.strip()
        assert vouch(nothing, page, said) is None


def test_letters_that_pdfium_reads_otherwise_are_for_playa() -> None:
    """Soft hyphens amid lines come out of the plain engine as unknown."""
    assert set(vouched((CATALOGUES / "2023-chromium-portrait-soft-hyphens.pdf").read_bytes()).values()) == {None}


@pytest.mark.parametrize(
    "name", ["2024-beispielstadt-chromium-one-table", "2025-beispielfelde-chromium-bold-titles", "2023-typst-split"]
)
def test_ligatures_and_soft_hyphens_are_what_their_span_says(name: str) -> None:
    """The letters alone come out of the plain engine as unknown."""
    assert all(vouched((CATALOGUES / f"{name}.pdf").read_bytes()).values())


def in_stead(text: str) -> bytes:
    """As a PDF gives text that stands for what it draws (ISO 32000-2, 14.9.4)."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def with_hyphens_as(text: str) -> bytes:
    """A page whose soft hyphens say that they are this text."""
    with pikepdf.open(CATALOGUES / "2025-beispielrode-typst-bands.pdf") as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
        assert drawn.count(in_stead("\u00ad")) == 14
        pdf.pages[0].Contents = pdf.make_stream(drawn.replace(in_stead("\u00ad"), in_stead(text)))
        pdf.save(written := io.BytesIO())
    return written.getvalue()


@pytest.mark.parametrize("text", ["q", "--", "umbrochen", "\ufffd"])
def test_a_span_that_says_other_than_what_is_drawn_is_for_playa(text: str) -> None:
    assert vouched(with_hyphens_as("\u00ad"))[1]
    assert vouched(with_hyphens_as(text)) == {1: None}


def test_hyphens_that_their_font_calls_otherwise_are_for_playa() -> None:
    """Typst writes "-" in the stead of a hyphen where the font, which it drew a soft one from first, says U+00AD."""
    frame = FirstEngine(OFFICE, "2024.pdf").frame(1)
    assert frame
    assert PlainEngine(OFFICE).page(1, frame)
    for face in frame.faces.values():
        face.hyphens = frozenset("\u00ad")
    assert PlainEngine(OFFICE).page(1, frame) is None


@pytest.mark.parametrize("text", ["", "q", "\u00ad", "oneff", "offen "])
def test_text_in_the_stead_of_what_is_drawn_is_for_playa(text: str) -> None:
    with pikepdf.open(io.BytesIO(OFFICE)) as pdf:
        shown = [each for each in pikepdf.parse_content_stream(pdf.pages[0]) if str(each.operator) in ("Tj", "TJ")]
        drawn = [pikepdf.unparse_content_stream([each]) for each in shown]
        begin = b"/Span <</ActualText %s>> BDC " % in_stead(text)
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))
        pdf.pages[0].Contents = pdf.make_stream(content.replace(drawn[40], begin + drawn[40] + b" EMC", 1))
        pdf.save(written := io.BytesIO())
    assert vouched(written.getvalue())[1] is None


def test_the_plain_engine_is_asked_no_more_where_it_was_asked_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def page(_: PlainEngine, number: int, __: Frame) -> None:
        asked.append(number)

    monkeypatch.setattr(PlainEngine, "page", page)
    path = CATALOGUES / "2023-weasyprint-decomposed.pdf"
    assert len(list(read_pages(path.read_bytes(), path.name, WORDS, None))) == 8
    assert asked == [1, 2, 3]


class Broken:
    """pdf_oxide as it might fail: by an error, or by giving up, which Python does not take for an error."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def extract_chars(self, _: int) -> None:
        raise self.error("gave up")


class Panic(BaseException):
    """As Rust's."""


Panic.__module__ = "pyo3_runtime"


@pytest.mark.parametrize("error", [ValueError, RuntimeError, OSError, Panic])
def test_whatever_the_plain_engine_raises_playa_reads_the_page(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [page.printed for page in read_pages(OFFICE, "2024.pdf", WORDS, None)]
    monkeypatch.setattr(extract_plain, "PdfDocument", type("Plain", (), {"from_bytes": lambda _: Broken(error)}))
    assert [page.printed for page in read_pages(OFFICE, "2024.pdf", WORDS, None)] == whole


def test_a_document_that_the_plain_engine_cannot_open_is_for_playa(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [page.printed for page in read_pages(OFFICE, "2024.pdf", WORDS, None)]

    def closed(_: bytes) -> pdf_oxide.PdfDocument:
        raise OSError

    monkeypatch.setattr(extract_plain, "PdfDocument", type("Plain", (), {"from_bytes": staticmethod(closed)}))
    assert [page.printed for page in read_pages(OFFICE, "2024.pdf", WORDS, None)] == whole


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_what_stops_the_run_is_not_swallowed(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_plain, "PdfDocument", type("Plain", (), {"from_bytes": lambda _: Broken(stop)}))
    with pytest.raises(stop):
        list(read_pages(OFFICE, "2024.pdf", WORDS, None))
