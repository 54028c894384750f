"""How next year's editor changes a text: synonyms, other forms of a word, cuts, insertions, clauses turned."""

from collections.abc import Sequence
from random import Random

from successor_words import OTHER_WORDS, SYNONYMS

FOREIGN = 0.3
"""How often a word without known synonym is replaced by one that other measures of the edition use."""
ENDINGS = ("en", "er", "es", "n", "e", "s")


def reword(text: str, share: float, vocabulary: Sequence[str], random: Random) -> str:
    """Change `share` of the words: of ten six are replaced, one is inflected, one and a half cut, as many inserted."""
    words = text.split(" ")
    for position in sorted(random.sample(range(len(words)), round(share * len(words))), reverse=True):
        kind = random.random()
        if kind < 0.6:
            words[position] = _replacement(words[position], vocabulary, random)
        elif kind < 0.7:
            words[position] = _other_form(words[position], vocabulary, random)
        elif kind < 0.85 and len(words) > 3:
            del words[position]
        else:
            words.insert(position, _unrelated(vocabulary, random))
    return " ".join(words)


def turned(text: str) -> str:
    """The clauses around the first comma in the other order."""
    first, comma, second = text.partition(", ")
    return f"{second}, {first}" if comma else text


def retyped(text: str, random: Random) -> str:
    """The same words in another typist's hand: capitals, hyphens in long words, kinds of quotation marks."""
    words = [_hyphenated(word) if len(word) > 11 and random.random() < 0.5 else word for word in text.split(" ")]
    typed = " ".join(words).replace("„", "»").replace("“", "«")
    return typed.upper() if random.random() < 0.3 else typed


def _replacement(word: str, vocabulary: Sequence[str], random: Random) -> str:
    return SYNONYMS.get(word.casefold().strip(",.:„“")) or _unrelated(vocabulary, random)


def _unrelated(vocabulary: Sequence[str], random: Random) -> str:
    return random.choice(vocabulary if random.random() < FOREIGN else OTHER_WORDS)


def _other_form(word: str, vocabulary: Sequence[str], random: Random) -> str:
    """Another ending, as in Angebote and Angeboten; short words have none."""
    if len(word) < 6 or not word.isalpha():
        return _replacement(word, vocabulary, random)
    ending = next((ending for ending in ENDINGS if word.endswith(ending)), "")
    return word.removesuffix(ending) + random.choice([other for other in ("", *ENDINGS) if other != ending])


def _hyphenated(word: str) -> str:
    middle = len(word) // 2
    return f"{word[:middle]}-{word[middle:]}" if word.isalpha() else word
