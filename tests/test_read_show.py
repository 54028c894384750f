"""What the review sheet shows of a document: the right cut-outs of a PDF, the right lines of a text."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.excerpts import Picture
from pipeline.model import Place
from pipeline.printed import Table
from pipeline.read import read, show
from pipeline.vocabulary import Vocabulary

CATALOGUES = Path(__file__).parent / "catalogues"
PLAIN = CATALOGUES / "2023-print-css.pdf"


def rows(content: bytes, vocabulary: Vocabulary) -> list[Place]:
    """The place of every table row, as the reader finds them."""
    raw = read(content, "2023-katalog.pdf", vocabulary)
    return [row.place for block in raw.blocks if isinstance(block, Table) for row in block.rows]


def picture(content: bytes, place: Place) -> Image.Image:
    shown = show(content, [place])[place]
    assert isinstance(shown, Picture)
    image = Image.open(io.BytesIO(shown.png))
    assert image.size == (shown.width, shown.height)
    return image.convert("L")


def remade(content: bytes, change: Callable[[pdfium.PdfPage], None]) -> bytes:
    document = pdfium.PdfDocument(content)
    for page in document:
        change(page)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def looks(image: Image.Image) -> list[int]:
    """The picture in very few grey dots."""
    return list(image.resize((24, 6), Image.Resampling.BOX).tobytes())


def widest_difference(one: list[int], other: list[int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", ["2023-print-css.pdf", "2023-reportlab-rotated.pdf", "2023-office.pdf"])
def test_the_picture_of_a_row_holds_the_row(name: str, vocabulary: Vocabulary) -> None:
    """It is as large as the row, has ink in it, and no line of text is cut by its upper or lower edge."""
    content = (CATALOGUES / name).read_bytes()
    for place in rows(content, vocabulary)[::7]:
        image = picture(content, place)
        assert place.bbox is not None
        assert image.width == pytest.approx((place.bbox[2] - place.bbox[0] + 6) * 2, abs=2)
        assert image.height == pytest.approx((place.bbox[3] - place.bbox[1] + 6) * 2, abs=2)
        inner = image.crop((20, 12, image.width - 20, image.height - 12))
        assert min(inner.tobytes()) < 80


def test_the_picture_is_the_same_wherever_the_boxes_of_the_page_lie(vocabulary: Vocabulary) -> None:
    """A media box that does not begin at the origin, and a crop box smaller than it."""

    def shift(page: pdfium.PdfPage) -> None:
        x0, y0, x1, y1 = page.get_mediabox()
        page.set_mediabox(x0 - 30, y0 - 50, x1 + 10, y1 + 20)
        page.set_cropbox(x0 + 20, y0 + 20, x1 - 20, y1 - 20)

    plain = PLAIN.read_bytes()
    shifted = remade(plain, shift)
    for one, other in list(zip(rows(plain, vocabulary), rows(shifted, vocabulary), strict=True))[::9]:
        assert widest_difference(looks(picture(plain, one)), looks(picture(shifted, other))) < 12


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_picture_stands_upright_on_a_turned_page(turn: int, vocabulary: Vocabulary) -> None:
    """A page turned by its attribute is read and shown as displayed; here it shows the row turned as well."""
    plain = PLAIN.read_bytes()
    (place, *_) = rows(plain, vocabulary)
    assert place.bbox is not None
    x0, top, x1, bottom = place.bbox
    page = pdfium.PdfDocument(plain)[0]
    width, height = page.get_size()
    box = {
        90: (height - bottom, x0, height - top, x1),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (top, width - x1, bottom, width - x0),
    }[turn]
    turned = picture(remade(plain, lambda page: page.set_rotation(turn)), Place(1, box))
    assert widest_difference(looks(picture(plain, place)), looks(turned.rotate(turn, expand=True))) < 12


def test_a_place_without_a_box_is_the_whole_page() -> None:
    image = picture(PLAIN.read_bytes(), Place(1))
    assert image.size == pytest.approx((1684, 1191), abs=4)


def test_a_huge_page_does_not_fill_the_memory() -> None:
    huge = remade(PLAIN.read_bytes(), lambda page: page.set_mediabox(0, 0, 14_400, 14_400))
    assert max(picture(huge, Place(1)).size) <= 2401


def test_what_cannot_be_shown_is_left_out() -> None:
    content = PLAIN.read_bytes()
    assert dict(show(content, [Place(99), Place(1, (9000.0, 0.0, 9100.0, 10.0)), Place(0)])) == {}
    assert dict(show(b"%PDF-1.7 no more than that", [Place(1)])) == {}


def test_same_document_same_bytes(vocabulary: Vocabulary) -> None:
    content = PLAIN.read_bytes()
    places = rows(content, vocabulary)[:3]
    assert show(content, places) == show(content, places[::-1])


def test_colours_stay() -> None:
    """A traffic light in the status column says something."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(100, 100)
    light = pdfium.raw.FPDFPageObj_CreateNewRect(0, 0, 100, 100)
    pdfium.raw.FPDFPageObj_SetFillColor(light, 250, 20, 20, 255)
    pdfium.raw.FPDFPath_SetDrawMode(light, 1, 0)
    pdfium.raw.FPDFPage_InsertObject(page.raw, light)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)

    shown = show(file.getvalue(), [Place(1)])[Place(1)]
    assert isinstance(shown, Picture)
    red, green, blue = Image.open(io.BytesIO(shown.png)).convert("RGB").getpixel((100, 100))  # type: ignore[misc]
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_lines_of_a_text_stand_as_in_the_file() -> None:
    content = b"eins\r\nzwei\r\n\fdrei\r\nvier"
    assert show(content, [Place(1, lines=(2, 2)), Place(2, lines=(3, 4))]) == {
        Place(1, lines=(2, 2)): "zwei",
        Place(2, lines=(3, 4)): "\fdrei\nvier",
    }


def test_a_place_without_lines_is_the_whole_page_of_a_text() -> None:
    assert show(b"eins\nzwei\n\fdrei", [Place(2), Place(3)]) == {Place(2): "drei"}
