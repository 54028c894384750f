"""From pages with glyphs and ruled grids to a catalogue as printed: columns, rows, running lines; pure geometry."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf
from statistics import median

from pipeline.model import Box, Place
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.cell_words import with_overflow, with_whole_words
from pipeline.read.common_gaps import without_common_gaps
from pipeline.read.glyphs import END, START, Glyph, Segment, set_lines
from pipeline.read.page import Column, Grid, Page, column_of
from pipeline.read.rows_within import with_rows_apart
from pipeline.read.shared_cells import without_titles_above
from pipeline.read.spread import find_spread
from pipeline.read.titles import divided_columns, title_columns, told_apart, with_number_column
from pipeline.read.unruled.ends import opens_text
from pipeline.vocabulary import Vocabulary

_SAME_EDGE = 4.0
"""Points by which the column edges of two parts of one table may differ."""
_CELLS_OF_HEADING = 2
"""Cells that a heading and what stands beside it fill at most."""
_NEW_PARAGRAPH, _LEADING = 1.2, 1.3
"""A line pitch this many times the usual one, and this many times the type size, sets a paragraph apart."""


def page_blocks(
    page: Page, right_edge: float, columns: tuple[Column, ...], vocabulary: Vocabulary
) -> tuple[tuple[Line | Table, ...], tuple[Column, ...]]:
    """The blocks of one page from top to bottom, and the columns that hold for a table going on overleaf.

    `right_edge` is where running text may end on the page, in points.
    """
    lines = free_lines(page, right_edge)
    heights = itertools.accumulate(map(_top, lines), max)  # a second column of text stands below the first
    blocks: list[tuple[float, int, Line | Table]] = [(top, 0, line) for top, line in zip(heights, lines, strict=True)]
    for grid in page.grids:
        parts, columns = _grid_blocks(page, grid, columns, vocabulary)
        blocks += [(grid.box[1], order, part) for order, part in enumerate(parts, 1)]
    return tuple(block for _, _, block in sorted(blocks, key=lambda entry: entry[:2])), columns


def free_lines(page: Page, right_edge: float) -> tuple[Line, ...]:
    """The lines of a page outside its grids, top to bottom; text in two columns one after the other."""
    spread = find_spread(page.lines, page.width)
    if spread is None:
        sides = (set_lines(side, page.number, right_edge) for side in _between_seams(page))
        return tuple(line for lines in sides for line in _spaced(lines))
    above, left, right, below = (
        [glyph for glyph in page.free if part(glyph)]
        for part in (
            lambda g: g.middle[1] < spread.top,
            lambda g: spread.side(g) == 0,
            lambda g: spread.side(g) == 1,
            lambda g: g.middle[1] >= spread.bottom,
        )
    )
    reach = max(glyph.x1 for glyph in left if not glyph.text.isspace())
    parts = ((above, right_edge), (left, reach), (right, right_edge), (below, right_edge))
    return _spaced([line for glyphs, limit in parts for line in set_lines(glyphs, page.number, limit)])


def _between_seams(page: Page) -> list[list[Glyph]]:
    """The glyphs outside the grids, those of each page that is part of this one by themselves."""
    bounds = (-inf, *page.seams, inf)
    return [[glyph for glyph in page.free if a <= glyph.middle[0] < b] for a, b in itertools.pairwise(bounds)]


def _top(line: Line) -> float:
    return line.place.bbox[1] if line.place.bbox else 0.0


def _grid_blocks(
    page: Page, grid: Grid, columns: tuple[Column, ...], vocabulary: Vocabulary
) -> tuple[list[Line | Table], tuple[Column, ...]]:
    """A grid as title row and rows; rows of one cell across the whole table are headings within it."""
    number, parts = page.number, list[Line | Table]()
    before = columns
    cells, header = without_titles_above(grid, _cells(page, grid), before, lambda box: column_of(box, before))
    rows: list[Row] = []
    titles = _title_rows(grid, cells, vocabulary)
    apart = with_rows_apart(grid, _columns_by_row(grid, titles, cells, before), cells)
    if apart is not grid:
        return _grid_blocks(page, apart, before, vocabulary)
    described = _descriptions(grid, titles, cells, vocabulary)

    def close() -> None:
        nonlocal header, rows
        if header or rows:
            parts.append(Table(Place(number, grid.box), header, tuple(rows)))
        header, rows = (), []

    for index, boxes in enumerate(grid.rows):
        filled = [box for box in boxes if box is not None]
        lines = [line for box in filled for line in cells[box].lines]
        if index in titles:
            if titles[index]:
                close()
                columns = with_number_column(told_apart(titles[index]), grid.rows[index + 1 :], cells)
            header += tuple(lines)
        elif index in described and rows:
            rows[-1] = _with_description(rows[-1], lines)
        elif _is_banner(filled, grid) or _is_heading(filled, grid, cells, vocabulary):
            close()
            parts += _apart(lines)
        elif lines and (min(titles, default=index) < index or _goes_on(grid, index, titles, cells, columns)):
            above = [box for row in grid.rows[:index] for box in row if box]
            rows.append(_row(number, boxes, above, cells, columns))
        else:
            close()
            parts += _apart(lines) if parts and isinstance(parts[-1], Line) else lines
    close()
    return parts, columns


def _columns_by_row(
    grid: Grid, titles: Mapping[int, tuple[Column, ...]], cells: Mapping[Box, Cell], before: tuple[Column, ...]
) -> Mapping[int, tuple[Column, ...]]:
    """The columns of every row by its index: those that titles above it open, else those of the table before."""
    found: dict[int, tuple[Column, ...]] = {}
    columns: tuple[Column, ...] = ()
    for index in range(len(grid.rows)):
        columns = told_apart(titles[index]) if titles.get(index) else columns
        if index not in titles and (columns or _goes_on(grid, index, titles, cells, before)):
            found[index] = columns or before
    return found


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a row as a paragraph of their own."""
    return [replace(line, starts=True) if place == 0 else line for place, line in enumerate(lines)]


def _title_rows(grid: Grid, cells: Mapping[Box, Cell], vocabulary: Vocabulary) -> Mapping[int, tuple[Column, ...]]:
    """The rows of column titles by index, each with the columns it opens; none for a further row of the same titles.

    Such a row divides the titles above it, or stands at the head of the table as titles common to several columns.
    """
    found: dict[int, tuple[Column, ...]] = {}
    filled = [[box for box in row if box is not None] for row in grid.rows]
    for index, boxes in enumerate(filled):
        if index in found or _is_banner(boxes, grid) or (columns := title_columns(boxes, cells, vocabulary)) is None:
            continue
        found[index] = columns
        for place, below in enumerate(filled[index + 1 :], index + 1):
            divided = divided_columns(found[index], below, cells, vocabulary)
            if not divided:
                break
            found[index], found[place] = divided, ()
        if index == 1 and len([box for box in filled[0] if cells[box].lines]) > 1:
            found = {0: columns, 1: ()}
    return found


def _descriptions(
    grid: Grid, titles: Mapping[int, tuple[Column, ...]], cells: Mapping[Box, Cell], vocabulary: Vocabulary
) -> frozenset[int]:
    """The rows of one cell across the table that say more about the measure above: nearly every row has one below."""
    first = max(titles, default=-1) + 1
    across: list[int] = []
    for index, row in enumerate(grid.rows[first:], first):
        filled = [box for box in row if box is not None]
        if _is_banner(filled, grid) and not opens_text([_joined(cells[filled[0]].lines)], vocabulary):
            across.append(index)
    measures = len(grid.rows) - first - len(across)
    below = [index for index in across if index > first and index - 1 not in across]
    is_rule = len(below) > 1 and len(below) == len(across) == measures
    return frozenset(below) if is_rule else frozenset()


def _joined(lines: Sequence[Line]) -> Segment:
    return Segment(" ".join(line.text for line in lines), 0.0, 0.0, 0.0, 0.0, 0.0)


def _with_description(row: Row, lines: Sequence[Line]) -> Row:
    return replace(row, measure=Cell((*row.measure.lines, *_apart(lines))))


def _cells(page: Page, grid: Grid) -> Mapping[Box, Cell]:
    """The content of every cell box, with the room that is left beside and below its lines."""
    boxes = [box for row in grid.rows for box in row if box is not None]
    whole = with_whole_words({box: page.within(box) for box in boxes}, page.glyphs)
    content = with_overflow(whole, page.glyphs)
    limits = _text_edges(content, dict(grid.limits))
    lines = {box: set_lines(content[box], page.number, limits[box] - page.unsure_by) for box in boxes}
    pitch = _usual_pitch(lines.values())
    spaced = without_common_gaps({box: _spaced(cell, pitch) for box, cell in lines.items()})
    padding = min((_top(cell[0]) - box[1] for box, cell in lines.items() if cell), default=0.0)
    return {box: Cell(spaced[box], _spare(box, cell, padding, pitch)) for box, cell in lines.items()}


def _spare(box: Box, lines: Sequence[Line], padding: float, pitch: float) -> float | None:
    if not lines or not pitch:
        return None
    last = lines[-1].place.bbox or box
    return max(box[3] - padding - last[3], 0.0) / pitch


def _text_edges(content: Mapping[Box, Sequence[Glyph]], limits: Mapping[float, float]) -> dict[Box, float]:
    """How far right text may reach in each cell: padding is as wide on the right as on the left of its column."""
    reach = {box: _reach(glyphs) for box, glyphs in content.items()}
    edges = {}
    for box in content:
        beside = [
            reached
            for other, reached in reach.items()
            if reached and abs(other[0] - box[0]) < _SAME_EDGE and abs(other[2] - box[2]) < _SAME_EDGE
        ]
        padding = max(min((left for left, _ in beside), default=box[0]) - box[0], 0.0)
        edges[box] = limits.get(box[0], max(box[2] - padding, *(right for _, right in beside), 0.0))
    return edges


def _reach(glyphs: Sequence[Glyph]) -> tuple[float, float] | None:
    """Left and right end of what is printed."""
    printed = [glyph for glyph in glyphs if not glyph[0].isspace()]
    return (min(map(START, printed)), max(map(END, printed))) if printed else None


def _usual_pitch(cells: Iterable[Sequence[Line]]) -> float:
    pitches = [_top(b) - _top(a) for lines in cells for a, b in itertools.pairwise(lines)]
    return median(pitches) if pitches else 0.0


def _spaced(lines: Sequence[Line], usual: float | None = None) -> tuple[Line, ...]:
    """The lines with `starts` set where a gap stands before one."""
    usual = _usual_pitch([lines]) if usual is None else usual
    result = list(lines[:1])
    for above, line in itertools.pairwise(lines):
        apart = usual > 0 and _top(line) - _top(above) > max(_NEW_PARAGRAPH * usual, _LEADING * line.size)
        result.append(replace(line, starts=True) if apart and not _is_sideways(line) else line)
    return tuple(result)


def _is_sideways(line: Line) -> bool:
    """Whether a line runs up or down the page, beside the one before."""
    x0, top, x1, bottom = line.place.bbox or (0.0, 0.0, 0.0, 0.0)
    return bottom - top > max(x1 - x0, 2 * line.size)


def _is_banner(filled: Sequence[Box], grid: Grid) -> bool:
    widest = max((len(row) for row in grid.rows), default=0)
    return widest > 1 and len(filled) == 1 and filled[0][2] - filled[0][0] > 0.9 * (grid.box[2] - grid.box[0])


def _is_heading(filled: Sequence[Box], grid: Grid, cells: Mapping[Box, Cell], vocabulary: Vocabulary) -> bool:
    """Whether a row holds nothing but a heading in its first cell, as sheets do that do not join cells.

    It begins as headings do, or is set in bold type, unlike the first cells of all other rows.
    """
    lines = [(place, line) for place, box in enumerate(filled) for line in cells[box].lines]
    first = [line for place, line in lines if place == 0]
    if not first or len(first) < len(lines):
        return False
    return opens_text([_joined(first)], vocabulary) or (first[0].bold and _is_bold_alone(grid, cells))


def _is_bold_alone(grid: Grid, cells: Mapping[Box, Cell]) -> bool:
    """Whether rows of several cells begin with one in common type: bold type in the first cell says something."""
    rows = [[cells[box].lines for box in row if box and cells[box].lines] for row in grid.rows[1:]]
    begins = [row[0][0] for row in rows if len(row) > _CELLS_OF_HEADING]
    return bool(begins) and not any(line.bold for line in begins)


def _goes_on(
    grid: Grid, index: int, titles: Mapping[int, object], cells: Mapping[Box, Cell], columns: tuple[Column, ...]
) -> bool:
    """Whether a row with no titles above it is one of the table before; not what stands above titles by itself.

    The rest of a cell that a page break cut, behind the first column, may do so above a row of the table before.
    """
    filled, below = ([b for b in row if b and cells[b].lines] for row in (*grid.rows[index : index + 2], (), ())[:2])
    is_rest = len(below) > 1 and index + 1 not in titles and filled[:1] != [*filter(None, grid.rows[index])][:1]
    return (not titles or len(filled) != 1 or is_rest) and _fits(grid, columns)


def _fits(grid: Grid, columns: tuple[Column, ...]) -> bool:
    """Whether a grid without titles goes on with the columns of the table before."""
    if not columns:
        return False
    edges = {edge for column in columns for edge in (column.x0, column.x1)}
    found = {edge for row in grid.rows for box in row if box for edge in (box[0], box[2])}
    return all(any(abs(edge - known) < _SAME_EDGE for known in edges) for edge in found)


def _row(
    number: int,
    boxes: Sequence[Box | None],
    above: Sequence[Box],
    cells: Mapping[Box, Cell],
    columns: tuple[Column, ...],
) -> Row:
    """A row of cells, some of which may be boxes `above` that reach down into it."""
    placed = [(column_of(box, columns), box) for box in boxes if box is not None]
    named: dict[str, Cell] = {}
    extra: dict[str, Cell] = {}
    for column, box in placed:
        target = named if column.known else extra
        before = target.get(column.name, Cell())
        target[column.name] = Cell((*before.lines, *cells[box].lines), cells[box].spare)
    own = [box for column, box in placed if column.name != "goal"] or [box for _, box in placed]
    middle = (max(box[1] for box in own) + min(box[3] for box in own)) / 2
    spanned = {column_of(box, columns).name for box in above if box[3] > middle} - {*named, *extra, "goal"}
    return Row(
        place=Place(number, _around(own)),
        goal=named.get("goal"),
        number=named.get("number", Cell()),
        measure=named.get("measure", Cell()),
        actors=named.get("actors", Cell()),
        status=named.get("status", Cell()),
        extra=tuple((title, cell) for title, cell in extra.items() if title or cell.lines),
        spanned=tuple(column.name for column in columns if column.name in spanned),
    )


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
