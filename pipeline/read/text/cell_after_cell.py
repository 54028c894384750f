"""Text exports that print one cell after another, row by row (pdftotext -raw, pypdf, PyMuPDF)."""

from collections.abc import Iterator, Sequence

from pipeline.errors import InputUnreadable, NotACatalogue
from pipeline.model import Finding
from pipeline.printed import Line, Table
from pipeline.read.text.atoms import Material
from pipeline.read.text.breaks import doubtful_breaks
from pipeline.read.text.cells import Partition, partition
from pipeline.read.text.doubts import doubtful_titles
from pipeline.read.text.evidence import Habits
from pipeline.read.text.goals import goals_out_of_order
from pipeline.read.text.habits import first_habits, learn
from pipeline.read.text.lines import Printed
from pipeline.read.text.numbers import join_broken_numbers
from pipeline.read.text.oddities import dated_goals, goals_without_column, oddities
from pipeline.read.text.outline import Outline
from pipeline.read.text.outside import doubtful_paragraphs, titles_outside
from pipeline.read.text.pages import find_furniture
from pipeline.read.text.refusals import no_numbers, no_titles, out_of_order
from pipeline.read.text.rows import Setter, rest_of, set_chapter
from pipeline.read.text.strays import goals_astray, strays
from pipeline.read.text.titles import find_title_rows
from pipeline.read.text.widths import width
from pipeline.read.text.words import Words

_CLEAR_SHARE = 0.5
"""Part of the rows that need all cells, and a status or two; below it, the export mixes up the rows."""
_READINGS = 3
"""Times the cells are read, each time with the habits learnt from the time before."""

Reading = tuple[tuple[Line | Table, ...], tuple[Line, ...], tuple[Finding, ...]]
"""Blocks in reading order, furniture, and what is doubtful."""


def read_cell_after_cell(name: str, _: Sequence[str], lines: Sequence[Printed], words: Words) -> Reading:
    """The cells between the running numbers, shared out by what their words, lengths and spacing say.

    Raises:
        InputUnreadable: the rows are mixed up.
        NotACatalogue: no row of column titles, or no running numbers below one.
    """
    lines = join_broken_numbers(lines)
    titles = find_title_rows(lines, words.vocabulary)
    if not titles:
        raise NotACatalogue(no_titles(name, len(lines)))
    kept = {index for row in titles for index in range(row.first, row.end)}
    kept |= {index for index, line in enumerate(lines) if words.keeps_its_place(line.text)}
    running = find_furniture(lines, frozenset(kept))
    outline = Outline(lines, titles, running, words)
    if not outline.stretches:
        raise NotACatalogue(no_numbers(name, lines[titles[0].first]))
    partitions, habits = _read_cells(outline)
    if _mixes_rows(partitions) or _leaves_rows_out(outline):
        raise InputUnreadable(out_of_order(name, len(partitions)))
    setter = Setter(habits, words, lines, _page_width(outline, partitions))
    blocks, findings = _blocks(outline, partitions, setter)
    furniture = tuple(setter.outside(lines[index]) for index in sorted({*running, *outline.repeated}))
    doubts = (
        *doubtful_titles(titles, lines),
        *findings,
        *goals_out_of_order(blocks, words),
        *goals_astray(blocks, words),
        *goals_without_column(blocks, titles),
        *strays(blocks, lines[-1].page > 1, words),
        *oddities(blocks, words),
        *dated_goals(blocks),
        *titles_outside(blocks, lines, words),
        *doubtful_paragraphs(blocks),
        *doubtful_breaks(blocks, setter.hyphenates, words),
    )
    return blocks, furniture, doubts


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
