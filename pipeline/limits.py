"""What reading one document may cost and on what terms it is let in: `templates/grenzen.csv` and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LimitExceeded, TemplateInvalid
from pipeline.spreadsheet import read_rows, wrong_entry

LIMITS_FILE = "grenzen.csv"
MIB = 2**20
_LARGEST = 10**6
_NAMES = {
    "rechenzeit": "busy_seconds",
    "wartezeit": "seconds",
    "arbeitsspeicher": "memory",
    "ergebnis": "answer",
    "dateigroesse": "file",
    "textgroesse": "text",
    "entpackt": "unpacked",
    "seiten": "pages",
    "massnahmen": "measures",
}
"""Line of the list → our name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, in being read and again in being drawn for the review sheet; sizes in MiB.

    `busy_seconds` is time of the processor, `seconds` time of the clock, `text` the size of a text export or
    `katalog.json`, `answer` that of the records, `unpacked` what all texts and fonts of a PDF come to.
    """

    busy_seconds: int = 12
    seconds: int = 60
    memory: int = 768
    answer: int = 64
    file: int = 200
    text: int = 10
    unpacked: int = 256
    pages: int = 2000
    measures: int = 3000


@dataclass(frozen=True, slots=True)
class Admission:
    """What the analyst grants on the command line: the password of locked documents, reading in spite of damage."""

    password: str = ""
    accept_damaged: bool = False


LIMITS = Limits()
"""Those the program comes with."""
AS_FOUND = Admission()
"""No password, and no document that is damaged."""


def load_limits(folder: Path) -> Limits:
    """Read `grenzen.csv` of `templates/`; a limit that is not listed has its default.

    Raises:
        TemplateInvalid: the list is missing, names a limit that does not exist or twice, or a value is no number.
    """
    path = folder / LIMITS_FILE
    values: dict[str, int] = {}
    for line, row in read_rows(path, ("grenze", "wert")):
        german, value = row["grenze"], row["wert"]
        if german not in _NAMES:
            raise wrong_entry(path, line, german, ", ".join(_NAMES))
        if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= _LARGEST):
            raise wrong_entry(path, line, value, f"eine ganze Zahl von 1 bis {_LARGEST}")
        if _NAMES[german] in values:
            raise TemplateInvalid(
                f"„{path}“, Zeile {line}: Die Grenze „{german}“ steht schon weiter oben; welche gilt, ließe sich nicht "
                "entscheiden: Bitte eine der beiden Zeilen löschen."
            )
        values[_NAMES[german]] = int(value)
    return Limits(**values)


def exceeded(name: str, what: str, *limits: str, doing: str = "Lesen", enough: Mapping[str, int] = {}) -> LimitExceeded:
    """The error for the document `name`; `what` is more than these fields of `Limits` grant while `doing`.

    `enough` are the values of such fields that should do, where that is known.
    """
    german = {ours: german for german, ours in _NAMES.items()}
    raised = " und ".join(f"„{german[limit]}“{_to(enough.get(limit, 0))}" for limit in limits)
    return LimitExceeded(
        f"„{name}“ {what}; das {doing} wurde beendet, damit der Rechner nicht stillsteht: Bitte prüfen, ob es die "
        f"richtige Datei ist; ist sie es, in templates/{LIMITS_FILE} den Wert {raised} erhöhen."
    )


def _to(value: int) -> str:
    return f" auf {min(value, _LARGEST)}" if value else ""
