"""Which measure a line of `entscheidungen.csv` means, and whether it still reads as it did when it was decided upon."""

import re
import unicodedata

from pipeline.decisions import Decision, Mention, named
from pipeline.model import Correction, Edition, Feature, Measure

_ELLIPSIS = ("…", "...")
_SHOWN = 70
_TELLING = 30
"""Letters with which two measures of one edition seldom both begin."""


class Unfit(Exception):
    """A line fits nothing; the text is a German sentence: what is wrong, what to do."""


def measure_of(edition: Edition, mention: Mention, decision: Decision) -> Measure:
    """The one measure that is meant: by its number, or where that fits no more, by a wording that no other begins with.

    Raises:
        Unfit: there is none of this number, several, or its wording is another one by now.
    """
    same = [measure for measure in edition.measures if same_number(measure.number, mention.number or "")]
    meant = [measure for measure in same if begins_with(measure, mention.wording, lossy=decision.lossy)]
    if not meant and (renumbered := _by_wording(edition, mention.wording, lossy=decision.lossy)):
        return renumbered
    if not same:
        raise Unfit(
            f"{named(mention)} gibt es in „{edition.source.file}“ nicht, die Entscheidung beträfe nichts: Bitte die "
            "Nummer berichtigen (in Excel ein ' davor setzen, wenn ein Datum daraus wurde) oder die Zeile löschen."
        )
    if not meant:
        raise Unfit(
            f"{named(mention)} lautet nicht mehr „{_short(mention.wording)}“, sondern „{_short(same[0].text)}“; die "
            "Entscheidung träfe eine andere Maßnahme: Bitte Nummer und Wortlaut vergleichen und die Zeile anpassen."
        )
    if mention.occurrence is not None:
        meant = [measure for measure in meant if measure in same[mention.occurrence - 1 : mention.occurrence]]
        if not meant:
            raise Unfit(
                f"{named(mention)} gibt es nicht, die Nummer steht {len(same)}-mal im Katalog: Bitte das Vorkommen "
                "berichtigen."
            )
    if len(meant) > 1:
        raise Unfit(
            f"{named(mention)} steht {len(same)}-mal im Katalog, es bliebe offen, welche Maßnahme gemeint ist: Bitte "
            f"„{mention.number} (1. Vorkommen)“ bis „{mention.number} ({len(same)}. Vorkommen)“ schreiben oder den "
            "Beginn des Wortlauts danebensetzen."
        )
    return meant[0]


def _by_wording(edition: Edition, wording: str, *, lossy: bool) -> Measure | None:
    """The one measure that begins like this, if that is long enough, or all it says, to be no chance."""
    start = _start(wording)
    found = [measure for measure in edition.measures if begins_with(measure, wording, lossy=lossy)]
    telling = len(start) >= _TELLING or any(start == " ".join(measure.text.split()) for measure in found)
    return found[0] if start and telling and len(found) == 1 else None


def mention_of(measure: Measure, edition: Edition) -> Mention:
    """How a line speaks of a measure, so that `measure_of` finds it again."""
    same = [each.uid for each in edition.measures if same_number(each.number, measure.number)]
    occurrence = same.index(measure.uid) + 1 if len(same) > 1 else None
    return Mention(edition.year, measure.number, occurrence, _short(measure.text))


def value_of(measure: Measure, feature: str) -> str | None:
    """The value that stands there now, or None for a feature that the measure does not have."""
    values: dict[str, str] = {
        Feature.NUMBER: measure.number,
        Feature.FIELD: measure.field_of_action,
        Feature.GOAL: measure.goal,
        Feature.MEASURE: measure.text,
        Feature.ACTORS: measure.actors_text,
        Feature.STATUS: measure.status_text,
    }
    return {**dict(measure.extra), **values}.get(feature)


def earlier(measure: Measure, feature: str) -> Correction | None:
    """The correction that a value went through before, in this run or in that which made the records."""
    return next((each for each in measure.corrections if each.feature == feature), None)


def as_read(measure: Measure, feature: str) -> str | None:
    """The value as it was read, whatever was made of it since."""
    correction = earlier(measure, feature)
    return correction.read if correction else value_of(measure, feature)


def reads(told: str, value: str, *, lossy: bool) -> bool:
    """Whether a cell tells this value, white space aside; a lossy one has "?" where Windows-1252 lacks a character."""
    if told.split() == value.split():
        return True
    return lossy and re.fullmatch(_as_saved(value), " ".join(told.split())) is not None


def begins_with(measure: Measure, wording: str, *, lossy: bool) -> bool:
    """Whether the text of a measure, as it is or as it was read, begins like this; an empty wording fits all."""
    start = _start(wording)
    texts = {" ".join(text.split()) for text in (measure.text, as_read(measure, Feature.MEASURE) or "")}
    return any(text.startswith(start) or reads(start, text[: len(start)], lossy=lossy) for text in texts)


def _start(wording: str) -> str:
    for ending in _ELLIPSIS:
        wording = wording.removesuffix(ending)
    return " ".join(wording.split())


def is_lost(character: str) -> bool:
    """Whether Windows-1252 lacks a character."""
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


def _as_saved(value: str) -> str:
    """A pattern for what a spreadsheet makes of the value in Windows-1252: "?" or a character that looks alike."""
    return "".join(_saved(character) for character in " ".join(value.split()))


def _saved(character: str) -> str:
    if not is_lost(character):
        return re.escape(character)
    alike = "-" if unicodedata.category(character) == "Pd" else unicodedata.normalize("NFKD", character)
    return rf"(?:\?+|{re.escape(alike)})"


def same_number(one: str, other: str) -> bool:
    """Whether two cells print the same number; blanks and the mark of an enumeration do not count."""
    return "".join(one.split()).rstrip(".:)") == "".join(other.split()).rstrip(".:)")


def _short(text: str) -> str:
    on_one_line = " ".join(text.split())
    return on_one_line if len(on_one_line) <= _SHOWN else f"{on_one_line[: _SHOWN - 2].rsplit(' ', 1)[0]} …"
