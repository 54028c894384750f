"""Rules for telling chapter headings from other lines."""

from dataclasses import replace

import pytest
from printed import at, catalogue, line, row, table

from pipeline.model import Place
from pipeline.normalise import normalise
from pipeline.normalise.heading_lines import Heading
from pipeline.normalise.headings import find_headings
from pipeline.printed import Cell, Line, Table
from pipeline.vocabulary import Vocabulary

TABLE = table(row("1"))


def names(vocabulary: Vocabulary, *blocks: str | Line | Table) -> list[str]:
    """The names of the headings found."""
    printed = [line(block) if isinstance(block, str) else block for block in blocks]
    return [heading.name for heading in find_headings(printed, vocabulary).values()]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Handlungsfeld „Arbeit“", "Arbeit"),
        ("Handlungsfeld »Arbeit«", "Arbeit"),
        ("Handlungsfeld «Arbeit»", "Arbeit"),
        ('Handlungsfeld "Arbeit"', "Arbeit"),
        ("Handlungsfeld “Arbeit”", "Arbeit"),
        ("Handlungsfeld: „Arbeit“", "Arbeit"),
        ("Handlungsfeld 2: Arbeit", "Arbeit"),
        ("Handlungsfeld 2 – Arbeit", "Arbeit"),
        ("Handlungsfeld 2. Arbeit", "Arbeit"),
        ("Handlungsfeld 2 Arbeit", "Arbeit"),
        ("Handlungsfeld 2.1: Arbeit", "Arbeit"),
        ("Handlungsfeld II – Wohnen", "Wohnen"),
        ("Handlungsfeld IV Verkehr", "Verkehr"),
        ("Handlungsfeld C: Wohnen", "Wohnen"),
        ("2 Handlungsfeld Wohnen", "Wohnen"),
        ("2. Handlungsfeld „Wohnen“", "Wohnen"),
        ("III. Handlungsfeld Wohnen", "Wohnen"),
        ("HANDLUNGSFELD 3: WOHNEN", "WOHNEN"),
        ("Handlungsfeld Wohnen:", "Wohnen"),
        ("Handlungsfeld „Wohnen“ (Fortsetzung)", "Wohnen"),
        ("Handlungsfeld Wohnen – Fortsetzung", "Wohnen"),
        ("Handlungsfeld Wohnen und Leben im Alter", "Wohnen und Leben im Alter"),
        ("Handlungsfeld Arbeit – Ausbildung – Beruf", "Arbeit – Ausbildung – Beruf"),
        ("Handlungsfeld „Arbeit“ und „Wohnen“", "„Arbeit“ und „Wohnen“"),
        ("Themenfeld Arbeit", "Arbeit"),
        ("Handlungsfeld A – Arbeit", "Arbeit"),
        ("Handlungsfeld 1 | Arbeit", "Arbeit"),
        ("Handlungsfeld 1) Arbeit", "Arbeit"),
        ("Handlungsfeld B) Arbeit", "Arbeit"),
        ("1) Handlungsfeld Arbeit", "Arbeit"),
        ("HF1 Arbeit", "Arbeit"),
        ("HF 1: Arbeit", "Arbeit"),
    ],
)
def test_heading_gives_the_name_alone(vocabulary: Vocabulary, printed: str, name: str) -> None:
    assert names(vocabulary, "Katalog", printed, TABLE) == [name]


@pytest.mark.parametrize("name", ["Integration", "Inklusion", "Verkehr", "Vielfalt", "XXL-Räume", "A-cappella"])
def test_first_letters_of_a_name_are_no_ordinal(vocabulary: Vocabulary, name: str) -> None:
    assert names(vocabulary, f"Handlungsfeld {name}", TABLE) == [name]


def test_heading_without_a_name_keeps_its_number(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "Handlungsfeld 3", TABLE) == ["Handlungsfeld 3"]
    assert names(vocabulary, "Handlungsfeld 3", "Vision: Wohnraum für alle", TABLE) == ["Handlungsfeld 3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Handlungsfeld Arbeit ist ein wichtiger Bestandteil der",
        "Handlungsfeld Arbeit umfasst folgende Maßnahmen:",
        "Handlungsfelder der Stadt",
        "Handlungsfeld übergreifend angelegt sind diese Maßnahmen, weil sie allen dienen.",
        "Handlungsfeld " + "Arbeit und Ausbildung " * 8,
    ],
)
def test_sentence_that_begins_like_a_heading_is_none(vocabulary: Vocabulary, sentence: str) -> None:
    assert names(vocabulary, "Handlungsfeld „Wohnen“", TABLE, sentence) == ["Wohnen"]


def test_sentence_over_several_lines_is_no_heading(vocabulary: Vocabulary) -> None:
    text = ("Handlungsfeld Arbeit dient den Geflüchteten und", "allen anderen.")
    assert names(vocabulary, "Handlungsfeld „Wohnen“", TABLE, *text) == ["Wohnen"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("Handlungsfeld", "„Arbeit“"), Heading("Arbeit", 2)),
        (("Handlungsfeld 2", "Arbeit"), Heading("Arbeit", 2)),
        (("Handlungsfeld „Wohnen und", "Unterbringung“"), Heading("Wohnen und Unterbringung", 2)),
        (("Handlungsfeld 2: Engagement und", "Zusammenleben"), Heading("Engagement und Zusammenleben", 2)),
        (("Handlungsfeld 2: Bürgerschaft-", "liches Engagement"), Heading("Bürgerschaftliches Engagement", 2)),
        (("Handlungsfeld 2: Sport, Freizeit,", "Kultur"), Heading("Sport, Freizeit, Kultur", 2)),
        (("Handlungsfeld 2: Engagement", "in den Stadtteilen"), Heading("Engagement in den Stadtteilen", 2)),
    ],
)
def test_heading_goes_on_until_it_is_complete(
    vocabulary: Vocabulary, printed: tuple[str, ...], expected: Heading
) -> None:
    blocks: list[Line | Table] = [*map(line, printed), line("Vision:"), line("Arbeit für alle"), TABLE]
    assert find_headings(blocks, vocabulary) == {0: expected}


def test_next_line_set_like_the_heading_belongs_to_it(vocabulary: Vocabulary) -> None:
    blocks: list[Line | Table] = [
        line("Handlungsfeld 2: Bürgerschaftliches", size=16, bold=True),
        line("Engagement", size=16, bold=True),
        line("Einleitung der Stadt", size=10),
        line("Noch mehr Text", size=10),
        TABLE,
    ]
    assert find_headings(blocks, vocabulary) == {0: Heading("Bürgerschaftliches Engagement", 2)}


def test_text_below_a_heading_does_not_belong_to_it(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "Handlungsfeld Arbeit", "Einleitung der Stadt", "Noch mehr", TABLE) == ["Arbeit"]
    bold = [line("Handlungsfeld Arbeit", size=16, bold=True), line("Einleitung", size=11, bold=True)]
    assert names(vocabulary, *bold, TABLE) == ["Arbeit"]
    apart = [line("Handlungsfeld Arbeit", bold=True), line("Einleitung", bold=True, starts=True)]
    assert names(vocabulary, *apart, TABLE) == ["Arbeit"]


@pytest.mark.parametrize(
    "entry",
    ["Handlungsfeld „Arbeit“ ........ 3", "Handlungsfeld Arbeit . . . . . . 3", "Handlungsfeld „Arbeit“ …… 12",
     "Handlungsfeld „Arbeit“ 3", "Handlungsfeld Arbeit 3", "Handlungsfeld „Arbeit“"],
)  # fmt: skip
def test_table_of_contents_holds_no_headings(vocabulary: Vocabulary, entry: str) -> None:
    blocks: list[Line | Table] = [line("Katalog"), line(entry), line("Handlungsfeld „Arbeit“"), TABLE]
    assert find_headings(blocks, vocabulary) == {2: Heading("Arbeit", 1)}


def test_chapter_without_a_table_keeps_its_heading(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "Handlungsfeld „Arbeit“", "Handlungsfeld „Wohnen“", TABLE) == ["Arbeit", "Wohnen"]


def test_without_the_word_numbered_lines_above_the_tables_are_headings(vocabulary: Vocabulary) -> None:
    found = names(vocabulary, "Katalog", "1 Arbeit", "Vision:", "Arbeit für alle", TABLE, "2. Wohnen", TABLE)
    assert found == ["Arbeit", "Wohnen"]


def test_numbered_heading_may_open_the_document(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "1 Arbeit", TABLE) == ["Arbeit"]


def test_without_the_word_bold_lines_above_the_tables_are_headings(vocabulary: Vocabulary) -> None:
    blocks: list[str | Line | Table] = [
        "Katalog",
        line("Arbeit", bold=True),
        "Arbeit für alle",
        TABLE,
        line("Wohnen", bold=True),
        TABLE,
    ]
    assert names(vocabulary, *blocks) == ["Arbeit", "Wohnen"]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (("A Arbeit", "B Wohnen"), ["Arbeit", "Wohnen"]), (("I Arbeit", "II Wohnen"), ["Arbeit", "Wohnen"]),
        (("A | Arbeit", "B | Wohnen"), ["Arbeit", "Wohnen"]), (("A Arbeit", "C Wohnen"), ["A Arbeit", "C Wohnen"]),
        (("A Arbeit", "Wohnen"), ["A Arbeit", "Wohnen"]),
    ],
)  # fmt: skip
def test_letters_that_count_headings_are_no_part_of_their_names(
    printed: tuple[str, str], found: list[str], vocabulary: Vocabulary
) -> None:
    first, second = (line(text, bold=True) for text in printed)
    assert names(vocabulary, line("Katalog"), first, TABLE, second, TABLE) == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (("Baustein 1: Arbeit", "Baustein 2: Wohnen"), ["Arbeit", "Wohnen"]),
        (("Säule A – Arbeit", "Säule B – Wohnen"), ["Arbeit", "Wohnen"]),
        (("Säule I | Arbeit", "Säule II | Wohnen"), ["Arbeit", "Wohnen"]),
        (("Baustein 1: Arbeit", "Wohnen"), ["Baustein 1: Arbeit", "Wohnen"]),
        (("Quartier 1: Arbeit", "Bezirk 2: Wohnen"), ["Quartier 1: Arbeit", "Bezirk 2: Wohnen"]),
        (("Agenda 21: Arbeit", "Agenda 21: Wohnen"), ["Agenda 21: Arbeit", "Agenda 21: Wohnen"]),
        (("Quartier 1 Nord", "Quartier 2 Süd"), ["Quartier 1 Nord", "Quartier 2 Süd"]),
    ],
)
def test_word_of_the_citys_own_that_counts_headings_is_no_part_of_their_names(
    printed: tuple[str, str], found: list[str], vocabulary: Vocabulary
) -> None:
    first, second = (line(text, bold=True) for text in printed)
    assert names(vocabulary, line("Katalog"), first, TABLE, second, TABLE) == found


def test_soft_hyphen_amid_a_heading_is_a_hyphen(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, line("Katalog"), line("Rad\u00ad und Fußverkehr", bold=True), TABLE) == [
        "Rad- und Fußverkehr"
    ]


def test_bold_labels_are_no_headings(vocabulary: Vocabulary) -> None:
    chapter: list[str | Line | Table] = [
        line("Wohnen", bold=True),
        line("Vision:", bold=True),
        "Wohnraum für alle",
        TABLE,
    ]
    more: list[str | Line | Table] = [
        line("Weitere Maßnahmen", bold=True),
        "+ Beschluss",
        line("Arbeit", bold=True),
        TABLE,
    ]
    assert names(vocabulary, "Katalog", *chapter, *more) == ["Wohnen", "Arbeit"]


def test_title_and_tables_that_go_on_have_no_heading(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, line("Katalog", bold=True), TABLE, TABLE) == []


@pytest.mark.parametrize("text", ["21. September beginnt der Kurs.", "2023 Bericht", "12 Personen sind dabei."])
def test_figures_at_the_beginning_of_a_sentence_are_no_heading(vocabulary: Vocabulary, text: str) -> None:
    assert names(vocabulary, "Katalog", text, TABLE) == []


def test_bold_heading_may_be_a_sentence(vocabulary: Vocabulary) -> None:
    heading = line("Handlungsfeld Wohnen ist Leben", bold=True)
    assert names(vocabulary, heading, TABLE) == ["Wohnen ist Leben"]


@pytest.mark.parametrize("heading", ["1) Wohnen", "1 | Wohnen", "II) Wohnen", "A) Wohnen"])
def test_number_of_a_heading_may_end_in_other_marks(vocabulary: Vocabulary, heading: str) -> None:
    assert names(vocabulary, "Katalog", heading, TABLE) == ["Wohnen"]


def test_goal_or_caption_in_bold_above_a_table_is_no_heading(vocabulary: Vocabulary) -> None:
    for text in ("Leitziel: Stadtbäume erhalten", "Tabelle 3: Maßnahmen im Überblick", "Fortsetzung Tabelle 3"):
        chapter: list[Line | Table] = [line("Wohnen", bold=True), TABLE, line(text, bold=True), TABLE]
        assert names(vocabulary, "Katalog", *chapter) == ["Wohnen"]


def test_line_that_a_wide_gap_divides_is_no_heading(vocabulary: Vocabulary) -> None:
    text = "Handlungsfeld Ansprechperson"
    titles = replace(line(text, size=1.0), advances=tuple(90.0 if letter == " " else 1.0 for letter in text))
    assert names(vocabulary, "Katalog", titles, "Handlungsfeld Wohnen", TABLE) == ["Wohnen"]


def below(text: str, top: float, *, size: float = 10.0, bold: bool = False) -> Line:
    """A line at its place on the page."""
    return replace(line(text, size=size, bold=bold), place=Place(1, (50.0, top, 400.0, top + size)))


@pytest.mark.parametrize("second", ["15. März 2024)", "2. Fassung)"])
def test_second_line_of_a_title_is_no_numbered_heading(vocabulary: Vocabulary, second: str) -> None:
    title = line("Maßnahmentabelle (Stand:", size=18), line(second, size=18)
    assert names(vocabulary, *title, line("Wohnen", size=14, bold=True), TABLE) == ["Wohnen"]


def test_second_line_of_a_goal_above_its_table_is_no_heading(vocabulary: Vocabulary) -> None:
    goal = below("Leitziel: Wohnungen für Familien,", 130, bold=True), below("Ältere und Studierende", 142, bold=True)
    assert names(vocabulary, "Katalog", below("Wohnen", 100, size=14, bold=True), *goal, TABLE) == ["Wohnen"]


def test_footnote_is_no_numbered_heading(vocabulary: Vocabulary) -> None:
    heading, note = line("2 Wohnen", size=1.0, bold=True), line("1 Vorlage des Amtes", size=1.0)
    assert names(vocabulary, "Katalog", heading, TABLE, note, TABLE) == ["Wohnen"]
    raised = replace(note, advances=(0.3, *note.advances[1:]))
    assert names(vocabulary, "Katalog", TABLE, raised, TABLE) == []


def test_narrow_figure_that_is_not_raised_numbers_a_heading(vocabulary: Vocabulary) -> None:
    def narrow(text: str, width: float, figure: float) -> Line:
        return replace(line(text, size=1.0), advances=(figure, *(width for _ in text[1:])))

    assert names(vocabulary, "Katalog", narrow("1 Wohnen", 0.35, 0.35), TABLE) == ["Wohnen"]  # a narrow font
    assert names(vocabulary, "Katalog", narrow("1 Wohnen", 0.55, 0.3), TABLE) == []
    elsewhere = narrow("1 Wohnung", 0.55, 0.3), narrow("1 Haus", 0.55, 0.3)
    rows = table(*(row("1", Cell((each,))) for each in elsewhere))
    assert names(vocabulary, "Katalog", narrow("1 Wohnen", 0.55, 0.3), rows) == ["Wohnen"]  # a font of narrow ones
    wide = table(row("1", Cell((narrow("1 Wohnung", 0.55, 0.55),))))
    assert names(vocabulary, "Katalog", narrow("1 Vorlage des Amtes", 0.55, 0.35), wide) == []


def test_heading_stands_across_the_table_below_its_titles(vocabulary: Vocabulary) -> None:
    title, heading = line("Plan für das Wohnen", bold=True), line("Bauen", bold=True)
    assert names(vocabulary, "Kopf", title, table(), heading, TABLE) == ["Bauen"]


def test_title_above_a_table_whose_column_names_the_fields_is_no_heading(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "Kopf", line("Plan", bold=True), table(row("1", Handlungsfeld="Wohnen"))) == []


SMALL = table(row("1", Cell((line("Ausbau der Beratung", size=10.0),))))


def test_line_in_larger_type_above_a_table_is_a_heading_though_it_is_not_bold(vocabulary: Vocabulary) -> None:
    title, vision = below("Plan der Stadt", 50, size=28), below("Kurze Wege", 120)
    chapters: list[Line | Table] = [below("Wohnen", 100, size=16), vision, SMALL, below("Arbeit", 300, size=16), SMALL]
    assert names(vocabulary, title, *chapters) == ["Wohnen", "Arbeit"]
    assert names(vocabulary, title, SMALL) == []  # but a title is none


def test_heading_in_larger_type_may_have_two_lines(vocabulary: Vocabulary) -> None:
    lines = below("Wohnen und Leben", 100, size=16), below("im Alter", 119, size=16)
    blocks: list[Line | Table] = [below("Plan der Stadt", 50, size=28), *lines, SMALL]
    assert find_headings(blocks, vocabulary) == {1: Heading("Wohnen und Leben im Alter", 2)}


TINY = table(row("1", Cell((line("Ausbau der Beratung", size=9.0),))))


@pytest.mark.parametrize(
    "text",
    [
        ("Schwerpunkt: sichere Wege für alle",),
        ("Alle Maßnahmen richten sich an Familien und", "an ältere Menschen."),
    ],
)
@pytest.mark.parametrize("bold", [True, False])
def test_introduction_in_larger_type_than_the_table_is_no_heading(
    text: tuple[str, ...], bold: bool, vocabulary: Vocabulary
) -> None:
    blocks: list[Line | Table] = [below("Plan der Stadt", 50, size=24)]
    for name in ("Mobilität", "Wohnen"):
        blocks.append(below(name, 100, size=14, bold=bold))
        blocks += [below(each, 130 + 13 * place, size=11) for place, each in enumerate(text)]
        blocks.append(TINY)
    assert names(vocabulary, *blocks) == ["Mobilität", "Wohnen"]
    assert names(vocabulary, *blocks, blocks[-2], TINY) == ["Mobilität", "Wohnen"]


def test_heading_in_the_largest_type_comes_before_a_bold_line_above_it(vocabulary: Vocabulary) -> None:
    top = below("Plan der Stadt", 50, size=24, bold=True), below("Fortschreibung", 80, size=12, bold=True)
    assert names(vocabulary, *top, below("Wohnen", 100, size=16), below("Kurze Wege", 130), SMALL) == ["Wohnen"]


def test_larger_type_that_nothing_compares_with_is_told(vocabulary: Vocabulary) -> None:
    def assumed(size: float) -> list[bool]:
        blocks: list[Line | Table] = [
            below("Plan der Stadt", 50, size=24),
            below("Sichere Wege für alle", 100, size=size),
            TINY,
        ]
        return [heading.assumed for heading in find_headings(blocks, vocabulary).values()]

    assert assumed(11) == [True]
    assert assumed(16) == [False]


def test_line_in_larger_type_below_one_in_still_larger_is_told(vocabulary: Vocabulary) -> None:
    text = below("Die Stadt hat diese Maßnahmen mit allen Ämtern abgestimmt.", 150, size=9)
    blocks = below("Plan", 50, size=24), below("Wohnen", 100, size=16), below("Gut leben", 130, size=13), text, TINY
    assert [*find_headings(blocks, vocabulary).values()] == [Heading("Gut leben", 1, assumed=True)]


def test_short_line_above_each_table_of_a_text_is_a_heading_and_told(vocabulary: Vocabulary) -> None:
    chapters = "Wohnen", "Vision:", "Kurze Wege", TABLE, "Arbeit", "Alle finden Arbeit.", TABLE, TABLE
    assert names(vocabulary, "Plan der Stadt", *chapters) == ["Wohnen", "Arbeit"]
    assert names(vocabulary, "Plan der Stadt", TABLE) == []
    raw = catalogue("Plan der Stadt", "Wohnen", TABLE)
    found = normalise(raw, 2023, False, vocabulary)
    assert [each.field_of_action for each in found.measures] == ["Wohnen"]
    assert [each.code for each in found.findings if "„Wohnen“" in each.message] == ["heading-unclear"]


def test_numbered_line_beside_which_the_others_count_on_is_a_footnote(vocabulary: Vocabulary) -> None:
    chapters = "1 Wohnen", TABLE, "2 Arbeit", TABLE, "1 Vorlage des Amtes", TABLE, "3 Kultur", TABLE
    assert names(vocabulary, "Plan", *chapters) == ["Wohnen", "Arbeit", "Kultur"]


def test_numbered_heading_in_bold_type_may_hold_a_verb(vocabulary: Vocabulary) -> None:
    first, second = (line(text, bold=True) for text in ("1. Gesund aufwachsen", "2. Gesund arbeiten und älter werden"))
    assert names(vocabulary, "Katalog", first, TABLE, second, TABLE) == [
        "Gesund aufwachsen",
        "Gesund arbeiten und älter werden",
    ]


def test_goal_right_below_a_heading_set_alike_is_no_part_of_it(vocabulary: Vocabulary) -> None:
    heading, goal = line("Handlungsfeld 1: Gewässer", bold=True), line("Ziel 1: Ufer sind frei", bold=True)
    assert names(vocabulary, "Katalog", heading, goal, TABLE) == ["Gewässer"]


def test_hyphen_in_a_heading_that_its_font_calls_a_soft_one_is_a_hyphen(vocabulary: Vocabulary) -> None:
    assert names(vocabulary, "Handlungsfeld 1: Rad\u00ad und Fußverkehr", TABLE) == ["Rad- und Fußverkehr"]


def test_second_line_of_the_title_is_no_heading_of_the_table_right_below(vocabulary: Vocabulary) -> None:
    title = at(line("Klimakonzept der Stadt –", size=17, bold=True), (50, 40, 400, 57))
    further = at(line("Bericht 2025", size=17, bold=True), (50, 68, 300, 85))
    heading = at(line("Wohnen", size=9, bold=True), (50, 120, 300, 129))
    assert names(vocabulary, title, further, TABLE, heading, TABLE) == ["Wohnen"]
