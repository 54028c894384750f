"""The story on one screen: collect, read, normalise, decide, reconcile, publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline import decide, records
from pipeline.collect import Document, by_year, collect, collect_decisions, older_first, open_document
from pipeline.decisions import Decision, Question, read_decisions
from pipeline.errors import OutputUnwritable
from pipeline.model import Change, Comparison, Edition
from pipeline.normalise import corrected, normalise
from pipeline.publish import InputFile, Run, assertions, deliver, locked, records_files, render, require
from pipeline.read import read
from pipeline.reconcile import first_record, reconcile
from pipeline.settings import Settings, load_settings

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the pages done and the pages in all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run read, found and wrote.

    `passed_over` are files of the input folder that were not used, `kept` the copies of results that somebody edited.
    `decisions` are the analyst's that were applied, `waiting` those about editions that are not there, `questions`
    are left open.
    """

    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...]
    files: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waiting: tuple[Decision, ...] = ()
    questions: tuple[Question, ...] = ()


def run(input_folder: Path, output_folder: Path, progress: Progress) -> Outcome:
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
        settings = load_settings()
        documents, passed_over = collect(input_folder)
        lines = collect_decisions(input_folder)
        decisions = read_decisions(lines.content) if lines else ()
        chosen = by_year(_read(documents, settings, progress))
        used = {document.name for document, _ in chosen}
        gave_way = (document.name for document in documents if document.name not in used)
        inputs = [*([InputFile(lines.name, lines.content)] if lines else []), *(_input(*pair) for pair in chosen)]
        editions = [edition for _, edition in chosen]
        return _publish(inputs, editions, settings, output_folder, decisions, (*passed_over, *gave_way))


def compare_documents(old: Path, new: Path, output_folder: Path, progress: Progress) -> Outcome:
    """Two editions, wherever they lie, compared as in `run`; they may be two documents of one year."""
    with locked(output_folder):
        settings = load_settings()
        chosen = older_first(_read([open_document(old), open_document(new)], settings, progress))
        inputs = [_input(*pair) for pair in chosen]
        return _publish(inputs, [edition for _, edition in chosen], settings, output_folder)


def read_document(file: Path, year: int | None, output_folder: Path, progress: Progress) -> Outcome:
    """One edition as records, without comparison and report; `year` overrules the file name."""
    with locked(output_folder):
        settings = load_settings()
        ((_, edition),) = older_first(_read([open_document(file, year)], settings, progress))
        files = records_files(edition, settings.vocabulary)
        require(assertions([edition], (), files))
        deliver(files, output_folder)
    return Outcome((edition,), (), tuple(files))


def _read(documents: Sequence[Document], settings: Settings, progress: Progress) -> list[tuple[Document, Edition]]:
    return [(document, _edition(document, settings, progress)) for document in documents]


def _publish(
    inputs: Sequence[InputFile],
    read_editions: Sequence[Edition],
    settings: Settings,
    output_folder: Path,
    lines: Sequence[Decision] = (),
    passed_over: tuple[str, ...] = (),
) -> Outcome:
    decisions, waiting = decide.sort_out(lines, [edition.year for edition in read_editions])
    decided = [_decided(edition, decisions, settings) for edition in read_editions]
    comparisons = _compare(decided, decisions, settings)
    editions = (decided[0], *(comparison.new for comparison in comparisons))
    questions = decide.questions(editions, comparisons)
    ran = Run(
        inputs,
        editions,
        comparisons,
        settings.ingredients,
        first_record=() if comparisons else _first_record(editions[0]),
        decisions=decisions,
        waiting=waiting,
        questions=questions,
    )
    files = render(ran, settings.vocabulary, settings.report_template)
    kept = deliver(files, output_folder)
    return Outcome(editions, comparisons, tuple(files), passed_over, kept, decisions, waiting, questions)


def _edition(document: Document, settings: Settings, progress: Progress) -> Edition:
    if document.is_records:
        return records.from_json(document.content, document.name)
    raw = read(document.content, document.name, settings.vocabulary, lambda *pages: progress(document.name, *pages))
    return normalise(raw, document.year, document.sample, settings.vocabulary)


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


def _input(document: Document, edition: Edition) -> InputFile:
    return InputFile(document.name, document.content, edition.year, edition.source.pages)
