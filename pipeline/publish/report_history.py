"""The report's chapter on all years: figures per edition, and the measures whose status changed on the way."""

from collections.abc import Sequence

from pipeline.model import Edition
from pipeline.publish.german import amount, counted, listed, percent, sentence
from pipeline.publish.history import Course, History
from pipeline.publish.report_changes import NOTHING, Row, first_paragraph
from pipeline.publish.report_figures import by_status, implemented, statuses_in_order
from pipeline.publish.word_sandbox import Value
from pipeline.vocabulary import Vocabulary

MOST_YEARS = 6
"""Editions that fit side by side on a page; `Verlauf.csv` holds all of them."""


def over_years(past: History | None, vocabulary: Vocabulary) -> Row:
    """The newest editions side by side; nothing without a history."""
    if past is None:
        return {}
    shown = past.editions[-MOST_YEARS:]
    since, years = shown[0].year, len(shown)
    # What the newest edition alone holds has no past.
    courses = [course for course in past.courses if any(course.records[-years:-1])]
    eventful = {course.uid: course for course in courses if _is_eventful(course, since, years)}
    return {
        "seit": str(since),
        "jahre": [str(edition.year) for edition in shown],
        "kennzahlen": _figures(shown, vocabulary),
        "massnahmen": [_measure(course, since, years, vocabulary) for course in eventful.values()],
        "unveraendert": _steady_note([course for course in courses if course.uid not in eventful], years),
    }


def trend(past: History, vocabulary: Vocabulary) -> str:
    """How the share of implemented measures developed since the first edition."""
    first, last = past.editions[0], past.editions[-1]
    if not (first.measures and last.measures):
        return ""
    parts = [(implemented(each.measures, vocabulary), len(each.measures)) for each in (first, last)]
    (before, all_before), (now, all_now) = parts
    step = now * all_before - before * all_now
    verb = "gestiegen" if step > 0 else "gesunken"
    shares = [percent(*part) for part in parts]
    if shares[0] == shares[1]:
        return f"Seit {first.year} ist der Anteil der umgesetzten Maßnahmen mit {shares[1]} gleich geblieben."
    start = shares[0].removesuffix("\u00a0Prozent")
    return f"Seit {first.year} ist der Anteil der umgesetzten Maßnahmen von {start} auf {shares[1]} {verb}."


def _is_eventful(course: Course, since: int, years: int) -> bool:
    """Whether its status changed in the years shown, or it came, went, was split or merged."""
    statuses = {record.status if record else None for record in course.records[-years:]}
    return len(statuses) > 1 or bool(_events(course, since))


def _events(course: Course, since: int) -> list[Value]:
    """What happened in the years shown; what the first of them brought happened before it."""
    return [event.words.replace("Nr. ", "Nr.\u00a0") for event in course.events if event.year > since]


def _figures(editions: Sequence[Edition], vocabulary: Vocabulary) -> list[Value]:
    counts = [by_status(edition.measures) for edition in editions]
    rows = [
        (vocabulary.label(status), [count[status] for count in counts], False)
        for status in statuses_in_order(editions, vocabulary)
    ]
    rows.append(("Maßnahmen insgesamt", [len(edition.measures) for edition in editions], True))
    rows.append(("davon umgesetzt", [implemented(edition.measures, vocabulary) for edition in editions], True))
    return [
        {"bezeichnung": name, "zahlen": [str(value) for value in values], "summe": is_sum}
        for name, values, is_sum in rows
    ]


def _measure(course: Course, since: int, years: int, vocabulary: Vocabulary) -> Row:
    newest = course.records[-1]
    return {
        "nr": newest.number if newest else NOTHING,
        "massnahme": first_paragraph(course.latest),
        "ereignisse": _events(course, since),
        "staende": [vocabulary.label(record.status) if record else NOTHING for record in course.records[-years:]],
    }


def _steady_note(steady: Sequence[Course], years: int) -> str:
    if not steady:
        return ""
    numbers = listed([course.latest.number for course in steady])
    return sentence(
        f"{counted(len(steady), 'eine Maßnahme', 'Maßnahmen')} {'hat' if len(steady) == 1 else 'haben'} in allen "
        f"{amount(years)} Ausgaben denselben Status: Nr.\u00a0{numbers}"
    )
