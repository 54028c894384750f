"""What an engine finds on a page: characters, ruled grids, rules; coordinates in points from the top left corner."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Box
from pipeline.read.glyphs import Glyph, inside

_LINE_END_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad]\s+(?=[a-zäöüß])")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its box and, row by row, the box of each cell (None where the cell above reaches down).

    `limits` are (left edge of a column, right end of its text) where no rule tells how far text may reach.
    """

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    limits: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule, or the upper or lower edge of a shaded area."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True)
class Page:
    """What an engine found on one page; `pictures` counts the images."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    grids: tuple[Grid, ...]
    rules: tuple[Rule, ...] = ()
    pictures: int = 0

    @cached_property
    def free(self) -> tuple[Glyph, ...]:
        """The glyphs that stand in no cell of a grid."""
        boxes = [box for grid in self.grids for row in grid.rows for box in row if box]
        return tuple(glyph for glyph in self.glyphs if not any(inside(glyph, box) for box in boxes))

    @property
    def printed(self) -> int:
        """Non-blank characters on the page, counted before anything is made of them."""
        return sum(not c.isspace() for glyph in self.glyphs for c in glyph.text)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `name` is a cell of `model.Row`, or the printed title of a column we do not know."""

    name: str
    known: bool
    x0: float
    x1: float


def column_title(lines: Sequence[str]) -> str:
    """A column title on one line: "Status der Umset-/zung" is "Status der Umsetzung"."""
    return _LINE_END_HYPHEN.sub("", " ".join(lines)).strip()
