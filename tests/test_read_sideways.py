"""Pages lying on their side without a mark: read upright, placed where they are displayed."""

from dataclasses import replace

import pytest
from set_pages import word

from pipeline.model import Place
from pipeline.printed import Line
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph
from pipeline.read.page import Edge
from pipeline.read.sideways import as_displayed, find_turn, set_upright

WIDTH, HEIGHT = 800.0, 600.0
UPRIGHT = Sheet(1, WIDTH, HEIGHT, tuple(word("Maßnahme", 100, 50)), (Edge(100, 40, 300, 40),))


def laid(glyph: Glyph, up: bool) -> Glyph:
    """A glyph of the upright page on the page laid on its side."""
    x0, top, x1, bottom = glyph.x0, glyph.top, glyph.x1, glyph.bottom
    box = (top, WIDTH - x1, bottom, WIDTH - x0) if up else (HEIGHT - bottom, x0, HEIGHT - top, x1)
    return glyph._replace(x0=box[0], top=box[1], x1=box[2], bottom=box[3], upright=False)


@pytest.mark.parametrize("up", [True, False])
def test_page_on_its_side_is_set_upright_and_its_lines_go_back(up: bool) -> None:
    edge = Edge(40, WIDTH - 300, 40, WIDTH - 100) if up else Edge(HEIGHT - 40, 100, HEIGHT - 40, 300)
    aside = replace(
        UPRIGHT, width=HEIGHT, height=WIDTH, glyphs=tuple(laid(g, up) for g in UPRIGHT.glyphs), edges=(edge,)
    )
    turn = find_turn(aside)
    assert turn is not None
    assert set_upright(aside, turn) == UPRIGHT
    first = UPRIGHT.glyphs[0]
    (line,) = as_displayed([Line("M", Place(1, (first.x0, first.top, first.x1, first.bottom)))], {1: turn})
    there = laid(first, up)
    assert line.place == Place(1, (there.x0, there.top, there.x1, there.bottom))


def test_page_with_a_few_sideways_titles_stays() -> None:
    some = replace(UPRIGHT, glyphs=(*UPRIGHT.glyphs, laid(UPRIGHT.glyphs[0], up=True)))
    assert find_turn(some) is None
