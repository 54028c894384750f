"""Text exports with columns side by side, drawn on a page again: each character in its place of a raster."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from pipeline.read.glyphs import Glyph
from pipeline.read.page import Page
from pipeline.read.text.alignment import (
    Column,
    Shared,
    find_columns,
    moved_columns,
    share_out,
    stands_apart,
    widest_cells,
)
from pipeline.read.text.lines import shown
from pipeline.read.text.words import Words
from pipeline.read.unruled.columns import best_titles
from pipeline.vocabulary import Vocabulary

PITCH, _SIZE, _ADVANCE = 12.0, 10.0, 6.0
"""Points that a line, its type and a character take on the page: two blanks are a gap between columns, one is none."""
_NARROWER = 2.0
"""Points that a character gives up before a single blank that divides columns."""
_ASIDE = 4.0
"""Characters left of its column at which no cell begins."""
_STRETCH, _WORD = re.compile(r"\S+(?: \S+)*"), re.compile(r"\S+")
_NUMBERED = re.compile(r"\s*(\d{1,2}\.?)\s{2,}(\S+(?: \S+)*)\s*")

Stretch = tuple[float, float, str]
"""Where a stretch of text begins, how wide each of its characters is (both in characters), and the text."""


@dataclass
class Drawing:
    """The pages drawn, and the numbers of the lines of which that is doubtful.

    `unsure`: lines whose words may stand in other columns; `apart`: lines like rows that fit no columns.
    `level` says of each line with a number whether the measure begins beside it; `late`: the first number of the
    document stands below the beginning of its measure.
    """

    pages: list[Page] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    apart: list[int] = field(default_factory=list)
    level: list[bool] = field(default_factory=list)
    late: bool = False


def draw(pages: Sequence[str], running: frozenset[tuple[int, int]], words: Words) -> Drawing:
    """Each page with its characters; heights are the numbers of the lines in the file, times `PITCH`.

    `running` are the pages and numbers of lines to leave out. All words of a column are drawn where the titles of its
    table stand, so that no text reaches into the next one.
    """
    firsts = list(accumulate((page.count("\n") for page in pages), initial=1))
    printed = [
        ["" if (number, at) in running else line for at, line in enumerate(page.expandtabs().split("\n"), first)]
        for number, (page, first) in enumerate(zip(pages, firsts, strict=False), 1)
    ]
    parts = list(_parts(printed, firsts, words))
    shared = iter(_measured([part for found in parts for part in found], words))
    drawing = Drawing()
    drawn = [tuple(glyph for part in found for glyph in _drawn(part, next(shared), drawing)) for found in parts]
    right = max((glyph.x1 for glyphs in drawn for glyph in glyphs), default=0.0) + _ADVANCE
    for number, (glyphs, first, page) in enumerate(zip(drawn, firsts, printed, strict=False), 1):
        drawing.pages.append(Page(number, right, (first + len(page)) * PITCH, glyphs, ()))
    return drawing


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a page: column titles and the lines below, or what stands above the first titles.

    `first` is the number of the first line in the file. `columns` is where the titles' columns begin, `here` where they
    do in this part: a table that goes on overleaf may stand a little aside. `titles_follow` right below it.
    """

    first: int
    titles: tuple[list[Stretch], ...]
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    here: tuple[Column, ...]
    title_starts: tuple[float, ...] = ()
    titles_follow: bool = False


def _parts(pages: Sequence[Sequence[str]], firsts: Sequence[int], words: Words) -> Iterator[list[Part]]:
    columns: tuple[Column, ...] = ()
    for lines, first in zip(pages, firsts, strict=False):
        blocks = _title_blocks(lines, words.vocabulary)
        above = blocks[0].first if blocks else len(lines)
        here = moved_columns(columns, lines[:above], words)
        found = [Part(first, (), tuple(lines[:above]), columns, here, titles_follow=bool(blocks))]
        for block, end in zip(blocks, [*(block.first for block in blocks[1:]), len(lines)], strict=False):
            body = tuple(lines[block.end : end])
            columns = find_columns(block.columns, body)
            starts = tuple(title.start for title in block.columns)
            follow = end < len(lines)
            found.append(Part(first + block.first, block.stretches, body, columns, columns, starts, follow))
        yield found


def _measured(parts: Sequence[Part], words: Words) -> Iterator[list[Shared | None]]:
    """The lines of each part in their columns; widths of columns are learnt from the lines that are sure without them.

    Numbers do not name lines here: the end of one page and the beginning of the next stand on one line of the file.
    """
    shared = [[share_out(line, part.here, words) for line in part.lines] for part in parts]
    widest = {
        count: widest_cells(
            (line for part, on in zip(parts, shared, strict=True) if len(part.here) == count for line in on), count
        )
        for count in {len(part.here) for part in parts}
    }
    for part in parts:
        here = [replace(column, widest=wide) for column, wide in zip(part.here, widest[len(part.here)], strict=True)]
        found = [share_out(line, here, words) for line in part.lines]
        yield [None if _is_heading(at, found, part, words) else line for at, line in enumerate(found)]


def _is_heading(at: int, shared: Sequence[Shared | None], part: Part, words: Words) -> bool:
    """Whether a line is the heading of the next chapter, with nothing beside it.

    It is numbered, and a vision or titles stand below; or it begins left of its column, right above titles.
    """
    line = shared[at]
    if line is None:
        return False
    below = next((text.strip() for text in part.lines[at + 1 :] if text.strip()), "")
    if {part.here[column].name for column, _ in line.cells} == {"number", "measure"}:
        return words.stands_outside(below) if below else part.titles_follow
    begins = len(part.lines[at]) - len(part.lines[at].lstrip())
    aside = len(line.cells) == 1 and begins < part.here[line.cells[0][0]].start - _ASIDE
    return aside and not below and part.titles_follow


def _drawn(part: Part, lines: Sequence[Shared | None], drawing: Drawing) -> Iterator[Glyph]:
    starts = [column.start for column in part.columns]
    for at, title in enumerate(part.titles, part.first):
        yield from _glyphs(_above(title, part.title_starts, starts), at * PITCH)
    for at, (text, line) in enumerate(zip(part.lines, lines, strict=True), part.first + len(part.titles)):
        _note(at, text, line, part, drawing)
        yield from _glyphs(_fitted(line.cells, starts) if line else _stretches(shown(text)), at * PITCH)


def _note(at: int, text: str, line: Shared | None, part: Part, drawing: Drawing) -> None:
    """Take down what is doubtful about a line."""
    if line is None:
        drawing.apart += [at] if part.columns and stands_apart(text) else []
        return
    drawing.unsure |= set() if line.sure else {at}
    filled = {part.columns[column].name for column, _ in line.cells}
    drawing.late |= not drawing.level and "measure" in filled and "number" not in filled
    drawing.level += ["measure" in filled] if "number" in filled else []


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Lines of column titles on a page: from `first` to `end` (exclusive), each as stretches."""

    first: int
    end: int
    stretches: tuple[list[Stretch], ...]
    columns: tuple[Column, ...]


def _title_blocks(lines: Sequence[str], vocabulary: Vocabulary) -> list[TitleBlock]:
    """The lines of column titles on a page."""
    raw = [_title_stretches(shown(line), vocabulary) or _stretches(shown(line)) for line in lines]
    glyphs = [glyph for at, line in enumerate(raw) for glyph in _glyphs(line, at * PITCH)]
    rows = Page(1, 0.0, 0.0, tuple(glyphs), ()).lines
    numbers = [round(row[0].top / PITCH) for row in rows]
    found: list[TitleBlock] = []
    index = 0
    while index < len(rows):
        titled = best_titles(rows, index, vocabulary)
        if not titled:
            index += 1
            continue
        titles, count = titled
        first, end = numbers[index], numbers[index + count - 1] + 1
        columns = tuple(Column(title.name, title.x0 / _ADVANCE) for title in titles)
        found.append(TitleBlock(first, end, tuple(raw[first:end]), columns))
        index += count
    return found


def _above(line: Sequence[Stretch], titles: Sequence[float], starts: Sequence[float]) -> list[Stretch]:
    """The titles of a line above their columns."""
    placed = []
    for start, _, text in line:
        at = max((at for at, title in enumerate(titles) if title <= start + 0.5), default=0)
        placed.append((at, text))
    return _fitted(placed, starts)


def _fitted(cells: Sequence[tuple[int, str]], starts: Sequence[float]) -> list[Stretch]:
    """Texts at their columns, set so narrow that two blanks are left before the next column."""
    result: list[Stretch] = []
    for at, text in cells:
        room = starts[at + 1] - starts[at] - 2.0 if at + 1 < len(starts) else float("inf")
        result.append((starts[at], min(1.0, room / len(text)), text))
    return result


def _glyphs(stretches: Sequence[Stretch], top: float) -> Iterator[Glyph]:
    for start, advance, text in stretches:
        for index, character in enumerate(text):
            x0 = (start + index * advance) * _ADVANCE
            narrower = _NARROWER if index == len(text) - 1 else 0.0
            yield Glyph(character, x0, top, x0 + advance * _ADVANCE - narrower, top + _SIZE, _SIZE)


def _stretches(line: str) -> list[Stretch]:
    """A line in pieces between wide gaps, but for that behind the number of a heading."""
    if heading := _NUMBERED.fullmatch(line):
        return [(heading.start(1), 1.0, f"{heading[1]} {heading[2]}")]
    return [(stretch.start(), 1.0, stretch[0]) for stretch in _STRETCH.finditer(line)]


def _title_stretches(line: str, vocabulary: Vocabulary) -> list[Stretch]:
    """The stretches of a line of column titles, at least two of them known; nothing for any other line."""
    found: list[Stretch] = []
    for stretch in _STRETCH.finditer(line):
        words = list(_WORD.finditer(stretch[0]))
        cuts = _titles_end([word[0] for word in words], vocabulary) or ()
        for first, end in pairwise((0, *cuts, len(words))):
            text = stretch[0][words[first].start() : words[end - 1].end()]
            found.append((stretch.start() + words[first].start(), 1.0, text))
    return found if sum(vocabulary.column(text) is not None for _, _, text in found) > 1 else []


def _titles_end(words: Sequence[str], vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """Where in a stretch of column titles, and nothing else, each but the last one ends; the longest titles count."""
    if vocabulary.begins_column(" ".join(words)):
        return ()
    for end in range(len(words) - 1, 0, -1):
        rest = _titles_end(words[end:], vocabulary) if vocabulary.column(" ".join(words[:end])) else None
        if rest is not None:
            return (end, *(end + cut for cut in rest))
    return None
