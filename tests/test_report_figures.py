"""Every figure and every row of the report equals what the files of the same run say.

Nothing of `publish` is used to work them out: they are counted again from `katalog.json` and the CSVs, and read from
the finished Word document.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from successors import edition, successor
from test_word_charts import chart_parts, sheet, shown

from pipeline import records
from pipeline.run import run
from pipeline.spreadsheet import records_of

GOLDEN = Path(__file__).parent / "test_run"
NUMBERS = dict(
    zip(
        ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
        range(13),
        strict=True,
    )
)
FINISHED = {"completed", "in_progress"}
"""What the city counts as "umgesetzt"."""


class Told:
    """A run's folder: its files, and the tables and paragraphs of its report."""

    def __init__(self, folder: Path) -> None:
        (self.report,) = folder.glob("Fortschrittsbericht_*.docx")
        word = Document(str(self.report))
        self.paragraphs = [paragraph.text for paragraph in word.paragraphs]
        self.tables = [(_caption(table), [[c.text for c in row.cells] for row in table.rows]) for table in word.tables]
        self.years = sorted(path.parent.name for path in folder.glob("*/katalog.json"))
        self.folder = folder

    @property
    def year(self) -> str:
        return self.years[-1]

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of all tables of this name, without their titles."""
        return [row for name, rows in self.tables if name.startswith(caption) for row in rows[1:]]

    def csv(self, name: str) -> list[dict[str, str]]:
        path = self.folder / name
        return records_of(path.read_bytes()) if path.exists() else []

    def measures(self, year: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.folder / year / "katalog.json").read_bytes())["measures"]
        return found

    @property
    def labels(self) -> dict[str, str]:
        return {
            row["status"]: row["status_bezeichnung"]
            for year in self.years
            for row in self.csv(f"{year}/massnahmen.csv")
        }

    @property
    def compared(self) -> list[str]:
        return self.years[-2:]

    @property
    def log(self) -> list[dict[str, str]]:
        return self.csv(f"Aenderungsprotokoll_{'-'.join(self.compared)}.csv")

    @property
    def crosswalk(self) -> list[dict[str, str]]:
        return self.csv(f"Abgleich_{'-'.join(self.compared)}.csv")


def _caption(table: Table) -> str:
    return str(table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")))


@pytest.fixture(scope="module", params=[1, 2, 3], ids=["one edition", "two editions", "three editions"], name="told")
def a_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("lauf")
    (folder / "input").mkdir()
    editions = [records.from_json((GOLDEN / f"{year}-katalog.json").read_bytes(), "katalog") for year in (2023, 2024)]
    made = successor(editions[1], 11, 0.1).edition.measures
    editions.append(replace(edition(2025, made), title="Katalog", fields=editions[1].fields))
    for each in editions[: request.param]:
        (folder / "input" / f"{each.year}-katalog.json").write_bytes(records.to_json(each))
    run(folder / "input", folder / "output", lambda *_: None)
    return Told(folder / "output")


def counted(measures: list[dict[str, Any]]) -> Counter[str]:
    return Counter(measure["status"] for measure in measures)


def finished(measures: list[dict[str, Any]]) -> int:
    return sum(measure["status"] in FINISHED for measure in measures)


# --- key figures and charts -----------------------------------------------------------------------------------------


def test_key_figures(told: Told) -> None:
    expected = {}
    for code, label in told.labels.items():
        expected[label] = [counted(told.measures(year))[code] for year in told.compared]
    expected["Maßnahmen insgesamt"] = [len(told.measures(year)) for year in told.compared]
    expected["davon umgesetzt"] = [finished(told.measures(year)) for year in told.compared]
    years = len(told.compared)
    found = {row[0]: [int(cell) for cell in row[1 : years + 1]] for row in told.rows("Maßnahmen nach Status")}
    assert found == {label: values for label, values in expected.items() if any(values)}
    for name, *cells in told.rows("Maßnahmen nach Status"):
        values = found[name]
        if years > 1:
            assert int(cells[-1].replace("\u2212", "-")) == values[1] - values[0]
        else:
            assert abs(int(cells[-1].removesuffix(" %")) - 100 * values[0] / expected["Maßnahmen insgesamt"][0]) <= 0.5


def test_status_by_field_of_action_in_table_chart_and_workbook(told: Told) -> None:
    (header,) = (rows[0] for name, rows in told.tables if name == "Status nach Handlungsfeld")
    statuses = [title.replace("\u00ad", "") for title in header[1:-1]]
    bars: dict[str, dict[str, int]] = {status: {} for status in statuses}
    for name, *cells in told.rows("Status nach Handlungsfeld"):
        field, _, year = name.rpartition(" ")
        of_field = [
            measure
            for measure in told.measures(year)
            if field in ("Alle Handlungsfelder", measure["field_of_action"] or "Ohne Handlungsfeld")
        ]
        expected = [sum(told.labels[measure["status"]] == status for measure in of_field) for status in statuses]
        assert [int(cell) for cell in cells] == [*expected, len(of_field)]
        for status, figure in zip(statuses, expected, strict=True):
            if field != "Alle Handlungsfelder":
                bars[status][f"{field} {year}" if len(told.compared) > 1 else field] = figure
    part = chart_parts(told.report.read_bytes())[0]
    assert shown(part) == sheet(part) == bars


def test_development_over_the_years_in_table_and_chart(told: Told) -> None:
    if len(told.years) < 3:
        assert not told.rows("Status in allen Ausgaben")
        return
    history = told.csv("Verlauf.csv")
    expected = {
        label: [sum(row[f"status_{year}"] == label for row in history) for year in told.years]
        for label in told.labels.values()
    }
    rows = {row[0]: [int(cell) for cell in row[1:]] for row in told.rows("Status in allen Ausgaben")}
    assert rows.pop("Maßnahmen insgesamt") == [len(told.measures(year)) for year in told.years]
    assert rows.pop("davon umgesetzt") == [finished(told.measures(year)) for year in told.years]
    assert rows == expected
    part = chart_parts(told.report.read_bytes())[1]
    drawn = {label: dict(zip(told.years, values, strict=True)) for label, values in expected.items()}
    assert shown(part) == sheet(part) == drawn


def test_measures_with_changing_status_are_those_of_the_history(told: Told) -> None:
    if len(told.years) < 3:
        return
    listed = [(row[0], *row[2:]) for row in told.rows("Maßnahmen mit wechselndem Status")]
    expected = [
        tuple(row[column] or "–" for column in (f"nr_{told.year}", *(f"status_{year}" for year in told.years)))
        for row in told.csv("Verlauf.csv")
        if any(row[f"nr_{year}"] for year in told.years[:-1])
    ]
    steady = [row for row in expected if len(set(row[1:])) == 1]
    assert sorted({*listed, *steady}) == sorted(set(expected))
    assert not [row for row in expected if row not in listed and row not in steady]


# --- changes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "judgement"),
    [
        ("Fortschritt", "Fortschritt"), ("Rückschritt", "Rückschritt"), ("Zu prüfen", "zu prüfen"),
        ("Gleichbleibend", "gleichbleibend"),
    ],
)  # fmt: skip
def test_status_changes_are_those_of_the_change_log(told: Told, heading: str, judgement: str) -> None:
    changes = [row for row in told.log if row["aenderungsart"] == "Statuswechsel" and row["bewertung"] == judgement]
    rows = told.rows(f"{heading} (")
    assert [
        (row[0].split("\n")[0], plain(row[2]), plain(row[3])[: len(plain(change["wert_neu"]))], row[4])
        for row, change in zip(rows, changes, strict=True)
    ] == [
        (
            change["nr_neu"], plain(change["wert_alt"]), plain(change["wert_neu"]),
            f"{change['seite_alt'] or '–'} / {change['seite_neu'] or '–'}",
        )
        for change in changes
    ]  # fmt: skip
    if changes:
        title = next(text for text in told.paragraphs if text.startswith(f"{heading} ("))
        assert number(title.split("(")[1].split()[0]) == len(changes)


def plain(text: str) -> str:
    return " ".join(text.split())


def number(word: str) -> int:
    """ "zwölf" or "eine" or "13" as a number."""
    word = word.casefold()
    return int(word) if word.isdigit() else NUMBERS[re.sub(r"^eine[rns]?$", "ein", word)]


def test_new_and_dropped_measures_are_those_of_the_crosswalk(told: Told) -> None:
    for caption, relation, column in (
        ("Neue Maßnahmen", "neu", "nr_neu"),
        ("Entfallene Maßnahmen", "entfallen", "nr_alt"),
    ):
        linked = [row[column] for row in told.crosswalk if row["beziehung"] == relation]
        assert [row[0] for row in told.rows(caption)] == linked


def test_splits_and_mergers_are_those_of_the_crosswalk(told: Told) -> None:
    for caption, relation in (("Aufgeteilte", "aufgeteilt"), ("Zusammengeführte", "zusammengeführt")):
        pairs = {(row["nr_alt"], row["nr_neu"]) for row in told.crosswalk if row["beziehung"] == relation}
        found = {(one, other) for old, new in told.rows(caption) for one in numbered(old) for other in numbered(new)}
        assert found == pairs


def numbered(cell: str) -> list[str]:
    return re.findall(r"^Nr\. (\S+) \(Seite \d+\):", cell, re.MULTILINE)


def test_notes_and_moves_are_those_of_the_change_log(told: Told) -> None:
    notes = [row for row in told.log if row["aenderungsart"] == "Fortschrittsnotiz" and row["wert_neu"]]
    assert [plain(row[2]) for row in told.rows("Neue Fortschrittsnotizen")] == [plain(n["wert_neu"]) for n in notes]
    moves = [row for row in told.log if row["aenderungsart"] == "Handlungsfeld gewechselt" and row["nr_neu"]]
    assert [row[2:4] for row in told.rows("Wechsel des Handlungsfelds")] == [
        [move["wert_alt"], move["wert_neu"]] for move in moves
    ]


def test_dates_are_those_of_the_records(told: Told) -> None:
    linked = {row["nr_neu"]: row["nr_alt"] for row in told.crosswalk if row["nr_alt"] and row["nr_neu"]}
    before = {measure["number"]: measure["due"] for measure in told.measures(told.compared[0])}
    after = {measure["number"]: measure["due"] for measure in told.measures(told.year)}
    for nr, _, old, new, *_ in told.rows("Auf später verschobene Termine"):
        assert old.endswith(str(before[linked[nr]]["year"]))
        assert new.endswith(str(after[nr]["year"]))
    for nr, _, due, *_ in told.rows("Überschrittene Termine"):
        assert due.endswith(str((after[nr] or before[linked[nr]])["year"]))
        assert int(due[-4:]) < int(told.year)


# --- measures and actors --------------------------------------------------------------------------------------------


def test_measures_are_those_of_the_table(told: Told) -> None:
    listed = [(row[0], plain(row[2]), plain(row[3])) for row in told.rows("Maßnahmen im Handlungsfeld")]
    table = told.csv(f"{told.year}/massnahmen.csv")
    assert sorted(listed) == sorted(
        (f"{row['nr'].strip()}\nS. {row['seite']}", plain(row["akteure"]), plain(row["status_wortlaut"]))
        for row in table
    )


def test_numbers_of_the_index_are_those_of_the_actors(told: Told) -> None:
    duties = {(row[0], nr) for row in told.rows("Maßnahmen nach Zuständigkeit") for nr in numbers_in(*row[1:])}
    actors = {(actor, measure["number"]) for measure in told.measures(told.year) for actor in measure["actors"]}
    assert duties <= actors
    assert {actor for actor, _ in actors - duties} <= {actor for actor, _ in actors if actor[0].islower()}


def numbers_in(*cells: str) -> Iterator[str]:
    for cell in cells:
        yield from (nr for nr in cell.split(", ") if nr != "–")


# --- sentences ------------------------------------------------------------------------------------------------------


def test_figures_in_sentences(told: Told) -> None:
    text = " ".join(told.paragraphs).replace("\u00a0", " ")
    now = told.measures(told.year)
    extent = re.search(rf"Der Maßnahmenkatalog {told.year} umfasst (\w+) Maßnahmen", text)
    assert extent is not None
    assert number(extent[1]) == len(now)
    share = re.search(r"(\w+) der (\w+) Maßnahmen gelten als umgesetzt \((\d+) Prozent\)", text)
    assert share is not None
    assert (number(share[1]), number(share[2])) == (finished(now), len(now))
    assert abs(int(share[3]) - 100 * finished(now) / len(now)) <= 0.5
    if told.crosswalk:
        changes = re.search(r"Der Vergleich ergibt (\w+) Statuswechsel", text)
        assert changes is not None
        assert number(changes[1]) == sum(row["aenderungsart"] == "Statuswechsel" for row in told.log)
        for words, relation in (("Neu hinzugekommen (?:ist|sind)", "neu"), ("Entfallen (?:ist|sind)", "entfallen")):
            found = re.search(rf"{words} (\w+) Maßnahme", text)
            assert found is not None
            assert number(found[1]) == sum(row["beziehung"] == relation for row in told.crosswalk)
    if len(told.years) > 2:
        trend = re.search(r"Seit (\d+) ist der Anteil .*? von (\d+) auf (\d+) Prozent", text)
        assert trend is not None
        first = told.measures(trend[1])
        assert abs(int(trend[2]) - 100 * finished(first) / len(first)) <= 0.5
        assert trend[3] == share[3]
