"""Column titles in one box across a ruled table, or right above it, are boxed as its rows are."""

from dataclasses import replace
from pathlib import Path

import pytest
from set_pages import TITLES, grid, line, page, word

from pipeline.read.glyphs import Glyph
from pipeline.read.page import Grid
from pipeline.read.title_boxes import with_titles_boxed, with_titles_divided
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
DIVIDED = grid(100, 120, 140)


def boxed() -> Grid:
    return replace(DIVIDED, rows=(((10, 100, 790, 120), None, None, None, None), DIVIDED.rows[1]))


def test_titles_in_one_box_open_the_columns_below() -> None:
    assert with_titles_divided(page(line(105, *TITLES), grids=(boxed(),)), WORDS).grids == (DIVIDED,)


def test_words_across_a_table_are_no_titles() -> None:
    across = page(word("Handlungsfeld 2: Wohnen und Bauen im Ort", 20, 105), grids=(boxed(),))
    assert with_titles_divided(across, WORDS) is across


BELOW = (line(105, (20, "Wege"), (150, "1"), (200, "Rat")), line(125, (150, "2"), (200, "Tat"), (600, "Läuft")))


def test_titles_right_above_shaded_rows_are_their_first_row() -> None:
    shaded = page(line(80, *TITLES), *BELOW, grids=(DIVIDED,))
    (found,) = with_titles_boxed(shaded, WORDS).grids
    assert [(row[0][1], row[0][3]) for row in found.rows if row[0]] == [(79, 100), (100, 120), (120, 140)]


def test_titles_are_found_below_another_line_right_above_the_rows() -> None:
    shaded = page(word("Vision: Alle Wege sind sicher", 20, 75), line(88, *TITLES), *BELOW, grids=(DIVIDED,))
    (found,) = with_titles_boxed(shaded, WORDS).grids
    assert [row[0][1] for row in found.rows if row[0]] == [87, 100, 120]


def test_titles_right_above_a_heading_across_the_rows_are_their_first_row() -> None:
    banner = ((10, 100, 790, 120), None, None, None, None)
    shaded = page(
        line(80, *TITLES), word("Wohnen", 20, 105), BELOW[1], grids=(replace(DIVIDED, rows=(banner, DIVIDED.rows[1])),)
    )
    (found,) = with_titles_boxed(shaded, WORDS).grids
    assert [len(list(filter(None, row))) for row in found.rows] == [5, 1, 5]


@pytest.mark.parametrize(
    "titles", [line(40, *TITLES), line(80, *TITLES[:4]), line(80, *((x + 90, t) for x, t in TITLES))]
)
def test_titles_far_above_too_few_or_beside_the_columns_are_none_of_a_table(titles: list[Glyph]) -> None:
    apart = page(titles, *BELOW, grids=(DIVIDED,))
    assert with_titles_boxed(apart, WORDS) is apart


def test_table_with_titles_of_its_own_keeps_its_rows() -> None:
    titled = page(line(80, *TITLES), line(105, *TITLES), BELOW[1], grids=(DIVIDED,))
    assert with_titles_boxed(titled, WORDS) is titled
