"""Text exports: which lines stand outside the tables, and which belong to the row of which number."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.text.atoms import AFTER
from pipeline.read.text.lines import Printed
from pipeline.read.text.numbers import Mark, find_marks
from pipeline.read.text.rows import Stretch
from pipeline.read.text.titles import TitleRow, cell_order
from pipeline.read.text.words import Words

_STATUS_LINES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """The table of one chapter: its column titles, the lines above them, those up to the first number, its rows."""

    header: tuple[Printed, ...]
    outside: tuple[Printed, ...]
    before: tuple[Printed, ...]
    stretches: tuple[Stretch, ...]


class Outline:
    """The document's lines by the part they play: outside tables, or in the stretch of a row."""

    def __init__(
        self, lines: Sequence[Printed], titles: Sequence[TitleRow], running: frozenset[int], words: Words
    ) -> None:
        self.words = words
        self._lines = lines
        self._taken = running | {index for row in titles for index in range(row.first, row.end)}
        chapters = self._chapter_titles(titles, running)
        opening = {row.first for row in chapters}
        again = [row for row in titles if row.first not in opening]
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

    def _parts(self, chapters: Sequence[TitleRow]) -> Iterator[Part]:
        ends = [*(row.first for row in chapters[1:]), len(self._lines)]
        places = [mark.line for mark in self._marks]
        outside = tuple(self._free(0, chapters[0].first))
        for row, end in zip(chapters, ends, strict=True):
            marks = self._marks[bisect_left(places, row.end) : bisect_left(places, end)]
            before, stretches = self._stretches(row, marks, end)
            yield Part(tuple(self._lines[row.first : row.end]), outside, before, stretches)
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
