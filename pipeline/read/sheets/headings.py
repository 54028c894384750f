"""Column letters and row numbers that a spreadsheet prints around itself (A B C …, 1 2 3 …): no part of the table.

They tell where the sheet's own columns and rows are, also where it prints no lines between them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Box
from pipeline.printed import Line
from pipeline.read.glyphs import set_lines
from pipeline.read.page import Grid, Page

_FEWEST = 4
"""Letters and numbers in all from which on it is no chance that they count up around a table."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The cells of such letters and numbers, from left to right and from top to bottom."""

    letters: tuple[Box, ...]
    numbers: tuple[Box, ...]


def without_sheet_headings(pages: Sequence[Page]) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without these letters and numbers, and them."""
    result: list[Page] = []
    taken: list[Line] = []
    for page in pages:
        frames = {id(grid): frame for grid in page.grids if (frame := _frame(page, grid))}
        if not frames:
            result.append(page)
            continue
        opened = page.opened()
        boxes = [box for frame in frames.values() for box in (*frame.letters, *frame.numbers)]
        taken += [line for box in boxes for line in set_lines(opened.within(box), page.number, box[2])]
        grids = (_inside(grid, frames[id(grid)]) if id(grid) in frames else grid for grid in page.grids)
        result.append(opened.without(boxes).with_grids(grids).put_by())
    return result, tuple(taken)


def _frame(page: Page, grid: Grid) -> _Frame | None:
    """The letters and numbers around a table, if all of its first row and of its first column are such."""
    head = [box for box in grid.rows[0] if box]
    side = [row[0] for row in grid.rows if row[0]]
    if len(head) + len(side) < _FEWEST + 2 or len(head) < len(grid.rows[0]) or len(side) < len(grid.rows):
        return None
    opened = page.opened()
    corner, *letters = (_text(opened, box) for box in head)
    numbers = [_text(opened, box) for box in side[1:]]
    if corner or not (_counts(map(_place, letters)) and _counts(int(n) if n.isdecimal() else 0 for n in numbers)):
        return None
    return _Frame(tuple(head[1:]), tuple(side[1:]))


def _text(page: Page, box: Box) -> str:
    return "".join(glyph.text for glyph in page.within(box)).strip()


def _place(letters: str) -> int:
    """A → 1, Z → 26, AA → 27; 0 for other words."""
    place = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        place = 26 * place + ord(letter) - ord("A") + 1
    return place


def _counts(values: Iterable[int]) -> bool:
    """Whether the values count up; hidden rows and columns, as those that a filter leaves out, are left out."""
    every = list(values)
    return all(every) and all(below > above for above, below in pairwise(every))


def _inside(grid: Grid, frame: _Frame) -> Grid:
    """The table without the letters and the numbers; where the sheet prints no lines, these tell its cells."""
    left, top = frame.letters[0][0], frame.numbers[0][1]
    box = (left, top, frame.letters[-1][2], frame.numbers[-1][3])
    own = [row[1:] for row in grid.rows[1:]]
    cells = [cell for row in own for cell in row if cell]
    ruled = 2 * len(cells) > len(frame.letters) * len(frame.numbers)
    rows = (
        row if ruled and any(_reaches(cell, number) for cell in cells) else _by_letters(frame.letters, number)
        for row, number in zip(own, frame.numbers, strict=True)
    )
    return Grid(box, tuple(rows))


def _reaches(cell: Box, number: Box) -> bool:
    """Whether a cell stands in a numbered row, or reaches down into it."""
    return cell[1] < (number[1] + number[3]) / 2 < cell[3]


def _by_letters(letters: Sequence[Box], number: Box) -> tuple[Box, ...]:
    return tuple((letter[0], number[1], letter[2], number[3]) for letter in letters)
