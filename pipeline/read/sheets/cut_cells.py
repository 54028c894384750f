"""Texts that a spreadsheet cuts off at the edge of their cell: it draws them whole, but clipped.

Where nothing is cut it clips nothing, which tells such texts from those that other programs clip as a matter of form.
"""

from collections.abc import Iterator, Sequence
from ctypes import c_float
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.model import Box, Place
from pipeline.printed import CutText
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph, follows, set_lines
from pipeline.read.ink import objects

_BEYOND = 0.3
"""Points by which ink must reach beyond what is shown."""
_END = 0.5
"""Share of the type size by which the ink of a text may end before its last letter does, or behind where it begins."""
_ONE_BY_ONE = 0.7
"""Objects on a page for each of its letters, from which on these are drawn one by one, as no spreadsheet does."""


def without_clipped(sheet: Sheet, page: pdfium.PdfPage) -> tuple[Sheet, tuple[CutText, ...]]:
    """The sheet with letters beyond the edge of their cell among its hidden ones, and the texts that are cut off there.

    `page` is the same one of the second engine.
    """
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    if count > _ONE_BY_ONE * len(sheet.glyphs) or page.get_rotation():
        return sheet, ()
    left, _, _, upper = page.get_cropbox()
    found = [(_from_top(text, left, upper), _from_top(clip, left, upper)) for text, clip in _clipped(page)]
    cut = [(text, clip) for text, clip in found if _reaches_beyond(text, clip)]
    texts = [_from_top(_bounds(item), left, upper) for item in _texts(page)] if cut else []
    gone = {place for text, clip in cut for place in _beyond(sheet.glyphs, text, clip, texts)}
    if gone:
        shown = tuple(glyph for place, glyph in enumerate(sheet.glyphs) if place not in gone)
        hidden = tuple(glyph for place, glyph in enumerate(sheet.glyphs) if place in gone)
        sheet = replace(sheet, glyphs=shown, hidden=(*sheet.hidden, *hidden))
    return sheet, tuple(_cut(sheet, text, clip) for text, clip in cut)


def _beyond(glyphs: Sequence[Glyph], text: Box, clip: Box, texts: Sequence[Box]) -> Iterator[int]:
    """The places of a text's letters of which nothing is shown: drawn one behind the other from where it begins.

    It ends where another one of these `texts` begins.
    """
    others = [other for other in texts if other[0] > text[0] and other[1] < text[3] and text[1] < other[3]]
    begin = next((at for at, glyph in enumerate(glyphs) if _begins(glyph, text)), len(glyphs))
    before = None
    for at in range(begin, len(glyphs)):
        glyph = glyphs[at]
        if before and (not follows(before, glyph) or _is_next(glyph, text, others)):
            break
        before = glyph
        if glyph.x0 >= clip[2] or glyph.x1 <= clip[0] or not clip[1] <= glyph.middle[1] <= clip[3]:
            yield at


def _is_next(glyph: Glyph, text: Box, others: Sequence[Box]) -> bool:
    """Whether a letter at the end of a text, or behind it, is the first of another one."""
    at_end = glyph.x0 > text[2] - _END * glyph.size
    return at_end and (glyph.x1 > text[2] + _END * glyph.size or any(_begins(glyph, other) for other in others))


def _begins(glyph: Glyph, text: Box) -> bool:
    """Whether a letter is the first of a text whose ink has these bounds."""
    level = glyph.top - 1 <= text[1] and text[3] <= glyph.bottom + 1
    return level and not glyph.text.isspace() and glyph.x0 - 1 <= text[0] <= glyph.x1


def _clipped(page: pdfium.PdfPage) -> Iterator[tuple[Box, Box]]:
    """The bounds of texts that are clipped, and what of the page is shown of them."""
    for item in _texts(page):
        path = pdfium_c.FPDFPageObj_GetClipPath(item)
        if (count := pdfium_c.FPDFClipPath_CountPaths(path)) > 0:
            yield _bounds(item), _shown(path, count)


def _texts(page: pdfium.PdfPage) -> Iterator[Any]:
    return (item for item, kind in objects(page, 1) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT)


def _bounds(item: Any) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _shown(path: Any, count: int) -> Box:
    """What all paths of a clip have in common, as far as they are rectangles."""
    boxes = [_around(path, index) for index in range(count)]
    lefts, lows, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(lows), min(rights), min(tops)


def _around(path: Any, index: int) -> Box:
    x, y = c_float(), c_float()
    corners: list[tuple[float, float]] = []
    for place in range(pdfium_c.FPDFClipPath_CountPathSegments(path, index)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(path, index, place)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            corners.append((x.value, y.value))
    across, up = zip(*corners, strict=True) if corners else ((0.0,), (0.0,))
    return min(across), min(up), max(across), max(up)


def _from_top(box: Box, left: float, upper: float) -> Box:
    x0, low, x1, high = box
    return x0 - left, upper - high, x1 - left, upper - low


def _reaches_beyond(text: Box, clip: Box) -> bool:
    x0, top, x1, bottom = clip
    return x1 > x0 and (
        text[0] < x0 - _BEYOND or text[1] < top - _BEYOND or text[2] > x1 + _BEYOND or text[3] > bottom + _BEYOND
    )


def _cut(sheet: Sheet, text: Box, clip: Box) -> CutText:
    """What is seen of a text; of one that is not seen at all, the edge of its cell that is nearest to it."""
    x0, x1 = (min(max(x, clip[0]), clip[2]) for x in (text[0], text[2]))
    top, bottom = (min(max(y, clip[1]), clip[3]) for y in (text[1], text[3]))
    seen = " ".join(line.text for line in set_lines(_within(sheet.glyphs, text, clip), sheet.number, clip[2]))
    edge = clip[2] if text[2] > clip[2] + _BEYOND else None
    return CutText(seen, Place(sheet.number, (x0, top, x1, bottom)), clip[0], edge)


def _within(glyphs: Sequence[Glyph], text: Box, clip: Box) -> list[Glyph]:
    """The glyphs that stand at the height of a text, in what is shown."""
    return [
        glyph
        for glyph in glyphs
        if text[0] - 1 <= glyph.middle[0] <= text[2] + 1
        and clip[0] < glyph.x1
        and glyph.x0 < clip[2]
        and glyph.top - 1 <= text[1]
        and text[3] <= glyph.bottom + 1
    ]
