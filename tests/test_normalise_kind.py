"""A document that is no table catalogue is refused in one line that says what was looked for and what was found."""

from pathlib import Path

import pytest
from printed import catalogue, row, table

from pipeline.errors import NotACatalogue
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.vocabulary import load

ROOT = Path(__file__).parent.parent
WORDS = load(ROOT / "templates")
OTHERS = ROOT / "tests" / "other_documents"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("budget", "nur eine Tabelle mit „Nr.“, „Projekt“, „Ansatz 2024“, „Ansatz 2025“"),
        ("invoice", "nur Text, der mit „Rechnung 4711“ beginnt"),
        ("letter", "nur Text, der mit „Sehr geehrte Damen und Herren,“ beginnt"),
        ("minutes", "nur „Zuständig“, „Status“, aber nicht als Titel einer solchen Tabelle"),
        ("one-sheet-per-measure", "nur „Nr.“, „Maßnahme“, „Zuständigkeit“, „Status“, aber nicht als Titel"),
        ("slides", "nur Text, der mit „Beratung zur Wohnungsanpassung“ beginnt"),
    ],
)
def test_document_of_another_kind_is_refused_with_what_it_holds(name: str, found: str) -> None:
    path = OTHERS / f"beispiel-{name}.pdf"
    with pytest.raises(NotACatalogue) as refused:
        normalise(read(path.read_bytes(), path.name, WORDS), 2025, sample=True, vocabulary=WORDS)
    message = str(refused.value)
    assert "\n" not in message
    assert "gesucht wurden nebeneinander Spalten wie „Nr.“, „Maßnahme“ und „Status“" in message
    assert f"gefunden wurde {found}" in message


def test_one_column_of_goals_actors_or_status_makes_a_catalogue() -> None:
    for only in (row("1", actors=""), row("1", status=""), row("1", actors="", status="", goal="Wohnraum")):
        edition = normalise(catalogue(table(only)), 2025, sample=True, vocabulary=WORDS)
        assert [measure.number for measure in edition.measures] == ["1"]
