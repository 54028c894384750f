"""The characters of a page in a twentieth of the memory, for the pages of long documents that wait for their turn."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import overload
from zlib import compress, decompress

from pipeline.read.glyphs import Glyph

_DIVIDER = "\0"
"""Stands in no glyph: it would be unknown."""
_FAST = 1
_alike = itemgetter(2, 4, 5, 6, 7)
"""Of a glyph: height and foot, size and style."""


class Packed(Sequence[Glyph]):
    """Glyphs made anew each time they are gone through.

    What follows one another on a line has its height, size and style in common, and that is kept once.
    """

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        texts = [glyph.text for glyph in glyphs]
        self._divider = "" if all(len(text) == 1 for text in texts) else _DIVIDER
        self._texts = self._divider.join(texts).encode("utf-8", "surrogatepass")
        self._ends = compress(array("d", [end for glyph in glyphs for end in (glyph.x0, glyph.x1)]).tobytes(), _FAST)
        runs = [(len(list(run)), alike) for alike, run in groupby(glyphs, _alike)]
        self._counts = array("I", [count for count, _ in runs])
        self._levels = array("d", chain.from_iterable((top, bottom, size) for _, (top, bottom, size, _, _) in runs))
        self._styles = bytes(bold + 2 * upright for _, (_, _, _, bold, upright) in runs)

    def __len__(self) -> int:
        return sum(self._counts)

    def __iter__(self) -> Iterator[Glyph]:
        levels = iter(self._levels)
        runs = zip(self._counts, levels, levels, levels, self._styles, strict=True)
        alike = (shared for count, *shared in runs for shared in repeat(shared, count))
        ends = array("d", decompress(self._ends))
        together = self._texts.decode("utf-8", "surrogatepass")
        texts = together.split(self._divider) if self._divider else together
        for text, x0, x1, (top, bottom, size, style) in zip(texts, ends[::2], ends[1::2], alike, strict=True):
            yield Glyph(text, x0, top, x1, bottom, size, bool(style & 1), style > 1)

    @overload
    def __getitem__(self, place: int) -> Glyph: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, place: int | slice) -> Glyph | Sequence[Glyph]:
        return tuple(self)[place]
