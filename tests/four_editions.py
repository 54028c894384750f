"""Four editions in a row, invented, with every kind of event between them: what a report with a history is made of."""

from dataclasses import replace
from pathlib import Path

from small_run import VOCABULARY
from successors import catalogue, edition, successor

from pipeline.model import Comparison, Due, Edition, Measure, Status
from pipeline.publish.history import history
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules


def _in_a_row() -> tuple[list[Edition], list[Comparison]]:
    rules = load_rules(Path(__file__).resolve().parent.parent / "templates", VOCABULARY)
    editions, comparisons = [catalogue(1, 30)], []
    for year in (2024, 2025, 2026):
        made = successor(editions[-1], year, 0.2).edition.measures
        dated = tuple(_dated(measure, year, at) for at, measure in enumerate(made))
        comparisons.append(reconcile(editions[-1], edition(year, dated), rules))
        editions.append(comparisons[-1].new)
    return editions, comparisons


def _dated(measure: Measure, year: int, at: int) -> Measure:
    """Dates of 2025 and 2026; of every ten measures one is put off in the last edition and one is overdue there."""
    if year == 2025 and at % 5 == 0:
        return replace(measure, due=Due("for", 2026))
    if year == 2026 and at % 10 == 3:
        return replace(measure, due=Due("for", 2025), status=Status.NOT_STARTED, status_text="Noch nicht umgesetzt")
    return replace(measure, due=Due("for", 2027)) if measure.due and at % 2 else measure


EDITIONS, COMPARISONS = _in_a_row()
FOUR_EDITIONS = COMPARISONS[-1], EDITIONS[-1], VOCABULARY
"""The first arguments of `report` and `contents`."""
PAST = history(EDITIONS, COMPARISONS)
