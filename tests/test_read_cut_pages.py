"""What page breaks and shading do to ruled tables: rows that hang out, lines printed twice, gaps through all cells."""

from itertools import pairwise
from pathlib import Path

from printed import at
from printed import line as printed_line
from set_pages import TITLES, grid, line, page, word

from pipeline.printed import Line
from pipeline.read.common_gaps import without_common_gaps
from pipeline.read.cut_rows import with_cut_rows
from pipeline.read.page import Page
from pipeline.read.repeated_lines import without_repeated_lines
from pipeline.read.shading import without_stripes
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
ROW = ((20, "Ziel A"), (150, "7"), (200, "Beratung im"), (450, "Amt"), (600, "Umgesetzt"))


# --- rows that hang out of their grid ---


def rows(*pages: Page) -> list[int]:
    return [len(page.grids[0].rows) for page in with_cut_rows(pages, WORDS)]


def test_row_below_the_last_rule_and_its_rest_overleaf_belong_to_the_table() -> None:
    foot = page(line(210, *ROW), grids=[grid(100, 150, 200)])
    top = page(word("Viertel", 200, 40), number=2, grids=[grid(60, 100, 150)])
    assert rows(foot, top) == [3, 3]


def test_text_below_a_table_is_no_row() -> None:
    for text in ("Hinweise nimmt die Gemeinde entgegen, auch schriftlich", "Weitere Maßnahmen:", "Zahlen"):
        assert rows(page(word(text, 20, 210), grids=[grid(100, 150, 200)])) == [2]


def test_lines_above_a_table_are_no_row_if_no_row_was_cut_before() -> None:
    whole = page(grids=[grid(100, 150, 200)])
    assert rows(whole, page(word("Text", 20, 40), number=2, grids=[grid(60, 100)])) == [2, 1]


# --- shading ---


def test_shaded_row_beside_a_plain_one_is_no_table() -> None:
    shaded = page(line(110, *ROW), line(140, *ROW), grids=[grid(100, 130)])
    assert without_stripes(shaded, WORDS).grids == ()


def test_single_row_above_running_text_is_the_rest_of_a_table() -> None:
    rest = page(
        line(110, *ROW), word("Alle Kosten sind ohne die Anteile des Landes angegeben", 20, 140), grids=[grid(100, 130)]
    )
    assert len(without_stripes(rest, WORDS).grids) == 1


def test_shaded_titles_above_plain_rows_are_no_table() -> None:
    titles = page(line(110, *TITLES), line(140, *ROW), grids=[grid(100, 130)])
    assert without_stripes(titles, WORDS).grids == ()


# --- lines printed on both pages ---


def test_line_that_a_page_break_runs_through_counts_once() -> None:
    above = page(line(500, *ROW), line(590, (20, "Ziel A"), (200, "Viertel")), grids=[grid(490, 540, 595)])
    below = page(line(2, (20, "Ziel A"), (200, "Viertel")), line(30, (200, "und Ort")), number=2, grids=[grid(8, 50)])
    pages, repeated = without_repeated_lines([above, below])
    assert [text.text for text in repeated] == ["Ziel A Viertel"]
    counted = [len("".join(each.printed.split())) for each in (*pages, above, below)]
    assert sum(counted[:2]) == sum(counted[2:]) - len("ZielAViertel")


def test_like_lines_on_pages_whose_tables_end_within_them_stay() -> None:
    above = page(line(500, *ROW), line(520, *ROW), grids=[grid(490, 540)])
    below = page(line(20, *ROW), number=2, grids=[grid(10, 40)])
    assert without_repeated_lines([above, below]) == ([above, below], ())


# --- gaps through all cells ---


def cell(*tops_and_texts: tuple[float, str]) -> tuple[Line, ...]:
    lines = [at(printed_line(text, size=10.0), (0.0, top, 50.0, top + 10)) for top, text in tops_and_texts]
    starts = (below.place.bbox[1] - above.place.bbox[1] > 14 for above, below in pairwise(lines))  # type: ignore[index]
    return (lines[0], *(printed_at(each, flag) for each, flag in zip(lines[1:], starts, strict=True)))


def printed_at(line: Line, starts: bool) -> Line:
    return at(printed_line(line.text, size=10.0, starts=starts or None), line.place.bbox or (0.0, 0.0, 0.0, 0.0))


def begun(*cells: tuple[Line, ...]) -> list[str]:
    boxes = {(100.0 * n, 0.0, 100.0 * n + 90, 200.0): lines for n, lines in enumerate(cells)}
    return [each.text for lines in without_common_gaps(boxes).values() for each in lines if each.starts]


def test_gap_through_all_cells_in_mid_sentence_begins_no_paragraph() -> None:
    goal = cell((0, "Menschen mit"), (18, "Behinderung"))
    text = cell((0, "Beratung,"), (18, "um zu helfen"))
    assert begun(goal, text) == []


def test_gap_of_one_cell_alone_begins_a_paragraph() -> None:
    goal = cell((0, "Menschen mit"), (12, "Behinderung"))
    text = cell((0, "Beratung,"), (18, "Hilfe"))
    assert begun(goal, text) == ["Hilfe"]


def test_gap_of_two_cells_that_end_their_sentences_begins_paragraphs() -> None:
    goal = cell((0, "Wohnraum"), (18, "Nachbarn"))
    text = cell((0, "Beratung"), (18, "Hilfe"))
    assert begun(goal, text) == ["Nachbarn", "Hilfe"]
