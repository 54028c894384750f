"""From characters with positions to printed lines: pure geometry, the same for every PDF engine."""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import itemgetter
from typing import NamedTuple

from pipeline.hyphens import SOFT_HYPHEN
from pipeline.model import Box, Place
from pipeline.printed import Line
from pipeline.read.accents import composed

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SYMBOLS = {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf0e0": "→", "\uf0e8": "→"}
"""Word's bullets and arrows from Symbol and Wingdings, which PDFs carry as private-use characters."""
SWAPPED = re.compile(r"[\u4100-\u5a00\u6100-\u7a00]")
"""Where letters come out whose two bytes Ghostscript swaps when it distils ligatures: U+7400 for t (U+0074)."""
UNKNOWN = "\ufffd"
"""Stands for a glyph whose font does not tell its character."""
_NO_BREAK = frozenset("\u00a0\u202f\u2007")
"""Blanks that no line is broken at: "40 %", "§ 13a"."""
_GAP, _GAP_BESIDE_BLANKS, _NO_GAP = 0.12, 0.17, 0.05
"""A gap of this share of the type size is a blank: in lines that print no blanks at all (LaTeX), in others, and where
a blank is printed. Kerning stays below 0.1; LaTeX shrinks the gaps of a tight line to 0.15."""
_KERNED_COMMA = 0.08
"""As much is one between a comma and a letter: LaTeX draws the next word nearer there, and none stands apart so far."""
_WIDE_GAP = 0.6
"""A gap of this share of the type size divides columns; a justified line's blanks stay below it."""
_LETTER_SPACED, _LEAST_SPACED, _KERNED, _WIDEST_SPACING = 0.7, 3, 0.1, 0.4
"""Letters are set apart where that share of them stands behind a gap, on lines with that many gaps, nearly all alike
(a share of the type size, for kerning), and not as wide as a column's."""
_FAR_APART = 2.0
"""A gap of this many times the type size parts lines that run up or down the page."""
_OVERLAP = 0.5
START, END, _TOP_AND_START = itemgetter(1), itemgetter(3), itemgetter(2, 1)
"""Left and right edge of a glyph, and its top before the former; by place, which is faster than by name."""


class Glyph(NamedTuple):
    """One character as set on the page; coordinates in points from the top left corner.

    Those that are not `upright` run up or down the page, as in narrow columns whose titles are set sideways.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    upright: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def follows(previous: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands right behind another one on its line, without room for a blank between them."""
    near = -previous.size < glyph.x0 - previous.x1 <= _GAP_BESIDE_BLANKS * max(previous.size, glyph.size)
    return near and _overlap(previous, glyph) >= _OVERLAP


def words_drawn(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs in the order they were drawn, a word at a time: up to a blank, or to one that does not follow."""
    words: list[list[Glyph]] = []
    word: list[Glyph] = []
    right = level = before = inf
    for glyph in glyphs:
        text, x0, top, x1, _, size, _, _ = glyph
        if text.isspace():
            word = []
        elif word and (
            (top == level and size == before and -size < x0 - right <= _GAP_BESIDE_BLANKS * size)  # nearly always
            or follows(word[-1], glyph)
        ):
            word.append(glyph)
        else:
            word = [glyph]
            words.append(word)
        right, level, before = x1, top, size
    return words


def spelled(words: Iterable[Sequence[Glyph]]) -> str:
    """The words of a page in the order they were drawn, before anything is made of them."""
    texts = ["".join([glyph.text for glyph in word]) for word in words]
    return unicodedata.normalize("NFC", " ".join(" ".join(texts).split()))


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """A glyph's text without ligatures, private-use symbols and marks of no width; U+FFFD where nobody knows it."""
    text = _ligature(text)
    text = "".join(LIGATURES.get(c, SYMBOLS.get(c, c)) for c in unicodedata.normalize("NFC", text))
    visible = (c for c in text if unicodedata.category(c) != "Cf" or c == SOFT_HYPHEN)
    return "".join(UNKNOWN if unicodedata.category(c) in ("Cc", "Cs", "Cn") and not c.isspace() else c for c in visible)


def swapped_back(text: str) -> str:
    """A text with the letters whose bytes are swapped as they are meant."""
    return SWAPPED.sub(lambda found: found[0] if ord(found[0]) % 256 else chr(ord(found[0]) // 256), text)


def _ligature(text: str) -> str:
    """The letters of a ligature with their bytes in order; of a ligature of three, Ghostscript keeps only the first."""
    letters = swapped_back(text)
    return letters + UNKNOWN if letters != text and len(letters) == 1 else letters


def set_lines(glyphs: Iterable[Glyph], page: int, limit: float) -> tuple[Line, ...]:
    """The printed lines of one cell or column, top to bottom; `limit` is the right edge that text may reach.

    Lines that run up or down the page follow those that run along it.
    """
    along, sideways = _by_direction(glyphs)
    lines = (*(_line(row, page, limit) for row in _rows(along)), *_sideways_lines(sideways, page))
    return tuple(line for line in lines if line.text)


def _by_direction(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    every = list(glyphs)
    along = [glyph for glyph in every if glyph.upright]
    return along, [] if len(along) == len(every) else [glyph for glyph in every if not glyph.upright]


def _sideways_lines(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Lines that run up or down the page; which of both, the order tells in which their characters were set."""
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not letters:
        return []
    up = sum((a.middle[1] > b.middle[1]) - (a.middle[1] < b.middle[1]) for a, b in pairwise(letters)) > 0
    turned = [_laid_flat(glyph, up) for glyph in glyphs]
    lines = [_line(part, page, 0.0) for row in _rows(turned) for part in _apart(row)]
    return [replace(line, place=Place(page, _set_up(line.place.bbox, up)), room=0.0) for line in lines if line.text]


def _apart(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A line that runs up or down in its parts: titles of two tables may stand one below the other."""
    parts: list[list[Glyph]] = []
    end = inf
    for glyph in row:
        if not parts or (not glyph.text.isspace() and glyph.x0 - end > _FAR_APART * glyph.size):
            parts.append([])
        parts[-1].append(glyph)
        end = end if glyph.text.isspace() else glyph.x1
    return parts


def _laid_flat(glyph: Glyph, up: bool) -> Glyph:
    """The glyph as it stands when the page is turned so that its line runs along it."""
    x0, top, x1, bottom = glyph.x0, glyph.top, glyph.x1, glyph.bottom
    box = (-bottom, x0, -top, x1) if up else (top, -x1, bottom, -x0)
    return Glyph(glyph.text, *box, glyph.size, glyph.bold)


def _set_up(box: Box | None, up: bool) -> Box | None:
    """The place on the page of a line that was laid flat."""
    if box is None:
        return None
    x0, top, x1, bottom = box
    return (top, -x1, bottom, -x0) if up else (-bottom, x0, -top, x1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one printed line without a wide gap: a cell's part of a line in a table without rules.

    `opens` says that it begins with its measure's number, in a table without a column for these.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    opens: bool = False


def segments(glyphs: Iterable[Glyph]) -> list[list[Segment]]:
    """The printed lines of a page, each in stretches divided by gaps wider than a blank, left to right."""
    along, sideways = _by_direction(glyphs)
    lines = [_segments(row) for row in _rows(along)]
    if not sideways:
        return lines
    stacked = [[_as_segment(line)] for line in _sideways_lines(sideways, 0)]
    return sorted((line for line in (*lines, *stacked) if line), key=lambda line: line[0].top)


def _segments(row: Sequence[Glyph]) -> list[Segment]:
    stretches: list[list[Glyph]] = []
    for glyph in row:
        if glyph.text.isspace():
            continue
        if stretches and _is_near(stretches[-1], glyph):
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    return [as_segment(stretch) for stretch in stretches]


def _is_near(stretch: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether no wide gap stands before the next glyph; an accent may end before the letter that it is on."""
    begins = glyph.x0 - _WIDE_GAP * glyph.size
    return begins <= stretch[-1].x1 or any(other.x1 >= begins for other in stretch[-3:-1])


def as_segment(stretch: Sequence[Glyph]) -> Segment:
    """Glyphs of one line, left to right, as a stretch of it."""
    return _as_segment(_line(stretch, 0, 0.0))


def _as_segment(line: Line) -> Segment:
    x0, top, x1, bottom = line.place.bbox or (0.0, 0.0, 0.0, 0.0)
    return Segment(line.text, x0, top, x1, bottom, line.size, line.bold)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped by the line they stand on; raised and lowered characters (m²) stay with their line."""
    rows: list[list[Glyph]] = []
    bands: list[Glyph] = []
    for glyph in sorted(glyphs, key=_TOP_AND_START):
        if bands and bands[-1].top == glyph.top and bands[-1].bottom == glyph.bottom:  # nearly always
            rows[-1].append(glyph)
            continue
        for index in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            if _overlap(bands[index], glyph) >= _OVERLAP:
                rows[index].append(glyph)
                if glyph.bottom - glyph.top > bands[index].bottom - bands[index].top:
                    bands[index] = glyph
                break
        else:
            rows.append([glyph])
            bands.append(glyph)
    order = sorted(range(len(rows)), key=lambda index: bands[index].top)
    return [sorted(rows[index], key=START) for index in order]


def _overlap(band: Glyph, glyph: Glyph) -> float:
    return _shared((band.top, band.bottom), (glyph.top, glyph.bottom))


def _shared(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The share of the lower of two bands that lies within the other one."""
    height = min(one[1] - one[0], other[1] - other[0])
    return (min(one[1], other[1]) - max(one[0], other[0])) / height if height > 0 else 0.0


def _line(row: Sequence[Glyph], page: int, limit: float) -> Line:
    printed = [glyph for glyph in row if not glyph.text.isspace()]
    if not printed:
        return Line("", Place(page))
    text, advances, blanks = _spelled(row, _GAP_BESIDE_BLANKS if len(printed) < len(row) else _GAP)
    if len(blanks) > _LETTER_SPACED * len(printed) and (wider := _between_words(row)):
        text, advances, blanks = _spelled(row, wider)
    held = _held(row, text) if len(printed) < len(row) else 0
    text, widths = composed(text, advances)
    _, _, tops, ends, bottoms, sizes, bold, _ = zip(*printed, strict=True)
    right, size = max(ends), max(sizes)
    return Line(
        text=text,
        place=Place(page, (printed[0].x0, min(tops), right, max(bottoms))),
        room=limit - right,
        advances=array("f", widths),  # in an eighth of the memory
        space=min(*blanks, _WIDE_GAP * size) if blanks else 0.25 * size,
        size=size,
        bold=all(bold),
        held=held,
    )


def _held(row: Sequence[Glyph], text: str) -> int:
    """How many characters at the beginning of a line no-break blanks hold together, 0 where they hold none."""
    blanks = [(place, glyph.text) for place, glyph in enumerate(row) if glyph.text.isspace()]
    free = next((place for place, blank in blanks if blank not in _NO_BREAK), len(row))
    if (free == len(row) and len(blanks) > 1) or all(place > free for place, blank in blanks if blank in _NO_BREAK):
        return 0  # some programs have no other blank
    letters = sum(len(glyph.text) for glyph in row[:free] if not glyph.text.isspace())
    ends = (place for place in range(1, len(text) + 1) if len(text[:place].replace(" ", "")) == letters)
    return next(ends, 0)


def _between_words(row: Sequence[Glyph]) -> float:
    """The least gap between words, as a share of the type size, on a line whose letters are all set apart alike."""
    pairs = [(a, b) for a, b in pairwise(row) if (a.text + b.text).isalpha()]
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in pairs)
    usual = gaps[len(gaps) // 2] if len(gaps) >= _LEAST_SPACED else inf
    alike = [gap for gap in gaps if abs(gap - usual) < _KERNED]
    return usual + 2 * _KERNED if usual < _WIDEST_SPACING and len(alike) > _LETTER_SPACED * len(gaps) else 0.0


def _spelled(row: Sequence[Glyph], least: float) -> tuple[str, list[float], list[float]]:
    """The text of a line, the width of each of its characters, and those of its blanks.

    A gap is as good as a blank from `least`, a share of the type size, on; behind a printed blank any gap is.
    """
    texts: list[str] = []
    advances: list[float] = []
    blanks: list[float] = []
    end, before = inf, 0.0
    is_blank = False
    for text, x0, _, x1, _, size, _, _ in row:
        if text.isspace():
            is_blank = end < inf
            continue
        gap = x0 - end
        if gap > 0 and (
            gap > least * max(before, size)
            or (is_blank and gap > _NO_GAP * size)
            or (gap > _KERNED_COMMA * size and texts[-1] in ",;" and text.isalpha())
        ):
            texts.append(" ")
            advances.append(gap)
            blanks.append(gap)
        texts.append(text)
        if len(text) == 1:
            advances.append(x1 - x0)
        else:
            advances += [(x1 - x0) / len(text)] * len(text)
        end, before, is_blank = x1, size, False
    return "".join(texts), advances, blanks
