"""From the bytes of a document to a catalogue as printed, by what the bytes are, not by the file's ending."""

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from pipeline.errors import InputUnreadable
from pipeline.excerpts import Excerpts
from pipeline.limits import AS_FOUND, LIMITS, Admission, Limits
from pipeline.model import Place
from pipeline.printed import RawCatalogue
from pipeline.read.crop import crop
from pipeline.read.pages import Progress
from pipeline.read.pdf import read_pdf
from pipeline.read.quote import quote
from pipeline.read.scans.recognised import Recognised
from pipeline.read.structure.examine import examine
from pipeline.read.text import read_text
from pipeline.vocabulary import Vocabulary

__all__ = ["Recognised", "is_pdf", "read", "show"]

_OTHER_KINDS = {
    b"PK\x03\x04": "eine Word-, Excel- oder ZIP-Datei",
    b"\xd0\xcf\x11\xe0": "eine alte Word- oder Excel-Datei",
    b"\x89PNG": "ein Bild",
    b"\xff\xd8\xff": "ein Bild",
    b"<!DOCTYPE": "eine Webseite",
    b"<html": "eine Webseite",
    b"<?xml": "eine Webseite oder XML-Datei",
    b"{\\rtf": "eine RTF-Datei",
}
_PDF_HEADER_WITHIN = 1024
"""Bytes in which the PDF header may stand (Adobe's implementation note 13 to PDF 1.7)."""


def read(
    document: bytes | Recognised,
    name: str,
    vocabulary: Vocabulary,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
    admission: Admission = AS_FOUND,
) -> RawCatalogue:
    """Read a PDF or a text export; `name` is the file's name for messages and records.

    Of a scan that was recognised the searchable copy is read; what is examined is the scan itself.

    Raises:
        InputUnreadable: empty, destroyed, locked or of another kind.
        ScanUnread: a PDF with pages that are pictures without words.
        InputDamaged: a PDF that can be read in part, if that was not accepted.
        LimitExceeded: a PDF with too many pages or too much in it.
        NotACatalogue: readable, but without a table of measures.
    """
    recognised = document if isinstance(document, Recognised) else None
    content = document.scan if isinstance(document, Recognised) else document
    if not content.strip():
        raise InputUnreadable(f"„{name}“ ist leer; es gäbe nichts zu lesen: Bitte den Katalog erneut ablegen.")
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()[:16].lower()
    for beginning, kind in _OTHER_KINDS.items():
        if start.startswith(beginning.lower()):
            raise InputUnreadable(
                f"„{name}“ ist {kind}, kein PDF und kein Text; die Maßnahmen darin würden fehlen: Bitte den Katalog "
                "als PDF speichern und ablegen."
            )
    if is_pdf(content):
        examined = examine(content, name, limits, admission)
        raw = read_pdf(examined.content, name, vocabulary, progress, recognised)
        source = replace(raw.source, sha256=hashlib.sha256(content).hexdigest(), damaged=examined.damaged)
        return replace(raw, source=source, findings=(*examined.findings, *raw.findings))
    if PurePath(name).suffix.lower() == ".pdf":
        raise InputUnreadable(
            f"„{name}“ heißt zwar .pdf, ist aber keines; Teile des Katalogs würden fehlen: Bitte die Datei erneut "
            "herunterladen oder neu aus Word als PDF speichern."
        )
    return read_text(content, name, vocabulary)


def show(content: bytes, places: Iterable[Place], password: str = "") -> Excerpts:
    """What a person sees at places of a document that was read: pictures of a PDF, lines of a text.

    Places that cannot be shown are left out.
    """
    return crop(content, places, password) if is_pdf(content) else quote(content, places)


def is_pdf(content: bytes) -> bool:
    """Whether these are the bytes of a PDF, as far as their beginning tells."""
    return b"%PDF-" in content[:_PDF_HEADER_WITHIN]
