"""The administration restyles the template in Word or LibreOffice; the report then says the same in its look."""

import shutil
import struct
import subprocess
import zlib
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph
from docx_rules import violations
from four_editions import FOUR_EDITIONS, PAST
from small_run import COMPARISON, NEW, VOCABULARY
from test_word_charts import chart_parts, colours, shown

from pipeline.publish.package import packed, unpacked
from pipeline.publish.report import report

SHIPPED = (Path(__file__).parent.parent / "templates" / "fortschrittsbericht.docx").read_bytes()
SOFFICE = shutil.which("soffice")
FONT, COLOUR = "Verdana", "5B1F3A"


def filled(template: bytes) -> bytes:
    return report(COMPARISON, NEW, VOCABULARY, template)


def rows(document: bytes) -> Counter[tuple[str, ...]]:
    """All rows of all tables, whatever their order."""
    tables = Document(BytesIO(document)).tables
    return Counter(tuple(cell.text for cell in row.cells) for table in tables for row in table.rows)


def headings(document: bytes) -> list[str]:
    return [p.text for p in Document(BytesIO(document)).paragraphs if p.style and p.style.name == "Heading 1"]


def logo() -> bytes:
    """A PNG of one dark pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x5b\x1f\x3a")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def restyled() -> bytes:
    """The shipped template with another font and colour, a logo, another order of chapters and other standing words."""
    word = Document(BytesIO(SHIPPED))
    for root in (word.styles.element, word.element):
        for fonts in root.iter(qn("w:rFonts")):
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), FONT)
        for colour in root.iter(qn("w:color")):
            colour.set(qn("w:val"), COLOUR)
    header = word.sections[0].header.paragraphs[0]
    header.add_run().add_picture(BytesIO(logo()), width=Cm(1.5))
    header._p.find(f".//{qn('wp:docPr')}").set("descr", "Wappen der Stadt")
    paragraph(word, "Zusammenfassung").runs[0].text = "Das Wichtigste auf einen Blick"
    move(word, "{%p if zustaendigkeiten %}", before="Das Wichtigste auf einen Blick")
    move(word, "{%p if verlauf %}", before="Das Wichtigste auf einen Blick")
    saved = BytesIO()
    word.save(saved)
    parts = unpacked(saved.getvalue())
    for name in parts:
        if "/charts/chart" in name:
            parts[name] = parts[name].replace(b"3F6FA6", b"7A2E55").replace(b'"Arial"', f'"{FONT}"'.encode())
    return packed(parts)


def paragraph(word: Word, text: str) -> Paragraph:
    return next(each for each in word.paragraphs if each.text == text)


def move(word: Word, opening: str, *, before: str) -> None:
    """Cut a condition with all that it holds and paste it elsewhere, as one does in Word."""
    target, element = paragraph(word, before)._p, paragraph(word, opening)._p
    block: list[BaseOxmlElement] = []
    depth = 0
    while not block or depth:
        text = "".join(part.text or "" for part in element.iter(qn("w:t"))) if element.tag == qn("w:p") else ""
        depth += text.startswith("{%p if") - text.startswith("{%p endif")
        block.append(element)
        element = element.getnext()
    for each in block:
        target.addprevious(each)


def test_another_look_and_order_says_the_same() -> None:
    document = filled(restyled())
    assert rows(document) == rows(filled(SHIPPED))
    assert headings(document)[:2] == ["Maßnahmen nach Zuständigkeit", "Das Wichtigste auf einen Blick"]
    assert sorted(headings(document)[2:]) == sorted(
        {*headings(filled(SHIPPED))} - {"Zusammenfassung", headings(document)[0]}
    )
    assert violations(document) == []
    assert filled(restyled()) == document


def test_chapter_moved_to_a_narrower_page_fits_there() -> None:
    document = report(*FOUR_EDITIONS, restyled(), past=PAST)
    assert violations(document) == []
    widths = [round(Emu(shape.width).cm, 1) for shape in Document(BytesIO(document)).inline_shapes]
    assert widths == [16.5, 25.5]


def test_another_look_is_kept() -> None:
    document = filled(restyled())
    parts = unpacked(document)
    assert logo() in parts.values()
    assert b"Arial" not in parts["word/styles.xml"]
    assert b"1F3A5F" not in parts["word/styles.xml"].replace(b'w:color="1F3A5F"', b"")
    (chart,) = chart_parts(document)
    assert colours(chart)["In Umsetzung"] == "7A2E55"
    assert shown(chart) == shown(chart_parts(filled(SHIPPED))[0])


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) ist hier nicht installiert")
def test_template_saved_by_libreoffice_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "vorlage.docx").write_bytes(restyled())
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", tmp_path / "gespeichert", tmp_path / "vorlage.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = filled((tmp_path / "gespeichert" / "vorlage.docx").read_bytes())
    assert rows(document) == rows(filled(SHIPPED))
    (chart,) = chart_parts(document)
    assert shown(chart) == shown(chart_parts(filled(SHIPPED))[0])
    assert violations(document) == []
