"""Bytes of a PDF in, a catalogue as printed out: pages, running lines, tables, each with its place."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from pipeline.errors import InputUnreadable
from pipeline.model import Box, Finding, Place, Severity, Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.confirm import confirm, second_reading
from pipeline.read.cut_rows import with_cut_rows
from pipeline.read.extract import FULL_PAGE, Sheet, extract
from pipeline.read.furniture import split_furniture
from pipeline.read.layout import free_lines, page_blocks
from pipeline.read.outlines import outlined_text
from pipeline.read.page import Column, Page, Rule, closed_below
from pipeline.read.repeated_lines import without_repeated_lines
from pipeline.read.ruled import ruled_grids
from pipeline.read.shading import with_bands, without_stripes
from pipeline.read.unruled import unruled_tables
from pipeline.read.unseen import without_unseen
from pipeline.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


def read_pdf(content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None = None) -> RawCatalogue:
    """Read every page of a PDF, with two engines.

    Raises:
        InputUnreadable: encrypted, damaged, without pages; the engines disagree; a page shows a picture but no words.
    """
    found, printed, doubts = _pages(content, name, vocabulary, progress)
    covers = _refuse_scans(found, printed, name)
    right_edges = _right_edges(found)
    once, repeated = without_repeated_lines(found)
    bare, furniture = _without_furniture(once, vocabulary.words("handlungsfeld"))
    pages = deque(with_cut_rows(bare, vocabulary))
    del found, once, bare
    unruled = unruled_tables(pages, vocabulary)
    blocks: list[Line | Table] = []
    columns: tuple[Column, ...] = ()
    for on in unruled:
        page = pages.popleft().opened()  # and its memory goes as soon as it is read
        whole = page.with_grids((*page.grids, *on.grids)) if on.grids else page
        on_page, columns = page_blocks(whole, right_edges[round(page.width)], columns, vocabulary)
        blocks += on_page
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "pdf", len(printed)),
        blocks=tuple(blocks),
        furniture=(*furniture, *repeated),
        printed=tuple(printed),
        findings=(*covers, *doubts),
        doubtful=tuple(line for on in unruled for line in on.doubtful),
    )


def _right_edges(pages: Sequence[Page]) -> dict[int, float]:
    """Where running text may end, by page width (a document may mix upright and lengthwise pages)."""
    edges: dict[int, float] = {}
    for page in pages:
        width = round(page.width)
        edges[width] = max([edges.get(width, 0.0), *_edges(page)])
    return edges


def _without_furniture(pages: Sequence[Page], headings: Sequence[str]) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the glyphs of their running lines, and those lines."""
    _, furniture = split_furniture([_edge_blocks(page.opened()) for page in pages], headings)
    boxes: dict[int, list[Box]] = {page.number: [] for page in pages}
    for line in furniture:
        boxes[line.place.page] += [line.place.bbox] if line.place.bbox else []
    return [page.without(boxes[page.number]) for page in pages], tuple(furniture)


def _edge_blocks(page: Page) -> list[Line | Table]:
    """The free lines of a page from top to bottom, with its tables as barriers."""
    tables = [Table(Place(page.number, grid.box), (), ()) for grid in page.grids]
    blocks: list[Line | Table] = [*free_lines(page, page.width), *tables]
    return sorted(blocks, key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0)


def _pages(
    content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None
) -> tuple[Sequence[Page], Sequence[str], tuple[Finding, ...]]:
    """The pages with their ruled tables, what is printed on each; text that nobody sees, where the engines disagree."""
    with ThreadPoolExecutor(1) as aside:  # PDFium lets Python go on meanwhile
        second = aside.submit(second_reading, content, name)
        read = list(_sheets(content, name, progress))
    sheets, unseen = without_unseen(content, read)
    doubts = confirm(second.result(), name, sheets)
    del read
    pages: list[Page] = []
    printed: list[str] = []
    drawn: list[Finding] = []
    for sheet in sheets:
        page = _page(sheet)
        printed.append(page.printed)
        drawn += outlined_text(page, sheet.curves)
        pages.append(without_stripes(with_bands(page), vocabulary).put_by())
    return pages, printed, (*unseen, *drawn, *doubts)


def _sheets(content: bytes, name: str, progress: Progress | None) -> Iterator[Sheet]:
    count, sheets = extract(content, name)
    for sheet in sheets:
        yield sheet
        if progress:
            progress(sheet.number, count)


def _page(sheet: Sheet) -> Page:
    rules = tuple(Rule(edge.x0, edge.x1, edge.top) for edge in sheet.edges if edge.is_across)
    grids = ruled_grids(sheet.edges, sheet.width, sheet.height)
    return Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        glyphs=sheet.glyphs,
        grids=tuple(closed_below(grid, rules, sheet.glyphs) for grid in grids),
        rules=rules,
        pictured=sheet.pictured > FULL_PAGE,
    )


def _refuse_scans(pages: Sequence[Page], printed: Sequence[str], name: str) -> tuple[Finding, ...]:
    """Refuse a document with scanned pages; a picture before the first words is a cover, and a finding."""
    first_words = next((number for number, words in enumerate(printed, 1) if words), None)
    scanned = [page.number for page, words in zip(pages, printed, strict=True) if page.pictured and not words]
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
    yield max([x1 for text, _, _, x1, _, _, _, _ in page.glyphs if not text.isspace()], default=0.0)
