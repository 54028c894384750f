"""Text exports, first step: bytes to printed lines with page and spacing. Nothing is understood here."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.hyphens import HYPHENS
from pipeline.read.glyphs import LIGATURES, SWAPPED, SYMBOLS, swapped_back

REPLACED = "\N{REPLACEMENT CHARACTER}"
NO_LINE_END = "\x1e"
"""Stands for a line end of the file that is none of the document."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060-\u2065\ufeff]|\u00ad(?!\s|\Z)")
"""Signs that are never printed; a soft hyphen before a blank ends a cell, and is. What turns the direction of writing
shows in the order of the letters: it stays and is told."""
_AS_LETTERS = str.maketrans(LIGATURES | SYMBOLS)
"""Letters that some exporters write as the one sign drawn for them; bullets and arrows of Symbol and Wingdings."""
_SWAPPED = re.compile(rf"(?<=[^\W\d_])(?:{SWAPPED.pattern})+|(?:{SWAPPED.pattern})+(?=[a-zäöüß])")
"""Letters whose two bytes Ghostscript swaps, within a word."""
_CONJUNCTION = re.compile(r"(?:und|oder|bzw\.|sowie)\b")
_SOFT_BREAKS = re.compile("[\v\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line, or the part of one that belongs to one cell.

    `gap`: an empty line stands before it (None at a page start: nobody knows). `empty_paragraph`: the export prints an
    empty paragraph before it. `trailing`: it ends in a blank. `wide`: offsets of words that two or more blanks precede.
    `shared`: it stands on the same line as the part before it. `overleaf`: it is
    the first of its page, or the first below a repeated title row.
    """

    text: str
    number: int
    page: int
    gap: bool | None = False
    empty_paragraph: bool = False
    trailing: bool = False
    wide: tuple[int, ...] = ()
    shared: bool = False
    overleaf: bool = False


def decode(content: bytes) -> str:
    """Bytes to clean text: UTF-8, UTF-16, UTF-32 or else Windows-1252; line ends as line feeds, characters in NFC,
    ligatures as letters, and the bullets of symbol fonts as such.

    Bytes and control characters that stand for nothing become "�".
    """
    decoded = _decoded(content)
    if not unicodedata.is_normalized("NFC", decoded):
        decoded = decoded.expandtabs()  # what set the tabs counted letters and their accents
    text = unicodedata.normalize("NFC", decoded).replace("\r\n", "\n").replace("\r", "\n")
    text = _SWAPPED.sub(lambda found: swapped_back(found[0]), _CONTROLS.sub(REPLACED, text.translate(_AS_LETTERS)))
    at_soft_hyphens = 2 * text.count("\u00ad\n") > text.count("\n")  # there pdftotext ends lines, if there are any
    return text.replace("\u00ad\n", NO_LINE_END) if at_soft_hyphens else text


def shown(text: str) -> str:
    """A text without the signs that are never printed."""
    return _INVISIBLE.sub("", text)


def _decoded(content: bytes) -> str:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, "replace")
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if content[first::2].count(0) * 3 > len(content):
            return content.decode(codec, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        damaged = content.decode("utf-8", "replace")
    wrong = damaged.count(REPLACED)
    right = len(damaged) - len(damaged.encode("ascii", "ignore")) - wrong
    return damaged if right > wrong else content.decode("cp1252", "replace")


def printed_lines(pages: Sequence[str]) -> list[Printed]:
    """The printed lines of all pages with their file line numbers, in file order."""
    prints_empty_paragraphs = _prints_empty_paragraphs(pages)
    lines: list[Printed] = []
    number = 1
    for page, text in enumerate(pages, 1):
        gap: bool | None = None
        empty_paragraph = False
        rows = text.split("\n")
        for row in rows:
            for part in _SOFT_BREAKS.split(row.replace(NO_LINE_END, "")):
                if words := part.split():
                    lines.append(_printed(words, part, number, page, gap, empty_paragraph))
                    gap, empty_paragraph = False, False
                elif part and prints_empty_paragraphs:
                    empty_paragraph = True
                elif gap is not None:
                    gap = True
            number += 1 + row.count(NO_LINE_END)
        number -= 1
    return lines


def _printed(words: list[str], part: str, number: int, page: int, gap: bool | None, empty_paragraph: bool) -> Printed:
    text = " ".join(words)
    trailing = part[-1].isspace()
    if len(text) == len(part.strip()) and "  " not in part.strip():
        return Printed(text, number, page, gap, empty_paragraph and not gap, trailing, overleaf=gap is None)
    ends = accumulate(len(word) + 1 for word in words)
    gaps = re.finditer(r"\S(\s+)(?=\S)", part.strip())
    wide = tuple(end for end, gap_within in zip(ends, gaps, strict=False) if len(gap_within[1]) > 1)
    return Printed(text, number, page, gap, empty_paragraph and not gap, trailing, wide, overleaf=gap is None)


def _prints_empty_paragraphs(pages: Sequence[str]) -> bool:
    """Whether a line of blanks stands for an empty paragraph: the export ends every line, even an empty one, so."""
    rows = [row for page in pages for row in page.split("\n")]
    ended = sum(row.endswith(" ") for row in rows if row.strip())
    return "" in rows[:-1] and ended * 2 > sum(bool(row.strip()) for row in rows)


def join(texts: Sequence[str]) -> str:
    """Lines as one, hyphenation undone roughly: enough to look words up, not to print."""
    if not any(text[-1:] in HYPHENS for text in texts[:-1]):
        return " ".join(texts)
    whole = ""
    for text in texts:
        if whole and whole[-1] in HYPHENS and not _CONJUNCTION.match(text):
            whole = whole[:-1] + text if text[:1].islower() else whole + text
        else:
            whole = f"{whole} {text}" if whole else text
    return whole
