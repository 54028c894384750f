"""Findings about the running numbers of a catalogue: given twice, left out, unlike the others, or begun anew."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from pipeline.model import Finding, Measure, Severity
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.heading_lines import stretches
from pipeline.normalise.numbers import number_in
from pipeline.printed import Line

_COUNT = re.compile(r"(?<!\d)\d{1,6}(?!\d)|(?:(?<=\d)|(?<=\d[.-]))[a-z](?![^\W_])")
"""What counts up at some level of a number: both figures of "3.2", figure and letter of "1a" and "1.a"."""
_TWO_IN_ONE = re.compile(r"[^(]*\d[^\s(]*\s(?:[^\W\d_]+\s)?[^\s(]*\d.*")
_MOST_NAMED = 10
_MOST = 0.8
"""Share of the numbers from which on what they have in common is expected of all."""
_FIRST_WORD = re.compile(
    r"(?P<number>(?:[^\W\d_]{1,4}[ .-]?)?\d{1,4}(?:[.-](?:[^\W\d_]{0,2}\d{1,3}|[^\W\d_]))*[a-z]?)[.:)]?(?=\s|$)"
)
_PLAIN = re.compile(r"(\d{1,4})[.:)]?(?=\s|$)")
_OF_A_ROW = 3
"""Parts of a line at least that is one of a row: its number, its text, who does it or how it stands."""
_FIGURES = re.compile(r"\d+")


def about_unread_numbers(measures: Sequence[Measure], lines: Iterable[Line]) -> Iterator[Finding]:
    """Lines outside all rows that begin with a number as the measures have, but none of theirs.

    Plain figures begin too many lines; where one of them is missing, the gap in the count tells. Only a line in as many
    parts as a row has may be the one after the last.
    """
    known = {measure.number for measure in measures}
    shapes = {_built(number) for number in known}
    for line, text in ((each, text) for each in lines for text in _beginnings(each, known)):
        found = _FIRST_WORD.match(text)
        if found and found["number"] not in known and _built(found["number"]) in shapes:
            yield Finding(
                "row-unread", Severity.WARNING,
                f"Maßnahme {found['number']} (Seite {line.place.page}): die Zeile „{line.text[:60]}“ steht nicht in "
                "einer Tabellenzeile, sondern ist als Text außerhalb übernommen: Bitte im Katalog nachsehen, ob dort "
                "eine Maßnahme steht.",
                found["number"], line.place.page, value=line.text[:60],
            )  # fmt: skip


def about_numbers_in_texts(measures: Sequence[Measure], chapters: Chapters) -> Iterator[Finding]:
    """Lines within a measure's text that begin with the numbers after its own, which no measure has."""
    known = {measure.number for measure in measures}
    number = ""
    for row in (row for chapter in chapters.chapters for row in chapter.rows):
        number = last = number_in(row.number.lines) or number
        for line in row.measure.lines:
            found = _FIRST_WORD.match(line.text)
            if found and found["number"] not in known and _is_next(last, found["number"]):
                last = found["number"]
                for name in (number, last):
                    yield Finding(
                        "row-unread", Severity.WARNING,
                        f"Maßnahme {name} (Seite {line.place.page}): die Zeile „{line.text[:60]}“ steht im Text der "
                        f"Maßnahme {number}, beginnt aber mit der Nummer, die in der Zählung folgt: Bitte im Katalog "
                        "nachsehen, ob dort eine eigene Maßnahme beginnt.",
                        name, line.place.page, value=line.text[:60],
                    )  # fmt: skip


def _is_next(number: str, other: str) -> bool:
    """Whether the last figure of a number is one more than that of another, and all else the same."""
    parts, others = _FIGURES.split(number), _FIGURES.split(other)
    figures, next_figures = ([int(figure) for figure in _FIGURES.findall(each)] for each in (number, other))
    if parts != others or not figures:
        return False
    return figures[:-1] == next_figures[:-1] and figures[-1] + 1 == next_figures[-1]


def _beginnings(line: Line, known: Container[str]) -> list[str]:
    """The parts of a line, with the first one if it is more than a plain figure or counts on from the last number."""
    parts = stretches(line)
    others = [part for part in parts if not _PLAIN.match(part)]
    first = _PLAIN.match(parts[0])
    counts_on = first and len(parts) >= _OF_A_ROW and str(int(first[1]) - 1) in known
    return [parts[0], *others] if counts_on else others


def _built(number: str) -> str:
    """How a number is built: "A-07" as "A-#" or, of one letter, "?-#"; "3.2.1" as "#.#.#"."""
    return re.sub(r"^[^\W\d_](?=[ .-]?#)", "?", _FIGURES.sub("#", number))


def about_numbers(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Numbers that occur twice, are missing in the count or look unlike the others."""
    yield from _unlike(measures)
    if _begin_anew(measures):
        yield Finding(
            "numbers-per-chapter", Severity.INFO,
            "Die Nummern beginnen in jedem Handlungsfeld neu und kommen deshalb mehrmals vor: Bitte Maßnahmen immer "
            "mit ihrem Handlungsfeld nennen.",
        )  # fmt: skip
        for name in dict.fromkeys(measure.field_of_action for measure in measures):
            yield from _gaps([m for m in measures if m.field_of_action == name], f" im Handlungsfeld „{name}“")
        return
    yield from _doubles(measures)
    yield from _gaps(measures, "")


def _unlike(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Numbers without a figure, or with a blank between figures ("4 5"), where the others are none of that kind."""
    numbered = [measure for measure in measures if measure.number]
    with_figure = [measure for measure in numbered if _FIGURES.search(measure.number)]
    without = [measure for measure in numbered if not _FIGURES.search(measure.number)]
    several = [measure for measure in with_figure if _TWO_IN_ONE.fullmatch(measure.number)]
    odd = without if _are_most(with_figure, numbered) else []
    odd += several if len({_shape(measure.number) for measure in with_figure}) > 1 else []
    for measure in odd:
        yield Finding(
            "number-unclear", Severity.WARNING,
            f"Maßnahme {measure.number} (Seite {measure.page}): die Nummer sieht anders aus als die übrigen; es können "
            "zwei Zeilen zu einer geworden oder fremde Wörter in die Zeile geraten sein: Bitte die ganze Maßnahme mit "
            "dem Katalog vergleichen.",
            measure.number, measure.page, value=measure.number,
        )  # fmt: skip


def _are_most(some: Sequence[Measure], of: Sequence[Measure]) -> bool:
    return len(some) >= _MOST * len(of)


def _shape(number: str) -> str:
    """ "M 12" as "a 0", so that numbers made alike are equal."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", number))


def _begin_anew(measures: Sequence[Measure]) -> bool:
    """Whether each chapter counts for itself: no number twice within one, most numbers in more than one."""
    within = Counter((measure.field_of_action, measure.number) for measure in measures if measure.number)
    overall = Counter(measure.number for measure in measures if measure.number)
    repeated = sum(count > 1 for count in overall.values())
    return repeated > 1 and repeated * 2 >= len(overall) and max(within.values()) == 1


def _doubles(measures: Sequence[Measure]) -> Iterator[Finding]:
    by_number: dict[str, list[Measure]] = {}
    for measure in measures:
        by_number.setdefault("".join(measure.number.split()), []).append(measure)
    for number, same in by_number.items():
        if number and len(same) > 1:
            pages = [measure.page for measure in same]
            names = ", ".join(measure.uid for measure in same)
            yield Finding(
                "number-twice", Severity.WARNING,
                f"Maßnahme {same[0].number}: Die Nummer steht {len(same)}-mal im Katalog ({listed_pages(pages)}). Alle "
                f"Zeilen sind übernommen und heißen {names}: Bitte im Katalog prüfen, welche Nummer stimmt.",
                same[0].number, same[0].page, value=", ".join(map(str, pages)),
            )  # fmt: skip


def listed_pages(pages: Sequence[int]) -> str:
    """ "Seite 1" or "Seiten 1, 3", each page once."""
    different = tuple(dict.fromkeys(map(str, pages)))
    return f"{'Seiten' if different[1:] else 'Seite'} {', '.join(different)}"


def _gaps(measures: Sequence[Measure], where: str) -> Iterator[Finding]:
    """Numbers missing in a run that otherwise counts up by one, at any level: 3 in 1, 2, 4; 1.3 in 1.2, 1.4; 1b."""
    for missing in _missing(measure.number for measure in measures):
        names = ", ".join(missing[:_MOST_NAMED])
        more = f" und {len(missing) - _MOST_NAMED} weitere" if len(missing) > _MOST_NAMED else ""
        rows = (
            "die Nummer auslässt oder ob dort eine Zeile nicht gelesen wurde"
            if len(missing) == 1
            else "die Nummern auslässt oder ob dort Zeilen nicht gelesen wurden"
        )
        verb = "fehlt" if len(missing) == 1 else "fehlen"
        yield Finding(
            "number-gap", Severity.WARNING,
            f"In der Zählung{where} {verb} {names}{more}: Bitte prüfen, ob der Katalog {rows}; ihr Text stünde "
            "dann bei der Maßnahme davor oder unter den Bemerkungen.",
            value=names + more + where,
        )  # fmt: skip


def _missing(numbers: Iterable[str]) -> Iterator[list[str]]:
    """The names of what is missing, run by run; a run is what counts up behind the same beginning."""
    runs: dict[str, tuple[str, list[str]]] = {}
    for number in numbers:
        for found in _COUNT.finditer(number):
            prefix = number[: found.start()]
            runs.setdefault("".join(prefix.split()), (prefix, []))[1].append(found[0])
    for prefix, values in runs.values():
        counts = {_count(value): value for value in values}
        span = max(counts) - min(counts) + 1
        if len(counts) < span < 2 * len(counts):
            width = min(map(len, values)) if any(value.startswith("0") for value in values) else 0
            gone = [count for count in range(min(counts), max(counts)) if count not in counts]
            yield [f"{prefix}{chr(count) if values[0].isalpha() else format(count, f'0{width}d')}" for count in gone]


def _count(value: str) -> int:
    return ord(value) if value.isalpha() else int(value)
