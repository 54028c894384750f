"""Ten runs at once for one output folder: how soon the nine that are too many say so.

`make bench`, or `PYTHONPATH=tests python -m bench.second_run`. Two seconds are wanted, on a machine that has
nothing else to do.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile.kinds import catalogue

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 10


def run(home: Path) -> tuple[int, float]:
    """The exit code of a run and the seconds it took, from the start of its process."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"],
        cwd=home, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, time.monotonic() - began


def main() -> None:
    """Print the seconds of the ten."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        home = Path(folder)
        (home / "input").mkdir()
        (home / "input" / "2024-katalog.pdf").write_bytes(catalogue())
        alone = min(run(home)[1] for _ in range(2))
        ended = list(pool.map(run, [home] * AT_ONCE))
    refused = sorted(seconds for code, seconds in ended if code == 8)
    worked = [seconds for code, seconds in ended if code == 0]
    print(f"Ten runs at once ({os.cpu_count()} processors; one alone takes {alone:.1f} s):")
    print(
        f"{len(worked)} worked ({', '.join(f'{each:.1f}' for each in worked)} s), {len(refused)} said that they are one"
    )
    print(f"too many, after {refused[0]:.2f} to {refused[-1]:.2f} s.")


if __name__ == "__main__":
    main()
