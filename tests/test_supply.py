"""What the program stands on: every locked package is named with its licence, and no audit passes that did not look."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from audit import HOLES, LOCK, UNCHECKED, verdict
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CLEAN = {"name": "lxml", "version": "6.1", "vulns": []}
LEAKY = {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3"]}]}
SKIPPED = {"name": "tqdm", "skip_reason": "Dependency not found on PyPI"}
FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|LGPL|HPND|ISC|Zlib|Unlicense|0BSD", re.IGNORECASE
)


def locked() -> dict[str, Requirement]:
    lines = re.findall(r"^([a-z0-9][^\s\\]*==[^\\\n]*)", LOCK.read_text("utf-8"), re.MULTILINE)
    requirements = [Requirement(line.strip()) for line in lines]
    return {canonicalize_name(each.name): each for each in requirements}


def needed() -> set[str]:
    """Packages the program itself needs: what pyproject.toml names and what these name in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    open_, found = [Requirement(each) for each in project["dependencies"]], set[str]()
    while open_:
        name = canonicalize_name(open_.pop().name)
        if name in found or name not in locked():
            continue
        found.add(name)
        try:
            asked = distribution(name).requires or []
        except PackageNotFoundError:  # of another operating system
            continue
        open_ += [each for each in map(Requirement, asked) if not (each.marker and "extra" in str(each.marker))]
    return found


def test_every_package_of_the_program_is_listed_with_its_licence() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme.partition("| licence | packages |")[2].partition("\n\n")[0]
    listed = {canonicalize_name(name) for name in re.findall(r"[a-z0-9][a-z0-9-]+", re.sub(r"\([^)]*\)", "", table))}
    assert needed() - listed == set()


def test_every_package_of_the_lock_is_pinned_by_hash() -> None:
    text = LOCK.read_text("utf-8")
    assert len(locked()) > 30
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert re.match(r"\S+==\S+", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]


def test_every_installed_package_has_a_free_licence() -> None:
    unfree = []
    for name in locked():
        try:
            told = distribution(name).metadata
        except PackageNotFoundError:
            continue
        words = [words for key in ("License-Expression", "License", "Classifier") for words in told.get_all(key) or ()]
        if not FREE.search(" ".join(words)):
            unfree.append(name)
    assert unfree == []


@pytest.mark.parametrize(
    ("packages", "code", "told"),
    [
        ([CLEAN], 0, "1 von 1 Paketen geprüft, 0 bekannte Lücken."),
        ([CLEAN, LEAKY], HOLES, "LÜCKE jinja2 3.1.2: CVE-2024-22195, behoben in 3.1.3"),
        ([CLEAN, SKIPPED], UNCHECKED, "NICHT GEPRÜFT: 1 Pakete"),
        ([LEAKY, SKIPPED], HOLES, "NICHT GEPRÜFT"),
        ([SKIPPED], UNCHECKED, "0 von 1 Paketen geprüft"),
        ([], UNCHECKED, "NICHT GEPRÜFT"),
    ],
)
def test_audit_passes_only_what_it_looked_at(packages: list[dict[str, object]], code: int, told: str) -> None:
    lines, ended = verdict(packages)
    assert ended == code
    assert told in "\n".join(lines)


def test_minimum_versions_stand_where_holes_were_closed() -> None:
    assert "pdfminer.six>=20251230" in (ROOT / "pyproject.toml").read_text("utf-8")
