"""Rows of column titles: in two rows, two of one meaning, the measures' title above their numbers too."""

from pathlib import Path

from pipeline.model import Box, Place
from pipeline.printed import Cell, Line
from pipeline.read.page import Column, Grid
from pipeline.read.shared_cells import without_titles_above
from pipeline.read.titles import divided_columns, title_columns, told_apart, with_number_column
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")


def boxes(top: float, *spans: tuple[float, float]) -> list[Box]:
    return [(x0, top, x1, top + 20) for x0, x1 in spans]


def filled(places: list[Box], *texts: str) -> dict[Box, Cell]:
    return {box: Cell((Line(text, Place(1, box)),) if text else ()) for box, text in zip(places, texts, strict=True)}


HEAD = boxes(0, (0, 30), (30, 100), (100, 200))
BELOW = boxes(20, (0, 30), (30, 100), (100, 150), (150, 200))
TITLES = filled(HEAD, "Nr.", "Maßnahme", "Umsetzung")


def names(columns: tuple[Column, ...] | None) -> list[tuple[str, bool]] | None:
    return None if columns is None else [(column.name, column.known) for column in columns]


def divided(*texts: str, above: dict[Box, Cell] = TITLES) -> list[tuple[str, bool]] | None:
    columns = title_columns(HEAD, above, WORDS)
    assert columns
    return names(divided_columns(columns, BELOW, filled(BELOW, *texts), WORDS))


def test_titles_below_a_common_title_open_the_columns() -> None:
    assert divided("", "", "Status", "Zeitrahmen") == [
        ("number", True), ("measure", True), ("status", True), ("Zeitrahmen", False)
    ]  # fmt: skip


def test_row_with_a_measure_is_no_row_of_titles() -> None:
    assert divided("1", "Radweg", "Umgesetzt", "2024") is None
    assert divided("", "Radweg", "Umgesetzt", "2024") is None


def test_part_of_a_known_title_bears_both() -> None:
    years = divided("", "", "2023", "2024", above=filled(HEAD, "Nr.", "Maßnahme", "Status"))
    assert years == [("number", True), ("measure", True), ("status", True), ("status", True)]  # the latest will be it
    parts = divided("", "", "intern", "extern", above=filled(HEAD, "Nr.", "Maßnahme", "Akteure"))
    assert parts == [("number", True), ("measure", True), ("Akteure intern", False), ("Akteure extern", False)]


def apart(*titles: str) -> list[tuple[str, bool]] | None:
    places = boxes(0, *((30.0 * place, 30.0 * place + 30) for place in range(len(titles))))
    columns = title_columns(places, filled(places, *titles), WORDS)
    assert columns
    return names(told_apart(columns))


def test_second_title_of_one_meaning_keeps_its_own_column() -> None:
    assert apart("Nr.", "Maßnahme", "Federführung", "Beteiligte") == [
        ("number", True), ("measure", True), ("actors", True), ("Beteiligte", False)
    ]  # fmt: skip


def test_of_several_years_the_latest_is_the_status() -> None:
    assert apart("Nr.", "Maßnahme", "Status 2023", "Status 2024") == [
        ("number", True), ("measure", True), ("Status 2023", False), ("status", True)
    ]  # fmt: skip


def test_number_of_an_earlier_year_is_none_of_this_edition() -> None:
    for titles in (("Nr. 2023", "Nr.", "Maßnahme"), ("Nr.", "Nr. 2023", "Maßnahme")):
        found = dict(zip(titles, apart(*titles) or [], strict=True))
        assert found == {"Nr. 2023": ("Nr. 2023", False), "Nr.": ("number", True), "Maßnahme": ("measure", True)}


def test_same_unknown_title_twice_is_counted() -> None:
    assert apart("Nr.", "Maßnahme", "Kosten", "Kosten")[2:] == [("Kosten", False), ("Kosten (2)", False)]  # type: ignore[index]


def numbered(*rows: tuple[str, str]) -> list[str]:
    head = boxes(0, (0, 100), (100, 200))
    columns = title_columns(head, filled(head, "Maßnahme", "Status"), WORDS)
    assert columns
    cells: dict[Box, Cell] = {}
    body = [boxes(20.0 * place, (0, 20), (20, 100), (100, 200)) for place in range(1, len(rows) + 1)]
    for places, (number, text) in zip(body, rows, strict=True):
        cells |= filled(places, number, text, "Umgesetzt")
    return [column.name for column in with_number_column(columns, body, cells)]


def test_numbers_in_cells_of_their_own_under_the_measures_title_are_a_column() -> None:
    assert numbered(("1", "Radweg"), ("2", "Bus")) == ["number", "measure", "status"]
    assert numbered(("neu", "Radweg"), ("alt", "Bus")) == ["measure", "status"]


def shared(*texts: tuple[str, ...]) -> tuple[list[list[str]], list[str]]:
    """What is left in the cells of a row of three columns, and the titles that stood above it."""
    columns = title_columns(HEAD, filled(HEAD, "Nr.", "Maßnahme", "Status der Umsetzung"), WORDS)
    assert columns
    lines = [tuple(Line(text, Place(2, box)) for text in cell) for cell, box in zip(texts, HEAD, strict=True)]
    cells = {box: Cell(printed) for box, printed in zip(HEAD, lines, strict=True)}
    grid = Grid((0, 0, 200, 20), (tuple(HEAD),))
    rest, titles = without_titles_above(grid, cells, columns, lambda box: columns[HEAD.index(box)])
    return [[line.text for line in rest[box].lines] for box in HEAD], [line.text for line in titles]


def test_titles_repeated_in_the_cells_of_a_row_that_goes_on_are_no_part_of_it() -> None:
    left, titles = shared(("Nr.",), ("Maßnahme", "und Bus"), ("Status der Umset-", "zung"))
    assert left == [[], ["und Bus"], []]
    assert titles == ["Nr.", "Maßnahme", "Status der Umset-", "zung"]


def test_a_row_of_titles_alone_and_a_row_of_other_words_stay_as_they_are() -> None:
    assert shared(("Nr.",), ("Maßnahme",), ("Status der Umsetzung",))[1] == []
    assert shared(("7",), ("Maßnahme", "und Bus"), ("Status der Umsetzung",))[1] == []


def test_of_years_below_a_common_title_the_latest_counts() -> None:
    columns = title_columns(HEAD, filled(HEAD, "Nr.", "Maßnahme", "Status"), WORDS)
    assert columns
    years = divided_columns(columns, BELOW, filled(BELOW, "", "", "2023", "2024"), WORDS)
    assert years
    assert names(told_apart(years)) == [
        ("number", True), ("measure", True), ("Status 2023", False), ("status", True)
    ]  # fmt: skip
