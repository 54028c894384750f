"""Text exports: where pages begin, and what runs along on every one of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, product, takewhile

from pipeline.read.text.lines import Printed

_PAGE_BLANK = re.compile(r"(?m)^ (?=\S)")
_INDENTED = re.compile(r"(?m)^[^\S\n]{2,}\S")
_PAGE_NUMBER = re.compile(
    r"(?m)^(?P<before>.{0,80}?)(?:\b(?:Seite|S\.)\s{0,3}(?P<page>\d{1,4})\b|[–—-] ?(?P<dashed>\d{1,4}) ?[–—-]$"
    r"|\b(?P<of>\d{1,4}) ?(?:/|von) ?\d{1,4}$)(?P<after>.{0,40})$"
)
_FOOT = re.compile(r"(?:(?:^|\s)(?:Seite|S\.)\s?\d{1,4}(?:\s?(?:von|/)\s?\d{1,4})?|(?:^|\s)[–—-] ?\d{1,3} ?[–—-])$")
_FEWEST_PAGES = 2
_FEWEST_RETURNS = 3
_MOST_UNEVEN = 4
"""Times that a page may have more lines than another one."""
_EDGE = 3
"""So many lines at the top and bottom of a page may be running headers and footers."""
_FIGURE = re.compile(r"(?a:\d{1,9})")
_MOST_FIGURES = 4
_ONLY_AT_EDGES = 0.8
_APART = re.compile(r"(?m)^.*\S(?:[^\S\n]{3,}|\t+)\S")
_FILLED = re.compile(r"(?m)^.*\S")
_LAYOUT_SHARE = 0.2


def split_pages(text: str) -> list[str]:
    """The pages of an export: between form feeds, else before a line with one leading blank, else by page numbers.

    If there are none, the first line tells, or the last one, if it returns again and again.
    """
    if "\f" in text:
        pages = text.split("\f")
        return pages if pages[-1].strip() else pages[:-1] or [""]
    borders = [match.start() for match in _PAGE_BLANK.finditer(text)]
    if not borders or _INDENTED.search(text) or len(borders) * 10 > text.count("\n"):
        borders = _borders_by_page_numbers(text) or _borders_by_running_line(text)
    starts = [0, *(border for border in borders if text[:border].strip())] if len(borders) < 2000 else [0, *borders[1:]]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _borders_by_page_numbers(text: str) -> list[int]:
    """Page borders where lines count the pages ("Seite 2 von 9", "– 2 –"): behind a footer, before a running header."""
    runs: dict[str, list[re.Match[str]]] = {}
    for match in _PAGE_NUMBER.finditer(text):
        run = runs.setdefault(_FIGURE.sub("#", " ".join(match["before"].split())), [])
        if int(match["page"] or match["dashed"] or match["of"]) == len(run) + 1:
            run.append(match)
    found = max(runs.values(), key=len, default=[])
    if len(found) < _FEWEST_PAGES:
        return []
    if text[: found[0].start()].count("\n") < _EDGE:
        return [match.start() for match in found[1:]]
    return [match.end() + 1 for match in found if text[match.end() :].strip()]


def _borders_by_running_line(text: str) -> list[int]:
    """Page borders before a first line, or behind a last line, that the text holds several times."""
    lines = [(match.start(), match.end(), match[0].strip()) for match in _FILLED.finditer(text)]
    if not lines:
        return []
    heads = [at for at, (_, _, line) in enumerate(lines) if line == lines[0][2]]
    feet = [at for at, (_, _, line) in enumerate(lines) if line == lines[-1][2]]
    if _are_edges_of_pages([*heads, len(lines)]):
        return [lines[at][0] for at in heads[1:]]
    return [lines[at][1] + 1 for at in feet[:-1]] if _are_edges_of_pages([-1, *feet]) else []


def _are_edges_of_pages(places: Sequence[int]) -> bool:
    """Whether the pages between some places are about equally long; the rows that end in one status are not.

    One page may be short, such as a cover.
    """
    if len(places) <= _FEWEST_RETURNS:
        return False
    _, *distances = sorted(below - above for above, below in pairwise(places))
    return _MOST_UNEVEN * distances[0] >= distances[-1]


def printed_words(pages: Iterable[str]) -> tuple[str, ...]:
    """The words of each page, taken from the text itself."""
    return tuple(" ".join(page.split()) for page in pages)


def is_page_number(text: str) -> bool:
    """Whether a line outside the tables is nothing but a number: that of its page, however seldom it returns."""
    return re.fullmatch(r"[–—-]? ?\d{1,3} ?[–—-]?", text) is not None


def ends_in_page_number(text: str) -> bool:
    """Whether a line ends as the foot of a page does: "Seite 2", "– 2 –"."""
    return _FOOT.search(text) is not None


def _is_labelled(text: str) -> bool:
    """Whether a line is the number of a page and nothing else, and says so."""
    return (match := _FOOT.match(text)) is not None and match.end() == len(text)


def find_furniture(lines: Sequence[Printed], kept: frozenset[int]) -> frozenset[int]:
    """Indexes of running headers, footers and page numbers: lines that return at the edges of pages, and only there.

    `kept` are indexes that are never furniture, whatever returns (column titles, headings, statuses).
    """
    pages = [list(group) for _, group in groupby(range(len(lines)), key=lambda index: lines[index].page)]
    edges = [side for page in pages for side in (page[:_EDGE], page[: -_EDGE - 1 : -1])]
    everywhere = Counter(pattern for line in lines for pattern in _patterns(line))
    seen: dict[str, set[int]] = {}
    for index in {index for side in edges for index in side if not _goes_on_in_words(lines[index].text)} - kept:
        for pattern in _patterns(lines[index]):
            seen.setdefault(pattern, set()).add(index)
    running = {
        index
        for pattern, on in seen.items()
        if len({lines[index].page for index in on}) >= _needed(pattern, len(pages))
        and len(on) >= _ONLY_AT_EDGES * everywhere[pattern]
        for index in on
    }
    running |= {index for side in edges for index in side[:1] if _is_labelled(lines[index].text)} - kept
    return frozenset(index for side in edges for index in takewhile(running.__contains__, side))


def _goes_on_in_words(text: str) -> bool:
    """Whether a line is but the rest of a sentence, as two cells at the ends of pages may have it ("erhöhen")."""
    return text[:1].islower() and all(character.isalpha() or character.isspace() for character in text)


def _patterns(line: Printed) -> Iterator[str]:
    """How a line might return: each figure stays as it is ("von 9") or counts with the page ("Seite +0")."""
    figures = _FIGURE.findall(line.text)
    if len(figures) > _MOST_FIGURES:
        yield line.text
        return
    parts = _FIGURE.split(line.text)
    for counting in product((False, True), repeat=len(figures)):
        shown = [
            f"{int(figure) - line.page:+}" if counts else figure
            for figure, counts in zip(figures, counting, strict=True)
        ]
        yield "".join(part + figure for part, figure in zip(parts, [*shown, ""], strict=True))


def _needed(pattern: str, pages: int) -> float:
    """On how many pages a line has to be; fewer suffice for page numbers."""
    labelled = re.search(r"\b(?:Seite|S\.) ?[+-]\d", pattern) or re.fullmatch(r"[–—-]? ?\+0 ?[–—-]?", pattern)
    return max(2 if labelled or pages == 2 else 3, 0.6 * pages)


def stands_side_by_side(pages: Sequence[str]) -> bool:
    """Whether an export keeps the page's layout: columns next to each other, held apart by blanks."""
    apart = filled = 0
    for page in pages:
        apart += len(_APART.findall(page))
        filled += len(_FILLED.findall(page))
    return apart > _LAYOUT_SHARE * filled
