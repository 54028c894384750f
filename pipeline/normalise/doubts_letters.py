"""Findings about letters that look like others: words that a reader takes for what they are not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.model import Finding, Measure, Severity

_OWN = ("LATIN", "MICRO", "FEMININE", "MASCULINE", "MODIFIER")
"""How the names of letters begin that stand in German words and measures."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing: the word reads otherwise than it is stored."""
_PLAIN = re.compile(r"[\x00-\u024f\u2010-\u2027\u2030-\u2044\u20ac]*")
"""What German catalogues are written in."""


def about_letters(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Words of Latin letters with some of another alphabet among them, and words written backwards."""
    for measure in measures:
        values = (measure.number, measure.goal, measure.text, measure.actors_text, measure.status_text)
        strange = [word for value in values if not _PLAIN.fullmatch(value) for word in value.split() if _strange(word)]
        if strange:
            shown = _DIRECTIONS.sub("\N{REPLACEMENT CHARACTER}", strange[0])
            yield Finding(
                "letters-mixed", Severity.WARNING,
                f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): In „{shown}“ stehen Zeichen, die "
                "wie andere aussehen (fremdes Alphabet oder umgekehrte Schreibrichtung); Suche und Vergleich halten "
                "das Wort für ein anderes: Bitte mit dem gedruckten Katalog vergleichen.",
                measure.number, measure.page,
            )  # fmt: skip


def _strange(word: str) -> bool:
    if _DIRECTIONS.search(word):
        return True
    return any(_mixed(run) for run in re.findall(r"[^\W_]+", word) if not _PLAIN.fullmatch(run))


def _mixed(letters: str) -> bool:
    """Whether a run of letters and digits is partly Latin, partly not; whole foreign words are meant so."""
    if any(unicodedata.name(each, "").startswith("FULLWIDTH") for each in letters):
        return True
    names = [unicodedata.name(letter, "") for letter in letters if letter.isalpha()]
    return 0 < sum(not name.startswith(_OWN) for name in names) < len(names)
