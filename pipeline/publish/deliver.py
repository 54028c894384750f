"""Puts all files of a run in place together, or none; the only room of this stage that touches the disk.

Two ways, tried in this order, both prepared in full and flushed to the disk before anything changes:

1. The whole output folder is exchanged for a finished one in a single step of the file system (`exchange`: Linux, and
   macOS on its own file system).
   There is no moment at which old and new are mixed, whatever is killed when. Files that are not ours come along.
2. Where the file system or the folder does not allow that (Windows, a mount point, the analyst's own folders in it),
   file after file is replaced (`replacement`). An error puts the old ones back at once; after a kill between two of
   these few steps the next run does so first, and until then `verify` says that the results are not to be used.

A third way, renaming folders twice, would leave a moment without any output and fails if one file is open in Word.
"""

import hashlib
import itertools
import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from pipeline.lock import locked
from pipeline.obstacles import cannot_write
from pipeline.publish import exchange, replacement
from pipeline.publish.manifest import FILE as MANIFEST

_EDITABLE = (".docx", ".csv")
_MIXED = "alte und neue Ergebnisse liegen nebeneinander, der nächste Lauf bringt das zuerst in Ordnung"


def deliver(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write `files` (path in the folder, with `/` → bytes) into `folder`, all or none.

    A report or table that somebody edited since the run before is kept beside the new one as "… (bearbeitet)"; the
    names of such copies are returned. Files of the run before that no longer belong go, if they are still as they were
    written: those that its manifest lists, provided `files` brings a new one. Everything else in the folder stays.

    Raises:
        OutputUnwritable: another run is at work, a file is open elsewhere, the disk is full, a right is missing;
            what was there before is untouched.
    """
    folder = folder.resolve()
    with locked(folder):
        try:
            _tidy_up(folder)
            stale = _no_longer_ours(files, folder)
            edited = _edited(files, folder)
            both = {**files, **edited}
            if not exchange.put(both, stale, folder):
                replacement.put(both, stale, folder)
            return tuple(edited)
        except OSError as error:
            if replacement.interrupted(folder):
                raise cannot_write(folder, error, _MIXED) from error
            raise cannot_write(folder, error) from error


def _tidy_up(folder: Path) -> None:
    """Take away what a killed run left, putting back the old files where it was just replacing them."""
    replacement.roll_back(folder)
    for left in (exchange.stage_of(folder), replacement.workshop_of(folder)):
        if left.is_dir():
            shutil.rmtree(left)


def _no_longer_ours(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Files of the run before that this one does not write and nobody edited."""
    if MANIFEST not in files:
        return ()
    listed = _listed(folder)
    gone = sorted(name for name in listed if name not in files and _inside(name))
    return tuple(name for name in gone if _unedited(folder / name, listed[name]))


def _edited(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Copies, under free names, of the reports and tables that this run would overwrite but a person edited."""
    copies: dict[str, bytes] = {}
    for name, sha256 in sorted(_listed(folder).items()):
        path = folder / name
        ours = name in files and _inside(name) and PurePosixPath(name).suffix in _EDITABLE
        if ours and path.is_file() and not _unedited(path, sha256) and path.read_bytes() != files[name]:
            copies[_free_name(name, {*files, *copies}, folder)] = path.read_bytes()
    return copies


def _free_name(name: str, taken: Collection[str], folder: Path) -> str:
    """Such as "Bericht (bearbeitet).docx", with a number if there is one already; always in the top folder."""
    path = PurePosixPath(name)
    stem = "_".join((*path.parent.parts, path.stem))
    names = (f"{stem} (bearbeitet{f' {count}' if count > 1 else ''}){path.suffix}" for count in itertools.count(1))
    return next(name for name in names if name not in taken and not (folder / name).exists())


def _listed(folder: Path) -> dict[str, str]:
    """What the manifest of the run before says it wrote: path → SHA-256."""
    try:
        outputs = json.loads((folder / MANIFEST).read_bytes())["outputs"]
        return {str(each["file"]): each["sha256"] for each in outputs}
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return {}


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _unedited(path: Path, sha256: str) -> bool:
    return path.is_file() and not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
