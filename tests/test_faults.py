"""What no file of the analyst can be blamed for: kills, a full disk, ten runs at once, a strange machine.

How the steps of a delivery stand all this one by one is in `test_deliver.py`; here it is the whole program.
"""

import errno
import hashlib
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from folders import contents
from hostile.kinds import catalogue
from hostile.texts import TEXT
from kills import Killing

from pipeline.cli import main
from pipeline.verify import verify

ROOT = Path(__file__).parent.parent
SIZES = 20
AT_ONCE = 10
HOLD = (
    "import sys; from pathlib import Path; from pipeline.lock import locked\n"
    "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
)
"""A run that does nothing but hold the lock until its input ends."""

Files = dict[str, bytes]
pytestmark = pytest.mark.usefixtures("here")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="its file system knows no such thing")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def program(
    *arguments: str,
    environment: dict[str, str] | None = None,
    umask: int = -1,
    prepare: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """The real command line, in the working folder."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {}), umask=umask, preexec_fn=prepare,
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def is_told_full(line: str) -> bool:
    return line.count("\n") == 1 and line.startswith("Fehler: Der Datenträger") and "sind unverändert: Bitte" in line


# --- kills ----------------------------------------------------------------------------------------------------------


@linux_only
@pytest.mark.parametrize("way", ["exchange", "replacement"])
def test_killed_run_leaves_all_old_or_all_new_and_the_next_one_succeeds(way: str, tmp_path: Path) -> None:
    """Four kills of each kind; `make fuzz` makes a hundred of each. Kills at every single step: `test_deliver.py`."""
    (tmp_path / "kills").mkdir()
    killing = Killing(tmp_path / "kills", 7, way)
    killing.run(4, rest=4)
    assert killing.wrong == []
    assert killing.left["danach gelungen"] == 1


# --- full disk ------------------------------------------------------------------------------------------------------


@pytest.fixture(name="old_and_new")
def results_of_a_run_and_of_the_next(here: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Files, Files]:
    """In `output/` the old ones; the next run, which is not worked out anew each time, would bring the new ones."""
    new: Files = {}
    assert main(["run"]) == 0
    old = contents(here / "output")
    for year in (2023, 2024):  # records are quickly read
        (here / "input" / f"{year}-katalog.txt").unlink()
        (here / "input" / f"{year}-katalog.json").write_bytes(old[f"{year}/katalog.json"])
    assert main(["run", "--output", "neu"]) == 0
    new |= contents(here / "neu")
    assert new != old
    monkeypatch.setattr("pipeline.run.render", lambda *_: new)
    return old, new


@pytest.mark.parametrize("way", ["exchange", "replacement"])
def test_disk_that_fills_up_at_any_size_costs_one_line_and_nothing_else(
    way: str,
    here: Path,
    old_and_new: tuple[Files, Files],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = old_and_new
    if way == "replacement":
        monkeypatch.setattr("pipeline.publish.exchange.put", lambda *_: False)
    before = set(here.rglob("*"))
    capsys.readouterr()
    for number in range(SIZES):
        room = [sum(map(len, new.values())) * number // SIZES]

        def write(path: Path, content: bytes, room: list[int] = room) -> None:
            path.write_bytes(content[: room[0]])
            room[0] -= len(content)
            if room[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device", str(path))

        with monkeypatch.context() as filling:
            filling.setattr("pipeline.publish.staging.write", write)
            assert main(["run"]) == 8
        assert is_told_full(capsys.readouterr().err)
        assert contents(here / "output") == old
        assert set(here.rglob("*")) == before
    assert main(["run"]) == 0
    assert contents(here / "output") == new


@posix_only
def test_program_on_a_full_disk_says_so_in_one_line(here: Path) -> None:
    """The operating system itself refuses: no more than a part of the report may be written."""
    resource = pytest.importorskip("resource")
    assert main(["run"]) == 0
    old = contents(here / "output")
    before = set(here.rglob("*"))
    (here / "input" / "2024-katalog.txt").write_text(TEXT.replace("fortgesetzt", "überdacht"), encoding="utf-8")
    done = program("run", prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert (done.returncode, is_told_full(done.stderr)) == (8, True), done.stderr
    assert contents(here / "output") == old
    assert set(here.rglob("*")) == before


# --- many at once ---------------------------------------------------------------------------------------------------


def test_of_ten_runs_at_once_one_works_and_nine_say_so_before_it_is_done(here: Path) -> None:
    """How many seconds they take depends on the machine: `python -m bench.second_run` prints them."""
    (here / "input" / "2024-katalog.txt").unlink()
    (here / "input" / "2024-katalog.pdf").write_bytes(catalogue())

    def run(_: int) -> tuple[int, str, float]:
        done = program("run")
        return done.returncode, done.stderr, time.monotonic()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = sorted(pool.map(run, range(AT_ONCE)))
    assert [code for code, _, _ in ended] == [0] + [8] * (AT_ONCE - 1)
    assert all(said.startswith("Fehler: Ein anderer Lauf") and said.count("\n") == 1 for _, said, _ in ended[1:])
    assert max(moment for _, _, moment in ended[1:]) < ended[0][2]
    assert verify(here / "output").outputs == len(contents(here / "output"))


def test_second_run_looks_at_the_lock_before_it_looks_at_any_document(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the templates nor the input are opened: it says so at once, however large they are."""
    looked_at: list[str] = []
    for name in ("collect", "load_settings"):
        monkeypatch.setattr(f"pipeline.run.{name}", lambda *_, name=name: looked_at.append(name))
    (here / "output").mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(here / "output")], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        assert main(["run"]) == 8
    finally:
        holder.communicate()
    assert "Ein anderer Lauf" in capsys.readouterr().err
    assert looked_at == []


def test_run_that_is_one_too_many_ends_before_the_libraries_are_loaded() -> None:
    """They take most of a second, ten times over when ten runs start."""
    loaded = "import sys, pipeline.cli; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not {"playa", "pdfplumber", "pikepdf", "pypdfium2", "docx", "jinja2", "tqdm"} & set(done.stdout.split())


# --- a strange machine ----------------------------------------------------------------------------------------------

MACHINES = {
    "a b": ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}, 0o077),
    unicodedata.normalize("NFD", "für Ämter"): (
        {"PYTHONHASHSEED": "4711", "TZ": "America/Adak", "LC_ALL": "de_DE.UTF-8", "TERM": "dumb"}, 0o002,
    ),
    "-rf ü\n": ({"PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "tr_TR.UTF-8"}, 0o027),
}  # fmt: skip
"""Folder in which input and output lie: environment and umask."""
OTHER_DAY = """
import datetime, runpy, sys, time
sys.path.insert(0, sys.argv.pop(1))
OFFSET = 40 * 365 * 86400.0
now, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: now() + OFFSET
time.time_ns = lambda: int(time.time() * 10**9)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
class Date(datetime.date):
    today = classmethod(lambda cls: cls.fromtimestamp(time.time()))
class DateTime(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    utcnow = classmethod(lambda cls: cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None))
datetime.date, datetime.datetime = Date, DateTime
runpy.run_module("pipeline", run_name="__main__")
"""
"""The program, forty years later, for every library that asks Python for the time (readers start on the true date)."""


def hashes(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents(folder).items()}


@posix_only
def test_same_hashes_whatever_surrounds_the_program(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash seed, time zone, locale, terminal, umask, path (blank, umlauts, leading dash, newline) and date."""
    (here / "input" / "2024-katalog.txt").unlink()
    (here / "input" / "2024-katalog.pdf").write_bytes(catalogue())
    written = []
    for name, (environment, umask) in MACHINES.items():
        (here / name / "input").mkdir(parents=True)
        for path, content in contents(here / "input").items():
            (here / name / "input" / path).write_bytes(content)
        monkeypatch.chdir(here / name)
        done = program("run", f"--output={name}", environment=environment, umask=umask)
        assert (done.returncode, done.stderr) == (0, "")
        written.append(hashes(here / name / name))
    monkeypatch.chdir(here)
    os.utime(here / "input" / "2023-katalog.txt", (0, 0))
    subprocess.run(
        [sys.executable, "-c", OTHER_DAY, str(ROOT), "run"], check=True, stdout=subprocess.DEVNULL, timeout=120
    )
    written.append(hashes(here / "output"))
    assert "Fortschrittsbericht_2024.docx" in written[0]
    assert [each for each in written if each != written[0]] == []
