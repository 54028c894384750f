"""Columns that name the fields of action: those that say so, and others that part the rows."""

from dataclasses import replace

import pytest
from printed import catalogue, cell, line, row, table

from pipeline.normalise.arrange import arrange
from pipeline.printed import Line, Table
from pipeline.vocabulary import Vocabulary


def fields(vocabulary: Vocabulary, *values: str, title: str = "Bereich", above: str = "") -> list[tuple[str, int]]:
    """The chapters and their numbers of rows, of a table with a further column."""
    rows = [replace(row(str(n)), extra=((title, cell(*filter(None, [value]))),)) for n, value in enumerate(values, 1)]
    heading: list[str | Line | Table] = [line(above, bold=True)] if above else []
    found = arrange(catalogue("Katalog", *heading, table(*rows)), vocabulary)
    return [(chapter.name, len(chapter.rows)) for chapter in found.chapters]


def test_column_of_another_title_that_parts_the_rows_names_the_fields(vocabulary: Vocabulary) -> None:
    assert fields(vocabulary, "Wohnen", "", "", "Arbeit", "") == [("Wohnen", 3), ("Arbeit", 2)]
    assert fields(vocabulary, "Wohnen", "Wohnen", "Arbeit", "Arbeit") == [("Wohnen", 2), ("Arbeit", 2)]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (("Wohnen", "Arbeit", "Wohnen", "Arbeit"), "Bereich"),  # as a keyword
        (("Wohnen", "Arbeit", "Verkehr"), "Bereich"),  # one for each
        (("Wohnen", "", "", ""), "Bereich"),
        (("Wohnen", "", "Arbeit", ""), "Ort"),
    ],
)
def test_column_that_parts_no_rows_or_is_not_listed_names_none(
    values: tuple[str, ...], title: str, vocabulary: Vocabulary
) -> None:
    assert len(fields(vocabulary, *values, title=title)) == 1


def test_headings_that_say_so_come_before_such_a_column(vocabulary: Vocabulary) -> None:
    found = fields(vocabulary, "Wohnen", "", "Arbeit", "", above="Handlungsfeld 1: Leben")
    assert found == [("Leben", 4)]
