"""Which free lines are chapter headings: those that say so ("Handlungsfeld „X“", "HF 2: X"), else by their place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from string import ascii_uppercase

from pipeline.hyphens import HYPHENS
from pipeline.normalise.field_columns import field_columns
from pipeline.normalise.heading_lines import (
    LEADERS,
    LEADING,
    LONGEST_HEADING,
    SAME_SIZE,
    SENTENCE_ENDS,
    Heading,
    are_set_alike,
    is_divided,
    is_sentence,
)
from pipeline.normalise.headings_by_place import assumed_headings, headings_set_apart
from pipeline.normalise.paragraphs import join, tidy
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Line, Row, Table
from pipeline.vocabulary import Vocabulary

_OPENING, _CLOSING = '„“«»‚"', '“”»«‘"'
_QUOTED = re.compile(rf"[{_OPENING}]\s*(?P<name>[^{_CLOSING}]+?)\s*[{_CLOSING}]")
_ORDINAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z](?=[.)]|\s*[:|–—]|\s-))(?![^\W_])"
_NUMBER_GOES_ON = r"\d+[-./][^\W\d_]{0,2}\d"
"""Behind "HF" that makes the number of a measure: "HF1-M2"."""
_COUNTED = re.compile(r"(?P<ordinal>[A-Z]|[IVX]+)(?:\s*\|)?\s+(?P<name>[^\W\d_].*)")
_COUNTED_WORD = re.compile(
    r"(?P<word>[A-ZÄÖÜ][\w-]+)\s(?P<ordinal>\d{1,2}|[A-Z]|[IVX]+)(?:\s*[:.)|–—]\s*|\s-\s)(?P<name>[^\W_].*)"
)
_NUMBERED = re.compile(rf"{LEADING}(?P<name>[^\W\d_].*)")
_LETTERS = list(ascii_uppercase)
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_CONTINUATION = re.compile(r"\s*[(–-]\s*(?:Fortsetzung|Forts\.)\s*\)?$")
_PAGE_REFERENCE = re.compile(r"\s+\d{1,3}$")
_WAITING = re.compile(rf"(?:[{HYPHENS},]|\b(?:und|oder|sowie|bzw\.|in|im|für|von|zur|zum|der|des|den|dem|die|das))$")


def find_headings(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """Headings by index of their first block: the lines that say so.

    Where none does, those set apart above tables by number, bold or larger type; in a text without type sizes, where
    none is, the short lines right above tables, which are assumed.
    """
    named = named_headings(blocks, vocabulary)
    columns = field_columns(blocks, bool(named), vocabulary)
    found = (
        _without_contents(named, blocks)
        or headings_set_apart(blocks, columns, vocabulary)
        or assumed_headings(blocks, columns, vocabulary)
    )
    return without_counts(found)


def without_counts(found: Mapping[int, Heading]) -> dict[int, Heading]:
    """The headings without what they are counted with, and with plain hyphens."""
    plain = {start: replace(heading, name=tidy(heading.name)) for start, heading in found.items()}
    return _without_counted_word(_without_letters(_without_numbers(plain)))


def named_headings(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """The headings that say so, by index of their first block."""
    named: dict[int, Heading] = {}
    if words := vocabulary.words("handlungsfeld"):
        begins = re.compile(
            rf"(?:{LEADING})?(?i:{'|'.join(map(re.escape, words))})(?![^\W\d_]|{_NUMBER_GOES_ON})\s*"
            rf"(?:{_ORDINAL})?\s*[:.)|–—-]?\s*(?P<rest>.*)"
        )
        for index in range(len(blocks)):
            if heading := _named_heading(blocks, index, begins, vocabulary):
                named[index] = heading
    return named


def opens_another(heading: Line, before: Sequence[Line], rows: Sequence[Row], name: str) -> bool:
    """Whether a heading of the same name as the one `before` opens a chapter of its own: counted on, or below its rows.

    Else it is only repeated overleaf.
    """
    if heading.place.bbox and any(row.place.page == heading.place.page for row in rows[-1:]):
        return True
    counts = [re.findall(r"\d+", line.text.partition(name)[0]) for line in (heading, *before[:1])]
    return len(counts) == 2 and all(counts) and counts[0] != counts[1]


def _named_heading(
    blocks: Sequence[Line | Table], index: int, begins: re.Pattern[str], vocabulary: Vocabulary
) -> Heading | None:
    first = blocks[index]
    match = begins.fullmatch(first.text) if isinstance(first, Line) else None
    if not isinstance(first, Line) or not match or LEADERS.search(first.text) or is_divided(first):
        return None
    rest = match["rest"].strip()
    lines = [first, *_continued(blocks, index, rest, vocabulary)]
    for line in lines[1:]:
        rest = join(rest, line.text, Typesetting()) if rest else line.text
    name = _name(rest)
    sentence = name.endswith(SENTENCE_ENDS) if first.bold else is_sentence(name)
    if len(name) > LONGEST_HEADING or (sentence and not _QUOTED.fullmatch(rest)):
        return None
    return Heading(name or first.text.rstrip(" :"), len(lines))


def _continued(blocks: Sequence[Line | Table], index: int, rest: str, vocabulary: Vocabulary) -> list[Line]:
    """The further lines of the heading at `index`, of whose name `rest` stands on the first line."""
    lines: list[Line] = []
    for block in blocks[index + 1 :]:
        if not isinstance(block, Line) or vocabulary.is_label(block.text) or len(rest) > LONGEST_HEADING:
            break
        if vocabulary.goal_named_in(block.text):
            break
        if not _is_waiting(rest) and (_QUOTED.fullmatch(rest) or not _goes_on(blocks, index, block)):
            break
        lines.append(block)
        rest = f"{rest} {block.text}".strip()
    return lines


def _is_waiting(rest: str) -> bool:
    """Only the word "Handlungsfeld" stands on the line, its quotation mark is still open, or its end waits for more."""
    opened = bool(rest) and rest[0] in _OPENING and not any(mark in rest[1:] for mark in _CLOSING)
    return not rest or opened or bool(_WAITING.search(rest))


def _goes_on(blocks: Sequence[Line | Table], index: int, line: Line) -> bool:
    """Whether the next line is set like the heading, or begins in mid-sentence."""
    first = blocks[index]
    if line.text[:1].islower() or not isinstance(first, Line):
        return True
    usual = median(block.size for block in blocks if isinstance(block, Line))
    return are_set_alike(first, line) and line.starts is not True and (first.bold or first.size > usual + SAME_SIZE)


def _name(rest: str) -> str:
    rest = _CONTINUATION.sub("", rest).removesuffix(":").strip()
    quoted = _QUOTED.fullmatch(rest)
    return quoted["name"] if quoted else rest


def _without_contents(found: dict[int, Heading], blocks: Sequence[Line | Table]) -> dict[int, Heading]:
    """Leave out entries of a table of contents: no table below, and the same heading comes again with one."""
    ends = [*found, len(blocks)]
    filled = {start: any(isinstance(block, Table) for block in blocks[start:end]) for start, end in pairwise(ends)}
    names = {heading.name for start, heading in found.items() if filled[start]}
    return {
        start: heading
        for start, heading in found.items()
        if filled[start] or not {heading.name, _name(_PAGE_REFERENCE.sub("", heading.name))} & names
    }


def _without_numbers(found: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out the numbers of headings that all have one ("1. Arbeit", "2. Wohnen")."""
    numbered = [_NUMBERED.fullmatch(heading.name) for heading in found.values()]
    names = [match["name"] for match in numbered if match]
    if len(names) < max(2, len(found)):
        return found
    return {start: replace(heading, name=name) for (start, heading), name in zip(found.items(), names, strict=True)}


def _without_letters(found: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out the letters or Roman figures that headings are counted with ("A Arbeit", "B Wohnen")."""
    counted = [_COUNTED.fullmatch(heading.name) for heading in found.values()]
    ordinals = list(dict.fromkeys(match["ordinal"] for match in counted if match))
    if not all(counted) or len(ordinals) < 2 or ordinals not in (_ROMAN[: len(ordinals)], _LETTERS[: len(ordinals)]):
        return found
    names = (match["name"] for match in counted if match)
    return {start: replace(heading, name=name) for (start, heading), name in zip(found.items(), names, strict=True)}


def _without_counted_word(found: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out a word of the city's own that all headings are counted with ("Baustein 1: Wohnen", "Baustein 2: …")."""
    counted = [_COUNTED_WORD.fullmatch(heading.name) for heading in found.values()]
    matches = [match for match in counted if match]
    ordinals = dict.fromkeys(match["ordinal"] for match in matches)
    if len(matches) < len(found) or len(ordinals) < 2 or len({match["word"] for match in matches}) > 1:
        return found
    return {
        start: replace(heading, name=match["name"])
        for (start, heading), match in zip(found.items(), matches, strict=True)
    }
