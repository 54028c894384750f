"""Text exports: from shared-out stretches to tables, rows and lines with their widths and paragraph evidence."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.model import Finding, Place, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.atoms import AFTER, Atom
from pipeline.read.text.cells import SURE_LEAD, Partition
from pipeline.read.text.evidence import MISSING, OVERLEAF, Habits
from pipeline.read.text.lines import Printed
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.widths import SPACE, advances, first_piece, width
from pipeline.read.text.words import Words, is_broken, opens_item

_TITLES = {
    "goal": "Ziel der nächsten Zeile",
    "measure": "Maßnahme",
    "actors": "Akteure",
    "status": "Status",
    AFTER: "Text nach der Tabelle",
}
_COLUMNS = ("goal", "measure", "actors", "status", AFTER)
_LONGEST_SHOWN = 70
_AS_OF, _DASHES = re.compile(r"Stand(?:\s?:|\s(?:vom|am|per))\s.*\d"), ("– ", "- ")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_SPACED_THROUGHOUT = 0.6
_WIDTH_ERROR = 0.02
"""How far, in parts of a line, estimated widths may be wrong."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one row: its number, and the lines up to the next number.

    `own` are the columns of the row after its number, `following` what comes before the next number: the columns that
    the next row prints before its own number, or the text after the table.
    """

    number: Printed
    lines: tuple[Printed, ...]
    own: tuple[str, ...]
    following: tuple[str, ...]


class Setter:
    """Makes `model.Line` of printed lines, with the room that is left in their column."""

    def __init__(self, habits: Habits, words: Words, lines: Sequence[Printed], page_width: float) -> None:
        self._habits, self.words = habits, words
        self._spaced = _pages_spaced_throughout(lines)
        self._page_width = page_width
        self.hyphenates = habits.hyphenates

    def outside(self, line: Printed, room: float = 0.0, starts: bool | None = None) -> Line:
        """A line that belongs to no cell."""
        place = Place(line.page, lines=(line.number, line.number))
        return Line(line.text, place, max(room, 0.0), advances(line.text), SPACE, starts)

    def running_text(self, lines: Sequence[Printed]) -> list[Line]:
        """Headings, visions, further measures, remarks: set as wide as the page."""
        result: list[Line] = []
        for line in lines:
            starts = (
                _opens_outside(result[-1], line.text) or self._starts(result[-1], line, line.text) if result else True
            )
            result.append(self.outside(line, self._page_width - width(line.text), starts))
        return result

    def cell(self, name: str, atoms: Sequence[Atom]) -> Cell:
        """A cell of a column, or the rest of one that a page break cut."""
        column = name.removesuffix(OVERLEAF)
        lines = list(_by_line(atoms))
        widest = self._habits.widths.get(column) or max((width(text) for _, text in lines), default=0.0)
        result: list[Line] = []
        for printed, text in lines:
            starts = self._starts(result[-1], printed, text) if result else False if text[0].islower() else None
            place = Place(printed.page, lines=(printed.number, printed.number))
            result.append(Line(text, place, max(widest - width(text), 0.0), advances(text), SPACE, starts))
        return Cell(tuple(self._with_follow_up(result) if column == "status" else result))

    def _with_follow_up(self, lines: list[Line]) -> list[Line]:
        """Two statuses are two paragraphs, however little room was left: "Abgeschlossen", "Durchführung in Planung"."""
        texts = [line.text for line in lines]
        for cut in range(1, len(texts)):
            first, second = texts[:cut], texts[cut:]
            known = cut in self.words.status_ends(first) and len(second) in self.words.status_ends(second)
            if known and second[0][:1].isupper() and not goes_on(first[-1]):
                return [*lines[:cut], replace(lines[cut], starts=True), *lines[cut + 1 :]]
        return lines

    def _starts(self, above: Line, line: Printed, text: str) -> bool | None:
        """Whether a paragraph begins with a line: what the export shows, else whether its first word had room above.

        A word's first syllable counts only in documents that break words wherever they can (None: it may decide).
        """
        shown = self._shown(above, line, text)
        if shown is not None:
            return shown
        room = above.room - SPACE - _WIDTH_ERROR * width(above.text)
        word = text.split(maxsplit=1)[0]
        if width(word) <= room:
            return True
        return None if self._habits.fills_lines and first_piece(word) <= room else False

    def _shown(self, above: Line, line: Printed, text: str) -> bool | None:
        """What spacing, marks and words themselves say about a paragraph break."""
        if not is_broken(above.text) and (line.empty_paragraph or opens_item(text)):
            return True
        goes_on_here = text[:1].islower() or text[:1] in "–(" or is_broken(above.text) or goes_on(above.text)
        set_tight = line.gap is False and line.page in self._spaced
        quoted_or_figure = text[:1] in "„»“" or text[:1].isdigit()
        if goes_on_here or set_tight or (quoted_or_figure and not above.text.endswith(_SENTENCE_ENDS)):
            return False
        return None


def _opens_outside(above: Line, text: str) -> bool:
    """Whether a line of running text opens a paragraph: "Stand: Mai 2025", or an item with a dash below another one."""
    return _AS_OF.match(text) is not None or (text[:2] in _DASHES and above.text[:2] in _DASHES)


def _pages_spaced_throughout(lines: Sequence[Printed]) -> frozenset[int]:
    gaps: dict[int, list[bool]] = defaultdict(list)
    for line in lines:
        if line.gap is not None:
            gaps[line.page].append(line.gap)
    return frozenset(page for page, found in gaps.items() if sum(found) > _SPACED_THROUGHOUT * len(found))


def _by_line(atoms: Sequence[Atom]) -> Iterator[tuple[Printed, str]]:
    """The lines of a cell; atoms of one line are one again."""
    lines: dict[int, list[Atom]] = {}
    for atom in atoms:
        lines.setdefault(id(atom.line), []).append(atom)
    for parts in lines.values():
        yield parts[0].line, parts[0].line.text[parts[0].start : parts[-1].end].strip()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the rows of one chapter give: tables by page, the lines after them, what is doubtful."""

    tables: tuple[Table, ...]
    after: tuple[Line, ...]
    findings: tuple[Finding, ...]


def set_chapter(
    header: Sequence[Printed],
    before: Sequence[Printed],
    stretches: Sequence[Stretch],
    partitions: Sequence[Partition],
    setter: Setter,
) -> Chapter:
    """Set the rows of a chapter. `header` are its column titles, `before` the lines up to the first number."""
    titles = tuple(setter.outside(line) for line in header)
    place = Place(header[0].page, lines=(header[0].number, header[-1].number))
    if not stretches:
        return Chapter((Table(place, titles, ()),), tuple(setter.running_text(before)), ())
    carried = {"goal": setter.cell("goal", [Atom(line, 0, len(line.text)) for line in before])}
    rows: list[Row] = []
    findings: list[Finding] = [_first_goal_doubtful(stretches[0])] if _is_part([line.text for line in before]) else []
    for stretch, found in zip(stretches, partitions, strict=True):
        cells = {name: setter.cell(name, found.cell(at)) for at, name in enumerate(found.columns)}
        rows.append(_row(stretch.number, carried | {name: cells[name] for name in stretch.own}))
        rows += _rest_overleaf({name.removesuffix(OVERLEAF): cell for name, cell in cells.items() if OVERLEAF in name})
        findings += _doubts(stretch, found, setter.words)
        carried = {name: cells[name] for name in stretch.following}
    findings += _perhaps_headings(stretches)
    after = rest_of(partitions[-1])
    return Chapter(tuple(_by_page(place, titles, rows)), tuple(setter.running_text(after)), tuple(findings))


def rest_of(found: Partition) -> list[Printed]:
    """The lines after a table."""
    if found.columns[-1] != AFTER:
        return []
    lines = _by_line(found.cell(len(found.columns) - 1))
    return [replace(line, text=text, shared=line.shared or line.text != text) for line, text in lines]


def _row(number: Printed, cells: Mapping[str, Cell]) -> Row:
    """A row; its place runs from its number to its last line."""
    own = [
        line.place.lines[1] for name, cell in cells.items() if name != "goal" for line in cell.lines if line.place.lines
    ]
    place = Place(number.page, lines=(number.number, max([*own, number.number])))
    advance = advances(number.text)
    return _filled(
        place, Cell((Line(number.text, Place(number.page, lines=(number.number,) * 2), 0.0, advance, SPACE),)), cells
    )


def _rest_overleaf(cells: Mapping[str, Cell]) -> Iterator[Row]:
    """The rest of a row that a page break cut: a row without a number."""
    places = [line.place for cell in cells.values() for line in cell.lines]
    if places:
        numbers = [number for place in places for number in place.lines or ()]
        yield _filled(Place(places[0].page, lines=(min(numbers), max(numbers))), Cell(), cells)


def _filled(place: Place, number: Cell, cells: Mapping[str, Cell]) -> Row:
    goal = cells.get("goal", Cell())
    return Row(
        place=place,
        goal=goal if goal.lines else None,
        number=number,
        measure=cells.get("measure", Cell()),
        actors=cells.get("actors", Cell()),
        status=cells.get("status", Cell()),
        extra=tuple((name, cell) for name, cell in cells.items() if name not in _COLUMNS),
    )


def _by_page(place: Place, header: tuple[Line, ...], rows: Sequence[Row]) -> Iterator[Table]:
    for page, group in groupby(rows, key=lambda row: row.place.page):
        on_page = tuple(group)
        lines = [number for row in on_page for number in row.place.lines or ()]
        first = place.lines[0] if place.lines and place.page == page else min(lines)
        yield Table(Place(page, lines=(first, max(lines))), header, on_page)
        header = ()


def _doubts(stretch: Stretch, found: Partition, words: Words) -> Iterator[Finding]:
    """Where the next best way to share out a row is nearly as good, where cells begin oddly or were cut.

    A further column that is empty is one of them: what is missing leaves no trace between the cells.
    """
    for at, lead in enumerate(found.leads):
        left, right = found.columns[at], found.columns[at + 1]
        unsure = lead < SURE_LEAD and bool(found.cell(at) or found.cell(at + 1))
        unsure = unsure or (right == "actors" and _ends_with_body(found.cell(at), words))
        unsure = unsure or (right not in MISSING and not right.endswith(OVERLEAF) and not found.cell(at + 1))
        if unsure or _begins_oddly(right, found.cell(at + 1)) or _ends_oddly(right, found.cell(at + 1)):
            shown = " | ".join(_shown(found.cell(side)) for side in (at, at + 1))
            yield _finding(
                "cells-doubtful",
                stretch.number,
                f"Im Text ist nicht sicher zu erkennen, wo „{_title(left)}“ endet und „{_title(right)}“ beginnt; "
                f"gelesen wurde: {shown}. Bitte mit dem Dokument vergleichen.",
                shown,
            )
    if found.stray_status:
        yield _finding(
            "cells-doubtful",
            stretch.number,
            "Außerhalb der Spalte „Status“ steht eine Statusangabe in einer eigenen Zeile; vielleicht gehört sie zu "
            "einer anderen Zelle oder Maßnahme. Bitte mit dem Dokument vergleichen.",
        )
    if found.rival < SURE_LEAD or any(name.endswith(OVERLEAF) for name in found.columns):
        yield _finding(
            "row-cut",
            stretch.number,
            "Ein Seitenwechsel hat die Zeile zerschnitten; ihre Teile wurden nach Spaltenbreite und Wortlaut "
            "zusammengesetzt. Bitte alle Spalten mit dem Dokument vergleichen.",
        )

    if following := _next_number(stretch.number.text, rest_of(found)):
        yield _finding(
            "line-unclear",
            replace(stretch.number, text=following),
            "Eine Zeile nach der Tabelle beginnt mit dieser Nummer. Wohl weil kein bekannter Status folgt, ist sie "
            "nicht als Maßnahme gelesen, ihr Text steht unter den Bemerkungen. Bitte mit dem Dokument vergleichen.",
        )


def _perhaps_headings(stretches: Sequence[Stretch]) -> Iterator[Finding]:
    """Rows whose number is the beginning of the next one ("3", "3.1"): headings rather than measures."""
    for stretch, below in pairwise(stretches):
        number = stretch.number.text.rstrip(".:)")
        if below.number.text.startswith(f"{number}."):
            yield _finding(
                "heading-unclear",
                stretch.number,
                f"Die Zeile ist als Maßnahme gelesen; da {below.number.text} folgt, kann sie die Überschrift eines "
                "Handlungsfelds sein. Bitte mit dem Dokument vergleichen.",
            )


def _next_number(number: str, after: Sequence[Printed]) -> str:
    """The number after one, if a line after the table begins with it; else ""."""
    counted = re.fullmatch(r"(.*?)(\d+)\W*", number)
    if not counted:
        return ""
    wanted = f"{counted[1]}{int(counted[2]) + 1:0{len(counted[2])}}"
    begins = re.compile(rf"{re.escape(wanted)}[.:)]?\s")
    return wanted if any(begins.match(line.text) for line in after) else ""


def _finding(code: str, number: Printed, message: str, value: str = "") -> Finding:
    name = number.text.rstrip(".")
    message = f"Maßnahme {name} (Seite {number.page}): {message}"
    return Finding(code, Severity.WARNING, message, measure=name, page=number.page, value=value)


def _first_goal_doubtful(stretch: Stretch) -> Finding:
    return _finding(
        "goal-doubtful",
        stretch.number,
        "Das Ziel darüber endet im Text mitten im Satz; sein Rest kann bei einer anderen Maßnahme stehen. Bitte mit "
        "dem Dokument vergleichen.",
    )


def _begins_oddly(column: str, cell: Sequence[Atom]) -> bool:
    """Whether a cell begins in mid-sentence, with a bullet, or a goal on a new page does not begin with a capital.

    Values of further columns often begin with a small letter ("hoch", "laufend"), some statuses do.
    """
    if not cell or column not in ("goal", "measure", "actors", AFTER):
        return False
    text = cell[0].text
    if column == "goal" and (opens_item(text) or (cell[0].overleaf and not text[0].isupper())):
        return True
    return text[0].islower() or (column == "actors" and opens_item(text))


def _ends_with_body(cell: Sequence[Atom], words: Words) -> bool:
    """Whether the last line of a cell names somebody who acts: it may be the first line of the actors.

    Not where the line above waits for it ("… durch das" / "Landratsamt"), or it is the rest of a word.
    """
    if len(cell) < 2 or not cell[-1].opens or goes_on(cell[-2].text):
        return False
    return cell[-1].text[0].isupper() and words.names_a_body(cell[-1].text)


def _ends_oddly(column: str, cell: Sequence[Atom]) -> bool:
    """Whether the goal of the next row ends in mid-sentence: its rest may have been taken for another goal."""
    return column == "goal" and bool(cell) and _is_part([atom.text for atom in cell])


def _is_part(goal: Sequence[str]) -> bool:
    """Whether some lines are only a part of a goal: they end in mid-sentence, or a bracket is not closed."""
    whole = "".join(goal)
    return bool(goal) and (goes_on(goal[-1]) or whole.count("(") != whole.count(")"))


def _title(column: str) -> str:
    return _TITLES.get(column.removesuffix(OVERLEAF), column.removesuffix(OVERLEAF))


def _shown(atoms: Sequence[Atom]) -> str:
    """The end or the beginning of a cell, short enough for a message."""
    text = " ".join(atom.text for atom in atoms)
    return f"„{text}“" if len(text) <= _LONGEST_SHOWN else f"„{text[:30]} … {text[-30:]}“"
