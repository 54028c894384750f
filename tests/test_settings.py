"""What a city changes under `templates/` reaches the program, and a file that does not fit is named."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import TemplateInvalid
from pipeline.model import Status
from pipeline.settings import LOCK, REPORT_TEMPLATE, load_settings

ROOT = Path(__file__).parent.parent
SHIPPED = (
    "akteure.csv", "begriffe.csv", "bewertung.csv", "fortschrittsbericht.docx", "grenzen.csv",
    "pruefbericht.css", "pruefbericht.html", "pruefbericht.js", "status.csv", "statuscodes.csv",
)  # fmt: skip


@pytest.fixture(name="project")
def a_project_of_our_own(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / LOCK).write_bytes(b"pdfplumber==1\n")
    return tmp_path


def complaint(project: Path) -> str:
    with pytest.raises(TemplateInvalid) as caught:
        load_settings(project)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_everything_that_shapes_a_result_is_an_ingredient(project: Path) -> None:
    settings = load_settings(project)
    assert list(settings.ingredients) == [LOCK, *(f"templates/{name}" for name in SHIPPED)]
    assert settings.report_template == settings.ingredients[f"templates/{REPORT_TEMPLATE}"]


def test_the_code_of_the_program_is_an_ingredient_whatever_its_line_ends(project: Path) -> None:
    def fingerprint(code: bytes) -> bytes:
        (project / "pipeline" / "read").mkdir(parents=True, exist_ok=True)
        (project / "pipeline" / "read" / "pdf.py").write_bytes(code)
        return load_settings(project).ingredients["pipeline"]

    assert fingerprint(b"a\nb\n") == fingerprint(b"a\r\nb\r\n")
    assert fingerprint(b"a\nb\n") != fingerprint(b"a\nc\n")


def test_what_word_and_the_system_leave_behind_shapes_nothing(project: Path) -> None:
    before = load_settings(project).ingredients
    for litter in (".~lock.status.csv#", "~$tschrittsbericht.docx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        (project / "templates" / litter).write_bytes(b"x")
    (project / "templates" / "alt.csv").mkdir()
    assert load_settings(project).ingredients == before


def test_lock_may_be_missing(project: Path) -> None:
    (project / LOCK).unlink()
    assert LOCK not in load_settings(project).ingredients


def test_new_status_wording_is_understood_without_python(project: Path) -> None:
    path = project / "templates" / "status.csv"
    path.write_text(
        path.read_text("utf-8-sig").rstrip() + "\nSteht in den Sternen;under_review\n", encoding="utf-8-sig"
    )
    assert load_settings(project).vocabulary.read_status("Steht in den Sternen").status is Status.UNDER_REVIEW


@pytest.mark.parametrize("name", SHIPPED)
def test_missing_file_is_named(project: Path, name: str) -> None:
    (project / "templates" / name).unlink()
    assert name in complaint(project)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    assert "templates" in complaint(tmp_path)
