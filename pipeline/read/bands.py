"""Rows without sides of their own, in tables of which only every other row is shaded or framed: divided and put in."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipeline.model import Box
from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page
from pipeline.read.shading import BESIDE, SLACK, title_cells, title_rows
from pipeline.read.unruled.columns import Row, columns_of, is_number_text

_OF_A_ROW = 3
"""Columns that text fills in a row of a measure at least: its number, its text, who does it or how it stands."""
_WIDEST_BAND = 150.0
"""Points; no row between two shaded ones is higher."""
_LEADING = 0.9
"""Share of the type size by which the lines of one row stand apart at most."""


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
    rows: list[Sequence[Box | None]] = []
    for index, row in enumerate(grid.rows):
        above = [other for other in grid.rows[: index + 2] if len(other) > 1 and all(other)]
        divided = _divided(row, [box for box in above[-1] if box], page) if above else row
        rows += _cut_at_rules(divided, page) if divided is not row else [row]
    if rows == list(grid.rows):
        return grid
    return replace(grid, rows=tuple(map(tuple, rows))) if _has_sides_below_titles(grid.rows) else None


def _has_sides_below_titles(rows: Sequence[Sequence[Box | None]]) -> bool:
    """Whether rules draw the columns of a row, not of the titles alone."""
    return any(all(row) for row in rows[1:])


def _divided(row: Sequence[Box | None], columns: Sequence[Box], page: Page) -> Sequence[Box | None]:
    """The row with a cell that holds several columns divided; the first may stand apart, where it alone has a side."""
    for box in filter(None, row):
        within = [column for column in columns if box[0] - SLACK < column[0] and column[2] < box[2] + SLACK]
        is_wide = len(within) >= min(_OF_A_ROW, len(columns)) and len(within) > 1
        if is_wide and _is_row_of(segments(page.within(box)), within):
            parts = {column: (column[0], box[1], column[2], box[3]) for column in within}
            return tuple(parts.get(column, own) for column, own in zip(columns, row, strict=True))
    return row


def _cut_at_rules(row: Sequence[Box | None], page: Page) -> list[Sequence[Box | None]]:
    """A row without sides as those that rules part in it, which run below most of its columns: not below its goal."""
    boxes = [box for box in row if box]
    top, bottom = max(box[1] for box in boxes), min(box[3] for box in boxes)
    ruled = {y: {box for box in boxes if _runs_below(page, box, y)} for y in _heights(page, top, bottom)}
    heights = [y for y, below in ruled.items() if len(below) >= min(_OF_A_ROW, len(boxes))]

    def cell(box: Box | None, y0: float) -> Box | None:
        if box is None or (y0 > top and box not in ruled[y0]):
            return None
        foot = min([y for y in heights if y > y0 and box in ruled[y]], default=box[3])
        return box[0], y0 if y0 > top else box[1], box[2], foot

    return [[cell(box, y0) for box in row] for y0 in (top, *heights)]


def _heights(page: Page, top: float, bottom: float) -> list[float]:
    """The heights of rules between two others, of double ones once."""
    heights: list[float] = []
    for y in sorted(rule.y for rule in page.rules if top + SLACK < rule.y < bottom - SLACK):
        heights += [y] if not heights or y > heights[-1] + SLACK else []
    return heights


def _runs_below(page: Page, box: Box, y: float) -> bool:
    """Whether a rule at a height, or one right beside it, runs below the middle of a cell."""
    middle = (box[0] + box[2]) / 2
    return any(abs(rule.y - y) <= SLACK and rule.x0 <= middle <= rule.x1 for rule in page.rules)


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
        abs(a - b) > SLACK for one, other in zip(*alike, strict=True) for a, b in zip(one, other, strict=True)
    ):
        return None
    if not _stands_in(_between(page, top, bottom), columns):
        return None
    heights = [top, *_rules_between(page, upper.box, bottom), bottom]
    rows = [part for y0, y1 in pairwise(heights) for part in _cut_at_rules(_row(columns, y0, y1), page)]
    x0, head, x1, _ = upper.box
    return Grid((x0, head, x1, lower.box[3]), (*upper.rows, *map(tuple, rows), *lower.rows))


def _with_last_rows(grid: Grid, below: Grid | None, page: Page) -> Grid:
    """The grid with the last rows, which have no sides: down to a rule as wide as it is, else as their numbers tell."""
    columns = _full_row(grid)
    if not columns or not _has_sides_below_titles(grid.rows):
        return grid
    rows, box = list[Sequence[Box | None]](grid.rows), grid.box
    floor = below.box[1] - SLACK if below else page.height
    while heights := _rules_between(page, box, min(box[3] + _WIDEST_BAND, floor) + SLACK):
        (x0, head, x1, top), foot = box, heights[0]
        if not _is_row_of(_between(page, top, foot), columns):
            break
        rows += _cut_at_rules(_row(columns, top, foot), page)
        box = (x0, head, x1, foot)
    heights = _heights_of_numbered(rows, columns, page, floor)
    rows += [_row(columns, top, foot) for top, foot in pairwise(heights)]
    return replace(grid, box=(*box[:3], max([box[3], *heights])), rows=tuple(map(tuple, rows)))


def _row(columns: Sequence[Box], top: float, foot: float) -> Sequence[Box]:
    return [(column[0], top, column[2], foot) for column in columns]


def _heights_of_numbered(
    rows: Sequence[Sequence[Box | None]], columns: Sequence[Box], page: Page, floor: float
) -> list[float]:
    """Where rows begin right below a table, each with a measure's number on its first line, and where the last ends."""
    foot = max(box[3] for box in rows[-1] if box)
    if not page.within((0.0, foot, page.width, foot + 2 * BESIDE)):
        return []
    numbers = _number_column(rows, columns, page)
    heights: list[float] = []
    for line in page.lines if numbers else ():
        if line[0].top < foot - SLACK and not heights:
            continue
        opens = any(is_number_text(part.text) and numbers in columns_of([part], columns) for part in line)
        room = BESIDE if opens else _LEADING * line[0].size
        if line[0].top > foot + room or line[0].bottom > floor or not columns_of(line, columns):
            break
        if opens:
            heights.append(line[0].top - 1)
        elif not heights:
            break
        foot = max(part.bottom for part in line)
    return [*heights, foot + 1] if heights else []


def _number_column(rows: Sequence[Sequence[Box | None]], columns: Sequence[Box], page: Page) -> Box | None:
    """The column in which a number stands in every row below the first, and nothing else."""
    whole = [row for row in rows[1:] if all(row)]
    for place, column in enumerate(columns):
        if whole and all(_holds_number(box, page) for row in whole if (box := row[place])):
            return column
    return None


def _holds_number(box: Box, page: Page) -> bool:
    texts = [part.text for line in segments(page.within(box)) for part in line]
    return len(texts) == 1 and is_number_text(texts[0])


def _between(page: Page, top: float, bottom: float) -> list[Row]:
    """The lines outside all grids between two heights."""
    return [line for line in page.lines if top <= line[0].top and line[0].bottom <= bottom + SLACK]


def _full_row(grid: Grid) -> list[Box]:
    """The cells of a row that has one in each column, or of titles that further rows divide into as many."""
    whole = next((list(filter(None, row)) for row in grid.rows if len(row) > 1 and all(row)), [])
    titles = title_cells(grid)
    only_titles = title_rows(grid) == len(grid.rows) > 1
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
        if top + SLACK < rule.y < bottom - SLACK and rule.x1 > x0 and rule.x0 < x1:
            height = round(rule.y, 1)
            reached[height] = reached.get(height, 0.0) + min(rule.x1, x1) - max(rule.x0, x0)
    return sorted(height for height, width in reached.items() if width > 0.9 * (x1 - x0))
