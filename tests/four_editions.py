"""Four editions in a row, invented, with every kind of event between them: what a report with a history is made of."""

from dataclasses import replace
from pathlib import Path

from small_run import VOCABULARY
from successors import catalogue, edition, successor

from pipeline.model import Comparison, Due, Edition, Measure
from pipeline.publish.history import history
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules


def _in_a_row() -> tuple[list[Edition], list[Comparison]]:
    rules = load_rules(Path(__file__).resolve().parent.parent / "templates", VOCABULARY)
    editions, comparisons = [catalogue(1, 30)], []
    for year in (2024, 2025, 2026):
        made = successor(editions[-1], year, 0.2).edition.measures
        dated = tuple(_dated(measure, year) for measure in made)
        comparisons.append(reconcile(editions[-1], edition(year, dated), rules))
        editions.append(comparisons[-1].new)
    return editions, comparisons


def _dated(measure: Measure, year: int) -> Measure:
    """Every fifth measure of 2024 is promised for 2025; of these, the even ones of 2026 are put off."""
    promised = year == 2024 and int(measure.number) % 5 == 0
    put_off = year == 2026 and measure.due is not None and int(measure.number) % 2 == 0
    return replace(measure, due=Due("for", year + 1)) if promised or put_off else measure


EDITIONS, COMPARISONS = _in_a_row()
FOUR_EDITIONS = COMPARISONS[-1], EDITIONS[-1], VOCABULARY
"""The first arguments of `report` and `contents`."""
PAST = history(EDITIONS, COMPARISONS)
