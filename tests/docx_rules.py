"""What makes a Word report readable for everyone (BITV 2.0, EN 301 549 §10) and sound, read from its XML.

`violations` names every breach in one line; an empty list means that all rules hold.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

Rule = Callable[[Word], Iterator[str]]

SANS_SERIF = {"Arial", "Calibri", "Verdana", "Liberation Sans", "Carlito", "Segoe UI", "Tahoma"}
SMALLEST_SIZE = 22
"""Half points (11 pt)."""
CONTRAST = 4.5
WHITE, BLACK = "FFFFFF", "000000"


def violations(document: bytes) -> list[str]:
    """Every breach of every rule."""
    word = Document(BytesIO(document))
    return [breach for rule in RULES for breach in rule(word)]


# --- language, title, fonts -----------------------------------------------------------------------------------------


def german_throughout(word: Word) -> Iterator[str]:
    """The document's defaults and every style and run that names a language say de-DE."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    if defaults is None or not [*defaults.iter(qn("w:lang"))]:
        yield "language: the document defaults name none"
    for root in (word.styles.element, word.element, word.settings.element):
        for language in (*root.iter(qn("w:lang")), *root.iter(qn("w:themeFontLang"))):
            if language.get(qn("w:val")) != "de-DE":
                yield f"language: {language.get(qn('w:val'))}"
    if word.core_properties.language != "de-DE":
        yield "language: the core property is not de-DE"


def titled(word: Word) -> Iterator[str]:
    """The title property is set."""
    if not word.core_properties.title.strip():
        yield "title: the core property is empty"


def large_sans_serif(word: Word) -> Iterator[str]:
    """No serif font and nothing below 11 pt."""
    for root in (word.styles.element, word.element):
        for fonts in root.iter(qn("w:rFonts")):
            for kind in ("ascii", "hAnsi"):
                if (font := fonts.get(qn(f"w:{kind}"))) not in SANS_SERIF:
                    yield f"font: {font}"
        for size in root.iter(qn("w:sz")):
            if int(size.get(qn("w:val"), "0")) < SMALLEST_SIZE:
                yield f"font size: {size.get(qn('w:val'))} half points"


def ragged_right(word: Word) -> Iterator[str]:
    """Text is never justified."""
    for root in (word.styles.element, word.element):
        for alignment in root.iter(qn("w:jc")):
            if alignment.get(qn("w:val")) not in ("left", "start", "right", "end"):
                yield f"alignment: {alignment.get(qn('w:val'))}"


def enough_contrast(word: Word) -> Iterator[str]:
    """Text colours stand out from every shade used, and from white, by 4.5 to 1."""
    roots = [word.styles.element, word.element]
    shades = {WHITE} | {shade.get(qn("w:fill")) for root in roots for shade in root.iter(qn("w:shd"))}
    colours = {BLACK} | {colour.get(qn("w:val")) for root in roots for colour in root.iter(qn("w:color"))}
    for shade in sorted((shades - {"auto", None}), key=str):
        for colour in sorted((colours - {"auto", None}), key=str):
            if _contrast(str(colour), str(shade)) < CONTRAST:
                yield f"contrast: {colour} on {shade}"


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- structure ------------------------------------------------------------------------------------------------------


def headings_without_gaps(word: Word) -> Iterator[str]:
    """Headings begin at level 1, never skip a level, never stand alone at the end of a page."""
    before = 0
    for paragraph in word.paragraphs:
        name = paragraph.style.name if paragraph.style and paragraph.style.name else ""
        if not name.startswith("Heading "):
            continue
        level = int(name.removeprefix("Heading "))
        if level > before + 1:
            yield f"headings: level {level} follows level {before}: {paragraph.text}"
        if paragraph.style and not paragraph.style.paragraph_format.keep_with_next:
            yield f"headings: {name} is not kept with the next paragraph"
        before = level
    if not before:
        yield "headings: there are none"


def no_empty_paragraphs(word: Word) -> Iterator[str]:
    """Space comes from styles, not from empty paragraphs; no table cell is empty."""
    for element in word.element.body.iter(qn("w:p")):
        if not Paragraph(element, word).text.strip() and not [*element.iter(qn("w:drawing"))]:
            neighbour = element.getprevious()
            after = Paragraph(neighbour, word).text if neighbour is not None and neighbour.tag == qn("w:p") else ""
            yield f"empty paragraph after: {after[:40]}"


def no_empty_sections(word: Word) -> Iterator[str]:
    """Every heading is followed by something other than a heading of its own or a higher level."""
    previous: tuple[int, str] | None = None
    for element in word.element.body:
        name = _style_name(element, word) if element.tag == qn("w:p") else ""
        level = int(name.removeprefix("Heading ")) if name.startswith("Heading ") else 0
        if previous and level and level <= previous[0]:
            yield f"empty section: {previous[1]}"
        previous = (level, Paragraph(element, word).text) if level else None


def _style_name(element: BaseOxmlElement, word: Word) -> str:
    style = Paragraph(element, word).style
    return (style.name if style else None) or ""


def linked_contents(word: Word) -> Iterator[str]:
    """Links lead to bookmarks of this document and have a text; no bookmark is there twice."""
    names = Counter(mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart")))
    numbers = Counter(mark.get(qn("w:id")) for mark in word.element.iter(qn("w:bookmarkStart")))
    yield from (f"bookmark twice: {mark}" for mark, count in (names + numbers).items() if count > 1)
    for link in word.element.iter(qn("w:hyperlink")):
        text = "".join(part.text or "" for part in link.iter(qn("w:t")))
        if link.get(qn("w:anchor")) not in names or not text.strip():
            yield f"link without aim or text: {text}"


def drawings_told_in_words(word: Word) -> Iterator[str]:
    """Charts and pictures have an alternative text; letters in charts are large enough."""
    for drawing in word.element.iter(qn("wp:docPr")):
        if len(drawing.get("descr", "").split()) < 2 or "{{" in drawing.get("descr", ""):
            yield f"drawing without alternative text: {drawing.get('name')}"
    for part in word.part.package.iter_parts():
        if str(part.partname).startswith("/word/charts/") and b"chartSpace" in part.blob:
            sizes = [int(size) for size in re.findall(rb'\bsz="(\d+)"', part.blob)]
            if not sizes or min(sizes) < SMALLEST_SIZE * 50:
                yield f"chart with small letters: {part.partname}"


def quiet_on_opening(word: Word) -> Iterator[str]:
    """Word asks nothing on opening the document."""
    if word.settings.element.find(qn("w:updateFields")) is not None:
        yield "settings: w:updateFields makes Word ask a security question"
    for part in word.part.package.iter_parts():
        if "macro" in part.content_type.casefold() or "vba" in str(part.partname).casefold():
            yield f"macro: {part.partname}"


def pages_numbered(word: Word) -> Iterator[str]:
    """The footer says "Seite X von Y"."""
    fields = [field.text or "" for field in word.sections[0].footer._element.iter(qn("w:instrText"))]
    if not any("NUMPAGES" in field for field in fields) or not any(field.strip() == "PAGE" for field in fields):
        yield "footer: no page numbers"


# --- tables ---------------------------------------------------------------------------------------------------------


def tables_for_everyone(word: Word) -> Iterator[str]:
    """A marked header row that repeats, rows that do not break, a title and a description, no merged cells."""
    for table in word.tables:
        rows = table._tbl.tr_lst
        name = "".join(text.text or "" for text in rows[0].iter(qn("w:t")))
        if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"table without header row: {name}"
        if len(rows) < 2:
            yield f"table without rows: {name}"
        if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows):
            yield f"table whose rows break: {name}"
        for tag in ("tblCaption", "tblDescription"):
            text = table._tbl.tblPr.find(qn(f"w:{tag}"))
            if text is None or not text.get(qn("w:val"), "").strip():
                yield f"table without {tag}: {name}"
        if [*table._tbl.iter(qn("w:gridSpan"))] or [*table._tbl.iter(qn("w:vMerge"))]:
            yield f"table with merged cells: {name}"


def tables_within_margins(word: Word) -> Iterator[str]:
    """Columns have fixed widths that fit between the margins, the same in every row."""
    for table, room in _tables_with_room(word):
        grid = [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        name = table.rows[0].cells[0].text
        if table.autofit:
            yield f"table without fixed widths: {name}"
        if sum(grid) > room:
            yield f"table wider than the page ({sum(grid)} > {room} twips): {name}"
        for row in table._tbl.tr_lst:
            widths = [round(cell.width / 635) if cell.width else 0 for cell in row.tc_lst]
            if widths != grid:
                yield f"table whose cells differ from its columns: {name}"
                break


def _tables_with_room(word: Word) -> Iterator[tuple[Table, int]]:
    """Tables with the twips between the margins of their section."""
    rooms = iter(
        [
            round(((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / 635)
            for section in word.sections
        ]
    )
    room = next(rooms)
    for element in word.element.body:
        if element.tag == qn("w:tbl"):
            yield Table(element, word), room
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            room = next(rooms)


RULES: tuple[Rule, ...] = (
    german_throughout,
    titled,
    large_sans_serif,
    ragged_right,
    enough_contrast,
    headings_without_gaps,
    no_empty_paragraphs,
    no_empty_sections,
    linked_contents,
    drawings_told_in_words,
    quiet_on_opening,
    pages_numbered,
    tables_for_everyone,
    tables_within_margins,
)
