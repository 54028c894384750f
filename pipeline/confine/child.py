"""The reading process: one request on its standard input, one answer on its standard output, nothing else.

Started by `supervise`. Whatever a document does to the libraries that read it happens here, without a way to the disk
or to the results of others.
"""

import os
import sys
from typing import BinaryIO

from pipeline import records
from pipeline.confine.messages import READ, Request, progressed, refused
from pipeline.confine.restrict import OUT_OF_MEMORY, restrict
from pipeline.errors import PipelineError
from pipeline.limits import exceeded
from pipeline.model import Edition
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.read.pdf import Progress


def main() -> None:
    """Answer the one request and end."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    request = Request.from_line(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    restrict(request.limits, request.parent)
    try:
        told = _answer(request, content, answer)
    except PipelineError as error:
        told = refused(type(error).__name__, str(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - what a library raises over a strange file is of any class
        told = refused(type(error).__name__, str(error))
    answer.write(told)
    answer.flush()
    os._exit(0)  # without the clearing up of libraries that a damaged document may have upset


def _answer(request: Request, content: bytes, answer: BinaryIO) -> bytes:
    def tell(done: int, total: int) -> None:
        answer.write(progressed(done, total))
        answer.flush()

    edition = _edition(request, content, tell)
    if len(edition.measures) > request.limits.measures:
        raise exceeded(request.name, f"enthält {len(edition.measures)} Maßnahmen", "measures")
    return READ + records.to_json(edition)


def _edition(request: Request, content: bytes, tell: Progress) -> Edition:
    raw = read(content, request.name, request.vocabulary, tell, request.limits, request.admission)
    return normalise(raw, request.year, request.sample, request.vocabulary)
