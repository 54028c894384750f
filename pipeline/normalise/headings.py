"""Which free lines are chapter headings: "Handlungsfeld „X“", "Handlungsfeld 2: X", or numbered and bold lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median
from string import ascii_uppercase

from pipeline.normalise.paragraphs import join
from pipeline.normalise.typesetting import Typesetting
from pipeline.normalise.word_breaks import HYPHENS
from pipeline.printed import Line, Row, Table
from pipeline.vocabulary import Vocabulary

_OPENING, _CLOSING = '„“«»‚"', '“”»«‘"'
_QUOTED = re.compile(rf"[{_OPENING}]\s*(?P<name>[^{_CLOSING}]+?)\s*[{_CLOSING}]")
_ORDINAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z](?=[.)]|\s*[:|–—]|\s-))(?![^\W_])"
_NUMBER_GOES_ON = r"\d+[-./][^\W\d_]{0,2}\d"
"""Behind "HF" that makes the number of a measure: "HF1-M2"."""
_LEADING = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]+[.)]|[A-Z][.)])(?:\s*\|)?\s+"
_MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\w)"
_NUMBERED = re.compile(rf"{_LEADING}(?!{_MONTH})(?P<name>[^\W\d_].*)")
_COUNTED = re.compile(r"(?P<ordinal>[A-Z]|[IVX]+)(?:\s*\|)?\s+(?P<name>[^\W\d_].*)")
_LETTERS = list(ascii_uppercase)
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_CONTINUATION = re.compile(r"\s*[(–-]\s*(?:Fortsetzung|Forts\.)\s*\)?$")
_LEADERS = re.compile(r"(?:[.·_…]\s?){3,}\s*\d*$|…+\s*\d+$")
_PAGE_REFERENCE = re.compile(r"\s+\d{1,3}$")
_WAITING = re.compile(rf"(?:[{HYPHENS},]|\b(?:und|oder|sowie|bzw\.|in|im|für|von|zur|zum|der|des|den|dem|die|das))$")
_VERBS = re.compile(
    r"\s(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|soll|sollen|kann|können|gehör(?:t|en)|umfass(?:t|en)|zeigt"
    r"|beinhaltet|enthält|bildet|steht|stehen|befasst|beschreibt|beschäftigt|stellt|liegt|gibt)\b"
)
_SENTENCE_ENDS = (".", ",", ";")
_NAMED_GOAL = re.compile(
    r"(?P<title>[^\W\d_]+(?: [^\W\d_]+)?)\s*(?:[A-Z]?[\d.]*\d\.?|[IVX]+|[A-Z])?(?:\s*:\s*|\s+[–-]\s+)(?P<goal>\S.*)"
)
_SHORT = 80
"""Characters of a line that may be a heading only because it stands above a table."""
_LONGEST_HEADING = 150
"""Characters; a longer line is a sentence that happens to begin like a heading."""

_SAME_SIZE = 0.5
"""Points by which two lines of one type size may differ."""
_CLOSE = 1.6
"""Line pitches, in type sizes, up to which lines of one paragraph stand close."""
_RAISED = 0.4
"""Width of a figure, in type sizes, below which it is set smaller than the line: of common fonts, 0.46 to 0.64."""
_DIVIDED = 2.0
"""A blank as many times as wide as the type is high divides a line: a running header, the titles of another table."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter heading: its name without "Handlungsfeld", number and quotes; printed on `lines` blocks.

    `assumed`: only its place right above a table says that it is one.
    """

    name: str
    lines: int
    assumed: bool = False


def find_headings(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """Headings by index of their first block; where no line says that it is one, the lines set apart above tables."""
    named: dict[int, Heading] = {}
    if words := vocabulary.words("handlungsfeld"):
        begins = re.compile(
            rf"(?:{_LEADING})?(?i:{'|'.join(map(re.escape, words))})(?![^\W\d_]|{_NUMBER_GOES_ON})\s*"
            rf"(?:{_ORDINAL})?\s*[:.)|–—-]?\s*(?P<rest>.*)"
        )
        for index in range(len(blocks)):
            if heading := _named_heading(blocks, index, begins, vocabulary):
                named[index] = heading
    found = _without_contents(named, blocks) or _set_apart(blocks, vocabulary) or _assumed(blocks, vocabulary)
    return _without_letters(found)


def opens_another(heading: Line, before: Sequence[Line], rows: Sequence[Row], name: str) -> bool:
    """Whether a heading of the same name as the one `before` opens a chapter of its own: counted on, or below its rows.

    Else it is only repeated overleaf.
    """
    if heading.place.bbox and any(row.place.page == heading.place.page for row in rows[-1:]):
        return True
    counts = [re.findall(r"\d+", line.text.partition(name)[0]) for line in (heading, *before[:1])]
    return len(counts) == 2 and all(counts) and counts[0] != counts[1]


def goal_named_in(text: str, vocabulary: Vocabulary) -> str:
    """The goal in a line such as "Ziel 1.2: Wege sind kurz", or nothing."""
    found = _NAMED_GOAL.fullmatch(text)
    return found["goal"] if found and vocabulary.column(found["title"]) == "goal" else ""


def is_caption(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is the caption of a table or picture: "Tabelle 3: …", "Fortsetzung Tabelle 3"."""
    words = "|".join(map(re.escape, vocabulary.words("beschriftung")))
    return bool(words) and re.match(rf"(?:Fortsetzung\s+(?:von\s+)?)?(?:{words})\s*[\dIVX]", text) is not None


def _is_divided(line: Line) -> bool:
    return len(stretches(line)) > 1


def stretches(line: Line) -> list[str]:
    """The text of a line, divided where wide blanks stand."""
    parts = [""]
    widths = line.advances if line.size else ()
    for place, letter in enumerate(line.text):
        parts[-1] += letter
        if letter == " " and place < len(widths) and widths[place] > _DIVIDED * line.size:
            parts.append("")
    return [part.strip() for part in parts]


def _named_heading(
    blocks: Sequence[Line | Table], index: int, begins: re.Pattern[str], vocabulary: Vocabulary
) -> Heading | None:
    first = blocks[index]
    match = begins.fullmatch(first.text) if isinstance(first, Line) else None
    if not isinstance(first, Line) or not match or _LEADERS.search(first.text) or _is_divided(first):
        return None
    rest = match["rest"].strip()
    lines = [first, *_continued(blocks, index, rest, vocabulary)]
    for line in lines[1:]:
        rest = join(rest, line.text, Typesetting()) if rest else line.text
    name = _name(rest)
    sentence = name.endswith(_SENTENCE_ENDS) if first.bold else _is_sentence(name)
    if len(name) > _LONGEST_HEADING or (sentence and not _QUOTED.fullmatch(rest)):
        return None
    return Heading(name or first.text.rstrip(" :"), len(lines))


def _continued(blocks: Sequence[Line | Table], index: int, rest: str, vocabulary: Vocabulary) -> list[Line]:
    """The further lines of the heading at `index`, of whose name `rest` stands on the first line."""
    lines: list[Line] = []
    for block in blocks[index + 1 :]:
        if not isinstance(block, Line) or vocabulary.is_label(block.text) or len(rest) > _LONGEST_HEADING:
            break
        if goal_named_in(block.text, vocabulary):
            break
        if not _is_waiting(rest) and (_QUOTED.fullmatch(rest) or not _goes_on(blocks, index, block)):
            break
        lines.append(block)
        rest = f"{rest} {block.text}".strip()
    return lines


def _is_waiting(rest: str) -> bool:
    """Only the word "Handlungsfeld" stands on the line, its quotation mark is still open, or its end waits for more."""
    opened = bool(rest) and rest[0] in _OPENING and not any(mark in rest[1:] for mark in _CLOSING)
    return not rest or opened or bool(_WAITING.search(rest))


def _goes_on(blocks: Sequence[Line | Table], index: int, line: Line) -> bool:
    """Whether the next line is set like the heading, or begins in mid-sentence."""
    first = blocks[index]
    if line.text[:1].islower() or not isinstance(first, Line):
        return True
    usual = median(block.size for block in blocks if isinstance(block, Line))
    alike = line.bold == first.bold and abs(line.size - first.size) < _SAME_SIZE
    return alike and line.starts is not True and (first.bold or first.size > usual + _SAME_SIZE)


def _is_sentence(name: str) -> bool:
    return name.endswith(_SENTENCE_ENDS) or _VERBS.search(name) is not None


def _name(rest: str) -> str:
    rest = _CONTINUATION.sub("", rest).removesuffix(":").strip()
    quoted = _QUOTED.fullmatch(rest)
    return quoted["name"] if quoted else rest


def _without_contents(found: dict[int, Heading], blocks: Sequence[Line | Table]) -> dict[int, Heading]:
    """Leave out entries of a table of contents: no table below, and the same heading comes again with one."""
    ends = [*found, len(blocks)]
    filled = {start: any(isinstance(block, Table) for block in blocks[start:end]) for start, end in pairwise(ends)}
    names = {heading.name for start, heading in found.items() if filled[start]}
    return {
        start: heading
        for start, heading in found.items()
        if filled[start] or not {heading.name, _name(_PAGE_REFERENCE.sub("", heading.name))} & names
    }


def _without_letters(found: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out the letters or Roman figures that headings are counted with ("A Arbeit", "B Wohnen")."""
    counted = [_COUNTED.fullmatch(heading.name) for heading in found.values()]
    ordinals = list(dict.fromkeys(match["ordinal"] for match in counted if match))
    if not all(counted) or len(ordinals) < 2 or ordinals not in (_ROMAN[: len(ordinals)], _LETTERS[: len(ordinals)]):
        return found
    names = (match["name"] for match in counted if match)
    return {start: replace(heading, name=name) for (start, heading), name in zip(found.items(), names, strict=True)}


def _set_apart(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """The numbered, else the bold line nearest above each table, where no line calls itself a field of action."""
    found: dict[int, Heading] = {}
    above: list[int] = []
    goal: Line | None = None
    title = _size_of_title(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            goal = _is_of_goal(block, goal, vocabulary)
            if len(block.text) <= _LONGEST_HEADING and not goal and not _is_other(block, vocabulary):
                above.append(index)
        elif block.rows:  # titles alone may stand above a row across the table that is a heading
            if not _names_fields(block, vocabulary) and (heading := _nearest_heading(blocks, above, block, title)):
                found[heading[0]] = heading[1]
            above, goal = [], None
    return _without_notes(found, blocks)


def _assumed(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> dict[int, Heading]:
    """The short line right above each table of a text, or above the vision there: a text shows no other type.

    Not the first line, which is the title; and only where tables have one, unlike those that go on overleaf.
    """
    if any(isinstance(block, Line) and block.size for block in blocks):
        return {}
    found: dict[int, Heading] = {}
    above: list[int] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            above.append(index)
            continue
        lines = [(at, line) for at in above if isinstance(line := blocks[at], Line)]
        label = next((place for place, (_, line) in enumerate(lines) if vocabulary.is_label(line.text)), len(lines))
        heading = next(((at, line) for at, line in reversed(lines[:label]) if _is_short(line, vocabulary)), None)
        if heading and heading[0] and block.rows and not _names_fields(block, vocabulary):
            found[heading[0]] = Heading(heading[1].text, 1, assumed=True)
        above = []
    return found


def _is_short(line: Line, vocabulary: Vocabulary) -> bool:
    text = line.text
    ends = text.endswith((*_SENTENCE_ENDS, ":", "!", "?", "-")) or _LEADERS.search(text)
    return (
        text[:1].isupper() and len(text) <= _SHORT and not (ends or _is_sentence(text) or _is_other(line, vocabulary))
    )


def _names_fields(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a column of the table names the fields of action."""
    return any(vocabulary.names_field(title) for row in table.rows for title, _ in row.extra)


def _is_of_goal(line: Line, above: Line | None, vocabulary: Vocabulary) -> Line | None:
    """The line if it tells a goal ("Ziel 1: …"), or goes on with the one `above` that does."""
    if goal_named_in(line.text, vocabulary):
        return line
    return line if above and _is_set_as(above, line) else None


def _is_other(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line says that it is something else than a heading, or is divided as none is."""
    text = line.text
    says = vocabulary.is_label(text) or goal_named_in(text, vocabulary) or is_caption(text, vocabulary)
    return bool(says) or _is_divided(line)


def _size_of_title(blocks: Sequence[Line | Table]) -> float:
    """The type size of the document's title: the largest above the first table, if none below is as large."""
    first = next((index for index, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
    above, below = ([b.size for b in part if isinstance(b, Line)] for part in (blocks[:first], blocks[first:]))
    largest = max(above, default=0.0)
    return largest if largest > max(below, default=0.0) + _SAME_SIZE else inf


def _nearest_heading(
    blocks: Sequence[Line | Table], above: Sequence[int], table: Table, title: float
) -> tuple[int, Heading] | None:
    """The heading among the lines above a table; what is set smaller than its text (a footnote) is none."""
    usual = median([line.size for row in table.rows for line in row.measure.lines] or [0.0])
    lines = [(index, line) for index in reversed(above) if isinstance(line := blocks[index], Line)]
    large = [(index, line) for index, line in lines if line.size >= usual - _SAME_SIZE]
    numbered = [(index, line) for index, line in large if _is_numbered(line)]
    stressed = [(index, line) for index, line in numbered if line.bold or line.size > usual + _SAME_SIZE]
    for index, line in (*stressed[:1], *numbered[:1]):
        found = _NUMBERED.fullmatch(line.text)
        return index, Heading(found["name"] if found else line.text, 1)
    for index, line in large:
        if usual and usual + _SAME_SIZE < line.size < title - _SAME_SIZE:
            return _whole(blocks, index, line)
        if line.bold and index > 0:
            return index, Heading(line.text, 1)
    return None


def _whole(blocks: Sequence[Line | Table], last: int, line: Line) -> tuple[int, Heading]:
    """A heading in large type of which this is the last line, and where it begins."""
    first, name = last, line.text
    while first and isinstance(above := blocks[first - 1], Line) and _is_set_as(above, line):
        first, line = first - 1, above
        name = join(above.text, name, Typesetting())
    return first, Heading(name, last - first + 1)


def _is_set_as(above: Line, line: Line) -> bool:
    """Whether a line right above another one is set like it, and begins no paragraph with the one below."""
    alike = line.bold == above.bold and abs(line.size - above.size) < _SAME_SIZE and line.starts is not True
    upper, lower = above.place.bbox, line.place.bbox
    return bool(alike and upper and lower and 0 < lower[1] - upper[1] < _CLOSE * line.size)


def _is_numbered(line: Line) -> bool:
    found = _NUMBERED.fullmatch(line.text)
    return found is not None and not (_is_sentence(found["name"]) or _closes_bracket(line.text) or _is_footnote(line))


def _without_notes(found: dict[int, Heading], blocks: Sequence[Line | Table]) -> dict[int, Heading]:
    """Leave out numbered lines in common type (footnotes) where others are in bold type, or count on without them."""
    numbered = {index: line for index in found if isinstance(line := blocks[index], Line) and _is_numbered(line)}
    counts = {index: int(count[0]) for index, line in numbered.items() if (count := re.match(r"\d+", line.text))}
    for before, index, after in zip(list(counts), list(counts)[1:], list(counts)[2:], strict=False):
        if counts[after] == counts[before] + 1 and counts[index] not in (counts[before], counts[after]):
            found = {at: heading for at, heading in found.items() if at != index}
            del numbered[index]
    if not any(line.bold for line in numbered.values()):
        return found
    return {index: heading for index, heading in found.items() if index not in numbered or numbered[index].bold}


def _is_footnote(line: Line) -> bool:
    """Whether a line begins with a raised figure, which is narrower than others."""
    return len(line.advances) > 0 and line.text[0].isdigit() and line.advances[0] < _RAISED * line.size


def _closes_bracket(text: str) -> bool:
    """Whether a bracket is closed that another line opened."""
    return text.count(")") > text.count("(") + (_NUMBERED.match(text) is not None and ")" in text[:4])
