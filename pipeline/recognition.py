"""What text recognition (OCR) made of a scanned document: by whom, on which pages, and what it was not sure of."""

from dataclasses import dataclass

from pipeline.model import Place

BROUGHT_ALONG = "im PDF mitgeliefert"
"""Stands for the engine where a scanner or another program set the words before the document came to us."""


@dataclass(frozen=True, slots=True)
class UnsureWord:
    """A word that the engine read without being sure; `certainty` is its own measure, in percent.

    A `text` of "" stands for letters that it did not read at all.
    """

    text: str
    place: Place
    certainty: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """The outcome for one document: `engine` with its version, the pages it read, the words it was not sure of."""

    engine: str
    pages: tuple[int, ...]
    unsure: tuple[UnsureWord, ...] = ()
