"""Headings on two levels above tables without a column of goals: fields of action, and below them goals.

No word says so, therefore such goals are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median

from pipeline.normalise.heading_lines import LONGEST_HEADING, SAME_SIZE, Heading, are_set_alike, is_caption, is_sentence
from pipeline.normalise.levels import Band, Levels, says_what_it_is
from pipeline.printed import Line, Table
from pipeline.vocabulary import Vocabulary

_PAIRS = 2
"""Headings of both levels above a table, of which so many tell the levels."""


def find_heading_levels(
    blocks: Sequence[Line | Table], named: Mapping[int, Heading], vocabulary: Vocabulary
) -> Levels | None:
    """The levels of the headings above tables; None where there are not two, or one of them says what it is.

    `named` are the headings that say so. The upper level is set larger, or named; the lower one may stand alone above
    the further tables of a chapter.
    """
    runs = [run for run in _runs(blocks, named, vocabulary) if run]
    bands = [band for run in runs for band in run]
    if any(len(run) > 2 or any(says_what_it_is(band, vocabulary) for band in run) for run in runs):
        return None
    pairs = [run for run in runs if len(run) == 2]
    above, below = ({_look(run[place]) for run in pairs} for place in (0, 1))
    goals = [band for band in bands if _look(band) in below]
    if len(pairs) < _PAIRS or above & below or any(_look(band) not in above | below for band in bands):
        return None
    if not all(_is_above(*pair) for pair in pairs) or len({goal.text for goal in goals}) < len(goals):
        return None
    headings = {
        band.start: named.get(band.start, Heading(band.text, len(band.lines))) for band in bands if _look(band) in above
    }
    return Levels.told(headings, goals)


def _is_above(upper: Band, lower: Band) -> bool:
    return not lower.is_named and (upper.is_named or upper.lines[0].size > lower.lines[0].size + SAME_SIZE)


def _look(band: Band) -> tuple[object, ...]:
    return band.is_named, band.lines[0].bold, round(band.lines[0].size / SAME_SIZE)


def _runs(blocks: Sequence[Line | Table], named: Mapping[int, Heading], vocabulary: Vocabulary) -> Iterator[list[Band]]:
    """The headings right above each table with titles; above the first one, the title of the document is none."""
    tables = [index for index, block in enumerate(blocks) if isinstance(block, Table)]
    usual = median([line.size for line in _measures(blocks)] or [0.0])
    for count, (before, index) in enumerate(zip([-1, *tables], tables, strict=False)):
        table = blocks[index]
        if isinstance(table, Table) and table.header:
            found = [
                band
                for band in _bands(blocks, range(before + 1, index), named)
                if band.is_named or _is_heading(band, usual, vocabulary)
            ]
            yield found if count else found[-2:]


def _measures(blocks: Sequence[Line | Table]) -> Iterator[Line]:
    for table in blocks:
        if isinstance(table, Table):
            yield from (line for row in table.rows for line in row.measure.lines)


def _bands(blocks: Sequence[Line | Table], places: range, named: Mapping[int, Heading]) -> Iterator[Band]:
    """The lines between two tables, those together that are set alike and belong to one paragraph."""
    count = 0

    def paragraph(place: int) -> int:
        nonlocal count
        line, above = blocks[place], blocks[place - 1]
        if not isinstance(line, Line) or not isinstance(above, Line):
            count += 1
            return count
        count += place in named or line.starts is True or not are_set_alike(above, line)
        return count

    for _, group in groupby(places, paragraph):
        found = list(group)
        lines = tuple(line for place in found if isinstance(line := blocks[place], Line))
        yield Band(found[0], lines, found[0] in named)


def _is_heading(band: Band, usual: float, vocabulary: Vocabulary) -> bool:
    """Whether lines are set apart as headings are."""
    first, text = band.lines[0], band.text
    apart = first.bold or first.size > usual + SAME_SIZE
    return apart and len(text) <= LONGEST_HEADING and not (is_caption(text, vocabulary) or is_sentence(text))
