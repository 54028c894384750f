"""Shaded rows that look like tables of their own: put together with the rows between them."""

from set_pages import grid, line, page

from pipeline.read.page import Rule
from pipeline.read.shading import with_bands

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
