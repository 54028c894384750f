"""The Makefile with a stand-in for Python, so that nothing is installed: what it calls, what it says when it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TARGETS = ["run", "setup", "test", "fuzz", "check", "audit", "bench", "fix", "golden", "lock", "clean", "help"]
pytestmark = [
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script"),
]


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a folder with a space and an umlaut, its environment ready; its Python prints its arguments."""
    folder = tmp_path / "Maßnahmen 2024"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    script(folder / ".venv/bin/python", """[ "$1" = -I ] || printf '%s\\n' "$@" """)
    shutil.copy(ROOT / "requirements.lock", folder / ".venv")
    return folder


def make(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Call make without what the surrounding make or its user set."""
    ours = ("MAKE", "MFLAGS", "INPUT", "OUTPUT", "PYTHON")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env=inherited | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_make_alone_runs_the_pipeline_on_input_and_output(checkout: Path) -> None:
    assert make(checkout).stdout.splitlines() == ["-m", "pipeline", "run", "--input=input", "--output=output"]


@pytest.mark.parametrize("name", ["Kataloge Köln", "it's", 'a "b"', "a$b$(c)", "a;b&c", "#1", "-x", "a\\b", "100 %"])
def test_folder_names_reach_the_pipeline_as_they_are(checkout: Path, name: str) -> None:
    wanted = [f"--input={name}", f"--output={name}/aus"]
    assert make(checkout, INPUT=name, OUTPUT=f"{name}/aus").stdout.splitlines()[-2:] == wanted
    assert make(checkout, f"INPUT={name}", f"OUTPUT={name}/aus").stdout.splitlines()[-2:] == wanted


def test_help_names_every_target_in_german(checkout: Path) -> None:
    lines = make(checkout, "help").stdout.splitlines()
    assert [line.split()[1] for line in lines] == TARGETS
    assert all(len(line.split()) > 3 for line in lines)


def test_an_unfit_python_is_named_and_leaves_the_environment_alone(checkout: Path) -> None:
    old = script(checkout / "old python", '[ "$1" = -V ] && echo Python 3.9.2 || exit 1')
    result = make(checkout, "setup", f"PYTHON={old}")
    assert result.returncode != 0
    assert "Abbruch: Gebraucht wird Python 3.11, 3.12 oder 3.13; gefunden: Python 3.9.2." in result.stderr
    assert (checkout / ".venv/bin/python").exists()


def test_a_python_without_venv_gets_the_line_that_installs_it(checkout: Path) -> None:
    bare = script(checkout / "python3", 'case "$*" in *ensurepip*) exit 1;; esac')
    result = make(checkout, "setup", f"PYTHON={bare}")
    assert result.returncode != 0
    assert "»sudo apt install python3-venv«" in result.stderr


def test_a_changed_lock_sets_up_anew_and_a_failed_install_is_not_taken_for_done(checkout: Path) -> None:
    broken = script(checkout / "broken", "echo no network; exit 1")
    python = script(
        checkout / "python3", f'[ "$1 $2" != "-m venv" ] || {{ mkdir -p "$3/bin"; cp "{broken}" "$3/bin/python"; }}'
    )
    with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    for _ in range(2):
        result = make(checkout, "setup", f"PYTHON={python}")
        assert result.returncode != 0
        assert "Richte die Umgebung ein" in result.stdout
        assert "no network" in result.stderr
        assert "Abbruch: Die nötigen Programmteile" in result.stderr
        assert [path.name for path in checkout.glob(".venv*")] == [".venv"]


def test_two_first_calls_at_once_leave_one_whole_environment(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    works = script(checkout / "works", "sleep 0.2")
    script(checkout / "python3", f'[ "$1 $2" != "-m venv" ] || {{ mkdir -p "$3/bin"; cp "{works}" "$3/bin/python"; }}')
    both = [
        subprocess.Popen(
            ["make", "setup"], cwd=checkout, env=os.environ | {"PATH": f"{checkout}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [(call.communicate()[1], call.returncode) for call in both] == [(b"", 0), (b"", 0)]
    assert [path.name for path in checkout.glob(".venv*")] == [".venv"]
    assert make(checkout, "setup").stdout == ""
