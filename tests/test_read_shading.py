"""Shaded rows that look like tables of their own: put together with the rows between them."""

from dataclasses import replace
from pathlib import Path

from set_pages import TITLES, grid, line, page, word

from pipeline.read.page import Grid, Rule
from pipeline.read.shading import with_bands, without_stripes
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")

ROW = ((20, "Wege"), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt"))
UPPER, LOWER = grid(100, 120, 140), grid(170, 190)


def heights(*extra: object, rules: tuple[Rule, ...] = ()) -> list[list[float]]:
    lines = [*line(105, *ROW), *line(125, *ROW), *line(175, *ROW)]
    found = with_bands(page(lines, *extra, grids=(UPPER, LOWER), rules=rules))  # type: ignore[arg-type]
    return [[row[0][1] for row in each.rows if row[0]] for each in found.grids]


def test_row_between_shaded_rows_belongs_to_their_table() -> None:
    assert heights(line(150, *ROW)) == [[100, 120, 140, 170]]


def test_rules_across_divide_the_rows_between() -> None:
    rule = Rule(10, 790, 155)
    assert heights(line(142, *ROW), line(158, *ROW), rules=(rule,)) == [[100, 120, 140, 155, 170]]


def test_text_across_the_columns_parts_two_tables() -> None:
    assert heights(line(150, (20, "Weitere Maßnahmen stehen im nächsten Teil"))) == [[100, 120], [170]]


def test_line_in_the_first_column_alone_parts_two_tables() -> None:
    assert heights(line(150, (20, "Wohnen"))) == [[100, 120], [170]]


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


def framed(*between: tuple[float, str]) -> list[int]:
    """How many cells each row has of a table in a frame in which only every other row is shaded."""
    shaded = grid(100, 120, 140, 160)
    plain = replace(shaded, rows=(shaded.rows[0], ((10, 120, 790, 140), None, None, None, None), shaded.rows[2]))
    found = with_bands(page(line(105, *ROW), line(125, *between), line(145, *ROW), grids=(plain,)))
    return [sum(box is not None for box in row) for each in found.grids for row in each.rows]


def test_row_between_shaded_ones_in_a_frame_has_their_columns() -> None:
    assert framed(*ROW[1:]) == [5, 5, 5]


def test_heading_or_sum_between_shaded_rows_in_a_frame_stays_whole() -> None:
    assert framed((20, "Handlungsfeld 2: Wohnen und Bauen in allen Ortsteilen")) == [5, 1, 5]
    assert framed((20, "Summe"), (600, "40.000 €")) == [5, 1, 5]


def test_frame_in_which_only_the_titles_have_sides_is_no_table() -> None:
    shaded = grid(100, 120, 140)
    across = replace(shaded, rows=(shaded.rows[0], ((10, 120, 790, 140), None, None, None, None)))
    assert with_bands(page(line(105, *ROW), line(125, *ROW), grids=(across,))).grids == ()


def test_frame_with_rules_below_its_rows_and_headings_across_is_no_table() -> None:
    """Only the titles have sides; no row beside the heading tells the columns."""
    shaded = grid(100, 120, 140, 160)
    whole = [((10, top, 790, top + 20), None, None, None, None) for top in (120.0, 140.0)]
    framed_rows = replace(shaded, rows=(shaded.rows[0], *whole))
    heading = line(125, (20, "Ziel: Wege im Ort bauen und auch erhalten"))
    assert with_bands(page(line(105, *ROW), heading, line(145, *ROW), grids=(framed_rows,))).grids == ()


def test_titles_that_a_second_row_divides_are_shading_above_rows_without_sides() -> None:
    titles = [*line(102, (20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Rahmen")), *line(112, (460, "Kosten"))]
    first = ((10, 100, 140, 120), (140, 100, 190, 120), (190, 100, 440, 120), (440, 100, 790, 110), None)
    parts = (None, None, None, (440, 110, 590, 120), (590, 110, 790, 120))
    band = ((10, 120, 790, 130), None, None, None, None)
    table = Grid((10, 100, 790, 130), (first, parts, band))
    rows = line(121, (20, "Wohnen im Ort")), line(135, *ROW)
    assert without_stripes(page(titles, *rows, grids=(table,)), WORDS).grids == ()


def test_last_row_below_shaded_ones_belongs_to_their_table() -> None:
    """Of every other row shaded the last one has a rule below it and no sides."""
    foot = Rule(10, 790, 215)
    assert heights(line(150, *ROW), line(195, *ROW), rules=(foot,)) == [[100, 120, 140, 170, 190]]
    assert heights(line(150, *ROW), line(195, (20, "Weitere Maßnahmen")), rules=(foot,)) == [[100, 120, 140, 170]]


def test_row_without_sides_beside_its_number_has_the_columns_of_the_others() -> None:
    """Only the first column has a rule at its side."""
    shaded = grid(100, 120, 140, 160)
    wide = ((10, 120, 140, 140), (140, 120, 790, 140), None, None, None)
    between = replace(shaded, rows=(shaded.rows[0], wide, shaded.rows[2]))
    (found,) = with_bands(page(line(105, *ROW), line(125, *ROW), line(145, *ROW), grids=(between,))).grids
    assert found.rows == shaded.rows
    merged = line(125, (20, "Summe"), (150, "In allen Jahren"), (600, "5.000 €"))
    (found,) = with_bands(page(line(105, *ROW), merged, line(145, *ROW), grids=(between,))).grids
    assert found.rows[1] == wide


def test_rows_below_titles_that_alone_have_sides_are_no_last_rows() -> None:
    shaded = grid(100, 120, 140)
    across = replace(shaded, rows=(shaded.rows[0], ((10, 120, 790, 140), None, None, None, None)))
    goal = line(125, (20, "Ziel: Wege im Ort bauen und auch erhalten"))
    table = page(line(105, *ROW), goal, line(145, *ROW), grids=(across,), rules=(Rule(10, 790, 160),))
    assert with_bands(table).grids == (across,)
