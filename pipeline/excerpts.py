"""What stands at a place of a document, for a person to check by: the reader cuts it out, the review sheet shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Box, Place


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page shows within `box`, as a PNG of `width` × `height` pixels."""

    png: bytes
    width: int
    height: int
    box: Box


Excerpt = Picture | str
"""A picture of the place (PDF) or its lines (text)."""

Excerpts = Mapping[Place, Excerpt]
"""What can be shown of a document; places that cannot are left out."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """Nothing of a document can be shown though it was read; `reason` is one German line for the analyst."""

    reason: str
