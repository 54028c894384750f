"""Which part each printed line plays: title, heading, vision, table row, further measure or remark."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from statistics import median

from pipeline.model import FurtherMeasure
from pipeline.normalise.chapters import Chapter, Chapters, Outside, cells
from pipeline.normalise.field_columns import field_apart, field_columns, field_name
from pipeline.normalise.front import running_title, title_and_rest, without_wraps_in_large_type
from pipeline.normalise.heading_levels import find_heading_levels
from pipeline.normalise.heading_lines import Heading, is_caption
from pipeline.normalise.headings import find_headings, named_headings, opens_another, without_counts
from pipeline.normalise.levels import Levels, find_levels, stands_in
from pipeline.normalise.marks import BULLET
from pipeline.normalise.paragraphs import begins_paragraph, breaks_words, paragraphs, placed_paragraphs
from pipeline.normalise.places import located, span
from pipeline.normalise.typesetting import Typesetting, has_bold_titles, shortest_beginning, study
from pipeline.normalise.word_breaks import words_in
from pipeline.printed import Cell, Line, RawCatalogue, Row, Table
from pipeline.vocabulary import Vocabulary

_AS_OF = re.compile(
    r"\bStand(?::|\s+vom)?\s+(?P<date>(?:\d{1,2}\.\s?){0,2}(?:\d{1,2}/)?[^\W\d_]*\s?(?:\d{1,2}\.)?\s?20\d\d)\b"
)
_LABEL_END = re.compile(r"\s*:\s*|\s+[–-]\s+|$")
_ITEM = re.compile(r"\+\s*(?![\s\d])")
_ITEM_MARK = re.compile(rf"(?:\+|{BULLET}|[-–—]\s)\s*")
_NOTE = re.compile(r"\d{1,2}\)?\s?[A-ZÄÖÜ]")
_SMALLER = 0.93
"""How wide letters of a footnote are at most, compared with the same ones in the text above."""
_LONGEST_TITLE = 100
"""Characters of a line that could be a heading."""


def arrange(raw: RawCatalogue, vocabulary: Vocabulary) -> Chapters:
    """Walk down the blocks of a document and give every line outside the tables its part."""
    named = named_headings(raw.blocks, vocabulary)
    columns = field_columns(raw.blocks, bool(named), vocabulary)
    goals_above = not any(row.goal is not None for table in _tables(raw) for row in table.rows)
    levels = _levels(raw.blocks, named, vocabulary) if goals_above else None
    headings = _headings_beside(levels.goals if levels else {}, raw.blocks, vocabulary)
    if levels:
        headings |= without_counts(levels.headings)
    walk = _Walk(vocabulary, columns, goals_above, levels.goals if levels else {})
    walk.take(raw.blocks, headings)
    in_cells = list(_cell_lines(raw))
    in_text = [[block for block in raw.blocks if isinstance(block, Line)]]
    whole = study([*in_cells, *in_text])
    register = words_in(" ".join(name for name, _ in vocabulary.actor_names))
    whole = replace(whole, words=whole.words | register)
    chapters = walk.finish(
        text=replace(whole, hyphenates=shortest_beginning(in_text) is not None, running=True),
        in_cells=replace(whole, hyphenates=shortest_beginning(in_cells) is not None, titled=has_bold_titles(in_cells)),
        furniture=raw.furniture,
        unbroken=_unbroken_columns(raw),
    )
    assumed = tuple(heading.name for heading in headings.values() if heading.assumed)
    goals = levels.assumed if levels else ()
    return replace(chapters, values=_values(raw), assumed=assumed, assumed_goals=goals)


def _levels(blocks: Sequence[Line | Table], named: Mapping[int, Heading], vocabulary: Vocabulary) -> Levels | None:
    return find_levels(blocks, named, vocabulary) or find_heading_levels(blocks, named, vocabulary)


def _headings_beside(
    goals: Mapping[int, bool], blocks: Sequence[Line | Table], vocabulary: Vocabulary
) -> dict[int, Heading]:
    """The headings among the blocks that are no goals, by index of their first block."""
    places = [place for place in range(len(blocks)) if place not in goals]
    found = find_headings([blocks[place] for place in places], vocabulary)
    return {places[start]: heading for start, heading in found.items()}


_OWN_COLUMNS = ("goal", "measure", "actors", "status")


def _unbroken_columns(raw: RawCatalogue) -> frozenset[str]:
    """The columns in which no line ends within a word: they may be set without hyphenation, unlike the others."""
    rows = [row for table in _tables(raw) for row in table.rows]
    columns = {name: [cell for row in rows if (cell := getattr(row, name))] for name in _OWN_COLUMNS}
    return frozenset(name for name, found in columns.items() if not any(breaks_words(cell.lines) for cell in found))


def _values(raw: RawCatalogue) -> dict[str, frozenset[str]]:
    """The texts of one line that make up a cell, of actors and further columns; not of rows cut by a page break."""
    found: dict[str, set[str]] = {}
    rows = [row for table in _tables(raw) for row in table.rows]
    for row, below in zip_longest(rows, rows[1:]):
        is_whole = row.number.lines and (not below or below.number.lines)
        for name, cell in (("actors", row.actors), *row.extra):
            if is_whole and len(cell.lines) == 1:
                found.setdefault(name, set()).add(cell.lines[0].text)
    return {name: frozenset(texts) for name, texts in found.items()}


def _cell_lines(raw: RawCatalogue) -> Iterable[Sequence[Line]]:
    return (cell.lines for table in _tables(raw) for row in table.rows for cell in cells(row))


def _tables(raw: RawCatalogue) -> Iterable[Table]:
    return (block for block in raw.blocks if isinstance(block, Table))


@dataclass
class _Open:
    """A chapter while its parts are still being collected."""

    name: str
    page: int
    heading: list[Line] = field(default_factory=list)
    visions: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    opens: list[int] = field(default_factory=list)
    further: list[Line] = field(default_factory=list)


class _Walk:
    """The position while walking down a document: which chapter is open and what the next free line belongs to.

    `goals_above`: no table has a column for goals, so that lines such as "Ziel 2: …" tell those of the rows below, and
    those at the places `goals`, with whether they begin one.
    """

    def __init__(
        self, vocabulary: Vocabulary, columns: frozenset[str], goals_above: bool, goals: Mapping[int, bool]
    ) -> None:
        self.vocabulary = vocabulary
        self.field_columns = columns
        self.goals_above = goals_above
        self.goals = goals
        self.goal: list[Line] = []
        self.title: list[Line] = []
        self.remarks: list[Line] = []
        self.column_titles: list[Line] = []
        self.headings: list[Line] = []
        self.chapters: list[_Open] = []
        self.above_table: Line | None = None
        self.unclear: list[Line] = []
        self.across: list[Line] = []
        self.table: Table | None = None
        self.below_table: list[Line] = []
        self.into = self.title
        self.apart = True

    def take(self, blocks: Sequence[Line | Table], headings: Mapping[int, Heading]) -> None:
        """Give every block its part."""
        skip = 0
        for index, block in enumerate(blocks):
            if skip:
                skip -= 1
                self.continue_heading(block)  # type: ignore[arg-type]
            elif isinstance(block, Table):
                self.take_table(block)
            elif index in headings:
                self.open_chapter(headings[index].name, block)
                skip = headings[index].lines - 1
            elif index in self.goals:
                self._take_goal(block, begins=self.goals[index])
            else:
                self.take_line(block)

    def _take_goal(self, line: Line, begins: bool) -> None:
        if begins:
            self.goal = []
            self._turn_to(self.goal)
        self._add(line)

    def open_chapter(self, name: str, line: Line) -> None:
        """Begin a chapter, unless its heading is only repeated at the top of the next page."""
        self.headings.append(line)
        last = self.chapters[-1] if self.chapters else None
        if not last or last.name != name or opens_another(line, last.heading, last.rows, name):
            self.chapters.append(_Open(name, line.place.page, [line]))
        self._turn_to(self.remarks)
        self.above_table = None
        self.table, self.below_table = None, []

    def continue_heading(self, line: Line) -> None:
        """Take the next line of the heading that was just met."""
        self.headings.append(line)
        if self.headings[-2] is self.chapters[-1].heading[-1]:
            self.chapters[-1].heading.append(line)

    def take_table(self, table: Table) -> None:
        self.column_titles.extend(table.header)
        if self.table and not table.header and table.place.page == self.table.place.page:
            self.across.extend(self.below_table)  # a table goes on below them
        self.below_table = []
        if table.rows:
            self._take_rows(table)
        self._turn_to(self.remarks)
        self.above_table = None
        self.table = table

    def _take_rows(self, table: Table) -> None:
        if table.header and self.chapters and self.chapters[-1].rows and self.above_table:
            self.unclear.append(self.above_table)
        for index, row in enumerate(table.rows):
            if _is_total(row, self.vocabulary):
                self._set_aside(row)
                continue
            field, rest = field_apart(row, self.field_columns)
            if field.lines:
                self._open_named_in(field)
            if not self.chapters:
                self.chapters.append(_Open("", table.place.page))
            chapter = self.chapters[-1]
            if not index or not chapter.rows:
                chapter.opens.append(len(chapter.rows))
            chapter.rows.append(replace(rest, goal=Cell(tuple(self.goal))) if self.goal else rest)
            self.goal = []

    def _set_aside(self, row: Row) -> None:
        for cell in cells(row):
            self.remarks.extend(replace(line, starts=True) for line in cell.lines)

    def _open_named_in(self, field: Cell) -> None:
        """Begin the chapter that a cell in the column of fields of action names, once for all its rows."""
        name = field_name(field)
        self.headings.extend(field.lines)
        if not self.chapters or self.chapters[-1].name != name:
            self.chapters.append(_Open(name, field.lines[0].place.page))

    def take_line(self, line: Line) -> None:
        label, rest = _label(line.text)
        self.above_table = None
        if self.chapters and self.vocabulary.says(label, "vision"):
            self._turn_to(self.chapters[-1].visions)
            self._split_label(line, rest)
        elif self.goals_above and (rest := self.vocabulary.goal_named_in(line.text)):
            self.goal = []
            self._turn_to(self.goal)
            self._split_label(line, rest)
        elif is_caption(line.text, self.vocabulary):
            self._turn_to(self.remarks)
            self._add(line)
        elif self.chapters and self.vocabulary.says(line.text, "weitere"):
            self._turn_to(self.chapters[-1].further)
            self.headings.append(line)
        elif self.chapters and _ITEM.match(line.text):
            self._turn_to(self.chapters[-1].further)
            self._add(line)
        else:
            if self._ends_further_measures(line) or self._ends_goal(line) or self._ends_visions(line):
                self._turn_to(self.remarks)
            self._add(line)
            if self.into is self.remarks:
                self._note_beside_tables(line)

    def _note_beside_tables(self, line: Line) -> None:
        """Remember a line that may belong to a table, or be the heading of the next one."""
        if self.table and (stands_in(line, self.table) or _is_below_titles(line, self.table)):
            self.across.append(line)
        elif self.table and line.place.page == self.table.place.page:
            self.below_table.append(line)
        if _could_be_heading(line.text):
            self.above_table = line

    def _turn_to(self, part: list[Line]) -> None:
        """Let the next lines belong to a part of the document; what was read before it is no line of theirs."""
        self.apart = True
        self.into = part

    def _add(self, line: Line) -> None:
        self.into.append(replace(line, starts=True) if self.apart else line)
        self.apart = False

    def _ends_further_measures(self, line: Line) -> bool:
        """Whether a line below items with "+" begins a paragraph without the mark that they have."""
        further = self.chapters[-1].further if self.chapters else []
        if self.into is not further or not any(_ITEM.match(item.text) for item in further):
            return False
        return begins_paragraph(further[-1], line, Typesetting())

    def _ends_goal(self, line: Line) -> bool:
        return bool(self.goal) and self.into is self.goal and begins_paragraph(self.goal[-1], line, Typesetting())

    def _ends_visions(self, line: Line) -> bool:
        """Whether a footnote stands below visions, at the foot of their page."""
        visions = self.chapters[-1].visions if self.chapters else []
        below = self.into is visions and len(visions) > 0
        return below and _NOTE.match(line.text) is not None and _is_smaller(line, visions[-1])

    def _split_label(self, line: Line, rest: str) -> None:
        """ "Vision: Zugang zum Arbeitsmarkt" on one line: the label is a heading, the rest the first vision."""
        label = line.text[: len(line.text) - len(rest)]
        self.headings.append(replace(line, text=label, advances=line.advances[: len(label)]))
        if rest:
            self._add(replace(line, text=rest, advances=line.advances[len(label) :]))

    def finish(
        self, text: Typesetting, in_cells: Typesetting, furniture: tuple[Line, ...], unbroken: frozenset[str]
    ) -> Chapters:
        front_lines = without_wraps_in_large_type(self.title, self.headings)
        title, front = title_and_rest(placed_paragraphs(front_lines, replace(text, hyphenates=False)))
        title = title or running_title(furniture)
        remarks = [*front, *paragraphs(self.remarks, text)]
        chapters = self.chapters
        as_of = _as_of([title, *remarks, *(line.text for line in furniture)])
        return Chapters(
            title=title,
            chapters=tuple(
                Chapter(c.name, c.page, _each_once(paragraphs(c.visions, text)), tuple(c.rows), frozenset(c.opens))
                for c in chapters
            ),
            further_measures=tuple(
                FurtherMeasure(c.name, _without_mark(item), first.place.page)
                for c in chapters
                for first, item in placed_paragraphs(c.further, text)
            ),
            remarks=tuple(remark for remark in remarks if not _is_date_line(remark, as_of)),
            as_of=as_of,
            cells=in_cells,
            outside=Outside(
                column_titles=tuple(self.column_titles),
                headings=tuple(self.headings),
                visions=tuple(line for c in chapters for line in c.visions),
                further_measures=tuple(line for c in chapters for line in c.further),
                remarks=(*self.title, *self.remarks),
            ),
            unclear=tuple(self.unclear),
            unbroken=unbroken,
            across=tuple(self.across),
            text_places=(
                *located(front_lines, replace(text, hyphenates=False)),
                *((c.name, span(c.heading)) for c in chapters if c.heading),
                *(found for c in chapters for found in located(c.visions, text)),
                *((_without_mark(item), places) for c in chapters for item, places in located(c.further, text)),
                *located(self.remarks, text),
            ),
        )


def _is_smaller(line: Line, other: Line) -> bool:
    """Whether a line is set in smaller type, whatever the size of the figure that it begins with."""
    widths = dict(zip(other.text, other.advances, strict=False))
    shares = [
        width / widths[letter]
        for letter, width in zip(line.text, line.advances, strict=False)
        if letter.isalpha() and widths.get(letter)
    ]
    return bool(shares) and median(shares) < _SMALLER


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Visions are printed again where a chapter's heading is repeated overleaf."""
    return tuple(dict.fromkeys(texts))


def _label(text: str) -> tuple[str, str]:
    """ "Vision: Arbeit für alle" as label and rest."""
    end = _LABEL_END.search(text)
    return (text[: end.start()], text[end.end() :].strip()) if end else (text, "")


def _is_total(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row sums up the others: it begins with a word that says so, without a number or a status.

    The word may stand in the column of the numbers.
    """
    number = row.number.lines[0].text if row.number.lines else ""
    if row.status.lines or any(letter.isdigit() for letter in number):
        return False
    first = number or next((line.text for cell in cells(row) for line in cell.lines), "")
    return any(re.match(rf"{re.escape(words)}(?!\w)", first, re.IGNORECASE) for words in vocabulary.words("summe"))


def _is_below_titles(line: Line, table: Table) -> bool:
    """Whether a line stands on the page of column titles that no row was found below."""
    return bool(table.header) and not table.rows and line.place.page == table.place.page


def _could_be_heading(text: str) -> bool:
    return text[:1].isupper() and len(text) <= _LONGEST_TITLE and not text.endswith((".", ",", ";", ":", "!", "?"))


def _as_of(texts: Iterable[str]) -> str | None:
    """The date of a printed "Stand: Oktober 2023", word for word."""
    return next((match["date"].strip() for text in texts if (match := _AS_OF.search(text))), None)


def _is_date_line(text: str, as_of: str | None) -> bool:
    match = _AS_OF.fullmatch(text)
    return match is not None and match["date"].strip() == as_of


def _without_mark(item: str) -> str:
    match = _ITEM_MARK.match(item)
    return item[match.end() :] if match else item
