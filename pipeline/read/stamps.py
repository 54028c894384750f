"""Words across a page that are none of its lines, such as "Entwurf" behind the text: taken off, told as furniture.

They run aslant, or up or down in the margin, or they are so large that the lines of the page run through them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist
from operator import itemgetter
from statistics import median

from pipeline.model import Finding, Place, Severity
from pipeline.printed import Line
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph

_LARGE = 3.0
"""Times as large as usual, from which on letters may lie behind the lines of a page."""
_LINES = 2
"""Lines that run through a letter at least."""
_APART = 2.0
"""Times the type size by which letters of one word or of two beside each other may lie apart."""
_BESIDE = 12.0
"""Points between the rules of a table and the text in it at most."""
_MOST = 0.5
"""Share of pages with the same words, above which they are a watermark."""
_NAMED, _EXCERPT = 8, 60
"""Texts, and pages of each, that a finding names; characters of a text that it shows."""


def without_stamps(sheet: Sheet) -> Sheet:
    """The page with such letters among its `stamps`; those that run aslant are there already."""
    apart = {id(glyph) for glyph in (*_behind(sheet.glyphs), *_in_margin(sheet))}
    if not apart:
        return sheet
    return replace(
        sheet,
        glyphs=tuple(glyph for glyph in sheet.glyphs if id(glyph) not in apart),
        stamps=(*sheet.stamps, *(glyph for glyph in sheet.glyphs if id(glyph) in apart)),
    )


def stamp_lines(sheet: Sheet) -> tuple[Line, ...]:
    """The words across the page, a line for those of one size that follow each other closely."""
    return tuple(line for glyphs in _runs(sheet.stamps) if (line := _line(glyphs, sheet.number)).text)


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = [list(glyphs[:1])] if glyphs else []
    for before, glyph in pairwise(glyphs):
        if before.size == glyph.size and dist(before.middle, glyph.middle) <= _APART * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def about_stamps(lines: Sequence[Line], count: int) -> Iterator[Finding]:
    """One finding about all words across some of `count` pages; on most of them they are a watermark."""
    pages: dict[str, list[int]] = {}
    for line in lines:
        pages.setdefault(line.text, []).append(line.place.page)
    told = {text: once for text, on in pages.items() if not _is_watermark(once := list(dict.fromkeys(on)), count)}
    if told:
        named = [f"„{text[:_EXCERPT]}“, {_pages(on)}" for text, on in told.items()]
        yield Finding(
            "text-across",
            Severity.INFO,
            "Text, der schräg oder groß quer über der Seite steht, ist in keine Maßnahme und keine Spalte übernommen "
            f"({_listed(named, '; ')}): Bitte im Katalog nachsehen, ob er zu einer gehört.",
            page=min(page for on in told.values() for page in on),
            value=_listed([f"„{text[:_EXCERPT]}“" for text in told]),
        )


def _is_watermark(pages: Sequence[int], count: int) -> bool:
    return len(pages) > max(1.0, _MOST * count)


def _pages(pages: Sequence[int]) -> str:
    return f"Seite {pages[0]}" if len(pages) == 1 else f"Seiten {_listed(list(map(str, pages)))}"


def _listed(texts: Sequence[str], separator: str = ", ") -> str:
    return separator.join(texts[:_NAMED]) + (f" und {len(texts) - _NAMED} weitere" if texts[_NAMED:] else "")


def _in_margin(sheet: Sheet) -> Sequence[Glyph]:
    """A single line that runs up or down beside all text of a page, where no rule of a table reaches it."""
    printed = [glyph for glyph in sheet.glyphs if not glyph.text.isspace()]
    aside = [glyph for glyph in printed if not glyph.upright]
    along = [glyph for glyph in printed if glyph.upright]
    if not aside or not along:  # nearly always
        return ()
    left, right = min(glyph.x0 for glyph in along), max(glyph.x1 for glyph in along)
    outside = [glyph for glyph in aside if glyph.x1 <= left or glyph.x0 >= right]
    if len(outside) < len(aside) or len(_runs(aside)) > 1:
        return ()
    x = aside[0].middle[0]
    near = (left - _BESIDE, right + _BESIDE)
    ruled = any(edge.x0 < x < edge.x1 and edge.x1 > near[0] and edge.x0 < near[1] for edge in sheet.edges)
    return () if ruled else [glyph for glyph in sheet.glyphs if not glyph.upright]


def _behind(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    sizes = [glyph.size for glyph in glyphs]
    if not sizes or max(sizes) < _LARGE * (usual := median(sizes)):
        return
    large = [glyph for glyph in glyphs if glyph.size >= _LARGE * usual and not glyph.text.isspace()]
    small = [glyph for glyph in glyphs if glyph.size < _LARGE * usual / 2 and not glyph.text.isspace()]
    rows = _rows(small)
    words: dict[float, list[Glyph]] = {}
    for glyph in large:
        words.setdefault(glyph.size, []).append(glyph)
    for word in words.values():
        if _lines_through(word, rows):
            yield from word


def _rows(glyphs: Sequence[Glyph]) -> list[tuple[float, int, list[float]]]:
    """The glyphs by the height of their middle, from top to bottom: where their line is, and their middles in it."""
    rows: dict[tuple[float, int], list[float]] = {}
    for glyph in glyphs:
        x, y = glyph.middle
        rows.setdefault((y, round(glyph.top)), []).append(x)
    return [(y, line, sorted(across)) for (y, line), across in sorted(rows.items())]


def _lines_through(word: Sequence[Glyph], rows: Sequence[tuple[float, int, list[float]]]) -> bool:
    """Whether as many lines run through the letters of a word as tell that it lies behind them."""
    through: set[int] = set()
    height = itemgetter(0)
    for glyph in word:
        first, last = bisect_left(rows, glyph.top, key=height), bisect_right(rows, glyph.bottom, key=height)
        for _, line, across in rows[first:last]:
            if bisect_left(across, glyph.x0) < bisect_right(across, glyph.x1):
                through.add(line)
                if len(through) >= _LINES:
                    return True
    return False


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    box = (
        min(glyph.x0 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    text = " ".join("".join(glyph.text for glyph in glyphs).split())
    return Line(text, Place(page, box), size=glyphs[0].size)
