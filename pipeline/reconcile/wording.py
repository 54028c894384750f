"""What a text says, apart from how it is typed: the forms in which wordings are compared."""

import re
import unicodedata

from pipeline.model import Measure

NOTE = "→ "

_SAME_SIGNS = str.maketrans(
    {
        **dict.fromkeys("„“”‟«»″", '"'),
        **dict.fromkeys("‚‘’‛‹›′´`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u00ad": None,
    }
)
_WORD = re.compile(r"[^\W_]+")
_HYPHEN_IN_WORD = re.compile(r"(?<=\w)-(?=\w)")
_ENDING = re.compile(r"(?<=\w{4})(?:ern|em|en|er|es|e|s|n)$")


def unstyled(text: str) -> str:
    """The text without what carries no meaning: white space, kind of quotation mark and of hyphen.

    Capitals stay: a changed capital is a changed wording to an auditor (links ignore it, see `words`).
    """
    return "".join(unicodedata.normalize("NFKC", text.translate(_SAME_SIGNS)).split())


def same(one: str, other: str) -> bool:
    """Whether two values say the same, however they were typed or read."""
    return one == other or unstyled(one) == unstyled(other)


def words(text: str) -> tuple[str, ...]:
    """The words in reading order, blind to capitals, punctuation and hyphens within a word."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME_SIGNS)).casefold()
    return tuple(_WORD.findall(_HYPHEN_IN_WORD.sub("", plain)))


def stem(word: str) -> str:
    """A word of at least five letters without its German ending; enough to tell forms of one word from other words."""
    return _ENDING.sub("", word)


def plan(measure: Measure) -> str:
    """What is to be done: the text without its progress notes."""
    return "\n".join(line for line in measure.text.split("\n") if not line.startswith(NOTE))
