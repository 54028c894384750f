"""From a text export (one cell after another, or columns side by side) to a catalogue as printed.

`lines.py` and `pages.py` turn bytes into printed lines, `signs.py` tells what an export or its encoding lost. Then two
ways part:

- one cell after another (`cell_after_cell.py`): `titles.py` finds the rows of column titles, `numbers.py` the running
  numbers, `outline.py` what stands between them, `atoms.py` and `words.py` what the words say, `evidence.py` weighs,
  `cells.py` shares out, `habits.py` learns from it, `rows.py` sets the rows;
- columns side by side (`side_by_side.py`, `layout.py`): `alignment.py` finds where the columns begin and shares out
  each line, `raster.py` draws it on a page, which is then read like any page without rules; `goals.py` tells goals
  apart.

`breaks.py`, `layout_doubts.py`, `strays.py`, `oddities.py` (values made oddly), `outside.py` (lines outside the tables)
and `doubts.py` say what is doubtful, `numbered.py` of which measure, `refusals.py` why a text is refused.
"""

import hashlib
from typing import TypeGuard

from pipeline.errors import InputUnreadable
from pipeline.model import Source
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.read.text.cell_after_cell import read_cell_after_cell
from pipeline.read.text.doubts import doubtful_share, mostly_doubtful
from pipeline.read.text.lines import decode, printed_lines, shown
from pipeline.read.text.pages import is_page_number, printed_words, split_pages, stands_side_by_side
from pipeline.read.text.refusals import no_line_ends, out_of_order
from pipeline.read.text.side_by_side import read_side_by_side
from pipeline.read.text.signs import (
    latin_1_findings,
    loss_of_encoding,
    loss_of_signs,
    replaced_findings,
    replaced_in_measures,
)
from pipeline.read.text.words import Words
from pipeline.vocabulary import Vocabulary

__all__ = ["read_text"]

_HOPELESS = 0.75
"""Part of the measures with doubtful cells from which on no value is worth a look."""
_LONGEST_LINE = 20_000
"""Characters of a line from which on line ends are lost: no paragraph of a catalogue is so long."""


def read_text(content: bytes, name: str, vocabulary: Vocabulary) -> RawCatalogue:
    """Read a text export; `name` is the file's name for messages and records.

    Places count pages and lines of the file from 1; widths are estimated in average characters.

    Raises:
        InputUnreadable: the file is empty, or the export mixed up cells or lost blanks, hyphens or line ends.
        NotACatalogue: no row of column titles, or no running numbers below one.
    """
    text = decode(content)
    if not text.strip():
        raise InputUnreadable(f"„{name}“ ist leer; es gäbe nichts zu lesen: Bitte den Katalog erneut exportieren.")
    drawn = split_pages(text)
    pages = [shown(page) for page in drawn]
    lines = printed_lines(pages)
    if loss := loss_of_signs(pages) or loss_of_encoding(content, text):
        raise InputUnreadable(
            f"In „{name}“ {loss}; so wie gedruckt ließe sich kein Wert lesen: Bitte den Katalog als PDF ablegen oder "
            "den Text anders exportieren (pdftotext mit den Optionen -raw -enc UTF-8)."
        )
    if longest := next((line for line in lines if len(line.text) > _LONGEST_LINE), None):
        raise InputUnreadable(no_line_ends(name, longest))
    words = Words(vocabulary)
    read = read_side_by_side if stands_side_by_side(pages) else read_cell_after_cell
    blocks, furniture, findings = read(name, drawn, lines, words)
    numbers = tuple(block for block in blocks if _is_page_number(block))
    blocks = tuple(block for block in blocks if not _is_page_number(block))
    doubtful, rows = doubtful_share(blocks, findings)
    if doubtful > _HOPELESS * rows:
        raise InputUnreadable(out_of_order(name, rows))
    return RawCatalogue(
        source=Source(name, hashlib.sha256(content).hexdigest(), "text", len(pages)),
        blocks=blocks,
        furniture=(*furniture, *numbers),
        printed=printed_words(pages),
        findings=(
            *replaced_findings(lines),
            *latin_1_findings(content, blocks),
            *replaced_in_measures(blocks),
            *mostly_doubtful(name, doubtful, rows),
            *findings,
        ),
    )


def _is_page_number(block: Line | Table) -> TypeGuard[Line]:
    return isinstance(block, Line) and is_page_number(block.text)
