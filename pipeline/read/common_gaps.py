"""Gaps that run through all cells of a row at one height: left by the typesetter, who shifts lines at a page break."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.printed import Line

_SAME_HEIGHT = 1.0
"""Points by which the lines below such a gap may stand at different heights."""
_WAITS = re.compile(
    "(?:[-\u2010\u2011\u00ad,]|\\b(?:und|oder|sowie|bzw\\.|mit|für|von|zum|zur|zwischen|in|im|der|die|das|des|dem|den))$"
)
"""How a line ends whose sentence goes on."""

Cells = Mapping[Box, Sequence[Line]]


def without_common_gaps(cells: Cells) -> dict[Box, tuple[Line, ...]]:
    """The cells without paragraphs that begin only below such a gap; the width of the lines decides there.

    The gap parts the lines of all cells that reach across it, of at least two, and at least one in mid-sentence.
    """
    gaps = [_gap(above, line) for lines in cells.values() for above, line in pairwise(lines) if line.starts]
    common = [gap for gap in gaps if _is_common(gap, cells)]
    return {
        box: tuple(
            replace(line, starts=None) if line.starts and any(_at(line, gap) for gap in common) else line
            for line in lines
        )
        for box, lines in cells.items()
    }


def _gap(above: Line, below: Line) -> tuple[float, float]:
    return _box(above)[3], _box(below)[1]


def _at(line: Line, gap: tuple[float, float]) -> bool:
    return abs(_box(line)[1] - gap[1]) < _SAME_HEIGHT


def _is_common(gap: tuple[float, float], cells: Cells) -> bool:
    parted = [(a, b) for lines in cells.values() for a, b in pairwise(lines) if _gap(a, b)[0] < gap[1] and _at(b, gap)]
    crossed = any(
        _box(line)[1] < gap[1] - _SAME_HEIGHT and _box(line)[3] > gap[0] + _SAME_HEIGHT
        for lines in cells.values()
        for line in lines
    )
    return (
        not crossed and len(parted) > 1 and all(b.starts for _, b in parted) and any(_goes_on(a, b) for a, b in parted)
    )


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a sentence surely goes on from line to line."""
    word = sum(line.advances[: len(line.text.split(maxsplit=1)[0])])
    wrapped = line.text[:1].islower() and above.space + word > above.room
    return wrapped or _WAITS.search(above.text) is not None


def _box(line: Line) -> Box:
    return line.place.bbox or (0.0, 0.0, 0.0, 0.0)
