"""The program on disks that are really full: a small file system in memory with room for ever more of its results.

Linux, and only where mounting is allowed (root); `test_faults.py` shows the same without.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from folders import contents
from hostile.texts import TEXT

ROOT = Path(__file__).parent.parent
SIZES = 20
_TOLD = re.compile(r"Fehler: Der Datenträger von [^\n]* ist voll; [^\n]*unverändert: Bitte [^\n]*\n")
_ROOMY = 64 * 2**20


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own at the folder; False where that is not allowed."""
    folder.mkdir()
    mounted = not subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def faults(home: Path) -> tuple[int, list[str]]:
    """On how many full disks the program was tried, and what went wrong."""
    for name, text in (("alt", TEXT), ("neu", TEXT.replace("Wird fortgesetzt", "Abgeschlossen", 1))):
        (home / name).mkdir()
        (home / name / "2023-katalog.txt").write_text(TEXT, encoding="utf-8")
        (home / name / "2024-katalog.txt").write_text(text, encoding="utf-8")
    disk = home / "platte"
    with small_disk(disk) as mounted:
        if not mounted:
            return 0, []
        wrong = [f"der erste Lauf: {said}" for code, said in [_run(home, "alt")] if code]
        old, before = contents(disk), set(disk.rglob("*"))
        used = _used(disk)
        for number in range(SIZES):
            _resize(disk, used + 4096 + (used - 8192) * number // SIZES)
            code, said = _run(home, "neu")
            if code != 8 or not _TOLD.fullmatch(said):
                wrong.append(f"Größe {number}: Code {code}: {said}")
            if contents(disk) != old or set(disk.rglob("*")) != before:
                wrong.append(f"Größe {number}: die alten Ergebnisse sind nicht mehr, wie sie waren")
        _resize(disk, _ROOMY)
        if _run(home, "neu")[0] or contents(disk) == old:
            wrong.append("der Lauf mit genug Platz gelingt nicht")
    return SIZES, wrong


def _run(home: Path, name: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", f"--input={name}", "--output=platte/output"],
        cwd=home, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def _used(disk: Path) -> int:
    room = os.statvfs(disk)
    return (room.f_blocks - room.f_bfree) * room.f_frsize


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)
