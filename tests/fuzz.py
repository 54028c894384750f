"""`make fuzz`: every hostile document through the program itself, a hundred kills, chance against every catalogue.

    python tests/fuzz.py [ROUNDS [SEED]]

Each round spoils every catalogue in every way of `hostile/spoil.py`. What ends in anything but a result, a finding or a
foreseen error is kept under `tests/hostile/found/` and named at the end.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import cases  # noqa: E402
from hostile.spoil import WAYS  # noqa: E402
from kills import Killing  # noqa: E402

from pipeline.collect import Document  # noqa: E402
from pipeline.confine import read_apart  # noqa: E402
from pipeline.errors import PipelineError, ReaderFailed  # noqa: E402
from pipeline.limits import Admission, Limits  # noqa: E402
from pipeline.model import Edition  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402

FOUND = ROOT / "tests" / "hostile" / "found"
WORDS = load(ROOT / "templates")
KILLS = 100
SLOWEST, LARGEST = 20.0, 1024
"""Seconds and MiB that one document may take."""


def main(rounds: int, seed: int) -> int:
    """Run everything; the number of documents that did not end as they should."""
    wrong = [*through_the_program(), *by_kills(seed), *by_chance(rounds, seed)]
    print(*(f"FALSCH {line}" for line in wrong), f"{len(wrong)} falsch", sep="\n")
    return min(len(wrong), 100)


def through_the_program() -> Iterator[str]:
    """Every made document as the analyst would read it."""
    ended: Counter[int] = Counter()
    slowest = 0.0
    for case in cases():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, case.name)
            path.write_bytes(case.make())
            began = time.monotonic()
            done = subprocess.run(
                [sys.executable, "-m", "pipeline", "read", str(path), "-o", f"{folder}/aus"],
                cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            took = time.monotonic() - began
        ended[done.returncode] += 1
        slowest = max(slowest, took)
        codes = {end.exit_code for end in case.ends}
        line = bool(re.fullmatch(r"(Fehler: [^\n]*\n)?", done.stderr)) and bool(done.stderr) == bool(done.returncode)
        if done.returncode not in codes or not line or took > SLOWEST:
            yield f"{case.name}: Code {done.returncode} nach {took:.1f} s: {done.stderr[-300:]}"
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{ended.total()} gemachte Dateien: Codes {dict(sorted(ended.items()))}, längstens {slowest:.1f} s,", end=" ")
    print(f"höchstens {largest} MiB in einem Prozess")
    if largest > LARGEST:
        yield f"{largest} MiB Speicher"


def by_kills(seed: int) -> list[str]:
    """The program killed at random moments, each time followed by a run that must put everything right."""
    if sys.platform != "linux":
        return []
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), seed)
        killing.run(KILLS, rest=1)
    print(f"{KILLS} Abbrüche: {dict(sorted(killing.left.items()))}")
    return killing.wrong


def by_chance(rounds: int, seed: int) -> Iterator[str]:
    """Every catalogue, spoilt."""
    ended: Counter[str] = Counter()
    for path in sorted((ROOT / "tests" / "catalogues").glob("*.pdf")):
        content = path.read_bytes()
        good = edition(content)
        for number in range(rounds):
            for way in WAYS:
                spoilt = way(content, Random(f"{seed} {number} {path.name}"))
                end = ending(spoilt, good)
                ended[end] += 1
                if end in ("still anders", "Absturz"):
                    FOUND.mkdir(exist_ok=True)
                    (FOUND / f"{seed}-{number}-{way.__name__}-{path.name}").write_bytes(spoilt)
                    yield f"{path.name} ({way.__name__}, Runde {number}): {end}"
    print(f"{ended.total()} verdorbene Kataloge: {dict(sorted(ended.items()))}")


def ending(content: bytes, good: Edition) -> str:
    """What became of a spoilt document."""
    try:
        found = edition(content)
    except ReaderFailed:
        return "Absturz"
    except PipelineError as error:
        return type(error).__name__
    if told(found) == told(good):
        return "gleich"
    return "anders, mit Befund" if set(found.findings) - set(good.findings) else "still anders"


def edition(content: bytes) -> Edition:
    document = Document("2024-katalog.pdf", content, 2024, sample=False)
    return read_apart([document], WORDS, Limits(), Admission(), lambda *_: None)[0]


def told(found: Edition) -> object:
    """All that an edition says, wherever it stands on the page."""
    measures = [replace(measure, places=()) for measure in found.measures]
    return measures, found.title, found.fields, found.further_measures, found.remarks


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]]
    sys.exit(main(*given, *(1, 1)[len(given) :]))
