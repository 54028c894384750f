"""The change log: one row per value that says something else, none for how it is typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from successors import edition, measure

from pipeline.model import Change, ChangeKind, Edition, Field, FurtherMeasure, Judgement, Measure, Place, Status
from pipeline.reconcile import first_record, reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))

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


def test_every_row_names_the_place_of_its_value_and_its_page() -> None:
    def placed(**values: str) -> Measure:
        row, number, text, status = (Place(4, (x, 100.0, x + 50.0, 200.0)) for x in (0.0, 10.0, 80.0, 400.0))
        cells = (("Nr.", (number,)), ("Maßnahme", (text,)), ("Status", (replace(status, page=5),)))
        return replace(measure("1", TEXT), places=(row,), cells=cells, goal_places=(Place(3),), **values)  # type: ignore[arg-type]

    new = placed(status_text="Abgeschlossen", goal="Anders", text=f"{TEXT}\n→ fertig", actors_text="Neu")
    new = replace(new, progress_notes=("fertig",), status=Status.COMPLETED)
    found = reconcile(edition(2023, [placed()]), edition(2024, [new]), RULES).changes
    where = {change.feature: (change.page_new, change.places_new) for change in found}
    assert where["Status"] == (5, (Place(5, (400.0, 100.0, 450.0, 200.0)),))
    assert where["Fortschrittsnotiz"] == (4, (Place(4, (80.0, 100.0, 130.0, 200.0)),))
    assert where["Ziel"] == (3, (Place(3),))
    assert where["Akteurinnen und Akteure"] == (4, new.places)


def test_goal_that_goes_with_its_last_measure_or_comes_with_a_new_one_is_a_row_of_the_catalogue() -> None:
    other = "Werbung für die Wiedervermietungsprämie im Amtsblatt"
    cell = Place(3, (50.0, 60.0, 150.0, 90.0))
    gone = measure("2", other, goal="Leerstehende Häuser belegen", goal_places=(cell,))
    old = edition(2023, [measure("1", TEXT), gone])
    found = [each for each in reconcile(old, edition(2024, [measure("1", TEXT)]), RULES).changes if not each.uid]
    assert [(each.kind, each.feature, each.value_old) for each in found] == [
        (ChangeKind.DROPPED, "Ziel", "Leerstehende Häuser belegen")
    ]
    assert (found[0].page_old, found[0].places_old, found[0].places_new) == (3, (cell,), ())
    back = reconcile(edition(2024, [measure("1", TEXT)]), replace(old, year=2025), RULES).changes
    assert [(each.kind, each.feature) for each in back if not each.uid] == [(ChangeKind.NEW, "Ziel")]


def test_goal_of_a_measure_that_goes_on_is_told_with_that_measure_alone() -> None:
    old, new = (edition(year, [measure("1", TEXT, goal=goal)]) for year, goal in ((2023, "Beraten"), (2024, "Heizen")))
    assert [(each.kind, each.uid) for each in reconcile(old, new, RULES).changes] == [(ChangeKind.GOAL, "2023-1")]


def test_changed_field_of_action_names_the_row_and_the_heading_above_it() -> None:
    heading = Place(7, (50.0, 60.0, 400.0, 72.0))
    old = edition(2023, [measure("1", TEXT)], fields=(Field("Arbeit"),))
    moved = replace(old.measures[0], field_of_action="Wohnen")
    new = edition(2024, [moved], fields=(Field("Arbeit"), Field("Wohnen")), text_places=(("Wohnen", (heading,)),))
    (change,) = [each for each in reconcile(old, new, RULES).changes if each.kind is ChangeKind.MOVED]
    assert change.places_new == (*moved.places, heading)
