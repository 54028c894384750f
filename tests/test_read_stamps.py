"""Words across a page, such as "Entwurf" behind its text: none of its lines, but told as furniture."""

import time
from dataclasses import replace

from set_pages import line, word
from test_read_pdf import ROOT, document

from pipeline.model import Place, Severity
from pipeline.printed import Line
from pipeline.read.confirm import confirm, second_engine, second_page
from pipeline.read.extract import FirstEngine, Sheet
from pipeline.read.glyphs import Glyph
from pipeline.read.page import Edge
from pipeline.read.pdf import read_pdf
from pipeline.read.stamps import about_stamps, stamp_lines, without_stamps
from pipeline.word_lists import load_vocabulary

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


def upwards(text: str, x0: float) -> list[Glyph]:
    return [Glyph(each, x0, 140 - 5.0 * n, x0 + 10, 145 - 5.0 * n, 10.0, upright=False) for n, each in enumerate(text)]


def test_line_that_runs_up_the_margin_is_a_stamp() -> None:
    page = without_stamps(sheet(*ROWS, upwards("Beispiel", 2)))
    assert page.glyphs == sheet(*ROWS).glyphs
    assert [text.text for text in stamp_lines(page)] == ["Beispiel"]


def test_goal_that_runs_up_beside_the_rows_is_none() -> None:
    ruled = replace(sheet(*ROWS, upwards("Wege", 2)), edges=(Edge(0, 98, 400, 98),))
    several = sheet(*ROWS, upwards("Wege", 2), [glyph._replace(top=glyph.top + 60) for glyph in upwards("Rad", 2)])
    among = sheet(*ROWS, upwards("Wege", 30))
    assert [without_stamps(page) is page for page in (ruled, several, among)] == [True] * 3


def test_words_across_that_lie_far_apart_are_several() -> None:
    titles = (*word("Kosten", 100, 50), *word("Frist", 200, 50))
    assert [text.text for text in stamp_lines(replace(sheet(), stamps=titles))] == ["Kosten", "Frist"]


def across(*texts: tuple[str, int]) -> list[Line]:
    return [Line(text, Place(page)) for text, page in texts]


def test_words_across_some_pages_are_told_in_one_note_with_their_pages() -> None:
    (finding,) = about_stamps(across(("NEU", 3), ("Kosten", 1), ("NEU", 2), ("NEU", 3)), 8)
    assert (finding.severity, finding.page) == (Severity.INFO, 1)
    assert "(„NEU“, Seiten 3, 2; „Kosten“, Seite 1): Bitte" in finding.message
    (finding,) = about_stamps(across(*((f"Text {page}", page) for page in range(1, 11))), 20)
    assert "„Text 8“, Seite 8 und 2 weitere)" in finding.message


def test_word_set_aslant_beside_a_measure_is_told_when_a_document_is_read() -> None:
    found = read_pdf(ASLANT, "2024.pdf", load_vocabulary(ROOT / "templates")).findings
    assert ["(„ENTWURF“, Seite 1)" in each.message for each in found] == [True]


def test_watermark_on_most_pages_is_not_told() -> None:
    marked = across(*(("ENTWURF", page) for page in range(1, 4)))
    assert not list(about_stamps(marked, 4))
    assert list(about_stamps(marked, 8))
    assert list(about_stamps(across(("NEU", 1)), 1))  # on a single page nothing tells a watermark


def test_many_letters_of_many_sizes_are_looked_through_quickly() -> None:
    small = [glyph for n in range(200) for glyph in word("ab" * 10, 0, 10 + n * 3)]
    large = [glyph for n in range(1990) for glyph in word("X", 300, n, size=60 + n / 100)]
    began = time.process_time()
    assert not without_stamps(sheet(small, large)).stamps
    assert time.process_time() - began < 2.0
