"""Text exports with columns side by side (pdftotext -layout): drawn on a page again, read like tables without rules."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from pipeline.model import Cell, Line, Place, Row, Table
from pipeline.read.glyphs import Glyph
from pipeline.read.layout import page_blocks
from pipeline.read.page import Column, Page
from pipeline.read.text_atoms import Atom
from pipeline.read.text_cells import Partition
from pipeline.read.text_evidence import Habits
from pipeline.read.text_habits import first_habits, learn
from pipeline.read.text_lines import Printed
from pipeline.read.text_rows import Setter
from pipeline.read.text_widths import width
from pipeline.read.text_words import Words
from pipeline.read.unruled import unruled_grids
from pipeline.vocabulary import Vocabulary

_PITCH, _SIZE, _ADVANCE = 12.0, 10.0, 6.0
"""Points that a line, its type and a character take on the page: two blanks are a gap between columns, one is none."""
_NARROWER = 2.0
_WIDE_GAP, _GAPS, _BLANK = re.compile(r"\S\s{2,}(?=\S)"), re.compile(r"\s{2,}"), re.compile(r"(?<=\S) (?=\S)")
_OFTEN = 4
"""Lines of a page on which text begins at one place, so that a column begins there."""
_OWN = ("measure", "actors", "status")

Block = Line | Table


def read_side_by_side(
    pages: Sequence[str], lines: Sequence[Printed], running: frozenset[int], words: Words
) -> tuple[tuple[Block, ...], Setter]:
    """The blocks of all pages, and who set their lines; `running` are the numbers of running lines in the file."""
    drawn = list(_drawn(pages, running, words.vocabulary))
    blocks: list[Block] = []
    columns: tuple[Column, ...] = ()
    for page, grids in zip(drawn, unruled_grids(drawn, words.vocabulary), strict=True):
        on_page, columns = page_blocks(replace(page, grids=grids), page.width, columns, words.vocabulary)
        blocks += on_page
    free = [_printed(block) for block in blocks if isinstance(block, Line)]
    setter = Setter(_habits(blocks, words), words, lines, max((width(line.text) for line in free), default=0.0))
    return tuple(_set(blocks, setter)), setter


def _drawn(pages: Sequence[str], running: frozenset[int], vocabulary: Vocabulary) -> Iterator[Page]:
    """Each page with its characters in a raster; heights are line numbers of the file."""
    firsts = accumulate((page.count("\n") for page in pages), initial=1)
    right = _ADVANCE * max(len(line) for page in pages for line in page.split("\n"))
    for number, (text, first) in enumerate(zip(pages, firsts, strict=False), 1):
        rows = [(at, line) for at, line in enumerate(text.expandtabs().split("\n"), first) if at not in running]
        edges = _column_edges([line for _, line in rows])
        glyphs = [
            glyph for at, line in rows for glyph in _glyphs(line, at * _PITCH, _dividers(line, edges, vocabulary))
        ]
        yield Page(number, right, (first + text.count("\n") + 1) * _PITCH, tuple(glyphs), ())


def _glyphs(line: str, top: float, dividers: frozenset[int]) -> Iterator[Glyph]:
    """A line's characters; a single blank that divides columns is left out, its neighbour made a little narrower."""
    for x, character in enumerate(line):
        if x not in dividers:
            right = (x + 1) * _ADVANCE - _NARROWER * (x + 1 in dividers)
            yield Glyph(character, x * _ADVANCE, top, right, top + _SIZE, _SIZE)


def _column_edges(lines: Sequence[str]) -> frozenset[int]:
    """The places in a line at which text begins behind a wide gap again and again."""
    starts = Counter(match.end() for line in lines for match in _WIDE_GAP.finditer(line))
    return frozenset(place for place, count in starts.items() if count >= _OFTEN)


def _dividers(line: str, edges: frozenset[int], vocabulary: Vocabulary) -> frozenset[int]:
    """Single blanks that stand between columns: right before an edge, in a line with other gaps, or between titles."""
    blanks = [match.start() for match in _BLANK.finditer(line)]
    beside = {at for at in blanks if at + 1 in edges} if _WIDE_GAP.search(line) else set()
    return frozenset(beside | {at for at in blanks if _between_titles(line, at, vocabulary)})


def _between_titles(line: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a blank divides two column titles, at least one of them whole; the other may go on below."""
    left, right = (_GAPS.split(part) for part in (line[:at], line[at + 1 :]))
    whole, ends, begins = f"{left[-1]} {right[0]}".strip(), left[-1].strip(), right[0].strip()
    known = [vocabulary.column(title) is not None for title in (whole, ends, begins)]
    return not known[0] and known[1] + known[2] > 0 and all(map(vocabulary.begins_column, (ends, begins)))


def _number(line: Line) -> int:
    return round((line.place.bbox or (0.0,) * 4)[1] / _PITCH)


def _printed(line: Line) -> Printed:
    return Printed(line.text, _number(line), line.place.page, gap=None)


def _habits(blocks: Sequence[Block], words: Words) -> Habits:
    """How the document sets its cells, learnt from the cells that the columns show."""
    partitions = [_partition(row) for block in blocks if isinstance(block, Table) for row in block.rows]
    lines = [atom.line for partition in partitions for atom in partition.atoms]
    return learn(partitions, first_habits(lines, words))


def _partition(row: Row) -> Partition:
    cells = {name: _atoms(cell) for name, cell in _cells(row).items()}
    bounds = accumulate((len(atoms) for atoms in cells.values()), initial=0)
    atoms = tuple(atom for found in cells.values() for atom in found)
    return Partition(atoms, tuple(cells), tuple(bounds), (float("inf"),) * (len(cells) - 1))


def _cells(row: Row) -> dict[str, Cell]:
    goal = {"goal": row.goal} if row.goal else {}
    return goal | {name: getattr(row, name) for name in _OWN} | dict(row.extra)


def _atoms(cell: Cell) -> list[Atom]:
    return [Atom(printed, 0, len(printed.text)) for printed in map(_printed, cell.lines)]


def _set(blocks: Sequence[Block], setter: Setter) -> Iterator[Block]:
    """The blocks with the places and the estimated widths of a text, instead of those of the page drawn."""
    for free, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if free:
            yield from setter.running_text([_printed(block) for block in group if isinstance(block, Line)])
        else:
            yield from (_set_table(block, setter) for block in group if isinstance(block, Table))


def _set_table(table: Table, setter: Setter) -> Table:
    header = tuple(setter.outside(_printed(line)) for line in table.header)
    rows = tuple(_set_row(row, setter) for row in table.rows)
    numbers = [number for row in rows for number in row.place.lines or ()]
    numbers += [number for line in header for number in line.place.lines or ()]
    return Table(Place(table.place.page, lines=(min(numbers), max(numbers))), header, rows)


def _set_row(row: Row, setter: Setter) -> Row:
    cells = {name: setter.cell(name, _atoms(cell)) for name, cell in _cells(row).items()}
    number = Cell(tuple(setter.outside(_printed(line)) for line in row.number.lines))
    own = [line for name, cell in (*cells.items(), ("number", number)) if name != "goal" for line in cell.lines]
    numbers = [at for line in own or cells.get("goal", Cell()).lines for at in line.place.lines or ()]
    return replace(
        row,
        place=Place(row.place.page, lines=(min(numbers), max(numbers))),
        goal=cells.get("goal"),
        number=number,
        extra=tuple((title, cells[title]) for title, _ in row.extra),
        **{name: cells[name] for name in _OWN},
    )
