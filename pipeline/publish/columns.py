"""The columns of every CSV: the data dictionary from which both the tables and their descriptor are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.decisions import DecisionKind
from pipeline.model import ChangeKind, Judgement, Relation, Status

DUE_WORDS = {"from": "ab", "for": "für", "in": "im"}
"""`Due.kind` → the word before the date, as the catalogue prints it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, its German title and meaning, and what its cells may hold."""

    name: str
    title: str
    meaning: str
    type: Literal["string", "integer", "number"] = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None


def _words(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in kind)


_NUMBER = Column("nr", "Nr.", "Nummer der Maßnahme, wie gedruckt (Text, keine Zahl).")
_UID = Column("uid", "Kennung", "Bleibt der Maßnahme über alle Ausgaben, auch wenn sie neu nummeriert wird.")
_FIELD = Column("handlungsfeld", "Handlungsfeld", "Kapitel des Katalogs, in dem die Maßnahme steht.")
_METHOD = Column("verfahren", "Verfahren", "Wie die beiden Maßnahmen einander zugeordnet wurden.")
_CERTAINTY = Column(
    "sicherheit", "Sicherheit", "Wie sicher die Zuordnung ist, von 0 bis 1.", "number", lowest=0, highest=1
)
_REASON = Column("begruendung", "Begründung", "Warum so entschieden wurde.")
_NUMBER_OLD = Column("nr_alt", "Nr. alt", "Nummer in der älteren Ausgabe; leer, wenn es die Maßnahme dort nicht gibt.")
_NUMBER_NEW = Column("nr_neu", "Nr. neu", "Nummer in der neueren Ausgabe; leer, wenn es die Maßnahme dort nicht gibt.")

_PLACE = (
    "Seite und Stelle, je Teil eine Zeile. Bei Text die Zeilen der Datei, bei PDF der Kasten „links | oben – rechts | "
    "unten“ in Punkt (1/72 Zoll) ab der linken oberen Ecke der Seite."
)

MEASURES = (
    _NUMBER,
    _UID,
    _FIELD,
    Column("ziel", "Ziel", "Ziele und zukünftiger Bedarf, zu denen die Maßnahme gehört."),
    Column("massnahme", "Maßnahme", "Wortlaut der Maßnahme; jeder Absatz eine Zeile."),
    Column("fortschrittsnotizen", "Fortschrittsnotizen", "Die Zeilen der Maßnahme, die im Katalog mit → beginnen."),
    Column("akteure", "Akteurinnen und Akteure", "Wie gedruckt."),
    Column("status_wortlaut", "Status der Umsetzung", "Wie gedruckt."),
    Column("status", "Statuscode", "Einheitlicher Code des Status.", required=True, values=_words(Status)),
    Column("status_bezeichnung", "Status", "Deutsche Bezeichnung des Statuscodes."),
    Column("folge", "Folgestatus", "Code dessen, was nach dem Abschluss vorgesehen ist.", values=_words(Status)),
    Column("termin_art", "Terminart", "Wort vor dem genannten Termin.", values=tuple(DUE_WORDS.values())),
    Column("termin_jahr", "Terminjahr", "Jahr des genannten Termins.", "integer", lowest=1900, highest=2099),
    Column("termin_monat", "Terminmonat", "Monat des genannten Termins.", "integer", lowest=1, highest=12),
    Column("termin_jahreszeit", "Jahreszeit", "Jahreszeit des genannten Termins, wie gedruckt."),
    Column("ausgabe", "Ausgabe", "Jahr der Ausgabe; bei einem Muster mit dem Zusatz „Beispieldaten“.", required=True),
    Column("datei", "Datei", "Datei, aus der die Maßnahme gelesen wurde."),
    Column("seite", "Seite", "Seite, auf der die Maßnahme beginnt.", "integer", lowest=1),
    Column(
        "stelle",
        "Stelle",
        "Wo die Maßnahme steht: bei Text die Zeilen der Datei, bei PDF der Kasten „links | oben – rechts | unten“ in "
        "Punkt (1/72 Zoll) ab der linken oberen Ecke der Seite; reicht sie über Seiten, je Teil eine Zeile.",
    ),
    Column("befunde", "Befunde", "Was an dieser Maßnahme auffiel; jeder Befund eine Zeile."),
)

CROSSWALK = (
    _NUMBER_OLD,
    _NUMBER_NEW,
    _UID,
    Column(
        "beziehung", "Beziehung", "Wie alte und neue Maßnahme zusammenhängen.", required=True, values=_words(Relation)
    ),
    _METHOD,
    _CERTAINTY,
    Column("zweitbeste", "Zweitbeste", "Die nächstähnliche Maßnahme, gegen die entschieden wurde."),
    _REASON,
)

CHANGES = (
    Column("lfd_nr", "Lfd. Nr.", "Zählt die Zeilen des Protokolls.", "integer", required=True, lowest=1),
    _UID,
    Column("aenderungsart", "Änderungsart", "Art der Änderung.", required=True, values=_words(ChangeKind)),
    _NUMBER_OLD,
    _NUMBER_NEW,
    _FIELD,
    Column("merkmal", "Merkmal", "Welcher Wert sich geändert hat."),
    Column("wert_alt", "Alter Wert", "Wortlaut in der älteren Ausgabe; bei einer Entscheidung, was vorher galt."),
    Column("wert_neu", "Neuer Wert", "Wortlaut in der neueren Ausgabe; bei einer Entscheidung, was nun gilt."),
    Column("bewertung", "Bewertung", "Was ein Statuswechsel bedeutet.", values=_words(Judgement)),
    Column("quelle_alt", "Quelle alt", "Datei der älteren Ausgabe."),
    Column("seite_alt", "Seite alt", "Seite in der älteren Ausgabe.", "integer", lowest=1),
    Column("quelle_neu", "Quelle neu", "Datei der neueren Ausgabe."),
    Column("seite_neu", "Seite neu", "Seite in der neueren Ausgabe.", "integer", lowest=1),
    _METHOD,
    _CERTAINTY,
    _REASON,
    Column(
        "unterschied",
        "Unterschied",
        "Was genau anders ist, je Stelle eine Zeile: Wörter „gestrichen“, „eingefügt“ oder „ersetzt“, Absätze "
        "„verschoben“. Leer, wenn ein Wert ganz neu ist, ganz entfiel oder kein Wort gleich blieb.",
    ),
    Column("ort_alt", "Ort alt", f"Wo der alte Wert steht: {_PLACE}"),
    Column("ort_neu", "Ort neu", f"Wo der neue Wert steht: {_PLACE}"),
)

HISTORY = (
    _UID,
    Column("handlungsfeld", "Handlungsfeld", "Kapitel in der neuesten Ausgabe, die die Maßnahme enthält."),
    Column("massnahme", "Maßnahme", "Wortlaut in der neuesten Ausgabe, die die Maßnahme enthält."),
    Column("ereignisse", "Ereignisse", "Wann die Maßnahme hinzukam, geteilt oder zusammengeführt wurde oder entfiel."),
)
_HISTORY_OF_YEAR = (
    Column("nr", "Nr.", "Nummer in der Ausgabe {year}; leer, wenn die Maßnahme dort nicht steht."),
    Column("status", "Status", "Bezeichnung des Status in der Ausgabe {year}."),
    Column("wortlaut", "Wortlaut des Status", "Status in der Ausgabe {year}, wie gedruckt."),
)


def history_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """The columns of `Verlauf.csv`: what holds for all editions, then each value side by side over the years."""
    return (
        *HISTORY,
        *(
            Column(f"{each.name}_{year}", f"{each.title} {year}", each.meaning.format(year=year))
            for each in _HISTORY_OF_YEAR
            for year in years
        ),
    )


_DECIDED_UPON = "Wortlaut, woran die Maßnahme zu erkennen ist; wird beim Einlesen mit dem Katalog verglichen."
QUESTIONS = (
    Column("frage", "Frage", "Was offen ist; mehrere Zeilen mit derselben Frage sind Antworten zur Auswahl."),
    Column("art", "Art", "Was die Zeile bewirkt.", required=True, values=_words(DecisionKind)),
    Column("ausgabe", "Ausgabe", "Jahr der Ausgabe, bei einer Zuordnung der älteren.", "integer", required=True),
    Column("nr", "Nr.", "Nummer der Maßnahme, wie gedruckt; leer, wenn es um den Katalog als Ganzes geht."),
    Column("massnahme", "Maßnahme", _DECIDED_UPON),
    Column("ausgabe_neu", "Neuere Ausgabe", "Jahr der neueren Ausgabe, wenn zwei Ausgaben betroffen sind.", "integer"),
    Column("nr_neu", "Nr. in der neueren Ausgabe", "Nummer der Maßnahme dort, wie gedruckt."),
    Column("massnahme_neu", "Maßnahme in der neueren Ausgabe", _DECIDED_UPON),
    Column("merkmal", "Merkmal", "Welcher Wert zu berichtigen ist."),
    Column("wert_gelesen", "Gelesener Wert", "Was das Programm las; bei einem Befund dessen Wortlaut."),
    Column("wert_richtig", "Richtiger Wert", "Was im Katalog steht; vom Menschen auszufüllen."),
    Column("befund", "Befund", "Kennwort des Befundes, der angenommen wird."),
    Column("begruendung", "Begründung", "Warum so entschieden wurde; vom Menschen auszufüllen."),
    Column("name", "Name", "Wer entschieden hat; vom Menschen auszufüllen."),
    Column("datum", "Datum", "Wann entschieden wurde, als TT.MM.JJJJ; vom Menschen auszufüllen."),
)
"""The columns of `decisions.COLUMNS`."""


def names(columns: Sequence[Column]) -> tuple[str, ...]:
    """The column names as they head the file."""
    return tuple(column.name for column in columns)
