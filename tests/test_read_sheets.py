"""Spreadsheets printed on several pages, with letters and numbers around them, with cells that cut their text off."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from set_pages import WIDTH, grid, line, page, word

from pipeline.model import Place
from pipeline.printed import CutText, Line, Table
from pipeline.read.cell_words import with_overflow, with_whole_words
from pipeline.read.extract import FirstEngine, Sheet
from pipeline.read.furniture import split_furniture
from pipeline.read.glyphs import Glyph
from pipeline.read.layout import page_blocks
from pipeline.read.page import Column, Grid, Page, Rule
from pipeline.read.pdf import read_pdf
from pipeline.read.sheets.cut_cells import without_clipped
from pipeline.read.sheets.headings import without_sheet_headings
from pipeline.read.sheets.wide import put_together
from pipeline.word_lists import load_vocabulary

ROOT = Path(__file__).parent.parent
WORDS = load_vocabulary(ROOT / "templates")
LEFT = (10.0, 140.0, 190.0, 440.0)
RIGHT = (10.0, 100.0, 200.0)
HEIGHTS = (100.0, 120.0, 160.0, 190.0)


def left(number: int = 1, heights: Sequence[float] = HEIGHTS, *, titles: bool = True, first: int = 1) -> Page:
    """The first columns: goal, number, measure; rows from one height to the next."""
    rows = [(top, first + place) for place, top in enumerate(heights[1 if titles else 0 : -1])]
    title = line(heights[0] + 2, (12, "Ziel"), (142, "Nr."), (192, "Maßnahme")) if titles else []
    cells = [line(top + 2, (12, f"Ziel {n}"), (142, str(n)), (192, f"Beratung {n}")) for top, n in rows]
    return page(title, *cells, number=number, grids=(grid(*heights, edges=LEFT),))


def right(
    number: int = 2, heights: Sequence[float] = HEIGHTS, *, titles: bool = True, first: int = 1, repeat: bool = False
) -> Page:
    """The last columns: actors, status; the number before them again if it is repeated."""
    edges = (10.0, 60.0, 150.0, 250.0) if repeat else RIGHT
    starts = [x + 2 for x in edges[:-1]]
    rows = [(top, first + place) for place, top in enumerate(heights[1 if titles else 0 : -1])]
    names = ("Nr.", "Akteure", "Status")[0 if repeat else 1 :]
    title = line(heights[0] + 2, *zip(starts, names, strict=True)) if titles else []
    cells = [
        line(top + 2, *zip(starts, (str(n), f"Amt {n}", "Läuft")[0 if repeat else 1 :], strict=True)) for top, n in rows
    ]
    return page(title, *cells, number=number, grids=(grid(*heights, edges=edges),))


def unruled(*pages: Page) -> list[Page]:
    return [each.with_grids(()) for each in pages]


def parts(*pages: Page) -> dict[int, list[int]]:
    """Which pages were put beside which."""
    return {number: [part.page for part in found] for number, found in put_together(pages, WORDS).parts.items()}


# --- sheets wider than the paper ---


def test_columns_on_the_next_page_are_put_beside_rows_of_the_same_heights() -> None:
    whole = put_together([left(), right()], WORDS)
    (sheet,) = whole.pages
    assert [len([box for box in row if box]) for row in sheet.grids[0].rows] == [5, 5, 5]
    assert parts(left(), right()) == {1: [2]}
    assert parts(*unruled(left(), right())) == {1: [2]}


def test_what_stands_in_the_second_part_is_placed_on_its_own_page() -> None:
    whole = put_together([left(), right()], WORDS)
    assert whole.place(Place(1, (442.0, 122.0, 472.0, 132.0))) == Place(2, (12.0, 122.0, 42.0, 132.0))
    assert whole.place(Place(1, (12.0, 122.0, 42.0, 132.0))) == Place(1, (12.0, 122.0, 42.0, 132.0))
    assert whole.place(Place(1, (10.0, 120.0, 640.0, 160.0))) == Place(1, (10.0, 120.0, 440.0, 160.0))


def test_down_and_then_over() -> None:
    below = (100.0, 130.0, 150.0)
    pages = [left(1), left(2, below, titles=False, first=3), right(3), right(4, below, titles=False, first=3)]
    assert parts(*pages) == {1: [3], 2: [4]}


def test_over_and_then_down() -> None:
    below = (100.0, 130.0, 150.0)
    pages = [left(1), right(2), left(3, below, titles=False, first=3), right(4, below, titles=False, first=3)]
    assert parts(*pages) == {1: [2], 3: [4]}


def test_repeated_columns_are_running_lines() -> None:
    whole = put_together([left(), right(repeat=True)], WORDS)
    assert [text.text for text in whole.repeated] == ["Nr.", "1", "2"]
    assert len(whole.pages) == 1


def test_rows_of_other_heights_are_not_put_together() -> None:
    assert parts(left(), right(heights=(100.0, 120.0, 150.0, 190.0))) == {}
    assert parts(*unruled(left(), right(heights=(107.0, 127.0, 167.0, 197.0)))) == {}


def test_pages_with_the_same_titles_are_no_parts_of_one_sheet() -> None:
    assert parts(left(1), left(2, first=3)) == {}


def test_titles_that_nobody_knows_need_rows_of_unlike_heights() -> None:
    def indicators(heights: Sequence[float]) -> Page:
        cells = [line(top + 2, (12, "Kennzahl" if top == heights[0] else "12 %")) for top in heights[:-1]]
        rules = tuple(Rule(10.0, 100.0, y) for y in heights)
        return page(*cells, number=2, rules=rules)

    def measures(heights: Sequence[float]) -> Page:
        return replace(left(heights=heights), rules=())

    unlike, alike = (100.0, 120.0, 160.0, 190.0, 240.0), (100.0, 120.0, 140.0, 160.0)
    titled = (left(heights=unlike), indicators(unlike))
    assert len(titled[0].grids) == 1
    assert parts(*titled) == {1: [2]}
    assert parts(measures(alike), indicators(alike)) == {}


# --- letters and numbers around a sheet ---


def test_letters_and_numbers_around_a_sheet_are_no_part_of_it() -> None:
    titles = line(82, (50, "A"), (150, "B"))
    numbers = [word(str(n), 12, top + 2) for n, top in ((1, 100), (2, 120), (5, 160))]
    sheet = grid(80, *HEIGHTS, edges=(10, 40, 140, 240))
    (bare,), taken = without_sheet_headings([page(titles, *numbers, word("Ziel", 42, 102), grids=(sheet,))])
    assert [text.text for text in taken] == ["A", "B", "1", "2", "5"]
    assert bare.grids[0] == grid(*HEIGHTS, edges=(40, 140, 240))


def test_measures_numbered_from_one_keep_their_numbers() -> None:
    table = page(
        line(82, (12, "Nr."), (50, "Ziel")), word("1", 12, 102), word("2", 12, 122), word("3", 12, 162),
        grids=(grid(80, *HEIGHTS, edges=(10, 40, 140, 240)),),
    )  # fmt: skip
    assert without_sheet_headings([table]) == ([table], ())


def test_rows_of_a_sheet_without_lines_are_those_of_its_numbers() -> None:
    boxes = grid(80, *HEIGHTS, edges=(10, 40, 140, 240))
    inside: tuple[object, ...] = ((40.0, 100.0, 240.0, 190.0), None)
    rows = (boxes.rows[0], *((row[0], *(inside if n == 0 else (None, None))) for n, row in enumerate(boxes.rows[1:])))
    glyphs = [*line(82, (50, "A"), (150, "B")), *word("1", 12, 102), *word("2", 12, 122), *word("3", 12, 162)]
    drawn = page(glyphs, grids=(Grid(boxes.box, rows),))  # type: ignore[arg-type]
    (bare,), _ = without_sheet_headings([drawn])
    assert bare.grids[0] == grid(*HEIGHTS, edges=(40, 140, 240))


# --- texts too wide for their cell ---

FIRST, SECOND = (0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 100.0, 20.0)


def drawn(text: str, x0: float, top: float = 5) -> list[Glyph]:
    """A text with its blanks, as a spreadsheet draws it."""
    return [Glyph(c, x0 + 5 * n, top, x0 + 5 * (n + 1), top + 10, 10.0) for n, c in enumerate(text)]


def halves(glyphs: Sequence[Glyph]) -> dict[tuple[float, float, float, float], list[Glyph]]:
    return {
        FIRST: [glyph for glyph in glyphs if glyph.middle[0] < 50],
        SECOND: [glyph for glyph in glyphs if glyph.middle[0] >= 50],
    }


def test_text_over_an_empty_cell_belongs_to_the_cell_it_begins_in() -> None:
    text = drawn("Alle im Ort machen mit", 2)
    assert with_overflow(halves(text), text) == {FIRST: text, SECOND: []}


def test_cell_right_behind_a_full_one_keeps_its_text() -> None:
    text = [*drawn("Alle im Or", 0), *drawn("Amt", 52)]
    assert with_overflow(halves(text), text) == halves(text)


def test_letters_cut_off_at_the_next_cell_stay_out_of_it() -> None:
    below = ((0.0, 20.0, 50.0, 40.0), (50.0, 20.0, 100.0, 40.0))
    cut, amt, other = drawn("Gehsteigen", 1.6), drawn("Amt", 51.7), drawn("Rat", 51.7, 25)
    content = halves([*cut, *amt]) | {below[0]: [], below[1]: other}
    assert with_whole_words(content, [*cut, *amt, *other])[SECOND] == amt


# --- sheets by name ---


@pytest.mark.parametrize("name", ["2025-beispielfurt-calc-sheet-names.pdf"])
def test_names_of_sheets_in_the_page_header_are_running_lines_and_head_their_tables(name: str) -> None:
    raw = read_pdf((ROOT / "tests/catalogues" / name).read_bytes(), name, WORDS)
    running = {text.text for text in raw.furniture}
    assert {"Gebäude und Wärme", "Konsum und Abfall", "Verkehr"} <= running


def test_first_lines_that_are_not_centred_alike_stay() -> None:
    pages = [[text] for text in (at_top("Wohnen", 20, 1), at_top("Verkehr und Wege", 20, 2))]
    assert split_furniture(pages)[1] == []
    centred = [[text] for text in (at_top("Wohnen", 45, 1), at_top("Verkehr und Wege", 20, 2))]
    assert len(split_furniture(centred)[1]) == 2


def at_top(text: str, x0: float, number: int) -> Line:
    return Line(text, Place(number, (x0, 20.0, x0 + 5 * len(text), 30.0)))


# --- cells that are cut off ---


def test_text_that_a_spreadsheet_cuts_off_is_told_with_what_is_seen_of_it() -> None:
    content = (ROOT / "tests/catalogues/2025-beispielsee-calc-cut.pdf").read_bytes()
    _, cut = clipped(content)
    assert [text.seen.split()[-1] for text in cut] == ["Kindertagese", "Absprache"]  # the last letters in part
    assert all(text.edge is not None for text in cut)


def test_page_that_clips_nothing_has_no_texts_cut_off() -> None:
    content = (ROOT / "tests/catalogues/2024-beispielhain-calc-two-parts.pdf").read_bytes()
    assert clipped(content)[1] == ()


def clipped(content: bytes) -> tuple[Sheet, tuple[CutText, ...]]:
    document = pypdfium2.PdfDocument(content)
    return without_clipped(FirstEngine(content, "Katalog.pdf").sheet(1), document[0])


# --- rows ---


def test_row_with_nothing_but_a_heading_in_its_first_cell_is_no_measure() -> None:
    heights = (100.0, 120.0, 140.0, 160.0, 180.0)
    cells = (
        line(102, (12, "Ziel"), (142, "Nr."), (192, "Maßnahme")),
        line(122, (12, "Ziel 1"), (142, "1"), (192, "Beratung")),
        word("Handlungsfeld 2: Wege", 12, 142),
        line(162, (12, "Ziel 2"), (142, "2"), (192, "Radwege")),
    )
    found, _ = page_blocks(page(*cells, grids=(grid(*heights, edges=LEFT),)), WIDTH, (), WORDS)
    assert [block.text for block in found if isinstance(block, Line)] == ["Handlungsfeld 2: Wege"]
    assert [row.measure_number for block in found if isinstance(block, Table) for row in block.rows] == ["1", "2"]


def test_row_of_one_text_above_titles_is_none_of_the_table_before() -> None:
    heights = (100.0, 120.0, 140.0, 160.0)
    cells = (
        word("Wege", 12, 102),
        line(122, (12, "Ziel"), (142, "Nr."), (192, "Maßnahme")),
        line(142, (12, "Ziel 2"), (142, "2"), (192, "Radwege")),
    )
    before = tuple(Column(name, True, x0, x1) for name, x0, x1 in (("goal", 10, 140), ("number", 140, 190)))
    before += (Column("measure", True, 190, LEFT[-1]),)
    found, _ = page_blocks(page(*cells, grids=(grid(*heights, edges=LEFT),)), WIDTH, before, WORDS)
    assert [block.text for block in found if isinstance(block, Line)] == ["Wege"]
    assert [row.measure_number for block in found if isinstance(block, Table) for row in block.rows] == ["2"]


def bold(text: str, x0: float, top: float) -> list[Glyph]:
    return [glyph._replace(bold=True) for glyph in word(text, x0, top)]


def test_row_of_one_text_in_bold_type_is_a_heading_where_no_other_begins_so() -> None:
    heights = (100.0, 120.0, 140.0, 160.0)
    titles = line(102, (12, "Ziel"), (142, "Nr."), (192, "Maßnahme"))
    row = line(142, (142, "1"), (192, "Radwege"))
    for begin, headings in ((word("Ziel 1", 12, 142), ["Wege"]), (bold("Ziel 1", 12, 142), [])):
        sheet = page(titles, bold("Wege", 12, 122), row, begin, grids=(grid(*heights, edges=LEFT),))
        found, _ = page_blocks(sheet, WIDTH, (), WORDS)
        assert [block.text for block in found if isinstance(block, Line)] == headings
