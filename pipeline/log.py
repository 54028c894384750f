"""The log of runs: what each did, and when, in German, for those who are asked for help; the one room with a clock.

It lies in the output folder and grows run by run, the refused ones too. No result depends on it, and none waits for it:
where it cannot be written, there is none. `verify` does not ask for it.
"""

import errno
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pipeline import __version__
from pipeline.errors import PipelineError

LOG_NAME = "Laufprotokoll.log"
OLDER_LOG_NAME = "Laufprotokoll_alt.log"
LONGEST_LOG = 1_000_000
"""Bytes of a log before it becomes the older one, whose place it takes."""

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_STAGE, _WHOLE = {"spans": "stage"}, {"spans": "whole"}

_LOG = logging.getLogger("pipeline")
_LOG.setLevel(logging.INFO)
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


def harmless(line: str) -> str:
    """A line without what a terminal obeys: control characters and those that turn the direction of writing."""
    return _OBEYED.sub("�", line)


def stage(done: str, *details: str) -> None:
    """Log that a stage of the run is done; the log says how long it took."""
    _LOG.info(": ".join((done, "; ".join(details))) if details else done, extra=_STAGE)


def listed(lines: Iterable[str]) -> None:
    """Log lines as they were printed."""
    for line in lines:
        _LOG.info(line)


@contextmanager
def logged(
    folder: Path, command: str, fault: Callable[[BaseException], tuple[str, int]], *, is_new: bool
) -> Iterator[None]:
    """Log what happens in the block into `folder`, which exists: begin, stages, end or error.

    `fault` words an error and gives its exit code. Of a folder that `is_new`, made for this run, nothing stays if the
    run is refused: not even the log, which says no more than the screen.
    """
    log = folder / LOG_NAME
    handler = _Handler(log)
    _LOG.addHandler(handler)
    refused = False
    try:
        _LOG.info("=== %s", command)
        _LOG.info("Maßnahmen-Pipeline %s, Python %s, %s", __version__, sys.version.split()[0], sys.platform)
        yield
    except BaseException as error:
        message, code = fault(error)
        refused = _is_foreseen(error)
        trace = error if _tells_more(error) else None
        _LOG.error("Fehler (Code %s): %s", code, message, exc_info=trace, extra=_WHOLE)
        raise
    else:
        _LOG.info("Fertig (Code 0)", extra=_WHOLE)
    finally:
        _LOG.removeHandler(handler)
        handler.close()
        if is_new and refused:
            with suppress(OSError):
                log.unlink()


def _tells_more(error: BaseException) -> bool:
    """Whether the traceback helps: the error is unforeseen, has a cause, or notes of the process that reads."""
    return not _is_foreseen(error) or error.__cause__ is not None or hasattr(error, "__notes__")


def _is_foreseen(error: BaseException) -> bool:
    return isinstance(error, PipelineError | KeyboardInterrupt)


class _Handler(RotatingFileHandler):
    """Appends to the log while there is room; where it cannot write, it is silent."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=LONGEST_LOG, backupCount=1, encoding="utf-8", errors="backslashreplace", delay=True
        )
        self.namer = lambda _: str(path.with_name(OLDER_LOG_NAME))
        self.setFormatter(_Formatter())
        self.begin: float | None = None
        self.before: float | None = None

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise OSError(errno.EEXIST, "no plain file", str(path))
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        since = {"stage": self.before, "whole": self.begin}.get(getattr(record, "spans", ""))
        record.took = "" if since is None else f"{record.created - since:.2f} s".replace(".", ",")
        self.before = record.created
        if self.begin is None:
            self.begin = record.created
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """A run is not to fail, nor to speak, over its log."""


class _Formatter(logging.Formatter):
    """Day, time and zone; seconds that a stage took, or at the end the whole run; the words, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S %z")
        words = harmless(record.getMessage().replace("\n", " "))
        trace = "".join(traceback.format_exception(record.exc_info[1]) if record.exc_info else ())
        took = getattr(record, "took", "")
        return "\n".join((f"{when}  {took:>8}  {words}", *(f"    {harmless(line)}" for line in trace.splitlines())))
