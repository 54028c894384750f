"""Rules for which files of a folder are editions, of which year, and which of them count."""

import hashlib
import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect import Document, by_year, collect, open_document
from pipeline.errors import InputAmbiguous, InputMissing, InputUnreadable
from pipeline.model import Edition, Source


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def names(folder: Path) -> list[str]:
    return [document.name for document in collect(folder)[0]]


def edition(year: int, *, sample: bool = False) -> Edition:
    return Edition(year, "", sample, Source("", "", "pdf", 1), (), ())


def document(name: str, year: int | None = None, *, sample: bool = False) -> Document:
    return Document(name, b"", year, sample)


# --- years ---


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2024-massnahmenkatalog.pdf", 2024),
        ("Massnahmenkatalog_2024.pdf", 2024),
        ("Maßnahmenkatalog 2024 (2).pdf", 2024),
        ("katalog2024final.pdf", 2024),
        ("2024 Katalog 2024.txt", 2024),
        ("katalog.pdf", None),
        ("katalog_v12024.pdf", None),
        ("Katalog_20241015.pdf", None),
        ("katalog-1999.pdf", None),
    ],
)
def test_year_stands_in_the_file_name(tmp_path: Path, name: str, year: int | None) -> None:
    assert open_document(fill(tmp_path, name) / name).year == year


def test_file_name_with_several_years_stops_the_run(tmp_path: Path) -> None:
    name = "Fortschreibung_2024_Stand_2023.pdf"
    with pytest.raises(InputAmbiguous, match=r"Fortschreibung_2024_Stand_2023\.pdf.*2023, 2024.*Bitte"):
        open_document(fill(tmp_path, name) / name)


def test_given_year_overrules_the_file_name(tmp_path: Path) -> None:
    name = "Fortschreibung_2024_Stand_2023.pdf"
    assert open_document(fill(tmp_path, name) / name, 2024).year == 2024


@given(st.integers(2000, 2099), st.text("abc_- (ß", max_size=8), st.text("abc_- )ü", max_size=8))
def test_only_year_of_any_name_is_found(
    tmp_path_factory: pytest.TempPathFactory, year: int, before: str, after: str
) -> None:
    path = tmp_path_factory.mktemp("eingang") / f"k{before}{year}{after}.pdf"
    path.write_bytes(b"x")
    assert open_document(path).year == year


# --- files ---


def test_documents_come_in_order_of_their_names_and_the_rest_is_mentioned(tmp_path: Path) -> None:
    fill(tmp_path, "b-2024.PDF", "a-2023.txt", "katalog.json", "Notizen.docx", ".gitkeep", "~$Notizen.docx")
    (tmp_path / "alt").mkdir()
    documents, passed_over = collect(tmp_path)
    assert [document.name for document in documents] == ["a-2023.txt", "b-2024.PDF", "katalog.json"]
    assert passed_over == ("Notizen.docx", "alt/")


def test_document_knows_its_bytes_and_kind(tmp_path: Path) -> None:
    (tmp_path / "Katalog.JSON").write_bytes(b"{}")
    opened = open_document(tmp_path / "Katalog.JSON")
    assert (opened.content, opened.is_records) == (b"{}", True)
    assert opened.sha256 == hashlib.sha256(b"{}").hexdigest()
    assert not open_document(fill(tmp_path, "katalog.json.pdf") / "katalog.json.pdf").is_records


@pytest.mark.parametrize(
    "name", ["2024-beispiel.pdf", "BEISPIEL.pdf", "Beispieldaten-2024.txt", "2024-office-beispiel.pdf"]
)
def test_sample_says_so_in_its_name(tmp_path: Path, name: str) -> None:
    assert open_document(fill(tmp_path, name) / name).sample


def test_names_from_a_mac_are_understood(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Maßnahmenkatalog für 2024.pdf")
    assert open_document(fill(tmp_path, name) / name).year == 2024


@pytest.mark.parametrize("present", [(), ("Notizen.docx",), (".katalog.pdf",)])
def test_folder_without_a_catalogue_stops_the_run(tmp_path: Path, present: tuple[str, ...]) -> None:
    with pytest.raises(InputMissing, match=r"kein Maßnahmenkatalog.*Bitte"):
        collect(fill(tmp_path, *present))


@pytest.mark.parametrize("name", ["fehlt", "datei.pdf"])
def test_folder_that_is_none_stops_the_run(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputMissing, match=r"Ordner.*Bitte"):
        collect(fill(tmp_path, "datei.pdf") / name)


def test_missing_file_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"fehlt\.pdf.*Bitte"):
        open_document(tmp_path / "fehlt.pdf")


def test_file_that_cannot_be_opened_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputUnreadable, match=r"katalog\.pdf.*Bitte"):
        open_document(tmp_path / "katalog.pdf")


def test_folder_that_cannot_be_opened_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputUnreadable, match=r"Ordner.*Bitte"):
        collect(tmp_path)


# --- samples and doubles ---


def test_sample_is_not_even_read_where_the_real_edition_is_there(tmp_path: Path) -> None:
    documents, passed_over = collect(fill(tmp_path, "2024-beispiel.pdf", "2024.pdf", "2025-beispiel.pdf"))
    assert [document.name for document in documents] == ["2024.pdf", "2025-beispiel.pdf"]
    assert passed_over == ("2024-beispiel.pdf",)


def test_records_do_not_replace_a_sample_before_they_are_read(tmp_path: Path) -> None:
    assert len(names(fill(tmp_path, "2024-beispiel.pdf", "2024-katalog.json"))) == 2


def test_editions_come_in_order_of_their_years() -> None:
    pairs = [(document("a"), edition(2025)), (document("b"), edition(2023)), (document("c"), edition(2024))]
    assert [chosen.year for _, chosen in by_year(pairs)] == [2023, 2024, 2025]


@pytest.mark.parametrize("order", [1, -1])
def test_sample_gives_way_to_a_real_edition_found_only_on_reading(order: int) -> None:
    pairs = [(document("a-beispiel"), edition(2024, sample=True)), (document("b"), edition(2024))][::order]
    assert [chosen.sample for _, chosen in by_year(pairs)] == [False]


@pytest.mark.parametrize("sample", [False, True])
def test_two_editions_of_one_year_stop_the_run_with_both_names(sample: bool) -> None:
    pairs = [(document(name), edition(2024, sample=sample)) for name in ("eins.pdf", "zwei.pdf")]
    with pytest.raises(InputAmbiguous, match=r"2024.*eins\.pdf.*zwei\.pdf.*Bitte"):
        by_year(pairs)


def test_records_of_another_year_than_their_name_stop_the_run() -> None:
    with pytest.raises(InputAmbiguous, match=r"2022-katalog\.json.*2023.*2022.*Bitte"):
        by_year([(document("2022-katalog.json", 2022), edition(2023))])
    assert len(by_year([(replace(document("katalog.json"), year=2023), edition(2023))])) == 1
