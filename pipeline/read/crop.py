"""Pictures of places in a PDF, for a person to check by; the one room for PDFium and Pillow.

Bytes and places in, pictures out, nothing else is known or kept: the function can run wherever the document is read.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from pipeline.excerpts import Picture
from pipeline.model import Place

_SCALE = 2.0
"""Pixels per point: 144 dpi, enough for print and for zooming in."""
_LONGEST_SIDE = 2400
"""Pixels of a page at most; the scale of larger ones is reduced, so that no page can fill the memory."""
_MARGIN = 3.0
"""Points around a box, so that its rules are seen."""
_SHADES, _COLOURS = 16, 64
"""Kept of a page in black and white, and of one with colours."""
_GREY = 12
"""Difference of the colour channels (of 255) up to which a pixel is grey."""


def crop(content: bytes, places: Iterable[Place], password: str = "") -> dict[Place, Picture]:
    """The picture of each place; a place without a box is its whole page. Places that cannot be shown are left out.

    Each page is drawn once, as displayed; boxes count from its top left corner.
    """
    wanted = sorted(set(places), key=lambda place: (place.page, place.bbox or ()))
    pictures: dict[Place, Picture] = {}
    try:
        document = pdfium.PdfDocument(content, password=password)
        try:
            for number, on_page in groupby(wanted, key=lambda place: place.page):
                if 1 <= number <= len(document):
                    pictures |= _crop_page(document[number - 1], on_page)
        finally:
            document.close()
    except pdfium.PdfiumError:  # what pdfminer can read PDFium may refuse; the text is there all the same
        pass
    return pictures


def _crop_page(page: pdfium.PdfPage, places: Iterator[Place]) -> dict[Place, Picture]:
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1.0))
    drawn = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil().convert("RGB")
    page.close()
    drawn = _with_few_colours(drawn)
    windows = ((place, _window(drawn, place, scale)) for place in places)
    return {place: _picture(drawn, window, scale) for place, window in windows if window}


def _window(drawn: Image.Image, place: Place, scale: float) -> tuple[int, int, int, int] | None:
    """The pixels of the page that show a place: left, upper, right, lower."""
    if place.bbox is None:
        return 0, 0, drawn.width, drawn.height
    x0, top, x1, bottom = place.bbox
    left, upper = (max(0, round((edge - _MARGIN) * scale)) for edge in (x0, top))
    right = min(drawn.width, round((x1 + _MARGIN) * scale))
    lower = min(drawn.height, round((bottom + _MARGIN) * scale))
    return (left, upper, right, lower) if left < right and upper < lower else None


def _with_few_colours(drawn: Image.Image) -> Image.Image:
    """The page in as few colours as the eye needs: its text takes half the bytes then."""
    red, green, blue = (drawn.getchannel(channel) for channel in range(3))
    if all(_apart(*pair) <= _GREY for pair in ((red, green), (green, blue), (red, blue))):
        shades = drawn.convert("L").point([round(light * (_SHADES - 1) / 255) for light in range(256)])
        shades.putpalette([round(shade * 255 / (_SHADES - 1)) for shade in range(_SHADES) for _ in range(3)])
        return shades
    return drawn.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference of two channels, in steps of 255."""
    _, largest = ImageChops.difference(one, other).getextrema()
    return largest if isinstance(largest, int | float) else max(largest)


def _picture(drawn: Image.Image, window: tuple[int, int, int, int], scale: float) -> Picture:
    cut, file = drawn.crop(window), io.BytesIO()
    cut.save(file, "PNG", bits=4 if cut.getcolors(_SHADES) else 8)
    left, top, right, bottom = (round(edge / scale, 2) for edge in window)
    return Picture(file.getvalue(), cut.width, cut.height, (left, top, right, bottom))
