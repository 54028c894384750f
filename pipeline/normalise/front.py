"""What stands before the first chapter: the title of the document, and the rest."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from pipeline.normalise.paragraphs import PREPOSITION
from pipeline.printed import Line

_SAME_SIZE = 0.5
"""Points by which two lines of one type size may differ."""
_LOOSE = 1.6
"""Line pitches, in type sizes, up to which lines of one title stand close, however small the text below is set."""


def without_wraps_in_large_type(front: Sequence[Line], headings: Sequence[Line]) -> list[Line]:
    """The lines before the first chapter; neighbours set alike, and larger than any heading, are one title.

    Titles are centred or broken where it looks well, so that widths say nothing. Larger type begins a paragraph: it
    goes on with no line of a header in small type.
    """
    usual = max((line.size for line in headings), default=0.0)
    lines = list(front[:1])
    for above, line in pairwise(front):
        near = _pitch(above, line) < _LOOSE * line.size
        same_size = abs(line.size - above.size) < _SAME_SIZE
        alike = line.size > usual and line.bold == above.bold and same_size
        apart = not same_size and bool(line.size and above.size)
        known = line.starts is not None and not (alike and near)
        if not line.size and PREPOSITION.search(above.text):  # a text parts the lines of a title in large type
            lines.append(replace(line, starts=False))
            continue
        lines.append(replace(line, starts=apart) if (alike or apart) and not known else line)
    return lines


def _pitch(above: Line, line: Line) -> float:
    """How far one line stands below another, without end where nothing tells."""
    upper, lower = above.place.bbox, line.place.bbox
    return lower[1] - upper[1] if upper and lower else inf


def title_and_rest(front: Sequence[tuple[Line, str]]) -> tuple[str, list[str]]:
    """The paragraph set largest before the first chapter, the first of these, and the other ones."""
    if not front:
        return "", []
    title = max(range(len(front)), key=lambda index: (front[index][0].size, -index))
    return front[title][1], [text for index, (_, text) in enumerate(front) if index != title]


def running_title(furniture: Sequence[Line]) -> str:
    """The running line of the first page that is set in larger type than all others: the title of every sheet."""
    sizes = sorted({line.size for line in furniture})
    largest = {line.text for line in furniture if line.place.page == 1 and line.size > sizes[-1] - _SAME_SIZE}
    return largest.pop() if len(largest) == 1 and sizes[0] < sizes[-1] - _SAME_SIZE else ""
