"""Words at the ends of lines: where they may be broken, and what the hyphen there says."""

import re
from functools import lru_cache

from pipeline.hyphens import HYPHEN, HYPHENS
from pipeline.printed import Line
from pipeline.syllables import syllable_ends

CONJUNCTIONS = re.compile(r"(?:und|oder|bzw\.|beziehungsweise|sowie|u\.|&|und/oder)(?!\w)")
_NEVER_FIRST = re.compile(CONJUNCTIONS.pattern + r"|(?:g?GmbH|mbH|g?AG|KG|eG|e\. ?V\.)(?!\w)")
_NEVER_LAST = re.compile(r"(?:^|\s)(?:und|oder|sowie|bzw\.|des|im|am|zum|zur|vom|beim)$")
"""What goes on with a sentence or a name, and what waits for the rest of it."""
_INITIALS = re.compile(r"(?:^|\s)[^\W\d_]\.$"), re.compile(r"[^\W\d_]\.(?:\s|$|[,;)])")
"""How both lines of "e." / "V." or "z." / "B." end and begin."""
_LAST_PART = re.compile(rf"([^\W_]+)[{HYPHENS}]$")
WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_LAST_WORD = re.compile(WORD.pattern + "$")
_PLAIN_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, HYPHEN))
_FIRST_WORD = re.compile(r"(?<![^\W\d_])(?<![.:])[^\W\d_]+(?![^\W\d_]|[.:]\w)")
"""Not part of a compound with points ("Augenblicke.Begegnungen"), which no typesetter hyphenates."""
_OWN_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010](?=[^\W\d_])")
"""A hyphen between letters, where most typesetters may end the line."""
_SHORTEST_BROKEN_WORD = 5
"""Letters; the default of LibreOffice and of CSS (`hyphenate-limit-chars: 5 2 2`)."""
_QUOTE_AND_BRACKET = re.compile(r"[^\s„]+[“”]\s+[(\[]\S*")
"""Browsers never part them (Unicode's line breaking rule LB15), nor does the end of a quotation begin a paragraph."""
_HYPHEN_WIDTH = 0.33
"""Width of a hyphen by type size, as in Helvetica and Arial; Calibri and Times are within 0.03."""
_ENDING = re.compile(r"(?:e[mn]?|(?:heit|keit|schaft|ung)(?:en)?|lich(?:e[mnrs]?)?|[^aeiouyäöü\W\d_]+)[,;:)]*(?:\s|$)")
"""What never is a word: an ending by itself, or letters without a vowel."""
_OPENING = re.compile(
    r"(?:[^\W\d_]?|[bcfgkp]l|[bcdfgkptvw]r|chl|chr?|dsch|fjo|[gkps]n|pf[lr]?|ph[lr]?|p[st]|rh|s[ckmptvwz]|sch[lmnrw]?|s[kpt][lr]"
    r"|sl|thr?|tsch|[tz]w|wh)[aeiouyäöü]"
)
"""How words begin in German."""
_ADJECTIVE_LAST = re.compile(rf"(?:^|[\s(„/])[a-zäöüß]+(?:al|ell|isch|iv|lich)[{HYPHENS}]$")
_ADJECTIVE_FIRST = re.compile(r"(?!is[iet])[a-zäöüß]{2,}(?:al|ell|ig|isch|iv|lich)(?:e[mnrs]?)?(?!\w)")
"""Not such as "regional-" / "isierten"."""
_WHOLE = re.compile(r"[a-zäöüß](?:heit|keit|schaft|tion|tät|ung)$")
"""The endings of nouns that go on with an "s" or the "en" of their plural only."""
_PARTICIPLE = re.compile(
    r"(?:(?:ab|an|auf|aus|durch|ein|um|vor|zu)?ge|be|ent|er|über|unter|ver|zer)[a-zäöüß]+"
    r"(?:iert|e[lr]t|[^i]et|[gnz]t|llt|mmt|o(?:ss|b|mm|nn|g)en)(?![\w])"
)
"""Not such as also are nouns within others ("Wohngebiet", "Amtsgericht")."""
_ABBREVIATED = re.compile(r"[^\W\d_]+\.")
LINES = 2048
"""Printed lines of which is remembered how they begin and end: each is asked about again and again."""


def words_in(text: str) -> frozenset[str]:
    """The words of a text as `Typesetting.words` knows them."""
    return frozenset(map(fold_hyphens, WORD.findall(text)))


def fold_hyphens(text: str) -> str:
    """The same text with plain hyphens."""
    return text if text.isascii() else text.translate(_PLAIN_HYPHENS)


@lru_cache(maxsize=LINES)
def last_part(text: str) -> re.Match[str] | None:
    """The part of a word before the hyphen that ends a line."""
    return _LAST_PART.search(text) if text[-1:] in HYPHENS else None  # the search is slow where nothing is found


def breaks_word(last_part: str, right: str) -> bool:
    """Whether the typesetting must have set the hyphen between two lines: no rule keeps it."""
    return right[:1].islower() and not CONJUNCTIONS.match(right) and not is_kept_part(last_part)


def is_kept_part(last_part: str) -> bool:
    """ "QR-Code", "COVID-19-bedingt": behind capitals and figures a hyphen is the author's."""
    return last_part[-1:].isdigit() or last_part.isupper()


def are_adjectives(above: str, text: str) -> bool:
    """Whether two adjectives meet at a hyphen that may be the author's: "regional-" / "ökologischer"."""
    return _ADJECTIVE_LAST.search(above) is not None and _ADJECTIVE_FIRST.match(text) is not None


def trailing_word(text: str) -> str:
    """The last word of a text, with plain hyphens; nothing where it ends otherwise."""
    match = _LAST_WORD.search("".join(text.rsplit(maxsplit=1)[-1:]))  # short, for the search begins anywhere
    return fold_hyphens(match[0]) if match else ""


def last_letters(text: str) -> str:
    """The last word of a line if it is all letters, without the bracket or quotation mark before it."""
    word = text.rsplit(maxsplit=1)[-1].lstrip("(„")
    return word if word.isalpha() else ""


def leading_word(text: str) -> str:
    """The first word of a text, with plain hyphens; nothing where it begins otherwise."""
    match = WORD.match(text)
    return fold_hyphens(match[0]) if match else ""


def first_piece_width(line: Line, shortest: int | None, splits: bool) -> float:
    """Width of the shortest piece of the line's first word (or words held together) that could have stood above."""
    together = _QUOTE_AND_BRACKET.match(line.text)
    whole = together[0] if together else line.text[: line.held]
    word = whole or line.text.split(maxsplit=1)[0]
    length = len(word) if together else _first_break(word, shortest, splits)
    hyphen = (
        (_HYPHEN_WIDTH * line.size or line.space) if length < len(word) and word[length - 1] not in HYPHENS else 0.0
    )
    return sum(line.advances[:length]) + hyphen


def _first_break(word: str, shortest: int | None, splits: bool) -> int:
    """Characters up to the first place where the typesetter may break the word."""
    places = [found.end() for found in _OWN_BREAK.finditer(word)] if splits else []
    run = _FIRST_WORD.search(word)
    if shortest is not None and run and len(run[0]) >= _SHORTEST_BROKEN_WORD:
        places += [run.start() + end for end in syllable_ends(run[0]) if end >= shortest]
    return min(places, default=len(word))


def is_end_of_word(text: str) -> bool:
    """Whether a line begins with letters that end a word and cannot be one: "nz", "ungen", "rgung"."""
    if _ABBREVIATED.match(text):
        return False
    return _ENDING.match(text) is not None or not _OPENING.match(text)


def is_whole(head: str, tail: str) -> bool:
    """Whether a noun is over at the end of a line: "Ausschreibung" / "aufgehoben", not "Planung" / "sbüro"."""
    return _PARTICIPLE.match(tail) is not None or (_WHOLE.search(head) is not None and not tail.startswith(("s", "en")))


def surely_goes_on(above: str, text: str) -> bool:
    """Whether a line goes on with the one above by its words, whatever room was left there."""
    if _NEVER_LAST.search(above) or _NEVER_FIRST.match(text):
        return True
    return _INITIALS[0].search(above) is not None and _INITIALS[1].match(text) is not None
