"""`make fuzz`: every hostile document through the program itself, kills, flips, and chance against every catalogue.

    python tests/fuzz.py [--rounds 1] [--seed 1] [files] [flips] [chance] [kills]

Without a part named, all of them, about fifteen minutes on two cores; each prints its summary and how long it took.
Spoilt documents that end in anything but the same records, a finding or a foreseen error are kept under
`tests/hostile/found/` and named at the end.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from apart import WRONG, edition, ending  # noqa: E402
from flips import CATALOGUES, FLIPS, FOUND, TRUNCATIONS, tried  # noqa: E402
from hostile import Case, cases  # noqa: E402
from hostile.spoil import WAYS  # noqa: E402
from kills import Killing  # noqa: E402

FOLDER = ROOT / "tests" / "catalogues"
KILLS = 100
AT_ONCE = 2
SLOWEST, LARGEST = 20.0, 1024
"""Seconds and MiB that one document may take."""


def files(_: argparse.Namespace) -> list[str]:
    """Every made document as the analyst would read it, at the limits the program comes with."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = list(pool.map(_through_the_program, cases()))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    codes = Counter(code for _, code, _, _ in ended)
    slowest = sorted(((took, case.name) for case, _, took, _ in ended), reverse=True)
    print(
        f"{len(ended)} gemachte Dateien: Codes {_counted(codes)}; höchstens {largest} MiB in einem Prozess; längstens"
    )
    print(*(f"  {took:5.1f} s {name}" for took, name in slowest[:5]), sep="\n")
    wrong = [f"{case.name}: Code {code} nach {took:.1f} s: {told[-300:]}" for case, code, took, told in ended if told]
    return wrong + ([f"{largest} MiB Speicher"] if largest > LARGEST else [])


def _through_the_program(case: Case) -> tuple[Case, int, float, str]:
    """The document, the exit code, the seconds, and what was wrong with that, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, case.name)
        path.write_bytes(case.make())
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "read", str(path), "-o", f"{folder}/aus"],
            cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        took = time.monotonic() - began
    line = bool(re.fullmatch(r"(Fehler: [^\n]*\n)?", done.stderr)) and bool(done.stderr) == bool(done.returncode)
    right = done.returncode in {end.exit_code for end in case.ends} and line and took <= SLOWEST
    return case, done.returncode, took, "" if right else done.stderr or "ohne Meldung"


def flips(options: argparse.Namespace) -> list[str]:
    """A thousand flips and a hundred truncations of each of a few catalogues."""
    return [each for name in CATALOGUES for each in tried(FOLDER / name, FLIPS, TRUNCATIONS, options.seed)]


def chance(options: argparse.Namespace) -> list[str]:
    """Every catalogue, spoilt in every way."""
    ended: Counter[str] = Counter()
    wrong = []
    for path in sorted(FOLDER.glob("*.pdf")):
        content = path.read_bytes()
        good = edition(content)
        for number, way in ((number, way) for number in range(options.rounds) for way in WAYS):
            spoilt = way(content, Random(f"{options.seed} {number} {path.name}"))
            end = ending(spoilt, good)
            ended[end] += 1
            if end in WRONG:
                FOUND.mkdir(exist_ok=True)
                (FOUND / f"{options.seed}-{number}-{way.__name__}-{path.name}").write_bytes(spoilt)
                wrong.append(f"{path.name} ({way.__name__}, Runde {number}): {end}")
    print(f"{ended.total()} verdorbene Kataloge: {_counted(ended)}")
    return wrong


def kills(options: argparse.Namespace) -> list[str]:
    """The program killed at random moments, each time followed by a run that must put everything right."""
    if sys.platform != "linux":
        return []
    wrong = []
    for way in ("exchange", "replacement"):
        with tempfile.TemporaryDirectory() as folder:
            killing = Killing(Path(folder), options.seed, way)
            killing.run(KILLS, rest=1)
        print(f"{KILLS} Abbrüche ({way}): {_counted(killing.left)}")
        wrong += killing.wrong
    return wrong


def _counted(ends: Counter[str] | Counter[int]) -> str:
    return ", ".join(f"{end} {count}-mal" for end, count in sorted(ends.items()))


PARTS: dict[str, Callable[[argparse.Namespace], Iterable[str]]] = {
    part.__name__: part for part in (files, flips, chance, kills)
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are named; how many things went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    options = parser.parse_args(arguments)
    wrong: list[str] = []
    for name in options.parts or PARTS:
        began = time.monotonic()
        wrong += PARTS[name](options)
        print(f"  ({name}: {time.monotonic() - began:.0f} s)", flush=True)
    print(*(f"FALSCH {line}" for line in wrong), f"{len(wrong)} falsch", sep="\n")
    return min(len(wrong), 100)


if __name__ == "__main__":
    sys.exit(main())
