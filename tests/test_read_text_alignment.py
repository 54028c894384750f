"""Rules of columns side by side in texts: where a line's words belong, and when that is not sure."""

import pytest

from pipeline.read.text.alignment import Column, find_columns, share_out, widest_cells
from pipeline.read.text.words import Words
from pipeline.vocabulary import Vocabulary

PLACES = {"goal": 0.0, "number": 20.0, "measure": 25.0, "actors": 50.0, "status": 70.0}
COLUMNS = tuple(Column(name, start) for name, start in PLACES.items())


@pytest.fixture
def words(vocabulary: Vocabulary) -> Words:
    return Words(vocabulary)


def cells(line: str, words: Words, columns: tuple[Column, ...] = COLUMNS) -> list[str]:
    shared = share_out(line, columns, words)
    return ["across"] if shared is None else [f"{columns[at].name}: {text}" for at, text in shared.cells]


def test_number_pushed_to_a_single_blank_stands_in_its_column(words: Words) -> None:
    assert cells("Wohnraum in der Stadt 7  Beratung für Mieter      Jobcenter           Abgeschlossen", words) == [
        "goal: Wohnraum in der Stadt", "number: 7", "measure: Beratung für Mieter", "actors: Jobcenter",
        "status: Abgeschlossen",
    ]  # fmt: skip


def test_number_far_to_the_left_of_its_column_is_one_if_its_measure_stands_in_its_own(words: Words) -> None:
    """pdftotext sets it one blank behind a goal that is narrower than its column."""
    line = "Wohnraum 1.d             Beratung                 Jobcenter           Abgeschlossen"
    assert cells(line, words)[:3] == ["goal: Wohnraum", "number: 1.d", "measure: Beratung"]
    without = "Wohnraum 1.d sichern     Beratung                 Jobcenter           Abgeschlossen"
    assert cells(without, words)[0] == "goal: Wohnraum 1.d sichern"


def test_hyphen_at_the_end_of_a_cell_divides_it_from_the_next_one(words: Words) -> None:
    line = "                    7    Beratung                 Bürgerschaftliches Enga- In Planung für 2025"
    assert cells(line, words)[-2:] == ["actors: Bürgerschaftliches Enga-", "status: In Planung für 2025"]


def test_cell_wider_than_all_sure_ones_is_divided(words: Words) -> None:
    wide = tuple(Column(column.name, column.start, 22.0) for column in COLUMNS)
    line = "                    7    Beratung für alle Mieter Volkshochschule     Abgeschlossen"
    assert cells(line, words, wide)[1:3] == ["measure: Beratung für alle Mieter", "actors: Volkshochschule"]


def test_running_text_and_headings_stand_across_the_columns(words: Words) -> None:
    for line in ("Gute Wohnungen für alle, die in der Stadt leben oder in sie ziehen", "Handlungsfeld „Wohnen“"):
        assert cells(line, words) == ["across"]


def test_text_between_columns_is_not_sure(words: Words) -> None:
    shared = share_out("Wohnraum            7    Beratung          Kulturbund     Jobcenter", COLUMNS, words)
    assert shared is not None
    assert not shared.sure


@pytest.mark.parametrize(("actors", "sure"), [("Fachstelle Verkehr offen", False), ("Fachstelle Verkehr", True)])
def test_cell_that_reaches_over_the_beginning_of_an_empty_one_is_not_sure(
    actors: str, sure: bool, words: Words
) -> None:
    """pdftotext sets "offen" three characters to the left of its column, one blank behind the cell before."""
    columns = (*COLUMNS[:-1], Column("Frist", 72.0), Column("status", 90.0))
    line = f"{'':20}7    Beratung                 {actors}"
    shared = share_out(f"{line:90}Abgeschlossen", columns, words)
    assert shared is not None
    assert shared.sure is sure


def test_columns_begin_where_text_does_near_their_titles() -> None:
    lines = [
        "Ziel A                 1  Beratung  ",
        "Ziel B                 2  Werbung   ",
        "Ziel C                10  Umbau",
    ]
    found = find_columns((Column("goal", 0.0), Column("number", 20.0), Column("measure", 29.0)), lines)
    assert [column.start for column in found] == [0.0, 23.0, 26.0]


def test_soft_hyphens_within_words_take_a_place_but_are_not_read(words: Words) -> None:
    line = "Wohn\u00adraum           7    Be\u00adra\u00adtung"
    assert cells(line, words) == ["goal: Wohnraum", "number: 7", "measure: Beratung"]


def test_few_cells_tell_no_width(words: Words) -> None:
    line = share_out("Wohnraum            7    Beratung", COLUMNS, words)
    assert widest_cells([line], 5) == (float("inf"),) * 5
    assert widest_cells([line] * 8, 5)[0] < 10
