"""A good catalogue that holds text nobody sees, shows what is no text, or is written in ways that are seldom met.

What is hidden must not come into the records, and what is shown must not get lost, unless a finding or an error says
so. Each document looks as the catalogue does but for what its name says.
"""

import base64
import io
import warnings
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from hostile.case import Case, Read
from hostile.changed import saved
from hostile.kinds import catalogue
from pipeline.errors import InputDamaged, InputUnreadable, NotACatalogue
from pipeline.read.unseen import HIDDEN_TEXT

REFUSED = (InputUnreadable, InputDamaged, NotACatalogue)
WORDS = b"BT /Geheim 9 Tf 1 0 0 1 526 343 Tm (entfaellt ganz) Tj ET "
"""In the cell with the status of the first measure, where there is room below it."""
OVER = b"524 340 80 12 re f "
"""A box around these words."""


def drawn(content: bytes, *, before: bool = False, resources: Dictionary | None = None) -> bytes:
    """The catalogue with this drawn on its first page, above or below all else."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        held = page.obj.Resources
        held.Font["/Geheim"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for kind, entries in (resources or Dictionary()).items():
            held[kind] = Dictionary({**dict(held.get(kind, Dictionary()).items()), **dict(entries.items())})
        page.contents_add(b"q " + content + b" Q", prepend=before)

    return saved(change)


def state(**entries: Any) -> Dictionary:
    """A graphics state called /Zustand."""
    return Dictionary({"/ExtGState": Dictionary(Zustand=Dictionary(Type=Name.ExtGState, **entries))})


def on_layer(content: bytes, *, membership: bool = False) -> bytes:
    """This drawn on a layer that is switched off."""

    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Entwurf")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
        held = pdf.pages[0].obj.Resources
        held.Font["/Geheim"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        held.Properties = Dictionary(Ebene=Dictionary(Type=Name.OCMD, OCGs=layer) if membership else layer)
        pdf.pages[0].contents_add(b"q /OC /Ebene BDC " + content + b" EMC Q")

    return saved(change)


def in_form(content: bytes) -> bytes:
    """This drawn by a form that is shown on the first page."""

    def change(pdf: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        form = pdf.make_stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 842, 596]),
            Resources=Dictionary(Font=Dictionary(Geheim=font)),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = Dictionary(Innen=form)
        pdf.pages[0].contents_add(b"q /Innen Do Q")

    return saved(change)


def empty_letters() -> bytes:
    """A font whose letters draw nothing."""
    letters = [*b"entfaellt"]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=116, Widths=Array([500] * 20),
        Encoding=Dictionary(Differences=Array([97, *(Name("/" + chr(code)) for code in range(97, 117))])),
    )  # fmt: skip

    def change(pdf: Pdf) -> None:
        nothing = pdf.make_stream(b"500 0 d0")
        font.CharProcs = Dictionary({f"/{chr(code)}": nothing for code in letters})
        pdf.pages[0].obj.Resources.Font["/Leer"] = font
        pdf.pages[0].contents_add(b"BT /Leer 9 Tf 526 343 Td (entfaellt) Tj ET")

    return saved(change)


def black_mask() -> bytes:
    """Text behind a mask that lets nothing through."""

    def change(pdf: Pdf) -> None:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        mask = pdf.make_stream(
            b"0 g 0 0 842 596 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 842, 596]), Group=group
        )
        held = pdf.pages[0].obj.Resources
        held.Font["/Geheim"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        held.ExtGState = Dictionary(Zustand=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
        pdf.pages[0].contents_add(b"q /Zustand gs " + WORDS + b"Q")

    return saved(change)


def picture_over() -> bytes:
    """A grey picture pasted over words."""

    def change(pdf: Pdf) -> None:
        held = pdf.pages[0].obj.Resources
        held.Font["/Geheim"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        held.XObject = Dictionary(
            Bild=pdf.make_stream(
                bytes([200, 220] * 8), Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8,
                ColorSpace=Name.DeviceGray,
            )
        )  # fmt: skip
        pdf.pages[0].contents_add(WORDS + b"q 80 0 0 12 524 340 cm /Bild Do Q")

    return saved(change)


def beyond_the_crop_box(pdf: Pdf) -> None:
    """Words on the part of the sheet that is cut away: the sheet is larger than the page that is shown."""
    page = pdf.pages[0]
    page.obj.CropBox = Array([0, 0, 841.89, 595.304])
    page.obj.MediaBox = Array([-200, -200, 1041.89, 795.304])
    page.obj.Resources.Font["/Geheim"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.contents_add(b"BT /Geheim 9 Tf 100 -150 Td (7 Diese Massnahme entfaellt) Tj ET")


HIDDEN: dict[str, Callable[[], bytes]] = {
    "white": partial(drawn, b"1 g " + WORDS),
    "nearly-white": partial(drawn, b"0.97 g " + WORDS),
    "not-drawn": partial(drawn, b"3 Tr " + WORDS),
    "only-clips": partial(drawn, b"7 Tr " + WORDS),
    "white-outline": partial(drawn, b"1 Tr 1 G " + WORDS),
    "under-a-white-box": partial(drawn, WORDS + b"1 g " + OVER),
    "under-a-black-box": partial(drawn, WORDS + b"0 g " + OVER),
    "black-on-black": partial(drawn, b"0 g " + OVER + WORDS),
    "colour-on-its-like": partial(drawn, b"0.2 0.4 0.9 rg " + OVER + b"0.22 0.4 0.9 rg " + WORDS),
    "under-a-picture": picture_over,
    "clipped": partial(drawn, b"0 0 10 10 re W n " + WORDS),
    "transparent": partial(drawn, b"/Zustand gs " + WORDS, resources=state(ca=0, CA=0)),
    "masked": black_mask,
    "on-a-layer": partial(on_layer, WORDS),
    "on-a-layer-of-layers": partial(on_layer, WORDS, membership=True),
    "tiny": partial(drawn, b"0.05 0 0 0.05 526 343 cm " + WORDS.replace(b"526 343", b"0 0")),
    "squeezed": partial(drawn, b"0 Tz " + WORDS),
    "beyond-the-page": partial(drawn, WORDS.replace(b"526 343", b"526 -343")),
    "beyond-the-crop-box": partial(saved, beyond_the_crop_box),
    "in-a-form": partial(in_form, b"1 g " + WORDS),
    "letters-of-nothing": empty_letters,
}
"""Words that are in the file and not on the page."""
ACROSS: dict[str, Callable[[], bytes]] = {
    "in-black": partial(drawn, WORDS.replace(b"526 343", b"526 362")),
    "in-white": partial(drawn, b"1 g " + WORDS.replace(b"526 343", b"526 362")),
}
"""Words that lie on other words."""


# --- shown, but not as text, or by another hand ---------------------------------------------------------------------


def annotated(**entries: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        look = pdf.make_stream(
            b"BT /F 9 Tf 2 4 Td (ENTFALLEN) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 80, 12]),
            Resources=Dictionary(
                Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
            ),
        )  # fmt: skip
        note = Dictionary(Type=Name.Annot, Rect=Array([524, 340, 604, 352]), AP=Dictionary(N=look), **entries)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def outlined() -> bytes:
    """Words drawn as curves, as some programs save them."""
    letter = b"%d 343 m %d 352 %d 352 %d 343 c %d 340 %d 340 %d 343 c f "
    return drawn(b"".join(letter % ((x, x, x + 4, x + 4, x + 4, x, x)) for x in range(526, 600, 6)))


def pictured(coding: Name) -> bytes:
    """The second page is a picture in the codings of scanners."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[1].obj
        image = pdf.make_stream(
            b"\x00\x00\x00\x0cjP  \r\n\x87\n", Type=Name.XObject, Subtype=Name.Image, Width=1600, Height=1100,
            BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=coding,
        )  # fmt: skip
        page.Resources = Dictionary(XObject=Dictionary(Bild=image))
        page.Contents = pdf.make_stream(b"842 0 0 595 0 0 cm /Bild Do")

    return saved(change)


TOLD: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "stamp": (partial(saved, annotated(Subtype=Name.Stamp)), ("marks",)),
    "white-out": (partial(saved, annotated(Subtype=Name.Square, IC=Array([1, 1, 1]))), ("marks",)),
    "text-box": (partial(saved, annotated(Subtype=Name.FreeText, Contents=String("entfällt"))), ("comments",)),
    "redaction": (partial(saved, annotated(Subtype=Name.Redact)), ("marks",)),
    "signature": (partial(saved, annotated(Subtype=Name.Widget, FT=Name.Sig)), ()),
    "curves": (outlined, ("drawn-text",)),
}
"""What is on the page and is no text of it: the records are those of the catalogue, and a finding tells."""
PICTURES = {"jpx": Name.JPXDecode, "jbig2": Name.JBIG2Decode, "fax": Name.CCITTFaxDecode, "jpeg": Name.DCTDecode}


# --- the same in other clothes --------------------------------------------------------------------------------------


def lzw(content: bytes) -> bytes:
    """Packed as LZW: every byte as it is, with the codes that start anew between them."""
    codes = [code for start in range(0, len(content), 250) for code in (256, *content[start : start + 250])]
    bits = "".join(f"{code:09b}" for code in (*codes, 257))
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def run_lengths(content: bytes) -> bytes:
    pieces = (content[start : start + 128] for start in range(0, len(content), 128))
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"


def letters85(content: bytes) -> bytes:
    return base64.a85encode(content, wrapcol=72) + b"~>"


def packed(pack: Callable[[bytes], bytes], filters: object) -> bytes:
    """The pages packed otherwise."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = Stream(pdf, pack(page.obj.Contents.read_bytes()), Filter=filters)

    return saved(
        change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False, recompress_flate=False
    )


def nested(pdf: Pdf) -> None:
    """Each page is a form in a form."""
    for page in pdf.pages:
        box, held = Array([0, 0, 842, 596]), page.obj.Resources
        form = page.obj.Contents
        for _ in range(4):
            form = pdf.make_stream(form.read_bytes(), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=held)
            held, form = Dictionary(XObject=Dictionary(Innen=form)), pdf.make_stream(b"/Innen Do")
        page.obj.Resources, page.obj.Contents = held, form


def cut_up(pdf: Pdf) -> None:
    """The content of each page in many pieces, divided between words."""
    for page in pdf.pages:
        lines = page.obj.Contents.read_bytes().split(b"\n")
        page.obj.Contents = Array([pdf.make_stream(b"\n".join(lines[n : n + 7])) for n in range(0, len(lines), 7)])


def moved(pdf: Pdf) -> None:
    """The page counts its points from elsewhere."""
    for page in pdf.pages:
        page.obj.MediaBox = Array([-5000, -5000, -4158.11, -4404.696])
        page.contents_add(b"1 0 0 1 -5000 -5000 cm", prepend=True)


def box_upside_down(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = Array([841.89, 595.304, 0, 0])


def larger_units(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.UserUnit = 2


def turned_round(pdf: Pdf) -> None:
    """Set lengthwise and turned for the reader."""
    for page in pdf.pages:
        page.obj.MediaBox, page.obj.Rotate = Array([0, 0, 595.304, 841.89]), 90
        page.contents_add(b"0 1 -1 0 595.304 0 cm", prepend=True)


def labelled(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r, St=7), 1, Dictionary(P=String("Anhang "))]))


def updated(change: Callable[[bytes], bytes] = bytes) -> bytes:
    """A later version appended, in which the first page has another content; `change` spoils its directory."""
    plain = saved(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with Pdf.open(io.BytesIO(plain)) as pdf:
        page = pdf.pages[0].obj.Contents
        number, size = page.objgen[0], int(pdf.trailer.Size)
        content, root = page.read_bytes(), pdf.Root.objgen[0]
    new = zlib.compress(content + b" q 1 g 0 0 1 1 re f Q")
    body = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n" % (number, len(new), new)
    last = int(plain.rpartition(b"startxref")[2].split()[0])
    entry = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(plain))
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, last)
    end = b"startxref\n%d\n%%%%EOF\n" % (len(plain) + len(body))
    return plain + body + change(entry) + trailer + end


def without_widths(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == "/Font":
            for key in ("/Widths", "/W"):
                if key in each:
                    del each[key]


def meaning_of(cmap: bytes) -> Callable[[Pdf], None]:
    """Every font tells another meaning of its letters."""

    def change(pdf: Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                each.ToUnicode = pdf.make_stream(cmap)

    return change


def merged() -> bytes:
    """The catalogue and a letter in one file, as tools for merging make it."""

    def change(pdf: Pdf) -> None:
        letter = Pdf.new()
        page = letter.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        page.obj.Contents = letter.make_stream(b"BT /F 12 Tf 60 700 Td (Sehr geehrte Damen und Herren,) Tj ET")
        pdf.pages.append(page)

    return saved(change)


def twice() -> bytes:
    """The catalogue appended to itself."""

    def change(pdf: Pdf) -> None:
        with Pdf.open(io.BytesIO(catalogue())) as again:
            pdf.pages.extend(again.pages)

    return saved(change)


def outline_without_end(pdf: Pdf) -> None:
    entry = pdf.make_indirect(Dictionary(Title=String("Kapitel")))
    entry.Next, entry.First, entry.Parent = entry, entry, entry
    pdf.Root.Outlines = Dictionary(Type=Name.Outlines, First=entry, Last=entry, Count=1)


def places_wrong() -> bytes:
    """The directory points a little beside each part, though its trailer is whole."""
    plain = saved(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    head, mark, rest = plain.rpartition(b"xref\n0")
    table, end, trailer = rest.partition(b"trailer")
    lines = [
        b"%010d" % (int(line[:10]) + 7) + line[10:] if line[17:18] == b"n" else line for line in table.split(b"\n")
    ]
    return head + mark + b"\n".join(lines) + end + trailer


SAME: dict[str, Callable[[], bytes]] = {
    "lzw": partial(packed, lzw, Name.LZWDecode),
    "run-lengths": partial(packed, run_lengths, Name.RunLengthDecode),
    "letters-85": partial(packed, letters85, Name.ASCII85Decode),
    "hexadecimal": partial(packed, lambda content: content.hex().encode() + b">", Name.ASCIIHexDecode),
    "three-filters": partial(
        packed,
        lambda content: letters85(run_lengths(zlib.compress(content))),
        Array([Name.ASCII85Decode, Name.RunLengthDecode, Name.FlateDecode]),
    ),
    "nested": partial(saved, nested),
    "cut-up": partial(saved, cut_up),
    "moved": partial(saved, moved),
    "box-upside-down": partial(saved, box_upside_down),
    "turned-round": partial(saved, turned_round),
    "labelled": partial(saved, labelled),
    "updated": updated,
    "outline-without-end": partial(saved, outline_without_end),
    "linearised-object-streams": partial(
        saved, lambda _: None, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
}
"""Documents that look like the catalogue: so must their records."""
ODD: dict[str, Callable[[], bytes]] = {
    "larger-units": partial(saved, larger_units),
    "updated-directory-spoilt": partial(updated, lambda entry: entry.replace(b"1\n0", b"1\n9")),
    "updated-directory-lost": partial(updated, lambda _: b""),
    "places-wrong": places_wrong,
    "without-widths": partial(saved, without_widths),
    "meaning-of-one-letter": partial(
        saved, meaning_of(b"1 beginbfrange <00> <FF> [" + b"<0041>" * 256 + b"] endbfrange")
    ),
    "meaning-of-none": partial(saved, meaning_of(b"kein Verzeichnis")),
    "meaning-without-end": partial(saved, meaning_of(b"1 beginbfchar <01> <")),
}
"""Documents that need not be readable; if they are, their records are those of the catalogue."""
ADDED: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "letter": (merged, ()),
    "itself": (twice, ("number-twice",)),
}
"""The catalogue with more pages behind it, as tools for merging make it, and what has to be told."""


def cases() -> Iterator[Case]:
    """The catalogue with what is hidden, with what is no text, and in other clothes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, make in HIDDEN.items():
            yield Case(f"2024-hidden-{name}.pdf", make, (Read,), tells=(HIDDEN_TEXT,), same=True)
        for name, make in ACROSS.items():
            yield Case(f"2024-across-{name}.pdf", make, (Read,), tells=("text-over-text",))
        for name, (make, codes) in TOLD.items():
            yield Case(f"2024-shown-{name}.pdf", make, (Read,), tells=codes, same=True)
        for name, make in SAME.items():
            yield Case(f"2024-same-{name}.pdf", make, (Read,), same=True)
        for name, coding in PICTURES.items():
            yield Case(f"2024-picture-{name}.pdf", partial(pictured, coding), REFUSED)
        for name, make in ODD.items():
            yield Case(f"2024-odd-{name}.pdf", make, (Read, *REFUSED), same=True)
        for name, (make, codes) in ADDED.items():
            yield Case(f"2024-added-{name}.pdf", make, (Read,), tells=codes)
