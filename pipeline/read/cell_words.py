"""Words too wide for their cell: they hang over its edge, and all their characters belong to the cell they begin in."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.glyphs import END, START, Glyph, follows

_TIGHT = 0.1
"""Share of the type size that letters of one word stand apart or overlap at most (kerning)."""

Content = Mapping[Box, Sequence[Glyph]]


def with_whole_words(content: Content, glyphs: Sequence[Glyph]) -> Content:
    """The glyphs of every cell, each word in one cell; `glyphs` are all of the page in the order they were drawn."""
    if not any(_hang_over(found, box) for box, found in content.items()):
        return content
    home = {glyph: box for box, found in content.items() for glyph in found}
    for word in _words(glyphs):
        boxes = [home[glyph] for glyph in word if glyph in home]
        if len(set(boxes)) > 1 and len({(box[1], box[3]) for box in boxes}) == 1 and not _are_two(word, home):
            home.update((glyph, boxes[0]) for glyph in word if glyph in home)
    moved: dict[Box, list[Glyph]] = {box: [] for box in content}
    for glyph in glyphs:
        if glyph in home:
            moved[home[glyph]].append(glyph)
    return moved


def _are_two(word: Sequence[Glyph], home: Mapping[Glyph, Box]) -> bool:
    """Whether two words only touch at the edge between cells ("Kennung" | "Maßnahme")."""
    pairs = [(a, b) for a, b in pairwise(word) if home.get(a) != home.get(b)]
    return all(a.text.islower() and b.text.isupper() for a, b in pairs)


def _hang_over(glyphs: Sequence[Glyph], box: Box) -> bool:
    left, _, right, _ = box
    if not glyphs or (max(map(END, glyphs)) <= right and min(map(START, glyphs)) >= left):  # nearly always
        return False
    return any((x1 > right or x0 < left) and up and not text.isspace() for text, x0, _, x1, _, _, _, up in glyphs)


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
