"""Findings about words that text recognition was not sure of, by the measure that they stand in."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Finding, Measure, Place, Severity
from pipeline.recognition import UnsureWord

_NAMED_AT_MOST = 12
_COMPARE = "Bitte mit dem Bild der Seite vergleichen."


def about_unsure_words(measures: Sequence[Measure], unsure: Iterable[UnsureWord]) -> Iterator[Finding]:
    """One finding for each measure with such words, and one for each page where they stand outside of all measures.

    A goal that spans several measures is told of with the first of them.
    """
    within: dict[int, list[UnsureWord]] = {}
    outside: dict[int, list[UnsureWord]] = {}
    for word in unsure:
        owners = (index for index, measure in enumerate(measures) if _stands_in(word, measure))
        owner = next(owners, None)
        group, key = (outside, word.place.page) if owner is None else (within, owner)
        group.setdefault(key, []).append(word)
    for index, words in sorted(within.items()):
        measure = measures[index]
        yield Finding(
            "words-unsure",
            Severity.WARNING,
            f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): {_unsure(words)}",
            measure=measure.number,
            page=measure.page,
        )
    for page, words in sorted(outside.items()):
        yield Finding(
            "words-unsure", Severity.WARNING, f"Seite {page}, außerhalb der Maßnahmen: {_unsure(words)}", page=page
        )


def _unsure(words: Sequence[UnsureWord]) -> str:
    read = [word for word in words if word.text]
    named = ", ".join(f"„{word.text}“ ({word.certainty} %)" for word in read[:_NAMED_AT_MOST])
    more = f" und weitere {len(read) - _NAMED_AT_MOST}" if read[_NAMED_AT_MOST:] else ""
    told = [f"Nicht sicher erkannt: {named}{more}."] if read else []
    if missed := len(words) - len(read):
        places = "An einer Stelle" if missed == 1 else f"An {missed} Stellen"
        told.append(f"{places} steht im Bild Schrift, die nicht erkannt wurde und im Ergebnis fehlt.")
    return " ".join((*told, _COMPARE))


def _stands_in(word: UnsureWord, measure: Measure) -> bool:
    return any(_holds(place, word.place) for place in (*measure.places, *measure.goal_places))


def _holds(place: Place, word: Place) -> bool:
    if place.page != word.page or not place.bbox or not word.bbox:
        return False
    x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
    return place.bbox[0] <= x <= place.bbox[2] and place.bbox[1] <= y <= place.bbox[3]
