"""Chapters that only the page's header names, as a spreadsheet prints the names of its sheets, one for each chapter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from pipeline.normalise.headings import find_headings
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.vocabulary import Vocabulary

_LEVEL = 2.0
"""Points by which a header may stand at different heights."""
_LONGEST = 60
"""Characters; spreadsheets allow about half."""
_SAYS_NOTHING = re.compile(r"(?:Tabelle|Sheet|Table|Blatt|Seite)\s*\d+.*|\W*\d[\d\W]*", re.IGNORECASE)
"""Names that a spreadsheet gives by itself, and page numbers."""


def with_sheet_names(raw: RawCatalogue, vocabulary: Vocabulary) -> RawCatalogue:
    """The document with such names as headings above the first table of their page, where fewer headings are printed.

    Every page with a table has one at the same height, above all else; not all pages have the same.
    """
    names = _names(raw)
    distinct = {line.text for line in names.values()}
    headings = find_headings(raw.blocks, vocabulary) if len(distinct) > 1 else {}
    taken = {id(line) for line in names.values()}
    if len(headings) >= len(distinct) or len(distinct) < 2:
        return raw
    heads = {page: replace(line, bold=True) for page, line in names.items()}
    blocks: list[Line | Table] = []
    for block in raw.blocks:
        if isinstance(block, Table) and (head := heads.pop(block.place.page, None)):
            blocks.append(head)
        if id(block) not in taken:
            blocks.append(block)
    furniture = tuple(line for line in raw.furniture if id(line) not in taken)
    return replace(raw, blocks=tuple(blocks), furniture=furniture)


def _names(raw: RawCatalogue) -> Mapping[int, Line]:
    """The name that each page with a table has above it, by page; nothing where there are none."""
    tops = _table_tops(raw)
    above = sorted(
        (line for line in _lines(raw) if line.place.bbox and line.place.bbox[3] <= tops.get(line.place.page, 0.0)),
        key=_top,
    )
    found: dict[int, Line] = {}
    for line in above:
        found.setdefault(line.place.page, line)
    heights = [_top(line) for line in found.values()]
    level = bool(heights) and max(heights) - min(heights) <= _LEVEL
    return found if level and found.keys() == tops.keys() and _change_once(found) else {}


def _change_once(names: Mapping[int, Line]) -> bool:
    """Whether pages with the same name follow one another, and names differ in more than figures."""
    runs = [name for name, _ in groupby(names[page].text for page in sorted(names))]
    unlike = {re.sub(r"\d+", "", name) for name in runs}
    return len(set(runs)) == len(runs) and len(unlike) > 1 and all(map(_is_name, names.values()))


def _is_name(line: Line) -> bool:
    return len(line.text) <= _LONGEST and not _SAYS_NOTHING.fullmatch(line.text)


def _table_tops(raw: RawCatalogue) -> dict[int, float]:
    tops: dict[int, float] = {}
    for block in raw.blocks:
        if isinstance(block, Table) and block.place.bbox:
            tops[block.place.page] = min(block.place.bbox[1], tops.get(block.place.page, block.place.bbox[1]))
    return tops


def _lines(raw: RawCatalogue) -> Iterator[Line]:
    yield from (block for block in raw.blocks if isinstance(block, Line))
    yield from raw.furniture


def _top(line: Line) -> float:
    return line.place.bbox[1] if line.place.bbox else 0.0
