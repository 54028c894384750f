"""Characters that the file calls tabs or line ends but that show ink: some fonts keep "€" at the place of a tab."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.extract import Sheet
from pipeline.read.glyphs import UNKNOWN, Glyph
from pipeline.read.ink import Ink

_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_BESIDE = 1.5
"""Points at either side of a character that ink of its neighbours may reach into."""
_LEAST = 1.0


def without_inked_blanks(sheet: Sheet, ink: Ink) -> Sheet:
    """The sheet with such characters as ones that nobody can read, so that they are told."""
    inner = {place: _inner(glyph) for place, glyph in enumerate(sheet.glyphs) if glyph.text in _CONTROLS}
    words = [[glyph] for glyph in inner.values() if glyph.x1 - glyph.x0 >= _LEAST]
    if not words:
        return sheet
    blank = {id(word[0]) for word in ink.without(words, sheet.width, sheet.height)}
    shown = {place for place, glyph in inner.items() if glyph.x1 - glyph.x0 >= _LEAST and id(glyph) not in blank}
    return replace(sheet, glyphs=_unknown(sheet.glyphs, shown)) if shown else sheet


def _inner(glyph: Glyph) -> Glyph:
    return glyph._replace(x0=glyph.x0 + _BESIDE, x1=glyph.x1 - _BESIDE)


def _unknown(glyphs: Sequence[Glyph], places: set[int]) -> tuple[Glyph, ...]:
    return tuple(g._replace(text=UNKNOWN) if place in places else g for place, g in enumerate(glyphs))
