"""Whatever is dropped into the input folder ends in a result or in one German line with its exit code; nothing is lost
in silence. The documents are made in `hostile/`; `make fuzz` sends them all through the program itself, and more."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from folders import contents
from hostile import Case, cases
from hostile.case import Read
from hostile.kinds import catalogue
from hostile.spoil import WAYS

from pipeline import records
from pipeline.collect import Document
from pipeline.confine import read_apart
from pipeline.errors import LimitExceeded, PipelineError
from pipeline.limits import Admission, Limits
from pipeline.model import Edition
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "tests" / "catalogues"
ALL = tuple(cases())
LIGHT = [case for case in ALL if not case.heavy]
HEAVY = [case for case in ALL if case.heavy]
SMALL_LIMITS = Limits(busy_seconds=1, seconds=20, memory=300, unpacked=32)
"""The heavy ones cost what they may; here that is little."""
THROUGH_THE_PROGRAM = (
    "2024-kind-word.pdf", "2024-bomb-content.pdf", "2024-damaged-flipped-1.pdf",
    "2024-part-no-pages.pdf", "2024-attack-control.txt",
)  # fmt: skip


def name_of(case: Case) -> str:
    return case.name


def one_line(error: PipelineError) -> None:
    """A message is one line, names the file and says what to do."""
    message = str(error)
    assert re.fullmatch(r"[^\n\x00-\x1f]*Bitte [^\n\x00-\x1f]*\.", message), message
    assert "2024-" in message


def understood(content: bytes, name: str, vocabulary: Vocabulary) -> Edition:
    """The edition, read in this process."""
    if name.endswith(".json"):
        return records.from_json(content, name)
    return normalise(read(content, name, vocabulary), 2024, sample=False, vocabulary=vocabulary)


def words(edition: Edition) -> Sequence[object]:
    """All that an edition says, wherever it stands on the page."""
    measures = [replace(measure, places=(), goal_places=(), cells=(), findings=()) for measure in edition.measures]
    return measures, edition.title, edition.fields, edition.further_measures, edition.remarks


# --- the made corpus ------------------------------------------------------------------------------------------------


def test_corpus_is_large_and_the_same_every_time() -> None:
    names = [case.name for case in ALL]
    assert len(names) == len(set(names)) >= 80
    assert all(case.make() == case.make() for case in LIGHT)


@pytest.mark.parametrize("case", LIGHT, ids=name_of)
def test_hostile_document_ends_as_it_should(case: Case, vocabulary: Vocabulary) -> None:
    try:
        found = understood(case.make(), case.name, vocabulary)
    except PipelineError as error:
        one_line(error)
        end: type[Exception] = type(error)
    else:
        end = Read
        assert not case.same or words(found) == words(whole(vocabulary))
        codes = {finding.code for finding in found.findings}
        assert not case.tells or codes & set(case.tells)
    assert issubclass(end, case.ends)


@lru_cache(1)
def whole(vocabulary: Vocabulary) -> Edition:
    """The edition of the catalogue that the hostile documents are made from."""
    return understood(catalogue(), "2024-katalog.pdf", vocabulary)


@pytest.fixture(scope="module", name="ended")
def how_the_heavy_ones_ended(vocabulary: Vocabulary) -> dict[str, Future[Edition]]:
    """Each in a process of its own, two at a time, by name."""

    def reading(case: Case) -> Edition:
        document = Document(case.name, case.make(), 2024, sample=False)
        return read_apart([document], vocabulary, SMALL_LIMITS, Admission(), lambda *_: None)[0]

    pool = ThreadPoolExecutor(2)
    return {case.name: pool.submit(reading, case) for case in HEAVY}


@pytest.mark.parametrize("case", HEAVY, ids=name_of)
def test_document_that_costs_too_much_is_ended(case: Case, ended: dict[str, Future[Edition]]) -> None:
    end: type[Exception] = Read
    try:
        ended[case.name].result(timeout=120)
    except PipelineError as error:
        one_line(error)
        end = type(error)
    assert issubclass(end, (*case.ends, LimitExceeded))


@pytest.mark.parametrize("name", THROUGH_THE_PROGRAM)
def test_program_ends_with_one_line_and_its_code(name: str, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == name)
    (tmp_path / name).write_bytes(case.make())
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "read", str(tmp_path / name), "-o", str(tmp_path / "out")],
        cwd=ROOT, capture_output=True, timeout=60, check=False, encoding="utf-8",
    )  # fmt: skip
    codes = [end.exit_code for end in case.ends]
    assert done.returncode in codes
    assert done.stderr.count("\n") == (0 if done.returncode == 0 else 1)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", done.stdout + done.stderr)
    assert bool(contents(tmp_path / "out")) == (done.returncode == 0)


# --- what was found ---


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "hostile" / "found").glob("*.pdf")), ids=lambda path: path.name
)
def test_what_fuzzing_found_once_is_never_silently_wrong_again(path: Path, vocabulary: Vocabulary) -> None:
    """The name ends in that of the catalogue that was spoilt."""
    good = next(each for each in sorted(CATALOGUES.glob("*.pdf")) if path.name.endswith(f"-{each.name}"))
    whole = understood(good.read_bytes(), "2024-katalog.pdf", vocabulary)
    try:
        spoilt = understood(path.read_bytes(), "2024-katalog.pdf", vocabulary)
    except PipelineError as error:
        one_line(error)
    else:
        assert words(spoilt) == words(whole) or set(spoilt.findings) - set(whole.findings)


# --- chance ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", WAYS, ids=lambda way: str(way.__name__))
def test_spoilt_catalogue_is_refused_or_says_the_same_or_says_that_it_may_not(
    spoil: Callable[[bytes, Random], bytes], vocabulary: Vocabulary
) -> None:
    content, chance = catalogue(), Random(spoil.__name__)
    good = understood(content, "2024-katalog.pdf", vocabulary)
    refusals = 0
    for count in range(40):
        try:
            spoilt = understood(spoil(content, chance), "2024-katalog.pdf", vocabulary)
        except PipelineError as error:
            one_line(error)
            refusals += 1
        else:
            assert words(spoilt) == words(good) or set(spoilt.findings) - set(good.findings), f"number {count}"
    assert refusals > 10
