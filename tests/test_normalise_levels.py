"""Rows across tables on two levels: fields of action and goals, told apart by how they are set."""

from dataclasses import replace

from printed import at, catalogue, line, row, table

from pipeline.model import Place
from pipeline.normalise import normalise
from pipeline.normalise.arrange import arrange
from pipeline.normalise.chapters import Chapters
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.vocabulary import Vocabulary

FIELD, GOAL = 10.0, 9.0
Across = tuple[str, float]


def printed(*runs: tuple[Across, ...]) -> RawCatalogue:
    """A table without a column of goals, in which a row follows each run of rows across it."""
    blocks: list[Line | Table] = []
    box = (0.0, 0.0, 500.0, 700.0)
    for count, run in enumerate(runs, 1):
        for place, (text, size) in enumerate(run):
            top = 100.0 * count + 20 * place
            across = at(line(text, starts=True, size=size, bold=True), (10, top, 200, top + size))
            blocks.append(across)
        part = replace(table(row(str(count)), titles=("Nr.", "Maßnahme", "Status") if count == 1 else ()))
        blocks.append(replace(part, place=Place(1, box)))
    return catalogue("Maßnahmenkatalog", *blocks)


def read(vocabulary: Vocabulary, *runs: tuple[Across, ...]) -> Chapters:
    return arrange(printed(*runs), vocabulary)


def levels(found: Chapters) -> list[tuple[str, list[str]]]:
    return [
        (chapter.name, [text.text for row in chapter.rows if row.goal for text in row.goal.lines])
        for chapter in found.chapters
    ]


def test_rows_across_set_as_the_second_of_two_are_goals(vocabulary: Vocabulary) -> None:
    found = read(
        vocabulary,
        (("Wohnen", FIELD), ("Wohnen ist bezahlbar.", GOAL)),
        (("Wohnungen sind frei von Barrieren.", GOAL),),
        (("Arbeit", FIELD), ("Alle finden Arbeit.", GOAL)),
    )
    assert levels(found) == [
        ("Wohnen", ["Wohnen ist bezahlbar.", "Wohnungen sind frei von Barrieren."]),
        ("Arbeit", ["Alle finden Arbeit."]),
    ]
    assert not found.assumed_goals


def test_goals_in_rows_across_below_headings_that_say_so_may_be_set_like_them(vocabulary: Vocabulary) -> None:
    found = read(
        vocabulary,
        (("Handlungsfeld 1: Wohnen", GOAL), ("Wohnen ist bezahlbar.", GOAL)),
        (("Wohnungen sind frei von Barrieren.", GOAL),),
    )
    assert levels(found) == [("Wohnen", ["Wohnen ist bezahlbar.", "Wohnungen sind frei von Barrieren."])]


def test_goals_that_only_their_type_tells_are_told_for_each_of_their_measures(vocabulary: Vocabulary) -> None:
    raw = printed(
        (("Wohnen", FIELD), ("Bezahlbare Wohnungen", GOAL)),
        (("Barrierefreie Wohnungen", GOAL),),
    )
    found = [each for each in normalise(raw, 2023, False, vocabulary).findings if each.code == "goal-doubtful"]
    assert [(each.measure, each.value) for each in found] == [
        ("1", "Bezahlbare Wohnungen"),
        ("2", "Barrierefreie Wohnungen"),
    ]


def test_rows_across_all_set_alike_tell_no_goals(vocabulary: Vocabulary) -> None:
    found = read(vocabulary, (("Wohnen", FIELD), ("Bauen", FIELD)), (("Arbeit", FIELD),))
    assert [goals for _, goals in levels(found)] == [[], []]


def test_second_rows_across_that_never_stand_alone_may_be_visions(vocabulary: Vocabulary) -> None:
    found = read(
        vocabulary,
        (("Wohnen", FIELD), ("Wohnen ist bezahlbar.", GOAL)),
        (("Arbeit", FIELD), ("Alle finden Arbeit.", GOAL)),
    )
    assert [goals for _, goals in levels(found)] == [[], []]


def test_goal_of_two_lines_in_a_row_across_is_whole(vocabulary: Vocabulary) -> None:
    raw = printed((("Wohnen", FIELD), ("Wohnen ist", GOAL)), (("Wohnungen sind frei.", GOAL),))
    first = next(index for index, block in enumerate(raw.blocks) if isinstance(block, Line) and "ist" in block.text)
    second = at(line("bezahlbar.", size=GOAL, bold=True), (10, 132, 200, 141))
    blocks = (*raw.blocks[: first + 1], second, *raw.blocks[first + 1 :])
    found = arrange(replace(raw, blocks=blocks), vocabulary)
    assert levels(found) == [("Wohnen", ["Wohnen ist", "bezahlbar.", "Wohnungen sind frei."])]


def unruled(*runs: tuple[Across, ...]) -> RawCatalogue:
    """A table without rules, of which each part has a place of its own; its titles stand alone at the top."""
    titles = replace(table(titles=("Nr.", "Maßnahme", "Status")), place=Place(1, (0.0, 50.0, 500.0, 60.0)))
    blocks: list[Line | Table] = [titles]
    for count, run in enumerate(runs, 1):
        top = 100.0 * count
        blocks += [at(line(text, size=size, bold=True), (10, top, 200, top + size)) for text, size in run]
        part = table(row(str(count)), titles=())
        blocks.append(replace(part, place=Place(1, (0.0, top + 40, 500.0, top + 60))))
    return catalogue("Maßnahmenkatalog", *blocks)


def test_rows_across_that_part_a_table_without_rules_are_on_two_levels_too(vocabulary: Vocabulary) -> None:
    raw = unruled(
        (("Wohnen", FIELD), ("Wohnen ist bezahlbar.", GOAL)),
        (("Wohnungen sind frei von Barrieren.", GOAL),),
    )
    assert levels(arrange(raw, vocabulary)) == [
        ("Wohnen", ["Wohnen ist bezahlbar.", "Wohnungen sind frei von Barrieren."])
    ]


def test_lines_between_tables_with_titles_each_are_on_no_level(vocabulary: Vocabulary) -> None:
    raw = unruled(
        (("Wohnen", FIELD), ("Wohnen ist bezahlbar.", GOAL)),
        (("Wohnungen sind frei von Barrieren.", GOAL),),
    )
    titled = [
        replace(block, header=table().header) if isinstance(block, Table) and block.rows else block
        for block in raw.blocks[2:]
    ]
    found = arrange(replace(raw, blocks=(*raw.blocks[:1], *titled)), vocabulary)
    assert [goals for _, goals in levels(found)] == [[], []]
