"""Findings about columns that are missing or unknown: what they advise, and that following it cures them."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TEMPLATES
from printed import catalogue, cell, row, table

from pipeline.model import Edition, Severity
from pipeline.normalise import normalise
from pipeline.printed import Row
from pipeline.vocabulary import TERMS_FILE, Vocabulary
from pipeline.word_lists import load_vocabulary

HEADING = "Handlungsfeld „Arbeit“"


def read(vocabulary: Vocabulary, *rows: Row) -> Edition:
    return normalise(catalogue("Katalog", HEADING, table(*rows)), 2023, False, vocabulary)


MEASURES = ("Beratung", "Sprachkurse", "Patenschaften")


def with_column(title: str, *values: str, lacking: str = "") -> list[Row]:
    """Rows with a value each in a column of this title, without one in the column that is `lacking`."""
    rows = [row(f"{n}", text, goal="Ziel") for n, text in enumerate(MEASURES[: len(values)], 1)]
    filled = [replace(each, extra=((title, cell(value)),)) for each, value in zip(rows, values, strict=True)]
    match lacking:
        case "number":
            return [replace(each, number=cell()) for each in filled]
        case "status":
            return [replace(each, status=cell()) for each in filled]
        case "actors":
            return [replace(each, actors=cell()) for each in filled]
        case _:
            return filled


def about_columns(vocabulary: Vocabulary, *rows: Row) -> list[tuple[str, str]]:
    return [(each.code, each.value) for each in read(vocabulary, *rows).findings if each.code.startswith("column")]


SEEMING = [
    ("nummer", "number", "Zeichen", ("DV-01", "DV-02", "VS-01")),
    ("status", "status", "Fazit", ("In Umsetzung", "Umgesetzt", "Geplant für 2025")),
    ("akteure", "actors", "Regie", ("Stadtplanungsamt", "Jugendamt, Schulamt", "Sportverein Blau e. V.")),
]


@pytest.mark.parametrize(("role", "name", "title", "values"), SEEMING)
def test_unknown_column_with_the_content_of_a_missing_one_is_named_as_that(
    role: str, name: str, title: str, values: tuple[str, ...], vocabulary: Vocabulary, tmp_path: Path
) -> None:
    rows = with_column(title, *values, lacking=name)
    (finding,) = [each for each in read(vocabulary, *rows).findings if each.code.startswith("column")]
    assert (finding.code, finding.severity) == ("column-missing", Severity.WARNING)
    assert f"scheint es die Spalte „{title}“ zu sein" in finding.message
    line = re.search(r"die Zeile „(.*)“ anfügen", finding.message)
    assert line
    assert line[1] == f"{role};{title}"
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    with (folder / TERMS_FILE).open("a", encoding="utf-8") as listed:
        listed.write(line[1] + "\n")
    assert load_vocabulary(folder).column(title) is not None


@pytest.mark.parametrize(
    ("name", "title", "values"),
    [
        ("number", "Zeichen", ("DV-01", "DV-01", "VS-01")),  # no number comes twice
        ("number", "Frist", ("Sommer", "Herbst", "Winter")),
        ("number", "Kosten in Euro", ("10.000", "25.000", "5.000")),
        ("number", "Dringlichkeit", ("1", "2", "3")),  # a usual further column
        ("number", "Zeichen", (f"1{'a' * 40}!", "2", "3")),  # in no time
        ("actors", "Fazit", ("Museum wird saniert", "Netzwerk ausgebaut", "Feuerwehr stimmt zu")),
        ("status", "Fazit", ("gut", "besser", "Umgesetzt")),
        ("actors", "Ort", ("Stadtpark", "Bahnhof", "Marktplatz")),
    ],
)
def test_column_of_another_content_is_only_unknown(
    name: str, title: str, values: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    rows = with_column(title, *values, lacking=name)
    found = about_columns(vocabulary, *rows)
    assert ("column-unknown", title) in found
    assert [code for code, _ in found].count("column-missing") == 1


def test_column_like_one_that_is_there_is_only_unknown(vocabulary: Vocabulary) -> None:
    assert about_columns(vocabulary, *with_column("Zeichen", "DV-01", "DV-02", "VS-01")) == [
        ("column-unknown", "Zeichen")
    ]


def test_unlisted_column_of_offices_beside_a_listed_one_is_told_loudly(vocabulary: Vocabulary) -> None:
    rows = with_column("Regie", "Stadtplanungsamt", "Gebäudewirtschaft", "Ordnungsamt")
    (finding,) = [each for each in read(vocabulary, *rows).findings if each.code.startswith("column")]
    assert (finding.code, finding.severity, finding.value) == ("column-unknown", Severity.WARNING, "Regie")
    assert "„akteure;Regie“" in finding.message


def titles_of(vocabulary: Vocabulary, *headers: tuple[str, ...], **columns: str) -> list[list[str]]:
    """The further columns of measures in a table each, of these titles in the order given."""
    tables = [
        table(replace(row(str(n), goal="Ziel"), extra=((title, cell(value)),)), titles=header)
        for n, (header, (title, value)) in enumerate(zip(headers, columns.items(), strict=True), 1)
    ]
    found = normalise(catalogue("Katalog", HEADING, *tables), 2023, False, vocabulary)
    return [[title for title, _ in measure.extra] for measure in found.measures]


def test_title_wrapped_in_two_ways_is_one_column(vocabulary: Vocabulary) -> None:
    """As a table prints it on one line; else as most rows have it."""
    wraps = {"Kosten einschätzung": "5 €", "Kosteneinschätzung": "6 €"}
    headers = ("Nr.", "Kosten", "einschätzung"), ("Nr.", "Kosteneinschätzung")
    assert titles_of(vocabulary, *headers, **wraps) == [["Kosteneinschätzung"]] * 2
    assert titles_of(vocabulary, ("Kosten einschätzung",), ("Kosten",), **wraps) == [["Kosten einschätzung"]] * 2
    hyphens = {"QR-Code": "5", "QR- Code": "6"}
    assert titles_of(vocabulary, ("QR-Code",), ("QR-", "Code"), **hyphens) == [["QR-Code"]] * 2


def test_titles_alike_side_by_side_are_two_columns(vocabulary: Vocabulary) -> None:
    beside = ("Kosten 1", cell("5 €")), ("Kosten1", cell("6 €"))
    found = read(vocabulary, replace(row("1", goal="Ziel"), extra=beside))
    assert [title for title, _ in found.measures[0].extra] == ["Kosten 1", "Kosten1"]
