"""Ink on a scanned page that text recognition left out: what stands there is in no record, so it has to be told."""

from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

from pipeline.model import Box
from pipeline.read.glyphs import Glyph
from pipeline.read.scans.rules import Turn

_CELL = 4.0
"""Points; the ink of a page is counted in squares of this side."""
_DARK = 128
_INKED = 26
"""Share of a square (of 255) that is ink where a letter stands: a tenth."""
_LEAST = 2
"""Squares that a letter takes at the least; less is a speck."""
_LARGEST = 36.0
"""Points; what is higher is a picture, a logo or a stamp."""
_AROUND, _ABOVE = 2.5, 0.4
"""Points around recognised characters, and type sizes above them, that belong to them."""

_Square = tuple[int, int]


def unread_ink(glyphs: Sequence[Glyph], picture: Image.Image, scale: float, turn: Turn) -> tuple[Box, ...]:
    """Where the picture of a page shows letters that are not among the characters of the page, which `turn` set level.

    `picture` is grey, with `scale` pixels per point and without the rules of tables. The boxes are of the level page.
    """
    rest = picture.point([255 * (step < _DARK) for step in range(256)])
    pen = ImageDraw.Draw(rest)
    back = Turn(-turn.slant, turn.x, turn.y)
    for glyph in glyphs:
        x0, y0 = back.at(glyph.x0 - _AROUND, glyph.top - _ABOVE * glyph.size)
        x1, y1 = back.at(glyph.x1 + _AROUND, glyph.bottom + _AROUND)
        pen.rectangle((x0 * scale, min(y0, y1) * scale, max(x0, x1) * scale, max(y0, y1) * scale), fill=0)
    side = max(round(_CELL * scale), 1)
    shares = rest.reduce(side)
    inked = {divmod(place, shares.width)[::-1] for place, share in enumerate(shares.tobytes()) if share >= _INKED}
    boxes = (_box(squares, side / scale) for squares in _clusters(inked) if len(squares) >= _LEAST)
    return tuple((*turn.at(*box[:2]), *turn.at(*box[2:])) for box in boxes if box[3] - box[1] <= _LARGEST)


def _clusters(inked: set[_Square]) -> Iterator[list[_Square]]:
    """Squares that touch, also at a corner, from top to bottom."""
    left = set(inked)
    for first in sorted(inked, key=lambda square: (square[1], square[0])):
        if first not in left:
            continue
        left.discard(first)
        cluster, waiting = [first], [first]
        while waiting:
            x, y = waiting.pop()
            near = {(x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)} & left
            left -= near
            cluster += near
            waiting += near
        yield cluster


def _box(squares: Sequence[_Square], side: float) -> Box:
    xs, ys = [x for x, _ in squares], [y for _, y in squares]
    return min(xs) * side, min(ys) * side, (max(xs) + 1) * side, (max(ys) + 1) * side
