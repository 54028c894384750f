"""Rules for status wordings, dates, column titles, and for loading the lists of `templates/`."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TEMPLATES
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import MONTHS, SEASONS, due_words, is_later, is_over, read_due
from pipeline.errors import TemplateInvalid
from pipeline.model import Due, Status
from pipeline.vocabulary import KnownActor, StatusReading, Vocabulary
from pipeline.word_lists import load_vocabulary

COMPLETED, PLANNED, IN_PROGRESS = Status.COMPLETED, Status.PLANNED, Status.IN_PROGRESS
NOT_STARTED, UNDER_REVIEW, UNKNOWN = Status.NOT_STARTED, Status.UNDER_REVIEW, Status.UNKNOWN


# --- status ---


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Wird fortgesetzt", IN_PROGRESS),
        ("wird  fortgesetzt.", IN_PROGRESS),
        ("WIRD FORTGESETZT", IN_PROGRESS),
        ("Ausbau wird fortgesetzt", IN_PROGRESS),
        ("In Umsetzung seit 2021", IN_PROGRESS),
        ("Läuft und wird fortgesetzt", IN_PROGRESS),
        ("Bedarf wird neu geprüft", UNDER_REVIEW),
        ("Bedarf wird neu\ngeprüft", UNDER_REVIEW),
        ("In Planung", PLANNED),
        ("Noch in Planung", PLANNED),
        ("Derzeit noch in Planung", PLANNED),
        ("Umsetzung im März 2024", PLANNED),
        ("Umsetzung ab 2. Halbjahr 2024", PLANNED),
        ("Umsetzung 2025", PLANNED),
        ("• Abgeschlossen", COMPLETED),
        ("→ Abgeschlossen", COMPLETED),
        ("– Abgeschlossen", COMPLETED),
        ("Abgeschlossen (2023)", COMPLETED),
        ("Verschoben auf 2025", Status.POSTPONED),
        ("Entfällt", Status.CANCELLED),
        ("Noch nicht umgesetzt", NOT_STARTED),
        ("Noch nicht begonnen", NOT_STARTED),
        ("Umsetzung steht noch aus", NOT_STARTED),
        ("In Vorbereitung", PLANNED),
        ("Konzept in Vorbereitung", PLANNED),
        ("Für 2026 vorgesehen", PLANNED),
        ("Planung läuft", PLANNED),
        ("in Arbeit", IN_PROGRESS),
        ("laufend", IN_PROGRESS),
        ("fortlaufend", IN_PROGRESS),
        ("Daueraufgabe", IN_PROGRESS),
        ("Teilweise umgesetzt", IN_PROGRESS),
        ("Wird umgesetzt", IN_PROGRESS),
        ("zu 50 % umgesetzt", IN_PROGRESS),
        ("Zu 100 % umgesetzt", COMPLETED),
        ("erledigt", COMPLETED),
        ("Umgesetzt", COMPLETED),
        ("Fertiggestellt im Mai 2024", COMPLETED),
        ("Zurückgestellt", Status.POSTPONED),
        ("verschoben auf 2026", Status.POSTPONED),
        ("Pausiert", Status.POSTPONED),
        ("gestrichen", Status.CANCELLED),
        ("Wird nicht umgesetzt", Status.CANCELLED),
        ("", UNKNOWN),
    ],
)
def test_status_wording_gives_its_code(vocabulary: Vocabulary, text: str, status: Status) -> None:
    assert vocabulary.read_status(text).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Wird nicht fortgesetzt", "Nicht in Planung", "Derzeit nicht geplant", "Keine Umsetzung geplant", "Nie geplant",
        "Weder begonnen noch geplant", "Ursprünglich geplant", "War geplant", "Wurde geplant", "Eventuell in Planung",
        "Möglicherweise geplant", "Fast abgeschlossen", "Abschluss geplant", "Einstellung geplant", "Ungeplant",
        "Umsetzung seit 2021", "Ohne dass die Umsetzung geplant", "Abgeschlossenheit", "Nicht umgesetzt",
    ],
)  # fmt: skip
def test_negated_hedged_and_turned_wordings_stay_unknown(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.read_status(text) == StatusReading(UNKNOWN, unknown=(text,))


@pytest.mark.parametrize(
    "text",
    [
        "Umgesetzt, teilweise", "abgeschlossen / nicht umgesetzt", "Abgeschlossen (noch nicht abgenommen)",
        "Geplant, aber ausgesetzt", "In Umsetzung, jedoch gestoppt", "Entfällt, teilweise", "Fortsetzung geplant",
        "Evaluation in Planung",
        "Geplant, derzeit zurückgestellt",
        "In Planung, Antrag abgelehnt",
        "Abgeschlossen bis Ende 2025",
        "Umgesetzt ab 2026",
        "In Planung / In Umsetzung",
        "In Umsetzung – entfällt",
        "Noch offen, abgeschlossen",
        "In Umsetzung Abgeschlossen",
    ],
)  # fmt: skip
def test_addition_that_takes_the_first_clause_back_leaves_the_whole_unknown(vocabulary: Vocabulary, text: str) -> None:
    reading = vocabulary.read_status(text)
    assert (reading.status, reading.unknown) == (UNKNOWN, (text,))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In Umsetzung (noch nicht abgeschlossen)", IN_PROGRESS),
        ("Begonnen, nicht abgeschlossen", IN_PROGRESS),
        ("Entfällt, da kein Bedarf", Status.CANCELLED),
        ("Abgeschlossen, Fortsetzung geplant", COMPLETED),
        ("Offen, da kein Personal", NOT_STARTED),
        ("Geplant, noch nicht begonnen", PLANNED),
        ("Zurückgestellt, Beginn in 2026", Status.POSTPONED),
    ],
)
def test_addition_that_only_explains_the_first_clause_leaves_it_standing(
    vocabulary: Vocabulary, text: str, status: Status
) -> None:
    assert vocabulary.read_status(text).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("0 % umgesetzt", NOT_STARTED),
        ("zu 0% umgesetzt", NOT_STARTED),
        ("100% umgesetzt", COMPLETED),
        ("zu 100 % umgesetzt", COMPLETED),
        ("zu 90% umgesetzt", IN_PROGRESS),
        ("Maßnahme ist zu 100 % umgesetzt", UNKNOWN),
        ("rund 0 % umgesetzt", UNKNOWN),
    ],
)
def test_nothing_and_all_of_a_hundred_percent_are_not_in_progress(
    vocabulary: Vocabulary, text: str, status: Status
) -> None:
    assert vocabulary.read_status(text).status is status


@pytest.mark.parametrize("text", ["2023: in Planung; 2024: umgesetzt", "Stand 2023: geplant", "05/2023: in Planung"])
def test_state_of_an_earlier_year_is_not_taken_for_the_present_one(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.read_status(text) == StatusReading(UNKNOWN, unknown=(text,))


@pytest.mark.parametrize("text", ["–", "-", "?", "✓", "→"])
def test_status_of_a_mark_alone_is_unknown_and_told(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.read_status(text) == StatusReading(UNKNOWN, unknown=(text,))


def test_a_city_may_list_other_negations(tmp_path: Path) -> None:
    for name in ("akteure.csv", "begriffe.csv", "status.csv", "statuscodes.csv"):
        (tmp_path / name).write_bytes((TEMPLATES / name).read_bytes())
    with (tmp_path / "begriffe.csv").open("a", encoding="utf-8") as terms:
        terms.write("verneinung;angebl…\n")
    assert LISTS.read_status("Angeblich in Planung").status is PLANNED
    assert load_vocabulary(tmp_path).read_status("Angeblich in Planung").status is UNKNOWN


@pytest.mark.parametrize("colour", ["grün", "gelb", "rot"])
def test_colours_of_a_traffic_light_are_not_guessed(vocabulary: Vocabulary, colour: str) -> None:
    assert vocabulary.read_status(colour) == StatusReading(UNKNOWN, unknown=(colour,))


@pytest.mark.parametrize(
    "text",
    [
        "Abgeschlossen\nWeitere Durchführung in Planung",
        "Abgeschlossen / Weitere Durchführung in Planung",
        "Abgeschlossen – weitere Durchführung in Planung",
        "Abgeschlossen; weitere Durchführung geplant",
        "Abgeschlossen, weitere Durchführung geplant",
        "Abgeschlossen. Weitere Durchführung in Planung",
        "Abgeschlossen und weitere Durchführung geplant",
        "Abgeschlossen (weitere Durchführung geplant)",
        "Abgeschlossen Weitere Durchführung in Planung",
    ],
)
def test_first_clause_gives_the_status_and_a_planned_one_the_follow_up(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.read_status(text) == StatusReading(COMPLETED, PLANNED)


def test_clauses_behind_the_first_are_reported_if_no_list_knows_them(vocabulary: Vocabulary) -> None:
    reading = vocabulary.read_status("Wird fortgesetzt (personell verstärkt)")
    assert reading == StatusReading(IN_PROGRESS, unknown=("personell verstärkt",))


def test_unknown_first_clause_leaves_the_status_unknown(vocabulary: Vocabulary) -> None:
    reading = vocabulary.read_status("Kurs wurde durchgeführt. Weitere Durchführung in Planung")
    assert reading.status is UNKNOWN
    assert reading.unknown


def test_clauses_that_contradict_each_other_are_told(vocabulary: Vocabulary) -> None:
    assert vocabulary.read_status("Abgeschlossen / Wird fortgesetzt").others == (IN_PROGRESS,)
    assert vocabulary.read_status("Noch nicht umgesetzt – Realisierung wird weiterhin geprüft").others == ()


def test_brackets_inside_a_known_wording_do_not_divide_it(vocabulary: Vocabulary) -> None:
    assert vocabulary.read_status("(Fach-)Beratung in Planung") == StatusReading(PLANNED)


def test_wording_listed_word_for_word_wins_over_its_parts(vocabulary: Vocabulary) -> None:
    more = replace(vocabulary, phrases=(("Abgeschlossen, wird fortgesetzt", IN_PROGRESS), *vocabulary.phrases))
    assert more.read_status("Abgeschlossen, wird fortgesetzt") == StatusReading(IN_PROGRESS)


@pytest.mark.parametrize(
    "text", ["Läuft wie geschmiert seit 2021", "Konzept liegt vor.", "ab 2024", "Phase 2 (ab 2024)"]
)
def test_unknown_wording_is_understood_once_it_is_listed_as_reported(vocabulary: Vocabulary, text: str) -> None:
    unknown = vocabulary.read_status(text).unknown
    assert unknown
    more = replace(vocabulary, phrases=(*vocabulary.phrases, *((words, PLANNED) for words in unknown)))
    assert more.read_status(text).status is PLANNED
    assert more.read_status(text).unknown == ()


@given(st.text(max_size=60))
def test_no_text_breaks_the_status_grammar_and_none_is_silently_unknown(text: str) -> None:
    reading = LISTS.read_status(text)
    assert reading.status is not UNKNOWN or reading.unknown or not text.strip()


LISTS = load_vocabulary(TEMPLATES)


# --- dates ---


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ab 2024", Due("from", 2024)),
        ("Ab dem Jahr 2024", Due("from", 2024)),
        ("voraussichtlich ab 2024", Due("from", 2024)),
        ("ab voraussichtlich 2024", Due("from", 2024)),
        ("ab Januar 2025", Due("from", 2025, month=1)),
        ("für 2024", Due("for", 2024)),
        ("für das Jahr 2024", Due("for", 2024)),
        ("bis 2025", Due("for", 2025)),
        ("bis Ende 2025", Due("for", 2025)),
        ("bis spätestens 2025", Due("for", 2025)),
        ("bis zum Sommer 2025", Due("for", 2025, season="Sommer")),
        ("auf 2025", Due("for", 2025)),
        ("in 2024", Due("in", 2024)),
        ("im Jahr 2024", Due("in", 2024)),
        ("im  März\n2024", Due("in", 2024, month=3)),
        ("im Herbst 2024", Due("in", 2024, season="Herbst")),
        ("2024", Due("in", 2024)),
        ("2024/2025", Due("in", 2024, last_year=2025)),
        ("in 2024/25", Due("in", 2024, last_year=2025)),
        ("in 2024 – 2025", Due("in", 2024, last_year=2025)),
        ("für 2024 und 2025", Due("for", 2024, last_year=2025)),
        ("von 2024 bis 2026", Due("in", 2024, last_year=2026)),
        ("ab Schuljahr 2024/25", Due("from", 2024, last_year=2025)),
        ("ab dem 2. Halbjahr 2024", Due("from", 2024, part="2. Halbjahr")),
        ("im zweiten Halbjahr 2024", Due("in", 2024, part="2. Halbjahr")),
        ("im ersten Quartal 2024", Due("in", 2024, part="1. Quartal")),
        ("im III. Quartal 2025", Due("in", 2025, part="3. Quartal")),
        ("IV. Quartal 2025", Due("in", 2025, part="4. Quartal")),
        ("Q3/2025", Due("in", 2025, part="3. Quartal")),
        ("ab Q3 2024", Due("from", 2024, part="3. Quartal")),
        ("ab Mitte 2024", Due("from", 2024, part="Mitte")),
        ("bis Mitte 2024", Due("for", 2024, part="Mitte")),
        ("Mitte des Jahres 2025", Due("in", 2025, part="Mitte")),
        ("Ende 2025", Due("in", 2025, part="Ende")),
        ("Anfang 2026", Due("in", 2026, part="Anfang")),
        ("Ende März 2025", Due("in", 2025, month=3)),
        ("bis 31.12.2024", Due("for", 2024, month=12)),
        ("zum 1. Januar 2025", Due("in", 2025, month=1)),
        ("09/2025", Due("in", 2025, month=9)),
        ("Okt. 2025", Due("in", 2025, month=10)),
        ("im Laufe des Jahres 2024", Due("in", 2024)),
    ],
)
def test_date_is_read_as_printed(text: str, due: Due) -> None:
    assert read_due(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "", "seit 2021", "im Frühjahr/Sommer 2024", "im März oder April 2024", "im Frühjahr", "in 20245", "nach 2024",
        "in 1800", "bis 31.13.2024", "3. Halbjahr 2025", "2025/2024", "Ende Q3 2025", "seit März 2021",
    ],
)  # fmt: skip
def test_date_that_cannot_be_held_exactly_stays_none(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    ("date", "later"),
    [
        ("2024", "2025"),
        ("März 2024", "April 2024"),
        ("Q3/2025", "Herbst 2025"),
        ("Mitte 2025", "Ende 2025"),
        ("1. Halbjahr 2025", "III. Quartal 2025"),
        ("2025/2026", "2026/2027"),
        ("2025", "2025/2026"),
    ],
)
def test_later_date_is_later(date: str, later: str) -> None:
    due, after = read_due(date), read_due(later)
    assert due is not None
    assert after is not None
    assert is_later(after, due)
    assert not is_later(due, after)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)), st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)))
def test_month_is_over_when_a_later_one_has_come(due: dt.date, at: dt.date) -> None:
    month, year = read_due(f"{due.month}/{due.year}"), read_due(str(at.year))
    assert month
    assert year
    assert is_over(month, Due("in", at.year, at.month)) is ((due.year, due.month) < (at.year, at.month))
    assert is_over(month, year) in (None, due.year < at.year)


@pytest.mark.parametrize(
    ("date", "within"), [("2024", "März 2024"), ("Herbst 2024", "Oktober 2024"), ("2025/26", "2026")]
)
def test_date_within_another_is_neither_later_nor_earlier(date: str, within: str) -> None:
    whole, part = read_due(date), read_due(within)
    assert whole is not None
    assert part is not None
    assert not is_later(whole, part)
    assert not is_later(part, whole)


@pytest.mark.parametrize("text", ["2024", "März 2024", "Herbst 2024", "3. Quartal 2025", "Mitte 2025", "2025/2026"])
def test_due_date_is_told_as_it_is_printed(text: str) -> None:
    due = read_due(text)
    assert due is not None
    assert due_words(due) == text


@given(
    st.sampled_from([("ab", "from"), ("für", "for"), ("im", "in"), ("bis", "for")]),
    st.sampled_from([*MONTHS, *SEASONS]),
    st.integers(1900, 2099),
)
def test_every_month_and_season_is_read(kind: tuple[str, str], part: str, year: int) -> None:
    due = read_due(f"Umsetzung {kind[0]} {part} {year}, danach in 2098")
    assert due is not None
    assert (due.kind, due.year) == (kind[1], year)
    assert part in (due.season, MONTHS[due.month - 1] if due.month else None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("In Planung ab 2024", Due("from", 2024)),
        ("In Planung (ab 2024)", Due("from", 2024)),
        ("In Planung\nab 2024", Due("from", 2024)),
        ("In Planung, Umsetzung im März 2024", Due("in", 2024, month=3)),
        ("Abgeschlossen / Weitere Durchführung in Planung ab 2025", Due("from", 2025)),
        ("Noch nicht begonnen (Beginn in 2025)", Due("in", 2025)),
        ("Abgeschlossen im März 2023", None),
        ("Abgeschlossen\nim März 2023", None),
        ("Begonnen im März 2023", None),
        ("Entfällt ab 2024", None),
        ("In Planung, Auftakt war im März 2023", None),
        ("Umsetzung ab 2. Halbjahr 2024, Abschluss in 2026", Due("from", 2024, part="2. Halbjahr")),
    ],
)
def test_due_is_the_first_date_of_what_is_still_to_come(vocabulary: Vocabulary, text: str, due: Due | None) -> None:
    assert vocabulary.read_status(text).due == due


# --- titles and labels ---


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Status der Umsetzung", "status"),
        ("Status der Umset- zung", "status"),
        ("STATUS:", "status"),
        ("Nr.", "number"),
        ("Maßnahmen / Impulse / Projektideen", "measure"),
        ("Akteurinnen und Akteure", "actors"),
        ("Ziele und zukünftiger Bedarf", "goal"),
        ("Kosten", None),
        ("", None),
    ],
)
def test_column_title_is_known_however_it_is_wrapped(vocabulary: Vocabulary, title: str, cell: str | None) -> None:
    assert vocabulary.column(title) == cell


@pytest.mark.parametrize(
    "line", ["Vision:", "Vision: Arbeit für alle", "Visionen :", "Weitere Maßnahmen", "WEITERE MASSNAHMEN:"]
)
def test_line_that_begins_a_part_of_a_chapter_is_a_label(vocabulary: Vocabulary, line: str) -> None:
    assert vocabulary.is_label(line)


@pytest.mark.parametrize("line", ["Visionär denken", "Weitere Maßnahmen folgen", "Arbeit", ""])
def test_other_lines_are_no_labels(vocabulary: Vocabulary, line: str) -> None:
    assert not vocabulary.is_label(line)


def test_every_status_has_a_german_name(vocabulary: Vocabulary) -> None:
    assert all(vocabulary.label(status) for status in Status)


# --- lists ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped lists to spoil."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def test_list_saved_by_an_older_excel_is_read(folder: Path) -> None:
    (folder / "status.csv").write_bytes("wortlaut;code\r\n… läuft prächtig;in_progress\r\n".encode("cp1252"))
    assert load_vocabulary(folder).read_status("Kurs läuft prächtig").status is IN_PROGRESS


def test_quoted_semicolons_extra_columns_and_blank_rows_are_no_obstacle(folder: Path) -> None:
    content = '\ufeffnotiz;wortlaut;code\n;;\nx;"Ruht; bis auf Weiteres";postponed\n'
    (folder / "status.csv").write_text(content, encoding="utf-8")
    assert load_vocabulary(folder).phrases == (("Ruht; bis auf Weiteres", Status.POSTPONED),)


def test_three_dots_typed_in_the_list_stand_for_any_words(folder: Path) -> None:
    (folder / "status.csv").write_text("wortlaut;code\n... läuft;in_progress\n", encoding="utf-8")
    assert load_vocabulary(folder).clause("Der Kurs läuft") is IN_PROGRESS


def test_actor_list_gives_names_aliases_and_offices(folder: Path) -> None:
    (folder / "akteure.csv").write_text(
        "name;andere_schreibweisen;amt\nVHS;Volkshochschule | vhs;Kulturamt\n", encoding="utf-8"
    )
    assert load_vocabulary(folder).actors == (KnownActor("VHS", ("Volkshochschule", "vhs"), "Kulturamt"),)


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("status.csv", "", "wortlaut"),
        ("status.csv", "wortlaut\nLäuft\n", "code"),
        ("status.csv", "wortlaut,code\nLäuft,in_progress\n", "wortlaut"),
        ("status.csv", "wortlaut;code\nLäuft;laufend\n", "laufend"),
        ("status.csv", "wortlaut;code\n;planned\n", "Zeile 2"),
        ("status.csv", "wortlaut;code\n…;planned\n", "…"),
        ("status.csv", "wortlaut;code\nRuht;planned\nruht.;postponed\n", "ruht"),
        ("status.csv", "wortlaut;code\nStart ab 2024;planned\nStart in 2025;in_progress\n", "start {termin}"),
        ("statuscodes.csv", "code;bezeichnung;rang;umgesetzt\nplanned;In Planung;drei;nein\n", "drei"),
        ("statuscodes.csv", "code;bezeichnung;rang;umgesetzt\nplanned;In Planung;3;vielleicht\n", "vielleicht"),
        ("statuscodes.csv", "code;bezeichnung;rang;umgesetzt\nplanned;In Planung;3;nein\n", "not_started"),
        ("akteure.csv", "name;andere_schreibweisen;amt\n;VHS;\n", "Zeile 2"),
        ("akteure.csv", "name;andere_schreibweisen;amt\nVHS;Schule;\nGymnasium;Schule;\n", "Schule"),
        ("begriffe.csv", "rolle;wortlaut\nspalte;Nr.\n", "spalte"),
        ("begriffe.csv", "rolle;wortlaut\nstatus;\n", "Zeile 2"),
        ("begriffe.csv", "rolle;wortlaut\nstatus;Stand\nmassnahme;stand\n", "stand"),
        ("begriffe.csv", "rolle;wortlaut\nstelle;…\n", "Zeile 2"),
        ("begriffe.csv", "rolle;wortlaut\nstelle;...\n", "Zeile 2"),
    ],
)
def test_broken_list_stops_the_run_and_names_file_and_entry(folder: Path, file: str, content: str, named: str) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(TemplateInvalid) as stopped:
        load_vocabulary(folder)
    message = str(stopped.value)
    assert file in message
    assert named in message
    assert "Bitte" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("word", "names_body"),
    [
        ("Jugendamt", True), ("AMT", True), ("Amtes", True), ("Bürgermeisterin", True), ("e.V.", True),
        ("Musikschule", True), ("Netzwerk", True), ("Studierendenwerk", True), ("Amtsgericht", True),
        ("Handwerk", False), ("Bauwerk", False), ("Gottesdienst", False), ("Mittagsgericht", False),
        ("Amtsblatt", False), ("Schulhof", False), ("Beratung", False), ("", False),
    ],
)  # fmt: skip
def test_noun_for_somebody_who_acts_is_one_of_the_list(vocabulary: Vocabulary, word: str, names_body: bool) -> None:
    assert vocabulary.names_body(word) is names_body


def test_city_adds_a_noun_for_somebody_who_acts_without_any_code(folder: Path) -> None:
    assert not load_vocabulary(folder).names_body("Quartierswerkstatt")
    with (folder / "begriffe.csv").open("a", encoding="utf-8") as terms:
        terms.write("stelle;...werkstatt\n")
    assert load_vocabulary(folder).names_body("Quartierswerkstatt")


@pytest.mark.parametrize("file", ["status.csv", "statuscodes.csv", "akteure.csv", "begriffe.csv"])
def test_missing_list_stops_the_run(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(TemplateInvalid, match=file):
        load_vocabulary(folder)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Maßnahmen / Projekte", "measure"), ("Projekte und Maßnahmen", "measure"), ("Sachstand 12/2024", "status"),
        ("Status (Stand 2024)", "status"), ("Stand 2025", "status"), ("Ziele und Kosten", None), ("2024", None),
        ("Maßnahme / Status", None), ("Verantwortliche/r", "actors"), ("Akteur/innen", "actors"), ("Status*", "status"),
        ("Status¹", "status"), ("Lfd Nr", "number"), ("Maßnahmen-Nr", "number"), ("M-Nr.", "number"),
    ],
)  # fmt: skip
def test_column_title_means_what_all_its_words_mean(title: str, column: str | None) -> None:
    assert load_vocabulary(TEMPLATES).column(title) == column


@pytest.mark.parametrize(
    "title", ["Stand: Mai 2024", "Stand Mai 2024", "Stand vom 1. Mai 2024", "Umsetzungsstand Ende 2024"]
)
def test_title_with_a_date_in_words_is_one_in_a_grid_alone(title: str) -> None:
    assert load_vocabulary(TEMPLATES).column_of_grid(title) == "status"
    assert load_vocabulary(TEMPLATES).column(title) is None  # in running text it is the edition's date


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("goal", "Ziel|Ziele und zukünftiger Bedarf|Leitziel|Handlungsziel"),
        ("number", "Nr.|Maßnahmen-Nr.|Lfd. Nr.|lfd.Nr.|Lfd. Nummer|M-Nr.|Nr. der Maßnahme|Kennziffer"),
        ("measure", "Maßnahme|Maßnahmen|Maßnahme(n)|Projekt|Impulse|Maßnahmenbeschreibung|Beschreibung der Maßnahme"),
        ("actors", "Akteure|Zuständigkeit|Verantwortlich|Federführung|Zuständige Stelle|Zuständiges Amt|Fachamt"),
        ("status", "Status|Umsetzungsstand|Stand der Umsetzung|Sachstand|Umsetzungsstatus|Aktueller Stand"),
        ("", "Bemerkung|Bemerkungen|Anmerkung|Zeitplan|Laufzeit|Priorität|Kosten|Finanzierung|Indikatoren"),
    ],
)
def test_titles_of_other_cities_have_their_role_and_unknown_ones_none(role: str, titles: str) -> None:
    for title in titles.split("|"):
        assert (load_vocabulary(TEMPLATES).column(title) or "") == role, title


def test_quick_look_lets_every_status_through_and_spares_running_text(vocabulary: Vocabulary) -> None:
    texts = [words.replace("…", "Ausbau der Wege").replace("{Termin}", "2025") for words, _ in vocabulary.phrases]
    texts += [
        f"{text}{further}"
        for text in texts
        for further in (" ab 2026", "; Weiteres folgt", "\nIn Planung", " (bis Mai)")
    ]
    texts += [f"{before}{text}" for text in texts for before in ("• ", "2024: ", "„")]
    refused = [text for text in texts if not vocabulary.may_be_status(text)]
    assert [text for text in refused if vocabulary.read_status(text).status is not Status.UNKNOWN] == []
    assert not vocabulary.may_be_status("Ausbau der Wege bis Mai 2025")


def test_title_of_number_and_measure_is_that_of_the_measures(vocabulary: Vocabulary) -> None:
    assert vocabulary.column("Nr. und Maßnahme") == "measure"
    assert vocabulary.column("Maßnahme / Status") is None
