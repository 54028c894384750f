"""Rules for lines that stand where they cannot belong: told, or taken for what they are."""

import time
import unicodedata
from dataclasses import replace

import pytest
from test_read_text import CATALOGUE as THREE_MEASURES
from test_read_text import NAME, WORDS, edition

from pipeline.errors import InputUnreadable
from pipeline.model import Finding, Place
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text import read_text
from pipeline.read.text.breaks import doubtful_breaks
from pipeline.read.text.lines import decode
from pipeline.read.text.pages import ends_in_page_number, split_pages
from pipeline.read.text.signs import is_latin_1, replaced_in_measures
from pipeline.read.text.words import Words, opens_item

CATALOGUE = (
    THREE_MEASURES
    + """
4 Kauf von Häusern in der Altstadt

Kulturamt

Wird fortgesetzt

5 Tausch von Wohnungen zwischen Jung und Alt

Amt für soziale Dienste

Noch nicht umgesetzt
"""
)

TITLES = "Ziele Nr. Maßnahmen Akteure Status\n"

SIDE_BY_SIDE = """Maßnahmenkatalog Beispielstadt

Handlungsfeld „Wohnen“

Ziele                 Nr.   Maßnahmen                            Akteure        Status
Wohnraum sichern      1     Ausbau der Beratung für Mieterinnen  Jobcenter      Wird fortgesetzt
                            und Mieter in allen Stadtteilen
                      2     Werbung für die Prämie               Kulturamt      In Planung
                            im Amtsblatt der Stadt
Leerstand verringern  3     Erfassung leerstehender Häuser       Kulturamt      In Planung
                            und Wohnungen in der Stadt
"""


def found(text: str | bytes, code: str) -> list[Finding]:
    return [each for each in edition(text).findings if each.code == code]


def told(text: str, code: str, words: str) -> list[str | None]:
    """The measures of which a finding says something."""
    return [each.measure for each in found(text, code) if words in each.message]


def test_catalogues_of_these_tests_are_read_without_a_doubt_about_lines_that_stray() -> None:
    for text in (CATALOGUE, SIDE_BY_SIDE):
        codes = {each.code for each in edition(text).findings}
        assert not codes & {"cells-doubtful", "line-unclear", "row-cut", "goal-doubtful", "text-doubtful"}


def test_progress_note_that_reads_like_a_status_is_no_stray_one() -> None:
    noted = CATALOGUE.replace("→Start im Mai 2024", "→Start im Mai 2024\n→ Wird fortgesetzt")
    assert told(noted, "cells-doubtful", "Außerhalb der Spalte „Status“") == []
    stray = CATALOGUE.replace("→Start im Mai 2024", "Wird fortgesetzt\n→Start im Mai 2024")
    assert told(stray, "cells-doubtful", "Außerhalb der Spalte „Status“") == ["1"]


def test_heading_in_a_cell_is_told() -> None:
    one_table = CATALOGUE.replace("Leerstand verringern", "Handlungsfeld „Verkehr“\n\nLeerstand verringern")
    assert told(one_table, "cells-doubtful", "In einer Zelle steht „Handlungsfeld „Verkehr““") != []


def test_plus_sign_alone_makes_no_heading_of_a_line_in_a_cell() -> None:
    listed = CATALOGUE.replace("Landes im Amtsblatt", "Landes im Amtsblatt\n+ Aushang")
    assert told(listed, "cells-doubtful", "In einer Zelle steht") == []


@pytest.mark.parametrize(
    ("text", "ends_so"),
    [
        ("– 2 –", True), ("-12-", True), ("Seite 3", True), ("Seite 3 von 9", True), ("S. 3/9", True),
        ("Stand: Mai 2024 – Seite 2", True), ("Haus 2-3-", False), ("2023 – 2025", False), ("Seite", False),
        ("3", False), ("Rückseite 3", False),
    ],
)  # fmt: skip
def test_foot_of_a_page_says_that_it_is_one(text: str, ends_so: bool) -> None:
    assert ends_in_page_number(text) is ends_so


def test_number_of_the_only_page_is_no_part_of_the_row_above() -> None:
    catalogue = read_text((SIDE_BY_SIDE + "                                – 1 –\n").encode(), NAME, WORDS)
    assert [line.text for line in catalogue.furniture] == ["– 1 –"]


def test_foot_of_a_page_in_a_cell_is_told() -> None:
    text = CATALOGUE.replace("Jobcenter\n", "Jobcenter\nStand: Mai 2024 – Seite 1\n")
    assert told(text, "cells-doubtful", "kann der Fuß einer Seite sein") == ["1"]


def test_bare_number_in_a_cell_may_be_that_of_a_page_if_page_breaks_are_lost() -> None:
    text = CATALOGUE.replace("\n\nJobcenter", "\n17\n\nJobcenter")
    assert told(text, "cells-doubtful", "„17“ in einer Zelle") == ["1"]
    paged = text.replace("Leerstand verringern", "\fLeerstand verringern")
    assert told(paged, "cells-doubtful", "„17“ in einer Zelle") == []


def test_bare_numbers_of_a_column_are_its_values() -> None:
    text = CATALOGUE.replace("Akteure Status", "Akteure Status Priorität")
    for number, status in enumerate(("Wird fortgesetzt", "Noch nicht umgesetzt", "In Planung für 2025"), 1):
        text = text.replace(status, f"{status}\n\n{number}")
    assert told(text, "cells-doubtful", "in einer Zelle") == []


def test_titles_among_the_cells_make_all_of_a_document_doubtful() -> None:
    titles = "Ziele\nNr.\nMaßnahmen\nAkteure\nStatus\n"
    text = CATALOGUE.replace(TITLES, titles).replace("\n\nJobcenter", "\nAkteure\nStatus\n\nJobcenter")
    assert [each.page for each in found(text, "text-doubtful") if "Spaltentitel" in each.message] == [1]
    one = CATALOGUE.replace(TITLES, titles).replace("\n\nJobcenter", "\nStatus\n\nJobcenter")
    assert told(one, "text-doubtful", "Spaltentitel") == []


def test_line_behind_a_table_that_may_be_a_goal_is_told() -> None:
    assert told(CATALOGUE + "\nHäuser erhalten\n", "line-unclear", "„Häuser erhalten“; ob das ein Ziel") == ["5"]


@pytest.mark.parametrize(
    "behind",
    ["* ohne Anteile", "Stand der Liste.", "Handlungsfeld „Verkehr“", "Diese Liste gilt für alle Häuser", "17"],
)
def test_line_behind_a_table_that_is_no_goal_is_not_told(behind: str) -> None:
    assert told(f"{CATALOGUE}\n{behind}\n", "line-unclear", "ob das ein Ziel") == []


def test_goal_printed_again_and_cut_short_is_told() -> None:
    goal = "Wohnraum in der Stadt\nsichern"
    cut = CATALOGUE.replace("Wohnraum sichern", goal).replace("\n2 Werbung", "\nWohnraum in der Stadt\n\n2 Werbung")
    assert told(cut, "goal-doubtful", "nur der Anfang") == ["2"]
    again = CATALOGUE.replace("Wohnraum sichern", goal).replace("\n2 Werbung", f"\n{goal}\n\n2 Werbung")
    assert told(again, "goal-doubtful", "nur der Anfang") == []


def test_goal_printed_in_every_row_begins_in_every_row() -> None:
    rows = ["Wohnraum sichern", "Wohnraum sichern", "Häuser erhalten", "Häuser erhalten"]
    table = "".join(
        f"{goal:22}{at}     Ausbau der Beratung   Jobcenter   In Planung\n" for at, goal in enumerate(rows, 1)
    )
    titles = "Ziele                 Nr.   Maßnahmen             Akteure     Status\n"
    text = f"Maßnahmenkatalog\n\nHandlungsfeld „Wohnen“\n\n{titles}{table}"
    assert [measure.goal for measure in edition(text).measures] == rows
    assert found(text, "goal-doubtful") == []


def test_goal_that_is_missing_below_repeated_titles_is_no_sign_of_disorder() -> None:
    text = CATALOGUE.replace("\n4 Kauf", f"\n{TITLES}\n4 Kauf")
    assert told(text, "goal-doubtful", "vor der ersten Maßnahme eines Handlungsfelds kein Ziel") == []
    headed = CATALOGUE.replace("\n4 Kauf", f"\nHandlungsfeld „Verkehr“\n\n{TITLES}\n4 Kauf")
    assert told(headed, "goal-doubtful", "vor der ersten Maßnahme eines Handlungsfelds kein Ziel") == [None]


def test_titles_without_a_heading_tell_of_a_lost_page_break() -> None:
    text = CATALOGUE.replace("Leerstand verringern", f"{TITLES}\nLeerstand verringern")
    assert told(text, "row-cut", "Kopfzeile steht hier ohne Überschrift") == ["2", "3"]
    headed = CATALOGUE.replace("Leerstand", f"Handlungsfeld „Verkehr“\n\n{TITLES}\nLeerstand")
    assert told(headed, "row-cut", "Kopfzeile") == []


def test_running_text_in_two_columns_is_told() -> None:
    beside = (
        "Der Rat hat die Liste beraten.      Alle Kosten sind Schätzungen.\n"
        "Sie gilt bis Ende 2025 für alle.    Grunderwerb ist nicht enthalten.\n\n"
    )
    text = SIDE_BY_SIDE.replace("Handlungsfeld", beside + "Handlungsfeld")
    assert [each.page for each in found(text, "line-unclear") if "in zwei Spalten" in each.message] == [1]
    once = SIDE_BY_SIDE.replace("Handlungsfeld", beside.split("\n", maxsplit=1)[0] + "\n\nHandlungsfeld")
    assert told(once, "line-unclear", "in zwei Spalten") == []


def test_word_broken_inside_a_line_tells_of_two_columns() -> None:
    text = SIDE_BY_SIDE.replace(
        "Handlungsfeld",
        "Die Liste gilt seit Mai und wird jährlich fortge- Alle Kosten sind Schätzungen\nschrieben.\n\nHandlungsfeld",
    )
    assert told(text, "line-unclear", "in zwei Spalten") == []
    above = text.replace(
        "Die Liste gilt", "Der Rat hat die Liste beraten und beschlossen. Die Kosten stehen\nDie Liste gilt"
    )
    assert told(above, "line-unclear", "in zwei Spalten") == [None]


def test_note_right_below_the_last_goal_is_told_where_no_blank_lines_are_left() -> None:
    two_lines = SIDE_BY_SIDE.replace("                            und Wohn", "und Häuser erhalten         und Wohn")
    dense = "\n".join(filter(None, two_lines.split("\n")))
    assert told(f"{dense}\nNur in der Altstadt\n", "line-unclear", "als Teil des Ziels gelesen") == ["3"]
    assert told(f"{dense}\nund in der Altstadt\n", "line-unclear", "als Teil des Ziels gelesen") == []
    assert told(f"{two_lines}Nur in der Altstadt\n", "line-unclear", "als Teil des Ziels gelesen") == []


def test_tabs_are_set_by_letters_and_accents_where_those_stand_apart() -> None:
    written = unicodedata.normalize("NFD", "Häuser ü").ljust(16) + "Status"
    with_tab = written.replace(written[10:16], "\t")
    assert decode(with_tab.encode()) == unicodedata.normalize("NFC", written)
    assert decode("Häuser\tStatus".encode()) == "Häuser\tStatus"


def test_question_mark_before_a_blank_opens_a_line_as_the_arrow_did_that_it_stands_for() -> None:
    assert opens_item("? 84 Bügel stehen")
    assert not opens_item("?")


@pytest.mark.parametrize(("lengths", "pages"), [((9, 9, 9, 9), 4), ((2, 9, 12, 5), 4), ((2, 3, 30, 9), 1)])
def test_last_line_divides_pages_only_where_it_returns_at_about_equal_distances(
    lengths: tuple[int, ...], pages: int
) -> None:
    text = "".join("".join(f"Zeile {length} {at}\n" for at in range(length)) + "Abgeschlossen\n" for length in lengths)
    assert len(split_pages(text)) == pages


def test_page_numbers_divide_pages_however_far_they_are_set_in() -> None:
    pages = ["Zeile\n" * 5 + " " * (20 - 3 * number) + f"– {number} –\n" for number in (1, 2, 3)]
    assert split_pages("".join(pages)) == pages


def test_text_without_line_ends_is_refused_with_its_line() -> None:
    text = CATALOGUE.replace("Ausbau der", "Ausbau der" + " weiteren" * 3000)
    with pytest.raises(InputUnreadable, match="fehlen Zeilenumbrüche: Zeile 12 hat 27"):
        read_text(text.encode(), NAME, WORDS)
    assert edition(CATALOGUE.replace("Ausbau der", "Ausbau der" + " weiteren" * 1500)).measures[0].number == "1"


def test_page_longer_than_any_is_refused_where_columns_stand_side_by_side() -> None:
    with pytest.raises(InputUnreadable, match="Seite 2 hat mehr als 1000 Zeilen"):
        read_text((SIDE_BY_SIDE + "\f" + SIDE_BY_SIDE + "\n" * 1000).encode(), NAME, WORDS)


def test_time_grows_with_the_number_of_chapters_not_with_its_square() -> None:
    start = time.process_time()
    read_text((CATALOGUE + f"Handlungsfeld „Verkehr“\n{TITLES}" * 10_000).encode(), NAME, WORDS)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("im Amtsblatt,im Rathaus", "fehlt hinter einem Satzzeichen das Leerzeichen"),
        ("im Amtsblatt:Aushang", "fehlt hinter einem Satzzeichen das Leerzeichen"),
        ("im Amts?blatt", "steht ein Ersatzzeichen"),
        ("im ?Amtsblatt?", "steht ein Ersatzzeichen"),
    ],
)
def test_sign_that_was_replaced_and_blank_that_was_left_out_are_told(printed: str, why: str) -> None:
    assert told(CATALOGUE.replace("im Amtsblatt", printed), "characters-unreadable", why) == ["2"]


@pytest.mark.parametrize("printed", ["im Amtsblatt, im Rathaus", "im Amtsblatt?", "um 12:30 Uhr", "im Haus 3,5"])
def test_usual_marks_are_not_told(printed: str) -> None:
    assert found(CATALOGUE.replace("im Amtsblatt", printed), "characters-unreadable") == []


def test_measure_that_goes_on_overleaf_is_told_once_for_all_its_pages() -> None:
    line = Line("Ausbau,Werbung", Place(1))
    row = Row(Place(1), None, Cell((Line("7", Place(1)),)), Cell((line,)), Cell(), Cell())
    overleaf = replace(row, place=Place(2), number=Cell())
    assert [each.measure for each in replaced_in_measures([Table(Place(1), (), (row, overleaf))])] == ["7"]


def test_file_with_signs_that_latin_1_does_not_have_is_none() -> None:
    assert is_latin_1("für alle".encode("latin-1"))
    assert not is_latin_1("„für alle“".encode("cp1252"))
    assert not is_latin_1("für alle".encode())


def doubtful(column: str, *texts: str, room: float = 60.0, starts: bool | None = True, rest: int = 0) -> bool:
    """Whether it is doubtful where paragraphs begin in a cell of these lines, with so many wide lines below."""
    first, *others = texts
    lines = [Line(first, Place(1), room), *(Line(text, Place(1), room, starts=starts) for text in others)]
    wide = Row(Place(1), None, Cell(), Cell(), Cell((Line("Vereine " * 8, Place(1)),)), Cell())
    cells = {name: Cell(tuple(lines)) if name == column else Cell() for name in ("goal", "measure", "actors")}
    number = Cell((Line("1", Place(1)),))
    row = Row(Place(1), cells["goal"], number, cells["measure"], cells["actors"], Cell())
    blocks = [Table(Place(1), (), (row, *[wide] * rest))]
    return any(doubtful_breaks(blocks, hyphenates=False, words=Words(WORDS)))


@pytest.mark.parametrize(
    ("second", "is_doubtful"),
    [
        ("Gesprächsrunde Wohnen", True), ("Jugendamt und Schulen", False), ("Kulturamt", False),
        ("• Gesprächsrunde", False), ("in Kooperation mit Vereinen", True),
    ],
)  # fmt: skip
def test_line_of_actors_that_names_nobody_by_itself_may_go_on_with_the_name_above(
    second: str, is_doubtful: bool
) -> None:
    assert doubtful("actors", "Jobcenter", second) is is_doubtful


def test_line_that_opens_a_cooperation_may_be_one_of_its_own() -> None:
    assert doubtful("actors", "Jobcenter", "in Kooperation mit Vereinen", room=1.0, starts=False)
    assert not doubtful("actors", "Jobcenter", "und mit Vereinen", room=1.0, starts=False)


def test_paragraph_of_a_goal_below_a_line_that_ends_no_sentence_is_doubtful() -> None:
    assert doubtful("goal", "Wohnraum in der Stadt", "Häuser sichern")
    assert not doubtful("goal", "Wohnraum in der Stadt.", "Häuser sichern")
    assert not doubtful("measure", "Wohnraum in der Stadt", "Häuser sichern")


def test_paragraph_that_only_wider_pages_make_one_is_doubtful() -> None:
    assert doubtful("actors", "Vereine " * 8, "Jugendamt der Stadt", rest=6)
    assert not doubtful("actors", "Vereine", "Jugendamt der Stadt", rest=6)


def test_nouns_below_each_other_that_were_joined_are_doubtful() -> None:
    assert doubtful("measure", "Ausbau Beratung", "Werbung im Amtsblatt", room=0.0, starts=False)
    assert not doubtful("measure", "Ausbau der", "Werbung im Amtsblatt", room=0.0, starts=False)


def test_line_that_ends_far_too_early_before_a_small_letter_is_doubtful() -> None:
    assert doubtful("measure", "Ausbau", "weiter geführt", room=60.0, starts=False)
    assert not doubtful("measure", "Ausbau", "weiter geführt", room=1.0, starts=False)


def test_small_letter_may_begin_somebody_else_who_acts_but_for_words_that_go_on() -> None:
    assert doubtful("actors", "Personalamt", "alle Fachbereiche", room=4.0, starts=False)
    assert not doubtful("actors", "Personalamt", "und Fachbereiche", room=4.0, starts=False)
    assert not doubtful("measure", "Personalamt", "alle Fachbereiche", room=4.0, starts=False)


def test_line_that_names_somebody_who_acts_may_be_one_of_its_own() -> None:
    assert doubtful("actors", "Tiefbauamt (66)", "Amt für Stadtgrün", room=1.0, starts=False)
    assert not doubtful("actors", "Leitung durch das", "Amt für Stadtgrün", room=1.0, starts=False)


def test_paragraph_behind_a_small_word_that_may_wait_for_its_noun_is_doubtful() -> None:
    assert doubtful("measure", "Umbau von Bestand: bodengleiche", "Duschen und Treppenlifte")
    assert not doubtful("measure", "Beratung zum Umbau der Wohnung", "Zwei Sprechstunden im Monat")
