"""What two independent engines do not read alike is a finding, and gross differences stop the run."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from test_read_extract import EURO_FONT
from test_read_pdf import document, text

from pipeline.errors import InputUnreadable
from pipeline.model import Finding
from pipeline.read.confirm import confirm, require_pages, second_engine, second_page
from pipeline.read.extract import FirstEngine, Sheet

PAGE = (
    "Bienen am Rathaus",
    "Laerm in der Schule",
    *(f"Zeile {number} mit vielen Worten darin" for number in range(20)),
)
CONTENT = document(text("Titelblatt"), text(*PAGE))


@pytest.fixture(name="sheets")
def the_pages_as_the_first_engine_reads_them() -> list[Sheet]:
    engine = FirstEngine(CONTENT, "2024.pdf")
    return [engine.sheet(number) for number in range(1, engine.count + 1)]


def compared(content: bytes, sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """What the second engine has to say about pages as the first one read them."""
    with second_engine(content, "2024.pdf") as second:
        require_pages(second, len(sheets), "2024.pdf")
        texts = [second_page(second, sheet.number, "2024.pdf")[1] for sheet in sheets]
    return tuple(each for page, text in zip(sheets, texts, strict=True) for each in confirm(page, text, "2024.pdf"))


def without(sheet: Sheet, count: int) -> Sheet:
    """A page whose first characters the first engine missed."""
    return replace(sheet, glyphs=sheet.glyphs[count:])


def test_engines_that_agree_leave_no_finding(sheets: list[Sheet]) -> None:
    assert compared(CONTENT, sheets) == ()


def test_finding_names_page_and_word(sheets: list[Sheet]) -> None:
    (finding,) = compared(CONTENT, [sheets[0], without(sheets[1], 1)])
    assert (finding.code, finding.page) == ("engines-disagree", 2)
    assert "„Bienen“" in finding.message
    assert "Titelblatt" not in finding.message


def test_character_that_only_the_first_engine_reads_is_a_finding(sheets: list[Sheet]) -> None:
    doubled = replace(sheets[1], glyphs=(*sheets[1].glyphs, sheets[1].glyphs[0]))
    assert [finding.page for finding in compared(CONTENT, [sheets[0], doubled])] == [2]


def test_characters_beyond_the_page_are_none_that_were_missed(sheets: list[Sheet]) -> None:
    hidden = replace(sheets[1], glyphs=sheets[1].glyphs[3:], hidden=sheets[1].glyphs[:3])
    assert compared(CONTENT, [sheets[0], hidden]) == ()


def test_unknown_character_may_be_any_of_the_second_engine(sheets: list[Sheet]) -> None:
    unknown = replace(sheets[1], glyphs=(sheets[1].glyphs[0]._replace(text="\ufffd"), *sheets[1].glyphs[1:]))
    assert compared(CONTENT, [sheets[0], unknown]) == ()


def test_gross_difference_stops_the_run(sheets: list[Sheet]) -> None:
    with pytest.raises(InputUnreadable, match=re.escape("auf Seite 2 309 Zeichen verschieden")):
        compared(CONTENT, [sheets[0], without(sheets[1], 368)])


def test_missing_page_stops_the_run(sheets: list[Sheet]) -> None:
    with pytest.raises(InputUnreadable, match="1 Seiten oder 2"):
        compared(CONTENT, sheets[:1])


def test_file_that_only_one_engine_opens_stops_the_run(sheets: list[Sheet]) -> None:
    with pytest.raises(InputUnreadable, match="beschädigt"):
        compared(b"%PDF-1.4 und sonst nichts", sheets)


def test_control_characters_of_a_broken_font_are_shown_as_such() -> None:
    content = document(text(*PAGE, "Sc\\004all"))
    sheet = FirstEngine(content, "2024.pdf").sheet(1)
    (finding,) = compared(content, [replace(sheet, glyphs=sheet.glyphs[:-7])])
    assert "\x04" not in finding.message
    assert "„Sc\ufffdall“" in finding.message


def test_sign_that_the_second_engine_calls_as_its_font_does_is_no_difference() -> None:
    assert compared(EURO_FONT, [FirstEngine(EURO_FONT, "2024.pdf").sheet(1)]) == ()
