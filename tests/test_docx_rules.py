"""The checker of `docx_rules` can fail: each rule sees its breach."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx_rules import violations
from small_run import COMPARISON, NEW, VOCABULARY

from pipeline.publish.report import report

TEMPLATE = (Path(__file__).parent.parent / "templates" / "fortschrittsbericht.docx").read_bytes()


def _drop(tag: str) -> Callable[[Word], None]:
    def edit(word: Word) -> None:
        for root in (word.element, word.styles.element):
            for element in list(root.iter(qn(tag))):
                element.getparent().remove(element)

    return edit


def _set(tag: str, attribute: str, value: str) -> Callable[[Word], None]:
    def edit(word: Word) -> None:
        for element in word.styles.element.iter(qn(tag)):
            element.set(qn(attribute), value)

    return edit


SPOILERS: dict[str, Callable[[Word], object]] = {
    "language": _set("w:lang", "w:val", "en-US"),
    "title": lambda word: setattr(word.core_properties, "title", ""),
    "font:": _set("w:rFonts", "w:ascii", "Times New Roman"),
    "font size": _set("w:sz", "w:val", "18"),
    "alignment": _set("w:jc", "w:val", "both"),
    "contrast": _set("w:color", "w:val", "999999"),
    "headings: level": lambda word: word.add_heading("Sprung", 1) and word.add_paragraph("Sprung", "Heading 3"),
    "empty section": lambda word: word.add_heading("Leer", 1) and word.add_heading("Voll", 1),
    "empty paragraph": lambda word: word.add_paragraph(""),
    "link without aim": _drop("w:bookmarkStart"),
    "drawing without": lambda word: word.element.body.find(f".//{qn('wp:docPr')}").set("descr", ""),
    "table without header": _drop("w:tblHeader"),
    "table whose rows break": _drop("w:cantSplit"),
    "table without tblDescription": _drop("w:tblDescription"),
    "table wider": lambda word: word.tables[0].columns[0]._gridCol.set(qn("w:w"), "20000"),
}


@pytest.mark.parametrize(("breach", "spoil"), SPOILERS.items(), ids=SPOILERS.keys())
def test_checker_sees_every_breach(breach: str, spoil: Callable[[Word], object]) -> None:
    word, spoiled = Document(BytesIO(report(COMPARISON, NEW, VOCABULARY, TEMPLATE))), BytesIO()
    spoil(word)
    word.save(spoiled)
    assert any(line.startswith(breach) for line in violations(spoiled.getvalue()))
