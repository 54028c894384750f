"""Where German words may be broken, by the patterns of pyphen (Liang's, as TeX and LibreOffice use them).

pyphen parses all 77,000 patterns of its dictionary before it looks at the first word, which takes longer than reading
most catalogues. So it is given, word by word, a dictionary of those patterns alone that occur in the word.
"""

import io
import re
from functools import cache

from pyphen import LANGUAGES, HyphDict

_PATTERN = re.compile(r"^([^%#A-Z\s][^1-9\s]*[1-9]\S*|[1-9]\S*)", re.MULTILINE)
"""A line that says something of a break: no remark, no command, no letters alone."""
_DIGITS = str.maketrans("", "", "0123456789")


@cache
def syllable_ends(word: str, least: int = 2) -> tuple[int, ...]:
    """The places, in characters, where a word may be broken with at least so many letters on each side."""
    patterns = _patterns()
    framed = f".{word.lower()}."
    parts = {framed[start : start + length] for start in range(len(framed)) for length in _lengths()}
    if not (fitting := sorted(parts & patterns.keys())):
        return ()
    ends = HyphDict(_Dictionary([patterns[letters] for letters in fitting])).positions(word)
    return tuple(int(end) for end in ends if least <= end <= len(word) - least)


@cache
def _patterns() -> dict[str, str]:
    """The letters of each pattern → the pattern: ".an3de" is there as ".ande"."""
    encoding, _, text = LANGUAGES["de_DE"].read_bytes().partition(b"\n")
    patterns = _PATTERN.findall(text.decode(encoding.decode().strip()))
    letters = "\n".join(patterns).translate(_DIGITS).split("\n")
    return dict(zip(letters, patterns, strict=True))


@cache
def _lengths() -> range:
    """Letters that a pattern may have."""
    return range(1, max(map(len, _patterns())) + 1)


class _Dictionary:
    """A dictionary of a few patterns, as a path to it would look to pyphen."""

    def __init__(self, patterns: list[str]) -> None:
        self._text = "\n".join(["UTF-8", *patterns])

    def open(self, _mode: str) -> io.BytesIO:
        """What `pathlib.Path.open` gives."""
        return io.BytesIO(self._text.encode())

    def read_text(self, _encoding: str) -> str:
        """What `pathlib.Path.read_text` gives."""
        return self._text
