"""Text exports, first step: bytes to printed lines with page and spacing. Nothing is understood here."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from pipeline.model import Finding, Severity

HYPHENS = "-\u00ad\u2010\u2011"
REPLACED = "\N{REPLACEMENT CHARACTER}"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]|\u00ad(?![^\S\n]*(?:[\n\f]|\Z))")
_SOFT_BREAKS = re.compile("[\v\x85\u2028\u2029]")
_PAGE_BLANK = re.compile(r"(?m)^ (?=\S)")
_INDENTED = re.compile(r"(?m)^[^\S\n]{2,}\S")
_PAGE_NUMBER = re.compile(r"(?m)^.*\b(?:Seite|S\.)\s{0,3}(\d{1,4})\b.{0,40}$")
_PAGE_LABEL = re.compile(r"\b(?:Seite|S\.) ?#")
_EDGE = 3
"""So many lines at the top and bottom of a page may be running headers and footers."""


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
    """Bytes to clean text: UTF-8, UTF-16, UTF-32 or else Windows-1252; line ends as line feeds, characters in NFC.

    Bytes and control characters that stand for nothing become "�"; signs that are never printed are left out.
    """
    text = unicodedata.normalize("NFC", _decoded(content)).replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", _CONTROLS.sub(REPLACED, text))


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


def split_pages(text: str) -> list[str]:
    """The pages of an export: between form feeds, else before a line with one leading blank, else by page numbers."""
    if "\f" in text:
        pages = text.split("\f")
        return pages if pages[-1].strip() else pages[:-1] or [""]
    borders = [match.start() for match in _PAGE_BLANK.finditer(text)]
    if not borders or _INDENTED.search(text) or len(borders) * 10 > text.count("\n"):
        borders = _borders_by_page_numbers(text)
    starts = [0, *(border for border in borders if text[:border].strip())] if len(borders) < 2000 else [0, *borders[1:]]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _borders_by_page_numbers(text: str) -> list[int]:
    """Page borders where lines count the pages ("Seite 2 von 9"): behind a footer, before a running header."""
    found: list[re.Match[str]] = []
    for match in _PAGE_NUMBER.finditer(text):
        if int(match[1]) == len(found) + 1:
            found.append(match)
    if len(found) < 2:
        return []
    if text[: found[0].start()].count("\n") < _EDGE:
        return [match.start() for match in found[1:]]
    return [match.end() + 1 for match in found[:-1]] + ([found[-1].end() + 1] if text[found[-1].end() :].strip() else [])


def count_printed(pages: Iterable[str]) -> tuple[int, ...]:
    """Non-blank characters per page, counted on the text itself."""
    return tuple(len("".join(page.split())) for page in pages)


def printed_lines(pages: Sequence[str]) -> list[Printed]:
    """The printed lines of all pages with their file line numbers, in file order."""
    prints_empty_paragraphs = _prints_empty_paragraphs(pages)
    lines: list[Printed] = []
    number = 1
    for page, text in enumerate(pages, 1):
        gap: bool | None = None
        empty_paragraph = False
        rows = text.split("\n")
        for offset, row in enumerate(rows):
            for part in _SOFT_BREAKS.split(row):
                if words := part.split():
                    lines.append(_printed(words, part, number + offset, page, gap, empty_paragraph))
                    gap, empty_paragraph = False, False
                elif part and prints_empty_paragraphs:
                    empty_paragraph = True
                elif gap is not None:
                    gap = True
        number += len(rows) - 1
    return lines


def _printed(words: list[str], part: str, number: int, page: int, gap: bool | None, empty_paragraph: bool) -> Printed:
    text = " ".join(words)
    trailing = part[-1].isspace()
    if len(text) == len(part.strip()) and "  " not in part.strip():
        return Printed(text, number, page, gap, empty_paragraph and not gap, trailing, overleaf=gap is None)
    wide = tuple(
        len(" ".join(words[:count])) + 1
        for count, match in enumerate(re.finditer(r"\S(\s+)(?=\S)", part.strip()), 1)
        if len(match[1]) > 1
    )
    return Printed(text, number, page, gap, empty_paragraph and not gap, trailing, wide, overleaf=gap is None)


def _prints_empty_paragraphs(pages: Sequence[str]) -> bool:
    """Whether a line of blanks stands for an empty paragraph: the export ends every line, even an empty one, so."""
    rows = [row for page in pages for row in page.split("\n")]
    ended = sum(row.endswith(" ") for row in rows if row.strip())
    return "" in rows[:-1] and ended * 2 > sum(bool(row.strip()) for row in rows)


def find_furniture(lines: Sequence[Printed], kept: frozenset[int]) -> frozenset[int]:
    """Indexes of running headers, footers and page numbers: lines that return at the edges of pages, and only there.

    `kept` are indexes that are never furniture, whatever returns (column titles, headings, statuses).
    """
    pages = [list(group) for _, group in groupby(range(len(lines)), key=lambda index: lines[index].page)]
    edges = [side for page in pages for side in (page[:_EDGE], page[: -_EDGE - 1 : -1])]
    forms = Counter(_form(line.text) for line in lines)
    seen: dict[str, set[int]] = {}
    for index in {index for side in edges for index in side} - kept:
        seen.setdefault(_form(lines[index].text), set()).add(index)
    running = {
        index
        for form, on in seen.items()
        if _counts_pages(form, [lines[index] for index in sorted(on)], len(pages)) and len(on) >= 0.9 * forms[form]
        for index in on
    }
    return frozenset(index for side in edges for index in takewhile(running.__contains__, side))


def _counts_pages(form: str, lines: Sequence[Printed], pages: int) -> bool:
    """Whether a line is on most pages, and its figures stay the same or count up with the page."""
    needed = 2 if _PAGE_LABEL.search(form) else max(3, 0.6 * pages)
    if len({line.page for line in lines}) < needed:
        return False
    for figures in zip(*([int(figure) for figure in re.findall(r"\d+", line.text)] for line in lines), strict=True):
        steps = {figure - line.page for figure, line in zip(figures, lines, strict=True)}
        if len(set(figures)) > 1 and len(steps) > 1:
            return False
    return True


def _form(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def replaced_findings(lines: Sequence[Printed]) -> tuple[Finding, ...]:
    """One finding per page that holds characters nobody can read."""
    hit: dict[int, list[Printed]] = {}
    for line in lines:
        if REPLACED in line.text:
            hit.setdefault(line.page, []).append(line)
    return tuple(
        Finding(
            "characters_unreadable",
            Severity.WARNING,
            f"Seite {page}: {sum(line.text.count(REPLACED) for line in on)} Zeichen der Textdatei sind nicht lesbar "
            f"(zuerst in Zeile {on[0].number}) und stehen als „{REPLACED}“ im Ergebnis: "
            "Bitte diese Stellen mit dem Dokument vergleichen.",
            page=page,
        )
        for page, on in hit.items()
    )


_ADVANCES = {
    0.44: "ijl'|",
    0.56: " !,./:;I[]\\ftìíîï·",
    0.66: '()-r"`´„“”‚‘’\u00ad\u2010\u2011•',
    1.0: "ckszxyvJçß*",
    1.22: "FTZ",
    1.33: "ABEKPSVXYÄ&",
    1.44: "CDHNRUwÜ",
    1.56: "GOQÖ",
    1.66: "mMæ%",
    1.9: "W—→…@",
}
_ADVANCE = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
SPACE = 0.56
_SHORTEST_BROKEN_WORD = 6


def advances(text: str) -> tuple[float, ...]:
    """The estimated width of each character in average characters: classes of a proportional sans serif."""
    return tuple(_ADVANCE.get(character, 1.11) for character in text)


def width(text: str) -> float:
    """The estimated width of `text` in average characters."""
    return sum(_ADVANCE.get(character, 1.11) for character in text)


def first_piece(word: str) -> float:
    """The width of the shortest part of a word, hyphen included, that hyphenation might have left on the line before."""
    return width(word[:3]) + _ADVANCE["-"] if len(word) >= _SHORTEST_BROKEN_WORD else width(word)


def join(texts: Iterable[str]) -> str:
    """Lines as one, hyphenation undone roughly: enough to look words up, not to print."""
    whole = ""
    for text in texts:
        if whole and whole[-1] in HYPHENS and not re.match(r"(?:und|oder|bzw\.|sowie)\b", text):
            whole = whole[:-1] + text if text[:1].islower() else whole + text
        else:
            whole = f"{whole} {text}" if whole else text
    return whole
