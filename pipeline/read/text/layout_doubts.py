"""Text exports with columns side by side: whether rows can be told apart, and what is doubtful about each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.hyphens import HYPHENS
from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.lines import Printed
from pipeline.read.text.raster import PITCH, Drawing
from pipeline.read.text.signs import REPLACED_MARK
from pipeline.read.text.words import Words

_LEVEL_SHARE = 0.7
"""Part of the numbers that stand beside the first line of their measure; else no line tells where a row begins."""

_FEWEST_WORDS = 3
"""Words of running text; fewer may be a date or an address at the edge of a page."""
_AS_LONG = 0.6
"""Part of the characters of a line in two columns that one above it has at least, if it is one, too."""
_BROKEN_OR_REPLACED = re.compile(rf"[a-zäöüß][{HYPHENS}?] [A-ZÄÖÜ]")
_BEGINS_WITHIN = re.compile(r"[a-zäöüß]{3} (?:Der|Die|Das|Ein|Eine|Es|Sie|Wir|Im|In|Für|Mit|Nach|Bei) [A-Za-zÄÖÜäöüß]")
_BROKEN_WITHIN = re.compile(rf"[a-zäöüß][{HYPHENS}] [A-ZÄÖÜ]")

_IN_OTHER_COLUMNS = (
    "Im Text stehen die Spalten hier so eng oder verschoben nebeneinander, dass Wörter in die Nachbarspalte geraten "
    "oder doppelt sein können: Bitte alle Spalten mit dem Dokument vergleichen."
)
_LEFT_OUT = (
    "Ob „{text}“ (Zeile {number} der Datei) zu dieser Maßnahme oder ihrem Ziel gehört, ist im Text nicht zu erkennen; "
    "die Zeile ist {read}: Bitte alle Spalten mit dem Dokument vergleichen."
)
_AS_TEXT, _AS_GOAL = "als Text außerhalb der Tabelle übernommen", "als Teil des Ziels gelesen"

Block = Line | Table


def obstacle(blocks: Sequence[Block], drawing: Drawing) -> str:
    """Why the rows of a table cannot be told apart; "" where they can."""
    if not any(row.number.lines for row in _rows(blocks)):
        return "es gibt keine eigene Spalte mit den Nummern der Maßnahmen"
    if drawing.apart:
        return f"Zeile {drawing.apart[0]} passt nicht in die Spalten der Kopfzeile"
    if drawing.late or sum(drawing.level) < _LEVEL_SHARE * len(drawing.level):
        return "die Nummern stehen nicht auf der Höhe, auf der ihre Maßnahmen beginnen"
    return ""


def doubtful_rows(blocks: Sequence[Block], drawing: Drawing, words: Words) -> tuple[Finding, ...]:
    """The measures of which a line may stand in other columns or outside the table, or is printed twice."""
    found: dict[tuple[str, str], Finding] = {}
    for row in [*(row for row in _rows(blocks) if drawing.unsure & _numbers(row)), *_printed_twice(blocks)]:
        found.setdefault(("", row.measure_number), _finding("columns-doubtful", row, _IN_OTHER_COLUMNS))
    for row, line in _left_out(blocks, words):
        text = _LEFT_OUT.format(text=line.text[:60], number=number_of(line), read=_AS_TEXT)
        found.setdefault((line.text, row.measure_number), _finding("line-unclear", row, text))
    return tuple(found.values())


def texts_side_by_side(blocks: Sequence[Block], lines: Sequence[Printed], pages: Sequence[str]) -> Iterator[Finding]:
    """Running text in two columns, whose lines may come out one behind the other: one finding for each such stretch."""
    free = [block for block in blocks if isinstance(block, Line)]
    drawn = {(line.place.page, number_of(line)) for line in free}
    outside = [line for line in lines if (line.page, line.number) in drawn]
    replaced = any(REPLACED_MARK.search(line.text) for line in lines)
    beside = {
        line.number
        for line, below in zip(outside, [*outside[1:], None], strict=True)
        if _holds_two_texts(line)
        or _breaks_within(line, replaced)
        or (below and _is_as_long(line, below) and _breaks_within(below, replaced))
    }
    beside = {number for number in beside if {number - 1, number + 1} & beside}
    for page, on in groupby(free, key=lambda line: line.place.page):
        beside |= set() if _is_spaced(pages[page - 1]) else _back_up([number_of(line) for line in on])
    for _, group in groupby(enumerate(line for line in outside if line.number in beside), _run_of):
        stretch = [line for _, line in group]
        yield _side_by_side(stretch[0], stretch[-1])


def _run_of(entry: tuple[int, Printed]) -> int:
    """The same for lines that stand right below one another."""
    at, line = entry
    return line.number - at


def _side_by_side(first: Printed, last: Printed) -> Finding:
    return Finding(
        "line-unclear",
        Severity.WARNING,
        f"Seite {first.page}: Von „{first.text[:60]}“ (Zeile {first.number} der Datei) bis „{last.text[:60]}“ (Zeile "
        f"{last.number}) steht Text außerhalb der Tabelle in zwei Spalten nebeneinander; seine Zeilen können vermischt "
        "sein: Bitte mit dem Dokument vergleichen.",
        page=first.page,
        value=first.text,
    )


def _is_spaced(page: str) -> bool:
    """Whether blank lines stand between the lines of a page."""
    return any(not line.strip() for line in page.strip("\n").split("\n"))


def _back_up(numbers: Sequence[int]) -> set[int]:
    """Of the numbers of lines as they were read, those read in two columns: one goes back up, to the last one below.

    Without blank lines nothing tells whether the last one still stands in a column.
    """
    back = [below for above, below in pairwise(numbers) if below < above]
    lowest = max((above for above, below in pairwise(numbers) if below < above), default=0)
    return {number for number in numbers if back and min(back) - 1 <= number <= lowest}


def _holds_two_texts(line: Printed) -> bool:
    parts = (line.text[start:end] for start, end in pairwise((0, *line.wide, len(line.text))))
    return sum(len(part.split()) >= _FEWEST_WORDS for part in parts) > 1


def _is_as_long(line: Printed, below: Printed) -> bool:
    """Whether a line may reach through both columns, as the one below does."""
    return len(line.text) > _AS_LONG * len(below.text)


def _breaks_within(line: Printed, replaced: bool) -> bool:
    """Whether a word is broken inside a line, or a sentence begins where none has ended: there the left column ends.

    Where signs are `replaced`, a question mark may be a hyphen.
    """
    broken = _BROKEN_OR_REPLACED if replaced else _BROKEN_WITHIN
    return bool(broken.search(line.text) or _BEGINS_WITHIN.search(line.text))


def feet_in_goals(blocks: Sequence[Block], pages: Sequence[str]) -> Iterator[Finding]:
    """Last rows whose goal goes on below all other cells, in a text without blank lines: a note may stand there."""
    if any(not line.strip() for page in pages for line in page.strip().split("\n")):
        return
    tables = {id(block.rows[-1]) for block in blocks if isinstance(block, Table) and block.rows}
    lasts = [row for row, printed in zip(_rows(blocks), _printed_rows(blocks), strict=True) if id(printed) in tables]
    for row in lasts:
        *others, goal = _cells(row)
        foot = max((number_of(line) for cell in others for line in cell.lines), default=0)
        for line in [line for line in goal.lines[1:] if number_of(line) > foot and line.text[:1].isupper()][:1]:
            text = _LEFT_OUT.format(text=line.text[:60], number=number_of(line), read=_AS_GOAL)
            yield _finding("line-unclear", row, text)


def fields_amid(blocks: Sequence[Block], words: Words) -> Iterator[Finding]:
    """A column of fields of action that are not printed in every row: only lines tell where one begins and ends."""
    rows = list(_rows(blocks))
    cells = [cell for row in rows for title, cell in row.extra if words.vocabulary.names_field(title)]
    if cells and not all(cell.lines for cell in cells):
        names = dict.fromkeys(" ".join(line.text for line in cell.lines) for cell in cells if cell.lines)
        numbers = dict.fromkeys(row.measure_number for row in rows if row.measure_number)
        of = f"; Nr. {', '.join(numbers)}" if numbers else ""
        yield Finding(
            "heading-unclear",
            Severity.WARNING,
            "Im Text ist nicht zu erkennen, für welche Maßnahmen die Namen in der Spalte der Handlungsfelder gelten "
            f"und wo sie enden (gelesen sind {', '.join(f'„{name}“' for name in names)}{of}): Bitte mit dem Dokument "
            "vergleichen oder den Katalog als PDF ablegen.",
        )


def _rows(blocks: Sequence[Block]) -> Iterator[Row]:
    """All rows; one without a number goes on with the row above, and has its number."""
    last: Row | None = None
    for row in _printed_rows(blocks):
        last = row if row.number.lines or last is None else replace(row, number=last.number)
        yield last


def _printed_rows(blocks: Sequence[Block]) -> Iterator[Row]:
    return (row for block in blocks if isinstance(block, Table) for row in block.rows)


def _printed_twice(blocks: Sequence[Block]) -> Iterator[Row]:
    """Rows that go on overleaf with the very line that they ended with: a page break ran through it."""
    for above, row in pairwise(_rows(blocks)):
        if above.measure_number == row.measure_number and above.place.page != row.place.page:
            ends = [
                (upper.lines[-1:], lower.lines[:1]) for upper, lower in zip(_cells(above), _cells(row), strict=False)
            ]
            if any(upper and lower and upper[0].text == lower[0].text for upper, lower in ends):
                yield above


def _left_out(blocks: Sequence[Block], words: Words) -> Iterator[tuple[Row, Line]]:
    """Lines outside the table that nothing sets apart from the row above, or that stand between rows of one table."""
    last: Row | None = None
    between: list[Line] = []
    foot, apart = -1, False
    for block in blocks:
        if isinstance(block, Line):
            apart = apart or words.stands_outside(block.text)
            if last is not None and not apart:
                between.append(block)
                if number_of(block) == foot + 1:
                    yield last, block
                    foot += 1
            continue
        for row in _rows([block]):
            if between and not block.header and last is not None:
                yield from ((beside, line) for line in between for beside in (last, row))
            between, apart = [], False
            last = row if row.number.lines or last is None else replace(row, number=last.number)
            foot = max(_numbers(row), default=foot)


def _cells(row: Row) -> list[Cell]:
    return [*(cell for _, cell in row.named), row.goal or Cell()]


def _numbers(row: Row) -> set[int]:
    return {number_of(line) for cell in (row.number, *_cells(row)) for line in cell.lines}


def number_of(line: Line) -> int:
    """The number in the file of a line that was drawn."""
    return round((line.place.bbox or (0.0,) * 4)[1] / PITCH)


def _finding(code: str, row: Row, text: str) -> Finding:
    name, page = row.measure_number, row.place.page
    message = f"Maßnahme {name or 'ohne Nummer'} (Seite {page}): {text}"
    return Finding(code, Severity.WARNING, message, measure=name or None, page=page)
