"""Bullets and arrows that a picture shows before a line; text recognition takes them for letters or leaves them out.

Its languages hold neither: "•" becomes "e" or "*", "→" becomes "—". A list begins with the one, a progress note with
the other, so both are told by their shape: a disc or square is filled to its edge, an arrow is a shaft with a head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from pipeline.read.glyphs import Glyph
from pipeline.read.scans.rules import Turn

_BULLET, _ARROW = "•", "→"
_BEFORE, _BEHIND = 2.5, 1.5
"""Type sizes before and behind the first recognised character between which a mark may stand."""
_INK = 70
"""Steps (of 255) by which ink is darker than its paper."""
_LINE_GAP = 1.2
"""Type sizes between two characters of one line, at the most."""
_APART = 0.15
"""Type sizes between a letter that stands by itself and the next one."""
_SPECK = 0.02
"""Share of the square of the type size that a mark covers at the least."""
_FILLED = 0.9
"""Share of the ellipse within its box that a disc or square fills."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch of recognised characters without a wide gap."""

    glyphs: list[Glyph]

    @property
    def first(self) -> Glyph:
        return self.glyphs[0]

    @property
    def end(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class _Blob:
    """Ink between two empty columns: its first column in the strip, and the rows of its box from top to bottom."""

    start: int
    top: int
    rows: tuple[bytes, ...]

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def height(self) -> int:
        return len(self.rows)


def with_seen_marks(glyphs: Sequence[Glyph], picture: Image.Image, scale: float, turn: Turn) -> tuple[Glyph, ...]:
    """The characters of a level page with the marks that its picture shows, which `turn` has set level.

    `picture` is grey, with `scale` pixels per point and without the rules of tables.
    """
    lines = list(_lines(glyphs))
    back = Turn(-turn.slant, turn.x, turn.y)
    marks: dict[Glyph, tuple[Glyph, list[Glyph]]] = {}
    for line in lines:
        found = _mark(line, _room_before(line, lines), picture, scale, back)
        if found:
            beneath = [glyph for glyph in line.glyphs[:3] if found.x0 <= glyph.middle[0] < found.x1]
            behind = line.glyphs[len(beneath) :]
            if behind and _may_be_mark(beneath, behind[0]):
                marks[line.first] = (found, beneath)
            elif behind and found.text == _ARROW:  # the letters of the word are spread over the arrow before it
                width = found.x1 - found.x0
                marks[line.first] = (found._replace(x0=line.first.x0 - width, x1=line.first.x0), [])
    gone = {glyph for _, beneath in marks.values() for glyph in beneath}
    result: list[Glyph] = []
    for glyph in glyphs:
        if glyph in marks:
            result.append(marks[glyph][0])
        if glyph not in gone:
            result.append(glyph)
    return tuple(result)


def _may_be_mark(taken_for: Sequence[Glyph], behind: Glyph) -> bool:
    """Whether what was recognised in a mark's place is no letter of a word: nothing, signs, or a letter by itself."""
    if any(glyph.text.isalnum() for glyph in taken_for):
        return len(taken_for) == 1 and behind.x0 - taken_for[0].x1 > _APART * behind.size
    return True


def _lines(glyphs: Sequence[Glyph]) -> Iterator[_Line]:
    """The characters in lines, in the order in which they were set."""
    line: list[Glyph] = []
    for glyph in (glyph for glyph in glyphs if glyph.upright and not glyph.text.isspace()):
        if line and not _goes_on(line[-1], glyph):
            yield _Line(line)
            line = []
        line.append(glyph)
    if line:
        yield _Line(line)


def _goes_on(previous: Glyph, glyph: Glyph) -> bool:
    level = previous.top < glyph.middle[1] < previous.bottom
    return level and -previous.size < glyph.x0 - previous.x1 < _LINE_GAP * previous.size


def _room_before(line: _Line, lines: Sequence[_Line]) -> float:
    """How far to the left the picture beside a line belongs to it: up to the text in the column before."""
    first = line.first
    beside = [
        other.end for other in lines if other.first.top < first.middle[1] < other.first.bottom and other.end < first.x0
    ]
    return max([first.x0 - _BEFORE * first.size, *beside])


def _mark(line: _Line, left: float, picture: Image.Image, scale: float, back: Turn) -> Glyph | None:
    """The mark that begins a line, where the page is level."""
    first = line.first
    x, y = back.at((left + first.x0) / 2, first.middle[1])
    right_by, down_by = x - (left + first.x0) / 2, y - first.middle[1]
    right = first.x0 + _BEHIND * first.size
    upper_left = round((left + right_by) * scale), round((first.top + down_by) * scale)
    strip = picture.crop((*upper_left, round((right + right_by) * scale), round((first.bottom + down_by) * scale)))
    em = first.size * scale
    for blob in _blobs(strip):
        if blob.width * blob.height < _SPECK * em * em:
            continue
        text = _BULLET if _is_bullet(blob, em, strip.height) else _ARROW if _is_arrow(blob, em) else ""
        x0, x1 = left + blob.start / scale, left + (blob.start + blob.width) / scale
        return first._replace(text=text, x0=x0, x1=x1) if text else None
    return None


def _blobs(strip: Image.Image) -> Iterator[_Blob]:
    """The separate pieces of ink in a strip, from left to right."""
    if not strip.width or not strip.height:
        return
    _, paper = strip.getextrema()
    ink = strip.point([step < paper - _INK for step in range(256)]).tobytes()  # type: ignore[operator] # one channel
    width = strip.width
    inked = [x for x in range(width) if any(ink[x::width])]
    starts = inked[:1] + [b for a, b in pairwise(inked) if b > a + 1]
    ends = [a for a, b in pairwise(inked) if b > a + 1] + inked[-1:]
    for start, end in zip(starts, ends, strict=True):
        rows = [ink[y * width + start : y * width + end + 1] for y in range(strip.height)]
        filled = [y for y, row in enumerate(rows) if any(row)]
        yield _Blob(start, filled[0], tuple(rows[filled[0] : filled[-1] + 1]))


def _is_bullet(blob: _Blob, em: float, height: int) -> bool:
    """A disc or square of a third of the type size or so, filled, above the line that letters stand on."""
    small = 0.2 * em <= min(blob.width, blob.height) and max(blob.width, blob.height) <= 0.65 * em
    round_about = 0.7 <= blob.width / blob.height <= 1.4
    raised = 0.2 < (blob.top + blob.height / 2) / height < 0.7
    return small and round_about and raised and _fill(blob) >= _FILLED


def _fill(blob: _Blob) -> float:
    """Share of the ellipse within the box that is ink."""
    inside = filled = 0
    for y, row in enumerate(blob.rows):
        for x, ink in enumerate(row):
            across, down = (2 * x + 1) / blob.width - 1, (2 * y + 1) / blob.height - 1
            if across * across + down * down <= 0.9:
                inside += 1
                filled += bool(ink)
    return filled / inside


def _is_arrow(blob: _Blob, em: float) -> bool:
    """A thin shaft along the line whose right part spreads and comes to a point."""
    if not (0.35 * em <= blob.width <= 1.6 * em and 0.15 * em <= blob.height <= 0.9 * em):
        return False
    shaft = max(sum(map(bool, row)) for row in blob.rows) >= 0.85 * blob.width
    spans = [_span(blob, x) for x in range(blob.width)]
    behind = spans[: round(0.4 * blob.width)]
    head = max(range(blob.width), key=spans.__getitem__)
    thin = max(behind) <= 0.55 * blob.height
    spreads = head >= 0.58 * blob.width and spans[head] >= 0.8 * blob.height
    return shaft and thin and spreads and spans[-1] <= 0.6 * blob.height


def _span(blob: _Blob, x: int) -> int:
    """Rows from the first to the last ink in a column."""
    inked = [y for y, row in enumerate(blob.rows) if row[x]]
    return inked[-1] - inked[0] + 1
