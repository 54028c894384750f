"""Where a text was read: one place a page, around all of its lines."""

from dataclasses import replace

from printed import line

from pipeline.model import Place
from pipeline.normalise.places import located, span
from pipeline.normalise.typesetting import Typesetting

FIRST = replace(line("Beratung für"), place=Place(1, (50.0, 700.0, 200.0, 712.0)))
SECOND = replace(line("Eltern"), place=Place(1, (60.0, 714.0, 90.0, 726.0)), starts=False)
OVERLEAF = replace(line("und Kinder"), place=Place(2, (50.0, 60.0, 120.0, 72.0)), starts=False)
OTHER = replace(line("Kurse"), place=Place(2, (50.0, 90.0, 80.0, 102.0)), starts=True)


def test_one_box_a_page_holds_every_line() -> None:
    assert span([FIRST, SECOND, OVERLEAF]) == (
        Place(1, (50.0, 700.0, 200.0, 726.0)),
        Place(2, (50.0, 60.0, 120.0, 72.0)),
    )


def test_lines_of_a_text_export_are_counted_from_first_to_last() -> None:
    numbered = [replace(line("x"), place=Place(3, lines=(at, at))) for at in (17, 18, 20)]
    assert span(numbered) == (Place(3, lines=(17, 20)),)


def test_every_paragraph_has_its_own_place() -> None:
    found = list(located([FIRST, SECOND, OVERLEAF, OTHER], Typesetting()))
    assert [text for text, _ in found] == ["Beratung für Eltern und Kinder", "Kurse"]
    assert found[1][1] == (Place(2, (50.0, 90.0, 80.0, 102.0)),)
    assert [place.page for place in found[0][1]] == [1, 2]


def test_nothing_printed_has_no_place() -> None:
    assert (span([]), list(located([], Typesetting()))) == ((), [])


def test_place_of_a_single_line_is_kept_only_once() -> None:
    assert span([FIRST])[0] is FIRST.place
