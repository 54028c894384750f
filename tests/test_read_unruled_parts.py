"""Tables without rules in several parts: headings, visions and goals across stand between their titles and rows."""

import pytest
from set_pages import TITLES, WIDTH, line, page, word

from pipeline.printed import Line, Table
from pipeline.read.glyphs import Glyph
from pipeline.read.layout import page_blocks
from pipeline.read.page import Column, Page, Rule
from pipeline.read.unruled.tables import unruled_tables
from pipeline.vocabulary import Vocabulary

CENTRED = ((25, "Nr."), (250, "Projekt"), (480, "Akteure"), (640, "Status"))


def part(top: float, number: int) -> list[Glyph]:
    """Centred titles, a heading and a goal across, two rows."""
    return [
        *line(top, *CENTRED),
        *word(f"Handlungsfeld {number} – Wohnen in allen Orten", 20, top + 15),
        *word("Teilziel: Räume für junge Menschen", 20, top + 30),
        *line(
            top + 45,
            (20, f"{number}.1"),
            (60, "Neubau einer Anlage für Kinder mit Bauabnahme"),
            (440, "Grünflächenamt"),
            (600, "Entwurf"),
        ),
        *line(
            top + 60,
            (20, f"{number}.2"),
            (60, "Ein Bus fährt an vier Tagen alle Ortsteile an"),
            (440, "Jugendring"),
            (600, "Läuft"),
        ),
    ]


def rows(vocabulary: Vocabulary, *parts: list[Glyph], rules: tuple[Rule, ...] = ()) -> list[tuple[str, str]]:
    set_page = page(*parts, rules=rules)
    (on,) = unruled_tables([set_page], vocabulary)
    blocks, _ = page_blocks(set_page.with_grids(on.grids), WIDTH, (), vocabulary)
    found = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    return [(row.number.lines[0].text, row.measure.lines[0].text) for row in found]


def test_goals_across_do_not_hide_where_columns_below_centred_titles_begin(vocabulary: Vocabulary) -> None:
    texts = "Neubau einer Anlage für Kinder mit Bauabnahme", "Ein Bus fährt an vier Tagen alle Ortsteile an"
    expected = [(f"{number}.{row}", text) for number in (1, 2, 3) for row, text in enumerate(texts, 1)]
    assert rows(vocabulary, *(part(100 * number, number) for number in (1, 2, 3))) == expected
    assert rows(vocabulary, *(part(100 * number, number) for number in (1, 2))) == expected[:4]


def titled(title: str, further: str) -> list[Glyph]:
    """Titles of which one takes two lines, a heading across right below them, a row."""
    return [
        *line(100, (20, "Nr."), (60, "Projekt"), (300, "Akteure"), (440, title), (600, "Status")),
        *word(further, 440, 112),
        *word("Wohnen in allen Orten", 20, 135),
        *line(155, (20, "1"), (60, "Neubau einer Anlage"), (300, "Bauamt"), (440, "Keine"), (600, "Läuft")),
    ]


def test_second_line_of_a_title_above_a_heading_is_no_row_if_both_make_a_title_that_is_known(
    vocabulary: Vocabulary,
) -> None:
    assert rows(vocabulary, titled("Verantwortliche", "Stelle")) == [("1", "Neubau einer Anlage")]


def test_second_line_of_a_title_above_a_rule_below_all_titles_is_no_row(vocabulary: Vocabulary) -> None:
    rules = Rule(15, 790, 128), Rule(15, 790, 150), Rule(15, 790, 170)
    assert rows(vocabulary, titled("Geschätzte", "Beträge"), rules=rules) == [("1", "Neubau einer Anlage")]


@pytest.mark.parametrize("year", ["2024", "06/2024"])
def test_year_below_the_title_of_the_status_is_no_row(year: str, vocabulary: Vocabulary) -> None:
    titles = [*line(100, (20, "Nr."), (60, "Projekt"), (300, "Akteure"), (600, "Stand:")), *word(year, 600, 112)]
    first = line(155, (20, "1"), (60, "Neubau einer Anlage"), (300, "Bauamt"), (600, "Läuft"))
    assert rows(vocabulary, titles, word("Wohnen in allen Orten", 20, 135), first) == [("1", "Neubau einer Anlage")]


def test_second_line_of_a_centred_title_is_no_row(vocabulary: Vocabulary) -> None:
    others = line(106, (20, "Nr."), (60, "Projekt"), (300, "Akteure"), (600, "Status"))
    titles = [*word("Geschätzte", 440, 100), *others, *word("Beträge", 440, 112)]
    first = line(150, (20, "1"), (60, "Neubau einer Anlage"), (300, "Bauamt"), (440, "Keine"), (600, "Läuft"))
    found = rows(vocabulary, titles, word("Wohnen in allen Orten", 20, 136), first)
    assert found == [("1", "Neubau einer Anlage")]


def test_title_of_two_lines_beside_the_year_of_another_one_goes_on(vocabulary: Vocabulary) -> None:
    titles = [*line(100, (440, "Finanzierung"), (600, "Stand")), *line(106, (20, "Nr."), (60, "Projekt"), (300, "Wer"))]
    further = line(112, (440, "durch"), (600, "2024"))
    first = line(142, (20, "1"), (60, "Neubau"), (300, "Bauamt"), (440, "vom Land"), (600, "Läuft"))
    set_page = page(titles, further, word("Mit Hilfe", 440, 130), first)
    (on,) = unruled_tables([set_page], vocabulary)
    (table,), _ = page_blocks(set_page.with_grids(on.grids), WIDTH, (), vocabulary)
    assert isinstance(table, Table)
    ((title, cell),) = table.rows[0].extra
    assert (title, [text.text for text in cell.lines]) == ("Finanzierung durch", ["Mit Hilfe", "vom Land"])


NUMBERED = line(100, (20, "Nr."), (60, "Projekt"), (440, "Akteure"), (600, "Status"))


def centred_row(top: float, number: str, *texts: str) -> list[Glyph]:
    """A row of several lines of text, beside which its other cells are centred."""
    measure = [glyph for place, text in enumerate(texts) for glyph in word(text, 60, top + 12 * place)]
    return [*measure, *line(top + 6 * (len(texts) - 1), (20, number), (440, "Bauamt"), (600, "Läuft"))]


def test_column_below_a_centred_title_begins_where_texts_above_and_below_centred_numbers_do(
    vocabulary: Vocabulary,
) -> None:
    texts = (
        ("Neubau einer Anlage für Kinder mit Bauabnahme", "und Einweihung"),
        ("Ein Bus fährt an vier Tagen alle Ortsteile an", "und zurück"),
    )
    found = rows(
        vocabulary,
        line(100, *CENTRED),
        word("Handlungsfeld 1 – Wohnen in allen Orten", 20, 115),
        word("Leitbild: In allen Orten wird gern gewohnt, auch von jungen Menschen und von alten,", 20, 130),
        word("die es wollen.", 20, 142),
        centred_row(157, "1.1", *texts[0]),
        centred_row(187, "1.2", *texts[1]),
        rules=tuple(Rule(15, 790, y) for y in (95, 112, 128, 154, 184, 212)),
    )
    assert found == [("1.1", texts[0][0]), ("1.2", texts[1][0])]


def overleaf_texts(vocabulary: Vocabulary, overleaf: Page) -> list[str]:
    """The first line of each measure of a table that goes on overleaf below its titles."""
    first = page(NUMBERED, line(115, (20, "1"), (60, "Neubau einer Anlage"), (440, "Bauamt"), (600, "Läuft")))
    columns: tuple[Column, ...] = ()
    found = []
    for each, on in zip((first, overleaf), unruled_tables([first, overleaf], vocabulary), strict=True):
        parts, columns = page_blocks(each.with_grids(on.grids), WIDTH, columns, vocabulary)
        found += [row.measure.lines[0].text for block in parts if isinstance(block, Table) for row in block.rows]
    return found


def test_row_overleaf_centred_on_its_number_above_a_rule_is_whole(vocabulary: Vocabulary) -> None:
    rest = centred_row(115, "2", "Ein Bus fährt", "an vier Tagen", "alle an"), centred_row(160, "3", "Ein", "Zug")
    rules = Rule(15, 790, 112), Rule(15, 790, 155), Rule(15, 790, 190)
    overleaf = page(NUMBERED, *rest, number=2, rules=rules)
    assert overleaf_texts(vocabulary, overleaf) == ["Neubau einer Anlage", "Ein Bus fährt", "Ein"]


def test_only_row_overleaf_centred_on_its_number_is_whole_where_a_rule_closes_it(vocabulary: Vocabulary) -> None:
    row = centred_row(45, "2", "Ein Bus fährt", "an vier Tagen", "alle an")
    overleaf = page(row, number=2, rules=(Rule(15, 790, 41), Rule(15, 790, 83)))
    assert overleaf_texts(vocabulary, overleaf) == ["Neubau einer Anlage", "Ein Bus fährt"]


def test_line_alone_between_two_rules_above_a_row_with_a_goal_is_a_heading(vocabulary: Vocabulary) -> None:
    titles = line(100, *TITLES)
    rest = line(140, (150, "1"), (200, "Neubau"), (450, "Bauamt"), (600, "Läuft")), word("Wohnen", 20, 120)
    rules = tuple(Rule(15, 790, y) for y in (95, 115, 135, 155))
    for goal, is_heading in (("Alle wohnen gut", True), ("", False)):
        set_page = page(titles, *rest, word(goal, 20, 140), rules=rules)
        (on,) = unruled_tables([set_page], vocabulary)
        blocks, _ = page_blocks(set_page.with_grids(on.grids), WIDTH, (), vocabulary)
        assert ("Wohnen" in [block.text for block in blocks if isinstance(block, Line)]) == is_heading


def test_bold_line_alone_in_the_column_of_goals_in_common_type_is_a_heading(vocabulary: Vocabulary) -> None:
    bold = [glyph._replace(bold=True) for glyph in word("II. Arbeit", 20, 160)]
    for goal in ("Wohnraum sichern", ""):
        first = line(120, (20, goal), (150, "1"), (200, "Beratung"), (450, "Amt"), (600, "Läuft"))
        second = line(200, (20, goal), (150, "2"), (200, "Neubau"), (450, "Amt"), (600, "Läuft"))
        set_page = page(line(100, *TITLES), first, bold, second)
        (on,) = unruled_tables([set_page], vocabulary)
        blocks, _ = page_blocks(set_page.with_grids(on.grids), WIDTH, (), vocabulary)
        assert ("II. Arbeit" in [block.text for block in blocks if isinstance(block, Line)]) == bool(goal)


def test_lines_far_above_titles_are_none_of_them(vocabulary: Vocabulary) -> None:
    above = word("Rest einer Zelle", 350, 50), word("Wohnen", 20, 80), word("Vision: Alle wohnen gut", 20, 92)
    titles = line(105, (20, "Nr."), (200, "Projekt"), (450, "Akteure"), (600, "Status"))
    first = line(125, (20, "1"), (200, "Neubau"), (450, "Bauamt"), (600, "Läuft"))
    set_page = page(*above, titles, first)
    (on,) = unruled_tables([set_page], vocabulary)
    ((head, _),) = [each.rows for each in on.grids]
    assert len(head) == 4


def test_vision_right_above_centred_titles_is_none_of_them(vocabulary: Vocabulary) -> None:
    vision = word("Vision: Alle wohnen gut", 20, 92)
    titles = line(105, (200, "Projekt"), (450, "Akteure"), (600, "Status"))
    first = line(125, (20, "1. Neubau einer Anlage"), (450, "Bauamt"), (600, "Läuft"))
    (on,) = unruled_tables([page(vision, titles, first)], vocabulary)
    assert [len(each.rows[0]) for each in on.grids] == [3]


@pytest.mark.parametrize(("statuses", "begins"), [(("Läuft", "Erledigt", "Ruht"), 499), (("1.000 €",) * 3, 639)])
def test_short_texts_of_a_wide_column_begin_it_before_its_centred_title(
    statuses: tuple[str, ...], begins: int, vocabulary: Vocabulary
) -> None:
    titles = line(100, (60, "Projekt"), (300, "Akteure"), (640, "Status"))
    lines = [
        line(100 + 20.0 * number, (20, f"{number}. Bau einer Anlage"), (250, "Bauamt"), (500, status))
        for number, status in enumerate(statuses, 1)
    ]
    (on,) = unruled_tables([page(titles, *lines)], vocabulary)
    assert [round(box[0]) for box in on.grids[0].rows[0] if box] == [0, 249, begins]


def test_titles_a_blank_apart_are_two_where_texts_below_begin_at_the_second_one(vocabulary: Vocabulary) -> None:
    titles = line(100, (20, "Nr."), (60, "Projekt"), (300, "Akteure"), (440, "Umsetzungszeitr"), (519, "Zielgruppe"))
    lines = [
        line(
            100 + 20.0 * number, (20, f"{number}"), (60, "Bau"), (300, "Amt"), (440, "2025"), (519, "alle"), (640, "-")
        )
        for number in (1, 2, 3)
    ]
    status = word("Status", 640, 100)
    (on,) = unruled_tables([page(titles, status, *lines)], vocabulary)
    assert [len(each.rows[0]) for each in on.grids] == [6]


def test_titles_that_touch_are_parted_also_where_only_both_make_a_table(vocabulary: Vocabulary) -> None:
    titles = line(100, (20, "Projekt"), (300, "Dringlichkei"), (364, "Akteure"), (600, "Status"))
    lines = [
        line(110 + 20 * number, (20, f"{number}. Bau"), (300, "hoch"), (364, f"Amt {number}"), (600, "Läuft"))
        for number in (1, 2, 3)
    ]
    (on,) = unruled_tables([page(titles, word("t", 300, 112), *lines)], vocabulary)
    assert [len(each.rows[0]) for each in on.grids] == [4]


@pytest.mark.parametrize(("first", "found"), [("1.1: Bau", True), ("Bau", False)])
def test_two_titles_that_are_known_are_enough_above_a_number(first: str, found: bool, vocabulary: Vocabulary) -> None:
    heading = word("Handlungsfeld Wohnen", 20, 85)
    titles = line(100, (200, "Projekt"), (480, "Akteure"), (600, "Sonstiges"))
    row = line(120, (20, first), (440, "Bauamt"), (600, "Keines"))
    (on,) = unruled_tables([page(heading, titles, row)], vocabulary)
    assert [len(each.rows[0]) for each in on.grids] == ([3] if found else [])
