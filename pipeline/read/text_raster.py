"""Text exports with columns side by side, drawn on a page again: each character in its place of a raster."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from pipeline.read.glyphs import Glyph
from pipeline.read.page import Page
from pipeline.vocabulary import Vocabulary

PITCH, _SIZE, _ADVANCE = 12.0, 10.0, 6.0
"""Points that a line, its type and a character take on the page: two blanks are a gap between columns, one is none."""
_NARROWER = 2.0
"""Points that a character gives up before a single blank that divides columns."""
_WIDE_GAP = re.compile(r"(?:^|\S)\s{2,}(?=\S)")
_BLANK = re.compile(r"(?<=\S) (?=\S)")
_STRETCH, _WORD = re.compile(r"\S+(?: \S+)*"), re.compile(r"\S+")
_NUMBER = re.compile(r"(?<=\S) (?=(?:[A-ZÄÖÜ]{1,3}[ .-]?)?\d{1,4}(?:\.\d{1,3})*\.?(?P<gap>\s+)\S)")
_OFTEN = 3
"""Lines of a table in which text begins at one place, so that a column begins there."""
_ASIDE = 9
"""Characters by which a column's title may stand aside of its column."""


def draw(pages: Sequence[str], running: frozenset[int], vocabulary: Vocabulary) -> Iterator[Page]:
    """Each page with its characters; heights are the numbers of the lines in the file, times `PITCH`.

    `running` are the numbers of lines to leave out. Titles are drawn above their columns.
    """
    firsts = accumulate((page.count("\n") for page in pages), initial=1)
    right = _ADVANCE * max(len(line) for page in pages for line in page.expandtabs().split("\n"))
    columns: tuple[float, ...] = ()
    for number, (text, first) in enumerate(zip(pages, firsts, strict=False), 1):
        lines = text.expandtabs().split("\n")
        shown = ["" if at in running else line for at, line in enumerate(lines, first)]
        placed, columns = _set(shown, columns, vocabulary)
        glyphs = [glyph for at, line in enumerate(placed, first) for glyph in _glyphs(line, at * PITCH)]
        yield Page(number, right, (first + len(lines)) * PITCH, tuple(glyphs), ())


Stretch = tuple[float, float, str]
"""Where a stretch of text begins, how wide each of its characters is (both in characters), and the text."""


def _set(
    lines: Sequence[str], columns: tuple[float, ...], vocabulary: Vocabulary
) -> tuple[list[list[Stretch]], tuple[float, ...]]:
    """The lines of a page as stretches, and where the columns of its last table begin.

    `columns` are those of the table before: where it goes on overleaf, its columns may be set a little aside.
    """
    result: list[list[Stretch]] = []
    titles = [at for at, line in enumerate(lines) if len(_title_stretches(line, vocabulary)) > 1]
    for start, end in pairwise(sorted({0, *titles, len(lines)})):
        edges = _column_edges(lines[start + 1 : end])
        if start in titles:
            above = _above_columns(_title_stretches(lines[start], vocabulary), edges)
            result.append(above)
            columns = tuple(place for place, _, _ in above)
        body = lines[start + (start in titles) : end]
        shifts = {} if start in titles else _shifts(columns, _column_edges(body))
        result += [_shifted(_stretches(line, _dividers(line, edges)), shifts) for line in body]
    return result, columns


def _shifts(columns: Sequence[float], edges: frozenset[int]) -> dict[float, float]:
    """By the edge where each column of a continued table begins: how far it stands aside of the column before."""
    found: dict[float, float] = {}
    for column in columns[1:]:
        near = [edge for edge in edges if all(abs(edge - column) <= abs(edge - other) for other in columns)]
        if near and abs(edge := min(near, key=lambda edge: abs(edge - column))) - column <= _ASIDE:
            found[float(edge)] = column - edge
    return found


def _shifted(stretches: Sequence[Stretch], shifts: Mapping[float, float]) -> list[Stretch]:
    """The stretches moved with the column in which they begin."""
    result: list[Stretch] = []
    for start, advance, text in stretches:
        left = [edge for edge in shifts if edge - 1 <= start]
        place = start + shifts[max(left)] if left else start
        if result:
            before, _, words = result[-1]
            result[-1] = before, min(1.0, (place - 1.5 - before) / len(words)), words
        result.append((place, advance, text))
    return result


def _glyphs(stretches: Sequence[Stretch], top: float) -> Iterator[Glyph]:
    for start, advance, text in stretches:
        for index, character in enumerate(text):
            x0 = (start + index * advance) * _ADVANCE
            narrower = _NARROWER if index == len(text) - 1 else 0.0
            yield Glyph(character, x0, top, x0 + advance * _ADVANCE - narrower, top + _SIZE, _SIZE)


def _stretches(line: str, dividers: frozenset[int]) -> list[Stretch]:
    """A line in pieces between wide gaps and other dividers of columns."""
    borders = [-1, *sorted(dividers), len(line)]
    return [
        (left + 1 + stretch.start(), 1.0, stretch[0])
        for left, right in pairwise(borders)
        for stretch in _STRETCH.finditer(line[left + 1 : right])
    ]


def _column_edges(lines: Sequence[str]) -> frozenset[int]:
    """The places in a line at which text begins behind a wide gap again and again."""
    starts = Counter(match.end() for line in lines for match in _WIDE_GAP.finditer(line))
    return frozenset(place for place, count in starts.items() if count >= _OFTEN)


def _dividers(line: str, edges: frozenset[int]) -> frozenset[int]:
    """Single blanks that stand between columns: right before an edge, or before a number with a gap behind it."""
    wide = _WIDE_GAP.search(line) is not None
    beside = {match.start() for match in _BLANK.finditer(line) if wide and match.end() in edges}
    numbers = {match.start() for match in _NUMBER.finditer(line) if len(match["gap"]) > 1 or match.end("gap") in edges}
    return frozenset(beside | numbers)


def _above_columns(titles: Sequence[Stretch], edges: frozenset[int]) -> list[Stretch]:
    """The titles of a line, each above the nearest edge that is nearer to no other title."""
    starts = [start for start, _, _ in titles]
    places = []
    for start in starts:
        near = sorted(edge for edge in edges if all(abs(edge - start) <= abs(edge - other) for other in starts))
        place = min(near, key=lambda edge: abs(edge - start), default=start)
        places.append(place if abs(place - start) <= _ASIDE and start else start)
    ends = [*(place - 2.0 for place in places[1:]), float("inf")]
    return [
        (place, min(1.0, (end - place) / len(text)), text)
        for place, end, (_, _, text) in zip(places, ends, titles, strict=True)
        if end > place
    ]


def _title_stretches(line: str, vocabulary: Vocabulary) -> list[Stretch]:
    """The stretches of a line of column titles, at least two of them known; nothing for any other line."""
    found: list[Stretch] = []
    for stretch in _STRETCH.finditer(line):
        words = list(_WORD.finditer(stretch[0]))
        cuts = _titles_end([word[0] for word in words], vocabulary) or ()
        for first, end in pairwise((0, *cuts, len(words))):
            text = stretch[0][words[first].start() : words[end - 1].end()]
            found.append((stretch.start() + words[first].start(), 1.0, text))
    return found if sum(vocabulary.column(text) is not None for _, _, text in found) > 1 else []


def _titles_end(words: Sequence[str], vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """Where in a stretch of column titles, and nothing else, each but the last one ends; the longest titles count."""
    if vocabulary.begins_column(" ".join(words)):
        return ()
    for end in range(len(words) - 1, 0, -1):
        rest = _titles_end(words[end:], vocabulary) if vocabulary.column(" ".join(words[:end])) else None
        if rest is not None:
            return (end, *(end + cut for cut in rest))
    return None
