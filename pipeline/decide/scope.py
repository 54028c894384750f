"""Which decisions concern a run: those about editions that are there."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.decisions import Decision, DecisionKind, Problem, refuse

Decisions = tuple[Decision, ...]


def sort_out(
    decisions: Sequence[Decision], years: Sequence[int], *, are_all: bool = True
) -> tuple[Decisions, Decisions]:
    """The decisions about the editions of these `years` (ascending), and those not needed in this run.

    An edition that is not there any more, or not at the moment, is no fault of a line: the line waits. A year after
    the newest edition is one where the editions `are_all` there is, since nobody can have decided about it.

    Raises:
        DecisionUnfit: a year to come, two editions that are there but not compared with each other, or one of whose
            year there are two.
    """
    needed, waiting, problems = [], [], list[Problem]()
    neighbours = set(pairwise(years))
    for decision in decisions:
        named = decision.choice.years
        if are_all and max(named) > max(years):
            problems.append((decision.line, _to_come(max(named), max(years))))
        elif not set(named) <= set(years):
            waiting.append(decision)
        elif twice := [year for year in named if years.count(year) > 1]:
            problems.append((decision.line, _twice(twice[0])))
        elif len(named) == 2 and named not in neighbours:
            problems.append((decision.line, _not_compared(*named)))
        else:
            needed.append(decision)
    refuse(problems)
    return tuple(needed), tuple(waiting)


def about_edition(decisions: Sequence[Decision], year: int) -> list[Decision]:
    """The decisions about one edition alone."""
    return [each for each in decisions if each.choice.other is None and each.choice.about.year == year]


def about_both(decisions: Sequence[Decision], old: int, new: int) -> list[Decision]:
    """The decisions about two editions together."""
    return [each for each in decisions if each.choice.years == (old, new)]


def of_kind(decisions: Sequence[Decision], *kinds: DecisionKind) -> list[Decision]:
    """Those of these kinds, in the order of the file."""
    return [each for each in decisions if each.choice.kind in kinds]


def _to_come(year: int, newest: int) -> str:
    return (
        f"Eine Ausgabe {year} liegt nicht vor, die neueste ist {newest}; die Entscheidung beträfe nichts: Bitte das "
        "Jahr berichtigen oder die Zeile herausnehmen, solange der Katalog fehlt."
    )


def _not_compared(old: int, new: int) -> str:
    return (
        f"Die Ausgaben {old} und {new} werden nicht miteinander verglichen, weil dazwischen eine andere liegt; die "
        "Entscheidung beträfe nichts: Bitte die Zeile durch Zeilen zu den benachbarten Ausgaben ersetzen."
    )


def _twice(year: int) -> str:
    return (
        f"Zwei der Dokumente sind Ausgaben {year}, die Zeile ließe offen, welche sie meint: Bitte ohne diese Zeile "
        "vergleichen oder bei einem der Dokumente das Jahr im Dateinamen ändern."
    )
