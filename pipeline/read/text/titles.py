"""Text exports: rows of column titles, in whatever way an export wraps them over lines."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.hyphens import HYPHENS
from pipeline.read.text.lines import Printed
from pipeline.vocabulary import COLUMN_ROLES, Vocabulary

_NEEDED_ROLES = 3
_LONGEST_UNKNOWN_TITLE = 3
"""Words in a row that no list knows and that may still be the title of a further column."""
_MOST_LINES = 12
_LONGEST_LINE = 600
"""Characters of a line that are looked at; no row of titles is longer."""
_MOST_FURTHER_TITLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column in printed order: `name` is a cell of `model.Row`, or the printed title where no list knows it.

    `sure`: it is one column, not several.
    """

    name: str
    known: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class TitleRow:
    """Column titles on the lines `first` to `end` (exclusive)."""

    first: int
    end: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, as it is printed and as it is compared, and the index of its line."""

    text: str
    key: str
    line: int


def find_title_rows(lines: Sequence[Printed], vocabulary: Vocabulary) -> list[TitleRow]:
    """All rows of column titles, from top to bottom: at least three known titles, number or measure among them.

    Titles that no list knows are found between known ones, and around them where every such row repeats them.
    """
    titles = _Titles(vocabulary, lines)
    found: list[TitleRow] = []
    index = 0
    while index < len(lines):
        row = titles.row_at(index) if titles.may_begin(lines[index].text) else None
        if row:
            found.append(row)
        index = row.end if row else index + 1
    below = _repeated(lines, found, lambda row, step: row.end + step)
    above = _repeated(lines, found, lambda row, step: row.first - 1 - step)
    return [
        TitleRow(
            row.first - len(above),
            row.end + len(below),
            (*(Column(title, known=False) for title in reversed(above)), *row.columns,
             *(Column(title, known=False) for title in below)),
        )
        for row in found
    ]  # fmt: skip


def _repeated(lines: Sequence[Printed], rows: Sequence[TitleRow], at: Callable[[TitleRow, int], int]) -> list[str]:
    """Short lines that stand beside every row of titles and nowhere else: titles that no list knows."""
    everywhere = Counter(line.text for line in lines) if len(rows) > 1 else Counter[str]()
    titles: list[str] = []
    for step in range(_MOST_FURTHER_TITLES if len(rows) > 1 else 0):
        places = [at(row, step) for row in rows]
        texts = {lines[place].text for place in places if 0 <= place < len(lines)}
        text = texts.pop()
        if texts or everywhere[text] != len(rows) or not _may_be_title(text):
            break
        titles.append(text)
    return titles


def _may_be_title(text: str) -> bool:
    return (
        text[:1].isupper()
        and len(text.split()) <= _LONGEST_UNKNOWN_TITLE
        and not re.search(r"[\d:.]|[-\u00ad\u2010]$", text)
    )


class _Titles:
    def __init__(self, vocabulary: Vocabulary, lines: Sequence[Printed]) -> None:
        self._lines = lines
        self._words_of = lru_cache(maxsize=2 * _MOST_LINES)(self._split)
        entries = [(words, role) for role in COLUMN_ROLES for words in vocabulary.words(role)]
        self.titles = {_unspaced(words): COLUMN_ROLES[role] for words, role in entries}
        self.further = {_unspaced(words) for words in vocabulary.words("merkmal")} | self.titles.keys()
        self.longest = 1 + max(len(re.split(r"[\s-]", words)) for words, _ in entries)
        self.beginnings = {title[:length] for title in self.titles for length in range(2, len(title) + 1)}

    def may_begin(self, text: str) -> bool:
        """A cheap look: one of the line's first words begins a known title."""
        words = text[:_LONGEST_LINE].split()[: _LONGEST_UNKNOWN_TITLE + 1]
        return any(_unspaced(word) in self.beginnings for word in words)

    def row_at(self, first: int) -> TitleRow | None:
        last_line = min(first + _MOST_LINES, len(self._lines))
        words = [word for number in range(first, last_line) for word in self._words_of(number)]
        columns: list[Column] = []
        unknown: list[str] = []
        position, last = 0, -1
        while position < len(words) and len(unknown) <= _LONGEST_UNKNOWN_TITLE:
            length, role = self._title_at(words, position)
            repeated = role is not None and any(column.name == role for column in columns)
            if role is None or repeated:
                if any(character.isdigit() for character in words[position].text):
                    break
                unknown.append(words[position].text)
                position += 1
                continue
            columns += self._further(unknown)
            unknown = []
            columns.append(Column(role))
            position += length
            last = position - 1
        names = {column.name for column in columns if column.known}
        if len(names) < _NEEDED_ROLES or not names & {"number", "measure"}:
            return None
        rest = [word.text for word in words[last + 1 :] if word.line == words[last].line]
        if len(rest) > _LONGEST_UNKNOWN_TITLE or any(character.isdigit() for word in rest for character in word):
            return None
        columns += self._further(rest)
        return TitleRow(first, words[last].line + 1, tuple(columns))

    def _split(self, number: int) -> list[_Word]:
        return [_Word(text, _key(text), number) for text in self._lines[number].text[:_LONGEST_LINE].split()]

    def _further(self, words: Sequence[str]) -> Iterator[Column]:
        """Words that are the title of no known column: those that are usually titles of further ones, and the rest."""
        rest: list[str] = []
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + self.longest), at, -1)
            end = next((end for end in ends if _unspaced("".join(words[at:end])) in self.further), 0)
            if end and rest:
                yield Column(" ".join(rest), known=False, sure=len(rest) == 1)
                rest = []
            if end:
                yield Column(" ".join(words[at:end]), known=False)
            else:
                rest.append(words[at])
            at = end or at + 1
        if rest:
            yield Column(" ".join(rest), known=False, sure=len(rest) == 1)

    def _title_at(self, words: Sequence[_Word], position: int) -> tuple[int, str | None]:
        first = words[position].key
        if len(first) > 1 and first.rstrip(":") not in self.beginnings:
            return 1, None
        for length in range(min(self.longest, len(words) - position), 0, -1):
            wanted = "".join(word.key for word in words[position : position + length]).rstrip(":")
            if (role := self.titles.get(wanted)) is not None:
                return length, role
        return 1, None


def _unspaced(title: str) -> str:
    """A title as it is compared: wraps and hyphens aside, as narrow columns need them."""
    return _key(title).rstrip(":")


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return re.sub(rf"[{HYPHENS}\s]", "", text.casefold())


def cell_order(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """The cells of a row in reading order, seen from its number: those that follow it, those that precede it.

    A table whose number column has no title of its own prints the number before the measure.
    """
    names = [column.name for column in columns]
    if "number" in names:
        at = names.index("number")
        after = list(columns[at + 1 :])
    else:
        at = names.index("measure")
        after = list(columns[at:])
    if "measure" not in names:
        after.insert(0, Column("measure"))
    return after, list(columns[:at])
