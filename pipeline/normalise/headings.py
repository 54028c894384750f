"""Which free lines are chapter headings: "Handlungsfeld „X“", "Handlungsfeld 2: X", or numbered and bold lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Line, Table
from pipeline.vocabulary import Vocabulary

_OPENING, _CLOSING = "„“«»‚\"", "“”»«‘\""
_QUOTED = re.compile(rf"^[{_OPENING}]\s*(?P<name>.+?)\s*[{_CLOSING}]$")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]+\.|[A-Z]\.)\s+(?P<name>[^\W\d_].*)$")
_LONGEST_HEADING = 150
"""Characters; a longer line is a sentence that happens to begin like a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter heading: its name without "Handlungsfeld", number and quotes; printed on `lines` blocks."""

    name: str
    lines: int


def find_headings(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """Headings by index of their first block. Without any line that says so, the line set apart above a table is one."""
    named = {}
    for index in range(len(blocks)):
        if heading := _named_heading(blocks, index, vocabulary):
            named[index] = heading
    return named or _set_apart(blocks)


def _named_heading(blocks: Sequence[Line | Table], index: int, vocabulary: Vocabulary) -> Heading | None:
    first = blocks[index]
    if not isinstance(first, Line):
        return None
    words = "|".join(map(re.escape, vocabulary.words("handlungsfeld")))
    match = re.match(
        rf"^(?:\d{{1,2}}(?:\.\d+)*\.?\s+)?(?:{words})\b\s*(?:\d{{1,2}}|[IVX]+|[A-Z](?=\s*[:.–-]))?\s*[:.–-]?\s*(?P<rest>.*)$",
        first.text,
        re.IGNORECASE,
    )
    if not match:
        return None
    rest, count = match["rest"].strip(), 1
    while _unfinished(rest) and index + count < len(blocks):
        following = blocks[index + count]
        if not isinstance(following, Line):
            break
        rest, count = f"{rest} {following.text}".strip(), count + 1
    if not rest or len(rest) > _LONGEST_HEADING or (rest.endswith((".", ",")) and not _QUOTED.match(rest)):
        return None
    quoted = _QUOTED.match(rest)
    return Heading(quoted["name"] if quoted else rest, count)


def _unfinished(rest: str) -> bool:
    """A heading goes on if only its first word stands on the line, or its quotation mark is still open."""
    return not rest or (rest[0] in "„«‚" and not any(mark in rest[1:] for mark in _CLOSING))


def _set_apart(blocks: Sequence[Line | Table]) -> dict[int, Heading]:
    """The numbered or bold line nearest above each table, where no line calls itself a field of action."""
    found = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        for above in range(index - 1, -1, -1):
            line = blocks[above]
            if not isinstance(line, Line):
                break
            numbered = _NUMBERED.match(line.text)
            if above > 0 and (numbered or line.bold) and len(line.text) <= _LONGEST_HEADING:
                found[above] = Heading(numbered["name"] if numbered else line.text, 1)
                break
    return found
