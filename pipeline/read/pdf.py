"""Bytes of a PDF in, a catalogue as printed out: pages, running lines, tables, each with its place."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box, Place, Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.cut_rows import with_cut_rows
from pipeline.read.furniture import split_furniture
from pipeline.read.layout import free_lines, page_blocks
from pipeline.read.packed import PackedTexts, packed_text
from pipeline.read.page import AT_HAND, Column, Page
from pipeline.read.pages import PageRead, Progress, read_pages
from pipeline.read.placed import blocks_placed, lines_placed
from pipeline.read.repeated_lines import without_repeated_lines
from pipeline.read.running_boxes import without_running_boxes
from pipeline.read.scans.recognised import Recognised, about_recognition, engine, without_words
from pipeline.read.sheets.headings import without_sheet_headings
from pipeline.read.sheets.wide import put_together
from pipeline.read.sideways import as_displayed, lines_as_displayed
from pipeline.read.stamps import about_stamps
from pipeline.read.thrift import thrifty
from pipeline.read.unruled.tables import unruled_tables
from pipeline.read.unseen import about_pictures
from pipeline.vocabulary import Vocabulary

_LONG = 400
"""Pages from which on a document is so long that none of them is kept at hand: packing some more takes no time then."""


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
    read, printed, reach = _waiting(
        read_pages(recognised.searchable if recognised else content, name, vocabulary, progress)
    )
    recognition = recognised.recognition if recognised else None
    found = [each.page for each in read]
    right_edges = {page.number: reach[round(page.width)] for page in found}
    covers = without_words(found, printed, name, recognition)
    scans = [each.page.number for each in read if each.is_scan]
    turned = {each.page.number: each.turn for each in read if each.turn}
    unread = [word for each in read for word in each.unread]
    cut = tuple(text for each in read for text in each.cut)
    stamps = tuple(line for each in read for line in each.stamps)
    crossed = tuple(crossing for each in read for crossing in each.crossed)
    struck = tuple(words for each in read for words in each.struck)
    findings = (
        *about_recognition(scans, recognition),
        *covers,
        *(finding for each in read for finding in each.findings),
        *about_stamps(stamps, len(read)),
        *about_pictures([each.page.number for each in read if each.over_picture], len(read)),
    )
    once, repeated = without_repeated_lines(found)
    cells, headings = without_sheet_headings(once)
    bare, furniture = _without_furniture(cells, vocabulary)
    sheets = put_together(bare, vocabulary)
    pages = deque(with_cut_rows(sheets.pages, vocabulary))
    del read, found, once, cells, bare
    sheets.pages.clear()
    unruled = unruled_tables(pages, vocabulary)
    blocks: list[Line | Table] = []
    columns: tuple[Column, ...] = ()
    for on in unruled:
        page = pages.popleft().opened()  # and its memory goes as soon as it is read
        ruled = [grid for grid in page.grids if grid not in on.undone]
        whole = page.with_grids((*ruled, *on.grids)) if on.grids else page
        on_page, columns = page_blocks(whole, right_edges[page.number], columns, vocabulary)
        blocks += thrifty(on_page) if len(printed) > AT_HAND else on_page
    return RawCatalogue(
        source=Source(
            name, hashlib.sha256(content).hexdigest(), "pdf", len(printed), recognised=engine(scans, recognition)
        ),
        blocks=as_displayed(blocks_placed(blocks, sheets.place) if sheets.parts else blocks, turned),
        furniture=lines_as_displayed((*furniture, *repeated, *headings, *sheets.repeated), turned) + stamps,
        printed=printed,
        findings=findings,
        doubtful=lines_as_displayed(
            lines_placed((line for on in unruled for line in on.all_doubtful), sheets.place), turned
        ),
        unsure=(*(recognition.unsure if recognition else ()), *unread),
        cut=cut,
        crossed=crossed,
        struck=struck,
    )


def _waiting(pages: Iterable[PageRead]) -> tuple[list[PageRead], PackedTexts, Mapping[int, float]]:
    """The pages as they wait until all are read, and apart from them what is printed on each.

    And where running text may end, by page width (a document may mix upright and lengthwise pages).
    """
    read: list[PageRead] = []
    printed: list[bytes] = []
    reach: dict[int, float] = {}
    for each in pages:
        width = round(each.page.width)
        reach[width] = max([reach.get(width, 0.0), *_edges(each.page)])
        printed.append(packed_text(each.printed))
        read.append(replace(each, page=each.page.put_by(), printed=""))
        if len(read) == _LONG:
            read = [replace(waiting, page=waiting.page.packed()) for waiting in read]
    return read, PackedTexts(tuple(printed)), reach


def _edges(page: Page) -> Iterator[float]:
    """Right edges of tables and characters: how far text reaches on the page."""
    yield from (grid.box[2] for grid in page.grids)
    yield max([glyph.x1 for glyph in page.glyphs if not glyph.text.isspace()], default=0.0)


def _without_furniture(pages: Sequence[Page], vocabulary: Vocabulary) -> tuple[list[Page], tuple[Line, ...]]:
    """The pages without the glyphs of their running lines, and those lines."""
    pages = without_running_boxes(pages, vocabulary.column)
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
