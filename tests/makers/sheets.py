"""HTML of tables with their columns in any order, and of what stands around them: overviews, legends, contacts."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from makers.content import Catalogue, Chapter, Entry, Goal

Columns = Sequence[tuple[str, str]]
"""Printed title and what stands below it: "number", "goal", "measure", "actors", "status" or a further column."""
Table = Callable[[Chapter], str]

BASE = """* { box-sizing: border-box } p { margin: 0 } td, th { vertical-align: top; text-align: left }
table { border-collapse: collapse; width: 100% }
"""

HEAT = """@page { size: A4; margin: 22mm 18mm 20mm
  @top-left { content: string(f); font: 8pt Caladea } @top-right { content: 'Klimaanpassung'; font: 8pt Caladea } }
@page:left { @bottom-left { content: counter(page); font: 8pt Caladea } }
@page:right { @bottom-right { content: counter(page); font: 8pt Caladea } }
body { font: 9pt Caladea; hyphens: auto } h2 { string-set: f content(); font-size: 14pt } td, th { padding: 2.5pt 4pt }
td { border-bottom: .5pt solid #555; text-align: justify } th { border: solid #000; border-width: 1.2pt 0 }
.c0 { width: 12mm } .c2 { width: 38mm } .c3 { width: 30mm } .c4 { width: 22mm } td p + p { margin-top: 1.5pt }
h3 { font-size: 10pt; margin: 9pt 0 3pt }
"""
CENTRED = """@page { size: A4 landscape; margin: 14mm 12mm
  @bottom-center { content: 'Seite ' counter(page) ' von ' counter(pages); font: 7pt 'DejaVu Sans' } }
body { font: 8pt 'DejaVu Sans' } td, th { border: .6pt solid #444; padding: 3pt; text-align: center }
th { background: #5a3d7a; color: #fff; font-size: 7.5pt } td { vertical-align: middle } tr { break-inside: avoid }
.c0 { width: 12mm } .c1 { width: 38mm } .c3 { width: 44mm } .c4 { width: 46mm } .c5 { width: 34mm }
td p + p { margin-top: 3pt }
"""
ZEBRA = """@page { size: A4; margin: 14mm } body { font: 10pt Carlito } td, th { padding: 3pt 4pt }
tbody tr.z td { background: #f1f1e6 } th { background: #444; color: #fff } td { vertical-align: middle }
.c0 { width: 30mm } .c1 { width: 9mm } .c3 { width: 36mm } .c4 { width: 34mm } .c5 { width: 30mm }
.legende { font-size: 8pt; margin: 5pt 0 14pt } .overview td { border-bottom: 1px solid #999 }
.overview { margin-bottom: 12pt } tr { break-inside: avoid }
"""
SPACED = """@page { size: A4 landscape; margin: 16mm
  @top-center { content: string(f); font: 8pt Carlito } @bottom-right { content: counter(page); font: 8pt Carlito } }
body { font: 9.5pt Carlito } h2 { string-set: f content(); font-size: 13pt } td p + p { margin-top: 2.5pt }
.vorwort { columns: 2; text-align: justify; hyphens: auto } td, th { padding: 3pt 5pt; border-bottom: .5pt solid #888 }
th { letter-spacing: 2.2pt; border-bottom: 1.5pt solid #c00; font-size: 9pt }
h1 { letter-spacing: 3pt; font-size: 17pt }
.c0 { width: 16mm } .c2 { width: 36mm } .c3 { width: 58mm } .c4 { width: 45mm } .c5 { width: 32mm; text-align: right }
tr { break-inside: avoid }
"""
YEARS = """@page { size: A4 landscape; margin: 15mm } body { font: 8.5pt Carlito }
td, th { padding: 3pt 4pt; border: .5pt solid #888 } th { background: #e6e6e6; text-align: center }
.c0 { width: 30mm } .c1 { width: 11mm } .c3 { width: 55mm } .c4, .c5 { width: 30mm }
.c6 { width: 24mm; text-align: right } td p + p { margin-top: 2pt } tr { break-inside: avoid }
"""
BOLD = """@page { size: A4 landscape; margin: 14mm 12mm } body { font: 8.5pt 'DejaVu Sans' } td, th { padding: 3pt 6pt }
tbody tr:nth-child(even) td { background: #eef3f8 } th { background: #2b4c7e; color: #fff; font-weight: normal }
td.c1 p:first-child { font-weight: bold } .c0 { width: 16mm } .c2 { width: 64mm } .c3 { width: 20mm }
.c4 { width: 34mm; text-align: right } .c5 { width: 30mm } td p + p { margin-top: 1pt } tr { break-inside: avoid }
"""
AMID = """@page { size: A4 landscape; margin: 14mm 12mm 16mm;
  @bottom-right { content: counter(page); font: 8pt Caladea } }
body { font: 9.5pt Caladea } td, th { padding: 3pt 5pt } th { border-bottom: 1.2pt solid #000 }
tr { break-inside: avoid }
td.c0 { vertical-align: middle } .c0 { width: 52mm } .c1 { width: 14mm } .c3 { width: 74mm } .c4 { width: 44mm }
.c5 { width: 26mm } td p + p { margin-top: 2.5pt }
"""
CLOSE = """@page { size: A4 landscape; margin: 15mm } body { font: 9pt 'Liberation Sans' } td, th { padding: 2pt 4pt }
th { border-bottom: .8pt solid #333 } .c0 { width: 31mm } .c1 { width: 10mm } .c3 { width: 72mm } .c4 { width: 38mm }
.c5 { width: 20mm } td p + p { margin-top: 2pt } tr { break-inside: avoid }
"""
CARDS = """@page { size: A4; margin: 16mm 14mm
  @bottom-center { content: '– ' counter(page) ' –'; font: 8pt 'DejaVu Sans' } }
body { font: 8.5pt 'DejaVu Sans' } h2 { font-size: 12pt } table { border-collapse: separate; border-spacing: 0 4pt }
td { background: #eef5ee; padding: 4pt 5pt; border: solid #7a9; border-width: .6pt 0 } th { padding: 3pt 5pt }
td.c0 { border-left-width: .6pt; border-radius: 6pt 0 0 6pt }
td.c4 { border-right-width: .6pt; border-radius: 0 6pt 6pt 0 }
.c0 { width: 20mm } .c2 { width: 43mm } .c3 { width: 31mm } .c4 { width: 22mm } td p + p { margin-top: 2pt }
td.quer { background: #275; color: #fff; border-radius: 6pt } table, tr { break-inside: avoid }
h2, h2 + p { break-after: avoid }
"""


def goals_above(catalogue: Catalogue) -> str:
    """A small table for each goal, which stands above it; the running header names the chapter."""
    columns = (("Nr.", "number"), ("Maßnahme", "measure"), ("Zuständigkeit", "actors"),
               ("Umsetzungsstand", "status"), ("Zeitrahmen", "Zeitrahmen"))  # fmt: skip

    def table(chapter: Chapter) -> str:
        return "".join(
            f"<h3>Leitziel: {escape(goal.lines[0])}</h3>{_table(columns, [(goal, each) for each in goal.entries])}"
            for goal in chapter.goals
        )

    return _page(catalogue, HEAT, table)


def centred(catalogue: Catalogue) -> str:
    """All cells centred both ways; goals span their rows, and the last one is cut open by the page break."""
    columns = (("Lfd. Nr.", "number"), ("Ziel", "goal"), ("Maßnahme", "measure"), ("Federführung", "actors"),
               ("Beteiligte", "Beteiligte"), ("Sachstand", "status"))  # fmt: skip
    return _page(catalogue, CENTRED, lambda chapter: _table(columns, _rows(chapter)))


def zebra(catalogue: Catalogue) -> str:
    """Every other row shaded, no rules, centred upright; an overview of the fields before, a legend below tables."""
    columns = (("Ziel", "goal"), ("Nr.", "number"), ("Maßnahme", "measure"), ("Zuständig", "actors"),
               ("Beteiligte", "Beteiligte"), ("Stand", "status"))  # fmt: skip
    lines = "".join(
        f"<tr><td>{escape(chapter.name)}</td><td>{len(list(chapter.rows))}</td><td>Frau Öztürk</td></tr>"
        for chapter in catalogue.chapters
    )
    titles = "<tr><th>Handlungsfeld</th><th>Anzahl der Maßnahmen</th><th>Ansprechperson</th></tr>"
    overview = f'<p>{escape(catalogue.remarks[0])}</p><table class="overview">{titles}{lines}</table>'
    legend = f'<p class="legende">{escape(catalogue.remarks[-1])}</p>'
    return _page(catalogue, ZEBRA, lambda chapter: _table(columns, _rows(chapter)) + legend, overview)


def letter_spaced(catalogue: Catalogue) -> str:
    """Title and column titles letter-spaced, amounts aligned right, a preface in two columns, contacts at the end."""
    columns = (("Nr.", "number"), ("Maßnahme", "measure"), ("Ortsteil", "Ortsteil"), ("Federführung", "actors"),
               ("Umsetzungsstand", "status"), ("Kosten", "Kosten"))  # fmt: skip
    preface = "".join(f"<p>{escape(remark)}</p>" for remark in catalogue.remarks)
    contacts = "<tr><td>Straßenverkehrsbehörde</td><td>Jana Weißgerber</td><td>0987 654-321</td></tr>"
    return _page(
        catalogue, SPACED, lambda chapter: _table(columns, _rows(chapter)), f'<div class="vorwort">{preface}</div>',
        "<h2>Anhang: Ansprechpersonen</h2><table><tr><th>Stelle</th><th>Name</th><th>Telefon</th></tr>"
        f"{contacts}</table>",
    )  # fmt: skip


def years(catalogue: Catalogue) -> str:
    """One table: a column for the fields of action, the status of two years under one title."""
    columns = (("", "number"), ("", "measure"), ("", "actors"), ("", "Status 2024"), ("", "status"),
               ("", "Zielerreichung"))  # fmt: skip
    tall = ("Handlungsfeld", "Nr.", "Maßnahme", "Zuständigkeit")
    first = "".join(f'<th rowspan="2" class="c{place}">{title}</th>' for place, title in enumerate(tall))
    head = f'<tr>{first}<th colspan="2">Status</th><th rowspan="2" class="c6">Zielerreichung</th></tr>'
    rows = []
    for chapter in catalogue.chapters:
        entries = _rows(chapter)
        for place, (goal, entry) in enumerate(entries):
            field = f'<td rowspan="{len(entries)}">{escape(chapter.name)}</td>' if place == 0 else ""
            rows.append(f"<tr>{field}{_cells(columns, goal, entry, 1, 1)}</tr>")
    body = f"{head}<tr><th>2024</th><th>2025</th></tr></thead><tbody>{''.join(rows)}</tbody>"
    return _document(YEARS, f"<h1>{escape(catalogue.title)}</h1><table><thead>{body}</table>")


def bold_titles(catalogue: Catalogue) -> str:
    """No rules, every other row shaded; the title of a measure in bold type above its description; percentages."""
    columns = (("Nr.", "number"), ("Maßnahme", "measure"), ("Verantwortlich", "actors"), ("Priorität", "Priorität"),
               ("Kosten", "Kosten"), ("Umsetzungsstand", "status"))  # fmt: skip
    return _page(catalogue, BOLD, lambda chapter: _table(columns, _rows(chapter)))


def goals_amid(catalogue: Catalogue) -> str:
    """No rules; goals centred in the height of all their rows."""
    columns = (("Ziel", "goal"), ("Nr.", "number"), ("Maßnahme", "measure"), ("Zuständig", "actors"),
               ("Sachstand", "status"), ("Frist", "Frist"))  # fmt: skip
    return _page(catalogue, AMID, lambda chapter: _table(columns, _rows(chapter)))


def goals_close(catalogue: Catalogue) -> str:
    """No rules; goals of one line right below each other, each beside its own measure, in a narrow column."""
    columns = (("Ziel", "goal"), ("Nr.", "number"), ("Maßnahme", "measure"), ("Zuständig", "actors"),
               ("Kennzahl", "Kennzahl"), ("Stand", "status"))  # fmt: skip
    return _page(catalogue, CLOSE, lambda chapter: _table(columns, _rows(chapter)))


def cards(catalogue: Catalogue) -> str:
    """Each measure in a rounded box of its own; goals in shaded boxes across, which end below the second column."""
    columns = (("Nr.", "number"), ("Maßnahme", "measure"), ("Federführung", "actors"), ("Status", "status"),
               ("Zeitrahmen", "Zeitrahmen"))  # fmt: skip

    def table(chapter: Chapter) -> str:
        parts = (
            f'<tr><td class="quer" colspan="5">Ziel: {escape(goal.lines[0])}</td></tr>'
            + "".join(f"<tr>{_cells(columns, goal, entry, 0, 0)}</tr>" for entry in goal.entries)
            for goal in chapter.goals
        )
        head, _, foot = _table(columns, ()).partition("<tbody>")
        return f"{head}<tbody>{''.join(parts)}{foot}"

    return _page(catalogue, CARDS, table)


def _page(catalogue: Catalogue, css: str, table: Table, before: str = "", after: str = "") -> str:
    parts = [f"<h1>{escape(catalogue.title)}</h1>{before}"]
    for chapter in catalogue.chapters:
        vision = "<br>".join(map(escape, chapter.visions))
        parts.append(f"<h2>{escape(chapter.heading)}</h2>{f'<p>Vision: {vision}</p><br>' if vision else ''}")
        parts.append(table(chapter))
    return _document(css, "".join(parts) + after)


def _document(css: str, body: str) -> str:
    head = f'<head><meta charset="utf-8"><style>{BASE}{css}</style></head>'
    return f'<!DOCTYPE html>\n<html lang="de">{head}<body>{body}</body></html>\n'


def _rows(chapter: Chapter) -> list[tuple[Goal, Entry]]:
    return [(goal, entry) for _, goal, entry in chapter.rows]


def _table(columns: Columns, rows: Sequence[tuple[Goal, Entry]]) -> str:
    """A table; goals in a column reach down over all their rows, and every other row is marked for shading."""
    titles = "".join(f'<th class="c{place}">{escape(title)}</th>' for place, (title, _) in enumerate(columns))
    body, count = "", 0
    for _, group in groupby(rows, key=lambda row: row[0].lines):
        same = list(group)
        for place, (goal, entry) in enumerate(same):
            body += (
                f'<tr class="{"z" if count % 2 else ""}">{_cells(columns, goal, entry, 0, place or -len(same))}</tr>'
            )
            count += 1
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _cells(columns: Columns, goal: Goal, entry: Entry, first: int, place: int) -> str:
    """The cells of a row; the goal only in the first row of its goal, for which `place` is how many rows it has."""
    cells = ""
    for index, (_, key) in enumerate(columns, first):
        if key != "goal":
            cells += f'<td class="c{index}">{_paragraphs(value(entry, key))}</td>'
        elif place < 0:
            cells += f'<td class="c{index}" rowspan="{-place}">{_paragraphs(goal.lines)}</td>'
    return cells


def value(entry: Entry, key: str) -> Sequence[str]:
    """What stands in a column."""
    own = {"number": (entry.number,), "measure": entry.lines, "actors": entry.actors, "status": entry.status}
    return own.get(key) or dict(entry.extra).get(key, ())


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
