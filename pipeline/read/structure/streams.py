"""Whether the compressed parts of a PDF are as they were written, and how large they are unpacked.

Every Flate stream (zlib, RFC 1950) ends in a checksum of what it holds. PDF readers do not look at it, so that a
changed byte becomes another letter without a word; here it is verified. Pictures are passed over: no text is read
from them, and they are most of a file.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import takewhile

import pikepdf

from pipeline.limits import MIB, exceeded
from pipeline.model import Finding, Severity

_PIECE = 2**20
_FLATE = ("/FlateDecode", "/Fl")
_BASE_85, _HEX = ("/ASCII85Decode", "/A85"), ("/ASCIIHexDecode", "/AHx")
_UNDONE = {*_FLATE, *_BASE_85, *_HEX}
_KNOWN = {
    *_UNDONE, "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL",
    "/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/DCTDecode", "/DCT", "/JPXDecode", "/Crypt",
}  # fmt: skip
"""Names of filters (ISO 32000-2, table 6 and table 92)."""
_WITHOUT_TEXT = ("/Image", "/EmbeddedFile", "/Metadata")

_CHECKSUM = "die Prüfsumme {} stimmt nicht"


class _Broken(Exception):
    """A stream that does not unpack to what was packed."""


def stream_damages(pdf: pikepdf.Pdf, name: str, largest: int) -> Iterator[str]:
    """What is wrong with the streams, in German; `name` and `largest` (bytes, all together) for the error.

    Raises:
        LimitExceeded: the streams unpack to more than `largest`.
    """
    pages = _pages_of_contents(pdf)
    size = 0
    for stream in _streams(pdf):
        if not _KNOWN.issuperset(_filters(stream)):
            yield "ein Teil ist auf unbekannte Weise gepackt"
        if (filters := _undoable(stream)) and not _holds_no_text(stream):
            try:
                for piece in _unpacked(stream.read_raw_bytes(), filters):
                    size += len(piece)
                    if size > largest:
                        raise exceeded(name, f"ist entpackt größer als {largest // MIB} MiB", "unpacked")
            except _Broken:
                page = pages.get(stream.objgen)
                yield _CHECKSUM.format(f"von Seite {page}" if page else "eines gepackten Teils")


def stream_doubts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """A hint on pages whose content carries no checksum."""
    if without := pages_without_checksum(pdf):
        yield Finding(
            "no-checksum",
            Severity.INFO,
            f"Der Inhalt von {len(without)} der {len(pdf.pages)} Seiten trägt im PDF keine Prüfsumme; ein Fehler beim "
            "Speichern oder Herunterladen fiele dort nicht auf.",
            page=without[0],
        )


def pages_without_checksum(pdf: pikepdf.Pdf) -> list[int]:
    """The pages of whose content no checksum says that it is as it was written."""
    checked = {stream.objgen for stream in _streams(pdf) if set(_FLATE) & set(_undoable(stream))}
    return sorted({page for objgen, page in _pages_of_contents(pdf).items() if objgen not in checked})


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Stream))


def _pages_of_contents(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Content streams by object number → the first page that shows them."""
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, start=1):
        contents = page.obj.get("/Contents")
        for each in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(each, pikepdf.Stream):
                found.setdefault(each.objgen, number)
    return found


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.stream_dict.get("/Filter")
    return [str(each) for each in (named if isinstance(named, pikepdf.Array) else [named]) if each is not None]


def _holds_no_text(stream: pikepdf.Stream) -> bool:
    kinds = (stream.stream_dict.get("/Subtype"), stream.stream_dict.get("/Type"))
    return any(str(kind) in _WITHOUT_TEXT for kind in kinds if kind is not None)


def _undoable(stream: pikepdf.Stream) -> list[str]:
    """The filters up to the first that we do not undo: behind it nothing can be verified."""
    return list(takewhile(_UNDONE.__contains__, _filters(stream)))


def _unpacked(raw: bytes, filters: Iterable[str]) -> Iterator[bytes]:
    """The content in pieces, without these filters."""
    return reduce(_undone, filters, iter((raw,)))


def _undone(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    if name in _FLATE:
        return _inflated(pieces)
    return _from_letters(pieces, _from_85 if name in _BASE_85 else _from_hex)


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    engine = zlib.decompressobj()
    try:
        for packed in pieces:
            rest = packed
            while rest and not engine.eof:
                yield engine.decompress(rest, _PIECE)
                rest = engine.unconsumed_tail
    except zlib.error as error:
        raise _Broken from error
    if not engine.eof:
        raise _Broken


def _from_letters(pieces: Iterator[bytes], decode: Callable[[bytes], bytes]) -> Iterator[bytes]:
    try:
        yield decode(b"".join(pieces))
    except ValueError as error:
        raise _Broken from error


def _from_85(letters: bytes) -> bytes:
    return base64.a85decode(letters.partition(b"~")[0], ignorechars=b" \t\n\r\v\f\x00")


def _from_hex(letters: bytes) -> bytes:
    digits = re.sub(rb"\s", b"", letters.partition(b">")[0])
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
