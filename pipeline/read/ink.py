"""Where a page shows ink, as PDFium draws it: of its text alone, and of all the rest."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from pipeline.read.glyphs import Glyph

_COARSE, _FINE = 1.0, 4.0
"""Pixels per point: enough to see that text is there; enough to be sure that it is not."""
_LONGEST_SIDE = 3000
"""Pixels of a page at most, so that no page can fill the memory."""
_LARGEST_PAGE = 2.0 * _LONGEST_SIDE
"""Points; on larger ones letters would become too small to be told from nothing."""
_INK = 24
"""Steps of 255 by which text must differ from what lies behind it; a grey of nine tenths on white does."""
_IS_INK = [255 * (step >= _INK) for step in range(256)]
_DEEPEST = 8
"""Forms within forms that are searched for text."""

Word = Sequence[Glyph]
"""Characters that follow one another, at least one."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a page shows text, a byte a pixel and row by row; `size` in pixels."""

    size: tuple[int, int]
    pixels: bytes

    def without(self, words: Sequence[Word], width: float, height: float) -> list[Word]:
        """The words that show nothing on a page of this size in points."""
        scale = _scale(self.size, width, height)
        return [word for word in words if not (self._shows_at_once(word, scale) or self._shows(word, scale))]

    def _shows_at_once(self, word: Word, scale: tuple[float, float]) -> bool:
        """Whether there is ink half-way up the word, as of nearly all."""
        _, x0, top, _, bottom, *_ = word[0]
        across, down = scale
        left, right, row = int(x0 * across), int(word[-1].x1 * across) + 1, int((top + bottom) / 2 * down)
        width, rows = self.size
        return 0 <= left < right <= width and 0 <= row < rows and self._is_inked(row, left, right)

    def _shows(self, word: Word, scale: tuple[float, float]) -> bool:
        left, top, right, bottom = _pixels(word, scale, self.size)
        return any(self._is_inked(row, left, right) for row in range(top, bottom))

    def _is_inked(self, row: int, left: int, right: int) -> bool:
        start = row * self.size[0]
        return self.pixels.find(b"\xff", start + left, start + right) >= 0


def text_ink(page: pdfium.PdfPage) -> Ink | None:
    """Where a page shows text; nothing of one too large to be drawn, or that cannot be. The page is spent."""
    if max(page.get_size()) > _LARGEST_PAGE:
        return None
    with suppress(pdfium.PdfiumError):
        text, _ = _text_and_rest(page, _COARSE, in_colour=False)
        return Ink(text.size, text.point(_IS_INK).tobytes())
    return None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page in pixels: `text` is the ink of its text alone, `rest` all the other ink; `scale` in pixels per point."""

    text: Image.Image
    rest: Image.Image
    scale: tuple[float, float]

    def inked(self, word: Word) -> bool:
        """Whether the word shows anything."""
        return self._range(self.text, word)[1] >= _INK

    def pictured(self, word: Word) -> bool:
        """Whether there is anything but text where the word stands."""
        lightest_and_darkest = self._range(self.rest, word)
        return lightest_and_darkest[1] - lightest_and_darkest[0] >= _INK

    def _range(self, drawing: Image.Image, word: Word) -> tuple[float, float]:
        box = _pixels(word, self.scale, drawing.size)
        if box[0] >= box[2] or box[1] >= box[3]:
            return 0, 0
        low, high = drawing.crop(box).getextrema()
        return low, high  # type: ignore[return-value] # numbers, as the drawings have one channel


def drawn_fine(page: pdfium.PdfPage, width: float, height: float) -> Drawing:
    """The page drawn to be looked at closely; its size in points. The page is spent."""
    text, rest = _text_and_rest(page, _FINE, in_colour=True)
    return Drawing(text, rest.convert("L"), _scale(rest.size, width, height))


def _text_and_rest(page: pdfium.PdfPage, scale: float, *, in_colour: bool) -> tuple[Image.Image, Image.Image]:
    """The ink of the text alone, and the page without it; `scale` in pixels per point. The page is spent."""
    scale = min(scale, _LONGEST_SIDE / max(*page.get_size(), 1.0))
    whole = _picture(page, scale, in_colour)
    for item, kind in objects(page, _DEEPEST):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            pdfium_c.FPDFTextObj_SetTextRenderMode(item, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    rest = _picture(page, scale, in_colour)
    return reduce(ImageChops.lighter, ImageChops.difference(whole, rest).split()), rest


def objects(page: pdfium.PdfPage, deepest: int) -> Iterator[tuple[Any, int]]:
    """What is on a page, and of which kind, forms within forms down to the `deepest` (1: only what is on the page).

    Without pypdfium2's own objects, which cost ten times as much; some producers set each letter as one of its own.
    """
    return _held(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, deepest)


def _held(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], deepest: int
) -> Iterator[tuple[Any, int]]:
    for index in range(count(holder)):
        item = get(holder, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        yield item, kind
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and deepest > 1:
            yield from _held(item, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, deepest - 1)


def _pixels(word: Word, scale: tuple[float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The columns and rows of a drawing that a word takes up."""
    across, down = scale
    return (
        max(0, int(min([glyph.x0 for glyph in word]) * across)),
        max(0, int(min([glyph.top for glyph in word]) * down)),
        min(size[0], int(max([glyph.x1 for glyph in word]) * across) + 1),
        min(size[1], int(max([glyph.bottom for glyph in word]) * down) + 1),
    )


def _scale(size: tuple[int, int], width: float, height: float) -> tuple[float, float]:
    return size[0] / (width or 1.0), size[1] / (height or 1.0)


def _picture(page: pdfium.PdfPage, scale: float, in_colour: bool) -> Image.Image:
    """The page as a reader shows it, without what is stuck on it (comments, filled fields)."""
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=not in_colour)
    drawn: Image.Image = bitmap.to_pil()
    return drawn.convert("RGB") if in_colour else drawn
