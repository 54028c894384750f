"""From printed lines back to the author's paragraphs: wraps joined, line-end hyphenation undone, real breaks kept.

A break was meant if the next word, or in a hyphenating document its first syllable, would have fitted on the line.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from pipeline.hyphens import HYPHEN, HYPHENS, SOFT_HYPHEN, TYPESET_HYPHEN
from pipeline.normalise.held import begins_item, held_width
from pipeline.normalise.marks import mark, with_usual_mark
from pipeline.normalise.typesetting import (
    FIT_TOLERANCE,
    Typesetting,
    fills_line,
    is_full,
    is_title_above,
    left_over,
)
from pipeline.normalise.word_breaks import (
    CONJUNCTIONS,
    are_adjectives,
    breaks_word,
    is_end_of_word,
    is_kept_part,
    is_whole,
    last_letters,
    last_part,
    leading_word,
    surely_goes_on,
    trailing_word,
)
from pipeline.printed import Line
from pipeline.syllables import syllable_ends
from pipeline.wording import NOUN_FIRST, is_amount_below_colon, opens_year, waits_for_noun

_PLUS = re.compile(r"\+\s*(?![\s\d])")
"""Not before a figure: "+ 3 %" is no item."""
_SMALL_WORD = re.compile(
    rf"(?:{CONJUNCTIONS.pattern[3:-7]}|der|die|das|des|dem|den|ein\w*|in|im|an|am|auf|aus|bei|bis|für|je|mit|nach|pro"
    r"|seit|über|von|vom|vor|zu|zum|zur|ab|als|durch|ist|sind|wird|werden|g?mbH)(?!\w)"
    r"|(?:bzw|ca|d|e(?=\.\s?V)|etc|evtl|ggf|i|inkl|max|min|mind|o|s|u|usw|v|vgl|z|zzgl)\."
)
"""Words and abbreviations that end no other word: a line that begins with one goes on with a new word."""
_WHOLE_WORDS = frozenset(("nicht", "noch", "wird", "bereits", "bisher", "sowie", "unter", "etwa", "rund"))
"""Words that stand alone on narrow lines and are no half of another."""
ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
"""The tail of a web or mail address, whose hyphens are its own."""
_ADDRESS_OPEN = re.compile(r"(?:://|www\.|@|(?:://|www\.|@)\S+[./_=&?-])$")
"""Such a tail that waits for more: no blank follows, unless a sentence ends with it."""
_HYPHEN_ASIDE = re.compile(rf"[^\W_]\s[{HYPHENS}]$")
"""A hyphen that an export sets off from the word it breaks."""
_SPLIT_WITHOUT_BLANK = re.compile(
    rf"[“”»)][{HYPHENS}]$|[{HYPHENS}\w€%)]/$|[\w€%)]–$|/-$|(?:^|\s)(?:und|oder|bzw\.|sowie)\s[{HYPHENS}]$"
)
_SPLITTING = frozenset("/–" + HYPHENS)
_CLOSING = re.compile(r"[,.;:!?)]+(?:\s|$)")
"""What no blank stands before, also where a full line had room for the word alone."""
_SLASH_FIRST, _POINT_FIRST = re.compile(r"/\w"), re.compile(r"\.[a-z]")
"""How an address goes on; no hyphen stands before a point ("service-" / ".beispielstadt.de")."""
_ARTICLES = r"in|von|für|zum|zur|im|am|vom|beim|der|die|das|den|dem|des|eine|eine[mnrs]"
_NO_ADJECTIVE = r"(?:all|ander|beid|dies|einig|jed|jen|kein|manch|mehrer|solch|viel|wenig)(?:e[mnrs]?)"
UNFINISHED = re.compile(
    rf"(?:^|(?<!,)\s|\()(?:(?:{_ARTICLES})(?:\s+(?!{_NO_ADJECTIVE}$)[a-zäöüß]+e[mnrs]?)?|und|oder|sowie|als|dass|bzw\.)$"
    r"|[,–-]$|\s[/&]$"
)
"""An article or preposition that waits for its noun, a conjunction, comma or sign that waits for its other half.

Left out are words that also end a German sentence: parts of verbs ("liegt bei", "richtet ein"), pronouns ("offen für
alle"), and verbs behind a relative pronoun ("Projekte, die begeistern").
"""
_NARROW_FIT = 0.15
"""Share of the type size by which a word must fit more than that to prove a break behind an unfinished sentence."""
_SENTENCE_FIRST = re.compile(
    r"(?:Der|Die|Das|Den|Dem|Des|Eine?|Eine[mnrs]|Diese[mnrs]?|Es|Er|Wir|Und|Oder|Für|Mit|Beim?|Nach|Auf|Ab|Zu[mr]?"
    r"|Im|In|Am|An|Vom|Von|Durch|Zwischen|Über|Unter|Ohne|Seit|Wegen|Während|Alle[nr]?|Als|Auch|Wenn|Sobald|Damit|Hier|Hierzu|Dazu|Dabei|Derzeit|Bisher)\s"
)
"""Articles, prepositions, conjunctions, pronouns: in mid-sentence German writes them small, but for names."""
_ORDINAL_LAST = re.compile(r"(?:^|\s)(?:zu[mr]|vom|am|bis|ab|d(?:er|es|em|en|ie|as)|im|seit|beim)\s\d{1,3}\.$")
"""An ordinal that waits for what it counts ("zum 80." / "Geburtstag")."""
_MUCH_ROOM = 0.3
"""Share of the column's width that lines rarely leave free where only the line was broken."""
_NOUN_LAST = re.compile(
    r"(?:^|\s)[„(]?(?!(?:D(?:er|ie|as|en|em|es)|Alle?|Am|Aus|Bei|Bis|Für|Im|In|Je|Mit|Nur|Sie|So|Um|Und|Vo[mnr]|Wer"
    r"|Wie|Wir|Zu[mr]?)$)[A-ZÄÖÜ](?:[\w-]+\w|[A-ZÄÖÜ]+|\d{1,3})[“”»)]?$|\d\s(?:ha|[ck]?m[²³]?|[kM]?Wp?|[kMG]Wh|t|l)$"
)
PREPOSITION = re.compile(
    r"\s(?:mit|auf|an|bei|nach|aus|über|unter|zu|durch|ohne|um|bis|seit|vor|zwischen|gegen|pro|je|wie|sich|k?ein)$"
)
"""Some of these also end a sentence ("läuft an"), but not where the next word would have had to be split to fit."""


def paragraphs(lines: Sequence[Line], typesetting: Typesetting) -> tuple[str, ...]:
    """The logical lines of a cell: bullets start "• ", progress notes "→ ", white space single, text NFC."""
    return tuple(text for _, text in placed_paragraphs(lines, typesetting))


def placed_paragraphs(lines: Sequence[Line], typesetting: Typesetting) -> tuple[tuple[Line, str], ...]:
    """The logical lines of a cell, each with the printed line it begins on."""
    result: list[tuple[Line, str]] = []
    previous: Line | None = None
    for line in lines:
        if not line.text.strip():
            continue
        first, text = result[-1] if result else (line, "")
        if (
            previous is None
            or begins_paragraph(previous, line, typesetting)
            or (line.starts is None and begins_item(text, line.text))
        ):
            result.append((line, line.text))
        elif is_broken_word(previous, line, typesetting):
            result[-1] = first, text + line.text
        else:
            result[-1] = first, join(text, line.text, typesetting)
        previous = line
    return tuple((first, tidy(text)) for first, text in result)


def begins_paragraph(previous: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether the author broke the paragraph between two lines of a cell, rather than the typesetting the line."""
    if mark(previous.text) == previous.text.strip():
        return False
    if line.starts is not None:
        return line.starts
    if last_part(previous.text):
        return False
    if mark(line.text) or _PLUS.match(line.text) or begins_item(previous.text, line.text):
        return True
    return _was_broken(previous, line, typesetting)


def _was_broken(previous: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether there was room for more on the line above, or a sentence begins where none ended."""
    if surely_goes_on(previous.text, line.text) or is_amount_below_colon(previous.text, line.text):
        return False
    if line.text[:1].isupper() and (waits_for_noun(previous.text) or _ORDINAL_LAST.search(previous.text)):
        return False
    if typesetting.running and line.text[:1].islower() and previous.text[-1:].isalnum():
        return False
    if (
        opens_year(previous.text, line.text)
        or _opens_sentence(previous.text, line.text)
        or (typesetting.titled and is_title_above(previous, line))
    ):
        return True
    if previous.text in typesetting.values and line.text in typesetting.values:
        return True
    return _had_room(previous, line, typesetting) and not may_be_held(previous, line, typesetting)


def _had_room(previous: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether the first word of a line, or its first syllable, would have fitted above."""
    whole = left_over(previous, line, None, splits=False)
    if whole < 0 and (line.text[:1].islower() or line.text.startswith("(")):
        return False
    turns_page = previous.place.page != line.place.page
    breakable = typesetting.hyphenates and (typesetting.across_pages or not turns_page)
    left = left_over(previous, line, typesetting.shortest if breakable else None, typesetting.splits)
    if not UNFINISHED.search(previous.text) and not PREPOSITION.search(previous.text):
        return left >= 0
    return left >= _NARROW_FIT * line.size and whole >= 0


def may_be_held(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether a line begins with a figure that would have fitted above, but not with what it counts (40 %)."""
    width = 0.0 if typesetting.counts or line.starts is not None else held_width(above, line)
    return above.room - FIT_TOLERANCE - above.space < width


def _opens_sentence(above: str, text: str) -> bool:
    """Whether a line begins with a word that is capital at the beginning of a sentence only, and none ends above it."""
    ends = above[-1:].isalnum() or above.endswith(("€", "%"))
    return ends and _SENTENCE_FIRST.match(text) is not None and not UNFINISHED.search(above)


def is_unclear(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether the author may have broken the paragraph where the typesetting would have broken the line anyway.

    Two nouns in a row without a word between are rare within a phrase, the more so where much room is left.
    """
    box = above.place.bbox or (0.0, 0.0, 0.0, 0.0)
    if is_title_above(above, line) and not line.text[:1].islower():
        return not begins_paragraph(above, line, typesetting)
    empty = above.room > _MUCH_ROOM * (box[2] - box[0] + above.room)
    return empty and are_nouns_in_a_row(above, line, typesetting)


def are_nouns_in_a_row(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether two lines are joined although the one ends and the other begins with a noun."""
    if line.starts is not None or not line.size or not NOUN_FIRST.match(line.text) or waits_for_noun(above.text):
        return False
    return _NOUN_LAST.search(above.text) is not None and not begins_paragraph(above, line, typesetting)


def is_broken_word(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether a word too long for its column was broken without a hyphen; only measured lines tell how full it is."""
    return above.size > 0 and (_CLOSING.match(line.text) is not None or may_be_broken_word(above, line, typesetting))


def may_be_broken_word(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether two lines may be halves of a word too long for its column: the upper one full, both unknown as words.

    The upper half is alone on its line, unless this document fills lines to the letter.
    """
    if not is_full(above, line):
        return False
    if ADDRESS.search(above.text):
        return above.text[-1].isalnum() and line.text[:1].islower()
    head, tail = last_letters(above.text), leading_word(line.text)
    alone = len(above.text.lstrip("(„")) == len(head)
    if not head or not (alone or fills_line(above, line)) or is_whole(head, tail):
        return False
    sure = alone or typesetting.fills or is_end_of_word(line.text)
    parts_of_words = head not in _WHOLE_WORDS and tail[:1].islower() and not _SMALL_WORD.match(line.text)
    inner = typesetting.inner  # in which single letters are those of "e. V."
    return sure and parts_of_words and head not in inner and (len(tail) == 1 or tail not in inner)


def join(left: str, right: str, typesetting: Typesetting) -> str:
    """Join a line to its predecessor, undoing a hyphen at the line end where it came from the typesetting."""
    if left[-1:] in HYPHENS and right[:1].islower() and (stray := _HYPHEN_ASIDE.search(left)):
        whole = left[: stray.start() + 1]
        if trailing_word(whole) + leading_word(right) in typesetting.words:
            return whole + right
    last = last_part(left)
    if not last:
        blank = "" if _breaks_without_blank(left, right, typesetting) else " "
        return f"{left.rstrip()}{blank}{right}"
    stem = left[:-1]
    if CONJUNCTIONS.match(right):
        return f"{stem}- {right}"
    if _keeps_hyphen(left, last[1], right, typesetting):
        return f"{stem}-{right}"
    return _without_stray_hyphens(stem, right, typesetting)


def _breaks_without_blank(left: str, right: str, typesetting: Typesetting) -> bool:
    """Lines also end behind a slash ("Sprach-Cafés/"), a dash ("2023–"), a leading hyphen, in overlong words."""
    if left[-1:] in _SPLITTING and _SPLIT_WITHOUT_BLANK.search(left):
        return right[:1].isalnum() and not (left[-1] in HYPHENS and CONJUNCTIONS.match(right))
    if ADDRESS.search(left) and _POINT_FIRST.match(right):
        return True
    if _ADDRESS_OPEN.search(left):
        return right[:1].islower() or right[:1].isdigit()
    if _SLASH_FIRST.match(right):
        return left[-1:].isalnum()
    head, tail = trailing_word(left), leading_word(right)
    known, inner = typesetting.words, typesetting.inner
    return bool(head) and tail[:1].islower() and head + tail in known and head not in inner and tail not in inner


def breaks_words(lines: Sequence[Line]) -> bool:
    """Whether one of the lines ends within a word that the typesetting must have broken."""
    return any((last := last_part(a.text)) is not None and breaks_word(last[1], b.text) for a, b in pairwise(lines))


def _keeps_hyphen(left: str, part: str, right: str, typesetting: Typesetting) -> bool:
    if left[-1] in typesetting.breaks or _POINT_FIRST.match(right):
        return False
    if ADDRESS.search(left) or not right[:1].isalpha():
        return True
    head, tail = trailing_word(left[:-1]), leading_word(right)
    hyphenated, joined = f"{head}-{tail}" in typesetting.words, head + tail in typesetting.words
    if hyphenated != joined:
        return hyphenated
    if TYPESET_HYPHEN in typesetting.breaks:  # then a plain hyphen is the author's
        return True
    if not typesetting.hyphenates and are_adjectives(left, right):
        return True
    return right[:1].isupper() or is_kept_part(part)


def _without_stray_hyphens(stem: str, right: str, typesetting: Typesetting) -> str:
    """Undo "Weiterqualifi-zie-/rung" at both places: a hyphen left over from an older line break.

    Only in nouns ("deutsch-türkisch" is meant, but a noun goes on with a capital: "Sprach-Café"), where every hyphen
    stands at a syllable end and no part is a word of this document by itself.
    """
    head, tail = trailing_word(stem), leading_word(right)
    parts = [*head.split("-")[:-1], head.split("-")[-1] + tail]
    whole = "".join(parts)
    if len(parts) > 1 and head[0].isupper() and all(part[:1].islower() for part in parts[1:]):
        ends = {len("".join(parts[:count])) for count in range(1, len(parts))}
        known = any(form in typesetting.words for part in parts for form in (part, part.lower()))
        if ends <= set(syllable_ends(whole)) and not known:
            return stem[: len(stem) - len(head)] + whole + right[len(tail) :]
    return stem + right


def tidy(paragraph: str) -> str:
    """A text with single blanks, composed letters and the usual hyphen and bullet."""
    # A soft hyphen that is left over was printed in mid-line: some fonts call their hyphen so.
    return with_usual_mark(
        re.sub(r"\s+", " ", unicodedata.normalize("NFC", paragraph.replace(SOFT_HYPHEN, HYPHEN))).strip()
    )
