"""Two processes read what one reads, and whatever befalls the second befalls the first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.confine.halves import in_halves
from pipeline.errors import InputUnreadable
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.read.page import Page
from pipeline.read.pages import PageRead
from pipeline.vocabulary import load

ROOT = Path(__file__).parent.parent
WORDS = load(ROOT / "templates")
CATALOGUES = sorted((ROOT / "tests" / "catalogues").glob("2023-*.pdf"))
COUNT = 6
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="there are no forks elsewhere"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def page(number: int) -> PageRead:
    return told_page(number, f"Seite {number}")


def told_page(number: int, printed: str) -> PageRead:
    shown = Page(number, 100, 100, (), ())
    return PageRead(shown, printed, None, (), is_scan=False, unread=(), over_picture=False)


def part(first: int, last: int) -> Iterator[PageRead]:
    return map(page, range(first, last + 1))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_catalogue_is_the_same_read_by_one_process_or_two(path: Path) -> None:
    content = path.read_bytes()
    one, two = read(content, path.name, WORDS), read(content, path.name, WORDS, in_halves)
    assert one == two
    assert normalise(one, 2023, False, WORDS) == normalise(two, 2023, False, WORDS)


@pytest.mark.parametrize("count", [1, 3, 4, 5, 41, 100])
def test_every_page_comes_once_and_in_its_order(count: int) -> None:
    assert [read.printed for read in in_halves(part, count)] == [f"Seite {number}" for number in range(1, count + 1)]


def test_pages_are_read_by_two_processes() -> None:
    def told(first: int, last: int) -> Iterator[PageRead]:
        for number in range(first, last + 1):
            yield told_page(number, str(os.getpid()))

    first, *_, last = in_halves(told, COUNT)
    assert (first.printed == str(os.getpid()), last.printed == str(os.getpid())) == (True, False)


def test_error_of_the_second_half_is_raised_behind_the_pages_before_it() -> None:
    def broken(first: int, last: int) -> Iterator[PageRead]:
        for number in range(first, last + 1):
            if number == COUNT:
                raise InputUnreadable("Seite 6 ist zerstört.")
            yield page(number)

    seen: list[int] = []
    with pytest.raises(InputUnreadable, match=r"Seite 6 ist zerstört\.") as raised:
        seen.extend(read.page.number for read in in_halves(broken, COUNT))
    assert seen == [1, 2, 3, 4, 5]
    assert "in broken" in "".join(raised.value.__notes__)


def test_lack_of_memory_in_the_second_half_is_one_of_the_whole() -> None:
    def hungry(first: int, last: int) -> Iterator[PageRead]:
        for number in range(first, last + 1):
            if number == COUNT:
                raise MemoryError
            yield page(number)

    with pytest.raises(MemoryError):
        list(in_halves(hungry, COUNT))


@pytest.mark.parametrize("fatal", [signal.SIGSEGV, signal.SIGXCPU])
def test_signal_that_ends_the_second_half_ends_the_process(fatal: int) -> None:
    program = (
        "import os, sys; sys.path[:0] = ['.', 'tests']; from test_halves import *\n"
        f"def deadly(first, last):\n"
        f"    if first > 1: os.kill(os.getpid(), {int(fatal)})\n"
        f"    yield from part(first, last)\n"
        f"list(in_halves(deadly, COUNT))"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert ended.returncode == -fatal


def test_fork_does_not_outlive_a_reader_that_gives_up(tmp_path: Path) -> None:
    born = tmp_path / "pid"

    def endless(first: int, last: int) -> Iterator[PageRead]:
        if first > 1:
            born.write_text(str(os.getpid()))
            signal.pause()
        yield from part(first, last)

    pages = in_halves(endless, COUNT)
    next(pages)
    while not (born.exists() and born.read_text()):
        time.sleep(0.01)
    fork = int(born.read_text())
    del pages
    with pytest.raises(ProcessLookupError):
        os.kill(fork, 0)
