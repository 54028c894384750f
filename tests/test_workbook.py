"""The workbook behind a chart opens in a spreadsheet and says there what it should."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.publish.workbook import workbook

SOFFICE = shutil.which("localc")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc (localc) ist hier nicht installiert")
def test_a_spreadsheet_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "zahlen.xlsx").write_bytes(workbook([("Feld", "Läuft"), ('=1+1 & <"A">', 12), (" 007", 0)]))
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):59,34,76", "--outdir", tmp_path, tmp_path / "zahlen.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "zahlen.csv").read_text("utf-8").splitlines() == [
        "Feld;Läuft", '"=1+1 & <""A"">";12', " 007;0",
    ]  # fmt: skip
