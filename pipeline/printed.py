"""The nouns of a document as printed: lines, cells, rows and tables, each with its place; nothing interpreted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Finding, Place, Source
from pipeline.recognition import UnsureWord


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a cell or of the running text, trimmed, characters as printed (NFC).

    `advances` is the width of each character of `text`, `space` that of a blank, `room` what is left free between
    the end of the line and the right edge that text may reach. `starts` is the reader's own evidence that a paragraph
    begins here (True: a gap stands before it, False: surely not) or None where widths have to decide. `held` is how
    many characters at its beginning no-break blanks hold together, 0 where a line may be broken behind its first word.
    """

    text: str
    place: Place
    room: float = 0.0
    advances: Sequence[float] = field(default=(), hash=False)
    space: float = 1.0
    starts: bool | None = None
    size: float = 0.0
    bold: bool = False
    held: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one table cell, top to bottom; without lines the cell is printed empty.

    `spare` is how many more lines would have fitted below the last one, None where the reader cannot see it.
    """

    lines: tuple[Line, ...] = ()
    spare: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One table row as printed. A goal of None means that the goal cell above reaches down into this row.

    `spanned` are the other columns (a name of these cells or the title of a further column) of which that is true.
    """

    place: Place
    goal: Cell | None
    number: Cell
    measure: Cell
    actors: Cell
    status: Cell
    extra: tuple[tuple[str, Cell], ...] = ()
    spanned: tuple[str, ...] = ()

    @property
    def measure_number(self) -> str:
        """The number of the measure that begins here, without the mark behind it; nothing where none does."""
        return " ".join(line.text for line in self.number.lines).rstrip(".:)")

    @property
    def named(self) -> tuple[tuple[str, Cell], ...]:
        """Its cells but for goal and number, in column order, each with the name or the title of its column."""
        return (("measure", self.measure), ("actors", self.actors), ("status", self.status), *self.extra)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table on one page; `header` are the lines of its title row (empty where none is printed)."""

    place: Place
    header: tuple[Line, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that is cut off at the edge of its cell, which begins at `left`: what is `seen` of it, and where.

    `edge` is where it is cut at the right, None where it is above, below or at the left.
    """

    seen: str
    place: Place
    left: float
    edge: float | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """A word that lies on another one, both in quotes, and where it is printed."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class StruckWords:
    """Words that a rule runs through, in quotes, and where they are printed."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawCatalogue:
    """A document as printed: lines outside tables and tables, in reading order; nothing interpreted.

    `furniture` are the lines of running headers and footers and page numbers. `printed` are the words of every page,
    divided by blanks and taken down independently of all lines, so that a lost line shows. `doubtful` are lines of
    which the reader could not see whether they belong to the table above, or begin a goal in one without rules;
    `unsure` words that text recognition is not sure of, `cut` texts that are cut off at the edge of their cell,
    `crossed` words that lie on each other, `struck` those that are struck through.
    """

    source: Source
    blocks: tuple[Line | Table, ...]
    furniture: tuple[Line, ...] = ()
    printed: Sequence[str] = ()
    findings: tuple[Finding, ...] = ()
    doubtful: tuple[Line, ...] = ()
    unsure: tuple[UnsureWord, ...] = ()
    cut: tuple[CutText, ...] = ()
    crossed: tuple[Crossing, ...] = ()
    struck: tuple[StruckWords, ...] = ()
