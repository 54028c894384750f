"""A finished output folder takes the place of the old one in a single step of the file system (Linux, macOS)."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.publish.staging import flush_folder, write_all

_EXCHANGE = 2
"""Of `renameat2` (Linux: RENAME_EXCHANGE) as of `renamex_np` (macOS: RENAME_SWAP)."""
_AT_FDCWD = -100
_CALLS = {"linux": "renameat2", "darwin": "renamex_np"}
"""Operating system → what its C library calls the exchange of two names."""


def put(files: Mapping[str, bytes], stale: Collection[str], folder: Path) -> bool:
    """Exchange `folder` for one with `files` and all that it holds besides, except `stale`.

    Returns False, with nothing changed, where this folder or file system does not allow it.

    Raises:
        OSError: the files could not be written; nothing changed.
    """
    stage = stage_of(folder)
    if not (_exchange_known() and _own_folders_only(files, stale, folder) and _made_beside(stage, folder)):
        return False
    try:
        write_all(files, stage)
        done = _carried_over({*files, *stale}, folder, stage) and _exchanged(stage, folder)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    if done:
        _bring_latecomers({*files, *stale}, stage, folder)
    shutil.rmtree(stage, ignore_errors=True)
    return done


def stage_of(folder: Path) -> Path:
    """Where the next folder is prepared, beside the one it replaces; what lies there is never needed again."""
    return folder.parent / f".{folder.name}.neu"


def _exchange_known() -> bool:
    return sys.platform in _CALLS and hasattr(ctypes.CDLL(None), _CALLS[sys.platform])


def _own_folders_only(files: Mapping[str, bytes], stale: Collection[str], folder: Path) -> bool:
    """Whether `folder` holds only plain files, and folders only where our own files are."""
    ours = {parent for name in (*files, *stale) for parent in (folder / name).parents}
    return all(entry in ours or _is_plain(entry) for entry in _entries(folder, ours))


def _entries(folder: Path, ours: Collection[Path]) -> Iterator[Path]:
    """All that lies in `folder` and in those of its folders that are ours."""
    for entry in sorted(folder.iterdir()):
        yield entry
        if entry in ours and entry.is_dir() and not entry.is_symlink():
            yield from _entries(entry, ours)


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _made_beside(stage: Path, folder: Path) -> bool:
    """Make the stage with the rights of `folder`; not possible beside a mount point or in somebody else's folder."""
    try:
        stage.mkdir()
        if stage.stat().st_dev == folder.stat().st_dev:
            _made_alike(folder, stage)
            return True
        stage.rmdir()
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
    return False


def _made_alike(pattern: Path, folder: Path) -> None:
    shutil.copystat(pattern, folder)
    owner = pattern.stat()
    if (owner.st_uid, owner.st_gid) != (folder.stat().st_uid, folder.stat().st_gid):
        shutil.chown(folder, owner.st_uid, owner.st_gid)


def _carried_over(replaced: Collection[str], folder: Path, stage: Path) -> bool:
    """Give every other file of `folder` a second name in the stage: the same file, not a copy."""
    try:
        for entry in _others(replaced, folder):
            double = stage / entry.relative_to(folder)
            double.parent.mkdir(parents=True, exist_ok=True)
            double.hardlink_to(entry)
        for made in sorted(path for path in stage.rglob("*") if path.is_dir()):
            if (pattern := folder / made.relative_to(stage)).is_dir():
                _made_alike(pattern, made)
        flush_folder(stage)
    except OSError:
        return False
    return True


def _others(replaced: Collection[str], folder: Path) -> list[Path]:
    """The plain files below `folder` that are none of ours."""
    return [
        path for path in folder.rglob("*") if _is_plain(path) and path.relative_to(folder).as_posix() not in replaced
    ]


def _exchanged(stage: Path, folder: Path) -> bool:
    source, target = os.fsencode(stage), os.fsencode(folder)
    system, call = ctypes.CDLL(None), _CALLS[sys.platform]
    if call == "renamex_np":
        failed = system.renamex_np(source, target, _EXCHANGE)
    else:
        failed = system.renameat2(_AT_FDCWD, source, _AT_FDCWD, target, _EXCHANGE)
    if failed:
        return False
    with suppress(OSError):
        flush_folder(folder.parent)
    return True


def _bring_latecomers(replaced: Collection[str], old: Path, folder: Path) -> None:
    """Move over what somebody saved into the old folder after its files were carried over."""
    for path in _others(replaced, old):
        present = folder / path.relative_to(old)
        with suppress(OSError):
            if not (present.exists() and present.samefile(path)):
                path.replace(present)
