"""`Verlauf.csv`: each measure over three and more editions."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from successors import Crosswalk, catalogue, edition, measure, successor

from pipeline.errors import CheckFailed
from pipeline.model import Comparison, Edition, Relation, Status
from pipeline.publish import assertions, history_files, require
from pipeline.publish.history import history
from pipeline.publish.tables import HISTORY_NAME
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.spreadsheet import cells_of, records_of
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
VOCABULARY = load_vocabulary(TEMPLATES)
RULES = load_rules(TEMPLATES, VOCABULARY)

LONG = "Beratung zur Ganztagesbetreuung an Kitas durch das Integrationsmanagement im Rathaus"
SHORT = "Antrag auf Kostenübernahme"
CAFE, SWIM = "Eröffnung eines Repaircafés", "Schwimmkurse für alle"
PLANNED = {"status": Status.PLANNED, "status_text": "In Planung"}


def years(first: Edition, *later: Edition) -> tuple[list[Edition], list[Comparison]]:
    """The editions with inherited uids and the comparisons of neighbours."""
    comparisons: list[Comparison] = []
    editions = [first]
    for new in later:
        comparisons.append(reconcile(editions[-1], new, RULES))
        editions.append(comparisons[-1].new)
    return editions, comparisons


EDITIONS, COMPARISONS = years(
    edition(2022, [measure("1", f"{LONG} sowie {SHORT}", **PLANNED), measure("2", CAFE)]),
    edition(2023, [measure("1", CAFE), measure("2", LONG), measure("3", SHORT), measure("4", SWIM)]),
    edition(2024, [measure("1", f"{LONG} sowie {SHORT}"), measure("2", SWIM, **PLANNED)], sample=True),
)


def table(editions: list[Edition] = EDITIONS, comparisons: list[Comparison] = COMPARISONS) -> bytes:
    return history_files(history(editions, comparisons), VOCABULARY)[HISTORY_NAME]


def test_status_of_each_year_stands_side_by_side() -> None:
    assert ";".join(cells_of(table())[0]) == (
        "uid;handlungsfeld;massnahme;ereignisse;nr_2022;nr_2023;nr_2024;"
        "status_2022;status_2023;status_2024;wortlaut_2022;wortlaut_2023;wortlaut_2024"
    )
    assert [[*row.values()][4:10] for row in records_of(table())] == [
        ["1", "2", "1", "In Planung", "In Umsetzung", "In Umsetzung"],
        ["", "4", "2", "", "In Umsetzung", "In Planung"],
        ["2", "1", "", "In Umsetzung", "In Umsetzung", ""],
        ["", "3", "", "", "In Umsetzung", ""],
    ]


def test_splits_mergers_arrivals_and_ends_are_told_with_their_years() -> None:
    sample = "Beispieldaten: 2024"
    split = "2023: aufgeteilt, aus Nr. 1 wurden Nr. 2 und 3"
    merged = "2024: zusammengeführt, aus Nr. 2 und 3 wurde Nr. 1"
    assert {row["uid"]: row["ereignisse"].split("\n") for row in records_of(table())} == {
        "2022-1": [split, merged, sample],
        "2023-4": ["2023: neu", sample],
        "2022-2": ["2024: entfallen", sample],
        "2023-3": [split, merged, sample],
    }


def test_measures_come_in_the_order_of_the_newest_edition_and_the_ended_ones_last() -> None:
    assert [course.uid for course in history(EDITIONS, COMPARISONS).courses] == ["2022-1", "2023-4", "2022-2", "2023-3"]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_history_holds_every_measure_of_every_edition_once(one: int, other: int) -> None:
    first = catalogue(one, 25)
    second = successor(first, other, 0.2).edition
    editions, comparisons = years(first, second, edition(2025, successor(second, one, 0.2).edition.measures))
    courses = history(editions, comparisons).courses
    for position, each in enumerate(editions):
        assert sorted(str(c.records[position]) for c in courses if c.records[position]) == sorted(
            map(str, each.measures)
        )
    require(assertions(editions, comparisons, {HISTORY_NAME: table(editions, comparisons)}))


def test_history_of_four_editions_is_the_true_one() -> None:
    """Each row follows one measure through what really became of it; a part or merger follows one of its lines."""
    editions, comparisons, truths = [catalogue(1, 40)], list[Comparison](), list[Crosswalk]()
    for year in (2024, 2025, 2026):
        made = successor(editions[-1], year, 0.1)
        comparisons.append(reconcile(editions[-1], edition(year, made.edition.measures), RULES))
        editions.append(comparisons[-1].new)
        truths.append(made.truth)
    rows = records_of(table(editions, comparisons))
    numbers = [[row[f"nr_{year}"] for year in range(2023, 2027)] for row in rows]

    for at, truth in enumerate(truths):
        steps = {(row[at], row[at + 1]) for row in numbers if row[at] and row[at + 1]}
        assert steps <= {(old, new) for old, new, _ in truth}
        assert steps >= {(old, new) for old, new, relation in truth if relation is Relation.CONTINUED}
    for row, stands in zip(rows, numbers, strict=True):
        first = next(at for at, number in enumerate(stands) if number)
        assert row["uid"].replace(" ", "") == f"{2023 + first}-{stands[first].replace(' ', '')}"
        there = [bool(number) for number in stands]
        assert there == sorted(there[:first]) + sorted(there[first:], reverse=True)  # once gone, never back
    for at, each in enumerate(editions):
        by_number = {measure.number: measure.status_text for measure in each.measures}
        told = {row[at]: text for row, text in zip(numbers, _wordings(rows, 2023 + at), strict=True) if row[at]}
        assert told == by_number


def _wordings(rows: list[dict[str, str]], year: int) -> list[str]:
    return [row[f"wortlaut_{year}"] for row in rows]


def test_a_status_lost_on_the_way_breaks_a_sum() -> None:
    short = [EDITIONS[0], EDITIONS[1], replace(EDITIONS[2], measures=EDITIONS[2].measures[:1])]
    with pytest.raises(CheckFailed, match="Maßnahmen 2024 mit Nummer und Status"):
        require(check for check in assertions(EDITIONS, (), {HISTORY_NAME: table(short)}) if HISTORY_NAME in check.name)
