"""Where two measures stand: who stands beside them, and under which goal, as far as counterparts are known already."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from pipeline.reconcile.evidence import Pair, Side

CLOSE, LOOSE = 2, 4
"""Counterparts of neighbours that stand this much farther away, or nearer, still count in full, or half."""
REACH, NEIGHBOURS = 6, 2
"""Neighbours are the two nearest known ones on each side, at most six places away."""
FEW, LARGE = 7, 60
"""In a catalogue of seven measures everything is near; from sixty on, being near says all it can."""


class Surroundings:
    """Both editions with the positions that are known to belong together (old → new)."""

    def __init__(self, olds: Side, news: Side, landmarks: Mapping[int, int]) -> None:
        self._there, self._back = landmarks, {new: old for old, new in landmarks.items()}
        self._goals = [context.goal for context in olds.contexts], [context.goal for context in news.contexts]
        linked = [(self._goals[0][old], self._goals[1][new]) for old, new in landmarks.items()]
        self._together = Counter(linked)
        self._of_old, self._of_new = Counter(old for old, _ in linked), Counter(new for _, new in linked)
        size = max(1, len(olds.contexts), len(news.contexts))
        self._worth = max(0.0, min(1.0, log(size / FEW) / log(LARGE / FEW)))

    def near(self, pair: Pair) -> float:
        """Share of the neighbours whose counterparts stand beside the pair's counterpart; 0 to 1."""
        steps = [*_steps(pair.old, pair.new, self._there), *_steps(pair.new, pair.old, self._back)]
        close = sum((step <= CLOSE) + (step <= LOOSE) for step in steps) / 2
        return self._worth * close / len(steps) if steps else 0.0

    def goal(self, pair: Pair) -> float:
        """Likeness of the goals, or how often other measures under them belong together: a goal may be renamed."""
        old, new = self._goals[0][pair.old], self._goals[1][pair.new]
        itself = int(self._there.get(pair.old) == pair.new)
        others = self._of_old[old] + self._of_new[new] - 2 * itself
        return max(pair.goal, 2 * (self._together[old, new] - itself) / others if others else 0.0)


def _steps(here: int, there: int, partner: Mapping[int, int]) -> list[int]:
    """By how many places the counterparts of the neighbours are off where they would be if nothing had moved."""
    before = [at for at in range(here - 1, here - 1 - REACH, -1) if at in partner][:NEIGHBOURS]
    after = [at for at in range(here + 1, here + 1 + REACH) if at in partner][:NEIGHBOURS]
    return [abs(partner[at] - there - (at - here)) for at in (*before, *after)]


def taken_elsewhere(pairs: Sequence[Pair], landmarks: Mapping[int, int]) -> set[tuple[int, int]]:
    """The pairs one of whose measures is known to belong to another one."""
    back = {new: old for old, new in landmarks.items()}
    return {
        (pair.old, pair.new)
        for pair in pairs
        if landmarks.get(pair.old, pair.new) != pair.new or back.get(pair.new, pair.old) != pair.old
    }
