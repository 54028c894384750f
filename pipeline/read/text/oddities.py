"""Text exports: values made as values hardly ever are, because a line or a word stands in another cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.dates import replace_dates
from pipeline.model import Finding
from pipeline.printed import Line, Table
from pipeline.read.text.numbered import Numbered, cells_of, finding_about, lines_of, numbered, shown_lines

_MOST_SMALL = 0.2
"""Part of the statuses of a document that begin with a small letter, up to which each of them is odd."""
_MOST_GAPS = 0.34
"""Part of the measures that hold a blank line, up to which each of them is odd."""
_SMALL_WORDS = frozenset(
    ("ab", "am", "an", "da", "er", "es", "im", "in", "je", "ob", "so", "um", "wo", "zu", "m²", "m")
)
_REST = re.compile(r"[a-zäöüß]{1,2}[.,]?")
_GLUED = re.compile(r"[a-zäöüß]{3}(?!Innen)[A-ZÄÖÜ][a-zäöüß]{3}")
_GLUED_NUMBER = re.compile(r"\d[^\W\d_]{2}")

_COMPARE = "Bitte alle Spalten mit dem Dokument vergleichen."

Block = Line | Table


def oddities(blocks: Sequence[Block]) -> Iterator[Finding]:
    """All that is odd about values, whatever way an export goes."""
    rows = list(numbered(blocks))
    yield from _small_statuses(rows)
    for each in rows:
        yield from _rests_of_words(each)
        yield from _glued_words(each)


def _small_statuses(rows: Sequence[Numbered]) -> Iterator[Finding]:
    """Statuses that begin with a small letter where most do not: their first word stands in the cell before."""
    filled = [each for each in rows if each.row.status.lines and each.row.number.lines]
    small = [each for each in filled if each.row.status.lines[0].text[:1].islower()]
    for each in small if len(small) <= _MOST_SMALL * len(filled) else ():
        text = each.row.status.lines[0].text
        why = f"Der Status beginnt mit „{text[:60]}“, mitten im Satz; sein Anfang kann anderswo stehen."
        yield finding_about(each, text, f"{why} {_COMPARE}")


def _rests_of_words(each: Numbered) -> Iterator[Finding]:
    """Lines of a letter or two: a cell was too narrow for a word, which was broken without a hyphen."""
    for _, cell in cells_of(each.row):
        for above, line in pairwise(cell.lines):
            if _REST.fullmatch(line.text) and line.text not in _SMALL_WORDS and above.text[-1:].isalpha():
                text = f"{above.text[-40:]} {line.text}"
                yield finding_about(
                    each, text, f"„{text}“ kann ein Wort sein, das ohne Trennstrich umbrochen ist. {_COMPARE}"
                )


def _glued_words(each: Numbered) -> Iterator[Finding]:
    """Words with a capital inside, or letters behind the figures of a number: two texts lie one over the other."""
    found = [line for line in lines_of(each.row) if _GLUED.search(line.text)]
    found += [line for line in each.row.number.lines if _GLUED_NUMBER.search(line.text)]
    if found:
        why = f"In {shown_lines(found)} stoßen Wörter aneinander; dort können Spalten übereinander liegen."
        yield finding_about(each, found[0].text, f"{why} {_COMPARE}")


def dated_goals(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Goals that name a date, as hardly any does: what the status above says further may be taken for one."""
    for each in numbered(blocks):
        text = " ".join(line.text for line in each.row.goal.lines) if each.row.goal else ""
        if replace_dates(text, "") != text:
            why = f"Das Ziel „{text[:60]}“ nennt ein Datum; es kann zu einer Spalte der Maßnahme davor gehören."
            yield finding_about(each, text[:60], f"{why} Bitte mit dem Dokument vergleichen.", "goal-doubtful")


def gaps_within(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Measures of which a line stands below a blank one where hardly any has one: it may be none of theirs."""
    rows = [each for each in numbered(blocks) if each.row.number.lines]
    found = [(each, line) for each in rows if (line := _below_a_gap(each))]
    for each, line in found if len(found) <= _MOST_GAPS * len(rows) else ():
        why = f"„{line.text[:60]}“ steht unter einer Leerzeile; ob es zu dieser Maßnahme gehört, ist nicht zu erkennen."
        yield finding_about(each, line.text, f"{why} {_COMPARE}", "line-unclear")


def _below_a_gap(each: Numbered) -> Line | None:
    """The first line of a row with a blank line above."""
    own = {line.place.lines[0]: line for _, cell in each.row.named for line in cell.lines if line.place.lines}
    own |= {line.place.lines[0]: line for line in each.row.number.lines if line.place.lines}
    at = sorted(own)
    return next((own[below] for above, below in pairwise(at) if below > above + 1), None)
