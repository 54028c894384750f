"""What the confined process is told and what it answers: lines of JSON, then bytes; never objects to be revived.

Request: one line (`Request`), then the content of the document and, if there is one, its searchable copy. Answer: any
number of `{"pages": [done, total]}`, then `{"answer": true}` and behind it what the task asks for: the edition as
`katalog.json` (`Reading`), a list with an entry for each place (`Showing`), or one line about what was recognised and
the searchable copy (`Recognising`). Or, instead of these, any number of `{"trace": line}` (of the traceback) and
`{"refused": [class, message]}`.
"""

import json
import os
import traceback
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import inf
from typing import Any, ClassVar

from pipeline import records
from pipeline.collect import Document
from pipeline.errors import InputUnreadable
from pipeline.excerpts import Excerpt, Excerpts, Picture
from pipeline.limits import Admission, Limits
from pipeline.model import Edition, Place, Status
from pipeline.recognition import Recognition, UnsureWord
from pipeline.vocabulary import KnownActor, StatusCode, Vocabulary

LONGEST_LINE = 10_000
"""Bytes of an answering line."""
LONGEST_TRACE = 200
"""Lines of a traceback."""
_PNG_START = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
"""How every PNG begins; width and height follow (PNG specification, 5.2 and 11.2.2)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The task to read a document as the edition of a year."""

    year: int | None
    sample: bool
    vocabulary: Vocabulary
    german: ClassVar[str] = "Lesen"
    result: ClassVar[str] = "Datensätze"
    missing: ClassVar[str] = "die Maßnahmen darin würden fehlen"
    clock: ClassVar[str] = "seconds"
    largest: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True)
class Showing:
    """The task to show what stands at these places of a document that was read."""

    places: tuple[Place, ...]
    german: ClassVar[str] = "Zeichnen"
    result: ClassVar[str] = "Bilder"
    missing: ClassVar[str] = "die Bilder daraus fehlen im Prüfbericht"
    clock: ClassVar[str] = "seconds"
    largest: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True)
class Recognising:
    """The task to recognise the words on the scanned pages of a document; its files go into `folder`."""

    folder: str
    german: ClassVar[str] = "Erkennen der Wörter"
    result: ClassVar[str] = "Seiten"
    missing: ClassVar[str] = "die Maßnahmen darin würden fehlen"
    clock: ClassVar[str] = "recognition"
    largest: ClassVar[str] = "file"


Task = Reading | Showing | Recognising


@dataclass(frozen=True, slots=True)
class Request:
    """All that a task depends on, but for the document's content, which is `size` bytes; `parent` is who waits."""

    name: str
    task: Task
    limits: Limits
    admission: Admission
    parent: int
    size: int
    recognition: Recognition | None = None

    @classmethod
    def about(cls, document: Document, task: Task, limits: Limits, admission: Admission) -> "Request":
        """The request for a document; one whose words were recognised may be looked at as long as that took at most."""
        size = len(document.content)
        if document.recognition:
            longest = limits.recognition
            limits = replace(
                limits, busy_seconds=max(limits.busy_seconds, longest), seconds=max(limits.seconds, longest)
            )
        return cls(document.name, task, limits, admission, os.getpid(), size, document.recognition)

    def line(self) -> bytes:
        """The request as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Request":
        """The request that `line` wrote."""
        told = json.loads(line)
        return cls(
            told["name"],
            _task(told["task"]),
            Limits(**told["limits"]),
            Admission(**told["admission"]),
            told["parent"],
            told["size"],
            _recognition(told["recognition"]),
        )


def _task(told: dict[str, Any]) -> Task:
    if "places" in told:
        return Showing(tuple(_place(**place) for place in told["places"]))
    if "folder" in told:
        return Recognising(told["folder"])
    return Reading(told["year"], told["sample"], _vocabulary(told["vocabulary"]))


def _recognition(told: dict[str, Any] | None) -> Recognition | None:
    if told is None:
        return None
    unsure = tuple(UnsureWord(word["text"], _place(**word["place"]), word["certainty"]) for word in told["unsure"])
    return Recognition(told["engine"], tuple(told["pages"]), unsure)


def _place(page: int, bbox: list[float] | None, lines: list[int] | None) -> Place:
    return Place(page, tuple(bbox) if bbox else None, tuple(lines) if lines else None)  # type: ignore[arg-type] # 4, 2


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
    """The line that ends an answer without a result; `kind` is the name of a class of `errors.py`."""
    return json.dumps({"refused": [kind, message[: LONGEST_LINE // 12]]}).encode() + b"\n"


def traced(error: BaseException) -> bytes:
    """Where an error arose, for `--debug`: a line of the answer for each line of the traceback, the last ones."""
    lines = "".join(traceback.format_exception(error)).splitlines()[-LONGEST_TRACE:]
    return b"".join(json.dumps({"trace": line[: LONGEST_LINE // 12]}).encode() + b"\n" for line in lines)


ANSWER = json.dumps({"answer": True}).encode() + b"\n"
"""The line behind which the result follows."""


def edition_from(content: bytes, document: Document) -> Edition:
    """The edition of an answer.

    Raises:
        ValueError: no records or those of another file; the message says so in German.
    """
    try:
        edition = records.from_json(content, document.name)
    except InputUnreadable as error:
        raise ValueError("unvollständige Datensätze") from error
    if (edition.source.file, edition.source.sha256) != (document.name, document.sha256):
        raise ValueError("die Datensätze einer anderen Datei")
    return edition


def recognised_to(recognition: Recognition | None, searchable: bytes) -> bytes:
    """One line about what was recognised (nothing: no page is a scan), and behind it the searchable copy."""
    return json.dumps(asdict(recognition) if recognition else None).encode() + b"\n" + searchable


def recognised_from(content: bytes) -> tuple[Recognition | None, bytes]:
    """What `recognised_to` told.

    Raises:
        ValueError: anything else; the message says so in German.
    """
    line, _, searchable = content.partition(b"\n")
    try:
        return _recognition(json.loads(line)), searchable
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("unvollständige Seiten") from error


def excerpts_to(places: Sequence[Place], excerpts: Excerpts) -> bytes:
    """An entry for each place: the PNG in base64 with its width, height and box, the lines, or nothing."""
    return json.dumps([_entry(excerpts.get(place)) for place in places]).encode()


def _entry(shown: Excerpt | None) -> object:
    if isinstance(shown, Picture):
        return [b64encode(shown.png).decode(), shown.width, shown.height, *shown.box]
    return shown


def excerpts_from(content: bytes, places: Sequence[Place]) -> Excerpts:
    """The excerpts of an answer.

    Raises:
        ValueError: anything else than `excerpts_to` makes of these places; the message says so in German.
    """
    try:
        entries = json.loads(content)
        if isinstance(entries, list):
            pairs = zip(places, map(_excerpt, entries), strict=True)
            return {place: shown for place, shown in pairs if shown is not None}
    except (ValueError, OverflowError, RecursionError) as error:
        raise ValueError("unvollständige Bilder") from error
    raise ValueError("unvollständige Bilder")


def _excerpt(entry: object) -> Excerpt | None:
    match entry:
        case None:
            return None
        case str() as lines:
            return lines.encode().decode()  # half a surrogate pair is no text and could not be written
        case [str(encoded), int(width), int(height), float(left), float(top), float(right), float(bottom)]:
            png = b64decode(encoded, validate=True)
            is_png = png[:24] == _PNG_START + width.to_bytes(4) + height.to_bytes(4)
            if is_png and 0 <= left < right < inf and 0 <= top < bottom < inf:
                return Picture(png, width, height, (left, top, right, bottom))
    raise ValueError
