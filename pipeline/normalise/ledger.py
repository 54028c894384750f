"""The account of every printed character: which part of the edition it went to, and which words are left over."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.model import Furniture, Ledger, Measure
from pipeline.normalise.chapters import Chapters, cells
from pipeline.printed import Line, RawCatalogue, Table

_BULLET_LETTER = re.compile(r"^o(?=\s|$)")
"""A bullet that is a letter; records write "•" instead."""
_MARKS = re.compile(r"[\W_]")
"""What records may write otherwise than printed: hyphens at line ends, bullets, blanks."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the account of one page has left over: `missing` and `surplus` characters, and the words they are in."""

    page: int
    missing: int
    surplus: int
    words: tuple[str, ...]


def balance(raw: RawCatalogue, chapters: Chapters, measures: Sequence[Measure]) -> tuple[Ledger, tuple[Leftover, ...]]:
    """Set the characters of every page against those of the parts made from it, and table cells against measures.

    The words of a page (`raw.printed`) were taken down before any line was made. A line whose letters are in no record
    is left over as well.
    """
    outside = chapters.outside
    parts: dict[str, Iterable[Line]] = {
        "measures": _row_lines(chapters),
        "column_titles": outside.column_titles,
        "headings": outside.headings,
        "visions": outside.visions,
        "further_measures": outside.further_measures,
        "remarks": outside.remarks,
        "furniture": raw.furniture,
    }
    lost = Counter((*_in_no_measure(chapters, measures), *_in_no_text(chapters)))
    kept = {name: list(_without(lines, lost)) for name, lines in parts.items()}
    left = tuple(_left_over(raw.printed, [line for lines in kept.values() for line in lines]))
    sums = {name: sum(len(_characters(line.text)) for line in lines) for name, lines in kept.items()}
    ledger = Ledger(
        printed=sum(len(_characters(page)) for page in raw.printed),
        **sums,
        unplaced=sum(page.missing for page in left),
        surplus=sum(page.surplus for page in left),
    )
    return ledger, left


def named_furniture(raw: RawCatalogue) -> tuple[Furniture, ...]:
    """Running lines and column titles as printed, each once with its pages, for whoever wants to look at them."""
    pages: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for line in raw.furniture:
        pages["running", line.text][line.place.page] = None
    for block in raw.blocks:
        if isinstance(block, Table) and block.header:
            pages["titles", " | ".join(line.text for line in block.header)][block.place.page] = None
    return tuple(
        Furniture("titles" if kind == "titles" else "running", text, tuple(on)) for (kind, text), on in pages.items()
    )


def _without(lines: Iterable[Line], lost: Counter[Line]) -> Iterator[Line]:
    for line in lines:
        if lost[line]:
            lost[line] -= 1
        else:
            yield line


def _left_over(printed: Sequence[str], lines: Iterable[Line]) -> Iterator[Leftover]:
    """Page by page what is printed but in no line, and what is in more lines than printed."""
    placed: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        placed[line.place.page].append(line)
    for page in sorted({*range(1, len(printed) + 1), *placed}):
        here = printed[page - 1].split() if 0 < page <= len(printed) else []
        there = [word for line in placed[page] for word in line.text.split()]
        missing, surplus = _difference(here, there), _difference(there, here)
        if missing or surplus:
            words = (*_words(here, there, missing), *_words(there, here, surplus))
            yield Leftover(page, missing.total(), surplus.total(), words)


def _difference(words: Sequence[str], others: Sequence[str]) -> Counter[str]:
    return Counter("".join(words)) - Counter("".join(others))


def _words(words: Sequence[str], others: Sequence[str], characters: Counter[str]) -> tuple[str, ...]:
    """The words that hold the characters left over, in printed order; the same words may be divided otherwise."""
    if not characters:
        return ()
    open_words, rest = Counter(words) - Counter(others), characters.copy()
    fitting, touched = [], []
    for word in words:
        if open_words[word] > 0:
            open_words[word] -= 1
            touched.append(word)
            if Counter(word) <= rest:
                rest -= Counter(word)
                fitting.append(word)
    return tuple(touched if rest else fitting)


def _in_no_measure(chapters: Chapters, measures: Sequence[Measure]) -> list[Line]:
    """The lines of table cells whose letters stand in no measure."""
    rows = [row for chapter in chapters.chapters for row in chapter.rows]
    goals = [line for row in rows if row.goal for line in row.goal.lines]
    told = "\n".join(dict.fromkeys(_letters(measure.goal) for measure in measures))
    lost = [line for line in goals if _printed_letters(line) not in told]
    own = [line for row in rows for cell in cells(replace(row, goal=None)) for line in cell.lines]
    values = (_letters(value) for measure in measures for value in _values(measure))
    if _counted(map(_printed_letters, own)) - _counted(values):
        lost += _not_in(own, (_letters(value) for measure in measures for value in _values(measure)))
    return lost


def _counted(texts: Iterable[str]) -> Counter[str]:
    """How often each character occurs, without all texts in memory at once."""
    return Counter(chain.from_iterable(texts))


def _in_no_text(chapters: Chapters) -> list[Line]:
    """The lines of visions, further measures and remarks whose letters stand in none of these, nor in the title."""
    dates = [f"Stand {chapters.as_of}", f"Stand vom {chapters.as_of}"] if chapters.as_of else []
    texts = [chapters.title, *chapters.remarks, *dates, *(further.text for further in chapters.further_measures)]
    texts += [vision for chapter in chapters.chapters for vision in chapter.visions]
    told = "\n".join(map(_letters, texts))
    outside = chapters.outside
    return [
        line
        for line in (*outside.visions, *outside.further_measures, *outside.remarks)
        if _printed_letters(line) not in told
    ]


def _not_in(lines: Iterable[Line], values: Iterable[str]) -> Iterator[Line]:
    """The lines whose letters are in no value; each stretch of a value serves for one line, the longest first."""
    remaining = list(values)
    for line in sorted(lines, key=lambda line: -len(line.text)):
        letters = _printed_letters(line)
        at = next((index for index, value in enumerate(remaining) if letters in value), None)
        if at is None:
            yield line
        elif letters:
            remaining[at] = remaining[at].replace(letters, "\n", 1)


def _values(measure: Measure) -> Iterator[str]:
    yield from (measure.number, measure.text, measure.actors_text, measure.status_text)
    yield from (value for _, value in measure.extra)


def _letters(text: str) -> str:
    """Letters and figures alone: what records hold exactly as it is printed."""
    return _MARKS.sub("", text)


def _printed_letters(line: Line) -> str:
    return _letters(_BULLET_LETTER.sub("", line.text))


def _row_lines(chapters: Chapters) -> Iterator[Line]:
    rows = (row for chapter in chapters.chapters for row in chapter.rows)
    return (line for row in rows for cell in cells(row) for line in cell.lines)


def _characters(text: str) -> str:
    return "".join(text.split())
