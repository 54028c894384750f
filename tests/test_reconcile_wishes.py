"""What the analyst decides about links goes before what the texts say."""

from pathlib import Path

from successors import edition, measure

from pipeline.model import Comparison, LinkWishes, Measure, Relation
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))

TALKS = measure("1", "Runder Tisch der Flüchtlingshilfe mit allen Helferkreisen")
SHOW = measure("2", "Ausrichtung der Wanderausstellung im Foyer des Rathauses")
CAFE = measure("3", "Eröffnung eines Sprachcafés in der Stadtbücherei an jedem zweiten Samstag")
OLD = [TALKS, SHOW, CAFE]


def compared(
    old: list[Measure], new: list[Measure], required: tuple[str, ...] = (), forbidden: tuple[str, ...] = ()
) -> Comparison:
    """Wishes as "old number-new number"; an absent side is empty."""
    required_pairs, forbidden_pairs = (
        frozenset((f"2023-{old}" if old else "", f"2024-{new}" if new else "") for old, new in _split(pairs))
        for pairs in (required, forbidden)
    )
    return reconcile(edition(2023, old), edition(2024, new), RULES, LinkWishes(required_pairs, forbidden_pairs))


def _split(pairs: tuple[str, ...]) -> list[list[str]]:
    return [pair.split("-") for pair in pairs]


def links(comparison: Comparison) -> set[tuple[str, Relation, str, float]]:
    return {
        (
            f"{link.old.number if link.old else ''}-{link.new.number if link.new else ''}",
            link.relation,
            link.method,
            link.certainty,
        )
        for link in comparison.links
    }


def test_required_link_overrules_the_wording() -> None:
    found = links(compared(OLD, OLD, required=("1-2", "2-1")))
    assert found == {
        ("1-2", Relation.CONTINUED, "manuell", 1.0),
        ("2-1", Relation.CONTINUED, "manuell", 1.0),
        ("3-3", Relation.CONTINUED, "Wortlaut gleich", 1.0),
    }


def test_required_links_that_share_a_measure_are_a_split() -> None:
    found = links(compared(OLD, OLD, required=("1-1", "1-2")))
    assert {("1-1", Relation.SPLIT, "manuell", 1.0), ("1-2", Relation.SPLIT, "manuell", 1.0)} < found


def test_forbidden_link_is_never_made_nor_named_as_a_tie() -> None:
    comparison = compared(OLD, OLD, forbidden=("1-1",))
    assert {pair for pair, *_ in links(comparison)} == {"1-", "-1", "2-2", "3-3"}
    assert all("1" not in link.runner_up for link in comparison.links if link.old is None or link.new is None)


def test_forbidding_one_of_two_equals_settles_the_tie() -> None:
    twice = [measure("4", CAFE.text), measure("5", CAFE.text)]
    assert [found.code for found in compared([CAFE], twice).findings] == ["link-tie"]
    settled = compared([CAFE], twice, forbidden=("3-4",))
    assert ("3-5", Relation.CONTINUED, "Wortlaut gleich", 1.0) in links(settled)
    assert settled.findings == ()


def test_measure_may_be_required_to_stay_alone() -> None:
    found = links(compared(OLD, OLD, required=("1-", "-1")))
    assert {("1-", Relation.DROPPED, "manuell", 1.0), ("-1", Relation.NEW, "manuell", 1.0)} < found


def test_manual_link_raises_no_question() -> None:
    twice = [measure("4", CAFE.text), measure("5", CAFE.text)]
    comparison = compared([CAFE], twice, required=("3-5",))
    assert comparison.findings == ()
    assert comparison.new.measures[1].uid == "2023-3"
