"""Scanned pages with recognised words: rules and marks are seen in the picture, pages that lie askew are set level."""

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from scanning import scan
from set_pages import word
from test_read_catalogues import CATALOGUES, differences, truth_of

from pipeline.errors import InputUnreadable, ScanUnread
from pipeline.model import Edition, Place
from pipeline.normalise import normalise
from pipeline.publish import Run, render
from pipeline.publish.tables import caveat
from pipeline.read import Recognised, read
from pipeline.read.glyphs import Glyph
from pipeline.read.scans.ink import unread_ink
from pipeline.read.scans.marks import with_seen_marks
from pipeline.read.scans.rules import Turn, seen_rules
from pipeline.recognition import BROUGHT_ALONG, Recognition, UnsureWord
from pipeline.reconcile import first_record
from pipeline.settings import load_settings
from pipeline.vocabulary import Vocabulary

SCAN = Path(__file__).parent / "scans" / "2025-beispielkreis-ghostscript-grid.pdf"
SCALE = 2.0
WHITE, PALE, DARK = 255, 205, 40
WITHIN = 2.5
"""Points."""
LEVEL = Turn(0.0, 0.0, 0.0)


class Drawing:
    """A page drawn by hand, in points; two pixels each."""

    def __init__(self, paper: int = WHITE, scale: float = SCALE) -> None:
        self.scale = scale
        self.picture = Image.new("L", (round(400 * scale), round(300 * scale)), paper)
        self.pen = ImageDraw.Draw(self.picture)

    def line(self, x0: float, y0: float, x1: float, y1: float, ink: int = DARK, width: int = 1) -> "Drawing":
        self.pen.line(tuple(v * self.scale for v in (x0, y0, x1, y1)), fill=ink, width=width)
        return self

    def across(self) -> list[tuple[float, ...]]:
        return list(seen_rules(self.picture, self.scale).across)

    def down(self) -> list[tuple[float, ...]]:
        return list(seen_rules(self.picture, self.scale).down)


# --- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ink", [DARK, PALE])
@pytest.mark.parametrize("width", [1, 2, 3])
def test_rule_is_seen_from_end_to_end_however_pale_or_thick(ink: int, width: int) -> None:
    drawing = Drawing().line(50, 100, 350, 100, ink, width).line(50, 40, 50, 250, ink, width)
    assert drawing.across() == [pytest.approx((50, 100, 350, 100), abs=WITHIN)]
    assert drawing.down() == [pytest.approx((50, 40, 50, 250), abs=WITHIN)]


def test_rule_at_the_edge_of_shading_is_seen() -> None:
    drawing = Drawing()
    drawing.pen.rectangle((100, 100, 700, 199), fill=PALE)
    assert drawing.line(50, 100, 350, 100).across() == [pytest.approx((50, 100, 350, 100), abs=WITHIN)]


def test_area_is_no_rule() -> None:
    drawing = Drawing()
    drawing.pen.rectangle((100, 100, 700, 199), fill=DARK)
    assert not drawing.across()


def test_letters_are_no_rules() -> None:
    type_of_12 = ImageFont.load_default(12 * SCALE)
    drawing = Drawing()
    drawing.pen.text((60, 100), "mmm nnn Eilttlil – HHH lll\nZuwanderungsgeschichte tt ff T", DARK, type_of_12)
    assert not drawing.across()
    assert not drawing.down()


def test_rule_that_letters_hang_over_is_one() -> None:
    drawing = Drawing().line(50, 100, 350, 100)
    drawing.pen.rectangle((300, 194, 306, 206), fill=DARK)
    assert drawing.across() == [pytest.approx((50, 100, 350, 100), abs=WITHIN)]


def test_short_rules_between_two_others_hold_a_row_of_one_line() -> None:
    drawing = Drawing().line(50, 100, 350, 100).line(50, 112, 350, 112)
    for x in (50, 200, 350):
        drawing.line(x, 100, x, 112)
    drawing.line(120, 102.5, 120, 110)  # a tall letter
    assert [round(x) for x, *_ in drawing.down()] == [50, 200, 350]


def test_page_that_lies_askew_gets_level_edges() -> None:
    drawing = Drawing().line(50, 100, 350, 104).line(50, 200, 350, 204).line(52, 50, 49, 275)
    rules = seen_rules(drawing.picture, SCALE)
    assert rules.slant == pytest.approx(4 / 300, abs=0.002)
    first, second, down = rules.edges(400, 300)
    assert second.top - first.top == pytest.approx(100, abs=1)
    assert down.x0 == pytest.approx(first.x0, abs=3)
    assert (first.is_across, second.is_across, down.is_across) == (True, True, False)


# --- marks ----------------------------------------------------------------------------------------------------------


def marked(shape: str, recognised: str, gap: float = 6.0) -> str:
    """What becomes of a line of which `recognised` was read for a drawn shape at its beginning."""
    drawing = Drawing(scale=4)
    pen = drawing.pen
    match shape:
        case "disc":
            pen.ellipse((402, 416, 416, 430), fill=DARK)
        case "square":
            pen.rectangle((402, 416, 415, 429), fill=DARK)
        case "ring":
            pen.ellipse((400, 410, 420, 432), outline=DARK, width=4)
        case "arrow":
            pen.line((400, 422, 432, 422), fill=DARK, width=3)
            pen.polygon([(422, 412), (436, 422), (422, 432)], fill=DARK)
        case "plus":
            pen.line((400, 422, 430, 422), fill=DARK, width=3)
            pen.line((415, 407, 415, 437), fill=DARK, width=3)
        case "dash":
            pen.line((400, 422, 432, 422), fill=DARK, width=3)
    first = [Glyph(letter, 100 + 4 * n, 100, 104 + 4 * n, 110, 10) for n, letter in enumerate(recognised)]
    text = word("Kurse", (first[-1].x1 if first else 104) + gap, 100)
    return "".join(glyph.text for glyph in with_seen_marks((*first, *text), drawing.picture, 4, LEVEL))


@pytest.mark.parametrize("recognised", ["e", "*", "«", "+", ""])
@pytest.mark.parametrize("shape", ["disc", "square"])
def test_bullet_is_told_by_its_shape(shape: str, recognised: str) -> None:
    assert marked(shape, recognised) == "•Kurse"


@pytest.mark.parametrize("recognised", ["—", "->", ">", "+"])
def test_arrow_is_told_by_its_shape(recognised: str) -> None:
    assert marked("arrow", recognised) == "→Kurse"


@pytest.mark.parametrize(("shape", "recognised"), [("ring", "o"), ("plus", "+"), ("dash", "—"), ("dash", "-")])
def test_other_shapes_stay_what_they_were_read_as(shape: str, recognised: str) -> None:
    assert marked(shape, recognised) == f"{recognised}Kurse"


def test_letter_of_a_word_is_no_bullet() -> None:
    assert marked("disc", "e", gap=0.0) == "eKurse"


# --- unread ink -----------------------------------------------------------------------------------------------------


def unread(drawing: Drawing, *read: Glyph) -> list[tuple[float, ...]]:
    return list(unread_ink(read, drawing.picture, drawing.scale, LEVEL))


def test_word_that_was_not_read_is_found_in_the_picture() -> None:
    drawing = Drawing()
    drawing.pen.text((200, 200), "Beispiel", DARK, ImageFont.load_default(10 * SCALE))
    (box,) = unread(drawing)
    assert box == pytest.approx((100, 101, 138, 112), abs=4)
    assert not unread(drawing, *word("Beispiel", 100, 101))


def test_speck_and_picture_are_no_unread_words() -> None:
    drawing = Drawing()
    drawing.pen.rectangle((201, 201, 204, 204), fill=DARK)
    drawing.pen.rectangle((400, 300, 600, 500), fill=DARK)
    assert not unread(drawing)


# --- whole documents ------------------------------------------------------------------------------------------------


@pytest.fixture(name="edition", scope="module")
def a_scan_that_brings_its_words_along() -> Edition:
    vocabulary = load_settings().vocabulary
    return normalise(read(SCAN.read_bytes(), SCAN.name, vocabulary), 2025, sample=True, vocabulary=vocabulary)


MISREAD = {("A-03", "actors"), ("A-05", "status"), ("A-07", "text"), ("catalogue", "further")}
"""What Tesseract misread on the bad scan under `tests/scans/`; words, nothing about the table."""


def test_table_of_a_searchable_scan_is_read_by_the_rules_of_its_picture(edition: Edition) -> None:
    truth = json.loads((CATALOGUES / truth_of(SCAN.name)).read_text("utf-8"))
    assert {(found.where, found.what) for found in differences(truth, edition)} == MISREAD
    assert edition.ledger.closes


def test_recognised_words_are_a_finding_and_stay_with_the_records(edition: Edition) -> None:
    assert edition.source.recognised == BROUGHT_ALONG
    (finding,) = [finding for finding in edition.findings if finding.code == "text-recognised"]
    assert "Seite 1 bis 2 stammen aus Texterkennung" in finding.message


def test_every_output_says_that_words_were_recognised(edition: Edition) -> None:
    settings = load_settings()
    assert "Texterkennung" in caveat([edition])
    files = render(
        Run([], [edition], ingredients=settings.ingredients, first_record=first_record(edition), excerpts=[{}]),
        settings.vocabulary,
        settings.report_template,
        settings.review_templates,
    )
    for name, content in files.items():
        if not name.endswith(".docx") and content.count(b"\n") > 1:  # more than column names
            assert b"Texterkennung" in content or b"recognised" in content, name


def test_printed_words_before_a_picture_are_not_recognised_ones(vocabulary: Vocabulary) -> None:
    content = (CATALOGUES / "2023-office.pdf").read_bytes()
    assert not read(content, "2023.pdf", vocabulary).source.recognised


def test_scan_without_words_is_refused_and_the_option_named(vocabulary: Vocabulary) -> None:
    picture = scan(SCAN.read_bytes(), dpi=50)
    with pytest.raises(ScanUnread, match=r"auf Seite 1 bis 2 ein Bild statt Text.*--ocr.*make OCR=1.*ocrmypdf -l deu"):
        read(picture, "2025-scan.pdf", vocabulary)


def numbered(content: bytes, height: int = 20) -> pikepdf.Pdf:
    """The pages with a word set on them, `height` points above their foot."""
    pdf = pikepdf.open(io.BytesIO(content))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for page in pdf.pages:
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F9)
        page.contents_add(f"q BT /F9 9 Tf 40 {height} Td (Seite) Tj ET Q".encode())
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    content = io.BytesIO()
    pdf.save(content)
    return content.getvalue()


def test_scan_with_page_numbers_alone_is_refused_and_the_command_named(vocabulary: Vocabulary) -> None:
    with pytest.raises(ScanUnread, match=r"auf Seite 1 bis 2 ein Bild und sonst nur.*ocrmypdf -l deu --redo-ocr "):
        read(saved(numbered(scan(SCAN.read_bytes(), dpi=50))), "2025-scan.pdf", vocabulary)


def test_scanned_page_with_a_page_number_among_pages_of_words_is_told(vocabulary: Vocabulary) -> None:
    with pikepdf.open(CATALOGUES / "2025-beispielkreis-ghostscript-grid.pdf") as words:
        scanned = numbered(scan(SCAN.read_bytes(), dpi=50))
        words.pages.append(scanned.pages[0])
        content, count = saved(words), len(words.pages)
    (finding,) = [each for each in read(content, "2025.pdf", vocabulary).findings if each.code == "page-picture"]
    assert finding.page == count
    assert f"--redo-ocr --pages {count} " in finding.message


def test_picture_with_words_in_its_middle_is_no_scan(vocabulary: Vocabulary) -> None:
    with pikepdf.open(CATALOGUES / "2025-beispielkreis-ghostscript-grid.pdf") as words:
        scanned = numbered(scan(SCAN.read_bytes(), dpi=50), height=300)
        words.pages.append(scanned.pages[0])
        content = saved(words)
    assert not [each for each in read(content, "2025.pdf", vocabulary).findings if each.code == "page-picture"]


def test_scan_on_which_no_word_was_found_is_refused(vocabulary: Vocabulary) -> None:
    picture = scan(SCAN.read_bytes(), dpi=50)
    recognised = Recognised(picture, picture, Recognition("Tesseract 5", (1, 2)))
    with pytest.raises(InputUnreadable, match="kein Wort fand"):
        read(recognised, "2025-scan.pdf", vocabulary)


def test_page_on_which_no_word_was_found_is_a_finding(vocabulary: Vocabulary) -> None:
    with pikepdf.open(SCAN) as words, pikepdf.open(io.BytesIO(scan(SCAN.read_bytes(), dpi=50))) as picture:
        words.pages.append(picture.pages[0])
        both = io.BytesIO()
        words.save(both)
    recognised = Recognised(both.getvalue(), both.getvalue(), Recognition("Tesseract 5", (1, 2, 3)))
    found = read(recognised, "2025-scan.pdf", vocabulary).findings
    assert [finding.page for finding in found if finding.code == "page-picture"] == [3]


def test_unsure_word_is_told_of_with_its_measure(vocabulary: Vocabulary) -> None:
    content = SCAN.read_bytes()
    unsure = (
        UnsureWord("L.adefächer", Place(1, (145.0, 386.0, 170.0, 392.0)), 55),
        UnsureWord("", Place(1, (145.0, 386.0, 170.0, 392.0)), 0),
        UnsureWord("Lücken", Place(1, (110.0, 126.0, 130.0, 134.0)), 12),
    )
    recognised = Recognised(content, content, Recognition("Tesseract 5", (1, 2), unsure))
    edition = normalise(read(recognised, SCAN.name, vocabulary), 2025, sample=True, vocabulary=vocabulary)
    told = {finding.measure: finding.message for finding in edition.findings if finding.code == "words-unsure"}
    assert "„L.adefächer“ (55 %). An einer Stelle steht im Bild Schrift, die nicht erkannt wurde" in told["A-07"]
    assert "Seite 1, außerhalb der Maßnahmen: Nicht sicher erkannt: „Lücken“ (12 %)" in told[None]


def test_scans_for_tests_hold_no_word() -> None:
    document = pypdfium2.PdfDocument(scan(SCAN.read_bytes(), dpi=50, askew=1.0, black_and_white=True))
    assert [page.get_textpage().get_text_range() for page in document] == ["", ""]
