"""A white area painted first is the ground of its page: its sides are no rules."""

import pytest
from test_read_pdf import document

from pipeline.read.confirm import second_engine, second_page
from pipeline.read.extract import FirstEngine
from pipeline.read.ground import without_ground

GROUND = b"50 50 500 700 re f"
SHADED = b"0.8 g 50 500 200 50 re f 250 500 300 50 re f"
"""The titles of two columns."""


def sides(content: bytes) -> int:
    """How many sides of areas are left on the only page of a document."""
    found = document(content)
    with second_engine(found, "2024.pdf") as second:
        page, _ = second_page(second, 1, "2024.pdf")
        rest = without_ground(FirstEngine(found, "2024.pdf").sheet(1), page)
        page.close()
    return len(rest.edges)


@pytest.mark.parametrize("white", [b"1 1 1 rg", b"1 g", b"0 0 0 0 k", b"/DeviceRGB cs 1 1 1 sc"])
def test_white_area_below_all_others_has_no_sides(white: bytes) -> None:
    assert sides(b"%b %b %b" % (white, GROUND, SHADED)) == 8


@pytest.mark.parametrize(
    "content",
    [
        b"0.9 g %b %b" % (GROUND, SHADED),
        b"%b %b" % (GROUND, SHADED),
        b"1 g %b %b" % (GROUND.replace(b"f", b"B"), SHADED),
        b"%b 1 g %b" % (SHADED, GROUND),
        b"1 g 50 550 500 20 re f %b" % SHADED,
        b"1 g 50 50 200 700 re f %b" % SHADED,
        b"1 g 40 50 520 700 re f %b" % SHADED,
    ],
    ids=["grey", "black", "outlined", "above others", "low as a cell", "narrow as a column", "wider than the table"],
)
def test_other_areas_have_sides(content: bytes) -> None:
    assert sides(content) == 12


def test_white_area_alone_has_sides() -> None:
    assert sides(b"1 g " + GROUND) == 4
