"""Which traces a text bears of another one: is it that text reworded, a look-alike, or one that merely uses its words?

A text that was reworded keeps any of its words alike, rare or common. An unrelated one shares a word as often as other
measures use it, and hardly ever a rare one. A look-alike begins with the same words and goes on unrelated. How much
likelier the words found make the first than the other two is told as a logarithm (as in `weigh`, 3 are 20 to 1).
"""

from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple, TypeVar

Item = TypeVar("Item", str, tuple[str, str])
Stems = Sequence[str]

LOOK_ALIKES = -1.0
"""How many look-alikes there are for each reworded text, among measures that begin alike; as a logarithm."""
MOST = 0.95
"""However common a word is, an unrelated text may lack it."""


class _Word(NamedTuple):
    """A word of a text where it stands first: how much its being shared tells, alone or `after` the one before it."""

    word: str
    before: str
    at: int
    alone: float
    after: float
    missing: float


class Usage:
    """How many measures use a word and a phrase of two words, in the edition that does so more."""

    def __init__(self, olds: Sequence[Stems], news: Sequence[Stems]) -> None:
        self._size = max(len(olds), len(news))
        self._words = _most([set(text) for text in olds], [set(text) for text in news])
        self._phrases = _most([set(pairwise(text)) for text in olds], [set(pairwise(text)) for text in news])

    def chance(self, word: str, before: str = "") -> float:
        """How likely an unrelated measure uses the word; `before` stands there too and may bring it along."""
        chance = self._words[word] / (self._size + 1)
        if phrases := self._phrases.get((before, word)):
            chance = max(chance, (phrases - 1 + chance) / self._words[before])
        return min(MOST, chance)


class Traces:
    """The texts of both editions where a reworded one loses each of its words with the probability `loss`."""

    def __init__(self, olds: Sequence[Stems], news: Sequence[Stems], usage: Usage, loss: float) -> None:
        self._usage, self._loss, self._stays = usage, loss, log(1 - loss)
        self._olds, self._news = [self._weighed(text) for text in olds], [self._weighed(text) for text in news]

    def of_old(self, at: int, words: Container[str], opening: int) -> float:
        """What `words` say about having been made of an old text with whose first `opening` words they begin."""
        return self._found(self._olds[at], words, opening)

    def in_new(self, at: int, words: Container[str], opening: int) -> float:
        """What a new text that begins with the first `opening` of the `words` says about being made of them."""
        return self._found(self._news[at], words, opening)

    def _weighed(self, text: Stems) -> list[_Word]:
        first = {word: at for at, word in reversed([*enumerate(text)])}
        return [self._word(word, text[at - 1] if at else "", at) for word, at in sorted(first.items(), key=_place)]

    def _word(self, word: str, before: str, at: int) -> _Word:
        chance = self._usage.chance(word)
        missing = min(0.0, log(self._loss / (1 - chance)))
        return _Word(word, before, at, -log(chance), -log(self._usage.chance(word, before)), missing)

    def _found(self, text: Sequence[_Word], others: Container[str], opening: int) -> float:
        total = begins = 0.0
        for word in text:
            if word.word not in others:
                total += word.missing
                continue
            tells = word.after if word.before in others else word.alone
            if word.at < opening:
                begins += tells
                total += self._stays + tells
            else:
                total += max(0.0, self._stays + tells)
        return total - _log_of_sum(0.0, LOOK_ALIKES + begins)


def _log_of_sum(one: float, other: float) -> float:
    """log(exp(one) + exp(other)), however large."""
    return max(one, other) + log(1 + exp(-abs(one - other)))


def _place(item: tuple[str, int]) -> int:
    return item[1]


def _most(olds: Sequence[set[Item]], news: Sequence[set[Item]]) -> dict[Item, int]:
    in_old, in_new = (Counter(item for items in side for item in items) for side in (olds, news))
    return {item: max(in_old[item], in_new[item]) for item in in_old | in_new}
