"""Headings on two levels above tables without a column of goals."""

import pytest
from printed import catalogue, line, row, table

from pipeline.normalise.arrange import arrange
from pipeline.normalise.chapters import Chapters
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.vocabulary import Vocabulary

Heading = tuple[str, float]
TITLES = ("Nr.", "Maßnahme", "Akteure", "Status")


def printed(*runs: tuple[Heading, ...], goal: str | None = None) -> RawCatalogue:
    """A table below each run of bold headings with their type sizes."""
    blocks: list[str | Line | Table] = [line("Maßnahmenkatalog", size=20, bold=True)]
    for count, run in enumerate(runs, 1):
        blocks += [line(text, starts=True, size=size, bold=True) for text, size in run]
        blocks.append(table(row(str(count), goal=goal), titles=TITLES))
    return catalogue(*blocks)


def levels(found: Chapters) -> list[tuple[str, list[str]]]:
    return [
        (chapter.name, [text.text for row in chapter.rows if row.goal for text in row.goal.lines])
        for chapter in found.chapters
    ]


WOHNEN = (("1. Wohnen", 14.0), ("Bezahlbare Wohnungen", 11.0))
MORE = (("Wohnen ohne Barrieren", 11.0),)
ARBEIT = (("2. Arbeit", 14.0), ("Arbeit für alle", 11.0))


def test_smaller_headings_below_larger_ones_are_goals_and_told(vocabulary: Vocabulary) -> None:
    raw = printed(WOHNEN, MORE, ARBEIT)
    found = arrange(raw, vocabulary)
    assert levels(found) == [
        ("Wohnen", ["Bezahlbare Wohnungen", "Wohnen ohne Barrieren"]),
        ("Arbeit", ["Arbeit für alle"]),
    ]
    assert [goal.text for goal in found.assumed_goals] == [
        "Bezahlbare Wohnungen", "Wohnen ohne Barrieren", "Arbeit für alle",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "runs",
    [
        ((("Wohnen", 14.0),), (("Arbeit", 14.0),)),  # one level
        (WOHNEN, MORE),  # the upper level once only: a title
        ((("Wohnen", 11.0), ("Häuser", 14.0)), (("Arbeit", 11.0), ("Büros", 14.0))),  # the lower one larger
        ((("Wohnen", 14.0), ("Maßnahmen", 11.0)), (("Arbeit", 14.0), ("Maßnahmen", 11.0))),  # no goal comes twice
        ((("Wohnen", 14.0), ("Ziel: Häuser", 11.0)), (("Arbeit", 14.0), ("Ziel: Büros", 11.0))),  # says so itself
    ],
)
def test_other_headings_are_on_no_levels(runs: tuple[tuple[Heading, ...], ...], vocabulary: Vocabulary) -> None:
    assert not arrange(printed(*runs), vocabulary).assumed_goals


def test_catalogue_with_a_column_of_goals_has_none_in_headings(vocabulary: Vocabulary) -> None:
    found = levels(arrange(printed(WOHNEN, MORE, ARBEIT, goal="Ziel"), vocabulary))
    assert {goal for _, goals in found for goal in goals} == {"Ziel"}


def test_numbers_of_headings_that_all_have_one_are_no_part_of_their_names(vocabulary: Vocabulary) -> None:
    half = (("1. Wohnen", 14.0), ("Häuser", 11.0)), (("Arbeit", 14.0), ("Büros", 11.0))
    assert [name for name, _ in levels(arrange(printed(*half), vocabulary))] == ["1. Wohnen", "Arbeit"]
