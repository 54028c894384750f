"""Where a text was read: the boxes or lines of its printed lines, joined page by page."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.model import Box, Place
from pipeline.normalise.paragraphs import placed_paragraphs
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Line


def span(lines: Iterable[Line]) -> tuple[Place, ...]:
    """One place a page: the box around all lines (PDF), or the first and the last line (text)."""
    by_page = groupby((line.place for line in lines), key=lambda place: place.page)
    return tuple(_joined(page, list(places)) for page, places in by_page)


def located(lines: Sequence[Line], typesetting: Typesetting) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """The paragraphs of running text, each with its place."""
    found = placed_paragraphs(lines, typesetting)
    begins = [next(at for at, line in enumerate(lines) if line is first) for first, _ in found]
    ends = [*begins[1:], len(lines)]
    for (_, text), begin, end in zip(found, begins, ends, strict=False):
        yield text, span(lines[begin:end])


def _joined(page: int, places: Sequence[Place]) -> Place:
    if len(places) == 1:  # nearly half of all values: their place is kept already
        return places[0]
    boxes = [place.bbox for place in places if place.bbox]
    ranges = [place.lines for place in places if place.lines]
    return Place(
        page,
        _around(boxes) if boxes else None,
        (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None,
    )


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
