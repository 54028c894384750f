"""Words that are struck through, as in a draft: a rule as long as they are runs through their middle."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.model import Place
from pipeline.printed import StruckWords
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph, set_lines
from pipeline.read.page import Edge

_UPPER, _LOWER = 0.4, 0.68
"""Where such a rule runs within the height of a letter, counted from above; an underline runs below."""
_AS_LONG = 0.5
"""Share of the type size by which a rule may begin or end beside the letters that it strikes: a blank's width."""
_FEWEST = 3
"""Letters that are struck at least; a dash is shorter."""


def struck_words(sheet: Sheet) -> tuple[StruckWords, ...]:
    """What is struck through on a page, in quotes, with its place."""
    rules = sorted({edge for edge in sheet.edges if edge.is_across}, key=lambda edge: edge.top)
    heights = [rule.top for rule in rules]
    struck: dict[Edge, list[Glyph]] = {}
    for (top, bottom), glyphs in _by_height(sheet.glyphs if rules else ()):
        high = bottom - top
        first, last = top + _UPPER * high, top + _LOWER * high
        for rule in rules[bisect_left(heights, first) : bisect_right(heights, last)]:
            under = (glyph for glyph in glyphs if rule.x0 <= (glyph.x0 + glyph.x1) / 2 <= rule.x1)
            struck.setdefault(rule, []).extend(glyph for glyph in under if not glyph.text.isspace())
    found = [
        _words(glyphs, sheet.number)
        for rule, glyphs in struck.items()
        if len(glyphs) >= _FEWEST and _strikes(rule, glyphs)
    ]
    once = {(each.words, round(each.place.bbox[1] if each.place.bbox else 0.0)): each for each in found}
    return tuple(once.values())  # a rule may be drawn as a thin box, which has two edges


def _by_height(glyphs: Sequence[Glyph]) -> Iterable[tuple[tuple[float, float], list[Glyph]]]:
    """The glyphs that stand between the same two heights, of which a page has few."""
    found: dict[tuple[float, float], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        found[glyph.top, glyph.bottom].append(glyph)
    return found.items()


def _strikes(rule: Edge, glyphs: Sequence[Glyph]) -> bool:
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    room = _AS_LONG * glyphs[0].size
    return abs(rule.x0 - left) < room and abs(rule.x1 - right) < room


def _words(glyphs: Sequence[Glyph], page: int) -> StruckWords:
    (line, *_) = set_lines(glyphs, page, 0.0)
    return StruckWords(f"„{line.text}“", Place(page, line.place.bbox))
