"""The sums of a run that have to come out: what was found in one room must be there again in the next."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pipeline.decisions import MANUAL
from pipeline.errors import CheckFailed
from pipeline.model import Change, ChangeKind, Comparison, Edition, Ledger, Link, Measure, Relation, Severity
from pipeline.publish.review import Sheet
from pipeline.publish.tables import HISTORY_NAME, MEASURES_NAME, changes_name, crosswalk_name, edition_folders
from pipeline.spreadsheet import cells_of, records_of

Side = Callable[[Link], Measure | None]


@dataclass(frozen=True, slots=True)
class Assertion:
    """One sum: its German name, what has to come out, what came out."""

    name: str
    expected: int
    actual: int

    @property
    def ok(self) -> bool:
        """Whether the sum comes out."""
        return self.expected == self.actual


@dataclass(frozen=True, slots=True)
class Parts:
    """The measures of one edition by what became of them; `apart` are the dropped (old side) or new ones (new side)."""

    kept: int
    merged: int
    split: int
    apart: int

    @property
    def total(self) -> int:
        """All measures that the crosswalk knows on this side."""
        return self.kept + self.merged + self.split + self.apart


def assertions(
    editions: Sequence[Edition], comparisons: Iterable[Comparison], files: Mapping[str, bytes]
) -> tuple[Assertion, ...]:
    """Every sum over records, crosswalk, change log and the CSV `files` (path → bytes) made from them."""
    found: list[Assertion] = []
    for folder, edition in zip(edition_folders(editions), editions, strict=True):
        found += _of_edition(folder, edition, files)
    for comparison in comparisons:
        found += _of_comparison(comparison, files)
    if HISTORY_NAME in files:
        found += _of_history(editions, files[HISTORY_NAME])
    return tuple(found)


def report_assertions(
    contents: Mapping[str, Any], edition: Edition, comparison: Comparison | None
) -> Iterator[Assertion]:
    """The figures of the report (`report.contents`) against those of the records."""
    year, count = edition.year, len(edition.measures)
    listed = [
        measure for field in contents["handlungsfelder"] for goal in field["ziele"] for measure in goal["massnahmen"]
    ]
    yield Assertion(f"Bericht {year}: aufgeführte Maßnahmen", count, len(listed))
    *by_field, _ = (row for row in contents["handlungsfelder_im_vergleich"]["zeilen"] if row["jahr"] == str(year))
    yield Assertion(f"Bericht {year}: Maßnahmen je Handlungsfeld", count, sum(int(row["gesamt"]) for row in by_field))
    if comparison is None:
        return
    told = contents["aenderungen"]
    for name, kind in (("neu", Relation.NEW), ("entfallen", Relation.DROPPED)):
        linked = sum(link.relation is kind for link in comparison.links)
        yield Assertion(f"Bericht {year}: Maßnahmen unter „{kind}“", linked, len(told[name]))
    yield Assertion(
        f"Bericht {year}: Statuswechsel",
        sum(change.kind is ChangeKind.STATUS for change in comparison.changes),
        sum(len(group["zeilen"]) for group in told["statuswechsel"]),
    )


def review_assertions(
    sheet: Sheet, editions: Iterable[Edition], comparisons: Iterable[Comparison], first_record: Sequence[Change]
) -> Iterator[Assertion]:
    """What the review sheet shows against the change logs and the findings."""
    compared = tuple(comparisons)
    logged = sum(len(each.changes) + len(each.decisions) for each in compared) + len(first_record)
    found = sum(len(edition.findings) for edition in editions)
    found += sum(len(comparison.findings) for comparison in compared)
    yield Assertion("Prüfbericht: Zeilen der Änderungsprotokolle", logged, sheet.rows)
    yield Assertion("Prüfbericht: Befunde", found, sheet.findings)


def require(checks: Iterable[Assertion]) -> None:
    """Stop where a sum does not come out.

    Raises:
        CheckFailed: names the first failed sum and how many failed.
    """
    failed = [check for check in checks if not check.ok]
    if failed:
        first = failed[0]
        more = f" (und {len(failed) - 1} weitere)" if failed[1:] else ""
        raise CheckFailed(
            f"Die Rechenprobe „{first.name}“ geht nicht auf: erwartet {first.expected}, gefunden {first.actual}{more}; "
            "das Ergebnis wäre unvollständig oder doppelt und wurde deshalb nicht geschrieben: Bitte den Katalog mit "
            "dieser Meldung an die Betreuung des Programms geben."
        )


def old_parts(links: Sequence[Link]) -> Parts:
    """What became of the older edition's measures."""
    return _parts(links, _old, Relation.DROPPED)


def new_parts(links: Sequence[Link]) -> Parts:
    """Where the newer edition's measures come from."""
    return _parts(links, _new, Relation.NEW)


def _old(link: Link) -> Measure | None:
    return link.old


def _new(link: Link) -> Measure | None:
    return link.new


def _parts(links: Sequence[Link], side: Side, apart: Relation) -> Parts:
    """Kept and apart count by link, so that a measure linked twice is too many; a measure split counts once."""
    merged = _uids((link for link in links if link.relation is Relation.MERGED), side)
    split = _uids((link for link in links if link.relation is Relation.SPLIT), side) - merged
    return Parts(
        kept=sum(link.relation is Relation.CONTINUED for link in links),
        merged=len(merged),
        split=len(split),
        apart=sum(link.relation is apart for link in links),
    )


def _uids(links: Iterable[Link], side: Side) -> set[str]:
    return {measure.uid for measure in map(side, links) if measure}


def _of_edition(folder: str, edition: Edition, files: Mapping[str, bytes]) -> Iterator[Assertion]:
    count = len(edition.measures)
    yield Assertion(
        f"{folder}: jede Maßnahme hat eine eigene Kennung", count, len({measure.uid for measure in edition.measures})
    )
    yield Assertion(f"{folder}: gedruckte Zeichen = übernommene + gemeldete", edition.ledger.printed, _told(edition))
    yield from _rows(files, f"{folder}/{MEASURES_NAME}", count)
    first = changes_name(edition.year)
    if first in files:
        recorded = [row for row in records_of(files[first]) if row["aenderungsart"] == ChangeKind.FIRST]
        yield Assertion(f"{first}: Ersterfassungen = Maßnahmen", count, len({row["uid"] for row in recorded}))


def _told(edition: Edition) -> int:
    """The characters in a record, heading, text or as furniture, and those that a finding reports as left over."""
    ledger: Ledger = edition.ledger
    reported = any(finding.severity is Severity.ERROR for finding in edition.findings)
    placed = ledger.measures + ledger.headings + ledger.texts + ledger.furniture
    return placed + (ledger.unplaced if reported else 0)


def _of_comparison(comparison: Comparison, files: Mapping[str, bytes]) -> Iterator[Assertion]:
    old, new, links, changes = comparison.old, comparison.new, comparison.links, comparison.changes
    pair = f"{old.year}-{new.year}"
    name_old, name_new = edition_folders((old, new))
    yield Assertion(
        f"{pair}: Maßnahmen {name_old} = fortgeführt + zusammengeführt + aufgeteilt + entfallen",
        len(old.measures),
        old_parts(links).total,
    )
    yield Assertion(
        f"{pair}: Maßnahmen {name_new} = fortgeführt + zusammengeführt + aufgeteilt + neu",
        len(new.measures),
        new_parts(links).total,
    )
    for name, edition, side in ((name_old, old, _old), (name_new, new, _new)):
        of_edition = {measure.uid for measure in edition.measures}
        yield Assertion(
            f"{pair}: jede Maßnahme {name} steht im Abgleich",
            len(of_edition),
            len(of_edition & _uids(links, side)),
        )
    yield Assertion(f"{pair}: jede Beziehung hat ihre Seiten", len(links), sum(map(_has_its_sides, links)))
    yield from _of_change_log(pair, links, changes)
    yield from _rows(files, crosswalk_name(old.year, new.year), len(links))
    yield from _of_decisions(pair, comparison)
    yield from _rows(files, changes_name(new.year, old.year), len(changes) + len(comparison.decisions))


def _has_its_sides(link: Link) -> bool:
    return (link.old is None) == (link.relation is Relation.NEW) and (link.new is None) == (
        link.relation is Relation.DROPPED
    )


def _of_change_log(pair: str, links: Sequence[Link], changes: Sequence[Change]) -> Iterator[Assertion]:
    """What the crosswalk says of a measure as a whole, the change log says as well."""
    for relation, kind, linked_as, logged_as in (
        (Relation.NEW, ChangeKind.NEW, "new.uid", "uid"),
        (Relation.DROPPED, ChangeKind.DROPPED, "old.uid", "uid"),
        (Relation.SPLIT, ChangeKind.SPLIT, "old.number", "number_old"),
        (Relation.MERGED, ChangeKind.MERGED, "new.number", "number_new"),
    ):
        linked = {attrgetter(linked_as)(link) for link in links if link.relation is relation and _has_its_sides(link)}
        # Visions and further measures come and go as well; they have no uid.
        told = [change for change in changes if change.kind is kind and change.uid]
        logged = {attrgetter(logged_as)(change) for change in told}
        name = f"{pair}: „{kind}“ im Änderungsprotokoll = „{relation}“ im Abgleich"
        yield Assertion(name, len(linked | logged), len(linked & logged))


def _of_history(editions: Sequence[Edition], sheet: bytes) -> Iterator[Assertion]:
    """Each measure of each edition stands in the row of its uid, with its number and the wording of its status."""
    rows = records_of(sheet)
    uids = {measure.uid for edition in editions for measure in edition.measures}
    yield Assertion(f"{HISTORY_NAME}: Zeilen", len(uids), len(rows))
    by_uid = {row["uid"]: row for row in rows}
    for edition in editions:
        nr, wording = f"nr_{edition.year}", f"wortlaut_{edition.year}"
        told = {(uid, row[nr], row[wording]) for uid, row in by_uid.items() if row[nr] or row[wording]}
        recorded = {(measure.uid, measure.number, measure.status_text) for measure in edition.measures}
        name = f"{HISTORY_NAME}: Maßnahmen {edition.year} mit Nummer und Status"
        yield Assertion(name, len(recorded), len(recorded & told) - len(told - recorded))


def _of_decisions(pair: str, comparison: Comparison) -> Iterator[Assertion]:
    """What a person decided is told in the change log, by links and by values set right."""
    told = {(row.number_old, row.number_new) for row in comparison.decisions}
    links = [link for link in comparison.links if link.method == MANUAL]
    found = [link for link in links if (_number(link.old), _number(link.new)) in told]
    yield Assertion(f"{pair}: manuelle Zuordnungen stehen im Änderungsprotokoll", len(links), len(found))
    values = {(row.uid, row.feature, row.value_old, row.value_new) for row in comparison.decisions}
    corrected = [("", each) for each in comparison.new.corrections]
    corrected += [(measure.uid, each) for measure in comparison.new.measures for each in measure.corrections]
    right = {(uid, each.feature, each.read, each.right) for uid, each in corrected}
    yield Assertion(f"{pair}: Berichtigungen stehen im Änderungsprotokoll", len(right), len(right & values))


def _number(measure: Measure | None) -> str:
    return measure.number if measure else ""


def _rows(files: Mapping[str, bytes], name: str, count: int) -> Iterator[Assertion]:
    if name in files:
        yield Assertion(f"{name}: Zeilen", count, len(cells_of(files[name])) - 1)
