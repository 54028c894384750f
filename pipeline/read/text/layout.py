"""Text exports with columns side by side (pdftotext -layout): drawn on a page again, read like tables without rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from pipeline.model import Finding, Place, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.layout import page_blocks
from pipeline.read.page import Column
from pipeline.read.text.atoms import Atom
from pipeline.read.text.cells import Partition
from pipeline.read.text.evidence import Habits
from pipeline.read.text.goals import goals_apart, stand_amid
from pipeline.read.text.habits import first_habits, learn
from pipeline.read.text.layout_doubts import doubtful_rows, feet_in_goals, number_of, obstacle, texts_side_by_side
from pipeline.read.text.lines import Printed
from pipeline.read.text.raster import PITCH, draw
from pipeline.read.text.rows import Setter
from pipeline.read.text.widths import width
from pipeline.read.text.words import Words
from pipeline.read.unruled.tables import unruled_tables

_LONGEST_PAGE = 66
"""Lines of a page; a longer text has lost its page breaks."""
_LONGEST_OF_MANY = 1000
"""Lines of a page; no page is so long."""
_LONGEST_LINE = 2000
"""Characters of a line; no page is so wide."""
_DOUBLE_SPACED = 0.05
"""Part of the lines that stand right below another one, below which blank lines stand between all."""
_OWN = ("measure", "actors", "status")

Block = Line | Table


class RowsUnclear(Exception):
    """Nothing tells where the rows of a table begin; says why."""


def read_layout(
    pages: Sequence[str], lines: Sequence[Printed], running: frozenset[tuple[int, int]], words: Words
) -> tuple[tuple[Block, ...], Setter, tuple[Finding, ...]]:
    """The blocks of all pages, who set their lines, and what is doubtful.

    `running` are the pages and numbers of running lines: one line of the file may hold the foot of a page and the head
    of the next.

    Raises:
        RowsUnclear: nothing in the text tells where a row begins.
    """
    if len(pages) == 1 and pages[0].count("\n") > _LONGEST_PAGE:
        raise RowsUnclear("die Seitenwechsel fehlen, an denen sich die Spalten verschieben")
    if longest := next((at for at, page in enumerate(pages, 1) if page.count("\n") > _LONGEST_OF_MANY), 0):
        raise RowsUnclear(f"Seite {longest} hat mehr als {_LONGEST_OF_MANY} Zeilen")
    if any(len(line) > _LONGEST_LINE for page in pages for line in page.expandtabs().split("\n")):
        raise RowsUnclear(f"eine Zeile hat mehr als {_LONGEST_LINE} Zeichen")
    if _double_spaced(pages):
        raise RowsUnclear("zwischen allen Zeilen stehen Leerzeilen, so dass Zeilen und Absätze nicht zu trennen sind")
    drawing = draw(pages, running, words)
    drawn = drawing.pages
    blocks: list[Block] = []
    columns: tuple[Column, ...] = ()
    for page, unruled in zip(drawn, unruled_tables(drawn, words.vocabulary), strict=True):
        on_page, columns = page_blocks(replace(page, grids=unruled.grids), page.width, columns, words.vocabulary)
        blocks += on_page
    if len(pages) == 1 and _titles_again(blocks):
        raise RowsUnclear("die Seitenwechsel fehlen, an denen die Kopfzeile wiederholt ist")
    if any(isinstance(block, Table) and block.rows for block in blocks) and (why := obstacle(blocks, drawing)):
        raise RowsUnclear(why)
    habits = _habits(blocks, words)
    blocks, findings = _with_goals(blocks, habits)
    findings = (*findings, *doubtful_rows(blocks, drawing, words), *texts_side_by_side(blocks, lines, pages))
    findings = (*findings, *feet_in_goals(blocks, pages))
    free = [_printed(block) for block in blocks if isinstance(block, Line)]
    setter = Setter(habits, words, lines, max((width(line.text) for line in free), default=0.0))
    return tuple(_set(blocks, setter)), setter, findings


def _double_spaced(pages: Sequence[str]) -> bool:
    """Whether hardly any two lines stand right below each other."""
    pairs = [(bool(a.strip()), bool(b.strip())) for page in pages for a, b in pairwise(page.split("\n"))]
    return sum(a and b for a, b in pairs) < _DOUBLE_SPACED * sum(a for a, _ in pairs)


def _titles_again(blocks: Sequence[Block]) -> bool:
    """Whether a row of titles stands right below rows: there was a page break, which may have cut a row."""
    tables = [(above, below) for above, below in pairwise(blocks) if isinstance(above, Table)]
    return any(above.rows and isinstance(below, Table) and below.header for above, below in tables)


def _printed(line: Line) -> Printed:
    return Printed(line.text, number_of(line), line.place.page, gap=None)


def _with_goals(blocks: Sequence[Block], habits: Habits) -> tuple[list[Block], tuple[Finding, ...]]:
    result: list[Block] = []
    findings: list[Finding] = []
    amid = False
    number = ""
    for block in blocks:
        if isinstance(block, Line):
            result.append(block)
            continue
        above = _last_goal(result)
        # a table that goes on overleaf may begin amid a goal; its goals stand so only if others did
        is_amid = bool(block.rows and (amid or not above) and stand_amid(block.rows, PITCH, bool(above)))
        amid = amid or is_amid
        rows, doubtful = goals_apart(block.rows, PITCH, habits, above, is_amid)
        numbers = _numbers(rows, number)
        number = numbers[-1] if numbers else number
        findings += (_goal_doubtful(rows[at], numbers[at]) for at in sorted(doubtful))
        result.append(replace(block, rows=rows))
    return result, (*findings, *([_goals_amid(result)] if amid else ()))


def _goals_amid(blocks: Sequence[Block]) -> Finding:
    """One finding for all measures: goals that stand beside the middle of their rows may be level with a wrong one."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    numbers = ", ".join(row.measure_number for row in rows if row.measure_number)
    return Finding(
        "goal-doubtful",
        Severity.WARNING,
        "Im Text stehen Ziele nicht auf der Höhe, auf der ihre Maßnahmen beginnen, wohl in der Mitte daneben; für "
        f"welche sie gelten, ist nicht sicher zu erkennen (Nr. {numbers}). Bitte alle Ziele mit dem Dokument "
        "vergleichen.",
        value=numbers,
    )


def _last_goal(blocks: Sequence[Block]) -> Sequence[Line]:
    """The last goal in the table right above."""
    above = blocks[-1] if blocks else None
    goals = [row.goal for row in above.rows if row.goal and row.goal.lines] if isinstance(above, Table) else []
    return goals[-1].lines if goals else ()


def _numbers(rows: Sequence[Row], above: str) -> list[str]:
    """The number of the measure that each row belongs to; the rest of a row overleaf has that of the row above."""
    numbers: list[str] = []
    for row in rows:
        above = row.measure_number or above
        numbers.append(above)
    return numbers


def _goal_doubtful(row: Row, number: str) -> Finding:
    page = row.place.page
    return Finding(
        "goal-doubtful",
        Severity.WARNING,
        f"Maßnahme {number} (Seite {page}): Im Text ist nicht sicher zu erkennen, ob hier ein neues Ziel beginnt; "
        f"gelesen wurde, dass {'eines beginnt' if row.goal else 'das Ziel darüber weiter gilt'}. Bitte mit dem "
        "Dokument vergleichen.",
        measure=number or None,
        page=page,
    )


def _habits(blocks: Sequence[Block], words: Words) -> Habits:
    """How the document sets its cells, learnt from the cells that the columns show; no line is in a wrong one."""
    partitions = [_partition(row) for block in blocks if isinstance(block, Table) for row in block.rows]
    lines = [atom.line for partition in partitions for atom in partition.atoms]
    learnt = learn(partitions, first_habits(lines, words))
    widths: dict[str, float] = {}
    for partition in partitions:
        for at, name in enumerate(partition.columns):
            widths[name] = max([widths.get(name, 0.0), *map(width, partition.lines(at))])
    return replace(learnt, widths=widths, usual=learnt.widths)


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
    if row.goal and row.goal.lines and row.goal.lines[0].starts is False:
        goal = cells["goal"].lines
        cells["goal"] = Cell((replace(goal[0], starts=False), *goal[1:]))
    number = Cell(tuple(setter.outside(_printed(line)) for line in row.number.lines))
    own = [line for name, cell in (*cells.items(), ("number", number)) if name != "goal" for line in cell.lines]
    numbers = [at for line in own or cells.get("goal", Cell()).lines for at in line.place.lines or ()]
    return replace(
        row,
        place=Place(row.place.page, lines=(min(numbers), max(numbers))),
        goal=cells.get("goal"),
        number=number,
        extra=tuple((title, cells[title]) for title, _ in row.extra),
        measure=cells["measure"],
        actors=cells["actors"],
        status=cells["status"],
    )
