"""The marks of items and progress notes, as authors print them and as records have them."""

import re
from functools import lru_cache

from pipeline.normalise.word_breaks import LINES

NOTE_MARK = "→"
BULLET = "•"

_NOTE = re.compile(r"(?:[→➔➙➜➝➞➡⇒⇨⟶⮕]\ufe0e?|[-–=]{1,2}>)\s*")
_BULLET = re.compile(r"(?:[•●▪■◦‣⁃➢➤►▶]|[o·∙](?=\s|$))\s*")


def is_marked(text: str) -> bool:
    """Whether a line begins with the mark of an item or a progress note."""
    return mark(text) != ""


@lru_cache(maxsize=LINES)
def mark(text: str) -> str:
    """The arrow or bullet that a line begins with, as printed, or nothing."""
    found = _NOTE.match(text) or _BULLET.match(text)
    return found[0].strip() if found else ""


def with_usual_mark(text: str) -> str:
    """A paragraph whose mark, if it has one, is that of records."""
    for pattern, usual in ((_NOTE, NOTE_MARK), (_BULLET, BULLET)):
        if (found := pattern.match(text)) and found.end() < len(text):
            return f"{usual} {text[found.end() :]}"
    return text
