"""The same bytes from every run: dates and identifiers taken out, structure tags dropped, streams packed."""

import io

import pikepdf

# mypy: disable-error-code="import-not-found, import-untyped"


def finished(content: bytes, rotate: int = 0, protected: bool = False, marked: bool = True) -> bytes:
    """Tidy a PDF for the repository; the marks on its pages stay as the producer wrote them.

    `rotate` turns every page: the content is laid on its side and /Rotate puts it upright again for the reader, unless
    the pages are not `marked`. `protected` forbids copying and changing, as offices do; reading needs no password.
    """
    lock = pikepdf.Encryption(owner="beispiel", user="", R=3, aes=False, metadata=False) if protected else False
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _drop(pdf.docinfo, "/CreationDate", "/ModDate")
        _drop(pdf.trailer, "/ID", "/DocChecksum")
        _drop(pdf.Root, "/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines", "/PageLabels")
        for page in pdf.pages:
            _drop(page.obj, "/StructParents")
            if rotate:
                _lay_on_its_side(pdf, page, rotate)
                if not marked:
                    _drop(page.obj, "/Rotate")
        pdf.remove_unreferenced_resources()
        result = io.BytesIO()
        pdf.save(
            result,
            deterministic_id=not protected,  # the key is made from the identifier, so qpdf needs it first
            static_id=protected,
            encryption=lock,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return result.getvalue()


def _lay_on_its_side(pdf: pikepdf.Pdf, page: pikepdf.Page, rotate: int) -> None:
    _, _, width, height = (float(value) for value in page.mediabox)
    matrix, box = {
        90: (f"0 1 -1 0 {height} 0", (height, width)),
        180: (f"-1 0 0 -1 {width} {height}", (width, height)),
        270: (f"0 -1 1 0 0 {width}", (height, width)),
    }[rotate]
    page.contents_add(pdf.make_stream(f"q {matrix} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))
    page.mediabox = pikepdf.Array([0, 0, *box])
    _drop(page.obj, "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
    page.obj["/Rotate"] = rotate


def _drop(holder: pikepdf.Object, *keys: str) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
