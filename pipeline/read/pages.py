"""Bytes of a PDF in, its pages out, one at a time: read by one engine, confirmed and seen by another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pypdfium2

from pipeline.model import Finding, Place
from pipeline.printed import Crossing, CutText, Line, StruckWords
from pipeline.read.bands import with_bands
from pipeline.read.confirm import confirm, require_pages, second_engine, second_page
from pipeline.read.drawn_bullets import with_drawn_bullets
from pipeline.read.extract import FULL_PAGE, FirstEngine, Sheet
from pipeline.read.extract_plain import PlainEngine
from pipeline.read.glyphs import spelled
from pipeline.read.ground import without_ground
from pipeline.read.ink import Word
from pipeline.read.outlines import outlined_text
from pipeline.read.page import Page, Rule, closed_below
from pipeline.read.raised import with_raised_figures
from pipeline.read.ruled import ruled_grids
from pipeline.read.scans.pages import RECOGNISED_WITHIN, with_seen_rules
from pipeline.read.shading import without_stripes
from pipeline.read.sheets.cut_cells import without_clipped
from pipeline.read.sideways import Turn, find_turn, set_upright
from pipeline.read.stamps import stamp_lines, without_stamps
from pipeline.read.struck import struck_words
from pipeline.read.tinted import without_tints
from pipeline.read.title_boxes import with_titles_boxed, with_titles_divided
from pipeline.read.unseen import Judged, crossings, judge, without_unseen
from pipeline.read.vouch import vouch
from pipeline.recognition import UnsureWord
from pipeline.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all."""
_NEIGHBOURS, _AT_A_TIME = 3, 50
"""Pages that are kept for those beside them; those that are read before the engines are opened anew."""
_IN_VAIN = 3
"""Pages one after the other that the plain engine was asked for in vain: one program made all of a document."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page upright with its ruled tables, what is printed on it, and what is to be told of it.

    `turn` says how it lies on its side, `is_scan` that it is a picture with recognised words, `unread` where such a
    picture shows letters that are not among them, `over_picture` that some of its text lies unseen over a picture,
    `cut` which texts are cut off, `crossed` which words lie on others, `stamps` what is set across it,
    `struck` what is struck through.
    """

    page: Page
    printed: str
    turn: Turn | None
    findings: tuple[Finding, ...]
    is_scan: bool
    unread: tuple[UnsureWord, ...]
    over_picture: bool
    cut: tuple[CutText, ...]
    crossed: tuple[Crossing, ...]
    stamps: tuple[Line, ...] = ()
    struck: tuple[StruckWords, ...] = ()


def read_pages(content: bytes, name: str, vocabulary: Vocabulary, progress: Progress | None) -> Iterator[PageRead]:
    """The pages of a PDF, in their order.

    Raises:
        InputUnreadable: encrypted, damaged, without pages; the engines disagree.
    """
    count = FirstEngine(content, name).count
    with second_engine(content, name) as second:
        require_pages(second, count, name)
    for first in range(1, count + 1, _AT_A_TIME):  # the engines keep what they once read, so they are opened anew
        for page in _read_some(content, name, vocabulary, range(first, min(first + _AT_A_TIME, count + 1))):
            yield page
            if progress:
                progress(page.page.number, count)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A page and the text that the second engine reads on it, which has `vouched` for all of it or not.

    `cut` are its texts that are cut off.
    """

    judged: Judged
    text: str
    vouched: bool
    cut: tuple[CutText, ...]


def _read_some(content: bytes, name: str, vocabulary: Vocabulary, numbers: range) -> Iterator[PageRead]:
    first, plain = FirstEngine(content, name), PlainEngine(content)
    in_vain = 0
    with second_engine(content, name) as second:

        @lru_cache(maxsize=_NEIGHBOURS)
        def look(number: int) -> _Looked:
            nonlocal in_vain
            looked = _plainly(number, first, plain, second) if in_vain < _IN_VAIN else None
            in_vain = 0 if looked else in_vain + 1
            return looked or _thoroughly(number, first, second)

        def neighbour(number: int) -> Judged | None:
            return look(number).judged if 1 <= number <= first.count else None

        for number in numbers:
            looked = look(number)
            if looked.vouched:
                yield _page_read(looked.judged.sheet, (), looked.cut, vocabulary, words=looked.judged.seen)
                continue
            shown = without_unseen(looked.judged, neighbour)
            findings = (*shown.findings, *confirm(shown.sheet, looked.text, name))
            sheet = with_drawn_bullets(with_seen_rules(shown.sheet, second))
            page = _page_read(sheet, findings, looked.cut, vocabulary, over_picture=shown.over_picture)
            yield replace(page, crossed=crossings(looked.judged))


def _plainly(number: int, first: FirstEngine, plain: PlainEngine, second: pypdfium2.PdfDocument) -> _Looked | None:
    """A page as the plain engine reads it; None where anything about it is doubtful."""
    if not (frame := first.frame(number)) or not (found := plain.page(number, frame)):
        return None
    page, text = second_page(second, number, first.name)
    sheet = vouch(found, page, text)
    sheet = with_raised_figures(sheet) if sheet and without_stamps(sheet) is sheet else None
    shown, cut = without_clipped(without_ground(sheet, page), page) if sheet else (None, ())
    judged = judge(shown, page, second) if shown and not shown.hidden else None
    page.close()
    return _Looked(judged, text, vouched=True, cut=cut) if judged and not judged.is_doubtful else None


def _thoroughly(number: int, first: FirstEngine, second: pypdfium2.PdfDocument) -> _Looked:
    """A page as the first engine reads it."""
    sheet = with_raised_figures(without_stamps(first.sheet(number)))
    page, text = second_page(second, number, first.name)
    sheet, cut = without_clipped(without_ground(sheet, page), page)
    judged = judge(sheet, page, second)
    page.close()
    return _Looked(judged, text, vouched=False, cut=cut)


def _page_read(
    sheet: Sheet,
    findings: tuple[Finding, ...],
    cut: tuple[CutText, ...],
    vocabulary: Vocabulary,
    *,
    over_picture: bool = False,
    words: Sequence[Word] | None = None,
) -> PageRead:
    """The page upright; `words` are those on it, if they are known."""
    page = _page(sheet)
    drawn = outlined_text(page, sheet.curves)
    turn = find_turn(sheet)
    stamps = stamp_lines(sheet)
    across = "".join(f" {line.text}" for line in stamps)
    upright = with_titles_divided(_page(set_upright(sheet, turn)) if turn else page, vocabulary)
    upright = without_tints(upright, vocabulary)
    return PageRead(
        page=with_titles_boxed(without_stripes(with_bands(upright), vocabulary), vocabulary),
        printed=(upright.printed if turn or words is None else spelled(words)) + across,
        turn=turn,
        findings=(*drawn, *findings),
        is_scan=sheet.is_recognised,
        unread=tuple(UnsureWord("", Place(sheet.number, box), 0) for box in sheet.unread),
        over_picture=over_picture,
        cut=cut,
        crossed=(),
        stamps=stamps,
        struck=struck_words(sheet),
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
