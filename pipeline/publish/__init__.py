"""The last stage: records, tables, report, descriptor and manifest as bytes; `deliver` alone touches the disk."""

from collections.abc import Iterable

from pipeline import records
from pipeline.model import Change, Comparison, Edition
from pipeline.publish import tables
from pipeline.publish.check import Assertion, assertions, report_assertions, require
from pipeline.publish.datapackage import FILE as DATAPACKAGE
from pipeline.publish.datapackage import datapackage
from pipeline.publish.deliver import claimed, deliver
from pipeline.publish.manifest import FILE as MANIFEST
from pipeline.publish.manifest import InputFile, Run, manifest
from pipeline.publish.report import contents as report_contents
from pipeline.publish.report import report
from pipeline.vocabulary import Vocabulary

RECORDS = "katalog.json"

__all__ = [
    "DATAPACKAGE",
    "MANIFEST",
    "RECORDS",
    "Assertion",
    "InputFile",
    "Run",
    "assertions",
    "baseline_files",
    "claimed",
    "comparison_files",
    "datapackage",
    "deliver",
    "manifest",
    "records_files",
    "report",
    "report_assertions",
    "report_contents",
    "require",
]


def records_files(edition: Edition, vocabulary: Vocabulary) -> dict[str, bytes]:
    """One edition as records for machines and for people: file name → bytes."""
    return {
        RECORDS: records.to_json(edition),
        tables.MEASURES_NAME: tables.measures_table(edition, vocabulary),
    }


def comparison_files(comparison: Comparison) -> dict[str, bytes]:
    """Crosswalk and change log of two editions: file name → bytes."""
    old, new = comparison.old, comparison.new
    sample = old.sample or new.sample
    return {
        tables.crosswalk_name(old.year, new.year): tables.crosswalk_table(comparison.links, sample=sample),
        tables.changes_name(new.year, old.year): tables.changes_table(comparison.changes, sample=sample),
    }


def baseline_files(edition: Edition, changes: Iterable[Change]) -> dict[str, bytes]:
    """The change log of a first edition, which has nothing to be compared with: file name → bytes."""
    return {tables.changes_name(edition.year): tables.changes_table(changes, sample=edition.sample)}
