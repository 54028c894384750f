"""What a status change means, read from the rules of `templates/bewertung.csv`."""

from pipeline.dates import due_words
from pipeline.model import Judgement, Measure, Relation, Status
from pipeline.reconcile.due import Dates, due_step
from pipeline.rules import JudgementRule, RankStep, Rules

NO_RULE = "Keine Zeile der Bewertungstabelle passt."


def judge(old: Measure, new: Measure, relation: Relation, dates: Dates, rules: Rules) -> tuple[Judgement, str]:
    """The judgement of a status change and its reason, between editions of these `dates`; the first rule that fits."""
    rank = _rank_step(old.status, new.status, rules)
    due = due_step(old, new, dates, rules)
    for rule in rules.lines:
        if _fits(rule, old, new, relation) and rule.rank in (None, rank) and rule.due in (None, due):
            return rule.judgement, _reason(rule, old, new, relation)
    return Judgement.CHECK, NO_RULE


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
