"""Words too wide for their cell: they hang over its edge, and all their characters belong to the cell they begin in.

And texts too wide for it, which spreadsheets print on over empty cells at its right.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.glyphs import END, START, Glyph, follows

_TIGHT = 0.1
"""Share of the type size that letters of one word stand apart or overlap at most (kerning)."""

_NEAR, _AT_EDGE = 0.5, 1.0
"""Shares of the type size: a gap that a blank may leave, and where text begins that is aligned with its cell's edge."""
_SAME = 1.0
"""Points by which the edges of cells side by side may differ."""

Content = Mapping[Box, Sequence[Glyph]]


def with_whole_words(content: Content, glyphs: Sequence[Glyph]) -> Content:
    """The glyphs of every cell, each word in one cell; `glyphs` are all of the page in the order they were drawn."""
    if not any(_hang_over(found, box) for box, found in content.items()):
        return content
    home = {glyph: box for box, found in content.items() for glyph in found}
    for word in _words(glyphs, _first_letters(content)):
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


def _first_letters(content: Content) -> frozenset[Glyph]:
    """The letters that texts begin with, as far as they stand below one another in at least two cells of a column."""
    begins: dict[tuple[float, float], list[Glyph]] = {}
    for box, found in content.items():
        inside = [glyph for glyph in found if glyph.x0 >= box[0] and not glyph.text.isspace()]
        if inside:
            first = min(inside, key=START)
            begins.setdefault((round(box[0]), round(first.x0, 1)), []).append(first)
    return frozenset(glyph for found in begins.values() if len(found) > 1 for glyph in found)


def _words(glyphs: Sequence[Glyph], begins: frozenset[Glyph]) -> list[list[Glyph]]:
    """Runs of characters drawn one right behind the other; texts that begin a cell are no part of the one before."""
    words: list[list[Glyph]] = []
    previous: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            previous = None
        elif previous and glyph not in begins and follows(previous, glyph) and _is_tight(previous, glyph):
            words[-1].append(glyph)
            previous = glyph
        else:
            words.append([glyph])
            previous = glyph
    return words


def _is_tight(previous: Glyph, glyph: Glyph) -> bool:
    return bool(abs(glyph.x0 - previous.x1) < _TIGHT * glyph.size)


def with_overflow(content: Content, glyphs: Sequence[Glyph]) -> Content:
    """The glyphs of every cell, those in it that only go on with a text drawn from a cell at its left in that one.

    Nothing else may stand in the cell. That texts go on shows where a blank is drawn between their words, or none is.
    """
    over = {right for left, right in _neighbours(content) if _may_go_on(content[left], content[right])}
    if not over:
        return content
    home = {glyph: box for box, found in content.items() for glyph in found}
    runs = _runs(glyphs, home, _first_letters(content))
    begins = {glyph: home[run[0]] for run in runs for glyph in run if _is_left(run[0], home[run[0]])}
    result = {box: list(found) for box, found in content.items()}
    for right in sorted(over):
        origins = {begins.get(glyph) for glyph in content[right] if not glyph.text.isspace()}
        origin = origins.pop()
        if not origins and origin and origin != right:
            result[origin] += result[right]
            result[right] = []
    return result


def _neighbours(content: Content) -> list[tuple[Box, Box]]:
    """Filled cells side by side."""
    filled = sorted((box[1], box[0], box) for box, found in content.items() if any(not g.text.isspace() for g in found))
    pairs = ((one[2], other[2]) for one, other in pairwise(filled))
    return [(a, b) for a, b in pairs if abs(a[1] - b[1]) < _SAME and abs(a[2] - b[0]) < _SAME]


def _may_go_on(left: Sequence[Glyph], right: Sequence[Glyph]) -> bool:
    """Whether the text of a cell ends as near to the next one's as words of one text do."""
    first = min((glyph for glyph in right if not glyph.text.isspace()), key=START)
    end: float = max(END(glyph) for glyph in left if not glyph.text.isspace())
    return first.x0 - end < _NEAR * first.size


def _runs(glyphs: Sequence[Glyph], home: Mapping[Glyph, Box], begins: frozenset[Glyph]) -> list[list[Glyph]]:
    """Characters drawn one right behind the other, blanks too: texts of one line, as far as they stand in cells."""
    runs: list[list[Glyph]] = []
    previous: Glyph | None = None
    for glyph in glyphs:
        if glyph not in home:
            previous = None
            continue
        if previous and glyph not in begins and follows(previous, glyph) and _is_tight(previous, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        previous = glyph
    return runs


def _is_left(glyph: Glyph, box: Box) -> bool:
    return glyph.x0 - box[0] < _AT_EDGE * glyph.size
