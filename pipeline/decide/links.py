"""Links that the analyst wants or rules out, as wishes for the reconciliation."""

from collections.abc import Sequence

from pipeline.decide.mentions import Unfit, measure_of
from pipeline.decide.scope import about_both, of_kind
from pipeline.decisions import Decision, DecisionKind, Mention, Problem, refuse, said
from pipeline.model import Edition, LinkWishes, Measure

LINK_KINDS = (DecisionKind.CONFIRM, DecisionKind.LINK, DecisionKind.PART)

Pair = tuple[str, str]
"""The uids of an old and of a new measure; an empty one says that there is no counterpart."""


def link_wishes(old: Edition, new: Edition, decisions: Sequence[Decision]) -> LinkWishes:
    """What the decisions demand of the links between two editions.

    Raises:
        DecisionUnfit: no such measure, or lines that contradict or repeat each other.
    """
    required, forbidden = dict[Pair, Decision](), dict[Pair, Decision]()
    problems = list[Problem]()
    for line in of_kind(about_both(decisions, old.year, new.year), *LINK_KINDS):
        try:
            pair = _pair(old, new, line)
            _refuse_repetition(pair, line, required, forbidden)
            if line.choice.kind is DecisionKind.PART:
                forbidden[pair] = line
            else:
                _refuse_contradiction(pair, required)
                required[pair] = line
        except Unfit as unfit:
            problems.append((line.line, str(unfit)))
    refuse(problems)
    reasons = {pair: _reason(old, new, line) for pair, line in (required | forbidden).items()}
    return LinkWishes(frozenset(required), frozenset(forbidden), reasons)


def _reason(old: Edition, new: Edition, line: Decision) -> str:
    """Who decided, when and why; of two parted measures also which, since either stands elsewhere in the crosswalk."""
    reason = said(line.choice.kind, line.signature)
    one, other = sides(old, new, line)
    if line.choice.kind is DecisionKind.PART and one and other:
        return f"Alte Nr. {one.number} und neue Nr. {other.number} {reason[:1].lower()}{reason[1:]}"
    return reason


def sides(old: Edition, new: Edition, line: Decision) -> tuple[Measure | None, Measure | None]:
    """The measures that a line about a link means; None where it says that there is no counterpart.

    Raises:
        Unfit: one of them is not there.
    """
    other = line.choice.other
    return _side(old, line.choice.about, line), _side(new, other, line) if other else None


def _side(edition: Edition, mention: Mention, line: Decision) -> Measure | None:
    return None if mention.number is None else measure_of(edition, mention, line)


def _pair(old: Edition, new: Edition, line: Decision) -> Pair:
    one, other = sides(old, new, line)
    return one.uid if one else "", other.uid if other else ""


def _refuse_repetition(
    pair: Pair, line: Decision, required: dict[Pair, Decision], forbidden: dict[Pair, Decision]
) -> None:
    parts = line.choice.kind is DecisionKind.PART
    same, opposite = (forbidden, required) if parts else (required, forbidden)
    if pair in same:
        raise Unfit(f"Zeile {same[pair].line} sagt schon dasselbe: Bitte eine der beiden Zeilen löschen.")
    if pair in opposite:
        raise Unfit(
            f"Zeile {opposite[pair].line} sagt das Gegenteil; welche gilt, ließe sich nicht entscheiden: Bitte eine "
            "der beiden Zeilen löschen."
        )


def _refuse_contradiction(pair: Pair, required: dict[Pair, Decision]) -> None:
    """A measure cannot have a counterpart and none, nor be split and merged with another at once."""
    for known, line in required.items():
        shared = [at for at in (0, 1) if pair[at] and pair[at] == known[at]]
        if shared and not (all(pair) and all(known)):
            raise Unfit(
                f"Zeile {line.line} sagt, dass dieselbe Maßnahme {'kein' if not all(known) else 'ein'} Gegenstück hat; "
                "welche gilt, ließe sich nicht entscheiden: Bitte eine der beiden Zeilen löschen."
            )
    if not all(pair):
        return
    pairs = [known for known in required if all(known)]
    beside_old = [known for known in pairs if known[0] == pair[0]]
    beside_new = [known for known in pairs if known[1] == pair[1]]
    of_new = {known[1] for known in beside_old}
    of_old = {known[0] for known in beside_new}
    tangled = [known for known in pairs if known[1] in of_new and known[0] != pair[0]]
    tangled += [known for known in pairs if known[0] in of_old and known[1] != pair[1]]
    if tangled or (beside_old and beside_new):
        lines = ", ".join(str(required[known].line) for known in (*beside_old, *beside_new, *tangled))
        raise Unfit(
            f"Zusammen mit Zeile {lines} wäre eine Maßnahme zugleich aufgeteilt und zusammengeführt; so lässt sich der "
            "Abgleich nicht darstellen: Bitte eine der Zuordnungen löschen."
        )
