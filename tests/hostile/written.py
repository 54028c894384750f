"""PDFs written by hand, object by object: loops, bombs, abysses and numbers beyond all measure."""

import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from hostile.case import Case
from pipeline.errors import InputDamaged, InputUnreadable, LimitExceeded, NotACatalogue, ReaderFailed

REFUSED = (InputUnreadable, InputDamaged, LimitExceeded, NotACatalogue)
"""No catalogue stands in them; whichever of these is noticed first."""
BOMB = (LimitExceeded, InputUnreadable, InputDamaged)

CONTENT = b"BT /F1 12 Tf 50 700 Td (Massnahmenkatalog) Tj ET"
CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream with these further entries in its dictionary."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def pdf(objects: Mapping[int, bytes] = {}, trailer: bytes = b"", root: bytes = b"1 0 R") -> bytes:
    """One page that says "Massnahmenkatalog", with these objects in place of or beside its own."""
    bodies = {1: CATALOG, 2: PAGES, 3: PAGE, 4: stream(CONTENT), 5: FONT, 6: stream(b"", FORM), **objects}
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in sorted(bodies.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer\n<< /Size %d /Root %b %b >>\n" % (max(places) + 1, root, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 100 100]"


def zeros(size: int) -> bytes:
    """`size` MiB of NUL bytes as a zlib stream of a thousandth, made in no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (size * 2**20 % 65521) << 16 | 1
    return b"\x78\xda" + piece * size + b"\x03\x00" + checksum.to_bytes(4)


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def content(data: bytes) -> Callable[[], bytes]:
    """The document whose page is drawn so."""
    return lambda: pdf({4: stream(packed(data), b"/Filter /FlateDecode")})


def page(**changes: bytes) -> bytes:
    """The page with other entries."""
    entries = {"MediaBox": b"[0 0 595 842]", "Contents": b"4 0 R", "Resources": b"<< /Font << /F1 5 0 R >> >>"}
    pairs = b" ".join(b"/%b %b" % (key.encode(), value) for key, value in (entries | changes).items())
    return b"<< /Type /Page /Parent 2 0 R %b >>" % pairs


def table(rows: int, columns: int) -> bytes:
    """Rules of a table."""
    across = b"".join(b"10 %d m 500 %d l S\n" % (y, y) for y in range(rows))
    return across + b"".join(b"%d 10 m %d 800 l S\n" % (x, x) for x in range(columns))


def laughs() -> bytes:
    """Ten forms that each show the next ten times."""
    forms = {
        number: stream(b"/X1 Do " * 10, FORM + b" /Resources << /XObject << /X1 %d 0 R >> >>" % (number + 1))
        for number in range(6, 16)
    }
    return pdf({4: stream(b"/X1 Do"), **forms, 16: stream(CONTENT, FORM + b" /Resources << /Font << /F1 5 0 R >> >>")})


def deep_pages(depth: int) -> bytes:
    nodes = {
        number: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, number + 1)
        for number in range(10, 10 + depth)
    }
    last = 10 + depth
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>" % (last - 1)
    return pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **nodes, last: leaf})


def many_pages(count: int) -> bytes:
    return pdf({2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, b"3 0 R " * count)})


def composite(cmap: bytes, entries: bytes = b"") -> bytes:
    """A page in a composite font whose characters this map gives a meaning."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R "
        b"/DescendantFonts [8 0 R] >>"
    )
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
        b"/CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>"
    )
    shown = b"BT /F1 12 Tf 50 700 Td <00410042> Tj ET"
    return pdf({4: stream(shown), 5: font, 7: stream(packed(cmap), b"/Filter /FlateDecode " + entries), 8: inner})


def cmap(body: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + body
    )


def xref_stream(data: bytes, entries: bytes) -> bytes:
    """A document whose directory is a compressed stream."""
    head = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n"
    directory = stream(data, b"/Type /XRef /W [1 2 1] /Root 1 0 R " + entries)
    return head + b"9 0 obj\n" + directory + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


LOOPS = {
    "kids": lambda: pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
    "kids-of-two": lambda: pdf(
        {2: b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>", 7: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}
    ),
    "parent": lambda: pdf({3: b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"}),
    "form": lambda: pdf(
        {4: stream(b"/X1 Do"), 6: stream(b"/X1 Do", FORM + b" /Resources << /XObject << /X1 6 0 R >> >>")}
    ),
    "form-laughs": laughs,
    "type3": lambda: pdf(
        {
            5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
            b"/FirstChar 77 /LastChar 77 /Widths [1] /Encoding << /Differences [77 /M] >> /CharProcs << /M 7 0 R >> "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            7: stream(b"BT /F1 1 Tf (M) Tj ET"),
        }
    ),
    "length": lambda: pdf({4: b"<< /Length 4 0 R >>\nstream\n" + CONTENT + b"\nendstream"}),
    "reference": lambda: pdf({3: b"3 0 R"}),
    "references": lambda: pdf({3: b"7 0 R", 7: b"3 0 R"}),
    "resources": lambda: pdf({3: page(Resources=b"7 0 R"), 7: b"<< /Font 7 0 R /XObject 7 0 R >>"}),
    "names": lambda: pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 7 0 R >> >>", 7: b"<< /Kids [7 0 R] >>"}
    ),
    "fields": lambda: pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>",
            3: page(Annots=b"[7 0 R]"),
            7: b"<< /Subtype /Widget /Parent 7 0 R /Kids [7 0 R] /FT /Tx >>",
        }
    ),
    "prev": lambda: pdf(trailer=b"/Prev 9"),
    "prev-of-stream": lambda: xref_stream(bytes(8), b"/Size 2 /Prev 61"),
    "object-stream": lambda: pdf({7: stream(b"7 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 7 0 R")}),
    "cmap": lambda: composite(cmap(b"/X usecmap"), b"/Type /CMap /CMapName /X /UseCMap 7 0 R"),
}
BOMBS = {
    "content": lambda: pdf({4: stream(packed(zeros(10_000), 2), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")}),
    "content-once": lambda: pdf({4: stream(zeros(1000), b"/Filter /FlateDecode")}),
    "font": lambda: pdf(
        {
            5: b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 7 0 R >>",
            7: b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 8 0 R >>",
            8: stream(zeros(1000), b"/Filter /FlateDecode"),
        }
    ),
    "cmap": lambda: pdf({5: FONT[:-3] + b" /ToUnicode 7 0 R >>", 7: stream(zeros(1000), b"/Filter /FlateDecode")}),
    "object-stream": lambda: pdf({7: stream(zeros(1000), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")}),
    "xref-stream": lambda: xref_stream(zeros(1000), b"/Size 2 /Filter /FlateDecode"),
    "predictor": lambda: pdf(
        {4: stream(zeros(1000), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 100000000 >>")}
    ),
    "run-length": lambda: pdf(
        {4: stream(packed(b"\x81\x00" * 4_000_000, 2), b"/Filter [/FlateDecode /FlateDecode /RunLengthDecode]")}
    ),
    "lzw": lambda: pdf({4: stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 200_000, b"/Filter /LZWDecode")}),
    "filters": lambda: pdf({4: stream(packed(CONTENT, 60), b"/Filter [%b]" % (b"/FlateDecode " * 60))}),
    "picture": lambda: pdf(
        {
            4: stream(b"/X1 Do"),
            6: stream(
                zeros(1000),
                b"/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /BitsPerComponent 8 "
                b"/ColorSpace /DeviceGray /Filter /FlateDecode",
            ),
        }
    ),
}
ENDLESS = {
    "to-unicode": lambda: composite(cmap(b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange endcmap")),
    "to-unicode-ranges": lambda: composite(
        cmap(b"".join(b"1 beginbfrange <0000> <FFFF> <%04x> endbfrange\n" % (n % 65536) for n in range(3000)))
    ),
    "to-unicode-long": lambda: composite(cmap(b"1 beginbfchar <0041> <" + b"0041" * 500_000 + b"> endbfchar endcmap")),
    "array": lambda: pdf({7: b"[" * 200_000}),
    "dictionary": lambda: pdf({7: b"<< /A " * 100_000}),
    "array-in-page": content(b"[" * 300_000 + CONTENT),
    "states": content(b"q " * 1_000_000 + CONTENT),
    "string": lambda: pdf({4: stream(b"BT /F1 12 Tf (" + b"x" * 3_000_000)}),
    "inline-image": content(CONTENT + b" BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"x" * 3_000_000),
    "letters": content(b"BT /F1 12 Tf 50 700 Td " + b"(Massnahme) Tj " * 200_000 + b"ET"),
    "letters-on-one-spot": content(b"BT /F1 12 Tf " + b"1 0 0 1 50 700 Tm (M) Tj " * 100_000 + b"ET"),
    "rules": content(CONTENT + table(700, 590)),
    "rules-on-one-spot": content(CONTENT + b"10 10 m 500 10 l S 10 10 m 10 500 l S\n" * 100_000),
    "boxes": content(CONTENT + b"".join(b"%d %d 9 9 re f\n" % (n % 590, n // 590) for n in range(150_000))),
    "curves": content(CONTENT + b"1 1 m " + b"1 2 3 4 5 6 c " * 500_000 + b"S"),
    "pages": lambda: many_pages(100_000),
    "pages-deep": lambda: deep_pages(3000),
    "contents": lambda: pdf({3: page(Contents=b"[%b]" % (b"4 0 R " * 50_000))}),
    "widths": lambda: pdf({5: FONT[:-3] + b" /FirstChar 0 /LastChar 2000000000 /Widths [%b] >>" % (b"500 " * 500_000)}),
    "annotations": lambda: pdf({3: page(Annots=b"[%b]" % (b"<< /Subtype /Text /Contents (x) >> " * 50_000))}),
    "objects": lambda: pdf(dict.fromkeys(range(10, 100_000), b"null")),
}
NUMBERS = {
    "box-zero": page(MediaBox=b"[0 0 0 0]"),
    "box-huge": page(MediaBox=b"[0 0 1000000000 1000000000]"),
    "box-beyond": page(MediaBox=b"[0 0 %b 1]" % (b"9" * 400)),
    "box-negative": page(MediaBox=b"[595 842 0 0]"),
    "box-of-words": page(MediaBox=b"[0 0 (a) 842]"),
    "box-short": page(MediaBox=b"[0 0 595]"),
    "box-missing": page(MediaBox=b"null"),
    "turned": page(Rotate=b"37"),
    "turned-beyond": page(Rotate=b"99999999999999999999"),
    "unit": page(UserUnit=b"100000000"),
    "contents-of-words": page(Contents=b"(Massnahmen)"),
    "contents-missing": page(Contents=b"99 0 R"),
    "resources-missing": page(Resources=b"99 0 R"),
    "resources-of-words": page(Resources=b"(x)"),
    "annotations-of-words": page(Annots=b"(x)"),
}
DRAWN = {
    "size": b"BT /F1 1000000000 Tf 50 700 Td (Massnahmenkatalog) Tj ET",
    "size-zero": b"BT /F1 0 Tf 50 700 Td (Massnahmenkatalog) Tj ET",
    "far": b"BT /F1 12 Tf 99999999999 -99999999999 Td (Massnahmenkatalog) Tj ET",
    "matrix": b"0 0 0 0 0 0 cm " + CONTENT,
    "matrix-beyond": b"1" + b"0" * 300 + b" 0 0 1 0 0 cm " + CONTENT,
    "garbage": bytes(range(256)) * 50,
    "unbalanced": b"Q Q Q ET ET EMC " + CONTENT + b" q q BT",
    "operands-missing": b"Tf Td Tj cm re BT /F1 Tf ( Tj",
    "no-such-font": b"BT /F9 12 Tf 50 700 Td (Massnahmenkatalog) Tj ET",
    "no-such-form": b"/X9 Do " + CONTENT,
}
PARTS = {
    "root-missing": lambda: pdf(root=b"99 0 R"),
    "root-of-words": lambda: pdf(root=b"(x)"),
    "pages-missing": lambda: pdf({1: b"<< /Type /Catalog >>"}),
    "pages-of-words": lambda: pdf({2: b"(x)"}),
    "kids-null": lambda: pdf({2: b"<< /Type /Pages /Kids null /Count 1 >>"}),
    "kids-number": lambda: pdf({2: b"<< /Type /Pages /Kids 7 /Count 1 >>"}),
    "kids-of-words": lambda: pdf({2: b"<< /Type /Pages /Kids [(a) 7 /x null] /Count 4 >>"}),
    "no-pages": lambda: pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    "count-huge": lambda: pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"}),
    "count-negative": lambda: pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"}),
    "length-huge": lambda: pdf({4: b"<< /Length 99999999999 >>\nstream\n" + CONTENT + b"\nendstream"}),
    "length-negative": lambda: pdf({4: b"<< /Length -5 >>\nstream\n" + CONTENT + b"\nendstream"}),
    "startxref-zero": lambda: pdf().rpartition(b"startxref")[0] + b"startxref\n0\n%%EOF\n",
    "startxref-beyond": lambda: pdf().rpartition(b"startxref")[0] + b"startxref\n999999999\n%%EOF\n",
    "lock-unknown": lambda: pdf({7: b"<< /Filter /Geheim /V 99 >>"}, b"/Encrypt 7 0 R /ID [<00> <00>]"),
    "lock-broken": lambda: pdf({7: b"<< /Filter /Standard /V 2 /R 3 /O (x) /U (y) /P 0 >>"}, b"/Encrypt 7 0 R"),
    "header-only": lambda: b"%PDF-1.7\n",
    "header-and-garbage": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 99,
    "end-only": lambda: b"%PDF-1.7\nstartxref\n9\n%%EOF\n",
}


def cases() -> Iterator[Case]:
    """Documents written by hand."""
    for name, make in LOOPS.items():
        yield Case(f"2024-loop-{name}.pdf", make, REFUSED, heavy=True)
    for name, make in BOMBS.items():
        yield Case(f"2024-bomb-{name}.pdf", make, (*BOMB, NotACatalogue), heavy=True)
    for name, make in ENDLESS.items():
        yield Case(f"2024-endless-{name}.pdf", make, (*REFUSED, ReaderFailed), heavy=True)
    for name, body in NUMBERS.items():
        yield Case(f"2024-page-{name}.pdf", partial(pdf, {3: body}), REFUSED)
    for name, drawn in DRAWN.items():
        yield Case(f"2024-drawn-{name}.pdf", content(drawn), REFUSED)
    for name, make in PARTS.items():
        yield Case(f"2024-part-{name}.pdf", make, REFUSED)
