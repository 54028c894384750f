"""An audit hook that forbids a process all but what it needs; what is forbidden fails with a `RuntimeError`."""

import os
import sys
from collections.abc import Iterable

_STARTS = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn")
_NETWORK = ("socket.", "ftplib.", "http.", "urllib.", "smtplib.", "webbrowser.")
_PYTHON_LOOKS_AT = ("/proc/", "/sys/", "/dev/null", "/etc/", "/usr/share/zoneinfo", "/usr/lib")


def watch(reads: Iterable[str], writes: Iterable[str], *, may_start: bool) -> None:
    """From now on only these folders are read and written, and at most our own Python is started."""
    own = [os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, *_PYTHON_LOOKS_AT)]
    written = tuple(map(os.path.realpath, writes))
    read = (*map(os.path.realpath, reads), *own, *written)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event.startswith(_NETWORK) or event in _STARTS:
            raise RuntimeError(event)
        if event == "subprocess.Popen" and not (may_start and args[0] == sys.executable):
            raise RuntimeError(f"starts {args[0]}")
        if event == "open" and isinstance(args[0], str | bytes):
            path, flags = os.path.realpath(os.fsdecode(args[0])), args[2]
            changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if changes and "__pycache__" not in path and path != os.devnull and not path.startswith(written):
                raise RuntimeError(f"writes {path}")
            if not path.startswith(read):
                raise RuntimeError(f"reads {path}")

    sys.addaudithook(hook)
