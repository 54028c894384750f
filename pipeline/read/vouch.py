"""Whether PDFium bears out what the plain engine reads on a page: the same letters, and every run of them where it is.

That is more than `confirm` asks of playa, whose rules for placing text are its own (ISO 32000-2, 9.4): here PDFium
knows where each run of text begins, how large it is and that it is neither turned, slanted, mirrored nor raised.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from ctypes import c_float
from functools import cached_property
from itertools import pairwise, product
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.hyphens import HYPHENS
from pipeline.read.confirm import LINE_END_HYPHENS
from pipeline.read.extract import FULL_PAGE, OVERPRINTED, UNDRAWN, Sheet
from pipeline.read.extract_plain import PlainPage
from pipeline.read.glyphs import UNKNOWN, Glyph, readable
from pipeline.read.ink import objects

_HYPHENS = frozenset(HYPHENS + LINE_END_HYPHENS)
_NEAR = 0.05
"""Points by which the engines may differ on where text stands: they count in numbers of four bytes."""
_STEP = 0.1
"""Points of a step in which places are looked up; more than the former."""
_BEARING = 0.3
"""Share of the type size by which a letter's ink may end before its advance does, or behind it."""


class _Run(NamedTuple):
    """Text that is drawn at one go: the place of its first letter on the page, and where its ink ends (points)."""

    begin: int
    end: float


def vouch(plain: PlainPage, page: pdfium.PdfPage, text: str) -> Sheet | None:
    """The page, if PDFium bears it out, its glyphs in the order they were drawn; `text` is what PDFium reads on it.

    Pages that are full of pictures, or that hold forms within which text has coordinates of its own, are not.
    """
    if not _same_letters(plain.glyphs, text):
        return None
    places = _Places(plain)
    runs: list[_Run] = []
    covered = 0.0
    for item, kind in objects(page, 1):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            if (begin := places.begin_of(item)) is None:
                return None
            runs.append(_Run(begin, _bounds(item)[2] - plain.frame.left))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(item)
            covered += (right - left) * (top - bottom)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            return None
    pictured = covered / (plain.frame.width * plain.frame.height or 1.0)
    glyphs = _drawn(runs, plain)
    if pictured > FULL_PAGE or glyphs is None:
        return None
    return Sheet(plain.number, plain.frame.width, plain.frame.height, glyphs, plain.edges, pictured)


def _same_letters(glyphs: Sequence[Glyph], text: str) -> bool:
    """Whether both read exactly the same; where accents are letters of their own, more than letters must be known."""
    ours, theirs = _counted("".join([glyph.text for glyph in glyphs])), _counted(text)
    return ours == theirs and UNKNOWN not in ours and not any(map(unicodedata.combining, ours))


def _counted(text: str) -> Counter[str]:
    """How often each letter occurs, blanks aside; a hyphen is a hyphen, as PDFium sees it at the end of a line."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        for shown in readable("-" if letter in _HYPHENS else letter):
            if not shown.isspace():
                counts[shown] += times
    return counts


class _Places:
    """Where the letters of a page stand, to be looked up."""

    def __init__(self, plain: PlainPage) -> None:
        self._plain = plain
        self._exactly = dict(zip(zip(plain.across, plain.up, strict=True), range(len(plain.glyphs)), strict=True))
        self._matrix, self._height = pdfium_c.FS_MATRIX(), c_float()

    def begin_of(self, run: Any) -> int | None:
        """The place of the letter with which a run of text begins that is drawn along the page."""
        matrix, height = self._matrix, self._height
        if not (pdfium_c.FPDFPageObj_GetMatrix(run, matrix) and pdfium_c.FPDFTextObj_GetFontSize(run, height)):
            return None
        if matrix.a <= 0 or matrix.d <= 0 or matrix.b or matrix.c:
            return None
        if pdfium_c.FPDFTextObj_GetTextRenderMode(run) in UNDRAWN:
            return None
        place = self._at(matrix.e, matrix.f)
        if place is None or abs(self._plain.glyphs[place].size - matrix.d * height.value) > _NEAR:
            return None
        return place

    def _at(self, x: float, y: float) -> int | None:
        place = self._exactly.get((x, y))  # nearly always to the last bit
        if place is not None:
            return place
        right, down = round(x / _STEP), round(y / _STEP)
        steps = product((right, right - 1, right + 1), (down, down - 1, down + 1))
        near = (place for step in steps for place in self._by_step.get(step, ()))
        across, up = self._plain.across, self._plain.up
        return next((at for at in near if abs(across[at] - x) < _NEAR and abs(up[at] - y) < _NEAR), None)

    @cached_property
    def _by_step(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, (x, y) in enumerate(zip(self._plain.across, self._plain.up, strict=True)):
            found[round(x / _STEP), round(y / _STEP)].append(place)
        return found


def _drawn(runs: Sequence[_Run], plain: PlainPage) -> tuple[Glyph, ...] | None:
    """All glyphs in the order they were drawn; None where one is in no run, or a run not on one line or on another run.

    Text that is printed twice to look bold lies on itself. That a run ends where its last letter does says that all of
    its letters are as wide as they should be.
    """
    begins = [run.begin for run in runs]
    ends = dict(pairwise((*sorted(begins), len(plain.glyphs))))
    if len(ends) < len(begins) or min(begins, default=len(plain.glyphs)) > 0:
        return None
    if _any_twice([(plain.across[begin], plain.up[begin]) for begin in begins]):
        return None
    glyphs: list[Glyph] = []
    for run in runs:
        place = slice(run.begin, ends[run.begin])
        letters = plain.glyphs[place]
        last = next((glyph for glyph in reversed(letters) if not glyph.text.isspace()), None)
        if len(set(plain.up[place])) > 1 or (last and abs(last.x1 - run.end) > _BEARING * last.size):
            return None
        glyphs += letters
    return tuple(glyphs)


def _any_twice(places: Sequence[tuple[float, float]]) -> bool:
    """Whether two runs begin in the same place, or nearly so."""
    for shift in (0.0, 0.5):  # two that are no further apart share a strip of this width at least once
        strips = sorted((int(x / (2 * OVERPRINTED) + shift), y, x) for x, y in places)
        for (strip, y, x), (same_strip, up, across) in pairwise(strips):
            if strip == same_strip and up - y <= OVERPRINTED and abs(across - x) <= OVERPRINTED:
                return True
    return False


def _bounds(item: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of something on the page."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value
