"""The lines of a text export at given places, for a person to check by: what `crop` is to a PDF."""

from collections.abc import Iterable

from pipeline.model import Place
from pipeline.read.text.lines import NO_LINE_END, decode
from pipeline.read.text.pages import split_pages


def quote(content: bytes, places: Iterable[Place]) -> dict[Place, str]:
    """The lines of each place as they stand in the file; a place without lines is its whole page."""
    text = decode(content)
    lines = text.replace(NO_LINE_END, "\n").split("\n")
    pages = split_pages(text)
    found = {}
    for place in set(places):
        if place.lines:
            first, last = place.lines
            found[place] = "\n".join(lines[first - 1 : last])
        elif 1 <= place.page <= len(pages):
            found[place] = pages[place.page - 1].replace(NO_LINE_END, "\n").strip("\n")
    return found
