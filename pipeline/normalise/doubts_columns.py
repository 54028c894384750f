"""Findings about the columns of a catalogue: those that no row has a value in, and those that no list knows."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.model import Finding, Measure, Severity, Status
from pipeline.spreadsheet import line_of
from pipeline.vocabulary import COLUMN_ROLES, TERMS_FILE, Vocabulary, fold

_COLUMNS = {"number": "nummer", "goal": "ziel", "text": "massnahme", "actors_text": "akteure", "status_text": "status"}
_TITLES = {"goal": "Ziel", "number": "Nr.", "measure": "Maßnahme", "actors": "Akteure", "status": "Status"}
_FILLED = {"goal": "goal", "number": "number", "measure": "text", "actors": "actors_text", "status": "status_text"}
"""Name of a column → what it fills in a measure."""
_NUMBER = re.compile(r"(?!\d{1,3}(?:\.\d{3})+$)(?:[^\W\d_]{1,6}[ ./-]?){0,2}\d{1,3}(?:[./-][^\W_]{1,3})*[a-z]?[.)]?")
"""How numbers of measures are made; "10.000" is an amount."""
_LONGEST_NUMBER = 20
_CONNECTED = re.compile(r"\b(?:und|für|der|die|des|sowie|mit|dem|den|in|im|e|am|an|bzw)\b")
"""Words in small letters that names of those who act have."""
_MOST, _MANY = 0.8, 0.6
"""Shares of the measures whose value says what a column is: if others could be anything, or could be the same."""


def columns_missing(measures: Sequence[Measure]) -> set[str]:
    """The values that no measure has; a single measure without a number is no catalogue without numbers."""
    empty = {name for name in _COLUMNS if not any(getattr(measure, name) for measure in measures)}
    return empty if len(measures) > 1 else empty - {"number"}


def about_columns(measures: Sequence[Measure], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Columns that no row has a value in, and columns that no list knows."""
    missing = columns_missing(measures) if measures else set()
    titles = list(dict.fromkeys(title for measure in measures for title, _ in measure.extra))
    seeming = {name: _seems(name, titles, measures, vocabulary) for name in _COLUMNS if name in missing}
    for name, title in seeming.items():
        yield _missing(name, title, vocabulary)
    unlisted = [title for title in titles if vocabulary.column_of_grid(title) is None]
    rival = None if "actors_text" in missing else _seems("actors_text", unlisted, measures, vocabulary)
    for title in titles:
        if title not in seeming.values():
            yield _rival(title) if title == rival else _unknown(title, measures, vocabulary)


def _seems(name: str, titles: Sequence[str], measures: Sequence[Measure], vocabulary: Vocabulary) -> str | None:
    """The title of the unknown column that seems to be a missing one by what stands in it."""
    fits: dict[str, Callable[[str], bool]] = {
        "number": lambda text: len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None,
        "actors_text": lambda text: _names_actor(text, vocabulary),
        "status_text": lambda text: vocabulary.read_status(text).status is not Status.UNKNOWN,
    }
    usual = {fold(words) for words in vocabulary.words("merkmal")}
    for title in (each for each in titles if each and fold(each) not in usual):
        values = [dict(measure.extra).get(title, "") for measure in measures]
        unlike = name == "number" and len(set(values)) < len(values)
        are_names = name == "actors_text" and sum(map(_tells_little, values)) >= _MOST * len(values)
        most = _MANY if are_names else _MOST  # no list holds all offices
        if name in fits and not unlike and sum(map(fits[name], values)) >= most * len(values):
            return title
    return None


def _names_actor(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with a noun for somebody who acts, and tells nothing of what is done."""
    first = next(iter(text.split()), "")
    return vocabulary.names_body(first.strip("(),;:")) and _tells_little(text)


def _tells_little(text: str) -> bool:
    """Whether a text holds little but nouns, as lists of names do."""
    first, *others = text.split() or [""]
    return first[:1].isupper() and not any(word[:1].islower() for word in _CONNECTED.sub("", " ".join(others)).split())


def _missing(name: str, seeming: str | None, vocabulary: Vocabulary) -> Finding:
    role = _COLUMNS[name]
    known = next((words for each, words in vocabulary.terms if each == role), role)
    advice = (
        f"; nach ihrem Inhalt scheint es die Spalte „{seeming}“ zu sein, die nicht verzeichnet ist: Bitte in "
        f"templates/{TERMS_FILE} die Zeile „{line_of((role, seeming))}“ anfügen; bis dahin steht ihr Inhalt unter "
        "diesem Titel in massnahmen.csv und katalog.json."
        if seeming
        else f": Bitte nachsehen, ob es sie gibt, und in templates/{TERMS_FILE} die Zeile „{role};TITEL“ mit dem "
        "gedruckten Titel anfügen."
    )
    return Finding(
        "column-missing", Severity.INFO if name == "goal" else Severity.WARNING,
        f"Im ganzen Katalog wurde nichts in der Spalte „{known}“ gefunden{advice}",
        value=known,
    )  # fmt: skip


def _rival(title: str) -> Finding:
    """An unknown column that tells who acts, beside a known one: perhaps those who lead, beside their partners."""
    return Finding(
        "column-unknown", Severity.WARNING,
        f"Die Spalte „{title}“ ist nicht verzeichnet, nennt aber nach ihrem Inhalt wie die Spalte der Akteure, wer "
        "handelt; ihr Inhalt steht nur unter diesem Titel in massnahmen.csv und katalog.json. Falls sie die wichtigere "
        f"ist (Federführung): Bitte in templates/{TERMS_FILE} die Zeile „{line_of(('akteure', title))}“ anfügen und, "
        "falls sie rechts der anderen steht, die Zeile mit deren Titel löschen.",
        value=title,
    )  # fmt: skip


def _unknown(title: str, measures: Sequence[Measure], vocabulary: Vocabulary) -> Finding:
    if not title:
        return Finding(
            "column-untitled", Severity.WARNING,
            "Eine Spalte der Tabellen hat keinen Titel; ihr Inhalt steht in massnahmen.csv unter „ohne Titel“ und "
            "zählt nirgends mit: Bitte im Katalog nachsehen, was sie bedeutet.",
        )  # fmt: skip
    known = vocabulary.column_of_grid(title)
    if known and any(getattr(measure, _FILLED[known]) for measure in measures):
        return Finding(
            "column-twice", Severity.INFO,
            f"Die Spalte „{title}“ bedeutet dasselbe wie eine andere, die als „{_TITLES[known]}“ gelesen ist (die "
            "des jüngsten Jahres, sonst die erste); ihr Inhalt steht unter ihrem eigenen Titel in massnahmen.csv "
            f"und katalog.json. Falls sie die wichtigere ist: Bitte in templates/{TERMS_FILE} die Zeile mit dem "
            "Titel der anderen löschen.",
            value=title,
        )  # fmt: skip
    return Finding(
        "column-unknown", Severity.INFO,
        f"Die Spalte „{title}“ ist nicht verzeichnet; ihr Inhalt steht unter diesem Titel in massnahmen.csv und "
        f"katalog.json. Falls es eine der bekannten Spalten ist: Bitte in templates/{TERMS_FILE} die Zeile "
        f"„{line_of(('ROLLE', title))}“ anfügen (ROLLE: {', '.join(COLUMN_ROLES)}).",
        value=title,
    )  # fmt: skip
