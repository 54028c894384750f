"""Documents read, drawn and recognised in processes of their own, so that none can harm the run or the others.

A document may be made to hang, to fill the memory or to crash the libraries that read or draw it. So that is done in a
process with bounds (`restrict`) that knows nothing but the document's bytes and its task, and answers in plain data
(`messages`); the run supervises it (`supervise`) and turns whatever becomes of it into one line.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory, mkdtemp
from typing import TypeVar

from pipeline.collect import Document
from pipeline.confine.messages import (
    Reading,
    Recognising,
    Request,
    Showing,
    edition_from,
    excerpts_from,
    recognised_from,
)
from pipeline.confine.supervise import Reader, Told
from pipeline.errors import PipelineError
from pipeline.excerpts import Excerpts, NotShown
from pipeline.limits import Admission, Limits
from pipeline.model import Edition, Place
from pipeline.vocabulary import Vocabulary

_AT_ONCE = 2
_UNTIL_CTRL_C = 0.1
"""Seconds after which waiting pauses, for Windows to notice Ctrl-C."""

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the pages done and the pages in all, in the thread that asked for the editions."""

News = SimpleQueue[tuple[str, int, int] | None]
"""What readers tell of their progress; None when one of them has ended."""


T = TypeVar("T")
R = TypeVar("R")


def read_apart(
    documents: Sequence[Document], vocabulary: Vocabulary, limits: Limits, admission: Admission, progress: Progress
) -> list[Edition]:
    """Read every document, two at a time where there are two processors; the editions in the order of the documents.

    Raises:
        PipelineError: of the first document, in their order, that cannot be read. No process is left behind.
    """
    readers = []
    for each in documents:
        request = Request.about(each, Reading(each.year, each.sample, vocabulary), limits, admission)
        readers.append(Reader(each, request, partial(edition_from, document=each)))
    return _results(readers, Reader.run, progress)


def recognise_apart(
    documents: Sequence[Document], limits: Limits, admission: Admission, progress: Progress
) -> list[Document]:
    """The documents in their order, those with scanned pages with the words that were recognised on them.

    Raises:
        PipelineError: of the first document, in their order, that cannot be read. No process or file is left behind.
    """
    with TemporaryDirectory(prefix="texterkennung-") as folder:
        readers = []
        for each in documents:
            task = Recognising(mkdtemp(dir=folder))
            readers.append(Reader(each, Request.about(each, task, limits, admission), recognised_from))
        found = _results(readers, Reader.run, progress, at_once=1)  # one keeps two processors busy
    return [
        replace(document, searchable=searchable, recognition=recognition)
        for document, (recognition, searchable) in zip(documents, found, strict=True)
    ]


def show_apart(
    wanted: Sequence[tuple[Document, Iterable[Place]]], limits: Limits, admission: Admission
) -> list[Excerpts | NotShown]:
    """What stands at places of documents that were read, in the order of the documents, two at a time as in reading.

    A document that cannot be shown fails nothing: its records are sound, and what went wrong takes the place of its
    excerpts. No process is left behind.
    """
    readers = []
    for document, places in wanted:
        task = Showing(tuple(sorted(places, key=lambda place: (place.page, place.bbox or (), place.lines or ()))))
        understand = partial(excerpts_from, places=task.places)
        readers.append(Reader(document, Request.about(document, task, limits, admission), understand))
    return _results(readers, _shown, lambda *_: None)


def _shown(reader: Reader[Excerpts], tell: Told) -> Excerpts | NotShown:
    try:
        return reader.run(tell)
    except PipelineError as error:
        return NotShown(" ".join(str(error).split()))


def _results(
    readers: Sequence[Reader[T]], run: Callable[[Reader[T], Told], R], progress: Progress, at_once: int = _AT_ONCE
) -> list[R]:
    """What `run` makes of each reader, in their order."""
    news: News = SimpleQueue()
    with ThreadPoolExecutor(min(at_once, os.cpu_count() or 1)) as pool:
        try:
            running = [pool.submit(_run, reader, run, news) for reader in readers]
            return [_awaited(future, news, progress) for future in running]
        finally:
            for reader in readers:
                reader.stop()
            pool.shutdown(wait=False, cancel_futures=True)


def _run(reader: Reader[T], run: Callable[[Reader[T], Told], R], news: News) -> R:
    try:
        return run(reader, lambda done, total: news.put((reader.name, done, total)))
    finally:
        news.put(None)


def _awaited(future: Future[R], news: News, progress: Progress) -> R:
    """The result, once it is there; until then the news of all readers is passed on."""
    while not (future.done() and news.empty()):
        with suppress(Empty):
            if each := news.get(timeout=_UNTIL_CTRL_C):
                progress(*each)
    return future.result()
