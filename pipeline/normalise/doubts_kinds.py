"""Findings about values of further columns that look like those of another one: amounts beside a column of amounts."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Finding, Measure, Severity

_KINDS = {
    "Beträge": re.compile(
        r"(?:ca\. |rund |etwa )?[\d.,]+\s?(?:(?:Mio|Mrd|Tsd)\.?\s?)?[MT]?(?:€|EUR|Euro)(?:\b.*)?$", re.DOTALL
    ),
    "Daten": re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"),
}
"""What values of some columns look like as a whole."""
_FEWEST, _MOST_OF, _FEW_OF = 4, 0.6, 0.25
"""Values that tell of which kind a column is, the share of them that is, and the share up to which another is not."""


def about_kinds(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Measures with a value of one kind in another column, and another value in the column of that kind.

    So a text looks whose cells came out one column too far.
    """
    rows = [dict(measure.extra) for measure in measures]
    for kind, shape in _KINDS.items():
        own = [title for title in _titles(rows) if _share(rows, title, shape) >= _MOST_OF]
        others = [title for title in _titles(rows) if _share(rows, title, shape) <= _FEW_OF]
        for measure, row in zip(measures, rows, strict=True):
            lacking = next((title for title in own if row.get(title) and not shape.fullmatch(row[title])), None)
            strayed = next((title for title in others if shape.fullmatch(row.get(title, ""))), None)
            if lacking and strayed:
                yield _finding(measure, kind, lacking, strayed, row[strayed])


def _titles(rows: Sequence[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(title for row in rows for title in row))


def _share(rows: Sequence[dict[str, str]], title: str, shape: re.Pattern[str]) -> float:
    """The share of a column's values that are of a kind; between both limits where too few tell."""
    values = [value for row in rows if (value := row.get(title))]
    return sum(map(bool, map(shape.fullmatch, values))) / len(values) if len(values) >= _FEWEST else _MOST_OF / 2


def _finding(measure: Measure, kind: str, lacking: str, strayed: str, value: str) -> Finding:
    return Finding(
        "columns-doubtful",
        Severity.WARNING,
        f"Maßnahme {measure.number or 'ohne Nummer'} (Seite {measure.page}): „{value}“ steht unter „{strayed}“, unter "
        f"„{lacking}“ aber nicht, was dort sonst steht ({kind}); die Werte können in Nachbarspalten geraten sein: "
        "Bitte alle Spalten mit dem Katalog vergleichen.",
        measure.number or None,
        measure.page,
        value=value,
    )
