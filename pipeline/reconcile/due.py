"""What became of the dates that measures name: put off, brought forward, passed, or not to be told.

A date is judged against that of the edition, as finely as both are printed, and counts as passed only when it surely
is. Where a catalogue tells no more of itself than its year, a date within this year may have passed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.dates import due_words, is_later, is_over, read_due
from pipeline.model import Due, Edition, Finding, Link, Measure, Severity, Status
from pipeline.rules import DueStep, Rules

NO_DUTY = (Status.UNKNOWN, Status.CANCELLED)
"""Statuses under which a date obliges to nothing, or nobody knows to what."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When the older and the newer edition were made."""

    before: Due
    at: Due

    @classmethod
    def of(cls, old: Edition, new: Edition) -> "Dates":
        """As finely as the editions say."""
        return cls(_date_of(old), _date_of(new))


def due_step(old: Measure | None, new: Measure, dates: Dates, rules: Rules) -> DueStep | None:
    """What became of the date that a measure names."""
    if old and old.due and new.due:
        if is_later(new.due, old.due):
            return DueStep.LATER
        if is_later(old.due, new.due):
            return DueStep.EARLIER
    return kept(old, new, dates, rules)


def missed_dues(links: Iterable[Link], dates: Dates, rules: Rules) -> Iterator[Finding]:
    """A finding for each measure of the newer edition whose date passed before what was due, or may have."""
    seen: set[str] = set()
    for link in links:
        new = link.new
        if new is None or new.uid in seen or not (step := kept(link.old, new, dates, rules)):
            continue
        seen.add(new.uid)
        code = "due-missed" if step is DueStep.MISSED else "due-unclear"
        due = new.due or (link.old.due if link.old else None)
        when, status = due_words(due) if due else "", " ".join(new.status_text.split())
        message = f"Nr. {new.number}: {_told(when, status, step, rules.code(new.status).implemented)}"
        yield Finding(code, Severity.WARNING, message, new.number, new.page or None, value=f"{when}; {status}")


def kept(old: Measure | None, new: Measure, dates: Dates, rules: Rules) -> DueStep | None:
    """Whether the date that holds now has passed before what was due (MISSED), may have (UNCLEAR), or not (None)."""
    due = new.due or (old.due if old else None)
    if due is None or new.status in NO_DUTY:
        return None
    over = is_over(due, dates.at)
    if rules.code(new.status).implemented:
        return DueStep.UNCLEAR if over and _is_still_due(new) else None
    if over is None:  # a date lay ahead in the edition that named it first
        stood_there = old is not None and new.due in (None, old.due) and dates.before != dates.at
        return DueStep.UNCLEAR if stood_there else None
    return DueStep.MISSED if over else None


def _date_of(edition: Edition) -> Due:
    """When an edition was made: its printed "Stand: …" if that is about its own year, else the year."""
    printed = read_due(edition.as_of or "")
    return printed if printed and abs(printed.year - edition.year) <= 1 else Due("in", edition.year)


def _is_still_due(measure: Measure) -> bool:
    """Whether something under way or done has a date for its end ("bis 2025"), or for what is to follow."""
    if measure.due is None:
        return False
    return measure.follow_up is not None or (measure.due.kind == "for" and measure.status is not Status.COMPLETED)


def _told(due: str, status: str, step: DueStep, implemented: bool) -> str:
    if step is DueStep.MISSED:
        return f"Termin überschritten ({due}), Status laut Katalog „{status}“. Bitte den Stand erfragen."
    if implemented:
        return f"Der Termin ({due}) ist verstrichen, Status laut Katalog „{status}“. Bitte prüfen, ob er gehalten ist."
    return (
        f"Ob der Termin ({due}) verstrichen ist, lässt sich nicht sagen, weil der Katalog für seinen Stand keinen "
        f"genaueren Tag nennt, Status laut Katalog „{status}“. Bitte den Stand erfragen."
    )
