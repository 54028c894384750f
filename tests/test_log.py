"""The log of runs: it tells support what was done and when, outlives refused runs, and never stands in a run's way."""

import errno
import hashlib
import os
import re
from pathlib import Path

import pytest
from folders import contents
from hostile.texts import TEXT

from pipeline import __version__, log
from pipeline.cli import main
from pipeline.log import LOG_NAME, OLDER_LOG_NAME
from pipeline.verify import verify

pytestmark = pytest.mark.usefixtures("here")
STAMP = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}"


def lines(here: Path) -> list[str]:
    return (here / "output" / LOG_NAME).read_text("utf-8").splitlines()


def words(here: Path) -> str:
    return "\n".join(lines(here))


def test_log_tells_begin_stages_account_and_end_with_time_and_zone(here: Path) -> None:
    assert main(["run"]) == 0
    assert all(re.match(STAMP, line) for line in lines(here))
    told = [line[37:] for line in lines(here)]
    assert told[0] == "=== run --input input --output output"
    assert told[1].startswith(f"Maßnahmen-Pipeline {__version__}, Python 3.")
    assert told[2].startswith("Eingaben geöffnet: 2023-katalog.txt, ")
    assert "Gefunden (2023 → 2024):" in told
    assert "Geschrieben nach output:" in told
    assert told[-1] == "Fertig (Code 0)"


def test_log_says_how_long_each_stage_and_the_run_took(here: Path) -> None:
    assert main(["run"]) == 0
    timed = {line[37:].split(":")[0]: line[27:35].strip() for line in lines(here) if line[27:35].strip()}
    assert list(timed) == [
        "Eingaben geöffnet", "Kataloge gelesen", "Ausgaben abgeglichen", "Bilder für den Prüfbericht gezeichnet",
        "Ergebnisse zusammengestellt und geprüft", "Ergebnisse abgelegt", "Fertig (Code 0)",
    ]  # fmt: skip
    *stages, whole = (float(took.removesuffix(" s").replace(",", ".")) for took in timed.values())
    assert 0 < sum(stages) <= whole + 0.1


def test_log_names_the_manifest_that_the_run_wrote(here: Path) -> None:
    assert main(["run"]) == 0
    sha256 = hashlib.sha256((here / "output" / "lauf.json").read_bytes()).hexdigest()
    assert f"lauf.json hat SHA-256 {sha256}" in words(here)


def test_refused_run_makes_no_folder(here: Path) -> None:
    (here / "input" / "2025-katalog.pdf").write_bytes(b"")
    assert main(["run"]) == 4
    assert not (here / "output").exists()


def test_refused_run_is_in_the_log_and_leaves_nothing_else(here: Path) -> None:
    (here / "output").mkdir()
    (here / "input" / "2025-katalog.pdf").write_bytes(b"")
    assert main(["run"]) == 4
    assert contents(here / "output") == {}
    assert re.search(r"s  Fehler \(Code 4\): „2025-katalog.pdf“ ist leer", words(here))


def test_runs_follow_each_other_in_one_log_across_the_exchange_of_the_folder(here: Path) -> None:
    assert main(["run"]) == 0
    (here / "input" / "2025-katalog.txt").touch()
    assert main(["run"]) == 4
    (here / "input" / "2025-katalog.txt").write_text(TEXT, encoding="utf-8")
    assert main(["run"]) == 0
    ends = [line[37:].split(":")[0] for line in lines(here) if " (Code " in line]
    assert ends == ["Fertig (Code 0)", "Fehler (Code 4)", "Fertig (Code 0)"]


def test_unforeseen_error_leaves_its_trace_in_the_log(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("\x1b[2Jrot\nzwei")

    monkeypatch.setattr("pipeline.run.collect", break_down)
    assert main(["run"]) == 1
    assert LOG_NAME in capsys.readouterr().err
    assert "Traceback" in words(here)
    assert "in break_down" in words(here)
    assert "\x1b" not in words(here)


def test_foreseen_error_with_a_cause_leaves_its_trace_and_one_without_does_not(here: Path) -> None:
    (here / "output").mkdir()
    assert main(["run", "--password-file", "fehlt.txt"]) == 4
    assert "FileNotFoundError" in words(here)
    (here / "output" / LOG_NAME).unlink()
    assert main(["run", "--input", "leer"]) == 3
    assert "Traceback" not in words(here)


def test_catalogue_cannot_forge_lines_of_the_log(here: Path) -> None:
    (here / "input" / "2024-katalog.txt").rename(here / "input" / "2024-\n1999-01-01 00:00:00 +0000 Fertig\x1b.txt")
    assert main(["run"]) == 0
    assert all(re.match(rf"{STAMP}  [ \d,s]{{8}}  ", line) for line in lines(here))
    assert "\x1b" not in words(here)


def test_log_grows_to_its_bound_and_no_further(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LONGEST_LOG", 3_000)
    for _ in range(6):
        assert main(["run"]) == 0
    sizes = [(here / "output" / name).stat().st_size for name in (LOG_NAME, OLDER_LOG_NAME)]
    assert 0 < max(sizes) <= 3_000
    assert sorted(path.name for path in (here / "output").glob("*.log*")) == [LOG_NAME, OLDER_LOG_NAME]


def test_verify_neither_asks_for_the_log_nor_minds_it(here: Path) -> None:
    assert main(["run"]) == 0
    before = verify(here / "output")
    (here / "output" / LOG_NAME).write_bytes(b"")
    assert verify(here / "output") == before
    (here / "output" / LOG_NAME).unlink()
    assert verify(here / "output") == before


@pytest.mark.parametrize("way", ["folder", "link", "pipe"])
def test_run_succeeds_where_the_log_cannot_be_written(way: str, here: Path) -> None:
    (here / "output").mkdir()
    path = here / "output" / LOG_NAME
    match way:
        case "folder":
            path.mkdir()
        case "link":
            (here / "fremd").write_bytes(b"bleibt")
            path.symlink_to(here / "fremd")
        case "pipe":
            os.mkfifo(path)
    assert main(["run"]) == 0
    assert (here / "output" / "lauf.json").is_file()
    assert way != "link" or (here / "fremd").read_bytes() == b"bleibt"


def test_run_succeeds_where_the_disk_is_too_full_for_a_log(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("logging.FileHandler._open", full)
    assert main(["run"]) == 0
    assert not (here / "output" / LOG_NAME).exists()
