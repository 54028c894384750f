"""`datapackage.json`: what every CSV of a run holds, as a Frictionless descriptor (Data Package v1).

Specification: https://specs.frictionlessdata.io/tabular-data-package/
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pipeline.publish.columns import CHANGES, CROSSWALK, HISTORY, MEASURES, QUESTIONS, Column, history_columns
from pipeline.spreadsheet import AS_PRINTED, AS_TEXT, DECIMAL_COMMA, DELIMITER, ESCAPED, LINE_END, cells_of

Json = dict[str, Any]

FILE = "datapackage.json"

_TABLES: dict[str, tuple[str, str, Sequence[Column], str | None]] = {
    "massnahmen": ("Maßnahmen", "Eine Zeile je Maßnahme der Ausgabe.", MEASURES, "uid"),
    "Abgleich": ("Abgleich", "Eine Zeile je Beziehung zwischen einer alten und einer neuen Maßnahme.", CROSSWALK, None),
    "Aenderungsprotokoll": ("Änderungsprotokoll", "Eine Zeile je geändertem Wert.", CHANGES, "lfd_nr"),
    "Verlauf": ("Verlauf", "Eine Zeile je Maßnahme über alle Ausgaben.", HISTORY, "uid"),
    "zu": ("Zu entscheiden", "Eine Zeile je möglicher Antwort auf eine offene Frage.", QUESTIONS, None),
}
"""First word of the file name → title, meaning, columns, key."""

_HOW_TO_READ = (
    "Zum Öffnen in Excel genügt ein Doppelklick. Vor einer Zelle, die eine Tabellenkalkulation ausführen oder umdeuten "
    f"würde, steht ein Zeichen, das nicht zum Wert gehört: {AS_TEXT} vor Formelzeichen (= + - @), ein Haarspatium "
    f"(U+{ord(AS_PRINTED):04X}) vor Datum, Uhrzeit, Zahl und Wahrheitswert, {ESCAPED} vor Texten mit Steuerzeichen "
    "(diese als \\uXXXX). Ohne dieses eine Zeichen bleibt der genaue Wert; er steht auch in katalog.json."
)


def datapackage(files: Mapping[str, bytes], *, caveat: str = "") -> bytes:
    """The descriptor of every CSV in `files` (path relative to the output folder, with `/` → bytes), as UTF-8 JSON.

    Raises:
        KeyError: a CSV that none of our tables is.
        ValueError: a CSV that `spreadsheet.as_csv` did not write.
    """
    tables = sorted(path for path in files if path.endswith(".csv"))
    descriptor = {
        "profile": "tabular-data-package",
        "name": "massnahmenkatalog",
        "title": "Maßnahmenkatalog im Jahresvergleich" + (f" ({caveat})" if caveat else ""),
        "description": _HOW_TO_READ,
        "resources": [_resource(path, files[path]) for path in tables],
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(path: str, content: bytes) -> Json:
    stem, _, editions = PurePosixPath(path).stem.partition("_")
    title, meaning, columns, key = _TABLES[stem]
    header, *rows = cells_of(content)
    if columns is HISTORY:
        columns = history_columns([int(name[3:]) for name in header if re.fullmatch(r"nr_\d+", name)])
    period = "" if columns is QUESTIONS else editions.replace("-", " → ") or PurePosixPath(path).parent.name
    return {
        "profile": "tabular-data-resource",
        "name": re.sub(r"[^a-z0-9._-]+", "-", path.removesuffix(".csv").lower()),
        "title": f"{title} {period}".strip(),
        "description": meaning,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {
            "delimiter": DELIMITER,
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": {
            "fields": [*map(_field, columns), *map(_further_field, header[len(columns) :])],
            "missingValues": [""],
        }
        | ({"primaryKey": [key]} if key and _is_key(header.index(key), rows) else {}),
    }


def _field(column: Column) -> Json:
    constraints = {
        "required": column.required,
        "enum": list(column.values),
        "minimum": column.lowest,
        "maximum": column.highest,
    }
    return (
        {"name": column.name, "title": column.title, "description": column.meaning, "type": column.type}
        | ({"decimalChar": DECIMAL_COMMA} if column.type == "number" else {})
        | {"constraints": {name: value for name, value in constraints.items() if value not in (None, False, [])}}
    )


def _further_field(name: str) -> Json:
    return {
        "name": name,
        "title": name,
        "description": "Weitere Spalte des Katalogs, Inhalt wie gedruckt.",
        "type": "string",
    }


def _is_key(position: int, rows: Sequence[Sequence[str]]) -> bool:
    values = [row[position] for row in rows]
    return len(set(values)) == len(values)
