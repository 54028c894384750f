"""Rules become tables: cells, cells that reach down, and cells that a page break left open."""

from pipeline.read.page import Edge
from pipeline.read.ruled import ruled_grids

A4 = (595.0, 842.0)


def across(y: float, x0: float = 50, x1: float = 350) -> Edge:
    return Edge(x0, y, x1, y)


def down(x: float, top: float = 100, bottom: float = 200) -> Edge:
    return Edge(x, top, x, bottom)


def test_rules_in_both_directions_draw_cells() -> None:
    (grid,) = ruled_grids([across(100), across(150), across(200), down(50), down(150), down(350)], *A4)
    assert grid.rows == (((50, 100, 150, 150), (150, 100, 350, 150)), ((50, 150, 150, 200), (150, 150, 350, 200)))


def test_cell_without_a_rule_reaches_down() -> None:
    (grid,) = ruled_grids([across(100), across(150, 150), across(200), down(50), down(150), down(350)], *A4)
    assert grid.rows == (((50, 100, 150, 200), (150, 100, 350, 150)), (None, (150, 150, 350, 200)))


def test_cells_cut_open_by_the_page_break_are_closed() -> None:
    (grid,) = ruled_grids([across(100), across(150), down(50), down(150), down(350)], *A4)
    assert [row[0] for row in grid.rows] == [(50, 100, 150, 150), (50, 150, 150, 201)]


def test_table_without_outer_rules_is_closed_where_its_column_rules_end() -> None:
    """Rules between its cells only, each drawn twice: once for either cell."""
    columns = [down(x, top, bottom) for x in (120, 200, 280) for top, bottom in ((100, 150), (150, 200))]
    (grid,) = ruled_grids([across(150), *columns, *columns], *A4)
    assert [[box[::2] for box in row if box] for row in grid.rows] == [
        [(50, 120), (120, 200), (200, 280), (280, 350)]
    ] * 2


def test_column_rules_that_run_beyond_the_page_close_no_row() -> None:
    """Qt draws a row that a page break cuts as a whole on either page."""
    columns = [down(x, 100, 900) for x in (50.0, 150.0, 350.0)]
    (grid,) = ruled_grids([across(100), across(150), *columns], *A4)
    assert [row[0] for row in grid.rows] == [(50, 100, 150, 150)]


def test_box_of_one_column_is_no_table() -> None:
    assert ruled_grids([across(100), across(200), down(50), down(350)], *A4) == ()


def test_sides_without_a_rule_are_closed_where_the_rules_across_end() -> None:
    (grid,) = ruled_grids([across(100), across(150), across(200), down(100), down(250)], *A4)
    assert [box[::2] for box in grid.rows[0] if box] == [(50, 100), (100, 250), (250, 350)]


def test_side_without_a_rule_is_closed_above_a_rule_that_leaves_out_the_goal() -> None:
    rules = [across(100), across(130), across(160, 120), across(200, 120)]
    (grid,) = ruled_grids([*rules, down(120), down(250)], *A4)
    assert grid.rows[1][1:] == ((120, 130, 250, 160), (250, 130, 350, 160))


def test_part_of_a_rule_beside_a_tall_cell_is_no_side() -> None:
    rules = [across(100), across(150, 150), across(200), across(220), across(250, 150), across(300)]
    columns = [down(x, top, top + 100) for x in (150.0, 250.0) for top in (100.0, 220.0)]
    (grid,) = ruled_grids([*rules, *columns, down(50, 100, 300), down(350, 100, 300)], *A4)
    banner = [row for row in grid.rows if len([box for box in row if box]) == 1]
    assert banner == [((50, 200, 350, 220), None, None)]


def test_cell_left_open_at_the_foot_beside_closed_ones_is_a_cell() -> None:
    rules = [across(100), across(150), across(200, 150), down(50, 100, 150), down(150), down(350)]
    (grid,) = ruled_grids(rules, *A4)
    assert [row[0] for row in grid.rows] == [(50, 100, 150, 150), (50, 150, 150, 200)]


def test_table_in_a_cell_of_another_is_none_of_its_own() -> None:
    rules = [across(100), across(200), down(50), down(150), down(350)]
    nested = [across(y, 155, 340) for y in (120, 140, 160)] + [down(x, 120, 160) for x in (155, 240, 340)]
    assert [grid.box for grid in ruled_grids([*rules, *nested], *A4)] == [(50, 100, 350, 200)]


def test_sides_are_closed_row_by_row_also_of_dashed_columns_below_shaded_titles() -> None:
    """Titles have sides of their own, of their shading."""
    rules = [across(y) for y in (100, 150, 200)]
    dashes = [down(x, 100 + 4 * n, 102.5 + 4 * n) for x in (100.0, 250.0) for n in range(25)]
    (grid,) = ruled_grids([*rules, *dashes, down(50, 100, 150), down(350, 100, 150)], *A4)
    assert [[box[::2] for box in row if box] for row in grid.rows] == [[(50, 100), (100, 250), (250, 350)]] * 2


def test_side_of_a_table_is_no_column_that_shorter_rules_cross() -> None:
    """A box around the table, and rules below the cells beside a tall one: nothing tells where columns begin."""
    rules = [across(100), across(130, 150), across(160, 150), across(200), down(50), down(350)]
    assert ruled_grids(rules, *A4) == ()
