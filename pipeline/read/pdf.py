"""Bytes of a PDF in, a catalogue as printed out: pages, running lines, tables, each with its place."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box, Finding, Place, Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.confirm import confirm
from pipeline.read.cut_rows import with_cut_rows
from pipeline.read.extract import FULL_PAGE, Sheet, extract
from pipeline.read.furniture import split_furniture
from pipeline.read.layout import free_lines, page_blocks
from pipeline.read.outlines import outlined_text
from pipeline.read.page import Column, Page, Rule, closed_below
from pipeline.read.recognised import Recognised, about_recognition, engine, without_words
from pipeline.read.repeated_lines import without_repeated_lines
from pipeline.read.ruled import ruled_grids
from pipeline.read.scanned import RECOGNISED_WITHIN, with_seen_rules
from pipeline.read.shading import with_bands, without_stripes
from pipeline.read.unruled import unruled_tables
from pipeline.read.unseen import without_unseen
from pipeline.recognition import UnsureWord
from pipeline.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


def read_pdf(
    content: bytes,
    name: str,
    vocabulary: Vocabulary,
    progress: Progress | None = None,
    recognised: Recognised | None = None,
) -> RawCatalogue:
    """Read every page of a PDF, with two engines; of a scan that was `recognised`, those of its searchable copy.

    Raises:
        InputUnreadable: encrypted, damaged, without pages; the engines disagree.
        ScanUnread: a page shows a picture but no words.
    """
    sheets, doubts = _read_twice(recognised.searchable if recognised else content, name, progress)
    scans = [sheet.number for sheet in sheets if sheet.is_recognised]
    ruled = [_page(sheet) for sheet in sheets]
    unread = [UnsureWord("", Place(sheet.number, box), 0) for sheet in sheets for box in sheet.unread]
    drawn = [each for page, sheet in zip(ruled, sheets, strict=True) for each in outlined_text(page, sheet.curves)]
    found = [without_stripes(with_bands(page), vocabulary) for page in ruled]
    recognition = recognised.recognition if recognised else None
    covers = without_words(found, name, recognition)
    del sheets, ruled
    printed = tuple(page.printed for page in found)
    right_edges = _right_edges(found)
    once, repeated = without_repeated_lines(found)
    bare, furniture = _without_furniture(once, right_edges, vocabulary.words("handlungsfeld"))
    pages = deque(with_cut_rows(bare, vocabulary))
    del found, once, bare
    unruled = unruled_tables(pages, vocabulary)
    blocks: list[Line | Table] = []
    columns: tuple[Column, ...] = ()
    for on in unruled:
        page = pages.popleft()  # and its memory goes as soon as it is read
        whole = replace(page, grids=(*page.grids, *on.grids)) if on.grids else page
        on_page, columns = page_blocks(whole, right_edges[round(page.width)], columns, vocabulary)
        blocks += on_page
    return RawCatalogue(
        source=Source(
            name, hashlib.sha256(content).hexdigest(), "pdf", len(printed), recognised=engine(scans, recognition)
        ),
        blocks=tuple(blocks),
        furniture=(*furniture, *repeated),
        printed=printed,
        findings=(*about_recognition(scans, recognition), *covers, *drawn, *doubts),
        doubtful=tuple(line for on in unruled for line in on.doubtful),
        unsure=(*(recognition.unsure if recognition else ()), *unread),
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
    boxes: dict[int, list[Box]] = {page.number: [] for page in pages}
    for line in furniture:
        boxes[line.place.page] += [line.place.bbox] if line.place.bbox else []
    bare = [page.without([glyph for box in boxes[page.number] for glyph in page.within(box)]) for page in pages]
    return bare, tuple(furniture)


def _edge_blocks(page: Page, right_edge: float) -> list[Line | Table]:
    """The free lines of a page from top to bottom, with its tables as barriers."""
    tables = [Table(Place(page.number, grid.box), (), ()) for grid in page.grids]
    blocks: list[Line | Table] = [*free_lines(page, right_edge), *tables]
    return sorted(blocks, key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0)


def _read_twice(content: bytes, name: str, progress: Progress | None) -> tuple[Sequence[Sheet], tuple[Finding, ...]]:
    """What the pages show; text that nobody sees, and where the engines disagree."""
    sheets, unseen = without_unseen(content, list(_sheets(content, name, progress)))
    doubts = confirm(content, name, sheets)
    return with_seen_rules(sheets, content), (*unseen, *doubts)


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
        unsure_by=RECOGNISED_WITHIN if sheet.is_recognised else 0.0,
    )


def _edges(page: Page) -> Iterator[float]:
    """Right edges of tables and characters: how far text reaches on the page."""
    yield from (grid.box[2] for grid in page.grids)
    yield from (glyph.x1 for glyph in page.glyphs if not glyph.text.isspace())
