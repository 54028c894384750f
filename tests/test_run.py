"""The whole way from `input/` to `output/`: the golden files of the shipped input, and what holds for every run."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from folders import contents
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.errors import CheckFailed, InputAmbiguous, PipelineError
from pipeline.model import ChangeKind, Judgement, Relation, Status
from pipeline.publish.manifest import sealed, unsealed
from pipeline.run import Outcome, compare_documents, read_document, run
from pipeline.spreadsheet import records_of
from pipeline.verify import verify

ROOT = Path(__file__).parent.parent
CATALOGUES = Path(__file__).parent / "catalogues"
TEXT_2023 = ROOT / "input" / "2023-massnahmenkatalog.txt"
SAMPLE_2024 = ROOT / "input" / "2024-massnahmenkatalog-beispiel.pdf"
LOG, CROSSWALK = "Aenderungsprotokoll_2023-2024.csv", "Abgleich_2023-2024.csv"
FILES = (
    "2023/katalog.json",
    "2023/massnahmen.csv",
    "2024/katalog.json",
    "2024/massnahmen.csv",
    CROSSWALK,
    LOG,
    "Fortschrittsbericht_2024.docx",
    "Pruefbericht.html",
    "datapackage.json",
    "lauf.json",
    "zu_entscheiden.csv",
)
RELATIONS = {
    "same": Relation.CONTINUED,
    "split": Relation.SPLIT,
    "merged": Relation.MERGED,
    "new": Relation.NEW,
    "removed": Relation.DROPPED,
}
"""Words of the truth → ours."""


def silent(*_: object) -> None:
    """No progress display."""


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return records_of((folder / name).read_bytes())


def katalog(folder: Path, year: int) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / f"{year}/katalog.json").read_bytes())
    return document


def log(folder: Path, name: str = LOG) -> list[tuple[str, ...]]:
    """The change log without the names of the files that were read."""
    return [tuple(value for key, value in row.items() if not key.startswith("quelle")) for row in rows(folder, name)]


@pytest.fixture(scope="module", name="shipped")
def the_shipped_input(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The output folder of a run over the shipped input, and what the run tells of itself."""
    output = tmp_path_factory.mktemp("lauf") / "output"
    return output, run(ROOT / "input", output, silent)


@pytest.fixture(name="output")
def its_output(shipped: tuple[Path, Outcome]) -> Path:
    return shipped[0]


@pytest.fixture(name="folder")
def a_folder_of_records(tmp_path: Path, output: Path) -> Path:
    """An input folder with the records of the shipped run, quickly read: 2023 and the 2024 sample."""
    (tmp_path / "input").mkdir()
    for year in (2023, 2024):
        shutil.copy(output / f"{year}/katalog.json", tmp_path / "input" / f"{year}-katalog.json")
    return tmp_path / "input"


# --- golden files ---------------------------------------------------------------------------------------------------


def test_shipped_input_gives_these_files(shipped: tuple[Path, Outcome]) -> None:
    output, outcome = shipped
    assert tuple(contents(output)) == tuple(sorted(FILES))
    assert sorted(outcome.files) == sorted(FILES)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_table_reads_as_agreed(name: str, output: Path, file_regression: FileRegressionFixture) -> None:
    content = (output / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    file_regression.check(content, binary=True, extension=".csv", basename=golden(name))


@pytest.mark.parametrize("name", ["2023/katalog.json", "2024/katalog.json", "datapackage.json", "lauf.json"])
def test_file_for_programs_reads_as_agreed(name: str, output: Path, file_regression: FileRegressionFixture) -> None:
    document = json.loads((output / name).read_bytes())
    text = json.dumps(without_hashes(document), ensure_ascii=False, indent=1) + "\n"
    file_regression.check(text.encode(), binary=True, extension=".json", basename=golden(name))


def golden(name: str) -> str:
    return Path(name).with_suffix("").as_posix().replace("/", "-")


def without_hashes(document: Any) -> Any:
    """The document without what changes with every edit of a template, of the lock or of the report's look."""
    if isinstance(document, list):
        return [without_hashes(each) for each in document]
    if not isinstance(document, dict):
        return document
    kept = {key: value for key, value in document.items() if key not in ("hash", "seal", "ingredients")}
    if "file" in kept and kept["file"] not in (TEXT_2023.name, SAMPLE_2024.name):
        kept = {key: value for key, value in kept.items() if key not in ("sha256", "bytes")}
    return {key: without_hashes(value) for key, value in kept.items()}


def test_json_is_indented_utf8_that_ends_with_a_line_feed(output: Path) -> None:
    for name in FILES:
        if name.endswith(".json"):
            content = (output / name).read_bytes()
            assert json.dumps(json.loads(content), ensure_ascii=False, indent=1).encode() + b"\n" == content


def test_manifest_lists_every_file_by_its_true_hash(output: Path) -> None:
    manifest = json.loads((output / "lauf.json").read_bytes())
    listed = {each["file"]: each["sha256"] for each in manifest["outputs"]}
    written = {name: hashlib.sha256(content).hexdigest() for name, content in contents(output).items()}
    assert listed == {name: sha256 for name, sha256 in written.items() if name != "lauf.json"}
    inputs = {each["file"]: (each["sha256"], each["year"], each["pages"]) for each in manifest["inputs"]}
    assert inputs == {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), year, 10)
        for file, year in ((TEXT_2023, 2023), (SAMPLE_2024, 2024))
    }
    assert {each["file"] for each in manifest["ingredients"]} >= {"requirements.lock", "templates/status.csv"}
    assert all(each["ok"] for each in manifest["assertions"])


def test_report_tells_the_figures_of_the_run(output: Path) -> None:
    word = Document(BytesIO((output / "Fortschrittsbericht_2024.docx").read_bytes()))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Der Vergleich ergibt zwölf Statuswechsel" in text
    assert "27 von 41" in text
    assert "Beispieldaten" in text


def test_every_output_made_with_the_sample_says_so(output: Path) -> None:
    for name in (CROSSWALK, LOG):
        assert all("Beispieldaten" in "".join(row.values()) for row in rows(output, name))
    assert all("Beispieldaten" in row["ausgabe"] for row in rows(output, "2024/massnahmen.csv"))
    assert not any("Beispieldaten" in "".join(row.values()) for row in rows(output, "2023/massnahmen.csv"))


def test_run_is_verified(output: Path) -> None:
    assert verify(output, ROOT / "input").outputs == len(FILES)


def test_same_input_gives_same_bytes_wherever_whenever_and_whoever_runs(output: Path, tmp_path: Path) -> None:
    """Another process, folder, umlaut, hash seed, time zone and locale."""
    other = tmp_path / "Ergebnisse für Müller"
    environment = os.environ | {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "pipeline", "run", "--input", str(ROOT / "input"), "--output", str(other)]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
    assert contents(other) == contents(output)


# --- the acceptance figures -----------------------------------------------------------------------------------------


def test_crosswalk_is_the_true_one(output: Path) -> None:
    truth = json.loads((CATALOGUES / "truth-crosswalk-2023-2024.json").read_bytes())
    wanted = Counter((str(each["old"] or ""), str(each["new"] or ""), RELATIONS[each["relation"]]) for each in truth)
    found = Counter((row["nr_alt"], row["nr_neu"], row["beziehung"]) for row in rows(output, CROSSWALK))
    assert found == wanted


def test_2023_edition_counts_as_the_city_and_the_press_count(output: Path) -> None:
    assert Counter(measure["status"] for measure in katalog(output, 2023)["measures"]) == {
        Status.COMPLETED: 4,
        Status.IN_PROGRESS: 23,
        Status.PLANNED: 5,
        Status.NOT_STARTED: 8,
        Status.UNDER_REVIEW: 1,
    }
    manifest = json.loads((output / "lauf.json").read_bytes())
    assert next((each["measures"], each["implemented"]) for each in manifest["editions"]) == (41, 27)


@pytest.mark.parametrize(
    ("number", "judgement", "reason"),
    [
        ("3", Judgement.PROGRESS, ""),
        ("7", Judgement.PROGRESS, ""),
        ("26", Judgement.SETBACK, "2025"),
        ("35", Judgement.SETBACK, ""),
    ],
)
def test_status_change_is_judged_as_the_council_would(
    number: str, judgement: Judgement, reason: str, output: Path
) -> None:
    changes = [row for row in rows(output, LOG) if row["aenderungsart"] == ChangeKind.STATUS]
    [change] = [row for row in changes if row["nr_alt"] == number]
    assert change["bewertung"] == judgement
    assert reason in change["begruendung"]


def test_every_change_names_file_and_page_of_both_sides(output: Path) -> None:
    for row in rows(output, LOG):
        for side, source in (("alt", TEXT_2023.name), ("neu", SAMPLE_2024.name)):
            if row[f"nr_{side}"]:
                assert row[f"quelle_{side}"].startswith(source)
                assert 1 <= int(row[f"seite_{side}"]) <= 10


def test_every_value_names_box_or_lines_where_it_was_read(output: Path) -> None:
    """Also those that stand in no table: title, visions, further measures."""
    for row in rows(output, LOG):
        for side, spot in (
            ("alt", r"Seite \d+: Zeilen? \d+(–\d+)?"),
            ("neu", r"Seite \d+: Kasten .+ \| .+ – .+ \| .+"),
        ):
            if row[f"wert_{side}"]:
                assert re.fullmatch(rf"{spot}(\n{spot})*", row[f"ort_{side}"]), row


@pytest.mark.parametrize("name", ["2023-office.pdf", "2023-print-css.pdf", "2023-rows-split.pdf"])
def test_same_catalogue_set_otherwise_is_no_change(name: str, tmp_path: Path) -> None:
    outcome = compare_documents(TEXT_2023, CATALOGUES / name, tmp_path, silent)
    assert outcome.comparisons[0].changes == ()
    assert rows(tmp_path, "Aenderungsprotokoll_2023-2023.csv") == []
    assert {row["beziehung"] for row in rows(tmp_path, "Abgleich_2023-2023.csv")} == {Relation.CONTINUED}
    assert verify(tmp_path).outputs == len(FILES)


@pytest.mark.parametrize("year", [2023, 2024])
def test_edition_compared_with_itself_is_no_change(year: int, output: Path, tmp_path: Path) -> None:
    records = output / f"{year}/katalog.json"
    outcome = compare_documents(records, records, tmp_path, silent)
    assert outcome.comparisons[0].changes == ()
    assert outcome.comparisons[0].findings == ()
    assert (tmp_path / f"{year}/katalog.json").read_bytes() == records.read_bytes()
    assert (tmp_path / f"{year}-bisher/katalog.json").read_bytes() == records.read_bytes()


def test_two_documents_of_one_year_are_compared_in_the_order_given(folder: Path, tmp_path: Path) -> None:
    edited = rewritten(folder / "2023-katalog.json", tmp_path / "2023-neu.json", 2023, complete("5"))
    compare_documents(folder / "2023-katalog.json", edited, tmp_path / "hin", silent)
    compare_documents(edited, folder / "2023-katalog.json", tmp_path / "her", silent)
    there, back = (rows(tmp_path / way, "Aenderungsprotokoll_2023-2023.csv") for way in ("hin", "her"))
    assert [(row["wert_alt"], row["wert_neu"]) for row in there] == [(row["wert_neu"], row["wert_alt"]) for row in back]
    assert len(there) == 1
    assert verify(tmp_path / "hin").outputs == len(FILES)


def test_the_older_edition_is_the_old_one_however_they_are_named(folder: Path, tmp_path: Path) -> None:
    old, new = folder / "2023-katalog.json", folder / "2024-katalog.json"
    assert [each.year for each in compare_documents(new, old, tmp_path, silent).editions] == [2023, 2024]


# --- other inputs ---------------------------------------------------------------------------------------------------

Edit = Callable[[dict[str, Any]], None]


def rewritten(source: Path, target: Path, year: int, *edits: Edit) -> Path:
    """Records of an earlier run under another year, with these edits, as a real edition."""
    document = json.loads(source.read_bytes())
    document["edition"] |= {"year": year, "sample": False}
    for edit in edits:
        edit(document)
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


def complete(number: str) -> Edit:
    """The edit that completes one measure."""

    def edit(document: dict[str, Any]) -> None:
        measure = next(each for each in document["measures"] if each["number"] == number)
        measure |= {"status_text": "Abgeschlossen", "status": "completed", "due": None}

    return edit


def drop(number: str) -> Edit:
    """The edit that takes one measure out and numbers the following anew."""

    def edit(document: dict[str, Any]) -> None:
        document["measures"] = [each for each in document["measures"] if each["number"] != number]
        for position, each in enumerate(document["measures"], start=1):
            each["number"] = str(position)

    return edit


def test_records_of_an_earlier_run_stand_in_for_their_document(output: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLE_2024, folder)
    (folder / "2024-katalog.json").unlink()
    run(folder, tmp_path / "output", silent)
    for name in (LOG, CROSSWALK, "2023/katalog.json", "2024/massnahmen.csv", "Fortschrittsbericht_2024.docx"):
        assert (tmp_path / "output" / name).read_bytes() == (output / name).read_bytes()


def test_three_editions_give_each_pair_and_stable_uids(folder: Path, output: Path, tmp_path: Path) -> None:
    rewritten(folder / "2024-katalog.json", folder / "2025-katalog.json", 2025, drop("1"), complete("20"))
    outcome = run(folder, tmp_path / "output", silent)
    written = contents(tmp_path / "output")
    assert [name for name in written if name.startswith(("Abgleich", "Fortschritt", "Verlauf"))] == [
        CROSSWALK,
        "Abgleich_2024-2025.csv",
        "Fortschrittsbericht_2025.docx",
        "Verlauf.csv",
    ]
    assert written[LOG] == (output / LOG).read_bytes()
    uids_2024 = [measure["uid"] for measure in katalog(output, 2024)["measures"]]
    assert [measure.uid for measure in outcome.editions[2].measures] == uids_2024[1:]
    kinds = Counter(row["aenderungsart"] for row in rows(tmp_path / "output", "Aenderungsprotokoll_2024-2025.csv"))
    # The dropped measure was the only one of its goal.
    assert kinds == {ChangeKind.DROPPED: 2, ChangeKind.STATUS: 1, ChangeKind.RENUMBERED: 41}
    course = {row["uid"]: row for row in rows(tmp_path / "output", "Verlauf.csv")}
    assert course["2023-1"]["ereignisse"].split("\n")[0] == "2025: entfallen"
    assert [course["2023-19"][f"nr_{year}"] for year in (2023, 2024, 2025)] == ["19", "20", "19"]
    verify(tmp_path / "output", folder)


def test_a_covered_up_edit_of_the_history_is_found(folder: Path, tmp_path: Path) -> None:
    rewritten(folder / "2024-katalog.json", folder / "2025-katalog.json", 2025, drop("1"))
    run(folder, tmp_path / "output", silent)
    sheet, manifest = tmp_path / "output/Verlauf.csv", tmp_path / "output/lauf.json"
    document = unsealed(manifest.read_bytes())
    sheet.write_bytes(sheet.read_bytes().replace(b"2025: entfallen", b"2025: erledigt!"))
    for each in document["outputs"]:
        if each["file"] == sheet.name:
            each["sha256"] = hashlib.sha256(sheet.read_bytes()).hexdigest()
    manifest.write_bytes(sealed(document))
    with pytest.raises(CheckFailed, match=r"Verlauf\.csv = katalog\.json und Abgleich"):
        verify(tmp_path / "output")


def test_uids_are_the_same_if_each_year_is_run_with_the_records_of_the_year_before(
    folder: Path, tmp_path: Path
) -> None:
    rewritten(folder / "2024-katalog.json", folder / "2025-katalog.json", 2025, drop("7"))
    at_once = run(folder, tmp_path / "alle", silent)
    (folder / "2023-katalog.json").unlink()
    year_by_year = run(folder, tmp_path / "zwei", silent)
    assert [measure.uid for measure in year_by_year.editions[-1].measures] == [
        measure.uid for measure in at_once.editions[-1].measures
    ]


def test_single_edition_gives_a_first_report_and_a_first_record(folder: Path, tmp_path: Path) -> None:
    (folder / "2024-katalog.json").unlink()
    outcome = run(folder, tmp_path / "output", silent)
    assert tuple(contents(tmp_path / "output")) == (
        "2023/katalog.json",
        "2023/massnahmen.csv",
        "Aenderungsprotokoll_2023.csv",
        "Fortschrittsbericht_2023.docx",
        "Pruefbericht.html",
        "datapackage.json",
        "lauf.json",
        "zu_entscheiden.csv",
    )
    first = rows(tmp_path / "output", "Aenderungsprotokoll_2023.csv")
    assert Counter(row["aenderungsart"] for row in first) == {ChangeKind.FIRST: 41}
    assert outcome.comparisons == ()
    verify(tmp_path / "output", folder)


def test_sample_gives_way_to_the_real_edition_of_its_year(folder: Path, tmp_path: Path) -> None:
    (folder / "2024-katalog.json").rename(folder / "2024-beispiel.json")
    rewritten(folder / "2024-beispiel.json", folder / "2024-katalog.json", 2024, complete("20"))
    outcome = run(folder, tmp_path / "output", silent)
    assert [edition.sample for edition in outcome.editions] == [False, False]
    assert outcome.passed_over == ("2024-beispiel.json",)
    assert b"Beispieldaten" not in (tmp_path / "output" / LOG).read_bytes()


def test_sample_that_is_not_even_read_is_told_as_well(folder: Path, tmp_path: Path) -> None:
    (folder / "2023-beispiel.pdf").write_bytes(b"not even a PDF")
    shutil.copy(TEXT_2023, folder / "2023-katalog.txt")
    (folder / "2023-katalog.json").unlink()
    assert run(folder, tmp_path / "output", silent).passed_over == ("2023-beispiel.pdf",)


def test_two_real_editions_of_one_year_stop_the_run(folder: Path, tmp_path: Path) -> None:
    rewritten(folder / "2023-katalog.json", folder / "2024-katalog (2).json", 2024)
    rewritten(folder / "2023-katalog.json", folder / "2024-katalog.json", 2024)
    with pytest.raises(InputAmbiguous, match=r"2024-katalog \(2\)\.json.*2024-katalog\.json"):
        run(folder, tmp_path / "output", silent)


def test_document_alone_gives_its_records_only(output: Path, tmp_path: Path) -> None:
    outcome = read_document(TEXT_2023, None, tmp_path, silent)
    assert contents(tmp_path) == {
        name: (output / "2023" / name).read_bytes() for name in ("katalog.json", "massnahmen.csv")
    }
    assert sorted(outcome.files) == ["katalog.json", "massnahmen.csv"]


def test_given_year_overrules_the_file_name(tmp_path: Path) -> None:
    assert read_document(TEXT_2023, 2031, tmp_path, silent).editions[0].year == 2031
    assert json.loads((tmp_path / "katalog.json").read_bytes())["measures"][0]["uid"] == "2031-1"


def test_given_year_that_contradicts_the_records_stops_the_run(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputAmbiguous, match="2031"):
        read_document(folder / "2023-katalog.json", 2031, tmp_path, silent)


# --- failures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2025-katalog.pdf", b""),
        ("2025-katalog.json", b"{}"),
        ("2025-rechnung.txt", b"Rechnung"),
        ("2024-2025.pdf", b"x"),
    ],
)
def test_last_good_outputs_stay_when_a_run_fails(name: str, content: bytes, folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "output", silent)
    before = contents(tmp_path / "output")
    (folder / name).write_bytes(content)
    with pytest.raises(PipelineError, match=re.escape(name)):
        run(folder, tmp_path / "output", silent)
    assert contents(tmp_path / "output") == before


def test_outputs_of_the_run_before_that_no_longer_belong_go(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "output", silent)
    (tmp_path / "output" / "Notizen.txt").write_bytes(b"meine")
    (folder / "2024-katalog.json").unlink()
    run(folder, tmp_path / "output", silent)
    names = list(contents(tmp_path / "output"))
    assert [name for name in names if "2024" in name] == []
    assert "Notizen.txt" in names


def test_output_may_be_the_folder_of_the_run_before_as_often_as_you_like(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "output", silent)
    before = contents(tmp_path / "output")
    run(folder, tmp_path / "output", silent)
    assert contents(tmp_path / "output") == before
