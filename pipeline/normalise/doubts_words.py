"""Findings about words on two lines: where they go on, whose hyphen stands there."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from pipeline.hyphens import HYPHENS
from pipeline.model import Finding
from pipeline.normalise.chapters import Chapters, cells
from pipeline.normalise.doubts_breaks import finding_at, numbered_rows
from pipeline.normalise.paragraphs import ADDRESS, is_broken_word, join, may_be_broken_word
from pipeline.normalise.typesetting import Typesetting, is_full
from pipeline.normalise.word_breaks import are_adjectives, is_end_of_word, is_whole, leading_word, trailing_word
from pipeline.printed import Line

_CAPITALS_LAST, _CAPITALS_FIRST = re.compile(rf"(?<!\w)[A-ZÄÖÜ]{{2,}}[{HYPHENS}]$"), re.compile(r"[A-ZÄÖÜ]{2,}")
"""What hyphenation may part, too ("DE-" / "HOGA-Kreisverband")."""
_ALSO_END = re.compile(r"(?:ein(?:e[mnrs]?)?|in|ist)(?!\w)")
"""Words that others end with."""


def about_words(chapters: Chapters) -> Iterator[Finding]:
    """Words on two lines of which it is open how they are written."""
    for number, row, goal in numbered_rows(chapters):
        own = [cell.lines for cell in cells(row)[0 if row.goal is None else 1 :]]
        for above, line in (pair for lines in (goal, *own) for pair in pairwise(lines)):
            typesetting = chapters.cells
            doubts = _halves(above, line, typesetting), _hyphen(above, line, typesetting), _address(above, line)
            for what, value in chain(*doubts):
                yield finding_at("word-unclear", number, row, what, value)


def _halves(above: Line, line: Line, typesetting: Typesetting) -> Iterator[tuple[str, str]]:
    """Halves without a hyphen, where neither they nor another place in the catalogue show what word it is."""
    head, tail = above.text.split()[-1], line.text.split(maxsplit=1)[0]
    if head + tail in typesetting.words:
        return
    joined = is_broken_word(above, line, typesetting)
    if may_be_broken_word(above, line, typesetting) and not (joined and is_end_of_word(line.text)):
        taken = "ein Wort" if joined else "zwei Wörter"
        yield f"„{head}“ und „{tail}“ stehen ohne Trennstrich auf zwei Zeilen und sind als {taken} übernommen", ""
    elif not joined and head == above.text and head not in typesetting.inner and _may_end(above, line):
        yield f"„{head}“ und „{tail}“ können auf zwei Zeilen ein Wort sein und sind als zwei Wörter übernommen", ""


def _may_end(above: Line, line: Line) -> bool:
    """Whether a word alone on a full line may go on below with what is a word, too: "Nachbarschaftsver" / "eine"."""
    alone = above.size > 0 and above.text.isalpha() and is_full(above, line)
    return alone and _ALSO_END.match(line.text) is not None and not is_whole(above.text, line.text)


def _hyphen(above: Line, line: Line, typesetting: Typesetting) -> Iterator[tuple[str, str]]:
    """A hyphen between two adjectives, or amid capitals, that may be the author's or not."""
    amid = typesetting.hyphenates and _CAPITALS_LAST.search(above.text) and _CAPITALS_FIRST.match(line.text)
    if amid or are_adjectives(above.text, line.text):
        head, tail = trailing_word(above.text[:-1]), leading_word(line.text)
        forms = f"{head}-{tail}", head + tail
        if not set(forms) & typesetting.words:
            taken = next(form for form in forms if form in join(above.text, line.text, typesetting))
            yield f"ob der Strich am Zeilenende zum Wort gehört, ist nicht zu erkennen; übernommen ist „{taken}“", taken


def _address(above: Line, line: Line) -> Iterator[tuple[str, str]]:
    """A web or mail address that is broken at a hyphen."""
    if line.size and above.text.endswith(tuple(HYPHENS)) and ADDRESS.search(above.text):
        address = f"{above.text.split()[-1]}{line.text.split(maxsplit=1)[0]}"
        yield (
            f"ob der Strich am Zeilenende zur Adresse „{address}“ gehört, ist nicht zu erkennen; er ist übernommen",
            address,
        )
