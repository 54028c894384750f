"""The one room for playa: bytes of a PDF in; characters, rules and pictures of each page out."""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from math import hypot, inf, isfinite

import playa
from playa.content import ImageObject, PathObject, PathSegment, TextObject
from playa.encodingdb import name2unicode
from playa.exceptions import PDFPasswordIncorrect
from playa.font import Font
from playa.page import Page as PlayaPage
from playa.utils import transform_bbox

from pipeline.errors import InputUnreadable
from pipeline.hyphens import HYPHENS
from pipeline.model import Box
from pipeline.read.glyphs import UNKNOWN, Glyph, readable
from pipeline.read.page import Edge

logging.getLogger("playa").setLevel(logging.CRITICAL)  # font warnings mean nothing to the analyst

_ALIGNED = 0.5
"""Points by which the ends of a rule may differ across its direction."""
_BULLETS = dict.fromkeys(b"\x7f\x81\x8d\x8f\x90\x9d", "•")
"""Codes that WinAnsiEncoding leaves unused: they print a bullet (ISO 32000-1, annex D.2, note 3)."""
_EURO_FONTS = ((re.compile(r"[fg]ey[bm][lor]10"), "e"), (re.compile("MarVoSym"), "eD"))
"""LaTeX's fonts whose letters are drawn as euros, and which of them (packages eurosym and marvosym)."""
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x9f]+")
"""Text that shows nothing."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
"""What stands before the name of a font of which only some characters are embedded (ISO 32000-2, 9.9.2)."""
_FACES, _STRINGS = 64, 4096
"""Fonts, and strings of a font, of which is remembered what they show."""
OVERPRINTED = 1.0
"""Points by which a character printed twice to look bold may be shifted."""
UNDRAWN = (3, 7)
"""Text rendering modes that draw nothing (ISO 32000-2, table 104)."""
_ASLANT = 0.1
"""Slope from which on text runs neither along the page nor up or down it; scans lie less askew."""
_CURVED, _LARGEST_LETTER = ("c", "v", "y"), 30.0
"""Operators that draw curves; points."""
FULL_PAGE = 0.3
"""Share of a page from which on pictures are its content rather than decoration."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows, in points from the top left corner as displayed (crop box, rotation applied).

    `hidden` are characters that are not shown, as beyond the page's edge; `pictured` is the share of the page that
    pictures cover; `curves` are the boxes of small shapes with curves, as letters are that are drawn. `is_recognised`
    says of a picture of a page that its words were laid over it unseen, as text recognition does; `unread` is where it
    shows letters that are not among them. `signs` are characters and what other ones they are called in their fonts,
    `stamps` characters that run aslant.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    edges: tuple[Edge, ...]
    pictured: float = 0.0
    hidden: Sequence[Glyph] = ()
    curves: tuple[Box, ...] = ()
    is_recognised: bool = False
    unread: tuple[Box, ...] = ()
    signs: tuple[tuple[str, str], ...] = ()
    stamps: Sequence[Glyph] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A page that is not turned, before anything is set on it: its size and its upper left corner, in points from the
    origin of the PDF's own coordinates, and the embedded fonts by the names that documents give them.

    `names` are those by which the page calls its fonts.
    """

    width: float
    height: float
    left: float
    upper: float
    faces: Mapping[str, "Face"]
    names: frozenset[str]


class FirstEngine:
    """A PDF as playa opens it; pages can be taken in any order."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open a document; `name` is the file's for messages.

        Raises:
            InputUnreadable: encrypted, damaged or without pages.
        """
        self.name = name
        self._face_of = lru_cache(maxsize=_FACES)(Face)
        with _library(name):
            self._document = playa.parse(content)
            self.count = len(self._document.pages)
        if not self.count:
            raise InputUnreadable(
                f"„{name}“ hat keine Seiten; es gäbe nichts zu lesen: Bitte die Datei neu aus Word als PDF speichern."
            )

    def sheet(self, number: int) -> Sheet:
        """What a page, from 1, shows.

        Raises:
            InputUnreadable: it is damaged.
        """
        with _library(self.name):
            return _sheet(self._document.pages[number - 1], number, self._face_of)

    def frame(self, number: int) -> Frame | None:
        """The frame of a page, from 1; None where it is turned, or where letters show other signs.

        Raises:
            InputUnreadable: it is damaged.
        """
        with _library(self.name):
            page = self._document.pages[number - 1]
            if page.rotate:
                return None
            left, low, right, upper = page.cropbox
            every = [self._face_of(font) for font in page.fonts.values()]
            if any(face.signs for face in every):
                return None
            faces = _by_name(every)
            return Frame(right - left, upper - low, left, upper, faces, frozenset(page.fonts))


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


def _sheet(page: PlayaPage, number: int, face_of: "Callable[[Font], Face]") -> Sheet:
    x0, y0, x1, y1 = transform_bbox(page.ctm, page.cropbox)
    width, height = x1 - x0, y1 - y0
    glyphs: list[Glyph] = []
    undrawn: list[Glyph] = []
    stamps: list[Glyph] = []
    edges: list[Edge] = []
    curves: list[Box] = []
    covered = 0.0
    for item in page.flatten():
        if isinstance(item, TextObject):
            if item.gstate.font is not None:
                shown = stamps if _is_aslant(item) else glyphs
                into = undrawn if item.gstate.render_mode in UNDRAWN else shown
                _set_glyphs(item, face_of(item.gstate.font), (x0, y0), into)
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
    outside = _any_outside(glyphs, width, height)
    shown = [glyph for glyph in glyphs if meets(*glyph[1:5], width, height)] if outside else glyphs
    beyond = [glyph for glyph in glyphs if not meets(*glyph[1:5], width, height)] if outside else []
    drawn = tuple(edge for edge in edges if meets(*edge, width, height))
    signs = {(sign, letter) for font in page.fonts.values() for letter, sign in face_of(font).signs.items()}
    hidden, letters = (*beyond, *undrawn), tuple(sorted(signs))
    return Sheet(
        number, width, height, tuple(shown), drawn, pictured, hidden, tuple(curves), signs=letters, stamps=tuple(stamps)
    )


def _is_aslant(text: TextObject) -> bool:
    a, b, *_ = text.matrix
    return min(abs(a), abs(b)) > _ASLANT * max(abs(a), abs(b))


def _any_outside(glyphs: Sequence[Glyph], width: float, height: float) -> bool:
    """Whether a glyph may not meet the page; asked of all at once, for it is rare."""
    if not glyphs:
        return False
    _, x0, top, x1, bottom, _, _, _ = zip(*glyphs, strict=True)
    measurable = isfinite(sum(x0) + sum(top) + sum(x1) + sum(bottom))
    return not (measurable and max(x0) <= width and min(x1) >= 0 and max(top) <= height and min(bottom) >= 0)


def meets(x0: float, top: float, x1: float, bottom: float, width: float, height: float) -> bool:
    """Whether something touches the page (nothing does whose numbers are beyond all measure)."""
    return -inf < x0 <= width and 0 <= x1 < inf and -inf < top <= height and 0 <= bottom < inf


def _set_glyphs(text: TextObject, face: "Face", corner: tuple[float, float], into: list[Glyph]) -> None:
    """One glyph a character code: as wide as its advance, as high as its type size, standing on the font's descent.

    Done here rather than by playa's own glyph objects, which cost twice the time (ISO 32000-1, 9.4.4).
    """
    state, vertical = text.gstate, face.font.vertical
    a, b, c, d, x, y = text.matrix
    along_x, along_y = (c, d) if vertical else (a, b)
    upright, size = abs(b) <= abs(a), hypot(c, d)
    spacing, word_spacing = (
        (state.charspace / state.fontsize, state.wordspace / state.fontsize) if state.fontsize else (0.0, 0.0)
    )
    x, y = x + c * face.low - corner[0], y + d * face.low - corner[1]
    bold = face.bold
    pen = 0.0
    for item in text.args:
        if not isinstance(item, bytes):
            pen -= item * 0.001
            continue
        for shown, advance, width, is_blank in face.characters(item):
            if shown:
                left, foot = x + along_x * pen, y + along_y * pen
                right, head = left + a * width + c, foot + b * width + d
                if left > right:
                    left, right = right, left
                if head > foot:
                    foot, head = head, foot
                into.append(Glyph(shown, left, head, right, foot, size, bold, upright))
            pen += advance + spacing
            if is_blank:
                pen += word_spacing
    # Where the next string begins: playa would go through the characters again to find out.
    dx, dy = text._glyph_offset  # noqa: SLF001 - measured here, so that nobody has to
    moved = pen * state.fontsize
    text._next_glyph_offset = (dx, dy + moved) if vertical else (dx + moved * state.scaling * 0.01, dy)  # noqa: SLF001


def _by_name(faces: Iterable["Face"]) -> Mapping[str, "Face"]:
    """Faces that are embedded, by the names of their fonts; without those that one name does not tell apart."""
    found: dict[str, Face] = {}
    unclear: set[str] = set()
    for face in faces:
        name = face.font.fontname
        for each in {name, _SUBSET.sub("", name)}:
            same = found.setdefault(each, face)
            if not face.is_embedded or (same.low, same.bold) != (face.low, face.bold):
                unclear.add(each)
    return {name: face for name, face in found.items() if name not in unclear}


class Face:
    """What the characters of a font look like; asked for the same few strings again and again."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self.bold = "bold" in font.fontname.lower()
        self.low = font.matrix[3] * font.descent
        self.is_embedded = not font.vertical and any(entry.startswith("FontFile") for entry in font.descriptor)
        self.hyphens = self._shown() & frozenset(HYPHENS)
        self.signs = _signs(font.fontname)
        self.characters = lru_cache(maxsize=_STRINGS)(self._characters)

    def _shown(self) -> frozenset[str]:
        """What the characters of the font say that they are, if it tells."""
        told = getattr(self.font, "tounicode", None)
        return frozenset(told.bytes2unicode.values()) if told else frozenset()

    def _characters(self, codes: bytes) -> tuple[tuple[str, float, float, bool], ...]:
        """Of a string: what each character shows, its advance and its width by type size, whether it is a blank."""
        font = self.font
        advance = font.vdisp if font.vertical else font.hdisp
        return tuple(
            (
                self.signs.get(text) or readable(self._named(cid) if not text or _CONTROL.fullmatch(text) else text),
                advance(cid),
                font.char_bbox(cid)[2],
                cid == 32 and not font.multibyte,
            )
            for cid, text in font.decode(codes)
        )

    def _named(self, code: int) -> str:
        """What a character is by its shape's name, where the font tells no text for it, or one that cannot be seen.

        Groff and Ghostscript tell the code itself, as U+0089 for a dash.
        """
        if self.font.multibyte:
            return UNKNOWN
        name = getattr(self.font, "encoding", {}).get(code)
        return (isinstance(name, str) and name2unicode(name)) or _BULLETS.get(code, UNKNOWN)


def _signs(font: str) -> Mapping[str, str]:
    """What the letters of a font show that no font's list of characters tells."""
    return {letter: "€" for pattern, letters in _EURO_FONTS if pattern.search(font) for letter in letters}


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs in their order, without those printed over themselves to look bold."""
    alike: dict[str, list[tuple[float, float, float, int]]] = defaultdict(list)
    for place, (text, x0, top, _, _, size, _, _) in enumerate(glyphs):
        alike[text].append((x0, top, size, place))
    again: set[int] = set()
    for places in alike.values():
        places.sort()
        again.update(_printed_again(places))
    return [glyph for index, glyph in enumerate(glyphs) if index not in again] if again else list(glyphs)


def _printed_again(places: Sequence[tuple[float, float, float, int]]) -> Iterator[int]:
    """Of glyphs alike (left edge, top, size, place), from left to right: places of those that lie on an earlier one."""
    for at, (left, top, size, place) in enumerate(places, start=1):
        for right, level, height, later in islice(places, at, None):
            if right - left > OVERPRINTED:
                break
            if abs(level - top) <= OVERPRINTED and abs(height - size) < _ALIGNED:
                yield max(place, later)


def _edges(path: PathObject, x0: float, y0: float) -> Iterator[Edge]:
    """The straight pieces of a painted path that run along or down the page, as `Edge`s."""
    corners: list[tuple[float, float]] = []
    for segment in path.segments:
        if segment.operator == "h":
            corners += corners[:1]
        elif segment.operator == "m":
            yield from straight(corners)
            corners = []
        corners += [(x - x0, y - y0) for x, y in segment.points[-1:]]
    yield from straight(corners)


def _curves(path: PathObject, x0: float, y0: float) -> Iterator[Box]:
    """The boxes of the shapes of a path that have curves and are no larger than letters."""
    if all(segment.operator not in _CURVED for segment in path.segments):
        return
    shape: list[tuple[float, float]] = []
    curved = False
    for segment in chain(path.segments, (PathSegment("m", ()),)):
        if segment.operator == "m":
            if curved and (box := _box_of_letter(shape)):
                yield box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0
            shape, curved = [], False
        shape += segment.points
        curved = curved or segment.operator in _CURVED


def _box_of_letter(shape: Sequence[tuple[float, float]]) -> Box | None:
    across, down = zip(*shape, strict=True)
    if max(max(across) - min(across), max(down) - min(down)) > _LARGEST_LETTER:
        return None
    return min(across), min(down), max(across), max(down)


def straight(corners: Sequence[tuple[float, float]]) -> Iterator[Edge]:
    """The pieces between the corners of a shape that run along or down the page."""
    for (xa, ya), (xb, yb) in pairwise(corners):
        x0, x1 = min(xa, xb), max(xa, xb)
        top, bottom = min(ya, yb), max(ya, yb)
        if bottom - top < _ALIGNED <= x1 - x0:
            yield Edge(x0, top, x1, top)
        elif x1 - x0 < _ALIGNED <= bottom - top:
            yield Edge(x0, top, x0, bottom)
