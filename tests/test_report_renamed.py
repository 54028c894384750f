"""A field of action with another name in the report: told once, and its figures of both years stand together."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from small_run import VOCABULARY
from successors import catalogue, edition

from pipeline.publish.report import contents
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules

RULES = load_rules(Path(__file__).resolve().parent.parent / "templates", VOCABULARY)
OLD = catalogue(1, 30)
BEFORE, AFTER = OLD.fields[0].name, "Ganz anderer Name"
NEW = edition(
    2024,
    [
        replace(item, field_of_action=AFTER if item.field_of_action == BEFORE else item.field_of_action)
        for item in OLD.measures
    ],
)
TOLD: dict[str, Any] = contents(reconcile(OLD, NEW, RULES), NEW, VOCABULARY)


def test_renaming_is_told_once_and_moves_nothing() -> None:
    changes = TOLD["aenderungen"]
    assert [(row["was"], row["alt"], row["neu"]) for row in changes["uebrige"]] == [
        ("Handlungsfeld umbenannt", BEFORE, AFTER)
    ]
    assert changes["gewechselt"] == []
    assert f"Das Handlungsfeld „{BEFORE}“ heißt jetzt „{AFTER}“." in " ".join(TOLD["zusammenfassung"])


def test_figures_of_both_years_stand_under_the_new_name() -> None:
    rows = TOLD["handlungsfelder_im_vergleich"]["zeilen"]
    assert BEFORE not in {row["handlungsfeld"] for row in rows}
    assert [row["jahr"] for row in rows if row["handlungsfeld"] == AFTER and row["gesamt"] != "0"] == ["2023", "2024"]
    (field,) = (field for field in TOLD["handlungsfelder"] if field["name"] == AFTER)
    assert "(2023: " in field["ueberblick"]
