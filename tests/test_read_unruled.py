"""Tables without rules: where they begin and end, how far their text may reach, where their rows and goals begin."""

from dataclasses import replace
from pathlib import Path

import pytest
from set_pages import TITLES, WIDTH, grid, line, page, word
from test_read_glyphs import sideways

from pipeline.printed import Line, Table
from pipeline.read.glyphs import Glyph
from pipeline.read.layout import page_blocks
from pipeline.read.page import Grid, Page, Rule, column_title
from pipeline.read.unruled.columns import is_number_text
from pipeline.read.unruled.tables import unruled_tables
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
ROWS = (
    line(100, *TITLES),
    line(120, (20, "Wohnraum sichern"), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
    line(132, (20, "und erhalten"), (200, "im Viertel")),
    line(152, (150, "2"), (200, "Tausch von Wohnungen"), (450, "Amt"), (600, "Umgesetzt")),
    line(164, (200, "vermitteln")),
)


def blocks(*pages: Page) -> list[Line | Table]:
    found: list[Line | Table] = []
    columns = ()
    for each, on in zip(pages, unruled_tables(pages, WORDS), strict=True):
        whole = Page(each.number, each.width, each.height, each.glyphs, on.grids, each.rules)
        parts, columns = page_blocks(whole, WIDTH, columns, WORDS)  # type: ignore[assignment]
        found += parts
    return found


def goals(*pages: Page) -> list[str]:
    rows = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
    return [" ".join(text.text for text in row.goal.lines) if row.goal else "" for row in rows]


def texts(*pages: Page) -> list[str]:
    return [block.text for block in blocks(*pages) if isinstance(block, Line)]


def below(top: float, text: str = "Ohne Land", x0: float = 20) -> list[Glyph]:
    return word(text, x0, top)


def test_line_far_below_the_last_goal_is_text() -> None:
    assert texts(page(*ROWS, below(190))) == ["Ohne Land"]
    assert goals(page(*ROWS, below(190))) == ["Wohnraum sichern und erhalten", ""]


def test_goal_longer_than_its_row_goes_on_at_the_usual_distance() -> None:
    row = line(184, (20, "Nachbarn"), (150, "3"), (200, "Treff"), (450, "Amt"), (600, "Umgesetzt"))
    assert goals(page(*ROWS, row, below(196), below(208, "helfen"))) == [
        "Wohnraum sichern und erhalten", "", "Nachbarn Ohne Land helfen",
    ]  # fmt: skip


def test_line_below_a_rule_across_the_table_is_text() -> None:
    row = line(184, (20, "Nachbarn"), (150, "3"), (200, "Treff"), (450, "Amt"), (600, "Umgesetzt"))
    ruled = page(*ROWS, row, below(197), rules=[Rule(15, 700, 195.5)])
    assert texts(ruled) == ["Ohne Land"]


@pytest.mark.parametrize(
    ("text", "outside"), [("1", ["1"]), ("– 2 –", ["– 2 –"]), ("Seite 3 von 9", ["Seite 3 von 9"]), ("8,50 €", [])]
)
def test_page_number_below_the_rule_that_closes_a_table_is_no_part_of_its_last_column(
    text: str, outside: list[str]
) -> None:
    ruled = page(*ROWS, word(text, 600, 200), rules=[Rule(15, 440, 180), Rule(440, 700, 180)])
    assert texts(ruled) == outside


def test_larger_type_is_no_row() -> None:
    heading = word("2 Mobilität", 20, 184, size=13)
    assert texts(page(*ROWS, heading)) == ["2 Mobilität"]


@pytest.mark.parametrize(("gap", "doubtful"), [(14, True), (40, False)])
def test_line_as_far_below_as_paragraphs_are_apart_is_doubtful(gap: float, doubtful: bool) -> None:
    rows = (
        *ROWS[:4],
        line(178, (200, "• vermitteln")),  # a gap of 16 points within the cell
        line(202, (20, "Nachbarn"), (150, "3"), (200, "Treff"), (450, "Amt"), (600, "Umgesetzt")),
    )
    (found,) = unruled_tables([page(*rows, below(212 + gap))], WORDS)
    assert [text.text for text in found.doubtful] == (["Ohne Land"] if doubtful else [])


@pytest.mark.parametrize(
    ("text", "inside", "doubtful"),
    [("und erhalten", True, False), ("2 Mobilität", False, False), ("Wohnen", False, True)],
)
def test_lone_line_at_the_top_of_a_page_above_text(text: str, inside: bool, doubtful: bool) -> None:
    pages = [page(*ROWS), page(word(text, 20, 40), word("Vision: Ein Zuhause", 20, 80), number=2)]
    on = unruled_tables(pages, WORDS)[1]
    assert (bool(on.grids), bool(on.doubtful)) == (inside, doubtful)


def test_column_may_be_as_wide_as_the_padding_of_the_tightest_one_leaves() -> None:
    rows = (*ROWS, line(184, (150, "3"), (200, "x" * 48), (450, "Amt"), (600, "Umgesetzt")))
    actors = [
        row.actors.lines[0].room for block in blocks(page(*rows)) if isinstance(block, Table) for row in block.rows
    ]
    assert actors[0] == pytest.approx(600 - 450 - 15 - 10)  # the next column, three letters, a padding of 10 points


def test_table_set_aside_on_one_page_has_its_own_right_end() -> None:
    wide = line(184, (150, "3"), (200, "x" * 48), (450, "Amt"), (600, "Umgesetzt"))
    aside = [Glyph(g.text, g.x0 + 8, g.top, g.x1 + 8, g.bottom, g.size) for part in (*ROWS[1:], wide) for g in part]
    tables = [block for block in blocks(page(*ROWS, wide), page(aside, number=2)) if isinstance(block, Table)]
    rooms = [{row.actors.lines[0].room for row in table.rows} for table in tables]
    assert [sorted(room) for room in rooms] == [[pytest.approx(125)], [pytest.approx(125)]]


def amounts(*texts: str, end: float = 660) -> Page:
    """A page whose column of amounts is set to the right."""
    titles = line(100, (20, "Nr."), (80, "Maßnahme"), (330, "Status"), (450, "Akteure"), (630, "Kosten"))
    heights = range(120, 120 + 24 * len(texts), 24)
    rows = [
        line(
            top,
            (20, str(n)),
            (80, "Beratung im Viertel"),
            (330, "Umgesetzt"),
            (450, "Amt"),
            (end - 5 * len(text), text),
        )
        for n, (top, text) in enumerate(zip(heights, texts, strict=True), 1)
    ]
    return page(titles, *rows)


def actors_ends(*pages: Page) -> list[float]:
    tables = [block for block in blocks(*pages) if isinstance(block, Table)]
    lines = [line for table in tables for row in table.rows for line in row.actors.lines]
    return [line.place.bbox[2] + line.room for line in lines if line.place.bbox]


def test_column_set_right_does_not_tell_how_wide_the_one_before_it_is() -> None:
    assert actors_ends(amounts("5 Euro", "1.000 Euro", "20 Euro")) == [pytest.approx(465)] * 3  # as wide as its text


def test_texts_of_one_column_are_none_of_the_one_before_where_another_page_has_narrower_ones() -> None:
    pages = amounts("5,00 Euro", "8,00 Euro"), replace(amounts("90,00 Euro", end=663), number=2)
    assert max(actors_ends(*pages)) < 630


def test_cell_begins_with_its_number_although_paragraphs_are_farther_apart_than_rows() -> None:
    rows = (
        *ROWS[:3],
        line(160, (200, "• mit Werkstatt")),  # 18 points below, the next row 14
        line(174, (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
    )
    measures = [
        [text.text for text in row.measure.lines]
        for block in blocks(page(*rows)) if isinstance(block, Table) for row in block.rows
    ]  # fmt: skip
    assert measures == [["Beratung", "im Viertel", "• mit Werkstatt"], ["Tausch"]]


def test_goal_that_stands_level_with_a_row_but_close_below_goes_on() -> None:
    rows = (
        line(100, *TITLES),
        line(120, (20, "Wohnraum"), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
        line(140, (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
        line(131, (20, "schaffen vor")),
        line(142, (20, "Ort")),
    )
    assert goals(page(*rows))[0] == "Wohnraum schaffen vor Ort"


def one_line_rows(*pairs: tuple[str, str], pitch: float, x0: float = 20) -> list[list[Glyph]]:
    """Rows of one line, each a goal and a measure."""
    return [
        line(120 + pitch * n, (x0, goal), (150, f"{n + 1}"), (200, measure), (450, "Amt"), (600, "Umgesetzt"))
        for n, (goal, measure) in enumerate(pairs)
    ]


ONE_LINE_GOALS = (("Gute Wege sichern", "Querung"), ("Wohnungssuche begleiten", "Tausch"), ("Arbeit", "Beratung"))


def test_goals_of_one_line_farther_apart_than_lines_of_a_paragraph_are_goals_of_their_own() -> None:
    assert goals(page(ROWS[0], *one_line_rows(*ONE_LINE_GOALS, pitch=17)))[:2] == [
        "Gute Wege sichern", "Wohnungssuche begleiten",
    ]  # fmt: skip


def test_goal_as_close_below_another_as_a_line_of_it_is_told_by_its_words_and_doubtful() -> None:
    rows = [ROWS[0], *one_line_rows(*ONE_LINE_GOALS[:2], ("Offene Jugendtreffs", "Treff"), pitch=12)]
    assert goals(page(*rows)) == ["Gute Wege sichern", "Wohnungssuche begleiten", "Offene Jugendtreffs"]
    (found,) = unruled_tables([page(*rows)], WORDS)
    assert [text.text for text in found.goals] == ["Wohnungssuche begleiten", "Offene Jugendtreffs"]


@pytest.mark.parametrize("above", ["Gute Wege gegen", "Wege zu guten und", "Sichere Wohnungs-"])
def test_goal_that_waits_for_its_next_line_goes_on_beside_the_next_row_without_doubt(above: str) -> None:
    rows = [ROWS[0], *one_line_rows((above, "Querung"), ("Wohnungslose begleiten", "Tausch"), pitch=12)]
    (found,) = unruled_tables([page(*rows)], WORDS)
    assert goals(page(*rows)) == [f"{above} Wohnungslose begleiten", ""]
    assert not found.goals


def test_goals_that_alone_make_their_rows_so_high_do_not_set_them_apart() -> None:
    rows = (
        line(120, (20, "Gute Wege"), (150, "1"), (200, "Querung"), (450, "Amt"), (600, "Umgesetzt")),
        line(132, (20, "sichern")),
        line(144, (20, "Wohnungssuche für"), (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
        line(156, (20, "Alte begleiten")),
        line(168, (20, "Arbeit finden"), (150, "3"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
    )
    assert goals(page(ROWS[0], *rows)) == ["Gute Wege sichern", "Wohnungssuche für Alte begleiten", "Arbeit finden"]


def test_goal_of_one_line_centred_beside_a_row_of_two_begins_there() -> None:
    rows = (
        line(120, (200, "Ausbau der Beratung")),
        line(126, (20, "Gute Wege"), (150, "1"), (450, "Amt"), (600, "Umgesetzt")),
        line(132, (200, "im ganzen Viertel")),
        line(144, (200, "Tausch von Wohnungen")),
        line(150, (20, "Wohnungen"), (150, "2"), (450, "Amt"), (600, "Umgesetzt")),
        line(156, (200, "vermitteln")),
    )
    assert goals(page(ROWS[0], *rows)) == ["Gute Wege", "Wohnungen"]


def beside(top: float, number: str) -> list[Glyph]:
    return line(top, (150, number), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt"))


def test_goals_centred_beside_all_their_rows_are_told_by_their_middles() -> None:
    rows = [beside(120 + 17 * n, f"{n + 1}") for n in range(5)]
    goal_lines = [word("Wohnraum", 20, 120 + 17), word("Gute Wege", 20, 120 + 17 * 3.5)]
    assert goals(page(ROWS[0], *rows, *goal_lines)) == ["Wohnraum", "", "", "Gute Wege", ""]


def test_goals_that_stand_neither_level_with_rows_nor_in_their_middle_are_doubtful() -> None:
    rows = [beside(120 + 17 * n, f"{n + 1}") for n in range(4)]
    (found,) = unruled_tables([page(ROWS[0], *rows, word("Wohnraum", 20, 145), word("Gute Wege", 20, 171))], WORDS)
    assert [text.text for text in found.goals] == ["Wohnraum", "Gute Wege"]


def extra_titles(*lines: list[Glyph]) -> list[str]:
    body = line(120, *((20, "Ziel A"), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt"), (700, "kurz")))
    tables = [block for block in blocks(page(*lines, body)) if isinstance(block, Table)]
    return [title for table in tables for row in table.rows for title, _ in row.extra]


def test_unknown_title_broken_in_mid_word_is_one() -> None:
    assert extra_titles(line(90, *TITLES, (700, "Zeithori-")), below(101, "zont", 700)) == ["Zeithorizont"]
    assert extra_titles(line(90, *TITLES, (700, "Bemerkunge")), below(101, "n", 700)) == ["Bemerkungen"]


def test_number_far_below_a_table_is_a_line_of_the_page() -> None:
    assert texts(page(*ROWS, below(560, "1", 400))) == ["1"]


def test_row_centred_on_its_number_is_whole_below_the_titles() -> None:
    rows = (
        line(120, (20, "Wohnraum"), (200, "Ausbau der Beratung")),
        line(132, (150, "1"), (200, "im ganzen Viertel"), (450, "Amt"), (600, "Umgesetzt")),
        line(144, (200, "und darüber hinaus")),
        line(170, (20, "Wohnraum"), (200, "Tausch von")),
        line(182, (150, "2"), (200, "Wohnungen"), (450, "Amt"), (600, "Umgesetzt")),
        line(194, (200, "vermitteln")),
    )
    tables = [block for block in blocks(page(ROWS[0], *rows)) if isinstance(block, Table)]
    assert [[text.text for text in row.number.lines] for row in tables[0].rows] == [["1"], ["2"]]


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "7.",
        "3.2",
        "M 12",
        "A-07",
        "3.2.1",
        "1a",
        "M12",
        "HF1-03",
        "II.4",
        "§ 3",
        "1/2",
        "W_04",
        "7)",
        "12b.",
        "I\u00ad01",
        "I\u201001",
        "HF1-M3",
        "NH-1.1",
        "R-A-01",
        "1.a",
        "IV.2",
    ],
)
def test_numbers_of_other_cities_open_a_row(text: str) -> None:
    assert is_number_text(text)


@pytest.mark.parametrize("text", ["Nr.", "1.000.000,00", "2024 bis 2026", "Amt 5 und 6", "10 %", "a", "III"])
def test_other_texts_are_no_number(text: str) -> None:
    assert not is_number_text(text)


def values(name: str, *pages: Page) -> list[str]:
    rows = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
    return [" ".join(text.text for text in getattr(row, name).lines) for row in rows]


def extras(*pages: Page) -> list[str]:
    rows = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
    return [text.text for row in rows for _, cell in row.extra for text in cell.lines]


def test_letter_behind_a_number_belongs_to_it() -> None:
    rows = (
        line(120, (20, "Wege"), (150, "1a"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
        line(140, (150, "1b"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
    )
    assert values("number", page(ROWS[0], *rows)) == ["1a", "1b"]


AMOUNTS = (line(100, *TITLES, (760, "Mittel")), line(120, (150, "1"), (200, "Beratung"), (600, "Umgesetzt")))


def test_amounts_wider_than_their_title_end_with_it() -> None:
    amounts = (
        line(120, (690, "6.800.000 Euro")),
        line(132, (200, "im Viertel")),
        line(144, (150, "2"), (200, "Tausch")),
    )
    found = page(*AMOUNTS, *amounts, line(144, (600, "Läuft"), (715, "9.750 Euro")))
    assert (extras(found), values("status", found)) == (["6.800.000 Euro", "9.750 Euro"], ["Umgesetzt", "Läuft"])


def test_heading_right_below_the_titles_hides_no_column() -> None:
    heading = word("Handlungsfeld A: Netz", 20, 112)
    rows = [line(132, (150, "1"), (200, "Beratung"), (600, "Läuft"), (690, "6.800.000 Euro"))]
    found = page(
        AMOUNTS[0], heading, *rows, line(150, (150, "2"), (200, "Tausch"), (600, "Läuft"), (715, "9.750 Euro"))
    )
    assert extras(found) == ["6.800.000 Euro", "9.750 Euro"]


def test_goal_centred_beside_its_rows_is_no_text_below_the_table() -> None:
    rows = (
        line(120, (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
        line(132, (20, "Wohnraum")),
        line(144, (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
    )
    assert texts(page(ROWS[0], *rows)) == []


def test_columns_a_blank_apart_are_parted_where_the_title_begins() -> None:
    full = [*word("x" * 30, 200, 120), *word("Wohnungsamt", 354, 120)]  # a gap of 4 points
    titles = line(100, (150, "Nr."), (200, "Maßnahme"), (354, "Akteure"), (600, "Status"))
    rows = (full, line(120, (150, "1"), (600, "Läuft")), line(140, (150, "2"), (200, "Tausch"), (354, "Amt")))
    assert values("actors", page(titles, *rows)) == ["Wohnungsamt", "Amt"]


def test_title_centred_above_its_column_cuts_no_text() -> None:
    titles = line(100, (60, "Ziel"), (150, "Nr."), (300, "Maßnahme"), (480, "Akteure"), (600, "Status"))
    rows = (
        line(120, (20, "Wohnraum"), (150, "1"), (200, "Beratung im Viertel und"), (450, "Wohnungsamt"), (600, "Läuft")),
        line(132, (200, "in allen Ortsteilen")),
        line(150, (150, "2"), (200, "Tausch von Wohnungen"), (450, "Amt"), (600, "Läuft")),
    )
    found = page(titles, *rows)
    assert values("measure", found) == ["Beratung im Viertel und in allen Ortsteilen", "Tausch von Wohnungen"]
    assert values("actors", found) == ["Wohnungsamt", "Amt"]


SHADED_GOALS = (
    line(100, *TITLES),
    line(120, (20, "Gute Wege"), (150, "1"), (200, "Querung"), (450, "Amt"), (600, "Umgesetzt")),
    line(145, (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
    line(170, (20, "Wohnen"), (150, "3"), (200, "Beratung"), (450, "Amt"), (600, "Umgesetzt")),
)
"""Goals and measures stand on shaded areas, as high as their cells; the rest stands on white."""


def shade(*heights: float, x0: float, x1: float) -> list[Rule]:
    return [Rule(x0, x1, height) for height in heights]


def test_goals_on_shaded_areas_begin_where_these_do() -> None:
    rules = [*shade(115, 162, 190, x0=15, x1=145), *shade(115, 137, 162, 190, x0=195, x1=445)]
    assert goals(page(*SHADED_GOALS, rules=rules)) == ["Gute Wege", "", "Wohnen"]


def test_goal_that_begins_beside_its_row_where_no_rule_is_is_doubtful() -> None:
    rules = [*shade(115, 137, 190, x0=15, x1=145), *shade(115, 137, 162, 190, x0=195, x1=445)]
    (found,) = unruled_tables([page(*SHADED_GOALS, rules=rules)], WORDS)
    assert [text.text for text in found.goals] == ["Wohnen"]


def test_goal_printed_again_right_below_itself_begins_in_every_row() -> None:
    rows = [
        part
        for n, top in enumerate((120, 144, 168), 1)
        for part in (
            line(top, (20, "Wohnraum sichern"), (150, str(n)), (200, "Beratung"), (450, "Amt"), (600, "Läuft")),
            line(top + 12, (20, "und erhalten"), (200, "im Viertel")),
        )
    ]
    assert goals(page(line(100, *TITLES), *rows)) == ["Wohnraum sichern und erhalten"] * 3


def test_cells_aligned_at_the_foot_end_with_their_number() -> None:
    rows = (
        line(120, (200, "Beratung")),
        line(130, (20, "Wohnraum"), (150, "1"), (200, "im Viertel"), (450, "Amt"), (600, "Läuft")),
        line(142, (200, "Tausch von")),
        line(152, (20, "Nachbarn"), (150, "2"), (200, "Wohnungen"), (450, "Amt"), (600, "Läuft")),
        line(164, (200, "Werbung")),
        line(174, (20, "Prämien"), (150, "3"), (200, "für Vermieter"), (450, "Amt"), (600, "Läuft")),
    )
    tables = [block for block in blocks(page(line(100, *TITLES), *rows)) if isinstance(block, Table)]
    assert [[text.text for text in row.measure.lines] for table in tables for row in table.rows] == [
        ["Beratung", "im Viertel"], ["Tausch von", "Wohnungen"], ["Werbung", "für Vermieter"],
    ]  # fmt: skip


def test_page_of_other_column_titles_does_not_go_on_with_the_last_measure() -> None:
    status = page(line(100, (20, "Stand")), line(120, (20, "Läuft")), line(140, (20, "Läuft")), number=2)
    assert [block.text for block in blocks(page(*ROWS), status) if isinstance(block, Line)] == [
        "Stand",
        "Läuft",
        "Läuft",
    ]


def test_number_that_begins_like_a_heading_opens_a_row() -> None:
    rows = [line(top, (150, f"HF1-M{n}"), (200, "Rat"), (450, "Amt")) for n, top in enumerate((120, 140, 160), 1)]
    assert values("number", page(line(100, *TITLES), *rows)) == ["HF1-M1", "HF1-M2", "HF1-M3"]


def test_heading_across_that_ends_where_a_column_does_is_no_row() -> None:
    titles = line(100, (20, "Nr."), (60, "Maßnahme"), (197, "Akteure"), (350, "Status"))
    heading = word("Ziel: Wege bauen und Ufer schützen!", 20, 120)
    row = line(140, (20, "1"), (60, "Radweg am Bach"), (197, "Amt"), (350, "Läuft"))
    assert values("measure", page(titles, heading, row)) == ["Radweg am Bach"]


@pytest.mark.parametrize(
    "titles",
    [
        (line(100, (20, "KennungMaßnahme"), (200, "Akteure"), (350, "Status")),),
        (line(100, (10, "Maßnahmen- Maßnahme"), (200, "Akteure"), (350, "Status")), word("Nr.", 10, 111)),
    ],
)
def test_titles_that_touch_are_parted(titles: tuple[list[Glyph], ...]) -> None:
    row = line(130, (20, "1"), (60, "Radweg am Bach"), (200, "Amt"), (350, "Läuft"))
    assert values("number", page(*titles, row)) == ["1"]


def test_unit_in_brackets_goes_on_with_its_title() -> None:
    titles = line(100, *TITLES, (700, "Kosten")), word("[T€]", 700, 111)
    row = line(130, (150, "1"), (200, "Radweg"), (450, "Amt"), (600, "Läuft"), (700, "640"))
    parts = [block for block in blocks(page(*titles, row)) if isinstance(block, Table)]
    assert [[title for title, _ in each.extra] for each in parts[0].rows] == [["Kosten [T€]"]]


def test_title_goes_on_with_a_capital_above_the_line_that_opens_the_first_row() -> None:
    titles = line(90, *TITLES, (700, "Entlastete")), below(101, "Personen¹", 700)
    assert extra_titles(*titles) == ["Entlastete Personen¹"]
    assert extra_titles(*(*titles[:1], below(101, "310", 700))) == ["Entlastete"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Kosten/", "Jahr"), "Kosten/Jahr"),
        (("Kosten /", "Jahr"), "Kosten / Jahr"),
        (("Zeit-", "und Kostenplan"), "Zeit- und Kostenplan"),
        (("Bis", "wann?"), "Bis wann?"),
        (("QR-", "Code"), "QR-Code"),
        (("Ent-", "lastete"), "Entlastete"),
        (("Förder", "-", "quote"), "Förderquote"),
    ],
)
def test_title_on_two_lines_keeps_the_signs_of_its_author(lines: tuple[str, ...], title: str) -> None:
    assert column_title(lines) == title


def test_row_centred_on_its_number_below_a_line_across_or_overleaf_is_whole() -> None:
    titles = line(100, *TITLES)
    first = line(120, (20, "Ziel"), (150, "1"), (200, "Rat"), (450, "Amt"), (600, "Läuft"))
    across = word("Dieser Teil der Tabelle handelt von Wegen und Plätzen im Süden", 20, 150)
    centred = (
        *word("Wege bauen", 200, 180), *word("und erhalten,", 200, 192),
        *line(204, (150, "2"), (200, "auch im Winter"), (450, "Amt"), (600, "Läuft")), *word("und nachts", 200, 216),
        *word("gut", 200, 228),
    )  # fmt: skip
    whole = "Wege bauen und erhalten, auch im Winter und nachts gut"
    for pages in ([page(titles, first, across, centred)], [page(titles, first, across), page(centred, number=2)]):
        rows = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
        assert [" ".join(each.text for each in row.measure.lines) for row in rows] == ["Rat", whole]


def test_numbered_heading_so_short_that_it_stands_in_the_column_of_numbers_is_no_row() -> None:
    titles = line(100, (20, "Ziffer"), (150, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    first = line(150, (20, "1.1"), (150, "Rat"), (450, "Amt"), (600, "Läuft"))
    found = page(titles, word("A. Wohnen", 20, 125), first)
    assert (values("number", found), texts(found)) == (["1.1"], ["A. Wohnen"])


def test_rest_of_a_row_overleaf_above_a_number_is_no_part_of_its_row() -> None:
    first = line(120, (20, "Ziel"), (150, "1"), (200, "Rat"), (450, "Amt"), (600, "Läuft"))
    heading = word("Handlungsfeld Wege", 20, 150)
    next_row = line(192, (150, "2"), (200, "Bänke"), (450, "Amt"), (600, "Läuft"))
    pages = page(line(100, *TITLES), first), page(heading, word("und Wohnungen", 200, 180), next_row, number=2)
    rows = [row for block in blocks(*pages) if isinstance(block, Table) for row in block.rows]
    assert [" ".join(each.text for each in row.measure.lines) for row in rows] == ["Rat", "Bänke"]


def test_columns_a_blank_apart_below_centred_titles_are_parted_where_texts_begin() -> None:
    titles = line(100, (60, "Ziel"), (152, "Nr."), (300, "Maßnahme"), (480, "Akteure"), (600, "Status"))
    others = [line(100 + 20.0 * n, (150, str(n)), (200, f"Tausch {n}"), (450, "Amt")) for n in (1, 2, 3)]
    full = [*line(180, (150, "4")), *word("x" * 49, 200, 180), *word("Wohnungsamt", 450, 180)]  # a gap of 5 points
    assert values("actors", page(titles, *others, full)) == ["Amt", "Amt", "Amt", "Wohnungsamt"]


def test_heading_right_above_titles_of_two_lines_is_none_of_them() -> None:
    heading = word("Handlungsfeld 3: Digitale Teilhabe in der Stadt", 20, 100)
    titles = line(112, (20, "Ziel"), (150, "Lfd."), (200, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    row = line(150, (20, "Wege"), (150, "1"), (200, "Radweg"), (450, "Amt"), (600, "Läuft"))
    found = page(heading, titles, word("Nr.", 150, 124), row)
    assert (values("number", found), texts(found)) == (["1"], ["Handlungsfeld 3: Digitale Teilhabe in der Stadt"])


GROUPED = (
    [*line(100, *TITLES[1:3], (430, "Rahmendaten"), (600, "Status"))],
    [*line(115, (400, "Kosten"), (500, "Frist"))],
    line(135, (150, "1"), (200, "Beratung"), (400, "5 000 Euro"), (500, "2026"), (600, "Umgesetzt")),
    line(155, (150, "2"), (200, "Tausch"), (400, "offen"), (500, "2027"), (600, "Umgesetzt")),
)


def test_title_above_two_others_divides_into_them() -> None:
    (found,) = (block for block in blocks(page(*GROUPED)) if isinstance(block, Table))
    assert [[(title, cell.lines[0].text) for title, cell in row.extra] for row in found.rows] == [
        [("Kosten", "5 000 Euro"), ("Frist", "2026")], [("Kosten", "offen"), ("Frist", "2027")],
    ]  # fmt: skip


def test_first_row_with_few_cells_does_not_divide_a_title() -> None:
    figures = [*line(115, (400, "10 Euro"), (500, "2026"))]
    (found,) = (block for block in blocks(page(GROUPED[0], figures, *GROUPED[2:])) if isinstance(block, Table))
    assert {title for row in found.rows for title, _ in row.extra} == {"Rahmendaten"}


def test_heading_across_that_ends_with_the_column_of_measures_is_no_row() -> None:
    heading = word("Ziel: Wege in der ganzen Stadt bauen und auch gut erhalten", 150, 120)  # ends with them
    rows = line(140, (150, "1"), (200, "Beratung im Viertel und im Ort für alle, die"), (442, "Amt"), (600, "Läuft"))
    found = page(line(100, *TITLES[1:3], (442, "Akteure"), TITLES[4]), heading, rows)
    assert values("number", found) == ["1"]
    assert texts(found) == ["Ziel: Wege in der ganzen Stadt bauen und auch gut erhalten"]


def test_goal_set_upwards_on_two_lines_is_one_paragraph() -> None:
    """Its second line stands beside the first, wherever it begins."""
    upwards = [*sideways("Rechte bekannt", 60.0, 125.0, up=True), *sideways("machen", 72.0, 165.0, up=True)]
    row = line(125, (150, "1"), (200, "Rat")), line(137, (200, "im Ort")), line(149, (200, "geben"))
    found = page_blocks(page(line(105, *TITLES), *row, upwards, grids=(grid(100, 120, 200),)), WIDTH, (), WORDS)[0]
    goals = [row.goal for block in found if isinstance(block, Table) for row in block.rows]
    assert [[(text.text, text.starts) for text in goal.lines] for goal in goals if goal] == [
        [("Rechte bekannt", None), ("machen", None)]
    ]


def test_titles_that_two_further_rows_divide_name_the_columns_below() -> None:
    rows = (
        ((10, 100, 60, 130), (60, 100, 200, 130), (200, 100, 800, 110), None, None),
        (None, None, (200, 110, 400, 130), (400, 110, 800, 120), None),
        (None, None, None, (400, 120, 600, 130), (600, 120, 800, 130)),
        ((10, 130, 60, 150), (60, 130, 200, 150), (200, 130, 400, 150), (400, 130, 600, 150), (600, 130, 800, 150)),
    )
    words = [
        *line(112, (20, "Nr."), (70, "Maßnahme")), *line(101, (480, "Steuerung")), *line(116, (210, "Status")),
        *line(111, (580, "Rahmen")), *line(121, (410, "Kosten"), (610, "Frist")),
        *line(135, (20, "1"), (70, "Rat"), (210, "Läuft"), (410, "5 Euro"), (610, "2026")),
    ]  # fmt: skip
    small = [glyph._replace(bottom=glyph.top + 8, size=8.0) for glyph in words]
    found, _ = page_blocks(page(small, grids=(Grid((10, 100, 800, 150), rows),)), WIDTH, (), WORDS)
    (table,) = (block for block in found if isinstance(block, Table))
    assert [(title, cell.lines[0].text) for title, cell in table.rows[0].extra] == [
        ("Kosten", "5 Euro"),
        ("Frist", "2026"),
    ]
    assert [text.text for text in table.rows[0].status.lines] == ["Läuft"]


def test_goal_across_with_a_blank_where_a_column_begins_is_no_row() -> None:
    titles = line(100, (20, "Nr."), (100, "Maßnahme"), (450, "Akteure"), (600, "Status"))
    rows = [
        line(120 + 40 * n, (20, str(n)), (100, "Beratung im Viertel"), (450, "Amt"), (600, "Umgesetzt")) for n in (1, 2)
    ]
    goal = word("Ziel: Sommer", 20, 140) + word("für alle da", 105, 140)
    assert texts(page(titles, rows[0], goal, rows[1])) == ["Ziel: Sommer für alle da"]


CUT = page(
    *ROWS[:2],
    word("1 Beschluss des Rates", 20, 560),
    rules=[Rule(10, 790, 115), Rule(10, 790, 135), Rule(20, 200, 555)],
)
REST = (
    line(20, (20, "und erhalten"), (200, "im Viertel"), (450, "Verein")),
    line(40, (150, "2"), (200, "Tausch"), (450, "Amt"), (600, "Umgesetzt")),
)


def test_row_cut_above_a_footnote_goes_on_overleaf() -> None:
    overleaf = page(*REST, number=2, rules=[Rule(10, 790, y) for y in (15, 35, 55)])
    assert goals(CUT, overleaf) == ["Wohnraum sichern", "und erhalten", ""]
    assert texts(CUT, overleaf) == ["1 Beschluss des Rates"]


def test_footnote_in_small_type_needs_no_rule() -> None:
    first = page(*ROWS[:2], word("1 Beschluss des Rates", 20, 560, size=8))
    assert texts(first, page(*REST, number=2)) == ["1 Beschluss des Rates"]


def test_edge_of_a_shaded_row_is_no_rule_above_footnotes() -> None:
    shaded = [Rule(10, 140, 150), Rule(140, 790, 150), Rule(10, 140, 170), Rule(140, 790, 170)]
    heading = page(*ROWS[:2], word("1 Verkehr", 20, 155), rules=shaded)
    assert texts(heading, page(*REST, number=2))[1:] == ["und erhalten im Viertel Verein"]


def test_texts_in_columns_above_a_table_overleaf_are_doubtful() -> None:
    first = page(*ROWS[:2], word("Der Rat hat dies am 1. Juni beschlossen, weil es sein muss", 20, 560))
    on = unruled_tables([first, page(*REST, number=2)], WORDS)
    assert [each.text for each in on[1].doubtful] == ["und erhalten"]


def test_page_number_two_lines_below_a_table_is_no_part_of_its_last_column() -> None:
    row = line(184, (150, "3"), (200, "Treff"), (450, "Amt"), (600, "Umgesetzt"))
    assert texts(page(*ROWS, row, word("1", 700, 240))) == ["1"]
