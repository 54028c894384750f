"""Column titles in one box across a ruled table are divided as the row below is."""

from dataclasses import replace
from pathlib import Path

from set_pages import TITLES, grid, line, page, word

from pipeline.read.page import Grid
from pipeline.read.title_boxes import with_titles_divided
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
