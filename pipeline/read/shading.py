"""Shading that looks like tables of its own: shaded title rows, every other row shaded."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Column, Grid, Page, without_banners
from pipeline.read.unruled.columns import Row, best_titles, columns_of, has_number
from pipeline.read.unruled.gutters import divided
from pipeline.read.unruled.numbered import openings
from pipeline.vocabulary import Vocabulary

BESIDE = 25.0
"""Points above or below a shaded row within which the rows that are not shaded go on."""
SLACK = 3.0
"""Points by which the columns of two parts of a table may differ."""
_FEW_ROWS = 2
"""Rows of a table of which all but the titles may be one."""
_MOST_ACROSS = 2
"""Lines that a goal across the table takes at most."""


def without_stripes(page: Page, vocabulary: Vocabulary) -> Page:
    """The page without grids of one row that are shading rather than a table: a title row, or every other row.

    A single row alone on its page is the rest of a ruled table and stays. So does one in the columns of a table of
    several rows: a goal across parts it from that one.
    """
    page = page.with_grids(grid for grid in page.grids if not _is_undivided(grid, page, vocabulary))
    single = [grid for grid in page.grids if _is_single(grid)]
    tables = [grid for grid in page.grids if grid not in single]
    stripes = [
        grid
        for grid in single
        if not _is_title(grid, page, vocabulary) and not any(_has_columns_of(table, grid) for table in tables)
    ]
    several = len(stripes) > 1
    shading = [grid for grid in single if (several and grid in stripes) or _goes_on(grid, page, above=grid in stripes)]
    return page.with_grids(grid for grid in page.grids if grid not in shading) if shading else page


def _is_single(grid: Grid) -> bool:
    """Whether a grid is one row, or titles that further rows divide, with shaded headings across right below it."""
    return all(len([box for box in row if box]) == 1 for row in grid.rows[title_rows(grid) :])


def _has_columns_of(table: Grid, row: Grid) -> bool:
    """Whether a row of a table has the columns that a grid of one row has."""
    return any(_are_alike(row.rows[0], other) for other in table.rows)


def _are_alike(row: Sequence[Box | None], other: Sequence[Box | None]) -> bool:
    sides, others = ([(box[0], box[2]) for box in boxes if box] for boxes in (row, other))
    return len(sides) == len(others) and all(
        abs(x0 - a) < SLACK and abs(x1 - b) < SLACK for (x0, x1), (a, b) in zip(sides, others, strict=True)
    )


def title_rows(grid: Grid) -> int:
    """How many rows the first one and those below take that divide some of its cells."""
    count = 1
    while count < len(grid.rows) and _divides(grid.rows[count], _cells(grid, count)):
        count += 1
    return count


def _divides(row: Sequence[Box | None], above: Sequence[Box]) -> bool:
    boxes = [box for box in row if box]
    wide = [cell for cell in above if sum(_is_below(box, cell) for box in boxes) > 1]
    return bool(wide) and all(any(_is_below(box, cell) for cell in wide) for box in boxes)


def _is_below(box: Box, wide: Box) -> bool:
    return abs(box[1] - wide[3]) < SLACK and wide[0] - SLACK < box[0] and box[2] < wide[2] + SLACK


def _cells(grid: Grid, rows: int) -> list[Box]:
    """The cells of the first row, with those of the next rows that divide some of them in their stead."""
    cells: list[Box] = []
    for row in grid.rows[:rows]:
        parts = [box for box in row if box]
        cells = [box for box in cells if not any(_is_below(part, box) for part in parts)] + parts
    return sorted(cells)


def title_cells(grid: Grid) -> list[Box]:
    """The cells of the titles, those of the lowest row where several divide them."""
    return _cells(grid, title_rows(grid))


def _is_undivided(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    """Whether only rules between its columns draw a table of one row, or one row below its titles.

    Then titles and numbers stand in one cell, or numbers one below the other, each level with the beginning of a text
    or in front of it, or titles beside the outermost rules.
    """
    grid = without_banners(grid)
    left, top, right, bottom = grid.box
    if len(grid.rows) > _FEW_ROWS and _has_numbers(grid, page, vocabulary):
        return False
    lines = segments(page.within((0.0, top, page.width, bottom)))
    titled = best_titles(lines, 0, vocabulary) if lines else None
    if titled is None:
        return False
    below = lines[titled[1] :]
    columns = _columns(titled[0], title_cells(grid))
    opening = openings([(page.number, columns, below)], begun=page.number > 1)
    if _has_several(grid, columns, len(opening.lines.get(page.number, ()))):
        return True
    if len(grid.rows) > _FEW_ROWS:
        return False
    if any(title.x1 < left or title.x0 > right for title in titled[0]):
        return True
    numbered = [line for line in below if has_number(line, columns)]
    return len(numbered) >= len(grid.rows) and all(len(line) > 1 for line in numbered[1:])


def _has_numbers(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    """Whether the titles of a table are none, or one of them names a column of numbers; told without its other rows."""
    foot = max((box[3] for box in title_cells(grid)), default=grid.box[1])
    lines = segments(page.within((0.0, grid.box[1], page.width, foot)))
    titled = best_titles(lines, 0, vocabulary) if lines else None
    return titled is None or any(column.name == "number" for column in titled[0])


def _columns(titles: Sequence[Column], cells: Sequence[Box]) -> list[Column]:
    """The columns as wide as the cells of their titles, else each up to the next title."""
    around = [[box for box in cells if box[0] - SLACK < c.x0 and c.x1 < box[2] + SLACK] for c in titles]
    if len(cells) == len(titles) and all(around):
        return [replace(title, x0=boxes[0][0], x1=boxes[0][2]) for title, boxes in zip(titles, around, strict=True)]
    return [replace(title, x1=after.x0) for title, after in pairwise(titles)] + [titles[-1]]


def _has_several(grid: Grid, columns: Sequence[Column], numbers: int) -> bool:
    """Whether there are more numbers in front of texts than cells for measures below the titles."""
    middle = next(((column.x0 + column.x1) / 2 for column in columns if column.name == "measure"), 0.0)
    cells = [box for row in grid.rows[title_rows(grid) :] for box in row if box and box[0] < middle < box[2]]
    return numbers > max(len(cells), 1)


def _goes_on(grid: Grid, page: Page, above: bool) -> bool:
    """Whether a line below a row (or above it) is of a row too, outside any grid: text in at least two columns."""
    _, top, _, bottom = grid.box
    lines = divided(page.lines, _titles(grid, page), page)
    near = [line for line in lines if bottom <= line[0].bottom and line[0].top < bottom + BESIDE]
    if above:
        near += [line for line in lines if top - BESIDE < line[0].bottom and line[0].top <= top]
    boxes = title_cells(grid)
    return any(len(columns_of(line, boxes)) > 1 for line in near) or (not above and _has_row_below(grid, lines))


def _titles(grid: Grid, page: Page) -> list[Column]:
    """The texts in the first row of a grid as columns of their width."""
    texts = ([s for line in segments(page.within(box)) for s in line] for box in title_cells(grid))
    return [Column("", known=False, x0=min(s.x0 for s in text), x1=max(s.x1 for s in text)) for text in texts if text]


def _has_row_below(grid: Grid, lines: Sequence[Row]) -> bool:
    """Whether the lines right below a title row fill several columns, one here, one there (centred cells).

    A goal across the table may stand between them.
    """
    boxes = title_cells(grid)
    reach, filled, across = grid.box[3], set[Box](), 0
    for line in lines:
        if line[0].top < grid.box[3] - SLACK:
            continue
        if line[0].top > reach + BESIDE:
            break
        found = columns_of(line, boxes)
        across += not found
        if across > _MOST_ACROSS:
            break
        reach, filled = max(reach, line[0].bottom), filled | found
    return len(filled) > 1


def _is_title(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    lines = segments(page.within(grid.box))
    return bool(lines) and best_titles(lines, 0, vocabulary) is not None
