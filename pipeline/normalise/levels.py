"""Rows across a table on two levels, field of action and goal, of which no word says which one is a goal.

How they are set tells: the one always stands first of two, the other below it or alone in the middle of a chapter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from pipeline.normalise.heading_lines import SAME_SIZE, Heading, are_set_alike, is_sentence
from pipeline.normalise.paragraphs import paragraphs
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Line, Table
from pipeline.vocabulary import Vocabulary

_Looks = tuple[set[tuple[object, ...]], set[tuple[object, ...]]]
"""How headings are set, and how goals."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Headings in rows across tables by the index of their first block, and goals by that of each, if it is the first.

    `assumed` are the goals whose words do not look like goals either.
    """

    headings: Mapping[int, Heading]
    goals: Mapping[int, bool]
    assumed: tuple[Line, ...]

    @classmethod
    def told(cls, headings: Mapping[int, Heading], goals: Sequence["Band"]) -> "Levels":
        """These headings and goals, which are assumed unless all goals are sentences."""
        clear = all(is_sentence(goal.text) for goal in goals)
        return cls(
            headings,
            {goal.start + place: place == 0 for goal in goals for place in range(len(goal.lines))},
            () if clear else tuple(goal.lines[0] for goal in goals),
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A row across a table: where it begins among the blocks, and its lines."""

    start: int
    lines: tuple[Line, ...]
    is_named: bool

    @property
    def text(self) -> str:
        return " ".join(paragraphs(self.lines, Typesetting()))

    @property
    def look(self) -> tuple[object, ...]:
        """How it is set."""
        first = self.lines[0]
        return self.is_named, first.bold, round(first.size / SAME_SIZE), self.text.endswith((".", "!"))


def find_levels(blocks: Sequence[Line | Table], named: Mapping[int, Heading], vocabulary: Vocabulary) -> Levels | None:
    """The levels of the rows across tables that have no column of goals; None where they do not differ.

    `named` are the headings that say so.
    """
    runs = list(_runs(blocks, named, in_cells=True)) or list(_runs(blocks, named, in_cells=False))
    bands = [band for run in runs for band in run]
    if not bands or any(says_what_it_is(band, vocabulary) for band in bands) or any(len(run) > 2 for run in runs):
        return None
    looks = _looks(runs) or _looks_below_headings(bands, blocks, named)
    if looks is None:
        return None
    goals = [band for band in bands if band.look in looks[1]]
    if any(goal.is_named for goal in goals):
        return None
    headings = {
        band.start: named.get(band.start, Heading(band.text, len(band.lines)))
        for band in bands
        if band.look in looks[0]
    }
    return Levels.told(headings, goals)


def _looks(runs: Sequence[Sequence[Band]]) -> _Looks | None:
    """How headings and goals are set where they stand one below the other in rows across."""
    above = {run[0].look for run in runs if len(run) == 2}
    below = {run[1].look for run in runs if len(run) == 2}
    alone = {run[0].look for run in runs if len(run) == 1}
    in_pairs = len(runs) > 1 and not alone and all(_is_heading_above(*run) for run in runs)
    if not above or above & below or not (alone & below or in_pairs) or alone - above - below:
        return None
    return above, below


def _looks_below_headings(
    bands: Sequence[Band], blocks: Sequence[Line | Table], named: Mapping[int, Heading]
) -> _Looks | None:
    """How goals are set where they alone stand in rows across, all alike, and headings above the tables."""
    looks = {band.look for band in bands}
    return (set(), looks) if len(looks) == 1 and _stand_below_headings(bands, blocks, named) else None


def _stand_below_headings(bands: Sequence[Band], blocks: Sequence[Line | Table], named: Mapping[int, Heading]) -> bool:
    """Whether rows across are bold and a larger heading stands above each table, of which one has several of them.

    A document's title, larger than all other lines, is no heading.
    """
    largest = max(line.size for band in bands for line in band.lines)
    *_, next_size, size = sorted((0.0, *(block.size for block in blocks if isinstance(block, Line))))
    title = size if size > next_size + SAME_SIZE else inf
    above: list[bool] = []
    headings: list[bool] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            above.append(index in named or (block.bold and largest + SAME_SIZE < block.size < title))
        else:
            headings += [any(above)] if block.header and above else []
            above = []
    return all(band.lines[0].bold for band in bands) and 1 < len(headings) < len(bands) and all(headings)


def _is_heading_above(heading: Band, goal: Band) -> bool:
    """Whether two rows across are headings in bold type, the upper one larger: every chapter may have one goal only.

    A sentence may be a vision.
    """
    upper, lower = heading.lines[0], goal.lines[0]
    return upper.bold and lower.bold and upper.size > lower.size + SAME_SIZE and not is_sentence(goal.text)


def says_what_it_is(band: Band, vocabulary: Vocabulary) -> bool:
    """Whether a row across says itself that it is a goal or a vision."""
    return bool(vocabulary.goal_named_in(band.text)) or vocabulary.is_label(band.text)


def _runs(blocks: Sequence[Line | Table], named: Mapping[int, Heading], *, in_cells: bool) -> Iterator[list[Band]]:
    """The rows across tables, those together that stand between the same two rows of measures.

    They stand in a table that rules draw (`in_cells`), else between its titles or rows and more of these.
    """
    run: list[Band] = []
    before: Table | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            inside = [band for band in run if all(stands_in(line, block) for line in band.lines)] if in_cells else run
            if inside and block.rows and (in_cells or (before and not block.header)):
                yield inside
            run, before = [], block
        elif run and block.starts is not True and (in_cells or are_set_alike(run[-1].lines[-1], block)):
            run[-1] = Band(run[-1].start, (*run[-1].lines, block), run[-1].is_named)
        else:
            run.append(Band(index, (block,), index in named))


def stands_in(line: Line, table: Table) -> bool:
    """Whether a line stands in a table of its page."""
    if line.place.page != table.place.page or line.place.bbox is None or table.place.bbox is None:
        return False
    (x0, top, x1, bottom), (left, head, right, foot) = line.place.bbox, table.place.bbox
    return left <= (x0 + x1) / 2 <= right and head <= (top + bottom) / 2 <= foot
