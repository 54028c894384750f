"""The one room for pdfplumber: bytes of a PDF in, a catalogue as printed out."""

import hashlib
import io
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputUnreadable
from pipeline.model import Box, Finding, Line, Place, RawCatalogue, Severity, Source, Table
from pipeline.read.cut_rows import with_cut_rows
from pipeline.read.furniture import split_furniture
from pipeline.read.glyphs import Glyph, inside, readable
from pipeline.read.layout import free_lines, page_blocks
from pipeline.read.page import Column, Grid, Page, Rule, closed_below
from pipeline.read.repeated_lines import without_repeated_lines
from pipeline.read.shading import without_stripes
from pipeline.read.unruled import unruled_tables
from pipeline.vocabulary import Vocabulary

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # font warnings mean nothing to the analyst

_JOINED = 3.0
"""Points within which two rules meet (pdfplumber's own tolerance)."""

_FULL_PAGE = 0.3
"""Share of a page from which on pictures are its content rather than decoration."""
_SHORTEST_RULE = 5.0
"""Points; what is shorter is a dot or dash of a dotted rule."""

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


def read_pdf(content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None = None) -> RawCatalogue:
    """Read every page of a PDF.

    Raises:
        InputUnreadable: encrypted, damaged, without pages, or a page that shows a picture but holds no words.
    """
    pages = [without_stripes(page, vocabulary) for page in _pages(content, name, progress)]
    covers = _refuse_scans(pages, name)
    printed = tuple(page.printed for page in pages)
    right_edges = _right_edges(pages)
    pages, repeated = without_repeated_lines(pages)
    pages, furniture = _without_furniture(pages, right_edges, vocabulary.words("handlungsfeld"))
    pages = with_cut_rows(pages, vocabulary)
    unruled = unruled_tables(pages, vocabulary)
    pages = [replace(page, grids=(*page.grids, *on.grids)) for page, on in zip(pages, unruled, strict=True)]
    blocks: list[Line | Table] = []
    columns: tuple[Column, ...] = ()
    for page in pages:
        on_page, columns = page_blocks(page, right_edges[round(page.width)], columns, vocabulary)
        blocks += on_page
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "pdf", len(pages)),
        blocks=tuple(blocks),
        furniture=(*furniture, *repeated),
        printed=printed,
        findings=covers,
        doubtful=tuple(line for on in unruled for line in on.doubtful),
    )


def _right_edges(pages: Sequence[Page]) -> dict[int, float]:
    """Where running text may end, by page width (a document may mix upright and lengthwise pages)."""
    edges: dict[int, float] = {}
    for page in pages:
        width = round(page.width)
        edges[width] = max([edges.get(width, 0.0), *_edges(page)])
    return edges


def _without_furniture(
    pages: Sequence[Page], right_edges: Mapping[int, float], headings: Sequence[str]
) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the glyphs of their running lines, and those lines."""
    edges = [_edge_blocks(page, right_edges[round(page.width)]) for page in pages]
    _, furniture = split_furniture(edges, headings)
    boxes = {(line.place.page, line.place.bbox) for line in furniture if line.place.bbox}
    return [_without(page, [box for number, box in boxes if number == page.number]) for page in pages], tuple(furniture)


def _edge_blocks(page: Page, right_edge: float) -> list[Line | Table]:
    """The free lines of a page from top to bottom, with its tables as barriers."""
    tables = [Table(Place(page.number, grid.box), (), ()) for grid in page.grids]
    blocks: list[Line | Table] = [*free_lines(page, right_edge), *tables]
    return sorted(blocks, key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0)


def _without(page: Page, boxes: Sequence[Box]) -> Page:
    if not boxes:
        return page
    kept = tuple(glyph for glyph in page.glyphs if not any(inside(glyph, box) for box in boxes))
    return replace(page, glyphs=kept)


def _pages(content: bytes, name: str, progress: Progress | None) -> Iterator[Page]:
    with _library(name):
        pdf = pdfplumber.open(io.BytesIO(content))
        found = pdf.pages
    if not found:
        raise InputUnreadable(
            f"„{name}“ hat keine Seiten; es gäbe nichts zu lesen: Bitte die Datei neu aus Word als PDF speichern."
        )
    for number, page in enumerate(found, 1):
        yield _page(page, number, name)
        page.close()  # frees the page's characters
        if progress:
            progress(number, len(found))


@contextmanager
def _library(name: str) -> Iterator[None]:
    """Around calls into pdfplumber alone: what pdfminer raises over a damaged file is of any class."""
    try:
        yield
    except Exception as error:
        # pdfplumber wraps some errors of pdfminer in one of its own
        reason = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        raise _unreadable(name, reason) from error


def _unreadable(name: str, reason: object) -> InputUnreadable:
    if isinstance(reason, PDFPasswordIncorrect):
        return InputUnreadable(
            f"„{name}“ ist mit einem Kennwort geschützt; ohne es lässt sich nichts lesen: Bitte eine Fassung ohne "
            "Kennwort ablegen."
        )
    return InputUnreadable(
        f"„{name}“ ist als PDF nicht lesbar ({type(reason).__name__}); Teile des Katalogs würden fehlen: Bitte die "
        "Datei erneut herunterladen oder neu aus Word als PDF speichern."
    )


def _page(page: PlumberPage, number: int, name: str) -> Page:
    with _library(name):
        chars, edges, pictured = page.dedupe_chars().chars, page.edges, _pictured(page)
    open_ends = _open_ends(edges)
    with _library(name):
        tables = [
            (table.bbox, [tuple(row.cells) for row in table.rows])
            for table in page.find_tables({"explicit_horizontal_lines": open_ends})
        ]
    glyphs = tuple(
        Glyph(
            text,
            char["x0"],
            char["top"],
            char["x1"],
            char["bottom"],
            char["size"],
            "bold" in char["fontname"].lower(),
            char["upright"],
        )
        for char in chars
        if (text := readable(char["text"]))
    )
    rules = tuple(Rule(edge["x0"], edge["x1"], edge["top"]) for edge in edges if edge["orientation"] == "h")
    grids = tuple(closed_below(Grid(box, tuple(rows)), rules, glyphs) for box, rows in tables if len(rows[0]) > 1)
    return Page(number, float(page.width), float(page.height), glyphs, grids, rules, pictured > _FULL_PAGE)


def _pictured(page: PlumberPage) -> float:
    """Share of the page that pictures cover (a logo is no scan)."""
    area = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    return float(area / (page.width * page.height))


def _open_ends(edges: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    """Rules to add where column rules end at the edge of a table without a rule across: cells cut by the page break."""
    across = [edge for edge in edges if edge["orientation"] == "h" and edge["width"] > _SHORTEST_RULE]
    down: dict[int, list[dict[str, Any]]] = {}
    for edge in edges:
        if edge["orientation"] == "v" and edge["height"] > _SHORTEST_RULE:
            down.setdefault(round(edge["x0"] / _JOINED), []).append(edge)
    ends: dict[int, set[float]] = {}
    for place, rules in down.items():
        beside = [*down.get(place - 1, ()), *rules, *down.get(place + 1, ())]
        for edge in rules:
            for y in (edge["top"], edge["bottom"]):
                if not any(other is not edge and _runs_through(other, edge["x0"], y) for other in beside):
                    ends.setdefault(round(y / _JOINED), set()).add(round(edge["x0"]))
    return [
        _rule(min(xs), max(xs), level * _JOINED)
        for level, xs in sorted(ends.items())
        if len(xs) >= 3 and not all(any(_touches(rule, x, level * _JOINED) for rule in across) for x in xs)
    ]


def _runs_through(edge: dict[str, Any], x: float, y: float) -> bool:
    """Whether a vertical rule goes on above and below a height."""
    there = abs(edge["x0"] - x) < _JOINED and edge["top"] < y + _JOINED and edge["bottom"] > y - _JOINED
    return there and bool(edge["top"] < y - _JOINED or edge["bottom"] > y + _JOINED)


def _touches(rule: dict[str, Any], x: float, y: float) -> bool:
    return bool(abs(rule["top"] - y) < _JOINED and rule["x0"] - _JOINED <= x <= rule["x1"] + _JOINED)


def _rule(x0: float, x1: float, y: float) -> dict[str, object]:
    return {"object_type": "line", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}


def _refuse_scans(pages: Sequence[Page], name: str) -> tuple[Finding, ...]:
    """Refuse a document with scanned pages; a picture before the first words is a cover, and a finding."""
    first_words = next((page.number for page in pages if page.printed), None)
    scanned = [page.number for page in pages if page.pictured and not page.printed]
    if first_words is None or any(number > first_words for number in scanned):
        inside = [str(number) for number in scanned if first_words is None or number > first_words]
        more = " und weiteren" if inside[10:] else ""
        what = f"auf Seite {', '.join(inside[:10])}{more} ein Bild statt Text" if inside else "auf keiner Seite Text"
        raise InputUnreadable(
            f"„{name}“ enthält {what}, vermutlich ein Scan; diese Maßnahmen würden fehlen: Bitte "
            f'mit „ocrmypdf -l deu "{name}" "{name}"“ (Programm OCRmyPDF) lesbar machen oder das PDF neu aus Word '
            "speichern."
        )
    return tuple(
        Finding(
            "page-picture",
            Severity.WARNING,
            f"Seite {number} zeigt nur ein Bild und gilt als Titelblatt. Bitte nachsehen, ob dort Maßnahmen stehen.",
            page=number,
        )
        for number in scanned
    )


def _edges(page: Page) -> Iterator[float]:
    """Right edges of tables and characters: how far text reaches on the page."""
    yield from (grid.box[2] for grid in page.grids)
    yield from (glyph.x1 for glyph in page.glyphs if not glyph.text.isspace())
