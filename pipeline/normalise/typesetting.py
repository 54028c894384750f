"""How a document is set: the words that stand unbroken in it, and how its lines are broken."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from pipeline.hyphens import HYPHEN, HYPHENS, SOFT_HYPHEN, TYPESET_HYPHEN
from pipeline.normalise.held import parts_counts
from pipeline.normalise.marks import mark
from pipeline.normalise.word_breaks import (
    CONJUNCTIONS,
    WORD,
    breaks_word,
    first_piece_width,
    fold_hyphens,
    is_end_of_word,
    last_letters,
    last_part,
    leading_word,
    trailing_word,
)
from pipeline.printed import Line
from pipeline.syllables import syllable_ends

FIT_TOLERANCE = 0.5
"""How far (points or characters) a producer may differ from our sum of widths."""
_HYPHENATING = 0.02
"""Share of lines broken within a word, from which on a document hyphenates (a few authors' hyphens do not count)."""
_FEW_ENDS = 30
"""Line ends of which a single broken word tells that a document hyphenates; among more, the author broke it."""
_LETTERS_LEFT = (2, 3, 4, 5)
"""Fewest letters before a break: 2 with LibreOffice and CSS, more with other producers and in Word."""
_MISJUDGED = 0.02
"""Share of sure line wraps that a rule of hyphenation may take for paragraph breaks before it is given up."""
_LIGATURE = re.compile(r"f[fijlt]|t[tfi]")
_PROOFS = 5
"""Lines that surely go on with a word that could be broken, from which on they prove how words are."""


@dataclass(frozen=True)
class Typesetting:
    """What a document says about its words and line ends.

    `words` stand anywhere unbroken, `inner` also within a line and not only at its ends.
    `breaks` are the hyphens that only the typesetting uses: a soft hyphen, and with producers that print U+002D
    inside words but end lines with U+2010 that one too. `hyphenates` says whether words are broken at line ends,
    `splits` whether they are at their own hyphens, `shortest` how many letters stay on the line at least,
    `across_pages` whether also at the end of a page, `counts` whether lines end between a figure and what it counts.
    `titled`: lines in bold type are titles of what stands below; `values` are texts that make up a cell elsewhere.
    `running`: this is text outside of tables, in which no sentence is broken off.
    `fills`: a word too long for its column is broken wherever the line is full, also behind other words.
    `shortest_word` is the number of letters of the shortest word that is broken at a line end.
    `proven`: words are broken wherever `shortest` says, not at places that the author chose, as browsers allow.
    """

    words: frozenset[str] = field(default_factory=frozenset)
    inner: frozenset[str] = field(default_factory=frozenset)
    hyphenates: bool = False
    shortest: int = _LETTERS_LEFT[0]
    splits: bool = True
    across_pages: bool = True
    counts: bool = False
    breaks: str = SOFT_HYPHEN
    titled: bool = False
    values: frozenset[str] = frozenset()
    proven: bool = True
    running: bool = False
    fills: bool = False
    shortest_word: int = 0


def study(cells: Iterable[Sequence[Line]]) -> Typesetting:
    """Learn from the cells and paragraphs of a document: the words that stand unbroken, and how lines are broken."""
    words: set[str] = set()
    inner: set[str] = set()
    at_line_ends: set[str] = set()
    inside_words: set[str] = set()
    split_words = 0
    broken: list[int] = []
    passages = list(cells)
    for lines in passages:
        above = ""
        for line in lines:
            found = WORD.findall(line.text)
            continues, goes_on = last_part(above), last_part(line.text)
            words.update(map(fold_hyphens, found[1 if continues else 0 : -1 if goes_on else None]))
            inner.update(map(fold_hyphens, found[1:-1]))
            if any(hyphen in line.text for hyphen in HYPHENS):
                inside_words.update(hyphen for word in found for hyphen in HYPHENS if hyphen in word)
            if continues and breaks_word(continues[1], line.text):
                broken.append(len(trailing_word(above[:-1])) + len(leading_word(line.text)))
            split_words += continues is not None and not CONJUNCTIONS.match(line.text)
            at_line_ends.update(line.text[-1] if goes_on else "")
            above = line.text
    own = {SOFT_HYPHEN, TYPESET_HYPHEN} if HYPHEN in inside_words else {SOFT_HYPHEN}
    shortest = shortest_beginning(passages)
    breaks = "".join(sorted((at_line_ends & own) - inside_words))
    return Typesetting(
        words=frozenset(words),
        inner=frozenset(inner),
        hyphenates=shortest is not None,
        shortest=shortest or _LETTERS_LEFT[0],
        splits=split_words > 0,
        counts=parts_counts(passages),
        breaks=breaks,
        shortest_word=min(broken, default=0),
        fills=any(_surely_fills(above, line) for lines in passages for above, line in pairwise(lines)),
        proven=_is_proven(passages, shortest, _PROOFS if TYPESET_HYPHEN in breaks else 0),
    )


def is_full(above: Line, line: Line) -> bool:
    """Whether no more of a line would have fitted above: not its first letter, or those that many fonts set as one."""
    if not line.advances:
        return False
    letters = 2 if _LIGATURE.match(line.text) and line.advances[0] == line.advances[1] else 1
    return above.room < sum(line.advances[:letters]) + FIT_TOLERANCE


def fills_line(above: Line, line: Line) -> bool:
    """Whether two lines end and begin with letters that make up a word too long for any line."""
    head, tail = last_letters(above.text), leading_word(line.text)
    if not head or not tail:
        return False
    width = sum(above.advances[-len(head) :]) + sum(line.advances[: len(tail)])
    return width > sum(above.advances) + above.room


def _surely_fills(above: Line, line: Line) -> bool:
    """Whether behind other words a word is broken that can only be one: what stands below begins none."""
    several = " " in above.text and line.text[:1].islower()
    return several and is_full(above, line) and is_end_of_word(line.text) and fills_line(above, line)


def _is_proven(cells: Iterable[Sequence[Line]], shortest: int | None, least: int) -> bool:
    """Whether so many lines that surely go on could say otherwise of a rule of hyphenation, and none does."""
    proofs = 0
    for above, line in (pair for lines in cells for pair in _sure_wraps(lines)):
        if _fits(above, line, shortest):
            return False
        proofs += bool(syllable_ends(leading_word(line.text)))
    return proofs >= least


def has_bold_titles(cells: Iterable[Sequence[Line]]) -> bool:
    """Whether lines in bold type are titles of what stands below: mostly there is room for more behind them.

    Where words are stressed within a sentence, the line is full, or goes on in small letters.
    """
    pairs = [(above, line) for lines in cells for above, line in pairwise(lines) if is_title_above(above, line)]
    parted = [left_over(above, line, None, splits=False) >= 0 for above, line in pairs]
    return 2 * sum(parted) > len(pairs) and not any(line.text[:1].islower() for _, line in pairs)


def is_title_above(above: Line, line: Line) -> bool:
    """Whether a line in bold type stands above one that is not, or not as a whole."""
    return above.bold and not line.bold and not last_part(above.text)


def shortest_beginning(cells: Iterable[Sequence[Line]]) -> int | None:
    """The least number of letters that the typesetting of these cells leaves on a line before it breaks a word.

    None where it breaks none, or where no rule explains the wraps we are sure of: then words are broken at chosen
    places only (soft hyphens set by the author).
    """
    ends = broken_words = 0
    uppers: list[Line] = []  # in a quarter of the memory of pairs
    lowers: list[Line] = []
    for lines in cells:
        for above, line in _sure_wraps(lines):
            uppers.append(above)
            lowers.append(line)
        for above, line in pairwise(lines):
            ends += bool(above.text)
            last = last_part(above.text)
            broken_words += last is not None and breaks_word(last[1], line.text)
    if broken_words <= _HYPHENATING * ends or (broken_words == 1 and ends > _FEW_ENDS):
        return None
    for letters in _LETTERS_LEFT:
        misjudged = sum(map(_fits, uppers, lowers, repeat(letters)))
        if misjudged <= max(1, _MISJUDGED * len(uppers)):
            return letters
    return None


def _sure_wraps(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Neighbouring lines between which no paragraph ends: the lower goes on in lower case after a whole word."""
    for above, line in pairwise(lines):
        if line.starts is None and line.text[:1].islower() and not last_part(above.text) and not mark(line.text):
            yield above, line


def left_over(above: Line, line: Line, shortest: int | None, splits: bool = True) -> float:
    """Room left above had the first word of a line, or a beginning of at least `shortest` letters, stood there."""
    return above.room - FIT_TOLERANCE - above.space - first_piece_width(line, shortest, splits)


def _fits(above: Line, line: Line, shortest: int | None) -> bool:
    return left_over(above, line, shortest) >= 0
