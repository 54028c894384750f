"""The lists under `templates/`, read and checked: what a city edits in Excel is told wrong by file and line."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import TemplateInvalid
from pipeline.model import Status
from pipeline.spreadsheet import entry, read_rows, wrong_entry
from pipeline.vocabulary import (
    ACTORS_FILE,
    ANY_WORDS,
    CODES_FILE,
    COLUMN_ROLES,
    OTHER_ROLES,
    STATUS_FILE,
    TERMS_FILE,
    KnownActor,
    StatusCode,
    Vocabulary,
    unspaced,
    without_due,
)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the lists of `templates/`.

    Raises:
        TemplateInvalid: a list is missing, lacks a column, or names a code or role that does not exist.
    """
    return Vocabulary(_phrases(folder), _codes(folder), _actors(folder), _terms(folder))


def _phrases(folder: Path) -> tuple[tuple[str, Status], ...]:
    path = folder / STATUS_FILE
    phrases = []
    for line, row in read_rows(path, ("wortlaut", "code")):
        words = row["wortlaut"].replace("...", ANY_WORDS)
        if not words.replace(ANY_WORDS, "").strip():
            raise wrong_entry(path, line, words, "einen Wortlaut aus dem Katalog")
        phrases.append((words, _status(path, line, row["code"])))
    _refuse_contradictions(path, ((without_due(words), code) for words, code in phrases))
    return tuple(phrases)


def _codes(folder: Path) -> tuple[StatusCode, ...]:
    path = folder / CODES_FILE
    codes = []
    for line, row in read_rows(path, ("code", "bezeichnung", "rang", "umgesetzt")):
        if row["rang"] and not row["rang"].isdecimal():
            raise wrong_entry(path, line, row["rang"], "eine Zahl oder nichts")
        if row["umgesetzt"] not in ("ja", "nein"):
            raise wrong_entry(path, line, row["umgesetzt"], "ja, nein")
        rank = int(row["rang"]) if row["rang"] else None
        codes.append(StatusCode(_status(path, line, row["code"]), row["bezeichnung"], rank, row["umgesetzt"] == "ja"))
    missing = [code for code in Status if code not in {row.code for row in codes}]
    if missing:
        raise TemplateInvalid(
            f"In „{path}“ fehlt der Status „{missing[0]}“; Maßnahmen mit diesem Status ließen sich nicht benennen: "
            "Bitte die Zeile aus der letzten Fassung zurückholen."
        )
    return tuple(codes)


def _actors(folder: Path) -> tuple[KnownActor, ...]:
    path = folder / ACTORS_FILE
    actors = []
    for line, row in read_rows(path, ("name", "andere_schreibweisen", "amt")):
        if not row["name"]:
            raise wrong_entry(path, line, row["name"], "den Namen, wie er im Katalog steht")
        aliases = (" ".join(alias.split()) for alias in row["andere_schreibweisen"].split("|"))
        actors.append(KnownActor(row["name"], tuple(filter(None, aliases)), row["amt"] or None))
    _refuse_contradictions(path, ((name, actor.name) for actor in actors for name in (actor.name, *actor.aliases)))
    return tuple(actors)


def _terms(folder: Path) -> tuple[tuple[str, str], ...]:
    path = folder / TERMS_FILE
    roles = (*COLUMN_ROLES, *OTHER_ROLES)
    terms = []
    for line, row in read_rows(path, ("rolle", "wortlaut")):
        if row["rolle"] not in roles:
            raise wrong_entry(path, line, row["rolle"], ", ".join(roles))
        words = row["wortlaut"].replace("...", ANY_WORDS)
        if not words.replace(ANY_WORDS, "").strip():  # "…" alone would fit every word
            raise wrong_entry(path, line, words, "einen Wortlaut aus dem Katalog")
        terms.append((row["rolle"], words))
    _refuse_contradictions(path, ((unspaced(words), role) for role, words in terms if role in COLUMN_ROLES))
    return tuple(terms)


def _refuse_contradictions(path: Path, entries: Iterable[tuple[str, str]]) -> None:
    """The same wording must not mean two things; which one counted would be chance."""
    meanings: dict[str, str] = {}
    for wording, meaning in entries:
        if meanings.setdefault(wording, meaning) != meaning:
            raise TemplateInvalid(
                f"In „{path}“ steht „{wording}“ einmal für „{meanings[wording]}“ und einmal für „{meaning}“; welches "
                "gilt, ließe sich nicht entscheiden: Bitte eine der beiden Zeilen löschen."
            )


def _status(path: Path, line: int, code: str) -> Status:
    return entry(Status, path, line, code)
