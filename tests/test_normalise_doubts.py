"""Rules for findings: what they report, and where they stay silent."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TEMPLATES
from printed import at, catalogue, cell, lines, row, table

from pipeline.model import Edition, Finding, Place, Severity
from pipeline.normalise import normalise
from pipeline.printed import Cell, Line, RawCatalogue, Table
from pipeline.vocabulary import STATUS_FILE, TERMS_FILE, Vocabulary
from pipeline.word_lists import load_vocabulary

HEADING = "Handlungsfeld „Arbeit“"


def read(vocabulary: Vocabulary, *blocks: str | Line | Table) -> Edition:
    return normalise(catalogue("Katalog", HEADING, *blocks), 2023, False, vocabulary)


def findings(vocabulary: Vocabulary, *blocks: str | Line | Table) -> tuple[Finding, ...]:
    return read(vocabulary, *blocks).findings


def codes(vocabulary: Vocabulary, *blocks: str | Line | Table) -> list[str]:
    return [finding.code for finding in findings(vocabulary, *blocks)]


def about_text(vocabulary: Vocabulary, text: str) -> list[str]:
    paragraphs = cell(*text.split("\n"), width=300)
    return codes(vocabulary, table(row("1", paragraphs, goal="Ziel")))


def test_flawless_catalogue_has_no_findings(vocabulary: Vocabulary) -> None:
    assert codes(vocabulary, table(row("1", goal="Ziel"), row("2"), row("3"))) == []


# --- status ---


def test_unknown_status_is_reported_with_the_list_to_complete(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("12", status="Läuft wie geschmiert", goal="Ziel", page=4)))
    assert (finding.code, finding.severity, finding.measure, finding.page) == (
        "status-unknown",
        Severity.WARNING,
        "12",
        4,
    )
    assert "Maßnahme 12 (Seite 4)" in finding.message
    assert "„Läuft wie geschmiert“" in finding.message
    assert "templates/status.csv" in finding.message


def test_unknown_addition_to_a_known_status_is_only_a_note(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", status="Wird fortgesetzt (personell verstärkt)", goal="Ziel")))
    assert (finding.code, finding.severity) == ("status-unknown", Severity.INFO)
    assert "personell verstärkt" in finding.message


def test_status_that_is_only_a_date_is_reported(vocabulary: Vocabulary) -> None:
    assert codes(vocabulary, table(row("1", status="ab 2024", goal="Ziel"))) == ["status-unknown"]


def test_status_that_contradicts_itself_is_reported(vocabulary: Vocabulary) -> None:
    assert codes(vocabulary, table(row("1", status="Abgeschlossen / Wird fortgesetzt", goal="Ziel"))) == [
        "status-mixed"
    ]


@pytest.mark.parametrize(
    ("status", "as_of", "found"),
    [
        ("Abgeschlossen 2024", "", ["status-ahead"]),
        ("Umgesetzt (März 2026)", "", ["status-ahead"]),
        ("Abgeschlossen 2023", "", []),
        ("Abgeschlossen im Januar 2024", "Stand: Februar 2024", []),
        ("Abgeschlossen 2025", "Stand: Februar 2024", ["status-ahead"]),
        ("Abgeschlossen, Neuauflage geplant für 2024", "", []),
        ("In Umsetzung bis 2026", "", []),
    ],
)
def test_what_is_done_in_a_year_to_come_is_reported(
    status: str, as_of: str, found: list[str], vocabulary: Vocabulary
) -> None:
    """ "2024" may be a slip, or done is only meant to be; the edition here is of 2023."""
    blocks = [as_of] if as_of else []
    assert codes(vocabulary, *blocks, table(row("1", status=status, goal="Ziel"))) == found


# --- defects of the source ---


@pytest.mark.parametrize("text", ["Kurs (für alle", "Kurs (mit (Pause)", "Kurs [für alle", "Kurs (a\nund b"])
def test_bracket_that_is_never_closed_is_reported(vocabulary: Vocabulary, text: str) -> None:
    assert about_text(vocabulary, text) == ["bracket-open"]


@pytest.mark.parametrize(
    "text", ["Kurs (für alle)", "Kurs (mit (Pause))", "a) Kurs", "Kurs (a\nund b)", "Kurs [1] (2)", "1) und 2)"]
)
def test_closed_brackets_and_enumerations_are_none(vocabulary: Vocabulary, text: str) -> None:
    assert about_text(vocabulary, text) == []


def test_open_bracket_is_quoted_from_the_bracket_on(vocabulary: Vocabulary) -> None:
    actors = cell("VHS (Amt für soziale Dienste", "Jobcenter", width=80)
    (finding,) = findings(vocabulary, table(row("1", actors=actors, goal="Ziel")))
    assert "„(Amt für soziale Dienste Jobcenter“" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Vermittlung und Übersetzung in verschiedenen",
        "Beratung für",
        "Angebote zur",
        "Kurse und",
        "Flyer,",
        "Ausbau der",
        "Ausbau der neuen",
        "Ausbau sowie",
        "Kurs für den",
        "Angebote –",
        "Sprach-",
        "Kurse für\n→ Durchgeführt",
        "eines",
    ],
)
def test_text_that_ends_in_mid_sentence_is_reported(vocabulary: Vocabulary, text: str) -> None:
    assert "text-unfinished" in about_text(vocabulary, text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt richtet eine Stelle ein",
        "Der Kurs fängt an",
        "Das Amt stellt sich vor",
        "Die Quote liegt bei",
        "Es geht weiter",
        "Die VHS wirkt mit",
        "Angebote für alle",
        "Offen für andere",
        "Hilfe von vielen",
        "Sport für jeden",
        "Projekte, die begeistern",
        "Orte, in denen Menschen sich treffen",
        "Ein Angebot, das stärken",
        "• Flyer,\n• Plakate und\n• Website",
        "Gemeinsam lernen",
        "Beratung im Rathaus",
        "Kurse in Einfacher Sprache",
        "Nachhilfe (z.B. Lernpartner)",
        "Wir wachsen zusammen",
        "Aufbau 2024",
    ],
)
def test_finished_sentences_are_no_false_alarm(vocabulary: Vocabulary, text: str) -> None:
    assert about_text(vocabulary, text) == []


# --- cells and columns ---


@pytest.mark.parametrize(("empty", "title"), [("measure", "Maßnahme"), ("actors", "Akteure"), ("status", "Status")])
def test_empty_cell_is_reported(vocabulary: Vocabulary, empty: str, title: str) -> None:
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel"), row("2", **{empty: ""})))  # type: ignore[arg-type]
    assert (finding.code, finding.measure) == ("cell-empty", "2")
    assert f"„{title}“" in finding.message


def test_column_that_is_empty_throughout_is_reported_once(vocabulary: Vocabulary) -> None:
    found = codes(vocabulary, table(row("1", actors="", goal="Ziel"), row("2", actors=""), row("3", actors="")))
    assert found == ["column-missing"]


def test_unknown_column_is_reported_once(vocabulary: Vocabulary) -> None:
    rows = [row("1", goal="Ziel", Kosten="5 Euro"), row("2", Kosten="6 Euro")]
    (finding,) = findings(vocabulary, table(*rows))
    assert finding.code == "column-unknown"
    assert "„Kosten“" in finding.message
    assert "templates/begriffe.csv" in finding.message


def test_row_without_a_number_is_reported(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("", cell("Ausbau", "der Beratung", width=40), goal="Ziel")))
    assert finding.code == "number-missing"
    assert "„Ausbau der Beratung“" in finding.message


def test_catalogue_without_any_number_is_told_once(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("", goal="Ziel"), row("", goal="Zwei"), row("", goal="Drei")))
    assert (finding.code, finding.value) == ("column-missing", "Nr.")


def test_row_without_a_number_in_mid_table_is_kept_and_reported(vocabulary: Vocabulary) -> None:
    edition = read(vocabulary, table(row("1.", goal="Ziel"), row("", "Eigene Maßnahme")))
    assert [(finding.code, finding.measure) for finding in edition.findings] == [("row-unnumbered", "1")]
    assert "Eigene Maßnahme" in edition.measures[0].text


# --- numbers ---


def test_number_given_twice_is_reported_with_pages_and_names(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel"), row("2", page=2), row("2", page=5), row("3")))
    assert (finding.code, finding.measure, finding.page) == ("number-twice", "2", 2)
    assert "Seiten 2, 5" in finding.message
    assert "2023-2, 2023-2-b" in finding.message


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["1", "2", "4"], "fehlt 3:"),
        (["1", "2", "5", "6"], "fehlen 3, 4:"),
        (["A-07", "A-08", "A-10"], "fehlt A-09:"),
        (["M 1", "M 3", "M 4"], "fehlt M 2:"),
        (["2", "1", "5", "4"], "fehlt 3:"),
    ],
)
def test_number_left_out_is_reported_as_the_catalogue_writes_it(
    vocabulary: Vocabulary, numbers: list[str], missing: str
) -> None:
    first, *rest = numbers
    (finding,) = findings(vocabulary, table(row(first, goal="Ziel"), *map(row, rest)))
    assert finding.code == "number-gap"
    assert missing in finding.message


@pytest.mark.parametrize(
    "numbers", [["1", "2", "3"], ["7", "8"], ["1", "100"], ["3.1", "3.4"], ["7", "7a", "8"], ["5"]]
)
def test_numbers_that_do_not_count_up_by_one_have_no_gaps(vocabulary: Vocabulary, numbers: list[str]) -> None:
    first, *rest = numbers
    assert codes(vocabulary, table(row(first, goal="Ziel"), *map(row, rest))) == []


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["1.1", "1.2", "1.4"], "1.3"),
        (["1.1", "2.1", "2.2", "4.1"], "3"),
        (["M1.1", "M1.3"], "M1.2"),
        (["1a", "1b", "1d"], "1c"),
        (["1.a", "1.b", "1.d"], "1.c"),
        (["HF1-01", "HF1-02", "HF1-04"], "HF1-03"),
        (["M1", "M 2", "M4"], "M3"),
        (["1/1", "1/2", "1/4"], "1/3"),
        (["I.1", "I.3"], "I.2"),
    ],
)
def test_number_left_out_at_any_level_is_reported(vocabulary: Vocabulary, numbers: list[str], missing: str) -> None:
    first, *rest = numbers
    found = findings(vocabulary, table(row(first, goal="Ziel"), *map(row, rest)))
    assert [(finding.code, finding.value) for finding in found] == [("number-gap", missing)]


@pytest.mark.parametrize("numbers", [["1", "2", "3a", "3b", "4"], ["M1", "M 2", "M3"], ["1.1", "2.1", "3.1"]])
def test_number_that_is_divided_further_is_not_missing(vocabulary: Vocabulary, numbers: list[str]) -> None:
    first, *rest = numbers
    assert codes(vocabulary, table(row(first, goal="Ziel"), *map(row, rest))) == []


def test_number_with_and_without_a_blank_is_the_same(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("M 1", goal="Ziel"), row("M1")))
    assert finding.code == "number-twice"
    assert "(Seite 1)" in finding.message


@pytest.mark.parametrize(
    ("numbers", "odd"),
    [(["1", "2", "3 4"], "3 4"), (["1a 1b", "2a 2b 2c"], "1a 1b"), (["1", "2", "3", "4", "Kennz"], "Kennz")],
)
def test_number_unlike_the_others_is_reported(vocabulary: Vocabulary, numbers: list[str], odd: str) -> None:
    first, *rest = numbers
    found = [
        f for f in findings(vocabulary, table(row(first, goal="Ziel"), *map(row, rest))) if f.code == "number-unclear"
    ]
    assert found[0].measure == odd


@pytest.mark.parametrize("numbers", [["HF 1 M 1", "HF 1 M 2"], ["M 1", "M 2"], ["A", "B"], ["1", "2 (alt: 8)"]])
def test_numbers_made_alike_are_no_doubt(vocabulary: Vocabulary, numbers: list[str]) -> None:
    first, *rest = numbers
    assert codes(vocabulary, table(row(first, goal="Ziel"), *map(row, rest))) == []


def test_numbers_that_begin_anew_in_every_chapter_are_reported_once(vocabulary: Vocabulary) -> None:
    arbeit = table(row("1", goal="Ziel"), row("2"), row("3"))
    wohnen = table(row("1", goal="Ziel"), row("2"), row("4"))
    found = findings(vocabulary, arbeit, "Handlungsfeld „Wohnen“", wohnen)
    assert [finding.code for finding in found] == ["numbers-per-chapter", "number-gap"]
    assert "im Handlungsfeld „Wohnen“ fehlt 3:" in found[1].message


def test_number_given_twice_within_a_chapter_is_no_new_beginning(vocabulary: Vocabulary) -> None:
    wohnen = table(row("1", goal="Ziel"), row("2"), row("2"))
    found = codes(vocabulary, table(row("1", goal="Ziel"), row("2")), "Handlungsfeld „Wohnen“", wohnen)
    assert found == ["number-twice", "number-twice"]


def test_unknown_status_prints_the_very_line_to_add(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", status="In Abstimmung bis Mai 2025", goal="Ziel")))
    assert "templates/status.csv die Zeile „In Abstimmung {Termin};CODE“ anfügen" in finding.message
    assert "postponed" in finding.message


@pytest.mark.parametrize(
    "status",
    [
        "In Abstimmung bis Mai 2025",
        "nicht umgesetzt",
        "50 %",
        "–",
        "k. A.",
        "Umgesetzt; nicht alle Teile",
        "2024: umgesetzt",
        "„Pilot“ läuft",
        '"Pilot" vorbei',
        'ist "fertig"',
        "Umgesetzt, teilweise",
        "Kurs fand statt. Ausbau in Planung",
        "Läuft … noch?",
        "Wie besprochen (siehe Nr. 7)",
        "Phase 1\numgesetzt",
        "noch nicht abgeschlossen",
        "Fortsetzung geplant",
        "☐ umgesetzt",
        "Phase 2 (ab 2024)",
        "Konzept (Mai 2024) fertig",
        "2023: In Planung\n2024: In Umsetzung",
        "Beginn [2025] offen",
    ],
)
def test_the_line_that_a_finding_prints_cures_it(tmp_path: Path, vocabulary: Vocabulary, status: str) -> None:
    block = table(row("1", status=cell(*status.split("\n")), goal="Ziel"))
    found = findings(vocabulary, block)
    assert {finding.code for finding in found} == {"status-unknown"}
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    with (folder / STATUS_FILE).open("a", encoding="utf-8") as listed:
        for finding in found:
            named = re.search(r"die Zeile „(.*);CODE“ anfügen", finding.message)
            assert named
            listed.write(f"{named[1]};planned\n")
    more = load_vocabulary(folder)
    assert findings(more, block) == ()
    assert [measure.status.value for measure in read(more, block).measures] == ["planned"]


def test_the_line_about_a_column_cures_it(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(replace(row("1", goal="Ziel"), extra=(("Wer; mit wem", cell("hoch")),))))
    named = re.search(r"die Zeile „(.*)“ anfügen", finding.message)
    assert named
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    with (folder / TERMS_FILE).open("a", encoding="utf-8") as listed:
        listed.write(named[1].replace("ROLLE", "akteure") + "\n")
    assert load_vocabulary(folder).column("Wer; mit wem") == "actors"


def test_column_without_a_title_is_told_as_such(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(replace(row("1", goal="Ziel"), extra=(("", cell("hoch")),))))
    assert finding.code == "column-untitled"
    assert "„“" not in finding.message


def test_missing_column_is_called_by_its_usual_title(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, table(row("1", actors="", status="", goal="Ziel")))
    assert [finding.value for finding in found] == ["Akteurinnen und Akteure", "Status der Umsetzung"]


def test_unknown_column_prints_the_very_line_to_add(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel", Priorität="hoch")))
    assert finding.code == "column-unknown"
    assert "templates/begriffe.csv die Zeile „ROLLE;Priorität“ anfügen" in finding.message


def test_empty_goal_beside_filled_ones_is_reported(vocabulary: Vocabulary) -> None:
    more = ("Handlungsfeld „Wohnen“", table(row("2", goal="")))
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel")), *more)
    assert (finding.code, finding.measure) == ("cell-empty", "2")


# --- chapters ---


def test_table_without_a_heading_is_reported(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", table(row("1", goal="Ziel")))
    assert [finding.code for finding in normalise(raw, 2023, False, vocabulary).findings] == ["heading-missing"]


def test_chapter_without_measures_is_reported(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel")), "Handlungsfeld „Wohnen“", "Folgt.")
    assert finding.code == "chapter-empty"
    assert "„Wohnen“" in finding.message


def test_heading_that_comes_twice_is_reported(vocabulary: Vocabulary) -> None:
    more = ("Handlungsfeld „Wohnen“", table(row("2", goal="Ziel")), HEADING, table(row("3", goal="Ziel")))
    assert codes(vocabulary, table(row("1", goal="Ziel")), *more) == ["heading-twice"]


def test_heading_that_no_list_knows_is_reported(vocabulary: Vocabulary) -> None:
    more = ("Handlungfeld „Wohnen“", table(row("2", goal="Ziel")))
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel")), *more)
    assert finding.code == "heading-unclear"
    assert "„Handlungfeld „Wohnen““" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Alle finden Arbeit.", ["vision-unclear"]), ("Vision: Alle finden Arbeit.", []), ("Stand Mai", [])],
)
def test_sentence_below_a_heading_that_no_word_calls_a_vision_is_told(
    text: str, expected: list[str], vocabulary: Vocabulary
) -> None:
    of_pdf = [Place(1, (0.0, top, 100.0, top + 10)) for top in (20.0, 40.0, 60.0)]
    of_text = [Place(1, lines=(number, number)) for number in (1, 3, 5)]
    for heading, sentence, first in (of_pdf, of_text):
        above = replace(lines(HEADING)[0], place=heading), replace(lines(text)[0], place=sentence)
        raw = catalogue("Katalog", *above, table(replace(row("1", goal="Ziel"), place=first)))
        assert [each.code for each in normalise(raw, 2023, False, vocabulary).findings] == expected


def test_heading_that_was_taken_for_a_running_line_is_reported(vocabulary: Vocabulary) -> None:
    running = lines("Handlungsfeld „Wohnen“", HEADING, "Handlungsfeld „Wohnen“", page=3)
    raw = catalogue("Katalog", HEADING, table(row("1", goal="Ziel")), furniture=running)
    (finding,) = normalise(raw, 2023, False, vocabulary).findings
    assert (finding.code, finding.page) == ("heading-running", 3)
    assert "„Wohnen“" in finding.message


# --- characters ---


def test_unreadable_characters_are_reported_by_page(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1", "Ausbau der Ber\ufffdtung", goal="Ziel", page=3)))
    assert (finding.code, finding.page) == ("characters-unreadable", 3)


def test_character_that_nobody_can_read_names_its_measure(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, HEADING, table(row("1", "Kurs", goal="Ziel"), row("2", "Plat\ufffdorm", page=3)))
    assert [(each.code, each.measure) for each in found] == [("characters-unreadable", "2")]
    assert "„Plat\ufffdorm“" in found[0].message


def test_line_end_that_may_end_a_paragraph_names_every_measure_of_the_goal(vocabulary: Vocabulary) -> None:
    goal = Cell(
        tuple(replace(at(part, (0.0, 0.0, 14.0, 1.0)), size=1.0) for part in lines("Modernisierung", "Geflüchtete"))
    )
    wide = replace(goal, lines=(replace(goal.lines[0], room=10.0), goal.lines[1]))
    found = findings(vocabulary, HEADING, table(row("1", goal=wide), row("2"), row("3", goal="Ziel")))
    assert [(each.code, each.measure) for each in found] == [("break-unclear", "1"), ("break-unclear", "2")]


def test_line_beside_a_table_that_may_belong_to_it_names_every_measure_of_the_goal(vocabulary: Vocabulary) -> None:
    rows = [
        replace(row(number, goal=goal), place=Place(1, (0.0, top, 9.0, top + 9)))
        for number, goal, top in (("1", "Anderes", 0.0), ("2", "Ziel", 10.0), ("3", None, 20.0))
    ]
    raw = catalogue("Katalog", HEADING, table(*rows))
    doubtful = at(lines("Ohne Land")[0], (0.0, 30.0, 9.0, 39.0))
    found = normalise(replace(raw, doubtful=(doubtful,)), 2023, False, vocabulary).findings
    assert [(each.code, each.measure) for each in found] == [("line-unclear", "2"), ("line-unclear", "3")]


def test_goal_line_that_may_begin_another_goal_is_named_for_all_measures_it_would_change(
    vocabulary: Vocabulary,
) -> None:
    def goal_cell(text: str, top: float) -> Cell:
        return Cell((at(lines(text)[0], (0.0, top, 9.0, top + 9)),))

    rows = [
        row("1", goal=goal_cell("Wohnraum sichern", 10.0)),
        row("2", goal=goal_cell("Wege bauen", 30.0)),
        row("3"),
        row("4", goal=goal_cell("Arbeit finden", 70.0)),
    ]
    raw = catalogue("Katalog", HEADING, table(*rows))
    doubtful = replace(at(lines("Wege bauen")[0], (0.0, 30.0, 9.0, 39.0)), size=9.0)
    found = normalise(replace(raw, doubtful=(doubtful,)), 2023, False, vocabulary).findings
    assert [(each.code, each.measure) for each in found] == [("goal-doubtful", number) for number in "123"]


@pytest.mark.parametrize(
    ("above", "doubtful"), [("Wohnraum sichern", True), ("Einsatz gegen", False), ("Bedarf aller", False)]
)
def test_line_of_a_goal_that_ends_with_noun_and_verb_may_end_a_goal(
    vocabulary: Vocabulary, above: str, doubtful: bool
) -> None:
    goal = Cell(tuple(replace(each, size=9.0) for each in lines(above, "Wege bauen")))
    found = findings(vocabulary, table(row("1", goal=goal)))
    assert [each.code for each in found if each.value == above] == ["break-unclear"] * doubtful


def test_findings_of_the_reader_stay_first(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(row("1")))
    reported = Finding("row-cut", Severity.WARNING, "Bitte nachsehen.")
    changed = RawCatalogue(raw.source, raw.blocks, (), raw.printed, (reported,))
    assert normalise(changed, 2023, False, vocabulary).findings[0] == reported


# --- messages and marks ---


def test_measures_carry_the_codes_of_their_findings(vocabulary: Vocabulary) -> None:
    edition = read(vocabulary, table(row("1", "Kurs (für", "", goal="Ziel"), row("2")))
    assert [measure.findings for measure in edition.measures] == [("bracket-open", "text-unfinished", "cell-empty"), ()]


def test_every_message_is_one_line_that_says_what_to_do(vocabulary: Vocabulary) -> None:
    long = cell("Ausbau (" + "sehr " * 40, "für", width=400)
    broken = [row("", long, "", "Neuer Stand; Abgeschlossen", goal="Ziel"),
              row("4", long, "VHS", "Abgeschlossen; wird fortgesetzt"),
              row("4", "\ufffd", Kosten="1"), row("9"), row("", "Eigene")]  # fmt: skip
    blocks = ("Handlungsfeld „Leer“", HEADING, table(*broken), "Neues „Feld“", table(row("10")))
    found = [
        *findings(vocabulary, *blocks),
        *normalise(catalogue("Katalog", table(row("1", "", ""))), 2023, False, vocabulary).findings,
    ]
    assert len({finding.code for finding in found}) >= 12
    for finding in found:
        assert "\n" not in finding.message
        assert len(finding.message) < 420
        assert re.search(r"\bBitte\b|\bbitte\b|: in templates", finding.message), finding.message


def test_second_column_of_one_meaning_is_told(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, table(row("1", goal="Ziel", Beteiligte="Vereine")))
    assert [finding.code for finding in found] == ["column-twice"]
    assert "„Beteiligte“" in found[0].message


def test_row_without_a_number_is_told_for_the_measure_it_was_added_to(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, table(row("1", goal="Ziel"), row("", "Nachtrag", "", "")))
    assert [(finding.code, finding.measure) for finding in found] == [("row-unnumbered", "1")]


def test_row_into_which_the_number_reaches_down_is_no_doubt(vocabulary: Vocabulary) -> None:
    below = replace(row("", "Zweiter Teil", "", ""), spanned=("number", "actors", "status"))
    assert codes(vocabulary, table(row("1", goal="Ziel"), below)) == []


def test_table_that_is_none_of_measures_is_told_with_its_first_row(vocabulary: Vocabulary) -> None:
    rows = [("Kennz.", "Idee", "Geld"), ("3", "Kurse", "100 €"), ("4", "Paten", "200 €")]
    outside = [
        replace(at(part, (100.0 * x, 20.0 * y, 100.0 * x + 50, 20.0 * y + 10)), starts=True)
        for y, texts in enumerate(rows, 1)
        for x, part in enumerate(lines(*texts))
    ]
    (finding,) = findings(vocabulary, table(row("1", goal="Ziel")), *outside)
    assert (finding.code, finding.page, finding.value) == ("table-unread", 1, "Kennz. | Idee | Geld")


def test_running_text_in_two_columns_is_no_table(vocabulary: Vocabulary) -> None:
    outside = [
        at(part, (x, y, x + 90, y + 10))
        for part, x, y in zip(lines("Ein", "Wort", "und", "mehr"), (0, 100, 0, 100), (20, 20, 40, 40), strict=True)
    ]
    assert codes(vocabulary, table(row("1", goal="Ziel")), *outside) == []


def test_text_across_a_table_is_told_for_the_measures_above_and_below(vocabulary: Vocabulary) -> None:
    def part(number: str, top: float) -> Table:
        measure = replace(row(number, goal="Ziel"), place=Place(1, (0, top, 100, top + 10)))
        return replace(table(measure), place=Place(1, (0, 0, 100, 100)))

    across = at(lines("Kurze Wege")[0], (0, 40, 50, 50))
    found = findings(vocabulary, part("1", 20), across, replace(part("2", 60), header=()))
    assert [(finding.code, finding.measure) for finding in found] == [("line-unclear", "1"), ("line-unclear", "2")]


def test_numbers_told_apart_by_letters_leave_no_gap(vocabulary: Vocabulary) -> None:
    assert codes(vocabulary, table(row("1a", goal="Ziel"), row("1b"), row("2"), row("3a"), row("3b"), row("4"))) == []


def test_number_left_out_below_a_goal_is_told(vocabulary: Vocabulary) -> None:
    (finding,) = findings(vocabulary, table(row("1.2.1", goal="Ziel"), row("1.2.2"), row("1.2.4")))
    assert (finding.code, finding.value) == ("number-gap", "1.2.3")


def test_several_numbers_in_one_cell_are_told(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, table(row("4 5a 5b", goal="Ziel"), row("M 12")))
    assert [(finding.code, finding.measure) for finding in found] == [("number-unclear", "4 5a 5b")]


def test_line_outside_that_begins_like_a_number_is_told(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, table(row("A-01", goal="Ziel"), row("A-02")), "C-04 Verleih von Rädern", "12 Bänke")
    assert [(finding.code, finding.measure) for finding in found] == [("row-unread", "C-04")]


def test_line_in_parts_that_counts_on_below_a_table_is_told(vocabulary: Vocabulary) -> None:
    def outside(text: str) -> Line:
        return replace(lines(text)[0], size=1.0, advances=tuple(9.0 if letter == "~" else 1.0 for letter in text))

    def told(text: str) -> list[str | None]:
        gaps = outside(text)
        found = findings(vocabulary, table(row("1", goal="Ziel"), row("2")), replace(gaps, text=text.replace("~", " ")))
        return [finding.measure for finding in found if finding.code == "row-unread"]

    assert told("3 offen~Räder verleihen~Amt~2026") == ["3"]
    assert told("3 Räder verleihen~Amt") == []  # two parts are no row
    assert told("2026~Räder verleihen~Amt") == []


def test_lines_between_two_parts_of_a_table_are_told(vocabulary: Vocabulary) -> None:
    def part(number: str, top: float) -> Table:
        return table(replace(row(number, goal="Ziel"), place=Place(1, (0, top, 100, top + 10))))

    between = at(lines("Zuschuss je Fahrt")[0], (0, 40, 50, 50))
    found = findings(vocabulary, part("1", 20), between, replace(part("2", 60), header=()))
    assert [(finding.code, finding.measure) for finding in found] == [("line-unclear", "1"), ("line-unclear", "2")]


def test_word_in_two_lines_of_a_goal_is_told_for_every_measure(vocabulary: Vocabulary) -> None:
    goal = Cell(tuple(replace(part, size=1.0) for part in lines("Jugendberufsagentur", "stärken")))
    found = findings(vocabulary, table(row("1", goal=goal), row("2"), row("3", goal="Ziel")))
    assert [(finding.code, finding.measure) for finding in found] == [("word-unclear", "1"), ("word-unclear", "2")]


def test_paragraph_that_begins_in_mid_sentence_on_the_longest_line_is_told(vocabulary: Vocabulary) -> None:
    status = Cell(tuple(replace(part, size=1.0) for part in lines("Läuft bis Mai", "2024", width=20)))
    found = findings(vocabulary, table(row("1", status=status, goal="Ziel"), row("2", status="Läuft")))
    about = [finding for finding in found if finding.code == "break-unclear"]
    assert [(finding.measure, finding.value) for finding in about] == [("1", "Läuft bis Mai")]
    assert "zwei Absätze" in about[0].message


@pytest.mark.parametrize(
    "parts", [("Mobilstationen an acht Orten", "Ausstattung: Boxen"), ("Runder Tisch „Häusliche Gewalt“", "Treffen")]
)
def test_joined_line_that_begins_as_paragraphs_do_is_told(vocabulary: Vocabulary, parts: tuple[str, str]) -> None:
    text = Cell(tuple(replace(part, size=1.0) for part in lines(*parts)))
    (finding,) = findings(vocabulary, table(row("1", text, goal="Ziel")))
    assert (finding.code, finding.value) == ("break-unclear", parts[0])


def test_number_behind_a_goal_on_a_line_outside_is_told(vocabulary: Vocabulary) -> None:
    text = "Jugendgremien 1.3 Umfragen"
    wide = tuple(9.0 if letter == " " else 1.0 for letter in text)
    outside = replace(lines(text)[0], size=1.0, advances=wide)
    found = findings(vocabulary, table(row("1.1", goal="Ziel"), row("1.2")), outside)
    assert [(finding.code, finding.measure) for finding in found] == [("row-unread", "1.3")]


@pytest.mark.parametrize(
    ("above", "line", "told"),
    [
        ("zeigen, wie Klimaschutz im Alltag gelingt", "Vereine werden dabei unterstützt", 1),
        ("fördern, damit alle dort wohnen können", "Vereine werden dabei unterstützt", 1),
        ("Der Verein, der seit dem Jahr 2019 oft", "Familien im Stadtteil berät", 0),
        ("fördern, wenn die Stadt im Alltag berät", "und Vereine dabei unterstützt", 0),
    ],
)
def test_clause_that_is_over_at_a_full_line_may_end_a_paragraph(
    above: str, line: str, told: int, vocabulary: Vocabulary
) -> None:
    """A sentence that goes on behind the verb of a clause has a comma there."""
    goal = Cell(tuple(replace(each, size=9.0) for each in lines(above, line)))
    found = findings(vocabulary, table(row("1", goal=goal)))
    assert [each.code for each in found if each.value == above] == ["break-unclear"] * told


def test_adjective_parted_from_its_noun_is_told(vocabulary: Vocabulary) -> None:
    goal = Cell(tuple(replace(part, size=1.0) for part in lines("Offene", "Jugendarbeit", width=24)))
    found = findings(vocabulary, table(row("1", goal=goal), row("2"), row("3", goal="Ziel")))
    assert [(finding.code, finding.measure) for finding in found] == [("break-unclear", "1"), ("break-unclear", "2")]


@pytest.mark.parametrize(("above", "told"), [("Klimaschutz;", True), ("Klimaschutz", False)])
def test_list_parted_behind_a_semicolon_is_told(vocabulary: Vocabulary, above: str, told: bool) -> None:
    actors = Cell(tuple(replace(part, size=1.0) for part in lines(above, "Hochbauamt", width=24)))
    found = findings(vocabulary, table(row("1", actors=actors, goal="Ziel")))
    assert [finding.code for finding in found] == ["break-unclear"] * told


@pytest.mark.parametrize(("title", "told"), [("Stand", ["table-unread"]), ("Ort", [])])
def test_two_columns_are_a_table_if_one_has_a_title_that_measures_have(
    vocabulary: Vocabulary, title: str, told: list[str]
) -> None:
    outside = [
        replace(at(part, (100.0 * x, 20.0 * y, 100.0 * x + 50, 20.0 * y + 10)), starts=True)
        for y, texts in enumerate([("Kennz.", title), ("3 Kurse", "läuft")], 1)
        for x, part in enumerate(lines(*texts))
    ]
    assert codes(vocabulary, table(row("1", goal="Ziel")), *outside) == told


@pytest.mark.parametrize("above", ["Versiegelung von 61 ha", "Bau einer Leitung", "Strom von 20 MWh"])
@pytest.mark.parametrize("column", ["measure", "extra"])
def test_noun_or_unit_at_a_full_line_before_a_noun_may_end_a_paragraph(
    above: str, column: str, vocabulary: Vocabulary
) -> None:
    full = Cell(tuple(replace(each, size=9.0) for each in lines(above, "Flächen in der Stadt")))
    one = row("1", goal="Ziel") if column == "extra" else row("1", full, goal="Ziel")
    one = replace(one, extra=(("Priorität", full),)) if column == "extra" else one
    found = findings(vocabulary, table(one))
    assert [each.value for each in found if each.code == "break-unclear"] == [above]


def test_title_may_end_between_two_nouns_where_other_measures_have_a_description(vocabulary: Vocabulary) -> None:
    def described(*texts: str, width: float | None) -> Cell:
        return Cell(tuple(replace(part, size=1.0) for part in lines(*texts, width=width)))

    full = described("Rufbus am Wochenende", "Bedienung aller Ortsteile", width=None)
    wide = described("Solarkataster", "Karten für alle Dächer", width=60)
    rows = [row(f"{n}", cell, goal="Ziel") for n, cell in enumerate((full, wide, wide), 1)]
    assert codes(vocabulary, table(*rows)) == ["break-unclear"]
    assert codes(vocabulary, table(row("1", full, goal="Ziel"), row("2"), row("3"))) == []


def test_unreadable_character_outside_the_measures_is_told_beside_one_within(vocabulary: Vocabulary) -> None:
    found = findings(vocabulary, "Vision: Arbeit \ufffd für alle", table(row("1", "Plat\ufffdorm", goal="Ziel")))
    told = [(each.measure, each.page) for each in found if each.code == "characters-unreadable"]
    assert told == [("1", 1), (None, 1)]


def test_several_numbers_of_letters_and_figures_in_one_row_are_told(vocabulary: Vocabulary) -> None:
    rows = (row("M 1", goal="Ziel"), row("M 2 M 3"), row("M 4"))
    assert "number-unclear" in codes(vocabulary, table(*rows))


def test_line_outside_that_begins_with_a_number_in_several_parts_is_told(vocabulary: Vocabulary) -> None:
    outside = lines("HF1-M2 Umfragen unter Jugendlichen")[0]
    found = findings(vocabulary, table(row("HF1-M1", goal="Ziel"), row("HF1-M3")), outside)
    assert ("row-unread", "HF1-M2") in [(finding.code, finding.measure) for finding in found]


def shifted(vocabulary: Vocabulary, *pairs: tuple[str, str]) -> list[str | None]:
    """The measures told whose values may stand in a wrong column, of some with a term and costs."""
    rows = [row(str(n), goal="Ziel", Frist=term, Kosten=costs) for n, (term, costs) in enumerate(pairs, 1)]
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", table(*rows)), 2023, False, vocabulary).findings
    return [each.measure for each in found if each.code == "columns-doubtful"]


def test_amount_in_another_column_than_the_other_amounts_is_told(vocabulary: Vocabulary) -> None:
    usual = [("2025", "100 €"), ("laufend", "2,5 Mio. €"), ("2026", "3.000 € je Jahr"), ("2027", "400 €")]
    assert shifted(vocabulary, *usual, ("96.250 €", "Wege bauen")) == ["5"]
    assert shifted(vocabulary, *usual, ("2028", "offen")) == []
    assert shifted(vocabulary, *usual[:1], ("96.250 €", "Wege bauen")) == []  # too few tell


def strayed(vocabulary: Vocabulary, title: str, *pairs: tuple[str, str]) -> list[str | None]:
    """The measures told whose values may stand in a wrong column, of four that cost 10.000 € and of these."""
    rows = [
        replace(row(str(n), goal="Ziel"), extra=(("Kosten", cell(costs)), (title, cell(other))))
        for n, (costs, other) in enumerate([*((("10.000 €", pairs[0][1])),) * 4, *pairs[1:]], 1)
    ]
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", table(*rows)), 2023, False, vocabulary).findings
    return [each.measure for each in found if each.code == "columns-doubtful"]


def test_amount_in_a_column_that_may_well_hold_amounts_is_not_told(vocabulary: Vocabulary) -> None:
    for title in ("Förderung", "Anmerkung"):
        assert strayed(vocabulary, title, ("", "keine"), ("noch offen", "50.000 €")) == []
        assert strayed(vocabulary, title, ("", "keine"), ("keine", "50.000 €")) == []
    assert strayed(vocabulary, "Anmerkung", ("", "Stadtweit"), ("noch offen", "50.000 €")) == []


def test_amount_is_told_where_its_column_holds_what_the_other_one_usually_does_or_nothing(
    vocabulary: Vocabulary,
) -> None:
    assert strayed(vocabulary, "Anmerkung", ("", "Stadtweit"), ("Stadtweit", "50.000 €")) == ["5"]
    assert strayed(vocabulary, "Anmerkung", ("", "Stadtweit"), ("", "50.000 €")) == ["5"]
    note = "Die Stadt plant den Ausbau"
    assert strayed(vocabulary, "Anmerkung", ("", note), ("Das Land fördert den Umbau", "50.000 €")) == ["5"]


@pytest.mark.parametrize("amount", ["300 € pro Jahr", "300 €/Jahr", "300 Euro pro Jahr", "5.000,- €", "5.000,– €"])
def test_amount_is_one_with_words_behind_its_sign_and_a_stroke_for_cents(vocabulary: Vocabulary, amount: str) -> None:
    usual = [(year, amount) for year in ("2025", "laufend", "2026", "2027")]
    assert shifted(vocabulary, *usual, (amount, "Wege bauen")) == ["5"]
