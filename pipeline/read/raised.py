"""Figures set small and raised behind a unit, or lowered in a formula: "m²" and "CO₂" as word processors set them.

Other raised figures are the marks of footnotes, and stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph

_RAISED, _LOWERED = {"2": "²", "3": "³"}, dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_SMALL = 0.85
"""Share of the type size beside it, below which a figure is set small."""
_UP, _DOWN = 0.15, 0.04
"""Shares of that size by which it then stands higher, or lower, at least."""
_NARROW = 0.8
"""How wide a raised figure is at most, compared with the same one that is not."""
_PREFIXES = "kcdm"
"""What stands before the metre of an area or a volume."""


def with_raised_figures(sheet: Sheet) -> Sheet:
    """The page with such figures as the characters that they are."""
    found = dict(_found(sheet.glyphs)) | dict(_narrow(sheet.glyphs))
    if not found:
        return sheet
    glyphs = (
        glyph._replace(text=found[place]) if place in found else glyph for place, glyph in enumerate(sheet.glyphs)
    )
    return replace(sheet, glyphs=tuple(glyphs))


def _found(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, str]]:
    end = 0
    for place in range(1, len(glyphs)):
        glyph, before = glyphs[place], glyphs[place - 1]
        if (
            place < end
            or glyph.text not in _LOWERED
            or glyph.size >= _SMALL * before.size
            or not _is_next(before, glyph)
        ):
            continue
        end = _end_of_run(glyphs, place)
        figures = [each.text for each in glyphs[place:end]]
        lower = (glyph.bottom - before.bottom) / before.size
        if lower > _DOWN and before.text.isupper() and set(figures) <= _LOWERED.keys():
            yield from zip(range(place, end), map(_LOWERED.__getitem__, figures), strict=True)
        elif (
            lower < -_UP
            and figures[0] in _RAISED
            and len(figures) == 1
            and _is_metre(glyphs[max(place - 3, 0) : place])
        ):
            yield place, _RAISED[figures[0]]


def _narrow(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, str]]:
    """Figures behind a metre that are as large as the others but narrower: some fonts call their raised ones so."""
    places = [
        place
        for place in range(1, len(glyphs))
        if glyphs[place].text in _RAISED and glyphs[place - 1].text == "m" and _is_next(*glyphs[place - 1 : place + 1])
    ]
    for place in places:
        figure = glyphs[place]
        alike = [glyph.x1 - glyph.x0 for glyph in glyphs if glyph.text == figure.text and glyph.size == figure.size]
        narrow = figure.x1 - figure.x0 < _NARROW * max(alike)
        if narrow and _is_metre(glyphs[max(place - 3, 0) : place]):
            yield place, _RAISED[figure.text]


def _end_of_run(glyphs: Sequence[Glyph], start: int) -> int:
    """Where those end that are set as the first one is: all of "2,5"."""
    end = start + 1
    while end < len(glyphs) and glyphs[end][4:6] == glyphs[start][4:6] and _is_next(glyphs[end - 1], glyphs[end]):
        end += 1
    return end


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    return -before.size < glyph.x0 - before.x1 < before.size / 4 and not glyph.text.isspace()


def _is_metre(before: Sequence[Glyph]) -> bool:
    """Whether some letters end with a unit of length alone: "m", "km"."""
    word = "".join(glyph.text for glyph in before)
    unit = word[-2:] if word[-2:-1] in _PREFIXES and word[-2:-1] else word[-1:]
    return unit.endswith("m") and not word[: len(word) - len(unit)][-1:].isalpha()
