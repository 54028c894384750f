"""Each measure over all editions: in which it stands, with which number and status, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Comparison, Edition, Measure, Relation
from pipeline.publish.german import listed
from pipeline.publish.report_figures import linked, regrouped

ENOUGH = 3
"""Editions from which on there is a history; of two, crosswalk and change log tell all."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the edition of `year` did to measures: `old` are those of the edition before, `new` those of this one."""

    year: int
    relation: Relation
    old: tuple[Measure, ...]
    new: tuple[Measure, ...]

    @property
    def words(self) -> str:
        """In German, the same for every measure that took part."""
        became = "wurde" if len(self.new) == 1 else "wurden"
        parts = f", aus {_named(self.old)} {became} {_named(self.new)}" if self.old and self.new else ""
        return f"{self.year}: {self.relation}{parts}"


@dataclass(frozen=True, slots=True)
class Course:
    """One measure by its uid: `records` holds one entry per edition, None where it does not stand."""

    uid: str
    records: tuple[Measure | None, ...]
    events: tuple[Event, ...]

    @property
    def latest(self) -> Measure:
        """The measure as it stands in the newest edition that holds it."""
        return next(record for record in reversed(self.records) if record)


@dataclass(frozen=True, slots=True)
class History:
    """All editions of a run, oldest first, and the course of every measure that any of them holds.

    The courses stand as in the newest edition; then those it no longer holds, the last to end first.
    """

    editions: tuple[Edition, ...]
    courses: tuple[Course, ...]


def history(editions: Sequence[Edition], comparisons: Iterable[Comparison]) -> History:
    """The measures over all editions; these and the comparisons of neighbours carry the inherited uids."""
    known = [{measure.uid: measure for measure in edition.measures} for edition in editions]
    events: dict[str, list[Event]] = {}
    for comparison in comparisons:
        for event in _events(comparison):
            for uid in dict.fromkeys(measure.uid for measure in (*event.old, *event.new)):
                events.setdefault(uid, []).append(event)
    order = dict.fromkeys(uid for measures in reversed(known) for uid in measures)
    courses = (Course(uid, tuple(measures.get(uid) for measures in known), tuple(events.get(uid, ()))) for uid in order)
    return History(tuple(editions), tuple(courses))


def _events(comparison: Comparison) -> Iterator[Event]:
    year = comparison.new.year
    for relation in (Relation.SPLIT, Relation.MERGED):
        for group in regrouped(comparison, relation):
            yield Event(year, relation, group.old, group.new)
    for relation in (Relation.NEW, Relation.DROPPED):
        for link in linked(comparison, relation):
            yield Event(year, relation, (link.old,) if link.old else (), (link.new,) if link.new else ())


def _named(measures: Sequence[Measure]) -> str:
    return f"Nr. {listed([measure.number for measure in measures])}"
