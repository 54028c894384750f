"""Rules for making measures of table rows, and an edition of a document."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import at, catalogue, cell, line, lines, row, table

from pipeline.errors import InputAmbiguous, NotACatalogue
from pipeline.model import Due, Edition, Field, Measure, Place, Status
from pipeline.normalise import normalise
from pipeline.printed import Cell, Line, Row, Table
from pipeline.vocabulary import Vocabulary


def read(vocabulary: Vocabulary, *blocks: str | Line | Table) -> Edition:
    return normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", *blocks), 2023, False, vocabulary)


def measures(vocabulary: Vocabulary, *blocks: str | Line | Table) -> tuple[Measure, ...]:
    return read(vocabulary, *blocks).measures


def test_row_becomes_a_measure(vocabulary: Vocabulary) -> None:
    text = cell("Kurs vor Ort", "→Kurs wurde durchgeführt", "• zweimal", width=40)
    only = row("7.", text, "VHS", "In Planung ab 2024", goal="Sprache", page=3, Kosten="5 Euro")
    (measure,) = measures(vocabulary, table(only))
    assert measure.uid == "2023-7"
    assert (measure.number, measure.field_of_action, measure.goal) == ("7", "Arbeit", "Sprache")
    assert measure.text == "Kurs vor Ort\n→ Kurs wurde durchgeführt\n• zweimal"
    assert measure.progress_notes == ("Kurs wurde durchgeführt",)
    assert [actor.name for actor in measure.actors] == ["VHS"]
    assert (measure.status, measure.due) == (Status.PLANNED, Due("from", 2024))
    assert measure.extra == (("Kosten", "5 Euro"),)
    assert measure.places == (Place(3),)


def test_every_value_has_the_place_of_its_cell(vocabulary: Vocabulary) -> None:
    first, second = (at(line(text, page=3), (200.0, top, 300.0, top + 12)) for text, top in (("VHS", 60), ("Amt", 74)))
    only = row("7", actors=Cell((first, second)), status="", page=3, Kosten="5 Euro")
    (measure,) = measures(vocabulary, table(only))
    assert dict(measure.cells) == {
        "Nr.": (Place(3),), "Maßnahme": (Place(3),), "Kosten": (Place(3),),
        "Akteurinnen und Akteure": (Place(3, (200.0, 60.0, 300.0, 86.0)),),
    }  # fmt: skip
    assert measure.places_of("Akteurinnen und Akteure") == (Place(3, (200.0, 60.0, 300.0, 86.0)),)
    assert measure.places_of("Status") == measure.places


# --- numbers ---


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        (["7"], "7"), (["7."], "7"), (["7)"], "7"), (["7:"], "7"), (["(7)"], "(7)"), (["3.2"], "3.2"),
        (["3.2."], "3.2"),
        (["3.", "2"], "3.2"), (["M 12"], "M 12"), (["M", "12"], "M 12"), (["A-", "07"], "A-07"), (["A-07"], "A-07"),
        (["7.", "8."], "7. 8"), (["7a"], "7a"), (["HF1.", "Z2.", "M3"], "HF1.Z2.M3"), (["HF1", ".Z2"], "HF1.Z2"),
    ],
)  # fmt: skip
def test_number_is_text_without_the_mark_of_an_enumeration(
    vocabulary: Vocabulary, printed: list[str], number: str
) -> None:
    assert [measure.number for measure in measures(vocabulary, table(row(printed)))] == [number]


def test_number_printed_twice_is_told_apart_by_a_letter(vocabulary: Vocabulary) -> None:
    rows = [row(number) for number in ("7", "7", "8", "7")]
    assert [measure.uid for measure in measures(vocabulary, table(*rows))] == [
        "2023-7",
        "2023-7-b",
        "2023-8",
        "2023-7-c",
    ]


NUMBERS = st.lists(st.sampled_from(["7", "7-b", "7-c", "7-b-b", "M 1", "M1", "8.", "ohne"]), min_size=1, max_size=12)


@given(NUMBERS)
def test_no_two_measures_share_a_uid_and_blanks_in_it(vocabulary: Vocabulary, numbers: list[str]) -> None:
    uids = [measure.uid for measure in measures(vocabulary, table(*map(row, numbers)))]
    assert len(set(uids)) == len(numbers)
    assert all(re.fullmatch(r"2023-\S+", uid) for uid in uids)


def test_first_measure_of_a_number_keeps_the_plain_uid_whatever_follows(vocabulary: Vocabulary) -> None:
    rows = [row(number) for number in ("7", "7", "7-b")]
    uids = {measure.number: measure.uid for measure in reversed(measures(vocabulary, table(*rows)))}
    assert uids == {"7": "2023-7", "7-b": "2023-7-b"}


# --- goals ---


def test_goal_cell_that_reaches_down_holds_for_the_rows_beside_it(vocabulary: Vocabulary) -> None:
    rows = [row("1", goal="Arbeit finden"), row("2"), row("3", goal="Sprache lernen")]
    goals = [measure.goal for measure in measures(vocabulary, table(*rows))]
    assert goals == ["Arbeit finden", "Arbeit finden", "Sprache lernen"]


def test_text_of_a_goal_is_kept_once_for_all_its_measures(vocabulary: Vocabulary) -> None:
    goal = cell("Arbeit finden", "und behalten", width=14)
    one, other, another = measures(vocabulary, table(row("1", goal=goal), row("2"), row("3", goal="Arbeit suchen")))
    assert one.goal is other.goal
    assert one.goal_places is other.goal_places
    assert (one.goal, another.goal) == ("Arbeit finden und behalten", "Arbeit suchen")


def test_empty_goal_cell_goes_on_with_the_goal_above(vocabulary: Vocabulary) -> None:
    rows = [row("1", goal="Arbeit finden"), row("2", goal=Cell())]
    assert [measure.goal for measure in measures(vocabulary, table(*rows))] == ["Arbeit finden"] * 2


def test_goal_does_not_reach_into_the_next_chapter(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("1", goal="Arbeit finden")), "Handlungsfeld „Wohnen“", table(row("2")))
    assert [measure.goal for measure in found] == ["Arbeit finden", ""]


@pytest.mark.parametrize(
    ("above", "below", "goal"),
    [
        (["Kennen niedrig-"], ["schwellige Angebote"], "Kennen niedrigschwellige Angebote"),
        (["Kennen der"], ["niedrigschwelligen Angebote"], "Kennen der niedrigschwelligen Angebote"),
    ],
)
def test_goal_cut_in_mid_sentence_by_a_page_break_is_one(
    vocabulary: Vocabulary, above: list[str], below: list[str], goal: str
) -> None:
    first = table(row("1", goal=cell(*above)))
    second = table(row("2", goal=cell(*below, page=2), page=2), page=2)
    assert [measure.goal for measure in measures(vocabulary, first, second)] == [goal, goal]


def test_full_goal_beside_a_full_row_goes_on_overleaf(vocabulary: Vocabulary) -> None:
    full = row("1", cell("Ausbau", spare=0.0), goal=cell("Zugang zu Angeboten der", spare=0.0))
    goals = [m.goal for m in measures(vocabulary, table(full), table(row("2", goal="Stadt und des Kreises")))]
    assert goals == ["Zugang zu Angeboten der Stadt und des Kreises"] * 2


def test_goal_of_another_table_further_down_the_page_is_no_rest_of_the_one_above(vocabulary: Vocabulary) -> None:
    def goal(text: str, top: float) -> Cell:
        return Cell((replace(line(text), place=Place(1, (50.0, top, 90.0, top + 10))),), 0.0)

    first = table(row("1", cell("Ausbau", spare=0.0), goal=goal("Friedhof entwickeln", 100)))
    for top, goals in ((150, ["Friedhof entwickeln", "Wege bauen"]), (60, ["Friedhof entwickeln Wege bauen"] * 2)):
        second = table(row("2", goal=goal("Wege bauen", top)))
        assert [m.goal for m in measures(vocabulary, first, second)] == goals


@pytest.mark.parametrize(("goal_spare", "row_spare"), [(3.0, 0.0), (0.0, 3.0), (None, None)])
def test_goal_that_leaves_room_is_complete(
    vocabulary: Vocabulary, goal_spare: float | None, row_spare: float | None
) -> None:
    first = row("1", cell("Ausbau", spare=row_spare), goal=cell("Arbeit finden", spare=goal_spare))
    goals = [m.goal for m in measures(vocabulary, table(first), table(row("2", goal="Sprache lernen")))]
    assert goals == ["Arbeit finden", "Sprache lernen"]


def test_goal_in_mid_table_is_never_taken_for_the_rest_of_another(vocabulary: Vocabulary) -> None:
    rows = [row("1", goal=cell("Arbeit und", spare=0.0)), row("2", goal="ihre Folgen")]
    assert [measure.goal for measure in measures(vocabulary, table(*rows))] == ["Arbeit und", "ihre Folgen"]


# --- rows cut by page breaks ---


def test_row_without_a_number_at_the_top_of_a_page_is_the_rest_of_the_one_before(vocabulary: Vocabulary) -> None:
    cut = row("1", cell("Ausbau der Bera-"), "Kontaktstelle und", goal="Arbeit")
    rest = row("", cell("tung", page=2), "Feuerwehr", "", page=2)
    (measure,) = measures(vocabulary, table(cut), table(rest, page=2, titles=()))
    assert measure.text == "Ausbau der Beratung"
    assert measure.actors_text == "Kontaktstelle und Feuerwehr"
    assert measure.status_text == "Wird fortgesetzt"
    assert [place.page for place in measure.places] == [1, 2]


def test_short_cells_left_at_the_foot_of_a_page_belong_to_the_row_that_begins_overleaf(vocabulary: Vocabulary) -> None:
    def read_two(rest: Row, head: Row) -> list[tuple[str, ...]]:
        found = measures(vocabulary, table(row("1", Frist="2024"), head), table(rest, page=2))
        return [(measure.actors_text, *(value for _, value in measure.extra)) for measure in found]

    head = row("", "", "Jobcenter", "", Frist="2025")
    rest = row("2", "Beratung", "", page=2, Frist="")
    assert read_two(rest, head) == [("Jobcenter", "2024"), ("Jobcenter", "2025")]
    full = row("2", "Beratung", "Wohnungsamt", page=2, Frist="")
    assert read_two(full, head)[1] == ("Wohnungsamt", "")  # so it is a further line of the measure above


def test_cells_alone_at_the_head_of_a_chapter_go_on_in_the_row_that_begins_overleaf(vocabulary: Vocabulary) -> None:
    head = row("", "", "Jobcenter", "Läuft", goal="Arbeit")
    (measure,) = measures(vocabulary, table(head), table(row("1", "Beratung", "Wohnungsamt", "", page=2), page=2))
    assert (measure.actors_text, measure.status_text) == ("Jobcenter\nWohnungsamt", "Läuft")
    assert measure.goal == "Arbeit"


@pytest.mark.parametrize(("above", "below"), [("", "Arbeit"), ("Arbeit", "")])
def test_goal_of_cells_alone_at_the_head_of_a_chapter_stands_on_either_page(
    above: str, below: str, vocabulary: Vocabulary
) -> None:
    head, rest = row("", "", "Jobcenter", "", goal=above), row("1", "Beratung", "Wohnungsamt", goal=below, page=2)
    (measure,) = measures(vocabulary, table(head), table(rest, page=2))
    assert (measure.actors_text, measure.goal) == ("Jobcenter\nWohnungsamt", "Arbeit")


def test_goal_of_a_row_of_which_all_but_the_number_went_over_to_the_next_page_is_its_own(
    vocabulary: Vocabulary,
) -> None:
    first = table(row("1", goal="Kinder schützen"), row("2", Cell(), Cell(), "Offen"))
    second = table(row("", "Kochkurs", "Amt", "", goal="Verwaltung öffnen", page=2), page=2)
    assert [measure.goal for measure in measures(vocabulary, first, second)] == ["Kinder schützen", "Verwaltung öffnen"]


def test_goal_that_alone_went_over_to_the_next_page_belongs_to_its_row(vocabulary: Vocabulary) -> None:
    first = table(row("1", goal="Kinder schützen"), row("2", goal=Cell()))
    for goal in ("Kinder schützen", "Verwaltung öffnen"):
        found = measures(vocabulary, first, table(row("", Cell(), Cell(), Cell(), goal=goal, page=2), page=2))
        assert [measure.goal for measure in found] == ["Kinder schützen", goal]


def test_soft_hyphen_of_a_number_is_a_hyphen(vocabulary: Vocabulary) -> None:
    assert [measure.number for measure in measures(vocabulary, table(row("I\u00ad01")))] == ["I-01"]


def test_row_is_put_together_below_a_repeated_heading_too(vocabulary: Vocabulary) -> None:
    rest = row("", cell("tung", page=2), "", "", page=2)
    overleaf = (line("Handlungsfeld „Arbeit“ (Fortsetzung)", page=2), table(rest, page=2))
    found = measures(vocabulary, table(row("1", cell("Ausbau der Bera-"))), *overleaf)
    assert [measure.text for measure in found] == ["Ausbau der Beratung"]


def test_extra_columns_of_a_cut_row_are_joined(vocabulary: Vocabulary) -> None:
    rest = row("", "mehr", "", "", page=2, Kosten="und Folgekosten")
    (measure,) = measures(vocabulary, table(row("1", Kosten="5 Euro")), table(rest, page=2, titles=()))
    assert measure.extra == (("Kosten", "5 Euro und Folgekosten"),)


def test_first_row_of_a_chapter_without_a_number_is_a_measure_of_its_own(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("1")), "Handlungsfeld „Wohnen“", table(row("", "Ohne Nummer")))
    assert [(measure.uid, measure.text) for measure in found] == [
        ("2023-1", "Ausbau der Beratung"),
        ("2023-ohne", "Ohne Nummer"),
    ]


# --- status cells ---


def test_two_listed_wordings_in_a_narrow_cell_are_two_paragraphs(vocabulary: Vocabulary) -> None:
    narrow = cell("Abgeschlossen", "Weitere Durchführung", "in Planung", width=20)
    (measure,) = measures(vocabulary, table(row("1", status=narrow)))
    assert measure.status_text == "Abgeschlossen\nWeitere Durchführung in Planung"
    assert (measure.status, measure.follow_up) == (Status.COMPLETED, Status.PLANNED)


def test_one_wrapped_wording_is_one_paragraph(vocabulary: Vocabulary) -> None:
    (measure,) = measures(vocabulary, table(row("1", status=cell("Bedarf wird neu ge-", "prüft", width=19))))
    assert (measure.status_text, measure.status) == ("Bedarf wird neu geprüft", Status.UNDER_REVIEW)


# --- fields and editions ---


def test_heading_that_comes_twice_is_one_field_with_all_visions(vocabulary: Vocabulary) -> None:
    more = ("Handlungsfeld „Wohnen“", table(row("2")), "Handlungsfeld „Arbeit“", "Vision: Ausbildung", table(row("3")))
    edition = read(vocabulary, "Vision: Arbeit", table(row("1")), *more)
    assert edition.fields == (Field("Arbeit", ("Arbeit", "Ausbildung")), Field("Wohnen"))
    assert [measure.field_of_action for measure in edition.measures] == ["Arbeit", "Wohnen", "Arbeit"]


def test_document_without_rows_is_no_catalogue(vocabulary: Vocabulary) -> None:
    with pytest.raises(NotACatalogue, match=r"brief\.pdf.*Bitte"):
        normalise(catalogue("Sehr geehrte Damen und Herren", name="brief.pdf"), 2023, False, vocabulary)


def titled(vocabulary: Vocabulary, title: str, *more: str) -> int:
    raw = catalogue(title, "Handlungsfeld „Arbeit“", table(row("1")), *more, name="katalog.pdf")
    return normalise(raw, None, False, vocabulary).year


def test_year_comes_from_the_title(vocabulary: Vocabulary) -> None:
    assert titled(vocabulary, "Maßnahmenkatalog 2024", "Stand: Oktober 2023") == 2024


@pytest.mark.parametrize("title", ["Maßnahmenkatalog", "Integrationsplan 2020–2030"])
def test_year_comes_from_the_date_where_the_title_does_not_tell_it(vocabulary: Vocabulary, title: str) -> None:
    assert titled(vocabulary, title, "Stand: Oktober 2023") == 2023


@pytest.mark.parametrize(
    ("title", "named"), [("Katalog", "Stand"), ("Plan 2020–2030", "2020, 2030"), ("Artikel 12024", "Stand")]
)
def test_year_that_is_not_certain_stops_the_run(vocabulary: Vocabulary, title: str, named: str) -> None:
    with pytest.raises(InputAmbiguous, match=rf"katalog\.pdf.*{named}.*Bitte"):
        titled(vocabulary, title)


# --- rules that hold for every table ---

TEXTS = st.text("abc äAÜ1-\u00ad.,→•", min_size=1, max_size=20).map(str.strip).filter(bool)


def with_words(rows: list[Row]) -> list[Row]:
    """Rows of which one tells its measure in words, as in any catalogue."""
    return [row("1", "Kurs"), *rows]


ROWS = st.builds(row, st.sampled_from(["", "1", "2.", "A-07"]), TEXTS, TEXTS, TEXTS, goal=st.one_of(st.none(), TEXTS))


@given(st.lists(ROWS, min_size=1, max_size=5).map(with_words), st.lists(ROWS, max_size=3))
def test_every_letter_of_every_row_is_in_a_measure(
    vocabulary: Vocabulary, first: list[object], second: list[object]
) -> None:
    tables = [table(*rows) for rows in (first, second) if rows]  # type: ignore[arg-type]
    edition = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", *tables), 2023, False, vocabulary)
    for column, values in (
        ("measure", [m.text for m in edition.measures]),
        ("status", [m.status_text for m in edition.measures]),
    ):
        printed = [part.text for t in tables for r in t.rows for part in getattr(r, column).lines]
        assert letters("".join(values)) == letters("".join(printed))
    assert edition.ledger.closes


def letters(text: str) -> str:
    return re.sub(r"[^\w.,]", "", text)


def test_every_measure_has_its_goals_lines_even_if_nothing_else_is_printed(vocabulary: Vocabulary) -> None:
    (measure,) = measures(vocabulary, table(row("1", "", "", "", goal=Cell(lines("Nur ein Ziel")))))
    assert (measure.goal, measure.text, measure.status) == ("Nur ein Ziel", "", Status.UNKNOWN)


def test_goal_printed_again_in_a_row_overleaf_is_the_same_goal(vocabulary: Vocabulary) -> None:
    goal = cell("Die Gemeinde ist ein", "Vorbild", spare=0.0)
    first = row("1", cell("Kurs", spare=0.0), goal=goal)
    assert [m.goal for m in measures(vocabulary, table(first), table(row("2", goal=goal, page=2), page=2))] == [
        "Die Gemeinde ist ein Vorbild",
        "Die Gemeinde ist ein Vorbild",
    ]


def test_cell_that_reaches_down_holds_for_every_measure_beside_it(vocabulary: Vocabulary) -> None:
    first = row("1", "Beratung", "Jobcenter", "In Umsetzung", Kosten="keine")
    below = replace(row("2", "Kurse", "", ""), spanned=("actors", "status", "Kosten"))
    found = measures(vocabulary, table(first, below, replace(below, number=cell("3")), row("4", "Feste", "", "")))
    assert [(m.actors_text, m.status_text, dict(m.extra).get("Kosten")) for m in found] == [
        *[("Jobcenter", "In Umsetzung", "keine")] * 3, ("", "", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "below", "number"), [(5.0, 8.0, "HF1-03"), (20.0, 8.0, "HF1-0 3"), (5.0, 30.0, "HF1-0 3")]
)
def test_number_broken_between_two_figures_is_one_if_its_line_was_full(
    vocabulary: Vocabulary, width: float, below: float, number: str
) -> None:
    first, second = lines("HF1-0", "3", width=width)
    parts = (replace(at(first, (0, 0, 5, 8)), size=8.0), replace(at(second, (0, below, 5, below + 8)), size=8.0))
    raw = catalogue("Katalog", "Handlungsfeld „A“", table(replace(row("1", goal="Ziel"), number=Cell(parts))))
    assert [measure.number for measure in normalise(raw, 2023, False, vocabulary).measures] == [number]
