"""Text exports: which numbers in the text are the running numbers of measures. They count up; others do not."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.dates import MONTHS
from pipeline.hyphens import HYPHENS
from pipeline.read.text.lines import Printed

_NUMBER = re.compile(
    r"(?<!\S)(?P<prefix>[A-ZÄÖÜ]{0,3}[ .\-–]?)(?P<digits>\d{1,4}(?:\.\d{1,3}){0,2})(?P<letter>[a-z]?)[.:)]?(?=\s|$)"
)
_BARE = re.compile(r"\d{1,4}\.?")
_UNITS = frozenset(
    (*MONTHS, "Uhr", "Prozent", "%", "Euro", "€", "Jahre", "Jahren", "Personen", "Stunden", "Wochen", "Monate")
)
_GOES_ON = re.compile(
    r"(?:[,(–/&„-]|\b(?:der|die|das|den|dem|des|eine[mnrs]?|und|oder|sowie|bzw\.|in|im|am|beim|für|seit|von|vom|zum|zur|als|"
    r"ca\.|z\.\s?B\.|insbesondere))$"
)
"""An article, preposition or conjunction that waits for its other half.

Words that also end a German sentence as part of a verb ("liegt bei", "stellt vor") are left out.
"""
_BEFORE_A_FIGURE = re.compile(
    rf"\b(?:ab|bei|bis|mit|nach|über|um|unter|vor|zu|etwa|rund|Nr\.|Seite|Jahr|Jahre|Ende|Anfang|Mitte|Frühjahr|Sommer|"
    rf"Herbst|Winter|{'|'.join(MONTHS)})$|§$"
)
_LEAST_WEIGHT = -0.5
_CONTEXT = 80
_LONGEST_LINE = 2000
"""Characters of a line in which numbers are looked for."""
_WIDEST_GAP = 50
_RESTART = 2.5
_TWICE = 1.4

Value = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A running number: characters `start` to `end` of line number `line` (index)."""

    line: int
    start: int
    end: int
    prefix: str
    value: Value
    weight: float


def goes_on(text: str) -> bool:
    """Whether a line cannot be the end of a cell: it waits for its other half (hyphen, comma, preposition …)."""
    return bool(text) and (text[-1] in HYPHENS or bool(_GOES_ON.search(text)))


def join_broken_numbers(lines: Sequence[Printed]) -> list[Printed]:
    """The lines with "M" and "10" on two lines as one, where other numbers with that prefix stand on one line."""
    prefixes = {match["prefix"].strip(" .-–") for line in lines if (match := _NUMBER.match(line.text))} - {""}
    joined: list[Printed] = []
    for line in lines:
        above = joined[-1].text if joined else ""
        if above.strip(" .-–") in prefixes and _BARE.fullmatch(line.text) and not line.overleaf:
            joined[-1] = replace(joined[-1], text=f"{above} {line.text}", trailing=line.trailing)
        else:
            joined.append(line)
    return joined


def find_marks(lines: Sequence[Printed], statuses: Sequence[int], chapters: Sequence[int]) -> list[Mark]:
    """The running numbers of a document: the chain of numbers that counts up best.

    `statuses` are the indexes of lines that read as a status, `chapters` the indexes where a chapter's table begins
    (both ascending); numbers may begin anew there.
    """
    candidates = [mark for index in range(len(lines)) for mark in _candidates(lines, index)]
    return _best_chain(candidates, statuses, chapters)


def _candidates(lines: Sequence[Printed], index: int) -> list[Mark]:
    text = lines[index].text
    found = []
    for match in _NUMBER.finditer(text, 0, _LONGEST_LINE):
        left = text[max(match.start() - _CONTEXT, 0) : match.start()].strip()
        rest = text[match.end() : match.end() + _CONTEXT].strip()
        weight = 1.0 + _fits_after(lines, index, left) + _fits_before(lines, index, rest)
        if weight > _LEAST_WEIGHT:
            value = (*map(int, match["digits"].split(".")), *((ord(c) - 96) for c in match["letter"]))
            found.append(Mark(index, match.start(), match.end(), match["prefix"].strip(" .-–"), value, weight))
    return found


def _fits_after(lines: Sequence[Printed], index: int, left: str) -> float:
    """How well a number may follow what stands before it, on its line or on the line above."""
    before = left or (lines[index - 1].text if index and not lines[index].gap else "")
    wait = 0.0
    if left and left[-1] in HYPHENS:  # the goal's word goes on below, the row's other cells stand beside it
        wait = -0.6
    elif before and (goes_on(before) or _BEFORE_A_FIGURE.search(before)):
        wait = -1.6
    return wait + (-0.7 if left else 0.3)


def _fits_before(lines: Sequence[Printed], index: int, rest: str) -> float:
    """How well a number may precede what follows it: a measure begins with a capital."""
    if not rest:
        rest = lines[index + 1].text if index + 1 < len(lines) else ""
    first = rest.split(maxsplit=1)[0] if rest else ""
    if first.strip(".,;") in _UNITS:
        return -1.2
    return 0.2 if first[:1].isupper() or first[:1] in '„"»(' else -0.9


def _best_chain(candidates: Sequence[Mark], statuses: Sequence[int], chapters: Sequence[int]) -> list[Mark]:
    counts_statuses = len(statuses) * 4 > len(candidates)
    ends = _Ends()
    for number, mark in enumerate(candidates):
        best, before = _first(mark), -1
        for previous, cost in ends.predecessors(mark):
            link = _link(candidates[previous], mark, statuses, counts_statuses)
            if ends.scores[previous] + link - cost > best:
                best, before = ends.scores[previous] + link - cost, previous
        if ends.top >= 0:
            anew = ends.scores[ends.top] + _link(candidates[ends.top], mark, statuses, counts_statuses)
            anew -= 0.3 if _crosses(candidates[ends.top], mark, chapters) and mark.value[-1] == 1 else _RESTART
            if anew > best:
                best, before = anew, ends.top
        ends.add(number, mark, best + mark.weight, before)
    chain = []
    at = ends.top
    while at >= 0:
        chain.append(candidates[at])
        at = ends.before[at]
    return chain[::-1]


def _first(mark: Mark) -> float:
    return 0.0 if mark.value[-1] == 1 else -0.4


def _link(previous: Mark, mark: Mark, statuses: Sequence[int], counts: bool) -> float:
    """Between two measures stands a status."""
    if not counts:
        return 0.0
    between = bisect_left(statuses, mark.line + 1) > bisect_left(statuses, previous.line)
    return 0.5 if between else -0.7


def _crosses(previous: Mark, mark: Mark, chapters: Sequence[int]) -> bool:
    return bisect_left(chapters, mark.line + 1) > bisect_left(chapters, previous.line + 1)


class _Ends:
    """The best chain that ends in each number so far."""

    def __init__(self) -> None:
        self.scores: list[float] = []
        self.before: list[int] = []
        self.top = -1
        self._by_value: dict[tuple[str, Value], int] = {}
        self._by_head: dict[tuple[str, Value], int] = {}

    def add(self, number: int, mark: Mark, score: float, before: int) -> None:
        self.scores.append(score)
        self.before.append(before)
        for table, key in ((self._by_value, mark.value), (self._by_head, mark.value[:-1])):
            known = table.get((mark.prefix, key))
            if known is None or self.scores[known] <= score:
                table[(mark.prefix, key)] = number
        if self.top < 0 or self.scores[self.top] <= score:
            self.top = number

    def predecessors(self, mark: Mark) -> list[tuple[int, float]]:
        """Chains that `mark` may go on, each with the cost of the step (none for the next number)."""
        head, last = mark.value[:-1], mark.value[-1]
        wanted: list[tuple[int | None, float]] = [(self._by_value.get((mark.prefix, mark.value)), _TWICE)]
        wanted += [
            (self._by_value.get((mark.prefix, (*head, last - step))), 0.0 if step == 1 else 0.6 + 0.1 * step)
            for step in range(1, min(last, _WIDEST_GAP) + 1)
        ]
        if head and last <= 2:
            wanted.append((self._by_value.get((mark.prefix, head)), 0.0))
            wanted.append((self._by_head.get((mark.prefix, (*head[:-1], head[-1] - 1))), 0.0))
        wanted.append((self._by_head.get((mark.prefix, (*head, last - 1))), 0.0))
        return [(number, cost) for number, cost in wanted if number is not None]
