"""Line ends at which a paragraph may begin: joined where nothing speaks for it, told where two nouns meet."""

import time
from dataclasses import replace

import pytest
from printed import catalogue, line, lines, row, table

from pipeline.model import Finding, Severity
from pipeline.normalise import normalise
from pipeline.normalise.chapters import Chapter, Chapters, Outside
from pipeline.normalise.doubts_breaks import about_visions
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Cell, Line, Table
from pipeline.vocabulary import Vocabulary
from pipeline.wording import opens_year


def measured(*texts: str, width: float | None = None) -> Cell:
    """A cell whose lines were measured, all of them full unless a width is given."""
    return Cell(tuple(replace(part, size=1.0) for part in lines(*texts, width=width)))


def told(vocabulary: Vocabulary, *blocks: str | Line | Table) -> list[tuple[str | None, str]]:
    """Measure and value of the doubts about line ends."""
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", *blocks)
    found: tuple[Finding, ...] = normalise(raw, 2023, False, vocabulary).findings
    return [(finding.measure, finding.value) for finding in found if finding.code == "break-unclear"]


@pytest.mark.parametrize(
    ("above", "below", "doubtful"),
    [
        ("Gender-Budgeting im Haushalt", "Erprobung in zwei Ämtern", True),
        ("Führungen in Leichter", "Sprache und in Gebärden", False),  # an adjective of a name
        ("Ausbau am Haltepunkt", "Süd", False),  # a name that ends there
        ("Woche „Mädchen und Technik", "Zukunft bauen“ im Mai", False),  # within quotes
        ("Runder Tisch vom AK", "Asyl im Rathaus", True),
        ("Vortrag bei der Stadt", "LE und Nachbarn", False),  # an abbreviation
    ],
)
def test_nouns_that_meet_at_a_full_line_of_a_measure_are_told(
    vocabulary: Vocabulary, above: str, below: str, doubtful: bool
) -> None:
    rows = table(row("1", measured(above, below), goal="Ziel"), row("2"))
    assert told(vocabulary, rows) == [("1", above)] * doubtful


def test_nouns_that_stand_side_by_side_elsewhere_belong_together(vocabulary: Vocabulary) -> None:
    rows = (row("1", measured("Treffen vom AK", "Asyl im Rathaus"), goal="Ziel"), row("2", "Fest im AK Asyl"))
    assert told(vocabulary, table(*rows)) == []


def test_nouns_that_meet_across_a_page_break_are_told(vocabulary: Vocabulary) -> None:
    upper = table(row("1", goal="Ziel"), row("2", measured("Bürgerrat mit Einwohnern")))
    lower = replace(row("", measured("Empfehlungen wurden übergeben"), "", "", page=2))
    assert told(vocabulary, upper, table(lower, page=2)) == [("2", "Bürgerrat mit Einwohnern")]


def test_status_that_names_a_place_on_each_line_has_two_paragraphs_and_none_is_told(vocabulary: Vocabulary) -> None:
    status = measured("Bücherei: in Umsetzung", "Bürgerhaus: noch nicht begonnen")
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", table(row("1", status=status, goal="Ziel")))
    found = normalise(raw, 2023, False, vocabulary)
    assert found.measures[0].status_text == "Bücherei: in Umsetzung\nBürgerhaus: noch nicht begonnen"
    assert "break-unclear" not in {each.code for each in found.findings}


def test_gaps_above_whole_cells_set_no_paragraphs_apart(vocabulary: Vocabulary) -> None:
    """Goals from rows across the table begin below a gap: that tells nothing about lines within cells."""
    goals = [Cell((replace(lines(f"Ziel {n}")[0], starts=True),)) for n in range(3)]
    rows = [row(f"{n}", goal=goal) for n, goal in enumerate(goals, 1)]
    actors = measured("Seniorenkreis", "Mehrgenerationenhaus")
    assert told(vocabulary, table(*rows, row("4", actors=actors))) == [("4", "Seniorenkreis")]


def test_blank_lines_that_some_authors_set_leave_the_other_paragraphs_in_doubt(vocabulary: Vocabulary) -> None:
    """Below a gap three paragraphs begin, but others only because there was room: not all are set apart."""
    apart = Cell((measured("Beratung").lines[0], replace(measured("Sie läuft").lines[0], starts=True)))
    rows = [row(f"{n}", apart, goal="Ziel") for n in range(3)]
    met = row("4", actors=measured("Seniorenkreis", "Mehrgenerationenhaus"))
    assert told(vocabulary, table(*rows, met)) == []
    unset = row("5", actors=measured("Amt", "Seniorenkreis", width=40))
    assert told(vocabulary, table(*rows, met, unset, replace(unset, number=measured("6")))) == [("4", "Seniorenkreis")]


def test_actors_listed_with_commas_in_all_the_catalogue_leave_no_doubt(vocabulary: Vocabulary) -> None:
    listed = [row(f"{n}", actors=measured("Bauamt,", "Kulturamt, Landkreis", "Zell"), goal="Ziel") for n in range(3)]
    met = row("4", actors=measured("Seniorenkreis", "Mehrgenerationenhaus"))
    assert told(vocabulary, table(*listed, met)) == []
    broken = row("5", actors=measured("Amt", "Seniorenkreis", width=40))
    assert ("4", "Seniorenkreis") in told(vocabulary, table(*listed, met, broken))


def test_paragraph_parted_behind_a_preposition_on_the_longest_line_is_told(vocabulary: Vocabulary) -> None:
    goal = measured("Teilhabe an", "Kultur", width=20)
    assert told(vocabulary, table(row("1", goal=goal), row("2", goal="Anderes"))) == [("1", "Teilhabe an")]


@pytest.mark.parametrize(("printed", "number"), [("2)", "2"), ("2.", "2"), ("I\u00ad01", "I-01")])
def test_doubt_names_the_measure_as_its_record_does(vocabulary: Vocabulary, printed: str, number: str) -> None:
    text = measured("Kurse in Stufe C1", "Kooperation mit Kliniken")
    assert told(vocabulary, table(row(printed, text, goal="Ziel"))) == [(number, "Kurse in Stufe C1")]


def test_hyphen_at_the_end_of_a_line_within_an_address_is_told(vocabulary: Vocabulary) -> None:
    rows = table(row("1", measured("Plan unter www.beispiel-", "stadt.de"), goal="Ziel"))
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", rows), 2023, False, vocabulary).findings
    assert [(each.code, each.measure) for each in found] == [("word-unclear", "1")]
    assert "„www.beispiel-stadt.de“" in found[0].message


@pytest.mark.parametrize(
    ("head", "tail", "is_told"),
    [
        ("Einschulungskonfere", "nz", False), ("Straßenverkehrsbehörd", "e", False), ("Beauftragt", "en, beide", False),
        ("Gesundheitsverso", "rgung", False), ("Wurzelraumunter", "suchung", True), ("Schülerinn", "en.", True),
    ],
)  # fmt: skip
def test_word_broken_without_a_hyphen_is_told_unless_its_end_can_be_no_word(
    head: str, tail: str, is_told: bool, vocabulary: Vocabulary
) -> None:
    rows = table(row("1", measured(head, tail, width=len(head)), goal="Ziel"))
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", rows), 2023, False, vocabulary)
    assert [each.code for each in found.findings] == ["word-unclear"] * is_told
    assert found.measures[0].text == head + tail


def test_sentence_that_ends_at_a_full_line_of_a_goal_may_end_it(vocabulary: Vocabulary) -> None:
    goal = measured("Alle machen mit.", "Räume sind gesichert.")
    assert told(vocabulary, table(row("1", goal=goal), row("2"))) == [
        ("1", "Alle machen mit."),
        ("2", "Alle machen mit."),
    ]


def test_sentence_that_ends_at_a_full_line_of_a_measure_is_a_note(vocabulary: Vocabulary) -> None:
    text = measured("Ein Raum ist frei.", "Kurse sind geplant.")
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", table(row("1", text, goal="Ziel")))
    (found,) = normalise(raw, 2023, False, vocabulary).findings
    assert (found.code, found.severity, found.value) == ("break-unclear", Severity.INFO, "Ein Raum ist frei.")
    quoted = measured("Schau „Ein Raum ist frei.", "Kurse“ sind geplant.")
    assert told(vocabulary, table(row("1", quoted, goal="Ziel"))) == []
    goes_on = measured("Ein Raum ist frei bzw.", "Kurse sind geplant.")
    assert told(vocabulary, table(row("1", goes_on, goal="Ziel"))) == []


def test_noun_of_which_a_syllable_would_have_fitted_is_told_where_authors_may_choose_the_places(
    vocabulary: Vocabulary,
) -> None:
    for hyphen, expected in (("\u2010", [("1", "15.000 Euro")]), ("-", [])):
        broken = [row(f"{n}", measured("Bür-ger", f"Bera{hyphen}", "tung", width=20)) for n in (2, 3, 4)]
        cost = replace(row("1", goal="Ziel"), extra=(("Kosten", measured("15.000 Euro", "Software", width=18)),))
        assert told(vocabulary, table(cost, *broken)) == expected


@pytest.mark.parametrize(("width", "doubtful"), [(18, True), (20, False)])
def test_paragraph_that_only_a_syllable_tells_that_hardly_fits_is_told(
    width: float, doubtful: bool, vocabulary: Vocabulary
) -> None:
    broken = [row(f"{n}", measured("Bür-ger", "Bera-", "tung", width=20)) for n in (2, 3, 4)]
    hint = replace(row("1", goal="Ziel"), extra=(("Hinweis", measured("Das ist alles.", "Elternbeirat", width=width)),))
    assert told(vocabulary, table(hint, *broken)) == [("1", "Das ist alles.")] * doubtful


@pytest.mark.parametrize(("below", "doubtful"), [("Räume", True), ("Beratungen", False)])
def test_paragraph_that_only_the_syllable_of_a_word_shorter_than_all_broken_ones_tells_is_told(
    below: str, doubtful: bool, vocabulary: Vocabulary
) -> None:
    broken = [row(f"{n}", measured("Bür-ger", "Bera-", "tungen", width=20)) for n in (2, 3, 4)]
    hint = replace(row("1", goal="Ziel"), extra=(("Hinweis", measured("Standort sucht", below, width=19.5)),))
    assert told(vocabulary, table(hint, *broken)) == [("1", "Standort sucht")] * doubtful


@pytest.mark.parametrize(("above", "doubtful"), [("Bauamt,", True), ("Bauamt /", True), ("Bauamt", False)])
def test_item_of_a_list_that_begins_a_paragraph_behind_a_comma_or_slash_is_told(
    above: str, doubtful: bool, vocabulary: Vocabulary
) -> None:
    longest = row("2", actors=measured("Amt für Straßenbau und Verkehr", width=30))
    rows = table(row("1", actors=measured(above, "Forstamt", width=30), goal="Ziel"), longest)
    assert told(vocabulary, rows) == [("1", above)] * doubtful


def test_word_in_capitals_at_a_hyphen_is_told(vocabulary: Vocabulary) -> None:
    broken = [row(f"{n}", measured("Bera-", "tung")) for n in (2, 3, 4)]
    rows = table(row("1", measured("Netz der DE-", "HOGA-Betriebe"), goal="Ziel"), *broken)
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", rows), 2023, False, vocabulary)
    assert [each.measure for each in found.findings if each.code == "word-unclear"] == ["1"]


def test_actors_that_meet_across_a_page_break_are_told_also_where_gaps_set_paragraphs_apart(
    vocabulary: Vocabulary,
) -> None:
    def gap(text: str) -> Cell:
        return Cell((measured("Oben").lines[0], replace(measured(text).lines[0], starts=True)))

    apart = [row(f"{n}", gap(f"Unten {n}")) for n in (2, 3, 4)]
    overleaf = row("", "", measured("Nachbarschaftshilfe", "Bleiche"), "", page=2)
    first = row("1", actors=measured("Diakonisches Werk"), goal="Ziel")
    assert told(vocabulary, table(first, overleaf, *apart)) == [("1", "Diakonisches Werk")]


@pytest.mark.parametrize(("head", "tail"), [("Kontakte", "ggf. neu"), ("Gesellschaft", "mbH")])
def test_abbreviation_below_a_full_line_is_a_word_of_its_own(head: str, tail: str, vocabulary: Vocabulary) -> None:
    rows = table(row("1", measured(head, tail, width=len(head)), goal="Ziel"))
    found = normalise(catalogue("Katalog", "Handlungsfeld „Arbeit“", rows), 2023, False, vocabulary)
    assert (found.measures[0].text, found.findings) == (f"{head} {tail}", ())


def test_line_parted_in_mid_sentence_in_a_further_column_is_told(vocabulary: Vocabulary) -> None:
    first = replace(row("1", goal="Ziel"), extra=(("Hinweis", measured("Land hat Karte", "eingeführt", width=30)),))
    assert told(vocabulary, table(first, row("2"))) == [("1", "Land hat Karte")]


def test_word_alone_on_its_line_does_not_tell_how_wide_a_column_is(vocabulary: Vocabulary) -> None:
    long = measured("www.beispielstadt.de/aktuelles", width=30)
    first = replace(row("1", goal="Ziel"), extra=(("Hinweis", measured("Land hat Karte", "eingeführt", width=30)),))
    assert told(vocabulary, table(first, replace(row("2"), extra=(("Hinweis", long),)))) == [("1", "Land hat Karte")]


def test_amount_that_may_be_a_paragraph_below_its_label_is_told(vocabulary: Vocabulary) -> None:
    first = replace(row("1", goal="Ziel"), extra=(("Kosten", measured("Haushalt 2024:", "240 T€", width=30)),))
    assert told(vocabulary, table(first, row("2"))) == [("1", "Haushalt 2024:")]


def test_figure_that_fits_above_only_without_what_it_counts_is_told(vocabulary: Vocabulary) -> None:
    cell = measured("Förderung beträgt", "40 % der Kosten", width=21)
    assert told(vocabulary, table(row("1", cell, goal="Ziel"), row("2"))) == [("1", "Förderung beträgt")]


def test_single_words_in_a_further_column_are_told_where_one_stands_alone_elsewhere(vocabulary: Vocabulary) -> None:
    both = replace(row("1", goal="Ziel"), extra=(("Ortsteil", measured("Kernstadt", "Oberdorf")),))
    alone = replace(row("2"), extra=(("Ortsteil", measured("Kernstadt")),))
    assert told(vocabulary, table(both, alone)) == [("1", "Kernstadt")]
    assert told(vocabulary, table(both, replace(row("2"), extra=(("Ortsteil", measured("Seedorf")),)))) == []


def test_further_column_of_actors_is_read_as_the_first_one(vocabulary: Vocabulary) -> None:
    partners = replace(row("1", goal="Ziel"), extra=(("Beteiligte", measured("Gesundheitsamt", "Jugendamt")),))
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", table(partners, row("2")))
    assert normalise(raw, 2023, False, vocabulary).measures[0].extra == (("Beteiligte", "Gesundheitsamt\nJugendamt"),)


def test_figure_parted_from_what_it_counts_is_told_though_others_are_parted_elsewhere(vocabulary: Vocabulary) -> None:
    cell = measured("Förderung beträgt", "40 % der Kosten", width=21)
    habit = row("2", measured("Zuschuss von genau 40", "% der Kosten"))
    assert told(vocabulary, table(row("1", cell, goal="Ziel"), habit)) == [("1", "Förderung beträgt")]


@pytest.mark.parametrize(("room", "told_of"), [(2.0, True), (30.0, False)])
def test_visions_joined_at_a_full_line_behind_a_sentence_are_told(
    vocabulary: Vocabulary, room: float, told_of: bool
) -> None:
    visions = line("Vision: Bus und Bahn sind für alle da.", room, size=1.0), line("Jede Haltestelle hilft.", size=1.0)
    found = told(vocabulary, "Handlungsfeld „Wege“", *visions, table(row("1")))
    assert (None, "Jede Haltestelle hilft.") in found if told_of else not found


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Spielplätze nach Liste", "2023: Kanalstraße", True),
        ("Haltestellen umgebaut,", "2023: 14 weitere", False),
        ("nach dem Schuljahr", "2023: Kanalstraße", False),
        ("umgebaut bis Ende", "2023: Kanalstraße", False),
    ],
)
def test_line_that_begins_with_a_year_and_a_colon_is_a_paragraph(above: str, below: str, begins: bool) -> None:
    assert opens_year(above, below) is begins


def test_office_broken_without_a_hyphen_and_another_are_told(vocabulary: Vocabulary) -> None:
    actors = Cell((line("Friedhofsverwaltu", 0.5, size=1.0), line("ng", 4.0, size=1.0), line("Grabpflege", size=1.0)))
    assert ("1", "Friedhofsverwaltung") in told(vocabulary, table(row("1", actors=actors)))


@pytest.mark.parametrize(
    ("above", "below", "is_told"),
    [
        ("Amt für Friedhöfe", "externer Sachverständiger", True),
        ("Amt für Friedhöfe", "freie Träger", True),
        ("Amt für Friedhöfe", "oder Träger", False),
        ("Amt für", "freie Träger", False),
    ],
)
def test_adjective_and_noun_behind_a_name_may_be_another(
    above: str, below: str, is_told: bool, vocabulary: Vocabulary
) -> None:
    actors = Cell((line(above, 1.0, size=1.0), line(below, size=1.0)))
    assert told(vocabulary, table(row("1", actors=actors))) == ([("1", above)] if is_told else [])


def test_name_in_quotes_may_belong_to_the_noun_above_it(vocabulary: Vocabulary) -> None:
    actors = Cell((line("Beratung; Verein", 14.0, size=1.0), line("„Faustlos Leben“ e. V.", 3.0, size=1.0)))
    assert ("1", "Beratung; Verein") in told(vocabulary, table(row("1", actors=actors)))


@pytest.mark.parametrize(
    ("above", "below", "is_told"),
    [
        ("regional-", "ökologischer Anbau", True),
        ("regional-", "isierter Anbau", False),
        ("niedrig-", "schwelliger Rat", False),
    ],
)
def test_hyphen_between_two_adjectives_is_told(above: str, below: str, is_told: bool, vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", table(row("1", measured(above, below), goal="Ziel")))
    found = normalise(raw, 2023, False, vocabulary).findings
    assert [each.code for each in found] == ["word-unclear"] * is_told


def test_word_alone_on_a_full_line_may_end_with_what_is_a_word_too(vocabulary: Vocabulary) -> None:
    def codes(above: str, below: str) -> list[str]:
        raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", table(row("1", measured(above, below), goal="Ziel")))
        found = normalise(raw, 2023, False, vocabulary).findings
        return [each.code for each in found if each.code.startswith("word")]

    assert codes("Nachbarschaftsver", "eine") == ["word-unclear"]
    assert codes("Dienstanweisung", "in Arbeit") == []


def test_line_with_a_colon_behind_a_whole_measure_may_begin_a_paragraph(vocabulary: Vocabulary) -> None:
    text = measured("Treffpunkte einrichten", "Ausstattung je Standort:", "• Feldbetten")
    assert ("1", "Treffpunkte einrichten") in told(vocabulary, table(row("1", text, goal="Ziel")))


def test_break_behind_a_semicolon_is_told_where_two_blanks_would_have_made_the_line_too_long(
    vocabulary: Vocabulary,
) -> None:
    def parted(room: float) -> bool:
        actors = Cell((line("Stadtwerke;", room, size=1.0), line("Tiefbauamt", 0.0, size=1.0)))
        others = Cell((line("Amt für Grün", 0.0, size=1.0),))
        found = told(vocabulary, table(row("1", actors=actors), row("2", actors=others)))
        return ("1", "Stadtwerke;") in found

    assert parted(12.0)
    assert not parted(14.0)


def test_visions_joined_are_told_with_whole_words_and_what_to_do(vocabulary: Vocabulary) -> None:
    above = line(f"Vision: {'Barrierefreiheit ' * 6}ist für alle da.", 2.0, size=1.0)
    raw = catalogue("Katalog", "Handlungsfeld „Wege“", above, line("Jede Hilfe zählt.", size=1.0), table(row("1")))
    (message,) = [x.message for x in normalise(raw, 2023, False, vocabulary).findings if "Vision" in x.message]
    assert "nach „… Barrierefreiheit " in message
    assert message.endswith(": Bitte im Katalog nachsehen.")


def test_many_lines_of_visions_without_the_end_of_a_sentence_are_looked_through_quickly() -> None:
    visions = tuple(line(f"Zeile {number} der Vision über alle Wege", 2.0, size=1.0) for number in range(10000))
    texts = tuple(each.text for each in visions)
    named = tuple(Chapter(str(at), 1, texts[at * 100 : at * 100 + 100]) for at in range(100))
    chapters = Chapters("", named, (), (), None, Typesetting(), Outside(visions=visions))
    began = time.process_time()
    assert not list(about_visions(chapters))
    assert time.process_time() - began < 1.0
