"""Tables that no simple grid holds, as HTML: goals in rows across, common titles, cells over several measures."""

from collections.abc import Callable, Sequence
from html import escape

from makers.content import Catalogue, Chapter, Entry, Goal

Rows = Callable[[Chapter, Goal], str]

STYLE = """@page { size: A4 landscape; margin: 16mm }
body { font: 9pt 'Liberation Sans'; line-height: 1.25 } p { margin: 0 } p + p { margin-top: 3pt }
h1 { font-size: 15pt } h2 { font-size: 12pt; break-after: avoid }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 6pt 0 }
td, th { vertical-align: top; text-align: left; padding: 3pt 5pt; border: 0.5pt solid #777 }
tr { break-inside: avoid } thead { display: table-header-group }
"""
BANDS = """td { border: 0; border-bottom: 0.4pt solid #ccc } th { border: 0; background: #1f4e79; color: #fff }
tr:nth-child(even) td { background: #eef3f8 } td.quer { background: #9dc3e6 !important; font-weight: bold }
td.feld { writing-mode: vertical-rl; background: none !important }
"""


def goal_rows(catalogue: Catalogue) -> str:
    """No column for goals: each stands in a row across the table, behind its word."""

    def rows(_: Chapter, goal: Goal) -> str:
        across = f'<tr><td class="quer" colspan="6">Ziel: {escape(goal.lines[0])}</td></tr>'
        return across + "".join(f"<tr>{_row(entry)}</tr>" for entry in goal.entries)

    titles = _titles("Nr.", "Maßnahme", "Federführung", "Status", "Beteiligte", "Kosten")
    return _page(catalogue, titles, rows)


def common_titles(catalogue: Catalogue) -> str:
    """Titles in two rows, the number under the measure's title, and each goal's actors in one cell if they agree."""

    def rows(_: Chapter, goal: Goal) -> str:
        count = len(goal.entries)
        together = len({entry.actors for entry in goal.entries}) == 1
        result = ""
        for place, entry in enumerate(goal.entries):
            number, measure, actors, status, *others = entry.cells
            first = _cell(goal.lines, f' rowspan="{count}"') if place == 0 else ""
            shared = _cell(actors, f' rowspan="{count}"') if place == 0 else ""
            cells = "".join(map(_cell, (status, *others)))
            result += f"<tr>{first}{_cell(number)}{_cell(measure)}{shared if together else _cell(actors)}{cells}</tr>"
        return result

    above = '<th rowspan="2">Ziel</th><th colspan="2" rowspan="2">Maßnahme</th><th rowspan="2">Federführung</th>'
    titles = f'<tr>{above}<th colspan="2">Umsetzung</th><th>Mittel</th></tr>'
    return _page(catalogue, titles + _titles("Status", "Beteiligte", "Kosten"), rows)


def field_column(catalogue: Catalogue) -> str:
    """One table: the fields of action stand upwards in its first column; every second row is shaded, none has rules."""

    def rows(chapter: Chapter, goal: Goal) -> str:
        result = ""
        for place, entry in enumerate(goal.entries):
            count = sum(len(each.entries) for each in chapter.goals)
            is_first = place == 0 and goal is chapter.goals[0]
            field = f'<td class="feld" rowspan="{count}">{escape(chapter.name)}</td>' if is_first else ""
            result += f"<tr>{field}{_row(entry, goal)}</tr>"
        return result

    titles = _titles("Handlungsfeld", "Nr.", "Ziel", "Maßnahme", "Federführung", "Status", "Beteiligte", "Kosten")
    return _page(catalogue, titles, rows, one_table=True)


def bands(catalogue: Catalogue) -> str:
    """One table: fields of action in rows across it, every second row shaded, rules below rows only."""

    def rows(chapter: Chapter, goal: Goal) -> str:
        across = f'<tr><td class="quer" colspan="7">{escape(chapter.heading)}</td></tr>'
        first = across if goal is chapter.goals[0] else ""
        return first + "".join(f"<tr>{_row(entry, goal)}</tr>" for entry in goal.entries)

    titles = _titles("Nr.", "Ziel", "Maßnahme", "Federführung", "Status", "Beteiligte", "Kosten")
    return _page(catalogue, titles, rows, css=BANDS, one_table=True)


def _page(catalogue: Catalogue, titles: str, rows: Rows, css: str = "", one_table: bool = False) -> str:
    bodies = ["".join(rows(chapter, goal) for goal in chapter.goals) for chapter in catalogue.chapters]
    if one_table:
        content = _table(titles, "".join(bodies))
    else:
        headed = zip(catalogue.chapters, bodies, strict=True)
        content = "".join(f"<h2>{escape(chapter.heading)}</h2>{_table(titles, body)}" for chapter, body in headed)
    head = f'<head><meta charset="utf-8"><style>{STYLE}{css}</style></head>'
    title = f"<h1>{escape(catalogue.title)}</h1>"
    return f'<!DOCTYPE html>\n<html lang="de">{head}<body>{title}{content}</body></html>\n'


def _table(titles: str, body: str) -> str:
    return f"<table><thead>{titles}</thead><tbody>{body}</tbody></table>"


def _titles(*titles: str) -> str:
    return "<tr>" + "".join(f"<th>{title}</th>" for title in titles) + "</tr>"


def _row(entry: Entry, goal: Goal | None = None) -> str:
    number, *others = entry.cells
    return "".join(map(_cell, (number, *((goal.lines,) if goal else ()), *others)))


def _cell(lines: Sequence[str], attributes: str = "") -> str:
    return f"<td{attributes}>" + "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines) + "</td>"
