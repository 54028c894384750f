"""What the report template is made of: tags, tables whose rows repeat, pages, header and footer."""

from collections.abc import Callable, Sequence

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

SHADE = "E8EDF3"
PORTRAIT_WIDTH = 9354
"""Twips between the margins (16.5 cm)."""
LANDSCAPE_WIDTH = 14570
"""Twips between the margins (25.7 cm)."""

NARROW = 4000
"""Twips; in a narrower column long words are hyphenated."""

Fill = Callable[[_Cell], None]
_NUMBER_STYLES = {
    "Tabellentext": "Zahl",
    "Tabellentext schmal": "Zahl",
    "Tabellenkopf": "Zahlenkopf",
    "Summe": "Summenzahl",
}


# --- tags -----------------------------------------------------------------------------------------------------------


def tag(document: Word, tag: str) -> None:
    document.add_paragraph(f"{{%p {tag} %}}")


def cell_tag(cell: _Cell, tag: str) -> None:
    cell.add_paragraph(f"{{%p {tag} %}}", "Tabellentext")


def when(document: Word, condition: str, content: Callable[[], object]) -> None:
    tag(document, f"if {condition}")
    content()
    tag(document, "endif")


def when_else(document: Word, condition: str, content: Callable[[], object], other: Callable[[], object]) -> None:
    tag(document, f"if {condition}")
    content()
    tag(document, "else")
    other()
    tag(document, "endif")


def each(document: Word, loop: str, content: Callable[[], object]) -> None:
    tag(document, f"for {loop}")
    content()
    tag(document, "endfor")


def cell_loop(cell: _Cell, loop: str, text: str) -> None:
    cell_tag(cell, f"for {loop}")
    cell.add_paragraph(text, "Tabellentext")
    cell_tag(cell, "endfor")


def cells(loop: str, text: str) -> tuple[str, str, str]:
    return f"{{%tc {loop} %}}", text, "{%tc endfor %}"


def table(
    document: Word,
    title_and_description: tuple[str, str],
    header: Sequence[str],
    widths: Sequence[int],
    loop: str,
    row: Sequence[str | Fill],
    *,
    total: int = 0,
    sums: bool = False,
) -> None:
    """A table whose row is repeated by `loop`. A cell text that begins with "#" is a number; a function fills a cell.

    `total` is the table's width where a loop multiplies its columns; with `sums`, rows marked `summe` are set bold.
    """
    parts = [(f"{loop} if not zeile.summe", ""), (f"{loop} if zeile.summe", "Summe")] if sums else [(loop, "")]
    contents: list[tuple[Sequence[str | Fill], str]] = [(header, "")]
    for part, style in parts:
        contents += [((f"{{%tr for {part} %}}",), ""), (row, style), (("{%tr endfor %}",), "")]
    table = document.add_table(rows=len(contents), cols=len(widths), style="Berichtstabelle")
    _describe(table, *title_and_description)
    for index, (cells, style) in enumerate(contents):
        properties = table.rows[index]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if index == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for position, content in enumerate(cells):
            plain = "Tabellentext schmal" if widths[position] < NARROW else "Tabellentext"
            _fill_cell(table.cell(index, position), content, style or ("Tabellenkopf" if index == 0 else plain))
    _set_widths(table, widths, total or sum(widths))


def _fill_cell(cell: _Cell, content: str | Fill, style: str) -> None:
    first = cell.paragraphs[0]
    if callable(content):
        content(cell)
        cell._tc.remove(first._p)
        return
    first.add_run(content.removeprefix("#"))
    first.style = _NUMBER_STYLES[style] if content.startswith("#") else style
    if style == "Tabellenkopf":
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>')
        )


def _describe(table: Table, title: str, description: str) -> None:
    properties = table._tbl.tblPr
    for tag, value in (("tblCaption", title), ("tblDescription", description)):
        element = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        element.set(qn("w:val"), value)
        properties.append(element)


def _set_widths(table: Table, widths: Sequence[int], total: int) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    width = properties.find(qn("w:tblW"))
    if width is None:
        raise AssertionError("python-docx always writes w:tblW")
    width.set(qn("w:w"), str(total))
    width.set(qn("w:type"), "dxa")
    for column, value in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(value))
    for row in table.rows:
        for cell, value in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = value * 635


# --- pages ----------------------------------------------------------------------------------------------------------


def portrait(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
    _vertical_margins(section)


def landscape(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin, section.right_margin = Cm(2.0), Cm(2.0)
    _vertical_margins(section)


def _vertical_margins(section: Section) -> None:
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.1)


def end_section(document: Word) -> None:
    """Put the section break into the last paragraph, so that no empty one is needed."""
    document.add_section()
    break_paragraph = document.paragraphs[-1]._p
    properties = break_paragraph.pPr
    last = break_paragraph.getprevious()
    if properties is None or last is None:
        raise AssertionError("python-docx puts the section break into a paragraph of its own")
    last.get_or_add_pPr().append(properties.find(qn("w:sectPr")))
    break_paragraph.getparent().remove(break_paragraph)


def header_and_footer(section: Section) -> None:
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.style, footer.style = "Header", "Footer"
    header.add_run("{% if stadt %}{{ stadt }} – {% endif %}{{ titel }}{% if beispiel %} – Beispieldaten{% endif %}")
    footer.add_run("Seite ")
    _field(footer, "PAGE")
    footer.add_run(" von ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    for mark in ("begin", instruction, "separate", "1", "end"):
        run = paragraph.add_run()
        if mark == "1":
            run.text = mark
        elif mark == instruction:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {instruction} </w:instrText>'))
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{mark}"/>'))


def table_of_contents() -> BaseOxmlElement:
    return parse_xml(f"""
<w:sdt {nsdecls("w")}>
  <w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>
  <w:sdtContent>
    <w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Inhalt</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r>
      <w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>
      <w:r><w:fldChar w:fldCharType="separate"/></w:r>
      <w:r><w:t>Das Inhaltsverzeichnis entsteht beim Erstellen des Berichts.</w:t></w:r>
      <w:r><w:fldChar w:fldCharType="end"/></w:r>
    </w:p>
  </w:sdtContent>
</w:sdt>""")
