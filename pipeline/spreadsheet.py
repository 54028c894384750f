"""The one room for the CSV dialect: what German Excel opens by double click.

UTF-8 with byte order mark, semicolon, CRLF, quoting as in RFC 4180, decimal comma.

A spreadsheet runs some texts as formulas and turns others into dates or numbers. Such a cell gets one mark in front,
and dropping the mark gives the exact value back (`undefuse`):

- `'` before what could run as a formula (OWASP "CSV injection") and before a text that begins with one of the marks,
- a hair space (U+200A) before what would become a date, a time, another number or a truth value: `3.2`, `1-2`, `007`.
  It hardly shows, `strip()` drops it, and Excel and LibreOffice take the cell as text (a no-break space would not do),
- `␛` before a text with characters that no spreadsheet keeps (NUL, CR, further controls, unpaired surrogates); these
  and every backslash are written as a backslash, `u` and four hexadecimal digits.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pipeline.errors import TemplateInvalid

_Word = TypeVar("_Word", bound=StrEnum)

DELIMITER = ";"
LINE_END = "\r\n"
BOM = "\ufeff"
DECIMAL_COMMA = ","

AS_TEXT = "'"
AS_PRINTED = "\u200a"
ESCAPED = "␛"
_MARKS = (AS_TEXT, AS_PRINTED, ESCAPED)
# The full-width forms start a formula in spreadsheets with an East Asian input method.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOST_OR_BACKSLASH = re.compile(rf"{_LOST.pattern}|\\")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")

_KEPT_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_FIGURES = r"[\d.,:/%€$£()+–\- \u00a0\u202f]"
_MONTH = r"(?:jan|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*"
_RECAST = re.compile(
    rf"(?=.*\d)(?:{_FIGURES}+(?:e{_FIGURES}+| ?[ap]m?)?|{_FIGURES}*{_MONTH}{_FIGURES}*)"
    r"|\s*(?:wahr|falsch|true|false|#[\wäöü/]+[!?]?)\s*",
    re.IGNORECASE,
)

# The module's own limit (128 KiB) is below what a mis-set catalogue can hold in one cell.
csv.field_size_limit(2**31 - 1)


def defuse(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula and from changing what it shows; see the marks above."""
    if _LOST.search(text):
        return ESCAPED + _LOST_OR_BACKSLASH.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if text.startswith(_MARKS) or text.lstrip(" \u00a0").startswith(_FORMULA_STARTS):
        return AS_TEXT + text
    if _RECAST.fullmatch(text) and not _KEPT_NUMBER.fullmatch(text):
        return AS_PRINTED + text
    return text


def undefuse(cell: str) -> str:
    """The exact text behind a cell that `defuse` wrote."""
    if cell.startswith(ESCAPED):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell[1:])
    return cell[1:] if cell.startswith(_MARKS) else cell


def as_number(value: float) -> str:
    """A number as German Excel reads it: decimal comma, at most three digits behind it, none that say nothing."""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", DECIMAL_COMMA)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> bytes:
    """Write `rows` under `columns` as a file's bytes: None as an empty cell, texts and column names defused."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=DELIMITER, lineterminator=LINE_END)
    writer.writerow(map(defuse, columns))
    writer.writerows(map(_as_cell, row) for row in rows)
    return (BOM + sheet.getvalue()).encode()


def line_of(cells: Sequence[str]) -> str:
    """One row as a person types it into a table of `templates/`, quoted where it must be."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=DELIMITER, lineterminator="").writerow(cells)
    return sheet.getvalue()


def _as_cell(value: str | float | None) -> str | int | None:
    if isinstance(value, str):
        return defuse(value)
    return as_number(value) if isinstance(value, float) else value


def cells_of(content: bytes) -> list[list[str]]:
    """Every row of a file that `as_csv` wrote, column names first, cells as they stand in the file.

    Raises:
        ValueError: not UTF-8, or the quoting is broken.
    """
    sheet = io.StringIO(content.decode("utf-8-sig"), newline="")
    try:
        return list(csv.reader(sheet, delimiter=DELIMITER, strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def records_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a file that `as_csv` wrote as exact values under exact column names.

    Raises:
        ValueError: not UTF-8, the quoting is broken, or a row has too few or too many cells.
    """
    columns, *rows = cells_of(content) or [[]]
    names = [undefuse(name) for name in columns]
    return [dict(zip(names, map(undefuse, row), strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that a person edited: (row as the spreadsheet counts it, exact values), column names first.

    `lossy` says that it was saved as Windows-1252, with "?" for every other character.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    lossy: bool


def edited_sheet(content: bytes) -> Sheet:
    """Read a table that `as_csv` wrote or a person typed, after a spreadsheet or an editor saved it; blank rows go.

    Marks are taken off the cells, also the "?" that Windows-1252 leaves of them; line breaks become line feeds.

    Raises:
        ValueError: the quoting is broken.
    """
    text, lossy = _decoded(content)
    undone = _undefuse_lossy if lossy else undefuse
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITER, strict=True)
    try:
        rows = [tuple(undone(cell).replace("\r\n", "\n").strip() for cell in row) for row in reader]
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if rows and rows[0][:1] == ("sep=",):  # a hint to Excel, which shows it as no row
        rows = rows[1:]
    return Sheet(tuple((number, row) for number, row in enumerate(rows, start=1) if any(row)), lossy)


def _undefuse_lossy(cell: str) -> str:
    """As `undefuse`, where hair space and escape mark have become question marks."""
    if cell.startswith("?"):
        rest = cell[1:]
        if _ESCAPE.search(rest):
            return undefuse(ESCAPED + rest)
        if defuse(rest) == AS_PRINTED + rest:
            return rest
    return undefuse(cell)


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text of a CSV file and whether it was saved as Windows-1252, as German Excel does unless told otherwise."""
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def read_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Read a table of `templates/`: (line number, row) for every row that is not blank, cells trimmed.

    Excel saves CSV as UTF-8 or, in older versions, as Windows-1252; both are read.

    Raises:
        TemplateInvalid: the file is missing or its header lacks one of `columns`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TemplateInvalid(
            f"Die Datei „{path}“ fehlt oder ist nicht lesbar; ohne sie werden Wörter des Katalogs nicht erkannt: "
            "Bitte aus der letzten Fassung des Projekts zurückholen."
        ) from error
    text, _ = _decoded(raw)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=DELIMITER)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise TemplateInvalid(
            f"In „{path}“ fehlt in der ersten Zeile die Spalte „{missing[0]}“; die Einträge ließen sich nicht "
            f"zuordnen: Bitte die Kopfzeile „{DELIMITER.join(columns)}“ wiederherstellen."
        )
    rows = []
    for row in reader:
        cells = {column: (row[column] or "").strip() for column in columns}
        if any(cells.values()):
            rows.append((reader.line_num, cells))
    return rows


def entry(words: type[_Word], path: Path, line: int, found: str) -> _Word:
    """The word of an enumeration that stands in a table of `templates/`.

    Raises:
        TemplateInvalid: it is none of them.
    """
    try:
        return words(found)
    except ValueError:
        raise wrong_entry(path, line, found, ", ".join(words)) from None


def wrong_entry(path: Path, line: int, found: str, allowed: str) -> TemplateInvalid:
    """The error for an entry that a table of `templates/` may not hold; `allowed` says what it may."""
    return TemplateInvalid(
        f"„{path}“, Zeile {line}: Der Eintrag „{found}“ ist hier nicht vorgesehen und ließe sich nicht zuordnen: "
        f"Bitte ersetzen; möglich ist: {allowed}."
    )
