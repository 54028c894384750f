"""How far a link may be trusted: the counterparts that were not chosen, certainty, near-ties.

Certainty orders links by how far an auditor may trust them unseen; it is no probability. 1 means the same words;
above 0.9 the generator of `tests/successors.py` has produced no wrong link; where nothing was found it stays at or
below 0.9, since a text cannot prove that a counterpart is missing.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Measure
from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.groups import Group
from pipeline.reconcile.wishes import Wishes
from pipeline.reconcile.wording import words

NEAR = 0.05
"""Wordings whose likeness differs by less are not told apart by what they say."""
CLEAR_CONTEXT = 0.2
"""How much closer a context must be for goal, field of action, actors and order to speak clearly."""
TIED, SETTLED_BY_CONTEXT, ABSENT, NEARLY_SAME = 0.5, 0.9, 0.9, 0.99
"""Highest certainties: tied even in context, decided by context alone, without counterpart, all but identical."""
LONE_NEIGHBOUR = 0.9
"""Highest certainty where words were added or cut and the measure beside has no counterpart: it may be part of it."""
OPEN_WORDING = 0.25
"""However much context speaks for a link, it is no surer than this and the share of its wordings that is explained.

A split or merge is no surer than its least explained part: a short measure is easily found in a long one.
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A counterpart that was not chosen; `is_old` tells from which edition `measure` is."""

    pair: Pair
    measure: Measure
    is_old: bool

    @property
    def name(self) -> str:
        """As the crosswalk names it: "neue Nr. 15 (0,41)", with the likeness of the wordings."""
        likeness = f"{self.pair.text:.2f}".replace(".", ",")
        return f"{'alte' if self.is_old else 'neue'} Nr. {self.measure.number} ({likeness})"


class Rivals:
    """Every pair of measures worth a look, by old and by new measure; what the analyst ruled out is none."""

    def __init__(
        self,
        old: Sequence[Measure],
        new: Sequence[Measure],
        groups: Sequence[Group],
        evidence: Evidence,
        decided: Wishes,
    ) -> None:
        self.old, self.new, self.evidence, self.decided = old, new, evidence, decided
        self.group_of_old = {index: group for group in groups for index in group.olds}
        self.group_of_new = {index: group for group in groups for index in group.news}
        self.lone_olds = set(range(len(old))) - self.group_of_old.keys() - decided.alone_olds
        self.lone_news = set(range(len(new))) - self.group_of_new.keys() - decided.alone_news
        self._of_old: dict[int, list[Pair]] = {}
        self._of_new: dict[int, list[Pair]] = {}
        for pair in evidence.pairs(range(len(old)), range(len(new))):
            if not decided.allow(pair.old, pair.new):
                continue
            self._of_old.setdefault(pair.old, []).append(pair)
            self._of_new.setdefault(pair.new, []).append(pair)

    def beside(self, pair: Pair, group: Group) -> list[Rival]:
        """The counterparts of either side that are not in the group, the most alike first."""
        return _ranked(
            [rival for rival in self.of_old(pair.old) if rival.pair.new not in group.news]
            + [rival for rival in self.of_new(pair.new) if rival.pair.old not in group.olds]
        )

    def of_old(self, index: int) -> list[Rival]:
        """What an old measure might have become, the most alike first."""
        return _ranked(Rival(pair, self.new[pair.new], is_old=False) for pair in self._of_old.get(index, ()))

    def of_new(self, index: int) -> list[Rival]:
        """What a new measure might have been, the most alike first."""
        return _ranked(Rival(pair, self.old[pair.old], is_old=True) for pair in self._of_new.get(index, ()))

    def measures(self, rival: Rival) -> tuple[Measure, Measure]:
        """The old and the new measure that a link with the rival would join."""
        return self.old[rival.pair.old], self.new[rival.pair.new]

    def ties(self, pair: Pair, rivals: Sequence[Rival]) -> list[Rival]:
        """The rivals that wording does not tell from the chosen counterpart.

        A rival that is itself linked by a clearly closer wording is none; nor is any where the two linked records
        agree in every value.
        """
        if self._agree(pair):
            return []
        return [rival for rival in rivals if rival.pair.text > pair.text - NEAR and not self._taken(rival)]

    def certainty(self, pair: Pair, group: Group, ties: Sequence[Rival]) -> float:
        """Between 0 and 1; see the module's account."""
        if ties:
            lead = pair.context - max(rival.pair.context for rival in ties)
            highest = SETTLED_BY_CONTEXT if lead >= CLEAR_CONTEXT else TIED
        else:
            highest = 1.0 if group.identical else NEARLY_SAME
        if group.identical:
            return highest
        kept, drawn = self._kept(group), self._drawn(group)
        if (drawn < 1 and _has_neighbour(group.olds, self.lone_olds)) or (
            kept < 1 and _has_neighbour(group.news, self.lone_news)
        ):
            highest = min(highest, LONE_NEIGHBOUR)
        return round(min(highest, OPEN_WORDING + min(kept, drawn), *group.likelihoods), 2)

    def _kept(self, group: Group) -> float:
        """Share of the old wordings that stands in the new ones: all together, and the one that finds the least."""
        parts = (self.evidence.covered([old], group.news) for old in group.olds)
        return min(self.evidence.covered(group.olds, group.news), *parts)

    def _drawn(self, group: Group) -> float:
        """Share of the new wordings that comes from the old ones: all together, and the one that owes the least."""
        parts = (self.evidence.drawn(group.olds, [new]) for new in group.news)
        return min(self.evidence.drawn(group.olds, group.news), *parts)

    def _taken(self, rival: Rival) -> bool:
        """Whether the rival measure is linked elsewhere by a clearly closer wording."""
        index = rival.pair.old if rival.is_old else rival.pair.new
        group = (self.group_of_old if rival.is_old else self.group_of_new).get(index)
        return group is not None and max(pair.text for pair in group.pairs) >= rival.pair.text + NEAR

    def _agree(self, pair: Pair) -> bool:
        ours, theirs = self.old[pair.old], self.new[pair.new]
        return ours.number == theirs.number and all(
            words(one) == words(other)
            for one, other in (
                (ours.text, theirs.text),
                (ours.goal, theirs.goal),
                (ours.field_of_action, theirs.field_of_action),
                (ours.actors_text, theirs.actors_text),
            )
        )


def _has_neighbour(members: Iterable[int], lone: Container[int]) -> bool:
    return any(member + step in lone for member in members for step in (-1, 1))


def absence(rivals: Sequence[Rival]) -> float:
    """How sure it is that a measure has no counterpart: the less, the more alike the closest other one."""
    return round(ABSENT - rivals[0].pair.text / 2, 2) if rivals else ABSENT


def _ranked(rivals: Iterable[Rival]) -> list[Rival]:
    return sorted(rivals, key=lambda rival: (-round(rival.pair.score, 9), rival.is_old, rival.pair.old, rival.pair.new))
