"""Titles of further columns that the tables of a document wrap in different ways: one column under one title."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.hyphens import HYPHENS
from pipeline.printed import RawCatalogue, Row, Table

_WRAPS = str.maketrans(dict.fromkeys(f"{HYPHENS} "))
"""What two prints of one title may differ in."""


def with_titles_alike(raw: RawCatalogue) -> RawCatalogue:
    """The document with such titles as one table prints them on one line, else as most rows have them."""
    tables = [block for block in raw.blocks if isinstance(block, Table)]
    one = _one_for_all(tables)
    if not one:
        return raw
    blocks = (
        replace(block, rows=tuple(_titled(row, one) for row in block.rows)) if isinstance(block, Table) else block
        for block in raw.blocks
    )
    return replace(raw, blocks=tuple(blocks))


def _one_for_all(tables: Sequence[Table]) -> Mapping[str, str]:
    """The title for each one that others are alike; none if a row has two of them, which are two columns then."""
    rows = [row for table in tables for row in table.rows]
    count = Counter(title for row in rows for title, _ in row.extra)
    alike: dict[str, list[str]] = defaultdict(list)
    for title in count:
        alike[title.translate(_WRAPS)].append(title)
    several = [titles for bare, titles in alike.items() if bare and len(titles) > 1]
    whole = {line.text for table in tables for line in table.header}
    return {
        title: max(titles, key=lambda each: (each in whole, count[each], -len(each)))
        for titles in several
        if not any(_has_two(row, titles) for row in rows)
        for title in titles
    }


def _has_two(row: Row, titles: Sequence[str]) -> bool:
    return sum(title in titles for title, _ in row.extra) > 1


def _titled(row: Row, one: Mapping[str, str]) -> Row:
    return replace(row, extra=tuple((one.get(title, title), cell) for title, cell in row.extra))
