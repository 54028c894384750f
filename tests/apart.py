"""Spoilt documents read one after another, each in a bounded child of this process that has everything loaded already.

A document costs what reading it costs, not the start of a Python: thousands can be tried. Linux and macOS only.
"""

import os
import signal
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.confine.restrict import OUT_OF_MEMORY, OUT_OF_TIME, restrict
from pipeline.errors import LimitExceeded, PipelineError
from pipeline.limits import LIMITS
from pipeline.model import Edition, Finding, Place
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.word_lists import load_vocabulary

WORDS = load_vocabulary(Path(__file__).parent.parent / "templates")
SAME, MOVED, TOLD = "gleich", "gleich, verschoben", "anders, mit Befund"
SILENT, CRASH = "STILL ANDERS", "ABSTURZ"
WRONG = (SILENT, CRASH)
"""How no document may end."""
_MOVED, _TOLD, _SILENT = 101, 102, 103
_CODES = {each.exit_code: each.__name__ for each in PipelineError.__subclasses__()}
_ENDS = _CODES | {0: SAME, _MOVED: MOVED, _TOLD: TOLD, _SILENT: SILENT}
_ENDS |= dict.fromkeys((OUT_OF_TIME, OUT_OF_MEMORY), LimitExceeded.__name__)


def edition(content: bytes) -> Edition:
    """The edition, read in this process."""
    return normalise(read(content, "2024-katalog.pdf", WORDS), 2024, sample=False, vocabulary=WORDS)


def said(found: Edition) -> Edition:
    """All that an edition says, with every place, but for the file it was read from and what was found about it."""
    return replace(found, source=None, findings=())  # type: ignore[arg-type] # never looked at


def on_pages(found: Edition) -> Edition:
    """What an edition says, with the pages but not the boxes: a changed width of a letter moves what is shown, too."""
    measures = (
        replace(
            each,
            places=_pages(each.places),
            goal_places=_pages(each.goal_places),
            cells=tuple((feature, _pages(places)) for feature, places in each.cells),
        )
        for each in found.measures
    )
    elsewhere = tuple((text, _pages(places)) for text, places in found.text_places)
    return replace(said(found), measures=tuple(measures), text_places=elsewhere)


def tells(new: Iterable[Finding], found: Edition, good: Edition) -> bool:
    """Whether a new finding is about what differs: its measure, its page, or the document as a whole."""
    ours, theirs = set(on_pages(good).measures), set(on_pages(found).measures)
    measures = ours ^ theirs
    numbers = {each.number for each in measures}
    pages = {place.page for each in measures for place in each.places}
    pages |= {place.page for _, places in {*good.text_places} ^ {*found.text_places} for place in places}
    pages |= {page for line in {*good.furniture} ^ {*found.furniture} for page in line.pages}
    return any(
        finding.page in pages or finding.measure in numbers or (finding.page is None and finding.measure is None)
        for finding in new
    )


def _pages(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(Place(place.page, None, place.lines) for place in places)


def ending(content: bytes, good: Edition) -> str:
    """What becomes of a spoilt document whose whole one is `good`: one of the words above, or the name of an error."""
    if child := os.fork():
        return _ENDS.get(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), CRASH)
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        restrict(LIMITS, os.getppid())
        code = _code(content, good)
    except PipelineError as error:
        code = error.exit_code
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _code(content: bytes, good: Edition) -> int:
    found = edition(content)
    if said(found) == said(good):
        return 0
    if tells(set(found.findings) - set(good.findings), found, good):
        return _TOLD
    return _MOVED if on_pages(found) == on_pages(good) else _SILENT
