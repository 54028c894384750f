"""Hostile and broken documents, made here and now, the same every time: what an analyst may drop, and what an attacker.

`python -m hostile FOLDER` (in `tests/`) writes them all; `make fuzz` sends them all through the program.
"""

from collections.abc import Iterator

from hostile import changed, kinds, seen, texts, written
from hostile.case import Case

__all__ = ["Case", "cases"]


def cases() -> Iterator[Case]:
    """Every document, by name."""
    for module in (kinds, texts, written, changed, seen):
        yield from sorted(module.cases(), key=lambda case: case.name)
