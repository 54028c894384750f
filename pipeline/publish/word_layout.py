"""What Word itself would do after filling: entries of the table of contents, and columns that fit the page."""

import re
from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_LEVELS = re.compile(r'\bTOC\b.*?\\o\s*"(\d)-(\d)"', re.DOTALL)


_TWIP = 635
"""EMU."""


def fit_page(document: Document) -> None:
    """No table and chart wider than the page it has come to stand on; columns as wide as their cells.

    A loop may have multiplied cells, and the template's chapters may stand in another order than ours.
    """
    for element, room in _with_room(document):
        if element.tag == qn("w:tbl"):
            _fit_columns(element, room)
        elif int(element.get("cx")) > room * _TWIP:
            element.set("cx", str(room * _TWIP))


def _with_room(document: Document) -> Iterator[tuple[BaseOxmlElement, int]]:
    """Tables and the extents of charts with the twips between the margins of their section."""
    rooms = [
        ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // _TWIP
        for section in document.sections
    ]
    for element in document.element.body:
        yield from ((table, rooms[0]) for table in element.iter(qn("w:tbl")))
        for drawing in element.iter(qn("wp:inline")):
            if next(drawing.iter(_CHART), None) is not None:
                yield drawing.find(qn("wp:extent")), rooms[0]
        if len(rooms) > 1 and next(element.iter(qn("w:sectPr")), None) is not None:
            rooms.pop(0)


def _fit_columns(table: BaseOxmlElement, room: int) -> None:
    grid = table.find(qn("w:tblGrid"))
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    if grid is None or len({len(row) for row in rows}) != 1:
        return
    widths, before = [_width(cell) for cell in rows[0]], _table_width(table)
    total = min(before, room)
    if not all(widths) or not total or sum(widths) == total:
        return
    fitted = [width * total // sum(widths) for width in widths]
    table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").set(qn("w:w"), str(total))
    for column in list(grid):
        grid.remove(column)
    for width in fitted:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    for row in rows:
        for cell, width in zip(row, fitted, strict=True):
            cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").set(qn("w:w"), str(width))


def _width(cell: BaseOxmlElement) -> int:
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return int(width.get(qn("w:w"), "0")) if width is not None and width.get(qn("w:type")) == "dxa" else 0


def _table_width(table: BaseOxmlElement) -> int:
    width = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    return int(width.get(qn("w:w"), "0")) if width is not None and width.get(qn("w:type")) == "dxa" else 0


def describe_tables(document: Document) -> None:
    """Title and description for readers of the screen, where the template has none (LibreOffice drops them on saving).

    The title is the heading above, the description names the columns.
    """
    headings = {heading: text for heading, _, text in _headings(document)}
    above = ""
    for element in document.element.body.iter(qn("w:p"), qn("w:tbl")):
        above = headings.get(element, above)
        if element.tag == qn("w:tbl"):
            columns = ", ".join(_text_of(cell) for cell in next(element.iter(qn("w:tr"))).iter(qn("w:tc")))
            _describe(element.find(qn("w:tblPr")), above or columns, f"Spalten: {columns}")


def _describe(properties: BaseOxmlElement, title: str, description: str) -> None:
    for tag, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        if properties.find(qn(tag)) is None:
            element = OxmlElement(tag)
            element.set(qn("w:val"), text)
            properties.append(element)


def _text_of(element: BaseOxmlElement) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(qn("w:t"))).replace("\u00ad", "").split())


def fill_contents(document: Document) -> None:
    """Replace what stands in the template's table of contents by links to the headings of the document.

    Word would fill it only after a security question (`w:updateFields`). Page numbers are Word's to know: F9 adds them.
    """
    body = document.element.body
    begin = next((field for field in body.iter(qn("w:instrText")) if _LEVELS.search(field.text or "")), None)
    if begin is None:
        return
    match = _LEVELS.search(begin.text or "")
    first, last = (int(level) for level in match.groups()) if match else (1, 2)
    styles = {style.name.casefold(): style.style_id for style in document.styles if style.name}
    entries = [
        (level, text, _bookmark(paragraph, index))
        for index, (paragraph, level, text) in enumerate(_headings(document))
        if first <= level <= last
    ]
    field = _field_paragraphs(begin)
    if not field or not entries:
        return
    opening, closing = _field_runs(field)
    paragraphs = [_entry(styles.get(f"toc {level}"), text, bookmark) for level, text, bookmark in entries]
    for run in reversed(opening):
        paragraphs[0].insert(1 if paragraphs[0].pPr is not None else 0, run)
    paragraphs[-1].append(closing)
    for paragraph in paragraphs:
        field[0].addprevious(paragraph)
    for paragraph in field:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)


def _headings(document: Document) -> Iterator[tuple[CT_P, int, str]]:
    levels = {style.style_id: level for style in document.styles if (level := _level(style))}
    for element in document.element.body.iter(qn("w:p")):
        style = element.style
        if style in levels and (text := " ".join(Paragraph(element, document).text.split())):
            yield element, levels[style], text


def _level(style: BaseStyle | None) -> int:
    """1 to 9 for a heading style or one based on it, else 0; names are the same in every language of Word."""
    while style is not None:
        if match := re.fullmatch(r"heading (\d)", (style.name or "").casefold()):
            return int(match[1])
        style = getattr(style, "base_style", None)
    return 0


def _bookmark(heading: CT_P, index: int) -> str:
    name = f"_Toc{index + 1:09d}"
    number = str(100_000 + index)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    heading.insert(1 if heading.pPr is not None else 0, start)
    heading.append(end)
    return name


def _field_paragraphs(instruction: BaseOxmlElement) -> list[CT_P]:
    """The paragraphs from the one that holds the field's instruction to the one in which the field ends."""
    paragraph: BaseOxmlElement | None = next(instruction.iterancestors(qn("w:p")))
    depth, found = 0, []
    while paragraph is not None:
        if paragraph.tag == qn("w:p"):
            found.append(paragraph)
            for mark in paragraph.iter(qn("w:fldChar")):
                depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType")), 0)
            if depth <= 0:
                return found
        paragraph = paragraph.getnext()
    return []


def _field_runs(field: list[CT_P]) -> tuple[list[BaseOxmlElement], BaseOxmlElement]:
    """The runs that open the field (begin, instruction, separate) and a run that closes it."""
    opening = []
    for run in field[0].iter(qn("w:r")):
        opening.append(deepcopy(run))
        if any(mark.get(qn("w:fldCharType")) == "separate" for mark in run.iter(qn("w:fldChar"))):
            break
    closing, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    closing.append(mark)
    return opening, closing


def _entry(style: str | None, text: str, bookmark: str) -> CT_P:
    paragraph, link, run = OxmlElement("w:p"), OxmlElement("w:hyperlink"), OxmlElement("w:r")
    if style:
        paragraph.style = style
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run.text = text
    link.append(run)
    paragraph.append(link)
    return paragraph
