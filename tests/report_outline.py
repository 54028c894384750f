"""A DOCX as plain text for golden files: style and text of every paragraph, tables as rows, sections as lines."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph


def outline(document: bytes) -> str:
    """One line for each paragraph ("Heading 1: …") and table row ("| … | … |"), in reading order."""
    word = Document(BytesIO(document))
    first = word.sections[0]
    lines = [f"Kopfzeile: {first.header.paragraphs[0].text}", f"Fußzeile: {first.footer.paragraphs[0].text}"]
    for element in _blocks(word.element.body):
        if element.tag == qn("w:p"):
            lines += _paragraph(Paragraph(element, word))
        else:
            lines += _table(Table(element, word))
    return "\n".join(lines) + "\n"


def _blocks(body: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for element in body:
        if element.tag == qn("w:sdt"):
            yield from _blocks(element.find(qn("w:sdtContent")))
        elif element.tag in (qn("w:p"), qn("w:tbl")):
            yield element


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    style = paragraph.style.name if paragraph.style else None
    drawings = [drawing.get("descr", "") for drawing in paragraph._p.iter(qn("wp:docPr"))]
    yield f"{style}: {' '.join((_text(paragraph), *drawings)).strip()}"
    properties = paragraph._p.pPr
    if properties is not None and properties.find(qn("w:sectPr")) is not None:
        yield "--- Abschnittswechsel ---"


def _table(table: Table) -> Iterator[str]:
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    yield f"Tabelle: {caption.get(qn('w:val')) if caption is not None else ''}"
    yield from (_row(row) for row in table.rows)


def _row(row: _Row) -> str:
    cells = [" ¶ ".join(_text(paragraph) for paragraph in cell.paragraphs) for cell in row.cells]
    return f"| {' | '.join(cells)} |"


def _text(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\n", " ↵ ")
