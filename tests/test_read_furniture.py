"""Rules for running headers, footers and page numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import at, line, row, table

from pipeline.printed import Line, Table
from pipeline.read.furniture import split_furniture

TABLE = table(row("1"))


def placed(text: str, page: int, top: float = 20.0) -> Line:
    return at(line(text, page=page), (50.0, top, 300.0, top + 10))


def taken(*pages: list[Line | Table]) -> list[str]:
    return [line.text for line in split_furniture(pages)[1]]


def page(number: int, *, head: str = "", foot: str = "", top: float = 20.0) -> list[Line | Table]:
    """A page with a table and a line of its own, between a running header and footer."""
    blocks: list[Line | Table] = [placed(f"Text {chr(96 + number)}", number, 100.0), TABLE]
    if head:
        blocks.insert(0, placed(head, number, top))
    if foot:
        blocks.append(placed(foot, number, 800.0))
    return blocks


def test_column_titles_that_come_again_stay() -> None:
    text = "Ziel Nr. Maßnahme Status"
    wide = tuple(30.0 if letter == " " else 5.0 for letter in text)
    titles = [at(replace(line(text, page=n, size=10.0), advances=wide), (50.0, 20.0, 300.0, 30.0)) for n in (1, 2)]
    meaning = {"Ziel": "goal", "Nr.": "number", "Maßnahme": "measure", "Status": "status"}.get
    assert split_furniture([[title, TABLE] for title in titles], (), meaning)[1] == []
    assert len(split_furniture([[title, TABLE] for title in titles])[1]) == 2


def test_header_and_footer_that_come_again_are_taken() -> None:
    pages = [page(n, head="Stadt am Fluss", foot="Amt für Soziales") for n in (1, 2, 3)]
    assert taken(*pages) == ["Stadt am Fluss", "Amt für Soziales"] * 3


def test_what_is_not_taken_stays_on_its_page_in_order() -> None:
    rest, _ = split_furniture([page(n, head="Stadt am Fluss") for n in (1, 2)])
    assert [[block.text if isinstance(block, Line) else "Tabelle" for block in blocks] for blocks in rest] == [
        ["Text a", "Tabelle"],
        ["Text b", "Tabelle"],
    ]


@pytest.mark.parametrize("form", ["Seite {}", "Seite {} von 3", "- {} -", "{}", "Katalog 2023 | {}", "S. {}/3"])
def test_line_that_counts_the_pages_is_taken(form: str) -> None:
    assert len(taken(*(page(n, foot=form.format(n)) for n in (1, 2, 3)))) == 3


def test_page_count_may_begin_anywhere() -> None:
    assert len(taken(*(page(n, foot=str(n + 11)) for n in (1, 2, 3)))) == 3


@pytest.mark.parametrize(
    "form", ["Seite 1", "Seite 1 von 9", "1 von 9", "1/9", "Katalog 2023 – Seite 1", "– Seite 1 –", "– 1 –"]
)
def test_page_number_is_taken_even_from_a_single_page(form: str) -> None:
    assert taken(page(1, foot=form)) == [form]


def test_line_that_ends_in_the_number_of_its_page_is_taken_even_from_a_single_page() -> None:
    assert taken(page(1, foot="Katalog 2024 Seite 1")) == ["Katalog 2024 Seite 1"]
    assert taken(page(1, foot="Mehr dazu auf Seite 7")) == []
    assert taken(page(1, foot="– 7 –")) == []


def test_headings_with_a_number_are_no_running_lines() -> None:
    assert (
        taken(page(1, head="Handlungsfeld 1"), page(3, head="Handlungsfeld 2"), page(2, head="Handlungsfeld 9")) == []
    )


def test_further_measures_that_say_the_same_on_every_page_are_no_running_lines() -> None:
    assert taken(*(page(n, foot="+ Feste feiern") for n in (1, 2, 3))) == []
    assert taken(*(page(n, foot="+49 711 1600") for n in (1, 2, 3))) == ["+49 711 1600"] * 3


def test_line_on_one_page_only_is_no_running_line() -> None:
    assert taken(page(1, head="Stadt am Fluss"), page(2), page(3)) == []


def test_same_words_at_different_heights_are_no_running_line() -> None:
    assert taken(page(1, head="Weitere Maßnahmen", top=20), page(2, head="Weitere Maßnahmen", top=60)) == []


def test_left_and_right_pages_may_differ() -> None:
    pages = [page(n, head="Stadt am Fluss" if n % 2 else "Katalog") for n in range(1, 7)]
    assert len(taken(*pages)) == 6


def test_line_of_few_pages_in_a_long_document_is_none() -> None:
    pages = [page(n, head="Weitere Maßnahmen" if n in (3, 8) else "") for n in range(1, 11)]
    assert taken(*pages) == []


def test_nothing_is_taken_from_behind_a_line_that_stays() -> None:
    pages: list[list[Line | Table]] = [
        [placed(f"Kapitel {chr(96 + n)}", n, 10.0), placed("Einleitung", n, 24.0), TABLE] for n in (1, 2, 3)
    ]
    assert taken(*pages) == []


def test_nothing_is_taken_from_behind_a_table() -> None:
    pages: list[list[Line | Table]] = [[TABLE, placed("Hinweis", n, 500.0), table(row("2"))] for n in (1, 2, 3)]
    assert taken(*pages) == []


def test_document_without_pages_has_no_running_lines() -> None:
    assert split_furniture([]) == ([], [])
    assert split_furniture([[]]) == ([[]], [])


TEXTS = st.sampled_from(["Seite 1", "Seite 2", "Stadt", "Text", "Handlungsfeld 1", "3"])
PAGES = st.lists(
    st.lists(st.one_of(st.just(None), st.tuples(TEXTS, st.sampled_from([20.0, 23.0, 400.0, 800.0]))), max_size=6),
    max_size=5,
)


@given(PAGES)
def test_every_block_is_either_taken_or_stays_on_its_page(drawn: list[list[tuple[str, float] | None]]) -> None:
    pages = [[placed(part[0], n, part[1]) if part else TABLE for part in parts] for n, parts in enumerate(drawn, 1)]
    rest, lines = split_furniture(pages)
    assert len(lines) + sum(map(len, rest)) == sum(map(len, pages))
    for number, (blocks, stays) in enumerate(zip(pages, rest, strict=True), 1):
        off = {id(found) for found in lines if found.place.page == number}
        assert [block for block in blocks if id(block) not in off] == stays


def headed(number: int, heading: str) -> list[Line | Table]:
    return page(number, head=heading)


def test_chapter_heading_that_comes_again_on_its_pages_stays() -> None:
    names = ["Handlungsfeld „Wohnen“"] * 3 + ["Handlungsfeld „Bildung“"] * 3
    pages = [headed(number, name) for number, name in enumerate(names, 1)]
    assert split_furniture(pages, ("Handlungsfeld",))[1] == []


def test_heading_on_nearly_all_pages_is_a_running_header() -> None:
    pages = [headed(number, "Aktionsfeld Integration der Stadt") for number in (1, 2, 3)]
    assert len(split_furniture(pages, ("Aktionsfeld",))[1]) == 3


def test_chapter_name_in_the_footer_is_taken() -> None:
    pages = [page(number, foot="Handlungsfeld „Wohnen“") for number in (1, 2, 3)] + [page(4), page(5)]
    assert len(split_furniture(pages, ("Handlungsfeld",))[1]) == 3


@pytest.mark.parametrize("text", ["2023/118)", "(Drs. 2023/118)", "2023/118", "11/2024", "9/8"])
def test_end_of_a_cell_that_looks_like_a_page_number_stays(text: str) -> None:
    assert taken(page(1, foot=text)) == []


def apart(text: str, number: int) -> Line:
    """A line with one blank as wide as half the page, marked as "|"."""
    wide = tuple(400.0 if letter == "|" else 5.0 for letter in text)
    spoken = text.replace("|", " ")
    return at(replace(line(spoken, page=number, size=10.0), advances=wide), (50.0, 20.0, 700.0, 30.0))


def test_words_opposite_the_number_of_their_page_are_a_running_header() -> None:
    assert taken([TABLE], [apart("Stadt am Fluss|2", 2), TABLE]) == ["Stadt am Fluss 2"]
    assert taken([TABLE], [apart("2|Stadt am Fluss", 2), TABLE]) == ["2 Stadt am Fluss"]
    assert taken([TABLE], [apart("Wege bauen|3", 2), TABLE]) == []


def test_name_of_a_chapter_may_change_opposite_words_that_come_again() -> None:
    pages: list[list[Line | Table]] = [
        [apart(f"{chapter}|Stadt am Fluss", n), TABLE] for n, chapter in enumerate(("Arbeit", "Wohnen"), 1)
    ]
    assert taken(*pages) == ["Arbeit Stadt am Fluss", "Wohnen Stadt am Fluss"]
    assert taken([placed("Arbeit am Fluss", 1), TABLE], [placed("Wohnen am Fluss", 2), TABLE]) == []
