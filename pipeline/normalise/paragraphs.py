"""From printed lines back to the author's paragraphs: wraps joined, line-end hyphenation undone, real breaks kept.

A break was meant if the next word, or in a hyphenating document its first syllable, would have fitted on the line.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyphen

from pipeline.model import Line

HYPHENS = "-\u2010\u2011\u00ad"
SOFT_HYPHEN = "\u00ad"
NOTE_MARK = "→"
BULLET = "•"

_MARKS = {"➔": NOTE_MARK, "➜": NOTE_MARK, "➝": NOTE_MARK, "⇒": NOTE_MARK, "⟶": NOTE_MARK, "⮕": NOTE_MARK}
_MARKS |= dict.fromkeys("●▪■◦‣⁃∙·o", BULLET)
_ITEM = re.compile(rf"([{NOTE_MARK}{BULLET}]|[+{''.join(_MARKS)}](?=\s))\s*(?=\S)")
_CONJUNCTIONS = re.compile(r"(?:und|oder|bzw\.|beziehungsweise|sowie|u\.|&|und/oder)(?!\w)")
_LAST_PART = re.compile(rf"([^\W_]+)[{HYPHENS}]$")
_WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_BROKEN_WORD = 5
"""Letters; the default of LibreOffice and of CSS (`hyphenate-limit-chars: 5 2 2`)."""
_FIT_TOLERANCE = 0.5
"""How far (points or characters) a producer may differ from our sum of widths."""


@dataclass(frozen=True)
class Typesetting:
    """What a document says about its words and line ends.

    `breaks` are the hyphens that only the typesetting uses: some producers end a line with U+2010 but print U+002D
    inside words. `hyphenates` says whether words are broken at line ends at all.
    """

    words: frozenset[str] = field(default_factory=frozenset)
    hyphenates: bool = False
    breaks: str = SOFT_HYPHEN


def study(cells: Iterable[Sequence[Line]]) -> Typesetting:
    """Learn from the cells and paragraphs of a document: the words that stand unbroken, and how lines are broken."""
    words: set[str] = set()
    at_line_ends: set[str] = set()
    inside_words: set[str] = set()
    hyphenates = False
    for lines in cells:
        broken = False
        for line in lines:
            found = _WORD.findall(line.text)
            ends_broken = _LAST_PART.search(line.text) is not None
            words.update(map(fold_hyphens, found[1 if broken else 0 : -1 if ends_broken else None]))
            inside_words.update(hyphen for word in found for hyphen in HYPHENS if hyphen in word)
            hyphenates = hyphenates or (broken and line.text[:1].islower())
            if ends_broken:
                at_line_ends.add(line.text[-1])
            broken = ends_broken
    breaks = (at_line_ends - inside_words if inside_words else set()) | {SOFT_HYPHEN}
    return Typesetting(frozenset(words), hyphenates, "".join(sorted(breaks)))


def paragraphs(lines: Sequence[Line], typesetting: Typesetting) -> tuple[str, ...]:
    """The logical lines of a cell: bullets start "• ", progress notes "→ ", white space single, text NFC."""
    result: list[str] = []
    previous: Line | None = None
    for line in lines:
        if not line.text.strip():
            continue
        if previous is None or begins_paragraph(previous, line, typesetting):
            result.append(line.text)
        else:
            result[-1] = join(result[-1], line.text, typesetting)
        previous = line
    return tuple(_tidy(paragraph) for paragraph in result)


def begins_paragraph(previous: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether the author broke the paragraph between two lines of a cell, rather than the typesetting the line."""
    if line.starts is not None:
        return line.starts
    if _ITEM.match(line.text) and not previous.text.rstrip().endswith(tuple(HYPHENS)):
        return True
    if _LAST_PART.search(previous.text):
        return False
    needed = previous.space + _first_piece_width(line, typesetting.hyphenates)
    return needed <= previous.room - _FIT_TOLERANCE


def join(left: str, right: str, typesetting: Typesetting) -> str:
    """Join a line to its predecessor, undoing a hyphen at the line end where it came from the typesetting."""
    last = _LAST_PART.search(left)
    if not last:
        return f"{left.rstrip()} {right}"
    if _CONJUNCTIONS.match(right):
        return f"{left} {right}"
    stem = left[:-1]
    if _keeps_hyphen(left, last[1], right, typesetting):
        return f"{stem}-{right}"
    return _without_stray_hyphens(stem, right, typesetting)


def fold_hyphens(text: str) -> str:
    """The same text with plain hyphens and without soft ones."""
    return text.replace("\u2010", "-").replace("\u2011", "-").replace(SOFT_HYPHEN, "")


def _keeps_hyphen(left: str, last_part: str, right: str, typesetting: Typesetting) -> bool:
    if left[-1] in typesetting.breaks:
        return False
    head, tail = _trailing_word(left[:-1]), _leading_word(right)
    hyphenated, joined = f"{head}-{tail}" in typesetting.words, head + tail in typesetting.words
    if hyphenated != joined:
        return hyphenated
    return right[:1].isupper() or right[:1].isdigit() or last_part[-1:].isdigit() or last_part.isupper()


def _without_stray_hyphens(stem: str, right: str, typesetting: Typesetting) -> str:
    """Undo "Weiterqualifi-zie-/rung" at both places: a hyphen left over from an older line break.

    Only where every hyphen stands at a syllable end and no part is a word of this document by itself.
    """
    head, tail = _trailing_word(stem), _leading_word(right)
    parts = [*head.split("-")[:-1], head.split("-")[-1] + tail]
    whole = "".join(parts)
    if len(parts) > 1 and all(part[:1].islower() for part in parts[1:]):
        ends = {len("".join(parts[:count])) for count in range(1, len(parts))}
        if ends <= set(_syllable_ends(whole)) and not any(part in typesetting.words for part in parts):
            return stem[: len(stem) - len(head)] + whole + right[len(tail) :]
    return stem + right


def _trailing_word(text: str) -> str:
    match = re.search(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*$", text)
    return fold_hyphens(match[0]) if match else ""


def _leading_word(text: str) -> str:
    match = _WORD.match(text)
    return fold_hyphens(match[0]) if match else ""


def _first_piece_width(line: Line, hyphenates: bool) -> float:
    """Width of the shortest piece of the line's first word that could have stood on the line before."""
    word = line.text.split(maxsplit=1)[0]
    length = _first_break(word) if hyphenates else len(word)
    hyphen = line.space * 1.2 if length < len(word) and word[length - 1] not in HYPHENS else 0.0
    return sum(line.advances[:length]) + hyphen


def _first_break(word: str) -> int:
    """Characters up to the first place where a hyphenating typesetter may break the word."""
    run = _FIRST_WORD.search(word)
    if not run:
        return len(word)
    ends = _syllable_ends(run[0]) if len(run[0]) >= _SHORTEST_BROKEN_WORD else ()
    if ends:
        return run.start() + ends[0]
    if word[run.end() : run.end() + 1] in tuple(HYPHENS) and word[run.end() + 1 : run.end() + 2].isalnum():
        return run.end() + 1
    return len(word)


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=2, right=2)


@cache
def _syllable_ends(word: str) -> tuple[int, ...]:
    return tuple(int(position) for position in _hyphenator().positions(word))


def _tidy(paragraph: str) -> str:
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", paragraph.replace(SOFT_HYPHEN, ""))).strip()
    item = _ITEM.match(text)
    if item and (mark := _MARKS.get(item[1], item[1])) in (NOTE_MARK, BULLET):
        return f"{mark} {text[item.end() :]}"
    return text
