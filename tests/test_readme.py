"""What the README promises is so: its example, its columns, exit codes, commands and tags."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from four_editions import FOUR_EDITIONS, PAST
from small_run import COMPARISON, NEW, VOCABULARY

from pipeline.cli import main
from pipeline.decision_lines import read_decisions
from pipeline.decisions import DecisionKind
from pipeline.errors import PipelineError
from pipeline.publish.columns import CHANGES, CROSSWALK, MEASURES, QUESTIONS, Column, history_columns
from pipeline.publish.report import contents
from pipeline.spreadsheet import records_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BEYOND_ERRORS = {0, 1, 2, 130}
"""Exit codes that no class of `errors.py` stands for: success, unforeseen, wrong usage, Ctrl-C."""


def section(title: str) -> str:
    """The text below a heading, down to the next of any level."""
    return re.split(r"^#+ ", README.split(f"# {title}\n")[1], flags=re.MULTILINE)[0]


def block(opening: str) -> list[str]:
    """The lines of the fenced block that begins with these words."""
    return next(lines for lines in fenced() if lines[0].startswith(opening))


def fenced() -> list[list[str]]:
    return [body.splitlines() for body in re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)]


def test_the_tiny_example_is_what_the_program_does(tmp_path: Path) -> None:
    both = block("Maßnahmenkatalog Beispielstadt")
    right = both[0].rindex("Maßnahmenkatalog")
    (tmp_path / "input").mkdir()
    for year, lines in ((2023, [line[:right] for line in both]), (2024, [line[right:] for line in both])):
        text = "\n".join(line.strip() for line in lines if line.strip())
        (tmp_path / "input" / f"{year}-katalog.txt").write_text(text + "\n", encoding="utf-8")

    assert main(["run", "--input", str(tmp_path / "input"), "--output", str(tmp_path / "output")]) == 0

    columns, *rows = [line.split(";") for line in block("aenderungsart;")]
    written = records_of((tmp_path / "output" / "Aenderungsprotokoll_2023-2024.csv").read_bytes())
    assert [[row[column] for column in columns] for row in written] == rows


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("Abgleich_OLD-NEW.csv", CROSSWALK),
        ("Aenderungsprotokoll_OLD-NEW.csv", CHANGES),
        ("Verlauf.csv", history_columns([2024])),
        ("massnahmen.csv", MEASURES),
        ("zu_entscheiden.csv", QUESTIONS),
    ],
)
def test_data_dictionary_names_every_column_in_order(file: str, columns: tuple[Column, ...]) -> None:
    paragraph = next(text for text in section("Data dictionary").split("\n\n") if text.startswith(f"**`{file}`**"))
    ours = [column.name for column in columns]
    assert [name for name in re.findall(r"`(\w+)`", paragraph) if name in ours] == ours


def test_the_example_of_decisions_is_understood() -> None:
    example = "\n".join(block("art;ausgabe;nr"))
    assert [decision.choice.kind for decision in read_decisions(example.encode())] == ["zuordnen", "berichtigen"]
    assert all(f"`{kind}`" in section("Anleitung für die Analystin, den Analysten") for kind in DecisionKind)


def test_table_of_exit_codes_is_complete() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    known = {error.exit_code for error in PipelineError.__subclasses__()}
    assert sorted(told) == sorted(known | BEYOND_ERRORS)
    assert len(known) == len(PipelineError.__subclasses__())


def test_every_make_target_is_named_and_none_that_does_not_exist() -> None:
    targets = set(re.findall(r"^(\w+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) - {"run"}
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE)) == targets


def test_every_command_is_named() -> None:
    named = set(re.findall(r"-m pipeline (\w+)|^`(\w+) (?:OLD|DIR)|, `(\w+) DIR", README, re.MULTILINE))
    assert {word for words in named for word in words if word} == {"run", "read", "compare", "verify"}


def test_table_of_tags_names_every_tag_of_the_report_and_no_other() -> None:
    table = README.split("| Platzhalter | ")[1].split("\n\n")[0]
    decided = replace(COMPARISON, decisions=COMPARISON.changes)
    offered = {*keys(contents(decided, NEW, VOCABULARY)), *keys(contents(*FOUR_EDITIONS, PAST))}
    named = {*re.findall(r"`(\w+)`", table)} - {"if"}
    assert named == offered | {"ersetzte_zeichen"}


def keys(value: object) -> Iterator[str]:
    """The names in a value that a template can be filled with, at every depth."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def test_every_file_and_folder_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:templates|tests|pipeline|input|publish|read|normalise|reconcile)/[\w./-]*)`", README))
    assert len(named) > 8
    assert [
        name for name in sorted(named) if not any((base / name).exists() for base in (ROOT, ROOT / "pipeline"))
    ] == []


def test_every_module_of_the_map_exists_and_none_is_left_out() -> None:
    rooms = {path.name for path in (ROOT / "pipeline").iterdir() if not path.name.startswith("_")}
    map_of_rooms = section("Map")
    missing = [room for room in sorted(rooms) if not re.search(rf"`{re.escape(room)}/?`", map_of_rooms)]
    assert missing == []


def test_the_procedure_names_files_and_columns_that_exist() -> None:
    text = (ROOT / "templates" / "verfahrensdokumentation.md").read_text("utf-8")
    columns = {column.name for column in (*CHANGES, *CROSSWALK, *MEASURES)}
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)*)`", text)) - {"input", "output", "templates"}
    assert len(named) > 8
    assert named <= columns
    files = set(re.findall(r"`(templates/[\w.]+)`", text))
    assert len(files) > 1
    assert all((ROOT / name).is_file() for name in files)


def test_the_procedure_is_short_enough_to_be_read() -> None:
    """Two pages are some 900 words."""
    assert len((ROOT / "templates" / "verfahrensdokumentation.md").read_text("utf-8").split()) < 900
