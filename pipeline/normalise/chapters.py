"""The parts of a document: its chapters with their rows, and which part the lines outside the tables play."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.model import FurtherMeasure, Place
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Cell, Line, Row


@dataclass(frozen=True, slots=True)
class Chapter:
    """One field of action: name, visions, and the rows of its tables in reading order.

    `opens` are the positions in `rows` where a table begins on a page: that row may continue the one before.
    """

    name: str
    page: int
    visions: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    opens: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Outside:
    """The printed lines outside table rows, by the part they play; `remarks` includes the title."""

    column_titles: tuple[Line, ...] = ()
    headings: tuple[Line, ...] = ()
    visions: tuple[Line, ...] = ()
    further_measures: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapters:
    """The whole document in parts; `outside` are the lines outside table rows, for the ledger.

    `cells` is how the table cells are typeset; running text is often set without hyphenation, and so are columns, whose
    names are in `unbroken`. `values` are those that stand alone in a cell, by column. `unclear` are lines right above a
    table in the middle of a chapter, which may be headings in words that no list knows, `across` those in rows across a
    table that nothing explains, `assumed` the names of headings that hardly more than their place tells,
    `assumed_goals` the first lines of goals that only their type tells. `text_places` are those of title, headings,
    visions, further measures and remarks.
    """

    title: str
    chapters: tuple[Chapter, ...]
    further_measures: tuple[FurtherMeasure, ...]
    remarks: tuple[str, ...]
    as_of: str | None
    cells: Typesetting
    outside: Outside
    unclear: tuple[Line, ...] = ()
    text_places: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    unbroken: frozenset[str] = frozenset()
    across: tuple[Line, ...] = ()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()
    assumed_goals: tuple[Line, ...] = ()

    def typeset(self, column: str) -> Typesetting:
        """How the cells of a column are typeset."""
        breaks = self.cells.hyphenates and column in self.unbroken
        own = replace(self.cells, hyphenates=False) if breaks else self.cells
        return replace(own, values=self.values[column]) if self.values.get(column) else own


def cells(row: Row) -> tuple[Cell, ...]:
    """The printed cells of a row, in column order."""
    goal = () if row.goal is None else (row.goal,)
    return (*goal, row.number, *(cell for _, cell in row.named))
