"""Sheets wider than the paper: their last columns are printed on other pages, the rows at the same heights.

The parts are put side by side again, so that a row is read whole; what was read is placed on its own page after.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Place
from pipeline.printed import Line
from pipeline.read.page import Page
from pipeline.read.sheet_pages import Strip, beside, fits, has_titles, strip_of
from pipeline.vocabulary import Vocabulary

_MOST_DOWN, _MOST_ACROSS = 40, 8
"""Pages that the first columns of a sheet take, and parts that its columns are printed in, at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page that was put `shift` points to the right on another one, where its columns begin at `left`."""

    page: int
    left: float
    shift: float


@dataclass(frozen=True, slots=True)
class Whole:
    """The pages of a document with those of wide sheets put together, each at the place of its first part.

    `parts` are what was put on a page, by its number and from left to right; `repeated` the lines of columns that are
    printed again on them.
    """

    pages: list[Page]
    parts: Mapping[int, tuple[Part, ...]]
    repeated: tuple[Line, ...]

    def place(self, place: Place) -> Place:
        """Where something is printed that was read on these pages."""
        parts = self.parts.get(place.page, ())
        if not parts or place.bbox is None:
            return place
        x0, top, x1, bottom = place.bbox
        own = next((part for part in reversed(parts) if part.left <= (x0 + min(x1, x0 + 1)) / 2), None)
        ends = [part.left for part in parts if own is None or part.left > own.left]
        right = min([x1, *ends])
        return Place(own.page, (x0 - own.shift, top, right - own.shift, bottom)) if own else replace(
            place, bbox=(x0, top, right, bottom)
        )


def put_together(pages: Sequence[Page], vocabulary: Vocabulary) -> Whole:
    """The pages of the document, wide sheets whole."""
    strips = [strip_of(page) for page in pages]
    sheets = {first: rows for first, rows in _sheets(strips, vocabulary)}
    result: list[Page] = []
    parts: dict[int, tuple[Part, ...]] = {}
    repeated: list[Line] = []
    index = 0
    while index < len(pages):
        rows = sheets.get(index, ())
        rest: list[Page] = []
        for row in rows:
            first, *others = (pages[place] for place in row)
            whole, put, left, again = beside(first, others)
            result.append(whole.put_by())
            parts[first.number] = tuple(Part(*each) for each in put)
            rest += [page for page in left if not _is_bare(page)]
            repeated += again
        result += rest
        if not rows:
            result.append(pages[index])
        index += sum(map(len, rows)) or 1
    return Whole(result, parts, tuple(repeated))


def _is_bare(page: Page) -> bool:
    return all(glyph.text.isspace() for place, glyph in enumerate(page.glyphs) if place not in page.gone)


def _sheets(strips: Sequence[Strip], vocabulary: Vocabulary) -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
    """The wide sheets by their first page: for each of their rows of pages, these from left to right."""
    index = 0
    while index < len(strips):
        rows = _sheet_at(strips, index, vocabulary)
        if rows:
            yield index, rows
        index += sum(map(len, rows)) or 1


def _sheet_at(strips: Sequence[Strip], first: int, vocabulary: Vocabulary) -> tuple[tuple[int, ...], ...]:
    """The wide sheet that begins on a page: nothing where none does, or where its pages do not surely belong so."""
    if not strips[first].heights:
        return ()
    for down in range(1, min(_MOST_DOWN, (len(strips) - first) // 2) + 1):
        if not _opens_beside(strips[first], strips[first + down], vocabulary):
            continue
        across = 1
        while across < _MOST_ACROSS and _all_fit(strips, first, down, across, vocabulary):
            across += 1
        if across == 1:
            continue
        rows = tuple(tuple(first + row + column * down for column in range(across)) for row in range(down))
        return _with_rows_below(strips, rows) if down == 1 else rows
    return ()


def _opens_beside(strip: Strip, other: Strip, vocabulary: Vocabulary) -> bool:
    return fits(strip, other) and has_titles(strip, other, vocabulary)


def _all_fit(strips: Sequence[Strip], first: int, down: int, column: int, vocabulary: Vocabulary) -> bool:
    """Whether the next so many pages go beside the first ones: all of them are as high and as wide as the first."""
    begin = first + column * down
    pages = range(begin, begin + down)
    if pages.stop > len(strips) or not _opens_beside(strips[first], strips[begin], vocabulary):
        return False
    return all(
        fits(strips[first + row], strips[page]) and _goes_on(strips[begin], strips[page])
        and _goes_on(strips[first], strips[first + row])
        for row, page in enumerate(pages)
    )


def _goes_on(strip: Strip, below: Strip) -> bool:
    """Whether a page has the columns of the one that stands above it in the sheet."""
    return strip is below or strip.has_columns_of(below)


def _with_rows_below(strips: Sequence[Strip], rows: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """The sheet with the pages below that repeat no titles, where it is printed over and then down."""
    result = [*rows]
    wide = len(rows[0])
    while result[-1][-1] + wide < len(strips):
        below = tuple(page + wide for page in result[-1])
        same = all(_goes_on(strips[above], strips[page]) for above, page in zip(rows[0], below, strict=True))
        if not same or not all(fits(strips[below[0]], strips[page]) for page in below[1:]):
            break
        result.append(below)
    return tuple(result)
