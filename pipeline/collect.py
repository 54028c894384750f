"""The edge where documents come in: which files of a folder are editions, of which year, and their bytes."""

import hashlib
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.decisions import FILE as DECISIONS
from pipeline.errors import DecisionUnfit, InputAmbiguous, InputMissing, InputUnreadable
from pipeline.limits import LIMITS, MIB, Limits, exceeded
from pipeline.model import Edition

READABLE = (".pdf", ".txt", ".json")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SAMPLE = "beispiel"
_DECISIONS_STEM = DECISIONS.removesuffix(".csv")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods")
_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened: a pipe that nobody writes to must not block; Windows must not take it for text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the input folder, read once. `year` is None where the file name does not tell it."""

    name: str
    content: bytes
    year: int | None
    sample: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_records(self) -> bool:
        """Whether this is a `katalog.json` of an earlier run."""
        return self.name.casefold().endswith(".json")


def collect(folder: Path, limits: Limits = LIMITS) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents of a folder, by name, and the names of files, samples and folders ("alt/") that are passed over.

    Hidden files and the lock files of Word are not even mentioned.

    Raises:
        InputMissing: the folder does not exist or holds no document.
        InputUnreadable: the folder or a file cannot be opened.
        InputAmbiguous: a file name gives several years.
    """
    if folder.is_file():
        raise InputMissing(
            f"„{folder}“ ist kein Ordner, sondern eine Datei; ohne Ordner mit Katalogen gibt es keinen Bericht: Bitte "
            "den Ordner nennen, in dem der Katalog liegt."
        )
    if not folder.is_dir():
        raise InputMissing(
            f"Den Ordner „{folder}“ gibt es nicht; ohne Katalog gibt es keinen Bericht: Bitte den Ordner anlegen und "
            "den Maßnahmenkatalog als PDF hineinlegen."
        )
    found = _entries(folder)
    files = [path for path in found if path.is_file() and path.suffix.casefold() in READABLE]
    documents = tuple(open_document(path, limits=limits) for path in files)
    if not documents:
        raise InputMissing(
            f"Im Ordner „{folder}“ liegt kein Maßnahmenkatalog (.pdf, .txt oder katalog.json; Unterordner werden nicht "
            "durchsucht); ohne ihn gibt es keinen Bericht: Bitte den Katalog hineinlegen, zum Beispiel als "
            "„2024-massnahmenkatalog.pdf“."
        )
    kept = _without_stand_ins(documents)
    read = {document.name for document in kept} | {_name(path) for path in found if _holds_decisions(path)}
    passed_over = (f"{_name(path)}/" if path.is_dir() else _name(path) for path in found if _name(path) not in read)
    return kept, tuple(passed_over)


def collect_decisions(folder: Path) -> Document | None:
    """The analyst's `entscheidungen.csv`, if there is one beside the editions.

    Raises:
        InputUnreadable: it cannot be opened.
        DecisionUnfit: there are two, or it is a workbook.
    """
    found = _entries(folder)
    for path in found:
        if path.stem.casefold() == _DECISIONS_STEM:
            _refuse_workbook(path)
    files = [path for path in found if _holds_decisions(path)]
    if len(files) > 1:
        raise DecisionUnfit(
            f"Es gibt zwei Dateien mit Entscheidungen: „{_name(files[0])}“ und „{_name(files[1])}“; welche gilt, ließe "
            "sich nicht entscheiden: Bitte in einer zusammenführen und die andere herausnehmen."
        )
    return open_decisions(files[0]) if files else None


def open_decisions(path: Path) -> Document:
    """The file of decisions, wherever it lies and whatever its name.

    Raises:
        InputMissing, InputUnreadable, LimitExceeded: as for a catalogue.
        DecisionUnfit: it is a workbook.
    """
    _refuse_workbook(path)
    return Document(_name(path), _opened(path, LIMITS), None, sample=False)


def _refuse_workbook(path: Path) -> None:
    if path.suffix.casefold() in _WORKBOOKS:
        raise DecisionUnfit(
            f"„{_name(path)}“ ist eine Arbeitsmappe, gelesen wird nur „{DECISIONS}“; die Entscheidungen darin "
            "blieben unbeachtet: Bitte in Excel als „CSV UTF-8 (durch Trennzeichen getrennt)“ in denselben Ordner "
            "speichern und die Arbeitsmappe herausnehmen."
        )


def _holds_decisions(path: Path) -> bool:
    return path.is_file() and _name(path).casefold() == DECISIONS


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted((path for path in folder.iterdir() if not path.name.startswith((".", "~$"))), key=_name)
    except OSError as error:
        raise InputUnreadable(
            f"Der Ordner „{folder}“ lässt sich nicht öffnen ({error.strerror}); die Kataloge darin würden fehlen: "
            "Bitte die Zugriffsrechte prüfen."
        ) from error


def open_document(path: Path, year: int | None = None, limits: Limits = LIMITS) -> Document:
    """Read one file; `year` overrules the file name.

    Raises:
        InputMissing: there is no such file, or it is a folder.
        InputUnreadable: the file cannot be opened, or is a pipe or device.
        LimitExceeded: it is larger than `limits` allow.
    """
    content, name = _opened(path, limits), _name(path)
    return Document(name, content, year or _year_in(name), _SAMPLE in name.casefold())


def _opened(path: Path, limits: Limits) -> bytes:
    try:
        return _content(path, limits)
    except FileNotFoundError as error:
        raise InputMissing(f"Die Datei „{path}“ gibt es nicht: Bitte den Namen prüfen.") from error
    except OSError as error:
        if path.is_dir():
            raise InputMissing(
                f"„{path}“ ist ein Ordner: Bitte die Datei darin nennen, die gelesen werden soll."
            ) from error
        raise InputUnreadable(
            f"„{path}“ lässt sich nicht öffnen ({error.strerror}); ihre Maßnahmen würden fehlen: Bitte die "
            "Zugriffsrechte prüfen oder die Datei in dem Programm schließen, das sie offen hält."
        ) from error


def _content(path: Path, limits: Limits) -> bytes:
    """What the file holds, read once; one byte more than allowed is enough to know that it is too large."""
    most, limit = (limits.file, "file") if path.suffix.casefold() == ".pdf" else (limits.text, "text")
    with os.fdopen(os.open(path, _WITHOUT_WAITING), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise InputUnreadable(
                f"„{path}“ ist keine gewöhnliche Datei (Leitung oder Gerät); ihr Inhalt lässt sich nicht verlässlich "
                "lesen: Bitte den Katalog als Datei ablegen."
            )
        content = file.read(most * MIB + 1)
    if len(content) > most * MIB:
        raise exceeded(_name(path), f"ist größer als {most} MiB", limit)
    return content


def _name(path: Path) -> str:
    """The name as UTF-8, whatever the locale takes it for: it goes into the outputs."""
    return os.fsencode(path.name).decode("utf-8", "surrogateescape")


def _year_in(name: str) -> int | None:
    years = sorted(set(_YEAR.findall(name)))
    if len(years) > 1:
        raise InputAmbiguous(
            f"Der Dateiname „{name}“ nennt mehrere Jahre ({', '.join(years)}); die Ausgabe ließe sich nicht einordnen: "
            "Bitte so umbenennen, dass nur das Jahr der Ausgabe darin steht, zum Beispiel "
            f"„{years[-1]}-massnahmenkatalog.pdf“."
        )
    return int(years[0]) if years else None


def _without_stand_ins(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Leave out samples whose year is there in earnest, before they are read; records tell that only when read."""
    real = {document.year for document in documents if not (document.sample or document.is_records) and document.year}
    return tuple(document for document in documents if not (document.sample and document.year in real))


def by_year(editions: Sequence[tuple[Document, Edition]]) -> tuple[tuple[Document, Edition], ...]:
    """The editions in order of their years, samples giving way to real editions of the same year.

    Raises:
        InputAmbiguous: two real (or two sample) editions of one year, or records of another year than their file name.
    """
    _refuse_contradictions(editions)
    chosen: dict[int, tuple[Document, Edition]] = {}
    for document, edition in sorted(editions, key=lambda pair: (pair[1].sample, pair[0].name)):
        first = chosen.get(edition.year)
        if first is None:
            chosen[edition.year] = (document, edition)
        elif first[1].sample == edition.sample:
            raise InputAmbiguous(
                f"Zum Jahr {edition.year} liegen zwei Ausgaben vor: „{first[0].name}“ und „{document.name}“; welche "
                "gilt, lässt sich nicht entscheiden: Bitte eine davon aus dem Ordner nehmen."
            )
    return tuple(chosen[year] for year in sorted(chosen))


def older_first(editions: Sequence[tuple[Document, Edition]]) -> tuple[tuple[Document, Edition], ...]:
    """The editions in order of their years, all of them; two of one year in the order given.

    Raises:
        InputAmbiguous: records of another year than their file name.
    """
    _refuse_contradictions(editions)
    return tuple(sorted(editions, key=lambda pair: pair[1].year))


def _refuse_contradictions(editions: Sequence[tuple[Document, Edition]]) -> None:
    for document, edition in editions:
        if document.year not in (None, edition.year):
            raise InputAmbiguous(
                f"„{document.name}“ enthält die Ausgabe {edition.year}, genannt ist {document.year}; sie würde falsch "
                "eingeordnet: Bitte prüfen, ob es die richtige Datei ist, und sie umbenennen."
            )
