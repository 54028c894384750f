"""Whether the files of a run are still what the run wrote: every hash and every sum is worked out again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import records
from pipeline.errors import CheckFailed, PipelineError
from pipeline.model import Change, ChangeKind, Comparison, Edition, Link, Measure, Relation
from pipeline.publish import DATAPACKAGE, MANIFEST, RECORDS, assertions, datapackage
from pipeline.publish.history import history
from pipeline.publish.manifest import counts, fingerprint, output, unsealed
from pipeline.publish.replacement import interrupted
from pipeline.publish.tables import (
    HISTORY_NAME,
    MEASURES_NAME,
    caveat_of,
    changes_name,
    crosswalk_name,
    history_table,
    measures_table,
)
from pipeline.spreadsheet import records_of

Json = dict[str, Any]

_LITTER = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$")
"""What Word, LibreOffice, macOS and Windows put beside files of their own accord."""
_LISTED_AT_MOST = 5
_NEEDED = {"sample", "inputs", "outputs", "editions", "assertions"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run found as it was written; `inputs` is None where the input folder was not asked for."""

    outputs: int
    sums: int
    inputs: int | None = None

    @property
    def summary(self) -> str:
        """The verdict in one German line."""
        inputs = "" if self.inputs is None else f", {_counted(self.inputs, 'Eingabe', 'Eingaben')}"
        return (
            f"Unverändert: {_counted(self.outputs, 'Datei', 'Dateien')}{inputs} und "
            f"{_counted(self.sums, 'Rechenprobe', 'Rechenproben')} stimmen mit {MANIFEST} überein."
        )


def verify(folder: Path, inputs: Path | None = None) -> Verdict:
    """Check the output `folder` of a run, and the `inputs` folder if given, against the run's manifest.

    Raises:
        CheckFailed: a file is missing, was changed or added, or a sum does not come out; the line names them.
    """
    if interrupted(folder):
        raise CheckFailed(
            f"Ein Lauf wurde unterbrochen, während er seine Ergebnisse in „{folder}“ ablegte; alte und neue liegen "
            "nebeneinander: Bitte erneut starten, das stellt zuerst die alten wieder her."
        )
    manifest = _manifest(folder)
    files = {str(each["file"]): _content(folder / str(each["file"])) for each in manifest["outputs"]}
    wrong = [
        *_deviations(manifest["outputs"], files),
        *(f"{name} kam hinzu" for name in _added(folder, files)),
        *(_input_deviations(manifest["inputs"], inputs) if inputs else ()),
        *(f"die Eingabe {name} kam hinzu" for name in (_added_inputs(manifest, inputs) if inputs else ())),
    ]
    if not wrong:
        present = {name: content for name, content in files.items() if content is not None}
        sums: dict[str, bool] = {}
        for name, ok in _sums(manifest, present):
            sums[name] = ok and sums.get(name, True)
        wrong = [name for name, ok in sums.items() if not ok]
        if not wrong:
            return Verdict(len(files) + 1, len(sums), len(manifest["inputs"]) if inputs else None)
    raise CheckFailed(
        f"Die Ergebnisse in „{folder}“ sind nicht mehr, wie der Lauf sie schrieb: {_listed(wrong)}; sie belegen "
        "nichts mehr: Bitte den Lauf wiederholen oder die Dateien aus einer Sicherung zurückholen."
    )


def _caveat(manifest: Json) -> str:
    return caveat_of(sample=manifest["sample"], damaged=manifest.get("damaged", False))


def _manifest(folder: Path) -> Json:
    content = _content(folder / MANIFEST)
    if content is None:
        raise CheckFailed(
            f"Im Ordner „{folder}“ fehlt {MANIFEST}; ohne diese Datei lässt sich nichts nachprüfen: Bitte den Ordner "
            "eines Laufs nennen oder den Lauf wiederholen."
        )
    try:
        manifest = unsealed(content)
        _ = [manifest[key] for key in _NEEDED]
    except (ValueError, KeyError) as error:
        raise CheckFailed(
            f"„{folder / MANIFEST}“ wurde nach dem Lauf geändert; auf ihre Prüfsummen ist kein Verlass mehr: Bitte den "
            "Lauf wiederholen oder die Datei aus einer Sicherung zurückholen."
        ) from error
    return manifest


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _deviations(listed: Iterable[Json], files: Mapping[str, bytes | None]) -> Iterator[str]:
    for each in listed:
        content = files[each["file"]]
        if content is None:
            yield f"{each['file']} fehlt oder ist nicht lesbar"
        elif fingerprint(each["file"], content) != {key: each[key] for key in ("file", "sha256", "bytes")}:
            yield f"{each['file']} wurde geändert"


def _added(folder: Path, files: Iterable[str]) -> Iterator[str]:
    """Files in our own subfolders that the run did not write; the folder itself may hold the analyst's."""
    known = set(files)
    for own in sorted({PurePosixPath(name).parts[0] for name in known if len(PurePosixPath(name).parts) > 1}):
        for path in sorted((folder / own).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if not path.is_dir() and name not in known and not _LITTER.match(path.name):
                yield name


def _input_deviations(listed: Iterable[Json], folder: Path) -> Iterator[str]:
    """Inputs by name: a comparison may have read two files of one name from two folders."""
    known: dict[str, set[str]] = {}
    for each in listed:
        known.setdefault(each["file"], set()).add(each["sha256"])
    for name, hashes in known.items():
        content = _content(folder / name)
        if content is None:
            yield f"die Eingabe {name} fehlt in „{folder}“"
        elif fingerprint(name, content)["sha256"] not in hashes:
            yield f"die Eingabe {name} wurde geändert"


def _added_inputs(manifest: Json, folder: Path) -> Iterator[str]:
    """What lies in the input folder now and did not when the run looked into it."""
    unused = manifest.get("unused")
    if unused is None or not folder.is_dir():
        return
    known = {each["file"] for each in manifest["inputs"]} | set(unused)
    for path in sorted(folder.iterdir()):
        name = f"{path.name}/" if path.is_dir() else path.name
        if name not in known and not _LITTER.match(path.name):
            yield name


def _sums(manifest: Json, files: Mapping[str, bytes]) -> Iterator[tuple[str, bool]]:
    """(what, whether it comes out) for all that can be worked out from the files again."""
    try:
        yield from _again(manifest, files)
    except (ValueError, KeyError, TypeError, PipelineError):
        yield "Tabellen und Datensätze sind nicht so aufgebaut, wie dieses Programm sie schreibt", False


def _again(manifest: Json, files: Mapping[str, bytes]) -> Iterator[tuple[str, bool]]:
    for each in manifest["outputs"]:
        yield f"{each['file']}: Zeilenzahl", output(each["file"], files[each["file"]]) == each
    tables = {name: content for name, content in files.items() if name.endswith(".csv")}
    if DATAPACKAGE in files:
        yield DATAPACKAGE, datapackage(tables, caveat=_caveat(manifest)) == files[DATAPACKAGE]
    editions: list[Edition] = []
    for name in sorted(files):
        if PurePosixPath(name).name == RECORDS:
            edition = records.from_json(files[name], name)
            editions.append(edition)
            sheet = str(PurePosixPath(name).with_name(MEASURES_NAME))
            if sheet in tables:
                yield f"{sheet} = {name}", _says_the_same(tables[sheet], edition)
    yield from _counts(manifest, editions)
    stored = {each["name"]: each for each in manifest["assertions"]}
    yield from ((name, each["ok"]) for name, each in stored.items())
    comparisons = [*_comparisons(editions, tables)]
    if HISTORY_NAME in tables and len(comparisons) == len(editions) - 1:
        labels = _labels(content for name, content in tables.items() if name.endswith(MEASURES_NAME))
        retold = history_table(history(editions, comparisons), lambda status: labels.get(status, ""))
        yield f"{HISTORY_NAME} = {RECORDS} und Abgleich", retold == tables[HISTORY_NAME]
    for check in assertions(editions, comparisons, tables):
        told = stored.get(check.name, {})
        yield check.name, check.ok and (told.get("expected"), told.get("actual")) == (check.expected, check.actual)


def _says_the_same(sheet: bytes, edition: Edition) -> bool:
    """Whether the table is what the records give; the German names of the statuses may be any, if always the same."""
    labels = _labels([sheet])
    return measures_table(edition, lambda status: labels.get(status, "")) == sheet


def _labels(sheets: Iterable[bytes]) -> dict[str, str]:
    """Status code → its German name, as the tables of measures have it."""
    return {row["status"]: row["status_bezeichnung"] for sheet in sheets for row in records_of(sheet)}


def _counts(manifest: Json, editions: Sequence[Edition]) -> Iterator[tuple[str, bool]]:
    for each, edition in zip(manifest["editions"], editions, strict=True):
        counted = counts(edition)
        yield f"{each['year']}: Zahlen der Ausgabe", counted == {key: each[key] for key in counted}


def _comparisons(editions: Sequence[Edition], tables: Mapping[str, bytes]) -> Iterator[Comparison]:
    """Crosswalk and change log read back, for editions whose printed numbers tell the measures apart."""
    plain = [edition for edition in editions if len(_by_number(edition)) == len(edition.measures)]
    for old, new in combinations(plain, 2):
        crosswalk, changes = crosswalk_name(old.year, new.year), changes_name(new.year, old.year)
        if crosswalk in tables and changes in tables:
            logged = [_change(row) for row in records_of(tables[changes])]
            yield Comparison(
                old,
                new,
                tuple(_links(records_of(tables[crosswalk]), _by_number(old), _by_number(new))),
                tuple(change for change in logged if change.kind is not ChangeKind.DECIDED),
                decisions=tuple(change for change in logged if change.kind is ChangeKind.DECIDED),
            )


def _by_number(edition: Edition) -> dict[str, Measure]:
    return {measure.number: measure for measure in edition.measures}


def _links(rows: Iterable[Mapping[str, str]], old: Mapping[str, Measure], new: Mapping[str, Measure]) -> Iterator[Link]:
    for row in rows:
        relation = Relation(row["beziehung"])
        yield Link(
            relation,
            None if relation is Relation.NEW else old.get(row["nr_alt"]),
            None if relation is Relation.DROPPED else new.get(row["nr_neu"]),
            row["verfahren"],
            0.0,
            row["begruendung"],
        )


def _change(row: Mapping[str, str]) -> Change:
    return Change(
        ChangeKind(row["aenderungsart"]),
        row["uid"],
        row["nr_alt"],
        row["nr_neu"],
        row["handlungsfeld"],
        row["merkmal"],
        row["wert_alt"],
        row["wert_neu"],
    )


def _listed(wrong: list[str]) -> str:
    more = f" und {len(wrong) - _LISTED_AT_MOST} weitere" if len(wrong) > _LISTED_AT_MOST else ""
    return ", ".join(wrong[:_LISTED_AT_MOST]) + more


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
