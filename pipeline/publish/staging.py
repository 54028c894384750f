"""Files written so that they survive a power cut: content first, then the folders that name them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[str, bytes], root: Path) -> None:
    """Write every file below `root`, which is made, and wait until the disk has them all."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
    for folder in {parent for name in files for parent in (root / name).parents if parent.is_relative_to(root)}:
        flush_folder(folder)


def write(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
