"""Bytes of a PDF in, its pages out, one at a time: characters and rules by one engine, confirmed and seen by another.

Each page takes its memory only until the next but one is read; long documents wait packed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pypdfium2 import PdfDocument

from pipeline.model import Finding, Place
from pipeline.read.confirm import confirm, require_pages, second_engine, second_page
from pipeline.read.extract import FULL_PAGE, Sheet, extract
from pipeline.read.outlines import outlined_text
from pipeline.read.page import Page, Rule, closed_below
from pipeline.read.ruled import ruled_grids
from pipeline.read.scanned import RECOGNISED_WITHIN, with_seen_rules
from pipeline.read.shading import with_bands, without_stripes
from pipeline.read.sideways import Turn, find_turn, set_upright
from pipeline.read.unseen import Judged, judge, without_unseen
from pipeline.recognition import UnsureWord
from pipeline.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page upright with its ruled tables, what is printed on it, and what is to be told of it.

    `turn` says how it lies on its side, `is_scan` that it is a picture with recognised words, `unread` where such a
    picture shows letters that are not among them, `over_picture` that some of its text lies unseen over a picture.
    """

    page: Page
    printed: str
    turn: Turn | None
    findings: tuple[Finding, ...]
    is_scan: bool
    unread: tuple[UnsureWord, ...]
    over_picture: bool


def read_pages(content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None) -> Iterator[PageRead]:
    """The pages of a PDF, in their order.

    Raises:
        InputUnreadable: encrypted, damaged, without pages; the engines disagree.
    """
    with second_engine(content, name) as second:
        count, sheets = extract(content, name)
        require_pages(second, count, name)
        texts: dict[int, str] = {}
        for shown in without_unseen(_judged(sheets, second, texts, name)):
            number = shown.sheet.number
            doubts = confirm(shown.sheet, texts.pop(number), name)
            sheet = with_seen_rules(shown.sheet, second)
            yield _page_read(sheet, (*shown.findings, *doubts), vocabulary, over_picture=shown.over_picture)
            if progress:
                progress(number, count)


def _judged(sheets: Iterator[Sheet], second: PdfDocument, texts: dict[int, str], name: str) -> Iterator[Judged]:
    """The pages looked at by the second engine, which also leaves in `texts` what it reads on each."""
    for sheet in sheets:
        page, texts[sheet.number] = second_page(second, sheet.number, name)
        yield judge(sheet, page, second)
        page.close()


def _page_read(
    sheet: Sheet, findings: tuple[Finding, ...], vocabulary: Vocabulary, *, over_picture: bool
) -> PageRead:
    page = _page(sheet)
    drawn = outlined_text(page, sheet.curves)
    turn = find_turn(sheet)
    upright = _page(set_upright(sheet, turn)) if turn else page
    return PageRead(
        page=without_stripes(with_bands(upright), vocabulary).put_by(),
        printed=upright.printed,
        turn=turn,
        findings=(*drawn, *findings),
        is_scan=sheet.is_recognised,
        unread=tuple(UnsureWord("", Place(sheet.number, box), 0) for box in sheet.unread),
        over_picture=over_picture,
    )


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
