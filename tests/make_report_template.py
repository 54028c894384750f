"""Makes `templates/fortschrittsbericht.docx` from nothing, once: `python tests/make_report_template.py FILE`.

Afterwards the .docx is the source of truth and is edited in Word; running this again would undo those edits. Kept so
that a maintainer sees what the template must contain, and as the pattern for the templates the tests break on purpose.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Arial"
DARK = "1F3A5F"
PALE = "E8EDF3"
PORTRAIT_WIDTH = 9354
"""Twips between the margins (16.5 cm)."""
LANDSCAPE_WIDTH = 14570
"""Twips between the margins (25.7 cm)."""
LANGUAGE = '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'

Fill = Callable[[_Cell], None]


def make_template() -> bytes:
    """The template as DOCX bytes."""
    document = Document()
    _strip(document)
    _set_styles(document)
    _set_settings(document)
    _title_page(document)
    _summary(document)
    _portrait(document.sections[0])
    _end_section(document)
    _by_field(document)
    _changes(document)
    _measures(document)
    _landscape(document.sections[-1])
    _end_section(document)
    _responsibilities(document)
    _annex(document)
    _portrait(document.sections[-1])
    _header_and_footer(document.sections[0])
    core = document.core_properties
    core.title, core.author, core.comments, core.language = "Fortschrittsbericht", "", "", "de-DE"
    core.created = core.modified = datetime(2024, 1, 1)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


# --- chapters -------------------------------------------------------------------------------------------------------


def _title_page(document: Word) -> None:
    add = document.add_paragraph
    add("{{ titel }}", "Title")
    add("{{ katalog }}", "Subtitle")
    add("{{ ausgaben }}", "Angabe")
    _if(document, "stand", lambda: add("Stand: {{ stand }}", "Angabe"))
    _if(document, "beispiel", lambda: add("{{ beispiel }}", "Beispielhinweis"))
    document.element.body.insert(-1, _table_of_contents())


def _summary(document: Word) -> None:
    document.add_paragraph("Zusammenfassung", "Heading 1").paragraph_format.page_break_before = True
    _for(document, "satz in zusammenfassung", lambda: document.add_paragraph("{{ satz }}"))
    document.add_paragraph("Kennzahlen", "Heading 2")
    _if_else(
        document,
        "vergleich",
        lambda: _table(
            document,
            ("Maßnahmen nach Status", "Anzahl der Maßnahmen je Status in beiden Ausgaben und ihre Veränderung"),
            ("Status", "{{ vorjahr }}", "{{ jahr }}", "Veränderung"),
            (4554, 1500, 1500, 1800),
            "zeile in kennzahlen",
            ("{{ zeile.bezeichnung }}", "#{{ zeile.vorjahr }}", "#{{ zeile.jahr }}", "#{{ zeile.veraenderung }}"),
        ),
        lambda: _table(
            document,
            ("Maßnahmen nach Status", "Anzahl und Anteil der Maßnahmen je Status"),
            ("Status", "Anzahl", "Anteil"),
            (5554, 1900, 1900),
            "zeile in kennzahlen",
            ("{{ zeile.bezeichnung }}", "#{{ zeile.jahr }}", "#{{ zeile.anteil }}"),
        ),
    )
    document.add_paragraph("{{ zaehlweise }}", "Hinweis")


def _by_field(document: Word) -> None:
    document.add_paragraph("Stand nach Handlungsfeldern", "Heading 1")
    document.add_paragraph("Wie viele Maßnahmen jedes Handlungsfelds welchen Status haben:").paragraph_format.keep_with_next = True
    _table(
        document,
        ("Status nach Handlungsfeld", "Anzahl der Maßnahmen je Handlungsfeld und Ausgabe, eine Spalte für jeden Status"),
        ("Handlungsfeld", "Ausgabe", *_cells("for name in handlungsfelder_im_vergleich.status", "#{{ name }}"), "#Gesamt"),
        (3300, 1200, 10, 1650, 10, 1150),
        "zeile in handlungsfelder_im_vergleich.zeilen",
        (
            "{{ zeile.handlungsfeld }}", "{{ zeile.jahr }}", *_cells("for zahl in zeile.zahlen", "#{{ zahl }}"),
            "#{{ zeile.gesamt }}",
        ),
    )  # fmt: skip


def _changes(document: Word) -> None:
    _tag(document, "if vergleich")
    document.add_paragraph("Änderungen gegenüber {{ vorjahr }}", "Heading 1")
    _if(document, "keine_aenderung", lambda: document.add_paragraph("Gegenüber {{ vorjahr }} hat sich nichts geändert."))
    _tag(document, "if aenderungen.statuswechsel")
    document.add_paragraph("Statuswechsel", "Heading 2")
    _tag(document, "for gruppe in aenderungen.statuswechsel")
    document.add_paragraph("{{ gruppe.ueberschrift }}", "Heading 3")
    document.add_paragraph("{{ gruppe.erlaeuterung }}").paragraph_format.keep_with_next = True
    _status_table(document, "{{ gruppe.ueberschrift }}", "zeile in gruppe.zeilen")
    _tag(document, "endfor")
    _tag(document, "endif")
    _chapter(
        document, "termine", "Verschobene Termine",
        lambda: _status_table(document, "Auf später verschobene Termine", "zeile in aenderungen.termine"),
    )  # fmt: skip
    _chapter(
        document, "neu", "Neue Maßnahmen",
        lambda: _measure_table(document, "Neue Maßnahmen", "neu", "Seite {{ jahr }}"),
    )  # fmt: skip
    _chapter(
        document, "entfallen", "Entfallene Maßnahmen",
        lambda: _measure_table(document, "Entfallene Maßnahmen", "entfallen", "Seite {{ vorjahr }}"),
    )  # fmt: skip
    _chapter(document, "aufgeteilt", "Aufgeteilte Maßnahmen", lambda: _regrouping_table(document, "aufgeteilt"))
    _chapter(
        document, "zusammengefuehrt", "Zusammengeführte Maßnahmen",
        lambda: _regrouping_table(document, "zusammengefuehrt"),
    )  # fmt: skip
    _chapter(
        document, "gewechselt", "Wechsel des Handlungsfelds",
        lambda: _table(
            document,
            ("Wechsel des Handlungsfelds", "Maßnahmen mit bisherigem und neuem Handlungsfeld und Seite in beiden Ausgaben"),
            ("Nr.", "Maßnahme", "Handlungsfeld {{ vorjahr }}", "Handlungsfeld {{ jahr }}", "Seite {{ vorjahr }} / {{ jahr }}"),
            (1500, 5070, 3200, 3200, 1600),
            "zeile in aenderungen.gewechselt",
            ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.alt }}", "{{ zeile.neu }}", "{{ zeile.seiten }}"),
        ),
    )  # fmt: skip
    _chapter(
        document, "notizen", "Neue Fortschrittsnotizen",
        lambda: _table(
            document,
            ("Neue Fortschrittsnotizen", "Maßnahmen mit dem neu berichteten Fortschritt und der Seite der neuen Ausgabe"),
            ("Nr.", "Maßnahme", "Berichteter Fortschritt", "Seite {{ jahr }}"),
            (1500, 5735, 5735, 1600),
            "zeile in aenderungen.notizen",
            ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.neu }}", "{{ zeile.seite }}"),
        ),
    )  # fmt: skip
    _chapter(
        document, "inhalte", "Weitere Änderungen an Maßnahmen",
        lambda: _for(document, "punkt in aenderungen.inhalte", lambda: document.add_paragraph("{{ punkt }}", "List Bullet")),
    )  # fmt: skip
    _chapter(
        document, "uebrige", "Änderungen außerhalb der nummerierten Maßnahmen",
        lambda: _table(
            document,
            ("Änderungen außerhalb der nummerierten Maßnahmen", "Art, Handlungsfeld, bisheriger und neuer Wortlaut, Seiten"),
            ("Was", "Handlungsfeld", "Wortlaut {{ vorjahr }}", "Wortlaut {{ jahr }}", "Seite {{ vorjahr }} / {{ jahr }}"),
            (2000, 2900, 4035, 4035, 1600),
            "zeile in aenderungen.uebrige",
            ("{{ zeile.was }}", "{{ zeile.handlungsfeld }}", "{{ zeile.alt }}", "{{ zeile.neu }}", "{{ zeile.seiten }}"),
        ),
    )  # fmt: skip
    _tag(document, "endif")


def _measures(document: Word) -> None:
    document.add_paragraph("Maßnahmen nach Handlungsfeldern", "Heading 1")
    _tag(document, "for feld in handlungsfelder")
    document.add_paragraph("{{ feld.name }}", "Heading 2")
    _for(document, "vision in feld.visionen", lambda: document.add_paragraph("Vision: {{ vision }}", "Vision"))
    _if(document, "feld.ueberblick", lambda: document.add_paragraph("{{ feld.ueberblick }}", "Vision"))
    _tag(document, "for ziel in feld.ziele")
    _if(document, "ziel.ziel", lambda: document.add_paragraph("{{ ziel.ziel }}", "Heading 3"))
    caption = ("Maßnahmen im Handlungsfeld {{ feld.name }}", "Nummer, Wortlaut, Beteiligte und Status jeder Maßnahme zum Ziel")
    _if_else(
        document,
        "vergleich",
        lambda: _table(
            document,
            caption,
            ("Nr.", "Maßnahme", "Akteurinnen und Akteure", "Status", "Gegenüber {{ vorjahr }}"),
            (900, 5300, 3400, 2300, 2670),
            "massnahme in ziel.massnahmen",
            (
                "{{ massnahme.nr }}", _measure_paragraphs, "{{ massnahme.akteure }}", "{{ massnahme.status }}",
                _change_paragraphs,
            ),
        ),
        lambda: _table(
            document,
            caption,
            ("Nr.", "Maßnahme", "Akteurinnen und Akteure", "Status"),
            (900, 6900, 3970, 2800),
            "massnahme in ziel.massnahmen",
            ("{{ massnahme.nr }}", _measure_paragraphs, "{{ massnahme.akteure }}", "{{ massnahme.status }}"),
        ),
    )  # fmt: skip
    _tag(document, "endfor")
    _tag(document, "if feld.weitere")
    document.add_paragraph("Weitere Maßnahmen", "Heading 3")
    _for(document, "punkt in feld.weitere", lambda: document.add_paragraph("{{ punkt }}", "List Bullet"))
    _tag(document, "endif")
    _tag(document, "endfor")
    _tag(document, "if bemerkungen")
    document.add_paragraph("Bemerkungen", "Heading 1")
    _for(document, "bemerkung in bemerkungen", lambda: document.add_paragraph("{{ bemerkung }}"))
    _tag(document, "endif")
    document.add_paragraph(
        "Die Angaben sind wörtlich aus dem Maßnahmenkatalog übernommen, auch wo er Schreibfehler enthält. Ein Pfeil (→) "
        "kennzeichnet im Katalog, was bereits erreicht wurde.",
        "Hinweis",
    )


def _responsibilities(document: Word) -> None:
    _tag(document, "if zustaendigkeiten")
    document.add_paragraph("Maßnahmen nach Zuständigkeit", "Heading 1")
    document.add_paragraph("Die Zahlen sind die Nummern der Maßnahmen {{ jahr }}.").paragraph_format.keep_with_next = True
    _table(
        document,
        ("Maßnahmen nach Zuständigkeit", "Akteurinnen und Akteure mit den Nummern der Maßnahmen"),
        ("Akteurin oder Akteur", "Zuständig für Nr.", "Beteiligt an Nr."),
        (4754, 2300, 2300),
        "zeile in zustaendigkeiten",
        ("{{ zeile.name }}", "{{ zeile.leitet }}", "{{ zeile.beteiligt }}"),
    )
    _tag(document, "endif")


def _annex(document: Word) -> None:
    add = document.add_paragraph
    add("Anhang", "Heading 1")
    add("Quellen", "Heading 2")
    _table(
        document,
        ("Quellen", "Ausgabe, Datei, Art und Seitenzahl der gelesenen Kataloge"),
        ("Ausgabe", "Datei", "Art", "Seiten"),
        (1300, 4454, 2500, 1100),
        "quelle in quellen",
        (
            "{{ quelle.jahr }}{% if quelle.beispiel %} (Beispieldaten){% endif %}", "{{ quelle.datei }}",
            "{{ quelle.art }}", "{{ quelle.seiten }}",
        ),
    )  # fmt: skip
    _tag(document, "for quelle in quellen")
    paragraph = add("Prüfsumme (SHA-256) der Ausgabe {{ quelle.jahr }}:", "Hinweis")
    paragraph.add_run().add_break()
    paragraph.add_run("{{ quelle.pruefsumme }}")
    _tag(document, "endfor")
    _tag(document, "if hinweise or ersetzte_zeichen")
    add("Hinweise zur Durchsicht", "Heading 2")
    _if(document, "ersetzte_zeichen", lambda: add("{{ ersetzte_zeichen }}"))
    _tag(document, "if hinweise")
    add("{{ hinweise_satz }}").paragraph_format.keep_with_next = True
    _table(
        document,
        ("Hinweise zur Durchsicht", "Was beim Lesen und Vergleichen der Kataloge aufgefallen ist"),
        ("Ausgabe", "Einstufung", "Hinweis"),
        (1300, 1600, 6454),
        "zeile in hinweise",
        ("{{ zeile.ausgabe }}", "{{ zeile.dringlichkeit }}", "{{ zeile.text }}"),
    )
    _tag(document, "endif")
    _tag(document, "endif")
    _method(document)


def _method(document: Word) -> None:
    add = document.add_paragraph
    add("So ist dieser Bericht entstanden", "Heading 2")
    add("Grundlage", "Heading 3")
    add(
        "Grundlage ist der Maßnahmenkatalog in {% if vergleich %}den Ausgaben {{ vorjahr }} und {{ jahr }}{% else %}der "
        "Ausgabe {{ jahr }}{% endif %}. Ein Programm hat den Katalog gelesen, die Tabellen in einzelne Maßnahmen zerlegt und "
        "zu jeder Angabe die Fundstelle festgehalten. Der Wortlaut ist unverändert; nur Zeilenumbrüche und Trennstriche am "
        "Zeilenende sind aufgelöst."
    )
    _tag(document, "if vergleich")
    add("Zuordnung der Maßnahmen", "Heading 3")
    add(
        "Welche Maßnahme {{ jahr }} zu welcher Maßnahme {{ vorjahr }} gehört, entscheidet der Inhalt, nicht die Nummer. "
        "Das Programm vergleicht die Wörter der Texte; seltene Wörter zählen mehr als häufige. So erkennt es auch "
        "umformulierte, neu nummerierte, aufgeteilte und zusammengeführte Maßnahmen. Jede Zuordnung ist mit ihrer Begründung "
        "in der Datei „{{ abgleich_datei }}“ nachzulesen."
    )
    _tag(document, "endif")
    add("Status und Zählung", "Heading 3")
    add(
        "Die Kataloge beschreiben den Status in freien Worten. Eine Liste der Stadt ordnet jedem Wortlaut einen Status zu. Was "
        "nicht in der Liste steht, wird nicht geraten, sondern unverändert gezeigt und als Hinweis aufgeführt. "
        "{{ zaehlweise }}"
    )
    _if(
        document,
        "vergleich",
        lambda: add(
            "Ein Statuswechsel ist ein Fortschritt, wenn die Maßnahme damit der Umsetzung näher ist, und ein Rückschritt, wenn "
            "sie weiter davon entfernt ist oder zurückgestellt wurde. Gleichbleibend heißt: Nur die Worte sind andere. Lässt "
            "sich ein Wortlaut nicht einordnen, ist der Wechsel als „zu prüfen“ gekennzeichnet."
        ),
    )
    add("Grenzen", "Heading 3")
    add(
        "Der Bericht gibt wieder, was im Katalog steht. Ob die Angaben zutreffen, kann das Programm nicht beurteilen. Zweifel "
        "beim Lesen oder Zuordnen sind als Hinweise zur Durchsicht genannt."
    )
    add("Nachprüfen", "Heading 3")
    _if(
        document,
        "vergleich",
        lambda: add(
            "Die Datei „{{ protokoll_datei }}“ führt jede Änderung einzeln auf: bisheriger und neuer "
            "Wortlaut, Datei und Seite in beiden Ausgaben."
        ),
    )
    add(
        "Die Prüfsummen unter „Quellen“ weisen nach, aus welchen Dateien der Bericht entstanden ist: Ändert sich in einer "
        "Datei auch nur ein Zeichen, ergibt sich eine andere Prüfsumme. Aus denselben Dateien entsteht immer derselbe Bericht."
    )


# --- tables ---------------------------------------------------------------------------------------------------------


def _status_table(document: Word, title: str, loop: str) -> None:
    _table(
        document,
        (title, "Maßnahmen mit bisherigem und neuem Wortlaut des Status und Seite in beiden Ausgaben"),
        ("Nr.", "Maßnahme", "Status {{ vorjahr }}", "Status {{ jahr }}", "Seite {{ vorjahr }} / {{ jahr }}"),
        (1500, 5670, 2900, 2900, 1600),
        loop,
        ("{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.alt }}", "{{ zeile.neu }}", "{{ zeile.seiten }}"),
    )


def _measure_table(document: Word, title: str, rows: str, page: str) -> None:
    _table(
        document,
        (title, "Nummer, Wortlaut, Handlungsfeld, Beteiligte, Status und Seite der Maßnahmen"),
        ("Nr.", "Maßnahme", "Handlungsfeld", "Akteurinnen und Akteure", "Status", page),
        (900, 4370, 2900, 3200, 2000, 1200),
        f"zeile in aenderungen.{rows}",
        (
            "{{ zeile.nr }}", "{{ zeile.massnahme }}", "{{ zeile.handlungsfeld }}", "{{ zeile.akteure }}",
            "{{ zeile.status }}", "{{ zeile.seite }}",
        ),
    )  # fmt: skip


def _regrouping_table(document: Word, rows: str) -> None:
    def paragraphs(side: str) -> Fill:
        return lambda cell: _cell_loop(cell, f"massnahme in zeile.{side}", "{{ massnahme }}")

    _table(
        document,
        (f"{'Aufgeteilte' if rows == 'aufgeteilt' else 'Zusammengeführte'} Maßnahmen", "Maßnahmen bisher und jetzt"),
        ("Ausgabe {{ vorjahr }}", "Ausgabe {{ jahr }}"),
        (7285, 7285),
        f"zeile in aenderungen.{rows}",
        (paragraphs("alt"), paragraphs("neu")),
    )


def _measure_paragraphs(cell: _Cell) -> None:
    _cell_tag(cell, "for absatz in massnahme.absaetze")
    _cell_tag(cell, "if absatz.punkt")
    cell.add_paragraph("{{ absatz.text }}", "Tabellenpunkt")
    _cell_tag(cell, "elif absatz.notiz")
    cell.add_paragraph("{{ absatz.text }}", "Fortschrittsnotiz")
    _cell_tag(cell, "else")
    cell.add_paragraph("{{ absatz.text }}", "Tabellentext")
    _cell_tag(cell, "endif")
    _cell_tag(cell, "endfor")


def _change_paragraphs(cell: _Cell) -> None:
    _cell_loop(cell, "aenderung in massnahme.aenderungen", "{{ aenderung }}")


def _cell_loop(cell: _Cell, loop: str, text: str) -> None:
    _cell_tag(cell, f"for {loop}")
    cell.add_paragraph(text, "Tabellentext")
    _cell_tag(cell, "endfor")


def _cells(loop: str, text: str) -> tuple[str, str, str]:
    return f"{{%tc {loop} %}}", text, "{%tc endfor %}"


def _table(
    document: Word,
    title_and_description: tuple[str, str],
    header: Sequence[str],
    widths: Sequence[int],
    loop: str,
    row: Sequence[str | Fill],
) -> None:
    """A table whose row is repeated by `loop`. A cell text that begins with "#" is a number; a function fills a cell."""
    table = document.add_table(rows=4, cols=len(widths), style="Berichtstabelle")
    _describe(table, *title_and_description)
    contents: Sequence[Sequence[str | Fill]] = (header, (f"{{%tr for {loop} %}}",), row, ("{%tr endfor %}",))
    for index, cells in enumerate(contents):
        properties = table.rows[index]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if index == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for position, content in enumerate(cells):
            _fill_cell(table.cell(index, position), content, header=index == 0)
    _set_widths(table, widths)


def _fill_cell(cell: _Cell, content: str | Fill, *, header: bool) -> None:
    first = cell.paragraphs[0]
    if callable(content):
        content(cell)
        cell._tc.remove(first._p)
        return
    number = content.startswith("#")
    first.add_run(content.removeprefix("#"))
    first.style = ("Tabellenkopf" if header else "Tabellentext") if not number else ("Zahlenkopf" if header else "Zahl")
    if header:
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PALE}"/>')
        )


def _describe(table: Table, title: str, description: str) -> None:
    properties = table._tbl.tblPr
    for tag, value in (("tblCaption", title), ("tblDescription", description)):
        element = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        element.set(qn("w:val"), value)
        properties.append(element)


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    width = properties.find(qn("w:tblW"))
    if width is None:
        raise AssertionError("python-docx always writes w:tblW")
    width.set(qn("w:w"), str(LANDSCAPE_WIDTH if sum(widths) > PORTRAIT_WIDTH else PORTRAIT_WIDTH))
    width.set(qn("w:type"), "dxa")
    for column, value in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(value))
    for row in table.rows:
        for cell, value in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = value * 635


# --- tags -----------------------------------------------------------------------------------------------------------


def _tag(document: Word, tag: str) -> None:
    document.add_paragraph(f"{{%p {tag} %}}")


def _cell_tag(cell: _Cell, tag: str) -> None:
    cell.add_paragraph(f"{{%p {tag} %}}", "Tabellentext")


def _if(document: Word, condition: str, content: Callable[[], object]) -> None:
    _tag(document, f"if {condition}")
    content()
    _tag(document, "endif")


def _if_else(document: Word, condition: str, content: Callable[[], object], other: Callable[[], object]) -> None:
    _tag(document, f"if {condition}")
    content()
    _tag(document, "else")
    other()
    _tag(document, "endif")


def _for(document: Word, loop: str, content: Callable[[], object]) -> None:
    _tag(document, f"for {loop}")
    content()
    _tag(document, "endfor")


def _chapter(document: Word, name: str, heading: str, content: Callable[[], object]) -> None:
    """A section of the changes, left out where there is nothing to tell."""
    _tag(document, f"if aenderungen.{name}")
    document.add_paragraph(heading, "Heading 2")
    content()
    _tag(document, "endif")


# --- pages ----------------------------------------------------------------------------------------------------------


def _portrait(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
    _vertical_margins(section)


def _landscape(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin, section.right_margin = Cm(2.0), Cm(2.0)
    _vertical_margins(section)


def _vertical_margins(section: Section) -> None:
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.1)


def _end_section(document: Word) -> None:
    """Put the section break into the last paragraph, so that no empty one is needed."""
    document.add_section()
    break_paragraph = document.paragraphs[-1]._p
    properties = break_paragraph.pPr
    last = break_paragraph.getprevious()
    if properties is None or last is None:
        raise AssertionError("python-docx puts the section break into a paragraph of its own")
    last.get_or_add_pPr().append(properties.find(qn("w:sectPr")))
    break_paragraph.getparent().remove(break_paragraph)


def _header_and_footer(section: Section) -> None:
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.style, footer.style = "Header", "Footer"
    header.add_run("{{ titel }}{% if beispiel %} – Beispieldaten{% endif %}")
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


def _table_of_contents() -> BaseOxmlElement:
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


# --- styles ---------------------------------------------------------------------------------------------------------


def _strip(document: Word) -> None:
    """Drop what python-docx's own template brings along: a second style sheet, a thumbnail, custom XML, macro styles."""
    package, part = document.part.package, document.part
    for owner in (package, part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("thumbnail", "stylesWithEffects", "customXml"):
                del owner.rels[key]


def _set_settings(document: Word) -> None:
    settings = document.settings.element
    for tag in ("themeFontLang", "decimalSymbol", "listSeparator"):
        for element in settings.findall(qn(f"w:{tag}")):
            element.set(qn("w:val"), {"themeFontLang": "de-DE", "decimalSymbol": ",", "listSeparator": ";"}[tag])
    stop = settings.find(qn("w:defaultTabStop"))
    if stop is None:
        raise AssertionError("python-docx's settings hold w:defaultTabStop")
    for tag, value in (("doNotHyphenateCaps", "1"), ("hyphenationZone", "425"), ("autoHyphenation", "1")):
        stop.addnext(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="{value}"/>'))
    for compatibility in settings.iter(qn("w:compatSetting")):
        if compatibility.get(qn("w:name")) == "compatibilityMode":
            compatibility.set(qn("w:val"), "15")


def _set_styles(document: Word) -> None:
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    root.insert(0, _parsed(_DEFAULTS))
    for style in _STYLES:
        root.append(_parsed(style))
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    numbering.append(_parsed(_BULLETS))
    numbering.append(_parsed('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))


def _parsed(xml: str) -> BaseOxmlElement:
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def _paragraph_style(
    name: str,
    identifier: str,
    *,
    based_on: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}{LANGUAGE}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, before: int) -> str:
    return _paragraph_style(
        f"heading {level}",
        f"Heading{level}",
        following="Normal",
        paragraph=f'<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="{before}" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS = f"""<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="22"/><w:szCs w:val="22"/>{LANGUAGE}</w:rPr>
</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""
_COMPACT = '<w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/>'
_STYLES = (
    f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    f'<w:widowControl/><w:jc w:val="left"/></w:pPr><w:rPr>{_FONTS}{LANGUAGE}</w:rPr></w:style>',
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>",
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/><w:unhideWhenUsed/></w:style>",
    _heading(1, 32, 360),
    _heading(2, 26, 320),
    _heading(3, 22, 240),
    _paragraph_style(
        "Title", "Title", following="Subtitle",
        paragraph='<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="240" w:after="120" w:line="240" w:lineRule="auto"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="48"/><w:szCs w:val="48"/>',
    ),
    _paragraph_style(
        "Subtitle", "Subtitle", following="Normal",
        paragraph='<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:after="240"/>',
        run=f'<w:color w:val="{DARK}"/><w:sz w:val="28"/><w:szCs w:val="28"/>',
    ),
    _paragraph_style(
        "TOC Heading", "TOCHeading", following="Normal",
        paragraph='<w:keepNext/><w:spacing w:before="480" w:after="120"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="26"/><w:szCs w:val="26"/>',
    ),
    _paragraph_style("toc 1", "TOC1", following="Normal", paragraph='<w:spacing w:before="80" w:after="20"/>'),
    _paragraph_style("toc 2", "TOC2", following="Normal", paragraph='<w:spacing w:after="20"/><w:ind w:left="284"/>'),
    _paragraph_style(
        "header", "Header", paragraph='<w:spacing w:after="0"/>', run=f'<w:color w:val="{DARK}"/>',
    ),
    _paragraph_style(
        "footer", "Footer", paragraph='<w:spacing w:after="0"/><w:jc w:val="right"/>', run=f'<w:color w:val="{DARK}"/>',
    ),
    _paragraph_style(
        "List Bullet", "ListBullet",
        paragraph='<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/>',
    ),
    _paragraph_style("Angabe", "Angabe", paragraph='<w:spacing w:after="60"/>'),
    _paragraph_style("Vision", "Vision", paragraph='<w:keepNext/><w:spacing w:after="80"/>'),
    _paragraph_style("Hinweis", "Hinweis", paragraph='<w:spacing w:before="160" w:after="80"/>'),
    _paragraph_style(
        "Beispielhinweis", "Beispielhinweis",
        paragraph=f'<w:pBdr><w:top w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:left w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:right w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/></w:pBdr>'
        '<w:spacing w:before="240" w:after="120"/><w:ind w:left="142" w:right="142"/>',
        run="<w:b/><w:bCs/>",
    ),
    _paragraph_style("Tabellentext", "Tabellentext", paragraph=_COMPACT),
    _paragraph_style(
        "Tabellenkopf", "Tabellenkopf", based_on="Tabellentext",
        paragraph="<w:keepNext/>", run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/>',
    ),
    _paragraph_style("Zahl", "Zahl", based_on="Tabellentext", paragraph='<w:jc w:val="right"/>'),
    _paragraph_style("Zahlenkopf", "Zahlenkopf", based_on="Tabellenkopf", paragraph='<w:jc w:val="right"/>'),
    _paragraph_style(
        "Tabellenpunkt", "Tabellenpunkt", based_on="Tabellentext", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>',
    ),
    _paragraph_style(
        "Fortschrittsnotiz", "Fortschrittsnotiz", based_on="Tabellentext", paragraph='<w:ind w:left="284" w:hanging="284"/>',
    ),
    f'<w:style w:type="table" w:customStyle="1" w:styleId="Berichtstabelle"><w:name w:val="Berichtstabelle"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{DARK}"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{DARK}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A99AD"/></w:tblBorders></w:tblPr></w:style>',
)  # fmt: skip
_BULLETS = """<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>"""


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_template())
