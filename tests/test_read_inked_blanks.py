"""A character that the file calls a tab but that shows ink is one that nobody can read."""

from dataclasses import replace

from test_read_pdf import document

from pipeline.read.confirm import second_engine
from pipeline.read.extract import FirstEngine
from pipeline.read.ink import text_ink
from pipeline.read.inked_blanks import without_inked_blanks


def read_with_tab_for(letter: str) -> str:
    """The text "35 E km" with one character called a tab."""
    content = document(b"BT /F1 20 Tf 50 700 Td (35 E km) Tj ET")
    sheet = FirstEngine(content, "2024.pdf").sheet(1)
    called = tuple(glyph._replace(text="\t") if glyph.text == letter else glyph for glyph in sheet.glyphs)
    with second_engine(content, "2024.pdf") as second:
        ink = text_ink(second[0])
    assert ink
    return "".join(glyph.text for glyph in without_inked_blanks(replace(sheet, glyphs=called), ink).glyphs)


def test_tab_with_ink_is_unreadable() -> None:
    assert read_with_tab_for("E") == "35 \ufffd km"


def test_tab_without_ink_is_a_blank() -> None:
    assert read_with_tab_for(" ") == "35\tE\tkm"
