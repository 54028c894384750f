"""Scanned pages with recognised words: their rules are seen in the picture, pages that lie askew are set level."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

import pypdfium2

from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph, follows
from pipeline.read.page import Edge
from pipeline.read.scans.ink import unread_ink
from pipeline.read.scans.marks import with_seen_marks
from pipeline.read.scans.rules import Turn, seen_rules

_SCALE, _COARSER = 4.0, 2
"""Pixels per point: at 288 dpi bullets and arrows have a shape, at half of it a hairline still is a pixel wide."""
_LONGEST_SIDE = 4800
"""Pixels of a page at most, so that no page can fill the memory."""
RECOGNISED_WITHIN = 4.0
"""Points by which the ends of a recognised line may be out."""
_LEVEL = 1.0
"""Points by which a page may sink from one side to the other and still be level."""
_OF_BODY = (0.4, 1.4)
"""Measured type sizes, as shares of the usual one, that are taken for the same."""
_BELOW_BASE = 0.25
"""Share of the type size that fonts reach below the line they stand on, or so."""
_BARS, _BRACKETS = frozenset("|¦_"), frozenset("[]")
_ON_RULE = 5.0
"""Points from a rule within which what was taken for a character lies."""


def with_seen_rules(sheet: Sheet, document: pypdfium2.PdfDocument) -> Sheet:
    """The sheet; one with recognised words level and with the rules that its picture shows besides those drawn."""
    return _seen(sheet, document) if sheet.is_recognised else sheet


def _seen(sheet: Sheet, document: pypdfium2.PdfDocument) -> Sheet:
    page = document[sheet.number - 1]
    scale = min(_SCALE, _LONGEST_SIDE / max(sheet.width, sheet.height, 1.0))
    picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    page.close()
    rules = seen_rules(picture.reduce(_COARSER), scale / _COARSER)
    edges = (*sheet.edges, *rules.edges(sheet.width, sheet.height))
    glyphs = sheet.glyphs
    turn = Turn(rules.slant, sheet.width / 2, sheet.height / 2)
    if abs(rules.slant) * sheet.width > _LEVEL:
        glyphs = tuple(_turned(glyph, turn) for glyph in glyphs)
    glyphs = _evened(tuple(_without_bars(glyphs, edges)))
    clean = rules.wiped_off(picture, scale)
    glyphs = with_seen_marks(glyphs, clean, scale, turn)
    unread = unread_ink(glyphs, clean.reduce(_COARSER), scale / _COARSER, turn)
    return replace(sheet, edges=edges, glyphs=glyphs, unread=unread)


def _without_bars(glyphs: Sequence[Glyph], edges: Sequence[Edge]) -> Iterator[Glyph]:
    """The characters without those that text recognition took a piece of a rule for."""
    for before, glyph, after in zip((None, *glyphs), glyphs, (*glyphs[1:], None), strict=False):
        alone = not (_joined(before, glyph) or _joined(glyph, after))
        if not ((glyph.text in _BARS or (alone and glyph.text in _BRACKETS)) and _is_on_rule(glyph, edges)):
            yield glyph


def _joined(one: Glyph | None, other: Glyph | None) -> bool:
    """Whether two neighbours are letters of one word."""
    return bool(one and other and not any(map(str.isspace, one.text + other.text)) and follows(one, other))


def _is_on_rule(glyph: Glyph, edges: Sequence[Edge]) -> bool:
    x0, top, x1, bottom = glyph.x0 - _ON_RULE, glyph.top, glyph.x1 + _ON_RULE, glyph.bottom + _ON_RULE
    return any(edge.x0 <= x1 and edge.x1 >= x0 and edge.top <= bottom and edge.bottom >= top for edge in edges)


def _evened(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The characters of the body in one type size on their base lines: each line is measured by its own ink."""
    if not glyphs:
        return ()
    usual = median(glyph.size for glyph in glyphs)
    smallest, largest = (share * usual for share in _OF_BODY)
    return tuple(_sized(each, usual) if each.upright and smallest < each.size < largest else each for each in glyphs)


def _sized(glyph: Glyph, size: float) -> Glyph:
    base = glyph.bottom - _BELOW_BASE * glyph.size
    return glyph._replace(top=base - (1 - _BELOW_BASE) * size, bottom=base + _BELOW_BASE * size, size=size)


def _turned(glyph: Glyph, turn: Turn) -> Glyph:
    x, y = glyph.middle
    to_x, to_y = turn.at(x, y)
    right, down = to_x - x, to_y - y
    return glyph._replace(x0=glyph.x0 + right, x1=glyph.x1 + right, top=glyph.top + down, bottom=glyph.bottom + down)
