"""The program as a whole on a bad day: accepted damage, words that are commands, strange names, what it opens."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from folders import contents
from hostile.changed import saved, unchanged
from hostile.kinds import catalogue
from hostile.texts import ATTACKS, TEXT
from pikepdf import Encryption

from pipeline.cli import main
from pipeline.confine import supervise
from pipeline.spreadsheet import records_of
from pipeline.verify import verify

ROOT = Path(__file__).parent.parent
CAVEAT = "beschädigte Vorlage"
Json = dict[str, Any]

pytestmark = pytest.mark.usefixtures("here")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="its file system knows no such thing")


def words_of(report: bytes) -> str:
    """All that the Word report prints: paragraphs and cells, headers and footers."""
    document = Document(BytesIO(report))
    parts = chain([document.element.body], (section.footer._element for section in document.sections))
    texts = (node.text or "\n" for part in parts for node in part.iter() if node.tag.endswith(("}t", "}br", "}p")))
    return " ".join("".join(texts).split())


def warnings_of(sheet: str) -> str:
    """The paragraphs of the review sheet that warn of what it was made from."""
    return " ".join(" ".join(re.findall(r'<p class="sample">(.*?)</p>', sheet, re.DOTALL)).split())


# --- damage ---------------------------------------------------------------------------------------------------------


@pytest.fixture(name="damaged")
def a_damaged_edition(here: Path) -> Path:
    """The 2024 edition as a PDF whose directory is lost; it can still be read."""
    (here / "input" / "2024-katalog.txt").unlink()
    path = here / "input" / "2024-katalog.pdf"
    content = catalogue()
    path.write_bytes(content[: content.rindex(b"startxref")] + b"startxref\n99\n%%EOF\n")
    return path


def test_damaged_edition_stops_the_run_unless_it_is_accepted(
    here: Path, damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run"]) == 11
    assert f"„{damaged.name}“ ist beschädigt" in capsys.readouterr().err
    assert contents(here / "output") == {}
    assert main(["run", "--accept-damaged"]) == 0


def test_everything_made_from_a_damaged_file_says_so(
    here: Path, damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--accept-damaged"]) == 0
    output = here / "output"
    assert f"{damaged.name}: 2 Seiten, 10 Maßnahmen – {CAVEAT}" in capsys.readouterr().out
    for name in ("Aenderungsprotokoll_2023-2024.csv", "Abgleich_2023-2024.csv", "2024/massnahmen.csv"):
        assert all(CAVEAT in "".join(row.values()) for row in records_of((output / name).read_bytes())), name
    assert not any(CAVEAT in "".join(row.values()) for row in records_of((output / "2023/massnahmen.csv").read_bytes()))
    assert "Beschädigte Vorlage: „2024-katalog.pdf“" in words_of(
        (output / "Fortschrittsbericht_2024.docx").read_bytes()
    )
    assert "„2024-katalog.pdf“" in warnings_of((output / "Pruefbericht.html").read_text("utf-8"))
    manifest, package = (json.loads((output / name).read_bytes()) for name in ("lauf.json", "datapackage.json"))
    assert manifest["damaged"] is True
    assert manifest["settings"] == {"accept_damaged": True}
    assert CAVEAT in package["title"]
    katalog = json.loads((output / "2024/katalog.json").read_bytes())
    assert katalog["edition"]["source"]["damaged"] is True
    assert "damage-accepted" in {finding["code"] for finding in katalog["findings"]}
    verify(output, here / "input")


@pytest.mark.usefixtures("damaged")
def test_history_tells_which_edition_was_damaged(here: Path) -> None:
    (here / "input" / "2022-katalog.txt").write_text(TEXT, encoding="utf-8")
    assert main(["run", "--accept-damaged"]) == 0
    rows = records_of((here / "output" / "Verlauf.csv").read_bytes())
    assert all(f"{CAVEAT}: 2024" in row["ereignisse"].split("\n") for row in rows)
    verify(here / "output", here / "input")


def test_records_made_from_a_damaged_file_pass_it_on(here: Path, damaged: Path) -> None:
    main(["run", "--accept-damaged"])
    shutil.move(here / "output" / "2024" / "katalog.json", here / "input" / "2024-katalog.json")
    damaged.unlink()
    assert main(["run"]) == 0
    rows = records_of((here / "output" / "Abgleich_2023-2024.csv").read_bytes())
    assert all(CAVEAT in row["begruendung"] for row in rows)


def test_whole_files_carry_no_caveat_though_damage_would_be_accepted(here: Path) -> None:
    main(["run", "--accept-damaged"])
    assert not any(CAVEAT.encode() in content for content in contents(here / "output").values())


# --- passwords ------------------------------------------------------------------------------------------------------


def test_review_sheet_shows_a_locked_document(here: Path) -> None:
    (here / "input" / "2024-katalog.txt").unlink()
    (here / "input" / "2024-katalog.pdf").write_bytes(saved(unchanged, encryption=Encryption(user="ß 7", owner="x")))
    (here / "kennwort.txt").write_text("ß 7", encoding="utf-8")
    assert main(["run", "--password-file", "kennwort.txt"]) == 0
    assert "data:image/png" in (here / "output" / "Pruefbericht.html").read_text("utf-8")


def test_crash_while_drawing_leaves_the_run_and_its_records_whole(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "input" / "2024-katalog.txt").unlink()
    (here / "input" / "2024-katalog.pdf").write_bytes(catalogue())
    assert main(["run", "--output", "whole"]) == 0
    crash = "import sys; from pipeline.confine import child; child.show = lambda *_: child.os._exit(7); child.main()"
    monkeypatch.setattr(supervise, "_PROGRAM", f"import sys; sys.path.insert(0, sys.argv[1]); {crash}")
    capsys.readouterr()
    assert main(["run"]) == 0
    told = "Beim Zeichnen von „2024-katalog.pdf“ gab es den Absturz 7; die Bilder daraus fehlen im Prüfbericht"
    assert f"Prüfbericht ohne Bilder: {told}" in capsys.readouterr().out
    with_pictures, without = contents(here / "whole"), contents(here / "output")
    sheet = without.pop("Pruefbericht.html").decode()
    assert told in warnings_of(sheet)
    assert "data:image/png" not in sheet
    assert b"data:image/png" in with_pictures.pop("Pruefbericht.html")
    assert {name for name in without if without[name] != with_pictures[name]} == {"lauf.json"}
    verify(here / "output", here / "input")


def test_password_comes_from_a_file_and_goes_nowhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = saved(unchanged, encryption=Encryption(user="Geheim ß 7", owner="x"))
    (here / "2024.pdf").write_bytes(locked)
    (here / "kennwort.txt").write_bytes("\ufeffGeheim ß 7\r\nzweite Zeile\r\n".encode())
    assert main(["read", "2024.pdf", "-o", "x"]) == 4
    assert "--password-file" in capsys.readouterr().err
    assert main(["read", "2024.pdf", "-o", "x", "--password-file", "kennwort.txt"]) == 0
    assert not any(b"Geheim" in content for content in contents(here / "x").values())
    assert main(["read", "2024.pdf", "-o", "x", "--password-file", "fehlt.txt"]) == 4
    assert "„fehlt.txt“" in capsys.readouterr().err


# --- words that are commands ----------------------------------------------------------------------------------------


def attacked(records: Path, text: str) -> Json:
    """Records with this text in every field that holds words."""
    document: Json = json.loads(records.read_bytes())
    document["edition"]["title"] = text
    for field in document["fields_of_action"]:
        field |= {"visions": [text]}
    for number, measure in enumerate(document["measures"]):
        measure |= {
            "goal": text,
            "text": f"{text} {number}",
            "actors_text": text,
            "actors": [text],
            "actor_details": [{"name": text, "office": text, "role": "leads", "known": False}],
            "status_text": text,
            "status": "unknown",
            "progress_notes": [text],
            "extra": {f"Spalte {text}": text},
        }
    document["further_measures"] = [{"field_of_action": "Wohnen", "text": text, "page": 1}]
    document["remarks"] = [text]
    return document


@pytest.mark.parametrize("name", ATTACKS)
def test_words_that_are_commands_arrive_as_harmless_words(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ATTACKS[name]
    assert main(["run"]) == 0
    for year in (2023, 2024):
        (here / "input" / f"{year}-katalog.txt").unlink()
        document = attacked(here / "output" / str(year) / "katalog.json", text + ("" if year == 2023 else " neu"))
        (here / "input" / f"{year}-katalog.json").write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()

    assert main(["run"]) == 0

    printed = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    measures = records_of((here / "output" / "2023" / "massnahmen.csv").read_bytes())
    assert [row["massnahme"] for row in measures] == [f"{text} 0", f"{text} 1"]
    assert {row["ziel"] for row in measures} == {text}
    changes = records_of((here / "output" / "Aenderungsprotokoll_2023-2024.csv").read_bytes())
    assert f"{text} 0" in {row["wert_alt"] for row in changes}
    report = words_of((here / "output" / "Fortschrittsbericht_2024.docx").read_bytes())
    plain = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", "�", text).split())
    shown = " ".join(re.sub("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", "�", report).split())
    assert re.sub("�+", "", plain).replace(" ", "") in re.sub("�+", "", shown).replace(" ", "")


@posix_only
@pytest.mark.parametrize(
    "name",
    [
        "2024-\x1b[2Jrot.txt", "2024-\n Fehler.txt", "-2024.txt", "2024 'a\" $(x) `y`;.txt", "2024-\u202ecod.txt",
        "2024-%s{0}.txt", unicodedata.normalize("NFD", "2024 für Öffentlichkeit.txt"), "2024 für Öffentlichkeit.txt",
    ],
)  # fmt: skip
def test_strange_file_name_is_no_obstacle_and_no_command(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "input" / "2024-katalog.txt").rename(here / "input" / name)
    assert main(["run"]) == 0
    printed = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", printed)
    assert len([line for line in printed.splitlines() if line.startswith("  2024  ")]) == 1
    assert json.loads((here / "output" / "2024" / "katalog.json").read_bytes())["edition"]["source"]["file"] == name
    verify(here / "output", here / "input")
    (here / "input" / name).write_bytes(b"")
    assert main(["run"]) == 4
    assert capsys.readouterr().err.count("\n") == 1


# --- what is no file ------------------------------------------------------------------------------------------------


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


def dangling(path: Path) -> None:
    path.symlink_to("nirgends.pdf")


def folder(path: Path) -> None:
    path.mkdir()


@posix_only
@pytest.mark.parametrize(("make", "code"), [(pipe, 4), (device, 4), (loop, 4), (dangling, 3), (folder, 3)])
def test_what_is_no_file_is_not_waited_for(
    make: Callable[[Path], None], code: int, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here / "input" / "2025-katalog.pdf")
    assert main(["read", "input/2025-katalog.pdf", "-o", "x"]) == code
    assert "2025-katalog.pdf" in capsys.readouterr().err
    assert main(["run"]) == 0  # it is passed over, by name
    assert "nicht verwendet: 2025-katalog.pdf" in capsys.readouterr().out


# --- nothing but what is needed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["", "import socket; socket.socket()", "open('/root/x')", "open('x', 'w')"])
def test_program_opens_nothing_but_its_own_files_and_starts_nothing_but_its_readers(wrong: str, here: Path) -> None:
    """Audit hooks in the program and in its readers; that they would notice shows in what goes wrong on purpose."""
    (here / "input" / "2025-katalog.pdf").write_bytes(catalogue())
    code = str(ROOT), str(ROOT / "tests")
    outputs = str(here / "output"), str(here / ".output.neu")
    watched = f"import sys; sys.path[:0] = {code}; from watch import watch; "
    reader = watched + f"watch({code}, ('/nowhere',), may_start=False); {wrong}\n"
    program = (
        watched + f"watch({(*code, str(here))}, {outputs}, may_start=True)\n"
        "from pipeline.confine import supervise; from pipeline.cli import main\n"
        f"supervise._PROGRAM = {reader!r} + supervise._PROGRAM\n"
        "sys.exit(main(['run']))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=here, capture_output=True, check=False, timeout=120)
    assert done.returncode == (13 if wrong else 0), done.stderr.decode()
    assert (here / "output" / "lauf.json").is_file() == (not wrong)
