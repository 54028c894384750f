"""The confined process: one request on its standard input, one answer on its standard output, nothing else.

Started by `supervise`. Whatever a document does to the libraries that read or draw it happens here, without a way to
the disk or to the results of others.
"""

import os
import sys
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pipeline import records
from pipeline.confine.messages import (
    ANSWER,
    Reading,
    Recognising,
    Request,
    Showing,
    excerpts_to,
    progressed,
    recognised_to,
    refused,
    traced,
)
from pipeline.confine.recognise import abandon, recognise
from pipeline.confine.restrict import OUT_OF_MEMORY, restrict
from pipeline.errors import InputUnreadable, PipelineError
from pipeline.limits import MIB, exceeded
from pipeline.normalise import normalise
from pipeline.read import Recognised, is_pdf, read, show
from pipeline.read.pages import Progress
from pipeline.read.structure.examine import examine


def main() -> None:
    """Answer the one request and end."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    request = Request.from_line(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(request.size)
    searchable = sys.stdin.buffer.read()
    _restrict(request)
    try:
        told = _answer(request, content, searchable, answer)
    except PipelineError as error:
        told = traced(error) + refused(type(error).__name__, str(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - what a library raises over a strange file is of any class
        told = traced(error) + refused(type(error).__name__, str(error))
    answer.write(told)
    answer.flush()
    os._exit(0)  # without the clearing up of libraries that a damaged document may have upset


def _restrict(request: Request) -> None:
    match request.task:
        case Recognising(folder):
            longest = replace(request.limits, busy_seconds=request.limits.recognition)
            restrict(longest, request.parent, request.limits.file * MIB, partial(abandon, folder))
        case _:
            restrict(request.limits, request.parent)


def _answer(request: Request, content: bytes, searchable: bytes, answer: BinaryIO) -> bytes:
    def tell(done: int, total: int) -> None:
        answer.write(progressed(done, total))
        answer.flush()

    match request.task:
        case Reading() as task:
            return ANSWER + _edition(request, task, (content, searchable), tell)
        case Showing() as task:
            return ANSWER + _excerpts(request, task, searchable or content)
        case Recognising(folder):
            if not is_pdf(content):
                return ANSWER + recognised_to(None, b"")
            examined = examine(content, request.name, request.limits, request.admission)
            return ANSWER + recognised_to(*recognise(examined.content, request.name, folder, tell))


def _edition(request: Request, task: Reading, contents: tuple[bytes, bytes], tell: Progress) -> bytes:
    content, searchable = contents
    document = Recognised(content, searchable, request.recognition) if request.recognition else content
    edition = normalise(  # which goes on alone with what was read: what it makes anew of it needs not be kept twice
        read(document, request.name, task.vocabulary, tell, request.limits, request.admission),
        task.year,
        task.sample,
        task.vocabulary,
    )
    if len(edition.measures) > request.limits.measures:
        count = len(edition.measures)
        raise exceeded(request.name, f"enthält {count} Maßnahmen", "measures", enough={"measures": count})
    return records.to_json(edition)


def _excerpts(request: Request, task: Showing, content: bytes) -> bytes:
    excerpts = show(content, task.places, request.admission.password)
    if task.places and not excerpts:
        raise InputUnreadable(
            f"„{request.name}“ ließ sich lesen, aber nicht zeichnen; {task.missing}: Bitte die Stellen im Katalog "
            "selbst ansehen oder die Datei neu aus Word als PDF speichern."
        )
    return excerpts_to(task.places, excerpts)
