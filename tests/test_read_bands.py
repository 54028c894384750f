"""Tables of which only every other row is shaded or framed: put together with the rows between and below."""

from dataclasses import replace

from set_pages import TITLES, grid, line, page

from pipeline.read.bands import with_bands
from pipeline.read.glyphs import Glyph
from pipeline.read.page import Rule

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


def test_rule_below_all_cells_but_the_goal_parts_two_measures_of_one_goal_in_a_row_without_sides() -> None:
    sided = grid(100, 120, 140, 200)
    plain = replace(sided, rows=(*sided.rows[:2], ((10, 140, 790, 200), None, None, None, None)))
    second = line(175, *((x0, text) for x0, text in ROW if text != "Wege"))
    lines = [*line(105, *ROW), *line(125, *ROW), *line(145, *ROW), *second]
    (found,) = with_bands(page(lines, grids=(plain,), rules=(Rule(140, 790, 169), Rule(140, 790, 170)))).grids
    assert found.rows[2][:2] == ((10, 140, 140, 200), (140, 140, 190, 169))
    assert found.rows[3][:2] == (None, (140, 169, 190, 200))


def test_rule_below_a_single_cell_parts_no_row() -> None:
    sided = grid(100, 120, 140, 200)
    plain = replace(sided, rows=(*sided.rows[:2], ((10, 140, 790, 200), None, None, None, None)))
    lines = [*line(105, *ROW), *line(125, *ROW), *line(145, *ROW), *line(175, (200, "Ausbau"))]
    (found,) = with_bands(page(lines, grids=(plain,), rules=(Rule(190, 440, 170),))).grids
    assert [row[0] and row[0][1] for row in found.rows] == [100, 120, 140]


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


def below(*lines: list[Glyph]) -> list[float]:
    """Where the rows of a table begin that is shaded down to 140, with lines right below it."""
    shaded = page(line(105, *TITLES), line(125, *ROW), *lines, grids=(grid(100, 120, 140),))
    return [row[0][1] for each in with_bands(shaded).grids for row in each.rows if row[0]]


def test_numbered_rows_right_below_a_shaded_one_belong_to_its_table() -> None:
    second, third = line(145, (150, "2"), (200, "Rat"), (450, "Bad")), line(172, (150, "3"), (200, "Tat"))
    assert below(second, line(157, (200, "und Tat")), third) == [100, 120, 144, 171]


def test_lines_below_a_table_that_are_no_numbered_rows_stay_outside() -> None:
    assert below(line(145, (200, "Rat"), (450, "Bad"))) == [100, 120]
    assert below(line(170, (150, "2"), (200, "Rat"), (450, "Bad"))) == [100, 120]
    assert below(line(145, (150, "2"), (200, "Rat")), line(175, (20, "Amt"), (600, "1"))) == [100, 120, 144]
