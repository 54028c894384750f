"""A good catalogue as it arrives after everything that goes wrong between two offices."""

import io
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from hostile.case import Case, Read
from hostile.kinds import catalogue
from pipeline.errors import InputDamaged, InputUnreadable, LimitExceeded, NotACatalogue

REFUSED = (InputUnreadable, InputDamaged, NotACatalogue)

RC4_OWNER = Encryption(owner="x", R=3, aes=False, metadata=False)
RC4_USER = Encryption(user="x", owner="y", R=3, aes=False, metadata=False)
"""Old locks, as only they come out the same every time."""


def saved(change: Callable[[Pdf], None], **saving: object) -> bytes:
    """The catalogue, changed by a tool that leaves it whole."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(catalogue())) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        change(pdf)
        pdf.save(out, static_id=True, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def unchanged(_: Pdf) -> None:
    """Nothing."""


def plain() -> bytes:
    return saved(unchanged, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def swapped() -> bytes:
    """The two pages' contents exchanged."""
    content = plain()
    first, second = (b"/Contents %d 0 R" % number for number in _contents())
    return content.replace(first, b"/Contents @").replace(second, first).replace(b"/Contents @", second)


def _contents() -> list[int]:
    with Pdf.open(io.BytesIO(plain())) as pdf:
        return [page.obj.Contents.objgen[0] for page in pdf.pages]


def flipped(count: int) -> bytes:
    chance, content = Random(count), bytearray(catalogue())
    for _ in range(count):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def hole(size: int) -> bytes:
    """What a bad disk or a broken download leaves: a stretch of NUL bytes."""
    content = catalogue()
    middle = len(content) // 2
    return content[:middle] + bytes(size) + content[middle + size :]


def attach(pdf: Pdf) -> None:
    pdf.attachments["Übersicht.xlsx"] = b"PK"


def portfolio(pdf: Pdf) -> None:
    attach(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


def program(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('http://x')"))


def launch(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("/bin/sh"))


def form(pdf: Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([9, 9, 99, 30]), FT=Name.Tx, V=String("Neu"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)


def xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True


def comment(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([9, 9, 99, 30]), Contents=String("entfällt"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def empty_page(pdf: Pdf) -> None:
    del pdf.pages[1].obj.Contents


def same_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents


def turned(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def cropped(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 300, 300])


def fonts_gone(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Resources.Font = Dictionary()


def meaning_gone(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/ToUnicode" in each:
            del each["/ToUnicode"]


def cases() -> Iterator[Case]:
    """The catalogue, spoilt on its way."""
    whole = catalogue()
    damaged: dict[str, Callable[[], bytes]] = {
        "half": lambda: whole[: len(whole) // 2],
        "without-end": lambda: whole[:-200],
        "without-directory": lambda: plain().rpartition(b"xref\n0")[0],
        "without-beginning": lambda: b"%PDF-1.7\n" + whole[2000:],
        "line-ends": lambda: whole.replace(b"\n", b"\r\n"),
        "line-ends-back": lambda: whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n"),
        "as-text": lambda: whole.decode("latin-1").encode(),
        "seven-bits": lambda: bytes(byte & 127 for byte in whole),
        "hole": partial(hole, 4096),
        "hole-of-a-sector": partial(hole, 512),
        "flipped-1": partial(flipped, 1),
        "flipped-100": partial(flipped, 100),
        "doubled-byte": lambda: whole[:9000] + whole[9000:9001] + whole[9000:],
        "lost-byte": lambda: whole[:9000] + whole[9001:],
        "objects-renumbered": lambda: plain().replace(b"\n5 0 obj", b"\n6 0 obj"),
        "fonts-gone": partial(saved, fonts_gone),
    }
    for name, make in damaged.items():
        yield Case(f"2024-damaged-{name}.pdf", make, REFUSED)
    told: dict[str, Callable[[], bytes]] = {
        "swapped": swapped,
        "twice": lambda: whole + whole,
        "garbage-behind": lambda: whole + Random(1).randbytes(10**6),
        "garbage-before": lambda: b"x" * 500 + whole,
        "attachment": partial(saved, attach),
        "javascript": partial(saved, program),
        "launch": partial(saved, launch),
        "form": partial(saved, form),
        "comment": partial(saved, comment),
        "empty-page": partial(saved, empty_page),
        "same-page": partial(saved, same_page),
        "turned": partial(saved, turned),
        "cropped": partial(saved, cropped),
        "without-meaning": partial(saved, meaning_gone),
        "uncompressed": partial(
            saved, unchanged, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False
        ),
        "linearised": partial(saved, unchanged, linearize=True),
        "printing-forbidden": partial(saved, unchanged, encryption=RC4_OWNER),
    }
    for name, make in told.items():
        yield Case(f"2024-changed-{name}.pdf", make, (Read, *REFUSED, LimitExceeded))
    refused: dict[str, Callable[[], bytes]] = {
        "portfolio": partial(saved, portfolio),
        "xfa": partial(saved, xfa),
        "password": partial(saved, unchanged, encryption=RC4_USER),
    }
    for name, make in refused.items():
        yield Case(f"2024-refused-{name}.pdf", make, (InputUnreadable,))
