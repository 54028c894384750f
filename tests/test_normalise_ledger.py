"""The account of printed characters: it closes, and whatever is taken away at any stage leaves it open."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import catalogue, cell, line, lines, row, table

from pipeline.errors import CheckFailed
from pipeline.model import Furniture, Ledger, Severity
from pipeline.normalise import normalise
from pipeline.normalise.arrange import arrange
from pipeline.normalise.ledger import Leftover, balance, named_furniture
from pipeline.normalise.measures import build_measures
from pipeline.printed import Cell, Line, RawCatalogue, Row, Table
from pipeline.vocabulary import Vocabulary

HEADING = "Handlungsfeld „Arbeit“"
LONG = [row(str(number), "Ausbau der Beratung für alle, die sie brauchen und haben wollen") for number in range(3, 60)]
"""Rows that make a document so long that a lost word is no gross difference."""


def account(vocabulary: Vocabulary, raw: RawCatalogue) -> tuple[Ledger, tuple[Leftover, ...]]:
    chapters = arrange(raw, vocabulary)
    return balance(raw, chapters, build_measures(chapters, 2023, vocabulary)[1])


def characters(words: str) -> Counter[str]:
    return Counter("".join(words.split()))


# --- what the account says ---


def test_every_part_of_a_document_has_its_sum(vocabulary: Vocabulary) -> None:
    blocks = ("Katalog", HEADING, "Vision: Alle", table(row("1", "Kurs", "VHS", "Läuft", goal="Ziel"), titles=["Nr."]))
    raw = catalogue(*blocks, "Weitere Maßnahmen", "+ Fest", furniture=lines("Seite 1"))
    ledger, left_over = account(vocabulary, raw)
    assert left_over == ()
    assert ledger == Ledger(
        printed=86, measures=17, column_titles=3, headings=21 + 7 + 16, visions=4, further_measures=5, remarks=7,
        furniture=6,
    )  # fmt: skip


def test_words_left_over_are_named_with_their_page(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(*LONG, row("1", goal="Ziel", page=2)))
    first, second = raw.printed
    changed = replace(raw, printed=(first, f"{second} Frist: Mai"))
    edition = normalise(changed, 2023, False, vocabulary)
    (finding,) = (finding for finding in edition.findings if finding.code == "ledger-open")
    assert (finding.severity, finding.page) == (Severity.ERROR, 2)
    assert finding.message.startswith("Auf Seite 2 sind 9 Zeichen in keinem Ergebnis angekommen: „Frist: Mai“.")
    assert (edition.ledger.unplaced, edition.ledger.surplus, edition.ledger.closes) == (9, 0, False)


def test_words_taken_twice_are_named_with_their_page(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(*LONG))
    changed = replace(raw, printed=(raw.printed[0].replace("Katalog", ""),))
    edition = normalise(changed, 2023, False, vocabulary)
    (finding,) = (finding for finding in edition.findings if finding.code == "ledger-open")
    assert finding.message.startswith("Auf Seite 1 sind 7 Zeichen doppelt übernommen: „Katalog“.")


def test_a_word_lost_and_another_one_doubled_do_not_cancel_out(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(*LONG))
    ledger, _ = account(vocabulary, replace(raw, printed=(raw.printed[0].replace("Katalog", "Planung"),)))
    assert (ledger.unplaced, ledger.surplus, ledger.closes) == (4, 4, False)


def test_the_same_words_divided_otherwise_are_the_same_words(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(row("1", "Stadt teil", goal="Ziel")))
    ledger, left_over = account(vocabulary, replace(raw, printed=(raw.printed[0].replace("Stadt teil", "Stadtteil"),)))
    assert ledger.closes
    assert left_over == ()


def test_a_gross_difference_stops_the_run(vocabulary: Vocabulary) -> None:
    raw = catalogue("Katalog", HEADING, table(row("1", goal="Ziel")))
    with pytest.raises(CheckFailed, match=r"„katalog\.pdf“ sind 40 keiner Stelle zugeordnet.*Bitte"):
        normalise(replace(raw, printed=(*raw.printed, "x" * 40)), 2023, False, vocabulary)


def test_running_lines_and_column_titles_are_listed_for_whoever_looks() -> None:
    tables = [table(row(str(page), page=page), page=page, titles=["Nr.", "Maßnahme"]) for page in (1, 2)]
    running = [line(text, page=page) for page in (1, 2) for text in ("Stadt Beispiel", f"Seite {page}")]
    assert named_furniture(catalogue("Katalog", HEADING, *tables, furniture=running)) == (
        Furniture("running", "Stadt Beispiel", (1, 2)),
        Furniture("running", "Seite 1", (1,)),
        Furniture("running", "Seite 2", (2,)),
        Furniture("titles", "Nr. | Maßnahme", (1, 2)),
    )


# --- rules that hold for every document ---

TEXTS = st.text("Handlungsfeld Vision:+Weitere Maßnahmen 1234567890.„“äx", max_size=30).map(str.strip).filter(bool)
LABELS = st.sampled_from(
    [
        "Handlungsfeld „Arbeit“",
        "Handlungsfeld",
        "Vision: Arbeit",
        "Vision:",
        "Weitere Maßnahmen",
        "+ Antrag",
        "1 Arbeit",
        "Stand: 2023",
    ]
)
LINES = st.builds(
    line,
    st.one_of(TEXTS, LABELS),
    st.floats(0, 50),
    page=st.integers(1, 3),
    starts=st.sampled_from([None, True]),
    bold=st.booleans(),
)
ROWS = st.builds(row, st.sampled_from(["", "1", "7.", "A-07"]), TEXTS, TEXTS, TEXTS, goal=st.one_of(st.none(), TEXTS))
TABLES = st.lists(ROWS, max_size=3).map(lambda rows: table(*rows))
CATALOGUES = st.builds(
    lambda blocks, furniture: catalogue(*blocks, furniture=furniture),
    st.lists(st.one_of(LINES, TABLES), max_size=10),
    st.lists(LINES, max_size=2),
)


@given(CATALOGUES)
def test_every_printed_character_has_exactly_one_place(vocabulary: Vocabulary, raw: RawCatalogue) -> None:
    ledger, left_over = account(vocabulary, raw)
    assert ledger.closes
    assert ledger.placed == ledger.printed
    assert left_over == ()


@given(CATALOGUES, st.randoms(use_true_random=False))
def test_a_page_taken_away_is_left_over_whole(vocabulary: Vocabulary, raw: RawCatalogue, luck: random.Random) -> None:
    page = luck.randint(1, len(raw.printed))
    blocks = tuple(block for block in raw.blocks if block.place.page != page)
    furniture = tuple(running for running in raw.furniture if running.place.page != page)
    _, left_over = account(vocabulary, replace(raw, blocks=blocks, furniture=furniture))
    assert told(left_over) == ({page: characters(raw.printed[page - 1])} if raw.printed[page - 1] else {})


@given(CATALOGUES, st.randoms(use_true_random=False))
def test_a_line_taken_away_is_left_over(vocabulary: Vocabulary, raw: RawCatalogue, luck: random.Random) -> None:
    free = [index for index, block in enumerate(raw.blocks) if isinstance(block, Line)]
    if free:
        taken = luck.choice(free)
        gone = raw.blocks[taken]
        assert isinstance(gone, Line)
        _, left_over = account(vocabulary, replace(raw, blocks=(*raw.blocks[:taken], *raw.blocks[taken + 1 :])))
        assert told(left_over) == {gone.place.page: characters(gone.text)}


@given(CATALOGUES, st.randoms(use_true_random=False))
def test_a_cell_taken_away_is_left_over(vocabulary: Vocabulary, raw: RawCatalogue, luck: random.Random) -> None:
    filled = [
        (at, index, name)
        for at, block in enumerate(raw.blocks)
        if isinstance(block, Table)
        for index, _ in enumerate(block.rows)
        for name in ("measure", "actors", "status")
    ]
    if filled:
        at, index, name = luck.choice(filled)
        block = raw.blocks[at]
        assert isinstance(block, Table)
        gone = getattr(block.rows[index], name).lines[0]
        rows = [emptied(each, name) if number == index else each for number, each in enumerate(block.rows)]
        changed = replace(block, rows=tuple(rows))
        _, left_over = account(vocabulary, replace(raw, blocks=(*raw.blocks[:at], changed, *raw.blocks[at + 1 :])))
        assert told(left_over) == {gone.place.page: characters(gone.text)}


@given(st.lists(ROWS, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_a_measure_taken_away_after_reading_is_left_over(
    vocabulary: Vocabulary, rows: list[Row], luck: random.Random
) -> None:
    raw = catalogue("Katalog", HEADING, table(*rows))
    chapters = arrange(raw, vocabulary)
    measures = list(build_measures(chapters, 2023, vocabulary)[1])
    gone = measures.pop(luck.randrange(len(measures)))
    ledger, _ = balance(raw, chapters, measures)
    has_letters = any(character.isalnum() for character in gone.number + gone.text + gone.actors_text)
    assert not has_letters or not ledger.closes


@pytest.mark.parametrize("column", ["text", "actors_text", "status_text", "goal"])
def test_a_value_shortened_after_reading_is_left_over(vocabulary: Vocabulary, column: str) -> None:
    wrapped = cell("Ausbau der Bera-", "tung", "o für alle", "• für viele")
    raw = catalogue("Katalog", HEADING, table(row("1", wrapped, wrapped, wrapped, goal=wrapped), row("2")))
    chapters = arrange(raw, vocabulary)
    first, second = build_measures(chapters, 2023, vocabulary)[1]
    assert balance(raw, chapters, [first, second])[0].closes
    short = replace(first, **{column: "Ausbau der Beratung\n• für alle"})  # type: ignore[arg-type]
    others = second if column != "goal" else replace(second, goal=short.goal)
    (left,) = balance(raw, chapters, [short, others])[1]
    assert sorted(left.words) == ["für", "viele", "•"]


def told(left_over: tuple[Leftover, ...]) -> dict[int, Counter[str]]:
    """The words left over on each page as characters; nothing is there twice."""
    assert not any(page.surplus for page in left_over)
    found = {page.page: characters(" ".join(page.words)) for page in left_over}
    assert {page: words.total() for page, words in found.items()} == {p.page: p.missing for p in left_over}
    return found


def emptied(old: Row, name: str) -> Row:
    return replace(old, **{name: Cell()})  # type: ignore[arg-type]
