"""What a second program does to a finished PDF, and what typographers do to words."""

import subprocess
import tempfile
import unicodedata
from functools import partial
from pathlib import Path
from re import Match, findall, sub

import pyphen

# mypy: disable-error-code="import-not-found, import-untyped"

_SOFT = "\u00ad"


def through_cairo(content: bytes) -> bytes:
    """Printed again by Cairo, as a PDF printer does; needs `pdftocairo` (poppler-utils)."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.pdf"), Path(folder, "b.pdf")
        source.write_bytes(content)
        subprocess.run(["pdftocairo", "-pdf", str(source), str(target)], check=True, capture_output=True)
        return target.read_bytes()


def through_ghostscript(content: bytes) -> bytes:
    """Distilled by Ghostscript; needs `gs`."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.pdf"), Path(folder, "b.pdf")
        source.write_bytes(content)
        subprocess.run(
            ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", str(source)],
            check=True, capture_output=True,
        )  # fmt: skip
        return target.read_bytes()


def soft_hyphens(text: str) -> str:
    """Soft hyphens at every syllable, as a content management system sets them."""
    dictionary = pyphen.Pyphen(lang="de_DE", left=2, right=2)
    return sub(r"(?<![<&\w])[A-Za-zÄÖÜäöüß]{5,}(?![>\w])", lambda word: dictionary.inserted(word[0], _SOFT), text)


def decomposed(text: str) -> str:
    """Umlauts as letter and combining mark, as file names and copies from macOS carry them."""
    return unicodedata.normalize("NFD", text)


def hard_spaces(text: str) -> str:
    """No-break spaces where typographers want them: "1,4 km", "§ 8", "20 €", "M 1"."""
    return sub(r"(?<=\d) (?=(?:km|m²|kWp|€|Uhr|Prozent)\b|€)|(?<=\bM) (?=\d)|(?<=\d\.) (?=März|Juni)", "\u00a0", text)


def number_first(text: str) -> str:
    """The number column before the goal column, in titles and rows alike."""
    text = sub(r'(<tr class="titel">)(<th>.*?</th>)(<th>.*?</th>)', r"\1\3\2", text)
    text = sub(r'(<col class="ziel">)(<col class="nr">)', r"\2\1", text)
    return sub(r'(<td class="ziel">.*?</td>)(<td class="nr">.*?</td>)', r"\2\1", text)


def goal_third_status_last(text: str) -> str:
    """Number, measure, goal, actors, the further columns, and the status at the end."""
    cells = {"<colgroup>": r"<col .*?>", '<tr class="titel">': r"<th>.*?</th>", "<tr>": r"<td.*?</td>"}
    for open_tag, cell in cells.items():
        text = sub(rf"({open_tag})((?:{cell})+)", partial(_goal_third, cell), text)
    return text


def _goal_third(cell: str, row: Match[str]) -> str:
    goal, number, measure, actors, status, *more = findall(cell, row[2])
    return "".join((row[1], number, measure, goal, actors, *more, status))


def number_within(text: str) -> str:
    """No number column: the number stands before the measure's first words."""
    text = sub(r"<th>Nr\.</th>", "", text.replace('<col class="nr">', ""))
    return sub(
        r'<td class="nr"><p class="absatz">(.*?)</p></td><td class="massnahme"><p class="(.*?)">',
        r'<td class="massnahme"><p class="\2"><b>\1</b> ',
        text,
    )


def numbered_with_points(text: str) -> str:
    """Numbers as in an enumeration: "7."."""
    return sub(r'(<td class="nr"><p class="absatz">\d+)', r"\1.", text)
