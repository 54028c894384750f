"""The pages of a document read by two processes at the same time, where there are processors for both.

The second half is read by a fork of the reading process, which has the document and all libraries at hand already.
What befalls the fork befalls the reading process: an error is raised in it, a signal ends it.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from queue import SimpleQueue
from threading import Thread
from typing import NoReturn

from pipeline.confine.restrict import OUT_OF_MEMORY, restrict_fork
from pipeline.read.pages import PageRead, Part, in_one_part

_FEWEST = 4
"""Pages; below it the second process costs more time than it saves."""


class _ForkDied(Exception):
    """The second half ended before all its pages were there."""


_Answer = PageRead | Exception | None
"""A page of the second half, what went wrong, or that there are no more."""


def in_halves(part: Part, count: int) -> Iterator[PageRead]:
    """The pages in their order, the second half of them read at the same time as the first (on Linux)."""
    if sys.platform != "linux" or count < _FEWEST:  # macOS forbids its libraries to a fork, Windows has none
        yield from in_one_part(part, count)
        return
    middle = (count + 1) // 2
    source, target = os.pipe()
    fork = os.fork()
    if not fork:
        os.close(source)
        _answer(part, middle + 1, count, target)
    os.close(target)
    answers: SimpleQueue[_Answer] = SimpleQueue()
    Thread(target=_take, args=(source, answers), daemon=True).start()
    try:
        yield from part(1, middle)
        yield from _second_half(answers)
    except _ForkDied:
        _, status = os.waitpid(fork, 0)
        fork = 0
        _share_the_fate(status)
        raise
    finally:
        if fork:  # it has answered, or nobody wants its answer any more
            os.kill(fork, signal.SIGKILL)
            os.waitpid(fork, 0)


def _second_half(answers: "SimpleQueue[_Answer]") -> Iterator[PageRead]:
    while (answer := answers.get()) is not None:
        if isinstance(answer, Exception):
            raise answer
        yield replace(answer, page=answer.page.at_hand())


def _take(source: int, answers: "SimpleQueue[_Answer]") -> None:
    """Take the answers as they come, so that the fork need not wait."""
    with os.fdopen(source, "rb") as pipe:
        try:
            while (answer := pickle.load(pipe)) is not None:  # noqa: S301 - from this very program, bound as we are
                answers.put(answer)
        except Exception as error:  # noqa: BLE001 - half an answer can be anything
            answers.put(_ForkDied(error))
    answers.put(None)


def _answer(part: Part, first: int, last: int, target: int) -> NoReturn:
    """What the fork does: read its part, answer, end."""
    restrict_fork()
    try:
        with os.fdopen(target, "wb") as pipe:
            for answer in _pages(part, first, last):
                pickle.dump(answer, pipe, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        os._exit(0)  # without the clearing up of libraries, as the reading process does


def _pages(part: Part, first: int, last: int) -> Iterator[_Answer]:
    try:
        for read in part(first, last):
            yield replace(read, page=read.page.packed())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the pages are asked for
        error.add_note("".join(traceback.format_exception(error)))
        yield error
    yield None


def _share_the_fate(status: int) -> None:
    """End as the fork did whose exit status this is, if a bound or a crash ended it."""
    if os.WIFSIGNALED(status):
        os.kill(os.getpid(), os.WTERMSIG(status))
    if os.WEXITSTATUS(status) == OUT_OF_MEMORY:
        raise MemoryError
