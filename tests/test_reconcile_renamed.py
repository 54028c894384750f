"""Headings above several measures: one with another name is told once, measures that moved are told each."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from successors import catalogue, edition, measure

from pipeline.model import Change, ChangeKind, Comparison, Edition, Field, FurtherMeasure, Measure, Relation
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))
WORK, SPORT, TRADE = "Arbeit", "Sport", "Wirtschaft und Gewerbe"

TEXTS = [
    "Runder Tisch der Flüchtlingshilfe mit allen Helferkreisen",
    "Ausrichtung der Wanderausstellung im Foyer des Rathauses",
    "Eröffnung eines Sprachcafés in der Stadtbücherei an jedem zweiten Samstag",
    "Beratung zur Ganztagesbetreuung an Kitas durch das Integrationsmanagement",
    "Verleih von Fahrrädern auf dem Bauhof samt Werkzeug",
    "Schwimmkurse für Mädchen in den Sommerferien",
]


def under(*fields: str, goals: Sequence[str] = ()) -> list[Measure]:
    """As many measures as there are fields, the first ones with these goals."""
    return [
        measure(str(at), text, field_of_action=field, goal=goal)
        for at, (text, field, goal) in enumerate(
            zip(TEXTS, fields, [*goals, *["Arbeit vermitteln"] * 6], strict=False), start=1
        )
    ]


def compared(old: Sequence[Measure], new: Sequence[Measure]) -> Comparison:
    return reconcile(edition(2023, old), edition(2024, new), RULES)


def rows(old: Sequence[Measure], new: Sequence[Measure]) -> list[tuple[ChangeKind, str, str, str]]:
    return [(row.kind, row.number_new, row.value_old, row.value_new) for row in compared(old, new).changes]


def test_renamed_field_of_action_is_one_row_that_names_its_measures() -> None:
    new = under(*[TRADE] * 3)
    new[1] = replace(new[1], number="M 2")
    comparison = compared(under(*[WORK] * 3), new)
    renamed, number = comparison.changes
    assert (renamed.kind, renamed.feature, renamed.value_old, renamed.value_new) == (
        ChangeKind.TEXT, "Handlungsfeld", WORK, TRADE
    )  # fmt: skip
    assert renamed.reason == (
        "Handlungsfeld umbenannt: Seine Maßnahmen stehen jetzt unter dem neuen Namen (Nr. 1, M 2 (bisher 2) und 3)."
    )
    assert number.kind is ChangeKind.RENUMBERED
    assert comparison.links[0].reason == "gleicher Wortlaut; Handlungsfeld umbenannt."


def test_measure_that_leaves_a_renamed_field_is_told_by_itself() -> None:
    old, new = under(*[WORK] * 5, SPORT), under(*[TRADE] * 4, SPORT, SPORT)
    assert rows(old, new) == [
        (ChangeKind.TEXT, "", WORK, TRADE),
        (ChangeKind.MOVED, "5", WORK, SPORT),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([WORK, WORK, SPORT], [SPORT, SPORT, SPORT]),
        ([WORK, WORK, WORK, WORK], [TRADE, TRADE, "Jugend", "Jugend"]),
        ([WORK, WORK, SPORT, SPORT], [TRADE, TRADE, TRADE, TRADE]),
        ([WORK, SPORT], [TRADE, SPORT]),
    ],
    ids=["into a field that was there", "in two", "two in one", "a single measure"],
)
def test_measures_that_move_are_told_each(before: list[str], after: list[str]) -> None:
    moved = [row for row in rows(under(*before), under(*after)) if row[0] is ChangeKind.MOVED]
    assert len(moved) == sum(one != other for one, other in zip(before, after, strict=True))


def test_field_with_a_similar_name_is_the_same_even_with_a_single_measure() -> None:
    assert rows(under(SPORT), under(f"{SPORT} und Bewegung")) == [(ChangeKind.TEXT, "", SPORT, f"{SPORT} und Bewegung")]


def test_similar_name_means_nothing_if_the_measures_went_elsewhere() -> None:
    told = rows(under("Sport und Kultur", "Sport und Kultur"), under("Jugend", "Jugend"))
    assert told == [(ChangeKind.TEXT, "", "Sport und Kultur", "Jugend")]
    old, new = (
        edition(2023, under(WORK, WORK, SPORT)),
        edition(2024, under("Sport und Arbeit", "Sport und Arbeit", TRADE)),
    )
    assert [row.value_new for row in reconcile(old, new, RULES).changes if row.feature == "Handlungsfeld"] == [
        "Sport und Arbeit",
        TRADE,
        "",
        TRADE,
    ]


def test_visions_and_further_measures_of_a_renamed_field_have_not_moved() -> None:
    old, new = (
        edition(
            year,
            under(name, name),
            fields=(Field(name, ("Alle haben Arbeit.",)),),
            further_measures=(FurtherMeasure(name, "Ein neuer Bus"),),
        )
        for year, name in ((2023, WORK), (2024, TRADE))
    )
    assert [row.feature for row in reconcile(old, new, RULES).changes] == ["Handlungsfeld"]


def test_reworded_goal_of_several_measures_is_one_row() -> None:
    old = under(WORK, WORK, WORK, goals=["Alle erreichen", "Alle erreichen", "Sprache lernen"])
    new = under(WORK, WORK, WORK, goals=["Jeden Menschen erreichen", "Jeden Menschen erreichen", "Deutsch lernen"])
    comparison = compared(old, new)
    assert [(row.kind, row.number_new, row.value_old) for row in comparison.changes] == [
        (ChangeKind.GOAL, "", "Alle erreichen"),
        (ChangeKind.GOAL, "3", "Sprache lernen"),
    ]
    assert comparison.changes[0].reason.endswith("(Nr. 1 und 2).")
    assert comparison.changes[0].page_old == comparison.changes[0].page_new == 1


def fields_told(changes: Sequence[Change]) -> list[tuple[str, str]]:
    return [(row.value_old, row.value_new) for row in changes if row.feature == "Handlungsfeld"]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.integers(12, 40))
def test_renaming_every_field_gives_one_row_a_field_and_swapping_turns_it_round(seed: int, size: int) -> None:
    old = catalogue(seed, size)
    new = edition(2024, [replace(item, field_of_action=f"{item.field_of_action} 2.0") for item in old.measures])
    there, back = reconcile(old, new, RULES).changes, reconcile(new, old, RULES).changes
    assert len(there) == len(old.fields)
    assert fields_told(back) == [(after, before) for before, after in fields_told(there)]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABXY")), min_size=1, max_size=6))
def test_every_measure_under_another_name_is_told_once(names: list[tuple[str, str]]) -> None:
    """By a row of its own, or among those that the row of a renamed field names."""
    old, new = (under(*(pair[side] for pair in names)) for side in (0, 1))
    comparison = compared(old, new)
    assert all(link.relation is Relation.CONTINUED for link in comparison.links)
    alone = [row.number_new for row in comparison.changes if row.kind is ChangeKind.MOVED]
    named = [number for row in comparison.changes if row.kind is ChangeKind.TEXT for number in numbers_in(row, new)]
    assert sorted(alone + named) == [str(at) for at, (one, other) in enumerate(names, 1) if one != other]


def numbers_in(row: Change, new: Sequence[Measure]) -> list[str]:
    told = row.reason.partition("(Nr. ")[2].rstrip(").").replace(" und ", ", ").split(", ")
    return [each.number for each in new if each.number in told]


def test_an_edition_without_headings_is_renamed_nothing() -> None:
    nameless: Edition = edition(2023, under("", "", ""), fields=())
    changes = reconcile(nameless, edition(2024, under(WORK, WORK, WORK)), RULES).changes
    assert [row.kind for row in changes] == [ChangeKind.NEW, *[ChangeKind.MOVED] * 3]


# --- further columns ---


def valued(title: str, *values: str) -> list[Measure]:
    """As many measures as there are values, in a further column of this title."""
    return [replace(each, extra=((title, value),)) for each, value in zip(under(*[WORK] * 6), values, strict=False)]


def test_column_with_another_title_is_one_row_and_its_changed_value_another() -> None:
    values = ("2023", "ab 2025", "offen", "–", "2024", "2026")
    comparison = compared(valued("Frist", *values), valued("Zeitziel", *values[:5], "2027"))
    title, value = comparison.changes
    assert (title.kind, title.feature, title.value_old, title.value_new) == (
        ChangeKind.TEXT, "Spaltentitel", "Frist", "Zeitziel"
    )  # fmt: skip
    assert title.reason == (
        "Spalte umbenannt: Die Werte von 4 fortgeführten Maßnahmen stehen unverändert unter dem neuen Titel."
    )
    assert (value.feature, value.number_new, value.value_old, value.value_new) == ("Zeitziel", "6", "2026", "2027")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2023", "2024", "2025"), ("2023", "2026", "2027")),  # most values differ
        (("–", "–", "–"), ("–", "–", "–")),  # nothing stands there
        (("2023", "", ""), ("2023", "", "")),  # a single one may be chance
        (("nein", "nein", "nein"), ("nein", "nein", "nein")),  # so may one and the same
    ],
)
def test_column_that_another_one_only_resembles_is_told_by_value(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    changes = compared(valued("Frist", *before), valued("Zeitziel", *after)).changes
    assert "Spaltentitel" not in {row.feature for row in changes}
    assert len(changes) == sum(map(bool, before)) + sum(map(bool, after))


def test_column_that_stays_beside_a_new_one_with_the_same_values_is_not_renamed() -> None:
    old = valued("Frist", "2023", "2024", "2025")
    new = [replace(each, extra=(*each.extra, ("Zeitziel", dict(each.extra)["Frist"]))) for each in old]
    assert {row.feature for row in compared(old, new).changes} == {"Zeitziel"}
