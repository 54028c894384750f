"""Catalogues without a column of numbers: the number stands before the measure's words, or there is none."""

from dataclasses import replace

import pytest
from printed import at, catalogue, cell, line, row, table

from pipeline.model import Measure
from pipeline.normalise import normalise
from pipeline.printed import Cell, RawCatalogue, Table
from pipeline.vocabulary import Vocabulary


def measures(vocabulary: Vocabulary, *tables: Table) -> tuple[Measure, ...]:
    return normalise(catalogue("Handlungsfeld „Wohnen“", *tables), 2024, sample=True, vocabulary=vocabulary).measures


def test_number_before_the_words_is_the_number(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", cell("1. Ausbau der", "Beratung")), row("", "2. Tausch")))
    assert [(measure.number, measure.text) for measure in found] == [("1", "Ausbau der Beratung"), ("2", "Tausch")]


def test_rest_of_a_row_overleaf_needs_no_number(vocabulary: Vocabulary) -> None:
    parts = (table(row("", "1 Ausbau der"), row("", "2 Tausch")), table(row("", "von Wohnungen", "", ""), page=2))
    assert [measure.text for measure in measures(vocabulary, *parts)] == ["Ausbau der", "Tausch von Wohnungen"]


def test_figures_that_only_some_measures_begin_with_are_no_numbers(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", "12 Bänke"), row("", "Ausbau"), row("", "Werbung")))
    assert [measure.text for measure in found] == ["12 Bänke", "Ausbau", "Werbung"]


def test_each_row_with_a_status_is_a_measure_where_none_has_a_number(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", "Ausbau"), row("", "Werbung")), table(row("", "im Viertel", "", "")))
    assert [measure.text for measure in found] == ["Ausbau", "Werbung im Viertel"]


def test_figures_stay_where_there_is_a_column_of_numbers(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("1", "12 Bänke"), row("2", "3 Tische")))
    assert [measure.text for measure in found] == ["12 Bänke", "3 Tische"]


def test_number_before_the_words_may_end_in_a_letter(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", "1a Beratung"), row("", "1b Tausch")))
    assert [(measure.number, measure.text) for measure in found] == [("1a", "Beratung"), ("1b", "Tausch")]


def test_number_alone_on_its_line_before_the_words_is_the_number(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", "1 Beratung"), row("", cell("2", "Parkraumkonzept"))))
    assert [(measure.number, measure.text) for measure in found] == [("1", "Beratung"), ("2", "Parkraumkonzept")]


@pytest.mark.parametrize("mark", ["–", "-", ":", "|", "\u2010"])
def test_mark_between_number_and_words_is_part_of_neither(mark: str, vocabulary: Vocabulary) -> None:
    rows = (row("", f"1.1 {mark} Beratung"), row("", cell(f"1.2 {mark}", "Tausch")))
    found = normalise(catalogue("Handlungsfeld „Wohnen“", table(*rows)), 2024, sample=True, vocabulary=vocabulary)
    assert [(each.number, each.text) for each in found.measures] == [("1.1", "Beratung"), ("1.2", "Tausch")]
    assert found.ledger.closes


def test_mark_behind_the_number_of_few_measures_is_part_of_the_words(vocabulary: Vocabulary) -> None:
    found = measures(vocabulary, table(row("", "1.1 – Beratung"), row("", "1.2 Tausch"), row("", "1.3 Werbung")))
    assert [measure.text for measure in found] == ["– Beratung", "Tausch", "Werbung"]


def told(vocabulary: Vocabulary, raw: RawCatalogue) -> list[tuple[str, str | None]]:
    found = normalise(raw, 2024, sample=True, vocabulary=vocabulary).findings
    return [(each.code, each.measure) for each in found if each.code in ("number-unclear", "row-unread")]


@pytest.mark.parametrize(("place", "named"), [(0, ["1.1", "1.2"]), (1, ["1.2"])])
def test_line_that_may_open_a_row_names_the_measures_it_may_belong_to(
    place: int, named: list[str], vocabulary: Vocabulary
) -> None:
    texts = [("1.1 Beratung",), ("1.2 Tausch", "2 Wohnungen")]
    rows = [
        row("", Cell(tuple(at(line(text), (0, 20 * n + 9 * m, 9, 20 * n + 9 * m + 8)) for m, text in enumerate(cell))))
        for n, cell in enumerate(texts, 1)
    ]
    raw = replace(catalogue("Handlungsfeld „Wohnen“", table(*rows)), doubtful=(rows[1].measure.lines[place],))
    assert told(vocabulary, raw) == [("number-unclear", number) for number in named]


def test_next_number_within_a_text_that_no_measure_has_is_told(vocabulary: Vocabulary) -> None:
    rows = (row("", cell("1.1 Beratung", "1.2 Tausch")), row("", cell("1.3 Treff", "1.5 und 3 Höfe")))
    raw = catalogue("Handlungsfeld „Wohnen“", table(*rows))
    assert told(vocabulary, raw) == [("row-unread", "1.1"), ("row-unread", "1.2")]


def test_next_number_within_a_text_that_another_measure_has_is_a_word_of_it(vocabulary: Vocabulary) -> None:
    raw = catalogue("Handlungsfeld „Wohnen“", table(row("1", cell("Beratung an", "2 Orten")), row("2", "Tausch")))
    assert told(vocabulary, raw) == []
