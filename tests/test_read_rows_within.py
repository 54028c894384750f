"""Measures of a ruled table that no rule parts: cut by their numbers where their cells show where they begin."""

from collections.abc import Sequence

from set_pages import TITLES, grid, line, page

from pipeline.printed import Row, Table
from pipeline.read.layout import page_blocks
from pipeline.read.page import Grid
from pipeline.vocabulary import Vocabulary

Placed = tuple[float, float, str]
"""Where a text stands: from the left, from the top."""
COLUMNS: Grid = grid(100, 120, 300)


def rows(vocabulary: Vocabulary, *texts: Placed, of: Grid = COLUMNS) -> Sequence[Row]:
    """The rows of a table whose rules part nothing but its columns and its titles."""
    set_page = page(line(105, *TITLES), *(line(top, (x0, text)) for x0, top, text in texts), grids=(of,))
    blocks, _ = page_blocks(set_page, 790, (), vocabulary)
    (found,) = [block for block in blocks if isinstance(block, Table)]
    return found.rows


def numbers(found: Sequence[Row]) -> list[str]:
    return [" ".join(printed.text for printed in row.number.lines) for row in found]


def measures(found: Sequence[Row]) -> list[str]:
    return [" ".join(printed.text for printed in row.measure.lines) for row in found]


CENTRED = (
    (200, 130, "Ausbau der"),
    (150, 136, "M 1"),
    (450, 136, "Jobcenter"),
    (200, 142, "Beratung"),
    (200, 160, "Neubau einer"),
    (150, 172, "M 2"),
    (450, 166, "Bauamt,"),
    (200, 172, "Schule mit"),
    (450, 178, "Schulamt"),
    (200, 184, "Turnhalle"),
)


def test_numbers_amid_their_measures_cut_a_row_where_the_gap_is_widest(vocabulary: Vocabulary) -> None:
    found = rows(vocabulary, *CENTRED)
    assert numbers(found) == ["M 1", "M 2"]
    assert measures(found) == ["Ausbau der Beratung", "Neubau einer Schule mit Turnhalle"]
    assert [len(row.actors.lines) for row in found] == [1, 2]


def test_number_that_is_not_amid_what_stands_beside_it_cuts_nothing(vocabulary: Vocabulary) -> None:
    moved = [(x0, top + 8 if text == "M 2" else top, text) for x0, top, text in CENTRED]
    assert numbers(rows(vocabulary, *moved)) == ["M 1 M 2"]


def test_two_numbers_of_one_measure_stay_together(vocabulary: Vocabulary) -> None:
    together = ((150, 130, "1"), (200, 130, "Ausbau der"), (150, 142, "2"), (200, 142, "Beratung"))
    assert numbers(rows(vocabulary, *together, (450, 130, "Jobcenter"))) == ["1 2"]


LEVEL = (
    (150, 130, "1.1"),
    (200, 130, "Ausbau der"),
    (200, 142, "Beratung"),
    (450, 130, "Jobcenter"),
    (150, 154, "1.2"),
    (200, 154, "Neubau einer"),
    (200, 166, "Schule"),
    (450, 154, "Bauamt"),
)


def test_numbers_level_with_texts_that_begin_anew_cut_a_row(vocabulary: Vocabulary) -> None:
    found = rows(vocabulary, *LEVEL)
    assert numbers(found) == ["1.1", "1.2"]
    assert measures(found) == ["Ausbau der Beratung", "Neubau einer Schule"]


def test_numbers_that_do_not_count_on_cut_nothing(vocabulary: Vocabulary) -> None:
    other = [(x0, top, text.replace("1.2", "1.7")) for x0, top, text in LEVEL]
    assert numbers(rows(vocabulary, *other)) == ["1.1 1.7"]


def test_lines_of_several_texts_at_one_pitch_are_cut_nowhere(vocabulary: Vocabulary) -> None:
    full = (*LEVEL, (450, 142, "und Bauhof"))
    assert numbers(rows(vocabulary, *full)) == ["1.1 1.2"]


def test_goal_beside_several_measures_reaches_down_and_one_level_with_a_measure_begins_there(
    vocabulary: Vocabulary,
) -> None:
    goal = (20, 130, "Gute Beratung")
    assert [row.goal is None for row in rows(vocabulary, *LEVEL, goal)] == [False, True]
    found = rows(vocabulary, *LEVEL, goal, (20, 154, "Mehr Raum"))
    assert [row.goal and row.goal.lines[0].text for row in found] == ["Gute Beratung", "Mehr Raum"]


def test_rest_of_a_measure_of_the_page_before_is_a_row_by_itself(vocabulary: Vocabulary) -> None:
    moved = [(x0, top + 24, text) for x0, top, text in LEVEL]
    found = rows(vocabulary, (200, 130, "für alle"), *moved)
    assert numbers(found) == ["", "1.1", "1.2"]


def going_on(vocabulary: Vocabulary, *texts: Placed, of: Grid) -> Sequence[Row]:
    """The rows of the first table of a page that has no titles: the table of the page before goes on."""
    _, columns = page_blocks(page(line(105, *TITLES), grids=(COLUMNS,)), 790, (), vocabulary)
    blocks, _ = page_blocks(
        page(*(line(top, (x0, text)) for x0, top, text in texts), grids=(of,)), 790, columns, vocabulary
    )
    return next(block for block in blocks if isinstance(block, Table)).rows


REST = (
    (200, 55, "für alle Kinder"),
    (150, 79, "2"),
    (200, 79, "Neubau einer"),
    (200, 91, "Schule"),
    (450, 79, "Bauamt"),
)


def test_only_number_below_the_rest_of_another_measure_cuts_a_row(vocabulary: Vocabulary) -> None:
    found = going_on(vocabulary, *REST, of=grid(50, 110))
    assert numbers(found) == ["", "2"]
    assert measures(found) == ["für alle Kinder", "Neubau einer Schule"]


def test_rest_of_a_measure_goes_on_where_titles_of_another_table_stand_below(vocabulary: Vocabulary) -> None:
    titles = [(x0, 125, text) for x0, text in TITLES]
    found = going_on(vocabulary, *REST, *titles, (150, 150, "3"), (200, 150, "Ausbau"), of=grid(50, 110, 116, 140, 170))
    assert measures(found) == ["für alle Kinder", "Neubau einer Schule"]


def test_only_number_amid_the_paragraphs_of_its_measure_cuts_nothing(vocabulary: Vocabulary) -> None:
    amid = (*REST[:3], (200, 103, "Turnhalle"), REST[4])
    assert numbers(going_on(vocabulary, *amid, of=grid(50, 120))) == ["2"]


def test_only_number_beside_a_text_that_begins_above_it_cuts_nothing(vocabulary: Vocabulary) -> None:
    above = (*REST[:4], (450, 67, "Schulamt"), REST[4])
    assert numbers(going_on(vocabulary, *above, of=grid(50, 110))) == ["2"]
