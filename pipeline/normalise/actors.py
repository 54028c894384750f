"""Who carries a measure out: registered names found in the printed text, the rest kept as printed."""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Actor
from pipeline.vocabulary import KnownActor, Vocabulary

_CONNECTORS = r"(?:und|sowie|oder|bzw\.|mit|wie|dem|der|den|die|das|des|an|ggf\.)"
_LEADING = re.compile(rf"^(?:[\s,;/:]|{_CONNECTORS}(?=\s))+")
_TRAILING = re.compile(rf"(?:[\s,;/:]|(?<=\s){_CONNECTORS})+$")
_OFFICE = re.compile(r"\s*\(([^()]*)\)?")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    actor: Actor


def read_actors(text: str, vocabulary: Vocabulary) -> tuple[Actor, ...]:
    """The actors named in a cell, in printed order, each once.

    After "in Kooperation mit" (`begriffe.csv`) the named ones support; the office in brackets is kept, and taken
    from the register where the cell leaves it out.
    """
    found: list[Actor] = []
    for paragraph in text.split("\n"):
        found.extend(_read_paragraph(paragraph, vocabulary))
    return tuple(dict.fromkeys(found))


def _read_paragraph(text: str, vocabulary: Vocabulary) -> list[Actor]:
    supports_from = _cooperation(text, vocabulary)
    mentions = _mentions(text, vocabulary)
    actors: list[Actor] = []
    position = 0
    for mention in [*mentions, _Mention(len(text), len(text), Actor(""))]:
        actors += _as_printed(text, position, mention.start, supports_from, vocabulary)
        if mention.actor.name:
            actors.append(_in_role(mention.actor, mention.start, supports_from))
        position = mention.end
    return actors


def _cooperation(text: str, vocabulary: Vocabulary) -> int:
    """Where the supporting actors begin; past the end if there are none."""
    starts = [text.casefold().find(words.casefold()) for words in vocabulary.words("kooperation")]
    return min((start for start in starts if start >= 0), default=len(text) + 1)


def _mentions(text: str, vocabulary: Vocabulary) -> list[_Mention]:
    """Registered names in the text, longest first so that no name is found inside another one."""
    free = text
    mentions = []
    for spelling, known in vocabulary.actor_names:
        for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", free):
            office = _OFFICE.match(free, match.end())
            end = office.end() if office else match.end()
            mentions.append(_Mention(match.start(), end, _known(known, office[1] if office else None)))
            free = free[: match.start()] + "\0" * (end - match.start()) + free[end:]
    return sorted(mentions, key=lambda mention: mention.start)


def _known(known: KnownActor, office: str | None) -> Actor:
    return Actor(known.name, (office or "").strip() or known.office)


def _as_printed(text: str, start: int, end: int, supports_from: int, vocabulary: Vocabulary) -> list[Actor]:
    """What stands between two registered names, split at commas outside brackets, without connecting words."""
    actors = []
    for piece in re.finditer(r"(?:[^,;(]|\([^)]*\)?)+", text[start:end]):
        name = piece[0]
        for words in vocabulary.words("kooperation"):
            name = re.sub(re.escape(words), " ", name, flags=re.IGNORECASE)
        name = _TRAILING.sub("", _LEADING.sub("", " ".join(name.split())))
        if any(character.isalnum() for character in name):
            actor = Actor(name, known=False)
            actors.append(_in_role(actor, start + piece.start() + 1, supports_from))
    return actors


def _in_role(actor: Actor, position: int, supports_from: int) -> Actor:
    role: Literal["leads", "supports"] = "supports" if position > supports_from else "leads"
    return Actor(actor.name, actor.office, role, actor.known)
