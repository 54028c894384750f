"""Figures in German sentences: number words, plurals, lists; what every sentence of the report is made of."""

from collections.abc import Sequence

_WORDS = ("keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e"})
LISTED_AT_MOST = 12


def amount(count: int) -> str:
    """How many measures, without the noun: "keine", "eine", "zwei" … up to twelve in words, above in digits."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def number_word(count: int) -> str:
    """A number up to twelve in words where it stands as a number ("null", "eins", "zwei")."""
    return {0: "null", 1: "eins"}.get(count) or amount(count)


def counted(count: int, one: str, many: str) -> str:
    """`one` ("eine Maßnahme") for a single thing, else the number and `many` ("zwei Maßnahmen")."""
    return one if count == 1 else f"{number_word(count)} {many}".strip()


def listed(items: Sequence[str], conjunction: str = "und") -> str:
    """The items as in a sentence: "A, B und C"."""
    return f" {conjunction} ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def numbers(of: Sequence[str]) -> str:
    """The measures in brackets (" (Nr. 6 und 39)"), or nothing where they are too many to be read in a sentence."""
    named = [number for number in dict.fromkeys(of) if number]
    return f" (Nr.\u00a0{listed(named)})" if 0 < len(named) <= LISTED_AT_MOST else ""


def percent(part: int, whole: int) -> str:
    """ "66 Prozent", rounded half up."""
    return f"{(200 * part + whole) // (2 * whole)}\u00a0Prozent"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def sort_key(text: str) -> str:
    """German dictionary order (DIN 5007-1): umlauts like their vowels."""
    return text.casefold().translate(_UMLAUTS)
