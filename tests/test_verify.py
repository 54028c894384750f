"""Nothing in a run's folder can be edited, removed or added without `verify` naming it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from small_run import FIRST_RECORD, NEW, NEW_FILE, OLD, OLD_FILE, RUN, VOCABULARY, edition, files, measure

from pipeline.errors import CheckFailed
from pipeline.model import Comparison, Link, Relation
from pipeline.publish import MANIFEST, Run, baseline_files, comparison_files, deliver, described, records_files
from pipeline.publish.manifest import sealed, unsealed
from pipeline.verify import verify

WRITTEN = files()


@pytest.fixture(name="folder")
def a_delivered_run(tmp_path: Path) -> Path:
    for name, content in WRITTEN.items():
        (tmp_path / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / name).write_bytes(content)
    return tmp_path / "output"


@pytest.fixture(name="inputs")
def the_folder_it_was_read_from(tmp_path: Path) -> Path:
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "2023-katalog.pdf").write_bytes(OLD_FILE)
    (tmp_path / "input" / "2024-katalog.pdf").write_bytes(NEW_FILE)
    return tmp_path / "input"


def complaint(folder: Path, inputs: Path | None = None) -> str:
    """The one line with which `verify` refuses the folder."""
    with pytest.raises(CheckFailed) as caught:
        verify(folder, inputs)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def reseal(folder: Path, *changed: str) -> None:
    """Hide an edit as a forger would: new hashes, sizes and seal in the manifest."""
    manifest = unsealed((folder / MANIFEST).read_bytes())
    for each in manifest["outputs"]:
        if each["file"] in changed:
            content = (folder / each["file"]).read_bytes()
            each |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    (folder / MANIFEST).write_bytes(sealed(manifest))


def test_an_untouched_run_is_confirmed_in_one_line(folder: Path, inputs: Path) -> None:
    assert verify(folder).summary.startswith(f"Unverändert: {len(WRITTEN)} Dateien und ")
    assert verify(folder, inputs).summary.startswith(f"Unverändert: {len(WRITTEN)} Dateien, 2 Eingaben und ")


def test_a_first_edition_is_confirmed(tmp_path: Path) -> None:
    written = {f"2023/{name}": content for name, content in records_files(OLD, VOCABULARY).items()}
    deliver(described(written | baseline_files(OLD, FIRST_RECORD), Run((), (OLD,)), VOCABULARY), tmp_path)

    assert verify(tmp_path).outputs == 5


def test_an_edition_that_prints_a_number_twice_is_confirmed(tmp_path: Path) -> None:
    old = edition(2023, (measure("1", 2023, "A"), measure("1", 2023, "B", uid="2023-1b")))
    new = edition(2024, tuple(replace(each, number="7") for each in old.measures))
    links = tuple(
        Link(Relation.CONTINUED, before, after, "Wortlaut", 1.0, "")
        for before, after in zip(old.measures, new.measures, strict=True)
    )
    compared = Comparison(old, new, links, ())
    written = comparison_files(compared)
    for each in (old, new):
        written |= {f"{each.year}/{name}": content for name, content in records_files(each, VOCABULARY).items()}
    deliver(described(written, Run((), (old, new), (compared,)), VOCABULARY), tmp_path)

    assert verify(tmp_path).sums > 0


@pytest.mark.parametrize("name", sorted(WRITTEN))
@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content + b"\n",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2] + b"x" + content[len(content) // 2 :],
        lambda content: bytes([content[0] ^ 1]) + content[1:],
        lambda _: b"",
    ],
    ids=["appended", "cut", "inserted", "flipped", "emptied"],
)
def test_one_edited_byte_in_any_file_is_named(folder: Path, name: str, edit: Callable[[bytes], bytes]) -> None:
    (folder / name).write_bytes(edit(WRITTEN[name]))

    assert name in complaint(folder)


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert name in complaint(folder)


@pytest.mark.parametrize("name", ["2024/katalog (2).json", "2023/alt/notiz.txt"])
def test_a_file_added_among_ours_is_named(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()

    assert f"{name} kam hinzu" in complaint(folder)


@pytest.mark.parametrize(
    "name", ["Notizen.docx", "archiv/2019.pdf", "2024/.DS_Store", "2024/~$notiz.docx", "2024/Thumbs.db"]
)
def test_files_of_the_analyst_and_of_the_system_do_not_disturb(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()

    assert verify(folder).outputs == len(WRITTEN)


def test_several_edits_are_named_together(folder: Path) -> None:
    for name in WRITTEN:
        if name != MANIFEST:
            (folder / name).write_bytes(b"")

    assert complaint(folder).count("wurde geändert") == 5
    assert "und 4 weitere" in complaint(folder)


def test_an_edited_or_missing_input_is_named(folder: Path, inputs: Path) -> None:
    (inputs / "2023-katalog.pdf").write_bytes(OLD_FILE + b" ")
    (inputs / "2024-katalog.pdf").unlink()

    line = complaint(folder, inputs)
    assert "Eingabe 2023-katalog.pdf wurde geändert" in line
    assert "Eingabe 2024-katalog.pdf fehlt" in line


def test_an_input_that_was_added_later_is_named(folder: Path, inputs: Path) -> None:
    for name in ("2025-katalog.pdf", "Notizen.docx", ".DS_Store"):
        (inputs / name).touch()

    assert "sind nicht mehr, wie der Lauf sie schrieb: die Eingabe 2025-katalog.pdf kam hinzu;" in complaint(
        folder, inputs
    )


@pytest.mark.parametrize("name", ["2023-katalog.pdf", "2024-katalog.pdf"])
@pytest.mark.parametrize(
    "edit", [lambda content: content + b" ", lambda content: content[:-1], lambda _: b""], ids=["more", "less", "none"]
)
def test_one_edited_byte_in_any_input_is_named(
    folder: Path, inputs: Path, name: str, edit: Callable[[bytes], bytes]
) -> None:
    (inputs / name).write_bytes(edit((inputs / name).read_bytes()))

    assert f"die Eingabe {name} wurde geändert" in complaint(folder, inputs)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    assert "fehlt lauf.json" in complaint(tmp_path)
    assert "fehlt lauf.json" in complaint(tmp_path / "gibt es nicht")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"seal": 1}'])
def test_a_manifest_that_is_none_is_refused(folder: Path, content: bytes) -> None:
    (folder / MANIFEST).write_bytes(content)

    assert "lauf.json" in complaint(folder)


def test_a_manifest_sealed_over_something_else_is_refused(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(sealed({"outputs": [{"file": "x"}]}))

    assert "lauf.json" in complaint(folder)


# --- an edit whose traces in the manifest were covered up -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "was", "becomes", "told"),
    [
        ("2023/massnahmen.csv", "Lotsen", "Boten", "2023/massnahmen.csv = 2023/katalog.json"),
        ("2024/katalog.json", "Sprachcafé", "Sprachkurs", "2024/massnahmen.csv = 2024/katalog.json"),
        ("2024/katalog.json", '"status": "in_progress"', '"status": "completed"', "2024"),
        ("Abgleich_2023-2024.csv", "entfallen", "fortgeführt", "2023-2024"),
        ("Abgleich_2023-2024.csv", "fortgeführt", "irgendwie", "nicht so aufgebaut"),
        ("Aenderungsprotokoll_2023-2024.csv", "Entfallen", "Neu", "„Neu“ im Änderungsprotokoll"),
        ("datapackage.json", "Beispieldaten", "Echtdaten", "datapackage.json"),
    ],
)
def test_a_covered_up_edit_breaks_a_sum(folder: Path, name: str, was: str, becomes: str, told: str) -> None:
    content = WRITTEN[name].decode()
    assert was in content
    (folder / name).write_text(content.replace(was, becomes, 1), encoding="utf-8", newline="")
    reseal(folder, name)

    assert told in complaint(folder)


def test_a_covered_up_row_too_many_breaks_a_sum(folder: Path) -> None:
    name = "Aenderungsprotokoll_2023-2024.csv"
    (folder / name).write_bytes(WRITTEN[name] + WRITTEN[name].split(b"\r\n")[-2] + b"\r\n")
    reseal(folder, name)

    assert f"{name}: Zeilenzahl" in complaint(folder)


def test_figures_edited_in_the_manifest_break_a_sum(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest.pop("seal")
    manifest["editions"][0]["measures"] += 1
    (folder / MANIFEST).write_bytes(sealed(manifest))

    assert "2023: Zahlen der Ausgabe" in complaint(folder)


def test_the_run_itself_was_sound() -> None:
    assert [each.measures for each in RUN.editions] == [OLD.measures, NEW.measures]


def test_interrupted_replacement_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / ".lauf").mkdir()
    (tmp_path / ".lauf" / "plan.json").write_text("{}")
    with pytest.raises(CheckFailed, match=r"wurde unterbrochen.*Bitte erneut starten"):
        verify(tmp_path)
