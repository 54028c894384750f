"""Column titles printed again in the cells of a row that goes on overleaf: their producer draws no rule between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box
from pipeline.printed import Cell, Line
from pipeline.read.page import Column, Grid, column_title

_TITLE_LINES = 4
"""Most lines that a column title takes."""

Cells = Mapping[Box, Cell]


def without_titles_above(
    grid: Grid, cells: Cells, columns: Sequence[Column], column_of: Callable[[Box], Column]
) -> tuple[Cells, tuple[Line, ...]]:
    """The cells of a grid without such titles at the head of its first row, and these.

    `columns` are those of the table before, `column_of` tells the one of a cell.
    """
    boxes = [box for row in grid.rows[:1] for box in row if box and cells[box].lines]
    if not columns or len(boxes) < 2:
        return cells, ()
    counts = {box: _lines_of_title(cells[box].lines, column_of(box).title) for box in boxes}
    if not all(counts.values()) or all(counts[box] == len(cells[box].lines) for box in boxes):
        return cells, ()
    rest = {box: replace(cells[box], lines=cells[box].lines[count:]) for box, count in counts.items()}
    return {**cells, **rest}, tuple(line for box, count in counts.items() for line in cells[box].lines[:count])


def _lines_of_title(lines: Sequence[Line], title: str) -> int:
    """How many of the first lines are the column's title, none if they are another text."""
    texts = [line.text for line in lines]
    wholes = (column_title(texts[:count]) for count in range(1, min(len(texts), _TITLE_LINES) + 1))
    return next((count for count, whole in enumerate(wholes, 1) if title and whole == title), 0)
