"""A difference word by word as an auditor reads it in a cell."""

from pipeline.publish.differences import told
from pipeline.reconcile.differ import differ


def lines(old: str, new: str) -> list[str]:
    return list(told(differ(old, new)))


def test_each_changed_place_is_a_line_that_can_be_found() -> None:
    assert lines(
        "Wiederaufnahme des Projekts „Arbeit“ mit Lotsen, Paten und Kursen im Rathaus",
        "Durchführung des Projekts „Arbeit“ mit Lotsen und Kursen im neuen Rathaus",
    ) == [
        "ersetzt: »Wiederaufnahme« durch »Durchführung« (am Anfang)",
        "gestrichen: », Paten« (nach »… „Arbeit“ mit Lotsen«)",
        "eingefügt: »neuen« (nach »… und Kursen im«)",
    ]


def test_a_moved_paragraph_is_one_line() -> None:
    assert lines("Beratung\nLotsen an Schulen\nTreffen", "Lotsen an Schulen\nTreffen\nBeratung") == [
        "verschoben: »Beratung« (bisher am Anfang)"
    ]


def test_values_without_a_common_word_tell_it_themselves() -> None:
    assert lines("In Planung", "Abgeschlossen") == []
    assert lines("", "neu") == []
