"""Shading that looks like tables of its own: shaded titles and rows, rules between columns only."""

from dataclasses import replace
from pathlib import Path

from set_pages import TITLES, grid, line, page, word

from pipeline.read.page import Grid
from pipeline.read.shading import without_stripes
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")

ROW = ((20, "Wege"), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt"))


def test_rows_centred_below_a_shaded_title_row_belong_to_its_table() -> None:
    titles = line(105, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    centred = [*line(122, (200, "Ausbau")), *line(134, (200, "der")), *line(146, (20, "Wege")), *line(152, (150, "1"))]
    shaded = page(titles, centred, grids=(grid(100, 120),))
    assert without_stripes(shaded, WORDS).grids == ()
    assert without_stripes(page(titles, line(122, (200, "Ein Satz darunter")), grids=(grid(100, 120),)), WORDS).grids


def test_goal_across_may_stand_between_shaded_titles_and_their_rows() -> None:
    titles = line(105, *TITLES)
    goal = word("Ziel: Alle Wege im ganzen Ort sind sicher", 20, 130)
    assert without_stripes(page(titles, goal, line(150, *ROW), grids=(grid(100, 120),)), WORDS).grids == ()
    text = [word("Ein Absatz, der unter der Tabelle über alle Spalten läuft", 20, top) for top in (130, 142, 154)]
    kept = without_stripes(page(titles, *text, line(166, *ROW), grids=(grid(100, 120),)), WORDS)
    assert kept.grids == (grid(100, 120),)


def test_row_whose_texts_are_a_blank_apart_may_stand_below_shaded_titles() -> None:
    titles = line(105, *TITLES[:3], (444, "Akteure"), TITLES[4])
    goal = word("Ziel: Alle Wege im ganzen Ort sind sicher", 20, 135)
    full = (*ROW[:2], (200, "x" * 48), (444, "Wohnungsamt"), ROW[4])  # a gap of 4 points
    row = [glyph for cell in full for glyph in word(cell[1], cell[0], 150)]
    heading = word("A. Wege und Plätze in allen Teilen der Stadt", 20, 121)
    assert without_stripes(page(titles, heading, goal, row, grids=(grid(100, 120),)), WORDS).grids == ()


def test_shaded_row_with_a_text_in_one_cell_alone_is_kept() -> None:
    shaded = page(line(105, (20, "Wege")), line(125, (20, "Ein Satz darunter")), grids=(grid(100, 120),))
    assert without_stripes(shaded, WORDS).grids == shaded.grids


def test_table_with_rules_between_its_columns_only_is_no_row() -> None:
    titles = line(105, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    table = page(titles, line(125, *ROW), line(145, (150, "2"), (200, "Tausch")), grids=(grid(100, 170),))
    assert without_stripes(table, WORDS).grids == ()


def test_table_with_rules_between_its_columns_and_shaded_titles_is_no_row() -> None:
    titles = line(105, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    numbered = line(125, (150, "HF1-M1"), (200, "Rat")), line(145, (150, "HF1-M2"), (200, "Tausch"))
    table = page(titles, *numbered, grids=(grid(100, 120, 170),))
    assert without_stripes(table, WORDS).grids == ()
    single = page(titles, numbered[0], grids=(grid(100, 120, 170),))
    assert without_stripes(single, WORDS).grids != ()


def test_shaded_titles_with_a_shaded_goal_below_are_shading() -> None:
    titles = line(105, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    shaded = grid(100, 120, 140)
    across = replace(shaded, rows=(shaded.rows[0], ((10, 120, 790, 140), None, None, None, None)))
    rest = word("Ziel: Wege", 20, 125), line(145, *ROW)
    assert without_stripes(page(titles, *rest, grids=(across,)), WORDS).grids == ()


def test_table_with_rules_between_its_columns_only_may_go_on_beside_the_outermost_ones() -> None:
    titles = line(105, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    inner = grid(100, 120, 170, edges=(190, 440, 590))
    assert without_stripes(page(titles, line(125, *ROW), grids=(inner,)), WORDS).grids == ()
    ruled = grid(100, 120, 170)
    assert without_stripes(page(titles, line(125, *ROW), grids=(ruled,)), WORDS).grids == (ruled,)


def test_titles_that_a_second_row_divides_are_shading_above_rows_without_sides() -> None:
    titles = [*line(102, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Rahmen")), *line(112, (460, "Kosten"))]
    first = ((10, 100, 140, 120), (140, 100, 190, 120), (190, 100, 440, 120), (440, 100, 790, 110), None)
    parts = (None, None, None, (440, 110, 590, 120), (590, 110, 790, 120))
    band = ((10, 120, 790, 130), None, None, None, None)
    table = Grid((10, 100, 790, 130), (first, parts, band))
    rows = line(121, (20, "Wohnen im Ort")), line(135, *ROW)
    assert without_stripes(page(titles, *rows, grids=(table,)), WORDS).grids == ()


def test_single_row_in_the_columns_of_a_table_that_a_goal_across_parts_from_it_is_no_shading() -> None:
    whole, parts = grid(100, 120, 140), (grid(160, 180), grid(200, 220))
    lines = (line(top, *ROW) for top in (105, 125, 165, 205))
    assert without_stripes(page(*lines, grids=(whole, *parts)), WORDS).grids == (whole, *parts)
    assert without_stripes(page(*(line(top, *ROW) for top in (165, 205)), grids=parts), WORDS).grids == ()
