"""The one room for playa: bytes of a PDF in; characters, rules and pictures of each page out."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from math import hypot, inf

import playa
from playa.content import ImageObject, PathObject, PathSegment, TextObject
from playa.exceptions import PDFPasswordIncorrect
from playa.page import Page as PlayaPage
from playa.utils import transform_bbox

from pipeline.errors import InputUnreadable
from pipeline.model import Box
from pipeline.read.glyphs import UNKNOWN, Glyph, readable
from pipeline.read.page import Edge

logging.getLogger("playa").setLevel(logging.CRITICAL)  # font warnings mean nothing to the analyst

_ALIGNED = 0.5
"""Points by which the ends of a rule may differ across its direction."""
_BULLETS = frozenset(b"\x7f\x81\x8d\x8f\x90\x9d")
"""Codes that WinAnsiEncoding leaves unused: they print a bullet (ISO 32000-1, annex D.2, note 3)."""
_OVERPRINTED = 1.0
"""Points by which a character printed twice to look bold may be shifted."""
_UNDRAWN = (3, 7)
"""Text rendering modes that draw nothing (ISO 32000-2, table 104)."""
_CURVED, _LARGEST_LETTER = ("c", "v", "y"), 30.0
"""Operators that draw curves; points."""
FULL_PAGE = 0.3
"""Share of a page from which on pictures are its content rather than decoration."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows, in points from the top left corner as displayed (crop box, rotation applied).

    `hidden` are characters that are not shown, as beyond the page's edge; `pictured` is the share of the page that
    pictures cover; `curves` are the middles of small shapes with curves, as letters are that are drawn. `is_recognised`
    says of a picture of a page that its words were laid over it unseen, as text recognition does; `unread` is where it
    shows letters that are not among them.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    edges: tuple[Edge, ...]
    pictured: float = 0.0
    hidden: tuple[Glyph, ...] = ()
    curves: tuple[tuple[float, float], ...] = ()
    is_recognised: bool = False
    unread: tuple[Box, ...] = ()


def extract(content: bytes, name: str) -> tuple[int, Iterator[Sheet]]:
    """The number of pages of a PDF, and its pages one by one.

    Raises:
        InputUnreadable: encrypted, damaged or without pages (also while the pages are taken).
    """
    with _library(name):
        document = playa.parse(content)
        count = len(document.pages)
    if not count:
        raise InputUnreadable(
            f"„{name}“ hat keine Seiten; es gäbe nichts zu lesen: Bitte die Datei neu aus Word als PDF speichern."
        )
    return count, _sheets(document, count, name)


def _sheets(document: playa.Document, count: int, name: str) -> Iterator[Sheet]:
    for number in range(count):
        with _library(name):
            sheet = _sheet(document.pages[number], number + 1)
        yield sheet


@contextmanager
def _library(name: str) -> Iterator[None]:
    """Around calls into playa alone: what it raises over a damaged file is of any class."""
    try:
        yield
    except PDFPasswordIncorrect as error:
        raise InputUnreadable(
            f"„{name}“ ist mit einem Kennwort geschützt; ohne es lässt sich nichts lesen: Bitte eine Fassung ohne "
            "Kennwort ablegen."
        ) from error
    except Exception as error:
        raise InputUnreadable(
            f"„{name}“ ist als PDF nicht lesbar ({type(error).__name__}); Teile des Katalogs würden fehlen: Bitte die "
            "Datei erneut herunterladen oder neu aus Word als PDF speichern."
        ) from error


def _sheet(page: PlayaPage, number: int) -> Sheet:
    x0, y0, x1, y1 = transform_bbox(page.ctm, page.cropbox)
    width, height = x1 - x0, y1 - y0
    glyphs: list[Glyph] = []
    undrawn: list[Glyph] = []
    edges: list[Edge] = []
    curves: list[tuple[float, float]] = []
    covered = 0.0
    for item in page.flatten():
        if isinstance(item, TextObject):
            (undrawn if item.gstate.render_mode in _UNDRAWN else glyphs).extend(_glyphs(item, x0, y0))
        elif isinstance(item, PathObject):
            edges += _edges(item, x0, y0)
            curves += _curves(item, x0, y0)
        elif isinstance(item, ImageObject):
            left, top, right, bottom = item.bbox or (0.0, 0.0, 0.0, 0.0)
            covered += (right - left) * (bottom - top)
    pictured = covered / (width * height or 1.0)
    if undrawn and pictured > FULL_PAGE:  # text recognition lays it over the picture of a page
        glyphs, undrawn = [*glyphs, *undrawn], []
    glyphs = _once(glyphs)
    shown = tuple(glyph for glyph in glyphs if _meets(glyph, width, height))
    beyond = (glyph for glyph in glyphs if not _meets(glyph, width, height)) if len(shown) < len(glyphs) else ()
    drawn = tuple(edge for edge in edges if _meets(edge, width, height))
    return Sheet(number, width, height, shown, drawn, pictured, (*beyond, *undrawn), tuple(curves))


def _meets(item: Glyph | Edge, width: float, height: float) -> bool:
    """Whether something touches the page (nothing does whose numbers are beyond all measure)."""
    return -inf < item.x0 <= width and 0 <= item.x1 < inf and -inf < item.top <= height and 0 <= item.bottom < inf


def _glyphs(text: TextObject, x0: float, y0: float) -> Iterator[Glyph]:
    """One glyph a character code: as wide as its advance, as high as its type size, standing on the font's descent."""
    font = text.gstate.font
    if font is None:
        return
    bold = "bold" in font.fontname.lower()
    low = font.matrix[3] * font.descent
    a, b, c, d, _, _ = text.matrix
    upright, size = abs(b) <= abs(a), hypot(c, d)
    widths: dict[int, float] = {}
    for glyph in text:
        cid, matrix = glyph.cid, glyph.matrix
        if (width := widths.get(cid)) is None:
            width = widths[cid] = font.char_bbox(cid)[2]
        unnamed = "•" if cid in _BULLETS and not font.multibyte else UNKNOWN
        shown = readable(glyph.text or unnamed)
        if not shown:
            continue
        left, foot = matrix[4] + c * low - x0, matrix[5] + d * low - y0
        right, head = left + a * width + c, foot + b * width + d
        yield Glyph(
            shown,
            min(right, left),
            min(foot, head),
            max(left, right),
            max(head, foot),
            size,
            bold,
            upright,
        )


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs in their order, without those printed over themselves to look bold."""
    order = sorted(range(len(glyphs)), key=glyphs.__getitem__)  # by character, then from left to right
    again: set[int] = set()
    for position, index in enumerate(order):
        glyph, later = glyphs[index], position + 1
        while later < len(order) and _beside(glyph, other := glyphs[order[later]]):
            if abs(other.top - glyph.top) <= _OVERPRINTED and abs(other.size - glyph.size) < _ALIGNED:
                again.add(max(index, order[later]))
            later += 1
    return [glyph for index, glyph in enumerate(glyphs) if index not in again] if again else list(glyphs)


def _beside(glyph: Glyph, other: Glyph) -> bool:
    return other.text == glyph.text and other.x0 - glyph.x0 <= _OVERPRINTED


def _edges(path: PathObject, x0: float, y0: float) -> Iterator[Edge]:
    """The straight pieces of a painted path that run along or down the page, as `Edge`s."""
    corners: list[tuple[float, float]] = []
    for segment in path.segments:
        if segment.operator == "h":
            corners += corners[:1]
        elif segment.operator == "m":
            yield from _straight(corners)
            corners = []
        corners += [(x - x0, y - y0) for x, y in segment.points[-1:]]
    yield from _straight(corners)


def _curves(path: PathObject, x0: float, y0: float) -> Iterator[tuple[float, float]]:
    """The middles of the shapes of a path that have curves and are no larger than letters."""
    if all(segment.operator not in _CURVED for segment in path.segments):
        return
    shape: list[tuple[float, float]] = []
    curved = False
    for segment in chain(path.segments, (PathSegment("m", ()),)):
        if segment.operator == "m":
            if curved and (middle := _middle_of_letter(shape)):
                yield middle[0] - x0, middle[1] - y0
            shape, curved = [], False
        shape += segment.points
        curved = curved or segment.operator in _CURVED


def _middle_of_letter(shape: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    across, down = zip(*shape, strict=True)
    if max(max(across) - min(across), max(down) - min(down)) > _LARGEST_LETTER:
        return None
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _straight(corners: Sequence[tuple[float, float]]) -> Iterator[Edge]:
    for (xa, ya), (xb, yb) in pairwise(corners):
        x0, x1 = min(xa, xb), max(xa, xb)
        top, bottom = min(ya, yb), max(ya, yb)
        if bottom - top < _ALIGNED <= x1 - x0:
            yield Edge(x0, top, x1, top)
        elif x1 - x0 < _ALIGNED <= bottom - top:
            yield Edge(x0, top, x0, bottom)
