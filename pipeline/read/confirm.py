"""A second, independent engine reads the same bytes: pages and characters must agree. The one room for PDFium's text.

playa (after pdfminer, Python) and PDFium (after Foxit, C++) share no code; what both read alike is what is printed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from pipeline.errors import InputUnreadable
from pipeline.model import Finding, Severity
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import UNKNOWN, readable, set_lines

_GROSS = 0.1
"""Share of a page's characters from which on a difference means damage rather than a doubtful character."""
_FEW = 25
"""Characters; fewer are no gross difference on a page of few words."""
_MOST_WORDS = 8
_LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium writes for a hyphen at the end of a line, and no blank behind it."""
_HYPHENS = dict.fromkeys("\u00ad\u2010\u2011" + _LINE_END_HYPHENS, "-")


def confirm(pages: Sequence[str], name: str, sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """A finding for each page on which the second engine, whose `pages` these are, reads other characters.

    Raises:
        InputUnreadable: the engines disagree on the number of pages, or on much of a page.
    """
    if len(pages) != len(sheets):
        raise _disagree(name, f"{len(sheets)} Seiten oder {len(pages)}")
    findings = []
    for sheet, text in zip(sheets, pages, strict=True):
        lacking, beyond = _differences(sheet, text)
        count = max(lacking.total(), beyond.total())
        if count > max(_FEW, _GROSS * max(len(sheet.glyphs), len(text))):
            raise _disagree(name, f"auf Seite {sheet.number} {count} Zeichen verschieden")
        if count:
            findings.append(_finding(sheet, text, lacking, beyond))
    return tuple(findings)


def second_reading(content: bytes, name: str) -> list[str]:
    """The text of each page as the second engine reads it.

    Raises:
        InputUnreadable: it cannot open the document.
    """
    try:
        return list(_texts(content))
    except pypdfium2.PdfiumError as error:
        raise _disagree(name, "das zweite Programm kann sie nicht öffnen") from error


def _texts(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def _differences(sheet: Sheet, text: str) -> tuple[Counter[str], Counter[str]]:
    """Characters that only the second engine reads on the page, and those that only the first one shows.

    A character that the first engine marks as unknown may be any of the second's (and is reported elsewhere).
    """
    shown = _characters("".join(glyph.text for glyph in sheet.glyphs))
    theirs = _characters(text)
    if shown == theirs:
        return Counter(), Counter()
    lacking = theirs - shown - _characters("".join(glyph.text for glyph in sheet.hidden))
    beyond = shown - theirs
    unknown = beyond.pop(UNKNOWN, 0)
    if lacking.total() <= unknown:
        lacking.clear()
    return lacking, beyond


def _characters(text: str) -> Counter[str]:
    """How often each printed character occurs, whatever form the engines give ligatures, hyphens and accents."""
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        for part in unicodedata.normalize("NFKD", readable(_HYPHENS.get(character, character))):
            if not part.isspace():
                counts[part] += times
    return counts


def _finding(sheet: Sheet, text: str, lacking: Counter[str], beyond: Counter[str]) -> Finding:
    ours = {word for line in set_lines(sheet.glyphs, sheet.number, 0.0) for word in line.text.split()}
    theirs = {readable(word) for word in re.sub(f"[{_LINE_END_HYPHENS}]", "- ", text).split()}
    doubtful = sorted(word for word in ours ^ theirs if (lacking | beyond) & _characters(word))
    named = ", ".join(f"„{word}“" for word in doubtful[:_MOST_WORDS]) or "einzelne Zeichen"
    more = " und weitere" if doubtful[_MOST_WORDS:] else ""
    return Finding(
        "engines-disagree",
        Severity.WARNING,
        f"Seite {sheet.number}: Ein zweites, unabhängiges Leseprogramm liest hier andere Zeichen ({named}{more}). "
        "Bitte diese Stellen mit dem Dokument vergleichen.",
        page=sheet.number,
        value=f"{', '.join(doubtful[:_MOST_WORDS])}{more}",
    )


def _disagree(name: str, what: str) -> InputUnreadable:
    return InputUnreadable(
        f"„{name}“ lesen zwei unabhängige Programme verschieden ({what}), vermutlich ist die Datei beschädigt; Teile "
        "des Katalogs würden fehlen: Bitte die Datei erneut herunterladen oder neu aus Word als PDF speichern."
    )
