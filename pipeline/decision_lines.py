"""How the lines of `entscheidungen.csv` are read: columns in any order, cells as spreadsheets leave them.

A line that says too little, too much or nothing that its kind can be is refused, all of them at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.decisions import (
    COLUMNS,
    EMPTY,
    FILE,
    NO_NUMBER,
    QUESTIONS_FILE,
    Choice,
    Decision,
    DecisionKind,
    Mention,
    refuse,
)
from pipeline.errors import DecisionUnfit
from pipeline.model import EditionFeature, Feature, Signature
from pipeline.spreadsheet import Sheet, edited_sheet

_DATES = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")
"""As Excel, LibreOffice and programs write a date."""
_OCCURRENCE = re.compile(r"(?P<number>.*?)\s*\((?P<which>[1-9]\d{0,3})\. Vorkommen\)", re.DOTALL)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_LINK_KINDS = (DecisionKind.CONFIRM, DecisionKind.LINK, DecisionKind.PART)
_SIGNED = {"begruendung": "warum so entschieden wurde", "name": "wer entschieden hat", "datum": "wann"}
_USED = {
    **dict.fromkeys(_LINK_KINDS, ("nr", "massnahme", "ausgabe_neu", "nr_neu", "massnahme_neu")),
    DecisionKind.CORRECT: ("nr", "massnahme", "merkmal", "wert_gelesen", "wert_richtig"),
    DecisionKind.ACCEPT: ("nr", "massnahme", "ausgabe_neu", "nr_neu", "massnahme_neu", "wert_gelesen", "befund"),
}
"""What a line of each kind may say beside `frage`, `art`, `ausgabe` and the signature."""

Row = Mapping[str, str]
"""Column → cell."""


class _Wrong(Exception):
    """What is wrong with one line, and what to do."""


@contextmanager
def kept_in(file: Path | None) -> Iterator[None]:
    """Let a refusal name the file of decisions as it is called here, should it not have its usual name."""
    try:
        yield
    except DecisionUnfit as unfit:
        raise DecisionUnfit(str(unfit).replace(f"„{FILE}“", f"„{file.name if file else FILE}“", 1)) from unfit


def read_decisions(content: bytes) -> tuple[Decision, ...]:
    """The decisions in the order of the file.

    Raises:
        DecisionUnfit: the file is no table with our columns, or a line is incomplete or says what its kind cannot.
    """
    try:
        sheet = edited_sheet(content)
    except ValueError as error:
        raise DecisionUnfit(
            f"„{FILE}“ ist keine CSV-Tabelle (Anführungszeichen stehen nicht paarweise); die Entscheidungen ließen "
            "sich nicht lesen: Bitte in Excel öffnen und als „CSV UTF-8 (durch Trennzeichen getrennt)“ speichern."
        ) from error
    if not sheet.rows:
        return ()
    columns = _columns(sheet)
    decisions, problems = [], []
    for line, cells in sheet.rows[1:]:
        try:
            decisions.append(_decision(line, _row(columns, cells), lossy=sheet.lossy))
        except _Wrong as wrong:
            problems.append((line, str(wrong)))
    refuse(problems)
    return tuple(decisions)


def _columns(sheet: Sheet) -> tuple[str, ...]:
    """The names above the columns; the order is the analyst's, and what a file does not need may be left out."""
    found = tuple(name.casefold() for name in sheet.rows[0][1])
    unknown = [name for name in found if name and name not in COLUMNS]
    missing = [name for name in ("art", "ausgabe", *_SIGNED) if name not in found]
    twice = [name for name in dict.fromkeys(found) if name and found.count(name) > 1]
    if unknown or missing or twice:
        fault = (
            f"fehlt die Spalte „{missing[0]}“"
            if missing
            else f"steht die Spalte „{twice[0]}“ zweimal"
            if twice
            else f"ist die Spalte „{unknown[0]}“ nicht vorgesehen"
        )
        raise DecisionUnfit(
            f"In „{FILE}“, Zeile 1, {fault}; die Entscheidungen ließen sich nicht zuordnen: Bitte die Kopfzeile aus "
            f"{QUESTIONS_FILE} übernehmen ({';'.join(COLUMNS)}) und mit Semikolon als Trennzeichen speichern."
        )
    return found


def _row(columns: Sequence[str], cells: Sequence[str]) -> Row:
    beyond = [cell for cell in cells[len(columns) :] if cell]
    nameless = [cell for name, cell in zip(columns, cells, strict=False) if cell and not name]
    if beyond or nameless:
        raise _Wrong(
            f"„{(beyond + nameless)[0]}“ steht unter keiner Spaltenüberschrift und wäre verloren: Bitte in die "
            "richtige Spalte setzen oder löschen."
        )
    return dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))


def _decision(line: int, row: Row, *, lossy: bool) -> Decision:
    try:
        kind = DecisionKind(row["art"].casefold())
    except ValueError:
        raise _Wrong(
            f"Die Art „{row['art']}“ gibt es nicht, die Entscheidung ließe sich nicht ausführen: Bitte eines davon "
            f"eintragen: {', '.join(DecisionKind)}."
        ) from None
    signature = _signature(row)
    for column, value in row.items():
        if value and column not in ("frage", "art", "ausgabe", *_SIGNED, *_USED[kind]):
            raise _Wrong(
                f"Die Spalte „{column}“ hat bei „{kind}“ keine Bedeutung, „{_shown(value)}“ bliebe unbeachtet: Bitte "
                "die Zelle leeren oder die richtige Art eintragen."
            )
    return Decision(line, _READERS[kind](kind, row), signature, lossy)


def _signature(row: Row) -> Signature:
    for column, meaning in _SIGNED.items():
        if not row[column]:
            raise _Wrong(
                f"Die Spalte „{column}“ ist leer; ohne sie kann die Prüfung nicht nachvollziehen, {meaning}: Bitte "
                "ausfüllen oder die Zeile löschen."
            )
    return Signature(" ".join(row["name"].split()), _date(row["datum"]), " ".join(row["begruendung"].split()))


def _date(cell: str) -> str:
    for pattern in _DATES:
        try:
            return datetime.strptime(cell, pattern).date().isoformat()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise _Wrong(
        f"„{_shown(cell)}“ in der Spalte „datum“ ist kein Tag; die Entscheidung wäre nicht nachvollziehbar: Bitte als "
        "TT.MM.JJJJ eintragen, zum Beispiel 31.01.2025."
    )


def _mention(row: Row, suffix: str = "") -> Mention:
    number, occurrence = row[f"nr{suffix}"], None
    if found := _OCCURRENCE.fullmatch(number):
        number, occurrence = found["number"], int(found["which"])
    return Mention(
        _year(row, f"ausgabe{suffix}"),
        "" if number.casefold() == NO_NUMBER.casefold() else number or None,
        occurrence,
        row[f"massnahme{suffix}"],
    )


def _year(row: Row, column: str) -> int:
    if not _YEAR.fullmatch(row[column]):
        raise _Wrong(
            f"„{row[column]}“ in der Spalte „{column}“ ist kein Jahr einer Ausgabe, die Zeile ließe sich nicht "
            "zuordnen: Bitte das Jahr vierstellig eintragen."
        )
    return int(row[column])


def _link(kind: DecisionKind, row: Row) -> Choice:
    about, other = _mention(row), _mention(row, "_neu")
    if about.year >= other.year:
        raise _Wrong(
            f"Die Ausgabe {about.year} ist nicht älter als {other.year}, die Zuordnung wäre verkehrt herum: Bitte die "
            "ältere unter „ausgabe“, die neuere unter „ausgabe_neu“ eintragen."
        )
    given = [mention for mention in (about, other) if mention.number is not None]
    if not given:
        raise _Wrong("Beide Nummern fehlen, die Entscheidung beträfe nichts: Bitte mindestens eine Nummer eintragen.")
    if kind is DecisionKind.PART and len(given) == 1:
        raise _Wrong(
            "Zum Trennen gehören zwei Nummern: Bitte die zweite eintragen; soll die Maßnahme ganz ohne Gegenstück sein "
            f"(neu oder entfallen), „{DecisionKind.LINK}“ als Art eintragen und eine Nummer leer lassen."
        )
    return Choice(kind, about, other)


def _correction(kind: DecisionKind, row: Row) -> Choice:
    about, feature = _mention(row), _feature(row["merkmal"])
    if about.number is None and feature not in tuple(EditionFeature):
        raise _Wrong(
            "Die Spalte „nr“ ist leer, der Wert ließe sich keiner Maßnahme zuordnen: Bitte die Nummer der Maßnahme "
            f"eintragen, bei einer Maßnahme ohne Nummer „{NO_NUMBER}“; ohne Nummer lassen sich nur Texte außerhalb der "
            f"Maßnahmen berichtigen ({', '.join(EditionFeature)})."
        )
    if not feature:
        raise _Wrong(
            "Die Spalte „merkmal“ ist leer, es bliebe offen, welcher Wert gemeint ist: Bitte eines davon eintragen: "
            f"{', '.join(Feature)}, oder den Titel einer weiteren Spalte des Katalogs."
        )
    if not row["wert_richtig"]:
        raise _Wrong(
            "Die Spalte „wert_richtig“ ist leer, es bliebe offen, was richtig ist: Bitte den richtigen Wert eintragen, "
            f"oder „{EMPTY}“, wenn im Katalog nichts steht."
        )
    read, right = ("" if row[name] == EMPTY else row[name] for name in ("wert_gelesen", "wert_richtig"))
    if read == right:
        raise _Wrong(
            "„wert_gelesen“ und „wert_richtig“ sind gleich, die Zeile berichtigt nichts: Bitte den richtigen Wert "
            "eintragen oder die Zeile löschen."
        )
    return Choice(kind, about, feature=feature, read=read, right=right)


def _feature(cell: str) -> str:
    """The value's name as everywhere else; "Akteure" and "Nummer" will do."""
    short = {"akteure": Feature.ACTORS, "nummer": Feature.NUMBER, "nr": Feature.NUMBER}
    known = {feature.casefold(): str(feature) for feature in (*EditionFeature, *Feature)} | short
    return str(known.get(" ".join(cell.split()).casefold(), cell))


def _acceptance(kind: DecisionKind, row: Row) -> Choice:
    if not row["befund"]:
        raise _Wrong(
            "Die Spalte „befund“ ist leer, es bliebe offen, was angenommen wird: Bitte die Zeile aus "
            f"{QUESTIONS_FILE} übernehmen."
        )
    other = _mention(row, "_neu") if row["ausgabe_neu"] else None
    if other is None and (row["nr_neu"] or row["massnahme_neu"]):
        raise _Wrong("Die Spalte „ausgabe_neu“ ist leer: Bitte das Jahr eintragen, zu dem „nr_neu“ gehört.")
    return Choice(kind, _mention(row), other, read=row["wert_gelesen"], finding=row["befund"])


_READERS: dict[DecisionKind, Callable[[DecisionKind, Row], Choice]] = {
    **dict.fromkeys(_LINK_KINDS, _link),
    DecisionKind.CORRECT: _correction,
    DecisionKind.ACCEPT: _acceptance,
}


def _shown(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:58]} …"
