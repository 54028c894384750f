"""From a text export (one cell after another in reading order) to a catalogue as printed."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.errors import InputUnreadable, NotACatalogue
from pipeline.model import Finding, Line, RawCatalogue, Source, Table
from pipeline.read.text_atoms import AFTER, Material
from pipeline.read.text_cells import Partition, partition
from pipeline.read.text_evidence import Habits
from pipeline.read.text_habits import first_habits, learn
from pipeline.read.text_lines import Printed, decode, printed_lines, replaced_findings
from pipeline.read.text_numbers import Mark, find_marks, join_broken_numbers
from pipeline.read.text_pages import count_printed, find_furniture, side_by_side, split_pages
from pipeline.read.text_rows import Setter, Stretch, rest_of, set_chapter
from pipeline.read.text_titles import TitleRow, cell_order, find_title_rows
from pipeline.read.text_widths import width
from pipeline.read.text_words import Words
from pipeline.vocabulary import Vocabulary

_STATUS_LINES = 5
_CLEAR_SHARE = 0.5
"""Part of the rows that need all cells, and a status or two; below it, the export mixes up the rows."""
_READINGS = 3
"""Times the cells are read, each time with the habits learnt from the time before."""


def read_text(content: bytes, name: str, vocabulary: Vocabulary) -> RawCatalogue:
    """Read a text export; `name` is the file's name for messages and records.

    Places count pages and lines of the file from 1; widths are estimated in average characters.

    Raises:
        InputUnreadable: the file is empty.
        NotACatalogue: no row of column titles, or no running numbers below one.
    """
    text = decode(content)
    if not text.strip():
        raise InputUnreadable(f"„{name}“ ist leer; es gäbe nichts zu lesen: Bitte den Katalog erneut exportieren.")
    pages = split_pages(text)
    lines = join_broken_numbers(printed_lines(pages))
    titles = find_title_rows(lines, vocabulary)
    if not titles:
        raise NotACatalogue(_no_titles(name, len(lines)))
    words = Words(vocabulary)
    kept = {index for row in titles for index in range(row.first, row.end)}
    kept |= {index for index, line in enumerate(lines) if words.stands_outside(line.text) or words.is_status(line.text)}
    if side_by_side(pages):
        raise InputUnreadable(_side_by_side(name))
    running = find_furniture(lines, frozenset(kept))
    outline = _Outline(lines, titles, running, words)
    if not outline.stretches:
        raise NotACatalogue(_no_numbers(name, lines[titles[0].first]))
    partitions, habits = _read_cells(outline)
    if _mixes_rows(partitions):
        raise InputUnreadable(_out_of_order(name, len(partitions)))
    setter = Setter(habits, words, lines, _page_width(outline, partitions))
    blocks, findings = _blocks(outline, partitions, setter)
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "text", len(pages)),
        blocks=blocks,
        furniture=tuple(setter.outside(lines[index]) for index in sorted({*running, *outline.repeated})),
        printed=count_printed(pages),
        findings=(*replaced_findings(lines), *findings),
    )


def _no_titles(name: str, count: int) -> str:
    return (
        f"„{name}“ enthält keine Tabelle mit Maßnahmen: Gesucht wurde eine Kopfzeile mit mindestens drei Spaltentiteln wie "
        f"„Nr.“, „Maßnahme“, „Akteure“ und „Status“, gefunden wurden {count} Zeilen ohne eine solche. Bitte prüfen, ob die "
        "richtige Datei abgelegt wurde, oder die Spaltentitel in templates/begriffe.csv ergänzen."
    )


def _no_numbers(name: str, line: Printed) -> str:
    return (
        f"„{name}“ enthält keine Maßnahmen: Unter der Kopfzeile in Zeile {line.number} wurden laufende Nummern wie „1“, „2“ "
        "oder „M 1“ am Anfang der Maßnahmen gesucht, aber keine gefunden. Bitte den Katalog als PDF ablegen oder den Text "
        "Zeile für Zeile exportieren."
    )


def _side_by_side(name: str) -> str:
    return (
        f"„{name}“ druckt die Spalten der Tabelle nebeneinander; Zeilen verschiedener Zellen ließen sich nicht trennen: Bitte den "
        "Katalog als PDF ablegen oder den Text Zelle für Zelle exportieren (bei pdftotext mit der Option -raw)."
    )


def _out_of_order(name: str, count: int) -> str:
    return (
        f"„{name}“ enthält zwar {count} laufende Nummern, aber die Zellen stehen nicht Zeile für Zeile hintereinander; Text und "
        "Status kämen zur falschen Maßnahme: Bitte den Katalog als PDF ablegen oder den Text Zelle für Zelle exportieren (bei "
        "pdftotext mit der Option -raw)."
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The table of one chapter: its column titles, the lines above them, those up to the first number, its rows."""

    header: tuple[Printed, ...]
    outside: tuple[Printed, ...]
    before: tuple[Printed, ...]
    stretches: tuple[Stretch, ...]


class _Outline:
    """The document's lines by the part they play: outside tables, or in the stretch of a row."""

    def __init__(self, lines: Sequence[Printed], titles: Sequence[TitleRow], running: frozenset[int], words: Words) -> None:
        self.words = words
        self._lines = lines
        self._taken = running | {index for row in titles for index in range(row.first, row.end)}
        chapters = self._chapter_titles(titles, running)
        again = [row for row in titles if row not in chapters]
        self.repeated = frozenset(index for row in again for index in range(row.first, row.end))
        self._overleaf = {row.end for row in again}
        self._marks = self._find_marks(chapters)
        self.parts = tuple(self._parts(chapters))
        self.stretches = tuple(stretch for part in self.parts for stretch in part.stretches)

    def _chapter_titles(self, titles: Sequence[TitleRow], running: frozenset[int]) -> list[TitleRow]:
        """Title rows that open a chapter's table; others are repeated because the table goes on overleaf."""
        chosen = [titles[0]]
        for before, row in pairwise(titles):
            above = [index for index in range(before.end, row.first) if index not in running]
            near = above[-12:]
            at_page_start = not above or self._lines[above[-1]].page < self._lines[row.first].page
            if any(self.words.stands_outside(self._lines[index].text) for index in near) or not at_page_start:
                chosen.append(row)
        return chosen

    def _find_marks(self, chapters: Sequence[TitleRow]) -> list[Mark]:
        begin = chapters[0].end
        kept = [index for index in range(begin, len(self._lines)) if index not in self._taken]
        lines = [self._lines[index] for index in kept]
        texts = [line.text for line in lines]
        statuses = [at for at in range(len(texts)) if self.words.status_offsets(texts[at : at + _STATUS_LINES])]
        opened = [bisect_left(kept, row.end) for row in chapters]
        return [replace(mark, line=kept[mark.line]) for mark in find_marks(lines, statuses, opened)]

    def _parts(self, chapters: Sequence[TitleRow]) -> Iterator[_Part]:
        ends = [*(row.first for row in chapters[1:]), len(self._lines)]
        outside = tuple(self._free(0, chapters[0].first))
        for row, end in zip(chapters, ends, strict=True):
            marks = [mark for mark in self._marks if row.end <= mark.line < end]
            before, stretches = self._stretches(row, marks, end)
            yield _Part(tuple(self._lines[row.first : row.end]), outside, before, stretches)
            outside = ()

    def _free(self, start: int, end: int) -> Iterator[Printed]:
        return (self._lines[index] for index in range(start, end) if index not in self._taken)

    def _stretches(
        self, row: TitleRow, marks: Sequence[Mark], end: int
    ) -> tuple[tuple[Printed, ...], tuple[Stretch, ...]]:
        """The lines before the first number of a table, and the lines from each number to the next."""
        after, before = cell_order(row.columns)
        borders = [(mark.line, mark.start) for mark in marks] + [(end, 0)]
        stretches = []
        for mark, border in zip(marks, borders[1:], strict=True):
            last = border == borders[-1]
            following = (AFTER,) if last else tuple(column.name for column in before)
            number = _cut(self._lines[mark.line], mark.start, mark.end)
            lines = tuple(self._between((mark.line, mark.end), border))
            stretches.append(Stretch(number, lines, tuple(column.name for column in after), following))
        return tuple(self._between((row.end, 0), borders[0])), tuple(stretches)

    def _between(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Printed]:
        """The lines between two places, each a line and a character on it."""
        for index in range(start[0], min(end[0] + 1, len(self._lines))):
            if index in self._taken:
                continue
            line = replace(self._lines[index], overleaf=True) if index in self._overleaf else self._lines[index]
            first = start[1] if index == start[0] else 0
            last = end[1] if index == end[0] else len(line.text)
            if line.text[first:last].strip():
                yield _cut(line, first, last)


def _cut(line: Printed, first: int, last: int) -> Printed:
    """The part of a line between two characters."""
    if first == 0 and last == len(line.text):
        return line
    part = line.text[first:last]
    shift = first + len(part) - len(part.lstrip())
    return replace(
        line,
        text=part.strip(),
        shared=line.shared or bool(line.text[:first].strip()),
        trailing=line.trailing if last == len(line.text) else True,
        wide=tuple(at - shift for at in line.wide if shift < at < last),
    )


def _read_cells(outline: _Outline) -> tuple[list[Partition], Habits]:
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


def _goals(outline: _Outline, partitions: Sequence[Partition]) -> Iterator[str]:
    """For each row the last line of its goal, as far as the reading before knows it."""
    known = iter(partitions)
    for part in outline.parts:
        goal = [line.text for line in part.before]
        for _ in part.stretches:
            yield "".join(goal[-1:])
            found = next(known, None)
            if found and "goal" in found.columns and (lines := found.lines(found.columns.index("goal"))):
                goal = lines


def _page_width(outline: _Outline, partitions: Sequence[Partition]) -> float:
    """How wide running text is set: the widest line outside the tables."""
    outside = [line for part in outline.parts for line in part.outside]
    outside += [line for found in partitions for line in rest_of(found)]
    return max((width(line.text) for line in outside), default=0.0)


def _blocks(
    outline: _Outline, partitions: Sequence[Partition], setter: Setter
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
