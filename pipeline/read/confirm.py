"""A second, independent engine reads the same bytes: pages and characters must agree. The one room for PDFium's text.

playa (after pdfminer, Python) and PDFium (after Foxit, C++) share no code; what both read alike is what is printed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from pipeline.errors import InputUnreadable
from pipeline.hyphens import HYPHEN, HYPHENS
from pipeline.model import Finding, Severity
from pipeline.read.extract import Sheet
from pipeline.read.glyphs import UNKNOWN, readable, set_lines

_GROSS = 0.1
"""Share of a page's characters from which on a difference means damage rather than a doubtful character."""
_FEW = 25
"""Characters; fewer are no gross difference on a page of few words."""
_MOST_WORDS = 8
LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium writes for a hyphen at the end of a line, and no blank behind it."""
_HYPHENS = dict.fromkeys(HYPHENS + LINE_END_HYPHENS, HYPHEN)


@contextmanager
def second_engine(content: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The document as the second engine opens it.

    Raises:
        InputUnreadable: it cannot.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _disagree(name, "das zweite Programm kann sie nicht öffnen") from error
    try:
        yield document
    finally:
        document.close()


def require_pages(document: pypdfium2.PdfDocument, count: int, name: str) -> None:
    """Raises InputUnreadable where the second engine finds another number of pages."""
    if len(document) != count:
        raise _disagree(name, f"{count} Seiten oder {len(document)}")


def second_page(document: pypdfium2.PdfDocument, number: int, name: str) -> tuple[pypdfium2.PdfPage, str]:
    """A page, from 1, as the second engine takes it, and the text that it reads there.

    Raises:
        InputUnreadable: it cannot.
    """
    try:
        page = document[number - 1]
        text_page = page.get_textpage()
        text: str = text_page.get_text_range()
        text_page.close()
    except pypdfium2.PdfiumError as error:
        raise _disagree(name, f"das zweite Programm kann Seite {number} nicht öffnen") from error
    return page, text


def confirm(sheet: Sheet, text: str, name: str) -> tuple[Finding, ...]:
    """A finding where the second engine, whose `text` this is, reads other characters on a page.

    Raises:
        InputUnreadable: the engines disagree on much of the page.
    """
    lacking, beyond = _differences(sheet, text)
    count = max(lacking.total(), beyond.total())
    if count > max(_FEW, _GROSS * max(len(sheet.glyphs), len(text))):
        raise _disagree(name, f"auf Seite {sheet.number} {count} Zeichen verschieden")
    return (_finding(sheet, text, lacking, beyond),) if count else ()


def _differences(sheet: Sheet, text: str) -> tuple[Counter[str], Counter[str]]:
    """Characters that only the second engine reads on the page, and those that only the first one shows.

    A character that the first engine marks as unknown may be any of the second's (and is reported elsewhere).
    """
    shown = _characters("".join(glyph.text for glyph in (*sheet.glyphs, *sheet.stamps)))
    theirs = _characters(text)
    if shown == theirs:
        return Counter(), Counter()
    lacking = theirs - shown - _characters("".join(glyph.text for glyph in sheet.hidden))
    beyond = shown - theirs
    for sign, called in sheet.signs:
        same = min(beyond[sign], lacking[called])
        beyond[sign] -= same
        lacking[called] -= same
    lacking, beyond = +lacking, +beyond
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
    theirs = {readable(word) for word in re.sub(f"[{LINE_END_HYPHENS}]", "- ", text).split()}
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
