"""The descriptor fits the tables, by its own standard's checker."""

import hashlib
import json
from pathlib import Path

import frictionless
import pytest
from small_run import FIRST_RECORD, NEW, VOCABULARY, edition, files, measure

from pipeline.publish import DATAPACKAGE, baseline_files, datapackage, records_files
from pipeline.spreadsheet import cells_of


def test_every_csv_is_described_with_its_columns_size_and_hash() -> None:
    written = files()
    descriptor = json.loads(written[DATAPACKAGE])

    assert [each["path"] for each in descriptor["resources"]] == sorted(n for n in written if n.endswith(".csv"))
    for each in descriptor["resources"]:
        content = written[each["path"]]
        assert [column["name"] for column in each["schema"]["fields"]] == cells_of(content)[0]
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_column_has_a_german_title_and_meaning() -> None:
    for each in json.loads(files()[DATAPACKAGE])["resources"]:
        assert all(column["title"] and column["description"] for column in each["schema"]["fields"])


def test_a_key_is_named_only_where_it_is_one() -> None:
    def key(*uids: str) -> object:
        measures = tuple(measure(str(n), 2023, "A", uid=uid) for n, uid in enumerate(uids))
        described = json.loads(datapackage(records_files(edition(2023, measures), VOCABULARY)))
        return described["resources"][0]["schema"].get("primaryKey")

    assert key("a", "b") == ["uid"]
    assert key("a", "a") is None


def test_a_sample_is_named_in_the_title() -> None:
    assert "Beispieldaten" in json.loads(files()[DATAPACKAGE])["title"]


def _errors(folder: Path, written: dict[str, bytes]) -> list[str]:
    for name, content in written.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    report = frictionless.validate(str(folder / DATAPACKAGE))
    return [error.message for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_nothing_wrong(tmp_path: Path) -> None:
    assert _errors(tmp_path, files()) == []


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_nothing_wrong_in_a_first_edition(tmp_path: Path) -> None:
    odd = edition(2024, (*NEW.measures, measure("", 2024, "a\x00b\r", extra=(("nr", "3.2"), ("=A1", "=1")))))
    written = {**records_files(odd, VOCABULARY), **baseline_files(odd, FIRST_RECORD)}

    assert _errors(tmp_path, {**written, DATAPACKAGE: datapackage(written)}) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("was", "becomes"),
    [("aufgeteilt", "irgendwie"), ("0,973", "0.973"), ("0,973", "1,973"), ("beziehung", "Beziehung")],
)
def test_frictionless_finds_a_wrong_cell(tmp_path: Path, was: str, becomes: str) -> None:
    written = files()
    name = "Abgleich_2023-2024.csv"
    written[name] = written[name].replace(was.encode(), becomes.encode())
    tables = {each: content for each, content in written.items() if each.endswith(".csv")}
    descriptor = json.loads(files()[DATAPACKAGE])
    for each, fresh in zip(descriptor["resources"], json.loads(datapackage(tables))["resources"], strict=True):
        each |= {"bytes": fresh["bytes"], "hash": fresh["hash"]}
    written[DATAPACKAGE] = json.dumps(descriptor).encode()

    assert _errors(tmp_path, written)
