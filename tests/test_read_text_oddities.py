"""Rules for values and lines of text exports that are made as hardly any is: told, or read for what they are."""

import pytest
from test_read_text import CATALOGUE, WORDS, edition
from test_read_text_strays import SIDE_BY_SIDE, found, told

from pipeline.model import Place
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.alignment import Column, find_columns, share_out
from pipeline.read.text.doubts import doubtful_share
from pipeline.read.text.lines import printed_lines
from pipeline.read.text.oddities import begun_above, dated_goals, gaps_within, goals_without_column, oddities
from pipeline.read.text.outside import doubtful_paragraphs
from pipeline.read.text.pages import find_furniture
from pipeline.read.text.titles import Column as TitleColumn
from pipeline.read.text.titles import TitleRow
from pipeline.read.text.words import Words


def cell(*texts: str, at: int = 1) -> Cell:
    lines = enumerate(texts, at)
    return Cell(tuple(Line(text, Place(1, lines=(number, number))) for number, text in lines))


def table(*rows: Row) -> list[Table]:
    return [Table(Place(1), (), rows)]


def row(number: str, measure: Cell, status: str = "Geplant", goal: str = "") -> Row:
    return Row(Place(1), cell(goal) if goal else None, cell(number), measure, cell("Bauamt"), cell(status))


def odd(*rows: Row) -> list[str | None]:
    return [each.measure for each in oddities(table(*rows), Words(WORDS))]


def test_status_that_begins_in_mid_sentence_is_told_where_others_do_not() -> None:
    usual = [row(str(number), cell("Ausbau")) for number in range(1, 6)]
    assert odd(*usual, row("6", cell("Ausbau"), "nicht begonnen")) == ["6"]
    assert odd(*(row(str(number), cell("Ausbau"), "offen") for number in range(1, 6))) == []


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [
        (("unbefriste", "t"), True), (("fortlaufen", "d"), True), (("Arbeit", "im"), False), (("Teil", "A"), False),
        (("QuartiersTreff", "Nord"), True), (("BürgerInnen", "fragen"), False), (("GmbH", "der Stadt"), False),
        (("StadtSeniorenRat",), False),
    ],
)  # fmt: skip
def test_rest_of_a_word_and_words_glued_together_are_told(lines: tuple[str, ...], is_told: bool) -> None:
    assert odd(row("1", cell(*lines))) == ["1"] * is_told


def test_letters_behind_the_figures_of_a_number_are_told() -> None:
    assert odd(row("1.32Freizeit", cell("Ausbau"))) == [None, "1.32Freizeit"]
    assert odd(row("1a", cell("Ausbau")), row("M 12", cell("Ausbau"))) == []


def test_goal_that_names_a_date_is_told() -> None:
    dated = table(row("1", cell("Ausbau"), goal="Einzug im Frühjahr 2025"), row("2", cell("Bau"), goal="Wohnraum"))
    assert [each.measure for each in dated_goals(dated)] == ["1"]


def test_line_of_a_measure_below_a_blank_one_is_told_where_hardly_any_has_one() -> None:
    usual = [row(str(number), cell("Ausbau", "der Wege")) for number in range(1, 4)]
    apart = Cell((*cell("Ausbau").lines, *cell("Hinweis: Stand Juni", at=3).lines))
    assert [each.measure for each in gaps_within(table(*usual, row("4", apart)))] == ["4"]
    assert list(gaps_within(table(row("1", apart), row("2", apart), row("3", cell("Ausbau"))))) == []


def test_column_whose_title_stands_outside_the_table_makes_all_doubtful() -> None:
    torn = (
        CATALOGUE.replace("Ziele Nr.", "Ziele\n\nNr.").replace("Wohnraum sichern\n\n", "").replace("Vision:", "Ziele")
    )
    text = torn.replace("Leerstand verringern\n\n", "")
    assert any("Spaltentitel „Ziele“" in each.message for each in found(text, "text-doubtful"))
    assert found(CATALOGUE, "text-doubtful") == []


def test_sentences_of_running_text_below_a_line_that_is_not_the_widest_are_told() -> None:
    short = Line("Alle wohnen gut.", Place(1), room=40.0, starts=True)
    below = Line("Niemand zieht fort.", Place(1), room=40.0, starts=False)
    assert [each.code for each in doubtful_paragraphs([short, below])] == ["break-unclear"]
    assert list(doubtful_paragraphs([Line("Alle wohnen gut.", Place(1), room=0.0), below])) == []


def test_line_that_says_of_which_day_a_list_is_stands_for_itself() -> None:
    text = CATALOGUE.replace("Beispielstadt\n", "Beispielstadt\nStand: 1. Juli 2024\n", 1)
    assert edition(text).title == "Maßnahmenkatalog Beispielstadt"


def test_items_with_dashes_outside_tables_are_items() -> None:
    text = CATALOGUE + "\nWeitere Maßnahmen:\n– Lastenräder für Vereine\n– Tempo 30 vor Kitas\n"
    assert [further.text for further in edition(text).further_measures][-1:] != [
        "Lastenräder für Vereine – Tempo 30 vor Kitas"
    ]


def test_rest_of_a_sentence_at_the_edges_of_pages_is_no_running_line() -> None:
    def furniture(line: str) -> list[str]:
        lines = printed_lines([f"Katalog\nAusbau\nWege\nBau\n{line}", f"{line}\nZiel\nPark\nRad\nBus"])
        return [lines[index].text for index in sorted(find_furniture(lines, frozenset()))]

    assert furniture("erhöhen") == []
    assert furniture("www.beispielstadt.de") == ["www.beispielstadt.de"] * 2


def test_figure_where_measures_begin_is_none_of_the_column_of_numbers() -> None:
    columns = (Column("number", 0.0), Column("measure", 5.0), Column("actors", 40.0), Column("status", 60.0))
    shared = share_out("     20 Uhr", columns, Words(WORDS))
    assert shared is not None
    assert shared.cells == ((1, "20 Uhr"),)


def test_measures_below_a_centred_title_begin_right_behind_the_numbers() -> None:
    titles = (Column("number", 27.0), Column("measure", 41.0))
    lines = [" " * 27 + "3.1   Ausbau", *[" " * 33 + "der Wege"] * 3]
    assert [column.start for column in find_columns(titles, lines)] == [27.0, 33.0]


def test_numbered_heading_between_rows_is_no_measure() -> None:
    heading = "\n2.  Verkehr und Wege\nVision: Alle kommen an.\n"
    further = (
        "\nZiele                 Nr.   Maßnahmen                            Akteure        Status\n"
        "Wege sichern          4     Ausbau der Wege                      Bauamt         In Planung\n"
    )
    numbered = SIDE_BY_SIDE.replace("Handlungsfeld „Wohnen“", "1.  Wohnen\nVision: Alle wohnen gut.")
    fields = [measure.field_of_action for measure in edition(numbered + heading + further).measures]
    assert fields == ["Wohnen"] * 3 + ["Verkehr und Wege"]
    assert told(numbered, "line-unclear", "Verkehr") == []


def test_line_that_begins_as_a_sentence_does_below_one_that_ends_none_may_be_a_paragraph() -> None:
    text = CATALOGUE.replace(
        "Landes im Amtsblatt", "Landes im Amtsblatt bis zum Ende des Jahres 2026\nDas Amt berichtet"
    )
    (note,) = found(text, "paragraph-doubtful")
    assert "2" in note.value.split(", ")


def test_measures_that_begin_with_items_tell_of_numbers_below_their_beginning() -> None:
    amid = table(row("1", cell("Ausbau")), row("2", cell("• Schulzentrum")), row("3", cell("freitags 15–19 Uhr")))
    assert [each.code for each in begun_above(amid)] == ["text-doubtful"]
    assert list(begun_above(table(row("1", cell("Ausbau")), row("2", cell("• Schulzentrum"))))) == []


def test_sentence_at_the_end_of_a_table_may_be_a_note_where_measures_are_none() -> None:
    usual = [row(str(number), cell("Ausbau", "der Wege")) for number in range(1, 5)]
    assert odd(*usual, row("5", cell("Begleitdienst", "Die Stadt berichtet im Herbst."))) == ["5"]
    sentences = [row(str(number), cell("Ausbau", "der Wege folgt.")) for number in range(1, 5)]
    assert odd(*sentences) == []


def test_odd_value_tells_nothing_about_other_measures() -> None:
    rows = [row(str(number), cell("unbefriste", "t")) for number in range(1, 5)]
    assert doubtful_share(table(*rows), list(oddities(table(*rows), Words(WORDS)))) == (0, 4)


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("     Ausbau der Wege und aller anderen Personalrat", False),
        ("     Ausbau der Wege                    Personalrat", True),
    ],
)
def test_word_that_begins_with_the_next_column_may_be_a_cell_of_it(line: str, is_sure: bool) -> None:
    columns = (Column("number", 0.0), Column("measure", 5.0), Column("actors", 40.0), Column("status", 60.0))
    shared = share_out(line, columns, Words(WORDS))
    assert shared is not None
    assert shared.sure is is_sure


def test_cell_far_wider_than_all_sure_ones_is_not_sure() -> None:
    columns = (
        Column("number", 0.0),
        Column("measure", 5.0, widest=20.0),
        Column("actors", 60.0),
        Column("status", 80.0),
    )
    shared = share_out("     Ausbau der Wege und Plätze am See", columns, Words(WORDS))
    assert shared is not None
    assert not shared.sure


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Pool für Ämter, Schu‐ Umgesetzt", True),
        ("Ausbau von Kinder- und Jugendhilfe", False),
        ("Bus- wie Bahnlinien", False),
    ],
)
def test_words_broken_in_mid_line_tell_that_two_columns_stand_on_one_line(text: str, is_told: bool) -> None:
    rows = [row("1", cell(text)), row("2", cell(text)), row("3", cell("Ausbau"))]
    assert [each.value for each in oddities(table(*rows), Words(WORDS))] == ["1, 2"] * is_told
    assert list(oddities(table(*rows[1:]), Words(WORDS))) == []  # once may be chance


def test_goal_in_a_catalogue_without_a_column_of_goals_makes_all_doubtful() -> None:
    rows = table(row("1", cell("Ausbau"), goal="Kurze Wege"), row("2", cell("Umbau")))
    with_goal, without = (
        [TitleRow(0, 1, tuple(TitleColumn(name) for name in names))]
        for names in (("goal", "number", "measure"), ("number", "measure", "status"))
    )
    assert list(goals_without_column(rows, with_goal)) == []
    assert [each.value for each in goals_without_column(rows, without)] == ["Kurze Wege"]
    assert list(goals_without_column(table(row("2", cell("Umbau"))), without)) == []
