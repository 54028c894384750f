"""Scans of PDFs: their pages as pictures in a new PDF, as a scanner makes it; no word is left in it."""

import io
from typing import cast

import pypdfium2
from PIL import Image


def scan(content: bytes, dpi: int = 300, askew: float = 0.0, *, black_and_white: bool = False) -> bytes:
    """A PDF of pictures of all pages, turned by `askew` degrees against the clock."""
    document = pypdfium2.PdfDocument(content)
    pages = [_photographed(page, dpi, askew) for page in document]
    document.close()
    pictures = [page.convert("1", dither=Image.Dither.NONE) if black_and_white else page for page in pages]
    result = io.BytesIO()
    pictures[0].save(result, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return result.getvalue()


def _photographed(page: pypdfium2.PdfPage, dpi: int, askew: float) -> Image.Image:
    picture = cast(Image.Image, page.render(scale=dpi / 72, grayscale=True).to_pil()).convert("L")
    page.close()
    return picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255) if askew else picture
