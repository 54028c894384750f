"""Starts a confined process for a document, listens to it, and sees to its end, whatever becomes of either."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Generic, TypeVar

from pipeline.collect import Document
from pipeline.confine.messages import LONGEST_LINE, LONGEST_TRACE, Request
from pipeline.confine.restrict import OUT_OF_MEMORY, OUT_OF_TIME
from pipeline.errors import LimitExceeded, PipelineError, ReaderFailed
from pipeline.limits import MIB, exceeded

_PROJECT = Path(__file__).resolve().parents[2]
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from pipeline.confine.child import main; main()"
_TOO_LONG = "braucht zu lange"
_TOO_MUCH_MEMORY = "braucht zu viel Arbeitsspeicher"
_KILLED, _BUSY_TOO_LONG = -9, -24
"""How POSIX tells of SIGKILL (Linux, when memory runs out) and SIGXCPU."""
_PIECE = 2**16
_ALLOWANCE, _MOST_TIMES = 3.0, 200
"""How much more a document costs than its pages had cost when they were told (tables, records, a slower day)."""

Told = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


T = TypeVar("T")


class Reader(Generic[T]):
    """One document and the process that reads or draws it, to be `run` in one thread, perhaps `stop`ped from another.

    `understand` makes the result of the bytes that were answered, or raises ValueError with what is wrong in German.
    """

    def __init__(self, document: Document, request: Request, understand: Callable[[bytes], T]) -> None:
        self._document = document
        self._request = request
        self._task = request.task
        self._understand = understand
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._cut = ""
        self._pages = (0, 0)
        self._trace: list[str] = []

    @property
    def name(self) -> str:
        """Of the file."""
        return self._document.name

    def run(self, told: Told) -> T:
        """Have the task done.

        Raises:
            PipelineError: what the confined process found wrong, a limit it met, or how it died.
        """
        try:
            process = self._start()
        except OSError as error:
            raise ReaderFailed(
                f"Zum {self._task.german} von „{self._document.name}“ ließ sich kein Prozess starten "
                f"({error.strerror}); {self._task.missing}: Bitte andere Programme schließen und erneut starten."
            ) from error
        clock = Timer(self._request.limits.seconds, self._end, ("seconds",))
        clock.daemon = True
        clock.start()
        try:
            Thread(target=self._feed, args=(process.stdin,), daemon=True).start()
            return self._listen(process, told)
        finally:
            clock.cancel()
            self._end("")
            process.wait()
            process.stdout.close()  # type: ignore[union-attr] # it is a pipe

    def stop(self) -> None:
        """End the process, if it runs or was still to be started; what `run` raises then is of no interest."""
        self._stopped = True
        self._end("")

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 - our own Python and program
            [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, str(_PROJECT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we end the process
        )
        if self._stopped:
            self._process.kill()
        return self._process

    def _end(self, why: str) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            self._cut = self._cut or why
            with suppress(OSError):
                process.kill()

    def _feed(self, pipe: IO[bytes]) -> None:
        """Hand over request and content; a process that died does not take them, and `_listen` notices."""
        with suppress(OSError, ValueError):
            pipe.write(self._request.line())
            pipe.write(self._document.content)
        with suppress(OSError, ValueError):
            pipe.close()

    def _listen(self, process: subprocess.Popen[bytes], told: Told) -> T:
        answers = process.stdout
        assert answers is not None  # noqa: S101 - it is a pipe
        while line := answers.readline(LONGEST_LINE):
            match _parsed(line):
                case {"pages": [int(done), int(total)]}:
                    self._pages = (done, total)
                    told(done, total)
                case {"trace": str(line_of_trace)} if len(self._trace) < LONGEST_TRACE:
                    self._trace.append(line_of_trace)
                case {"refused": [str(kind), str(message)]}:
                    raise self._refusal(kind, message)
                case {"answer": True}:
                    return self._result(process, answers)
                case _:
                    raise self._failed("eine unverständliche Antwort")
        raise self._death(process.wait())

    def _result(self, process: subprocess.Popen[bytes], answers: IO[bytes]) -> T:
        content = bytearray()
        while piece := answers.read(_PIECE):
            content += piece
            if len(content) > self._request.limits.answer * MIB:
                raise self._exceeded(f"ergibt zu große {self._task.result}", "answer")
        if code := process.wait():
            raise self._death(code)
        try:
            return self._understand(bytes(content))
        except ValueError as error:
            raise self._failed(str(error)) from error

    def _refusal(self, kind: str, message: str) -> PipelineError:
        ours = {each.__name__: each for each in PipelineError.__subclasses__()}
        error = ours[kind](message) if kind in ours else self._failed(f"den Fehler {kind}")
        if self._trace:
            error.add_note("\n".join(("In the confined process:", *self._trace)))
        return error

    def _death(self, code: int) -> PipelineError:
        if self._cut == "seconds":
            return self._exceeded(_TOO_LONG, "seconds")
        if code in (OUT_OF_TIME, _BUSY_TOO_LONG):
            return self._exceeded(_TOO_LONG, "busy_seconds", "seconds")
        if code in (OUT_OF_MEMORY, _KILLED):
            return self._exceeded(_TOO_MUCH_MEMORY, "memory")
        return self._failed(f"den Absturz {code}")

    def _exceeded(self, what: str, *limits: str) -> LimitExceeded:
        """The error, with what should do for the whole document, judged by the pages that were done."""
        done, total = self._pages
        times = min(_MOST_TIMES, ceil(_ALLOWANCE * total / done)) if done else 0
        enough = {limit: times * getattr(self._request.limits, limit) for limit in limits}
        so_far = f" (nach {done} von {total} Seiten)" if 0 < done < total else ""
        return exceeded(self._document.name, what + so_far, *limits, doing=self._task.german, enough=enough)

    def _failed(self, what: str) -> ReaderFailed:
        return ReaderFailed(
            f"Beim {self._task.german} von „{self._document.name}“ gab es {what}; {self._task.missing}: Bitte die "
            "Datei neu aus Word als PDF speichern; hilft das nicht, sie mit dieser Meldung an die Betreuung des "
            "Programms geben."
        )


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
