"""Text that a page holds but does not show: white on white, covered, clipped away, on a switched-off layer, tiny.

There are too many ways to hide text to know them all, so the page is drawn twice, with its text and without (`ink`):
where both drawings are alike, nobody sees the text. Records hold what is printed; what is not is left out and told.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from statistics import median

import pypdfium2 as pdfium

from pipeline.model import Finding, Place, Severity
from pipeline.printed import Crossing
from pipeline.read.extract import FULL_PAGE, Sheet
from pipeline.read.glyphs import UNKNOWN, set_lines, words_drawn
from pipeline.read.ink import Ink, Word, drawn_fine, text_ink
from pipeline.read.inked_blanks import without_inked_blanks

_TINY = 2.0
"""Points; smaller type cannot be read on paper."""
_ONE_LINE = 40.0
"""Points within which the words of a line that runs through several cells stand."""
_LONG_ENOUGH, _MOSTLY = 2, 0.6
"""Letters of a word that may hide another; share of its height that both share."""
_MOST_LINES, _LONGEST, _MOST_PAGES = 5, 60, 10
HIDDEN_TEXT = "hidden-text"
"""Code of the finding on text that is not in the result."""


@dataclass(frozen=True)
class Judged:
    """A page, its words by whether they are seen, whether text lies unseen over a picture of itself, and whether the
    page could be drawn to find that out.
    """

    sheet: Sheet
    seen: Sequence[Word] = ()
    unseen: Sequence[Word] = ()
    over_picture: bool = False
    drawn: bool = True

    @cached_property
    def crossed(self) -> Sequence[tuple[Word, Word]]:
        """Words that are seen and lie on other words."""
        return tuple(_crossed(self.seen))

    @property
    def is_doubtful(self) -> bool:
        """Whether there is anything to be told of what is seen on the page."""
        return bool(self.unseen or self.over_picture or self.crossed) or not self.drawn


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with the characters that nobody sees among its `hidden` ones, and what is to be told of it.

    `over_picture` says that some of its text lies unseen over a picture of itself, but not most of it.
    """

    sheet: Sheet
    findings: tuple[Finding, ...]
    over_picture: bool


def judge(sheet: Sheet, page: pdfium.PdfPage, document: pdfium.PdfDocument) -> Judged:
    """Which words of a page are seen; `page` is the same one of the second engine's `document`, and is spent."""
    with suppress(pdfium.PdfiumError):
        if (ink := text_ink(page)) is not None:
            return _judged(sheet, ink, document)
    return Judged(sheet, words_drawn(sheet.glyphs), drawn=False)


def without_unseen(page: Judged, neighbour: Callable[[int], Judged | None]) -> Shown:
    """The page without what nobody sees; `neighbour` gives other pages by their number, those that there are.

    Text that lies unseen over a picture of itself is what text recognition leaves: it stays, and where it is most of a
    page the sheet says so, else the page is `over_picture`.
    """
    number = page.sheet.number
    sheet = _without(page, neighbour(number - 1), neighbour(number + 1)) if page.unseen else page.sheet
    hidden = (_finding(sheet),) if any(not glyph.text.isspace() for glyph in sheet.hidden) else ()
    unknown = () if page.drawn else (_unknown(number),)
    return Shown(sheet, (*hidden, *unknown, *_about_crossed(page)), page.over_picture and not sheet.is_recognised)


def _judged(sheet: Sheet, ink: Ink, document: pdfium.PdfDocument) -> Judged:
    sheet = without_inked_blanks(sheet, ink)
    words = [word for word in words_drawn(sheet.glyphs) if word[0].text != UNKNOWN or not _is_unknown(word)]
    if not words:
        return Judged(sheet)
    usual = median([word[0].size for word in words])
    inkless = set(map(id, ink.without(words, sheet.width, sheet.height)))
    doubtful = [word for word in words if id(word) in inkless or _is_tiny(word, usual)]
    if not doubtful:
        return Judged(sheet, words)
    page = document[sheet.number - 1]
    fine = drawn_fine(page, sheet.width, sheet.height)
    page.close()
    undrawn = [word for word in doubtful if _is_tiny(word, usual) or not fine.inked(word)]
    unseen = [word for word in undrawn if sheet.pictured <= FULL_PAGE or not fine.pictured(word)]
    gone = set(map(id, unseen))
    over_picture = len(undrawn) - len(unseen)
    judged = replace(sheet, is_recognised=2 * over_picture > len(words))
    return Judged(judged, [word for word in words if id(word) not in gone], unseen, over_picture > 0)


def _is_unknown(word: Word) -> bool:
    return all(letter.text == UNKNOWN for letter in word)


def _is_tiny(word: Word, usual: float) -> bool:
    """Too small to be read; fonts that are drawn by the page count their sizes otherwise, all of them alike."""
    return word[0].size < min(_TINY, usual / 2)


def _without(page: Judged, before: Judged | None, after: Judged | None) -> Sheet:
    """The sheet without its unseen words, but for those of a line that the page break cuts: it is shown overleaf."""
    sheet = page.sheet
    gone = {id(glyph) for word in page.unseen if not _is_cut(word, page, before, after) for glyph in word}
    if not gone:
        return sheet
    shown = tuple(glyph for glyph in sheet.glyphs if id(glyph) not in gone)
    hidden = tuple(glyph for glyph in sheet.glyphs if id(glyph) in gone)
    return replace(sheet, glyphs=shown, hidden=(*sheet.hidden, *hidden))


def _is_cut(word: Word, page: Judged, before: Judged | None, after: Judged | None) -> bool:
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


def _edge(page: Judged, *, last: bool) -> float:
    """Where the last or the first line of the page stands."""
    tops = (word[0].top for word in page.seen)
    return max(tops, default=inf) if last else min(tops, default=-inf)


def _same(word: Word, other: Word) -> bool:
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


def _crossed(seen: Iterable[Word]) -> Iterator[tuple[Word, Word]]:
    """Pairs of words that lie on each other, the left one first."""
    words = sorted((word for word in seen if len(word) >= _LONG_ENOUGH), key=lambda word: word[0].top)
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
                if _lie_on_each_other(first, second):
                    yield first, second


def crossings(page: Judged) -> tuple[Crossing, ...]:
    """Every word of a page that lies on another one, with one of these."""
    found: dict[int, Crossing] = {}
    for pair in page.crossed:
        for word in pair:
            box = (word[0].x0, word[0].top, word[-1].x1, word[0].bottom)
            found.setdefault(id(word), Crossing(_pair(*pair), Place(page.sheet.number, box)))
    return tuple(found.values())


def _pair(word: Word, other: Word) -> str:
    return f"„{_text(word)}“ und „{_text(other)}“"


def _about_crossed(page: Judged) -> Iterator[Finding]:
    """One word hides the other, and which one is meant only a person can tell."""
    if page.crossed:
        named = ", ".join(_pair(*pair) for pair in page.crossed[:_MOST_LINES])
        yield Finding(
            "text-over-text",
            Severity.WARNING,
            f"Seite {page.sheet.number}: Hier liegen Wörter übereinander ({named}); beide stehen im Ergebnis. Bitte "
            "mit dem gedruckten Katalog vergleichen.",
            page=page.sheet.number,
            value=named,
        )


def _lie_on_each_other(word: Word, other: Word) -> bool:
    """Whether they share most of their height, and at least a letter's width."""
    up, down = word[0], other[0]
    shared = min(up.bottom, down.bottom) - max(up.top, down.top)
    across = min(word[-1].x1, other[-1].x1) - max(up.x0, down.x0)
    return shared > _MOSTLY * min(up.bottom - up.top, down.bottom - down.top) and across > _MOSTLY * down.size


def _text(word: Word) -> str:
    return _short("".join(glyph.text for glyph in word))


def about_pictures(pages: Sequence[int], count: int) -> Iterator[Finding]:
    """One finding about all pages (of `count`) that are `over_picture`."""
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
