"""The one room for pdfplumber: bytes of a PDF in, a catalogue as printed out."""

import hashlib
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputUnreadable
from pipeline.model import Box, Line, Place, RawCatalogue, Source, Table
from pipeline.read.furniture import split_furniture
from pipeline.read.glyphs import Glyph, inside, readable
from pipeline.read.layout import free_lines, page_blocks
from pipeline.read.page import Column, Grid, Page, Rule, closed_below
from pipeline.read.unruled import unruled_grids, without_stripes
from pipeline.vocabulary import Vocabulary

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # font warnings mean nothing to the analyst

_JOINED = 3.0
"""Points within which two rules meet (pdfplumber's own tolerance)."""

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


def read_pdf(content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None = None) -> RawCatalogue:
    """Read every page of a PDF.

    Raises:
        InputUnreadable: encrypted, damaged, without pages, or a page that shows a picture but holds no words.
    """
    pages = [without_stripes(page, vocabulary) for page in _pages(content, name, progress)]
    _refuse_scans(pages, name)
    printed = tuple(page.printed for page in pages)
    right_edge = max((max(_edges(page), default=page.width) for page in pages), default=0.0)
    pages, furniture = _without_furniture(pages, right_edge, vocabulary)
    pages = [
        replace(page, grids=(*page.grids, *unruled))
        for page, unruled in zip(pages, unruled_grids(pages, vocabulary), strict=True)
    ]
    blocks: list[Line | Table] = []
    columns: tuple[Column, ...] = ()
    for page in pages:
        on_page, columns = page_blocks(page, right_edge, columns, vocabulary)
        blocks += on_page
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "pdf", len(pages)),
        blocks=tuple(blocks),
        furniture=furniture,
        printed=printed,
    )


def _without_furniture(
    pages: Sequence[Page], right_edge: float, vocabulary: Vocabulary
) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the glyphs of their running lines, and those lines."""
    edges = [_edge_blocks(page, right_edge, vocabulary) for page in pages]
    _, furniture = split_furniture(edges)
    boxes = {(line.place.page, line.place.bbox) for line in furniture if line.place.bbox}
    return [_without(page, [box for number, box in boxes if number == page.number]) for page in pages], tuple(furniture)


def _edge_blocks(page: Page, right_edge: float, vocabulary: Vocabulary) -> list[Line | Table]:
    """The free lines of a page from top to bottom, with its tables and column titles as barriers."""
    tables = [Table(Place(page.number, grid.box), (), ()) for grid in page.grids]
    blocks: list[Line | Table] = [*free_lines(page, right_edge), *tables]
    return sorted(blocks, key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0)


def _without(page: Page, boxes: Sequence[Box]) -> Page:
    if not boxes:
        return page
    kept = tuple(glyph for glyph in page.glyphs if not any(inside(glyph, box) for box in boxes))
    return replace(page, glyphs=kept)


def _pages(content: bytes, name: str, progress: Progress | None) -> Iterator[Page]:
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
            if count == 0:
                raise InputUnreadable(
                    f"„{name}“ hat keine Seiten; es gäbe nichts zu lesen: Bitte die Datei neu aus Word als PDF speichern."
                )
            for number, page in enumerate(pdf.pages, 1):
                yield _page(page, number)
                page.close()  # frees the page's characters; leaving the with block does not
                if progress:
                    progress(number, count)
    except PdfminerException as error:
        raise _unreadable(name, error.args[0] if error.args else error) from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, AssertionError) as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: object) -> InputUnreadable:
    if isinstance(error, PDFPasswordIncorrect):
        return InputUnreadable(
            f"„{name}“ ist mit einem Kennwort geschützt und lässt sich nicht lesen: Bitte eine Fassung ohne Kennwort ablegen."
        )
    return InputUnreadable(
        f"„{name}“ ist als PDF nicht lesbar ({type(error).__name__}); Teile des Katalogs würden fehlen: Bitte die Datei erneut "
        "herunterladen oder neu aus Word als PDF speichern."
    )


def _page(page: PlumberPage, number: int) -> Page:
    glyphs = tuple(
        Glyph(text, char["x0"], char["top"], char["x1"], char["bottom"], char["size"], "bold" in char["fontname"].lower())
        for char in page.dedupe_chars().chars
        if (text := readable(char["text"]))
    )
    rules = tuple(Rule(edge["x0"], edge["x1"], edge["top"]) for edge in page.edges if edge["orientation"] == "h")
    grids = tuple(
        closed_below(Grid(table.bbox, tuple(tuple(row.cells) for row in table.rows)), rules, glyphs)
        for table in page.find_tables({"explicit_horizontal_lines": _open_ends(page)})
        if len(table.rows[0].cells) > 1
    )
    return Page(number, float(page.width), float(page.height), glyphs, grids, rules, len(page.images))


def _open_ends(page: PlumberPage) -> list[dict[str, object]]:
    """Rules to add where three or more column rules end together without a rule across: a row cut by the page break."""
    ends: dict[int, list[float]] = {}
    across = [edge for edge in page.edges if edge["orientation"] == "h"]
    for edge in page.edges:
        if edge["orientation"] == "v":
            for y in (edge["top"], edge["bottom"]):
                if not any(abs(rule["top"] - y) < _JOINED and rule["x0"] - _JOINED <= edge["x0"] <= rule["x1"] + _JOINED for rule in across):
                    ends.setdefault(round(y / _JOINED), []).append(edge["x0"])
    return [
        _rule(min(xs), max(xs), y * _JOINED) for y, xs in sorted(ends.items()) if len({round(x) for x in xs}) >= 3
    ]


def _rule(x0: float, x1: float, y: float) -> dict[str, object]:
    return {"object_type": "line", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}


def _refuse_scans(pages: list[Page], name: str) -> None:
    scanned = [str(page.number) for page in pages if page.pictures and not page.printed]
    if scanned or not any(page.printed for page in pages):
        where = f"Seite {', '.join(scanned[:10])}" if scanned else "kein Text auf allen Seiten"
        raise InputUnreadable(
            f"„{name}“ enthält Bilder statt Text ({where}), vermutlich ein Scan; diese Maßnahmen würden fehlen: Bitte mit "
            f"„ocrmypdf -l deu {name} lesbar.pdf“ (Programm OCRmyPDF) lesbar machen oder das PDF neu aus Word speichern."
        )


def _edges(page: Page) -> Iterator[float]:
    """Right edges of tables and characters: how far text reaches on the page."""
    yield from (grid.box[2] for grid in page.grids)
    yield from (glyph.x1 for glyph in page.glyphs if not glyph.text.isspace())
