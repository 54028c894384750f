"""Lines outside the tables that stand beside each other: what a table that was not understood leaves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.printed import Line

_BESIDE = 0.5
"""Share of the lower of two lines that must lie within the height of the other one."""


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines that stand at one height of their page, left to right; page by page from top to bottom."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.place.bbox:
            pages[line.place.page].append(line)
    return [row for page in sorted(pages) for row in _rows(sorted(pages[page], key=_top))]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _share(rows[-1][0], line) >= _BESIDE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.place.bbox or ()) for row in rows]


def _top(line: Line) -> tuple[float, float]:
    return (line.place.bbox[1], line.place.bbox[0]) if line.place.bbox else (0.0, 0.0)


def _share(one: Line, other: Line) -> float:
    (_, top, _, bottom), (_, head, _, foot) = (line.place.bbox or (0.0, 0.0, 0.0, 0.0) for line in (one, other))
    height = min(bottom - top, foot - head)
    return (min(bottom, foot) - max(top, head)) / height if height > 0 else 0.0
