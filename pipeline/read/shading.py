"""Shading that looks like tables of its own: shaded title rows, every other row shaded."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.unruled.columns import Row, best_titles, columns_of, has_number
from pipeline.vocabulary import Vocabulary

_BESIDE = 25.0
"""Points above or below a shaded row within which the rows that are not shaded go on."""
_SLACK = 3.0
"""Points by which the columns of two parts of a table may differ."""
_OF_A_ROW = 3
"""Columns that text fills in a row of a measure at least: its number, its text, who does it or how it stands."""
_MOST_ACROSS = 2
"""Lines that a goal across the table takes at most."""
_WIDEST_BAND = 150.0
"""Points; no row between two shaded ones is higher."""


def without_stripes(page: Page, vocabulary: Vocabulary) -> Page:
    """The page without grids of one row that are shading rather than a table: a title row, or every other row.

    A single row alone on its page is the rest of a ruled table and stays.
    """
    page = page.with_grids(grid for grid in page.grids if not _is_undivided(grid, page, vocabulary))
    single = [grid for grid in page.grids if _is_single(grid)]
    stripes = [grid for grid in single if not _is_title(grid, page, vocabulary)]
    several = len(stripes) > 1
    shading = [grid for grid in single if (several and grid in stripes) or _goes_on(grid, page, above=grid in stripes)]
    return page.with_grids(grid for grid in page.grids if grid not in shading) if shading else page


def _is_single(grid: Grid) -> bool:
    """Whether a grid is one row, or titles that further rows divide, with shaded headings across right below it."""
    return all(len([box for box in row if box]) == 1 for row in grid.rows[_title_rows(grid) :])


def _title_rows(grid: Grid) -> int:
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
    return abs(box[1] - wide[3]) < _SLACK and wide[0] - _SLACK < box[0] and box[2] < wide[2] + _SLACK


def _cells(grid: Grid, rows: int) -> list[Box]:
    """The cells of the first row, with those of the next rows that divide some of them in their stead."""
    cells: list[Box] = []
    for row in grid.rows[:rows]:
        parts = [box for box in row if box]
        cells = [box for box in cells if not any(_is_below(part, box) for part in parts)] + parts
    return sorted(cells)


def _columns(grid: Grid) -> list[Box]:
    return _cells(grid, _title_rows(grid))


def _is_undivided(grid: Grid, page: Page, vocabulary: Vocabulary) -> bool:
    """Whether only rules between its columns draw a table of one row, or one row below its titles.

    Then titles and numbers stand in one cell, or numbers one below the other, each level with the beginning of a text,
    or titles beside the outermost rules.
    """
    if len(grid.rows) > 2:
        return False
    left, top, right, bottom = grid.box
    lines = segments(page.within((0.0, top, page.width, bottom)))
    titled = best_titles(lines, 0, vocabulary) if lines else None
    if titled is None:
        return False
    if any(title.x1 < left or title.x0 > right for title in titled[0]):
        return True
    columns = [replace(title, x1=after.x0) for title, after in pairwise(titled[0])] + [titled[0][-1]]
    numbered = [line for line in lines[titled[1] :] if has_number(line, columns)]
    return len(numbered) >= len(grid.rows) and all(len(line) > 1 for line in numbered[1:])


def _goes_on(grid: Grid, page: Page, above: bool) -> bool:
    """Whether a line below a row (or above it) is of a row too, outside any grid: text in at least two columns."""
    _, top, _, bottom = grid.box
    near = [line for line in page.lines if bottom <= line[0].bottom and line[0].top < bottom + _BESIDE]
    if above:
        near += [line for line in page.lines if top - _BESIDE < line[0].bottom and line[0].top <= top]
    boxes = _columns(grid)
    return any(len(columns_of(line, boxes)) > 1 for line in near) or (not above and _has_row_below(grid, page))


def _has_row_below(grid: Grid, page: Page) -> bool:
    """Whether the lines right below a title row fill several columns, one here, one there (centred cells).

    A goal across the table may stand between them.
    """
    boxes = _columns(grid)
    reach, filled, across = grid.box[3], set[Box](), 0
    for line in page.lines:
        if line[0].top < grid.box[3] - _SLACK:
            continue
        if line[0].top > reach + _BESIDE:
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


def with_bands(page: Page) -> Page:
    """The page with grids put together that are one table: between them stand rows without shading or column rules.

    Only where one of them has several rows; stripes of single rows are no grids (`without_stripes`). Where a frame runs
    around both, such rows are divided as those above and below.
    """
    page = _with_divided_rows(page)
    ordered = sorted(page.grids, key=lambda grid: grid.box[1])
    joined: list[Grid] = []
    for grid in ordered:
        whole = _joined(joined[-1], grid, page) if joined else None
        joined[-1:] = [whole] if whole else [*joined[-1:], grid]
    closed = [_with_last_rows(grid, below, page) for grid, below in zip_longest(joined, joined[1:])]
    return page.with_grids(closed) if closed != ordered else page


def _with_divided_rows(page: Page) -> Page:
    """The page with rows of one cell divided into columns where their text stands in those of the row above or below.

    Of every other row in a frame no rule shows its columns: only the shaded ones have sides. Where only the titles have
    them, the frame and its rules draw no table; the text tells its columns.
    """
    divided = [_divided_rows(grid, page) for grid in page.grids]
    changed = any(a is not b for a, b in zip(divided, page.grids, strict=True))
    return page.with_grids(filter(None, divided)) if changed else page


def _divided_rows(grid: Grid, page: Page) -> Grid | None:
    rows = list(grid.rows)
    for index, row in enumerate(grid.rows):
        above = [other for other in grid.rows[: index + 2] if len(other) > 1 and all(other)]
        if above:
            rows[index] = _divided(row, [box for box in above[-1] if box], page)
    if rows == list(grid.rows):
        return grid
    return replace(grid, rows=tuple(rows)) if _has_sides_below_titles(grid.rows) else None


def _has_sides_below_titles(rows: Sequence[Sequence[Box | None]]) -> bool:
    """Whether rules draw the columns of a row, not of the titles alone."""
    return any(all(row) for row in rows[1:])


def _divided(row: Sequence[Box | None], columns: Sequence[Box], page: Page) -> tuple[Box | None, ...]:
    """The row with a cell that holds several columns divided; the first may stand apart, where it alone has a side."""
    for box in filter(None, row):
        within = [column for column in columns if box[0] - _SLACK < column[0] and column[2] < box[2] + _SLACK]
        is_wide = len(within) >= min(_OF_A_ROW, len(columns)) and len(within) > 1
        if is_wide and _is_row_of(segments(page.within(box)), within):
            parts = {column: (column[0], box[1], column[2], box[3]) for column in within}
            return tuple(parts.get(column, own) for column, own in zip(columns, row, strict=True))
    return tuple(row)


def _is_row_of(lines: Sequence[Row], columns: Sequence[Box]) -> bool:
    """Whether lines stand in columns, and in more of them than a heading or a sum does."""
    found = [columns_of(line, columns) for line in lines if line]
    return all(found) and len(set[Box]().union(*found)) >= min(_OF_A_ROW, len(columns))


def _joined(upper: Grid, lower: Grid, page: Page) -> Grid | None:
    """Both grids and the rows between them as one, if the text between them stands in their common columns."""
    columns = _full_row(upper)
    (_, _, _, top), (_, bottom, _, _) = upper.box, lower.box
    if not columns or max(len(upper.rows), len(lower.rows)) < 2 or not 0 < bottom - top < _WIDEST_BAND:
        return None
    alike = [(a[0], a[2]) for a in columns], [(b[0], b[2]) for b in _full_row(lower)]
    if len(alike[0]) != len(alike[1]) or any(
        abs(a - b) > _SLACK for one, other in zip(*alike, strict=True) for a, b in zip(one, other, strict=True)
    ):
        return None
    if not _stands_in(_between(page, top, bottom), columns):
        return None
    heights = [top, *_rules_between(page, upper.box, bottom), bottom]
    rows = [tuple((box[0], y0, box[2], y1) for box in columns) for y0, y1 in pairwise(heights)]
    x0, head, x1, _ = upper.box
    return Grid((x0, head, x1, lower.box[3]), (*upper.rows, *rows, *lower.rows))


def _with_last_rows(grid: Grid, below: Grid | None, page: Page) -> Grid:
    """The grid with rows between its foot and a rule below as wide as it is: the last ones, without sides."""
    columns = _full_row(grid)
    if not columns or not _has_sides_below_titles(grid.rows):
        return grid
    rows, box = list(grid.rows), grid.box
    floor = below.box[1] - _SLACK if below else page.height
    while heights := _rules_between(page, box, min(box[3] + _WIDEST_BAND, floor) + _SLACK):
        (x0, head, x1, top), foot = box, heights[0]
        if not _is_row_of(_between(page, top, foot), columns):
            break
        rows.append(tuple((column[0], top, column[2], foot) for column in columns))
        box = (x0, head, x1, foot)
    return replace(grid, box=box, rows=tuple(rows))


def _between(page: Page, top: float, bottom: float) -> list[Row]:
    """The lines outside all grids between two heights."""
    return [line for line in page.lines if top <= line[0].top and line[0].bottom <= bottom + _SLACK]


def _full_row(grid: Grid) -> list[Box]:
    """The cells of a row that has one in each column, or of titles that further rows divide into as many."""
    whole = next((list(filter(None, row)) for row in grid.rows if len(row) > 1 and all(row)), [])
    titles = _columns(grid)
    only_titles = _title_rows(grid) == len(grid.rows) > 1
    return whole or (titles if only_titles and len(titles) == len(grid.rows[0]) else [])


def _stands_in(lines: Sequence[Row], columns: Sequence[Box]) -> bool:
    """Whether all lines stand in columns, and together in at least two of them."""
    found = [columns_of(line, columns) for line in lines]
    return all(found) and len(set[Box]().union(*found)) > 1


def _rules_between(page: Page, above: Box, bottom: float) -> list[float]:
    """The heights of rules that run below a table's whole width."""
    x0, _, x1, top = above
    reached: dict[float, float] = {}
    for rule in page.rules:
        if top + _SLACK < rule.y < bottom - _SLACK and rule.x1 > x0 and rule.x0 < x1:
            height = round(rule.y, 1)
            reached[height] = reached.get(height, 0.0) + min(rule.x1, x1) - max(rule.x0, x0)
    return sorted(height for height, width in reached.items() if width > 0.9 * (x1 - x0))
