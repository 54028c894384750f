"""The CSV dialect: what is written comes back, and a spreadsheet neither runs nor turns a cell."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.spreadsheet import AS_PRINTED, AS_TEXT, ESCAPED, as_csv, as_number, cells_of, defuse, records_of, undefuse

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TRICKY = st.text(st.sampled_from("=+-@\t\r\n'\"; ,.:/0123456789€%MaiE␛\u200a\\u\x00\ud800ü＝"))
LONGEST_CELL = 32_767
"""Characters that Excel keeps in one cell."""


@given(ANY_TEXT | TRICKY)
@example("\x00")
@example("\ud83d\ude00\ud83d")
@example("a\rb\r\nc")
@example("␛\\u0000")
@example("'" * 3)
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    assert undefuse(defuse(text)) == text


@given(st.lists(st.tuples(ANY_TEXT | TRICKY, ANY_TEXT | TRICKY)))
def test_any_table_comes_back_from_its_file(rows: list[tuple[str, str]]) -> None:
    content = as_csv(("a", "b"), rows)

    read = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)

    assert [tuple(map(undefuse, row)) for row in read] == [("a", "b"), *rows]
    assert records_of(content) == [{"a": a, "b": b} for a, b in rows]


@given(ANY_TEXT | TRICKY)
def test_no_cell_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    assert not defuse(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(ANY_TEXT | TRICKY)
def test_no_cell_holds_a_carriage_return_or_other_control_character(text: str) -> None:
    assert not any(ord(character) < 32 and character not in "\t\n" for character in defuse(text))


@pytest.mark.parametrize("text", ["=1+1", "+49 711", "-", "- Kurse", "@SUM", "\tA", "\nA", " =1+1", "＝1", "'x", "␛x"])
def test_a_formula_is_kept_as_text(text: str) -> None:
    assert defuse(text) == AS_TEXT + text


@pytest.mark.parametrize(
    "text",
    ["3.2", "1-2", "7.", "007", "1/2", "1E5", "2023-7", "März 2024", "1. Mai", "Mai 24", "3 Okt", "12:30", "3 PM",
     "3a", "10 %", "5 €", "1.000", "1,50", "3 1/2", "(5)", "1234567890123456", "WAHR", "false", "#NV",
     "#DIV/0!", "01.02.2024"],
)  # fmt: skip
def test_what_would_become_a_date_or_number_is_kept_as_printed(text: str) -> None:
    assert defuse(text) == AS_PRINTED + text
    assert defuse(text).strip() == text


@pytest.mark.parametrize(
    "text",
    ["", "7", "2024", "0", "A-07", "M 12", "3b", "Wird fortgesetzt", "10 Kurse", "2024 (Beispieldaten)", "#1 Kurs"],
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert defuse(text) == text


def test_characters_no_spreadsheet_keeps_are_spelled_out() -> None:
    assert defuse("a\x00\\\r") == ESCAPED + "a\\u0000\\u005c\\u000d"


def test_the_longest_cell_of_excel_survives() -> None:
    text = 'x;"\n' * (LONGEST_CELL // 4) + "xyz"

    assert len(text) == LONGEST_CELL
    assert records_of(as_csv(["a"], [[text]])) == [{"a": text}]


def test_a_cell_far_longer_than_the_csv_module_allows_survives() -> None:
    text = "x" * 1_000_000

    assert records_of(as_csv(["a"], [[text]])) == [{"a": text}]


def test_the_file_opens_in_german_excel() -> None:
    assert as_csv(["a", "b"], [["ä", None], [1, 0.5]]) == "\ufeffa;b\r\nä;\r\n1;0,5\r\n".encode()


HARD_CELLS = [
    "3.2", "1-2", "2023-7", "März 2024", "007", "1E5", "WAHR", "10 %", "=1+1", "+49 711", "-", "@x", "\tA", "\nA", "'x",
    " x ", "a\rb", "a\r\nb", "a\nb\n", "\x00", "\x1a", "\u2028", "\ud800", 'q"u;o', '"', "ü€😀", "", "7",
    "x" * LONGEST_CELL,
]  # fmt: skip


def test_hard_cells_survive_pandas() -> None:
    frame = pd.read_csv(io.BytesIO(as_csv(["a"], [[cell] for cell in HARD_CELLS])), sep=";", dtype=str, na_filter=False)

    assert frame["a"].map(undefuse).tolist() == HARD_CELLS


@pytest.mark.skipif(not shutil.which("localc"), reason="needs LibreOffice Calc")
@pytest.mark.parametrize("language", [1031, 1033], ids=["German", "English"])
def test_hard_cells_survive_a_spreadsheet_that_guesses_types(tmp_path: Path, language: int) -> None:
    (tmp_path / "hart.csv").write_bytes(as_csv(["a", "b"], [[cell, "-"] for cell in HARD_CELLS]))
    options = f"59,34,76,1,,{language},false,true,false"
    target = f"csv:Text - txt - csv (StarCalc):{options}"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         f"--infilter=CSV:{options}", "--convert-to", target, "--outdir", "neu", "hart.csv"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    saved = records_of((tmp_path / "neu" / "hart.csv").read_bytes())
    assert [row["a"] for row in saved] == HARD_CELLS


def test_column_names_are_defused_as_well() -> None:
    assert cells_of(as_csv(["=A1"], [])) == [["'=A1"]]


@pytest.mark.parametrize(("value", "cell"), [(0.9731, "0,973"), (1.0, "1"), (0.0, "0"), (0.5, "0,5"), (100.0, "100")])
def test_numbers_have_a_decimal_comma_and_nothing_needless(value: float, cell: str) -> None:
    assert as_number(value) == cell


@pytest.mark.parametrize("content", [b"a;b\r\n1\r\n", b'a\r\n"x', b"\xff"])
def test_a_damaged_table_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        records_of(content)
