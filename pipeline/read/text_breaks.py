"""Text exports: paragraph breaks that only a measured page could tell, one finding per measure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model import Cell, Finding, Line, Row, Severity, Table
from pipeline.read.text_numbers import goes_on
from pipeline.read.text_widths import SPACE, first_piece, width
from pipeline.read.text_words import is_broken, opens_item

_ERROR = 0.05
"""How far, in parts of a line, estimated widths may be wrong."""
_TITLES = {"goal": "Ziel", "measure": "Maßnahme", "actors": "Akteure", "status": "Status"}
_LONGEST_SHOWN = 40
_SENTENCE_ENDS = (".", "!", "?", ":", ")")


def doubtful_breaks(blocks: Iterable[Line | Table], hyphenates: bool) -> Iterator[Finding]:
    """Measures in which a line ends so full that a new paragraph below it cannot be told from a wrapped line.

    `hyphenates` says that the document breaks words at line ends: then a syllable of the next word had to fit.
    """
    number, page = "", 0
    for row in (row for block in blocks if isinstance(block, Table) for row in block.rows):
        if row.number.lines:
            number, page = " ".join(line.text for line in row.number.lines).rstrip(".:)"), row.place.page
        found = [(title, line) for title, cell in _cells(row) for line in _unsure(cell.lines, hyphenates)]
        if found and number:
            title, line = found[0]
            shown = line.text if len(line.text) <= _LONGEST_SHOWN else f"{line.text[:_LONGEST_SHOWN]} …"
            more = " (und an weiteren Stellen)" if found[1:] else ""
            yield Finding(
                "paragraph-doubtful",
                Severity.INFO,
                f"Maßnahme {number} (Seite {page}): Im Text ist nicht zu erkennen, ob unter „{title}“ bei „{shown}“ "
                f"ein neuer Absatz beginnt{more}. Kein Wort fehlt; falls der Absatz wichtig ist: Bitte den Katalog als "
                "PDF ablegen.",
                measure=number,
                page=page,
            )


def _cells(row: Row) -> Iterator[tuple[str, Cell]]:
    yield from ((title, getattr(row, name)) for name, title in _TITLES.items() if getattr(row, name))
    yield from row.extra


def _unsure(lines: Sequence[Line], hyphenates: bool) -> Iterator[Line]:
    """Lines that begin with a capital below one in which the next word would just have fitted, or just not."""
    for above, line in pairwise(lines):
        told = opens_item(line.text) or is_broken(above.text) or goes_on(above.text)
        if not told and line.text[:1].isupper() and _is_near(above, line, hyphenates):
            yield line


def _is_near(above: Line, line: Line, hyphenates: bool) -> bool:
    word = line.text.split(maxsplit=1)[0]
    error = _ERROR * (width(above.text) + above.room)
    whole, part = SPACE + width(word), SPACE + first_piece(word)
    if abs(above.room - whole) < error or (hyphenates and abs(above.room - part) < error):
        return True
    return above.room < whole and above.text.endswith(_SENTENCE_ENDS)
