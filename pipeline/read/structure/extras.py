"""What a PDF holds beside its pages: attachments, forms, comments, layers, programs; none of it is read or run."""

from collections.abc import Iterator

import pikepdf

from pipeline.errors import InputUnreadable
from pipeline.model import Finding, Severity

_NAMED_AT_MOST = 5
_LONGEST = 60
_NO_MARKS = ("/Link", "/Popup", "/Widget")
"""Annotations that neither say nor draw anything of their own."""
_HIDDEN = 2
"""Flag of an annotation that is not shown (ISO 32000-2, table 167)."""


def extras(pdf: pikepdf.Pdf, name: str) -> Iterator[Finding]:
    """One finding for each kind of thing that is there and not in the result; `name` is the file's, for the errors.

    Raises:
        InputUnreadable: the pages are only a cover (portfolio) or a placeholder (XFA form).
    """
    root = pdf.Root
    attached = sorted(pdf.attachments.keys())
    if "/Collection" in root and attached:
        raise InputUnreadable(
            f"„{name}“ ist eine Mappe aus {len(attached)} Dateien ({_listed(attached)}), kein einzelnes Dokument; die "
            "Maßnahmen darin würden fehlen: Bitte den Katalog aus der Mappe heraus speichern und ablegen."
        )
    form = root.get("/AcroForm")
    if form is not None and "/XFA" in form and root.get("/NeedsRendering", False):
        raise InputUnreadable(
            f"„{name}“ ist ein XFA-Formular, dessen Inhalt erst Adobe Reader aufbaut; auf den Seiten steht nur ein "
            "Platzhalter: Bitte in Adobe Reader öffnen und als PDF drucken."
        )
    if attached:
        yield _finding(
            "attachments", f"Angehängte Dateien werden nicht gelesen: {_listed(attached)}.", _listed(attached)
        )
    if form is not None and "/XFA" in form:
        yield _finding("xfa", "Das PDF enthält ein XFA-Formular; gelesen werden nur die gedruckten Seiten.")
    if _has_programs(pdf):
        yield Finding("javascript", Severity.INFO, "Das PDF enthält Programme (JavaScript); sie werden nie ausgeführt.")
    if layers := _hidden_layers(root):
        told = _listed(layers)
        yield _finding("hidden-layers", f"Text ausgeblendeter Ebenen wird nicht gelesen: {told}.", told)
    for number, page in enumerate(pdf.pages, start=1):
        yield from _notes(page, number)


def _finding(code: str, what: str, value: str = "", page: int | None = None) -> Finding:
    return Finding(code, Severity.WARNING, f"{what} Bitte nachsehen, ob dort Maßnahmen stehen.", page=page, value=value)


def _listed(names: list[str]) -> str:
    more = f" und {len(names) - _NAMED_AT_MOST} weitere" if names[_NAMED_AT_MOST:] else ""
    return ", ".join(f"„{_short(each)}“" for each in names[:_NAMED_AT_MOST]) + more


def _short(text: str) -> str:
    on_one_line = " ".join(text.split())
    return on_one_line if len(on_one_line) <= _LONGEST else f"{on_one_line[:_LONGEST]}…"


def _has_programs(pdf: pikepdf.Pdf) -> bool:
    return any(_is_program(part) for each in pdf.objects for part in (each, *_direct_parts(each)))


def _direct_parts(each: object) -> list[object]:
    return [part for _, part in each.items()] if isinstance(each, pikepdf.Dictionary) else []


def _is_program(part: object) -> bool:
    return isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/JavaScript"


def _hidden_layers(root: pikepdf.Object) -> list[str]:
    properties = root.get("/OCProperties")
    standard = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    hidden = standard.get("/OFF") if isinstance(standard, pikepdf.Dictionary) else None
    layers = list(hidden) if isinstance(hidden, pikepdf.Array) else []
    return [str(layer.get("/Name", "")) for layer in layers if isinstance(layer, pikepdf.Dictionary)]


def _notes(page: pikepdf.Page, number: int) -> Iterator[Finding]:
    """Text that lies on the page without being part of it: filled in fields, comments, text boxes."""
    annotations = page.obj.get("/Annots")
    shown = [each for each in annotations if _is_shown(each)] if isinstance(annotations, pikepdf.Array) else []
    filled = [text for each in shown if (text := _value(each))]
    marks = [_text(each.get("/Contents")) for each in shown if str(each.get("/Subtype")) not in _NO_MARKS]
    if filled:
        yield _finding(
            "form-fields",
            f"Seite {number}: Ausgefüllte Formularfelder werden nicht gelesen: {_listed(filled)}.",
            _listed(filled),
            number,
        )
    if written := [text for text in marks if text]:
        yield _finding(
            "comments",
            f"Seite {number}: Kommentare und Textfelder werden nicht gelesen: {_listed(written)}.",
            _listed(written),
            number,
        )
    if drawn := len(marks) - len(written):
        yield _finding(
            "marks",
            f"Seite {number}: Stempel, Striche oder Flächen, die jemand auf die Seite gesetzt hat ({drawn}), werden "
            "nicht gelesen: Was sie sagen, fehlt im Ergebnis; was sie verdecken oder durchstreichen, steht darin.",
            str(drawn),
            number,
        )


def _is_shown(annotation: object) -> bool:
    return isinstance(annotation, pikepdf.Dictionary) and not int(annotation.get("/F", 0)) & _HIDDEN


def _value(annotation: pikepdf.Object) -> str:
    """What is filled into a text field, whose value may stand with its parent."""
    for field in (annotation, annotation.get("/Parent")):
        if isinstance(field, pikepdf.Dictionary) and "/V" in field and field.get("/FT", "/Tx") == "/Tx":
            return _text(field["/V"])
    return ""


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, pikepdf.String) else ""
