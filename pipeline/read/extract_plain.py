"""The one room for pdf_oxide: pages with nothing out of the ordinary on them, in a tenth of the time that playa takes.

It leaves things out: turned, raised and slanted text, fonts that are not embedded, what one letter a character cannot
hold. So what it reads counts where PDFium bears it out (`vouch`) and nothing about the page is doubtful; all other
pages are playa's.
"""

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import add, attrgetter, sub
from typing import Any, NamedTuple

from pdf_oxide import PdfDocument

from pipeline.hyphens import HYPHENS, SOFT_HYPHEN
from pipeline.read.extract import Frame, meets, straight
from pipeline.read.glyphs import UNKNOWN, Glyph, readable
from pipeline.read.page import Edge

logging.getLogger("pdf_oxide").setLevel(logging.CRITICAL)  # on damage, which others judge

_of_letter = attrgetter(
    "origin_x", "origin_y", "font_size", "char", "font_name", "advance_width", "rotation_degrees"
)  # fmt: skip
_Letter = tuple[float, float, float, str, str, float, float]
_TEXT, _NAME = 3, 4
_Span = tuple[str, float, Sequence[float]]
"""Text drawn at one go: what it says, how wide it is, and how wide each of its letters is (points); the latter only
where its font says it and no text that a program put in its stead (`ActualText`).
"""
_RUST = "pyo3_runtime"
"""Where the class of its panics says it is from: its own code gave up, which Python takes for no `Exception`."""
_ANY = "(.{1,3})"
"""What a letter may stand for that does not tell: no ligature has more."""
_KERNED = 0.2
"""Share of the type size by which letters overlap at most."""


class _Letters(NamedTuple):
    """What pdf_oxide tells of the letters of a page, column by column: a page has thousands.

    Where they stand is counted in points across and up from the origin of the PDF's own coordinates.
    """

    across: Sequence[float] = ()
    up: Sequence[float] = ()
    sizes: Sequence[float] = ()
    texts: Sequence[str] = ()
    names: Sequence[str] = ()
    widths: Sequence[float] = ()
    turns: Sequence[float] = ()


class _Unusual(Exception):
    """Something on the page that this engine does not read as it should."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What a page shows, line by line, in its frame; `across` and `up` tell of each glyph where its letter stands, in
    points from the origin of the PDF's own coordinates.
    """

    number: int
    frame: Frame
    glyphs: tuple[Glyph, ...]
    across: Sequence[float]
    up: Sequence[float]
    edges: tuple[Edge, ...]


class PlainEngine:
    """A PDF as pdf_oxide opens it; pages can be taken in any order."""

    def __init__(self, content: bytes) -> None:
        self._document: PdfDocument | None = None
        with suppress(_Unusual), _library():
            self._document = PdfDocument.from_bytes(content)

    def page(self, number: int, frame: Frame) -> PlainPage | None:
        """What a page, from 1, shows; None where this engine had better not be asked."""
        if self._document is None:
            return None
        try:
            with _library():
                found = [_of_letter(each) for each in self._document.extract_chars(number - 1)]
                paths = self._document.extract_paths(number - 1)
                spans = self._document.extract_spans(number - 1) if _lacking(found) else []
            said = {each.bbox[:2]: (each.text, each.bbox[2], each.char_widths) for each in spans}
            printed = _printed(found, frame)
            letters = _Letters(*zip(*(_told(printed, said, frame) if said else printed), strict=True))
            edges = [edge for path in paths for edge in _edges(path, frame)]
            drawn = tuple(edge for edge in edges if meets(*edge, frame.width, frame.height))
            return PlainPage(number, frame, _glyphs(letters, frame), letters.across, letters.up, drawn)
        except _Unusual:
            return None


@contextmanager
def _library() -> Iterator[None]:
    """Around calls into pdf_oxide alone: whatever it raises, the page is for the other engine."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        raise _Unusual from error
    except BaseException as panic:
        if type(panic).__module__ != _RUST:
            raise
        raise _Unusual from panic


def _printed(letters: Sequence[_Letter], frame: Frame) -> Sequence[_Letter]:
    """The letters without the blanks that are made up where a gap is wide: these have the name that the page gives."""
    made_up = {letter[_NAME] for letter in letters} - frame.faces.keys() & frame.names
    return [each for each in letters if each[_TEXT] != " " or each[_NAME] not in made_up] if made_up else letters


def _lacking(letters: Iterable[_Letter]) -> bool:
    """Whether some stand for more than the one character that this engine has room for, or for a blank of a kind."""
    return any(letter[_TEXT] == UNKNOWN for letter in letters)


def _told(letters: Sequence[_Letter], said: Mapping[tuple[float, float], _Span], frame: Frame) -> Sequence[_Letter]:
    """The letters with what the spans that begin there say where they tell nothing themselves, as of "ff" in one."""
    told = list(letters)
    places = [(x, y) for x, y, *_ in letters]
    begins = [at for at, place in enumerate(places) if place in said]
    for begin, end in pairwise((*begins, len(letters))):
        if _lacking(letters[begin:end]):
            told[begin:end] = _spelled(letters[begin:end], _drawn(said[places[begin]], letters[begin], frame))
    return told


def _drawn(span: _Span, first: _Letter, frame: Frame) -> _Span:
    """The span; what is drawn where a program put a soft hyphen is the only hyphen that the font has (Typst)."""
    text, width, widths = span
    hyphens = _hyphens(frame, first[4])
    return ("".join(hyphens), width, [width]) if text == SOFT_HYPHEN and not widths and len(hyphens) == 1 else span


def _hyphens(frame: Frame, name: str) -> Collection[str]:
    """The hyphens that a font may show: all, where it does not tell."""
    face = frame.faces.get(name)
    return (face and face.hyphens) or HYPHENS


def _spelled(letters: Sequence[_Letter], span: _Span) -> Iterator[_Letter]:
    """The letters of a span, unless it says other than they."""
    text, _, widths = span
    wanted = (_ANY if shown == UNKNOWN else f"({re.escape(shown)})" for _, _, _, shown, *_ in letters)
    found = re.fullmatch("".join(wanted), text) if len(widths) == len(text) else None
    for group, letter in enumerate(letters, 1):
        x, y, size, shown, name, wide, turn = letter
        if found and shown == UNKNOWN:
            shown, wide = found[group], sum(widths[slice(*found.span(group))])
        yield x, y, size, shown, name, wide, turn


def _glyphs(letters: _Letters, frame: Frame) -> tuple[Glyph, ...]:
    """The letters as `extract` sets them: as wide as their advance, standing on the font's descent."""
    across, up, sizes, texts, names, widths, turns = letters
    if not texts:
        return ()
    if any(turns) or min(sizes) <= 0 or min(widths) < 0 or not frame.faces.keys() >= set(names):
        raise _Unusual
    if any(text in HYPHENS and text not in _hyphens(frame, name) for text, name in set(zip(texts, names, strict=True))):
        raise _Unusual  # a program put another hyphen in the stead of what is drawn
    shown = {text: readable(text) for text in set(texts)}
    lows, bold = ({name: getattr(face, what) for name, face in frame.faces.items()} for what in ("low", "bold"))
    starts = [x - frame.left for x in across]
    ends = list(map(add, starts, widths))
    feet = [frame.upper - y - low * size for y, low, size in zip(up, map(lows.__getitem__, names), sizes, strict=True)]
    heads = list(map(sub, feet, sizes))
    beyond = min(starts) < 0 or max(ends) > frame.width or min(heads) < 0 or max(feet) > frame.height
    if beyond or not all(shown.values()) or _lapped(starts, ends, feet, sizes):
        raise _Unusual
    columns = (map(shown.__getitem__, texts), starts, heads, ends, feet, sizes, map(bold.__getitem__, names))
    glyphs = zip(*columns, [True] * len(texts), strict=True)
    return tuple(map(tuple.__new__, repeat(Glyph), glyphs))  # `Glyph._make` takes three times as long


def _lapped(starts: Sequence[float], ends: Sequence[float], feet: Sequence[float], sizes: Sequence[float]) -> bool:
    """Whether a letter lies on the one before: two texts on one line come out letter by letter, from left to right."""
    beside = zip(starts, starts[1:], ends, sizes, strict=False)
    lapping = [at for at, (before, start, end, size) in enumerate(beside) if before <= start < end - _KERNED * size]
    return any(abs(feet[at] - feet[at + 1]) < sizes[at] / 2 for at in lapping)


def _edges(path: Mapping[str, Any], frame: Frame) -> Iterator[Edge]:
    """The straight pieces of a path that run along or down the page."""
    corners: list[tuple[float, float]] = []
    for each in path["operations"]:
        match each["op"]:
            case "rectangle":
                yield from straight(corners)
                yield from straight(_around(each, frame))
                corners = []
            case "move_to":
                yield from straight(corners)
                corners = [_corner(each, frame)]
            case "line_to":
                corners.append(_corner(each, frame))
            case "close_path":
                corners += corners[:1]
            case _:
                raise _Unusual  # curves, which letters may be drawn with
    yield from straight(corners)


def _corner(step: Mapping[str, float], frame: Frame) -> tuple[float, float]:
    return step["x"] - frame.left, frame.upper - step["y"]


def _around(box: Mapping[str, float], frame: Frame) -> list[tuple[float, float]]:
    """The corners of a rectangle, which may have been drawn from any of them."""
    (x, y), across, down = _corner(box, frame), box["width"], -box["height"]
    return [(x, y), (x + across, y), (x + across, y + down), (x, y + down), (x, y)]
