"""Rules for making printed lines of characters with positions."""

import unicodedata
from errno import ENOMEM
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.glyphs import Glyph, readable, segments, set_lines, spelled, words_drawn
from pipeline.read.packed import Packed, PackedTexts, packed_text
from pipeline.read.page import Page


def typed(
    text: str, x0: float = 0.0, top: float = 0.0, size: float = 10.0, *, pitch: float = 5.0, bold: bool = False
) -> list[Glyph]:
    """Characters `pitch` points wide; a blank leaves its place empty."""
    return [
        Glyph(character, x0 + pitch * n, top, x0 + pitch * (n + 1), top + size, size, bold)
        for n, character in enumerate(text)
        if character != " "
    ]


def texts(*glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in set_lines([glyph for part in glyphs for glyph in part], 1, 100.0)]


# --- characters ---


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("ﬁ", "fi"), ("ﬄ", "ffl"), ("\uf0b7", "•"), ("\uf0a7", "•"), ("\uf0e0", "→"),
        ("a\u0308", "ä"), ("ß", "ß"), ("\u00a0", "\u00a0"),
    ],
)  # fmt: skip
def test_ligatures_and_symbol_fonts_are_read(printed: str, read: str) -> None:
    assert readable(printed) == read


@pytest.mark.parametrize("printed", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_what_nobody_knows_is_shown_as_such(printed: str) -> None:
    assert readable(printed) == "\ufffd"


@pytest.mark.parametrize("printed", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u200e"])
def test_marks_of_no_width_are_left_out(printed: str) -> None:
    assert readable(printed) == ""


def test_soft_hyphen_on_paper_is_kept() -> None:
    assert readable("\u00ad") == "\u00ad"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Zusta\u0308ndig", "Zuständig"),
        ("A\u0308mter", "Ämter"),
        ("e\u0301te\u0301", "été"),
        ("q\u0308", "q\u0308"),
        ("1½ m²", "1½ m²"),
    ],
)
def test_letters_and_accents_set_one_after_the_other_are_put_together(printed: str, read: str) -> None:
    (line,) = set_lines(typed(printed), 1, 100.0)
    assert line.text == read == spelled(words_drawn(typed(printed)))
    assert len(line.advances) == len(line.text)


@given(st.text(max_size=5))
def test_readable_text_is_composed_and_without_control_characters(text: str) -> None:
    read = readable(text)
    assert all(c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Cn") for c in read)
    assert readable(read) == read


# --- lines ---


def test_characters_on_one_height_are_a_line_from_left_to_right() -> None:
    assert texts(typed("und", x0=30), typed("Kinder")) == ["Kinderund"]
    assert texts(typed("und", x0=35), typed("Kinder")) == ["Kinder und"]


def test_lines_come_from_top_to_bottom() -> None:
    assert texts(typed("unten", top=30), typed("oben"), typed("mitte", top=14)) == ["oben", "mitte", "unten"]


def test_gap_counts_as_a_blank_only_from_a_share_of_the_type_size_on() -> None:
    assert texts(typed("a"), typed("b", x0=6.0)) == ["ab"]
    assert texts(typed("a"), typed("b", x0=7.0)) == ["a b"]
    assert texts(typed("a", size=40), typed("b", x0=7.0, size=40)) == ["ab"]


def test_printed_blanks_leave_no_second_blank() -> None:
    glyphs = [*typed("a"), Glyph(" ", 5, 0, 10, 10, 10), *typed("b", x0=10)]
    assert texts(glyphs) == ["a b"]


def test_line_of_blanks_is_none() -> None:
    assert texts([Glyph(" ", 0, 0, 5, 10, 10)]) == []


def test_raised_and_lowered_characters_stay_on_their_line() -> None:
    assert texts(typed("m"), [Glyph("2", 5, -2, 8, 4, 6)]) == ["m2"]
    assert texts(typed("CO"), [Glyph("2", 10, 6, 13, 12, 6)]) == ["CO2"]


def test_lines_that_touch_are_not_mixed() -> None:
    assert texts(typed("oben"), typed("unten", top=8)) == ["oben", "unten"]


def test_line_knows_its_place_room_size_and_weight() -> None:
    (line,) = set_lines(
        [*typed("ab", x0=10, top=20, bold=True), *typed("c", x0=25, top=18, size=14, bold=True)], 3, 100.0
    )
    assert line.place.page == 3
    assert line.place.bbox == (10.0, 18.0, 30.0, 32.0)
    assert (line.room, line.size, line.bold) == (70.0, 14.0, True)
    assert (line.text, line.space) == ("ab c", 5.0)
    assert list(line.advances) == [5.0, 5.0, 5.0, 5.0]


def test_line_is_bold_only_if_all_of_it_is() -> None:
    (line,) = set_lines([*typed("ab", bold=True), *typed("c", x0=10)], 1, 100.0)
    assert not line.bold


def test_blank_is_estimated_where_a_line_has_none() -> None:
    (line,) = set_lines(typed("Kinder", size=12), 1, 100.0)
    assert line.space == 3.0


def test_both_letters_of_a_ligature_share_its_width() -> None:
    (line,) = set_lines([Glyph("fi", 0, 0, 6, 10, 10)], 1, 100.0)
    assert (line.text, list(line.advances)) == ("fi", [3.0, 3.0])


@pytest.mark.parametrize(
    ("x0", "top", "expected"), [(0, 0, True), (-5, 0, False), (18, 0, False), (0, 16, False), (17, 14, True)]
)
def test_glyph_lies_where_its_middle_is(x0: float, top: float, expected: bool) -> None:
    glyph = Glyph("a", x0, top, x0 + 5, top + 10, 10)
    assert (Page(1, 100.0, 100.0, (glyph,), ()).within((0, 0, 20, 20)) == [glyph]) is expected


GLYPHS = st.builds(
    lambda text, x, y, width, size: Glyph(text, x, y, x + width, y + size, size),
    st.sampled_from(["a", "Ä", "fi", "-", "•", " "]),
    st.integers(0, 80),
    st.integers(0, 60),
    st.integers(0, 9),
    st.integers(0, 14),
)


@given(st.lists(GLYPHS, max_size=25))
def test_no_printed_character_is_lost_and_each_has_a_width(glyphs: list[Glyph]) -> None:
    found = set_lines(glyphs, 1, 100.0)
    printed = "".join(glyph.text for glyph in glyphs if glyph.text != " ")
    assert sorted("".join(line.text for line in found).replace(" ", "")) == sorted(printed)
    assert all(len(line.advances) == len(line.text) and line.text == line.text.strip() for line in found)


@given(st.lists(GLYPHS, max_size=12), st.randoms(use_true_random=False))
def test_lines_do_not_depend_on_the_order_in_which_a_producer_sets_them(glyphs: list[Glyph], random: Random) -> None:
    distinct = list({(glyph.x0, glyph.top): glyph for glyph in glyphs}.values())
    shuffled = sorted(distinct, key=lambda _: random.random())
    assert [line.text for line in set_lines(shuffled, 1, 100.0)] == [
        line.text for line in set_lines(distinct, 1, 100.0)
    ]


# --- sideways ---


def sideways(text: str, x0: float, top: float, *, up: bool) -> list[Glyph]:
    """Characters that run up or down the page, in the order in which they are read."""
    places = [top + 5 * (len(text) - n - 1 if up else n) for n in range(len(text))]
    return [Glyph(c, x0, y, x0 + 10, y + 5, 10.0, upright=False) for c, y in zip(text, places, strict=True)]


@pytest.mark.parametrize("up", [True, False])
def test_title_set_sideways_is_read_in_its_direction(up: bool) -> None:
    first, second = (20.0, 32.0) if up else (32.0, 20.0)
    assert texts(sideways("Dauer", first, 0.0, up=up), sideways("in Tagen", second, 0.0, up=up)) == [
        "Dauer",
        "in Tagen",
    ]


def test_line_set_sideways_keeps_its_place_on_the_page() -> None:
    (line,) = set_lines(sideways("Dauer", 20.0, 40.0, up=True), 1, 100.0)
    assert line.place.bbox == (20.0, 40.0, 30.0, 65.0)


def test_titles_set_sideways_of_two_tables_are_two_lines() -> None:
    found = segments([*sideways("Dauer", 20.0, 40.0, up=True), *sideways("Dauer", 20.0, 300.0, up=True)])
    assert [[part.text for part in line] for line in found] == [["Dauer"], ["Dauer"]]


def test_sideways_text_is_a_stretch_of_its_own_beside_upright_lines() -> None:
    found = segments([*typed("Maßnahme", 60.0, 10.0), *sideways("Dauer", 20.0, 0.0, up=True)])
    assert [[part.text for part in line] for line in found] == [["Dauer"], ["Maßnahme"]]


# --- faults of producers ---


def test_letters_of_a_ligature_with_swapped_bytes_are_put_right() -> None:
    assert readable("\u7400\u6900") == "ti"


def test_ligature_of_which_only_one_letter_is_left_shows_what_is_missing() -> None:
    assert readable("\u7400") == "t\ufffd"


_GLYPHS = st.builds(
    Glyph,
    st.sampled_from(["a", "ffi", " ", "→"]),
    *[st.sampled_from([0.0, 1.5, -3.25])] * 5,
    st.booleans(),
    st.booleans(),
)


@given(st.lists(_GLYPHS))
def test_packed_glyphs_come_out_as_they_went_in(glyphs: list[Glyph]) -> None:
    packed = Packed(glyphs)
    assert (list(packed), len(packed)) == (glyphs, len(glyphs))
    assert packed[1:] == tuple(glyphs[1:])


def test_glyphs_for_which_no_memory_is_left_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("pipeline.read.packed.mmap", full)
    with pytest.raises(MemoryError):
        Packed([Glyph("a", 0.0, 0.0, 5.0, 10.0, 10.0)])


@given(st.lists(st.text()))
def test_packed_texts_come_out_as_they_went_in(texts: list[str]) -> None:
    packed = PackedTexts(tuple(map(packed_text, texts)))
    assert (list(packed), len(packed), list(packed[1:])) == (texts, len(texts), texts[1:])
    assert packed == PackedTexts(tuple(map(packed_text, texts)))


def spaced(*words: str, gap: float = 2.4, blank: float = 7.0) -> list[Glyph]:
    """Letters 5 points wide, set `gap` points apart, words `blank` points."""
    glyphs: list[Glyph] = []
    x = 0.0
    for word in words:
        for letter in word:
            glyphs.append(Glyph(letter, x, 0.0, x + 5.0, 10.0, 10.0))
            x += 5.0 + gap
        x += blank - gap
    return glyphs


def test_letters_set_apart_are_one_word() -> None:
    assert texts(spaced("Maßnahme")) == ["Maßnahme"]
    assert texts(spaced("Stand", "der", "Umsetzung")) == ["Stand der Umsetzung"]


def test_figures_set_apart_stay_apart() -> None:
    assert texts(spaced("1234")) == ["1 2 3 4"]


def held(text: str) -> int:
    """How many characters no-break blanks hold together where a line begins with this text."""
    glyphs = [Glyph(c, 5.0 * n, 0.0, 5.0 * (n + 1), 10.0, 10.0) for n, c in enumerate(text)]
    return set_lines(glyphs, 1, 100.0)[0].held


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("40\u00a0% der Kosten", 4),
        ("DIN\u00a0EN\u00a0165 gilt", 10),
        ("40\u00a0%", 4),
        ("Bänke\u00a0und\u00a0Bäume", 0),  # of a program that has no other blank
        ("mit 40\u00a0%", 0),
        ("40 %", 0),
    ],
)
def test_words_that_no_break_blanks_hold_together_begin_a_line_together(text: str, count: int) -> None:
    assert held(text) == count


@pytest.mark.parametrize(("mark", "text"), [(",", "ab, cd"), (".", "ab.cd"), ("-", "ab-cd")])
def test_narrow_gap_behind_a_comma_is_a_blank(mark: str, text: str) -> None:
    (line,) = set_lines([*typed(f"ab{mark}"), *typed("cd", x0=16.0)], 1, 100.0)
    assert line.text == text
