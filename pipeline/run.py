"""The story on one screen: collect, read, normalise, reconcile, publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline import records
from pipeline.collect import Document, by_year, collect, open_document
from pipeline.model import Comparison, Edition
from pipeline.normalise import normalise
from pipeline.publish import deliver, locked, render
from pipeline.read import read
from pipeline.reconcile import reconcile
from pipeline.settings import Settings, load_settings

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the pages done and the pages in all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run read, found and wrote; `passed_over` are files of the input folder that are no catalogues."""

    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...]
    files: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def run(input_folder: Path, output_folder: Path, progress: Progress, templates: Path = TEMPLATES) -> Outcome:
    """The main job: every edition in the input folder, every consecutive pair, all outputs together.

    Raises:
        PipelineError: any foreseen condition; the last good outputs stay untouched.
    """
    with locked(output_folder):
        settings = load_settings(templates)
        documents, passed_over = collect(input_folder)
        read_in = by_year([(document, _edition(document, settings, progress)) for document in documents])
        comparisons = _compare([edition for _, edition in read_in], settings)
        files = render(read_in, comparisons, settings)
        deliver(files, output_folder)
    return Outcome(_inherited([e for _, e in read_in], comparisons), comparisons, tuple(files), passed_over)


def _edition(document: Document, settings: Settings, progress: Progress) -> Edition:
    if document.is_records:
        return records.from_json(document.content, document.name)
    raw = read(document.content, document.name, settings.vocabulary, lambda *pages: progress(document.name, *pages))
    return normalise(raw, document.year, document.sample, settings.vocabulary)


def _compare(editions: Sequence[Edition], settings: Settings) -> tuple[Comparison, ...]:
    """Each edition against the one before, which already carries its inherited uids."""
    comparisons: list[Comparison] = []
    for old, new in pairwise(editions):
        comparisons.append(reconcile(comparisons[-1].new if comparisons else old, new, settings.rules))
    return tuple(comparisons)
