"""Pages that are pictures: refused where nobody recognised their words, told of where somebody did."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import InputUnreadable, ScanUnread
from pipeline.model import Finding, Severity
from pipeline.read.page import Page
from pipeline.recognition import BROUGHT_ALONG, Recognition

_NAMED_AT_MOST = 10
_EDGE = 0.1
"""Share of a page's height at its head and foot where running lines and stamps stand."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A scan with words: the searchable copy of the document, and who set them on which pages."""

    scan: bytes
    searchable: bytes
    recognition: Recognition


def engine(scans: Sequence[int], recognition: Recognition | None) -> str:
    """Whose text recognition set the words of these pages, "" where there are none."""
    if recognition:
        return recognition.engine
    return BROUGHT_ALONG if scans else ""


def about_recognition(scans: Sequence[int], recognition: Recognition | None) -> tuple[Finding, ...]:
    """One finding about all pages whose words come from text recognition."""
    if not scans:
        return ()
    by = f" ({recognition.engine})" if recognition else ", die das PDF mitbringt (Güte unbekannt)"
    return (
        Finding(
            "text-recognised",
            Severity.WARNING,
            f"Die Wörter auf {_listed(scans)} stammen aus Texterkennung{by}; einzelne können falsch gelesen sein, auch "
            "ohne eigenen Befund. Bitte Nummern, Status und Termine mit den Bildern im Prüfbericht vergleichen.",
            page=scans[0],
        ),
    )


def without_words(
    pages: Sequence[Page], printed: Sequence[str], name: str, recognition: Recognition | None
) -> tuple[Finding, ...]:
    """Findings about pages that show a picture and no words: covers, and those on which recognition found none.

    `printed` are the words of each page.

    Raises:
        ScanUnread: such a page may hold measures, and nobody tried to recognise its words.
        InputUnreadable: text recognition found no word in the whole document.
    """
    first_words = next((number for number, words in enumerate(printed, 1) if words), None)
    scanned = [page.number for page, words in zip(pages, printed, strict=True) if page.pictured and not words]
    framed = [page.number for page in pages if _is_framed(page)]
    if framed and all(page.number in framed or not words for page, words in zip(pages, printed, strict=True)):
        raise ScanUnread(
            f"„{name}“ enthält auf {_listed(framed)} ein Bild und sonst nur Kopf- oder Fußzeilen, vermutlich ein Scan; "
            f"diese Maßnahmen würden fehlen: Bitte mit {_redo(name)} lesbar machen oder das PDF neu aus Word speichern."
        )
    told = (_framed(framed, name),) if framed else ()
    if recognition and first_words is not None:
        return (*map(_unrecognised, scanned), *told)
    if recognition:
        raise InputUnreadable(
            f"„{name}“ ist ein Scan, auf dem die Texterkennung kein Wort fand; die Maßnahmen würden fehlen: Bitte den "
            "Katalog noch einmal mit 300 dpi scannen oder das PDF neu aus Word speichern."
        )
    inside = [number for number in scanned if first_words is None or number > first_words]
    if first_words is None or inside:
        what = f"auf {_listed(inside)} ein Bild statt Text" if inside else "auf keiner Seite Text"
        raise ScanUnread(
            f"„{name}“ enthält {what}, vermutlich ein Scan; diese Maßnahmen würden fehlen: Bitte mit „--ocr“ (make "
            f'OCR=1) lesen, selbst mit „ocrmypdf -l deu --deskew "{name}" "{name}"“ (Programm OCRmyPDF) lesbar machen '
            "oder das PDF neu aus Word speichern."
        )
    return (*map(_cover, scanned), *told)


def _is_framed(page: Page) -> bool:
    """Whether a page shows a picture and no words but those at its head and foot: a scan that was numbered."""
    if not page.pictured:
        return False
    heights = [glyph.middle[1] / page.height for glyph in page.glyphs if not glyph.text.isspace()]
    return bool(heights) and all(min(height, 1 - height) < _EDGE for height in heights)


def _redo(name: str, pages: Sequence[int] = ()) -> str:
    only = f"--pages {','.join(map(str, pages))} " if pages else ""
    return f'„ocrmypdf -l deu --redo-ocr {only}"{name}" "{name}"“ (Programm OCRmyPDF)'


def _framed(pages: Sequence[int], name: str) -> Finding:
    return Finding(
        "page-picture",
        Severity.WARNING,
        f"Auf {_listed(pages)} stehen ein Bild und sonst nur Kopf- oder Fußzeilen; falls es ein Scan ist, fehlen seine "
        f"Maßnahmen: Bitte nachsehen und ihn dann mit {_redo(name, pages)} lesbar machen.",
        page=pages[0],
    )


def _listed(pages: Sequence[int]) -> str:
    """Page numbers, neighbours as a range: "Seite 1 bis 4, 7"."""
    ranges: list[list[int]] = []
    for number in pages:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    named = ", ".join(" bis ".join(map(str, each)) for each in ranges[:_NAMED_AT_MOST])
    return f"Seite {named}" + (" und weiteren" if ranges[_NAMED_AT_MOST:] else "")


def _cover(number: int) -> Finding:
    return _pictured(number, "zeigt nur ein Bild und gilt als Titelblatt.")


def _unrecognised(number: int) -> Finding:
    return _pictured(number, "zeigt ein Bild, auf dem die Texterkennung kein Wort fand.")


def _pictured(number: int, what: str) -> Finding:
    return Finding(
        "page-picture",
        Severity.WARNING,
        f"Seite {number} {what} Bitte nachsehen, ob dort Maßnahmen stehen.",
        page=number,
    )
