"""Who carries a measure out: registered names found in the printed text, the rest kept as printed."""

import re
from dataclasses import dataclass, replace

from pipeline.model import Actor
from pipeline.vocabulary import Vocabulary

_CONNECTORS = r"(?:und|sowie|oder|bzw\.|mit|wie|dem|der|den|die|das|des|an|ggf\.)"
_LEADING = re.compile(rf"^(?:[\s,;/:•→+–-]|{_CONNECTORS}(?=\s|$))+")
_TRAILING = re.compile(rf"(?:[\s,;/:]|(?<=\s){_CONNECTORS})+$")
_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")
_OPEN_BRACKET = re.compile(r"\s*\((?P<inside>[^(),;]*)")
_PIECE = re.compile(r"(?:[^,;(]|\((?:[^()]|\([^()]*\))*\)?)+")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    actor: Actor


def read_actors(text: str, vocabulary: Vocabulary) -> tuple[Actor, ...]:
    """The actors named in a cell, in printed order, each once.

    After "in Kooperation mit" (`begriffe.csv`) the named ones support, also on the lines below if it ends its line;
    the office in brackets is kept, and taken from the register where the cell leaves it out.
    """
    cooperation = re.compile("|".join(map(re.escape, vocabulary.words("kooperation"))) or r"(?!)", re.IGNORECASE)
    found: list[Actor] = []
    below = False
    for paragraph in text.split("\n"):
        words = cooperation.search(paragraph)
        supports_from = 0 if below else words.end() if words else len(paragraph)
        found.extend(
            replace(mention.actor, role="supports" if mention.start >= supports_from else "leads")
            for mention in _read_paragraph(paragraph, cooperation, vocabulary)
        )
        below = below or (words is not None and not paragraph[words.end() :].strip(" :"))
    return tuple(dict.fromkeys(found))


def _read_paragraph(text: str, cooperation: re.Pattern[str], vocabulary: Vocabulary) -> list[_Mention]:
    found: list[_Mention] = []
    position = 0
    for mention in _registered(text, cooperation, vocabulary):
        found += _as_printed(text, position, mention.start, cooperation)
        found.append(mention)
        position = mention.end
    return found + _as_printed(text, position, len(text), cooperation)


def _registered(text: str, cooperation: re.Pattern[str], vocabulary: Vocabulary) -> list[_Mention]:
    """Registered names in the text, in printed order; no name is found inside another one, or in its brackets."""
    names = "|".join(re.escape(spelling) for spelling, _ in vocabulary.actor_names)
    known = dict(vocabulary.actor_names)
    mentions = []
    position = 0
    while names and (match := re.compile(rf"(?<![\w-])(?:{names})(?![\w-])").search(text, position)):
        actor = known[match[0]]
        office, position = _office(text, match.end(), names, cooperation)
        mentions.append(_Mention(match.start(), position, Actor(actor.name, office or actor.office)))
    return mentions


def _office(text: str, start: int, names: str, cooperation: re.Pattern[str]) -> tuple[str, int]:
    """The office in brackets behind a name and where it ends; brackets with partners in them are none.

    A bracket that is never closed holds the registered name behind it, else the words up to the next comma.
    """
    bracket = (
        _BRACKET.match(text, start)
        or re.compile(rf"\s*\((?P<inside>(?:{names})(?![\w-]))").match(text, start)
        or _OPEN_BRACKET.match(text, start)
    )
    if not bracket or cooperation.search(bracket["inside"]):
        return "", start
    return " ".join(bracket["inside"].split()), bracket.end()


def _as_printed(text: str, start: int, end: int, cooperation: re.Pattern[str]) -> list[_Mention]:
    """What stands between two registered names, split at commas outside brackets, without connecting words."""
    found = []
    for piece in _PIECE.finditer(text, start, end):
        position = piece.start()
        for part in cooperation.split(piece[0]):
            begins = text.index(part, position)
            name = _TRAILING.sub("", _LEADING.sub("", " ".join(part.split())))
            is_label = part.rstrip().endswith(":")  # "Umsetzung: Stabsstelle …" says what the next one does
            if any(character.isalnum() for character in name) and not is_label:
                found.append(_Mention(begins, begins + len(part), Actor(_without_lone_bracket(name), known=False)))
            position = begins + len(part)
    return found


def _without_lone_bracket(name: str) -> str:
    """Without the bracket of which the other half stands behind a registered name."""
    if name.startswith("(") and ")" not in name:
        return name[1:].strip()
    if name.endswith(")") and "(" not in name:
        return name[:-1].strip()
    return name.rstrip("( ")
