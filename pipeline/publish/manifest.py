"""`lauf.json`: what a run was made from, what it wrote, and the sums that came out; same input, same bytes.

The seal over the whole file shows a later edit of the manifest itself. It is a checksum, not a signature.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline import __version__
from pipeline.decisions import Decision, Offer, Question
from pipeline.excerpts import Excerpts, NotShown
from pipeline.model import Change, Comparison, Edition
from pipeline.publish.check import Assertion, new_parts, old_parts
from pipeline.records import finding_to_json, signature_to_json
from pipeline.spreadsheet import cells_of
from pipeline.vocabulary import Vocabulary

Json = dict[str, Any]

FILE = "lauf.json"
FORMAT = 1
SEAL = "seal"
APPLIED, WAITING = "applied", "not needed in this run"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a run read: its name without folder; `year` and `pages` of the edition made from it."""

    name: str
    content: bytes
    year: int | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """All that went into a run.

    `ingredients` are the lock and the files under templates/ (path in the project → bytes), `settings` whatever of
    the command line changes a result. The editions carry their inherited uids. A single edition brings its
    `first_record`, the change log that has nothing to compare with. `excerpts` are, edition by edition, what can be
    shown of the document at its places, or why nothing can. `unused` are the other names in the input folder, None
    where there is none because the documents were named one by one.
    `decisions` were applied, `waiting` are about editions that are not there; `questions` are left open,
    `offers` all that could be decided.
    """

    inputs: Sequence[InputFile]
    editions: Sequence[Edition]
    comparisons: Sequence[Comparison] = ()
    ingredients: Mapping[str, bytes] = field(default_factory=dict)
    settings: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    first_record: Sequence[Change] = ()
    unused: Sequence[str] | None = None
    excerpts: Sequence[Excerpts | NotShown] = ()
    decisions: Sequence[Decision] = ()
    waiting: Sequence[Decision] = ()
    questions: Sequence[Question] = ()
    offers: Sequence[Offer] = ()


def manifest(run: Run, vocabulary: Vocabulary, outputs: Mapping[str, bytes], checks: Iterable[Assertion]) -> bytes:
    """The manifest as UTF-8 JSON; `outputs` are all other files of the run (path in the output folder → bytes)."""
    return sealed(
        {
            "format": FORMAT,
            "program": {"version": __version__},
            "sample": any(edition.sample for edition in run.editions),
            "damaged": any(edition.source.damaged for edition in run.editions),
            "recognised": any(edition.source.recognised for edition in run.editions),
            "settings": dict(sorted(run.settings.items())),
            "ingredients": [fingerprint(name, content) for name, content in sorted(run.ingredients.items())],
            "inputs": [
                fingerprint(each.name, each.content) | {"year": each.year, "pages": each.pages}
                for each in sorted(run.inputs, key=lambda each: (each.year or 0, each.name, each.content))
            ],
            "unused": None if run.unused is None else sorted(run.unused),
            "outputs": [output(name, content) for name, content in sorted(outputs.items())],
            "editions": [
                counts(edition)
                | {"implemented": sum(vocabulary.code(measure.status).implemented for measure in edition.measures)}
                for edition in run.editions
            ],
            "comparisons": [_comparison(comparison) for comparison in run.comparisons],
            "decisions": [
                _decision(each, effect)
                for effect, lines in ((APPLIED, run.decisions), (WAITING, run.waiting))
                for each in lines
            ],
            "questions": len(run.questions),
            "assertions": [_assertion(check) for check in checks],
        }
    )


def fingerprint(name: str, content: bytes) -> Json:
    """A file by name, SHA-256 and size in bytes."""
    return {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def output(name: str, content: bytes) -> Json:
    """A written file by name, SHA-256 and size, a CSV with its rows (without the column names)."""
    rows = {"rows": len(cells_of(content)) - 1} if name.endswith(".csv") else {}
    return fingerprint(name, content) | rows


def counts(edition: Edition) -> Json:
    """What an edition holds, and where its printed characters went."""
    return {
        "year": edition.year,
        "title": edition.title,
        "sample": edition.sample,
        "damaged": edition.source.damaged,
        "recognised": edition.source.recognised,
        "fields_of_action": len(edition.fields),
        "measures": len(edition.measures),
        "further_measures": len(edition.further_measures),
        "by_status": _counted(measure.status for measure in edition.measures),
        "findings": _counted(finding.severity for finding in edition.findings),
        "ledger": asdict(edition.ledger) | {"closes": edition.ledger.closes},
    }


def sealed(document: Json) -> bytes:
    """The document as JSON with a checksum over all of it as its last entry."""
    return _render(document | {SEAL: hashlib.sha256(_render(document)).hexdigest()})


def unsealed(content: bytes) -> Json:
    """The document of a sealed file.

    Raises:
        ValueError: not JSON, or not the bytes that were sealed.
    """
    document = json.loads(content)
    if isinstance(document, dict) and document.pop(SEAL, None) and sealed(document) == content:
        return document
    raise ValueError("not as it was sealed")


def _render(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _comparison(comparison: Comparison) -> Json:
    old, new = asdict(old_parts(comparison.links)), asdict(new_parts(comparison.links))
    return {
        "old": {"year": comparison.old.year, "dropped": old.pop("apart")} | old,
        "new": {"year": comparison.new.year, "new": new.pop("apart")} | new,
        "links": _counted(link.relation for link in comparison.links),
        "changes": _counted(change.kind for change in comparison.changes),
        "findings": [finding_to_json(finding) for finding in comparison.findings],
    }


def _decision(decision: Decision, effect: str) -> Json:
    choice = decision.choice
    return {
        "line": decision.line,
        "effect": effect,
        "kind": choice.kind.value,
        "about": asdict(choice.about),
        "other": asdict(choice.other) if choice.other else None,
        "feature": choice.feature,
        "read": choice.read,
        "right": choice.right,
        "finding": choice.finding,
    } | signature_to_json(decision.signature)


def _assertion(check: Assertion) -> Json:
    return {"name": check.name, "expected": check.expected, "actual": check.actual, "ok": check.ok}


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(map(str, words)).items()))
