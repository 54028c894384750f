"""The lock file covers what pyproject.toml asks for, with hashes, and names no package server."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [Requirement(text) for text in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]]

# One entry each: the requirement and its hashes.
ENTRIES = [line.split(" --hash=") for line in re.sub(r"\s*\\\n\s*", " ", LOCK).splitlines() if re.match(r"\w", line)]
PINS = [Requirement(requirement) for requirement, *_ in ENTRIES]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_every_dependency_is_pinned_to_a_version_it_allows(wanted: Requirement) -> None:
    name = canonicalize_name(wanted.name)
    versions = [next(iter(pin.specifier)).version for pin in PINS if canonicalize_name(pin.name) == name]
    assert any(map(wanted.specifier.contains, versions)), f"{wanted}: locked {versions}; call make lock"


def test_every_pin_is_exact_and_has_a_hash() -> None:
    assert len(PINS) > len(WANTED)
    for pin, (_, *hashes) in zip(PINS, ENTRIES, strict=True):
        assert [part.operator for part in pin.specifier] == ["=="], pin
        assert hashes, f"{pin} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in hashes), pin


def test_the_lock_names_no_package_server_or_folder() -> None:
    options = re.findall(r"^-.*", LOCK, re.MULTILINE)
    assert options == ["--only-binary :all:"]
    assert "://" not in LOCK
    assert " @ " not in LOCK


def test_every_package_the_program_stands_on_is_listed_with_its_licence() -> None:
    """From the lock's own "via" comments: what the program needs, without the tools of those who work on it."""
    asked_by = {
        canonicalize_name(name): set(
            re.findall(r"#\s+(?:via )?([\w.-]+)(?: \(pyproject\.toml\))?$", comments, re.MULTILINE)
        )
        for name, comments in re.findall(r"^([\w.-]+)==.*?\n((?:    .*\n)+)", LOCK, re.MULTILINE)
    }
    needed = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
    while more := {name for name, by in asked_by.items() if {*map(canonicalize_name, by)} & needed} - needed:
        needed |= more
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| licence | packages |")[1].split("\n\n")[0]
    listed = set(re.findall(r"[a-z0-9][a-z0-9-]+", table))
    assert len(needed) > 15
    assert needed - listed == set()
