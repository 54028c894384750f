"""Text exports: values made as values hardly ever are, because a line or a word stands in another cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.dates import replace_dates
from pipeline.hyphens import HYPHENS
from pipeline.model import Finding, Severity
from pipeline.printed import Line, Table
from pipeline.read.text.numbered import ODD, Numbered, cells_of, finding_about, lines_of, numbered, shown_lines
from pipeline.read.text.titles import TitleRow
from pipeline.read.text.words import Words, opens_item

_MOST_SMALL = 0.2
"""Part of the statuses of a document that begin with a small letter, up to which each of them is odd."""
_SEVERAL = 2
"""Measures that are no chance."""
_MOST_GAPS = 0.34
"""Part of the measures that hold a blank line, up to which each of them is odd."""
_MOST_STOPPED = 0.25
"""Part of the measures that end in a full stop, up to which each of them at the end of a table is odd."""
_FULL_STOP = re.compile(r"[a-zäöüß\d)]{2}\.$")
_SMALL_WORDS = frozenset(
    ("ab", "am", "an", "da", "er", "es", "im", "in", "je", "ob", "so", "um", "wo", "zu", "m²", "m")
)
_REST = re.compile(r"[a-zäöüß]{1,2}[.,]?")
_BROKEN_AMID = re.compile(rf"[a-zäöüß][{HYPHENS}] (?!(?:und|oder|bzw|sowie|als|wie|bis|noch)\b)\w")
_GLUED = re.compile(r"[a-zäöüß]{3}(?!Innen)[A-ZÄÖÜ][a-zäöüß]{3}")
_GLUED_NUMBER = re.compile(r"\d\s*[^\W\d_]{2}")

_COMPARE = "Bitte alle Spalten mit dem Dokument vergleichen."

Block = Line | Table


def oddities(blocks: Sequence[Block], words: Words) -> Iterator[Finding]:
    """All that is odd about values, whatever way an export goes."""
    names = " ".join(name for name, _ in words.vocabulary.actor_names)
    rows = list(numbered(blocks))
    yield from _columns_on_one_line(rows)
    yield from _small_statuses(rows)
    yield from _sentences_at_the_end(blocks, rows)
    for each in rows:
        yield from _rests_of_words(each)
        yield from _glued_words(each, names)


def _columns_on_one_line(rows: Sequence[Numbered]) -> Iterator[Finding]:
    """That lines of two columns stand on one, where several words are broken in the middle of a line."""
    found = [each for each in rows if any(_BROKEN_AMID.search(line.text) for line in lines_of(each.row))]
    if len(found) >= _SEVERAL:
        numbers = ", ".join(dict.fromkeys(each.number for each in found))
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"In den Maßnahmen {numbers} sind Wörter mitten in der Zeile getrennt; dort, und wohl auch bei anderen, "
            "stehen die Zeilen zweier Spalten hintereinander: Bitte den Katalog als PDF ablegen oder jede Maßnahme mit "
            "dem Dokument vergleichen.",
            page=found[0].row.place.page,
            value=numbers,
        )


def _small_statuses(rows: Sequence[Numbered]) -> Iterator[Finding]:
    """Statuses that begin with a small letter where most do not: their first word stands in the cell before."""
    filled = [each for each in rows if each.row.status.lines and each.row.number.lines]
    small = [each for each in filled if each.row.status.lines[0].text[:1].islower()]
    for each in small if len(small) <= _MOST_SMALL * len(filled) else ():
        text = each.row.status.lines[0].text
        why = f"Der Status beginnt mit „{text[:60]}“, mitten im Satz; sein Anfang kann anderswo stehen."
        yield finding_about(each, text, f"{why} {_COMPARE}", ODD)


def _sentences_at_the_end(blocks: Sequence[Block], rows: Sequence[Numbered]) -> Iterator[Finding]:
    """Last measures of a table that end as sentences do, where hardly any other does: a note may stand below it."""
    ends = {id(block.rows[-1]) for block in blocks if isinstance(block, Table) and block.rows}
    filled = [each for each in rows if each.row.measure.lines]
    stopped = [each for each in filled if _FULL_STOP.search(each.row.measure.lines[-1].text)]
    for each in stopped if len(stopped) <= _MOST_STOPPED * len(filled) else ():
        if id(each.row) in ends and len(each.row.measure.lines) > 1:
            text = each.row.measure.lines[-1].text
            why = f"Der Text endet anders als die übrigen mit einem Satz („{text[:60]}“), der eine Anmerkung sein kann."
            yield finding_about(each, text, f"{why} {_COMPARE}", ODD)


def _rests_of_words(each: Numbered) -> Iterator[Finding]:
    """Lines of a letter or two: a cell was too narrow for a word, which was broken without a hyphen."""
    for _, cell in cells_of(each.row):
        for above, line in pairwise(cell.lines):
            if _REST.fullmatch(line.text) and line.text not in _SMALL_WORDS and above.text[-1:].isalpha():
                text = f"{above.text[-40:]} {line.text}"
                why = f"„{text}“ kann ein Wort sein, das ohne Trennstrich umbrochen ist."
                yield finding_about(each, text, f"{why} {_COMPARE}", ODD)


def _glued_words(each: Numbered, names: str) -> Iterator[Finding]:
    """Words with a capital inside, or letters behind the figures of a number: two texts lie one over the other.

    Registered `names` may be written so.
    """
    found = [line for line in lines_of(each.row) if any(word not in names for word in _GLUED.findall(line.text))]
    found += [line for line in each.row.number.lines if _GLUED_NUMBER.search(line.text)]
    if _GLUED_NUMBER.search(each.row.measure_number):
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"Seite {each.row.place.page}: An der Nummer „{each.number}“ hängen Wörter einer anderen Zeile; was dort "
            "steht, kann eine Überschrift sein: Bitte alle Nummern und Handlungsfelder mit dem Dokument vergleichen.",
            page=each.row.place.page,
            value=each.number,
        )
    if found:
        why = f"In {shown_lines(found)} stoßen Wörter aneinander; dort können Spalten übereinander liegen."
        yield finding_about(each, found[0].text, f"{why} {_COMPARE}", ODD)


def dated_goals(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Goals that name a date, as hardly any does: what the status above says further may be taken for one."""
    for each in numbered(blocks):
        text = " ".join(line.text for line in each.row.goal.lines) if each.row.goal else ""
        if replace_dates(text, "") != text:
            why = f"Das Ziel „{text[:60]}“ nennt ein Datum; es kann zu einer Spalte der Maßnahme davor gehören."
            yield finding_about(each, text[:60], f"{why} Bitte mit dem Dokument vergleichen.", ODD)


def goals_without_column(blocks: Sequence[Block], titles: Sequence[TitleRow]) -> Iterator[Finding]:
    """A goal where no column has one: further ones may stand at the end of the cells above them."""
    if any(column.name == "goal" for row in titles for column in row.columns):
        return
    goals = [each.row.goal for each in numbered(blocks) if each.row.goal and each.row.goal.lines]
    if goals:
        text = goals[0].lines[0].text[:60]
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"„{text}“ steht vor einer Maßnahme, ohne dass es eine Spalte der Ziele gibt; weitere solche Zeilen "
            "können am Ende der Zellen darüber stehen: Bitte den Katalog als PDF ablegen oder jede Maßnahme mit dem "
            "Dokument vergleichen.",
            page=goals[0].lines[0].place.page,
            value=text,
        )


def begun_above(blocks: Sequence[Block]) -> Iterator[Finding]:
    """That numbers stand below the beginning of their measures, where several begin with an item or in mid-sentence."""
    rows = [each for each in numbered(blocks) if each.row.number.lines and each.row.measure.lines]
    found = [each for each in rows if _begins_amid(each.row.measure.lines[0].text)]
    if len(found) >= _SEVERAL:
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"Die Maßnahmen {', '.join(each.number for each in found)} beginnen mitten im Text; ihre Nummern und die "
            "anderer stehen wohl tiefer als ihr Anfang, der dann bei der Maßnahme davor steht: Bitte den Katalog als "
            "PDF ablegen oder jede Maßnahme mit dem Dokument vergleichen.",
            page=found[0].row.place.page,
            value=", ".join(each.number for each in found),
        )


def _begins_amid(text: str) -> bool:
    return text[:1].islower() or opens_item(text)


def gaps_within(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Measures of which a line stands below a blank one where hardly any has one: it may be none of theirs."""
    rows = [each for each in numbered(blocks) if each.row.number.lines]
    found = [(each, line) for each in rows if (line := _below_a_gap(each))]
    for each, line in found if len(found) <= _MOST_GAPS * len(rows) else ():
        why = f"„{line.text[:60]}“ steht unter einer Leerzeile; ob es zu dieser Maßnahme gehört, ist nicht zu erkennen."
        yield finding_about(each, line.text, f"{why} {_COMPARE}", ODD)


def _below_a_gap(each: Numbered) -> Line | None:
    """The first line of a row with a blank line above, but for items of a list."""
    own = {line.place.lines[0]: line for _, cell in each.row.named for line in cell.lines if line.place.lines}
    own |= {line.place.lines[0]: line for line in each.row.number.lines if line.place.lines}
    at = sorted(own)
    apart = (own[below] for above, below in pairwise(at) if below > above + 1)
    return next((line for line in apart if not opens_item(line.text)), None)
