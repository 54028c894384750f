"""What is set: a truth file as chapters, goals and entries, in printed order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

CATALOGUES = Path(__file__).parent.parent / "catalogues"
TITLES = (
    "Ziele und zukünftiger Bedarf",
    "Nr.",
    "Maßnahmen/Impulse/Projektideen",
    "Akteurinnen und Akteure",
    "Status der Umsetzung",
)


@dataclass(frozen=True)
class Entry:
    """One measure; every value as paragraphs. `extra` are further columns under their printed titles."""

    number: str
    lines: tuple[str, ...]
    actors: tuple[str, ...]
    status: tuple[str, ...]
    extra: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """All cells but the goal's, in column order."""
        return ((self.number,), self.lines, self.actors, self.status, *(lines for _, lines in self.extra))


@dataclass(frozen=True)
class Goal:
    """One goal with the measures under it."""

    lines: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Chapter:
    """One field of action, its heading as printed in `heading`."""

    name: str
    visions: tuple[str, ...]
    goals: tuple[Goal, ...]
    further: tuple[str, ...]
    heading: str = ""

    @property
    def rows(self) -> Iterable[tuple[int, Goal, Entry]]:
        """Every entry with its goal and its position under it."""
        return ((place, goal, entry) for goal in self.goals for place, entry in enumerate(goal.entries))


@dataclass(frozen=True)
class Catalogue:
    """A whole document; `titles` are the column titles, the goal's first."""

    title: str
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...]
    titles: tuple[str, ...] = TITLES

    def headed(self, pattern: str) -> "Catalogue":
        """The same with headings as in "Handlungsfeld {n}: {name}"."""
        chapters = (
            replace(chapter, heading=pattern.format(n=n, name=chapter.name))
            for n, chapter in enumerate(self.chapters, 1)
        )
        return replace(self, chapters=tuple(chapters))


def load(truth: str, titles: tuple[str, ...] = TITLES, heading: str = "Handlungsfeld „{name}“") -> Catalogue:
    """Read `truth-….json` under `tests/catalogues/` (format: README there)."""
    document = json.loads((CATALOGUES / truth).read_text("utf-8"))
    chapters = []
    for field in document["fields"]:
        name = field["name"]
        measures = [measure for measure in document["measures"] if measure["field"] == name]
        goals = tuple(
            Goal(tuple(goal), tuple(map(_entry, group))) for goal, group in groupby(measures, key=lambda m: m["goal"])
        )
        further = tuple(item["text"] for item in document["further_measures"] if item["field"] == name)
        chapters.append(Chapter(name, tuple(field["vision"]), goals, further))
    return Catalogue(document["title"], tuple(chapters), tuple(document["remarks"]), titles).headed(heading)


def _entry(measure: dict[str, object]) -> Entry:
    def lines(value: object) -> tuple[str, ...]:
        assert isinstance(value, list)
        return tuple(value)

    extra = measure.get("extra", {})
    assert isinstance(extra, dict)
    return Entry(
        number=str(measure["nr"]),
        lines=lines(measure["lines"]),
        actors=lines(measure["actors"]),
        status=lines(measure["status"]),
        extra=tuple((title, lines(value)) for title, value in extra.items()),
    )
