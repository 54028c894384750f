"""A table drawn line by line on a ReportLab canvas: no rules, goals once, further measures below."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from makers.content import Catalogue, Entry, Goal
from makers.reportlab_tables import embed

# mypy: disable-error-code="import-not-found, import-untyped"

COLUMNS = (("Nr.", 40, 28), ("Ziel", 72, 108), ("Maßnahme", 190, 258), ("Zuständig", 460, 170), ("Status", 640, 160))
"""Title, left edge and width in points."""
PITCH, GAP, BETWEEN = 11, 2, 6
"""Points from line to line, more above a paragraph, and between two rows."""


class Pen:
    """Where the next line is drawn."""

    def __init__(self) -> None:
        self.result = io.BytesIO()
        self.plain, self.bold = embed("Sans", "liberation/LiberationSans-Regular.ttf",
                                      "liberation/LiberationSans-Bold.ttf")  # fmt: skip
        self.canvas: Any = Canvas(self.result, pagesize=(842, 595), invariant=1)
        self.y = 545.0

    def write(self, text: str, step: float, x: float = 40, size: float = 9, bold: bool = False) -> None:
        self.canvas.setFont(self.bold if bold else self.plain, size)
        self.canvas.drawString(x, self.y, text)
        self.y -= step

    def titles(self) -> None:
        for title, x, _ in COLUMNS:
            self.write(title, 0, x, bold=True)
        self.y -= 16

    def turn(self) -> None:
        """End the page with its number."""
        self.canvas.setFont(self.plain, 8)
        self.canvas.drawCentredString(421, 25, f"Seite {self.canvas.getPageNumber()}")
        self.canvas.showPage()
        self.y = 555.0

    def row(self, cells: Sequence[Sequence[str]]) -> None:
        """A row, on the next page below the titles again if this one is full."""
        parts = [_wrapped(lines, self.plain, width) for lines, (_, _, width) in zip(cells, COLUMNS, strict=True)]
        height = max(sum(PITCH + GAP * opens for _, opens in part) for part in parts)
        if self.y - height < 45:
            self.turn()
            self.titles()
        top = self.y
        for part, (_, x, _) in zip(parts, COLUMNS, strict=True):
            self.y = top
            for text, opens in part:
                self.y -= GAP * opens
                self.write(text, PITCH, x)
        self.y = top - height - BETWEEN


def canvas_pdf(catalogue: Catalogue) -> bytes:
    """Draw the catalogue."""
    pen = Pen()
    pen.write(catalogue.title, 26, size=15, bold=True)
    for chapter in catalogue.chapters:
        if pen.y < 180:
            pen.turn()
        pen.write(chapter.heading, 15, size=12, bold=True)
        pen.write(f"Vision: {chapter.visions[0]}", 20)
        pen.titles()
        for place, goal, entry in chapter.rows:
            pen.row(_cells(goal if place == 0 else None, entry))
        pen.y -= 8
        if chapter.further:
            pen.write("Weitere Maßnahmen:", 13, bold=True)
            for text in chapter.further:
                pen.write(f"+ {text}", 13)
            pen.y -= 8
    pen.turn()
    pen.canvas.save()
    return pen.result.getvalue()


def _cells(goal: Goal | None, entry: Entry) -> Sequence[Sequence[str]]:
    number, measure, actors, status = entry.cells[:4]
    return number, goal.lines if goal else (), measure, actors, status


def _wrapped(lines: Sequence[str], font: str, width: float) -> list[tuple[str, bool]]:
    """The printed lines of a cell, each with whether a further paragraph begins with it."""
    return [
        (text, bool(index) and place == 0)
        for index, line in enumerate(lines)
        for place, text in enumerate(simpleSplit(line, font, 9, width))
    ]
