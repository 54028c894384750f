"""Rules of the text-export reader: cells found from evidence, every encoding read, nothing lost."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputUnreadable, NotACatalogue
from pipeline.model import Edition, Status
from pipeline.normalise import normalise
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.text import read_text
from pipeline.read.text.lines import decode, printed_lines
from pipeline.read.text.signs import loss_of_signs
from pipeline.read.text.titles import find_title_rows
from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
WORDS = load_vocabulary(ROOT / "templates")
NAME = "2024-katalog.txt"

CATALOGUE = """Maßnahmenkatalog Beispielstadt

Handlungsfeld „Wohnen“

Vision:
Gute Wohnungen für alle

Ziele Nr. Maßnahmen Akteure Status

Wohnraum sichern

1 Ausbau der Beratung für Mieterinnen und Mie-
ter in allen Stadtteilen
→Start im Mai 2024

Jobcenter

Wird fortgesetzt

2 Werbung für die Wiedervermietungsprämie des
Landes im Amtsblatt

Amt für soziale Dienste Noch nicht umgesetzt

Leerstand verringern

3 Erfassung leerstehender Häuser und Wohnungen

Kulturamt

In Planung für 2025
"""


def edition(text: str | bytes) -> Edition:
    content = text.encode() if isinstance(text, str) else text
    return normalise(read_text(content, NAME, WORDS), 2024, sample=False, vocabulary=WORDS)


@pytest.mark.parametrize(
    ("above", "last", "is_doubtful"),
    [
        ("Unterstützung durch Volkshochschule und In-", "tegrationsmanagement", False),
        ("Beratung und Unterstützung bei Fragen der Kostenübernahme", "durch das Landratsamt", False),
        ("Ausbau der Beratung für alle Mieter", "Wohnungsamt", True),
    ],
)
def test_only_a_line_that_may_be_an_actor_makes_the_end_of_a_measure_doubtful(
    above: str, last: str, is_doubtful: bool
) -> None:
    text = CATALOGUE.replace("2 Werbung für die Wiedervermietungsprämie des\nLandes im Amtsblatt", f"2 {above}\n{last}")
    doubts = [each for each in edition(text).findings if each.code == "cells-doubtful" and "„Maßnahme“" in each.message]
    assert [each.measure for each in doubts] == (["2"] if is_doubtful else [])


def told(found: Edition) -> list[tuple[str, str, str, str, str]]:
    return [(m.number, m.goal, m.text, m.actors_text, m.status_text) for m in found.measures]


EXPECTED = [
    (
        "1", "Wohnraum sichern",
        "Ausbau der Beratung für Mieterinnen und Mieter in allen Stadtteilen\n→ Start im Mai 2024",
        "Jobcenter", "Wird fortgesetzt",
    ),
    (
        "2", "Wohnraum sichern", "Werbung für die Wiedervermietungsprämie des Landes im Amtsblatt",
        "Amt für soziale Dienste", "Noch nicht umgesetzt",
    ),
    ("3", "Leerstand verringern", "Erfassung leerstehender Häuser und Wohnungen", "Kulturamt", "In Planung für 2025"),
]  # fmt: skip


def test_cells_are_found_between_blank_lines_and_within_a_line() -> None:
    found = edition(CATALOGUE)
    assert told(found) == EXPECTED
    assert found.fields[0].visions == ("Gute Wohnungen für alle",)
    assert found.ledger.closes


def test_cells_are_found_without_any_blank_line() -> None:
    assert told(edition("\n".join(line for line in CATALOGUE.split("\n") if line))) == EXPECTED


def test_cells_are_found_with_blank_lines_between_all_lines() -> None:
    spaced = "\n\n".join(line for line in CATALOGUE.split("\n") if line)
    assert told(edition(spaced)) == EXPECTED


def test_number_may_stand_on_a_line_of_its_own() -> None:
    apart = CATALOGUE
    for number in "123":
        apart = apart.replace(f"\n{number} ", f"\n{number}\n")
    assert told(edition(apart)) == EXPECTED


@pytest.mark.parametrize(
    "content",
    [
        CATALOGUE.encode("utf-8-sig"),
        CATALOGUE.encode("utf-16"),
        CATALOGUE.replace("→", "").encode("cp1252"),
        CATALOGUE.replace("\n", "\r\n").encode(),
        CATALOGUE.replace("\n", "\r").encode(),
        CATALOGUE.replace("ß", "ß").replace("ä", "a\u0308").encode(),
    ],
    ids=["BOM", "UTF-16", "Windows-1252", "CRLF", "CR", "decomposed umlauts"],
)
def test_every_usual_encoding_gives_the_same_numbers_and_statuses(content: bytes) -> None:
    found = edition(content)
    assert [(m.number, m.actors_text, m.status_text) for m in found.measures] == [
        (number, actors, status) for number, _, _, actors, status in EXPECTED
    ]


def test_unknown_status_stands_in_the_status_cell_and_is_a_finding() -> None:
    found = edition(CATALOGUE.replace("In Planung für 2025", "Läuft weiter wie gehabt"))
    assert found.measures[2].status_text == "Läuft weiter wie gehabt"
    assert found.measures[2].status is Status.UNKNOWN
    assert "status-unknown" in found.measures[2].findings


def test_source_names_file_hash_and_kind(vocabulary: Vocabulary) -> None:
    content = CATALOGUE.encode()
    source = read_text(content, NAME, vocabulary).source
    assert (source.file, source.kind, source.sha256) == (NAME, "text", hashlib.sha256(content).hexdigest())


def test_every_measure_knows_its_lines_in_the_file() -> None:
    places = [measure.places[0].lines for measure in edition(CATALOGUE).measures]
    assert all(lines is not None for lines in places)
    assert [lines[0] for lines in places if lines] == [12, 20, 27]


def test_form_feed_begins_a_page() -> None:
    found = edition(CATALOGUE.replace("Leerstand verringern", "\fLeerstand verringern"))
    assert [measure.page for measure in found.measures] == [1, 1, 2]


def test_text_without_a_table_is_no_catalogue() -> None:
    with pytest.raises(NotACatalogue, match=NAME):
        edition("Sehr geehrte Damen und Herren,\nanbei die Rechnung über 3 Stühle.\n")


SIDE_BY_SIDE = """Maßnahmenkatalog Beispielstadt

Handlungsfeld „Wohnen“

Vision:
Gute Wohnungen für alle, die in der Stadt leben oder in die Stadt ziehen wollen, ob jung oder alt
Ziele                        Nr. Maßnahmen                              Akteure                   Status der Umset-
                                                                                                  zung
Wohnraum in der Stadt und     1   Ausbau der Beratung für Mieterin-      Jobcenter in Kooperation  Wird fortgesetzt
in den Ortsteilen sichern         nen und Mieter                         mit der VHS
                                  →Start im Mai 2024
                              2   Werbung für die Prämie                 Kulturamt                 Noch nicht umge-
                                                                                                   setzt

Leerstand in den Häusern, der 3   Erfassung leerstehender Häuser         Kulturamt                 In Planung für 2025
lange dauert, verringern
"""
SIDE_BY_SIDE_OVERLEAF = """Handlungsfeld „Wohnen“
                                  und Wohnungen
Wege sicher machen          4   Beleuchtung am Bahnhof erneuern        Kulturamt                 Abgeschlossen
                            5   Umbau der Kreuzung                     Jobcenter                 In Planung für 2025
                            6   Neue Bänke                             Kulturamt                 Abgeschlossen
"""


def test_columns_printed_side_by_side_are_read() -> None:
    found = edition(SIDE_BY_SIDE)
    assert told(found) == [
        ("1", "Wohnraum in der Stadt und in den Ortsteilen sichern",
         "Ausbau der Beratung für Mieterinnen und Mieter\n→ Start im Mai 2024", "Jobcenter in Kooperation mit der VHS",
         "Wird fortgesetzt"),
        ("2", "Wohnraum in der Stadt und in den Ortsteilen sichern", "Werbung für die Prämie", "Kulturamt",
         "Noch nicht umgesetzt"),
        ("3", "Leerstand in den Häusern, der lange dauert, verringern", "Erfassung leerstehender Häuser", "Kulturamt",
         "In Planung für 2025"),
    ]  # fmt: skip
    assert found.ledger.closes
    assert found.measures[1].places[0].lines == (12, 13)
    assert found.fields[0].visions[0].endswith("ob jung oder alt")


def test_columns_side_by_side_may_shift_on_the_next_page() -> None:
    found = edition(f"{SIDE_BY_SIDE}\f{SIDE_BY_SIDE_OVERLEAF}")
    assert [(m.number, m.text, m.actors_text, m.status_text) for m in found.measures[3:]] == [
        ("4", "Beleuchtung am Bahnhof erneuern", "Kulturamt", "Abgeschlossen"),
        ("5", "Umbau der Kreuzung", "Jobcenter", "In Planung für 2025"),
        ("6", "Neue Bänke", "Kulturamt", "Abgeschlossen"),
    ]
    assert found.measures[3].goal == "Wege sicher machen"
    assert found.ledger.closes


def test_goal_below_a_full_line_is_doubtful_beside_columns() -> None:
    full = SIDE_BY_SIDE
    for gap, goal in (("→Start", "und in den Höfen bewahren"), ("2   Werbung", "Leerstand an allen Straßen")):
        before = " " * (34 if gap == "→Start" else 30)
        full = full.replace(f"{before}{gap}", f"{goal:{len(before)}}{gap}")
    findings = [finding for finding in edition(full).findings if finding.code == "goal-doubtful"]
    assert [finding.measure for finding in findings] == ["2"]
    assert "neues Ziel" in findings[0].message


def test_soft_hyphens_at_the_ends_of_cells_side_by_side_are_undone() -> None:
    soft = SIDE_BY_SIDE.replace("Mieterin-", "Mieterin\u00ad").replace("umge-", "umge\u00ad")
    assert told(edition(soft)) == told(edition(SIDE_BY_SIDE))


def test_columns_side_by_side_without_titles_are_refused() -> None:
    untitled = "\n".join(line for line in SIDE_BY_SIDE.split("\n") if "Akteure" not in line)
    with pytest.raises(NotACatalogue, match=NAME):
        edition(untitled)


def test_columns_side_by_side_without_page_breaks_are_refused() -> None:
    with pytest.raises(InputUnreadable, match="Seitenwechsel fehlen"):
        edition(SIDE_BY_SIDE + "\n" * 60 + SIDE_BY_SIDE_OVERLEAF)


def test_columns_side_by_side_without_numbers_are_refused() -> None:
    unnumbered = (
        SIDE_BY_SIDE.replace("Nr.", "   ").replace(" 1  ", "    ").replace(" 2  ", "    ").replace(" 3  ", "    ")
    )
    with pytest.raises(InputUnreadable, match="keine eigene Spalte mit den Nummern"):
        edition(unnumbered)


def test_paragraph_that_cannot_be_told_from_a_wrapped_line_is_named() -> None:
    wide = CATALOGUE.replace("landes im Amtsblatt", "Landes im Amtsblatt").replace(
        "2 Werbung für die Wiedervermietungsprämie des\nLandes",
        "2 Werbung für die Wiedervermietung im Jahr:\nPrämienprogramm",
    )
    (found,) = (finding.message for finding in edition(wide).findings if finding.code == "paragraph-doubtful")
    assert "(Nr. 2)" in found


def test_export_with_many_doubtful_rows_is_doubtful_as_a_whole() -> None:
    mixed = CATALOGUE.replace("Jobcenter\n\nWird fortgesetzt", "Wird fortgesetzt\n\nJobcenter")
    codes = {finding.code for finding in edition(mixed).findings}
    assert {"cells-doubtful", "text-doubtful"} <= codes


def test_goal_printed_behind_its_first_measure_makes_all_goals_doubtful() -> None:
    second = CATALOGUE.split("\n\n", 1)[1].replace("„Wohnen“", "„Verkehr“")
    for number, new in (("1 ", "4 "), ("2 ", "5 "), ("3 ", "6 ")):
        second = second.replace(f"\n{number}", f"\n{new}")
    late = second.replace("Wohnraum sichern\n\n4 ", "4 ")
    messages = [
        finding.message for finding in edition(CATALOGUE + "\n" + late).findings if finding.code == "goal-doubtful"
    ]
    assert [message for message in messages if "(Nr. 1, 2, 3, 4, 5, 6)" in message]
    assert not [f for f in edition(CATALOGUE + "\n" + second).findings if f.code == "goal-doubtful"]


def test_two_nouns_joined_over_a_line_end_are_named() -> None:
    listed = CATALOGUE.replace("Kulturamt\n", "Verband der Wohnungsunternehmen\nMietervereinigung\n")
    (found,) = (finding.message for finding in edition(listed).findings if finding.code == "paragraph-doubtful")
    assert "3" in found


def test_export_without_its_hyphens_or_blanks_is_refused() -> None:
    joined = CATALOGUE.replace("Mie-\nter in", "Mietern in Bad-Beispiel und BadBeispiel,\nund in")
    with pytest.raises(InputUnreadable, match="„BadBeispiel“ neben „Bad-Beispiel“"):
        edition(joined)
    glued = CATALOGUE.replace("Ausbau der", " ".join(["AusbauderBeratungfürMieterinnenundMieter"] * 16))
    with pytest.raises(InputUnreadable, match="Leerzeichen"):
        edition(glued)


def test_line_below_the_table_that_nothing_sets_apart_is_named() -> None:
    below = SIDE_BY_SIDE.rstrip("\n") + "\nStand der Dinge ist offen, und zwar in allen Ortsteilen der Stadt\n"
    (found,) = (finding for finding in edition(below).findings if finding.code == "line-unclear")
    assert found.measure == "3"
    assert "Stand der Dinge" in found.message


def test_fractions_and_units_stay_as_they_are_printed() -> None:
    assert (
        edition(CATALOGUE.replace("→Start im Mai", "1½ km, 5 m², ½ Stelle\u00a0– Start"))
        .measures[0]
        .text.endswith("1½ km, 5 m², ½ Stelle – Start 2024")
    )


def test_foot_and_head_on_one_line_of_the_file_stay_on_their_pages() -> None:
    """pypdf joins pages with a form feed alone: the last line of a page and the first of the next share a number."""
    foot, head = "Seite 1 von 2", "Seite 2 von 2"
    found = edition(f"{SIDE_BY_SIDE}{foot}\f{SIDE_BY_SIDE_OVERLEAF}{head}")
    assert [field.name for field in found.fields] == ["Wohnen"]
    assert [measure.number for measure in found.measures] == ["1", "2", "3", "4", "5", "6"]
    assert found.ledger.closes


def test_first_line_of_a_page_is_not_drawn_on_the_page_before() -> None:
    overleaf = "\n".join(SIDE_BY_SIDE_OVERLEAF.split("\n")[2:])
    found = edition(f"{SIDE_BY_SIDE}\f{overleaf}")
    assert [measure.number for measure in found.measures] == ["1", "2", "3", "4", "5", "6"]
    assert found.ledger.closes


GOALS = """Maßnahmenkatalog Beispielstadt

Handlungsfeld „Wohnen“

Ziele                     Nr. Maßnahmen                       Akteure                   Status
Wohnraum in der Stadt und  1   Ausbau der Beratung für Mieter  Jobcenter                 Wird fortgesetzt
in den Ortsteilen für alle     und Mieterinnen
sichern und ihn dauerhaft
{last}
{first}  2   Werbung für die Prämie         Kulturamt                 Noch nicht umgesetzt
{second}     im Amtsblatt der Stadt
"""


def goals(last: str, first: str, second: str) -> tuple[list[str], list[str]]:
    """The goals of two measures, and the numbers of those whose goal is doubtful."""
    found = edition(GOALS.format(last=last, first=f"{first:25}", second=f"{second:26}"))
    doubtful = [finding.measure or "" for finding in found.findings if finding.code == "goal-doubtful"]
    return [measure.goal for measure in found.measures], doubtful


def test_goal_begins_where_the_one_above_alone_made_its_row_so_high() -> None:
    (first, second), doubtful = goals("bezahlbar machen und halten", "Leerstand in allen Straßen", "verringern")
    assert first.endswith("bezahlbar machen und halten")
    assert (second, doubtful) == ("Leerstand in allen Straßen verringern", [])


def test_goal_printed_in_every_row_begins_in_every_row() -> None:
    found = edition(GOALS.format(last="bezahlbar zu machen", first="Wohnraum in der Stadt und", second="halten wollen"))
    assert [measure.goal.split()[0] for measure in found.measures] == ["Wohnraum", "Wohnraum"]
    assert found.measures[0].goal.count("Wohnraum") == 1


def test_date_beside_the_word_for_a_status_is_no_column_title() -> None:
    dated = f"{' ' * 90}Stand: 15.11.2024\n"
    found = edition(f"{dated}{SIDE_BY_SIDE}\f{dated}{SIDE_BY_SIDE_OVERLEAF}")
    assert found.measures[2].status_text == "In Planung für 2025"
    assert found.title == "Maßnahmenkatalog Beispielstadt"


def test_numbers_below_the_beginning_of_their_measures_are_refused() -> None:
    late = SIDE_BY_SIDE.replace(" 1   Ausbau der Beratung", "     Ausbau der Beratung", 1).replace(
        "sichern         nen und", "sichern     1   nen und", 1
    )
    with pytest.raises(InputUnreadable, match="Nummern stehen nicht auf der Höhe"):
        edition(late)


def test_columns_side_by_side_with_blank_lines_between_all_lines_are_refused() -> None:
    with pytest.raises(InputUnreadable, match="Leerzeilen"):
        edition("\n\n".join(line for line in SIDE_BY_SIDE.split("\n") if line))


def test_usual_titles_of_further_columns_side_by_side_are_two_columns() -> None:
    def further(titles: str) -> list[tuple[str, bool]]:
        (row,) = find_title_rows(printed_lines([f"Ziele Nr. Maßnahmen Akteure Status {titles}"]), WORDS)
        return [(column.name, column.sure) for column in row.columns if not column.known]

    assert further("Zeitrahmen Kosten") == [("Zeitrahmen", True), ("Kosten", True)]
    assert further("Farbe Geschmack") == [("Farbe Geschmack", False)]


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    assert decode("\uf0b7 Wege\n\uf0a7 Plätze\n\uf0e0 fertig\n".encode()) == "• Wege\n• Plätze\n→ fertig\n"


def test_ligatures_are_letters() -> None:
    assert (
        edition(CATALOGUE.replace("Leerstand", "Treﬀpunkte und Aufﬂüge"))
        .measures[2]
        .goal.startswith("Treffpunkte und Aufflüge")
    )


def test_text_in_latin_1_with_makeshift_signs_is_refused_and_without_them_doubtful() -> None:
    makeshift = CATALOGUE.replace("„Wohnen“", ',,Wohnen"').replace("→", "")
    with pytest.raises(InputUnreadable, match="Latin-1"):
        edition(makeshift.encode("latin-1"))
    plain = CATALOGUE.replace("„Wohnen“", ": Wohnen").replace("→", "")
    (found,) = (finding for finding in edition(plain.encode("latin-1")).findings if "Latin-1" in finding.message)
    assert "(Nr. 1, 2, 3)" in found.message
    assert not [f for f in edition(plain.encode()).findings if f.code == "characters-unreadable"]


def test_question_mark_for_a_sign_that_the_encoding_lacks_is_named() -> None:
    (found,) = (f for f in edition(CATALOGUE.replace("→", "? ")).findings if f.code == "characters-unreadable")
    assert found.measure == "1"
    with pytest.raises(InputUnreadable, match="Fragezeichen"):
        edition(CATALOGUE.replace("ü", "u?").replace("ä", "a?").replace("ß", "?"))


def test_titles_that_ask_on_every_page_stand_for_no_other_sign() -> None:
    titles = "Ziele Nr. Maßnahmen\nWer?\nBis wann?\nStatus"
    assert not loss_of_signs([titles] * 4)
    assert "Fragezeichen" in loss_of_signs([titles, "Umset?zung\nBera?tung\nFö?derung\nKi?nder\nWo?nen"])


def test_number_after_the_table_that_no_status_follows_is_named() -> None:
    last = CATALOGUE + "\n4 Ausstellung im Rathaus\n\nHauptamt\n\nBürgerrat tagt\n"
    named = [finding for finding in edition(last).findings if finding.measure == "4"]
    assert named or [measure.number for measure in edition(last).measures] == ["1", "2", "3", "4"]


def test_small_letter_at_the_beginning_of_a_further_column_is_no_doubt() -> None:
    further = CATALOGUE.replace("Akteure Status", "Akteure Status Priorität")
    for status in ("Wird fortgesetzt", "Noch nicht umgesetzt", "In Planung für 2025"):
        further = further.replace(status, f"{status} hoch")
    found = edition(further)
    assert [measure.extra for measure in found.measures] == [(("Priorität", "hoch"),)] * 3
    assert not [finding for finding in found.findings if "„Priorität“ beginnt" in finding.message]


def test_status_before_the_first_number_is_refused() -> None:
    behind = CATALOGUE.replace("Wohnraum sichern\n\n1 ", "Jobcenter\n\nWird fortgesetzt\n\n1 ")
    with pytest.raises(InputUnreadable, match="laufende Nummern"):
        edition(behind)


def test_line_that_begins_the_text_again_and_again_begins_a_page() -> None:
    head = "Stadt Beispielstadt\n"
    pages = CATALOGUE.replace("2 Werbung", f"{head}2 Werbung").replace("Leerstand", f"{head}Leerstand")
    found = edition(head + pages)
    assert told(found) == EXPECTED
    assert [measure.page for measure in found.measures] == [1, 2, 3]


def test_lone_number_outside_the_tables_is_that_of_a_page() -> None:
    found = edition(SIDE_BY_SIDE + "\n\n   2\n")
    assert found.remarks == ()
    assert found.ledger.closes


def test_marks_of_direction_are_never_printed() -> None:
    assert told(edition("\u200f".join(CATALOGUE))) == EXPECTED


def test_what_turns_the_direction_of_writing_is_told() -> None:
    found = edition(CATALOGUE.replace("Werbung", "\u202egnubreW\u202c"))
    assert [(each.code, each.measure) for each in found.findings if each.code == "letters-mixed"] == [
        ("letters-mixed", "2")
    ]


def test_line_wider_than_any_page_is_refused_at_once() -> None:
    with pytest.raises(InputUnreadable, match="mehr als 2000 Zeichen"):
        edition(SIDE_BY_SIDE + "a   " * 4_000)


def _lines(raw: RawCatalogue) -> list[Line]:
    tables = [block for block in raw.blocks if isinstance(block, Table)]
    rows = [row for table in tables for row in table.rows]
    cells = [
        cell
        for row in rows
        for cell in (row.goal, row.number, row.measure, row.actors, row.status, *(cell for _, cell in row.extra))
        if cell
    ]
    free = [block for block in raw.blocks if isinstance(block, Line)]
    headers = [line for table in tables for line in table.header]
    return [*free, *headers, *raw.furniture, *(line for cell in cells for line in cell.lines)]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), max_size=12))
def test_no_printed_character_is_lost_whatever_stands_between_the_cells(further: list[str]) -> None:
    raw = read_text((CATALOGUE + "\n".join(further)).encode(), NAME, WORDS)
    printed = [word for line in _lines(raw) for word in line.text.split()]
    assert sorted("".join(printed)) == sorted("".join("".join(raw.printed).split()))


def test_letters_with_swapped_bytes_are_letters_within_words_only() -> None:
    assert decode("Ak琀椀on\n琀eil\n愀 中文\n".encode()) == "Aktion\nteil\n愀 中文\n"
