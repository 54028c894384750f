"""Each document is read in a process of its own; whatever becomes of it is one line, and nothing is left behind."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pikepdf
import pytest

from pipeline.collect import Document
from pipeline.confine import child, messages, read_apart, show_apart, supervise
from pipeline.errors import LimitExceeded, NotACatalogue, PipelineError, ReaderFailed
from pipeline.excerpts import Excerpts, NotShown, Picture
from pipeline.limits import Admission, Limits
from pipeline.model import Edition, Place
from pipeline.normalise import normalise
from pipeline.read import read, show
from pipeline.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "tests" / "catalogues" / "2025-beispielkreis-office-dashed-centred.pdf"
TEXT = (
    "Maßnahmenkatalog Beispielstadt\nHandlungsfeld „Wohnen“\nZiele Nr. Maßnahmen Akteure Status\nWohnraum sichern\n"
    "1 Ausbau der Beratung für Mieterinnen und\nMieter\nWohnungsamt\nWird fortgesetzt\n"
    "2 Werbung für die Wiedervermietungsprämie\nWohnungsamt\nWird fortgesetzt\n"
)
AS_FOUND = Admission()
PLACES = (Place(1, lines=(5, 7)), Place(1, (56.5, 120.1, 700.0, 180.3)))
TAKE = "import os, sys; sys.stdin.buffer.read(); "
"""Takes the request in, as the reading process does."""
RESTRICTED = (
    "import sys; sys.path.insert(0, sys.argv[1]); from pipeline.confine import messages, restrict; "
    "request = messages.Request.from_line(sys.stdin.buffer.readline()); "
    "restrict.restrict(request.limits, request.parent); "
)
"""Takes the request in and is bound by its limits."""

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


def silent(*_: object) -> None:
    """No progress display."""


def document(name: str, content: bytes) -> Document:
    return Document(name, content, int(name[:4]), sample=False)


def text(year: int = 2024, content: str = TEXT) -> Document:
    return document(f"{year}-katalog.txt", content.encode())


def read_one(vocabulary: Vocabulary, limits: Limits = Limits(), of: Document | None = None) -> Edition:  # noqa: B008
    return read_apart([of or text()], vocabulary, limits, AS_FOUND, silent)[0]


def shown(limits: Limits = Limits(), of: Document | None = None) -> Excerpts | NotShown:  # noqa: B008
    return show_apart([(of or text(), PLACES)], limits, AS_FOUND)[0]


def excerpts(of: Excerpts | NotShown) -> Excerpts:
    assert not isinstance(of, NotShown)
    return of


def reason(of: Excerpts | NotShown) -> str:
    assert isinstance(of, NotShown)
    return of.reason


def answers(*lines: str) -> str:
    """A program that takes the request in and answers these lines."""
    return TAKE + "".join(f"os.write(1, {(line + chr(10)).encode()!r}); " for line in lines)


def children() -> list[int]:
    """Living or unburied processes that this one started."""
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(child) for child in task.read_text().split()] if task.exists() else []


def becomes(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let another program be started in place of the reading process."""
    monkeypatch.setattr(supervise, "_PROGRAM", program)


# --- what goes well -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [CATALOGUE.name, "2023-massnahmenkatalog.txt"])
def test_edition_is_the_one_that_would_be_read_here(name: str, vocabulary: Vocabulary) -> None:
    content = (CATALOGUE.parent / name).read_bytes()
    here = normalise(read(content, name, vocabulary), int(name[:4]), sample=False, vocabulary=vocabulary)
    there = read_one(vocabulary, of=document(name, content))
    assert [measure.text for measure in there.measures] == [measure.text for measure in here.measures]
    assert (there.findings, there.ledger, there.source) == (here.findings, here.ledger, here.source)


def test_editions_come_in_the_order_of_their_documents(vocabulary: Vocabulary) -> None:
    documents = [document(f"{year}-katalog.pdf", CATALOGUE.read_bytes()) for year in (2025, 2021)]
    documents[1:1] = [text(2024), text(2022)]
    found = read_apart(documents, vocabulary, Limits(), AS_FOUND, silent)
    assert [edition.year for edition in found] == [2025, 2024, 2022, 2021]


def test_progress_is_told_in_the_thread_that_asked(vocabulary: Vocabulary) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(name: str, done: int, total: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append((name, done, total))

    read_apart([document(CATALOGUE.name, CATALOGUE.read_bytes())], vocabulary, Limits(), AS_FOUND, tell)
    assert told == [(CATALOGUE.name, 1, 2), (CATALOGUE.name, 2, 2)]


def test_request_arrives_as_it_was_sent(vocabulary: Vocabulary) -> None:
    for task in (messages.Reading(2024, sample=True, vocabulary=vocabulary), messages.Showing((*PLACES, Place(3)))):
        sent = messages.Request.about(text(), task, Limits(seconds=3), Admission("Ge\nheim", accept_damaged=True))
        assert sent.line().count(b"\n") == 1
        assert messages.Request.from_line(sent.line()) == sent


def test_document_as_printed_is_gone_while_its_records_are_made(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Printed:
        """Stands for what was read."""

    def reads(*_: object) -> Printed:
        raw = Printed()
        made.append(ref(raw))
        return raw

    def makes_records(raw: Printed, *_: object) -> None:
        del raw
        kept.append(made[0]() is not None)
        raise NotACatalogue("")

    made: list[ref[Printed]] = []
    kept: list[bool] = []
    monkeypatch.setattr(child, "read", reads)
    monkeypatch.setattr(child, "normalise", makes_records)
    task = messages.Reading(2024, sample=False, vocabulary=vocabulary)
    with pytest.raises(NotACatalogue):
        child._edition(messages.Request.about(text(), task, Limits(), AS_FOUND), task, (b"", b""), silent)
    assert kept == [False]


# --- what goes wrong ------------------------------------------------------------------------------------------------


def test_error_of_the_first_document_counts_whichever_fails_first(vocabulary: Vocabulary) -> None:
    slow = document("2023-katalog.pdf", CATALOGUE.read_bytes()[:-2000])
    with pytest.raises(PipelineError, match="2023-katalog"):
        read_apart([slow, text(2024, "Rechnung\n"), text(2025, "")], vocabulary, Limits(), AS_FOUND, silent)


def test_what_the_reader_found_wrong_keeps_its_class_and_words(vocabulary: Vocabulary) -> None:
    with pytest.raises(NotACatalogue, match=r"„2024-katalog\.txt“ .*Bitte"):
        read_one(vocabulary, of=text(content="Rechnung\n1 Stuhl\n"))


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (TAKE, "den Absturz 0"),
        (TAKE + "os._exit(7)", "den Absturz 7"),
        (TAKE + "print('Traceback')", "eine unverständliche Antwort"),
        (TAKE + "print('[' * 9000)", "eine unverständliche Antwort"),
        (TAKE + "os.write(1, bytes(range(256)) * 99)", "eine unverständliche Antwort"),
        (TAKE + 'print(\'{"pages": [1, "x"]}\')', "eine unverständliche Antwort"),
        (TAKE + "print('{\"answer\": true}')", "unvollständige Datensätze"),
        (TAKE + 'print(\'{"answer": true}\\n{"edition": 1}\')', "unvollständige Datensätze"),
        (TAKE + 'print(\'{"answer": true}\\n\' + "[" * 10**6)', "unvollständige Datensätze"),
        (TAKE + 'print(\'{"refused": ["SystemExit", "weg"]}\')', "den Fehler SystemExit"),
        ("import os; os.close(0); os._exit(3)", "den Absturz 3"),
        ("kein Python", "den Absturz 1"),
    ],
)
def test_reader_that_dies_or_talks_nonsense_is_one_line(
    program: str, told: str, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, program)
    with pytest.raises(ReaderFailed) as caught:
        read_one(vocabulary)
    message = str(caught.value)
    assert told in message
    assert re.fullmatch(r"[^\n]*„2024-katalog\.txt“[^\n]*: Bitte [^\n]*\.", message)
    assert children() == []


def test_where_the_reader_failed_comes_along_for_debugging_only(vocabulary: Vocabulary) -> None:
    broken = document("2024-katalog.pdf", b"%PDF-1.7\n" + b"x" * 500)
    with pytest.raises(PipelineError) as caught:
        read_one(vocabulary, of=broken)
    (note,) = caught.value.__notes__
    assert "read/structure/examine.py" in note.replace(os.sep, "/")
    assert "\n" not in str(caught.value)


def test_trace_without_end_is_no_answer(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(monkeypatch, TAKE + 'print(\'{"trace": "x"}\\n\' * 201)')
    with pytest.raises(ReaderFailed, match="eine unverständliche Antwort"):
        read_one(vocabulary)


def test_limit_that_was_met_on_the_way_says_what_should_do(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, TAKE + "print('{\"pages\": [100, 1000]}', flush=True); os._exit(82)")
    with pytest.raises(LimitExceeded) as caught:
        read_one(vocabulary, Limits(busy_seconds=12, seconds=60))
    assert "braucht zu lange (nach 100 von 1000 Seiten)" in str(caught.value)
    assert "den Wert „rechenzeit“ auf 360 und „wartezeit“ auf 360 erhöhen" in str(caught.value)


@needs_signals
def test_crash_of_a_library_is_one_line(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(monkeypatch, TAKE + f"os.kill(os.getpid(), {signal.SIGSEGV:d})")
    with pytest.raises(ReaderFailed, match=f"Absturz -{signal.SIGSEGV:d}"):
        read_one(vocabulary)


def test_records_of_another_file_are_refused(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Document, "sha256", property(lambda _: "0" * 64))
    with pytest.raises(ReaderFailed, match="die Datensätze einer anderen Datei"):
        read_one(vocabulary)


@pytest.mark.parametrize(
    ("program", "limits", "line"),
    [
        ("import time; time.sleep(60)", Limits(seconds=1), "wartezeit"),
        (TAKE + "os.close(1); import time; time.sleep(60)", Limits(seconds=1), "wartezeit"),
        (RESTRICTED + "\nwhile True: pass", Limits(busy_seconds=1), "rechenzeit"),
        (RESTRICTED + "x = 'x' * 2**28; import time; time.sleep(9)", Limits(memory=200), "arbeitsspeicher"),
        (TAKE + "print('{\"answer\": true}')\nwhile True: print('x' * 10**5)", Limits(answer=1), "ergebnis"),
    ],
)
def test_limit_ends_the_reader_and_names_the_line_to_change(
    program: str, limits: Limits, line: str, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, program)
    began = time.monotonic()
    with pytest.raises(LimitExceeded, match=rf"„2024-katalog\.txt“.*: Bitte.*grenzen\.csv den Wert „{line}“"):
        read_one(vocabulary, limits)
    assert time.monotonic() - began < 50  # what waits would wait for 60
    assert children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_memory_that_is_asked_for_at_once_is_never_given(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, RESTRICTED + "\ntry: bytearray(2**33)\nexcept MemoryError: import os; os._exit(81)")
    with pytest.raises(LimitExceeded, match="arbeitsspeicher"):
        read_one(vocabulary, Limits(memory=200))


def test_more_measures_than_allowed_are_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(LimitExceeded, match=r"enthält 2 Maßnahmen.*„massnahmen“"):
        read_one(vocabulary, Limits(measures=1))


# --- what a document shows -------------------------------------------------------------------------------------------


def test_pictures_and_lines_are_those_that_would_be_cut_out_here() -> None:
    pdf = document(CATALOGUE.name, CATALOGUE.read_bytes())
    places = (Place(1), Place(2), *PLACES)
    pictures, lines = show_apart([(pdf, places), (text(), places)], Limits(), AS_FOUND)
    assert (pictures, lines) == tuple(show(each.content, places) for each in (pdf, text()))
    assert isinstance(excerpts(pictures)[Place(2)], Picture)
    assert str(excerpts(lines)[PLACES[0]]).startswith("1 Ausbau")


def test_documents_are_shown_in_their_order_and_always_alike() -> None:
    pdf, places = document(CATALOGUE.name, CATALOGUE.read_bytes()), [Place(2), Place(1), *PLACES]
    wanted = [(pdf, places), (text(2023), places), (pdf, places[::-1]), (text(2024, "eins\n"), [Place(1)])]
    found = show_apart(wanted, Limits(), AS_FOUND)
    assert list(excerpts(found[0]).items()) == list(excerpts(found[2]).items())
    assert found[3] == {Place(1): "eins"}
    assert found == show_apart(wanted, Limits(), AS_FOUND)


def test_document_that_cannot_be_drawn_takes_nothing_from_the_others() -> None:
    broken = document("2023-katalog.pdf", b"%PDF-1.7 no more than that")
    found = show_apart([(broken, PLACES), (text(), PLACES)], Limits(), AS_FOUND)
    assert re.fullmatch(
        r"„2023-katalog\.pdf“ ließ sich lesen, aber nicht zeichnen; [^\n]*: Bitte .*\.", reason(found[0])
    )
    assert excerpts(found[1])


def test_document_without_places_shows_nothing_and_fails_nothing() -> None:
    assert show_apart([(text(), [])], Limits(), AS_FOUND) == [{}]


PNG = b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (20).to_bytes(4, "big") + (10).to_bytes(4, "big")).decode()


def test_answer_of_the_drawing_process_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(
        monkeypatch, answers('{"pages": [1, 2]}', '{"answer": true}', f'[["{PNG}", 20, 10, 0.0, 1.5, 10.0, 6.5], null]')
    )
    assert shown() == {PLACES[0]: Picture(b64decode(PNG), 20, 10, (0.0, 1.5, 10.0, 6.5))}


def test_reason_of_the_drawing_process_stays_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(monkeypatch, answers(r'{"refused": ["InputUnreadable", "Keine\nBilder\r\n  heute."]}'))
    assert reason(shown()) == "Keine Bilder heute."


@pytest.mark.parametrize(
    "result",
    [
        "",
        "{}",
        "7",
        "[]",
        "[null]",
        "[null, null, null]",
        "[null, 7]",
        "[null, {}]",
        r'[null, "\ud800"]',
        "[null, [1, 2, 3]]",
        f'[null, ["{PNG}", 20]]',
        f'[null, ["{PNG}", 20, 10]]',
        f'[null, ["{PNG}", 20, 11, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", -20, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", {10**30}, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", {"9" * 5000}, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", 20.0, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}!", 20, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", 20, 10, 0.0, 0.0, NaN, 5.0]]',
        f'[null, ["{PNG}", 20, 10, 0.0, 0.0, Infinity, 5.0]]',
        f'[null, ["{PNG}", 20, 10, 0.0, 9.0, 10.0, 5.0]]',
        f'[null, ["{PNG}", 20, 10, 0.0, 0.0, 10.0, "5"]]',
        '[null, ["<svg onload=x>", 20, 10, 0.0, 0.0, 10.0, 5.0]]',
        f'[null, ["{b64encode(b"GIF89a" * 9).decode()}", 20, 10, 0.0, 0.0, 10.0, 5.0]]',
        "[" * 50_000,
        '[null, "zu',
        "\x00\xff",
    ],
)
def test_pictures_that_are_none_are_one_line(result: str, monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(monkeypatch, answers('{"answer": true}', result))
    told = reason(shown())
    assert re.fullmatch(
        r"Beim Zeichnen von „2024-katalog\.txt“ gab es unvollständige Bilder; die Bilder [^\n]*: Bitte [^\n]*\.", told
    )
    assert children() == []


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (TAKE + "os._exit(7)", "den Absturz 7"),
        (answers("PDFium: assertion failed"), "eine unverständliche Antwort"),
        (answers('{"answer": true}', "[null, null]") + "os._exit(9)", "den Absturz 9"),
        (answers('{"refused": ["MemoryErr", "weg"]}'), "den Fehler MemoryErr"),
        pytest.param(TAKE + f"os.kill(os.getpid(), {signal.SIGSEGV:d})", "den Absturz -11", marks=needs_signals),
    ],
)
def test_crash_while_drawing_is_one_line_and_fails_nothing(
    program: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, program)
    assert f"Beim Zeichnen von „2024-katalog.txt“ gab es {told}; die Bilder daraus fehlen" in reason(shown())
    assert children() == []


@pytest.mark.parametrize(
    ("program", "limits", "line"),
    [
        ("import time; time.sleep(60)", Limits(seconds=1), "wartezeit"),
        (RESTRICTED + "\nwhile True: pass", Limits(busy_seconds=1), "rechenzeit"),
        (RESTRICTED + "x = 'x' * 2**28; import time; time.sleep(9)", Limits(memory=200), "arbeitsspeicher"),
        (answers('{"answer": true}') + "\nwhile True: os.write(1, b'x' * 10**5)", Limits(answer=1), "ergebnis"),
    ],
)
def test_limit_ends_the_drawing_and_names_the_line_to_change(
    program: str, limits: Limits, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    becomes(monkeypatch, program)
    began = time.monotonic()
    assert re.search(rf"das Zeichnen wurde beendet.*: Bitte.*den Wert „{line}“", reason(shown(limits)))
    assert time.monotonic() - began < 50  # what waits would wait for 60
    assert children() == []


def test_password_opens_the_document_to_be_drawn_and_is_told_to_nobody(tmp_path: Path) -> None:
    with pikepdf.open(CATALOGUE) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="Geheim ß", owner="x"))
    locked = document("2025-locked.pdf", (tmp_path / "locked.pdf").read_bytes())
    (opened,) = show_apart([(locked, [Place(1)])], Limits(), Admission("Geheim ß"))
    assert excerpts(opened)
    (shut,) = show_apart([(locked, [Place(1)])], Limits(), Admission("Falsch ß"))
    assert "Falsch" not in reason(shut)


# --- nothing is left behind -----------------------------------------------------------------------------------------


@needs_signals
def test_ctrl_c_ends_the_readers_at_once(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    becomes(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            read_apart([text(2023), text(2024), text(2025)], vocabulary, Limits(), AS_FOUND, silent)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 50
    assert children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_readers_of_a_run_that_was_killed_end_by_themselves() -> None:
    marker = f"waits-{os.getpid()}"
    program = (
        "import sys; from pipeline.confine import supervise, read_apart; from pipeline.limits import *; "
        "from pipeline.collect import Document; from pipeline.word_lists import load_vocabulary; "
        f"supervise._PROGRAM = {RESTRICTED + f'import time; {marker!r}; time.sleep(60)'!r}; "
        "from pathlib import Path; words = load_vocabulary(Path('templates')); "
        "read_apart([Document('2024.txt', b'x', 2024, False)], words, Limits(), Admission(), print)"
    )
    run = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    until(lambda: len(called(marker)) == 2)
    run.kill()
    run.wait()
    until(lambda: not called(marker))


def called(marker: str) -> list[str]:
    """Processes with these letters in their command line."""
    return [path.parent.name for path in Path("/proc").glob("[0-9]*/cmdline") if marker.encode() in contents(path)]


def contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
