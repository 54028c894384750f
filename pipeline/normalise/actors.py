"""Who carries a measure out: registered names found in the printed text, the rest kept as printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Actor
from pipeline.normalise.paragraphs import Typesetting, are_nouns_in_a_row
from pipeline.printed import Line
from pipeline.vocabulary import Vocabulary

_CONNECTORS = r"(?:und|sowie|oder|bzw\.|mit|wie|dem|der|den|die|das|des|an|ggf\.)"
_LEADING = re.compile(rf"^(?:[\s,;/:•→+–-]|{_CONNECTORS}(?=\s|$))+")
_TRAILING = re.compile(rf"(?:[\s,;/:]|(?<=\s){_CONNECTORS})+$")
_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")
_OPEN_BRACKET = re.compile(r"\s*\((?P<inside>[^(),;]*)")
_ENDS_NAME = re.compile(r"(?:(?:^|\s)[A-ZÄÖÜ][\w-]*\w|e\. ?V\.|\)|(?:\s|^)\d+)$")
_LEGAL_FORM = re.compile(r"(?:[\w-]+\s)?(?:g?GmbH|mbH|g?AG|KG|e\. ?V\.|eG)(?!\w)")
_WAITS = re.compile(
    r"(?:^|[\s,;/])(?:Fachbereich|Fachdienst|Fachstelle|Bereich|Amt|Abteilung|Stabsstelle|Dezernat|Referat|Sachgebiet"
    r"|Team|Büro|Eigenbetrieb|Institut|Verband|Verein|Landratsamt|Ministerium|Kreis|Stadt|Gemeinde)$"
)
"""Nouns that begin a name and hardly ever are one."""
_UMBRELLA = re.compile(
    r"(?:verwaltung|landratsamt|kreis|präsidium|dezernat|referat|ministerium|bereich|abteilung|ausschuss|gericht)$",
    re.IGNORECASE,
)
"""Bodies that offices are named behind ("Stadtverwaltung Ordnungsamt")."""
_ENDED = re.compile(r"(?:^|\s)\([^()]+\)$|(?:^|\s)(?:g?GmbH|g?AG|eG|e\. ?V\.)$")
"""How a name ends: with a role in brackets, or a legal form."""
_NOUN = re.compile(r"[A-ZÄÖÜ](?:[a-zäöüß]|[A-ZÄÖÜ]+(?!\w))(?!\w*\.)")
_ROLE = re.compile(r"\s*\([^()]*\)$")
_PIECE = re.compile(r"(?:[^,;(]|\((?:[^()]|\([^()]*\))*\)?)+")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    actor: Actor


def apart(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines of a cell, with a paragraph break before a registered name that follows a noun without any link.

    Columns for actors are so narrow that widths often cannot tell "Fachbereich Soziales" / "Jobcenter" from one name.
    Nor is one name what ends and goes on with an office ("Jugendamt" / "Volkshochschule"), or goes on behind a role or
    a legal form ("Bauamt (Federführung)" / "Stadtmarketing").
    """
    names = sorted({spelling for spelling, _ in vocabulary.actor_names})
    result = list(lines)
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if line.starts is None and _begins_name(line.text, names) and _ENDS_NAME.search(above.text):
            within = f"{above.text.split()[-1]} {line.text.split()[0]}"
            if not any(within in name for name in names):
                result[index] = replace(line, starts=True)
        elif (
            (line.starts is None or (not line.size and not line.starts))
            and (_is_over(above, line) or _are_two_offices(above, line, vocabulary))
            and not _LEGAL_FORM.match(line.text.split(maxsplit=1)[0])
        ):
            result[index] = replace(line, starts=True)
    return result


def _is_over(above: Line, line: Line) -> bool:
    """Whether a name has ended with a role in brackets or a legal form, and a line begins with another noun."""
    return _ENDED.search(above.text) is not None and _NOUN.match(line.text) is not None


def _are_two_offices(above: Line, line: Line, vocabulary: Vocabulary) -> bool:
    """Whether the one line ends and the other begins with a noun that names an office, neither with more to come."""
    last, first = _ROLE.sub("", above.text).split()[-1:], line.text.split()[:1]
    if not last or not first or _WAITS.search(above.text) or _UMBRELLA.search(last[0]):
        return False
    return all(word[:1].isupper() and vocabulary.names_body(word) for word in (last[0], first[0].rstrip(",;")))


def _begins_name(text: str, names: Sequence[str]) -> bool:
    """Whether a line is a registered name, or begins with one that a comma or bracket ends."""
    return any(text.startswith(name) and text[len(name) :].lstrip()[:1] in ("", ",", ";", "(") for name in names)


def nouns_in_a_row(lines: Sequence[Line], typesetting: Typesetting, known: str) -> str | None:
    """The line of a cell behind which another name may begin: it ends and the next begins with a noun.

    Not where both stand side by side in `known` names, nor behind a word that waits for another ("Fachbereich").
    """
    for above, line in pairwise(lines):
        words, following = above.text.split(), line.text.split()
        together = f"{words[-1]} {following[0].rstrip(',;')}"
        is_name = together in known or following[0].strip(",;") in known.partition("\n")[0]
        is_one = is_name or _LEGAL_FORM.match(line.text) or _WAITS.search(above.text)
        if not is_one and are_nouns_in_a_row(above, line, typesetting):
            return above.text
    return None


def read_actors(text: str, vocabulary: Vocabulary) -> tuple[Actor, ...]:
    """The actors named in a cell, in printed order, each once.

    After "in Kooperation mit" (`begriffe.csv`) the named ones support, also on the lines below if it ends its line;
    the office in brackets is kept, and taken from the register where the cell leaves it out.
    """
    cooperation = vocabulary.cooperation
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
    known = dict(vocabulary.actor_names)
    mentions = []
    position = 0
    while match := vocabulary.any_actor.search(text, position):
        actor = known[match[0]]
        office, position = _office(text, match.end(), vocabulary, cooperation)
        mentions.append(_Mention(match.start(), position, Actor(actor.name, office or actor.office)))
    return mentions


def _office(text: str, start: int, vocabulary: Vocabulary, cooperation: re.Pattern[str]) -> tuple[str, int]:
    """The office in brackets behind a name and where it ends; brackets with partners in them are none.

    A bracket that is never closed holds the registered name behind it, else the words up to the next comma.
    """
    bracket = (
        _BRACKET.match(text, start)
        or vocabulary.actor_in_brackets.match(text, start)
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
