"""What each point of `pipeline/reconcile/weigh.py` is worth: fitted to successor editions of the tuning seeds.

`PYTHONPATH=tests python -m fit_points` prints the points of a logistic regression; they go into `weigh.py` by hand.
"""

import numpy as np
from successors import base, successor

from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.link import landmarks
from pipeline.reconcile.weigh import weigh

SEEDS = range(80)
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)
POINTS = ("short", "throughout", "lead", "lead both", "near", "notes", "goal", "actors")
RIDGE = 1.0
"""Keeps points small that hardly matter."""


def rows(seed: int, share: float) -> list[tuple[list[float], bool]]:
    """What speaks for every pair of one edition and its successor, and whether they belong together."""
    old = base(seed)
    made = successor(old, seed, share)
    new = made.edition
    truth = {(one, other) for one, other, _ in made.truth}
    evidence = Evidence(old.measures, new.measures)
    sizes = len(old.measures), len(new.measures)
    pairs = evidence.pairs(range(sizes[0]), range(sizes[1]))
    found = []
    for item in weigh(pairs, {}, sizes, landmarks(pairs, {}, sizes)):
        pair = item.pair
        short = max(0.0, item.usual - pair.beyond)
        worth = [short, pair.throughout, item.lead, item.lead_both, item.near, pair.notes, pair.goal, pair.actors]
        found.append((worth, (old.measures[pair.old].number, new.measures[pair.new].number) in truth))
    return found


def fitted(features: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    """Base and points of a logistic regression, by Newton's method on standardised features."""
    mean, spread = features.mean(0), features.std(0)
    given = np.c_[np.ones(len(features)), (features - mean) / spread]
    weights = np.zeros(given.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - likely) - RIDGE * np.r_[0, weights[1:]]
        bend = (given.T * (likely * (1 - likely))) @ given + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    points = weights[1:] / spread
    return float(weights[0] - points @ mean), points


def main() -> None:
    """Print base and points."""
    found = [row for share in SHARES for seed in SEEDS for row in rows(seed, share)]
    base_points, points = fitted(
        np.array([worth for worth, _ in found]), np.array([float(right) for _, right in found])
    )
    print(f"base {base_points:.1f}", *(f"{name} {worth:.1f}" for name, worth in zip(POINTS, points, strict=True)))


if __name__ == "__main__":
    main()
