"""`make fuzz`: every hostile document through the program itself, kills, flips, and chance against every catalogue.

    python tests/fuzz.py [--rounds 1] [--seed 1] [files] [flips] [chance] [kills] [full]

Without a part named, all of them, about half an hour on two idle cores; each prints its summary and how long it took.
Spoilt documents that end in anything but the same records, a finding or a foreseen error are kept under
`tests/hostile/found/` and named at the end.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import full_disk  # noqa: E402
from apart import WRONG, edition, ending  # noqa: E402
from flips import CATALOGUES, FLIPS, FOUND, TRUNCATIONS, tried  # noqa: E402
from hostile import Case, cases  # noqa: E402
from hostile.spoil import WAYS  # noqa: E402
from kills import Killing  # noqa: E402

FOLDER = ROOT / "tests" / "catalogues"
KILLS = 100
AT_ONCE = 2
SLOWEST, LARGEST = 20.0, 1024
"""Seconds of the processor, all processes together, and MiB that one document may take; the clock is printed too."""


class Ended(NamedTuple):
    """How the program ended for a document; `wrong` says what was not as it should be, if anything."""

    name: str
    code: int
    clock: float
    busy: float
    memory: int
    wrong: str


def files(_: argparse.Namespace) -> list[str]:
    """Every made document as the analyst would read it, at the limits the program comes with."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = list(pool.map(_through_the_program, cases()))
    codes = Counter(each.code for each in ended)
    longest, busiest, largest = (max(ended, key=itemgetter(place)) for place in (2, 3, 4))
    print(f"{len(ended)} gemachte Dateien: Codes {_counted(codes)}")
    print(f"  Rechenzeit höchstens {busiest.busy:.1f} s ({busiest.name})")
    print(f"  Speicher höchstens {largest.memory} MiB in einem Prozess ({largest.name})")
    print(
        f"  nach der Uhr höchstens {longest.clock:.1f} s ({longest.name}), {AT_ONCE} zugleich, Last der Maschine",
        end=" ",
    )
    print(f"{os.getloadavg()[2]:.1f} bei {os.cpu_count()} Prozessoren")
    return [f"{each.name}: Code {each.code}: {each.wrong}" for each in ended if each.wrong]


def _through_the_program(case: Case) -> Ended:
    with tempfile.TemporaryDirectory() as folder:
        path, said = Path(folder, case.name), Path(folder, "gesagt")
        path.write_bytes(case.make())
        began = time.monotonic()
        with said.open("wb") as errors:
            command = [sys.executable, "-m", "pipeline", "read", str(path), "-o", f"{folder}/aus"]
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
            _, status, used = os.wait4(process.pid, 0)
        clock, code = time.monotonic() - began, os.waitstatus_to_exitcode(status)
        process.returncode = code
        busy, memory = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
        told = said.read_text("utf-8")
    line = bool(re.fullmatch(r"(Fehler: [^\n]*\n)?", told)) and bool(told) == bool(code)
    foreseen = code in {end.exit_code for end in case.ends} and line
    right = foreseen and busy <= SLOWEST and memory <= LARGEST
    return Ended(case.name, code, clock, busy, memory, "" if right else f"{busy:.1f} s, {memory} MiB: {told[-300:]}")


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


def full(_: argparse.Namespace) -> list[str]:
    """The program on disks that fill up while it puts its results in place."""
    with tempfile.TemporaryDirectory() as folder:
        count, wrong = full_disk.faults(Path(folder))
    print(
        f"{count} volle Datenträger" if count else "Volle Datenträger: übersprungen, Einhängen ist hier nicht erlaubt"
    )
    return wrong


def _counted(ends: Counter[str] | Counter[int]) -> str:
    return ", ".join(f"{end} {count}-mal" for end, count in sorted(ends.items()))


PARTS: dict[str, Callable[[argparse.Namespace], Iterable[str]]] = {
    part.__name__: part for part in (files, flips, chance, kills, full)
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
