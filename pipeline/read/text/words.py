"""Text exports: what the words of lines say about cells: statuses, actors, and the lines that stand outside tables."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from pipeline.hyphens import HYPHENS
from pipeline.model import Status
from pipeline.read.text.lines import join
from pipeline.vocabulary import ANY_WORDS, DUE_WORD, Vocabulary, fold

BULLETS = "•→▪‣◦●■○∙\uf0b7\uf0a7\uf0e0➔➜➝⇒⟶⮕"
_TIED = re.compile(r"(?:[,(/]|\b[a-zäöüß.]+)$")
"""Ends of a line that hold the next word: a comma, a small word."""
_LONGEST_LINE = 600
"""Characters of a line inside which statuses are looked for."""
_MOST_STATUS_LINES = 5
_MOST_STATUS_WORDS = 6
_LONGEST_STATUS = 200
_LONGEST_STATUS_LINE = _LONGEST_STATUS + 2 * _MOST_STATUS_LINES
"""A little more: hyphens at line ends, and what divides a status from what follows, are not counted."""
_OPENS_ITEM = re.compile(r"\+\s*\S|\?\s")
_WORD_BEGINS = re.compile(r"(?<!\S)\w")


class Words:
    """The vocabulary, prepared for questions about many lines."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        names = "|".join(re.escape(name) for name, _ in vocabulary.actor_names)
        self._actor = re.compile(rf"(?:{names})(?!\w)") if names else re.compile(r"(?!)")
        self._connected = re.compile(
            "|".join(
                (
                    *(re.escape(words) for words in vocabulary.words("kooperation")),
                    *(re.escape(actor.office) for actor in vocabulary.actors if actor.office),
                    r"\b(?:und|sowie|mit|dem|der|den|die|ggf\.)\b|[(),;/&\s]",
                )
            )
        )
        self._cooperation = re.compile(
            "|".join(re.escape(words) for words in vocabulary.words("kooperation")) or r"(?!)"
        )
        keys = {max(fold(words).replace(ANY_WORDS, " ").replace(fold(DUE_WORD), " ").split(), key=len) for words, _ in
                vocabulary.phrases}  # fmt: skip
        self._status_key = re.compile(
            "|".join(re.escape(key) for key in sorted(keys, key=lambda k: (-len(k), k))) or r"(?!)"
        )
        ends = (fold(words).replace(fold(DUE_WORD), "").split() for words, _ in vocabulary.phrases)
        self._last_words = {words[-1] for words in ends if words}
        outside = "|".join(re.escape(word) for role in ("handlungsfeld", "weitere", "vision") for word in
                           vocabulary.words(role))  # fmt: skip
        self._outside = re.compile(
            rf"\+\s*\S|(?:\d{{1,2}}(?:\.\d+)*\.?\s+)?(?:{outside})(?!\w)\s*(?:[:„«\"\d]|$|[A-ZÄÖÜ])"
        )
        self.is_status = lru_cache(maxsize=65536)(self._is_status)
        self._ends = lru_cache(maxsize=65536)(self._status_ends)
        self._reads = lru_cache(maxsize=65536)(self._reads_as_status)
        self._names_body = lru_cache(maxsize=65536)(vocabulary.names_body)

    def _may_end(self, text: str) -> bool:
        """A quick look: whether a text ends as known statuses do, with the last word of one or with a date."""
        last = text.rsplit(maxsplit=1)[-1].rstrip(".!").casefold() if text.strip() else ""
        return last in self._last_words or (not last.isalpha() and any(map(str.isdigit, last)))

    def _is_status(self, text: str) -> bool:
        """Whether the vocabulary reads every clause of a status wording."""
        if len(text) > _LONGEST_STATUS or not self._may_end(text) or not self._status_key.search(fold(text)):
            return False
        if not self.vocabulary.may_be_status(text):
            return False
        reading = self.vocabulary.read_status(text)
        return reading.status is not Status.UNKNOWN and not reading.unknown

    def status_ends(self, texts: Sequence[str]) -> tuple[int, ...]:
        """After how many of some lines a known status wording ends, in one paragraph or in two."""
        return self._ends(tuple(takewhile(_may_be_status, texts[:_MOST_STATUS_LINES])))

    def _status_ends(self, below: tuple[str, ...]) -> tuple[int, ...]:
        if not self._status_key.search(fold(join(below))):
            return ()
        counts = range(1, len(below) + 1)
        return tuple(count for count in counts if not self._hides_status(below[:count]) and self._reads(below[:count]))

    def _hides_status(self, texts: tuple[str, ...]) -> bool:
        """Whether "…" in a known wording took in lines that are no status, before a line where one begins."""
        return any(
            texts[cut][:1].isupper() and self._reads(texts[cut:]) and not self._reads(texts[:cut])
            for cut in range(1, len(texts))
        )

    def _reads_as_status(self, texts: tuple[str, ...]) -> bool:
        whole = _bare(join(texts))
        if not self._may_end(whole):
            return False
        return self.is_status(whole) or any(
            self.is_status(f"{join(texts[:cut])}\n{join(texts[cut:])}")
            for cut in range(1, len(texts))
            if texts[cut][:1].isupper()
        )

    def status_offsets(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Where on the first of some lines a known status begins that fills the rest of it (and maybe lines below).

        A status begins with a capital; only where none does, a small letter may begin one.
        """
        first, below = texts[0], list(takewhile(_may_be_status, texts[1:_MOST_STATUS_LINES]))
        while below and not self._may_end(_bare(join((first, *below)))):
            below.pop()
        if not below and not self._may_end(_bare(first)):
            return ()
        begin = max(len(first) - _LONGEST_STATUS_LINE, 0)  # what begins before fills more than a status has
        if not self._status_key.search(fold(join((first[begin:], *below)))):
            return ()
        words = [match.start() for match in _WORD_BEGINS.finditer(first, begin)]
        found = [offset for offset in words if self.status_ends((first[offset:], *below))]
        return tuple(offset for offset in found if first[offset].isupper()) or tuple(found)

    def statuses_within(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where on a line known statuses begin, and where the word after each of them does."""
        words = [match.span() for match in re.finditer(r"\S+", text[:_LONGEST_LINE])]
        found: list[tuple[int, int]] = []
        for index, (start, _) in enumerate(words):
            ends = [end for _, end in words[index : index + _MOST_STATUS_WORDS] if self.is_status(text[start:end])]
            if ends and text[start].isupper() and (not found or start >= found[-1][1]):
                found.append((start, ends[-1] + 1))
        return tuple(found)

    def begins_with_actor(self, text: str) -> bool:
        """Whether a registered name stands at the beginning."""
        return self._actor.match(text) is not None

    def actor_offsets(self, text: str) -> tuple[int, ...]:
        """Offsets inside a line at which a registered name begins that is not tied to the words before it."""
        starts = [match.start() for match in self._actor.finditer(text) if match.start()]
        return tuple(at for at in starts if text[at - 1] == " " and not _TIED.search(text[: at - 1]))

    def only_actors(self, text: str) -> bool:
        """Whether a text holds registered names and the words between them, nothing else."""
        return not self._connected.sub("", self._actor.sub("", text))

    def share_of_actors(self, text: str) -> float:
        """Which part of a text is registered names, words of cooperation and offices."""
        rest = self._connected.sub("", self._actor.sub("", text))
        return 1.0 - len(rest) / max(len("".join(text.split())), 1)

    def names_a_body(self, text: str) -> bool:
        """Whether the text begins with a noun for somebody who acts, registered or not."""
        words = text.split()[:3]
        return not text.startswith("(") and any(self._names_body(word.strip("(),;:")) for word in words)

    def cooperates(self, text: str) -> bool:
        """Whether words like "in Kooperation mit" occur."""
        return self._cooperation.search(text) is not None

    def opens_cooperation(self, text: str) -> bool:
        """Whether a text begins with words like "in Kooperation mit", as a new line of a list of actors may."""
        return self._cooperation.match(text) is not None

    def keeps_its_place(self, text: str) -> bool:
        """Whether a line is never a running one, wherever it returns: what stands between tables, statuses."""
        return self.stands_outside(text) or self.is_status(text)

    def stands_outside(self, text: str) -> bool:
        """Whether a line is made like those between tables: heading, "Vision:", "Weitere Maßnahmen", "+ …"."""
        return self._outside.match(text) is not None


def _bare(text: str) -> str:
    """A text without what divides a status from what follows."""
    return text.rstrip(" –—-/,;")


def _may_be_status(text: str) -> bool:
    """A quick look: whether a line is short enough to be one of a status."""
    return len(text) <= _LONGEST_STATUS_LINE


def opens_item(text: str) -> bool:
    """Whether a line begins with a bullet, an arrow or a plus sign, or what an encoding without them has for one."""
    return text[:1] in BULLETS or _OPENS_ITEM.match(text) is not None


def is_broken(text: str) -> bool:
    """Whether a line ends in a hyphen."""
    return len(text) > 1 and text[-1] in HYPHENS and not text[-2].isspace()
