"""Words across a page that are none of its lines, such as "Entwurf" behind the text: taken off, told as furniture.

They run aslant, or they are so large that the lines of the page run through them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from pipeline.model import Place
from pipeline.printed import Line
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph

_LARGE = 3.0
"""Times as large as usual, from which on letters may lie behind the lines of a page."""
_LINES = 2
"""Lines that run through a letter at least."""


def without_stamps(sheet: Sheet) -> Sheet:
    """The page with such letters among its `stamps`; those that run aslant are there already."""
    large = set(map(id, _behind(sheet.glyphs)))
    if not large:
        return sheet
    return replace(
        sheet,
        glyphs=tuple(glyph for glyph in sheet.glyphs if id(glyph) not in large),
        stamps=(*sheet.stamps, *(glyph for glyph in sheet.glyphs if id(glyph) in large)),
    )


def stamp_lines(sheet: Sheet) -> tuple[Line, ...]:
    """The words across the page, a line for those of one size."""
    return tuple(_line(list(glyphs), sheet.number) for _, glyphs in groupby(sheet.stamps, lambda each: each.size))


def _behind(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    sizes = [glyph.size for glyph in glyphs]
    if not sizes or max(sizes) < _LARGE * (usual := median(sizes)):
        return
    large = [glyph for glyph in glyphs if glyph.size >= _LARGE * usual and not glyph.text.isspace()]
    small = [glyph for glyph in glyphs if glyph.size < _LARGE * usual / 2 and not glyph.text.isspace()]
    words = [[glyph for glyph in large if glyph.size == size] for size in dict.fromkeys(each.size for each in large)]
    for word in words:
        through = {round(other.top) for glyph in word for other in small if _lies_in(other, glyph)}
        if len(through) >= _LINES:
            yield from word


def _lies_in(small: Glyph, large: Glyph) -> bool:
    x, y = small.middle
    return large.x0 <= x <= large.x1 and large.top <= y <= large.bottom


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    box = (
        min(glyph.x0 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    text = " ".join("".join(glyph.text for glyph in glyphs).split())
    return Line(text, Place(page, box), size=glyphs[0].size)
