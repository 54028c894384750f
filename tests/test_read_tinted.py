"""Shaded columns and rules across: no table of their own, where a cell holds several columns."""

from pathlib import Path

from set_pages import TITLES, grid, line, page

from pipeline.read.page import Page
from pipeline.read.tinted import without_tints
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
NUMBERED, TOLD = ((20, "Wege"), (150, "1"), (200, "Rat"), (450, "Amt")), ((150, "2"), (200, "Tat"), (450, "Bad"))


def _kept(*lines: object, edges: tuple[float, ...] = (10, 140, 790)) -> bool:
    tinted = grid(100, 120, 140, edges=edges)
    shown: Page = page(*lines, grids=(tinted,))  # type: ignore[arg-type]
    return without_tints(shown, WORDS).grids == (tinted,)


def test_cell_below_several_titles_is_no_cell() -> None:
    assert not _kept(line(80, *TITLES), line(105, *NUMBERED), line(125, *TOLD))


def test_goal_may_stand_between_the_titles_and_the_first_row() -> None:
    assert not _kept(line(60, *TITLES), line(80, (20, "Wohnen")), line(105, *NUMBERED), line(125, *TOLD))


def test_cells_of_a_page_without_titles_tell_by_texts_that_begin_alike() -> None:
    assert not _kept(line(105, *NUMBERED), line(125, *TOLD))
    assert _kept(line(105, *NUMBERED), line(125, (150, "2"), (220, "Tat"), (400, "Bad")))


def test_wide_cell_of_one_column_is_one() -> None:
    titles = ((20, "Nr."), (150, "Maßnahme"), (650, "Status"))
    rows = line(105, (20, "1"), (150, "Rat"), (650, "Läuft")), line(125, (20, "2"), (150, "Tat"), (650, "Läuft"))
    assert _kept(line(80, *titles), *rows, edges=(10, 140, 640, 790))


def test_tabs_within_one_cell_make_no_columns() -> None:
    titles = ((20, "Nr."), (150, "Maßnahme"), (650, "Status"))
    first = line(105, (20, "1"), (150, "Rat"), (300, "2024"), (650, "Läuft"))
    assert _kept(line(80, *titles), first, line(125, (20, "2"), (150, "Tat"), (300, "2025")), edges=(10, 140, 640, 790))
