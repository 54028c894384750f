"""Words across a page, such as "Entwurf" behind its text: none of its lines, but told as furniture."""

from set_pages import line, word
from test_read_pdf import document

from pipeline.read.confirm import confirm, second_engine, second_page
from pipeline.read.extract import FirstEngine, Sheet
from pipeline.read.glyphs import Glyph
from pipeline.read.stamps import stamp_lines, without_stamps

ASLANT = document(
    b"BT /F1 10 Tf 1 0 0 1 100 400 Tm (Radweg) Tj ET BT /F1 60 Tf 0.87 0.5 -0.5 0.87 80 300 Tm (ENTWURF) Tj ET"
)


def sheet(*parts: list[Glyph]) -> Sheet:
    return Sheet(1, 800.0, 600.0, tuple(glyph for part in parts for glyph in part), ())


ROWS = [line(top, (20, "1"), (60, "Radweg am Bach"), (200, "Stadtplanungsamt")) for top in (100, 112, 124, 136)]


def test_word_set_aslant_is_a_stamp() -> None:
    page = FirstEngine(ASLANT, "2024.pdf").sheet(1)
    assert "".join(glyph.text for glyph in page.glyphs) == "Radweg"
    assert [text.text for text in stamp_lines(page)] == ["ENTWURF"]
    with second_engine(ASLANT, "2024.pdf") as second:
        assert confirm(page, second_page(second, 1, "2024.pdf")[1], "2024.pdf") == ()


def test_word_so_large_that_lines_run_through_it_is_a_stamp() -> None:
    page = without_stamps(sheet(*ROWS, word("ENTWURF", 30, 95, size=60.0)))
    assert page.glyphs == sheet(*ROWS).glyphs
    assert [text.text for text in stamp_lines(page)] == ["ENTWURF"]


def test_large_title_and_initial_are_none() -> None:
    page = sheet(word("Katalog", 30, 20, size=40.0), word("L", 0, 95, size=36.0), *ROWS)
    assert without_stamps(page) is page
