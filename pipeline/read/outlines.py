"""Words that a page shows as drawn curves instead of text: no program can read them, a person can."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.model import Box, Finding, Severity
from pipeline.read.page import Page

_LETTERS = 8
"""Curved shapes in a cell from which on they are a word rather than a tick, a bullet or a traffic light."""

Point = tuple[float, float]


def outlined_text(page: Page, curves: Sequence[Point]) -> Iterator[Finding]:
    """A finding where cells of ruled tables hold words drawn as curves; `curves` are the middles of curved shapes."""
    if len(curves) < _LETTERS:
        return
    cells = [box for grid in page.grids for box in chain.from_iterable(grid.rows) if box]
    if any(sum(_within(point, box) for point in curves) >= _LETTERS for box in cells):
        yield Finding(
            "drawn-text",
            Severity.WARNING,
            f"Seite {page.number}: In der Tabelle sind Wörter als Zeichnung gesetzt, nicht als Text; sie lassen sich "
            "nicht lesen und fehlen im Ergebnis. Bitte mit dem gedruckten Katalog vergleichen.",
            page=page.number,
        )


def _within(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
