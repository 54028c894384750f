"""The change log: one row per value that says something else, none for how it is typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from successors import edition, measure

from pipeline.model import Change, ChangeKind, Edition, Field, FurtherMeasure, Judgement, Measure, Place, Status
from pipeline.reconcile import first_record, reconcile
from pipeline.rules import load_rules
from pipeline.vocabulary import load

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load(TEMPLATES))

TEXT = "Ausrichtung eines „Tag des Ehrenamts“ mit den Vereinen auf dem Marktplatz"


def rows(old: Edition, new: Edition) -> list[tuple[ChangeKind, str, str, str]]:
    changes = reconcile(old, new, RULES).changes
    return [(change.kind, change.feature, change.value_old, change.value_new) for change in changes]


def changed(old: Measure, new: Measure) -> list[tuple[ChangeKind, str, str, str]]:
    return rows(edition(2023, [old]), edition(2024, [new]))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Tag „der Vereine“ im Mai", "Tag \"der  Vereine”\nim Mai"),
        ("Social-Media-Kanäle", "Social\u2011Media\u2010Kanäle"),
        ("2021 – 2022 z. B. in LE", "2021 - 2022 z.B. in LE"),
        ("Für das Café", "Fu\u0308r das Cafe\u0301"),
    ],
)  # fmt: skip
def test_what_carries_no_meaning_is_no_change(printed: str, read: str) -> None:
    old = measure("1", printed, goal=printed, actors_text=printed, extra=(("Kosten", printed),))
    assert changed(old, measure("1", read, goal=read, actors_text=read, extra=(("Kosten", read),))) == []


def test_printed_date_of_an_edition_is_no_change() -> None:
    assert rows(edition(2023, [measure("1", TEXT)]), edition(2024, [measure("1", TEXT)], as_of="Oktober 2024")) == []


def test_changed_capitals_are_a_changed_wording() -> None:
    assert changed(measure("1", "Runder Tisch"), measure("1", "runder Tisch")) == [
        (ChangeKind.TEXT, "Maßnahme", "Runder Tisch", "runder Tisch")
    ]


def test_each_note_has_its_own_row_and_the_text_is_shown_without_notes() -> None:
    old = measure("1", f"{TEXT}\n→ Start im Mai in verschiedenen\n→ Flyer verteilt")
    new = measure(
        "1", f"{TEXT} und Märkten\n→ Start im Mai in verschiedenen Sprachen\n→ Zweiter Kurs seit Februar 2024"
    )
    note = ChangeKind.NOTE
    assert changed(old, new) == [
        (ChangeKind.TEXT, "Maßnahme", TEXT, f"{TEXT} und Märkten"),
        (note, "Fortschrittsnotiz", "Start im Mai in verschiedenen", "Start im Mai in verschiedenen Sprachen"),
        (note, "Fortschrittsnotiz", "", "Zweiter Kurs seit Februar 2024"),
        (note, "Fortschrittsnotiz", "Flyer verteilt", ""),
    ]


def test_every_value_of_a_measure_has_its_kind_and_german_feature() -> None:
    old = measure("1", TEXT, extra=(("Kosten", "500 €"),))
    new = measure(
        "2", TEXT, field_of_action="Kultur", goal="Feste feiern", actors_text="Kulturamt", extra=(("Kosten", "700 €"),)
    )
    assert changed(old, new)[2:] == [  # the fields of action of the catalogue come first
        (ChangeKind.RENUMBERED, "Nr.", "1", "2"),
        (ChangeKind.MOVED, "Handlungsfeld", "Arbeit", "Kultur"),
        (ChangeKind.GOAL, "Ziel", "Arbeit vermitteln", "Feste feiern"),
        (ChangeKind.ACTORS, "Akteurinnen und Akteure", "Jobcenter", "Kulturamt"),
        (ChangeKind.TEXT, "Kosten", "500 €", "700 €"),
    ]


def test_reworded_status_of_the_same_code_is_a_row() -> None:
    new = measure("1", TEXT, status_text="In Umsetzung")
    assert changed(measure("1", TEXT), new) == [(ChangeKind.STATUS, "Status", "Wird fortgesetzt", "In Umsetzung")]


def test_merge_shows_full_texts_and_lets_a_lower_status_be_checked() -> None:
    other = "Pflege einer Übersicht aller Gruppen"
    old = [
        measure("1", TEXT, status_text="Abgeschlossen", status=Status.COMPLETED, actors_text="Kulturamt"),
        measure("2", f"{other}\n→ Liste begonnen"),
    ]
    comparison = reconcile(edition(2023, old), edition(2024, [measure("3", f"{TEXT} sowie {other}")]), RULES)
    told = [(change.kind, change.number_old, change.judgement) for change in comparison.changes]
    assert told == [
        (ChangeKind.MERGED, "1", None),
        (ChangeKind.ACTORS, "1", None),
        (ChangeKind.STATUS, "1", Judgement.CHECK),
        (ChangeKind.MERGED, "2", None),
    ]
    assert comparison.changes[3].value_old == f"{other}\n→ Liste begonnen"
    assert "zusammengeführt" in comparison.changes[2].reason


def test_catalogue_itself_is_compared_too() -> None:
    one, other = measure("1", TEXT), measure("1", TEXT)
    old = edition(
        2023, [one], title="Katalog", remarks=("Siehe Strategiepapier (Sommer 2022).",),
        fields=(Field("Arbeit", ("Gute Arbeit für alle",)),),
        further_measures=(
            FurtherMeasure("Arbeit", "Ausbau der Beratung ab 2024", 3),
            FurtherMeasure("Arbeit", "Neuer Bus"),
        ),
    )  # fmt: skip
    new = edition(
        2024, [other], title="Katalog 2024", remarks=("Siehe Strategiepapier (Sommer 2024).",),
        fields=(Field("Arbeit", ("Gute Arbeit für alle Menschen", "Faire Löhne")),),
        further_measures=(FurtherMeasure("Arbeit", "Ausbau der Beratung ab 2025", 4),),
    )  # fmt: skip
    assert rows(old, new) == [
        (ChangeKind.TEXT, "Titel", "Katalog", "Katalog 2024"),
        (ChangeKind.TEXT, "Vision", "Gute Arbeit für alle", "Gute Arbeit für alle Menschen"),
        (ChangeKind.NEW, "Vision", "", "Faire Löhne"),
        (ChangeKind.TEXT, "Weitere Maßnahme", "Ausbau der Beratung ab 2024", "Ausbau der Beratung ab 2025"),
        (ChangeKind.DROPPED, "Weitere Maßnahme", "Neuer Bus", ""),
        (ChangeKind.TEXT, "Anmerkung", "Siehe Strategiepapier (Sommer 2022).", "Siehe Strategiepapier (Sommer 2024)."),
    ]


def test_every_row_names_file_and_page_of_each_side_that_exists() -> None:
    old = [measure("1", TEXT, places=(Place(3),)), measure("2", "Pflege einer Übersicht", places=(Place(4),))]
    new = [measure("1", "Eröffnung eines Repaircafés", places=(Place(5),)), measure("2", TEXT, places=(Place(6),))]
    changes = reconcile(edition(2023, old), edition(2024, new), RULES).changes
    assert [_spots(change) for change in changes] == [
        (ChangeKind.NEW, "", None, "2024.pdf", 5),
        (ChangeKind.RENUMBERED, "2023.pdf", 3, "2024.pdf", 6),
        (ChangeKind.DROPPED, "2023.pdf", 4, "", None),
    ]


def _spots(change: Change) -> tuple[ChangeKind, str, int | None, str, int | None]:
    return change.kind, change.source_old, change.page_old, change.source_new, change.page_new


def test_first_edition_records_each_measure_once() -> None:
    of = edition(2023, [measure("1", TEXT), measure("2", "Runder Tisch")])
    assert [(row.kind, row.uid, row.value_new, row.source_new) for row in first_record(of)] == [
        (ChangeKind.FIRST, "2023-1", TEXT, "2023.pdf"),
        (ChangeKind.FIRST, "2023-2", "Runder Tisch", "2023.pdf"),
    ]


def test_comparison_does_not_touch_the_old_edition() -> None:
    old = edition(2023, [measure("1", TEXT)])
    assert reconcile(old, replace(old, year=2024), RULES).old is old
