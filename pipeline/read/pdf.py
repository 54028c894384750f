"""Bytes of a PDF in, a catalogue as printed out: pages, running lines, tables, each with its place."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from pipeline.model import Box, Finding, Place, Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.confirm import confirm, second_reading
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
from pipeline.read.sideways import Turned, as_displayed, find_turns, lines_as_displayed, set_upright
from pipeline.read.unruled import unruled_tables
from pipeline.read.unseen import first_look, without_unseen
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
    unread = [UnsureWord("", Place(sheet.number, box), 0) for sheet in sheets for box in sheet.unread]
    turned = find_turns(sheets)
    found, printed, drawn = _pages(sheets, turned, vocabulary)
    recognition = recognised.recognition if recognised else None
    covers = without_words(found, printed, name, recognition)
    del sheets
    right_edges = _right_edges(found)
    once, repeated = without_repeated_lines(found)
    bare, furniture = _without_furniture(once, vocabulary)
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
        source=Source(
            name, hashlib.sha256(content).hexdigest(), "pdf", len(printed), recognised=engine(scans, recognition)
        ),
        blocks=as_displayed(blocks, turned),
        furniture=lines_as_displayed((*furniture, *repeated), turned),
        printed=tuple(printed),
        findings=(*about_recognition(scans, recognition), *covers, *drawn, *doubts),
        doubtful=lines_as_displayed((line for on in unruled for line in on.doubtful), turned),
        unsure=(*(recognition.unsure if recognition else ()), *unread),
    )


def _right_edges(pages: Sequence[Page]) -> dict[int, float]:
    """Where running text may end, by page width (a document may mix upright and lengthwise pages)."""
    edges: dict[int, float] = {}
    for page in pages:
        width = round(page.width)
        edges[width] = max([edges.get(width, 0.0), *_edges(page)])
    return edges


def _without_furniture(pages: Sequence[Page], vocabulary: Vocabulary) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the glyphs of their running lines, and those lines."""
    _, furniture = split_furniture(
        [_edge_blocks(page.opened()) for page in pages], vocabulary.words("handlungsfeld"), vocabulary.column
    )
    boxes: dict[int, list[Box]] = {page.number: [] for page in pages}
    for line in furniture:
        boxes[line.place.page] += [line.place.bbox] if line.place.bbox else []
    return [page.without(boxes[page.number]) for page in pages], tuple(furniture)


def _edge_blocks(page: Page) -> list[Line | Table]:
    """The free lines of a page from top to bottom, with its tables as barriers."""
    tables = [Table(Place(page.number, grid.box), (), ()) for grid in page.grids]
    blocks: list[Line | Table] = [*free_lines(page, page.width), *tables]
    return sorted(blocks, key=lambda block: block.place.bbox[1] if block.place.bbox else 0.0)


def _read_twice(content: bytes, name: str, progress: Progress | None) -> tuple[Sequence[Sheet], tuple[Finding, ...]]:
    """What the pages show; text that nobody sees, and where the engines disagree."""
    read = list(_sheets(content, name, progress))
    sheets, unseen = without_unseen(content, read, first_look(content))
    doubts = confirm(second_reading(content, name), name, sheets)
    return with_seen_rules(sheets, content), (*unseen, *doubts)


def _pages(
    sheets: Sequence[Sheet], turned: Turned, vocabulary: Vocabulary
) -> tuple[Sequence[Page], Sequence[str], tuple[Finding, ...]]:
    """The pages upright with their ruled tables, what is printed on each, and words that are drawn."""
    pages: list[Page] = []
    printed: list[str] = []
    drawn: list[Finding] = []
    for sheet in sheets:
        page = _page(sheet)
        drawn += outlined_text(page, sheet.curves)
        upright = _page(set_upright(sheet, turned)) if sheet.number in turned else page
        printed.append(upright.printed)
        pages.append(without_stripes(with_bands(upright), vocabulary).put_by())
    return pages, printed, tuple(drawn)


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
    yield max([x1 for text, _, _, x1, _, _, _, _ in page.glyphs if not text.isspace()], default=0.0)
