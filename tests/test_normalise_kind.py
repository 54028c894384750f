"""A document that is no table catalogue is refused in one line that says what was looked for and what was found."""

from pathlib import Path

import pytest
from printed import at, catalogue, line, row, table

from pipeline.errors import NotACatalogue
from pipeline.normalise import normalise
from pipeline.printed import Line, Table
from pipeline.read import read
from pipeline.word_lists import load_vocabulary

ROOT = Path(__file__).parent.parent
WORDS = load_vocabulary(ROOT / "templates")
OTHERS = ROOT / "tests" / "other_documents"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("budget", "nur eine Tabelle mit „Nr.“, „Projekt“, „Ansatz 2024“, „Ansatz 2025“"),
        ("invoice", "nur Text, der mit „Rechnung 4711“ beginnt"),
        ("letter", "nur Text, der mit „Sehr geehrte Damen und Herren,“ beginnt"),
        (
            "minutes",
            "nur eine Tabelle mit „TOP“, „Thema“, „Zuständig“, „Status“, darunter kein Titel der Maßnahmen",
        ),
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


def refusal(*blocks: Line | Table) -> str:
    with pytest.raises(NotACatalogue) as refused:
        normalise(catalogue(*blocks), 2025, sample=True, vocabulary=WORDS)
    return str(refused.value)


def side_by_side(*texts: str, top: float = 10.0) -> list[Line]:
    return [at(line(text), (100.0 * n, top, 100.0 * n + 90, top + 10)) for n, text in enumerate(texts)]


def test_the_line_that_makes_a_table_one_of_measures_is_named() -> None:
    said = refusal(
        *side_by_side("Nr.", "Beschreibung", "Zuständig", "Status"), *side_by_side("1", "Kita", "Amt", "offen", top=30)
    )
    assert "„Nr.“, „Beschreibung“, „Zuständig“, „Status“, darunter kein Titel der Maßnahmen" in said
    assert "die Zeile „massnahme;TITEL“" in said
    assert "„Nr.“, „Beschluss“, „Zuständig“, „Status“" in refusal(
        *side_by_side("Nr. Beschluss Zuständig Status"), *side_by_side("1 Kita Amt offen", top=30)
    )


def test_titles_of_measures_without_rows_are_named_as_such() -> None:
    titles = table(titles=("Nr.", "Maßnahme", "Status"))
    with pytest.raises(NotACatalogue) as refused:
        normalise(catalogue("Katalog", titles), 2025, sample=False, vocabulary=WORDS)
    assert "zwar „Nr.“, „Maßnahme“, „Status“ (Seite 1), darunter aber keine Zeile einer Tabelle" in str(refused.value)
    assert "den Katalog als Text (.txt) ablegen" in str(refused.value)


def test_table_with_one_known_title_is_named_whole() -> None:
    assert "nur eine Tabelle mit „Nr.“, „Haltestelle“, „an“, „ab“:" in refusal(
        *side_by_side("Nr.", "Haltestelle", "an", "ab")
    )


def test_sentence_that_names_goals_and_measures_is_no_table() -> None:
    assert "nur Text, der mit „Die Maßnahmen" in refusal(
        line("Die Maßnahmen haben ihr Ziel und der Status seinen Sinn")
    )


def test_table_of_counts_holds_no_measures() -> None:
    rows = [row("", "12", "", "abgeschlossen", goal="Wohnen"), row("", "15", "", "in Umsetzung", goal="Bildung")]
    assert "nur eine Tabelle mit" in refusal(table(*rows))


def test_the_same_words_in_every_row_are_no_measures() -> None:
    assert "nur eine Tabelle mit" in refusal(table(*(row(str(n), "Stadtgrün", f"Name {n}", "") for n in range(1, 9))))


def test_goals_without_numbers_or_fields_of_action_make_no_catalogue() -> None:
    only = table(row("", "Einführung der Akte", "", "", goal="Papierlos"), row("", "Umzug", "", "", goal="Neues Haus"))
    assert "nur eine Tabelle mit" in refusal(only)
    edition = normalise(catalogue("Katalog", "Handlungsfeld „Amt“", only), 2025, sample=True, vocabulary=WORDS)
    assert len(edition.measures) == 2
