"""Running text set in two columns side by side: forewords, legends; pure geometry."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.glyphs import Glyph, Segment

_FEWEST_LINES = 3
"""Lines that a column of text has at least; what has fewer stands side by side by chance."""
_LEAST_WIDTH = 0.2
"""Share of the page that a column of text takes at least (page numbers of a table of contents do not)."""

_APART = 1.2
"""A gap of this many times the type size over both columns ends them."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A part of a page set in two columns: the right one begins at `gutter`, both between `top` and `bottom`."""

    gutter: float
    top: float
    bottom: float

    def side(self, glyph: Glyph) -> int:
        """0 for the left column, 1 for the right one, -1 for a glyph outside."""
        x, y = glyph.middle
        return int(x >= self.gutter) if self.top <= y < self.bottom else -1


def find_spread(text: Sequence[Sequence[Segment]], page_width: float) -> Spread | None:
    """The longest part of a page's running text that is set in two columns, if there is one."""
    lines = sorted((s for line in text for s in line), key=lambda s: s.top)
    begins = Counter(round(segment.x0) for segment in lines if segment.x0 > _LEAST_WIDTH * page_width)
    found = [
        spread
        for gutter, count in begins.items()
        if count >= _FEWEST_LINES
        for run in _runs(lines, gutter)
        if (spread := _spread(run, gutter, page_width))
    ]
    return max(found, key=lambda spread: spread.bottom - spread.top, default=None)


def _runs(lines: Sequence[Segment], gutter: float) -> list[list[Segment]]:
    """Lines close below one another that leave the space before a gutter free."""
    runs: list[list[Segment]] = [[]]
    foot = 0.0
    for line in lines:
        if line.x0 < gutter - 1 and line.x1 > gutter - 0.8 * line.size:
            runs.append([])
            continue
        if runs[-1] and line.top - foot > _APART * line.size:
            runs.append([])
        runs[-1].append(line)
        foot = max(foot, line.bottom)
    return runs


def _spread(run: Sequence[Segment], gutter: float, page_width: float) -> Spread | None:
    left = [line for line in run if line.x0 < gutter - 1]
    right = [line for line in run if line.x0 >= gutter - 1]
    if min(len(left), len(right)) < _FEWEST_LINES or min(map(_widest, (left, right))) < _LEAST_WIDTH * page_width:
        return None
    aligned = max(Counter(round(line.x0) for line in side).most_common(1)[0][1] / len(side) for side in (left, right))
    top = max(min(line.top for line in side) for side in (left, right))
    bottom = min(max(line.bottom for line in side) for side in (left, right))
    if aligned < 1 or bottom - top < _FEWEST_LINES * right[0].size:
        return None
    ends = (min(line.top for line in run), max(line.bottom for line in run))
    return Spread(gutter - 1.0, *ends)


def _widest(lines: Sequence[Segment]) -> float:
    return max(line.x1 - line.x0 for line in lines)
