"""Findings about the running numbers of a catalogue: given twice, left out, or begun anew in every chapter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Finding, Measure, Severity
from pipeline.normalise.headings import stretches
from pipeline.printed import Line

_NUMBER = re.compile(r"(?P<prefix>(?:.*\D)?)(?P<value>\d{1,6})[a-z]?")
"""A letter behind tells parts of one number apart ("3a", "3b")."""
_MOST_NAMED = 10
_FEWEST = 3
"""Numbers below one goal ("3.1", "3.2", "3.4") from which on they are taken to count up by one."""
_PART = re.compile(r"[^\W\d_]{0,3}[ .-]?\d{1,4}(?:\.\d{1,3})*[a-z]?")
_FIRST_WORD = re.compile(r"(?P<number>(?:[^\W\d_]{1,3}[ .-]?)?\d{1,4}(?:\.\d{1,3})*[a-z]?)[.:)]?(?=\s|$)")
_FIGURES = re.compile(r"\d+")


def about_mixed_numbers(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Numbers that are several: rows that were not told apart."""
    for measure in measures:
        parts = measure.number.split()
        if len(parts) > 1 and all(_PART.fullmatch(part) for part in parts) and not parts[0].isalpha():
            yield Finding(
                "number-mixed", Severity.WARNING,
                f"Maßnahme {measure.number} (Seite {measure.page}): in der Nummer stehen mehrere, ihre Zeilen sind "
                "wohl nicht auseinandergehalten: Bitte mit dem gedruckten Katalog vergleichen.",
                measure.number, measure.page, value=measure.number,
            )  # fmt: skip


def about_unread_numbers(measures: Sequence[Measure], lines: Iterable[Line]) -> Iterator[Finding]:
    """Lines outside all rows that begin with a number as the measures have, but none of theirs.

    Plain figures begin too many lines; where one of them is missing, the gap in the count tells.
    """
    known = {measure.number for measure in measures}
    shapes = {_shape(number) for number in known} - {"#"}
    for line, text in ((each, text) for each in lines for text in stretches(each)):
        found = _FIRST_WORD.match(text)
        if found and found["number"] not in known and _shape(found["number"]) in shapes:
            yield Finding(
                "row-unread", Severity.WARNING,
                f"Maßnahme {found['number']} (Seite {line.place.page}): die Zeile „{line.text[:60]}“ steht nicht in "
                "einer Tabellenzeile, sondern ist als Text außerhalb übernommen: Bitte im Katalog nachsehen, ob dort "
                "eine Maßnahme steht.",
                found["number"], line.place.page, value=line.text[:60],
            )  # fmt: skip


def _shape(number: str) -> str:
    """How a number is built: "A-07" as "A-#" or, of one letter, "?-#"; "3.2.1" as "#.#.#"."""
    return re.sub(r"^[^\W\d_](?=[ .-]?#)", "?", _FIGURES.sub("#", number))


def about_numbers(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Numbers that occur twice or are missing in the count."""
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


def _begin_anew(measures: Sequence[Measure]) -> bool:
    """Whether each chapter counts for itself: no number twice within one, most numbers in more than one."""
    within = Counter((measure.field_of_action, measure.number) for measure in measures if measure.number)
    overall = Counter(measure.number for measure in measures if measure.number)
    repeated = sum(count > 1 for count in overall.values())
    return repeated > 1 and repeated * 2 >= len(overall) and max(within.values()) == 1


def _doubles(measures: Sequence[Measure]) -> Iterator[Finding]:
    by_number: dict[str, list[Measure]] = {}
    for measure in measures:
        by_number.setdefault(measure.number, []).append(measure)
    for number, same in by_number.items():
        if number and len(same) > 1:
            pages = ", ".join(str(measure.page) for measure in same)
            names = ", ".join(measure.uid for measure in same)
            yield Finding(
                "number-twice", Severity.WARNING,
                f"Maßnahme {number}: Die Nummer steht {len(same)}-mal im Katalog (Seiten {pages}). Alle Zeilen sind "
                f"übernommen und heißen {names}: Bitte im Katalog prüfen, welche Nummer stimmt.",
                number, same[0].page, value=pages,
            )  # fmt: skip


def _gaps(measures: Sequence[Measure], where: str) -> Iterator[Finding]:
    """Numbers missing in a run that otherwise counts up by one (of those with one prefix)."""
    runs: dict[str, list[str]] = {}
    for measure in measures:
        if match := _NUMBER.fullmatch(measure.number):
            runs.setdefault(match["prefix"], []).append(match["value"])
    for prefix, values in runs.items():
        if "." in prefix and len(values) < _FEWEST:
            continue
        present = set(map(int, values))
        missing = (
            sorted(set(range(min(present), max(present) + 1)) - present)
            if max(present) < 2 * len(values) + min(present)
            else []
        )
        if missing:
            digits = min(map(len, values)) if any(value.startswith("0") for value in values) else 0
            names = ", ".join(f"{prefix}{value:0{digits}}" for value in missing[:_MOST_NAMED])
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
