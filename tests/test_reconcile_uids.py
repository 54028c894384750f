"""Identity over the years: who inherits a uid, and that none ever stands for two measures."""

from pathlib import Path

from successors import catalogue, edition, measure, successor

from pipeline.model import Edition, Measure
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))

LONG = "Beratung zur Ganztagesbetreuung an Kitas durch das Integrationsmanagement im Rathaus"
SHORT = "Antrag auf Kostenübernahme"


def uids(old: list[Measure], new: list[Measure]) -> dict[str, str]:
    comparison = reconcile(edition(2023, old), edition(2024, new), RULES)
    assert {link.new.uid for link in comparison.links if link.new} == {item.uid for item in comparison.new.measures}
    return {item.number: item.uid for item in comparison.new.measures}


def test_renumbered_measure_keeps_its_uid_and_a_new_one_is_born() -> None:
    new = [measure("1", "Eröffnung eines Repaircafés"), measure("2", LONG)]
    assert uids([measure("1", LONG)], new) == {"1": "2024-1", "2": "2023-1"}


def test_largest_part_of_a_split_inherits() -> None:
    new = [measure("1", SHORT), measure("2", LONG)]
    assert uids([measure("1", f"{LONG} sowie {SHORT}")], new) == {"1": "2024-1", "2": "2023-1"}


def test_merged_measure_inherits_from_the_old_one_with_the_largest_share() -> None:
    old = [measure("1", SHORT), measure("2", LONG)]
    assert uids(old, [measure("1", f"{LONG} sowie {SHORT}")]) == {"1": "2023-2"}


def test_two_files_of_one_year_share_no_uid_by_accident() -> None:
    old, new = (
        [measure("1", LONG), measure("2", SHORT)],
        [measure("1", "Eröffnung eines Repaircafés"), measure("2", LONG)],
    )
    heirs = reconcile(edition(2023, old), edition(2023, new), RULES).new.measures
    assert [item.uid for item in heirs] == ["2023-1-neu2", "2023-1"]


def test_uids_stay_unique_over_three_editions() -> None:
    first = catalogue(3, 40)
    second = reconcile(first, successor(first, 4, 0.3).edition, RULES).new
    made = successor(second, 5, 0.3).edition
    third = reconcile(second, edition(2025, made.measures), RULES).new
    for heir in (second, third):
        assert len({item.uid for item in heir.measures}) == len(heir.measures)
    assert _years(third) == {"2023", "2024", "2025"}


def _years(of: Edition) -> set[str]:
    return {item.uid.split("-")[0] for item in of.measures}
