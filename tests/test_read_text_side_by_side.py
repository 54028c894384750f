"""Rules for exports that keep the page's layout: heads of pages, text in two columns, goals amid their rows."""

import pytest
from test_read_text import WORDS, edition
from test_read_text_strays import SIDE_BY_SIDE, found

from pipeline.model import Place
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.evidence import Habits
from pipeline.read.text.goals import goals_apart
from pipeline.read.text.layout_doubts import fields_amid
from pipeline.read.text.words import Words

HEAD = "Wohnkonzept Beispielstadt                                        Anlage 2 zur Vorlage 17\n\n"

AMID = """Maßnahmenkatalog Beispielstadt

Handlungsfeld „Wohnen“

Ziele                 Nr.   Maßnahmen                            Akteure        Status
                      1     Ausbau der Beratung für Mieterinnen  Jobcenter      Wird fortgesetzt
Wohnraum sichern            und Mieter in allen Stadtteilen
                      2     Werbung für die Prämie               Kulturamt      In Planung
                      3     Erfassung leerstehender Häuser       Kulturamt      In Planung
                            und Wohnungen in der Stadt
Leerstand verringern        sowie auf dem Land
                      4     Kauf von Häusern                     Kulturamt      In Planung
                      5     Tausch von Häusern                   Kulturamt      In Planung
"""

FOREWORD = """Der Gemeinderat hat diese Liste
                                         Die Verwaltung hat die Bürger
in seiner Sitzung beraten. Er hat
                                         gefragt und über achtzig
sie danach mit Mehrheit
                                         Antworten erhalten, die alle
so beschlossen.
                                         geprüft wurden.
"""


def test_line_at_both_ends_of_the_page_above_the_title_is_its_head() -> None:
    headed = edition(HEAD + SIDE_BY_SIDE)
    assert headed.title == "Maßnahmenkatalog Beispielstadt"
    (told,) = (each for each in headed.findings if each.code == "title-unclear")
    assert "Anlage 2 zur Vorlage 17" in told.message
    assert headed.ledger.closes


def test_line_at_both_ends_with_no_title_below_stays_the_title() -> None:
    alone = edition(HEAD + SIDE_BY_SIDE.partition("\n\n")[2])
    assert alone.title == "Wohnkonzept Beispielstadt Anlage 2 zur Vorlage 17"


def test_goals_amid_their_rows_hold_for_the_rows_around_their_middle_and_are_told() -> None:
    goals = [measure.goal for measure in edition(AMID).measures]
    assert goals == ["Wohnraum sichern"] * 2 + ["Leerstand verringern"] * 3
    (told,) = found(AMID, "goal-doubtful")
    assert "(Nr. 1, 2, 3, 4, 5)" in told.message


def test_goals_amid_their_rows_make_those_of_other_tables_doubtful() -> None:
    """They may stand level with a row that is not theirs."""
    level = """
Handlungsfeld „Wege“

Ziele                 Nr.   Maßnahmen                            Akteure        Status
Wege bauen            6     Umbau der Kreuzung                   Bauamt         In Planung
                      7     Neue Bänke                           Bauamt         In Planung
"""
    (told,) = found(AMID + level, "goal-doubtful")
    assert "(Nr. 1, 2, 3, 4, 5, 6, 7)" in told.message


def test_goals_level_with_their_rows_are_not_told() -> None:
    assert found(SIDE_BY_SIDE, "goal-doubtful") == []


def test_line_below_text_in_two_columns_is_told_where_no_blank_lines_are_left() -> None:
    note = "Hinweise nimmt die Verwaltung an."
    text = SIDE_BY_SIDE.replace("\nHandlungsfeld", f"\n{FOREWORD}\n\n{note}\n\nHandlungsfeld")
    (told,) = found("\n".join(line for line in text.split("\n") if line), "line-unclear")
    assert "in zwei Spalten" in told.message
    assert found(text, "line-unclear") == []


@pytest.mark.parametrize(
    ("line", "replaced", "is_told"),
    [
        ("Der Rat hat beschlossen. Es umfasst drei Die Kosten sind geschätzt.", "", True),
        ("Die Stadt berichtet jährlich, was umge? Grunderwerb ist nicht enthalten.", "? Ein Vorhaben", True),
        ("Die Stadt fragt jährlich, was fehlt? Grunderwerb ist nicht enthalten.", "", False),
        ("Der Rat hat beschlossen. Die Kosten sind geschätzt.", "", False),
    ],
)
def test_sentence_that_begins_within_another_tells_of_two_columns(line: str, replaced: str, is_told: bool) -> None:
    text = SIDE_BY_SIDE.replace("\nHandlungsfeld", f"\n{line}\n{line}\n{replaced}\n\nHandlungsfeld")
    assert any("zwei Spalten" in each.message for each in found(text, "line-unclear")) is is_told


def test_rest_of_a_goal_overleaf_is_no_goal_amid_its_rows() -> None:
    def cell(text: str, line: int) -> Cell:
        return Cell((Line(text, Place(1, bbox=(0.0, line * 12.0, 9.0, line * 12.0 + 9))),))

    goal = Cell((*cell("Stadt sichern.", 1).lines, *cell("Leerstand verringern", 2).lines))
    row = Row(Place(1), goal, cell("3", 2), cell("Erfassung", 2), cell("Bauamt", 2), cell("Geplant", 2))
    rows, _ = goals_apart([row], 12.0, Habits(usual={"goal": 60.0}), cell("Wohnraum in der", 9).lines)
    assert [[line.text for line in each.goal.lines] for each in rows if each.goal] == [
        ["Stadt sichern."],
        ["Leerstand verringern"],
    ]


def test_single_line_free_within_a_goal_parts_no_goals() -> None:
    rows = """Wohnraum              1     Ausbau der Beratung für Mieterinnen  Jobcenter      Wird fortgesetzt
                            und Mieter in allen Stadtteilen
in der Stadt sichern        sowie auf dem Land
                      2     Werbung für die Prämie               Kulturamt      In Planung
"""
    gapped = edition(AMID.partition("                      1")[0] + rows)
    assert [measure.goal for measure in gapped.measures] == ["Wohnraum in der Stadt sichern"] * 2
    assert not any("Mitte daneben" in each.message for each in gapped.findings)


FIELDS = """Maßnahmenkatalog Beispielstadt

Handlungsfeld     Nr.    Maßnahmen                            Akteure        Status
Wohnen            1.1a   Ausbau der Beratung für Mieterinnen  Jobcenter      Wird fortgesetzt
                         und Mieter in allen Stadtteilen
                  1.1b   Werbung für die Prämie               Kulturamt      In Planung
Verwaltung als    HF2-M1 Erfassung leerstehender Häuser       Kulturamt      In Planung
Vorbild                  und Wohnungen in der Stadt
"""


def test_numbers_of_other_cities_open_rows_side_by_side() -> None:
    assert [measure.number for measure in edition(FIELDS).measures] == ["1.1a", "1.1b", "HF2-M1"]


def test_fields_of_action_in_a_column_are_doubtful_unless_each_row_has_its_own() -> None:
    (finding,) = found(FIELDS, "heading-unclear")
    assert "„Wohnen“" in finding.message
    assert "1.1a, 1.1b, HF2-M1" in finding.message
    assert "gelten und wo sie enden" in finding.message
    assert "): Bitte mit dem Dokument" in finding.message
    assert not found(FIELDS.replace("                  1.1b", "Wohnen            1.1b"), "heading-unclear")


def test_fields_of_action_beside_rows_without_numbers_are_told_without_empty_ones() -> None:
    def cells(text: str) -> Cell:
        return Cell((Line(text, Place(1)),) if text else ())

    def message(*numbers: str) -> str:
        rows = tuple(
            Row(Place(1), Cell(), cells(number), Cell(), Cell(), Cell(), (("Handlungsfeld", cells(name)),))
            for number, name in zip(numbers, ("Wohnen", ""), strict=True)
        )
        (finding,) = fields_amid([Table(Place(1), (), rows)], Words(WORDS))
        return finding.message

    assert "„Wohnen“; Nr. 2)" in message("", "2")
    assert "„Wohnen“)" in message("", "")


def test_heading_left_of_the_goals_above_titles_overleaf_is_no_goal() -> None:
    titles = "Nr.   Ziele                 Maßnahmen                            Akteure        Status\n"
    first = "1     Wohnraum sichern      Ausbau der Beratung für Mieterinnen  Jobcenter      Wird fortgesetzt\n"
    second = "2     Leerstand verringern  Erfassung leerstehender Häuser       Kulturamt      In Planung\n"
    read = edition(f"Maßnahmenkatalog\n\nWohnen\n\n{titles}{first}\f\nBauen\n{titles}{second}")
    assert [(each.field_of_action, each.goal) for each in read.measures] == [
        ("Wohnen", "Wohnraum sichern"), ("Bauen", "Leerstand verringern"),
    ]  # fmt: skip
