"""The last stage: records, tables, report, descriptor and manifest as bytes; `deliver` alone touches the disk."""

from collections.abc import Iterable, Mapping

from pipeline import records
from pipeline.decisions import QUESTIONS_FILE, questions_table
from pipeline.model import Change, ChangeKind, Comparison, Edition
from pipeline.publish import tables
from pipeline.publish.check import Assertion, assertions, report_assertions, require, review_assertions
from pipeline.publish.datapackage import FILE as DATAPACKAGE
from pipeline.publish.datapackage import datapackage
from pipeline.publish.deliver import deliver
from pipeline.publish.history import ENOUGH, History, history
from pipeline.publish.manifest import FILE as MANIFEST
from pipeline.publish.manifest import InputFile, Run, manifest
from pipeline.publish.report import contents, report
from pipeline.publish.review import places_to_show, review
from pipeline.publish.review_page import FILE as REVIEW
from pipeline.publish.review_page import page
from pipeline.publish.review_size import bounded
from pipeline.vocabulary import Vocabulary

RECORDS = "katalog.json"

__all__ = [
    "DATAPACKAGE",
    "MANIFEST",
    "RECORDS",
    "REVIEW",
    "Assertion",
    "InputFile",
    "Run",
    "assertions",
    "baseline_files",
    "comparison_files",
    "datapackage",
    "deliver",
    "described",
    "history_files",
    "manifest",
    "places_to_show",
    "records_files",
    "render",
    "report",
    "report_assertions",
    "report_name",
    "require",
]


def render(
    run: Run, vocabulary: Vocabulary, template: bytes, review_templates: Mapping[str, bytes]
) -> dict[str, bytes]:
    """All files of a run (path in the output folder → bytes), checked.

    `template` is the Word template's content, `review_templates` are the parts of the review sheet's.

    Raises:
        CheckFailed: a sum does not come out.
        TemplateInvalid: the template cannot be filled.
    """
    newest, comparison = run.editions[-1], run.comparisons[-1] if run.comparisons else None
    files: dict[str, bytes] = {}
    for folder, edition in zip(tables.edition_folders(run.editions), run.editions, strict=True):
        files |= {f"{folder}/{name}": content for name, content in records_files(edition, vocabulary).items()}
    for each in run.comparisons:
        files |= comparison_files(each)
    past = history(run.editions, run.comparisons) if len(run.editions) >= ENOUGH else None
    if past:
        files |= history_files(past, vocabulary)
    if comparison is None:
        files |= baseline_files(newest, run.first_record)
    files[QUESTIONS_FILE] = questions_table(run.questions, caveat=tables.caveat(run.editions))
    decided = [change for change in run.first_record if change.kind is ChangeKind.DECIDED]
    files[report_name(newest)] = report(comparison, newest, vocabulary, template, past=past, decided=decided)
    inside = run.editions, run.comparisons, run.first_record
    sheet = bounded(review(*inside, run.excerpts, run.offers))
    files[REVIEW] = page(sheet, review_templates)
    told = report_assertions(contents(comparison, newest, vocabulary, past), newest, comparison)
    return described(files, run, vocabulary, (*told, *review_assertions(sheet, *inside)))


def described(
    files: Mapping[str, bytes], run: Run, vocabulary: Vocabulary, further: Iterable[Assertion] = ()
) -> dict[str, bytes]:
    """The files with the descriptor of their tables and the manifest, once every sum has come out.

    Raises:
        CheckFailed: a sum does not come out.
    """
    checks = (*assertions(run.editions, run.comparisons, files), *further)
    require(checks)
    outputs = {**files, DATAPACKAGE: datapackage(files, caveat=tables.caveat(run.editions))}
    return {**outputs, MANIFEST: manifest(run, vocabulary, outputs, checks)}


def records_files(edition: Edition, vocabulary: Vocabulary) -> dict[str, bytes]:
    """One edition as records for machines and for people: file name → bytes."""
    return {
        RECORDS: records.to_json(edition),
        tables.MEASURES_NAME: tables.measures_table(edition, vocabulary.label),
    }


def comparison_files(comparison: Comparison) -> dict[str, bytes]:
    """Crosswalk and change log of two editions: file name → bytes."""
    old, new = comparison.old, comparison.new
    caveat = tables.caveat((old, new))
    return {
        tables.crosswalk_name(old.year, new.year): tables.crosswalk_table(comparison.links, caveat=caveat),
        tables.changes_name(new.year, old.year): tables.changes_table(
            (*comparison.changes, *comparison.decisions), caveat=caveat
        ),
    }


def baseline_files(edition: Edition, changes: Iterable[Change]) -> dict[str, bytes]:
    """The change log of a first edition, which has nothing to be compared with: file name → bytes."""
    return {tables.changes_name(edition.year): tables.changes_table(changes, caveat=tables.caveat([edition]))}


def history_files(past: History, vocabulary: Vocabulary) -> dict[str, bytes]:
    """Each measure over three or more editions: file name → bytes."""
    return {tables.HISTORY_NAME: tables.history_table(past, vocabulary.label)}


def report_name(edition: Edition) -> str:
    """File name of the progress report."""
    return f"Fortschrittsbericht_{edition.year}.docx"
