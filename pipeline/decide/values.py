"""Values that were read wrong: which one a line means, and whether the reader still reads what it read."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.decide.mentions import Unfit, as_read, is_lost, measure_of, reads
from pipeline.decide.scope import about_edition, of_kind
from pipeline.decisions import Decision, DecisionKind, Problem, named, refuse
from pipeline.model import Correction, Edition, EditionFeature, Feature, Measure

Corrections = dict[str, tuple[Correction, ...]]
"""By the uid that the measure has before anything is corrected; those of no measure by an empty one."""

_Found = dict[tuple[str, str, str], tuple[int, Correction]]
"""uid, value and for texts outside the measures what was read → line and what it sets right."""


def corrections(edition: Edition, decisions: Sequence[Decision]) -> Corrections:
    """What is to be set right in an edition.

    Numbers go first, on lines that name the number that was read; all other lines name the right number.

    Raises:
        DecisionUnfit: no such measure or value, another value was read, or two lines about one value.
    """
    lines = of_kind(about_edition(decisions, edition.year), DecisionKind.CORRECT)
    numbers = [line for line in lines if line.choice.feature == Feature.NUMBER]
    others = [line for line in lines if line.choice.feature != Feature.NUMBER]
    found, problems = _Found(), list[Problem]()
    _collect(_as_printed(edition), numbers, found, problems)
    right = {uid: correction.right for (uid, _, _), (_, correction) in found.items()}
    _collect(_renumbered(edition, right), others, found, problems)
    refuse(problems)
    result: Corrections = {}
    for (uid, _, _), (_, correction) in found.items():
        result[uid] = (*result.get(uid, ()), correction)
    return result


def _collect(edition: Edition, lines: Sequence[Decision], found: _Found, problems: list[Problem]) -> None:
    for line in lines:
        try:
            uid, correction = _correction(edition, line)
            key = uid, correction.feature, "" if uid else correction.read
            first, known = found.setdefault(key, (line.line, correction))
            if first != line.line:
                problems.append((line.line, _second(first, same=known.right == correction.right)))
        except Unfit as unfit:
            problems.append((line.line, str(unfit)))


def _correction(edition: Edition, line: Decision) -> tuple[str, Correction]:
    """The uid of the measure, empty if none is meant, and what is to be set right."""
    choice = line.choice
    if choice.about.number is None:
        text = _text(edition, line)
        _refuse_lost_characters(line, text)
        return "", Correction(choice.feature, text, choice.right, line.signature)
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
    _refuse_lost_characters(line, value)
    return measure.uid, Correction(feature, value, choice.right, line.signature)


def _text(edition: Edition, line: Decision) -> str:
    """The text outside the measures that a line means, as it was read."""
    choice = line.choice
    before = {each.right: each.read for each in edition.corrections if each.feature == choice.feature}
    for text in _texts(edition, choice.feature):
        read = before.get(text, text)
        if reads(choice.read, read, lossy=line.lossy):
            return read
    raise Unfit(
        f"Als „{choice.feature}“ steht „{_shown(choice.read)}“ nicht (mehr) in der Ausgabe {edition.year}; die "
        "Berichtigung passt nicht mehr: Bitte im Katalog nachsehen, dann die Zeile anpassen oder löschen."
    )


def _texts(edition: Edition, feature: str) -> list[str]:
    texts: dict[str, list[str]] = {
        EditionFeature.TITLE: [edition.title],
        EditionFeature.FIELD: [field.name for field in edition.fields],
        EditionFeature.VISION: [vision for field in edition.fields for vision in field.visions],
        EditionFeature.FURTHER: [further.text for further in edition.further_measures],
        EditionFeature.REMARK: list(edition.remarks),
    }
    return texts[feature]


def _refuse_lost_characters(line: Decision, value: str) -> None:
    if line.lossy and "?" in line.choice.right and any(map(is_lost, value)):
        raise Unfit(
            f"„{_shown(line.choice.right)}“ enthält ein Fragezeichen, wo im Katalog ein Zeichen steht, das diese Datei "
            "nicht speichern kann: Bitte das Zeichen wieder einsetzen und die Datei als „CSV UTF-8 (durch Trennzeichen "
            "getrennt)“ speichern."
        )


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
