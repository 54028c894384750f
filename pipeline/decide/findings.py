"""Findings that the analyst accepts as they are."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.decide.mentions import Unfit, measure_of, reads, same_number
from pipeline.decide.scope import about_both, about_edition, of_kind
from pipeline.decisions import QUESTIONS_FILE, Decision, DecisionKind, Mention, Problem, refuse
from pipeline.model import Comparison, Edition, Finding


def accept_in_edition(edition: Edition, decisions: Sequence[Decision]) -> Edition:
    """The edition, its accepted findings signed.

    Raises:
        DecisionUnfit: there is no such finding (any more), several, or it was accepted on another line already.
    """
    lines = of_kind(about_edition(decisions, edition.year), DecisionKind.ACCEPT)
    return replace(edition, findings=_accepted(edition.findings, lines, edition)) if lines else edition


def accept_in_comparison(comparison: Comparison, decisions: Sequence[Decision]) -> Comparison:
    """The comparison, its accepted findings signed; findings about two editions name the measure of the newer one.

    Raises:
        DecisionUnfit: as above.
    """
    years = comparison.old.year, comparison.new.year
    lines = of_kind(about_both(decisions, *years), DecisionKind.ACCEPT)
    if not lines:
        return comparison
    return replace(comparison, findings=_accepted(comparison.findings, lines, comparison.new))


def _accepted(findings: Sequence[Finding], lines: Sequence[Decision], edition: Edition) -> tuple[Finding, ...]:
    accepted = dict[int, Decision]()
    problems = list[Problem]()
    for line in lines:
        try:
            meant = _meant(findings, line, edition)
            if known := [accepted[at].line for at in meant if at in accepted]:
                problems.append((line.line, _second(known[0])))
            accepted |= dict.fromkeys(meant, line)
        except Unfit as unfit:
            problems.append((line.line, str(unfit)))
    refuse(problems)
    return tuple(
        replace(finding, accepted=accepted[at].signature) if at in accepted else finding
        for at, finding in enumerate(findings)
    )


def _meant(findings: Sequence[Finding], line: Decision, edition: Edition) -> list[int]:
    """Positions of the finding a line means; of the same words twice, both."""
    choice = line.choice
    near = [at for at, each in enumerate(findings) if each.code == choice.finding and _is_about(each, line, edition)]
    if not near:
        raise Unfit(
            f"Einen Befund „{choice.finding}“ gibt es dazu nicht (mehr), die Zeile nähme nichts an: Bitte die Zeile "
            "löschen oder Ausgabe und Nummer berichtigen."
        )
    meant = [at for at in near if not choice.read or reads(choice.read, findings[at].message, lossy=line.lossy)]
    if not meant:
        raise Unfit(
            f"Der Befund „{choice.finding}“ lautet jetzt anders: „{findings[near[0]].message}“ Angenommen war etwas "
            f"anderes: Bitte die Zeile durch die neue aus {QUESTIONS_FILE} ersetzen oder löschen."
        )
    if len({findings[at].message for at in meant}) > 1:
        raise Unfit(
            f"Der Befund „{choice.finding}“ kommt dazu mehrmals vor, es bliebe offen, welcher gemeint ist: Bitte die "
            f"Zeile mit dem Wortlaut aus {QUESTIONS_FILE} übernehmen."
        )
    return meant


def _second(earlier: int) -> str:
    return f"Zeile {earlier} nimmt denselben Befund schon an: Bitte eine der beiden Zeilen löschen."


def _is_about(finding: Finding, line: Decision, edition: Edition) -> bool:
    mention: Mention = line.choice.other or line.choice.about
    if mention.number is None or finding.measure is None:
        return mention.number is None and finding.measure is None
    if not same_number(finding.measure, mention.number):
        return False
    if mention.occurrence is None and not mention.wording:
        return True
    return finding.page in (None, measure_of(edition, mention, line).page)
