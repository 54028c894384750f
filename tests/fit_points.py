"""What each point of `pipeline/reconcile/weigh.py` and `parts.py` is worth, and which thresholds serve best.

`PYTHONPATH=tests python -m fit_points` prints the points of two logistic regressions (they go into the modules by
hand), how well points that were fitted to some catalogues serve for others, and F1 for each threshold. All of it is
measured on successor editions of the tuning seeds, none of which `make bench` reports.
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from unittest.mock import patch

import numpy as np
from bench.links import ours
from successors import PRINTED, base, scores, successor

from pipeline.reconcile import link, parts, weigh
from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.groups import Group
from pipeline.reconcile.wishes import Wishes

SEEDS = range(80)
SHARES = (0.1, 0.3, 0.5)
RIDGE = 1.0
"""Keeps points small that hardly matter."""
PAIR = ("TRACES", "BOTH", "LEAD", "LEAD_BOTH", "NEAR", "NOTES", "GOAL", "ACTORS")
PART = ("OWN", "LEFT", "TRACES", "LENGTH", "BESIDE", "GOAL", "ACTORS", "LEAD")
"""Names of the points, in the order of the numbers that `Row.worth` holds."""
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
THRESHOLD_SEEDS = range(1000, 1030)
"""Neither fitted to nor reported by `make bench`."""


@dataclass(frozen=True)
class Row:
    """What speaks for a pair or part, whether it is true, and from which seed and rewording level it is."""

    worth: tuple[float, ...]
    right: bool
    seed: int
    share: float


def rows(seed: int, share: float) -> tuple[list[Row], list[Row]]:
    """Every pair of one edition and its successor; and every further part that its groups might take in."""
    old, made = base(seed), successor(base(seed), seed, share)
    new = made.edition
    truth = {(one, other) for one, other, _ in made.truth}
    evidence = Evidence(old.measures, new.measures)
    joined: list[parts.Part] = []

    def collected(groups: list[Group], weighed: Sequence[weigh.Weighed], *given: object) -> list[Group]:
        of_old = {at: group for group in groups for at in group.olds}
        of_new = {at: group for group in groups for at in group.news}
        found = parts.parts(weighed, of_old, of_new, *given)  # type: ignore[arg-type]
        joined.extend(part for _, _, part in found if part.own >= parts.LEAST_OWN)
        pairs.extend(weighed)
        return []

    pairs: list[weigh.Weighed] = []
    with patch.object(link, "extended", collected):
        link.group(old.measures, new.measures, evidence, Wishes())

    def row(pair: Pair, *worth: float) -> Row:
        return Row(worth, (old.measures[pair.old].number, new.measures[pair.new].number) in truth, seed, share)

    return (
        [
            row(
                p.pair,
                p.traces,
                p.both,
                p.believed * p.lead,
                p.believed * p.lead_both,
                p.near,
                p.pair.notes,
                p.goal,
                p.pair.actors,
            )
            for p in pairs
        ],
        [row(p.pair, p.own, p.left, p.traces, p.length, p.beside, p.goal, p.actors, p.lead) for p in joined],
    )


def fitted(found: Sequence[Row]) -> np.ndarray:
    """Base and points of a logistic regression, by Newton's method on standardised numbers."""
    worth, right = np.array([row.worth for row in found]), np.array([float(row.right) for row in found])
    mean, spread = worth.mean(0), worth.std(0) + 1e-9
    given = np.c_[np.ones(len(worth)), (worth - mean) / spread]
    weights = np.zeros(given.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - likely) - RIDGE * np.r_[0, weights[1:]]
        bend = (given.T * (likely * (1 - likely))) @ given + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    points: np.ndarray = np.r_[0.0, weights[1:] / spread]
    points[0] = weights[0] - points[1:] @ mean
    return points


def surprise(points: np.ndarray, found: Sequence[Row]) -> float:
    """How far the likelihoods are from the truth: bits for each thousand rows, the less the better."""
    likely = 1 / (1 + np.exp(-(points[0] + np.array([row.worth for row in found]) @ points[1:])))
    right = np.array([row.right for row in found])
    return float(-1000 * np.log2(np.where(right, likely, 1 - likely) + 1e-12).mean())


def shown(names: Sequence[str], found: Sequence[Row]) -> Iterator[str]:
    """The points, and how those of some catalogues serve for the others."""
    given = fitted(found)
    yield f"  BASE = {given[0]:.2f}  " + "  ".join(f"{n} = {p:.2f}" for n, p in zip(names, given[1:], strict=True))
    for name, kind in {"invented": -1, **{texts[0]: at for at, texts in enumerate(PRINTED)}}.items():
        here = [row for row in found if _catalogue(row.seed) == kind]
        others = fitted([row for row in found if _catalogue(row.seed) != kind])
        own = surprise(fitted(here), here)
        yield f"  {name:<26} fitted to it {own:6.2f}   to the others {surprise(others, here):6.2f}"


def _catalogue(seed: int) -> int:
    """-1 for an invented catalogue, else which printed one (see `base`)."""
    return -1 if seed % 2 else seed // 2 % len(PRINTED)


def f1(seed: int, share: float, start: float, join: float) -> float:
    """Of the whole crosswalk, with other thresholds than the program's own."""
    old, made = base(seed), successor(base(seed), seed, share)
    with patch.object(link, "START", start), patch.object(parts, "JOIN", join):
        return scores(ours(old, made.edition), made.truth)[2]


def thresholds(pool: ProcessPoolExecutor) -> Iterator[str]:
    """F1 for each threshold, the other one left at its value."""
    yield f"{'':<16}" + "".join(f"{share:>8.0%}" for share in SHARES)
    for name, given in {
        **{f"links {value}": (value, parts.JOIN) for value in THRESHOLDS},
        **{f"parts {value}": (link.START, value) for value in THRESHOLDS},
    }.items():
        jobs = [(seed, share, *given) for share in SHARES for seed in THRESHOLD_SEEDS]
        found = dict(zip(jobs, pool.map(f1, *zip(*jobs, strict=True), chunksize=16), strict=True))
        means = [fmean(value for job, value in found.items() if job[1] == share) for share in SHARES]
        yield f"{name:<16}" + "".join(f"{mean:>8.4f}" for mean in means)


def points(pool: ProcessPoolExecutor) -> Iterator[str]:
    """Those of both modules."""
    both = list(pool.map(rows, *zip(*product(SEEDS, SHARES), strict=True), chunksize=8))
    yield "weigh.py"
    yield from shown(PAIR, [row for of_pairs, _ in both for row in of_pairs])
    yield "parts.py"
    yield from shown(PART, [row for _, of_parts in both for row in of_parts])


def main() -> None:
    """Print everything, or with `--points` or `--thresholds` that alone."""
    with ProcessPoolExecutor() as pool:
        for option, printed in (("--points", points), ("--thresholds", thresholds)):
            if option in sys.argv or len(sys.argv) == 1:
                for line in printed(pool):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
