"""Text exports: paragraph breaks that only a measured page could tell, one finding for all that names each measure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text.numbers import goes_on
from pipeline.read.text.widths import SPACE, first_piece, width
from pipeline.read.text.words import Words, is_broken, opens_item
from pipeline.wording import NOUN_FIRST, begins_with_label, is_amount_below_colon

_ERROR = 0.05
"""How far, in parts of a line, estimated widths may be wrong."""
_MOST_NAMED = 300
_FEWEST_LINES = 6
"""Lines of a column on a page that tell how wide it is there."""
_MUCH_ROOM = 0.2
"""Part of a line that wrapping hardly ever leaves free."""
_NOUN_LAST = re.compile(r"(?:^|\s)[„(]?[A-ZÄÖÜ][\w/-]{2,}$")
_SMALL_LAST = re.compile(r"(?:^|\s)[a-zäöüß]+$")
_TIES = re.compile(r"(?:und|oder|sowie|bzw\.|mit|in|im|für|des|der|von|vom|zur|zum|am|an|bei)\b")
"""Words that go on with the name above."""
_SENTENCE_FIRST = re.compile(r"(?:Der|Die|Das|Es|Sie|Wir|Ein|Eine|Hier|Diese[rs]?)\s")
_SENTENCE_ENDS = (".", "!", "?", ":", ")")


def doubtful_breaks(blocks: Iterable[Line | Table], hyphenates: bool, words: Words) -> Iterator[Finding]:
    """The measures in which a new paragraph cannot be told from a wrapped line.

    `hyphenates` says that the document breaks words at line ends: then a syllable of the next word had to fit.
    """
    number, goal = "", False
    found: dict[str, None] = {}
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    doubtful = _Doubtful(_widest_by_page(rows), hyphenates, words)
    for row in rows:
        number = row.measure_number or number
        if row.goal and row.goal.lines:
            goal = doubtful.is_unsure("goal", row.goal, row.place.page)
        if number and (goal or any(doubtful.is_unsure(name, cell, row.place.page) for name, cell in row.named)):
            found[number] = None
    if found:
        more = f" und {len(found) - _MOST_NAMED} weitere" if len(found) > _MOST_NAMED else ""
        yield Finding(
            "paragraph-doubtful",
            Severity.INFO,
            "Im Text ist nicht immer zu erkennen, ob mit einer Zeile ein neuer Absatz beginnt (Nr. "
            f"{', '.join(list(found)[:_MOST_NAMED])}{more}). Kein Wort fehlt; falls die Absätze wichtig sind: Bitte "
            "den Katalog als PDF ablegen.",
            value=", ".join(found),
        )


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """What tells whether paragraphs are doubtful; `widest` is how wide a column is on a page."""

    widest: Mapping[tuple[str, int], float]
    hyphenates: bool
    words: Words

    def is_unsure(self, column: str, cell: Cell, page: int) -> bool:
        """Whether some line of a cell may begin a paragraph, or not."""
        lines = cell.lines
        if _is_unsure(lines, self.hyphenates) or _wide_elsewhere(lines, self.widest.get((column, page), 0.0)):
            return True
        if column == "actors":
            listed = any(_may_be_listed(above, line) for above, line in pairwise(lines))
            joined = any(self._was_joined(above, line) for above, line in pairwise(lines))
            return listed or joined or any(self._is_part_of_name(line) for line in lines[1:])
        return _breaks_in_sentence(lines) if column == "goal" else _breaks_before_noun(lines)

    def _was_joined(self, above: Line, line: Line) -> bool:
        """Whether a line that names somebody who acts was joined to one that waits for nothing."""
        named = line.text[:1].isupper() and (
            self.words.begins_with_actor(line.text) or self.words.names_a_body(line.text)
        )
        return named and line.starts is not True and not (is_broken(above.text) or goes_on(above.text))

    def _is_part_of_name(self, line: Line) -> bool:
        """Whether a line of actors may go on with the name above: it opens a cooperation, or names nobody by itself."""
        if self.words.opens_cooperation(line.text):
            return True
        known = self.words.begins_with_actor(line.text) or self.words.names_a_body(line.text)
        return line.starts is True and not known and not opens_item(line.text)


def _widest_by_page(rows: Iterable[Row]) -> dict[tuple[str, int], float]:
    """How wide each column is on each page, where enough lines tell."""
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for row in rows:
        for name, cell in (("goal", row.goal or Cell()), *row.named):
            found[name, row.place.page] += (width(line.text) for line in cell.lines)
    return {key: max(widths) for key, widths in found.items() if len(widths) >= _FEWEST_LINES}


def _wide_elsewhere(lines: Sequence[Line], widest: float) -> bool:
    """Whether a word would have fitted above only because its column is wider on other pages."""
    return any(
        line.starts is True
        and not opens_item(line.text)
        and width(above.text) + SPACE + width(line.text.split(maxsplit=1)[0]) > widest > 0.0
        for above, line in pairwise(lines)
    )


def _is_unsure(lines: Sequence[Line], hyphenates: bool) -> bool:
    """Whether a line may begin a paragraph, or not: widths do not tell, or tell otherwise than words."""
    return any(
        _may_be_amount(above, line)
        or (not (opens_item(line.text) or is_broken(above.text) or goes_on(above.text))
        and (_may_begin(above, line, hyphenates) if line.text[:1].isupper()
             else line.starts is False and _ends_early(above, line)))
        for above, line in pairwise(lines)
    )  # fmt: skip


def _may_be_amount(above: Line, line: Line) -> bool:
    """Whether a line may be the amount that belongs to a label above, or begin with the next label."""
    if line.starts is True:
        return is_amount_below_colon(above.text, line.text)
    return begins_with_label(line.text) and not goes_on(above.text)


def _may_begin(above: Line, line: Line, hyphenates: bool) -> bool:
    """Whether a line with a capital may begin a paragraph, though it was joined, or the other way round."""
    return _is_near(above, line, hyphenates) or _between_nouns(above, line) or _begins_sentence(above, line)


def _may_be_listed(above: Line, line: Line) -> bool:
    """Whether a small letter may begin somebody else who acts ("alle Ämter"): its word had about enough room above."""
    tied = is_broken(above.text) or goes_on(above.text) or not line.text[:1].islower() or _TIES.match(line.text)
    word = line.text.split(maxsplit=1)[0]
    return not tied and above.room - SPACE - width(word) > -_ERROR * (width(above.text) + above.room)


def _between_nouns(above: Line, line: Line) -> bool:
    """Whether two nouns were joined, as lists of actors have them, one to a line."""
    return line.starts is not True and bool(_NOUN_LAST.search(above.text) and NOUN_FIRST.match(line.text))


def _begins_sentence(above: Line, line: Line) -> bool:
    """Whether a line was joined although it begins as a sentence does, below a line that ends none."""
    ends = above.text.endswith((*_SENTENCE_ENDS, "„", "»"))
    return line.starts is not True and not ends and _SENTENCE_FIRST.match(line.text) is not None


def _breaks_in_sentence(lines: Sequence[Line]) -> bool:
    """Whether a paragraph was begun below a line that ends no sentence, as goals hardly ever have it."""
    return any(
        line.starts is True and not opens_item(line.text) and not above.text.endswith(_SENTENCE_ENDS)
        for above, line in pairwise(lines)
    )


def _breaks_before_noun(lines: Sequence[Line]) -> bool:
    """Whether a paragraph was begun behind a word with a small letter, which may wait for its noun."""
    return any(
        line.starts is True and NOUN_FIRST.match(line.text) is not None and _SMALL_LAST.search(above.text) is not None
        for above, line in pairwise(lines)
    )


def _ends_early(above: Line, line: Line) -> bool:
    """Whether the first word of a line, small letter or not, would have fitted above with much room left."""
    word = line.text.split(maxsplit=1)[0]
    return above.room - SPACE - width(word) > _MUCH_ROOM * (width(above.text) + above.room)


def _is_near(above: Line, line: Line, hyphenates: bool) -> bool:
    word = line.text.split(maxsplit=1)[0]
    error = _ERROR * (width(above.text) + above.room)
    whole, part = SPACE + width(word), SPACE + first_piece(word)
    if abs(above.room - whole) < error or (hyphenates and part - error < above.room < whole):
        return True
    return above.room < whole and above.text.endswith(_SENTENCE_ENDS)
