"""What the tests share: one deterministic Hypothesis profile and the lists under `templates/`."""

from pathlib import Path

import pytest
from hostile.texts import TEXT
from hypothesis import settings

from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, print_blob=True)
settings.load_profile("deterministic")

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(scope="session", name="vocabulary")
def the_shipped_lists() -> Vocabulary:
    """The lists as shipped under `templates/`."""
    return load_vocabulary(TEMPLATES)


@pytest.fixture(name="here")
def a_folder_to_work_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with `input/` of two small editions."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "input").mkdir()
    for year in (2023, 2024):
        (tmp_path / "input" / f"{year}-katalog.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path
