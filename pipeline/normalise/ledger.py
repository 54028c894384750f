"""The account of every printed character: what went into measures, headings, texts and furniture, what is left over."""

from collections.abc import Iterable

from pipeline.model import Ledger, Line, RawCatalogue
from pipeline.normalise.chapters import Chapters, cells


def balance(raw: RawCatalogue, chapters: Chapters) -> Ledger:
    """Sum up the non-blank characters of all lines by the part they play, against the count of the pages.

    `unplaced` is the difference: positive if characters are in no line, negative if some are counted twice.
    """
    rows = [row for chapter in chapters.chapters for row in chapter.rows]
    measures = sum(_count(cell.lines) for row in rows for cell in cells(row))
    headings, texts, furniture = _count(chapters.headings), _count(chapters.texts), _count(raw.furniture)
    printed = sum(raw.printed)
    return Ledger(printed, measures, headings, texts, furniture, printed - measures - headings - texts - furniture)


def _count(lines: Iterable[Line]) -> int:
    return sum(not character.isspace() for line in lines for character in line.text)
