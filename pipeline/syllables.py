"""Where German words may be broken, by the patterns of pyphen (Liang's, as TeX and LibreOffice use them).

pyphen parses all 77,000 patterns of its dictionary before it looks at the first word, which takes longer than reading
most catalogues. So it is given, word by word, a dictionary of those patterns alone that occur in the word. They are
found in the text of the dictionary: as values in memory, all patterns would take five times as much of it.
"""

import io
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from pyphen import LANGUAGES, HyphDict

_PATTERN = re.compile(r"^([^%#A-Z\s][^1-9\s]*[1-9]\S*|[1-9]\S*)", re.MULTILINE)
"""A line that says something of a break: no remark, no command, no letters alone."""
_DIGITS = str.maketrans("", "", "0123456789")
_OPENING = 4
"""Letters that tell where in the dictionary to look for a pattern."""


@cache
def syllable_ends(word: str, least: int = 2) -> tuple[int, ...]:
    """The places, in characters, where a word may be broken with at least so many letters on each side."""
    if not (fitting := _fitting(f".{word.lower()}.")):
        return ()
    ends = HyphDict(_Dictionary([fitting[letters] for letters in sorted(fitting)])).positions(word)
    return tuple(int(end) for end in ends if least <= end <= len(word) - least)


def _fitting(framed: str) -> dict[str, str]:
    """The patterns that occur in a word, by their letters: ".an3de" by ".ande"; of several alike the last."""
    found: dict[str, str] = {}
    starts = range(len(framed))
    for opening in {framed[start : start + length] for start in starts for length in range(1, _OPENING + 1)}:
        for pattern in _beginning(opening):
            letters = pattern.translate(_DIGITS)
            if letters in framed:
                found[letters] = pattern
    return found


def _beginning(opening: str) -> Iterator[str]:
    """The patterns with these first letters, in the order of the dictionary."""
    runs = _patterns()
    for run in range(bisect_left(runs.openings, opening), bisect_right(runs.openings, opening)):
        yield from _PATTERN.findall(runs.text[runs.starts[run] : runs.ends[run]])


class _Runs(NamedTuple):
    """The text of the dictionary, and where in it patterns with the same first letters follow each other."""

    text: str
    openings: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@cache
def _patterns() -> _Runs:
    """The patterns as they stand in the dictionary, by their first letters: it is all but sorted."""
    encoding, _, content = LANGUAGES["de_DE"].read_bytes().partition(b"\n")
    text = content.decode(encoding.decode().strip())
    begins = [(opening, next(run).start()) for opening, run in groupby(_PATTERN.finditer(text), key=_opening)]
    runs = sorted((opening, start, end) for (opening, start), (_, end) in pairwise([*begins, ("", len(text))]))
    starts, ends = array("I", [start for _, start, _ in runs]), array("I", [end for _, _, end in runs])
    return _Runs(text, [opening for opening, _, _ in runs], starts, ends)


def _opening(pattern: re.Match[str]) -> str:
    return pattern[0].translate(_DIGITS)[:_OPENING]


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
