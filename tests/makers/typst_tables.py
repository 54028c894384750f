"""A catalogue set with Typst (`pip install typst`, which brings the compiler)."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from makers.content import Catalogue, Chapter
from makers.html import Goals
from makers.sheets import value

# mypy: disable-error-code="import-not-found, import-untyped"


@dataclass(frozen=True)
class Look:
    """How Typst sets the document; widths and stroke in Typst's own notation."""

    widths: str
    stroke: str = "0.5pt"
    size: int = 10
    font: str = "Carlito"
    portrait: bool = False
    goals: Goals = "span"
    hyphenate: bool = True
    justify: bool = False
    repeat_header: bool = True
    fill: str = "none"
    breakable: bool = True
    align: str = "top + left"
    header: str = ""
    chapter_breaks: bool = False


def typst_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Set the catalogue with the fonts of the system."""
    return _compiled(_document(catalogue, look))


def _compiled(document: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "katalog.typ")
        source.write_text(document, "utf-8")
        return bytes(typst.compile(str(source), font_paths=["/usr/share/fonts"], timestamp=0))


def bands_pdf(catalogue: Catalogue) -> bytes:
    """One table in the manner of booktabs: fields of action in rows across it, amounts aligned right."""
    titles = ("Kennung", "Projekt", "Ortsteil", "Zuständigkeit", "Sachstand", "Kosten")
    keys = ("number", "measure", "Ortsteil", "actors", "status", "Kosten")
    head = ", ".join(f"strong({_text(title)})" for title in titles)
    cells = [f"table.header(table.hline(stroke: 1.2pt), {head}, table.hline(stroke: .8pt))"]
    for chapter in catalogue.chapters:
        cells.append(f"table.cell(colspan: 6, inset: (y: 6pt), strong({_text(chapter.heading)}))")
        cells.append("table.hline(stroke: .4pt)")
        cells += [_cell(value(entry, key)) for _, _, entry in chapter.rows for key in keys]
        cells.append("table.hline(stroke: .8pt)")
    running = f"[#emph({_text('Radverkehrskonzept Beispielrode')}) #h(1fr) Anlage 2 zur Vorlage 2025/0417]"
    joined = ",\n  ".join(cells)
    return _compiled(
        f'#set page("a4", margin: (x: 14mm, y: 20mm), numbering: "– 1 –", header: {running})\n'
        '#set text(font: "Caladea", size: 9pt, lang: "de", hyphenate: true)\n#set par(spacing: 6pt, leading: 4pt)\n'
        f'#text(15pt, weight: "bold", {_text(catalogue.title)})\n#v(6pt)\n'
        "#table(columns: (16mm, 1fr, 24mm, 40mm, 25mm, 25mm), stroke: none, inset: (x: 4pt, y: 4pt),\n"
        f"  align: (left, left, left, left, left, right),\n  {joined})\n"
    )


def _document(catalogue: Catalogue, look: Look) -> str:
    flags = {name: str(getattr(look, name)).lower() for name in ("hyphenate", "justify", "breakable")}
    header = f"header: [#text(8pt, {_text(look.header)})], footer: align(center, context counter(page).display())"
    parts = [
        f'#set page("a4", flipped: {str(not look.portrait).lower()}, margin: 18mm, {header})',
        f'#set text(font: "{look.font}", size: {look.size}pt, lang: "de", hyphenate: {flags["hyphenate"]})',
        f"#set par(justify: {flags['justify']}, spacing: 1.2em)",
        f"#show table.cell: set block(breakable: {flags['breakable']})",
        f'#text({look.size + 4}pt, weight: "bold", {_text(catalogue.title)})\n',
    ]
    for index, chapter in enumerate(catalogue.chapters):
        parts.append("#pagebreak()" if index and look.chapter_breaks else "#v(8pt)")
        parts += _chapter(catalogue, chapter, look)
    parts += [f"#{_text(remark)}\n" for remark in catalogue.remarks]
    return "\n".join(parts) + "\n"


def _chapter(catalogue: Catalogue, chapter: Chapter, look: Look) -> Sequence[str]:
    lines = [f'#block(sticky: true, text({look.size + 2}pt, weight: "bold", {_text(chapter.heading)}))']
    if chapter.visions:
        lines.append('#block(sticky: true, strong("Vision:"))')
        lines += [f"#block(sticky: true, {_text(vision)})" for vision in chapter.visions]
    lines.append(_table(catalogue, chapter, look))
    if chapter.further:
        lines.append('#strong("Weitere Maßnahmen:")\n')
        lines += [f"#{_text('+ ' + text)}\n" for text in chapter.further]
    return lines


def _table(catalogue: Catalogue, chapter: Chapter, look: Look) -> str:
    titles = catalogue.titles if look.goals != "none" else catalogue.titles[1:]
    header = ", ".join(f"strong({_text(title)})" for title in titles)
    cells = [f"table.header(repeat: {str(look.repeat_header).lower()}, {header})"]
    for place, goal, entry in chapter.rows:
        if look.goals == "span" and place == 0:
            cells.append(f"table.cell(rowspan: {len(goal.entries)}, {_cell(goal.lines)})")
        elif look.goals in ("repeat", "first"):
            cells.append(_cell(goal.lines if place == 0 or look.goals == "repeat" else ()))
        cells += map(_cell, entry.cells)
    joined = ",\n  ".join(cells)
    return (
        f"#table(columns: {look.widths}, stroke: {look.stroke}, align: {look.align}, fill: {look.fill}, inset: 4pt,\n"
        f"  {joined})\n"
    )


def _cell(lines: Sequence[str]) -> str:
    return "[" + " #parbreak() ".join(f"#{_text(line)}" for line in lines) + "]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
