"""Pages whose content lies on its side although they are not marked as turned: read upright, placed as displayed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from pipeline.model import Box, Place
from pipeline.printed import Line, Table
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph
from pipeline.read.page import Edge
from pipeline.read.placed import blocks_placed, lines_placed

_MOST = 0.8
"""Share of a page's characters that run up or down it, from which on the page lies on its side."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page of this size, as displayed, has its text run: up or down it."""

    width: float
    height: float
    up: bool


Turned = Mapping[int, Turn]
"""Number of a page that lies on its side → how."""


def find_turn(sheet: Sheet) -> Turn | None:
    """How the page is turned, if nearly all of its text runs up or down."""
    aside = [glyph for glyph in sheet.glyphs if not glyph.upright and not glyph.text.isspace()]
    if not aside:
        return None
    letters = sum(not glyph.text.isspace() for glyph in sheet.glyphs)
    return Turn(sheet.width, sheet.height, _runs_up(aside)) if len(aside) >= _MOST * letters else None


def set_upright(sheet: Sheet, turn: Turn) -> Sheet:
    """The page turned so that its text runs along it."""
    return replace(
        sheet,
        width=sheet.height,
        height=sheet.width,
        glyphs=tuple(_turned_glyph(glyph, turn) for glyph in sheet.glyphs),
        edges=tuple(Edge(*_turned((edge.x0, edge.top, edge.x1, edge.bottom), turn)) for edge in sheet.edges),
    )


def as_displayed(blocks: Iterable[Line | Table], turned: Turned) -> tuple[Line | Table, ...]:
    """The blocks with their places on the pages as these are displayed."""
    return blocks_placed(blocks, partial(_place, turned=turned)) if turned else tuple(blocks)


def lines_as_displayed(lines: Iterable[Line], turned: Turned) -> tuple[Line, ...]:
    """The lines with their places on the pages as these are displayed."""
    return lines_placed(lines, partial(_place, turned=turned)) if turned else tuple(lines)


def _runs_up(glyphs: Sequence[Glyph]) -> bool:
    """Whether text runs up the page rather than down; the order tells in which the characters were set."""
    steps = [a.middle[1] - b.middle[1] for a, b in pairwise(glyphs) if abs(a.middle[0] - b.middle[0]) < a.size / 2]
    return sum((step > 0) - (step < 0) for step in steps) > 0


def _turned(box: Box, turn: Turn) -> Box:
    """Where a place is on the page turned upright."""
    x0, top, x1, bottom = box
    return (
        (turn.height - bottom, x0, turn.height - top, x1)
        if turn.up
        else (top, turn.width - x1, bottom, turn.width - x0)
    )


def _turned_glyph(glyph: Glyph, turn: Turn) -> Glyph:
    x0, top, x1, bottom = _turned((glyph.x0, glyph.top, glyph.x1, glyph.bottom), turn)
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, upright=not glyph.upright)


def _place(place: Place, turned: Turned) -> Place:
    turn = turned.get(place.page)
    if turn is None or place.bbox is None:
        return place
    x0, top, x1, bottom = place.bbox
    up, down = (top, turn.height - x1, bottom, turn.height - x0), (turn.width - bottom, x0, turn.width - top, x1)
    return replace(place, bbox=up if turn.up else down)
