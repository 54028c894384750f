"""How German catalogues word goals and clauses: what tells a whole one from half of a sentence."""

import re

from pipeline.dates import MONTHS
from pipeline.vocabulary import Vocabulary

NOUN_FIRST = re.compile(r"[A-ZÄÖÜ](?:[a-zäöüß]|[A-ZÄÖÜ]+(?!\w))")
"""A word with a capital, or an abbreviation in capitals."""
_NAMED_GOAL = re.compile(
    r"(?P<title>[^\W\d_]+(?: [^\W\d_]+)?)\s*(?:[A-Z]?[\d.]*\d\.?|[IVX]+|[A-Z])?(?:\s*:\s*|\s+[–-]\s+)(?P<goal>\S.*)"
)
_NOUN_AND_VERB = re.compile(
    r"(?:^|\s)[„(]?[A-ZÄÖÜ]\S*\s(?!(?:gegen|neben|wegen|zwischen|innen|außen|ohne\w*|\w*(?:jed|dies|all|kein|ein|ihr|sein|welch"
    r"|solch|viel|ander)en)$)[a-zäöüß]{2,}(?:en|ern|eln)$"
)
"""A noun and what is to be done ("Wohnraum sichern"); not a preposition or pronoun that ends alike."""
_CLAUSE = re.compile(
    r",\s(?:wie|dass|damit|wenn|weil|ob|sodass|was|wo|die|der|das|denen|deren|dessen|welche[rs]?)\s[^,.;:!?]*\s"
    r"(?:(?!(?:oft|gut|nicht|jetzt|selbst|seit|mit|dort|weit|direkt|sonst|meist|fast|bereit|gesamt|geplant|(?:un)?bekannt)$)"
    r"[a-zäöüß]{3,}(?<![ei]st)(?<!haft)(?<!ent)t|ist|sind|hat|haben|wird|werden|kann|können|soll|sollen|müssen|wollen"
    r"|dürfen)$"
)
"""A clause that begins behind a comma, and the verb with which such a clause ends."""
MONTH = rf"(?:{'|'.join(month[:3].replace('Mär', 'März') for month in MONTHS)})"
"""How a month begins, written out or shortened; "Mär" also begins other words."""
_AMOUNT = re.compile(
    r"(?:ca\. |rund )?\d[\d.,]*\s?(?:(?:Mio|Mrd|Tsd)\.?\s)?(?:[%‰€]|T€|(?:Euro|EUR|Prozent|VZÄ|Uhr)(?!\w))"
    rf"|\d\d?\. {MONTH}[a-zä]*(?: \d{{4}})?"
)
_LABEL = re.compile(r"(?!(?:Das|Der|Die|Dies\w*|Er|Es|Sie|Wir|Da\w*|Hier\w*)\s)[A-ZÄÖÜ][^:.,;()]{2,30}:(?:\s|$)")
"""Not a sentence that ends with a colon."""


_LONE_ADJECTIVE = re.compile(
    r"(?=[A-ZÄÖÜ])(?:\w*(?:isch|lich|al|ell|iv|är|ig|bar|sam)es"
    r"|(?!(?:\w*amt|Jugend|Angehör|Christ)liche|(?:Stamm|Schreib|Steh|Info)tische)\w{2,}(?:isch|lich)e[nr]?)"
)
"""An adjective with a capital and nothing before it; not such as also name people ("Jugendliche")."""
_LAST_ADJECTIVE = re.compile(
    r"(?:^|\s)(?:an|auf|aus|bei|durch|gegen|mit|nach|neben|ohne|seit|trotz|über|unter|vor|während|wegen|zwischen)\s+"
    r"(?!(?:(?:all|ander|beid|dies|einig|ihr|jed|jen|kein|manch|mehrer|sein|solch|unser|viel|wenig)e[mnrs]?"
    r"|außen|gestern|hinten|immer|innen|morgen|oben|sieben|tausend|unten|vorne?|weiter|wieder)$)[a-zäöüß]{3,}e[mnr]$"
    r"|[,;/]\s[A-ZÄÖÜ]\w+(?:isch|lich)es$"
)
"""Behind a preposition, or in the last item of a list."""

_YEAR_FIRST = re.compile(r"20\d\d(?:/\d\d)?:\s")
_LEADS_TO_YEAR = re.compile(
    rf"(?:^|[\s\w])(?:[Jj]ahr(?:e[ns]?|s)?|Ende|Anfang|Mitte|Frühjahr|Sommer|Herbst|Winter|Stand|{'|'.join(MONTHS)}"
    r"|Quartal|und|bis|seit|ab|in|im|von|für|vom|\d\.)$"
)
"""What a year belongs to."""


def is_amount_below_colon(above: str, text: str) -> bool:
    """Whether a line is an amount or a day, and the one above ends with a colon ("Haushalt 2024:")."""
    return above.endswith(":") and _AMOUNT.fullmatch(text) is not None


def begins_with_label(text: str) -> bool:
    """Whether a text begins as "Landesförderung: 300 T€" does."""
    return _LABEL.match(text) is not None


def waits_for_noun(text: str) -> bool:
    """Whether a line ends with an adjective that needs its noun: alone on it, behind a preposition, last in a list."""
    return _LONE_ADJECTIVE.fullmatch(text) is not None or _LAST_ADJECTIVE.search(text) is not None


def ends_clause(text: str) -> bool:
    """Whether a text ends with a whole subordinate clause: a sentence that goes on has a comma there."""
    return _CLAUSE.search(text) is not None


def goal_named_in(text: str, vocabulary: Vocabulary) -> str:
    """The goal in a line such as "Ziel 1.2: Wege sind kurz", or nothing."""
    found = _NAMED_GOAL.fullmatch(text)
    return found["goal"] if found and vocabulary.column(found["title"]) == "goal" else ""


def ends_as_goal(text: str) -> bool:
    """Whether a text ends as most goals do; an adjective before its noun ("Wohnraum jungen …") may look the same."""
    return _NOUN_AND_VERB.search(text) is not None


def opens_year(above: str, text: str) -> bool:
    """Whether a line begins with a year and a colon ("2023: Kanalstraße"), unless the text above leads up to it."""
    return _YEAR_FIRST.match(text) is not None and above[-1:] not in ",;–-(/" and _LEADS_TO_YEAR.search(above) is None
