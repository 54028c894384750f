"""Sheets wider than the paper: their last columns are printed on other pages, the rows at the same heights.

The parts are put side by side again, so that a row is read whole; what was read is placed on its own page after.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Place
from pipeline.printed import Line
from pipeline.read.page import Page
from pipeline.read.sheets.pages import Part, goes_on, joined
from pipeline.read.sheets.strips import Strip, strips_of
from pipeline.vocabulary import Vocabulary

_MOST_DOWN, _MOST_ACROSS = 40, 8
"""Pages that the first columns of a sheet take, and parts that its columns are printed in, at most."""

Rows = tuple[tuple[int, ...], ...]
"""Pages of a wide sheet, by their place in the document: those side by side, and these from top to bottom."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The pages of a document with those of wide sheets put together, each at the place of its first part.

    `parts` are what was put on a page, by its number and from left to right; `repeated` the lines that they only print
    again.
    """

    pages: list[Page]
    parts: Mapping[int, tuple[Part, ...]]
    repeated: tuple[Line, ...]

    def place(self, place: Place) -> Place:
        """Where something is printed that was read on these pages; of what runs over several parts, the first."""
        parts = self.parts.get(place.page, ())
        if not parts or place.bbox is None:
            return place
        x0, top, x1, bottom = place.bbox
        own = next((part for part in reversed(parts) if part.left <= x0 + 1), None)
        right = min([x1, *(part.left for part in parts if part.left > x0 + 1)])
        if own is None:
            return replace(place, bbox=(x0, top, right, bottom))
        return Place(own.page, (x0 - own.shift, top, right - own.shift, bottom))


def put_together(pages: Sequence[Page], vocabulary: Vocabulary) -> Whole:
    """The pages of the document, wide sheets whole."""
    strips = list(strips_of(pages, vocabulary))
    sheets = dict(_sheets(strips, vocabulary))
    result: list[Page] = []
    parts: dict[int, tuple[Part, ...]] = {}
    repeated: list[Line] = []
    index = 0
    while index < len(pages):
        rows = sheets.get(index, ())
        rest: list[Page] = []
        for first, *others in rows:
            sheet = joined(strips[first], [strips[other] for other in others])
            result.append(sheet.page.put_by())
            parts[sheet.page.number] = sheet.parts
            rest += [page.put_by() for page in sheet.rest if page.lines]
            repeated += sheet.repeated
        result += rest or ([] if rows else [pages[index]])
        index += sum(map(len, rows)) or 1
    return Whole(result, parts, tuple(repeated))


def _sheets(strips: Sequence[Strip], vocabulary: Vocabulary) -> Iterator[tuple[int, Rows]]:
    """The wide sheets by their first page."""
    index = 0
    while index < len(strips):
        rows = _sheet_at(strips, index, vocabulary)
        if rows:
            yield index, rows
        index += sum(map(len, rows)) or 1


def _sheet_at(strips: Sequence[Strip], first: int, vocabulary: Vocabulary) -> Rows:
    """The wide sheet that begins on a page: nothing where none does, or where its pages do not surely belong so."""
    if first + 1 == len(strips) or not strips[first].heights:
        return ()
    for down in range(1, min(_MOST_DOWN, (len(strips) - first) // 2) + 1):
        if not _may_go_on(strips[first], strips[first + down]):
            continue
        across = 1
        while across < _MOST_ACROSS and _all_go_on(strips, first, down, across, vocabulary):
            across += 1
        if across > 1:
            rows = tuple(tuple(first + row + column * down for column in range(across)) for row in range(down))
            return _with_rows_below(strips, rows) if down == 1 else rows
    return ()


def _may_go_on(strip: Strip, other: Strip) -> bool:
    """Whether a page has rows near to the heights of another one's, which has other titles: most are ruled out here."""
    return bool(other.heights) and strip.may_fit(other) and bool(strip.titles - other.titles)


def _all_go_on(strips: Sequence[Strip], first: int, down: int, column: int, vocabulary: Vocabulary) -> bool:
    """Whether the next so many pages go beside the first ones: all have as high rows, and the same columns."""
    begin = first + column * down
    if begin + down > len(strips):
        return False
    left = [strips[page] for page in range(first, begin, down)]
    if not goes_on(left, strips[begin], vocabulary):
        return False
    below = ((strips[first + row], strips[begin + row]) for row in range(1, down))
    return all(
        page.fits(other) and strips[first].has_columns_of(page) and strips[begin].has_columns_of(other)
        for page, other in below
    )


def _with_rows_below(strips: Sequence[Strip], rows: Rows) -> Rows:
    """The sheet with the pages below that repeat no titles, where it is printed over and then down."""
    result = [*rows]
    wide = len(rows[0])
    while result[-1][-1] + wide < len(strips):
        below = tuple(page + wide for page in result[-1])
        first, *others = (strips[page] for page in below)
        same = all(strips[above].has_columns_of(strips[page]) for above, page in zip(rows[0], below, strict=True))
        if not same or not all(other.heights and first.fits(other) for other in others):
            break
        result.append(below)
    return tuple(result)
