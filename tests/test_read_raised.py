"""Figures set small, raised behind a unit or lowered in a formula, are what they mean; marks of footnotes stay."""

import pytest
from set_pages import word

from pipeline.read.extract import Sheet
from pipeline.read.glyphs import Glyph
from pipeline.read.raised import with_raised_figures


def set_beside(text: str, small: str, rest: str = "", *, rise: float) -> list[Glyph]:
    """Some text and right behind it small letters that stand so much higher, then the rest of the text."""
    begin = 5.0 * len(text)
    raised = word(small, begin, 4.0 - rise, size=6.0)
    return [*word(text, 0, 0), *raised, *word(rest, begin + 3.0 * len(small), 0)]


@pytest.mark.parametrize(
    ("text", "small", "rest", "rise", "read"),
    [
        ("640m", "2", "", 4.0, "640m²"), ("12km", "2", "groß", 4.0, "12km²groß"), ("3m", "3", "", 4.0, "3m³"),
        ("CO", "2", "-neutral", -1.0, "CO₂-neutral"), ("PM", "10", "", -1.0, "PM₁₀"),
        ("PM", "2,5", "", -1.0, "PM2,5"),
        ("Raum", "2", "", 4.0, "Raum2"), ("Gebäude", "1", "", 4.0, "Gebäude1"), ("640m", "2)", "", 4.0, "640m2)"),
    ],
)  # fmt: skip
def test_small_figures_are_read_as_they_are_meant(text: str, small: str, rest: str, rise: float, read: str) -> None:
    page = with_raised_figures(Sheet(1, 800.0, 600.0, tuple(set_beside(text, small, rest, rise=rise)), ()))
    assert "".join(glyph.text for glyph in page.glyphs) == read


def test_figures_of_one_size_stay() -> None:
    page = Sheet(1, 800.0, 600.0, tuple(word("640m2", 0, 0)), ())
    assert with_raised_figures(page) is page


def test_narrow_figure_behind_a_metre_is_a_raised_one() -> None:
    def read(unit: str, width: float) -> str:
        text = word(f"13 {unit}", 0, 0)
        figure = Glyph("3", 5.0 * len(f"13 {unit}"), 0, 5.0 * len(f"13 {unit}") + width, 10, 10.0)
        return "".join(glyph.text for glyph in with_raised_figures(Sheet(1, 800.0, 600.0, (*text, figure), ())).glyphs)

    assert [read("m", 3.5), read("m", 5.0), read("Raum", 3.5)] == ["13m³", "13m3", "13Raum3"]
