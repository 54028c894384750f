"""A catalogue as Word document, printed by LibreOffice Writer."""

import io
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from makers.content import Catalogue, Chapter, Goal
from makers.html import Goals

Borders = dict[str, str]
"""Edge (top, bottom, left, right, insideH, insideV) → line style of Word (single, double, dotted, dashed, nil)."""
GRID: Borders = dict.fromkeys(("top", "bottom", "left", "right", "insideH", "insideV"), "single")


@dataclass(frozen=True)
class Look:
    """How Writer sets the document; lengths in cm, type size in points.

    `style` is one of Word's own for tables, `heading` the type size of headings that are not bold.
    """

    widths: Sequence[float] = (5.0, 1.2, 8.6, 6.4, 4.0)
    size: float = 10
    font: str = "Carlito"
    portrait: bool = False
    borders: tuple[tuple[str, str], ...] = tuple(GRID.items())
    header_fill: str | None = None
    zebra: str | None = None
    goals: Goals = "span"
    repeat_header: bool = True
    split_rows: bool = True
    hyphenate: bool = True
    centred: bool = False
    chapter_breaks: bool = True
    margin: float = 2.0
    indent: float = 0.0
    header: str = ""
    footer: str = ""
    goal_borders: bool = True
    style: str = ""
    heading: float = 0.0


def writer_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Set the catalogue in Writer; needs `soffice` on the path."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "katalog.docx")
        source.write_bytes(_docx(catalogue, look))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(source)],
            check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def _docx(catalogue: Catalogue, look: Look) -> bytes:
    document = Document()
    _page(document, look)
    _styles(document, look)
    _paragraph(
        document, catalogue.title, bold=not look.heading, size=look.heading + 12 if look.heading else look.size + 4
    )
    for index, chapter in enumerate(catalogue.chapters):
        _chapter(document, catalogue, chapter, look, fresh_page=look.chapter_breaks and index > 0)
    for remark in catalogue.remarks:
        _paragraph(document, "")
        _paragraph(document, remark)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _page(document: Any, look: Look) -> None:
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.PORTRAIT if look.portrait else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (short, long) if look.portrait else (long, short)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(look.margin)
    for text, part in ((look.header, section.header), (look.footer, section.footer)):
        if text:
            before, _, after = text.partition("{page}")
            paragraph = part.paragraphs[0]
            paragraph.add_run(before)
            if "{page}" in text:
                _field(paragraph.add_run(), "PAGE")
                paragraph.add_run(after)


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _styles(document: Any, look: Look) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.widow_control = False
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-DE")
    style.element.get_or_add_rPr().append(language)
    if look.hyphenate:
        document.settings.element.append(OxmlElement("w:autoHyphenation"))


def _paragraph(document: Any, text: str, bold: bool = False, size: float | None = None) -> Any:
    paragraph = document.add_paragraph()
    _run(paragraph, text, bold, size)
    return paragraph


def _run(paragraph: Any, text: str, bold: bool = False, size: float | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)


def _chapter(document: Any, catalogue: Catalogue, chapter: Chapter, look: Look, fresh_page: bool) -> None:
    if not fresh_page:
        _paragraph(document, "")
    heading = _paragraph(document, chapter.heading, bold=not look.heading, size=look.heading or look.size + 2)
    heading.paragraph_format.page_break_before = fresh_page
    heading.paragraph_format.keep_with_next = True
    if chapter.visions:
        _paragraph(document, "")
        _paragraph(document, "Vision:", bold=True).paragraph_format.keep_with_next = True
        for vision in chapter.visions:
            _paragraph(document, vision).paragraph_format.keep_with_next = True
        _paragraph(document, "").paragraph_format.keep_with_next = True
    _table(document, catalogue, chapter, look)
    if chapter.further:
        _paragraph(document, "")
        _paragraph(document, "Weitere Maßnahmen:", bold=True)
        for text in chapter.further:
            _paragraph(document, f"+ {text}")


def _table(document: Any, catalogue: Catalogue, chapter: Chapter, look: Look) -> None:
    titles = catalogue.titles if look.goals != "none" else catalogue.titles[1:]
    rows = list(chapter.rows)
    table = document.add_table(len(rows) + 1, len(titles))
    _place(table, look, len(titles))
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        _fill(cell, (title,), bold=True)
        _shade(cell, look.header_fill)
    if look.repeat_header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for index, (place, goal, entry) in enumerate(rows, 1):
        if not look.split_rows:
            table.rows[index]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = list(table.rows[index].cells)
        if look.goals != "none":
            if look.goals == "span" and place == 0 and len(goal.entries) > 1:
                cells[0].merge(table.cell(index + len(goal.entries) - 1, 0))
            _goal(cells.pop(0), place, goal, look)
        for cell, lines in zip(cells, entry.cells, strict=True):
            _fill(cell, lines, centred=look.centred)
            _shade(cell, look.zebra if index % 2 == 0 else None)


def _place(table: Any, look: Look, columns: int) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if look.style:
        table.style = look.style
    _borders(table._tbl.tblPr, "w:tblBorders", dict(look.borders))
    if look.indent:
        indent = OxmlElement("w:tblInd")
        indent.set(qn("w:w"), str(round(look.indent * 567)))
        indent.set(qn("w:type"), "dxa")
        table._tbl.tblPr.append(indent)
    for column, width in enumerate(look.widths[:columns]):
        table.columns[column].width = Cm(width)
        for cell in table.columns[column].cells:
            cell.width = Cm(width)


def _goal(cell: Any, place: int, goal: Goal, look: Look) -> None:
    if place == 0 or look.goals == "repeat":
        _fill(cell, goal.lines, centred=look.centred)
    if look.goals == "first" and not look.goal_borders:
        edges = {"top": "nil"} if place else {}
        edges |= {"bottom": "nil"} if place < len(goal.entries) - 1 else {}
        _borders(cell._tc.get_or_add_tcPr(), "w:tcBorders", edges)


def _fill(cell: Any, lines: Sequence[str], bold: bool = False, centred: bool = False) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _run(paragraph, line, bold)
    if centred:
        align = OxmlElement("w:vAlign")
        align.set(qn("w:val"), "center")
        cell._tc.get_or_add_tcPr().append(align)


def _shade(cell: Any, fill: str | None) -> None:
    if fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        cell._tc.get_or_add_tcPr().append(shade)


def _borders(properties: Any, name: str, edges: Borders) -> None:
    if not edges:
        return
    borders = OxmlElement(name)
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if edge in edges:
            element = OxmlElement(f"w:{edge}")
            element.set(qn("w:val"), edges[edge])
            element.set(qn("w:sz"), "4")
            borders.append(element)
    properties.append(borders)
