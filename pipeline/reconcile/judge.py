"""What a status change means, read from the rules of `templates/bewertung.csv`."""

from collections.abc import Iterable, Iterator

from pipeline.dates import comparable, due_words
from pipeline.model import Due, Finding, Judgement, Link, Measure, Relation, Severity, Status
from pipeline.rules import DueStep, JudgementRule, RankStep, Rules

NO_RULE = "Keine Zeile der Bewertungstabelle passt."


def judge(old: Measure, new: Measure, relation: Relation, year: int, rules: Rules) -> tuple[Judgement, str]:
    """The judgement of a status change and its reason, for an edition of `year`; the first rule that fits decides."""
    rank = _rank_step(old.status, new.status, rules)
    due = _due_step(old, new, year, rules)
    for rule in rules.lines:
        if _fits(rule, old, new, relation) and rule.rank in (None, rank) and rule.due in (None, due):
            return rule.judgement, _reason(rule, old, new, relation)
    return Judgement.CHECK, NO_RULE


def missed_dues(links: Iterable[Link], year: int, rules: Rules) -> Iterator[Finding]:
    """A finding for each measure whose date has passed before `year` without its being under way or completed."""
    seen: set[str] = set()
    for link in links:
        new = link.new
        if new is None or new.uid in seen or not (missed := _missed(link.old or new, new, year, rules)):
            continue
        seen.add(new.uid)
        message = (
            f"Nr. {new.number}: Termin überschritten ({due_words(missed)}), Status laut Katalog „{_one_line(new)}“. "
            "Bitte den Stand erfragen."
        )
        yield Finding("due-missed", Severity.WARNING, message, new.number, new.page or None)


def _fits(rule: JudgementRule, old: Measure, new: Measure, relation: Relation) -> bool:
    return (
        (not rule.relations or relation in rule.relations)
        and rule.before in (None, old.status)
        and rule.follow_up in (None, old.follow_up)
        and rule.after in (None, new.status)
    )


def _reason(rule: JudgementRule, old: Measure, new: Measure, relation: Relation) -> str:
    named = old.due or new.due
    return (
        rule.reason.replace("{termin_alt}", due_words(old.due) if old.due else "ohne Termin")
        .replace("{termin_neu}", due_words(new.due) if new.due else "ohne Termin")
        .replace("{termin}", due_words(new.due or named) if named else "")
        .replace("{beziehung}", relation.value)
    )


def _rank_step(old: Status, new: Status, rules: Rules) -> RankStep:
    before, after = rules.code(old).rank, rules.code(new).rank
    if before is None or after is None:
        return RankStep.UNKNOWN
    if before == after:
        return RankStep.EQUAL
    return RankStep.HIGHER if after > before else RankStep.LOWER


def _due_step(old: Measure, new: Measure, year: int, rules: Rules) -> DueStep | None:
    if old.due and new.due:
        before, after = comparable(old.due, new.due)
        if before != after:
            return DueStep.LATER if after > before else DueStep.EARLIER
    return DueStep.MISSED if _missed(old, new, year, rules) else None


def _missed(old: Measure, new: Measure, year: int, rules: Rules) -> Due | None:
    due = new.due or old.due
    if due is None or due.year >= year or new.status in (Status.UNKNOWN, Status.CANCELLED):
        return None
    return None if rules.code(new.status).implemented else due


def _one_line(measure: Measure) -> str:
    return " ".join(measure.status_text.split())
