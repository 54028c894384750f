"""What the analyst reads in the terminal: which year a line is about, true numbers, German that agrees with them."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_run import COMPARISON, NEW, OLD, change, edition, measure

from pipeline.account import account
from pipeline.model import ChangeKind, Comparison, Finding, Judgement, Link, Relation, Severity
from pipeline.run import Outcome

REPORT = ("lauf.json", "Fortschrittsbericht_2024.docx")
PLAIN_OLD, PLAIN_NEW = replace(OLD, findings=()), replace(NEW, findings=())


def told(outcome: Outcome) -> list[str]:
    return account(outcome, Path("output"))


def findings(*severities: Severity) -> tuple[Finding, ...]:
    return tuple(Finding("x", severity, f"Befund {number}.") for number, severity in enumerate(severities, start=1))


def of_two(old_findings: int = 0, **values: object) -> Outcome:
    old = replace(PLAIN_OLD, findings=findings(*[Severity.INFO] * old_findings))
    comparison = replace(Comparison(old, PLAIN_NEW, COMPARISON.links, COMPARISON.changes), **values)  # type: ignore[arg-type]
    return Outcome((old, PLAIN_NEW), (comparison,), REPORT)


def test_editions_are_told_with_year_file_pages_and_measures() -> None:
    one = replace(PLAIN_OLD, measures=PLAIN_OLD.measures[:1], source=replace(OLD.source, pages=1))
    no_pages = replace(PLAIN_OLD, source=replace(OLD.source, pages=0))
    sample = replace(PLAIN_NEW, sample=True)
    for read, line in (
        (PLAIN_OLD, "  2023  2023-katalog.pdf: 4 Seiten, 5 Maßnahmen"),
        (one, "  2023  2023-katalog.pdf: 1 Seite, 1 Maßnahme"),
        (no_pages, "  2023  2023-katalog.pdf: 5 Maßnahmen"),
        (sample, "  2024  2024-katalog.pdf: 4 Seiten, 5 Maßnahmen – Beispieldaten"),
    ):
        assert told(Outcome((read,), (), REPORT))[:2] == ["Gelesen:", line]


def test_files_that_were_not_used_are_named() -> None:
    lines = told(Outcome((PLAIN_OLD,), (), REPORT, passed_over=("Notizen.docx", "2023-beispiel.pdf")))
    assert lines[2:4] == ["  nicht verwendet: Notizen.docx", "  nicht verwendet: 2023-beispiel.pdf"]


def test_comparison_counts_a_split_and_a_merger_once() -> None:
    lines = told(of_two())
    start = lines.index("Gefunden (2023 → 2024):")
    assert lines[start + 2] == "  Maßnahmen: 1 fortgeführt, 1 aufgeteilt, 1 zusammengeführt, 1 neu, 1 entfallen"


def test_status_changes_are_told_by_judgement_best_first() -> None:
    judged = (Judgement.CHECK, Judgement.SETBACK, Judgement.PROGRESS, Judgement.PROGRESS)
    changes = tuple(change(ChangeKind.STATUS, "2023-1", "1", "1", judgement=each) for each in judged)
    comparison = replace(COMPARISON, changes=changes)
    assert "  4 Statuswechsel (2 Fortschritt, 1 Rückschritt, 1 zu prüfen)" in told(
        Outcome((PLAIN_OLD, PLAIN_NEW), (comparison,), REPORT)
    )
    assert "  4 Zeilen im Änderungsprotokoll" in told(Outcome((PLAIN_OLD, PLAIN_NEW), (comparison,), REPORT))


def test_comparison_without_a_change_says_so() -> None:
    links = tuple(Link(Relation.CONTINUED, each, each, "Wortlaut", 1.0, "gleich") for each in OLD.measures)
    lines = told(Outcome((PLAIN_OLD, PLAIN_OLD), (Comparison(PLAIN_OLD, PLAIN_OLD, links, ()),), REPORT))
    assert lines[4:6] == ["  kein Statuswechsel", "  Maßnahmen: 5 fortgeführt"]
    assert lines[6] == "  keine Zeile im Änderungsprotokoll"


def test_every_consecutive_pair_is_told() -> None:
    third = replace(PLAIN_NEW, year=2025)
    pairs = (COMPARISON, Comparison(PLAIN_NEW, third, (), ()))
    lines = told(Outcome((PLAIN_OLD, PLAIN_NEW, third), pairs, REPORT))
    assert [line for line in lines if line.startswith("Gefunden")] == [
        "Gefunden (2023 → 2024):",
        "Gefunden (2024 → 2025):",
    ]


def test_first_report_says_that_there_is_nothing_to_compare_with() -> None:
    assert any(line.startswith("Gefunden: noch kein Vorjahr") for line in told(Outcome((PLAIN_OLD,), (), REPORT)))
    assert not any("Vorjahr" in line for line in told(Outcome((PLAIN_OLD,), (), ("katalog.json",))))


def test_every_finding_names_its_edition() -> None:
    lines = told(of_two(1, findings=findings(Severity.WARNING)))
    start = lines.index("Bitte ansehen (2 Befunde):")
    assert lines[start + 1 : start + 3] == ["  Prüfen 2023 → 2024: Befund 1.", "  Hinweis 2023: Befund 1."]


def test_two_documents_of_one_year_are_told_apart() -> None:
    doubtful = replace(PLAIN_OLD, findings=findings(Severity.INFO))
    lines = told(Outcome((doubtful, doubtful), (Comparison(doubtful, doubtful, (), ()),), REPORT))
    assert [line.split(":")[0] for line in lines if "Befund 1" in line] == ["  Hinweis 2023 (bisher)", "  Hinweis 2023"]


def test_one_finding_is_one() -> None:
    assert "Bitte ansehen (1 Befund):" in told(of_two(1))
    assert not any("ansehen" in line for line in told(of_two()))


def test_the_most_urgent_findings_come_first_and_the_rest_is_counted() -> None:
    many = (*[Severity.INFO] * 11, Severity.ERROR, *[Severity.WARNING] * 2)
    lines = told(of_two(findings=findings(*many)))
    start = lines.index("Bitte ansehen (14 Befunde):")
    shown = lines[start + 1 : start + 14]
    assert [line.split()[0] for line in shown] == ["Fehler", "Prüfen", "Prüfen", *["Hinweis"] * 9, "…"]
    assert shown[-1] == "  … und 2 weitere (2 Hinweise), alle im Anhang des Fortschrittsberichts."


@pytest.mark.parametrize(
    ("severities", "rest"),
    [
        ([Severity.INFO] * 13, "1 weiterer (1 Hinweis)"),
        (
            [Severity.ERROR] * 12 + [Severity.WARNING, Severity.INFO, Severity.INFO],
            "3 weitere (1 zu prüfen, 2 Hinweise)",
        ),
        ([Severity.ERROR] * 14, "2 weitere (2 Fehler)"),
    ],
)
def test_what_is_not_shown_is_counted_in_words_that_agree(severities: list[Severity], rest: str) -> None:
    assert any(f"… und {rest}, alle" in line for line in told(of_two(findings=findings(*severities))))


@pytest.mark.parametrize(
    ("outcome", "where"),
    [
        (of_two(13), "im Anhang des Fortschrittsberichts"),
        (Outcome(of_two(13).editions[:1], (), ("katalog.json",)), "in katalog.json"),
        (
            Outcome((*of_two(13).editions, edition(2025, (measure("1", 2025, "A"),))), of_two(13).comparisons, REPORT),
            "in den Dateien katalog.json und in lauf.json",
        ),
    ],
    ids=["two editions", "read alone", "three editions"],
)
def test_the_place_named_for_further_findings_holds_them_all(outcome: Outcome, where: str) -> None:
    assert any(line.endswith(f"alle {where}.") for line in told(outcome))


def test_files_come_in_reading_order() -> None:
    files = ("2024/katalog.json", "2024/massnahmen.csv", "Abgleich.csv", "lauf.json", "Bericht.docx")
    lines = told(Outcome((PLAIN_OLD,), (), files))
    assert lines[lines.index("Geschrieben nach output:") + 1 :] == [
        "  Bericht.docx",
        "  Abgleich.csv",
        "  2024/massnahmen.csv",
        "  lauf.json",
        "  2024/katalog.json",
    ]


def test_edited_results_are_named_where_they_went() -> None:
    outcome = replace(of_two(), kept=("Fortschrittsbericht_2024 (bearbeitet).docx",))
    assert told(outcome)[-1].endswith("Fortschrittsbericht_2024 (bearbeitet).docx")


def test_document_that_could_not_be_drawn_is_told() -> None:
    lines = told(Outcome((PLAIN_OLD,), (), REPORT, without_pictures=("„2023.pdf“ braucht zu lange.",)))
    assert "Prüfbericht ohne Bilder: „2023.pdf“ braucht zu lange." in lines
