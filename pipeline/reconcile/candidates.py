"""Which measures are worth a close look: those that share rare words, found through an inverted index.

The number of look-ups per measure is bounded, so that cost grows with the number of measures and not its square.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import fsum

LOOKUPS = 1500
"""Entries of the index that are inspected per measure, rarest words first."""
CANDIDATES = 12
"""Counterparts per measure that are looked at closely."""


def candidates(texts: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> list[list[int]]:
    """For each text (words with their weights) the positions of the other texts that share most with it."""
    index: dict[str, list[int]] = {}
    for position, other in enumerate(others):
        for word in other:
            index.setdefault(word, []).append(position)
    sizes = [fsum(other.values()) for other in others]
    return [_nearest(text, index, sizes) for text in texts]


def _nearest(text: Mapping[str, float], index: Mapping[str, Sequence[int]], sizes: Sequence[float]) -> list[int]:
    shared = defaultdict[int, float](float)
    left = LOOKUPS
    for word in sorted((word for word in text if word in index), key=lambda word: (len(index[word]), word)):
        positions, weight = index[word], text[word]
        left -= len(positions)
        if left < 0 and shared:
            break
        for position in positions:
            shared[position] += weight
    size = fsum(text.values())
    ranked = [
        (-weight / (size if size < (other := sizes[at]) else other), -weight, at)  # min() would take twice as long
        for at, weight in shared.items()
    ]
    return [at for *_, at in nsmallest(CANDIDATES, ranked)]
