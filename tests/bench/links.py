"""How well links are found: by rewording level, by certainty, beside other ways, and how time and memory grow.

`make bench`, or `PYTHONPATH=tests python -m bench.links`. Points and thresholds were chosen on other
seeds (0 to 79).
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from time import process_time

from successors import Crosswalk, Successor, base, catalogue, scores, successor

from bench.peers import PEERS, missing
from pipeline.model import Edition, Link, Relation
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
RULES = load_rules(TEMPLATES, load_vocabulary(TEMPLATES))
SEEDS = range(5000, 5030)
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)
MEGABYTE = 2**20
KILOBYTES = 1 if sys.platform == "darwin" else 1024
"""Unit of `ru_maxrss` in bytes."""
SIZES = (1_000, 3_000, 10_000)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0)
"""Lower bounds of the rows of the calibration table; the row of 0.9 begins above it."""

Editions = Sequence[tuple[Edition, Successor]]
Find = Callable[[Edition, Edition], Crosswalk]


def crosswalk(links: Sequence[Link]) -> Crosswalk:
    """The links as the truth words them."""
    return frozenset(map(key, links))


def key(link: Link) -> tuple[str, str, Relation]:
    """Old number, new number and relation."""
    return (link.old.number if link.old else "", link.new.number if link.new else "", link.relation)


def ours(old: Edition, new: Edition) -> Crosswalk:
    """What this project finds."""
    return crosswalk(reconcile(old, new, RULES).links)


def quality(
    name: str, find: Callable[[Edition, Edition], Crosswalk], editions: Mapping[float, Editions]
) -> Iterator[str]:
    """One row for each rewording level: precision, recall and F1 of crosswalk rows, relation included."""
    for share, pairs in editions.items():
        rated = [scores(find(old, made.edition), made.truth) for old, made in pairs]
        precision, recall, f1 = (fmean(column) for column in zip(*rated, strict=True))
        yield f"{name:<24}{share:>8.0%}{precision:>11.4f}{recall:>9.4f}{f1:>9.4f}"


def calibration(editions: Mapping[float, Editions]) -> Iterator[str]:
    """How many links of each certainty are right; the last line names the surest wrong one."""
    rated: list[tuple[float, bool, bool]] = []
    for pairs in editions.values():
        for old, made in pairs:
            links = reconcile(old, made.edition, RULES).links
            rated += [(link.certainty, key(link) in made.truth, bool(link.old and link.new)) for link in links]
    yield f"{'certainty':<14}{'links':>8}{'right':>9}{'alone':>8}{'right':>9}"
    for lower, upper in zip(BINS, (*BINS[1:], 2.0), strict=True):
        row = [item for item in rated if _above(lower, item[0]) and not _above(upper, item[0])]
        name = f"{lower:.2f}–{upper:.2f}" if upper <= 1 else "1.00"
        yield f"{name:<14}{_share_right(row, linked=True)}{_share_right(row, linked=False)}"
    yield f"surest wrong row: {max((sure for sure, right, _ in rated if not right), default=0.0):.2f}"


def _above(bound: float, certainty: float) -> bool:
    return certainty > bound if bound == 0.9 else certainty >= bound


def _share_right(row: Sequence[tuple[float, bool, bool]], *, linked: bool) -> str:
    found = [right for _, right, both in row if both is linked]
    return f"{len(found):>8}{fmean(found):>9.1%}" if found else f"{0:>8}{'':>9}"


def scale(size: int) -> None:
    """Print time in seconds and peak memory in MiB of linking `size` measures; in a process of its own."""
    old = catalogue(1, size)
    new = successor(old, 5001, 0.3).edition
    before = process_time()
    reconcile(old, new, RULES)
    print(process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTES / MEGABYTE)


def growth() -> Iterator[str]:
    """Time as a multiple of the smallest size, and peak memory."""
    yield f"{'measures':>9}{'size':>8}{'time':>8}{'MiB':>8}"
    least = 0.0
    for size in SIZES:
        call = [sys.executable, "-m", "bench.links", "--scale", str(size)]
        seconds, memory = map(float, subprocess.run(call, capture_output=True, check=True, text=True).stdout.split())
        least = least or seconds
        yield f"{size:>9}{size / SIZES[0]:>7.1f}x{seconds / least:>7.1f}x{memory:>8.0f}"


def report() -> Iterator[str]:
    """Everything, line by line."""
    editions = {share: [(base(seed), successor(base(seed), seed, share)) for seed in SEEDS] for share in SHARES}
    yield f"Links of {len(SEEDS)} successor editions (seeds {SEEDS.start} to {SEEDS.stop - 1}) at each rewording level"
    yield f"{'':<24}{'reworded':>8}{'precision':>11}{'recall':>9}{'F1':>9}"
    yield from quality("this project", ours, editions)
    for name, (find, packages) in PEERS.items():
        if absent := missing(packages):
            yield f"{name:<24}not installed: {', '.join(absent)}"
            continue
        yield from quality(name, find, editions)
    yield ""
    yield "Certainty and truth (all levels together; alone: new and dropped)"
    yield from calibration(editions)
    yield ""
    yield "Growth (30 % reworded)"
    yield from growth()


def main() -> None:
    """Print the report, or measure one size (`--scale N`)."""
    if sys.argv[1:2] == ["--scale"]:
        scale(int(sys.argv[2]))
        return
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
