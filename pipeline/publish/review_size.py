"""The review sheet kept small enough to open at once: pictures that matter least are left out when there are too many.

Two editions of some hundred measures keep all of theirs; what grows is a sheet of many editions.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

from pipeline.publish.review import UNCHANGED, Card, Sheet
from pipeline.publish.review_sources import Part

MOST_PICTURES = 4_000_000
"""Characters of all pictures together, as they stand in the page."""


def bounded(sheet: Sheet, most: int = MOST_PICTURES) -> Sheet:
    """The sheet with no more pictures than that; in place of the others it says where to look."""
    dropped: set[int] = set()
    for part in _by_weight(sheet):
        if len(part.picture) <= most:
            most -= len(part.picture)
        else:
            dropped.add(id(part))
            most = 0
    if not dropped:
        return sheet
    chapters = [
        replace(
            chapter,
            catalogue=[_without(card, dropped) for card in chapter.catalogue],
            measures=[_without(card, dropped) for card in chapter.measures],
        )
        for chapter in sheet.chapters
    ]
    pages = [replace(page, part=_left_out(page.part, dropped)) for page in sheet.pages]
    return replace(sheet, chapters=chapters, pages=pages, left_out=len(dropped))


def _by_weight(sheet: Sheet) -> Iterator[Part]:
    """All parts with a picture: those of changes and findings first, the newest first, what is as before last."""
    cards = [card for chapter in sheet.chapters for card in (*chapter.catalogue, *chapter.measures)]
    changed = [card for card in cards if card.kinds != [UNCHANGED]]
    parts = [
        *_parts(changed),
        *(page.part for page in sheet.pages),
        *_parts([card for card in cards if card.kinds == [UNCHANGED]]),
    ]
    yield from (part for part in parts if part.picture)


def _parts(cards: list[Card]) -> list[Part]:
    return [part for card in cards for origin in card.origins for part in origin.parts]


def _without(card: Card, dropped: Container[int]) -> Card:
    origins = [
        replace(origin, parts=[_left_out(part, dropped) for part in origin.parts]) for origin in card.origins
    ]  # fmt: skip
    return replace(card, origins=origins)


def _left_out(part: Part, dropped: Container[int]) -> Part:
    return replace(part, picture="", marks=[], left_out=True) if id(part) in dropped else part
