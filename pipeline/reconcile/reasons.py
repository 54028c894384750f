"""Why two measures were taken for the same one, in a German sentence for the auditor.

Percentages are shares of the wording in which a rare word counts more than a common one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Feature, Finding, Measure, Severity
from pipeline.reconcile.evidence import Evidence, Pair
from pipeline.reconcile.groups import Group
from pipeline.reconcile.rename import Renamings
from pipeline.reconcile.rivals import TIED, Rival
from pipeline.reconcile.wording import same

FEW_WORDS = 3

Measures = Sequence[Measure]

_RENAMED = {str(Feature.FIELD): ("umbenannt", "Namen"), str(Feature.GOAL): ("umformuliert", "Wortlaut")}
"""What happened to a heading above several measures, and under which new word they stand."""


def link_reason(
    pair: Pair,
    group: Group,
    sides: tuple[Measures, Measures],
    evidence: Evidence,
    renamed: Renamings,
    *,
    decided_by_context: bool,
) -> str:
    """What the wordings share, what else changed, and whether context had to decide."""
    ours, theirs = sides[0][pair.old], sides[1][pair.new]
    parts = [_wording(pair, group, sides, evidence), *_other_changes(ours, theirs, renamed)]
    if decided_by_context:
        parts.append("nach Ziel, Handlungsfeld, Akteuren und Reihenfolge zugeordnet, da der Wortlaut nicht entscheidet")
    return "; ".join(parts) + "."


def renaming_reason(feature: str, measures: Sequence[tuple[Measure, Measure]]) -> str:
    """That a heading alone changed, and above which measures: "Handlungsfeld umbenannt: …"."""
    if not measures:
        return f"{feature} umbenannt; die Namen ähneln sich, keine fortgeführte Maßnahme spricht dagegen."
    what, where = _RENAMED[feature]
    listed = dict.fromkeys(
        new.number if same(old.number, new.number) else f"{new.number} (bisher {old.number})" for old, new in measures
    )
    went = "Maßnahme steht" if len(listed) == 1 else "Maßnahmen stehen"
    return f"{feature} {what}: Seine {went} jetzt unter dem neuen {where} (Nr. {_listed(listed)})."


def retitling_reason(alike: int) -> str:
    """That only the title of a further column changed, and by how many values that is known."""
    return f"Spalte umbenannt: Die Werte von {alike} fortgeführten Maßnahmen stehen unverändert unter dem neuen Titel."


def absence_reason(year: int, rivals: Sequence[Rival]) -> str:
    """Why a measure counts as new or dropped; `year` is that of the edition without a counterpart."""
    nearest = f"; am nächsten kommt {rivals[0].name}" if rivals else ""
    return f"Kein Gegenstück in der Ausgabe {year}{nearest}."


def tie_finding(old: Measure, new: Measure, ties: Sequence[Rival], certainty: float) -> Finding:
    """The question to the analyst, naming the chosen counterpart and those that fit as well."""
    rivals = _listed(f"{'alte' if rival.is_old else 'neue'} Nr. {rival.measure.number}" for rival in ties)
    clear = certainty > TIED
    settled = f"Das Umfeld (Ziel, Akteure) {'spricht für die Zuordnung' if clear else 'entscheidet auch nicht'}"
    return Finding(
        "link-tie", Severity.WARNING,
        f"Alte Nr. {old.number} wurde mit neuer Nr. {new.number} verknüpft; dem Wortlaut nach passt fast ebenso: "
        f"{rivals}. {settled}; bitte prüfen.",
        new.number, new.page or None, value=f"{old.number} → {new.number}, auch {rivals}",
    )  # fmt: skip


def weak_finding(old: Measure, new: Measure, pair: Pair) -> Finding:
    """The question whether two measures with little wording in common are really the same."""
    return Finding(
        "link-weak", Severity.WARNING,
        f"Alte Nr. {old.number} und neue Nr. {new.number} haben nur wenig Wortlaut gemeinsam ({_percent(pair.kept)} "
        f"des alten, {_percent(pair.drawn)} des neuen); bitte prüfen, ob es dieselbe Maßnahme ist.",
        new.number, new.page or None, value=f"{old.number} → {new.number}",
    )  # fmt: skip


def _wording(pair: Pair, group: Group, sides: tuple[Measures, Measures], evidence: Evidence) -> str:
    olds, news = sides
    if len(group.news) > 1:
        others = _listed(f"Nr. {news[index].number}" for index in sorted(group.news) if index != pair.new)
        return (
            f"{_percent(pair.drawn)} des neuen Wortlauts stehen in der alten Nr. {olds[pair.old].number}; "
            f"zusammen mit {others} {_percent(evidence.covered(group.olds, group.news))} des alten Wortlauts"
        )
    if len(group.olds) > 1:
        others = _listed(f"Nr. {olds[index].number}" for index in sorted(group.olds) if index != pair.old)
        return (
            f"{_percent(pair.kept)} des alten Wortlauts stehen in der neuen Nr. {news[pair.new].number}, ebenso Teile "
            f"der alten {others}"
        )
    changed = _changed_words(evidence.olds.wordings[pair.old], evidence.news.wordings[pair.new])
    if group.identical or changed == 0:
        return "gleicher Wortlaut" if group.identical else "gleiche Wörter in anderer Folge"
    if changed <= FEW_WORDS:
        return f"gleicher Wortlaut bis auf {'1 Wort' if changed == 1 else f'{changed} Wörter'}"
    kept, drawn = _percent(pair.kept), _percent(pair.drawn)
    return f"ähnlicher Wortlaut: {kept} des alten stehen im neuen, {drawn} des neuen im alten"


def _other_changes(old: Measure, new: Measure, renamed: Renamings) -> Iterator[str]:
    if not same(old.field_of_action, new.field_of_action):
        is_renamed = renamed.same_field(old.field_of_action, new.field_of_action)
        yield "Handlungsfeld umbenannt" if is_renamed else "Handlungsfeld gewechselt"
    if not same(old.goal, new.goal):
        yield "Ziel umformuliert" if renamed.same_goal(old.goal, new.goal) else "Ziel geändert"
    if not same(old.number, new.number):
        yield f"neue Nummer {new.number} statt {old.number}"


def _changed_words(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words were replaced, cut or inserted, order aside."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return max(gone.total(), come.total())


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} und {last}" if others else last
