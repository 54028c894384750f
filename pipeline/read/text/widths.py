"""Text exports: how wide lines are, estimated in average characters of a proportional sans serif."""

from collections.abc import Sequence
from functools import lru_cache

_SHORTEST_BROKEN_WORD = 6
_ADVANCES = {
    0.44: "ijl'|",
    0.56: " !,./:;I[]\\ftìíîï·",
    0.66: '()-r"`´„“”‚‘’\u00ad\u2010\u2011•',
    1.0: "ckszxyvJçß*",
    1.22: "FTZ",
    1.33: "ABEKPSVXYÄ&",
    1.44: "CDHNRUwÜ",
    1.56: "GOQÖ",
    1.66: "mMæ%",
    1.9: "W—→…@",
}
_ADVANCE = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
SPACE = 0.56


def advances(text: str) -> tuple[float, ...]:
    """The estimated width of each character in average characters: classes of a proportional sans serif."""
    return tuple([_ADVANCE.get(character, 1.11) for character in text])


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """The estimated width of `text` in average characters; asked for the same lines and words again and again."""
    return sum(advances(text))


def widest(widths: Sequence[float]) -> float:
    """The widest width that a few more lines come close to; wider ones are misreadings."""
    ordered = sorted(widths, reverse=True)
    enough = max(2.0, 0.03 * len(ordered))
    return next((wide for wide in ordered if sum(other > 0.93 * wide for other in ordered) >= enough), ordered[0])


def first_piece(word: str) -> float:
    """The width of the shortest part of a word, hyphen included, that might have stood on the line before."""
    return width(word[:3]) + _ADVANCE["-"] if len(word) >= _SHORTEST_BROKEN_WORD else width(word)
