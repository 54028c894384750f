"""Findings that the analyst accepts as they are."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.decide.mentions import Unfit, measure_of, reads, same_number
from pipeline.decide.scope import about_both, about_edition, of_kind
from pipeline.decisions import Decision, DecisionKind, Mention, Problem, gist, refuse
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
    """Positions of the finding a line means; of the same twice, both."""
    choice = line.choice
    near = [at for at, each in enumerate(findings) if each.code == choice.finding and _is_about(each, line, edition)]
    if not near:
        raise Unfit(
            f"Einen Befund „{choice.finding}“ gibt es dazu nicht (mehr), die Zeile nähme nichts an: Bitte die Zeile "
            "löschen oder Ausgabe und Nummer berichtigen."
        )
    meant = [at for at in near if not choice.read or _tells(choice.read, findings[at], lossy=line.lossy)]
    if not meant:
        now = findings[near[0]]
        cell = f"„{gist(now)}“ eintragen" if gist(now) else "die Zelle leeren"
        raise Unfit(
            f"Der Befund „{choice.finding}“ betrifft jetzt etwas anderes: „{now.message}“ Angenommen war "
            f"„{choice.read}“: Bitte im Katalog nachsehen, dann unter „wert_gelesen“ {cell} oder die Zeile löschen."
        )
    if len({gist(findings[at]) for at in meant}) > 1:
        told = "“ oder „".join(dict.fromkeys(gist(findings[at]) for at in meant))
        raise Unfit(
            f"Der Befund „{choice.finding}“ kommt dazu mehrmals vor, es bliebe offen, welcher gemeint ist: Bitte unter "
            f"„wert_gelesen“ eintragen, worum es geht („{told}“)."
        )
    return meant


def _tells(cell: str, finding: Finding, *, lossy: bool) -> bool:
    """Whether a cell says what the finding is about, in whatever words the finding is told.

    Lines of program versions up to 0.1 hold its message instead, which quotes this; records of theirs lack it.
    """
    if reads(cell, gist(finding), lossy=lossy) or reads(cell, finding.message, lossy=lossy):
        return True
    return f"„{finding.value}“" in cell if finding.value else f"„{cell}“" in finding.message


def _second(earlier: int) -> str:
    return f"Zeile {earlier} nimmt denselben Befund schon an: Bitte eine der beiden Zeilen löschen."


def _is_about(finding: Finding, line: Decision, edition: Edition) -> bool:
    mention: Mention = line.choice.other or line.choice.about
    if mention.number is None or finding.measure is None:
        return mention.number is None and finding.measure is None
    if mention.occurrence is None and not mention.wording:
        return same_number(finding.measure, mention.number)
    measure = measure_of(edition, mention, line)
    return same_number(finding.measure, measure.number) and finding.page in (None, measure.page)
