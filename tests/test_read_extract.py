"""Characters, rules and pictures come out where the page shows them, whichever way it is turned, and once each."""

import pytest
from test_read_pdf import SHOW_PICTURE, document, text

from pipeline.read.extract import FirstEngine, Sheet
from pipeline.read.glyphs import set_lines


def sheet(content: bytes, *, page: bytes = b"") -> Sheet:
    """The only page of a document; `page` are further entries of its page dictionary."""
    pdf = document(content).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595 842] " + page, 1)
    return FirstEngine(pdf, "2024.pdf").sheet(1)


def said(page: Sheet) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


WORD_AT_100_700 = b"BT /F1 10 Tf 1 0 0 1 100 700 Tm (Nr) Tj ET"


@pytest.mark.parametrize(
    ("turned", "x", "y"),
    [(0, 100, 842 - 700), (90, 700, 100), (180, 595 - 100, 700), (270, 842 - 700, 595 - 100), (-90, 142, 495)],
)
def test_places_count_from_the_top_left_corner_of_the_page_as_displayed(turned: int, x: float, y: float) -> None:
    first = sheet(WORD_AT_100_700, page=b"/Rotate %d" % turned).glyphs[0]
    corners = [(px, py) for px in (first.x0, first.x1) for py in (first.top, first.bottom)]
    assert min(abs(px - x) + abs(py - y) for px, py in corners) < 2.5  # the font's descent lies between


def test_places_count_from_the_corner_of_the_crop_box() -> None:
    page = sheet(WORD_AT_100_700, page=b"/CropBox [50 600 550 800]")
    assert (page.width, page.height) == (500, 200)
    assert page.glyphs[0].x0 == pytest.approx(50)
    assert page.glyphs[0].bottom == pytest.approx(100, abs=2.5)


def test_characters_beyond_the_edge_of_the_page_are_hidden() -> None:
    page = sheet(WORD_AT_100_700 + b" BT /F1 10 Tf 1 0 0 1 700 700 Tm (weg) Tj ET")
    assert said(page) == "Nr"
    assert "".join(glyph.text for glyph in page.hidden) == "weg"


def test_numbers_beyond_all_measure_hide_a_character() -> None:
    huge = b"1" + b"0" * 38
    page = sheet(
        WORD_AT_100_700 + b" q" + b" %b 0 0 %b 0 0 cm" % (huge, huge) * 9 + b" 0 0 9 9 re S " + text("weg") + b" Q"
    )
    assert said(page) == "Nr"
    assert page.edges == ()


@pytest.mark.parametrize("shift", [0, 0.3, 0.9])
def test_word_printed_twice_to_look_bold_is_read_once(shift: float) -> None:
    again = b"BT /F1 10 Tf 1 0 0 1 %f 700 Tm (Nr) Tj ET" % (100 + shift)
    assert said(sheet(WORD_AT_100_700 + again)) == "Nr"


def test_double_letters_are_read_twice() -> None:
    assert said(sheet(text("Kanne"))) == "Kanne"


def test_glyph_is_as_wide_as_its_advance_and_as_high_as_its_type_size() -> None:
    first, second = sheet(WORD_AT_100_700).glyphs
    assert first.x1 == pytest.approx(second.x0)
    assert first.x1 - first.x0 == pytest.approx(7.22)  # N in Helvetica: 722 thousandths
    assert first.bottom - first.top == pytest.approx(first.size) == pytest.approx(10)


def test_price_in_a_font_that_is_not_embedded_stays_one_word() -> None:
    """pdfminer takes the euro sign for as wide as nothing there, and the words after it fell apart."""
    pdf = document(b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (5 \200/Tag) Tj ET")
    page = FirstEngine(pdf.replace(b"/Helvetica", b"/Helvetica /Encoding /WinAnsiEncoding"), "2024.pdf").sheet(1)
    assert [line.text for line in set_lines(page.glyphs, 1, 500)] == ["5 €/Tag"]


def test_unused_code_of_a_windows_font_prints_a_bullet() -> None:
    pdf = document(b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (\177 Kurs) Tj ET")
    page = FirstEngine(pdf.replace(b"/Helvetica", b"/Helvetica /Encoding /WinAnsiEncoding"), "2024.pdf").sheet(1)
    assert said(page) == "• Kurs"


def test_glyph_is_its_name_where_its_text_is_said_to_be_a_control_character() -> None:
    """As groff says of its dashes and ligatures; U+0085 would even pass for a blank."""
    told = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <0000> endbfrange"
    pdf = document(
        b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (P\215ege \205 5 \211) Tj ET",
        further=[b"<< /Length %d >>\nstream\n%b\nendstream" % (len(told), told)],
    )
    names = b"/Helvetica /ToUnicode 7 0 R /Encoding << /Differences [133 /endash 137 /Euro 141 /fl] >>"
    page = FirstEngine(pdf.replace(b"/Helvetica", names), "2024.pdf").sheet(1)
    assert said(page) == "Pflege – 5 €"


def test_text_set_upwards_is_known() -> None:
    assert not any(glyph.upright for glyph in sheet(b"BT /F1 10 Tf 0 1 -1 0 100 700 Tm (Status) Tj ET").glyphs)


def test_rectangle_gives_its_four_edges_and_a_slanting_line_none() -> None:
    page = sheet(b"100 600 200 50 re S 0 0 m 100 100 l S")
    assert sorted(page.edges) == [
        (100, 192, 100, 242),
        (100, 192, 300, 192),
        (100, 242, 300, 242),
        (300, 192, 300, 242),
    ]


def test_path_that_only_clips_draws_nothing() -> None:
    assert sheet(b"100 600 200 50 re W n").edges == ()


def test_picture_covers_its_share_of_the_page() -> None:
    assert sheet(SHOW_PICTURE).pictured == pytest.approx(1)
    assert sheet(b"q 595 0 0 421 0 0 cm /Im1 Do Q").pictured == pytest.approx(0.5)
