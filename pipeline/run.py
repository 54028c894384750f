"""The story on one screen: collect, read, normalise, decide, reconcile, publish."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from pipeline import decide, records
from pipeline.collect import Document, by_year, collect, collect_decisions, older_first, open_decisions, open_document
from pipeline.confine import Progress, read_apart, show_apart
from pipeline.decision_lines import kept_in, read_decisions
from pipeline.decisions import Decision, Question
from pipeline.errors import OutputUnwritable
from pipeline.excerpts import Excerpts, NotShown
from pipeline.limits import AS_FOUND, Admission
from pipeline.lock import locked
from pipeline.model import Change, Comparison, Edition
from pipeline.normalise import corrected
from pipeline.publish import InputFile, Run, assertions, deliver, places_to_show, records_files, render, require
from pipeline.reconcile import first_record, reconcile
from pipeline.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run read, found and wrote.

    `passed_over` are files of the input folder that were not used, `kept` the copies of results that somebody edited.
    `decisions` are the analyst's that were applied, `waiting` those about editions that are not there, `questions`
    are left open. `without_pictures` says of documents that the review sheet cannot show why.
    """

    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...]
    files: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waiting: tuple[Decision, ...] = ()
    questions: tuple[Question, ...] = ()
    without_pictures: tuple[str, ...] = ()


def run(input_folder: Path, output_folder: Path, progress: Progress, admission: Admission = AS_FOUND) -> Outcome:
    """The main job: every edition in the input folder, every consecutive pair, all outputs together.

    Raises:
        PipelineError: any foreseen condition; the last good outputs stay untouched.
    """
    if input_folder.resolve() == output_folder.resolve():
        raise OutputUnwritable(
            f"„{output_folder}“ ist Eingabe und Ausgabe zugleich; der nächste Lauf hielte die Ergebnisse für Kataloge: "
            "Bitte mit --output einen anderen Ordner nennen."
        )
    with locked(output_folder):
        settings = replace(load_settings(), admission=admission)
        documents, passed_over = collect(input_folder, settings.limits)
        lines = collect_decisions(input_folder)
        decisions = _decisions(lines)
        chosen = by_year(_read(documents, settings, progress))
        used = {document.name for document, _ in chosen}
        gave_way = (document.name for document in documents if document.name not in used)
        sorted_out = decide.sort_out(decisions, [edition.year for _, edition in chosen])
        return _publish(lines, chosen, settings, output_folder, sorted_out, (*passed_over, *gave_way))


def compare_documents(
    old: Path,
    new: Path,
    output_folder: Path,
    progress: Progress,
    admission: Admission = AS_FOUND,
    decisions_file: Path | None = None,
) -> Outcome:
    """Two editions, wherever they lie, compared as in `run`; they may be two documents of one year."""
    with locked(output_folder), kept_in(decisions_file):
        settings = replace(load_settings(), admission=admission)
        documents = [open_document(file, limits=settings.limits) for file in (old, new)]
        lines = open_decisions(decisions_file) if decisions_file else None
        decisions = _decisions(lines)
        chosen = older_first(_read(documents, settings, progress))
        sorted_out = decide.sort_out(decisions, [edition.year for _, edition in chosen], are_all=False)
        return _publish(lines, chosen, settings, output_folder, sorted_out)


def read_document(
    file: Path,
    year: int | None,
    output_folder: Path,
    progress: Progress,
    admission: Admission = AS_FOUND,
    decisions_file: Path | None = None,
) -> Outcome:
    """One edition as records, without comparison and report; `year` overrules the file name."""
    with locked(output_folder), kept_in(decisions_file):
        settings = replace(load_settings(), admission=admission)
        decisions = _decisions(open_decisions(decisions_file) if decisions_file else None)
        ((_, read),) = older_first(_read([open_document(file, year, settings.limits)], settings, progress))
        needed, waiting = decide.sort_out(decisions, [read.year], are_all=False)
        edition = _decided(read, needed, settings)
        files = records_files(edition, settings.vocabulary)
        require(assertions([edition], (), files))
        deliver(files, output_folder)
    return Outcome((edition,), (), tuple(files), decisions=needed, waiting=waiting)


def _read(documents: Sequence[Document], settings: Settings, progress: Progress) -> list[tuple[Document, Edition]]:
    """Every document as an edition, read in a process of its own; records of an earlier run are read here."""
    to_read = [document for document in documents if not document.is_records]
    found = iter(read_apart(to_read, settings.vocabulary, settings.limits, settings.admission, progress))
    return [
        (document, records.from_json(document.content, document.name) if document.is_records else next(found))
        for document in documents
    ]


def _decisions(lines: Document | None) -> tuple[Decision, ...]:
    return read_decisions(lines.content) if lines else ()


def _publish(
    lines: Document | None,
    chosen: Sequence[tuple[Document, Edition]],
    settings: Settings,
    output_folder: Path,
    sorted_out: tuple[tuple[Decision, ...], tuple[Decision, ...]],
    passed_over: tuple[str, ...] | None = None,
) -> Outcome:
    decisions, waiting = sorted_out
    decided = [_decided(edition, decisions, settings) for _, edition in chosen]
    comparisons = _compare(decided, decisions, settings)
    editions = (decided[0], *(comparison.new for comparison in comparisons))
    questions = decide.questions(editions, comparisons)
    excerpts = _excerpts([document for document, _ in chosen], editions, comparisons, settings)
    ran = Run(
        [*([InputFile(lines.name, lines.content)] if lines else []), *(_input(*pair) for pair in chosen)],
        editions,
        comparisons,
        settings.ingredients,
        {"accept_damaged": True} if settings.admission.accept_damaged else {},
        first_record=() if comparisons else _first_record(editions[0]),
        decisions=decisions,
        waiting=waiting,
        questions=questions,
        offers=decide.offers(editions, comparisons, questions),
        unused=passed_over,
        excerpts=excerpts,
    )
    files = render(ran, settings.vocabulary, settings.report_template, settings.review_templates)
    kept = deliver(files, output_folder)
    unseen = tuple(each.reason for each in excerpts if isinstance(each, NotShown))
    return Outcome(editions, comparisons, tuple(files), passed_over or (), kept, decisions, waiting, questions, unseen)


def _decided(edition: Edition, decisions: Sequence[Decision], settings: Settings) -> Edition:
    """The edition with wrong values set right and accepted findings signed."""
    right = corrected(edition, decide.corrections(edition, decisions), settings.vocabulary)
    return decide.accept_in_edition(right, decisions)


def _compare(editions: Sequence[Edition], decisions: Sequence[Decision], settings: Settings) -> tuple[Comparison, ...]:
    """Each edition against the one before, which already carries the uids it inherited."""
    comparisons: list[Comparison] = []
    for first, new in pairwise(editions):
        old = comparisons[-1].new if comparisons else first
        found = reconcile(old, new, settings.rules, decide.link_wishes(old, new, decisions))
        accepted = decide.accept_in_comparison(found, decisions)
        comparisons.append(decide.logged(accepted, decisions, is_first=not comparisons))
    return tuple(comparisons)


def _first_record(edition: Edition) -> tuple[Change, ...]:
    return (*first_record(edition), *decide.edition_rows(edition, is_old=False))


def _excerpts(
    documents: Sequence[Document],
    editions: Sequence[Edition],
    comparisons: Sequence[Comparison],
    settings: Settings,
) -> list[Excerpts | NotShown]:
    """What the review sheet can show of each edition, drawn in processes of their own; nothing of mere records."""
    found = [(), *(comparison.findings for comparison in comparisons)]
    wanted = [
        (document, places_to_show(edition, findings))
        for document, edition, findings in zip(documents, editions, found, strict=True)
        if not document.is_records
    ]
    shown = iter(show_apart(wanted, settings.limits, settings.admission))
    return [{} if document.is_records else next(shown) for document in documents]


def _input(document: Document, edition: Edition) -> InputFile:
    return InputFile(document.name, document.content, edition.year, edition.source.pages)
