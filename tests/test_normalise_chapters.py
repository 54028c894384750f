"""Rules for the parts of a document: title, headings, visions, rows, further measures, remarks."""

from dataclasses import replace

import pytest
from printed import at, catalogue, cell, line, lines, row, table

from pipeline.model import FurtherMeasure, Place
from pipeline.normalise.arrange import arrange
from pipeline.normalise.chapters import Chapters
from pipeline.printed import Line, Table
from pipeline.vocabulary import Vocabulary

ONE = table(row("1"))
TWO = table(row("2"))


def arranged(vocabulary: Vocabulary, *blocks: str | Line | Table) -> Chapters:
    return arrange(catalogue("Maßnahmenkatalog", "Handlungsfeld „Arbeit“", *blocks), vocabulary)


def test_document_is_title_chapters_and_remarks(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Vision:", "Arbeit für alle", ONE, "Handlungsfeld „Wohnen“", TWO, "Ein Hinweis.")
    assert found.title == "Maßnahmenkatalog"
    assert [(chapter.name, chapter.visions, len(chapter.rows)) for chapter in found.chapters] == [
        ("Arbeit", ("Arbeit für alle",), 1),
        ("Wohnen", (), 1),
    ]
    assert found.remarks == ("Ein Hinweis.",)


def test_every_text_outside_the_tables_has_its_place(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Vision:", "Arbeit für alle", ONE, "Weitere Maßnahmen", "+ Kurse", "Ein Hinweis.")
    texts = [
        found.title,
        "Arbeit",
        *found.chapters[0].visions,
        *(each.text for each in found.further_measures),
        *found.remarks,
    ]
    assert [text for text, _ in found.text_places] == texts
    assert all(places for _, places in found.text_places)


def test_title_is_the_paragraph_set_largest(vocabulary: Vocabulary) -> None:
    front = [
        line("Stadt am Fluss", size=10),
        line("Maßnahmenkatalog zur", size=20, starts=True),
        line("Integration", size=20),
    ]
    found = arrange(catalogue(*front, "Handlungsfeld „Arbeit“", ONE), vocabulary)
    assert (found.title, found.remarks) == ("Maßnahmenkatalog zur Integration", ("Stadt am Fluss",))


def test_title_in_large_type_is_one_however_short_its_lines_are(vocabulary: Vocabulary) -> None:
    front = [line("Maßnahmenkatalog", 50, size=20), line("2024", 60, size=20), line("Amt für Soziales", 40, size=11)]
    found = arrange(catalogue(*front, line("Handlungsfeld „Arbeit“", size=14), ONE), vocabulary)
    assert (found.title, found.remarks) == ("Maßnahmenkatalog 2024", ("Amt für Soziales",))


def test_title_in_the_size_of_the_headings_is_joined_by_widths_only(vocabulary: Vocabulary) -> None:
    front = [line("Maßnahmenkatalog", 50, size=14), line("Stadt am Fluss", 60, size=14)]
    found = arrange(catalogue(*front, line("Handlungsfeld „Arbeit“", size=14), ONE), vocabulary)
    assert (found.title, found.remarks) == ("Maßnahmenkatalog", ("Stadt am Fluss",))


def test_running_line_in_larger_type_is_the_title_of_a_document_that_prints_no_other(vocabulary: Vocabulary) -> None:
    def title(*sizes: float) -> str:
        running = [
            line(text, size=size) for text, size in zip(("Maßnahmen 2024", "Seite 1", "Blatt"), sizes, strict=True)
        ]
        raw = catalogue("Handlungsfeld „Arbeit“", ONE, furniture=running)
        return arrange(raw, vocabulary).title

    assert [title(14, 9, 9), title(9, 9, 9), title(14, 9, 14)] == ["Maßnahmen 2024", "", ""]


def test_document_without_a_title_has_an_empty_one(vocabulary: Vocabulary) -> None:
    assert arrange(catalogue("Handlungsfeld „Arbeit“", ONE), vocabulary).title == ""


# --- visions ---


@pytest.mark.parametrize("label", ["Vision: Arbeit für alle", "Vision – Arbeit für alle", "VISION: Arbeit für alle"])
def test_vision_may_stand_on_the_line_of_its_label(vocabulary: Vocabulary, label: str) -> None:
    assert arranged(vocabulary, label, ONE).chapters[0].visions == ("Arbeit für alle",)


def test_every_set_apart_line_below_the_label_is_a_vision(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Visionen:", "Arbeit für alle: überall", "Gute Ausbildung", ONE)
    assert found.chapters[0].visions == ("Arbeit für alle: überall", "Gute Ausbildung")


def test_wrapped_vision_is_one(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Vision:", *lines("Gleichberechtigter Zugang zum", "Arbeitsmarkt"), ONE)
    assert found.chapters[0].visions == ("Gleichberechtigter Zugang zum Arbeitsmarkt",)


def test_footnote_below_a_vision_is_a_remark(vocabulary: Vocabulary) -> None:
    note = line("1 Beschlossen vom Stadtrat.", starts=True)
    smaller = replace(note, advances=(1.0, *(0.8,) * (len(note.text) - 1)))
    found = arranged(vocabulary, "Vision: Arbeit für alle", smaller, ONE)
    assert (found.chapters[0].visions, found.remarks) == (("Arbeit für alle",), (note.text,))
    assert arranged(vocabulary, "Vision: Arbeit für alle", note, ONE).chapters[0].visions[1:] == (note.text,)


def test_text_between_heading_and_label_is_a_remark(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Einleitung.", "Vision:", "Arbeit für alle", ONE)
    assert (found.remarks, found.chapters[0].visions) == (("Einleitung.",), ("Arbeit für alle",))


def test_remarks_of_different_chapters_are_never_joined(vocabulary: Vocabulary) -> None:
    found = arranged(
        vocabulary, line("Ein Hinweis zur Arbeit"), ONE, "Handlungsfeld „Wohnen“", line("und einer zum Wohnen"), TWO
    )
    assert found.remarks == ("Ein Hinweis zur Arbeit", "und einer zum Wohnen")


# --- headings that come again ---


def test_heading_repeated_overleaf_goes_on_with_its_chapter(vocabulary: Vocabulary) -> None:
    overleaf = [line("Handlungsfeld „Arbeit“ (Fortsetzung)", page=2), line("Vision:"), line("Arbeit für alle")]
    found = arranged(vocabulary, "Vision:", "Arbeit für alle", ONE, *overleaf, TWO)
    assert [(chapter.name, chapter.visions, len(chapter.rows)) for chapter in found.chapters] == [
        ("Arbeit", ("Arbeit für alle",), 2)
    ]
    assert found.chapters[0].opens == {0, 1}


def test_heading_that_comes_again_later_opens_a_chapter_of_its_own(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, "Handlungsfeld „Wohnen“", TWO, "Handlungsfeld „Arbeit“", table(row("3")))
    assert [chapter.name for chapter in found.chapters] == ["Arbeit", "Wohnen", "Arbeit"]


def test_heading_of_the_same_name_below_rows_of_its_page_opens_a_chapter_of_its_own(vocabulary: Vocabulary) -> None:
    again = at(line("Handlungsfeld „Arbeit“", starts=True), (0.0, 50.0, 10.0, 51.0))
    chapters = arrange(catalogue("Katalog", "Handlungsfeld „Arbeit“", ONE, again, TWO), vocabulary).chapters
    assert [chapter.name for chapter in chapters] == ["Arbeit", "Arbeit"]


@pytest.mark.parametrize(
    ("again", "count"), [("Handlungsfeld 3: Arbeit", 2), ("Handlungsfeld 2: Arbeit", 1), ("Handlungsfeld „Arbeit“", 1)]
)
def test_heading_of_the_same_name_that_counts_on_opens_a_chapter_of_its_own(
    vocabulary: Vocabulary, again: str, count: int
) -> None:
    blocks = ("Handlungsfeld 2: Arbeit", ONE, line(again, page=2, starts=True), table(row("2"), page=2))
    assert len(arrange(catalogue("Katalog", *blocks), vocabulary).chapters) == count


def test_table_above_all_headings_has_a_chapter_without_a_name(vocabulary: Vocabulary) -> None:
    found = arrange(catalogue("Katalog", ONE, "Handlungsfeld „Wohnen“", TWO), vocabulary)
    assert [chapter.name for chapter in found.chapters] == ["", "Wohnen"]


def test_column_titles_above_the_first_heading_open_no_chapter(vocabulary: Vocabulary) -> None:
    found = arrange(catalogue("Katalog", table(), "Handlungsfeld „Arbeit“", table(row("1"), titles=())), vocabulary)
    assert [chapter.name for chapter in found.chapters] == ["Arbeit"]


def test_line_above_a_titled_table_in_mid_chapter_may_be_a_heading(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, "Handlungfeld „Wohnen“", TWO)
    assert [unclear.text for unclear in found.unclear] == ["Handlungfeld „Wohnen“"]


@pytest.mark.parametrize(
    "text", ["Dieser Hinweis gilt allen.", "und noch ein Wort", "Hinweise:", "+ Beschluss zum Ausbau"]
)
def test_sentence_between_two_tables_is_no_unclear_heading(vocabulary: Vocabulary, text: str) -> None:
    assert arranged(vocabulary, ONE, text, TWO).unclear == ()


def test_table_that_goes_on_without_titles_needs_no_heading(vocabulary: Vocabulary) -> None:
    assert arranged(vocabulary, ONE, "Amtsblatt", table(row("2"), titles=())).unclear == ()


# --- further measures ---


def test_further_measures_stand_below_their_label(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, "Weitere Maßnahmen:", "+ Beschluss", "+Antrag ab 2024")
    assert found.further_measures == (
        FurtherMeasure("Arbeit", "Beschluss", 1),
        FurtherMeasure("Arbeit", "Antrag ab 2024", 1),
    )


@pytest.mark.parametrize("mark", ["", "+ ", "• ", "– ", "- "])
def test_mark_of_a_further_measure_is_left_out(vocabulary: Vocabulary, mark: str) -> None:
    assert arranged(vocabulary, ONE, "Weitere Maßnahmen", f"{mark}Beschluss").further_measures == (
        FurtherMeasure("Arbeit", "Beschluss", 1),
    )


def test_further_measure_needs_no_label(vocabulary: Vocabulary) -> None:
    assert arranged(vocabulary, ONE, "+ Beschluss").further_measures == (FurtherMeasure("Arbeit", "Beschluss", 1),)


def test_paragraph_without_the_mark_ends_the_further_measures(vocabulary: Vocabulary) -> None:
    parts = (line("+ Beschluss", 80.0), line("Alle Kosten sind geschätzt."))
    found = arranged(vocabulary, ONE, "Weitere Maßnahmen:", *parts)
    assert [further.text for further in found.further_measures] == ["Beschluss"]
    assert found.remarks[-1] == "Alle Kosten sind geschätzt."


def test_further_measure_knows_its_own_page(vocabulary: Vocabulary) -> None:
    overleaf = line("+ Antrag", page=2)
    pages = [
        further.page
        for further in arranged(vocabulary, ONE, "Weitere Maßnahmen", "+ Beschluss", overleaf).further_measures
    ]
    assert pages == [1, 2]


def test_wrapped_further_measure_is_one(vocabulary: Vocabulary) -> None:
    wrapped = lines("+ Beschluss über mehr Mittel um", "+ 3 % im Haushalt der", "Stadt", "+ Antrag")
    texts = [further.text for further in arranged(vocabulary, ONE, *wrapped).further_measures]
    assert texts == ["Beschluss über mehr Mittel um + 3 % im Haushalt der Stadt", "Antrag"]


def test_remark_set_apart_below_the_items_is_no_further_measure(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, "Weitere Maßnahmen", "+ Beschluss", "Bezüglich der Umsetzung gilt das Konzept.")
    assert len(found.further_measures) == 1
    assert found.remarks == ("Bezüglich der Umsetzung gilt das Konzept.",)


def test_figure_with_plus_in_a_remark_is_no_further_measure(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, *lines("Die Mittel wuchsen um", "+ 3 % im Jahr"))
    assert (found.further_measures, found.remarks) == ((), ("Die Mittel wuchsen um + 3 % im Jahr",))


# --- Stand ---


@pytest.mark.parametrize(
    "date",
    ["Oktober 2023", "31.12.2023", "31. Dezember 2023", "1. 10. 2023", "2023", "10/2023", "Herbst 2023"],
)
def test_printed_date_of_the_document_is_kept_word_for_word(vocabulary: Vocabulary, date: str) -> None:
    found = arranged(vocabulary, ONE, f"Stand: {date}")
    assert (found.as_of, found.remarks) == (date, ())


def test_date_is_also_found_in_title_and_running_lines(vocabulary: Vocabulary) -> None:
    titled = catalogue("Katalog (Stand Oktober 2023)", "Handlungsfeld „Arbeit“", ONE)
    assert arrange(titled, vocabulary).as_of == "Oktober 2023"
    running = catalogue("Katalog", "Handlungsfeld „Arbeit“", ONE, furniture=lines("Stand vom 1.10.2023 – Seite 1"))
    assert arrange(running, vocabulary).as_of == "1.10.2023"


def test_second_date_stays_a_remark(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, ONE, "Stand: Mai 2024", "Stand: Mai 2023")
    assert (found.as_of, found.remarks) == ("Mai 2024", ("Stand: Mai 2023",))


@pytest.mark.parametrize("text", ["Bestand: 2023", "Standort Mitte 2023", "Stand der Dinge im Jahr 2023"])
def test_other_words_are_no_date_of_the_document(vocabulary: Vocabulary, text: str) -> None:
    assert arranged(vocabulary, ONE, text).as_of is None


# --- what the document says about its words ---


def test_running_text_without_hyphenation_does_not_hide_that_cells_are_hyphenated(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, table(row("1", cell("Langzeit-", "arbeitslose"))), *lines("Ein langer", "Hinweis"))
    assert found.cells.hyphenates


def test_hyphens_inside_words_of_the_text_explain_those_at_the_line_ends_of_cells(vocabulary: Vocabulary) -> None:
    words = cell("Stadt\u2010", "SeniorenRat", "und QR-", "Codes")
    found = arranged(vocabulary, table(row("1", words)), "Gilt in Leinfelden-Echterdingen.")
    assert found.cells.breaks == "\u2010"


def test_line_that_calls_itself_a_goal_is_that_of_the_rows_below(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Ziel 1.2: Wege sind kurz", ONE, "Leitziel – Luft ist rein", TWO, "Ein Hinweis.")
    goals = [row.goal.lines[0].text for row in found.chapters[0].rows if row.goal]
    assert goals == ["Wege sind kurz", "Luft ist rein"]
    assert found.remarks == ("Ein Hinweis.",)


def test_line_that_calls_itself_a_goal_is_a_remark_where_goals_have_a_column(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Ziel: Wege sind kurz", table(row("1", goal="Luft ist rein")))
    assert found.remarks == ("Ziel: Wege sind kurz",)


def test_column_of_fields_of_action_opens_the_chapters(vocabulary: Vocabulary) -> None:
    rows = (row("1", Handlungsfeld="Wohnen"), row("2"), row("3", Handlungsfeld="Verkehr"))
    found = arrange(catalogue("Katalog", table(*rows)), vocabulary)
    assert [(chapter.name, len(chapter.rows)) for chapter in found.chapters] == [("Wohnen", 2), ("Verkehr", 1)]
    assert not any(row.extra for chapter in found.chapters for row in chapter.rows)


def test_row_that_sums_up_the_others_is_a_remark(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, table(row("1"), row("", "Summe", "", "", Kosten="230.000 Euro")))
    assert len(found.chapters[0].rows) == 1
    assert found.remarks == ("Summe", "230.000 Euro")


def test_sum_in_the_column_of_numbers_is_no_measure(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, table(row("1"), row("Summe", "", "", "", Kosten="230.000 Euro")))
    assert [each.number.lines[0].text for each in found.chapters[0].rows] == ["1"]
    assert found.remarks == ("Summe", "230.000 Euro")


def test_heading_of_a_chapter_has_its_place(vocabulary: Vocabulary) -> None:
    first = at(line("Handlungsfeld „Wohnen und", size=14.0), (50.0, 100.0, 300.0, 112.0))
    second = at(line("Unterbringung“", size=14.0), (50.0, 114.0, 150.0, 126.0))
    found = arranged(vocabulary, ONE, first, second, TWO)
    assert found.chapters[1].name == "Wohnen und Unterbringung"
    assert dict(found.text_places)["Wohnen und Unterbringung"] == (Place(1, (50.0, 100.0, 300.0, 126.0)),)


def test_caption_below_the_vision_is_a_remark(vocabulary: Vocabulary) -> None:
    found = arranged(vocabulary, "Vision: Arbeit für alle", "Tabelle 1: Maßnahmen im Handlungsfeld Arbeit", ONE)
    assert found.chapters[0].visions == ("Arbeit für alle",)
    assert found.remarks == ("Tabelle 1: Maßnahmen im Handlungsfeld Arbeit",)


def test_header_in_small_type_is_no_part_of_the_title(vocabulary: Vocabulary) -> None:
    front = [line("Anlage zur Vorlage 12", size=9), line("Maßnahmenkatalog", size=20)]
    found = arrange(catalogue(*front, line("Handlungsfeld „Arbeit“", size=14), ONE), vocabulary)
    assert (found.title, found.remarks) == ("Maßnahmenkatalog", ("Anlage zur Vorlage 12",))


def test_title_set_with_the_leading_of_its_type_is_one(vocabulary: Vocabulary) -> None:
    first = at(line("Maßnahmenkatalog –", 30, size=20), (0.0, 0.0, 100.0, 20.0))
    second = at(line("Bericht 2024", 40, size=20, starts=True), (0.0, 25.0, 100.0, 45.0))
    found = arrange(catalogue(first, second, line("Handlungsfeld „Arbeit“", size=14), ONE), vocabulary)
    assert found.title == "Maßnahmenkatalog – Bericht 2024"
