"""Files of another kind under the name of a catalogue."""

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from hostile.case import Case, Read
from pipeline.errors import InputUnreadable, NotACatalogue

CATALOGUE = Path(__file__).parent.parent / "catalogues" / "2025-beispielkreis-office-dashed-centred.pdf"
UNREADABLE = (InputUnreadable,)


def catalogue() -> bytes:
    """A whole catalogue of two pages, to be spoilt."""
    return CATALOGUE.read_bytes()


def zipped(**parts: bytes) -> bytes:
    """An archive, as Word files are one; the same at any time of the day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (parts or {"katalog.pdf": catalogue()}).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def word() -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def web_page() -> bytes:
    return b"<!DOCTYPE html><html><body>Bitte melden Sie sich an. " + catalogue() + b"</body></html>"


def mail() -> bytes:
    body = base64.encodebytes(catalogue())
    return b"From: stadt@example.org\r\nContent-Type: application/pdf\r\n\r\n" + body


def cases() -> Iterator[Case]:
    """Files whose content is not what their name says."""
    under_pdf: dict[str, Callable[[], bytes]] = {
        "empty": bytes,
        "blank": partial(bytes, b" \r\n\t"),
        "nul": partial(bytes, 10**6),
        "random": lambda: Random(7).randbytes(50_000),
        "zip": zipped,
        "word": word,
        "old-word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
        "png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
        "jpeg": lambda: b"\xff\xd8\xff\xe0" + bytes(64),
        "gzip": lambda: gzip.compress(catalogue(), mtime=0),
        "web-page": web_page,
        "xml": lambda: b"<?xml version='1.0'?><katalog>" + b"<a>" * 1000,
        "rtf": lambda: b"{\\rtf1 Katalog}",
        "mail": mail,
        "base64": lambda: base64.b64encode(catalogue()),
        "program": lambda: b"MZ" + bytes(1000) + b"This program cannot be run in DOS mode.",
        "git-lfs": lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n",
        "link": lambda: b"[InternetShortcut]\r\nURL=https://example.org/katalog.pdf\r\n",
        "plain-text": partial(str.encode, "Maßnahmenkatalog"),
    }
    for name, make in under_pdf.items():
        yield Case(f"2024-kind-{name}.pdf", make, UNREADABLE)
    yield Case("2024-kind-pdf.txt", catalogue, (Read,))
    yield Case("2024-kind-http-before.pdf", lambda: b"HTTP/1.1 200 OK\r\n\r\n" + catalogue(), (Read, InputUnreadable))
    records = {
        "open": b"{",
        "null": b"null",
        "list": b"[]",
        "empty": b"{}",
        "nested": b"[" * 200_000,
        "number": b'{"edition": {"year": 1e999}}',
        "digits": b'{"edition": {"year": ' + b"9" * 100_000 + b"}}",
        "not-utf8": b'{"edition": "\xff\xfe"}',
        "types": json.dumps({"edition": 1, "fields_of_action": {}, "measures": "x"}).encode(),
        "future": b'{"format": 99}',
    }
    for name, content in records.items():
        yield Case(f"2024-records-{name}.json", partial(bytes, content), UNREADABLE)
    yield Case("2024-kind-invoice.txt", lambda: b"Rechnung\n1 Stuhl\n2 Tische\n", (NotACatalogue,))
