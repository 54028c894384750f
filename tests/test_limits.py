"""What one document may cost is a list under `templates/`, checked like the others."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.errors import TemplateInvalid
from pipeline.limits import LIMITS_FILE, Limits, exceeded, load_limits

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(name="listed")
def a_list_of_our_own(tmp_path: Path) -> Path:
    shutil.copy(TEMPLATES / LIMITS_FILE, tmp_path)
    return tmp_path / LIMITS_FILE


def append(listed: Path, line: str) -> None:
    listed.write_text(listed.read_text("utf-8") + line + "\n", encoding="utf-8")


def test_shipped_list_holds_the_defaults_and_leaves_none_out() -> None:
    assert load_limits(TEMPLATES) == Limits()
    assert len((TEMPLATES / LIMITS_FILE).read_text("utf-8").splitlines()) == 1 + len(fields(Limits))


def test_value_is_changed_by_editing_its_line(listed: Path) -> None:
    listed.write_text("grenze;wert\nseiten;12\n", encoding="utf-8")
    assert load_limits(listed.parent) == Limits(pages=12)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("laenge;7", "Zeile 11: Der Eintrag „laenge“.*rechenzeit, wartezeit"),
        ("seiten;7", "Zeile 11: Die Grenze „seiten“ steht schon"),
        ("seiten;0", "„0“ ist hier nicht vorgesehen"),
        ("seiten;-5", "„-5“ ist hier nicht vorgesehen"),
        ("seiten;1.000", "eine ganze Zahl"),
        ("seiten;²", "eine ganze Zahl"),
        ("seiten;99999999999999999999", "eine ganze Zahl von 1 bis"),
        ("seiten;", "eine ganze Zahl"),
    ],
)
def test_line_that_cannot_be_meant_is_named(line: str, told: str, listed: Path) -> None:
    append(listed, line)
    with pytest.raises(TemplateInvalid, match=told):
        load_limits(listed.parent)


def test_error_says_what_would_do_where_that_is_known() -> None:
    assert "den Wert „seiten“ auf 2500 erhöhen" in str(
        exceeded("x", "hat 2500 Seiten", "pages", enough={"pages": 2500})
    )
    assert "den Wert „seiten“ erhöhen" in str(exceeded("x", "hat zu viele", "pages"))
    assert "auf 1000000 erhöhen" in str(exceeded("x", "hat zu viele", "pages", enough={"pages": 10**9}))


@pytest.mark.parametrize("field", [field.name for field in fields(Limits)])
def test_error_names_the_line_to_change(field: str) -> None:
    german = str(exceeded("2024.pdf", "ist zu groß", field)).split("den Wert „")[1].split("“")[0]
    assert german in (TEMPLATES / LIMITS_FILE).read_text("utf-8")
