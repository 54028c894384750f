"""Who carries a measure out: registered names found in the printed text, the rest kept as printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.hyphens import HYPHENS
from pipeline.model import Actor
from pipeline.normalise.paragraphs import are_nouns_in_a_row, begins_paragraph, is_broken_word
from pipeline.normalise.typesetting import Typesetting
from pipeline.printed import Line
from pipeline.vocabulary import Vocabulary

_CONNECTORS = r"(?:und|sowie|oder|bzw\.|mit|wie|dem|der|den|die|das|des|an|ggf\.)"
_LEADING = re.compile(rf"^(?:[\s,;/:•→+–-]|{_CONNECTORS}(?=\s|$))+")
_TRAILING = re.compile(rf"(?:[\s,;/:]|(?<=\s){_CONNECTORS})+$")
_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")
_OPEN_BRACKET = re.compile(r"\s*\((?P<inside>[^(),;]*)")
_ENDS_NAME = re.compile(r"(?:(?:^|\s)[A-ZÄÖÜ][\w-]*\w|e\. ?V\.|\)|(?:\s|^)\d+)$")
_FORMS = r"(?:g?GmbH|mbH|g?AG|KG|eG|SE|AöR|e\. ?V\.)(?!\w)"
_LEGAL_FORM = re.compile(rf"(?:[\w-]+\s)?{_FORMS}")
_ENDS_FORM = re.compile(rf"(?:^|\s)(?!AG){_FORMS}$")
_WAITS = re.compile(
    r"(?:^|[\s,;/])(?:Fachbereich|Fachdienst|Fachstelle|Bereich|Amt|Abteilung|Stabsstelle|Dezernat|Referat|Sachgebiet"
    r"|Team|Büro|Eigenbetrieb|Institut|Verband|Verein|Landratsamt|Ministerium|Kreis|Stadt|Gemeinde)$"
)
"""Nouns that begin a name and hardly ever are one."""
_PUBLIC = re.compile(r"(?!Landrats)[A-ZÄÖÜ][\w-]*(?:amt|behörde)$")
"""An office that is never a firm or club itself."""
_UNIT = re.compile(r"(?:^|[,;/]\s)(?:Abteilung|Fachbereich|Fachdienst|Sachgebiet|Referat|Dezernat)\s[A-ZÄÖÜ][\w-]*\w$")
"""Part of an office with its topic ("Abteilung Jugendförderung"); more of the topic may follow, but no firm."""
_SELDOM_FIRM = re.compile(r"[a-zäöüß](?:amt|behörde|stelle|beauftragte[rn]?|beirat|verwaltung|schule|kasse)$")
"""Names that a legal form hardly ever belongs to ("Klimaschutzstelle" / "Stadtjugendring e. V.")."""
_FORM_LAST = re.compile(rf"(?!AG(?!\w))(?:[A-ZÄÖÜ][\w-]*\s){{1,3}}{_FORMS}")
_NUMBERED_UNIT = re.compile(
    r",\s(?:Abt|Abteilung|(?:Fach)?[Bb]ereich|Dezernat|Fachdienst|FB|FD|Referat|Sachgebiet|SG|Team)\.?\s\d[\d./-]*$"
)
"""With it the name of an office is over ("Jugendamt, Abt. 51.3")."""
_UMBRELLA = re.compile(
    r"(?:verwaltung|landratsamt|kreis|präsidium|dezernat|referat|ministerium|bereich|abteilung|ausschuss|gericht)$",
    re.IGNORECASE,
)
"""Bodies that offices are named behind ("Stadtverwaltung Ordnungsamt")."""
_OFFICE_FOR = re.compile(
    r"(?:^|[,;/]\s)(?:Amt\sfür|Stabsstelle|Fachstelle|Büro\s(?:des|der|für))\s(?:[^,;/]*\s)?[A-ZÄÖÜ][\w-]*\w$"
)
"""A whole name such as "Amt für Mobilität"."""
_SUBUNIT = re.compile(
    r"(?:Abteilung|(?:Fach|Geschäfts|Regional)?[Bb]ereich|Dezernat|Fachdienst|Institut|Referat|Sachgebiet|Team|Niederlassung"
    r"|(?:Geschäfts|Außen|Zweig)stelle|Standort|Betriebshof)(?!\w)"
)
"""What a name may go on with ("Hochschule" / "Institut für …")."""
_LOCAL = re.compile(
    r"(?:Gemeinde|Stadt|(?:Land)?[Kk]reis|(?:Kreis|Landes|Orts|Stadt|Bezirks)(?:verband|verein|gruppe))(?!\w)"
)
"""Where somebody acts, behind the name ("Freiwillige Feuerwehr" / "Gemeinde Neudorf")."""
_WEAK = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+e\s")
"""An adjective that may go on with a name ("Amt für Jugend" / "Soziale Dienste")."""
_BEFORE_NOUN = re.compile(r"[A-ZÄÖÜ](?:[a-zäöüß]+(?:es?|er)|[A-ZÄÖÜ]+|[\w-]*-\s(?:und|oder|&))$")
"""What a name may begin with before its noun: an adjective, initials, the first half of two ("Sport- und")."""
_BROKEN = re.compile(rf"(?<=[a-zäöüß])[{HYPHENS}]\s(?=[a-zäöüß])(?!(?:und|oder|sowie|bzw)\b)")
"""A word that goes on in small letters on the next line."""
_COUPLED = re.compile(r"[A-ZÄÖÜ][\w-]*-\s(?:und|oder|&)")
_NOUN = re.compile(r"[A-ZÄÖÜ](?:[a-zäöüß]|[A-ZÄÖÜ]+(?!\w))(?!\w*\.)")
_ADJECTIVE_FIRST = re.compile(r"(?!über|unter|sowie|ohne|oder|seine|ihre|diese|eine)[a-zäöüß]{3,}(?:e|er|es)\s[A-ZÄÖÜ]")
"""An adjective and its noun in the nominative: behind another noun they hardly ever go on with a name."""
_ENDS_SMALL = re.compile(
    r"[A-ZÄÖÜ][\w-]+\s(?!(?:in|von|für|zum|zur|im|am|vom|beim|und|oder|sowie|als|des|das|mit|auf|an|bei|nach|aus|über|unter|zu"
    r"|durch|bis|um|vor|ab|wie)$)[a-zäöüß]{2,}(?<!e)(?<!e[rsnm])$"
)
"""A name that ends with a small word that is no adjective and waits for nothing ("Gemeindeschwester plus")."""
_ROLE = re.compile(r"\s*\([^()]*\)$")
_HAS_ROLE = re.compile(
    r"\((?:[^()]*\s)?(?:[\w-]*(?:ung|tion|[Tt]räger(?:in|schaft)?|leiter(?:in)?|führend|leitend|beratend|begleitend|wirkend"
    r"|unterstützend)|verantwortlich|zuständig|Lead|FF)\)$"
)
"""A role in brackets, and no abbreviation of the name ("(ADFC)")."""
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
            (line.starts is None or not (line.size or line.starts))
            and (_is_over(above, line) or _parts(result[:index], _begun(lines, index), vocabulary))
            and not re.match(_FORMS, line.text)
        ):
            result[index] = replace(line, starts=True)
    return result


def _is_over(above: Line, line: Line) -> bool:
    """Whether a name has ended with a role in brackets, and a line begins with another noun."""
    goes_on = _SUBUNIT.match(line.text) or _LOCAL.match(line.text)
    return not goes_on and _HAS_ROLE.search(above.text) is not None and _NOUN.match(line.text) is not None


def _parts(above: Sequence[Line], below: str, vocabulary: Vocabulary) -> bool:
    """Whether another name begins below the lines of one, of which the last two or three may be needed to see it."""
    since = next((place for place in range(len(above) - 1, 0, -1) if above[place].starts), 0)
    names = [_text(above[-count:]) for count in range(1, min(3, len(above) - since) + 1)]
    return any(_are_two_offices(name, below, vocabulary) for name in names)


def _text(lines: Sequence[Line]) -> str:
    """The lines of a name in one, with its words whole ("Gleichstellungs-" / "beauftragte")."""
    return _BROKEN.sub("", " ".join(line.text for line in lines))


def _begun(lines: Sequence[Line], index: int) -> str:
    """The text of a line, with the next one where its first noun may stand there ("Staatliches", "Sport- und")."""
    text, following = lines[index].text, lines[index + 1 : index + 2]
    waits = len(text.split()) == 1 or _COUPLED.fullmatch(text)
    return f"{text} {following[0].text}" if waits and following and not following[0].starts else text


def _are_two_offices(above: str, below: str, vocabulary: Vocabulary) -> bool:
    """Whether the one text ends with the whole name of somebody who acts, and the other begins with another's name."""
    name = _ROLE.sub("", above)
    if _WAITS.search(name) or not below[:1].isupper() or _LOCAL.match(below):
        return False
    if (_PUBLIC.search(name) or _UNIT.search(name)) and _FORM_LAST.match(below):
        return True
    begins = _begins_body(below, vocabulary) and not _LEGAL_FORM.match(below)
    if _ends_body(name, vocabulary) and not _ENDS_FORM.search(name):
        return begins
    if _SUBUNIT.match(below) or re.match(_FORMS, below):
        return False
    if _ENDS_FORM.search(name) or _OFFICE_FOR.search(name):
        return (begins and not _WEAK.match(below)) or _FORM_LAST.match(below) is not None
    return begins and _is_body_of_town(name, vocabulary)


def _is_body_of_town(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is an office and its town or region ("Polizeiinspektion Süd", "Aufsicht des Kreises")."""
    first, *rest = name.split() or [""]
    town = rest[1:] if rest[:1] in (["des"], ["der"]) else rest
    return len(town) == 1 and town[0].isalpha() and town[0].istitle() and _ends_body(first, vocabulary)


def _ends_body(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the last word of a text names an office, and none that others are named behind."""
    last = _NUMBERED_UNIT.sub("", _ROLE.sub("", text)).split()[-1:]
    return bool(last) and not _UMBRELLA.search(last[0]) and _is_body(last[0], vocabulary)


def _begins_body(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with somebody's name: a noun for one, or an adjective or initials before it."""
    words = [word.rstrip(",;") for word in text.split()]
    if _is_body(words[0], vocabulary):
        return True
    pairs = ((" ".join(words[:count]), "".join(words[count : count + 1])) for count in (1, 2))
    return any(_BEFORE_NOUN.match(before) and _is_body(noun, vocabulary) for before, noun in pairs)


def _is_body(word: str, vocabulary: Vocabulary) -> bool:
    return word[:1].isupper() and vocabulary.names_body(word)


def _begins_name(text: str, names: Sequence[str]) -> bool:
    """Whether a line is a registered name, or begins with one that a comma or bracket ends."""
    return any(text.startswith(name) and text[len(name) :].lstrip()[:1] in ("", ",", ";", "(") for name in names)


def nouns_in_a_row(lines: Sequence[Line], typesetting: Typesetting, known: str) -> str | None:
    """The line of a cell behind which another name may begin: it ends and the next begins with a noun.

    Not where both stand side by side in `known` names, nor behind a word that waits for another ("Fachbereich").
    """
    for before, printed, line in zip((None, *lines), lines, lines[1:], strict=False):
        above = _whole(before, printed, typesetting)
        words, following = above.text.split(), line.text.split()
        together = f"{words[-1]} {following[0].rstrip(',;')}"
        is_name = together in known or following[0].strip(",;") in known.partition("\n")[0]
        form = _LEGAL_FORM.match(line.text) and not _SELDOM_FIRM.search(above.text)
        is_one = is_name or form or _WAITS.search(above.text)
        if not is_one and (
            are_nouns_in_a_row(above, line, typesetting)
            or _follows_form(above, line, typesetting)
            or _follows_name(above, line, typesetting)
        ):
            return above.text
    return None


def _follows_name(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether "externer Sachverständiger" was joined to a name, or a noun to one such as "Gemeindeschwester plus"."""
    begins = _ENDS_NAME.search(above.text) is not None and _ADJECTIVE_FIRST.match(line.text) is not None
    begins = begins or (_ENDS_SMALL.search(above.text) is not None and _NOUN.match(line.text) is not None)
    return begins and line.starts is None and line.size > 0 and not begins_paragraph(above, line, typesetting)


def _follows_form(above: Line, line: Line, typesetting: Typesetting) -> bool:
    """Whether a noun was joined to the name of a firm or club, or a unit's number: a place may belong to it."""
    joined = line.starts is None and line.size > 0 and not begins_paragraph(above, line, typesetting)
    is_over = _ENDS_FORM.search(above.text) or _NUMBERED_UNIT.search(above.text)
    return joined and is_over is not None and _NOUN.match(line.text) is not None


def _whole(before: Line | None, line: Line, typesetting: Typesetting) -> Line:
    """A line that begins with the end of a word, with its beginning ("Friedhofsverwaltu" / "ng")."""
    if before is None or not line.text[:1].islower():
        return line
    if (whole := _text((before, line))) != f"{before.text} {line.text}":
        return replace(line, text=whole)
    is_end = line.text.islower() and is_broken_word(before, line, typesetting)
    return replace(line, text=before.text + line.text) if is_end else line


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
