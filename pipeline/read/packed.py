"""The characters of a page in a tenth of the memory, for the pages of long documents that wait for their turn."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import overload

from pipeline.read.glyphs import Glyph

_DIVIDER = "\0"
"""Stands in no glyph: it would be unknown."""


class Packed(Sequence[Glyph]):
    """Glyphs made anew each time they are gone through.

    What follows one another on a line has its height, size and style in common, and that is kept once.
    """

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._texts = _DIVIDER.join([glyph.text for glyph in glyphs])
        self._ends = array("d", [end for glyph in glyphs for end in (glyph.x0, glyph.x1)])
        self._runs: list[tuple[int, tuple[float, float, float, bool, bool]]] = []
        for glyph in glyphs:
            alike = glyph.top, glyph.bottom, glyph.size, glyph.bold, glyph.upright
            if self._runs and self._runs[-1][1] == alike:
                self._runs[-1] = self._runs[-1][0] + 1, alike
            else:
                self._runs.append((1, alike))

    def __len__(self) -> int:
        return len(self._ends) // 2

    def __iter__(self) -> Iterator[Glyph]:
        alike = (shared for count, shared in self._runs for shared in repeat(shared, count))
        ends = iter(self._ends)
        texts = self._texts.split(_DIVIDER) if self._ends else []
        for text, x0, x1, (top, bottom, size, bold, upright) in zip(texts, ends, ends, alike, strict=True):
            yield Glyph(text, x0, top, x1, bottom, size, bold, upright)

    @overload
    def __getitem__(self, place: int) -> Glyph: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, place: int | slice) -> Glyph | Sequence[Glyph]:
        return tuple(self)[place]
