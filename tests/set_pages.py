"""Pages as an engine finds them, set by hand: words in type of 10 points, 5 points a character."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.glyphs import Glyph, Segment
from pipeline.read.page import Grid, Page, Rule

WIDTH, HEIGHT = 800.0, 600.0
TITLES = ((20, "Ziel"), (150, "Nr."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))


def word(text: str, x0: float, top: float, size: float = 10.0) -> list[Glyph]:
    """A word or words from `x0` on; blanks leave their place empty."""
    half = size / 2
    return [
        Glyph(character, x0 + half * n, top, x0 + half * (n + 1), top + size, size)
        for n, character in enumerate(text)
        if character != " "
    ]


def segment(text: str, x0: float, top: float, size: float = 10.0) -> Segment:
    return Segment(text, x0, top, x0 + size / 2 * len(text), top + size, size)


def line(top: float, *cells: tuple[float, str]) -> list[Glyph]:
    """Words side by side at one height."""
    return [glyph for x0, text in cells for glyph in word(text, x0, top)]


def page(*lines: Sequence[Glyph], number: int = 1, grids: Sequence[Grid] = (), rules: Sequence[Rule] = ()) -> Page:
    return Page(number, WIDTH, HEIGHT, tuple(g for part in lines for g in part), tuple(grids), tuple(rules))


def grid(*heights: float, edges: Sequence[float] = (10, 140, 190, 440, 590, 790)) -> Grid:
    """A ruled table with a row between each two heights."""
    columns = list(pairwise(edges))
    rows = tuple(tuple((x0, top, x1, bottom) for x0, x1 in columns) for top, bottom in pairwise(heights))
    return Grid((edges[0], heights[0], edges[-1], heights[-1]), rows)
