"""Words that are struck through, as in a draft: a rule as long as they are runs through their middle."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

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
    for glyph in sheet.glyphs if rules else ():
        high = glyph.bottom - glyph.top
        first, last = glyph.top + _UPPER * high, glyph.top + _LOWER * high
        for rule in rules[bisect_left(heights, first) : bisect_right(heights, last)]:
            if rule.x0 <= (glyph.x0 + glyph.x1) / 2 <= rule.x1 and not glyph.text.isspace():
                struck.setdefault(rule, []).append(glyph)
    found = [_words(glyphs, sheet.number) for rule, glyphs in struck.items() if _strikes(rule, glyphs)]
    once = {(each.words, round(each.place.bbox[1] if each.place.bbox else 0.0)): each for each in found}
    return tuple(once.values())  # a rule may be drawn as a thin box, which has two edges


def _strikes(rule: Edge, glyphs: Sequence[Glyph]) -> bool:
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    room = _AS_LONG * glyphs[0].size
    return len(glyphs) >= _FEWEST and abs(rule.x0 - left) < room and abs(rule.x1 - right) < room


def _words(glyphs: Sequence[Glyph], page: int) -> StruckWords:
    (line, *_) = set_lines(glyphs, page, 0.0)
    return StruckWords(f"„{line.text}“", Place(page, line.place.bbox))
