"""Lines that a producer prints on two pages, because the page break runs through the middle of them.

Such producers show each page as a window onto one tall sheet: tables are drawn beyond the edge of the page.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Line
from pipeline.read.glyphs import inside, segments, set_lines
from pipeline.read.page import Page
from pipeline.read.unruled_columns import Row

_SAME_PLACE = 1.0
"""Points by which the two prints of a line may be shifted along the page."""
_MOST = 3
"""Most lines that a page break runs through (lines of several cells stand at different heights)."""


def without_repeated_lines(pages: Sequence[Page]) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the first print of such lines, and those lines."""
    result = list(pages)
    repeated: list[Line] = []
    for index, (page, following) in enumerate(pairwise(pages)):
        count = _shared(page, following)
        if not count:
            continue
        lines = [line for line in segments(page.glyphs) if line][-count:]
        top = min(segment.top for line in lines for segment in line) - 0.1
        gone = [glyph for glyph in page.glyphs if inside(glyph, (0.0, top, page.width, page.height))]
        repeated += set_lines(gone, page.number, page.width)
        taken = set(map(id, gone))
        result[index] = replace(page, glyphs=tuple(glyph for glyph in page.glyphs if id(glyph) not in taken))
    return result, tuple(repeated)


def _shared(page: Page, following: Page) -> int:
    """How many of the last lines of a page are printed again at the top of the next one."""
    beyond = any(grid.box[3] > page.height for grid in page.grids) or any(grid.box[1] < 0 for grid in following.grids)
    if not beyond:
        return 0
    above = [line for line in segments(page.glyphs) if line]
    below = [line for line in segments(following.glyphs) if line]
    counts = range(1, min(_MOST, len(above), len(below)) + 1)
    return max((n for n in counts if all(map(_alike, above[-n:], below[:n]))), default=0)


def _alike(one: Row, other: Row) -> bool:
    return len(one) == len(other) and all(
        a.text == b.text and abs(a.x0 - b.x0) < _SAME_PLACE for a, b in zip(one, other, strict=True)
    )
