"""Words too wide for their cell: they hang over its edge, and all their characters belong to the cell they begin in."""

from collections.abc import Mapping, Sequence

from pipeline.model import Box
from pipeline.read.glyphs import Glyph, follows

_TIGHT = 0.1
"""Share of the type size that letters of one word stand apart or overlap at most (kerning)."""

Content = Mapping[Box, Sequence[Glyph]]


def with_whole_words(content: Content, glyphs: Sequence[Glyph]) -> Content:
    """The glyphs of every cell, each word in one cell; `glyphs` are all of the page in the order they were drawn."""
    if not any(_hangs_over(glyph, box) for box, found in content.items() for glyph in found):
        return content
    home = {glyph: box for box, found in content.items() for glyph in found}
    for word in _words(glyphs):
        boxes = [home[glyph] for glyph in word if glyph in home]
        if len(set(boxes)) > 1 and len({(box[1], box[3]) for box in boxes}) == 1:
            home.update((glyph, boxes[0]) for glyph in word if glyph in home)
    moved: dict[Box, list[Glyph]] = {box: [] for box in content}
    for glyph in glyphs:
        if glyph in home:
            moved[home[glyph]].append(glyph)
    return moved


def _hangs_over(glyph: Glyph, box: Box) -> bool:
    return glyph.upright and not glyph.text.isspace() and (glyph.x1 > box[2] or glyph.x0 < box[0])


def _words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Runs of characters drawn one right behind the other."""
    words: list[list[Glyph]] = []
    previous: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            previous = None
        elif previous and follows(previous, glyph) and abs(glyph.x0 - previous.x1) < _TIGHT * glyph.size:
            words[-1].append(glyph)
            previous = glyph
        else:
            words.append([glyph])
            previous = glyph
    return words
