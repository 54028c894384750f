"""Tables without rules and without a column of numbers: these stand in front of the measures' words."""

from set_pages import grid, line, page, word
from test_read_unruled import WORDS, blocks, texts

from pipeline.printed import Cell, Table
from pipeline.read.glyphs import Glyph
from pipeline.read.page import Grid, Page
from pipeline.read.shading import without_stripes
from pipeline.read.unruled.tables import unruled_tables

TITLES = line(100, (20, "Maßnahme"), (300, "Akteure"), (500, "Status"))


def row(top: float, measure: str, actors: str = "Amt", status: str = "Umgesetzt", *, beside: float = 0) -> list[Glyph]:
    """A row of one line; the cells beside the measure stand so much lower."""
    return [*word(measure, 20, top), *word(actors, 300, top + beside), *word(status, 500, top + beside)]


def rows(*pages: Page) -> list[tuple[str, str]]:
    """The texts and actors of each row."""
    found = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
    return [(_text(row.measure), _text(row.actors)) for row in found]


def _text(cell: Cell) -> str:
    return " ".join(text.text for text in cell.lines)


def doubtful(*pages: Page) -> list[str]:
    return [each.text for on in unruled_tables(pages, WORDS) for each in on.numbers]


def test_number_in_front_of_the_words_opens_a_row_without_a_gap_above() -> None:
    lines = (row(120, "1.1 Wahl des"), word("Rates", 20, 132), row(144, "1.2 Treff"), row(156, "2.1 Fest"))
    assert [measure for measure, _ in rows(page(TITLES, *lines))] == ["1.1 Wahl des Rates", "1.2 Treff", "2.1 Fest"]
    assert not doubtful(page(TITLES, *lines))


def test_figures_that_do_not_count_on_open_no_row() -> None:
    first = (row(120, "1.1 Fonds von"), word("1.500 Euro seit", 20, 132), word("2023 ff.", 20, 144))
    found = rows(page(TITLES, *first, row(164, "1.2 Treff"), row(184, "1.3 Fest")))
    assert [measure for measure, _ in found] == ["1.1 Fonds von 1.500 Euro seit 2023 ff.", "1.2 Treff", "1.3 Fest"]


def test_of_two_lines_with_the_same_number_the_one_beside_cells_opens_the_row() -> None:
    first = (row(120, "1.1 Fest wie in"), word("1.2 beschrieben", 20, 132))
    found = rows(page(TITLES, *first, row(152, "1.2 Treff"), row(172, "1.3 Chor")))
    assert [measure for measure, _ in found] == ["1.1 Fest wie in 1.2 beschrieben", "1.2 Treff", "1.3 Chor"]


def test_number_that_counts_on_beside_no_cell_is_doubtful() -> None:
    first = (row(120, "1.1 Fest wie in"), word("1.2 beschrieben", 20, 132))
    assert doubtful(page(TITLES, *first, row(152, "1.3 Treff"), row(172, "1.4 Chor"))) == ["1.2 beschrieben"]


def test_row_centred_on_its_text_begins_with_the_highest_cell() -> None:
    def centred(top: float, number: int) -> list[Glyph]:
        beside = [*word("Amt", 300, top - 6), *word("Verein", 300, top + 6), *word("Läuft", 500, top)]
        return [*word(f"{number}. Treff", 20, top), *beside]

    found = rows(page(TITLES, *(centred(130 + 34 * number, number) for number in range(1, 6))))
    assert found == [(f"{number}. Treff", "Amt Verein") for number in range(1, 6)]


def test_list_in_one_cell_opens_no_rows() -> None:
    items = [word(f"{number}. Schritt", 20, 120 + 12 * number) for number in range(1, 7)]
    assert rows(page(TITLES, row(120, "Beratung"), *items, row(220, "Treff")))[0][0].startswith(
        "Beratung 1. Schritt 2."
    )


def test_words_of_a_justified_line_apart_from_its_number_go_on_with_it() -> None:
    wide = line(140, (20, "M"), (40, "1.2:"), (80, "Treff"), (300, "Amt"), (500, "Umgesetzt"))
    found = rows(page(TITLES, row(120, "M 1.1: Wahl"), wide, row(160, "M 1.3: Fest")))
    assert [measure for measure, _ in found] == ["M 1.1: Wahl", "M 1.2: Treff", "M 1.3: Fest"]


def test_goal_across_between_rows_is_a_line_of_its_own() -> None:
    whole = page(TITLES, word("Ziel 1: Miteinander", 20, 120), row(136, "1.1 Wahl"), row(152, "1.2 Treff"),
                 word("Ziel 2: Vielfalt", 20, 168), row(184, "1.3 Fest"))  # fmt: skip
    assert texts(whole) == ["Ziel 1: Miteinander", "Ziel 2: Vielfalt"]
    assert [measure for measure, _ in rows(whole)] == ["1.1 Wahl", "1.2 Treff", "1.3 Fest"]


def test_bold_line_between_rows_is_a_heading() -> None:
    bold = [glyph._replace(bold=True) for glyph in word("2. Vielfalt", 20, 168)]
    whole = page(TITLES, row(120, "1.1 Wahl"), row(144, "1.2 Treff"), bold, row(184, "2.1 Fest"))
    assert texts(whole) == ["2. Vielfalt"]


def test_row_below_a_line_across_the_table_is_found_by_its_number() -> None:
    across = word("Handlungsfeld 2 umfasst alles, was Menschen in der Stadt zusammenbringt", 20, 150)
    whole = page(TITLES, row(120, "1.1 Wahl"), across, row(180, "2.1 Fest"), row(204, "2.2 Chor"))
    assert [measure for measure, _ in rows(whole)] == ["1.1 Wahl", "2.1 Fest", "2.2 Chor"]


def test_shaded_cell_beside_several_numbers_makes_no_row_of_them() -> None:
    lines = (row(120, "1.1 Wahl"), row(144, "1.2 Treff"), row(168, "1.3 Fest"))
    shaded = grid(95, 115, 200, edges=(15, 290, 490, 790))
    assert not without_stripes(page(TITLES, *lines, grids=[shaded]), WORDS).grids
    ruled = grid(95, 115, 135, 159, 200, edges=(15, 290, 490, 790))
    assert without_stripes(page(TITLES, *lines, grids=[ruled]), WORDS).grids == (ruled,)


def test_words_that_seem_to_divide_the_title_of_the_measures_do_no_harm() -> None:
    titled = line(100, (20, "Nr."), (100, "Ziel"), (300, "Maßnahme"), (500, "Status"))
    first = [
        *line(115, (290, "Achse"), (330, "Nord")),
        *line(130, (20, "1"), (100, "Wege"), (300, "vom"), (500, "Läuft")),
    ]
    shaded = grid(95, 112, 200, edges=(15, 90, 290, 490, 790))
    assert without_stripes(page(titled, first, grids=[shaded]), WORDS).grids == (shaded,)


def test_cell_at_the_top_of_a_page_that_goes_on_beside_a_centred_row_is_one_of_it() -> None:
    def centred(top: float, number: int) -> list[Glyph]:
        beside = [*word("Amt", 300, top - 12), *word("Verein", 300, top), *word("Chor", 300, top + 12)]
        return [*word(f"1.{number} Treff", 20, top), *beside, *word("Läuft", 500, top)]

    first = page(TITLES, centred(132, 1), centred(182, 2))
    overleaf = page(centred(32, 3), centred(82, 4), number=2)
    assert rows(first, overleaf) == [(f"1.{number} Treff", "Amt Verein Chor") for number in range(1, 5)]


def test_rest_of_a_cell_at_the_top_of_a_page_is_none_of_the_first_row() -> None:
    overleaf = page(word("Verein", 300, 20), row(44, "1.3 Fest"), row(68, "1.4 Chor"), number=2)
    found = rows(page(TITLES, row(120, "1.1 Wahl"), row(144, "1.2 Treff")), overleaf)
    assert found[2:] == [("", "Verein"), ("1.3 Fest", "Amt"), ("1.4 Chor", "Amt")]


def titled_row(top: float, title: str, *others: str) -> list[Glyph]:
    """A measure of four lines, the first one bold; the cells beside it are centred."""
    bold = [glyph._replace(bold=True) for glyph in word(title, 20, top)]
    text = [glyph for place in (1, 2, 3) for glyph in word("Ein Text von vier Zeilen", 20, top + 12 * place)]
    return [*bold, *text, *line(top + 18, *zip((300, 500), others, strict=True))]


def between_rules(*cuts: float) -> Grid:
    return grid(*cuts, edges=(15, 290, 490, 790))


def test_bold_lines_below_gaps_open_rows_whose_other_cells_are_centred() -> None:
    lines = (titled_row(130 + 60 * number, f"{number}. Treff", "Amt", "Läuft") for number in range(1, 4))
    found = rows(page(TITLES, *lines))
    assert found == [(f"{number}. Treff" + 3 * " Ein Text von vier Zeilen", "Amt") for number in range(1, 4)]


def test_rules_between_columns_in_a_frame_around_the_page_make_no_rows() -> None:
    heading = word("Handlungsfeld Wohnen", 20, 80)
    titles = line(100, (120, "Maßnahme"), (360, "Akteure"), (620, "Status"))
    lines = [titled_row(130 + 60 * number, f"{number + 4}. Treff", "Amt", "Läuft") for number in (0, 1)]
    table = between_rules(95, 115, 310)
    head, foot = (15.0, 70.0, 790.0, 95.0), (15.0, 310.0, 790.0, 590.0)
    framed = Grid((15, 70, 790, 590), ((head, None, None), *table.rows, (foot, None, None)))
    assert not without_stripes(page(heading, titles, *lines, number=2, grids=[framed]), WORDS).grids


def test_rest_of_a_table_between_rules_down_the_page_holds_several_measures() -> None:
    first = page(TITLES, *(titled_row(130 + 60 * number, f"{number}. Treff", "Amt", "Läuft") for number in (1, 2)))
    lines = [titled_row(50 + 60 * number, f"{number + 3}. Treff", "Amt", "Läuft") for number in (0, 1)]
    ruled = between_rules(45, 200)
    found = unruled_tables([first, page(*lines, number=2, grids=[ruled])], WORDS)
    assert found[1].undone == (ruled,)
    assert [len(each.rows) for each in found[1].grids] == [2]
    other = grid(45, 200, edges=(15, 400, 490, 790))
    assert not unruled_tables([first, page(*lines, number=2, grids=[other])], WORDS)[1].undone


def test_rest_of_a_table_between_rules_down_the_page_has_columns_beside_the_outermost_ones() -> None:
    titles = line(100, (20, "Nr."), (120, "Maßnahme"), (360, "Akteure"), (620, "Status"))
    first = page(titles, *(line(100 + 20.0 * n, (20, f"{n}"), (120, "Treff"), (360, "Amt")) for n in (1, 2)))
    last = line(50, (20, "3"), (120, "Bus"), (360, "Amt"), (620, "Läuft"))
    inner = grid(45, 65, edges=(110, 350, 600))
    assert unruled_tables([first, page(last, number=2, grids=[inner])], WORDS)[1].undone == (inner,)
    whole = grid(45, 65, edges=(15, 110, 350, 600, 790))
    assert not unruled_tables([first, page(last, number=2, grids=[whole])], WORDS)[1].undone


def test_row_below_a_line_across_begins_with_the_highest_cell_centred_beside_its_text() -> None:
    across = word("Ziel: Versiegelte Flächen werden überall zurückgebaut und bepflanzt", 20, 160)
    text = [*word("2.1 Schulhöfe", 20, 180), *word("werden grün", 20, 192)]
    beside = [glyph for place, name in enumerate(("Amt", "Rat", "Chor")) for glyph in word(name, 300, 173 + 13 * place)]
    whole = page(TITLES, row(120, "1.1 Wahl"), row(140, "1.2 Treff"), across, text, beside, row(222, "2.2 Fest"))
    assert rows(whole)[2] == ("2.1 Schulhöfe werden grün", "Amt Rat Chor")
