"""A word wider than its cell belongs to the cell it begins in."""

from set_pages import word

from pipeline.read.cell_words import with_whole_words

LEFT, RIGHT, BELOW = (0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 100.0, 20.0), (0.0, 20.0, 50.0, 40.0)


def test_word_over_the_edge_stays_whole() -> None:
    wide, beside = word("Handlungsfeld", 2, 5), word("Nr.", 56, 5)
    glyphs = [*wide, *beside]
    content = {
        LEFT: [glyph for glyph in glyphs if glyph.middle[0] < 50],
        RIGHT: [glyph for glyph in glyphs if glyph.middle[0] >= 50],
    }
    assert len(content[LEFT]) < len(wide)
    assert with_whole_words(content, glyphs) == {LEFT: wide, RIGHT: beside}


def test_words_within_their_cells_are_left_alone() -> None:
    content = {LEFT: word("Ziel", 2, 5), RIGHT: word("Nr.", 56, 5)}
    assert with_whole_words(content, [*content[LEFT], *content[RIGHT]]) is content


def test_words_that_touch_at_the_edge_between_cells_are_two() -> None:
    first, second = word("Kennung", 15, 5), word("Projekt", 50, 5)
    content = {LEFT: first, RIGHT: [*second, *word("weiter rechts", 90, 5)]}
    assert with_whole_words(content, [*content[LEFT], *content[RIGHT]]) == content
