"""The one room for pdfplumber: from the rules of a page to the tables they draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import TableFinder

from pipeline.model import Box
from pipeline.read.page import Edge, Grid

_JOINED = 3.0
"""Points within which two rules meet (pdfplumber's own tolerance)."""
_SHORTEST_RULE = 5.0
"""Points; what is shorter is a dot or dash of a dotted rule."""
_FEWEST_ENDS = 3
"""Column rules that end at one height, from which on a table does."""
_NARROWEST = 8.0
"""Points; no column is narrower."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """As much of pdfplumber's page as its table finder looks at."""

    edges: list[dict[str, object]]
    bbox: Box


def ruled_grids(edges: Sequence[Edge], width: float, height: float) -> tuple[Grid, ...]:
    """The tables of at least two columns that rules draw on a page of this size, in points."""
    ends = [end for end in _open_ends(edges) if _JOINED < end.top < height - _JOINED]  # Qt's run on beyond the page
    sides = [*edges, *_open_sides([*edges, *ends])]
    page = _Rules([_edge(*edge) for edge in sides], (0.0, 0.0, width, height))
    cut = [_edge(*end) for end in ends]
    finder = TableFinder(cast(PlumberPage, page), {"explicit_horizontal_lines": cut})
    grids = [Grid(table.bbox, tuple(tuple(row.cells) for row in table.rows)) for table in finder.tables]
    divided = [grid for grid in grids if len(grid.rows[0]) > 1]
    return tuple(_without_holes(grid) for grid in divided if not any(_is_inside(grid, other) for other in divided))


def _is_inside(grid: Grid, other: Grid) -> bool:
    """Whether a table stands in a cell of another one: its rows are lines of that cell."""
    x0, top, x1, bottom = grid.box
    inner = (x0 + _JOINED, top + _JOINED, x1 - _JOINED, bottom - _JOINED)
    return grid is not other and any(box and _holds(box, inner) for row in other.rows for box in row)


def _holds(box: Box, inner: Box) -> bool:
    return box[0] <= inner[0] and box[1] <= inner[1] and box[2] >= inner[2] and box[3] >= inner[3]


def _without_holes(grid: Grid) -> Grid:
    """The grid with cells at its foot that the page break left open: beside ones that it closed."""
    rows = [list(row) for row in grid.rows]
    for place, column in enumerate([list(cells) for cells in zip(*grid.rows, strict=True)]):
        first = next((box for box in column if box), None)
        held = max((index for index, box in enumerate(column) if box), default=None)
        if first is None or held is None:
            continue
        top, foot = (column[held] or first)[3], grid.box[3]
        open_rows = [index for index in range(held + 1, len(rows)) if _top(rows[index]) > top - _JOINED]
        if open_rows and not any(_covers(rows[index], first) for index in open_rows):
            rows[open_rows[0]][place] = (first[0], top, min(box[2] for box in column if box), foot)
    return Grid(grid.box, tuple(map(tuple, rows)), grid.limits)


def _top(row: Sequence[Box | None]) -> float:
    return min((box[1] for box in row if box), default=0.0)


def _covers(row: Sequence[Box | None], first: Box) -> bool:
    """Whether a cell of the row reaches across the left end of a column."""
    return any(box and box[0] - _JOINED < first[0] < box[2] - _JOINED for box in row)


def _edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, object]:
    """An edge as pdfplumber writes it."""
    return {
        "object_type": "line",
        "orientation": "h" if top == bottom else "v",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _open_ends(edges: Sequence[Edge]) -> list[Edge]:
    """Rules to add where column rules end at the edge of a table without a rule across: cells cut by the page break.

    They reach as far as the rules across do that these column rules cross.
    """
    across = _long_rules(edges)
    down: dict[int, list[Edge]] = {}
    for edge in _long_rules_down(edges):
        down.setdefault(round(edge.x0 / _JOINED), []).append(edge)
    ends: dict[int, list[Edge]] = {}
    for place, rules in down.items():
        beside = [*down.get(place - 1, ()), *rules, *down.get(place + 1, ())]
        for edge in rules:
            for y in (edge.top, edge.bottom):
                if not any(other is not edge and _runs_through(other, edge.x0, y) for other in beside):
                    ends.setdefault(round(y / _JOINED), []).append(edge)
    return [
        _across(found, level * _JOINED, across)
        for level, found in sorted(ends.items())
        if len({round(edge.x0) for edge in found}) >= _FEWEST_ENDS
        and not all(any(_touches(rule, edge.x0, level * _JOINED) for rule in across) for edge in found)
    ]


def _across(ended: Sequence[Edge], y: float, across: Sequence[Edge]) -> Edge:
    """A rule across at a height where column rules end: as wide as the one that they all cross nearest to it."""
    left, right = min(edge.x0 for edge in ended), max(edge.x0 for edge in ended)
    crossed = [
        rule
        for rule in across
        if rule.x0 <= left + _JOINED and rule.x1 >= right - _JOINED and all(_spans(edge, rule.top) for edge in ended)
    ]
    nearest = min(crossed, key=lambda rule: abs(rule.top - y), default=None)
    return Edge(min(left, nearest.x0), y, max(right, nearest.x1), y) if nearest else Edge(left, y, right, y)


def _open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """Rules to add at the sides of a table whose rules across reach beyond its outermost column rules.

    They run between rules that end alike there; at the other side, those below a goal's measures are shorter.
    """
    alike: dict[tuple[bool, int], list[Edge]] = {}
    for rule in _long_rules(edges):
        for is_left, x in ((True, rule.x0), (False, rule.x1)):
            alike.setdefault((is_left, round(x / _JOINED)), []).append(rule)
    down = _long_rules_down(edges)
    sides: set[Edge] = set()
    for edge in set(down):  # cells that are drawn one by one share their sides
        for (is_left, _), rules in alike.items():
            crossed = [rule for rule in rules if _is_within(edge.x0, rule) and _spans(edge, rule.top)]
            for upper, lower in pairwise(crossed):
                x = min(upper.x0, lower.x0) if is_left else max(upper.x1, lower.x1)
                sides.add(Edge(x, upper.top, x, lower.top))
    return sorted(side for side in sides if not _is_ruled(side.x0, side.top, side.bottom, down))


def _is_within(x: float, rule: Edge) -> bool:
    """Whether a column's side crosses a rule that goes on to both sides, and is no side of the table."""
    return rule.x0 + _NARROWEST < x < rule.x1 - _NARROWEST


def _is_ruled(x: float, top: float, bottom: float, down: Sequence[Edge]) -> bool:
    """Whether a rule runs down at a place, somewhere between two heights, or so near that no column is between."""
    top, bottom = top + _JOINED, bottom - _JOINED
    return any(abs(edge.x0 - x) < _NARROWEST and edge.top < bottom and edge.bottom > top for edge in down)


def _long_rules_down(edges: Sequence[Edge]) -> list[Edge]:
    """The rules down the page, dashes put together."""
    rules: list[Edge] = []
    for edge in sorted((edge for edge in edges if not edge.is_across), key=lambda edge: (round(edge.x0), edge.top)):
        last = rules[-1] if rules else None
        if last and abs(last.x0 - edge.x0) < 1 and edge.top <= last.bottom + _JOINED:
            rules[-1] = Edge(last.x0, last.top, last.x0, max(last.bottom, edge.bottom))
        else:
            rules.append(edge)
    return [rule for rule in rules if rule.bottom - rule.top > _SHORTEST_RULE]


def _long_rules(edges: Sequence[Edge]) -> list[Edge]:
    """The rules across, pieces of one line put together, from top to bottom."""
    rules: list[Edge] = []
    for edge in sorted((edge for edge in edges if edge.is_across), key=lambda edge: (edge.top, edge.x0)):
        last = rules[-1] if rules else None
        if last and last.top == edge.top and edge.x0 <= last.x1 + _JOINED:
            rules[-1] = Edge(last.x0, last.top, max(last.x1, edge.x1), last.top)
        else:
            rules.append(edge)
    return [rule for rule in rules if rule.x1 - rule.x0 > _SHORTEST_RULE]


def _spans(edge: Edge, y: float) -> bool:
    return edge.top - _JOINED <= y <= edge.bottom + _JOINED


def _runs_through(edge: Edge, x: float, y: float) -> bool:
    """Whether a vertical rule goes on above and below a height."""
    there = abs(edge.x0 - x) < _JOINED and edge.top < y + _JOINED and edge.bottom > y - _JOINED
    return there and bool(edge.top < y - _JOINED or edge.bottom > y + _JOINED)


def _touches(rule: Edge, x: float, y: float) -> bool:
    return bool(abs(rule.top - y) < _JOINED and rule.x0 - _JOINED <= x <= rule.x1 + _JOINED)
