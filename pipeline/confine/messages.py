"""What the reading process is told and what it answers: lines of JSON, then bytes; never objects to be revived.

Request: one line (`Request`), then the content of the document. Answer: any number of `{"pages": [done, total]}`, then
`{"refused": [class, message]}` or `{"read": true}`; behind the latter the edition as `katalog.json`.
"""

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.collect import Document
from pipeline.limits import Admission, Limits
from pipeline.model import Status
from pipeline.vocabulary import KnownActor, StatusCode, Vocabulary

LONGEST_LINE = 10_000
"""Bytes of an answering line."""


@dataclass(frozen=True, slots=True)
class Request:
    """All that reading a document depends on, but for its content; `parent` is the process that waits."""

    name: str
    year: int | None
    sample: bool
    vocabulary: Vocabulary
    limits: Limits
    admission: Admission
    parent: int

    @classmethod
    def about(cls, document: Document, vocabulary: Vocabulary, limits: Limits, admission: Admission) -> "Request":
        """The request for a document."""
        return cls(document.name, document.year, document.sample, vocabulary, limits, admission, os.getpid())

    def line(self) -> bytes:
        """The request as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Request":
        """The request that `line` wrote."""
        told = json.loads(line)
        return cls(
            told["name"],
            told["year"],
            told["sample"],
            _vocabulary(told["vocabulary"]),
            Limits(**told["limits"]),
            Admission(**told["admission"]),
            told["parent"],
        )


def _vocabulary(told: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        phrases=tuple((words, Status(code)) for words, code in told["phrases"]),
        codes=tuple(StatusCode(**code | {"code": Status(code["code"])}) for code in told["codes"]),
        actors=tuple(KnownActor(**actor | {"aliases": tuple(actor["aliases"])}) for actor in told["actors"]),
        terms=tuple((role, words) for role, words in told["terms"]),
    )


def progressed(done: int, total: int) -> bytes:
    """The line that tells of pages read."""
    return json.dumps({"pages": [done, total]}).encode() + b"\n"


def refused(kind: str, message: str) -> bytes:
    """The line that ends an answer without an edition; `kind` is the name of a class of `errors.py`."""
    return json.dumps({"refused": [kind, message[: LONGEST_LINE // 12]]}).encode() + b"\n"


READ = json.dumps({"read": True}).encode() + b"\n"
"""The line behind which the edition follows."""
