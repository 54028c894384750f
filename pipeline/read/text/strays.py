"""Text exports: what stands where it cannot belong, because the export printed it out of order or lost its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.model import Finding, Severity
from pipeline.printed import Line, Table
from pipeline.read.text.numbered import Numbered, cells_of, finding_about, lines_of, numbered, shown_lines
from pipeline.read.text.pages import ends_in_page_number, is_page_number
from pipeline.read.text.widths import width
from pipeline.read.text.words import Words

_FEWEST_TITLES = 2
"""Titles in cells from which on it is no chance that a line of a cell reads like one."""
_BARE_NUMBER = re.compile(r"\d{1,3}")
_USUAL = 3
"""Cells of a column that hold a bare number, from which on such numbers are its values."""
_WIDTH_ERROR = 1.2
"""Times that a line may seem wider than the widest goal: widths are estimated, and few goals tell."""
_LONGEST_SHOWN = 60
_SENTENCE_ENDS = (".", "!", "?", ":")

Block = Line | Table


def strays(blocks: Sequence[Block], paged: bool, words: Words) -> Iterator[Finding]:
    """All that is doubtful about lines in cells that may belong elsewhere.

    `paged`: the export tells where pages begin.
    """
    rows = list(numbered(blocks))
    yield from _headings_within(rows, words)
    yield from _page_numbers_within(rows, paged)
    yield from _titles_within(blocks, rows, words)
    if not paged:
        yield from _cut_by_titles(blocks, words)


def _headings_within(rows: Iterable[Numbered], words: Words) -> Iterator[Finding]:
    """Measures in whose cells a line stands as between tables: the table of a chapter ended there."""
    for each in rows:
        found = [line for line in lines_of(each.row) if words.stands_outside(line.text)]
        if any(not line.text.startswith("+") for line in found):
            yield finding_about(
                each,
                shown_lines(found),
                f"In einer Zelle steht {shown_lines(found)}, wie sonst zwischen zwei Tabellen; Ziel und Text der "
                "Maßnahmen daneben können dort falsch sein. Bitte alle Spalten mit dem Dokument vergleichen.",
            )


def _page_numbers_within(rows: Sequence[Numbered], paged: bool) -> Iterator[Finding]:
    """Measures in whose cells a line ends like the foot of a page, or may be the bare number of one."""
    bare = Counter(name for each in rows for name, cell in cells_of(each.row) if any(map(_is_bare, cell.lines)))
    for each in rows:
        found = [line for line in lines_of(each.row) if ends_in_page_number(line.text)]
        unusual = [cell for name, cell in cells_of(each.row) if not paged and bare[name] < _USUAL]
        found += [line for cell in unusual for line in cell.lines if _is_bare(line)]
        if found:
            yield finding_about(
                each,
                shown_lines(found),
                f"{shown_lines(found)} in einer Zelle kann der Fuß einer Seite sein. Bitte alle Spalten mit dem "
                "Dokument vergleichen.",
            )


def _titles_within(blocks: Iterable[Block], rows: Iterable[Numbered], words: Words) -> Iterator[Finding]:
    """Titles of columns among the cells: the export tore a row of titles apart, and with it the rows around."""
    titles = {line.text for block in blocks if isinstance(block, Table) for line in block.header}
    titles = {title for title in titles if words.vocabulary.column(title)}
    found = [line for each in rows for line in lines_of(each.row) if line.text in titles]
    if len({line.text for line in found}) >= _FEWEST_TITLES:
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"Seite {found[0].place.page}: Zwischen den Zellen stehen Spaltentitel ({shown_lines(found)}). Der Export "
            "gibt Zellen nicht in ihrer Reihenfolge wieder, auch andere können in der falschen Zeile stehen: Bitte den "
            "Katalog als PDF ablegen oder jede Maßnahme mit dem Dokument vergleichen.",
            page=found[0].place.page,
        )


def _goals_cut_short(rows: Iterable[Numbered]) -> Iterator[Finding]:
    """Goals that are only the beginning of the one above or below: printed again, and cut by the end of a page."""
    goals = [(each, "".join(line.text for line in each.row.goal.lines)) for each in rows if each.row.goal]
    filled = [(each, goal) for each, goal in goals if goal]
    for (above, upper), (below, lower) in pairwise(filled):
        if upper != lower and (upper.startswith(lower) or lower.startswith(upper)):
            yield finding_about(
                above if lower.startswith(upper) else below,
                min(upper, lower, key=len)[:_LONGEST_SHOWN],
                "Das Ziel ist nur der Anfang eines Ziels daneben; sein Rest kann beim nächsten stehen. Bitte mit dem "
                "Dokument vergleichen.",
                "goal-doubtful",
            )


def goals_astray(blocks: Sequence[Block], words: Words) -> Iterator[Finding]:
    """Goals of which a part may stand elsewhere, where an export prints one cell after another."""
    yield from _goals_cut_short(numbered(blocks))
    yield from _goals_behind(blocks, words)


def _goals_behind(blocks: Sequence[Block], words: Words) -> Iterator[Finding]:
    """Lines behind a table that are no wider than goals: some exports print a goal behind its measures."""
    goals = [line for each in numbered(blocks) if each.row.goal for line in each.row.goal.lines]
    widest = _WIDTH_ERROR * max((width(line.text) for line in goals), default=0.0)
    last: Numbered | None = None
    for is_line, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
        together = list(group)
        behind = list(_before_heading(together, words))
        if not is_line:
            last = next(iter(reversed(list(numbered(together)))), None)
        elif last and behind and all(_may_be_goal(line, widest) for line in behind):
            text = " ".join(line.text for line in behind)[:_LONGEST_SHOWN]
            yield finding_about(
                last,
                text,
                f"Hinter der Tabelle steht „{text}“; ob das ein Ziel dieser oder voriger Maßnahmen ist, ist im "
                "Text nicht zu erkennen. Bitte die Ziele mit dem Dokument vergleichen.",
                "line-unclear",
            )


def _before_heading(blocks: Iterable[Block], words: Words) -> Iterator[Line]:
    """The lines up to one that stands between tables as a rule, page numbers left out."""
    lines = (block for block in blocks if isinstance(block, Line))
    for line in takewhile(lambda line: not words.stands_outside(line.text), lines):
        if not is_page_number(line.text):
            yield line


def _may_be_goal(line: Line, widest: float) -> bool:
    return line.text[0].isalpha() and not line.text.endswith(_SENTENCE_ENDS) and width(line.text) <= widest


def _cut_by_titles(blocks: Sequence[Block], words: Words) -> Iterator[Finding]:
    """Rows above and below titles that no heading stands above: a page break, which may have cut a row."""
    above: Numbered | None = None
    headed = False
    for block in blocks:
        if isinstance(block, Line):
            headed = headed or words.stands_outside(block.text)
            continue
        rows = list(numbered([block]))
        if block.header and above and rows and not headed:
            for each in (above, rows[0]):
                yield finding_about(
                    each,
                    "",
                    "Die Kopfzeile steht hier ohne Überschrift mitten in der Tabelle, wohl nach einem Seitenwechsel, "
                    "der im Text fehlt und eine Zeile zerschnitten haben kann. Bitte alle Spalten mit dem Dokument "
                    "vergleichen.",
                    "row-cut",
                )
        above, headed = rows[-1] if rows else above, False


def _is_bare(line: Line) -> bool:
    return _BARE_NUMBER.fullmatch(line.text) is not None
