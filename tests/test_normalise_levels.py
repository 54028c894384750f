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


def test_second_rows_across_set_as_headings_in_smaller_type_are_goals_and_told(vocabulary: Vocabulary) -> None:
    found = read(
        vocabulary,
        (("Leben im Alter", FIELD), ("Mitmachen und mitreden", GOAL)),
        (("Gleichstellung", FIELD), ("Schutz vor Gewalt", GOAL)),
    )
    assert levels(found) == [
        ("Leben im Alter", ["Mitmachen und mitreden"]),
        ("Gleichstellung", ["Schutz vor Gewalt"]),
    ]
    assert [text.text for text in found.assumed_goals] == ["Mitmachen und mitreden", "Schutz vor Gewalt"]


def test_lines_between_the_titles_and_the_rows_of_a_table_without_rules_are_rows_across(
    vocabulary: Vocabulary,
) -> None:
    blocks: list[str | Line | Table] = ["Maßnahmenkatalog"]
    for number, (field, goal) in enumerate((("Alter", "Mitreden"), ("Gleichstellung", "Schutz vor Gewalt")), 1):
        blocks.append(table(titles=("Nr.", "Maßnahme", "Status")))
        blocks += [line(field, size=FIELD, bold=True), line(goal, size=GOAL, bold=True)]
        blocks.append(table(row(str(number)), titles=()))
    assert levels(arrange(catalogue(*blocks), vocabulary)) == [
        ("Alter", ["Mitreden"]),
        ("Gleichstellung", ["Schutz vor Gewalt"]),
    ]


def below_headings(vocabulary: Vocabulary, *goals: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Chapters with a heading in larger type above a table, in which a bold line stands above each row."""
    blocks: list[str | Line | Table] = ["Maßnahmenkatalog"]
    for chapter, texts in enumerate(goals, 1):
        blocks += [line(f"Kapitel {chapter}", size=FIELD, bold=True), table(titles=("Nr.", "Maßnahme", "Status"))]
        for place, text in enumerate(texts, 1):
            blocks += [line(text, size=GOAL, bold=True), table(row(f"{chapter}.{place}"), titles=())]
    return levels(arrange(catalogue(*blocks), vocabulary))


def test_bold_lines_across_below_headings_in_larger_type_are_goals(vocabulary: Vocabulary) -> None:
    first, second = ("Wohnen ist bezahlbar.", "Wohnungen sind frei von Barrieren."), ("Alle finden Arbeit.",)
    found = below_headings(vocabulary, first, second)
    assert [goals for _, goals in found] == [list(first), list(second)]
    assert [name for name, _ in found] == ["Kapitel 1", "Kapitel 2"]
    assert [goals for _, goals in below_headings(vocabulary, first[:1], second)] == [[], []]  # may be visions


def test_lines_across_below_the_title_of_the_document_are_no_goals(vocabulary: Vocabulary) -> None:
    blocks: list[str | Line | Table] = [line("Maßnahmenkatalog", size=15, bold=True)]
    for chapter, text in enumerate(("Wohnen", "Arbeit", "Handlungsfeld Bildung"), 1):
        blocks += [table(titles=("Nr.", "Maßnahme", "Status")), line(text, size=GOAL, bold=True)]
        blocks.append(table(row(str(chapter)), titles=()))
    assert not any(goals for _, goals in levels(arrange(catalogue(*blocks), vocabulary)))


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
