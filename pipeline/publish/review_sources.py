"""The sources on the review sheet: what each document shows at a place, and where in it the changed values stand.

Field names are the names that `templates/pruefbericht.html` uses.
"""

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.decisions import Offer
from pipeline.excerpts import Excerpts, Picture
from pipeline.model import Box, Edition, Place
from pipeline.publish.tables import spot

Marked = Sequence[tuple[str, Place]]
"""Changed values by their German names, and where they stand."""
_AROUND = 1.5
"""Points between a value and the line around it."""


@dataclass(frozen=True, slots=True)
class Side:
    """An edition on the sheet: the name of its year, what its document shows, what can be decided about it.

    `failure` says why the document could not be drawn.
    """

    name: str
    edition: Edition
    excerpts: Excerpts
    offers: Sequence[Offer] = ()
    newer: bool = False
    failure: str = ""

    def page_anchor(self, page: int) -> str:
        """Where the whole page stands on the sheet."""
        return f"{self.name}-seite-{page}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A changed value within a picture: its box in points, as SVG writes numbers."""

    feature: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text export, marked if a changed value stands on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One place of the source: a picture (a data URI) or lines, else neither.

    `view` is the picture's box in points (x, y, width, height), in which the `marks` lie; `features` are the names of
    the values that are marked. `left_out` tells that there is a picture, but no room for it.
    """

    spot: str
    picture: str
    width: int
    height: int
    view: str
    marks: list[Mark]
    lines: list[TextLine]
    features: list[str]
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A page that is shown as a whole elsewhere on the sheet."""

    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands in one edition: boxes or lines as parts, pages where no more is known."""

    edition: str
    newer: bool
    file: str
    number: str
    parts: list[Part]
    pages: list[Reference]


def origin(side: Side, places: Iterable[Place], number: str = "", marked: Marked = ()) -> Origin:
    """Where something stands in an edition, with what its document shows there.

    A changed value that stands in none of the places (a goal beside other rows, a heading) is shown by itself first.
    """
    rows = list(places)
    apart = [place for _, place in marked if not any(_within(place, row) for row in rows)]
    shown = list(dict.fromkeys([*apart, *rows]))
    exact = [place for place in shown if place.bbox or place.lines]
    pages = [place.page for place in shown if place not in exact]
    return Origin(
        side.name,
        side.newer,
        side.edition.source.file,
        number,
        [part(place, side, marked) for place in exact],
        [Reference(side.page_anchor(page), page) for page in pages if Place(page) in side.excerpts],
    )


def part(place: Place, side: Side, marked: Marked = ()) -> Part:
    """What a document shows at a place; values that fill the whole of it are not marked."""
    shown = side.excerpts.get(place)
    inside = [(feature, each) for feature, each in marked if each != place and _within(each, place)]
    features = list(dict.fromkeys(feature for feature, _ in inside))
    where = spot(place)
    if isinstance(shown, Picture):
        uri = f"data:image/png;base64,{base64.b64encode(shown.png).decode()}"
        left, top, right, bottom = shown.box
        view = " ".join(map(_written, (left, top, right - left, bottom - top)))
        size = _displayed(shown.width), _displayed(shown.height)
        return Part(where, uri, *size, view, list(_marks(inside)), [], features)
    return Part(where, "", 0, 0, "", [], list(_lines(shown or "", place, inside)), features)


def _within(inner: Place, outer: Place) -> bool:
    """Whether a place is part of another one: the middle of its box, or all of its lines."""
    if inner.page == outer.page and inner.bbox and outer.bbox:
        x, y = (inner.bbox[0] + inner.bbox[2]) / 2, (inner.bbox[1] + inner.bbox[3]) / 2
        return outer.bbox[0] <= x <= outer.bbox[2] and outer.bbox[1] <= y <= outer.bbox[3]
    if inner.lines and outer.lines:
        return outer.lines[0] <= inner.lines[0] and inner.lines[1] <= outer.lines[1]
    return inner.page == outer.page and not (outer.bbox or outer.lines)


def _marks(inside: Marked) -> Iterator[Mark]:
    boxes: dict[Box, list[str]] = {}
    for feature, place in inside:
        if place.bbox:
            boxes.setdefault(place.bbox, []).append(feature)
    for (x0, top, x1, bottom), features in boxes.items():
        names = ", ".join(dict.fromkeys(features))
        numbers = (x0 - _AROUND, top - _AROUND, x1 - x0 + 2 * _AROUND, bottom - top + 2 * _AROUND)
        yield Mark(names, *map(_written, numbers))


def _written(length: float) -> str:
    return f"{length:.2f}"


def _lines(shown: str, place: Place, inside: Marked) -> Iterator[TextLine]:
    first = place.lines[0] if place.lines else 1
    ranges = [each.lines for _, each in inside if each.lines]
    for number, text in enumerate(shown.split("\n") if shown else (), start=first):
        yield TextLine(text, any(begin <= number <= end for begin, end in ranges))


def _displayed(pixels: int) -> int:
    """CSS pixels (96 to the inch), so that a picture is as large as its page; its own (144) show when one zooms in."""
    return round(pixels * 2 / 3)
