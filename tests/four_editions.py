"""Four editions in a row, invented, with every kind of event between them: what a report with a history is made of."""

from pathlib import Path

from small_run import VOCABULARY
from successors import catalogue, edition, successor

from pipeline.model import Comparison, Edition
from pipeline.publish.history import history
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules


def _in_a_row() -> tuple[list[Edition], list[Comparison]]:
    rules = load_rules(Path(__file__).resolve().parent.parent / "templates", VOCABULARY)
    editions, comparisons = [catalogue(1, 30)], []
    for year in (2024, 2025, 2026):
        made = successor(editions[-1], year, 0.2).edition
        comparisons.append(reconcile(editions[-1], edition(year, made.measures), rules))
        editions.append(comparisons[-1].new)
    return editions, comparisons


EDITIONS, COMPARISONS = _in_a_row()
FOUR_EDITIONS = COMPARISONS[-1], EDITIONS[-1], VOCABULARY
"""The first arguments of `report` and `contents`."""
PAST = history(EDITIONS, COMPARISONS)
