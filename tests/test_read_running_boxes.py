"""Running headers in ruled boxes are no tables."""

from pathlib import Path

import pytest
from set_pages import TITLES, grid, line, page

from pipeline.read.glyphs import Glyph
from pipeline.read.page import Page
from pipeline.read.running_boxes import without_running_boxes
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
HEADER = ((20, "Stadt Beispielhof"), (200, "Aktionsplan"), (600, "Seite 1"))


def boxes(*headers: list[Glyph]) -> list[int]:
    """How many grids stay on pages with a box of one row at their head and a table below."""
    pages = [
        page(header, grids=(grid(20, 40), grid(100, 120, 140, 160)), number=number)
        for number, header in enumerate(headers, 1)
    ]
    return [len(each.grids) for each in without_running_boxes(pages, WORDS.column)]


def test_box_that_comes_again_with_the_same_words_is_set_free() -> None:
    other = (*HEADER[:2], (600, "Seite 2"))
    assert boxes(line(25, *HEADER), line(25, *other)) == [1, 1]


def test_box_with_other_words_or_column_titles_stays() -> None:
    assert boxes(line(25, *HEADER), line(25, (20, "1"), (200, "Radweg"))) == [2, 2]
    assert boxes(line(25, *TITLES), line(25, *TITLES)) == [2, 2]


def test_packed_page_is_opened_once_and_only_for_low_grids(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    whole = Page.opened

    def counted(self: Page) -> Page:
        opened.append(self.number)
        return whole(self)

    monkeypatch.setattr(Page, "opened", counted)
    low, high = grid(20, 40), grid(100, 120, 140, 160)
    header, title = line(25, *HEADER), line(45, (20, "Teil"))
    pages = [
        page(header, title, grids=grids, number=number).packed()
        for number, grids in enumerate(((low, grid(42, 60)), (high,)), 1)
    ]
    without_running_boxes(pages, WORDS.column)
    assert opened == [1]
