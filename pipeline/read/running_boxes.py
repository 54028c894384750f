"""Running headers and footers in ruled boxes of their own, as Word sets them: their text is set free of the box."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.read.glyphs import segments
from pipeline.read.page import Grid, Page

_SAME_PLACE = 6.0
"""Points by which such a box may move from page to page."""
_SHARE = 0.4
"""Share of pages on which a box has to come again (left and right pages may differ)."""
_MOST_ROWS = 2
_Look = tuple[str, int, int]


def without_running_boxes(pages: Sequence[Page], meaning: Callable[[str], str | None]) -> list[Page]:
    """The pages without the grids that come again at one place with the same words, figures aside.

    Unless they are column titles: `meaning` is what a title says stands in its column.
    """
    looks = [_looks(page) for page in pages]
    counts = Counter(look for on_page in looks for look in {look for look, _ in on_page})
    least = max(2.0, _SHARE * len(pages))
    running = {look for look, count in counts.items() if count >= least and not _are_titles(look[0], meaning)}
    if not running:
        return list(pages)
    boxes = [[grid for look, grid in on_page if look in running] for on_page in looks]
    return [
        page.with_grids(grid for grid in page.grids if grid not in gone) if gone else page
        for page, gone in zip(pages, boxes, strict=True)
    ]


def _at_the_edges(page: Page) -> list[Grid]:
    """The first and the last grid of a page, if they are as low as a header."""
    ordered = sorted(page.grids, key=lambda grid: grid.box[1])
    edges = [*ordered[:1], *ordered[1:][-1:]]
    return [grid for grid in edges if len(grid.rows) <= _MOST_ROWS]


def _looks(page: Page) -> list[tuple[_Look, Grid]]:
    grids = _at_the_edges(page)
    opened = page.opened() if grids else page
    return [(_look(opened, grid), grid) for grid in grids]


def _look(page: Page, grid: Grid) -> _Look:
    texts = (segment.text for line in segments(page.within(grid.box)) for segment in line)
    return re.sub(r"\d+", "#", "\n".join(texts)), round(grid.box[0] / _SAME_PLACE), round(grid.box[1] / _SAME_PLACE)


def _are_titles(text: str, meaning: Callable[[str], str | None]) -> bool:
    return not text or "measure" in {meaning(part) for part in text.split("\n")}
