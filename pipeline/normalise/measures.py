"""From table rows to measures: rows and goals that a page break cut are put together again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pipeline.hyphens import HYPHENS
from pipeline.model import Feature, Field, Measure, Place
from pipeline.normalise.actors import apart, read_actors
from pipeline.normalise.chapters import Chapter, Chapters
from pipeline.normalise.marks import NOTE_MARK
from pipeline.normalise.numbers import number_in
from pipeline.normalise.paragraphs import begins_paragraph, paragraphs
from pipeline.normalise.places import span
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Cell, Line, Row
from pipeline.vocabulary import Vocabulary

_FULL = 0.8
"""Lines left free at the foot of a cell, below which it counts as full."""


@dataclass
class _Goal:
    """One goal: its cells, one for each page it is printed on."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell.lines]


@dataclass
class _Record:
    """One measure while its parts are being collected; cells of the one `above` may reach down into it."""

    chapter: str
    goal: _Goal
    rows: list[Row]
    above: "_Record | None" = None

    @property
    def number(self) -> str:
        """The number printed in the first row."""
        return number_in(self.rows[0].number.lines)

    @property
    def has_goal(self) -> bool:
        """Whether a goal is printed in its own rows."""
        return any(map(_has_goal, self.rows))

    def lines(self, column: str) -> list[Line]:
        shared = self.above.lines(column) if self.above and column in self.rows[0].spanned else []
        return shared + [line for row in self.rows for line in getattr(row, column).lines]

    def extra(self) -> dict[str, list[Line]]:
        shared = self.above.extra() if self.above else {}
        columns = {title: list(shared[title]) for title in self.rows[0].spanned if title in shared}
        for row in self.rows:
            for title, cell in row.extra:
                columns.setdefault(title, []).extend(cell.lines)
        return columns


def build_measures(
    chapters: Chapters, year: int, vocabulary: Vocabulary
) -> tuple[tuple[Field, ...], tuple[Measure, ...]]:
    """The fields of action and the measures of a document, in printed order; uids are year and number."""
    fields: dict[str, tuple[str, ...]] = {}
    for chapter in chapters.chapters:
        fields[chapter.name] = (*fields.get(chapter.name, ()), *chapter.visions)
    across_pages = any(map(_breaks_words_across_pages, chapters.chapters))
    chapters = replace(chapters, cells=replace(chapters.cells, across_pages=across_pages))
    numbered = any(row.number.lines for chapter in chapters.chapters for row in chapter.rows)
    records = [record for chapter in chapters.chapters for record in _records(chapter, chapters, numbered)]
    uids = first_uids(year, [record.number for record in records])
    goals = {id(goal): _told(goal, chapters) for goal in {id(record.goal): record.goal for record in records}.values()}
    measures = [
        _measure(record, uid, goals[id(record.goal)], chapters, vocabulary)
        for record, uid in zip(records, uids, strict=True)
    ]
    return tuple(Field(name, visions) for name, visions in fields.items()), tuple(measures)


def _records(chapter: Chapter, chapters: Chapters, numbered: bool) -> Iterator[_Record]:
    """The measures of a chapter: a row with a number begins one, or in catalogues without numbers one with a status."""
    goal = _Goal()
    record: _Record | None = None
    for index, row in _rows_with_heads(chapter):
        begins = row.number.lines if numbered else row.status.lines or index not in chapter.opens
        continues = record is not None and not begins
        if row.goal is not None and row.goal.lines:
            at_break = index in chapter.opens and record is not None
            cut = at_break and record and _goal_was_cut(goal, record.rows[-1], row.goal, chapters.typeset("goal"))
            if cut or (continues and not (at_break and record and not record.has_goal)):
                goal.cells.append(row.goal)
            else:  # also where the goal alone of a row that was cut went over to this page
                goal = _Goal([row.goal])
        if continues and record is not None:
            record.goal = goal
            record.rows.append(row)
            continue
        if record is not None:
            yield record
        record = _Record(chapter.name, goal, [row], record if row.spanned else None)
    if record is not None:
        yield record


def _rows_with_heads(chapter: Chapter) -> Iterator[tuple[int, Row]]:
    """The rows of a chapter by their index, those together of which a page break cut off the head."""
    head: Row | None = None
    for index, (row, below) in enumerate(zip_longest(chapter.rows, chapter.rows[1:])):
        is_first, is_below_another = not index, index not in chapter.opens
        if below and _may_be_head(row, below) and (is_first or (is_below_another and _fills_up(row, below))):
            head = row
            continue
        yield index, _joined(head, row) if head else row
        head = None


def _may_be_head(row: Row, below: Row) -> bool:
    """Whether a row at the foot of a page tells no measure, and the one overleaf does."""
    told = row.measure.lines or row.number.lines or row.spanned or (_has_goal(row) and _has_goal(below))
    return not told and bool(_named_cells(row) and below.measure.lines) and row.place.page < below.place.page


def _has_goal(row: Row) -> bool:
    return row.goal is not None and bool(row.goal.lines)


def _fills_up(head: Row, row: Row) -> bool:
    """Whether a row lacks just the cells that its head may hold: a browser takes one of several lines over whole."""
    return _named_cells(head).keys() <= {*dict(row.extra), "actors", "status"} - _named_cells(row).keys()


def _named_cells(row: Row) -> dict[str, Cell]:
    """The cells beside the measure that hold something, by the name or title of their column."""
    named = (("actors", row.actors), ("status", row.status), *row.extra)
    return {name: cell for name, cell in named if cell.lines}


def _joined(head: Row, row: Row) -> Row:
    """The row with the cells of its head before its own."""
    above = _named_cells(head)

    def whole(name: str, cell: Cell) -> Cell:
        return replace(cell, lines=(*above[name].lines, *cell.lines)) if name in above else cell

    extra = {title: whole(title, cell) for title, cell in row.extra}
    extra |= {title: cell for title, cell in above.items() if title not in ("actors", "status", *extra)}
    return replace(
        row,
        goal=head.goal if _has_goal(head) or row.goal is None else row.goal,
        actors=whole("actors", row.actors),
        status=whole("status", row.status),
        extra=tuple(extra.items()),
    )


def _breaks_words_across_pages(chapter: Chapter) -> bool:
    """Whether a row cut by a page break leaves a hyphenated word at the foot of the page."""
    for index in chapter.opens - {0}:
        above, below = chapter.rows[index - 1], chapter.rows[index]
        for upper, lower in ((above.measure, below.measure), (above.actors, below.actors), (above.goal, below.goal)):
            if upper and lower and upper.lines and lower.lines and upper.lines[-1].text.endswith(tuple(HYPHENS)):
                return True
    return False


def _goal_was_cut(goal: _Goal, last_row: Row, cell: Cell, typesetting: Typesetting) -> bool:
    """Whether the goal at the top of a page is the rest of the one at the foot of the page before.

    The reader may know by the words (`starts` is False). Else a goal that was cut ends in mid-sentence and fills its
    cell; and the row beside it is filled by another cell too,
    because only the last row of a goal is stretched to hold the goal's text.
    """
    if not goal.lines or _words(goal.cells[-1]) == _words(cell):  # printed again in every row
        return False
    last, first = goal.lines[-1], cell.lines[0]
    if _is_below(first.place, last.place):  # another table of the same page
        return False
    if last.text.endswith(tuple(HYPHENS)) or first.text[:1].islower() or first.starts is False:
        return True
    beside = (last_row.measure, last_row.actors, last_row.status)
    return _is_full(goal.cells[-1]) and any(map(_is_full, beside)) and not begins_paragraph(last, first, typesetting)


def _is_below(place: Place, above: Place) -> bool:
    """Whether one stands further down on the page of the other: no page or text column ends between them."""
    upper, lower = above.bbox, place.bbox
    return bool(upper and lower and place.page == above.page and lower[1] >= upper[3])


def _words(cell: Cell) -> str:
    return "".join("".join(line.text.split()) for line in cell.lines)


def _status_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines of a status cell, with a paragraph break between two wordings that are listed each by itself.

    Columns for the status are so narrow that widths alone often cannot tell "Abgeschlossen" / "Weitere Durchführung
    in Planung" from one wrapped wording.
    """
    if vocabulary.is_listed(" ".join(line.text for line in lines)):
        return [line if line.starts else replace(line, starts=False) for line in lines]
    result = list(lines)
    for index in range(1, len(lines)):
        first, rest = (" ".join(line.text for line in part) for part in (lines[:index], lines[index:]))
        if (
            rest[:1].isupper()
            and vocabulary.clause(first)
            and vocabulary.clause(rest)
            and not vocabulary.is_listed(f"{first} {rest}")
        ):
            result[index] = replace(lines[index], starts=True)
    return result


def _is_full(cell: Cell) -> bool:
    return cell.spare is not None and bool(cell.lines) and cell.spare < _FULL


def first_uids(year: int, numbers: Sequence[str]) -> list[str]:
    """The uids of measures born with this edition: `2023-7`; a number printed twice gets a suffix: `2023-7-b`."""
    names = ["".join(number.split()) or "ohne" for number in numbers]
    seen: Counter[str] = Counter()
    taken = set(names)
    uids = []
    for name in names:
        seen[name] += 1
        uid = name
        while seen[name] > 1 and uid in taken:
            uid = f"{name}-{_letters(seen[name])}"
            seen[name] += uid in taken
        taken.add(uid)
        uids.append(f"{year}-{uid}")
    return uids


def _letters(count: int) -> str:
    """2 → b, 26 → z, 27 → aa."""
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def progress_notes(text: str) -> tuple[str, ...]:
    """The lines of a measure's text that report what was done, without their mark."""
    mark = f"{NOTE_MARK} "
    return tuple(line.removeprefix(mark) for line in text.split("\n") if line.startswith(mark))


def _told(goal: _Goal, chapters: Chapters) -> tuple[str, tuple[Place, ...]]:
    """The text and the places of a goal, once for all its measures."""
    lines = goal.lines
    return "\n".join(paragraphs(lines, chapters.typeset("goal"))), span(lines)


def _measure(
    record: _Record, uid: str, goal: tuple[str, tuple[Place, ...]], chapters: Chapters, vocabulary: Vocabulary
) -> Measure:
    def value(column: str, lines: Sequence[Line]) -> str:
        return "\n".join(paragraphs(lines, chapters.typeset(column)))

    def names(column: str, lines: Sequence[Line]) -> str:
        are_actors = column == "actors" or vocabulary.column(column) == "actors"
        return value(column, apart(lines, vocabulary) if are_actors else lines)

    text = value("measure", record.lines("measure"))
    actors_text = names("actors", record.lines("actors"))
    status_text = value("status", _status_lines(record.lines("status"), vocabulary))
    reading = vocabulary.read_status(status_text)
    return Measure(
        uid=uid,
        number=record.number,
        field_of_action=record.chapter,
        goal=goal[0],
        text=text,
        actors_text=actors_text,
        status_text=status_text,
        places=tuple(row.place for row in record.rows),
        progress_notes=progress_notes(text),
        actors=read_actors(actors_text, vocabulary),
        status=reading.status,
        follow_up=reading.follow_up,
        due=reading.due,
        goal_places=goal[1],
        cells=tuple(_cells(record)),
        extra=tuple((title, names(title, lines)) for title, lines in record.extra().items()),
    )


def _cells(record: _Record) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Where the values of the row stand; a value of which nothing is printed has no place."""
    columns = {Feature.MEASURE: "measure", Feature.ACTORS: "actors", Feature.STATUS: "status"}
    lines = {Feature.NUMBER.value: record.rows[0].number.lines} | {
        feature.value: record.lines(column) for feature, column in columns.items()
    }
    for feature, printed in (lines | record.extra()).items():
        if printed:
            yield feature, span(printed)
