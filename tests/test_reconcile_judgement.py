"""What a status change means: the lines of templates/bewertung.csv, read with the city's own status list."""

from pathlib import Path

import pytest
from successors import edition, measure

from pipeline.errors import TemplateInvalid
from pipeline.model import Judgement, Relation
from pipeline.reconcile import reconcile
from pipeline.reconcile.judge import NO_RULE, judge
from pipeline.rules import RULES_FILE, Rules, load_rules
from pipeline.vocabulary import load

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
WORDS = load(TEMPLATES)
RULES = load_rules(TEMPLATES, WORDS)
HEADER = "beziehung;von;folge;nach;rang;termin;bewertung;begruendung"

PROGRESS, SETBACK, SAME, CHECK = Judgement.PROGRESS, Judgement.SETBACK, Judgement.SAME, Judgement.CHECK


def judged(
    before: str, after: str, relation: Relation = Relation.CONTINUED, year: int = 2024, rules: Rules = RULES
) -> tuple[Judgement, str]:
    readings = [WORDS.read_status(text) for text in (before, after)]
    old, new = (
        measure("1", "Text", status_text=text, status=r.status, follow_up=r.follow_up, due=r.due)
        for text, r in zip((before, after), readings, strict=True)
    )
    return judge(old, new, relation, year, rules)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("In Planung ab 2024", "Wird fortgesetzt", PROGRESS),
        ("Noch nicht umgesetzt – Realisierung wird weiterhin geprüft", "In Planung für 2025", PROGRESS),
        ("Ausbau wird fortgesetzt", "Abgeschlossen", PROGRESS),
        ("Umsetzung im März 2024", "Wird fortgesetzt", PROGRESS),
        ("Wird fortgesetzt", "Zurückgestellt", SETBACK),
        ("Wird fortgesetzt", "Entfällt", SETBACK),
        ("Abgeschlossen", "Wird fortgesetzt", SETBACK),
        ("Wird fortgesetzt", "In Umsetzung", SAME),
        ("Noch nicht umgesetzt", "Bedarf wird neu geprüft", SAME),
        ("Wird fortgesetzt", "siehe Anlage", CHECK),
        ("siehe Anlage", "Abgeschlossen", CHECK),
    ],
)
def test_order_of_the_codes_decides(before: str, after: str, wanted: Judgement) -> None:
    assert judged(before, after)[0] is wanted


def test_planned_follow_up_that_has_begun_is_progress() -> None:
    judgement, reason = judged("Abgeschlossen / Weitere Durchführung in Planung", "Wird fortgesetzt")
    assert (judgement, reason) == (PROGRESS, "Die geplante weitere Durchführung hat begonnen.")


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("In Planung für 2024", "In Planung für 2025", (SETBACK, "Termin verschoben: 2024 → 2025.")),
        (
            "Umsetzung im März 2025",
            "Umsetzung im Herbst 2025",
            (SETBACK, "Termin verschoben: März 2025 → Herbst 2025."),
        ),
        ("In Planung für 2026", "In Planung für 2025", (PROGRESS, "Termin vorgezogen: 2026 → 2025.")),
        ("In Planung für 2025", "Umsetzung im März 2025", (SAME, "")),
        ("In Planung ab 2023", "In Vorbereitung", (SETBACK, "Termin überschritten: 2023.")),
    ],
)
def test_dates_count_where_the_rank_stays(before: str, after: str, wanted: tuple[Judgement, str]) -> None:
    assert judged(before, after) == wanted


@pytest.mark.parametrize("relation", [Relation.SPLIT, Relation.MERGED])
def test_setback_of_a_split_or_merged_measure_is_to_be_checked(relation: Relation) -> None:
    judgement, reason = judged("Abgeschlossen", "Wird fortgesetzt", relation)
    assert judgement is CHECK
    assert relation.value in reason


def test_missed_date_is_a_finding_even_without_any_change() -> None:
    reading = WORDS.read_status("In Planung für 2024")
    planned = measure("4", "Text", status_text="In Planung für 2024", status=reading.status, due=reading.due)
    in_time = reconcile(edition(2023, [planned]), edition(2024, [planned]), RULES)
    too_late = reconcile(edition(2024, [planned]), edition(2025, [planned]), RULES)
    assert in_time.findings == ()
    assert [(found.code, found.measure) for found in too_late.findings] == [("due-missed", "4")]
    assert too_late.changes == ()


def test_what_no_line_fits_is_to_be_checked() -> None:
    assert judged("In Planung", "Abgeschlossen", rules=Rules((), WORDS.codes)) == (CHECK, NO_RULE)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (";fertig;;;;;Fortschritt;", "fertig"),
        (";;;;aufwärts;;Fortschritt;", "aufwärts"),
        (";;;;;bald;Fortschritt;", "bald"),
        (";;;;;;super;", "super"),
        ("geteilt;;;;;;Fortschritt;", "geteilt"),
        (";;;;;;Fortschritt;Termin {datum}", "datum"),
    ],
)
def test_wrong_entry_is_refused_with_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / RULES_FILE).write_text(f"{HEADER}\n;;;;höher;;Fortschritt;\n{line}\n", encoding="utf-8")
    with pytest.raises(TemplateInvalid, match=rf"{RULES_FILE}.*Zeile 3.*{told}"):
        load_rules(tmp_path, WORDS)
