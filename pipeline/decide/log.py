"""Decisions as rows of the change log: what was before, what holds now, who decided, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.decide.links import LINK_KINDS, sides
from pipeline.decide.scope import about_both, of_kind
from pipeline.decisions import FINDING, MANUAL, Decision, DecisionKind, said
from pipeline.model import Change, ChangeKind, Comparison, Edition, Finding, Measure, Place

LINK = "Zuordnung"
APART, ACCEPTED = "nicht dieselbe Maßnahme", "angenommen"
_DECIDED = Change(ChangeKind.DECIDED, "", "", "", "", "", "", "", method=MANUAL)


def edition_rows(edition: Edition, *, is_old: bool) -> tuple[Change, ...]:
    """One row a value corrected and a finding accepted, those in records of an earlier run included.

    `is_old` says on which side of the change log the edition stands.
    """
    return (*_corrected(edition, is_old=is_old), *_accepted(edition.findings, edition, is_old=is_old))


def logged(comparison: Comparison, decisions: Sequence[Decision], *, is_first: bool) -> Comparison:
    """The comparison with a row for everything decided about its newer edition, its links and its findings.

    The older edition has its rows in the comparison before; in the first one (`is_first`) they stand here as well.
    """
    old, new = comparison.old, comparison.new
    lines = of_kind(about_both(decisions, old.year, new.year), *LINK_KINDS)
    rows = (
        *(edition_rows(old, is_old=True) if is_first else ()),
        *edition_rows(new, is_old=False),
        *(_link(comparison, line) for line in lines),
        *_accepted(comparison.findings, new, is_old=False),
    )
    return replace(comparison, decisions=rows)


def _corrected(edition: Edition, *, is_old: bool) -> Iterator[Change]:
    texts = ((None, each) for each in edition.corrections)
    values = ((measure, each) for measure in edition.measures for each in measure.corrections)
    for measure, each in (*texts, *values):
        places = measure.places_of(each.feature) if measure else edition.places_of(each.right or each.read)
        yield replace(
            _row(edition, measure, places, is_old=is_old), feature=each.feature,
            value_old=each.read, value_new=each.right, reason=said(DecisionKind.CORRECT, each.signature),
        )  # fmt: skip


def _accepted(findings: Sequence[Finding], edition: Edition, *, is_old: bool) -> Iterator[Change]:
    for finding in findings:
        if finding.accepted:
            measure = _measure_of(finding, edition)
            places = measure.places if measure else (Place(finding.page),) if finding.page else ()
            yield replace(
                _row(edition, measure, places, is_old=is_old),
                feature=FINDING, value_old=finding.message, value_new=ACCEPTED,
                reason=said(DecisionKind.ACCEPT, finding.accepted),
            )  # fmt: skip


def _measure_of(finding: Finding, edition: Edition) -> Measure | None:
    about = [each for each in edition.measures if each.number == finding.measure]
    return next((each for each in about if each.page == finding.page), about[0] if about else None)


def _row(edition: Edition, measure: Measure | None, places: tuple[Place, ...], *, is_old: bool) -> Change:
    """Where the decision belongs: the measure and its place, on one side of the change log."""
    number, file = (measure.number if measure else ""), edition.source.file
    page = (places[0].page or None) if places else None
    return replace(
        _DECIDED,
        uid=measure.uid if measure else "",
        number_old=number if is_old else "",
        number_new="" if is_old else number,
        field_of_action=measure.field_of_action if measure else "",
        source_old=file if is_old else "",
        page_old=page if is_old else None,
        source_new="" if is_old else file,
        page_new=None if is_old else page,
        places_old=places if is_old else (),
        places_new=() if is_old else places,
    )


def _link(comparison: Comparison, line: Decision) -> Change:
    old, new = sides(comparison.old, comparison.new, line)
    lasting = new or old
    return replace(
        _DECIDED,
        uid=lasting.uid if lasting else "",
        number_old=old.number if old else "",
        number_new=new.number if new else "",
        field_of_action=lasting.field_of_action if lasting else "",
        feature=LINK,
        value_new=APART if line.choice.kind is DecisionKind.PART else _relation(comparison, old, new),
        source_old=comparison.old.source.file if old else "",
        page_old=(old.page or None) if old else None,
        source_new=comparison.new.source.file if new else "",
        page_new=(new.page or None) if new else None,
        places_old=old.places if old else (),
        places_new=new.places if new else (),
        certainty=1.0,
        reason=said(line.choice.kind, line.signature),
    )


def _relation(comparison: Comparison, old: Measure | None, new: Measure | None) -> str:
    """What the decided link came to be: continued, or a part of a split or merger."""
    return next(link.relation.value for link in comparison.links if (link.old, link.new) == (old, new))
