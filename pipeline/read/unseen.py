"""Text that a page holds but does not show: white on white, covered, clipped away, on a switched-off layer, tiny.

There are too many ways to hide text to know them all, so the page is drawn twice, with its text and without: where
both drawings are alike, nobody sees the text. Records hold what is printed; what is not is left out and told.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby, pairwise
from math import inf
from statistics import median
from zlib import compress, decompress

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from pipeline.model import Finding, Severity
from pipeline.read.extract import FULL_PAGE, Sheet
from pipeline.read.glyphs import UNKNOWN, Glyph, follows, set_lines

_COARSE, _FINE = 1.0, 4.0
"""Pixels per point: enough to see that text is there; enough to be sure that it is not."""
_LONGEST_SIDE = 3000
"""Pixels of a page at most, so that no page can fill the memory."""
_LARGEST_PAGE = 2.0 * _LONGEST_SIDE
"""Points; on larger ones letters would become too small to be told from nothing."""
_INK = 24
"""Steps of 255 by which text must differ from what lies behind it; a grey of nine tenths on white does."""
_IS_INK = [255 * (step >= _INK) for step in range(256)]
_TINY = 2.0
"""Points; smaller type cannot be read on paper."""
_ONE_LINE = 40.0
"""Points within which the words of a line that runs through several cells stand."""
_LONG_ENOUGH, _MOSTLY = 2, 0.6
"""Letters of a word that may hide another; share of its height that both share."""
_TOUCH = 0.5
"""Points between two letters that certainly belong together."""
_DEEPEST = 8
"""Forms within forms that are searched for text."""
_MOST_LINES, _LONGEST, _MOST_PAGES = 5, 60, 10
HIDDEN_TEXT = "hidden-text"
"""Code of the finding on text that is not in the result."""

_Word = tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a page shows text, a bit a pixel and packed: small enough to be kept of every page; `size` in pixels."""

    size: tuple[int, int]
    packed: bytes

    def without(self, words: Sequence[_Word], sheet: Sheet) -> list[_Word]:
        """The words that show nothing."""
        pixels = Image.frombytes("1", self.size, decompress(self.packed)).convert("L").tobytes()
        width = self.size[0]
        scale = _scale(self.size, sheet)

        def shows(word: _Word) -> bool:
            left, top, right, bottom = _pixels(word, scale, self.size)
            return any(pixels.find(b"\xff", row * width + left, row * width + right) >= 0 for row in range(top, bottom))

        return [word for word in words if not shows(word)]


def first_look(content: bytes) -> tuple[Ink | None, ...]:
    """Where each page shows text; nothing of pages too large to be drawn, or that cannot be."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:  # that the second engine cannot open it is told by `confirm`
        return ()
    try:
        return tuple(_ink_if_drawn(document, number) for number in range(len(document)))
    finally:
        document.close()


def _ink_if_drawn(document: pdfium.PdfDocument, number: int) -> Ink | None:
    with suppress(pdfium.PdfiumError):
        return _ink(document[number])
    return None


def _ink(page: pdfium.PdfPage) -> Ink | None:
    if max(page.get_size()) > _LARGEST_PAGE:
        return None
    text, _ = _text_and_rest(page, _COARSE, in_colour=False)
    page.close()
    ink = text.point(_IS_INK, "1")
    return Ink(ink.size, compress(ink.tobytes(), 1))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page in pixels: `text` is the ink of its text alone, `rest` all the other ink; `scale` in pixels per point."""

    text: Image.Image
    rest: Image.Image
    scale: tuple[float, float]

    def inked(self, word: _Word) -> bool:
        return self._range(self.text, word)[1] >= _INK

    def pictured(self, word: _Word) -> bool:
        lightest_and_darkest = self._range(self.rest, word)
        return lightest_and_darkest[1] - lightest_and_darkest[0] >= _INK

    def _range(self, drawing: Image.Image, word: _Word) -> tuple[float, float]:
        box = _pixels(word, self.scale, drawing.size)
        if box[0] >= box[2] or box[1] >= box[3]:
            return 0, 0
        low, high = drawing.crop(box).getextrema()
        return low, high  # type: ignore[return-value] # numbers, as the drawings have one channel


def without_unseen(
    content: bytes, sheets: Sequence[Sheet], inks: Sequence[Ink | None]
) -> tuple[list[Sheet], tuple[Finding, ...]]:
    """The sheets with the characters that nobody sees among their `hidden` ones, and a finding for each such page.

    `inks` is what the first look at the pages showed; where a word left none, it is looked at more closely.

    Text that lies unseen over a picture of itself is what text recognition leaves: it stays, and where it is most of a
    page the sheet says so, else a finding.
    """
    if not inks:
        return list(sheets), ()
    document = pdfium.PdfDocument(content)
    try:
        judged = [_judged_if_drawn(document, sheet, ink) for sheet, ink in zip(sheets, inks, strict=False)]
    finally:
        document.close()
    before, after = (None, *judged[:-1]), (*judged[1:], None)
    shown = [_without(*three) for three in zip(judged, before, after, strict=True)]
    recognised = [page.sheet.number for page in judged if page.over_picture and not page.sheet.is_recognised]
    hidden = (_finding(sheet) for sheet in shown if any(not glyph.text.isspace() for glyph in sheet.hidden))
    unknown = (_unknown(page.sheet.number) for page in judged if not page.drawn)
    crossed = (each for page in judged for each in _crossed(page))
    return [*shown, *sheets[len(shown) :]], (*hidden, *unknown, *crossed, *_recognised(recognised, len(sheets)))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page, its words by whether they are seen, whether text lies unseen over a picture of itself, and whether the
    page could be drawn to find that out.
    """

    sheet: Sheet
    seen: Sequence[_Word] = ()
    unseen: Sequence[_Word] = ()
    over_picture: bool = False
    drawn: bool = True


def _judged_if_drawn(document: pdfium.PdfDocument, sheet: Sheet, ink: Ink | None) -> _Judged:
    if ink is not None:
        with suppress(pdfium.PdfiumError):
            return _judged(document, sheet, ink)
    return _Judged(sheet, list(_words(sheet.glyphs)), drawn=False)


def _judged(document: pdfium.PdfDocument, sheet: Sheet, ink: Ink) -> _Judged:
    words = list(_words(sheet.glyphs))
    if not words:
        return _Judged(sheet)
    usual = median(word[0].size for word in words)
    inkless = set(map(id, ink.without(words, sheet)))
    doubtful = [word for word in words if id(word) in inkless or _is_tiny(word, usual)]
    if not doubtful:
        return _Judged(sheet, words)
    fine = _drawn_fine(document, sheet)
    undrawn = [word for word in doubtful if _is_tiny(word, usual) or not fine.inked(word)]
    unseen = [word for word in undrawn if sheet.pictured <= FULL_PAGE or not fine.pictured(word)]
    gone = set(map(id, unseen))
    over_picture = len(undrawn) - len(unseen)
    judged = replace(sheet, is_recognised=2 * over_picture > len(words))
    return _Judged(judged, [word for word in words if id(word) not in gone], unseen, over_picture > 0)


def _words(glyphs: Iterable[Glyph]) -> Iterator[_Word]:
    """The glyphs in the order they are set, a word at a time, without blanks and words of unknown characters alone."""
    for blank, stretch in groupby(glyphs, lambda glyph: glyph.text.isspace()):
        if not blank:
            yield from _divided(list(stretch))


def _divided(glyphs: Sequence[Glyph]) -> Iterator[_Word]:
    """Glyphs without a blank among them, divided where one does not follow the other."""
    ends = [place for place, (one, other) in enumerate(pairwise(glyphs), 1) if not _follows(one, other)]
    for start, end in pairwise((0, *ends, len(glyphs))):
        word = tuple(glyphs[start:end])
        if any(letter.text != UNKNOWN for letter in word):
            yield word


def _follows(one: Glyph, other: Glyph) -> bool:
    """As `follows`, at once where both touch on one line, as nearly all do."""
    _, _, top, right, *_ = one
    return (abs(other.x0 - right) < _TOUCH and other.top == top) or follows(one, other)


def _is_tiny(word: _Word, usual: float) -> bool:
    """Too small to be read; fonts that are drawn by the page count their sizes otherwise, all of them alike."""
    return word[0].size < min(_TINY, usual / 2)


def _drawn_fine(document: pdfium.PdfDocument, sheet: Sheet) -> _Drawn:
    page = document[sheet.number - 1]
    text, rest = _text_and_rest(page, _FINE, in_colour=True)
    page.close()
    return _Drawn(text, rest.convert("L"), _scale(rest.size, sheet))


def _text_and_rest(page: pdfium.PdfPage, scale: float, *, in_colour: bool) -> tuple[Image.Image, Image.Image]:
    """The ink of the text alone, and the page without it; `scale` in pixels per point. The page is spent."""
    scale = min(scale, _LONGEST_SIDE / max(*page.get_size(), 1.0))
    whole = _picture(page, scale, in_colour)
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        pdfium_c.FPDFTextObj_SetTextRenderMode(item, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    rest = _picture(page, scale, in_colour)
    return reduce(ImageChops.lighter, ImageChops.difference(whole, rest).split()), rest


def _pixels(word: _Word, scale: tuple[float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The columns and rows of a drawing that a word takes up."""
    across, down = scale
    return (
        max(0, int(min([glyph.x0 for glyph in word]) * across)),
        max(0, int(min([glyph.top for glyph in word]) * down)),
        min(size[0], int(max([glyph.x1 for glyph in word]) * across) + 1),
        min(size[1], int(max([glyph.bottom for glyph in word]) * down) + 1),
    )


def _scale(size: tuple[int, int], sheet: Sheet) -> tuple[float, float]:
    return size[0] / (sheet.width or 1.0), size[1] / (sheet.height or 1.0)


def _picture(page: pdfium.PdfPage, scale: float, in_colour: bool) -> Image.Image:
    """The page as a reader shows it, without what is stuck on it (comments, filled fields)."""
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=not in_colour)
    drawn: Image.Image = bitmap.to_pil()
    return drawn.convert("RGB") if in_colour else drawn


def _without(page: _Judged, before: _Judged | None, after: _Judged | None) -> Sheet:
    """The sheet without its unseen words, but for those of a line that the page break cuts: it is shown overleaf."""
    sheet = page.sheet
    gone = {id(glyph) for word in page.unseen if not _is_cut(word, page, before, after) for glyph in word}
    if not gone:
        return sheet
    shown = tuple(glyph for glyph in sheet.glyphs if id(glyph) not in gone)
    hidden = tuple(glyph for glyph in sheet.glyphs if id(glyph) in gone)
    return replace(sheet, glyphs=shown, hidden=(*sheet.hidden, *hidden))


def _is_cut(word: _Word, page: _Judged, before: _Judged | None, after: _Judged | None) -> bool:
    """Whether a word stands in the last line of the page and is seen in the first of the next, or the other way."""
    return (
        word[0].top > _edge(page, last=True) - _ONE_LINE
        and after is not None
        and any(_same(word, other) and other[0].top < _edge(after, last=False) + _ONE_LINE for other in after.seen)
    ) or (
        word[0].top < _edge(page, last=False) + _ONE_LINE
        and before is not None
        and any(_same(word, other) and other[0].top > _edge(before, last=True) - _ONE_LINE for other in before.seen)
    )


def _edge(page: _Judged, *, last: bool) -> float:
    """Where the last or the first line of the page stands."""
    tops = (word[0].top for word in page.seen)
    return max(tops, default=inf) if last else min(tops, default=-inf)


def _same(word: _Word, other: _Word) -> bool:
    return abs(word[0].x0 - other[0].x0) < 1 and [glyph.text for glyph in word] == [glyph.text for glyph in other]


def _finding(sheet: Sheet) -> Finding:
    lines = [line.text for line in set_lines(sheet.hidden, sheet.number, 0.0)]
    named = ", ".join(f"„{_short(line)}“" for line in lines[:_MOST_LINES])
    more = f" und {len(lines) - _MOST_LINES} weitere" if lines[_MOST_LINES:] else ""
    return Finding(
        HIDDEN_TEXT,
        Severity.WARNING,
        f"Seite {sheet.number}: Im PDF steht Text, den man auf der Seite nicht sieht (unsichtbar, verdeckt, winzig, "
        f"außerhalb); er ist nicht im Ergebnis: {named}{more}. Bitte mit dem gedruckten Katalog vergleichen.",
        page=sheet.number,
        value=f"{named}{more}",
    )


def _unknown(page: int) -> Finding:
    return Finding(
        "page-undrawn",
        Severity.WARNING,
        f"Seite {page} ließ sich nicht zeichnen; ob dort Text steht, den man nicht sieht, ist deshalb nicht geprüft. "
        "Bitte mit dem gedruckten Katalog vergleichen.",
        page=page,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _crossed(page: _Judged) -> Iterator[Finding]:
    """Words that lie on other words: one hides the other, and which one is meant only a person can tell."""
    words = sorted((word for word in page.seen if len(word) >= _LONG_ENOUGH), key=lambda word: word[0].top)
    pairs: list[tuple[_Word, _Word]] = []
    places = [(word[0].x0, word[-1].x1, word[0].top) for word in words]
    for index, word in enumerate(words):
        x0, x1, _ = places[index]
        foot = word[0].bottom
        for place in range(index + 1, len(words)):
            left, right, top = places[place]
            if top >= foot:
                break
            if left < x1 and x0 < right:
                first, second = sorted((word, words[place]), key=lambda each: each[0].x0)
                pairs += [(first, second)] * _lie_on_each_other(first, second)
    if pairs:
        named = ", ".join(f"„{_text(word)}“ und „{_text(other)}“" for word, other in pairs[:_MOST_LINES])
        yield Finding(
            "text-over-text",
            Severity.WARNING,
            f"Seite {page.sheet.number}: Hier liegen Wörter übereinander ({named}); beide stehen im Ergebnis. Bitte "
            "mit dem gedruckten Katalog vergleichen.",
            page=page.sheet.number,
            value=named,
        )


def _lie_on_each_other(word: _Word, other: _Word) -> bool:
    """Whether they share most of their height, and at least a letter's width."""
    up, down = word[0], other[0]
    shared = min(up.bottom, down.bottom) - max(up.top, down.top)
    across = min(word[-1].x1, other[-1].x1) - max(up.x0, down.x0)
    return shared > _MOSTLY * min(up.bottom - up.top, down.bottom - down.top) and across > _MOSTLY * down.size


def _text(word: _Word) -> str:
    return _short("".join(glyph.text for glyph in word))


def _recognised(pages: Sequence[int], count: int) -> Iterator[Finding]:
    if pages:
        named = ", ".join(map(str, pages[:_MOST_PAGES])) + (" und weiteren" if pages[_MOST_PAGES:] else "")
        yield Finding(
            "text-over-picture",
            Severity.WARNING,
            f"Auf {len(pages)} von {count} Seiten ({named}) ist der Katalog ein Bild, über dem unsichtbar Text liegt "
            "(Texterkennung); der kann vom Bild abweichen. Bitte die Angaben mit dem gedruckten Katalog vergleichen.",
            page=pages[0],
            value=named,
        )
