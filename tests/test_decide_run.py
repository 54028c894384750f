"""The analyst's decisions over whole runs: traced everywhere, surviving what comes, never lost silently."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from folders import contents
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.cli import main
from pipeline.decisions import COLUMNS
from pipeline.errors import CheckFailed, DecisionUnfit
from pipeline.run import Outcome, compare_documents, read_document, run
from pipeline.spreadsheet import as_csv, cells_of, records_of
from pipeline.verify import verify

GOLDEN = Path(__file__).parent / "test_run"
LOG, CROSSWALK = "Aenderungsprotokoll_2023-2024.csv", "Abgleich_2023-2024.csv"
SIGNED = {"begruendung": "Rücksprache mit dem Amt", "name": "Erika Beispiel", "datum": "22.11.2026"}
RIGHT = {
    "art": "berichtigen", "ausgabe": "2024", "nr": "7", "merkmal": "Status", "wert_gelesen": "Wird fortgesetzt",
    "wert_richtig": "Abgeschlossen",
}  # fmt: skip
LINKED = {"art": "zuordnen", "ausgabe": "2023", "nr": "6", "ausgabe_neu": "2024", "nr_neu": "38"}
PARTED = {"art": "trennen", "ausgabe": "2023", "nr": "40", "ausgabe_neu": "2024", "nr_neu": "41"}
ACCEPTED = {"art": "annehmen", "ausgabe": "2023", "nr": "17", "befund": "text-unfinished"}
WAITING = {"art": "annehmen", "ausgabe": "2022", "nr": "1", "befund": "bracket-open"}
Row = dict[str, str]


def silent(*_: object) -> None:
    """No progress display."""


@pytest.fixture(name="folder")
def an_input_folder(tmp_path: Path) -> Path:
    """The records of the shipped run under `input/`; the golden files of test_run.py lack hashes only."""
    folder = tmp_path / "input"
    folder.mkdir()
    for year in (2023, 2024):
        document = json.loads((GOLDEN / f"{year}-katalog.json").read_bytes())
        document["edition"]["source"]["sha256"] = "0" * 64
        (folder / f"{year}-katalog.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def decide(folder: Path, *rows: Row) -> None:
    """Write these lines, signed, as the analyst's file."""
    cells = [[(SIGNED | row).get(column, "") for column in COLUMNS] for row in rows]
    (folder / "entscheidungen.csv").write_bytes(as_csv(COLUMNS, cells))


def ran(folder: Path) -> tuple[Path, Outcome]:
    output = folder.parent / "output"
    return output, run(folder, output, silent)


def log(output: Path, name: str = LOG) -> list[Row]:
    return records_of((output / name).read_bytes())


def decided(output: Path, name: str = LOG) -> list[Row]:
    return [row for row in log(output, name) if row["aenderungsart"] == "Entscheidung"]


def catalogue(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_bytes())
    return document


def measure(document: dict[str, Any], number: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in document["measures"] if each["number"] == number)
    return found


def _lasting(row: Row) -> Row:
    """A row without its number and what the texts alone say of a link: both change with every better measure."""
    return {column: value.partition(" Die Texte: ")[0] for column, value in row.items() if value and column != "lfd_nr"}


# --- traced everywhere ----------------------------------------------------------------------------------------------


def test_decisions_are_told_in_every_file(folder: Path, file_regression: FileRegressionFixture) -> None:
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED, WAITING)
    output, outcome = ran(folder)
    manifest = json.loads((output / "lauf.json").read_bytes())
    told = {
        "change log": [_lasting(row) for row in log(output) if row["verfahren"] == "manuell"],
        "crosswalk": [
            [row["nr_alt"], row["nr_neu"], row["beziehung"], row["verfahren"]]
            for row in log(output, CROSSWALK)
            if row["nr_alt"] in ("6", "40") or row["nr_neu"] == "41"
        ],
        "records": measure(catalogue(output / "2024/katalog.json"), "7"),
        "manifest": manifest["decisions"],
        "open questions": manifest["questions"],
    }
    file_regression.check(json.dumps(told, ensure_ascii=False, indent=1) + "\n", extension=".json")
    assert (len(outcome.decisions), len(outcome.waiting)) == (4, 1)
    assert manifest["inputs"][0]["file"] == "entscheidungen.csv"
    assert all(each["ok"] for each in manifest["assertions"])
    assert outcome.passed_over == ()


def test_remarks_of_a_measure_tell_what_was_decided_about_it(folder: Path) -> None:
    decide(folder, RIGHT, ACCEPTED)
    output, _ = ran(folder)
    old, new = (log(output, f"{year}/massnahmen.csv") for year in (2023, 2024))
    assert "Status: gelesen „Wird fortgesetzt“. Berichtigt von Erika Beispiel am 22.11.2026" in new[6]["befunde"]
    assert "Angenommen von Erika Beispiel am 22.11.2026: Rücksprache mit dem Amt." in old[16]["befunde"]


def test_report_lists_decisions_and_who_accepted_a_finding(folder: Path) -> None:
    decide(folder, LINKED, ACCEPTED)
    output, _ = ran(folder)
    document = Document(str(output / "Fortschrittsbericht_2024.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    (decided,) = (table for table in document.tables if table.rows[0].cells[1].text == "Entscheidung")
    rows = [[cell.text for cell in row.cells] for row in decided.rows[1:]]
    assert [row[:2] for row in rows if row[2].startswith("Zugeordnet von Erika Beispiel")] == [
        ["38\n(bisher 6)", "Zuordnung (2023 und 2024), jetzt: fortgeführt"]
    ]
    (accepted,) = (
        row for row in rows if row[2] == "Angenommen von Erika Beispiel am 22.11.2026: Rücksprache mit dem Amt."
    )
    assert accepted[1].startswith("Befund (2023), bisher: Maßnahme 17 (Seite 4): im Text endet")
    assert not any(cell.startswith("Maßnahme 17 (Seite 4): im Text endet") for cell in cells)


def test_account_says_what_was_applied_and_what_was_not_needed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(folder, LINKED, ACCEPTED, WAITING)
    assert main(["run", "--input", str(folder), "--output", str(folder.parent / "output")]) == 0
    told = capsys.readouterr().out
    assert "Entschieden: 2 Zeilen aus entscheidungen.csv angewendet" in told
    assert "  in diesem Lauf nicht gebraucht: Zeile 4 (Ausgabe 2022 liegt nicht vor)" in told
    assert "4 offene Fragen stehen in zu_entscheiden.csv" in told
    assert "Maßnahme 17" not in told


def test_verify_knows_the_decisions(folder: Path) -> None:
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED)
    output, _ = ran(folder)
    assert verify(output, folder).inputs == 3
    decide(folder, RIGHT, LINKED, PARTED)
    with pytest.raises(CheckFailed, match=r"die Eingabe entscheidungen\.csv wurde geändert"):
        verify(output, folder)


def test_verify_sees_an_edited_question(folder: Path) -> None:
    output, _ = ran(folder)
    file = output / "zu_entscheiden.csv"
    file.write_bytes(file.read_bytes().replace(b"annehmen", b"trennen", 1))
    with pytest.raises(CheckFailed, match=r"zu_entscheiden\.csv wurde geändert"):
        verify(output)


def test_single_edition_tells_its_decisions_behind_its_first_record(folder: Path) -> None:
    (folder / "2024-katalog.json").unlink()
    decide(folder, ACCEPTED)
    output, _ = ran(folder)
    rows = log(output, "Aenderungsprotokoll_2023.csv")
    assert [row["aenderungsart"] for row in rows] == ["Ersterfassung"] * 41 + ["Entscheidung"]
    report = Document(str(output / "Fortschrittsbericht_2023.docx"))
    number, _, reason = (cell.text for cell in report.tables[-1].rows[1].cells)
    assert (number, "Rücksprache mit dem Amt" in reason) == ("17", True)
    verify(output, folder)


# --- answered questions ---------------------------------------------------------------------------------------------


def answer(output: Path, folder: Path, keep: Callable[[Row], bool]) -> int:
    """Copy the questions that `keep` wants over into the analyst's file, signed; how many they are."""
    columns, *questions = cells_of((output / "zu_entscheiden.csv").read_bytes())
    rows = [row for row in questions if keep(dict(zip(columns, row, strict=True)))]
    file = ";".join(columns) + "\r\n"
    for row in rows:
        file += ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in [*row[:-3], *SIGNED.values()]) + "\r\n"
    (folder / "entscheidungen.csv").write_text(file, encoding="utf-8-sig", newline="")
    return len(rows)


def test_answered_questions_are_asked_no_more(folder: Path) -> None:
    output, first = ran(folder)
    assert answer(output, folder, lambda row: row["art"] == "annehmen") == len(first.questions) == 5
    _, second = ran(folder)
    assert second.questions == ()
    assert len(second.decisions) == 5
    assert cells_of((output / "zu_entscheiden.csv").read_bytes()) == [list(COLUMNS)]


def test_unsigned_question_copied_over_stops_the_run(folder: Path) -> None:
    output, _ = ran(folder)
    shutil.copy(output / "zu_entscheiden.csv", folder / "entscheidungen.csv")
    with pytest.raises(DecisionUnfit, match="Zeile 2: Die Spalte „begruendung“ ist leer"):
        ran(folder)


# --- survives -------------------------------------------------------------------------------------------------------


def test_same_decisions_give_the_same_bytes_again(folder: Path) -> None:
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED)
    output, _ = ran(folder)
    before = contents(output)
    ran(folder)
    assert contents(output) == before


def test_corrected_records_as_input_keep_the_correction_and_take_it_once(folder: Path) -> None:
    decide(folder, RIGHT, ACCEPTED)
    output, _ = ran(folder)
    corrected = catalogue(output / "2024/katalog.json")
    shutil.copy(output / "2023/katalog.json", folder / "2023-katalog.json")
    shutil.copy(output / "2024/katalog.json", folder / "2024-katalog.json")

    _, again = ran(folder)
    assert catalogue(output / "2024/katalog.json") == corrected
    assert (len(again.decisions), len(decided(output))) == (2, 2)

    (folder / "entscheidungen.csv").unlink()
    ran(folder)
    assert catalogue(output / "2024/katalog.json") == corrected
    assert [row["wert_alt"] for row in decided(output) if row["merkmal"] == "Status"] == ["Wird fortgesetzt"]


def test_decisions_hold_when_the_next_edition_numbers_anew(folder: Path) -> None:
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED)
    output, _ = ran(folder)
    before = log(output), log(output, CROSSWALK)
    uids = {each["number"]: each["uid"] for each in catalogue(output / "2024/katalog.json")["measures"]}

    document = catalogue(folder / "2024-katalog.json")
    document["edition"]["year"] = 2025
    for position, each in enumerate(document["measures"], start=1):
        each["uid"], each["number"] = f"2025-{position + 100}", str(position + 100)
    (folder / "2025-katalog.json").write_text(json.dumps(document), encoding="utf-8")
    _, outcome = ran(folder)

    assert (log(output), log(output, CROSSWALK)) == before
    assert [each.uid for each in outcome.editions[2].measures] == list(uids.values())
    assert len(outcome.decisions) == 4
    verify(output, folder)


def test_decisions_about_last_year_wait_when_only_its_successor_is_compared(folder: Path) -> None:
    decide(folder, RIGHT, LINKED, ACCEPTED)
    (folder / "2023-katalog.json").unlink()
    output, outcome = ran(folder)
    assert [decision.line for decision in outcome.decisions] == [2]
    assert [decision.line for decision in outcome.waiting] == [3, 4]
    assert len(decided(output, "Aenderungsprotokoll_2024.csv")) == 1


def test_measure_parted_in_records_is_born_with_its_own_edition(folder: Path) -> None:
    decide(folder, PARTED)
    output, _ = ran(folder)
    assert measure(catalogue(folder / "2024-katalog.json"), "41")["uid"] == "2023-40"
    assert measure(catalogue(output / "2024/katalog.json"), "41")["uid"] == "2024-41"


def test_decisions_are_the_same_from_old_excel(folder: Path) -> None:
    decide(folder, RIGHT, LINKED, ACCEPTED)
    output, _ = ran(folder)
    before = log(output)
    file = folder / "entscheidungen.csv"
    file.write_bytes(file.read_bytes().decode("utf-8-sig").encode("cp1252", "replace"))
    ran(folder)
    assert log(output) == before


# --- refused --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (RIGHT | {"wert_gelesen": "Läuft"}, "jetzt „Wird fortgesetzt“ gelesen, nicht „Läuft“"),
        (LINKED | {"nr_neu": "99"}, "Nr. 99 der Ausgabe 2024 gibt es"),
        (ACCEPTED | {"nr": "18"}, "Einen Befund „text-unfinished“ gibt es dazu nicht"),
        (
            {"art": "annehmen", "ausgabe": "2023", "ausgabe_neu": "2024", "nr_neu": "7", "befund": "link-tie"},
            "Einen Befund „link-tie“ gibt es dazu nicht",
        ),
        (ACCEPTED | {"ausgabe": "2042"}, "Eine Ausgabe 2042 liegt nicht vor"),
        (ACCEPTED | {"name": ""}, "Die Spalte „name“ ist leer"),
    ],
)
def test_line_that_fits_nothing_stops_the_run_with_its_own_exit_code(
    row: Row, fault: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, _ = ran(folder)
    before = contents(output)
    decide(folder, PARTED, row)
    assert main(["run", "--input", str(folder), "--output", str(output)]) == DecisionUnfit.exit_code == 10
    complaint = capsys.readouterr().err
    assert complaint.startswith("Fehler: „entscheidungen.csv“, Zeile 3: ")
    assert fault in complaint
    assert contents(output) == before


@pytest.mark.parametrize("name", ["entscheidungen.xlsx", "Entscheidungen.ods"])
def test_decisions_in_a_workbook_are_refused_not_overlooked(name: str, folder: Path) -> None:
    (folder / name).write_bytes(b"PK")
    with pytest.raises(DecisionUnfit, match="als „CSV UTF-8"):
        ran(folder)


def test_two_files_of_decisions_are_refused(folder: Path) -> None:
    for name in ("entscheidungen.csv", "Entscheidungen.csv"):
        (folder / name).write_bytes(b"")
    with pytest.raises(DecisionUnfit, match="zwei Dateien"):
        ran(folder)


# --- through a spreadsheet ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("localc"), reason="needs LibreOffice Calc")
@pytest.mark.parametrize("charset", ["76", "1"], ids=["UTF-8", "Windows-1252"])
def test_questions_answered_in_a_spreadsheet_are_understood(charset: str, folder: Path, tmp_path: Path) -> None:
    """`3.2` keeps its point and what was read is known again, arrows, paragraphs and all."""
    for year in (2023, 2024):
        document = catalogue(folder / f"{year}-katalog.json")
        for each in document["measures"]:
            each["number"] = f"3.{each['number']}"
        for finding in document["findings"]:
            finding["measure"] = f"3.{finding['measure']}"
        (folder / f"{year}-katalog.json").write_text(json.dumps(document), encoding="utf-8")
    output, first = ran(folder)
    assert answer(output, folder, lambda row: row["art"] == "annehmen") == len(first.questions)
    file = folder / "entscheidungen.csv"
    # The program of a German analyst shows and saves the German date; this one speaks whatever is installed.
    file.write_bytes(file.read_bytes().replace(b"22.11.2026", b"2026-11-22"))
    (tmp_path / "saved").mkdir()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:59,34,76,1,,1031,false,true,false", "--convert-to",
         f"csv:Text - txt - csv (StarCalc):59,34,{charset},1,,1031,false,true,false",
         "--outdir", tmp_path / "saved", file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shutil.move(tmp_path / "saved" / file.name, file)
    _, second = ran(folder)
    assert second.questions == ()


# --- given to compare and read --------------------------------------------------------------------------------------


@pytest.fixture(name="apart")
def a_file_elsewhere(folder: Path) -> Path:
    """The decisions outside the input folder, under another name, those about other years among them."""
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED, WAITING, LINKED | {"ausgabe": "2024", "ausgabe_neu": "2025"})
    return (folder / "entscheidungen.csv").rename(folder.parent / "beschlossen 2023 bis 2025.csv")


def test_compare_applies_decisions_like_a_run(folder: Path, apart: Path) -> None:
    decide(folder, RIGHT, LINKED, PARTED, ACCEPTED, WAITING)
    output, _ = ran(folder)
    documents = folder / "2023-katalog.json", folder / "2024-katalog.json"
    outcome = compare_documents(*documents, folder.parent / "apart", silent, decisions_file=apart)
    for name in (LOG, CROSSWALK, "zu_entscheiden.csv", "2024/katalog.json"):
        assert (folder.parent / "apart" / name).read_bytes() == (output / name).read_bytes()
    assert [decision.line for decision in outcome.waiting] == [6, 7]
    verify(folder.parent / "apart")


def test_read_applies_decisions_about_its_edition(folder: Path, apart: Path) -> None:
    target = folder.parent / "gelesen"
    outcome = read_document(folder / "2024-katalog.json", None, target, silent, decisions_file=apart)
    assert measure(catalogue(target / "katalog.json"), "7")["status"] == "completed"
    assert [decision.line for decision in outcome.decisions] == [2]
    assert [decision.line for decision in outcome.waiting] == [3, 4, 5, 6, 7]


def test_decisions_cannot_tell_two_documents_of_one_year_apart(folder: Path, apart: Path) -> None:
    twice = folder / "2024-katalog.json"
    with pytest.raises(DecisionUnfit, match="Zeile 2: Zwei der Dokumente sind Ausgaben 2024"):
        compare_documents(twice, twice, folder.parent / "apart", silent, decisions_file=apart)


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("fehlt.csv", None, 3, "Die Datei „fehlt.csv“ gibt es nicht"),
        ("meine.csv", b"art;ausgabe\nannehmen;2023\n", 10, "In „meine.csv“, Zeile 1, fehlt die Spalte"),
        ("meine.xlsx", b"PK", 10, "„meine.xlsx“ ist eine Arbeitsmappe"),
    ],
)
def test_decisions_given_that_cannot_be_read_are_refused_by_their_name(
    name: str,
    content: bytes | None,
    code: int,
    told: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    if content is not None:
        Path(name).write_bytes(content)
    for call in (["compare", "input/2023-katalog.json"], ["read"]):
        assert main([*call, "input/2024-katalog.json", "-o", "aus", "--decisions", name]) == code
        assert told in capsys.readouterr().err
    assert not Path("aus").exists()
