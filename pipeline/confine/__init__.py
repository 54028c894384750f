"""Documents read in processes of their own, so that none can harm the run, its results or the other documents.

A document may be made to hang, to fill the memory or to crash the libraries that read it. So it is read in a process
with bounds (`restrict`) that knows nothing but the document's bytes and answers in plain data (`messages`); the run
supervises it (`supervise`) and turns whatever becomes of it into one line.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue

from pipeline.collect import Document
from pipeline.confine.messages import Request
from pipeline.confine.supervise import Reader
from pipeline.limits import Admission, Limits
from pipeline.model import Edition
from pipeline.vocabulary import Vocabulary

_AT_ONCE = 2
_UNTIL_CTRL_C = 0.1
"""Seconds after which waiting pauses, for Windows to notice Ctrl-C."""

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the pages done and the pages in all, in the thread that asked for the editions."""

News = SimpleQueue[tuple[str, int, int] | None]
"""What readers tell of their progress; None when one of them has ended."""


def read_apart(
    documents: Sequence[Document], vocabulary: Vocabulary, limits: Limits, admission: Admission, progress: Progress
) -> list[Edition]:
    """Read every document, two at a time where there are two processors; the editions in the order of the documents.

    Raises:
        PipelineError: of the first document, in their order, that cannot be read. No process is left behind.
    """
    readers = [Reader(each, Request.about(each, vocabulary, limits, admission)) for each in documents]
    news: News = SimpleQueue()
    with ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as pool:
        try:
            running = [
                pool.submit(_read, reader, document, news) for reader, document in zip(readers, documents, strict=True)
            ]
            return [_awaited(future, news, progress) for future in running]
        finally:
            for reader in readers:
                reader.stop()
            pool.shutdown(wait=False, cancel_futures=True)


def _read(reader: Reader, document: Document, news: News) -> Edition:
    try:
        return reader.run(lambda done, total: news.put((document.name, done, total)))
    finally:
        news.put(None)


def _awaited(future: Future[Edition], news: News, progress: Progress) -> Edition:
    """The edition, once it is there; until then the news of all readers is passed on."""
    while not (future.done() and news.empty()):
        with suppress(Empty):
            if each := news.get(timeout=_UNTIL_CTRL_C):
                progress(*each)
    return future.result()
