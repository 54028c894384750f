"""Values that were read wrong: which one a line means, and whether the reader still reads what it read."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.decide.mentions import Unfit, as_read, is_lost, measure_of, reads
from pipeline.decide.scope import about_edition, of_kind
from pipeline.decisions import Decision, DecisionKind, Problem, named, refuse
from pipeline.model import Correction, Edition, Feature, Measure

Corrections = dict[str, tuple[Correction, ...]]
"""By the uid that the measure has before anything is corrected."""


def corrections(edition: Edition, decisions: Sequence[Decision]) -> Corrections:
    """What is to be set right in an edition.

    Numbers go first, on lines that name the number that was read; all other lines name the right number.

    Raises:
        DecisionUnfit: no such measure or value, another value was read, or two lines about one value.
    """
    lines = of_kind(about_edition(decisions, edition.year), DecisionKind.CORRECT)
    numbers = [line for line in lines if line.choice.feature == Feature.NUMBER]
    others = [line for line in lines if line.choice.feature != Feature.NUMBER]
    found, problems = dict[tuple[str, str], tuple[int, Correction]](), list[Problem]()
    _collect(_as_printed(edition), numbers, found, problems)
    right = {uid: correction.right for (uid, _), (_, correction) in found.items()}
    _collect(_renumbered(edition, right), others, found, problems)
    refuse(problems)
    result: Corrections = {}
    for (uid, _), (_, correction) in found.items():
        result[uid] = (*result.get(uid, ()), correction)
    return result


def _collect(
    edition: Edition,
    lines: Sequence[Decision],
    found: dict[tuple[str, str], tuple[int, Correction]],
    problems: list[Problem],
) -> None:
    for line in lines:
        try:
            measure, correction = _correction(edition, line)
            first, known = found.setdefault((measure.uid, correction.feature), (line.line, correction))
            if first != line.line:
                problems.append((line.line, _second(first, same=known.right == correction.right)))
        except Unfit as unfit:
            problems.append((line.line, str(unfit)))


def _correction(edition: Edition, line: Decision) -> tuple[Measure, Correction]:
    choice = line.choice
    measure = measure_of(edition, choice.about, line)
    feature = _feature(measure, choice.feature)
    value = as_read(measure, feature)
    if value is None:
        titles = ", ".join((*Feature, *(title for title, _ in measure.extra)))
        raise Unfit(
            f"Das Merkmal „{choice.feature}“ gibt es bei {named(choice.about)} nicht, die Berichtigung beträfe nichts: "
            f"Bitte eines davon eintragen: {titles}."
        )
    if not reads(choice.read, value, lossy=line.lossy):
        raise Unfit(
            f"Bei {named(choice.about)} wird als „{feature}“ jetzt „{_shown(value)}“ gelesen, nicht "
            f"„{_shown(choice.read)}“; die Berichtigung passt nicht mehr: Bitte im Katalog nachsehen, dann die Zeile "
            "anpassen oder löschen."
        )
    if line.lossy and "?" in choice.right and any(map(is_lost, value)):
        raise Unfit(
            f"„{_shown(choice.right)}“ enthält ein Fragezeichen, wo im Katalog ein Zeichen steht, das diese Datei "
            "nicht speichern kann: Bitte das Zeichen wieder einsetzen und die Datei als „CSV UTF-8 (durch Trennzeichen "
            "getrennt)“ speichern."
        )
    return measure, Correction(feature, value, choice.right, line.signature)


def _feature(measure: Measure, told: str) -> str:
    """The value's own name: further columns as their titles are printed."""
    folded = {" ".join(title.split()).casefold(): title for title, _ in measure.extra}
    return folded.get(" ".join(told.split()).casefold(), told)


def _as_printed(edition: Edition) -> Edition:
    return _renumbered(edition, {each.uid: as_read(each, Feature.NUMBER) or "" for each in edition.measures})


def _renumbered(edition: Edition, numbers: dict[str, str]) -> Edition:
    measures = (replace(each, number=numbers.get(each.uid, each.number)) for each in edition.measures)
    return replace(edition, measures=tuple(measures))


def _second(earlier: int, *, same: bool) -> str:
    if same:
        return f"Zeile {earlier} sagt schon dasselbe: Bitte eine der beiden Zeilen löschen."
    return (
        f"Zeile {earlier} berichtigt denselben Wert anders; welche gilt, ließe sich nicht entscheiden: Bitte eine der "
        "beiden Zeilen löschen."
    )


def _shown(value: str) -> str:
    on_one_line = " ".join(value.split())
    return on_one_line if len(on_one_line) <= 80 else f"{on_one_line[:78]} …"
