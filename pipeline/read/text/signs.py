"""Text exports: signs that the exporter or the encoding of the file left out or replaced."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Finding, Severity
from pipeline.printed import Line, Table
from pipeline.read.text.lines import REPLACED, Printed

_LONGEST_WORD, _FEWEST_GLUED, _MANY_GLUED = 30, 15, 0.05
"""Letters of the longest usual words; longer ones, and their part of the text, from which on blanks are lost."""
_ADDRESS = re.compile(r"://|www\.|@|_{3}|\.{3}")
_COMPOUND = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+")
_CAPITAL_WITHIN = re.compile(r"\b[^\W\d_]*[a-zäöüß][A-ZÄÖÜ][^\W\d_]*")
_HYPHEN_LAST, _FEW_HYPHENS = re.compile(r"(?m)\w-$"), 0.01
_QUESTION, _FEWEST_ASKED, _MANY_ASKED = re.compile(r"(?m)\w\?(?=\s|$|\w)"), 5, 0.03
_TYPOGRAPHIC_BYTES = re.compile(rb"[\x80-\x9f]")
"""Bytes that are quotation marks, dashes and bullets in Windows-1252, and nothing in Latin-1."""
_NOT_IN_LATIN_1 = "„ “ – • → und €"
_MAKESHIFTS = re.compile(r'(?m),,\w[^,"\n]*(?:\n[^,"\n]*)?"|(?<=\s)\u00ad(?=\s)|^[^\S\n]*·\s')
"""What exporters put for „ “ – • in Latin-1."""
REPLACED_MARK = re.compile(rf"{REPLACED}|^\?\s?\S|(?<=\s)\?(?=\s|\w)|(?<=\w)\?(?=\w)")
"""A question mark where nobody sets one: an editor wrote it for a sign that its encoding does not have."""
_GLUED = re.compile(r"[a-zäöüß](?:[,;][^\W_]|:[A-ZÄÖÜ\d])")
"""A mark after a word with no blank behind it, as some exporters of set text have it."""


_REPLACED_WHY = (
    "steht ein Ersatzzeichen für ein Zeichen, das es in der Kodierung der Textdatei nicht gibt (etwa →). Bitte alle "
    "Spalten mit dem Dokument vergleichen oder den Text als UTF-8 exportieren."
)
_GLUED_WHY = "fehlt hinter einem Satzzeichen das Leerzeichen. Bitte alle Spalten mit dem Dokument vergleichen."


def loss_of_signs(pages: Iterable[str]) -> str:
    """What an export left out all over the text: the blanks between words, or hyphens at line ends; "" if neither.

    pdftotext joins lines without -raw and -layout: "LeinfeldenEchterdingen" beside "Leinfelden-Echterdingen".
    """
    text = "\n".join(pages)
    words = text.split()
    glued = [word for word in words if sum(map(str.isalpha, word)) > _LONGEST_WORD and not _ADDRESS.search(word)]
    if len(glued) > _FEWEST_GLUED and sum(map(len, glued)) > _MANY_GLUED * sum(map(len, words)):
        return "fehlen zwischen vielen Wörtern die Leerzeichen"
    hyphenated = {word.replace("-", ""): word for word in _COMPOUND.findall(text)}
    joined = next((word for word in _CAPITAL_WITHIN.findall(text) if word in hyphenated), "")
    if joined and len(_HYPHEN_LAST.findall(text)) < _FEW_HYPHENS * (text.count("\n") + 1):
        return f"fehlen Bindestriche, die am Zeilenende standen („{joined}“ neben „{hyphenated[joined]}“)"
    asked = sum(len(_QUESTION.findall(line)) for line in set(text.splitlines()))  # titles that ask come on each page
    if asked >= _FEWEST_ASKED and asked > _MANY_ASKED * (text.count("\n") + 1):
        return "stehen viele Fragezeichen statt der Bindestriche und Umlaute, die die Kodierung der Datei nicht hat"
    return ""


def replaced_findings(lines: Sequence[Printed]) -> tuple[Finding, ...]:
    """One finding per page that holds characters nobody can read."""
    hit: dict[int, list[Printed]] = {}
    for line in lines:
        if REPLACED in line.text:
            hit.setdefault(line.page, []).append(line)
    return tuple(
        Finding(
            "characters-unreadable",
            Severity.WARNING,
            f"Seite {page}: {sum(line.text.count(REPLACED) for line in on)} Zeichen der Textdatei sind nicht lesbar "
            f"(zuerst in Zeile {on[0].number}) und stehen als „{REPLACED}“ im Ergebnis: "
            "Bitte diese Stellen mit dem Dokument vergleichen.",
            page=page,
        )
        for page, on in hit.items()
    )


def is_latin_1(content: bytes) -> bool:
    """Whether a file is set in Latin-1, which has none of the signs that Windows-1252 has for typographers."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"\0" not in content and not _TYPOGRAPHIC_BYTES.search(content)
    return False


def loss_of_encoding(content: bytes, text: str) -> str:
    """What the encoding of a file left out, if it is Latin-1 and holds what stands there for other signs; else ""."""
    if is_latin_1(content) and _MAKESHIFTS.search(text):
        return f"fehlen Zeichen wie {_NOT_IN_LATIN_1}, die es in der Kodierung der Datei (Latin-1) nicht gibt"
    return ""


def latin_1_findings(content: bytes, blocks: Iterable[Line | Table]) -> Iterator[Finding]:
    """That signs may be missing from any measure of a file in Latin-1: nothing tells where."""
    if is_latin_1(content):
        numbers = [row.measure_number for block in blocks if isinstance(block, Table) for row in block.rows]
        yield Finding(
            "characters-unreadable",
            Severity.WARNING,
            f"Die Datei ist in Latin-1 gespeichert; Zeichen wie {_NOT_IN_LATIN_1} gibt es darin nicht, wo sie gedruckt "
            f"sind, fehlen sie (Nr. {', '.join(filter(None, numbers))}). Bitte den Text als UTF-8 exportieren oder "
            "alle Maßnahmen mit dem Dokument vergleichen.",
        )


def replaced_in_measures(blocks: Iterable[Line | Table]) -> Iterator[Finding]:
    """The measures in whose words signs were replaced by others, or blanks were left out."""
    number = ""
    told: set[tuple[str, str]] = set()
    rows = (row for block in blocks if isinstance(block, Table) for row in block.rows)
    for row in rows:
        number = row.measure_number or number
        cells = (*(cell for _, cell in row.named), *filter(None, (row.goal,)))
        lines = [line for cell in cells for line in cell.lines]
        for sign, why in ((REPLACED_MARK, _REPLACED_WHY), (_GLUED, _GLUED_WHY)):
            hit = next((line for line in lines if sign.search(line.text)), None)
            if hit and number and (number, why) not in told:
                told.add((number, why))
                message = f"Maßnahme {number} (Seite {hit.place.page}): In „{hit.text[:60]}“ {why}"
                yield Finding(
                    "characters-unreadable", Severity.WARNING, message, number, hit.place.page, value=hit.text
                )
