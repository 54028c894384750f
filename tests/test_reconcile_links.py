"""Which old measure became which new one: by what they say, never by their numbers; ties are told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from successors import Crosswalk, base, catalogue, edition, measure, scores, successor

from pipeline.model import ChangeKind, Comparison, Edition, Link, Measure, Relation
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))

KITA = "Beratung zur Ganztagesbetreuung an Kitas durch das Integrationsmanagement"
SCHOOL = "Unterstützung beim Antrag auf Kostenübernahme für die Schulkindbetreuung"
BOTH = f"{KITA} sowie {SCHOOL}"
TALKS = "Runder Tisch der Flüchtlingshilfe mit allen Helferkreisen"
SHOW = "Ausrichtung der Wanderausstellung im Foyer des Rathauses"
SURE = 0.9
CAFE = "Eröffnung eines Sprachcafés in der Stadtbücherei an jedem zweiten Samstag"


def compared(old: Sequence[Measure], new: Sequence[Measure]) -> Comparison:
    return reconcile(edition(2023, old), edition(2024, new), RULES)


def crosswalk(comparison: Comparison) -> Crosswalk:
    return frozenset(
        (link.old.number if link.old else "", link.new.number if link.new else "", link.relation)
        for link in comparison.links
    )


def between(comparison: Comparison, old: str, new: str) -> Link:
    return next(
        link for link in comparison.links if link.old and link.new and (link.old.number, link.new.number) == (old, new)
    )


def test_swapped_numbers_do_not_swap_measures() -> None:
    comparison = compared([measure("1", TALKS), measure("2", SHOW)], [measure("1", SHOW), measure("2", TALKS)])
    assert crosswalk(comparison) == {("1", "2", Relation.CONTINUED), ("2", "1", Relation.CONTINUED)}
    assert {link.certainty for link in comparison.links} == {1.0}


def test_renumbering_alone_gives_only_renumbered_rows() -> None:
    old = [measure(str(n), text) for n, text in enumerate((TALKS, SHOW, CAFE, KITA), 1)]
    new = [replace(item, number=f"M {item.number}") for item in old]
    changes = compared(old, new).changes
    assert [(change.kind, change.value_old, change.value_new) for change in changes] == [
        (ChangeKind.RENUMBERED, str(n), f"M {n}") for n in range(1, 5)
    ]


@pytest.mark.parametrize("typed", [str.upper, str.lower, lambda text: text.replace("sausstell", "s-ausstell")])
def test_other_capitals_and_hyphens_are_the_same_words(typed: Callable[[str], str]) -> None:
    comparison = compared([measure("1", SHOW), measure("2", TALKS)], [measure("7", typed(SHOW)), measure("8", TALKS)])
    assert between(comparison, "1", "7").certainty == 1.0


def test_measure_that_moves_keeps_its_link_and_says_so() -> None:
    moved = measure("9", CAFE, field_of_action="Kultur", goal="Begegnung schaffen")
    link = between(compared([measure("4", CAFE), measure("5", SHOW)], [measure("4", SHOW), moved]), "4", "9")
    assert link.relation is Relation.CONTINUED
    assert link.reason == "gleicher Wortlaut; Handlungsfeld gewechselt; Ziel geändert; neue Nummer 9 statt 4."


def test_measure_that_moves_to_another_goal_keeps_its_link() -> None:
    goals = "Begegnung schaffen", "Sprache lernen"
    old = [measure(str(n), text, goal=goals[n > 2]) for n, text in enumerate((TALKS, SHOW, CAFE, KITA), 1)]
    moved = replace(old[0], number="4", goal=goals[1])
    new = [replace(each, number=str(n)) for n, each in enumerate(old[1:], 1)] + [moved]
    comparison = compared(old, new)
    assert between(comparison, "1", "4").reason == "gleicher Wortlaut; Ziel geändert; neue Nummer 4 statt 1."
    assert [(row.number_new, row.value_new) for row in comparison.changes if row.kind is ChangeKind.GOAL] == [
        ("4", "Sprache lernen")
    ]


def test_reworded_measure_keeps_its_link_whatever_its_number() -> None:
    changed = CAFE.replace("Eröffnung", "Aufbau").replace("an jedem zweiten Samstag", "an Samstagen")
    comparison = compared([measure("1", CAFE), measure("2", SHOW)], [measure("8", SHOW), measure("9", changed)])
    assert crosswalk(comparison) == {("1", "9", Relation.CONTINUED), ("2", "8", Relation.CONTINUED)}


def test_reason_counts_the_changed_words() -> None:
    changed = SHOW.replace("Wanderausstellung", "Fotoausstellung").replace("Rathauses", "Bürgerhauses")
    link = between(
        compared([measure("1", SHOW), measure("2", CAFE)], [measure("1", changed), measure("2", CAFE)]), "1", "1"
    )
    assert link.reason == "gleicher Wortlaut bis auf 2 Wörter."
    assert link.certainty < 1


def test_added_progress_note_leaves_the_wording_the_same() -> None:
    noted = measure("1", f"{SHOW}\n→ Eröffnung im Mai 2024")
    assert between(compared([measure("1", SHOW)], [noted]), "1", "1").method == "Wortlaut gleich"


def test_split_in_two_links_both_parts_to_the_whole() -> None:
    comparison = compared(
        [measure("1", BOTH), measure("2", TALKS)], [measure("1", KITA), measure("2", SCHOOL), measure("3", TALKS)]
    )
    assert crosswalk(comparison) == {
        ("1", "1", Relation.SPLIT),
        ("1", "2", Relation.SPLIT),
        ("2", "3", Relation.CONTINUED),
    }


def test_split_and_merge_in_three() -> None:
    whole, parts = [measure("1", f"{BOTH} und {CAFE}")], [measure("1", KITA), measure("2", SCHOOL), measure("3", CAFE)]
    rest_old, rest_new = measure("8", TALKS), measure("9", TALKS)
    split = crosswalk(compared([*whole, rest_old], [*parts, rest_new]))
    merged = crosswalk(compared([*parts, rest_old], [*whole, rest_new]))
    assert split >= {("1", number, Relation.SPLIT) for number in "123"}
    assert merged >= {(number, "1", Relation.MERGED) for number in "123"}


def test_merge_in_two_links_both_parts_to_the_whole() -> None:
    comparison = compared(
        [measure("1", KITA), measure("2", SCHOOL), measure("3", TALKS)], [measure("1", BOTH), measure("2", TALKS)]
    )
    assert crosswalk(comparison) == {
        ("1", "1", Relation.MERGED),
        ("2", "1", Relation.MERGED),
        ("3", "2", Relation.CONTINUED),
    }


def test_other_endings_are_the_same_words_to_a_link() -> None:
    changed = SHOW.replace("Foyer", "Foyers").replace("Wanderausstellung", "Wanderausstellungen")
    comparison = compared([measure("1", SHOW), measure("2", TALKS)], [measure("1", changed), measure("2", TALKS)])
    assert between(comparison, "1", "1").certainty > SURE


def test_opening_in_common_makes_no_link() -> None:
    opening = "Ausbau und Verstetigung der Angebote"
    dropped = f"{opening} im Schwimmunterricht an Grundschulen mit dem Verein und der Bäderverwaltung"
    added = f"{opening} zur Reparatur von Fahrrädern auf dem Bauhof samt Verleih von Werkzeug"
    others = catalogue(7, 30).measures
    comparison = compared([measure("90", dropped), *others], [*others, measure("91", added)])
    assert {("90", "", Relation.DROPPED), ("", "91", Relation.NEW)} <= crosswalk(comparison)


def test_neighbours_decide_where_little_wording_is_left() -> None:
    old = catalogue(7, 60).measures
    plain = measure("30", "Vorstellung der Vereine auf dem Marktplatz", goal="Begegnung", actors_text="Kulturamt")
    reworded = replace(plain, text="Vorstellung aller Klubs bei einem Treffen")
    alone = catalogue(8, 1).measures
    kept = compared([*old[:29], plain, *old[29:]], [*old[:29], reworded, *old[29:], *alone])
    assert ("30", "30", Relation.CONTINUED) in crosswalk(kept)


def test_link_is_no_surer_than_its_wording_and_beside_a_lone_neighbour_not_sure() -> None:
    old = [measure("1", f"{SHOW} und im Bürgerhaus"), measure("2", "Plakate"), measure("3", TALKS)]
    with_neighbour = compared(old, [measure("1", f"{SHOW} und Werbung"), measure("3", TALKS)])
    assert between(with_neighbour, "1", "1").certainty <= SURE
    without = compared([old[0], old[2]], [measure("1", f"{SHOW} und Werbung"), measure("3", TALKS)])
    assert between(without, "1", "1").certainty > between(with_neighbour, "1", "1").certainty


def test_merge_is_no_surer_than_its_least_explained_part() -> None:
    kept = "Offener Treff für Seniorinnen und Senioren mit Frühstück im Bürgerhaus sowie Ausflüge in die Umgebung"
    comparison = compared(
        [measure("1", kept), measure("2", "Fahrdienst nach Hohenstein an jedem Donnerstag"), measure("3", TALKS)],
        [measure("1", f"{kept}, Fahrdienst an jedem Samstag"), measure("2", TALKS)],
    )
    assert between(comparison, "2", "1").relation is Relation.MERGED
    assert between(comparison, "1", "1").certainty == between(comparison, "2", "1").certainty < 0.9


def test_look_alike_of_a_continued_measure_is_new_and_no_split() -> None:
    similar = "Ausrichtung der Wanderausstellung zum Klimaschutz an den weiterführenden Schulen"
    comparison = compared(
        [measure("1", SHOW), measure("2", CAFE)], [measure("1", SHOW), measure("2", similar), measure("3", CAFE)]
    )
    assert ("", "2", Relation.NEW) in crosswalk(comparison)


def test_dropped_measure_and_similar_new_one_stay_apart() -> None:
    dropped = "Ausbau der Schulsozialarbeit an den Grundschulen in Stetten und Musberg mit zwei Stellen"
    added = "Ausbau der Radwege zwischen Echterdingen und Leinfelden nach dem Mobilitätskonzept"
    others = [measure(str(n), text) for n, text in enumerate((SHOW, CAFE, TALKS, KITA, SCHOOL), 2)]
    comparison = compared([measure("1", dropped), *others], [measure("1", added), *others])
    assert {("1", "", Relation.DROPPED), ("", "1", Relation.NEW)} <= crosswalk(comparison)
    assert all(link.certainty <= 0.9 for link in comparison.links if not (link.old and link.new))


def test_link_with_little_wording_in_common_is_shown_to_the_analyst() -> None:
    old = [
        measure("1", "Vorstellung der Vereine bei einer zentralen Veranstaltung auf dem Marktplatz"),
        measure("2", SHOW),
    ]
    new = [
        measure("1", "Großes Fest mit Musik und einer Veranstaltung der Vereine in neuen Räumen"),
        measure("2", SHOW),
    ]
    comparison = compared(old, new)
    assert between(comparison, "1", "1").certainty < 0.7
    assert [found.code for found in comparison.findings] == ["link-weak"]


def test_same_wording_twice_is_told_apart_by_goal_but_never_silently() -> None:
    young, aged = {"goal": "Jugendliche erreichen"}, {"goal": "Seniorinnen und Senioren beteiligen"}
    comparison = compared(
        [measure("1", CAFE, **young), measure("2", CAFE, **aged)],
        [measure("3", CAFE, **aged), measure("4", CAFE, **young)],
    )
    assert crosswalk(comparison) == {("1", "4", Relation.CONTINUED), ("2", "3", Relation.CONTINUED)}
    assert [found.code for found in comparison.findings] == ["link-tie", "link-tie"]
    assert {link.certainty for link in comparison.links} <= {0.5, 0.9}


def test_duplicates_in_both_editions_are_asked_unless_every_value_agrees() -> None:
    twice = [measure("1", CAFE), measure("2", CAFE)]
    assert compared(twice, twice).findings == ()
    renumbered = compared(twice, [replace(each, number=f"M {each.number}") for each in twice])
    assert crosswalk(renumbered) == {("1", "M 1", Relation.CONTINUED), ("2", "M 2", Relation.CONTINUED)}
    assert [found.code for found in renumbered.findings] == ["link-tie", "link-tie"]


def test_tie_that_nothing_decides_names_both_candidates() -> None:
    comparison = compared([measure("1", CAFE)], [measure("5", CAFE), measure("6", CAFE)])
    (finding,) = comparison.findings
    assert "Nr. 5" in finding.message
    assert "Nr. 6" in finding.message
    linked = next(link for link in comparison.links if link.old)
    assert linked.certainty == 0.5
    assert linked.runner_up == "neue Nr. 6 (1,00)"


def test_printed_number_twice_does_not_confuse_the_links() -> None:
    old = [measure("1", CAFE), measure("1", SHOW)]
    comparison = compared(old, [measure("1", SHOW), measure("2", CAFE)])
    assert crosswalk(comparison) == {("1", "1", Relation.CONTINUED), ("1", "2", Relation.CONTINUED)}


@pytest.mark.parametrize("relation", [Relation.NEW, Relation.DROPPED])
def test_empty_edition_on_one_side(relation: Relation) -> None:
    full = [measure("1", CAFE), measure("2", SHOW)]
    comparison = compared([], full) if relation is Relation.NEW else compared(full, [])
    assert [link.relation for link in comparison.links] == [relation, relation]


def test_two_empty_editions() -> None:
    assert compared([], []).links == ()


SWAPPED = {
    Relation.CONTINUED: Relation.CONTINUED,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.NEW: Relation.DROPPED,
    Relation.DROPPED: Relation.NEW,
}
seeds = st.integers(0, 10_000)
sizes = st.integers(4, 40)
shares = st.sampled_from([0.0, 0.1, 0.3, 0.5])


def pair_of_editions(seed: int, size: int, share: float) -> tuple[Edition, Edition]:
    base = catalogue(seed, size)
    return base, successor(base, seed + 1, share).edition


@settings(deadline=None, max_examples=20)
@given(seeds, sizes, shares)
def test_every_number_of_both_editions_is_covered_and_each_link_stands_once(seed: int, size: int, share: float) -> None:
    old, new = pair_of_editions(seed, size, share)
    links = reconcile(old, new, RULES).links
    assert {link.old.number for link in links if link.old} == {item.number for item in old.measures}
    assert {link.new.number for link in links if link.new} == {item.number for item in new.measures}
    assert len({(link.old and link.old.uid, link.new and link.new.number) for link in links}) == len(links)


@settings(deadline=None, max_examples=20)
@given(seeds, sizes, shares)
def test_swapping_the_editions_mirrors_the_links(seed: int, size: int, share: float) -> None:
    old, new = pair_of_editions(seed, size, share)
    there, back = crosswalk(reconcile(old, new, RULES)), crosswalk(reconcile(new, old, RULES))
    assert back == {(b, a, SWAPPED[relation]) for a, b, relation in there}


WORDS = st.sampled_from(
    ["Ausbau", "der", "Angebote", "für", "Eltern", "Kinder", "und", "Vereine", "in", "Schulen", "am", "Markt"]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_edition_against_itself_is_all_continued_with_certainty_one(rows: list[tuple[str, str]]) -> None:
    same = edition(2023, [measure(str(n), text, goal=goal) for n, (text, goal) in enumerate(rows, 1)])
    comparison = reconcile(same, replace(same, year=2024), RULES)
    assert {(link.relation, link.certainty) for link in comparison.links} <= {(Relation.CONTINUED, 1.0)}
    assert all(link.old and link.new and link.old.number == link.new.number for link in comparison.links)
    assert comparison.changes == ()
    assert comparison.findings == ()


@settings(deadline=None, max_examples=20)
@given(seeds, st.integers(1, 40), st.integers(0, 99))
def test_renumbering_alone_gives_only_renumbered_rows_whatever_the_catalogue(seed: int, size: int, start: int) -> None:
    old = catalogue(seed, size)
    new = edition(2024, [replace(item, number=f"N {start + at}") for at, item in enumerate(old.measures)])
    comparison = reconcile(old, new, RULES)
    assert [(change.kind, change.value_old, change.value_new) for change in comparison.changes] == [
        (ChangeKind.RENUMBERED, ours.number, theirs.number)
        for ours, theirs in zip(old.measures, new.measures, strict=True)
    ]


@pytest.mark.parametrize(("share", "wanted"), [(0.1, 0.99), (0.3, 0.98), (0.5, 0.96)])
def test_links_survive_mixed_events_and_rewording(share: float, wanted: float) -> None:
    right, wrong_but_sure = [], []
    for seed in range(9000, 9008):
        old = base(seed)
        made = successor(old, seed, share)
        comparison = reconcile(old, made.edition, RULES)
        right.append(scores(crosswalk(comparison), made.truth)[2])
        wrong_but_sure += [link for link in comparison.links if _key(link) not in made.truth and link.certainty > SURE]
    assert sum(right) / len(right) >= wanted
    assert not wrong_but_sure


def _key(link: Link) -> tuple[str, str, Relation]:
    return (link.old.number if link.old else "", link.new.number if link.new else "", link.relation)
