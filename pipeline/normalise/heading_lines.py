"""What a single line tells of whether it is a heading: how headings are numbered, and what is none."""

import re
from dataclasses import dataclass

from pipeline.printed import Line
from pipeline.vocabulary import Vocabulary

LEADING = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]+[.)]|[A-Z][.)])(?:\s*\|)?\s+"
LEADERS = re.compile(r"(?:[.·_…]\s?){3,}\s*\d*$|…+\s*\d+$")
SENTENCE_ENDS = (".", ",", ";")
LONGEST_HEADING = 150
"""Characters; a longer line is a sentence that happens to begin like a heading."""
SAME_SIZE = 0.5
"""Points by which two lines of one type size may differ."""
_VERBS = re.compile(
    r"\s(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|soll|sollen|kann|können|gehör(?:t|en)|umfass(?:t|en)|zeigt"
    r"|beinhaltet|enthält|bildet|steht|stehen|befasst|beschreibt|beschäftigt|stellt|liegt|gibt)\b"
)
_DIVIDED = 2.0
"""A blank as many times as wide as the type is high divides a line: a running header, the titles of another table."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter heading: its name without "Handlungsfeld", number and quotes; printed on `lines` blocks.

    `assumed`: hardly more than its place above a table says that it is one.
    """

    name: str
    lines: int
    assumed: bool = False


def is_caption(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is the caption of a table or picture: "Tabelle 3: …", "Fortsetzung Tabelle 3"."""
    words = "|".join(map(re.escape, vocabulary.words("beschriftung")))
    return bool(words) and re.match(rf"(?:Fortsetzung\s+(?:von\s+)?)?(?:{words})\s*[\dIVX]", text) is not None


def is_sentence(name: str) -> bool:
    """Whether a text ends as a sentence does, or has a verb."""
    return name.endswith(SENTENCE_ENDS) or _VERBS.search(name) is not None


def are_set_alike(above: Line, line: Line) -> bool:
    """Whether two lines are set in the same type."""
    return above.bold == line.bold and abs(above.size - line.size) < SAME_SIZE


def is_divided(line: Line) -> bool:
    """Whether wide blanks divide a line."""
    return len(stretches(line)) > 1


def stretches(line: Line) -> list[str]:
    """The text of a line, divided where wide blanks stand."""
    parts = [""]
    widths = line.advances if line.size else ()
    for place, letter in enumerate(line.text):
        parts[-1] += letter
        if letter == " " and place < len(widths) and widths[place] > _DIVIDED * line.size:
            parts.append("")
    return [part.strip() for part in parts]
