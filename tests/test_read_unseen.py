"""Records hold what a page shows: text that nobody sees is left out and told (ways to hide it: `hostile/seen.py`)."""

import io
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pypdfium2 import PdfiumError
from test_read_pdf import document, text

from pipeline.errors import InputUnreadable
from pipeline.model import Finding
from pipeline.read.confirm import second_engine
from pipeline.read.extract import FirstEngine, Sheet
from pipeline.read.outlines import outlined_text
from pipeline.read.page import Grid, Page
from pipeline.read.pdf import read_pdf
from pipeline.read.unseen import about_pictures, judge, without_unseen
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
SHOWN = "BT /F1 12 Tf 50 700 Td (sichtbar) Tj ET "


def judged(content_of_page: str) -> tuple[list[Sheet], tuple[Finding, ...]]:
    return looked_through(document(content_of_page.encode()))


def looked_through(content: bytes) -> tuple[list[Sheet], tuple[Finding, ...]]:
    with second_engine(content, "2024.pdf") as second:
        engine = FirstEngine(content, "2024.pdf")
        judged = {n: judge(engine.sheet(n), second[n - 1], second) for n in range(1, engine.count + 1)}
        shown = [without_unseen(page, judged.get) for page in judged.values()]
    pictures = about_pictures([page.sheet.number for page in shown if page.over_picture], len(shown))
    findings = (finding for page in shown for finding in page.findings)
    return [page.sheet for page in shown], (*findings, *pictures)


def shown(sheet: Sheet) -> str:
    return "".join(glyph.text for glyph in sheet.glyphs)


@pytest.mark.parametrize("grey", ["0", "0.5", "0.8"])
def test_pale_text_is_seen(grey: str) -> None:
    sheets, findings = judged(f"{grey} g " + SHOWN)
    assert (shown(sheets[0]), findings) == ("sichtbar", ())


def test_white_text_on_a_dark_ground_is_seen() -> None:
    sheets, findings = judged("0.1 0.2 0.5 rg 40 690 200 30 re f 1 g " + SHOWN)
    assert (shown(sheets[0]), findings) == ("sichtbar", ())


def test_colour_as_light_as_its_ground_is_seen() -> None:
    sheets, findings = judged("0.9 0 0 rg 40 690 200 30 re f 0 0.457 0 rg " + SHOWN)
    assert (shown(sheets[0]), findings) == ("sichtbar", ())


def test_one_white_word_in_a_line_is_left_out_and_named() -> None:
    sheets, (finding,) = judged(
        SHOWN + "1 g BT /F1 12 Tf 110 700 Td (nicht) Tj ET 0 g BT /F1 12 Tf 150 700 Td (da) Tj ET"
    )
    assert shown(sheets[0]) == "sichtbarda"
    assert (finding.code, finding.page, "„nicht“" in finding.message) == ("hidden-text", 1, True)


def test_word_beside_a_rule_is_not_seen_for_the_rule() -> None:
    sheets, findings = judged("40 698 m 300 698 l S 1 g " + SHOWN)
    assert (shown(sheets[0]), len(findings)) == ("", 1)


def test_small_print_is_read_and_what_nobody_can_read_is_not() -> None:
    sheets, _ = judged(SHOWN + "BT /F1 4 Tf 50 600 Td (klein) Tj ET BT /F1 1 Tf 50 500 Td (winzig) Tj ET")
    assert shown(sheets[0]) == "sichtbarklein"


def test_words_on_words_are_told_with_both() -> None:
    _, (finding,) = judged(SHOWN + "BT /F1 12 Tf 52 701 Td (anders) Tj ET")
    assert finding.code == "text-over-text"
    assert "„sichtbar“ und „anders“" in finding.message


def test_each_word_on_another_has_its_place() -> None:
    content = document((SHOWN + "BT /F1 12 Tf 52 701 Td (anders) Tj ET").encode())
    crossed = read_pdf(content, "2024.pdf", WORDS, None).crossed
    assert [(each.words, each.place.page) for each in crossed] == [("„sichtbar“ und „anders“", 1)] * 2
    assert len({each.place.bbox for each in crossed}) == 2


def scanned(words: str, printed: bytes = b"") -> bytes:
    """A page that is a picture of stripes, with words of text recognition on it, and perhaps some printed over it."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(document(printed + b" 3 Tr " + text(words)))) as pdf:
        page = pdf.pages[0]
        page.obj.Resources.XObject = Dictionary(
            Bild=pdf.make_stream(
                bytes([0, 255] * 5000), Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100,
                BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            )
        )  # fmt: skip
        page.obj.MediaBox = Array([0, 0, 595, 842])
        page.contents_add(b"q 595 0 0 842 0 0 cm /Bild Do Q", prepend=True)
        pdf.save(out)
    return out.getvalue()


def test_recognised_text_over_a_scan_is_read_and_told() -> None:
    content = scanned("erkannt")
    sheets, findings = looked_through(content)
    assert (shown(sheets[0]), sheets[0].is_recognised, findings) == ("erkannt", True, ())


def test_some_recognised_words_among_printed_ones_are_a_finding() -> None:
    printed = b"BT /F0 12 Tf 50 600 Td (Drei Woerter mehr) Tj ET"
    content = scanned("erkannt", printed)
    sheets, (finding,) = looked_through(content)
    assert not sheets[0].is_recognised
    assert (finding.code, "Auf 1 von 1 Seiten (1)" in finding.message) == ("text-over-picture", True)


def test_document_of_unseen_text_alone_has_no_text() -> None:
    with pytest.raises(InputUnreadable, match="auf keiner Seite Text"):
        read_pdf(document(b"1 g " + text("Nr. Maßnahme Status")), "2024.pdf", WORDS)


def test_page_that_cannot_be_drawn_is_read_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PdfiumError("no bitmap")

    monkeypatch.setattr("pypdfium2.PdfPage.render", fail)
    sheets, (finding,) = judged(SHOWN)
    assert (shown(sheets[0]), finding.code) == ("sichtbar", "page-undrawn")


def test_page_too_large_to_be_drawn_is_read_and_told() -> None:
    with Pdf.open(io.BytesIO(document(SHOWN.encode()))) as pdf:
        pdf.pages[0].MediaBox = Array([0, 0, 9595, 842])
        pdf.save(large := io.BytesIO())
    sheets, (finding,) = looked_through(large.getvalue())
    assert (shown(sheets[0]), finding.code) == ("sichtbar", "page-undrawn")


def page_with_cell() -> Page:
    return Page(1, 200, 200, (), (Grid((0, 0, 100, 20), (((0, 0, 50, 20), (50, 0, 100, 20)),)),))


@pytest.mark.parametrize(("count", "told"), [(7, 0), (8, 1)])
def test_cell_full_of_drawn_shapes_is_told_and_a_tick_is_not(count: int, told: int) -> None:
    curves = [(5.0 * number, 8.0, 5.0 * number + 4, 12.0) for number in range(count)]
    assert len(list(outlined_text(page_with_cell(), curves))) == told


def test_drawing_beside_the_table_is_none_of_its_words() -> None:
    assert not list(outlined_text(page_with_cell(), [(148.0, 148.0, 152.0, 152.0)] * 50))
