"""Running headers, footers and page numbers: lines at the edge of the page that come again on other pages."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby

from pipeline.printed import Line, Table

_SAME_HEIGHT = 6.0
"""Points by which a running line may move from page to page."""
_SAME_PLACE = 1.0
"""Points by which the middles of lines that differ may, if they are centred in one place."""
_SHARE = 0.4
"""Share of pages on which a line has to come again (left and right pages may differ)."""
_NEARLY_ALL = 0.9
"""Share of pages from which on a heading is no chapter's."""
_FEWEST_TITLES = 3
"""Known titles side by side that make a row of column titles."""
_WIDE_BLANK = 0.6
"""A blank that is wider, as a share of the type size, divides columns."""
_DEEPEST = 4
"""Most lines that a running header or footer has."""
_PAGE_COUNT = re.compile(
    r"^\W*(?:(?:.*[|·–-]\s*)?Seite\s+\d+(?:\s*(?:von|/)\s*\d+)?|(?P<page>\d+)\s*(?:von|/)\s*(?P<of>\d+))\W*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\+\s*(?![\s\d])")
"""What further measures begin with; they may stand at the same height on every page, and say the same."""
_MOST_PAGES = 1900
"""No catalogue has as many pages; "11/2024" is a date and "2023/118" a paper of the council."""

Blocks = Sequence[Line | Table]


def split_furniture(
    pages: Sequence[Blocks], headings: Sequence[str] = (), meaning: Callable[[str], str | None] = lambda _: None
) -> tuple[list[list[Line | Table]], list[Line]]:
    """Take running lines off the top and the foot of every page; returns the rest by page and the lines taken.

    `headings` are the words that chapter headings begin with: a chapter's heading may come again on each of its pages.
    So may a row of column titles: `meaning` is what a title says stands in its column.
    """
    running = _running(pages) - _chapter_headings(pages, headings) - _column_titles(pages, meaning)
    running |= _sheet_names(pages)
    rest, taken = [], []
    for number, blocks in enumerate(pages, 1):
        head = _peel(blocks, number, running)
        foot = _peel(blocks[::-1][: len(blocks) - head], number, running)
        taken += [block for block in (*blocks[:head], *blocks[len(blocks) - foot :]) if isinstance(block, Line)]
        rest.append(list(blocks[head : len(blocks) - foot]))
    return rest, taken


def _peel(blocks: Blocks, page: int, running: set[tuple[int, int]]) -> int:
    """How many blocks from the edge inwards are running lines."""
    count = 0
    for block in blocks[:_DEEPEST]:
        if isinstance(block, Table) or not (
            (page, id(block)) in running or _is_page_number(block.text, page) or _is_opposite_its_number(block, page)
        ):
            break
        count += 1
    return count


def _is_page_number(text: str, page: int) -> bool:
    """Whether a line is a page number by itself ("Seite 3 von 9", "3/9", "– 3 –"), or ends in the one of its page."""
    if re.search(rf"\sSeite {page}(?: (?:von|/) \d+)?$|^([–-])\s?{page}\s?\1$", text):
        return True
    found = _PAGE_COUNT.match(text)
    if not found or text.count("(") != text.count(")"):
        return False
    return not found["page"] or int(found["page"]) <= int(found["of"]) < _MOST_PAGES


def _is_opposite_its_number(line: Line, page: int) -> bool:
    return str(page) in _ends(line)


def _ends(line: Line) -> tuple[str, ...]:
    """The words at both ends of a line that are wide apart, with nothing between; none where they are not."""
    if not line.advances:
        return ()
    at = max(range(len(line.advances)), key=line.advances.__getitem__)
    is_wide = line.text[at] == " " and 2 * line.advances[at] > sum(line.advances)
    return (line.text[:at], line.text[at + 1 :]) if is_wide else ()


def _chapter_headings(pages: Sequence[Blocks], words: Sequence[str]) -> set[tuple[int, int]]:
    """Headings at the top of pages, unless one and the same stands on nearly all of them: that is a running header."""
    if not words:
        return set()
    begins = re.compile(rf"(?:\S{{1,4}}\s+)?(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, blocks in enumerate(pages, 1):
        for block in blocks[: min(_DEEPEST, (len(blocks) + 1) // 2)]:
            if isinstance(block, Line) and begins.match(block.text):
                found[block.text].add((number, id(block)))
    return {place for places in found.values() if len(places) < _NEARLY_ALL * len(pages) for place in places}


def _column_titles(pages: Sequence[Blocks], meaning: Callable[[str], str | None]) -> set[tuple[int, int]]:
    """The lines that are titles of columns side by side, the measures' among them."""
    found: set[tuple[int, int]] = set()
    for number, blocks in enumerate(pages, 1):
        for block in blocks[:_DEEPEST]:
            meant = {meaning(part) for part in _parts(block)} - {None} if isinstance(block, Line) else set()
            if len(meant) >= _FEWEST_TITLES and "measure" in meant:
                found.add((number, id(block)))
    return found


def _parts(line: Line) -> list[str]:
    """The text of a line, divided where wide blanks stand."""
    parts = [""]
    for letter, width in zip(line.text, line.advances, strict=False):
        parts[-1] += letter
        if letter == " " and width > _WIDE_BLANK * line.size:
            parts.append("")
    return [part.strip() for part in parts]


def _running(pages: Sequence[Blocks]) -> set[tuple[int, int]]:
    groups: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, blocks in enumerate(pages, 1):
        edge = [*blocks[:_DEEPEST], *blocks[max(_DEEPEST, len(blocks) - _DEEPEST) :]]
        for block in edge:
            if isinstance(block, Line) and not _ITEM.match(block.text):
                for same in (block.text, *_ends(block)):  # the name of a chapter may stand opposite that of the city
                    groups[re.sub(r"\d+", "#", same)].append((number, block))
    found: set[tuple[int, int]] = set()
    for lines in groups.values():
        for height in {round(_height(line) / _SAME_HEIGHT) for _, line in lines}:
            level = [(n, line) for n, line in lines if abs(_height(line) / _SAME_HEIGHT - height) <= 1]
            if len({n for n, _ in level}) >= max(2, _SHARE * len(pages)) and _counts_pages(level):
                found |= {(n, id(line)) for n, line in level}
    return found


def _sheet_names(pages: Sequence[Blocks]) -> set[tuple[int, int]]:
    """The first lines of all pages where they stand centred at one place, though they differ from sheet to sheet."""
    lines = [blocks[0] for blocks in pages if blocks and isinstance(blocks[0], Line) and blocks[0].place.bbox]
    if len(lines) < max(2, len(pages)):
        return set()
    boxes = [box for line in lines if (box := line.place.bbox)]
    middles, lefts, heights = zip(*((box[0] + box[2], box[0], box[1]) for box in boxes), strict=True)
    is_level = max(heights) - min(heights) < _SAME_PLACE
    is_centred = max(middles) - min(middles) < 2 * _SAME_PLACE < max(lefts) - min(lefts)
    names = [name for name, _ in groupby(line.text for line in lines)]
    if not (is_level and is_centred and len(set(names)) == len(names)):
        return set()
    return {(number, id(line)) for number, line in enumerate(lines, 1)}


def _height(line: Line) -> float:
    return line.place.bbox[1] if line.place.bbox else 0.0


def _counts_pages(lines: Sequence[tuple[int, Line]]) -> bool:
    """Whether all figures stay the same or count up with the page: "Seite 3 von 9", not "Handlungsfeld 3"."""
    figures = [(page, [int(value) for value in re.findall(r"\d+", line.text)]) for page, line in lines]
    for position in range(len(figures[0][1])):
        values = {values[position] for _, values in figures}
        steps = {values[position] - page for page, values in figures}
        if len(values) > 1 and len(steps) > 1:
            return False
    return True
