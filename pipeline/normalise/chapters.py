"""Which part each printed line plays: title, heading, vision, table row, further measure or remark."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Cell, FurtherMeasure, Line, RawCatalogue, Row, Table
from pipeline.normalise.headings import find_headings
from pipeline.normalise.paragraphs import Typesetting, paragraphs, study, words_in
from pipeline.vocabulary import Vocabulary, fold

_AS_OF = re.compile(r"\bStand(?::|\s+vom)?\s+(?P<date>(?:\d{1,2}\.\s?){0,2}[^\W\d_]*\s?(?:\d{1,2}\.)?\s?20\d\d)\b")
_ITEM = re.compile(r"^\+\s*")


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
class Chapters:
    """The whole document in parts; `headings` and `texts` are the lines outside the tables, for the ledger.

    `cells` is how the table cells are typeset; running text is often set without hyphenation.
    """

    title: str
    chapters: tuple[Chapter, ...]
    further_measures: tuple[FurtherMeasure, ...]
    remarks: tuple[str, ...]
    as_of: str | None
    cells: Typesetting
    headings: tuple[Line, ...]
    texts: tuple[Line, ...]


def cells(row: Row) -> tuple[Cell, ...]:
    """The printed cells of a row, in column order."""
    goal = () if row.goal is None else (row.goal,)
    return (*goal, row.number, row.measure, row.actors, row.status, *(cell for _, cell in row.extra))


def arrange(raw: RawCatalogue, vocabulary: Vocabulary) -> Chapters:
    """Walk down the blocks of a document and give every line outside the tables its part."""
    headings = find_headings(raw.blocks, vocabulary)
    walk = _Walk(vocabulary)
    skip = 0
    for index, block in enumerate(raw.blocks):
        if skip:
            skip -= 1
            walk.headings.append(block)  # type: ignore[arg-type]
        elif isinstance(block, Table):
            walk.take_table(block)
        elif index in headings:
            walk.open_chapter(headings[index].name, block)
            skip = headings[index].lines - 1
        else:
            walk.take_line(block)
    in_cells = study(_cell_lines(raw))
    in_text = study([[block for block in raw.blocks if isinstance(block, Line)]])
    register = words_in(" ".join(name for name, _ in vocabulary.actor_names))
    both = {"words": in_cells.words | in_text.words | register, "inner": in_cells.inner | in_text.inner}
    return walk.finish(replace(in_text, **both), replace(in_cells, **both), raw.furniture)


def _cell_lines(raw: RawCatalogue) -> Iterable[Sequence[Line]]:
    tables = (block for block in raw.blocks if isinstance(block, Table))
    return (cell.lines for table in tables for row in table.rows for cell in cells(row))


@dataclass
class _Open:
    """A chapter while its parts are still being collected."""

    name: str
    page: int
    visions: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    opens: list[int] = field(default_factory=list)
    further: list[Line] = field(default_factory=list)


class _Walk:
    """The position while walking down a document: which chapter is open and what the next free line belongs to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.title: list[Line] = []
        self.remarks: list[Line] = []
        self.headings: list[Line] = []
        self.chapters: list[_Open] = []
        self.into = self.title

    def open_chapter(self, name: str, line: Line) -> None:
        self.headings.append(line)
        self.chapters.append(_Open(name, line.place.page))
        self.into = self.remarks

    def take_table(self, table: Table) -> None:
        if not self.chapters:
            self.chapters.append(_Open("", table.place.page))
        chapter = self.chapters[-1]
        chapter.opens.append(len(chapter.rows))
        chapter.rows.extend(table.rows)
        self.headings.extend(table.header)
        self.into = self.remarks

    def take_line(self, line: Line) -> None:
        label, _, rest = line.text.partition(":")
        if self.chapters and self._says(label, "vision"):
            self.into = self.chapters[-1].visions
            self._split_label(line, rest.strip())
        elif self.chapters and self._says(line.text, "weitere"):
            self.into = self.chapters[-1].further
            self.headings.append(line)
        elif self.chapters and _ITEM.match(line.text):
            self.into = self.chapters[-1].further
            self.into.append(line)
        else:
            self.into.append(line)

    def _says(self, text: str, role: str) -> bool:
        return fold(text).rstrip(":") in map(fold, self.vocabulary.words(role))

    def _split_label(self, line: Line, rest: str) -> None:
        """ "Vision: Zugang zum Arbeitsmarkt" on one line: the label is a heading, the rest the first vision."""
        label = line.text[: len(line.text) - len(rest)]
        self.headings.append(replace(line, text=label, advances=line.advances[: len(label)]))
        if rest:
            self.into.append(replace(line, text=rest, advances=line.advances[len(label) :], starts=True))

    def finish(self, text: Typesetting, in_cells: Typesetting, furniture: tuple[Line, ...]) -> Chapters:
        title, *front = paragraphs(self.title, text) or ("",)
        remarks = [*front, *paragraphs(self.remarks, text)]
        chapters = self.chapters
        return Chapters(
            title=title,
            chapters=tuple(
                Chapter(c.name, c.page, paragraphs(c.visions, text), tuple(c.rows), frozenset(c.opens))
                for c in chapters
            ),
            further_measures=tuple(
                FurtherMeasure(c.name, _ITEM.sub("", item), c.further[0].place.page)
                for c in chapters
                for item in paragraphs(c.further, text)
            ),
            remarks=tuple(remark for remark in remarks if not _AS_OF.fullmatch(remark)),
            as_of=_as_of([title, *remarks, *(line.text for line in furniture)]),
            cells=in_cells,
            headings=tuple(self.headings),
            texts=(*self.title, *self.remarks, *(line for c in chapters for line in (*c.visions, *c.further))),
        )


def _as_of(texts: Iterable[str]) -> str | None:
    """The date of a printed "Stand: Oktober 2023", word for word."""
    return next((match["date"].strip() for text in texts if (match := _AS_OF.search(text))), None)
