"""All files of a run together or none, whatever happens on the way."""

import ctypes
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from pipeline.errors import OutputUnwritable
from pipeline.lock import LOCK_NAME, locked
from pipeline.publish import exchange, replacement
from pipeline.publish.deliver import deliver

PROJECT = Path(__file__).resolve().parent.parent
MUTATIONS = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "ctypes.dlsym"}
"""Audit events that go before every step that a delivery takes on the disk."""
KILLED_CHILD = 9

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
needs_exchange = pytest.mark.skipif(sys.platform != "linux", reason="needs renameat2")

Files = dict[str, bytes]


def run_of(**texts: str) -> Files:
    """Files with the list of them that a manifest holds; `a_b` stands for the path a/b."""
    files = {name.replace("_", "/"): text.encode() for name, text in texts.items()}
    outputs = [{"file": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in files.items()]
    return files | {"lauf.json": json.dumps({"outputs": outputs}).encode()}


OLD = run_of(**{"2022_katalog": "alt", "2023_katalog": "alt", "bericht": "alt", "abgleich": "alt"})
NEW = run_of(**{"2023_katalog": "neu", "2024_katalog": "neu", "bericht": "neu " * 500, "protokoll": "neu"})
FOREIGN = {".gitkeep": b"", "Notizen zum Ausschuß.txt": b"wichtig", "2023/notiz.txt": b"auch wichtig"}


def present(folder: Path) -> Files:
    """All files below a folder, without the lock and the workshop of a run under way."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(".lauf")
    }


def ours(folder: Path) -> Files:
    """Files below the folder that are not the analyst's."""
    return {name: content for name, content in present(folder).items() if name not in FOREIGN}


def strays(folder: Path) -> list[str]:
    """What a delivery needs on the way and must not leave."""
    left = (folder / LOCK_NAME, replacement.workshop_of(folder), exchange.stage_of(folder))
    return [str(path) for path in left if path.exists()]


def place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files down without any delivery."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture(autouse=True, name="flushed")
def files_the_disk_was_waited_for(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Inode numbers of all that was flushed; nothing is really waited for, as only a power cut would tell."""
    flushed: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.add(os.fstat(descriptor).st_ino))
    return flushed


@pytest.fixture(name="folder")
def an_output_folder_with_an_old_run(tmp_path: Path) -> Path:
    folder = tmp_path / "Ergebnisse für Öffentlichkeit" / "output"
    place(folder, OLD | FOREIGN)
    return folder


@pytest.fixture(name="way", params=["exchange", "replacement"])
def one_of_the_two_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "replacement":
        monkeypatch.setattr(exchange, "put", lambda *_: False)
    elif sys.platform != "linux":
        pytest.skip("needs renameat2")
    return str(request.param)


def in_child(action: Callable[[], None]) -> int:
    """Run `action` in a forked child; 0 if it came to its end, 9 if it was killed, 1 after an exception."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    try:
        action()
    except BaseException:  # noqa: BLE001 - the child must never return into pytest
        os._exit(1)
    os._exit(0)


def at_step(number: int, then: Callable[[], None]) -> None:
    """From now on do `then` before the given step on the disk (1 is the first)."""
    steps = count(1)

    def watch(event: str, _: object) -> None:
        if event in MUTATIONS and next(steps) == number:
            then()

    sys.addaudithook(watch)


# --- what is delivered ----------------------------------------------------------------------------------------------


def test_new_files_stand_old_ones_go_and_foreign_ones_stay(folder: Path, way: str) -> None:
    deliver(NEW, folder)

    assert present(folder) == NEW | FOREIGN
    assert not (folder / "2022").exists()
    assert strays(folder) == [], way


def test_every_file_is_on_the_disk_before_it_stands(folder: Path, way: str, flushed: set[int]) -> None:
    deliver(NEW, folder)

    assert {(folder / name).stat().st_ino for name in NEW} <= flushed, way
    if sys.platform != "win32":
        assert folder.stat().st_ino in flushed


@needs_exchange
def test_the_folder_is_exchanged_as_a_whole_where_that_is_possible(folder: Path) -> None:
    before, rights = folder.stat().st_ino, 0o2770
    folder.chmod(rights)
    note = (folder / "Notizen zum Ausschuß.txt").stat().st_ino
    deliver(NEW, folder)

    assert folder.stat().st_ino != before
    assert folder.stat().st_mode & 0o7777 == rights
    assert (folder / "Notizen zum Ausschuß.txt").stat().st_ino == note


@needs_exchange
def test_macos_exchanges_the_folder_by_a_call_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    renameat2 = ctypes.CDLL(None).renameat2

    def renamex_np(source: bytes, target: bytes, flags: int) -> int:
        calls.append(flags)
        return int(renameat2(-100, source, -100, target, flags))

    monkeypatch.setattr(exchange, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr("pipeline.publish.exchange.ctypes.CDLL", lambda _: SimpleNamespace(renamex_np=renamex_np))
    before = folder.stat().st_ino
    deliver(NEW, folder)

    assert (ours(folder), folder.stat().st_ino != before, calls) == (NEW, True, [2])
    assert strays(folder) == []


@pytest.mark.parametrize("own", ["archiv/2019.pdf", "2023/alt/x.txt"])
def test_a_folder_of_the_analyst_is_left_where_it_is(folder: Path, own: str) -> None:
    place(folder, {own: b"mein"})
    before = folder.stat().st_ino
    deliver(NEW, folder)

    assert present(folder) == NEW | FOREIGN | {own: b"mein"}
    assert folder.stat().st_ino == before
    assert strays(folder) == []


def test_a_link_of_the_analyst_is_left_as_it_is(folder: Path, tmp_path: Path) -> None:
    place(tmp_path, {"anderswo/x.txt": b"x"})
    (folder / "verweis").symlink_to(tmp_path / "anderswo")
    deliver(NEW, folder)

    assert (folder / "verweis").is_symlink()
    assert (tmp_path / "anderswo" / "x.txt").read_bytes() == b"x"
    assert ours(folder).items() >= NEW.items()


def test_a_missing_folder_is_made(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "neu" / "tief"
    deliver(NEW, folder)

    assert present(folder) == NEW, way
    assert strays(folder) == []


def test_a_folder_behind_a_link_is_filled(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to(folder)
    deliver(NEW, tmp_path / "output")

    assert (tmp_path / "output").is_symlink()
    assert ours(folder) == NEW


def test_the_same_run_twice_changes_nothing(folder: Path, way: str) -> None:
    deliver(NEW, folder)
    deliver(NEW, folder)

    assert present(folder) == NEW | FOREIGN, way


def test_an_old_file_that_was_edited_stays(folder: Path, way: str) -> None:
    (folder / "abgleich").write_bytes(b"mit meinen Anmerkungen")
    deliver(NEW, folder)

    assert ours(folder) == NEW | {"abgleich": b"mit meinen Anmerkungen"}, way


@pytest.mark.parametrize("listed", [b"kein JSON", b"[]", b'{"outputs": [{"file": 1}]}', b'{"outputs": null}'])
def test_a_manifest_that_cannot_be_read_removes_nothing(folder: Path, listed: bytes) -> None:
    (folder / "lauf.json").write_bytes(listed)
    deliver(NEW, folder)

    assert ours(folder) == OLD | NEW


def test_a_forged_manifest_removes_nothing_outside(folder: Path) -> None:
    outside = folder.parent / "wichtig.txt"
    outside.write_bytes(b"")
    names = ["../wichtig.txt", str(outside), "2023/../../wichtig.txt", "..\\wichtig.txt"]
    sha256 = hashlib.sha256(b"").hexdigest()
    place(folder, {"lauf.json": json.dumps({"outputs": [{"file": n, "sha256": sha256} for n in names]}).encode()})
    deliver(NEW, folder)

    assert outside.exists()


def test_files_without_a_manifest_replace_only_their_namesakes(folder: Path, way: str) -> None:
    deliver({"bericht": b"neu"}, folder)

    assert ours(folder) == OLD | {"bericht": b"neu"}, way


# --- what goes wrong ------------------------------------------------------------------------------------------------


@needs_fork
def test_a_kill_before_any_step_leaves_all_old_or_all_new(folder: Path, way: str) -> None:
    ended, step = KILLED_CHILD, 0
    while ended == KILLED_CHILD:
        step += 1

        def killed_at(step: int = step) -> None:
            at_step(step, lambda: os.kill(os.getpid(), signal.SIGKILL))
            deliver(NEW, folder)

        ended = in_child(killed_at)
        if way == "replacement":
            replacement.roll_back(folder)
        assert ours(folder) in (OLD, NEW), f"step {step}"
        assert {name: present(folder)[name] for name in FOREIGN} == FOREIGN, f"step {step}"
        deliver(OLD, folder)
        assert present(folder) == OLD | FOREIGN, f"step {step}"
        assert strays(folder) == [], f"step {step}"
    assert (ended, step > 30) == (0, True)


@needs_fork
def test_an_error_at_any_step_leaves_all_old_or_all_new(folder: Path, way: str) -> None:
    result = folder.parent / "result"
    for step in count(1):

        def failing_at(step: int = step) -> None:
            told = {"failed": False, "message": ""}

            def full() -> None:
                told["failed"] = True
                raise OSError(errno.ENOSPC, "No space left on device")

            with result.open("w") as file:
                at_step(step, full)
                try:
                    deliver(NEW, folder)
                except OutputUnwritable as error:
                    told["message"] = str(error)
                json.dump(told, file)

        assert in_child(failing_at) == 0, f"step {step}"
        told = json.loads(result.read_text())
        assert ours(folder) == (OLD if told["message"] else NEW), f"step {step}: {told}"
        assert not told["message"] or ("voll" in told["message"] and "unverändert" in told["message"])
        deliver(OLD, folder)
        assert present(folder) == OLD | FOREIGN, f"step {step}"
        assert strays(folder) == [], f"step {step}, {way}"
        if not told["failed"]:
            break
    assert step > 30


@needs_fork
def test_a_full_disk_of_any_size_leaves_the_old_files_and_no_strays(folder: Path, way: str) -> None:
    resource = pytest.importorskip("resource")
    for size in range(0, 2000, 100):

        def limited(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            with pytest.raises(OutputUnwritable, match="voll"):
                deliver(NEW, folder)

        assert in_child(limited) == 0, f"{size} bytes"
        assert present(folder) == OLD | FOREIGN, f"{size} bytes, {way}"
        assert strays(folder) == [], f"{size} bytes"


@needs_fork
def test_kills_at_random_moments_never_mix_the_files(folder: Path) -> None:
    chance = Random(7)
    if sys.platform != "linux":
        pytest.skip("needs renameat2")

    def forever() -> None:
        while True:
            deliver(NEW, folder)
            deliver(OLD, folder)

    for _ in range(30):
        child = os.fork()
        if not child:
            forever()
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert ours(folder) in (OLD, NEW)
    deliver(NEW, folder)
    assert present(folder) == NEW | FOREIGN
    assert strays(folder) == []


def test_a_file_open_in_word_is_named_and_nothing_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == folder / "bericht":
            raise PermissionError(errno.EACCES, "used by another process", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(exchange, "put", lambda *_: False)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputUnwritable, match=r"bericht“ lässt sich nicht ersetzen.*Word.*schließen") as caught:
        deliver(NEW, folder)

    assert "\n" not in str(caught.value)
    assert present(folder) == OLD | FOREIGN
    assert strays(folder) == []


def test_a_roll_back_that_fails_is_made_up_for_by_the_next_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == folder / "protokoll" or self.parent.name == "alt" or "alt" in self.parts:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(exchange, "put", lambda *_: False)
        broken.setattr(Path, "replace", refuse)
        with pytest.raises(OutputUnwritable, match="nebeneinander, der nächste Lauf"):
            deliver(NEW, folder)
    deliver(NEW, folder)

    assert present(folder) == NEW | FOREIGN
    assert strays(folder) == []


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("kein Ordner")

    with pytest.raises(OutputUnwritable, match="steht im Weg"):
        deliver(NEW, tmp_path / "output")
    assert (tmp_path / "output").read_text() == "kein Ordner"


@pytest.mark.parametrize("blocked", ["2024", "bericht/x"])
def test_something_else_under_one_of_our_names_is_an_error(tmp_path: Path, way: str, blocked: str) -> None:
    folder = tmp_path / "output"
    place(folder, {blocked: b"mein"})

    with pytest.raises(OutputUnwritable, match="unverändert"):
        deliver(NEW, folder)
    assert present(folder) == {blocked: b"mein"}, way
    assert strays(folder) == []


def test_a_folder_without_the_right_to_write_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputUnwritable, match=r"darf nicht geschrieben werden.*Schreibrechte"):
        deliver(NEW, folder)
    assert ours(folder) == OLD


# --- one run at a time ----------------------------------------------------------------------------------------------


def in_other_process(folder: Path, action: str) -> subprocess.CompletedProcess[str]:
    """Do something while holding the lock in a process of its own; its exit code and what it printed."""
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom pipeline.errors import OutputUnwritable\n"
        "from pipeline.lock import locked\n"
        f"try:\n  with locked(Path(sys.argv[1])):\n    {action}\n"
        "except OutputUnwritable as error:\n  sys.exit(str(error))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"}, timeout=60,
    )  # fmt: skip


def test_a_second_run_says_so_and_ends(folder: Path) -> None:
    with locked(folder):
        second = in_other_process(folder, "print('drin')")

    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.strip().startswith("Ein anderer Lauf arbeitet gerade")
    assert in_other_process(folder, "print('drin')").stdout.strip() == "drin"


def test_a_delivery_within_the_lock_of_its_own_run_is_let_through(folder: Path, way: str) -> None:
    with locked(folder):
        deliver(NEW, folder)
        second = in_other_process(folder, "print('drin')")
        deliver(OLD, folder)

    assert second.stderr.strip().startswith("Ein anderer Lauf"), way
    assert present(folder) == OLD | FOREIGN
    assert strays(folder) == []


def test_a_killed_run_blocks_nobody(folder: Path) -> None:
    in_other_process(folder, "os._exit(9)")
    assert (folder / LOCK_NAME).exists()
    deliver(NEW, folder)

    assert present(folder) == NEW | FOREIGN
    assert strays(folder) == []


def test_a_run_that_fails_leaves_no_folder_it_made(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    for folder in ("neu/tief", "leer"):
        with pytest.raises(ZeroDivisionError), locked(tmp_path / folder):
            raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["leer"]


def test_a_share_that_knows_no_locks_is_written_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("pipeline.lock._try_lock", refuse)
    deliver(NEW, folder)

    assert ours(folder) == NEW


def test_result_that_somebody_edited_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    def run_of(report: bytes) -> dict[str, bytes]:
        outputs = [{"file": "Bericht.docx", "sha256": hashlib.sha256(report).hexdigest()}]
        return {"Bericht.docx": report, "lauf.json": json.dumps({"outputs": outputs}).encode()}

    assert deliver(run_of(b"first"), tmp_path) == ()
    (tmp_path / "Bericht.docx").write_bytes(b"edited in Word")
    assert deliver(run_of(b"second"), tmp_path) == ("Bericht (bearbeitet).docx",)
    assert (tmp_path / "Bericht.docx").read_bytes() == b"second"
    assert (tmp_path / "Bericht (bearbeitet).docx").read_bytes() == b"edited in Word"
    assert deliver(run_of(b"third"), tmp_path) == ()
    (tmp_path / "Bericht.docx").write_bytes(b"edited again")
    assert deliver(run_of(b"fourth"), tmp_path) == ("Bericht (bearbeitet 2).docx",)
