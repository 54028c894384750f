"""From a text export (one cell after another, or columns side by side) to a catalogue as printed."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.errors import InputUnreadable, NotACatalogue
from pipeline.model import Finding, Severity, Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.text_atoms import Material
from pipeline.read.text_breaks import doubtful_breaks
from pipeline.read.text_cells import Partition, partition
from pipeline.read.text_evidence import Habits
from pipeline.read.text_goals import goals_out_of_order
from pipeline.read.text_habits import first_habits, learn
from pipeline.read.text_layout import RowsUnclear, read_side_by_side
from pipeline.read.text_lines import Printed, decode, printed_lines, shown
from pipeline.read.text_numbers import join_broken_numbers
from pipeline.read.text_outline import Outline
from pipeline.read.text_pages import find_furniture, is_page_number, printed_words, side_by_side, split_pages
from pipeline.read.text_rows import Setter, rest_of, set_chapter
from pipeline.read.text_signs import (
    latin_1_findings,
    loss_of_encoding,
    loss_of_signs,
    replaced_findings,
    replaced_in_measures,
)
from pipeline.read.text_titles import TitleRow, find_title_rows
from pipeline.read.text_widths import width
from pipeline.read.text_words import Words
from pipeline.vocabulary import Vocabulary

_CLEAR_SHARE = 0.5
"""Part of the rows that need all cells, and a status or two; below it, the export mixes up the rows."""
_MANY_DOUBTFUL = 0.15
"""Part of the measures with doubtful cells from which on all are doubtful."""
_HOPELESS = 0.75
"""Part of the measures with doubtful cells from which on no value is worth a look."""
_READINGS = 3
"""Times the cells are read, each time with the habits learnt from the time before."""


def read_text(content: bytes, name: str, vocabulary: Vocabulary) -> RawCatalogue:
    """Read a text export; `name` is the file's name for messages and records.

    Places count pages and lines of the file from 1; widths are estimated in average characters.

    Raises:
        InputUnreadable: the file is empty, or the export mixed up cells or lost blanks or hyphens.
        NotACatalogue: no row of column titles, or no running numbers below one.
    """
    text = decode(content)
    if not text.strip():
        raise InputUnreadable(f"„{name}“ ist leer; es gäbe nichts zu lesen: Bitte den Katalog erneut exportieren.")
    drawn = split_pages(text)
    pages = [shown(page) for page in drawn]
    lines = printed_lines(pages)
    if loss := loss_of_signs(pages) or loss_of_encoding(content, text):
        raise InputUnreadable(
            f"In „{name}“ {loss}; so wie gedruckt ließe sich kein Wert lesen: Bitte den Katalog als PDF ablegen oder "
            "den Text anders exportieren (pdftotext mit den Optionen -raw -enc UTF-8)."
        )
    words = Words(vocabulary)
    read = _side_by_side if side_by_side(pages) else _cell_after_cell
    blocks, furniture, findings = read(name, drawn, lines, words)
    numbers = tuple(block for block in blocks if isinstance(block, Line) and is_page_number(block.text))
    blocks = tuple(block for block in blocks if block not in numbers)
    doubtful, rows = _doubtful_share(blocks, findings)
    if doubtful > _HOPELESS * rows:
        raise InputUnreadable(_out_of_order(name, rows))
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "text", len(pages)),
        blocks=blocks,
        furniture=(*furniture, *numbers),
        printed=printed_words(pages),
        findings=(
            *replaced_findings(lines),
            *latin_1_findings(content, blocks),
            *replaced_in_measures(blocks),
            *_mostly_doubtful(name, doubtful, rows),
            *findings,
        ),
    )


Reading = tuple[tuple[Line | Table, ...], tuple[Line, ...], tuple[Finding, ...]]
"""Blocks in reading order, furniture, and what is doubtful."""


def _side_by_side(name: str, pages: Sequence[str], lines: Sequence[Printed], words: Words) -> Reading:
    """Columns next to each other, held apart by blanks."""
    kept = {index for index, line in enumerate(lines) if words.keeps_its_place(line.text) or _holds_titles(line, words)}
    running = [lines[index] for index in sorted(find_furniture(lines, frozenset(kept)))]
    try:
        blocks, setter, findings = read_side_by_side(
            pages, lines, frozenset((line.page, line.number) for line in running), words
        )
    except RowsUnclear as why:
        raise InputUnreadable(_no_rows(name, str(why))) from None
    if not any(isinstance(block, Table) and block.rows for block in blocks):
        raise NotACatalogue(_no_titles(name, len(lines)))
    return blocks, tuple(map(setter.outside, running)), (*findings, *doubtful_breaks(blocks, setter.hyphenates, words))


def _holds_titles(line: Printed, words: Words) -> bool:
    """Whether several parts between wide gaps are column titles, or one is that holds no date ("Stand: 15.11.2024")."""
    parts = (line.text[start:end].strip() for start, end in pairwise((0, *line.wide, len(line.text))))
    titles = [part for part in parts if words.vocabulary.column(part)]
    return len(titles) > 1 or any(not any(map(str.isdigit, title)) for title in titles)


def _cell_after_cell(name: str, _: Sequence[str], lines: Sequence[Printed], words: Words) -> Reading:
    """One cell after another, row by row."""
    lines = join_broken_numbers(lines)
    titles = find_title_rows(lines, words.vocabulary)
    if not titles:
        raise NotACatalogue(_no_titles(name, len(lines)))
    kept = {index for row in titles for index in range(row.first, row.end)}
    kept |= {index for index, line in enumerate(lines) if words.keeps_its_place(line.text)}
    running = find_furniture(lines, frozenset(kept))
    outline = Outline(lines, titles, running, words)
    if not outline.stretches:
        raise NotACatalogue(_no_numbers(name, lines[titles[0].first]))
    partitions, habits = _read_cells(outline)
    if _mixes_rows(partitions) or _leaves_rows_out(outline):
        raise InputUnreadable(_out_of_order(name, len(partitions)))
    setter = Setter(habits, words, lines, _page_width(outline, partitions))
    blocks, findings = _blocks(outline, partitions, setter)
    furniture = tuple(setter.outside(lines[index]) for index in sorted({*running, *outline.repeated}))
    doubts = (
        *_doubtful_titles(titles, lines),
        *findings,
        *goals_out_of_order(blocks),
        *doubtful_breaks(blocks, setter.hyphenates, words),
    )
    return blocks, furniture, doubts


def _doubtful_share(blocks: Sequence[Line | Table], findings: Sequence[Finding]) -> tuple[int, int]:
    """How many measures have doubtful cells, and how many there are."""
    rows = sum(bool(row.number.lines) for block in blocks if isinstance(block, Table) for row in block.rows)
    return len({f.measure for f in findings if f.severity is Severity.WARNING and f.measure}), rows


def _mostly_doubtful(name: str, doubtful: int, rows: int) -> Iterator[Finding]:
    """Where the cells of many rows are doubtful, none is sure."""
    if doubtful > _MANY_DOUBTFUL * rows:
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"In „{name}“ sind bei {doubtful} von {rows} Maßnahmen die Grenzen der Zellen unsicher, auch bei den "
            "übrigen kann Text in der falschen Zelle stehen: Bitte den Katalog als PDF ablegen oder jede Maßnahme mit "
            "dem Dokument vergleichen.",
            value=f"{doubtful} von {rows}",
        )


def _doubtful_titles(titles: Sequence[TitleRow], lines: Sequence[Printed]) -> Iterator[Finding]:
    """Several unknown words between known titles: one column, or more?"""
    pages = {
        column.name: lines[row.first].page for row in reversed(titles) for column in row.columns if not column.sure
    }
    for title, page in sorted(pages.items()):
        yield Finding(
            "columns-doubtful",
            Severity.WARNING,
            f"Seite {page}: „{title}“ in der Kopfzeile ist kein bekannter Spaltentitel und wurde als eine Spalte "
            "gelesen. Sind es mehrere, stehen ihre Werte zusammen oder in Nachbarzellen: Bitte alle Zeilen mit dem "
            "Dokument vergleichen, und in templates/begriffe.csv je Spalte eine Zeile „merkmal;TITEL“ anfügen.",
            page=page,
            value=title,
        )


def _no_titles(name: str, count: int) -> str:
    return (
        f"„{name}“ enthält keine Tabelle mit Maßnahmen: Gesucht wurde eine Kopfzeile mit mindestens drei Spaltentiteln "
        f"wie „Nr.“, „Maßnahme“, „Akteure“ und „Status“, gefunden wurden {count} Zeilen ohne eine solche. Bitte "
        "prüfen, ob die richtige Datei abgelegt wurde, oder die Spaltentitel in templates/begriffe.csv ergänzen."
    )


def _no_numbers(name: str, line: Printed) -> str:
    return (
        f"„{name}“ enthält keine Maßnahmen: Unter der Kopfzeile in Zeile {line.number} wurden laufende Nummern wie "
        "„1“, „2“ oder „M 1“ am Anfang der Maßnahmen gesucht, aber keine gefunden. Bitte den Katalog als PDF ablegen "
        "oder den Text Zelle für Zelle exportieren."
    )


def _no_rows(name: str, why: str) -> str:
    return (
        f"In „{name}“ stehen die Spalten nebeneinander, aber {why}; Text und Status kämen zur falschen Maßnahme: Bitte "
        "den Katalog als PDF ablegen oder den Text Zelle für Zelle exportieren (pdftotext mit der Option -raw statt "
        "-layout)."
    )


def _out_of_order(name: str, count: int) -> str:
    return (
        f"„{name}“ enthält zwar {count} laufende Nummern, aber bei den meisten ist nicht zu erkennen, wo ihre Zellen "
        "enden (sie stehen nicht Zeile für Zeile hintereinander oder ungetrennt in einer); Text und Status kämen zur "
        "falschen Maßnahme: Bitte den Katalog als PDF ablegen oder den Text anders exportieren (pdftotext mit der "
        "Option -raw, bei vielen kurzen Spalten mit -layout)."
    )


def _read_cells(outline: Outline) -> tuple[list[Partition], Habits]:
    words = outline.words
    habits = first_habits([line for stretch in outline.stretches for line in stretch.lines], words)
    stretches = outline.stretches
    materials = [Material(stretch.lines, stretch.own, stretch.following, words) for stretch in stretches]
    partitions: list[Partition] = []
    for _ in range(_READINGS):
        partitions = [
            partition(material, stretch.own, stretch.following, habits, goal)
            for material, stretch, goal in zip(materials, stretches, _goals(outline, partitions), strict=True)
        ]
        habits = learn(partitions, habits)
    for index, (stretch, goal) in enumerate(zip(stretches, _goals(outline, partitions), strict=True)):
        if not partitions[index].complete:
            material = Material(stretch.lines, stretch.own, stretch.following, words, anywhere=True)
            partitions[index] = partition(material, stretch.own, stretch.following, habits, goal)
    return partitions, habits


def _mixes_rows(partitions: Sequence[Partition]) -> bool:
    """Whether an export runs down the columns: statuses stand in heaps, or most rows lack a cell."""
    counts = [found.statuses for found in partitions]
    heaped = sum(counts) * 2 > len(counts) and sum(count in (1, 2) for count in counts) < _CLEAR_SHARE * len(counts)
    return heaped or sum(found.complete for found in partitions) < _CLEAR_SHARE * len(counts)


def _leaves_rows_out(outline: Outline) -> bool:
    """Whether rows were not found by their numbers.

    More statuses stand outside the rows than in them (other numbers than those of measures were found), or one stands
    before the first number of a table (the export prints numbers behind other cells of their row).
    """
    words = outline.words
    if any(words.statuses_within(line.text)[:1] for part in outline.parts for line in part.before if part.stretches):
        return True
    outside = [line for part in outline.parts for line in (*part.outside, *part.before)]
    inside = [line for stretch in outline.stretches for line in stretch.lines]
    left_out, found = (sum(words.is_status(line.text) for line in lines) for lines in (outside, inside))
    return left_out > found


def _goals(outline: Outline, partitions: Sequence[Partition]) -> Iterator[str]:
    """For each row the last line of its goal, as far as the reading before knows it."""
    known = iter(partitions)
    for part in outline.parts:
        goal = [line.text for line in part.before]
        for _ in part.stretches:
            yield "".join(goal[-1:])
            found = next(known, None)
            if found and "goal" in found.columns and (lines := found.lines(found.columns.index("goal"))):
                goal = lines


def _page_width(outline: Outline, partitions: Sequence[Partition]) -> float:
    """How wide running text is set: the widest line outside the tables."""
    outside = [line for part in outline.parts for line in part.outside]
    outside += [line for found in partitions for line in rest_of(found)]
    return max((width(line.text) for line in outside), default=0.0)


def _blocks(
    outline: Outline, partitions: Sequence[Partition], setter: Setter
) -> tuple[tuple[Line | Table, ...], tuple[Finding, ...]]:
    """Lines and tables in reading order, and what is doubtful about them."""
    blocks: list[Line | Table] = []
    findings: list[Finding] = []
    remaining = iter(partitions)
    for part in outline.parts:
        blocks += setter.running_text(part.outside)
        own = [next(remaining) for _ in part.stretches]
        chapter = set_chapter(part.header, part.before, part.stretches, own, setter)
        blocks += [*chapter.tables, *chapter.after]
        findings += chapter.findings
    return tuple(blocks), tuple(findings)
