"""Text exports with columns side by side (pdftotext -layout): running lines out, the rest drawn and read by columns."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from pipeline.errors import InputUnreadable, NotACatalogue
from pipeline.model import Finding, Severity
from pipeline.printed import Table
from pipeline.read.text.breaks import doubtful_breaks
from pipeline.read.text.cell_after_cell import Reading
from pipeline.read.text.layout import RowsUnclear, read_layout
from pipeline.read.text.layout_doubts import fields_amid
from pipeline.read.text.lines import Printed
from pipeline.read.text.oddities import begun_above, gaps_within, oddities
from pipeline.read.text.outside import doubtful_paragraphs, titles_outside
from pipeline.read.text.pages import find_furniture
from pipeline.read.text.refusals import no_rows, no_titles
from pipeline.read.text.strays import strays
from pipeline.read.text.words import Words

_AT_BOTH_ENDS = re.compile(r"\S+(?: \S+)* {12,}\S+(?: \S+)*")


def read_side_by_side(name: str, pages: Sequence[str], lines: Sequence[Printed], words: Words) -> Reading:
    """Columns next to each other, held apart by blanks.

    Raises:
        InputUnreadable: nothing tells the rows apart.
        NotACatalogue: no table with rows.
    """
    kept = {index for index, line in enumerate(lines) if words.keeps_its_place(line.text) or _holds_titles(line, words)}
    head = {0} if _is_head(lines, pages, kept, words) else set()
    running = [lines[index] for index in sorted(head | find_furniture(lines, frozenset(kept)))]
    try:
        blocks, setter, findings = read_layout(
            pages, lines, frozenset((line.page, line.number) for line in running), words
        )
    except RowsUnclear as why:
        raise InputUnreadable(no_rows(name, str(why))) from None
    if not any(isinstance(block, Table) and block.rows for block in blocks):
        raise NotACatalogue(no_titles(name, len(lines)))
    findings = (*(_head_taken_out(lines[index]) for index in head), *findings)
    doubts = (
        *findings,
        *strays(blocks, len(pages) > 1, words),
        *oddities(blocks, words),
        *gaps_within(blocks),
        *begun_above(blocks),
        *fields_amid(blocks, words),
        *titles_outside(blocks, lines, words),
        *doubtful_paragraphs(blocks),
        *doubtful_breaks(blocks, setter.hyphenates, words),
    )
    return blocks, tuple(map(setter.outside, running)), doubts


def _holds_titles(line: Printed, words: Words) -> bool:
    """Whether several parts between wide gaps are column titles, or one is that holds no date ("Stand: 15.11.2024")."""
    parts = (line.text[start:end].strip() for start, end in pairwise((0, *line.wide, len(line.text))))
    titles = [part for part in parts if words.vocabulary.column(part)]
    return len(titles) > 1 or any(not any(map(str.isdigit, title)) for title in titles)


def _is_head(lines: Sequence[Printed], pages: Sequence[str], kept: Container[int], words: Words) -> bool:
    """Whether the first line of a document is the head of its page: set at both ends of the page, above a title.

    It runs along on one page only where the document has only one, or where its words change from page to page.
    """
    first = next(line for page in pages for line in page.expandtabs().split("\n") if line.strip())
    if 0 in kept or 1 in kept or len(lines) == 1 or not _AT_BOTH_ENDS.fullmatch(first.strip()):
        return False
    return lines[0].page == lines[1].page and not lines[1].wide and not words.stands_outside(lines[1].text)


def _head_taken_out(line: Printed) -> Finding:
    return Finding(
        "title-unclear",
        Severity.INFO,
        f"Seite {line.page}: „{line.text[:60]}“ (Zeile {line.number} der Datei) steht an beiden Enden der Zeile und "
        "ist als Kopfzeile der Seite gelesen, die nächste Zeile als Titel. Bitte den Titel mit dem Dokument "
        "vergleichen.",
        page=line.page,
        value=line.text,
    )
