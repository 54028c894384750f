"""Letters and their accents, where a PDF sets them one after the other, put together as Unicode does (NFC)."""

import unicodedata
from collections.abc import Sequence


def composed(text: str, advances: Sequence[float]) -> tuple[str, Sequence[float]]:
    """The text with "u" and a combining diaeresis as "ü", and the width of each of its characters."""
    if unicodedata.is_normalized("NFC", text):
        return text, advances
    letters: list[str] = []
    widths: list[list[float]] = []
    for character, width in zip(text, advances, strict=True):
        if letters and unicodedata.combining(character):
            letters[-1] += character
            widths[-1].append(width)
        else:
            letters.append(character)
            widths.append([width])
    whole = [unicodedata.normalize("NFC", letter) for letter in letters]
    spread = (width for each, own in zip(whole, widths, strict=True) for width in _over(own, len(each)))
    return "".join(whole), tuple(spread)


def _over(widths: Sequence[float], count: int) -> list[float]:
    """The widths of a letter and its accents for the `count` characters they make together: an accent adds none."""
    return [*widths[:count], *[0.0] * (count - len(widths))]
