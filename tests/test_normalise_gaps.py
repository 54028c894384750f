"""Paragraphs by what the whole document tells: how far apart they stand, how long the lines of a column become."""

from dataclasses import replace

import pytest
from printed import at, catalogue, cell, line, row, table

from pipeline.normalise import normalise
from pipeline.normalise.gaps import with_gaps_told, with_sentences_whole
from pipeline.printed import Cell, Line, Table
from pipeline.vocabulary import Vocabulary


def stacked(*texts: tuple[str, float], room: float = 0.0) -> Cell:
    """Lines of one cell in type of 10 points, each so many points below the one above."""
    top, found = 0.0, []
    for text, pitch in texts:
        top += pitch
        found.append(at(line(text, room, size=10.0), (0.0, top, 100.0, top + 10.0)))
    return Cell(tuple(found))


def starts(gap: float, *, marks: float, shift: float = 12.0) -> list[bool | None]:
    """Of "Stadtwerke" / "Hochbauamt" that far apart, in a document whose bullets stand as far apart as `marks`."""
    tight = [("durch das", 12.0), ("ganze Tal", 12.0)] * 6
    wraps = stacked(("Ausbau der", 12), ("alten Wege", 12), *tight, ("und zurück", shift))
    items = stacked(("Wege", 12), ("• am Fluss", marks), ("• am Berg", marks), ("• am See", marks))
    actors = stacked(("Stadtwerke", 12), ("Hochbauamt", gap))
    told = with_gaps_told(catalogue(table(row("1", wraps), row("2", items), row("3", actors=actors))))
    (found,) = [block for block in told.blocks if isinstance(block, Table)]
    return [each.starts for each in found.rows[2].actors.lines]


def test_gap_as_bullets_have_it_begins_a_paragraph() -> None:
    assert starts(13.5, marks=13.5) == [None, True]


def test_lines_as_far_apart_as_wrapped_ones_are_left_to_their_widths() -> None:
    assert starts(12.0, marks=13.5) == [None, None]


def test_document_that_sets_no_bullets_apart_tells_nothing() -> None:
    assert starts(13.5, marks=12.0) == [None, None]


@pytest.mark.parametrize("above", ["Sanierung der", "Straßenbau /", "Tiefbau &"])
def test_line_that_waits_for_its_noun_is_not_parted_by_a_room_that_no_line_of_its_column_uses(above: str) -> None:
    longest, waits = line("Sanierung der Brücken", 8, size=1.0), line(above, 16, size=1.0)
    wide, narrow = Cell((longest,)), Cell((waits, line("Brückenköpfe", 17, size=1.0)))

    def joined(*cells: Cell) -> list[bool | None]:
        raw = with_sentences_whole(catalogue(table(*(row(str(n), each) for n, each in enumerate(cells)))))
        (found,) = [block for block in raw.blocks if isinstance(block, Table)]
        return [each.starts for each in found.rows[0].measure.lines]

    assert joined(narrow, wide) == [None, False]
    assert joined(narrow, Cell((replace(longest, room=0.0),))) == [None, None]


def test_full_stop_alone_on_its_line_joins_its_word(vocabulary: Vocabulary) -> None:
    lines = (line("Verpflegungsleitlinien", size=1.0), line(". Und", size=1.0))
    edition = normalise(catalogue("Handlungsfeld A", table(row("1", Cell(lines)))), 2024, True, vocabulary)
    assert edition.measures[0].text == "Verpflegungsleitlinien. Und"


def test_listed_wording_is_one_status_however_narrow_its_lines(vocabulary: Vocabulary) -> None:
    parts: tuple[Line, ...] = cell("Bedarf", "wird neu", "geprüft", width=30).lines
    edition = normalise(catalogue("Handlungsfeld A", table(row("1", status=Cell(parts)))), 2024, True, vocabulary)
    assert edition.measures[0].status_text == "Bedarf wird neu geprüft"


def test_cells_of_which_nothing_is_to_be_told_are_not_copied() -> None:
    raw = catalogue(table(row("1", stacked(("Ausbau", 12), ("alter Wege", 12))), row("2", goal="Wege")))
    (before,), (after,) = raw.blocks, with_sentences_whole(raw).blocks
    assert isinstance(before, Table)
    assert isinstance(after, Table)
    assert all(a.measure is b.measure and a.status is b.status for a, b in zip(before.rows, after.rows, strict=True))


def test_gap_that_a_browser_rounded_up_is_far_from_that_of_bullets() -> None:
    assert starts(13.5, marks=18.0) == [None, None]
    assert starts(15.0, marks=18.0) == [None, True]


def test_lines_with_room_to_spare_tell_gaps_as_bullets_do() -> None:
    def told(gap: float, *, pitch: float) -> list[bool | None]:
        wraps = stacked(("Ausbau der", 12), ("alten Wege", 12), ("durch das", 12), ("ganze Tal", 12), room=0.0)
        actors = [stacked(("Bauamt", 12), ("Forstamt", gap), ("Hochbauamt", gap), room=99.0) for _ in range(2)]
        full = stacked(("Stadtwerke", 12), ("Bäderamt", pitch))
        rows = [row(str(n), actors=each) for n, each in enumerate((*actors, full), 1)]
        raw = with_gaps_told(catalogue(table(row("9", wraps), *rows)))
        (found,) = [block for block in raw.blocks if isinstance(block, Table)]
        return [each.starts for each in found.rows[3].actors.lines]

    assert told(14.0, pitch=14.0) == [None, True]
    assert told(14.0, pitch=12.0) == [None, False]  # all others stand below a gap
    assert told(12.0, pitch=14.0) == [None, None]


def test_gap_as_wide_as_that_of_other_paragraphs_begins_one_however_wide_unless_a_wrapped_line_is_shifted_so_far() -> (
    None
):
    assert starts(20.0, marks=20.0) == [None, True]
    assert starts(20.0, marks=20.0, shift=20.0) == [None, None]
