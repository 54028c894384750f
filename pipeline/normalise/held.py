"""Words that stay together at a line end by a blank that the PDF does not tell from others, and labels in a row."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.printed import Line
from pipeline.wording import MONTH, begins_with_label

_COUNT = r"(?!(?:19|20)\d\d(?!\d))(?!\d+\.\d)\d+(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|§§?|(?:Nr|Art|Abs|Ziff)\."
"""What a figure that counts something looks like: no year, no date; or a sign that one follows."""
_PAIR = re.compile(rf"[(„]?(?:(?:{_COUNT})\s|\d\d?\.\s(?={MONTH}))\S+")
_COUNT_LAST = re.compile(rf"(?:^|[\s(„])(?:{_COUNT})$")
_UNITS = r"(?:[%‰°€]|[TM]€|(?:Mio|Mrd|Euro|EUR|Uhr|Prozent|k?m[²³]?|ha|kWp?|MWp?|[kMG]Wh)(?!\w))"
_COUNTED = re.compile(rf"[a-zäöüß\d]|{_UNITS}")
_UNIT = re.compile(rf"[(„]?(?:[\d.,]+\s{_UNITS}|§|\w+\.\s)")
_ENDS = re.compile(r"[.!?;€%]$|\d$|(?:^|\s)(?:Euro|EUR)$")
"""How a text ends behind which no figure goes on."""
_WAITS = re.compile(r"(?:^|[\s(])[a-zäöüß]+$|^(?:Über|Rund|Etwa|Bis|Ab|Mit|Für|Circa|Knapp|Weitere|Mindestens)$|[,(]$")
"""How a text ends behind which a sentence goes on rather than ends: with a word in small letters."""
_DASH = re.compile(r"([-–—])\s")
_NUMBERED = re.compile(
    r"(\d\d?)[.)]\s(?=[A-ZÄÖÜ])(?!(?:Quartal|Halbjahr|Tertial|Bauabschnitt|Stufe|Phase|Lesung)(?!\w))"
)
_FIRST_ITEM = re.compile(r"(?:1|a)[.)]\s(?=[A-ZÄÖÜ])")
_GOES_ON = re.compile(
    r"[,;–—/:-]$|(?:^|\s)(?:ab|als|am|an|auf|aus|bei|bis|das|dem|den|der|des|die|durch|eine?[mnrs]?|für|gegen|im|in|mit|nach"
    r"|oder|ohne|seit|sowie|über|um|und|unter|vom|von|vor|zu[mr]?|zwischen)$"
)
"""How a text ends that no item follows."""


def parts_counts(cells: Iterable[Sequence[Line]]) -> bool:
    """Whether a line of these cells ends between a figure and what it counts ("40" / "%"): nothing holds them."""
    pairs = ((above, line) for lines in cells for above, line in pairwise(lines) if line.starts is None)
    return any(_COUNTED.match(line.text) and _COUNT_LAST.search(above.text) for above, line in pairs)


def held_width(above: Line, line: Line) -> float:
    """The width of a figure and what it counts at the beginning of a line, if the text above may go on with them."""
    found = _PAIR.match(line.text)
    if not found or not line.size or line.held or _ENDS.search(above.text):
        return 0.0
    waits = line.text.startswith("(") or _WAITS.search(above.text)
    if not waits and not _UNIT.match(line.text):
        return 0.0
    return sum(line.advances[: found.end()])


def begins_item(paragraph: str, line: str) -> bool:
    """Whether a line begins an item as the paragraph does: with a dash, the next number, or a label of its own.

    A dash alone may also stand in mid-sentence. Labels are such as in "Haushalt: 1,2 Mio. €" / "Förderung: 300 T€".
    """
    if paragraph.endswith(":") and _FIRST_ITEM.match(line):
        return True
    if _GOES_ON.search(paragraph):
        return False
    dash, mark = _DASH.match(paragraph), _DASH.match(line)
    if dash and mark and dash[1] == mark[1]:
        return True
    above, below = _NUMBERED.match(paragraph), _NUMBERED.match(line)
    if above and below:
        return int(below[1]) == int(above[1]) + 1
    return begins_with_label(line) and begins_with_label(paragraph)
