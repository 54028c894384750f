"""Columns so close that the gap between them looks like a blank: text is divided where it begins level with a title."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.glyphs import Glyph, Segment, as_segment
from pipeline.read.page import Column, Page
from pipeline.read.unruled.columns import Row

_LEVEL = 1.0
"""Points by which the text of a column may begin beside its title."""
_TIGHT = 0.1
"""Share of the type size by which a letter may overlap the blank before it in one text."""
_EXACT = 0.1
"""Points by which texts of a column that are cut off at the next one begin beside its title at most."""
_ALIKE = 2
"""Widths of letters at most where all are alike: there they stand below one another, whatever they belong to."""
_WIDER = 1.4
"""Times that the gap between two columns is wider than the blanks of the line."""
_BLANK = 0.12
"""Share of the type size from which on a gap is a blank."""
_SEVERAL = 3
"""Lines on which texts begin at one place, from which on it is the left edge of a column."""
_LEAST = 0.3
"""Share of the type size from which on a gap may part two columns; most fonts' blanks are narrower."""


def divided(
    lines: Sequence[Row], titles: Sequence[Column], page: Page, known: frozenset[float] = frozenset()
) -> list[Row]:
    """The lines with stretches that run into the next column parted there, by the gap that ends level with a title.

    Also by one that ends where texts begin on several lines: here, or on the pages before (`known`).
    """
    starts = sorted({title.x0 for title in titles[1:]} | known | common_starts(lines, titles))
    result: list[Row] = []
    for line in lines:
        if any(_runs_over(segment, starts) for segment in line):
            in_row = sum(any(abs(s.x0 - title.x0) < _EXACT for title in titles) for s in line) > 1
            result.append([part for segment in line for part in _parted(segment, starts, page, in_row=in_row)])
        else:
            result.append(line)
    return result


def with_titles_parted(lines: Sequence[Row], titles: Sequence[Row], page: Page) -> list[Row]:
    """The lines of titles with those parted that touch, where texts on several lines below begin at the second one."""
    starts = sorted(x for x, count in _starts(lines).items() if count >= _SEVERAL)
    return [
        [
            part
            for segment in line
            for part in (_parted(segment, starts, page, in_row=False) if _runs_over(segment, starts) else [segment])
        ]
        for line in titles
    ]


def _runs_over(segment: Segment, starts: Sequence[float]) -> bool:
    return any(segment.x0 < start - _LEVEL and segment.x1 > start + _LEVEL for start in starts)


def _starts(lines: Sequence[Row]) -> Counter[float]:
    """Where texts begin behind others, and on how many lines."""
    return Counter(round(segment.x0, 1) for line in lines for segment in line[1:])


def common_starts(lines: Sequence[Row], titles: Sequence[Column]) -> frozenset[float]:
    """Where texts begin on several lines behind others, below titles most of which do not: they are centred.

    The second column also where its texts stand above and below a number that is centred beside them.
    """
    below = [line for line in lines if not _are_titles(line, titles)]
    counts = _starts(below)
    found = frozenset(x for x, count in counts.items() if count >= _SEVERAL) | _second_start(below, titles)
    level = sum(any(abs(title.x0 - x) < _LEVEL for x in found) for title in titles[1:])
    if not titles or 2 * level >= len(titles) - 1:
        return frozenset()
    return frozenset(x for x in found if titles[0].x0 < x < titles[-1].x0)


def _second_start(lines: Sequence[Row], titles: Sequence[Column]) -> frozenset[float]:
    """The leftmost place between the first two titles at which several lines begin; indented ones begin behind it."""
    if len(titles) < 2:
        return frozenset()
    first, second = titles[:2]
    counts = Counter(round(line[0].x0, 1) for line in lines if first.x1 < line[0].x0 < second.x0)
    return frozenset(sorted(x for x, count in counts.items() if count >= _SEVERAL)[:1])


def _are_titles(line: Row, titles: Sequence[Column]) -> bool:
    """Whether a line is one of the titles, printed again above each part of the table."""
    return all(
        any(part.text in title.title and abs(part.x0 - title.x0) < title.x1 - title.x0 for title in titles)
        for part in line
    )


def _parted(segment: Segment, starts: Sequence[float], page: Page, *, in_row: bool) -> list[Segment]:
    """A stretch of text in its columns' parts; where others on its line begin right below titles, without a gap too."""
    box = (segment.x0 - 0.1, segment.top - 0.1, segment.x1 + 0.1, segment.bottom + 0.1)
    places = sorted(
        (place for place in page.places(box) if place not in page.gone and not page.glyphs[place].text.isspace()),
        key=lambda place: page.glyphs[place].x0,
    )
    glyphs = [page.glyphs[place] for place in places]
    told_by_order = len({round(glyph.x1 - glyph.x0, 1) for glyph in glyphs}) > _ALIKE
    gaps = [(glyph.x0 - before.x1, place) for place, (before, glyph) in enumerate(pairwise(glyphs), 1)]
    cuts = [
        place
        for gap, place in gaps
        if any(abs(glyphs[place].x0 - start) < _LEVEL for start in starts)
        and (
            gap > max(_LEAST * segment.size, _WIDER * _usual_blank(segment, [g for g, at in gaps if at != place]))
            or (
                told_by_order
                and (gap > _BLANK * segment.size or (in_row and _is_below(glyphs[place], starts)))
                and not _is_drawn_on(places[place - 1], places[place], page)
            )
        )
    ]
    return [as_segment(glyphs[a:b]) for a, b in pairwise([0, *cuts, len(glyphs)])] if cuts else [segment]


def _is_below(glyph: Glyph, starts: Sequence[float]) -> bool:
    """Whether a glyph begins just where a title does."""
    return any(abs(glyph.x0 - start) < _EXACT for start in starts)


def _is_drawn_on(before: int, glyph: int, page: Page) -> bool:
    """Whether a blank alone was drawn between two glyphs, as within a text; cells are drawn one by one."""
    between = page.glyphs[before + 1 : glyph]
    if before > glyph or not all(other.text.isspace() for other in between):
        return False
    start, size = page.glyphs[glyph].x0, page.glyphs[glyph].size
    return between[-1].x1 - start < _TIGHT * size if between else not _has_blanks(page)


def _has_blanks(page: Page) -> bool:
    """Whether the page prints blanks at all."""
    return any(glyph.text.isspace() for glyph in page.glyphs)


def _usual_blank(segment: Segment, gaps: Sequence[float]) -> float:
    """The gap between two words of a stretch, 0 where it is one."""
    blanks = [gap for gap in gaps if gap > _BLANK * segment.size]
    return median(blanks) if blanks else 0.0
