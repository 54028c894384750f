"""The command line as its users meet it: one German line for every error, an exit code of the README, no traceback."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from folders import contents

from pipeline import __version__, cli
from pipeline.cli import main
from pipeline.errors import PipelineError
from pipeline.lock import locked

ROOT = Path(__file__).parent.parent
SAMPLE = (
    "Maßnahmenkatalog Beispielstadt\nHandlungsfeld „Wohnen“\nZiele Nr. Maßnahmen Akteure Status\nWohnraum sichern\n"
    "1 Ausbau der Beratung für Mieterinnen und\nMieter\nWohnungsamt\n{status}\n"
    "2 Werbung für die Wiedervermietungsprämie\nWohnungsamt\nWird fortgesetzt\n"
)
README_CODES = {
    int(code) for code in re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
}


@pytest.fixture(name="here", autouse=True)
def a_folder_to_work_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with `input/` of two small editions."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "input").mkdir()
    for year, status in ((2023, "In Planung für 2024"), (2024, "Abgeschlossen")):
        text = SAMPLE.replace("{status}", status)
        (tmp_path / "input" / f"{year}-katalog.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(name="program")
def it_runs_as_a_program(here: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The program as a process of its own, its output in pipes."""

    def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments],
            cwd=here,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return call


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    """The one line with which a call fails."""
    assert exit_code(*arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Fehler: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert "Bitte" in err or code == 130
    assert not re.search(r"Traceback|None|\[Errno|\bthe\b|argument|file\b", err)
    assert code in README_CODES
    return err


def exit_code(*arguments: str) -> int | str | None:
    try:
        return main(arguments)
    except SystemExit as stopped:
        return stopped.code


# --- what goes well -------------------------------------------------------------------------------------------------


def test_run_takes_input_and_output_of_the_working_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[:4] == [
        "Gelesen:",
        "  2023  2023-katalog.txt: 1 Seite, 2 Maßnahmen",
        "  2024  2024-katalog.txt: 1 Seite, 2 Maßnahmen",
        "Gefunden (2023 → 2024):",
    ]
    assert "  1 Statuswechsel (1 Fortschritt)" in out.splitlines()
    assert err == ""
    assert (here / "output" / "Fortschrittsbericht_2024.docx").is_file()


def test_every_file_written_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", "--output", "Ergebnisse für Müller"])
    listed = capsys.readouterr().out.split("Geschrieben nach Ergebnisse für Müller:\n")[1].splitlines()
    assert sorted(line.strip() for line in listed) == sorted(contents(here / "Ergebnisse für Müller"))


def test_read_gives_the_records_of_one_document(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("input/2023-katalog.txt", "ohne Jahr.txt")
    assert main(["read", "ohne Jahr.txt", "--year", "2019", "-o", "gelesen"]) == 0
    assert sorted(contents(here / "gelesen")) == ["katalog.json", "massnahmen.csv"]
    assert json.loads((here / "gelesen" / "katalog.json").read_bytes())["edition"]["year"] == 2019
    assert "Gefunden" not in capsys.readouterr().out


def test_compare_takes_documents_from_anywhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "alt").mkdir()
    shutil.move("input/2023-katalog.txt", "alt/katalog-2023.txt")
    assert main(["compare", "alt/katalog-2023.txt", "input/2024-katalog.txt", "-o", "beides"]) == 0
    assert (here / "beides" / "Aenderungsprotokoll_2023-2024.csv").is_file()
    assert "Gefunden (2023 → 2024):" in capsys.readouterr().out


def test_verify_confirms_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    capsys.readouterr()
    assert main(["verify", "output"]) == 0
    assert main(["verify", "output", "--input", "input"]) == 0
    assert capsys.readouterr().out.count("Unverändert: ") == 2


def test_help_and_version_are_german(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--help"],
        ["run", "--help"],
        ["read", "-h"],
        ["compare", "-h"],
        ["verify", "-h"],
        ["--version"],
    ):
        with pytest.raises(SystemExit, match="0"):
            main(arguments)
    out = capsys.readouterr().out
    assert f"Maßnahmen-Pipeline {__version__}" in out
    assert not re.search(r"usage|options|arguments|show|exit", out)


# --- what goes wrong: every exit code of the README -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "es fehlt: BEFEHL"),
        (["fortschritt"], "den Befehl „fortschritt“ gibt es nicht"),
        (["read"], "es fehlt: DATEI, -o/--output"),
        (["read", "x.pdf", "-o"], "hinter -o/--output fehlt die Angabe"),
        (["read", "x.pdf", "--year", "MMXX", "-o", "y"], "--year: „MMXX“ ist kein Jahr von 2000 bis 2099"),
        (["read", "x.pdf", "--year", "20244", "-o", "y"], "--year: „20244“ ist kein Jahr von 2000 bis 2099"),
        (["run", "input"], "unbekannt: input"),
        (["run", "--debug=ja"], "--debug steht für sich, ohne „ja“"),
        (["compare", "a.pdf", "-o", "x"], "es fehlt: NEU"),
    ],
)
def test_call_that_is_not_understood_is_2(arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, *arguments, code=2)
    assert f"({named})" in line
    assert "--help" in line


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "--input", "fehlt"], "fehlt"),
        (["run", "--input", "leer"], "leer"),
        (["run", "--input", "input/2023-katalog.txt"], "2023-katalog.txt"),
        (["read", "fehlt.pdf", "-o", "x"], "fehlt.pdf"),
        (["read", "input", "-o", "x"], "input"),
        (["compare", "input/2023-katalog.txt", "fehlt.pdf", "-o", "x"], "fehlt.pdf"),
    ],
)
def test_nothing_to_read_is_3(arguments: list[str], named: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "leer").mkdir()
    assert f"„{named}“" in complaint(capsys, *arguments, code=3).replace("input/", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2025-katalog.pdf", b""),
        ("2025-katalog.pdf", b"%PDF-1.7\nkaputt"),
        ("2025-katalog.pdf", b"PK\x03\x04"),
        ("2025-katalog.txt", b"\x89PNG\r\n"),
        ("2025-katalog.json", b"{"),
        ("lauf.json", b"{}"),
    ],
)
def test_unreadable_file_is_4(name: str, content: bytes, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "input" / name).write_bytes(content)
    assert f"„{name}“" in complaint(capsys, "run", code=4)


@pytest.mark.parametrize("name", ["2024-zweiter.txt", "katalog.txt", "katalog 2024 und 2025.txt"])
def test_year_missing_or_double_is_5(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("input/2024-katalog.txt", here / "input" / name)
    assert f"„{name}“" in complaint(capsys, "run", code=5)


def test_what_is_no_catalogue_is_6(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "input" / "2025-rechnung.txt").write_text("Rechnung\n1 Stuhl\n2 Tische\n", encoding="utf-8")
    assert "„2025-rechnung.txt“" in complaint(capsys, "run", code=6)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("status.csv", b"wortlaut;code\nWird gemacht;erledigt\n"),
        ("begriffe.csv", b"nichts\n"),
        ("fortschrittsbericht.docx", b"kein Word"),
    ],
)
def test_template_that_does_not_fit_is_7(
    name: str, content: bytes, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", here / "templates")
    (here / "templates" / name).write_bytes(content)
    monkeypatch.setattr("pipeline.settings.load_settings.__defaults__", (here,))
    assert name in complaint(capsys, "run", code=7)


def test_output_that_is_in_the_way_is_8(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "output").write_bytes(b"eine Datei")
    assert "output“" in complaint(capsys, "run", code=8)


def test_one_folder_for_input_and_output_is_8(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "„input“" in complaint(capsys, "run", "--output", "input", code=8)
    assert len(list((here / "input").iterdir())) == 2


def test_second_run_at_the_same_time_is_8(
    here: Path, program: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    with locked(here / "output"):
        done = program("run")
    assert done.returncode == 8
    assert done.stderr.decode().startswith("Fehler: Ein anderer Lauf")


def test_edited_result_is_9(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    capsys.readouterr()
    with (here / "output" / "Abgleich_2023-2024.csv").open("ab") as file:
        file.write(b"\r\n")
    assert "Abgleich_2023-2024.csv wurde geändert" in complaint(capsys, "verify", "output", code=9)


def test_folder_without_a_run_is_9(capsys: pytest.CaptureFixture[str]) -> None:
    assert "lauf.json" in complaint(capsys, "verify", "input", code=9)


def test_unforeseen_error_is_1_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.run.run", raising(ZeroDivisionError("division\nby zero")))
    line = complaint(capsys, "run", code=1)
    assert "ZeroDivisionError: division by zero" in line
    assert "--debug" in line


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("pipeline.run.run", raising(KeyboardInterrupt()))
    assert "Abgebrochen" in complaint(capsys, "run", code=130)


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), KeyboardInterrupt(), PipelineError("Es geht nicht: Bitte warten.")]
)
def test_debug_shows_where_it_happened_and_the_line_all_the_same(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.run.run", raising(error))
    assert main(["run", "--debug"]) > 0
    err = capsys.readouterr().err
    assert err.startswith("Traceback")
    assert err.splitlines()[-1].startswith("Fehler: ")


def raising(error: BaseException) -> Callable[..., None]:
    def broken(*_: object) -> None:
        raise error

    return broken


# --- terminals, pipes, locales --------------------------------------------------------------------------------------


def test_progress_shows_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with cli._Progress() as progress:
            for page in (1, 2, 3):
                progress("2024-katalog.pdf", page, 3)
        assert ("2024-katalog.pdf" in stream.getvalue()) is shown


def test_progress_bar_is_gone_after_an_error() -> None:
    with suppress(ZeroDivisionError), cli._Progress() as progress:
        progress("2024-katalog.pdf", 1, 3)
        assert progress.bar is not None
        raise ZeroDivisionError
    assert progress.bar is None


def test_umlauts_survive_the_plainest_locale(
    here: Path, program: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    (here / "input" / "Übersicht.docx").write_bytes(b"")
    done = program("run", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "2 Maßnahmen" in done.stdout.decode()
    assert "  nicht verwendet: Übersicht.docx" in done.stdout.decode().splitlines()
    failed = program("run", "--input", "Müll", LC_ALL="C")
    assert failed.returncode == 3
    assert "Den Ordner „Müll“ gibt es nicht" in failed.stderr.decode()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="their file systems know no such name")
def test_file_name_that_is_no_text_is_no_obstacle(
    here: Path, program: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    (here / "input" / "2024-katalog.txt").rename(os.fsdecode(os.fsencode(here) + b"/input/2024-ma\xdfnahmen.txt"))
    done = program("run")
    assert (done.returncode, done.stderr) == (0, b"")
    assert program("verify", "output", "--input", "input").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_reader_who_goes_away_is_no_error(here: Path) -> None:
    with gone_reader() as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "run"],
            cwd=here, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=pipe, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert (here / "output" / "lauf.json").is_file()


@contextmanager
def gone_reader() -> Iterator[int]:
    """The writing end of a pipe nobody reads from."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)
