"""Lines that a producer prints on two pages, because the page break runs through the middle of them.

Such producers show each page as a window onto one tall sheet: the table ends with the window, its lines stick out.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.printed import Line
from pipeline.read.glyphs import segments, set_lines
from pipeline.read.page import Page
from pipeline.read.unruled.columns import Row

_SAME_PLACE = 1.0
"""Points by which the two prints of a line may be shifted along the page."""
_AT_EDGE = 1.0
"""Points by which a line may end before the edge that it is cut at."""
_MOST = 3
"""Most lines that a page break runs through (lines of several cells stand at different heights)."""


def without_repeated_lines(pages: Sequence[Page]) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the second print of such lines, which stands above its table, and those lines."""
    result = list(pages)
    repeated: list[Line] = []
    for index, (page, following) in enumerate(pairwise(pages), 1):
        count = _shared(page, following)
        if not count:
            continue
        lines = [line for line in segments(following.glyphs) if line][:count]
        foot = max((segment.top + segment.bottom) / 2 for line in lines for segment in line) + 0.1
        head = (0.0, 0.0, following.width, foot)
        repeated += set_lines(following.opened().within(head), following.number, following.width)
        result[index] = following.without((head,))
    return result, tuple(repeated)


def _shared(page: Page, following: Page) -> int:
    """How many of the last lines of a page are printed again at the top of the next one."""
    if not page.grids or not following.grids:
        return 0
    head = min(grid.box[1] for grid in following.grids)
    if not any(top < head < bottom + _AT_EDGE for _, _, top, _, bottom, _, _, _ in following.glyphs):
        return 0
    above = [line for line in segments(page.glyphs) if line]
    below = [line for line in segments(following.glyphs) if line]
    if not above or not below or not _stick_out(page, above[-1], following, below[0]):
        return 0
    counts = range(1, min(_MOST, len(above), len(below)) + 1)
    return max((n for n in counts if all(map(_alike, above[-n:], below[:n]))), default=0)


def _stick_out(page: Page, last: Row, following: Page, first: Row) -> bool:
    """Whether the last line reaches the foot of the last table, and the first line begins above the next table."""
    feet = [grid.box[3] for grid in page.grids]
    heads = [grid.box[1] for grid in following.grids]
    at_foot = bool(feet) and last[0].top < max(feet) < last[0].bottom + _AT_EDGE
    return at_foot and bool(heads) and first[0].top < min(heads) < first[0].bottom + _AT_EDGE


def _alike(one: Row, other: Row) -> bool:
    return len(one) == len(other) and all(
        a.text == b.text and abs(a.x0 - b.x0) < _SAME_PLACE for a, b in zip(one, other, strict=True)
    )
