"""Findings about what spreadsheets do to a catalogue, and chapters that only the page's header names."""

from dataclasses import replace

from printed import at, catalogue, cell, line, row, table

from pipeline.model import Edition, Place
from pipeline.normalise import normalise
from pipeline.printed import Crossing, CutText, Line, RawCatalogue, StruckWords, Table
from pipeline.vocabulary import Vocabulary

HEADING = "Handlungsfeld „Arbeit“"
IMPRINT = ("Impressum", "Herausgeberin", "Redaktion", "Auflage")


def edition(vocabulary: Vocabulary, raw: RawCatalogue) -> Edition:
    return normalise(raw, 2024, False, vocabulary)


def told(vocabulary: Vocabulary, raw: RawCatalogue, code: str) -> list[str | None]:
    """The measures that findings of a code name."""
    return [finding.measure for finding in edition(vocabulary, raw).findings if finding.code == code]


def on_page_two(*texts: str) -> list[Line]:
    return [
        at(line(text, page=2), (20.0, 100.0 + 20 * place, 80.0, 110.0 + 20 * place)) for place, text in enumerate(texts)
    ]


# --- columns on a page of their own ---


def test_column_on_a_page_of_its_own_is_told_for_every_measure_that_lacks_it(vocabulary: Vocabulary) -> None:
    rows = table(row("1", status="", goal="Ziel"), row("2", status=""), row("3"))
    raw = catalogue("Katalog", HEADING, rows, *on_page_two("Status", "Läuft", "Läuft"))
    assert told(vocabulary, raw, "columns-apart") == ["1", "2"]


def test_unknown_column_on_a_page_of_its_own_is_told_if_it_has_a_line_for_every_measure(
    vocabulary: Vocabulary,
) -> None:
    rows = table(row("1", goal="Ziel"), row("2"), row("3"))
    raw = catalogue("Katalog", HEADING, rows, *on_page_two("Kennzahl", "12 %", "3 Plätze", "4 Personen"))
    assert told(vocabulary, raw, "columns-apart") == ["1", "2", "3"]
    raw = catalogue("Katalog", HEADING, rows, *on_page_two("Anhang", "Quellen", "Dank"))
    assert told(vocabulary, raw, "columns-apart") == []


def test_lines_as_close_as_running_text_are_no_column(vocabulary: Vocabulary) -> None:
    high = table(
        *(replace(row(number, goal=goal), place=Place(1, (100.0, top, 400.0, top + 50)))
        for number, goal, top in (("1", "Ziel", 100.0), ("2", None, 150.0), ("3", None, 200.0)))
    )  # fmt: skip
    for texts, apart in ((("Kennzahl", "", "12 %", "", "3 Plätze", "", "4 Leute"), ["1", "2", "3"]), (IMPRINT, [])):
        lines = [each for each in on_page_two(*texts) if each.text]
        assert told(vocabulary, catalogue("Katalog", HEADING, high, *lines), "columns-apart") == apart


# --- texts that are cut off ---


def placed(top: float) -> tuple[float, float, float, float]:
    return 100.0, top, 400.0, top + 20


def two_rows() -> Table:
    first, second = row("1", goal="Ziel"), row("2")
    return table(
        replace(first, place=Place(1, placed(100.0))),
        replace(second, place=Place(1, placed(120.0))),
    )


def test_text_that_is_cut_off_is_told_for_its_measure(vocabulary: Vocabulary) -> None:
    cut = CutText("Ausbau der Bera", Place(1, (200.0, 123.0, 300.0, 133.0)), 200.0, 300.0)
    raw = replace(catalogue("Katalog", HEADING, two_rows()), cut=(cut,))
    (finding,) = [each for each in edition(vocabulary, raw).findings if each.code == "cell-cut"]
    assert finding.measure == "2"
    assert "„Ausbau der Bera“" in finding.message


def test_words_that_lie_on_each_other_are_told_for_their_measure(vocabulary: Vocabulary) -> None:
    crossing = Crossing("„Ausbau“ und „Rathaus“", Place(1, (200.0, 123.0, 300.0, 133.0)))
    raw = replace(catalogue("Katalog", HEADING, two_rows()), crossed=(crossing, crossing))
    (finding,) = [each for each in edition(vocabulary, raw).findings if each.code == "text-over-text"]
    assert finding.measure == "2"
    assert finding.message.count("„Ausbau“ und „Rathaus“") == 1


def test_words_that_are_struck_through_are_told_for_their_measure_or_their_page(vocabulary: Vocabulary) -> None:
    struck = [StruckWords("„läuft“", Place(1, (200.0, top, 300.0, top + 10))) for top in (123.0, 400.0)]
    raw = replace(catalogue("Katalog", HEADING, two_rows()), struck=tuple(struck))
    found = [each for each in edition(vocabulary, raw).findings if each.code == "text-struck"]
    assert [each.measure for each in found] == [None, "2"]
    assert all("„läuft“ ist durchgestrichen" in each.message for each in found)


def test_several_words_struck_through_are_told_in_the_plural_and_none_silently_left_out(vocabulary: Vocabulary) -> None:
    place = Place(1, (200.0, 123.0, 300.0, 133.0))
    struck = [StruckWords(f"„{letter}“", place) for letter in "abcdef"]
    crossed = [Crossing(f"„{letter}“ und „x“", place) for letter in "abcdef"]
    raw = replace(catalogue("Katalog", HEADING, two_rows()), struck=tuple(struck), crossed=tuple(crossed))
    found = {each.code: each.message for each in edition(vocabulary, raw).findings}
    assert "„d“ und 2 weitere sind durchgestrichen und stehen trotzdem im Ergebnis" in found["text-struck"]
    assert "„d“ und „x“ und 2 weitere)" in found["text-over-text"]


def test_line_that_ends_where_others_of_its_column_are_cut_is_told_too(vocabulary: Vocabulary) -> None:
    rows = two_rows()
    short = at(line("Ausbau der", size=8.0), (201.0, 102.0, 295.0, 112.0))
    far = at(line("Ausbau", size=8.0), (201.0, 102.0, 240.0, 112.0))
    cut = CutText("Ausbau der Bera", Place(1, (200.0, 123.0, 300.0, 133.0)), 200.0, 300.0)
    for text, named in ((short, ["1", "2"]), (far, ["2"])):
        first = replace(rows.rows[0], measure=replace(cell("Ausbau"), lines=(text,)))
        raw = catalogue("Katalog", HEADING, replace(rows, rows=(first, rows.rows[1])))
        assert told(vocabulary, replace(raw, cut=(cut,)), "cell-cut") == named


def test_number_that_its_column_is_too_narrow_for_is_told(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(row("1", goal="Ziel", Kosten="###"), row("2", Kosten="5 #")))
    assert told(vocabulary, raw, "cell-cut") == ["1"]


# --- names of sheets ---


def name(text: str, page: int) -> Line:
    return at(line(text, page=page), (300.0, 20.0, 300.0 + 5 * len(text), 30.0))


def sheet(number: str, page: int) -> Table:
    rows = table(row(number, goal="Ziel", page=page), page=page)
    return replace(rows, place=Place(page, (20.0, 60.0, 700.0, 200.0)))


def fields(vocabulary: Vocabulary, *names: str, headings: tuple[str, ...] = ()) -> list[str]:
    blocks: list[str | Line | Table] = ["Katalog"]
    for page, _ in enumerate(names, 1):
        if headings:
            blocks.append(at(line(headings[page - 1], page=page), (20.0, 40.0, 200.0, 50.0)))
        blocks.append(sheet(str(page), page))
    raw = catalogue(*blocks, furniture=[name(text, page) for page, text in enumerate(names, 1)])
    return [measure.field_of_action for measure in edition(vocabulary, raw).measures]


def test_names_in_the_header_that_change_from_sheet_to_sheet_head_the_tables(vocabulary: Vocabulary) -> None:
    assert fields(vocabulary, "Wohnen", "Wohnen", "Verkehr") == ["Wohnen", "Wohnen", "Verkehr"]


def test_names_that_say_nothing_or_stand_beside_headings_head_nothing(vocabulary: Vocabulary) -> None:
    assert fields(vocabulary, "Tabelle1", "Tabelle2") == ["", ""]
    assert fields(vocabulary, "Stadt am Fluss", "Stadt am Fluss") == ["", ""]
    printed = ("Handlungsfeld „Arbeit“", "Handlungsfeld „Bildung“")
    assert fields(vocabulary, "Wohnen", "Verkehr", headings=printed) == ["Arbeit", "Bildung"]
