"""Bullets of lists that are drawn as small filled circles, as Chromium prints those of a web page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Box
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph

_BULLET = "•"
_SMALLEST, _LARGEST = 0.15, 0.62
"""How wide a bullet is, as a share of the type size; lights of a traffic light are wider."""
_ROUND = 0.15
"""Share of its width by which a circle may be higher or lower than wide."""
_NEAREST, _FARTHEST = 0.1, 1.8
"""How far behind it the text begins, in type sizes."""
_ASIDE = 0.3
"""How far from the middle of the line it stands up or down at most, in type sizes."""
_FREE = 1.0
"""How far in front of it nothing else is printed on the line, in type sizes."""
_MOST = 2000
"""Circles on a page beyond which they are a pattern; no page has as many lines."""


def with_drawn_bullets(sheet: Sheet) -> Sheet:
    """The page with a bullet where a small circle is drawn in front of a line."""
    circles = [box for box in sheet.curves if _is_round(box)]
    if not circles or len(circles) > _MOST:
        return sheet
    bullets = dict(_found(circles, sheet.glyphs))
    glyphs = (each for glyph in sheet.glyphs for each in ((bullets[glyph], glyph) if glyph in bullets else (glyph,)))
    return replace(sheet, glyphs=tuple(glyphs)) if bullets else sheet


def _is_round(box: Box) -> bool:
    across, down = box[2] - box[0], box[3] - box[1]
    return across > 0 and abs(across - down) <= _ROUND * across


def _found(circles: Sequence[Box], glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """The first glyphs of lines with the bullets in front of them."""
    level = sorted((glyph for glyph in glyphs if glyph.upright and not glyph.text.isspace()), key=_middle)
    heights = list(map(_middle, level))
    tallest = max((glyph.size for glyph in level), default=0.0)
    for x0, top, x1, bottom in circles:
        middle = (top + bottom) / 2
        reach = _ASIDE * tallest
        near = level[bisect_left(heights, middle - reach) : bisect_left(heights, middle + reach)]
        line = [glyph for glyph in near if abs(_middle(glyph) - middle) < _ASIDE * glyph.size]
        first = min((glyph for glyph in line if glyph.x0 > x1), key=lambda glyph: glyph.x0, default=None)
        if first and _is_bullet(x0, x1, first) and not any(x0 - _FREE * first.size < g.x1 <= x1 for g in line):
            yield first, first._replace(text=_BULLET, x0=x0, x1=x1)


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _is_bullet(x0: float, x1: float, first: Glyph) -> bool:
    """Whether a circle is as wide as a bullet, and stands as far in front of a line."""
    size = first.size
    return _SMALLEST * size <= x1 - x0 <= _LARGEST * size and _NEAREST * size <= first.x0 - x1 <= _FARTHEST * size
