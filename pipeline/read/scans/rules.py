"""Rules that a picture of a page shows: long thin dark lines along and down it; for scans, where nothing is drawn.

A rule is thinner than the white (or shading) on both its sides and longer than any stroke of a letter. That it is
darker than both sides, not how dark it is, finds pale rules and those beside shading, too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from statistics import median

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from pipeline.read.page import Edge

_SHORTEST = 20.0
"""Points that a rule runs on without a break, at the least; strokes of letters are shorter."""
_BETWEEN = 8.0
"""Points that suffice from one rule along the page to another: the height of a row of one line."""
_THICKEST = 2.0
"""Points; what is thicker is an area, not a rule."""
_SMOOTHED = 1.5
"""Points along the rule over which the grain of a scan is evened out."""
_DARKER = 20
"""Steps (of 255) by which a rule is darker than both its sides."""
_APART = (1.0, _THICKEST)
"""Points to the sides at which a rule is compared: near for text that almost touches it, further for thick rules."""
_STEP = 2
"""Pixels across by which the next piece of a slanting rule may be away."""
_GAP = 6.0
"""Points along the rule by which its pieces may be apart: letters that hang over it hide it."""
_TELLING = 100.0
"""Points from which on the slant of a rule is to be trusted."""

_MEETS = 1.0
"""Points between the end of a rule, as it is smoothed, and the rule that it meets, at the most."""

_Line = tuple[float, float, float, float]
"""Both ends of a rule, pixels along it and across it."""
_Run = tuple[int, int, int]
"""A dark stretch of one row of pixels: row, first column, column behind the last."""


@dataclass(frozen=True, slots=True)
class SeenRules:
    """Rules from end to end as seen, in points from the top left corner of the picture; x0 ≤ x1, or y0 ≤ y1.

    `across` run along the page, `down` run down it; a page that lies askew on the scanner slants both.
    """

    across: tuple[tuple[float, float, float, float], ...]
    down: tuple[tuple[float, float, float, float], ...]

    @property
    def slant(self) -> float:
        """How far the page sinks per point to the right (radians, as angles are small), 0 where no rule tells."""
        sinking = [(y1 - y0) / (x1 - x0) for x0, y0, x1, y1 in self.across if x1 - x0 > _TELLING]
        sinking += [(x0 - x1) / (y1 - y0) for x0, y0, x1, y1 in self.down if y1 - y0 > _TELLING]
        return median(sinking) if sinking else 0.0

    def edges(self, width: float, height: float) -> tuple[Edge, ...]:
        """The rules as they run when the page of this size is turned about its middle until they are level."""
        turn = Turn(self.slant, width / 2, height / 2)
        level = []
        for x0, y0, x1, y1 in self.across:
            (xa, ya), (xb, yb) = turn.at(x0, y0), turn.at(x1, y1)
            level.append(Edge(xa, (ya + yb) / 2, xb, (ya + yb) / 2))
        for x0, y0, x1, y1 in self.down:
            (xa, ya), (xb, yb) = turn.at(x0, y0), turn.at(x1, y1)
            level.append(Edge((xa + xb) / 2, ya, (xa + xb) / 2, yb))
        return tuple(level)

    def wiped_off(self, picture: Image.Image, scale: float) -> Image.Image:
        """The picture, of `scale` pixels per point, with white in their place."""
        clean = picture.copy()
        pen = ImageDraw.Draw(clean)
        for x0, y0, x1, y1 in (*self.across, *self.down):
            pen.line((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=255, width=round(_THICKEST * scale))
        return clean


@dataclass(frozen=True, slots=True)
class Turn:
    """Turns a page that slants by a small angle about its middle until it is level."""

    slant: float
    x: float
    y: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page comes to lie."""
        return x + self.slant * (y - self.y), y - self.slant * (x - self.x)


def seen_rules(picture: Image.Image, scale: float) -> SeenRules:
    """The rules on the picture of a page drawn with `scale` pixels per point."""
    grey = picture.convert("L")
    across = _lines(_dark_runs(grey, scale, _SHORTEST), _GAP * scale)
    pieces = list(_dark_runs(grey.transpose(Image.Transpose.TRANSPOSE), scale, _BETWEEN))
    down = _lines((run for run in pieces if run[2] - run[1] >= _SHORTEST * scale), _GAP * scale)
    down += [rule for rule in _lines(pieces, 0.0) if _joins(rule, across, scale)]
    return SeenRules(
        tuple((x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in across),
        tuple((x0 / scale, y0 / scale, x1 / scale, y1 / scale) for y0, x0, y1, x1 in down),
    )


def _joins(rule: _Line, across: Sequence[_Line], scale: float) -> bool:
    """Whether a short rule down the page (its ends given as height, then place) joins two rules along it."""
    return all(
        any(abs(_height(other, x) - y) < _MEETS * scale and other[0] <= x <= other[2] for other in across)
        for y, x in (rule[:2], rule[2:])
    )


def _height(rule: _Line, x: float) -> float:
    """How far down a rule along the page runs at a place."""
    x0, y0, x1, y1 = rule
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _dark_runs(grey: Image.Image, scale: float, shortest: float) -> Iterator[_Run]:
    """Stretches along the rows that are darker than what is above and below them, from top to bottom."""
    width, height = grey.size
    even = grey.filter(ImageFilter.BoxBlur((_SMOOTHED * scale / 2, 0)))
    dark = reduce(ImageChops.lighter, (_darker(even, max(round(apart * scale), 1)) for apart in _APART))
    dark.paste(0, (width - 1, 0, width, height))  # no stretch runs on into the next row
    for found in re.finditer(rb"\xff{%d,}" % round(shortest * scale), dark.tobytes()):
        row, column = divmod(found.start(), width)
        yield row, column, column + found.end() - found.start()


def _darker(even: Image.Image, apart: int) -> Image.Image:
    """White where a picture is darker than so many pixels above and below."""
    width, height = even.size
    beside = ImageChops.darker(ImageChops.offset(even, 0, apart), ImageChops.offset(even, 0, -apart))
    dark = ImageChops.subtract(beside, even).point([255 * (step >= _DARKER) for step in range(256)])
    for edge in ((0, 0, width, apart), (0, height - apart, width, height)):
        dark.paste(0, edge)  # the offset pictures wrap around
    return dark


def _lines(runs: Iterable[_Run], gap: float) -> list[_Line]:
    """The straight lines that stretches in order make, which are at most `gap` pixels apart along them."""
    return [_ends(rule) for rule in _joined(runs, gap)]


def _joined(runs: Iterable[_Run], gap: float) -> list[list[_Run]]:
    """The stretches of each rule: neighbours that touch, as a thick or slanting rule gives."""
    rules: list[list[_Run]] = []
    near: list[list[_Run]] = []
    for run in runs:
        near = [rule for rule in near if rule[-1][0] >= run[0] - _STEP]
        touching = [rule for rule in near if any(_touch(other, run, gap) for other in rule)]
        whole = sorted([*(each for rule in touching for each in rule), run])
        rules = [rule for rule in rules if rule not in touching] if touching else rules
        near = [rule for rule in near if rule not in touching] + [whole]
        rules.append(whole)
    return rules


def _touch(above: _Run, run: _Run, gap: float) -> bool:
    return run[0] - above[0] <= _STEP and run[1] <= above[2] + gap and run[2] >= above[1] - gap


def _ends(runs: Sequence[_Run]) -> _Line:
    """The straight line through the stretches (least squares, by their length): left end and right end."""
    weights = [end - start for _, start, end in runs]
    total = sum(weights)
    middles = [(start + end) / 2 for _, start, end in runs]
    x = sum(w * middle for w, middle in zip(weights, middles, strict=True)) / total
    y = sum(w * (row + 0.5) for w, (row, _, _) in zip(weights, runs, strict=True)) / total
    spread = sum(w * ((middle - x) ** 2 + w * w / 12) for w, middle in zip(weights, middles, strict=True))
    tilt = sum(w * (m - x) * (row + 0.5 - y) for w, m, (row, _, _) in zip(weights, middles, runs, strict=True)) / spread
    left, right = min(start for _, start, _ in runs), max(end for _, _, end in runs)
    return left, y + tilt * (left - x), right, y + tilt * (right - x)
