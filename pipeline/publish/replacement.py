"""Files replaced one by one, with a plan on disk by which an interruption is undone."""

import json
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.publish.staging import flush_folder, write, write_all

_WORKSHOP, _NEW, _OLD, _PLAN = ".lauf", "neu", "alt", "plan.json"


def put(files: Mapping[str, bytes], stale: Collection[str], folder: Path) -> None:
    """Replace or add `files` in `folder` and remove `stale`; on any error everything is as before.

    Raises:
        OSError: a file could not be written or replaced.
    """
    workshop = workshop_of(folder)
    try:
        write_all(files, workshop / _NEW)
        _write_plan([*files, *stale], stale, folder)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (workshop / _NEW / name).replace(folder / name)
        for name in stale:
            (folder / name).unlink()
        for parent in {(folder / name).parent for name in (*files, *stale)}:
            flush_folder(parent)
        _plan_of(folder).unlink()  # from here on the new files stand
    except BaseException:
        roll_back(folder)
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    shutil.rmtree(workshop, ignore_errors=True)
    for name in stale:
        _remove_empty((folder / name).parent, folder)


def workshop_of(folder: Path) -> Path:
    """Where new and old files lie meanwhile; never needed once `roll_back` was called."""
    return folder / _WORKSHOP


def interrupted(folder: Path) -> bool:
    """Whether a replacement was begun and neither finished nor undone."""
    return _plan_of(folder).is_file()


def roll_back(folder: Path) -> None:
    """Undo a replacement that was begun and not finished. May itself be interrupted and called again.

    Raises:
        OSError: an old file could not be put back; the plan remains.
    """
    if not interrupted(folder):
        return
    workshop = workshop_of(folder)
    plan = json.loads(_plan_of(folder).read_bytes())
    for name in plan["replaced"]:
        kept, present = workshop / _OLD / name, folder / name
        untouched = (workshop / _NEW / name).exists() or (name in plan["removed"] and present.exists())
        if kept.exists() and not untouched:
            kept.replace(present)
    for name in plan["added"]:
        if not (workshop / _NEW / name).exists():
            (folder / name).unlink(missing_ok=True)
            _remove_empty((folder / name).parent, folder)
    _plan_of(folder).unlink()


def _plan_of(folder: Path) -> Path:
    return workshop_of(folder) / _PLAN


def _write_plan(touched: Collection[str], removed: Collection[str], folder: Path) -> None:
    """Keep copies of all files that will change, then note what belongs where."""
    workshop = workshop_of(folder)
    replaced = [name for name in touched if (folder / name).is_file()]
    write_all({name: (folder / name).read_bytes() for name in replaced}, workshop / _OLD)
    for name in replaced:
        shutil.copystat(folder / name, workshop / _OLD / name)
    plan = {"replaced": replaced, "removed": list(removed), "added": [name for name in touched if name not in replaced]}
    draft = workshop / f"{_PLAN}.neu"
    write(draft, json.dumps(plan).encode())
    draft.replace(_plan_of(folder))
    flush_folder(workshop)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, below `top`, as far as they are empty."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
