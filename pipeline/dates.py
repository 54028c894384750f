"""Dates in German status wordings: which words are one, and what they say where no doubt is left."""

import re

from pipeline.model import Due

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
SEASONS = ("Frühjahr", "Frühling", "Sommer", "Herbst", "Winter")

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
_ANY_YEAR = re.compile(_YEAR)
"""What every date holds, and is looked for far faster."""
_PAST = re.compile(r"\b(?:seit|nach|vor)\s+(?:dem\s+|der\s+)?$", re.IGNORECASE)
"""Words before a date that is no due date."""
_ORDINALS = ("erste", "zweite", "dritte", "vierte")
_ROMAN = ("i", "ii", "iii", "iv")
_SHORT_MONTHS = ("jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_DUE = re.compile(
    rf"""(?:(?P<kind>ab|für|auf|in|im|bis(?:\ zum|\ ende)?|zum|am)\s+)?
    (?:(?:dem|den|das|des)\s+)?  (?:(?:Laufe?|Verlauf)\s+(?:des\s+)?)?
    (?:(?P<edge>Anfang|Mitte|Ende)\s+(?:des\s+)?)?
    (?: (?P<season>{_SEASON})\s+ | (?:\d{{1,2}}\.\s?)?(?P<month>{_MONTH}|(?:{"|".join(_SHORT_MONTHS)})t?\.?(?=\s))\s+
      | (?:\d{{1,2}}\.\s?)?(?P<figure>\d{{1,2}})[./]\s? | Q(?P<quarter>[1-4])[\s/.]*
      | (?P<count>[1-4]\.|[IV]{{1,3}}\.?|(?:{"|".join(_ORDINALS)})[ns])\s+(?P<stretch>Quartal|Halbjahr)s?[\s/.]*
    )?
    (?:(?:des\s+|dem\s+|das\s+)?(?:Jahr|Schuljahr|Haushaltsjahr|Kalenderjahr)(?:e[ns]?|s)?\s+)?
    (?P<year>{_YEAR})
    (?:(?:\s*[/–-]\s*|\s+(?:und|oder|bis)\s+)(?P<last>\d{{4}}|\d\d))?""",
    re.IGNORECASE | re.VERBOSE,
)
_QUARTERS = {f"{count}. Quartal": (3 * count - 2, 3 * count) for count in range(1, 5)}
_PARTS = {
    **_QUARTERS,
    "1. Halbjahr": (1, 6),
    "2. Halbjahr": (7, 12),
    "Anfang": (1, 4),
    "Mitte": (5, 8),
    "Ende": (9, 12),
}
"""Parts of a year → first and last month."""
_SEASON_MONTHS = {"Frühjahr": (3, 5), "Frühling": (3, 5), "Sommer": (6, 8), "Herbst": (9, 11), "Winter": (12, 14)}
"""Seasons → first and last month, counted from January of the year named."""


def replace_dates(text: str, replacement: str) -> str:
    """The text with every date, its preposition included, replaced."""
    return _DATE.sub(lambda _: replacement, text) if _ANY_YEAR.search(text) else text


def read_due(text: str) -> Due | None:
    """What the first date in a text says: "ab 2024", "für 2024", "im März 2024", "bis Mitte 2025", "Q3/2025".

    None where there is no date, or one that `Due` cannot hold ("im Frühjahr/Sommer 2024"). Days are left out.
    """
    date = _DATE.search(text)
    if not date or _PAST.search(text[: date.start()]):
        return None
    match = _DUE.fullmatch(" ".join(re.sub(rf"(?i)\b{_HEDGES}\s+", "", date[0]).split()))
    if not match:
        return None
    kind, year, month, part = (match["kind"] or "in").casefold(), int(match["year"]), _month(match), _part(match)
    last = int(match["last"]) % 100 + year // 100 * 100 if match["last"] else None
    season = next((name for name in SEASONS if name.casefold() == (match["season"] or "").casefold()), None)
    if month == 0 or part == "" or (last is not None and last <= year):
        return None
    return Due(_KINDS.get(kind.split()[0], "in"), year, month, season, part, last)  # type: ignore[arg-type]


def _month(match: re.Match[str]) -> int | None:
    """The month named, None without one, 0 where the figure or word is none."""
    if match["figure"]:
        return int(match["figure"]) if int(match["figure"]) <= len(MONTHS) else 0
    if not match["month"]:
        return None
    word = match["month"].casefold().rstrip(".")
    names = [name.casefold() for name in MONTHS]
    if word in names:
        return names.index(word) + 1
    return _SHORT_MONTHS.index(word[:3]) + 1 if word[:3] in _SHORT_MONTHS else 0


def _part(match: re.Match[str]) -> str | None:
    """The part of the year named, None without one, "" where there is none of that name."""
    edge, stretch = match["edge"], match["stretch"]
    if match["quarter"]:
        return "" if edge else f"{match['quarter']}. Quartal"
    if stretch:
        word = match["count"].casefold().rstrip(".")
        written = [{str(at), _ROMAN[at - 1], f"{_ORDINALS[at - 1]}n", f"{_ORDINALS[at - 1]}s"} for at in range(1, 5)]
        count = next((at for at, words in enumerate(written, 1) if word in words), 0)
        part = f"{count}. {stretch.capitalize()}"
        return part if part in _PARTS and not edge else ""
    named = match["season"] or match["month"] or match["figure"]
    return None if not edge or named else edge.capitalize()


def due_words(due: Due) -> str:
    """A due date as a German reader writes it: "2024", "März 2024", "Herbst 2024", "3. Quartal 2025", "2025/2026"."""
    part = MONTHS[due.month - 1] if due.month else due.season or due.part
    years = f"{due.year}/{due.last_year}" if due.last_year else str(due.year)
    return f"{part} {years}" if part else years


def is_later(due: Due, other: Due) -> bool:
    """Whether a date lies later than another one, not merely within it: "März 2024" is not later than "2024"."""
    (first, last), (other_first, other_last) = _months(due), _months(other)
    in_a_later_year = first >= other_first and (last - 1) // 12 > (other_last - 1) // 12
    return in_a_later_year or (first > other_first and last > other_last)


def is_over(due: Due, at: Due) -> bool | None:
    """Whether a date has passed at another one, by months; None where that depends on when within the latter.

    "März 2024" is over in "Oktober 2024" and not over in "März 2024"; in "2024" it may be.
    """
    (_, last), (first_at, last_at) = _months(due), _months(at)
    return None if first_at <= last < last_at else last < first_at


def _months(due: Due) -> tuple[int, int]:
    """The first and the last month that a date may mean, counted through all years."""
    first, last = 1, 12
    if due.month:
        first = last = due.month
    elif due.season in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[due.season]
    elif due.part in _PARTS:
        first, last = _PARTS[due.part]
    return 12 * due.year + first, 12 * (due.last_year or due.year) + last
