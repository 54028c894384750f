"""1,000 one-byte flips and 100 truncations of each of a few catalogues: no difference in the records may be silent.

    python tests/flips.py [--flips 1000] [--truncations 100] [--seed 1] [CATALOGUE …]

What was done is noted in a file under the system's folder for temporary files; called again with the same words and
the same code, an interrupted run goes on. `make fuzz` runs it whole.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from apart import WRONG, edition, ending  # noqa: E402
from hostile.spoil import flip, truncate  # noqa: E402

FOUND = ROOT / "tests" / "hostile" / "found"
CATALOGUES = ("2023-office.pdf", "2023-print-css.pdf", "2023-latex-grid.pdf")
"""Three producers; the first is written object by object, the others keep their objects in compressed streams."""
FLIPS, TRUNCATIONS = 1000, 100
_TOLD_EVERY = 100


def spoilt(content: bytes, flips: int, truncations: int, seed: str) -> Iterator[tuple[str, bytes]]:
    """Every spoilt document with its name."""
    for number in range(flips):
        yield f"flip-{number}", flip(content, Random(f"{seed} flip {number}"))
    for number in range(truncations):
        yield f"truncate-{number}", truncate(content, Random(f"{seed} truncate {number}"))


def tried(path: Path, flips: int, truncations: int, seed: int) -> list[str]:
    """Spoil and read one catalogue; the names of the documents that did not end as they should."""
    content = path.read_bytes()
    good = edition(content)
    log = Path(tempfile.gettempdir(), f"flips-{path.stem}-{flips}-{truncations}-{seed}-{_state(content)}.txt")
    done = dict(line.split("\t") for line in log.read_text("utf-8").splitlines()) if log.exists() else {}
    began = time.monotonic()
    with log.open("a", encoding="utf-8") as notes:
        for count, (name, bad) in enumerate(spoilt(content, flips, truncations, f"{seed} {path.name}"), start=1):
            if name not in done:
                done[name] = ending(bad, good)
                notes.write(f"{name}\t{done[name]}\n")
                notes.flush()
            if done[name] in WRONG:
                FOUND.mkdir(exist_ok=True)
                (FOUND / f"{seed}-{name}-{path.name}").write_bytes(bad)
            if count % _TOLD_EVERY == 0:
                print(f"  {path.name}: {count} nach {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    log.unlink()
    print(
        f"{flips} Bytes verfälscht, {truncations}-mal abgeschnitten: {path.name}: {_counted(done.values())}", flush=True
    )
    return [f"{path.name} ({name}): {end}" for name, end in done.items() if end in WRONG]


def _state(content: bytes) -> str:
    """Of the catalogue and of all that reads it: another state begins anew."""
    code = sorted(path for folder in ("pipeline", "tests/hostile") for path in (ROOT / folder).rglob("*.py"))
    lists = sorted((ROOT / "templates").glob("*.csv"))
    return hashlib.sha256(content + b"".join(path.read_bytes() for path in (*code, *lists))).hexdigest()[:8]


def _counted(ends: Iterable[str]) -> str:
    return ", ".join(f"{end} {count}" for end, count in sorted(Counter(ends).items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try all catalogues; 1 if any document did not end as it should."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--flips", type=int, default=FLIPS)
    parser.add_argument("--truncations", type=int, default=TRUNCATIONS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("catalogues", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    paths = options.catalogues or [ROOT / "tests" / "catalogues" / name for name in CATALOGUES]
    wrong = [each for path in paths for each in tried(path, options.flips, options.truncations, options.seed)]
    print(*(f"FALSCH {each}" for each in wrong), sep="\n", end="\n" if wrong else "")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
