"""The ground of a page: a white area painted first, as browsers do; it shows nothing, so its sides are no rules.

They tell where the page ends for cells that a page break leaves open. But where its sides are those of a table, they
make one cell of all that stands between two rows.
"""

from collections.abc import Sequence
from ctypes import c_float, c_int, c_uint
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.model import Box
from pipeline.read.extract import Sheet
from pipeline.read.ink import objects
from pipeline.read.page import Edge
from pipeline.read.ruled import ruled_grids

_SIDES = 4
_SLACK = 1.0
"""Points by which what is drawn may reach beyond the sides of its ground, and engines may differ."""
_TALL = 0.5
"""Share of the height of all that is drawn from which on an area is no cell."""
_WHITE = 255


def without_ground(sheet: Sheet, page: pdfium.PdfPage) -> Sheet:
    """The sheet without the sides of its ground, if they make cells; `page` is the same one of the second engine."""
    first, others = sheet.edges[:_SIDES], sheet.edges[_SIDES:]
    if not others or page.get_rotation() or not _lies_below(first, others):
        return sheet
    left, _, _, upper = page.get_cropbox()
    path = next((item for item, kind in objects(page, 1) if kind == pdfium_c.FPDF_PAGEOBJ_PATH), None)
    is_ground = path and _is_white(path) and _are_alike(_around(first), _bounds(path, left, upper))
    return replace(sheet, edges=others) if is_ground and _makes_cells(_around(first), sheet) else sheet


def _lies_below(first: Sequence[Edge], others: Sequence[Edge]) -> bool:
    """Whether an area is as wide as all others together and reaches over most of their height."""
    (x0, top, x1, bottom), (left, head, right, foot) = _around(first), _around(others)
    return x0 < left + _SLACK and x1 > right - _SLACK and bottom - top > _TALL * (foot - head)


def _makes_cells(ground: Box, sheet: Sheet) -> bool:
    """Whether a cell of a table is as wide as the ground."""
    cells = (box for grid in ruled_grids(sheet.edges, sheet.width, sheet.height) for row in grid.rows for box in row)
    return any(box and abs(box[0] - ground[0]) < _SLACK and abs(box[2] - ground[2]) < _SLACK for box in cells)


def _around(edges: Sequence[Edge]) -> Box:
    x0, top, x1, bottom = zip(*edges, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _is_white(path: Any) -> bool:
    """Whether a path is filled with white, through which nothing shines, and has no outline."""
    mode, outlined = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, mode, outlined)
    colour = [c_uint() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetFillColor(path, *colour)
    return bool(mode.value) and not outlined.value and all(part.value == _WHITE for part in colour)


def _bounds(path: Any, left: float, upper: float) -> Box:
    x0, low, x1, high = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(path, x0, low, x1, high)
    return x0.value - left, upper - high.value, x1.value - left, upper - low.value


def _are_alike(one: Box, other: Box) -> bool:
    return all(abs(a - b) < _SLACK for a, b in zip(one, other, strict=True))
