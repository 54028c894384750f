"""Bullets of lists that are drawn as circles are bullets; other circles are none."""

import pytest
from set_pages import word

from pipeline.model import Box
from pipeline.read.drawn_bullets import with_drawn_bullets
from pipeline.read.extract import Sheet

CIRCLE = (28.0, 103.0, 32.0, 107.0)
"""Of 4 points, 8 points in front of a line of 10 points at a height of 100."""


def read(*circles: Box, before: str = "") -> str:
    glyphs = (*word(before, 5, 100), *word("Kurse", 40, 100), *word("Treffen", 40, 115))
    sheet = with_drawn_bullets(Sheet(1, 800.0, 600.0, glyphs, (), curves=circles))
    return "".join(glyph.text for glyph in sheet.glyphs)


def test_circle_in_front_of_a_line_is_a_bullet() -> None:
    assert read(CIRCLE) == "•KurseTreffen"


@pytest.mark.parametrize(
    "circle",
    [
        (23.0, 101.0, 32.0, 110.0),  # a traffic light
        (31.5, 104.5, 32.0, 105.0),  # a speck
        (28.0, 103.0, 32.0, 111.0),  # no circle
        (8.0, 103.0, 12.0, 107.0),  # far away
        (44.0, 103.0, 48.0, 107.0),  # within a word
        (28.0, 108.0, 32.0, 112.0),  # between two lines
    ],
)
def test_other_circles_are_no_bullets(circle: Box) -> None:
    assert read(circle) == "KurseTreffen"


def test_circle_behind_other_words_of_its_line_is_no_bullet() -> None:
    assert read(CIRCLE, before="Amt") == "AmtKurseTreffen"


def test_page_strewn_with_circles_has_no_list() -> None:
    assert read(*[CIRCLE] * 3000) == "KurseTreffen"
