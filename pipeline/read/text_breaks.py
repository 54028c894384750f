"""Text exports: paragraph breaks that only a measured page could tell, one finding for all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model import Finding, Severity
from pipeline.printed import Cell, Line, Row, Table
from pipeline.read.text_numbers import goes_on
from pipeline.read.text_widths import SPACE, first_piece, width
from pipeline.read.text_words import is_broken, opens_item

_ERROR = 0.05
"""How far, in parts of a line, estimated widths may be wrong."""
_MOST_NAMED = 60
_SENTENCE_ENDS = (".", "!", "?", ":", ")")


def doubtful_breaks(blocks: Iterable[Line | Table], hyphenates: bool) -> Iterator[Finding]:
    """The measures in which a line ends so full that a new paragraph below it cannot be told from a wrapped line.

    `hyphenates` says that the document breaks words at line ends: then a syllable of the next word had to fit.
    """
    number = ""
    found: dict[str, None] = {}
    for row in (row for block in blocks if isinstance(block, Table) for row in block.rows):
        number = " ".join(line.text for line in row.number.lines).rstrip(".:)") or number
        if number and any(_is_unsure(cell.lines, hyphenates) for cell in _cells(row)):
            found[number] = None
    if found:
        more = f" und {len(found) - _MOST_NAMED} weitere" if len(found) > _MOST_NAMED else ""
        yield Finding(
            "paragraph-doubtful",
            Severity.INFO,
            f"Im Text ist an vollen Zeilen nicht zu erkennen, ob ein neuer Absatz beginnt (Nr. "
            f"{', '.join(list(found)[:_MOST_NAMED])}{more}). Kein Wort fehlt; falls die Absätze wichtig sind: Bitte "
            "den Katalog als PDF ablegen.",
            value=", ".join(found),
        )


def _cells(row: Row) -> Iterator[Cell]:
    yield from (cell for cell in (row.goal, row.measure, row.actors, row.status) if cell)
    yield from (cell for _, cell in row.extra)


def _is_unsure(lines: Sequence[Line], hyphenates: bool) -> bool:
    """Whether a line begins with a capital below one in which the next word would just have fitted, or just not."""
    return any(
        line.text[:1].isupper()
        and not (opens_item(line.text) or is_broken(above.text) or goes_on(above.text))
        and _is_near(above, line, hyphenates)
        for above, line in pairwise(lines)
    )


def _is_near(above: Line, line: Line, hyphenates: bool) -> bool:
    word = line.text.split(maxsplit=1)[0]
    error = _ERROR * (width(above.text) + above.room)
    whole, part = SPACE + width(word), SPACE + first_piece(word)
    if abs(above.room - whole) < error or (hyphenates and abs(above.room - part) < error):
        return True
    return above.room < whole and above.text.endswith(_SENTENCE_ENDS)
