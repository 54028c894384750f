"""The program killed with SIGKILL, with its process group, at moments that a seed chooses; what it leaves is inspected.

Three of four kills are spread evenly over a run, the fourth falls when the results are being put in place, which by the
clock alone would hardly ever be met. Linux only: it looks for processes in /proc.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from hostile.texts import TEXT

from pipeline.errors import CheckFailed
from pipeline.verify import verify

ROOT = Path(__file__).parent.parent
TEXTS = {"alt": TEXT, "neu": TEXT.replace("Wird fortgesetzt", "Abgeschlossen", 1)}
"""Last edition of two inputs whose results differ in every file but the older edition's."""
_AS_IT_IS = "import sys; from pipeline.cli import main; sys.exit(main())"
_FILE_BY_FILE = "from pipeline.publish import exchange; exchange.put = lambda *_: False; " + _AS_IT_IS
_DELIVERY = 0.06
"""Seconds within which a delivery is killed from its beginning on."""
_PATIENCE = 20.0
"""Seconds for readers to notice that their run is gone; loaded machines need a few to start one at all."""

Files = dict[str, bytes]


class Killing:
    """A folder with two inputs, in which runs are killed; `wrong` is what went wrong, `left` counts what was left."""

    def __init__(self, home: Path, seed: int, way: str = "exchange") -> None:
        """`way` is how the results are put in place: `exchange`, or file by file (`replacement`) as on Windows."""
        self.home = home
        self.program = _FILE_BY_FILE if way == "replacement" else _AS_IT_IS
        self.chance = Random(seed)
        self.wrong: list[str] = []
        self.left: Counter[str] = Counter()
        self.results: dict[str, Files] = {}
        (home / "tmp").mkdir()
        for name, text in TEXTS.items():
            (home / name).mkdir()
            (home / name / "2023-katalog.txt").write_text(TEXT, encoding="utf-8")
            (home / name / "2024-katalog.txt").write_text(text, encoding="utf-8")
        for name in ("neu", "alt"):
            began = time.monotonic()
            assert self._start(name).wait(timeout=120) == 0
            self.duration = time.monotonic() - began
            self.results[name] = self._outputs()
        self.inventory = self._inventory()

    def run(self, times: int, *, rest: int) -> None:
        """Kill so many runs; after every `rest` of them one is let through, which must put everything right.

        A run that was already over when its moment came does not count, but for machines that are never slow enough.
        """
        number = tries = 0
        while number < times and tries < 2 * times:
            tries += 1
            name = "alt" if self._outputs() == self.results["neu"] else "neu"
            in_delivery = number % 4 == 3
            moment = self._kill(name, in_delivery, (number + self.chance.random()) / times)
            if moment is None:
                self.left["schon fertig"] += 1
                continue
            after = f"Abbruch {number + 1} ({name}, {'beim Ablegen + ' if in_delivery else ''}{moment:.3f} s)"
            self._inspect(after)
            number += 1
            if number % rest == 0:
                self._inspect_next_run(after, name)

    def _kill(self, name: str, in_delivery: bool, share: float) -> float | None:
        """The moment at which a run was killed; None if it was over by then."""
        process = self._start(name)
        if in_delivery:
            moment = self.chance.uniform(0, _DELIVERY)
            while process.poll() is None and not any(map(Path.exists, self._workshops())):
                time.sleep(0.001)
        else:
            moment = share * self.duration
        time.sleep(moment)
        if process.poll() is not None:
            return None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return moment

    def _inspect(self, after: str) -> None:
        found = self._outputs()
        state = next((name for name, files in self.results.items() if files == found), "gemischt")
        if state == "gemischt" and self._is_called_interrupted():
            state = "unterbrochen, und das sagt verify"
        self.left[state] += 1
        if state == "gemischt":
            self.wrong.append(f"{after}: gemischte Ergebnisse {sorted(found)}")
        patience = time.monotonic() + _PATIENCE
        while (alive := self._alive()) and time.monotonic() < patience:
            time.sleep(0.02)
        if alive:
            self.wrong.append(f"{after}: noch am Leben {alive}")

    def _inspect_next_run(self, after: str, name: str) -> None:
        if code := self._start(name).wait(timeout=120):
            self.wrong.append(f"{after}: der nächste Lauf endet mit {code}")
        if self._outputs() != self.results[name]:
            self.wrong.append(f"{after}: der nächste Lauf schreibt anderes")
        if stray := self._inventory() ^ self.inventory:
            self.wrong.append(f"{after}: nach dem nächsten Lauf liegt anderes da: {sorted(stray)}")
        self.left["danach gelungen"] += 1

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", self.program, "run", f"--input={name}"],
            cwd=self.home, env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.home / "tmp")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def _workshops(self) -> tuple[Path, Path]:
        """What is there only while results are put in place."""
        return self.home / ".output.neu", self.home / "output" / ".lauf"

    def _is_called_interrupted(self) -> bool:
        try:
            verify(self.home / "output")
        except CheckFailed as error:
            return "wurde unterbrochen" in str(error)
        return False

    def _outputs(self) -> Files:
        """The results; what a run that was killed needed on the way is nobody's result."""
        folder = self.home / "output"
        inside = (path for path in sorted(folder.rglob("*")) if path.is_file())
        files = (path for path in inside if not path.relative_to(folder).parts[0].startswith(".lauf"))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def _inventory(self) -> set[str]:
        return {path.relative_to(self.home).as_posix() for path in self.home.rglob("*")}

    def _alive(self) -> list[int]:
        """Processes of our runs, readers too: all inherit the folder for temporary files."""
        mark = f"TMPDIR={self.home / 'tmp'}\0".encode()
        return [int(each.name) for each in Path("/proc").glob("[0-9]*") if mark in _environment(each)]


def _environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:  # it has ended, or is not ours
        return b""
