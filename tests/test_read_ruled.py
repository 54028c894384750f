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


def test_box_of_one_column_is_no_table() -> None:
    assert ruled_grids([across(100), across(200), down(50), down(350)], *A4) == ()
