"""Whether pages and fonts have what they need to show their text, and nothing in a file but letters was changed.

One changed byte in the name of an entry ("/Contents" → "/Contentq") takes away what it led to, and every PDF reader
goes on as if nothing had been there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from pipeline.model import Finding, Severity
from pipeline.read.structure.streams import pages_without_checksum

_KEYS = {
    "/Page": (
        "Type", "Parent", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Contents", "Rotate",
        "Group", "Annots", "UserUnit", "StructParents", "Tabs", "Metadata", "Trans", "Thumb", "LastModified",
    ),
    "/Pages": ("Type", "Parent", "Kids", "Count", "Resources", "MediaBox", "CropBox", "Rotate"),
    "/Catalog": ("Type", "Pages", "AcroForm", "Names", "Outlines", "Metadata", "OpenAction", "OCProperties", "Version"),
    "/Font": (
        "Type", "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths", "FontDescriptor", "Encoding", "ToUnicode",
        "DescendantFonts", "CIDSystemInfo", "CIDToGIDMap", "DW", "W", "DW2", "W2", "FontMatrix", "FontBBox",
        "CharProcs", "Resources", "Name",
    ),
    "/FontDescriptor": (
        "Type", "FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV", "FontFile",
        "FontFile2", "FontFile3", "MissingWidth", "XHeight", "Leading", "AvgWidth", "MaxWidth", "StemH", "FontFamily",
    ),
    "/XObject": ("Type", "Subtype", "BBox", "Matrix", "Resources", "Group", "Filter", "Length", "DecodeParms"),
    "": ("Filter", "Length", "DecodeParms", "Type", "Subtype", "Resources", "Contents", "Font"),
}  # fmt: skip
"""Type of a dictionary → its entries (ISO 32000-2, tables 29 to 31, 109 to 122), "" for those without a type."""

_OPERATORS = frozenset(
    [
        "b", "B", "b*", "B*", "BDC", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC", "ET",
        "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re",
        "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL",
        "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"', "INLINE IMAGE",
    ]
)  # fmt: skip
"""Operators of content streams (ISO 32000-2, table A.1); inline images are one for the library."""

_NEARLY, _NAMED = 0.15, 10
"""Share of a page's longer side by which its edges may differ from the usual ones; pages that a hint names."""

_DIRECTORY = "das Seitenverzeichnis stimmt nicht"


def page_damages(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What pages and fonts lack, in German."""
    if pdf.Root.Pages.get("/Count") != len(pdf.pages):
        yield _DIRECTORY
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and (key := _misspelt(each)):
            yield f"der Eintrag „{key}“ ist verfälscht"
    for number, page in enumerate(pdf.pages, start=1):
        yield from (f"auf Seite {number} fehlt {what}" for what in _missing(page))
    for number in pages_without_checksum(pdf):
        if _is_garbled(pdf.pages[number - 1]):
            yield f"der Inhalt von Seite {number} ist verstümmelt"


def _is_garbled(page: pikepdf.Page) -> bool:
    """Whether the content holds words that are no operators: readers pass them over with the text that they show."""
    forgiving = 0
    for each in pikepdf.parse_content_stream(page) if "/Contents" in page.obj else ():
        operator = str(each.operator)
        forgiving += (operator == "BX") - (operator == "EX")
        if operator not in _OPERATORS and forgiving <= 0:
            return True
    return False


def page_doubts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Pages that look as if something was lost, though it may be meant so."""
    shown: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, start=1):
        contents = page.obj.get("/Contents")
        if contents is None:
            yield _doubt("page-empty", number, f"Seite {number} des PDF ist ganz leer.")
        elif contents.is_indirect and shown.setdefault(contents.objgen, number) != number:
            same = shown[contents.objgen]
            yield _doubt("page-repeated", number, f"Die Seiten {same} und {number} des PDF zeigen dasselbe.")
    yield from _odd_sizes(pdf)


def _doubt(code: str, number: int, what: str) -> Finding:
    return Finding(code, Severity.WARNING, f"{what} Bitte mit dem gedruckten Katalog vergleichen.", page=number)


def _odd_sizes(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """A hint on pages that are nearly as large as most others: one changed figure moves all that stands on them."""
    boxes = [tuple(map(float, page.mediabox)) for page in pdf.pages]
    usual, _ = Counter(boxes).most_common(1)[0]
    odd = [number for number, box in enumerate(boxes, start=1) if box != usual and _nearly(box, usual)]
    if odd:
        yield Finding(
            "page-size",
            Severity.INFO,
            f"Ein wenig anders zugeschnitten als die übrigen: Seite {', '.join(map(str, odd[:_NAMED]))} des PDF; die "
            "Fundstellen dort können um diesen Betrag abweichen.",
            page=odd[0],
        )


def _nearly(box: Sequence[float], usual: Sequence[float]) -> bool:
    return all(abs(one - other) < _NEARLY * max(usual) for one, other in zip(box, usual, strict=True))


def _misspelt(each: pikepdf.Dictionary | pikepdf.Stream) -> str:
    """An entry that should be there, if one that differs in a single letter stands in its place."""
    entries = each.stream_dict if isinstance(each, pikepdf.Stream) else each
    keys = {key[1:] for key in entries.keys()}  # noqa: SIM118 - no dict
    known = _KEYS.get(str(entries.get("/Type", "")), _KEYS[""])
    unknown = [key for key in keys if key not in known]
    return next((want for want in known if want not in keys and any(_near(want, key) for key in unknown)), "")


def _near(want: str, key: str) -> bool:
    return len(want) == len(key) > 1 and sum(a != b for a, b in zip(want, key, strict=True)) == 1


def _missing(page: pikepdf.Page) -> Iterator[str]:
    """What the content of a page calls for and its resources do not hold."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return
    if not isinstance(contents, pikepdf.Stream | pikepdf.Array):
        yield "der Inhalt"
        return
    resources = page.resources
    for each in pikepdf.parse_content_stream(page, "Tf Do"):
        kind, what = (
            ("/Font", "eine Schrift") if str(each.operator) == "Tf" else ("/XObject", "ein Bild oder Textblock")
        )
        if not _holds(resources, kind, each.operands):
            yield what


def _holds(resources: Any, kind: str, operands: Any) -> bool:
    held = resources.get(kind)
    return isinstance(held, pikepdf.Dictionary) and bool(operands) and str(operands[0]) in held
