"""Dates in German status wordings: which words are one, and what they say where no doubt is left."""

import re

from pipeline.model import Due

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
SEASONS = ("Frühjahr", "Frühling", "Sommer", "Herbst", "Winter")
_SEASON_STARTS = dict(zip(SEASONS, (3, 3, 6, 9, 12), strict=True))

_KINDS = {"ab": "from", "für": "for", "bis": "for", "auf": "for", "in": "in", "im": "in", "zum": "in"}
_HEDGES = r"(?:voraussichtlich|frühestens|spätestens|vsl\.|ca\.|etwa)"
_YEAR = r"(?:19|20)\d\d"
_MONTH = "|".join(MONTHS)
_SEASON = "|".join(SEASONS)
_PART = (
    rf"(?:{_MONTH}|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?|{_SEASON}|Q[1-4]|\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})"
    r"|(?:\d\.|[IV]{1,3}\.?|erste[ns]|zweite[ns]|dritte[ns]|vierte[ns])\s+(?:Quartal|Halbjahr)s?|\d{1,2}(?=[./]\d{4}))"
)
_DATE = re.compile(
    rf"(?<![\w.])(?:(?:{'|'.join(_KINDS)}|{_HEDGES}|am|dem|den|das|des|Laufe?|Verlauf|Anfang|Mitte|Ende)\s+)*"
    rf"(?:{_PART}(?:\s*(?:/|–|-|und|oder|bis)\s*{_PART})*[\s/.]*)?"
    rf"(?:(?:des\s+|dem\s+|das\s+)?(?:Jahr|Schuljahr|Haushaltsjahr|Kalenderjahr)(?:e[ns]?|s)?\s+)?"
    rf"{_YEAR}(?:\s*[/–-]\s*\d{{2,4}}|\s+(?:und|oder|bis)\s+{_YEAR})*(?!\d)",
    re.IGNORECASE,
)
_DUE = re.compile(
    rf"(?P<kind>ab|für|auf|in|im|bis(?: zum| ende)?|zum)\s+"
    rf"(?:(?P<month>{_MONTH})\s+|(?P<season>{_SEASON})\s+|(?:dem |das )?Jahre?\s+)?(?P<year>{_YEAR})",
    re.IGNORECASE,
)


def replace_dates(text: str, replacement: str) -> str:
    """The text with every date, its preposition included, replaced."""
    return _DATE.sub(lambda _: replacement, text)


def read_due(text: str) -> Due | None:
    """What the first date in a text says: "ab 2024", "für 2024", "bis Ende 2024", "im März 2024", "im Herbst 2024".

    None where there is no date, or one that `Due` cannot hold ("2024/2025", "ab dem 2. Halbjahr 2024").
    """
    date = _DATE.search(text)
    match = _DUE.fullmatch(" ".join(re.sub(rf"(?i)\b{_HEDGES}\s+", "", date[0]).split())) if date else None
    if not match:
        return None
    month, season = (match["month"] or "").casefold(), (match["season"] or "").casefold()
    return Due(
        kind=_KINDS[match["kind"].casefold().split()[0]],  # type: ignore[arg-type]
        year=int(match["year"]),
        month=next((number for number, name in enumerate(MONTHS, 1) if name.casefold() == month), None),
        season=next((name for name in SEASONS if name.casefold() == season), None),
    )


def due_words(due: Due) -> str:
    """A due date as a German reader writes it: "2024", "März 2024", "Herbst 2024"."""
    part = MONTHS[due.month - 1] if due.month else due.season
    return f"{part} {due.year}" if part else str(due.year)


def comparable(one: Due, other: Due) -> tuple[tuple[int, int], tuple[int, int]]:
    """Both dates as year and month; the month counts only where both name one, a season by its first."""
    months = _month(one), _month(other)
    if None in months:
        return (one.year, 0), (other.year, 0)
    return (one.year, months[0] or 0), (other.year, months[1] or 0)


def _month(due: Due) -> int | None:
    return due.month or _SEASON_STARTS.get(due.season or "")
