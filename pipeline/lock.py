"""One run at a time for an output folder: a lock that the operating system drops with the process that holds it."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputUnwritable
from pipeline.obstacles import cannot_write

LOCK_NAME = ".lauf.lock"
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)

_held: set[Path] = set()
"""Folders this process holds: `deliver` may be called while a run holds the lock from its start."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other run out of the output `folder` (made if missing) until the block ends.

    A run that was killed leaves no lock behind. Locks of one process nest.

    Raises:
        OutputUnwritable: another run works there, or the folder cannot be made or written to.
    """
    folder = folder.resolve()
    if folder in _held:
        yield
        return
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    file = _open_locked(folder)
    _held.add(folder)
    try:
        yield
    finally:
        _held.discard(folder)
        # Elsewhere the name goes first, while we still hold the lock; Windows removes no file that is open.
        lock = folder / LOCK_NAME
        with suppress(OSError):
            if sys.platform == "win32":
                os.close(file)
                lock.unlink()
            else:
                lock.unlink()
                os.close(file)
        with suppress(OSError):  # a run that failed leaves no empty folder
            for parent in made:
                parent.rmdir()


def _open_locked(folder: Path) -> int:
    """A locked file of that name that is still the one in the folder: its last owner may just have removed it."""
    lock = folder / LOCK_NAME
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise cannot_write(folder, error) from error
        if not _lock(file):
            os.close(file)
            raise OutputUnwritable(
                f"Ein anderer Lauf arbeitet gerade für „{folder}“; zwei zugleich würden ihre Ergebnisse mischen: Bitte "
                "warten, bis er fertig ist, und dann erneut starten."
            )
        with suppress(OSError):
            if os.path.samestat(os.fstat(file), lock.stat()):
                return file
        os.close(file)


def _lock(file: int) -> bool:
    """Lock an open file; False if another process has it. Some network shares know no locks: there it is not asked."""
    try:
        _try_lock(file)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
