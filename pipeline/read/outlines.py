"""Words that a page shows as drawn curves instead of text: no program can read them, a person can."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.model import Box, Finding, Severity
from pipeline.read.page import Page

_LETTERS = 8
"""Curved shapes in a cell from which on they are a word rather than a tick, a bullet or a traffic light."""


def outlined_text(page: Page, curves: Sequence[Box]) -> Iterator[Finding]:
    """A finding where cells of ruled tables hold words drawn as curves; `curves` are the boxes of curved shapes."""
    if len(curves) < _LETTERS:
        return
    cells = [box for grid in page.grids for box in chain.from_iterable(grid.rows) if box]
    if any(sum(_within(curve, box) for curve in curves) >= _LETTERS for box in cells):
        yield Finding(
            "drawn-text",
            Severity.WARNING,
            f"Seite {page.number}: In der Tabelle sind Wörter als Zeichnung gesetzt, nicht als Text; sie lassen sich "
            "nicht lesen und fehlen im Ergebnis. Bitte mit dem gedruckten Katalog vergleichen.",
            page=page.number,
        )


def _within(curve: Box, cell: Box) -> bool:
    across, down = (curve[0] + curve[2]) / 2, (curve[1] + curve[3]) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]
