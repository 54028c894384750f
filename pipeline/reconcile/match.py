"""Which texts of two short lists belong together: same ones first, then reworded ones by likeness."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.reconcile.wording import unstyled, words

REWORDED = 0.5
"""Share of common words, in order, from which two texts are one text reworded."""

Match = tuple[int | None, int | None]


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Positions in both lists: by place in the new one, then what only the old one holds. Each position once."""
    partner = _same(old, new)
    free_old = [at for at in range(len(old)) if at not in partner.values()]
    free_new = [at for at in range(len(new)) if at not in partner]
    alike = [(_likeness(old[ours], new[theirs]), ours, theirs) for ours in free_old for theirs in free_new]
    for likeness, ours, theirs in sorted(alike, key=lambda match: (-match[0], *match[1:])):
        if likeness >= REWORDED and theirs not in partner and ours not in partner.values():
            partner[theirs] = ours
    for theirs in range(len(new)):
        yield partner.get(theirs), theirs
    for ours in free_old:
        if ours not in partner.values():
            yield ours, None


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New position → old position of the same text; among several in their order."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(old):
        places.setdefault(unstyled(text), []).append(at)
    partner = {}
    for at, text in enumerate(new):
        if left := places.get(unstyled(text)):
            partner[at] = left.pop(0)
    return partner


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()
