"""How German catalogues word their goals: what tells a whole one from half of a sentence."""

import re

_NOUN_AND_VERB = re.compile(
    r"(?:^|\s)[„(]?[A-ZÄÖÜ]\S*\s(?!(?:gegen|neben|wegen|zwischen|innen|außen|ohne\w*|\w*(?:jed|dies|all|kein|ein|ihr|sein|welch"
    r"|solch|viel|ander)en)$)[a-zäöüß]{2,}(?:en|ern|eln)$"
)
"""A noun and what is to be done ("Wohnraum sichern"); not a preposition or pronoun that ends alike."""


def ends_as_goal(text: str) -> bool:
    """Whether a text ends as most goals do; an adjective before its noun ("Wohnraum jungen …") may look the same."""
    return _NOUN_AND_VERB.search(text) is not None
