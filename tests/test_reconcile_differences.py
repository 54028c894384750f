"""What exactly changed in a wording: words, not letters; paragraphs that move are no new text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Difference, Piece
from pipeline.reconcile.differ import differ

KEPT, REMOVED, ADDED, MOVED = Difference.KEPT, Difference.REMOVED, Difference.ADDED, Difference.MOVED
WORDINGS = st.lists(st.sampled_from(["Kita", "und", "Schule", "„Kita“", ",", "-", "Kinder-", "\n", " ", "→"])).map(
    "".join
)


def told(old: str, new: str) -> list[tuple[Difference, str]]:
    """The pieces that are not kept, without the blanks around them."""
    return [(piece.fate, (piece.old or piece.new).strip()) for piece in differ(old, new) if piece.fate is not KEPT]


@given(st.text(), st.text())
def test_pieces_join_to_both_wordings(old: str, new: str) -> None:
    pieces = differ(old, new)
    assert ("".join(piece.old for piece in pieces), "".join(piece.new for piece in pieces)) == (old, new)


@given(WORDINGS, WORDINGS)
def test_pieces_of_similar_wordings_join_to_both(old: str, new: str) -> None:
    pieces = differ(old, new)
    assert ("".join(piece.old for piece in pieces), "".join(piece.new for piece in pieces)) == (old, new)
    assert all(bool(piece.old) != bool(piece.new) for piece in pieces if piece.fate is not KEPT)


@given(st.text())
def test_the_same_wording_is_kept(text: str) -> None:
    assert {piece.fate for piece in differ(text, text)} <= {KEPT}


def test_a_word_is_replaced_as_a_whole() -> None:
    assert differ("Ausbau der Kurse", "Ausbau der Treffen") == (
        Piece(KEPT, "Ausbau der", "Ausbau der"),
        Piece(REMOVED, " Kurse"),
        Piece(ADDED, new=" Treffen"),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Projekt „Lotsen“ im Mai", 'Projekt "Lotsen"\nim  Mai'),
        ("Kinder‐ und Jugendarbeit", "Kinder- und Jugendarbeit"),
        ("Langzeit\u00adarbeitslose", "Langzeitarbeitslose"),
        ("Kinder- und/oder", "Kinder - und / oder"),
    ],
)
def test_how_a_text_is_typed_is_no_difference(old: str, new: str) -> None:
    assert told(old, new) == []


def test_a_full_stop_is_a_difference_by_itself() -> None:
    assert told("Beratung im Mai", "Beratung im Mai.") == [(ADDED, ".")]


def test_hyphenated_words_are_whole_words() -> None:
    assert told("QR-Codes am Rathaus", "QR-Schilder am Rathaus") == [(REMOVED, "QR-Codes"), (ADDED, "QR-Schilder")]


def test_a_paragraph_that_moves_is_told_where_it_was_and_where_it_is() -> None:
    old = "Beratung in der Kita\nLotsen an Schulen\nTreffen im Rathaus"
    new = "Treffen im Rathaus\nBeratung in der Kita\nLotsen an allen Schulen"
    assert told(old, new) == [(MOVED, "Treffen im Rathaus"), (ADDED, "allen"), (MOVED, "Treffen im Rathaus")]


def test_scraps_between_changes_are_not_kept() -> None:
    """ "und" in the middle of two other sentences is no common wording."""
    old, new = "Beratung der Eltern und Begleitung der Kinder", "Vermittlung von Paten und Ausgabe von Gutscheinen"
    assert told(old, new) == [(REMOVED, old), (ADDED, new)]


def test_a_text_of_one_word_over_and_over_takes_no_time() -> None:
    assert [fate for fate, _ in told("ja " * 5000, "ja " * 4000 + "nein")] == [REMOVED, ADDED]
