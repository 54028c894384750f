"""The characters of a page in a twentieth of the memory, for the pages of long documents that wait for their turn.

And their words in a fifth of it: nobody asks for them before the records are made.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise, repeat
from mmap import mmap
from operator import add, eq, itemgetter, sub
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

    What follows one another on a line has its height, size and style in common, and that is kept once. All is kept in
    memory of its own: in the common one, the gaps that pages leave between what stays would be of use to nobody.
    """

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        texts = [glyph.text for glyph in glyphs]
        self._count = len(texts)
        self._divider = "" if all(len(text) == 1 for text in texts) else _DIVIDER
        runs = [(len(list(run)), alike) for alike, run in groupby(glyphs, _alike)]
        lefts, rights = [glyph.x0 for glyph in glyphs], [glyph.x1 for glyph in glyphs]
        widths = list(map(sub, rights, lefts))
        self._by_width = all(map(eq, map(add, lefts, widths), rights))  # there are few, so they take less room
        parts = (
            array("d", lefts).tobytes(),
            array("d", widths if self._by_width else rights).tobytes(),
            array("d", chain.from_iterable((top, bottom, size) for _, (top, bottom, size, _, _) in runs)).tobytes(),
            array("I", [count for count, _ in runs]).tobytes(),
            bytes(bold + 2 * upright for _, (_, _, _, bold, upright) in runs),
            self._divider.join(texts).encode("utf-8", "surrogatepass"),
        )
        self._bounds = (0, *accumulate(map(len, parts)))
        self._memory = _apart(compress(b"".join(parts), _FAST))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Glyph]:
        content = decompress(self._memory)
        parts = (content[start:end] for start, end in pairwise(self._bounds))
        begins, ends, down, counts, styles, letters = parts
        lefts, levels = array("d", begins), iter(array("d", down))
        rights = map(add, lefts, array("d", ends)) if self._by_width else array("d", ends)
        runs = zip(levels, levels, levels, styles, strict=True)
        alike = chain.from_iterable(map(repeat, runs, array("I", counts)))
        together = letters.decode("utf-8", "surrogatepass")
        texts = together.split(self._divider) if self._divider else together
        for text, x0, x1, (top, bottom, size, style) in zip(texts, lefts, rights, alike, strict=True):
            yield Glyph(text, x0, top, x1, bottom, size, bool(style & 1), style > 1)

    @overload
    def __getitem__(self, place: int) -> Glyph: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, place: int | slice) -> Glyph | Sequence[Glyph]:
        return tuple(self)[place]


def _apart(content: bytes) -> mmap:
    """The content in memory of its own.

    Raises:
        MemoryError: there is none left.
    """
    try:
        memory = mmap(-1, len(content))
    except OSError as error:  # what the system says of a full memory, as if of a file
        raise MemoryError from error
    memory[:] = content
    return memory


@dataclass(frozen=True, slots=True)
class PackedTexts(Sequence[str]):
    """Texts made anew each time they are asked for."""

    packed: tuple[bytes, ...]

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return PackedTexts(self.packed[place]) if isinstance(place, slice) else _unpacked(self.packed[place])


def packed_text(text: str) -> bytes:
    """A text as `PackedTexts` keep it."""
    return compress(text.encode("utf-8", "surrogatepass"), _FAST)


def _unpacked(text: bytes) -> str:
    return decompress(text).decode("utf-8", "surrogatepass")
