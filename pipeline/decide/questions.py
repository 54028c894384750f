"""The open questions: doubtful links and findings that nobody has decided on yet, with the choices that answer them."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.decide.mentions import mention_of, value_of
from pipeline.decisions import MANUAL, Choice, DecisionKind, Mention, Question, gist
from pipeline.model import Comparison, Edition, Feature, Finding, Link, Measure, Severity

Asked = tuple[Severity, Question]

DOUBTFUL = 0.6
"""Certainty below which a link is a question even without a finding."""
PERHAPS_LINKED = 0.7
"""Certainty of having no counterpart below which the nearest one is a question."""
_VALUES = {
    "status-unknown": Feature.STATUS,
    "status-mixed": Feature.STATUS,
    "status-ahead": Feature.STATUS,
    "due-missed": Feature.STATUS,
    "due-unclear": Feature.STATUS,
    "number-twice": Feature.NUMBER,
    "number-missing": Feature.NUMBER,
}
"""Findings about one value, which may have been read wrong; of others the words they are about tell."""
_URGENCY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def questions(editions: Sequence[Edition], comparisons: Iterable[Comparison]) -> tuple[Question, ...]:
    """All open questions, the most urgent first: links of each pair, then findings by severity.

    Two documents of one year raise none: a line names an edition by its year.
    """
    if len({edition.year for edition in editions}) < len(editions):
        return ()
    pairs = list(comparisons)
    links = [question for comparison in pairs for question in _about_links(comparison)]
    found = [asked for comparison in pairs for asked in _about_comparison(comparison)]
    found += [asked for edition in editions for asked in _about_edition(edition)]
    by_severity = (question for severity in _URGENCY for asked, question in found if asked is severity)
    return tuple(dict.fromkeys((*links, *by_severity)))


def _about_links(comparison: Comparison) -> Iterator[Question]:
    asked: set[tuple[str, str]] = set()
    for link in comparison.links:
        if question := _about_link(link, comparison, asked):
            yield question


def _about_comparison(comparison: Comparison) -> Iterator[Asked]:
    of_links = {link.doubt for link in comparison.links}
    for finding in comparison.findings:
        if finding.accepted is None and finding.message not in of_links:
            yield finding.severity, _about_finding(finding, comparison.new, comparison.old.year)


def _about_edition(edition: Edition) -> Iterator[Asked]:
    for finding in edition.findings:
        of_all = finding.severity is Severity.INFO and finding.measure is None  # nothing about it can be decided
        if finding.accepted is None and not of_all:
            yield finding.severity, _about_finding(finding, edition, None)


# --- links ----------------------------------------------------------------------------------------------------------


def _about_link(link: Link, comparison: Comparison, asked: set[tuple[str, str]]) -> Question | None:
    if link.method == MANUAL:
        return None
    if link.old is None or link.new is None:
        if link.certainty >= PERHAPS_LINKED or not link.alternatives:
            return None
        ((old, new),) = link.alternatives[:1]
        if (old.uid, new.uid) in asked:  # dropped and new, each the other's nearest
            return None
        asked.add((old.uid, new.uid))
        return Question(_nearest(link, old, new, comparison), (*_yes_or_no(old, new, comparison, DecisionKind.LINK),))
    accepted = any(each.accepted and each.message == link.doubt for each in comparison.findings)
    if accepted or not (link.doubt or link.alternatives or link.certainty < DOUBTFUL):
        return None
    others = (_choice(DecisionKind.LINK, old, new, comparison) for old, new in link.alternatives)
    text = link.doubt or _unsure(link.old, link.new, comparison)
    return Question(text, (*_yes_or_no(link.old, link.new, comparison, DecisionKind.CONFIRM), *others))


def _yes_or_no(old: Measure, new: Measure, comparison: Comparison, yes: DecisionKind) -> Iterator[Choice]:
    yield _choice(yes, old, new, comparison)
    yield _choice(DecisionKind.PART, old, new, comparison)


def _choice(kind: DecisionKind, old: Measure, new: Measure, comparison: Comparison) -> Choice:
    return Choice(kind, mention_of(old, comparison.old), mention_of(new, comparison.new))


def _nearest(link: Link, old: Measure, new: Measure, comparison: Comparison) -> str:
    if link.old is None:
        return (
            f"Nr. {new.number} ({comparison.new.year}) gilt als neu. Am nächsten kommt Nr. {old.number} "
            f"({comparison.old.year}): Ist es dieselbe Maßnahme?"
        )
    return (
        f"Nr. {old.number} ({comparison.old.year}) gilt als entfallen. Am nächsten kommt Nr. {new.number} "
        f"({comparison.new.year}): Ist es dieselbe Maßnahme?"
    )


def _unsure(old: Measure, new: Measure, comparison: Comparison) -> str:
    return (
        f"Nr. {old.number} ({comparison.old.year}) wurde mit Nr. {new.number} ({comparison.new.year}) verknüpft, aber "
        "unsicher: Ist es dieselbe Maßnahme?"
    )


# --- findings -------------------------------------------------------------------------------------------------------


def _about_finding(finding: Finding, edition: Edition, old_year: int | None) -> Question:
    """Accept it, or set the value right if it is about one."""
    measure = _measure_of(finding, edition)
    place = mention_of(measure, edition) if measure else Mention(edition.year, finding.measure)
    accept = Choice(
        DecisionKind.ACCEPT,
        place if old_year is None else Mention(old_year),
        None if old_year is None else place,
        read=gist(finding),
        finding=finding.code,
    )
    feature = _feature(finding, measure) if measure else None
    if measure is None or feature is None:
        return Question(finding.message, (accept,))
    read = value_of(measure, feature) or ""
    correct = Choice(DecisionKind.CORRECT, mention_of(measure, edition), feature=feature, read=read)
    return Question(finding.message, (accept, correct))


def _feature(finding: Finding, measure: Measure) -> str | None:
    """The one value that the finding is about, or None."""
    if finding.code in _VALUES:
        return _VALUES[finding.code]
    passage = " ".join(finding.value.strip("… ").split())
    values = ((feature, " ".join((value_of(measure, feature) or "").split())) for feature in Feature)
    quoting = [feature for feature, value in values if passage and passage in value]
    return quoting[0] if len(quoting) == 1 else None


def _measure_of(finding: Finding, edition: Edition) -> Measure | None:
    """The measure, if number and page leave no doubt."""
    if finding.measure is None:
        return None
    about = [m for m in edition.measures if m.number == finding.measure and finding.page in (None, m.page)]
    return about[0] if len(about) == 1 else None
