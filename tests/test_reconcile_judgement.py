"""What a status change means: the lines of templates/bewertung.csv, read with the city's own status list."""

from pathlib import Path

import pytest
from successors import edition, measure

from pipeline.dates import read_due
from pipeline.errors import TemplateInvalid
from pipeline.model import Due, Judgement, Relation
from pipeline.reconcile import reconcile
from pipeline.reconcile.due import Dates
from pipeline.reconcile.judge import NO_RULE, judge
from pipeline.rules import RULES_FILE, Rules, load_rules
from pipeline.word_lists import load_vocabulary

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
WORDS = load_vocabulary(TEMPLATES)
RULES = load_rules(TEMPLATES, WORDS)
HEADER = "beziehung;von;folge;nach;rang;termin;bewertung;begruendung"

PROGRESS, SETBACK, SAME, CHECK = Judgement.PROGRESS, Judgement.SETBACK, Judgement.SAME, Judgement.CHECK


def judged(
    before: str, after: str, relation: Relation = Relation.CONTINUED, at: str = "2024", rules: Rules = RULES
) -> tuple[Judgement, str]:
    readings = [WORDS.read_status(text) for text in (before, after)]
    old, new = (
        measure("1", "Text", status_text=text, status=r.status, follow_up=r.follow_up, due=r.due)
        for text, r in zip((before, after), readings, strict=True)
    )
    date = read_due(at)
    assert date
    return judge(old, new, relation, Dates(Due("in", date.year - 1), date), rules)


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
        (
            "Noch nicht umgesetzt, für 2024",
            "In Planung für 2025",
            (PROGRESS, "Höherer Status, aber Termin verschoben: 2024 → 2025."),
        ),
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


@pytest.mark.parametrize(
    ("due", "at", "passed"),
    [
        ("März 2024", "April 2024", True),
        ("März 2024", "15.03.2024", False),
        ("Mai 2024", "10/2023", False),
        ("Q2/2024", "Juli 2024", True),
        ("Herbst 2024", "November 2024", False),
        ("2. Halbjahr 2023", "2024", True),
        ("Winter 2023", "2024", None),
        ("März 2024", "2024", None),
        ("2024", "Dezember 2024", False),
        ("2023/2024", "2024", False),
    ],
)
def test_date_has_passed_only_when_the_finest_dates_on_both_sides_say_so(
    due: str, at: str, passed: bool | None
) -> None:
    judgement = {True: SETBACK, False: SAME, None: CHECK}[passed]
    assert judged(f"In Planung für {due}", "In Vorbereitung", at=at)[0] is judgement


def found(before: str, after: str, year: int = 2024, as_of: str | None = None) -> list[str]:
    """The codes of what is found about one measure with these statuses in two editions; "" is none."""
    old, new = (
        [measure("4", "Text", status_text=text, status=r.status, follow_up=r.follow_up, due=r.due)]
        for text in (before, after)
        for r in [WORDS.read_status(text)]
    )
    known = old if before else []
    return [f.code for f in reconcile(edition(year - 1, known), edition(year, new, as_of=as_of), RULES).findings]


@pytest.mark.parametrize(
    ("before", "after", "as_of", "wanted"),
    [
        ("Umsetzung im März 2024", "Umsetzung im März 2024", None, ["due-unclear"]),
        ("Umsetzung im März 2024", "Umsetzung im März 2024", "Oktober 2024", ["due-missed"]),
        ("Umsetzung im März 2024", "Umsetzung im März 2024", "Januar 2024", []),
        ("In Planung", "Umsetzung im März 2024", None, []),
        ("", "Umsetzung im März 2024", None, []),
        ("", "Umsetzung im März 2024", "Oktober 2024", ["due-missed"]),
        ("In Planung für 2023", "In Planung für 2023", "Dezember 2023", []),
        ("In Planung für 2023", "In Planung für 2023", "Mai 2019", ["due-missed"]),
        ("In Planung für 2023", "Abgeschlossen", None, []),
        ("In Planung für 2023", "Wird fortgesetzt", None, []),
        ("In Umsetzung bis 2023", "In Umsetzung bis 2023", None, ["due-unclear"]),
        ("In Umsetzung ab 2023", "In Umsetzung ab 2023", None, []),
    ],
)  # fmt: skip
def test_what_a_date_tells_of_a_measure(before: str, after: str, as_of: str | None, wanted: list[str]) -> None:
    assert found(before, after, as_of=as_of) == wanted


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
