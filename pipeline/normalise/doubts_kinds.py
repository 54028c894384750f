"""Findings about values of further columns that look like those of another one: amounts beside a column of amounts."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Finding, Measure, Severity

_KINDS = {
    "Beträge": re.compile(
        r"(?:ca\. |rund |etwa )?\d[\d.,]*[-–—]{0,2}\s?(?:(?:Mio|Mrd|Tsd)\.?\s?)?[MT]?(?:€|(?:EUR|Euro)\b).*", re.DOTALL
    ),
    "Daten": re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"),
}
"""What values of some columns look like as a whole."""
_TIMES = re.compile(r"(?!.*€).*\b(?:19|20)\d\d\b.*|laufend|dauerhaft|fortlaufend", re.DOTALL | re.IGNORECASE)
_OTHER_KINDS = {"Beträge": _TIMES, "Daten": _KINDS["Beträge"]}
"""What columns hold that have no value of a kind but by mistake."""
_MAY_HOLD = {
    "Beträge": re.compile(
        r"kosten|förder|mittel|budget|finanz|betrag|beträge|summe|zuschuss|zuschüsse|ausgabe|aufwand|einnahme|haushalt"
        r"|anteil|volumen|preis|gebühr|€|euro|eur\b", re.IGNORECASE
    ),
    "Daten": re.compile(r"beginn|start|ende|frist|termin|datum|zeit|dauer|stand|abschluss|bis\b|ab\b", re.IGNORECASE),
}  # fmt: skip
"""Titles of columns that may well hold values of a kind, even if few do."""
_NOTHING = re.compile(
    r"(?:noch )?(?:keine?[rsn]?|nein|nicht|ohne|offen|unklar|unbekannt|entfällt)(?: \w+)?|k\. ?A\.|n\. ?n\.|[-–—/.]+|0",
    re.IGNORECASE,
)
"""What stands where there is nothing to tell yet; another row may tell it."""
_FEWEST, _MOST_OF, _FEW_OF = 4, 0.6, 0.25
"""Values that tell of which kind a column is, the share of them that is, and the share up to which another is not."""
_FEWEST_WORDS = 4
"""Words of running text."""

_Rows = Sequence[dict[str, str]]


def about_kinds(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Measures with a value of one kind in another column, and in the column of that kind what stands in the other.

    So a text looks whose cells came out one column too far. Not if the other column may well hold such a value.
    """
    rows = [dict(measure.extra) for measure in measures]
    for kind, shape in _KINDS.items():
        own = [title for title in _titles(rows) if _share(rows, title, shape) >= _MOST_OF]
        others = [title for title in _titles(rows) if own and _holds_others(rows, title, kind)]
        for measure, row in zip(measures, rows, strict=True):
            strayed = [title for title in others if shape.fullmatch(row.get(title, ""))]
            lacking = [title for title in own if not shape.fullmatch(row.get(title, ""))]
            pairs = (
                (lack, stray) for lack in lacking for stray in strayed if _is_instead(rows, row, lack, stray, kind)
            )
            if pair := next(pairs, None):
                yield _finding(measure, kind, *pair, row[pair[1]])


def _titles(rows: _Rows) -> list[str]:
    return list(dict.fromkeys(title for row in rows for title in row))


def _share(rows: _Rows, title: str, shape: re.Pattern[str]) -> float:
    """The share of a column's values that are of a kind; between both limits where too few tell."""
    values = [value for row in rows if (value := row.get(title))]
    return sum(map(bool, map(shape.fullmatch, values))) / len(values) if len(values) >= _FEWEST else _MOST_OF / 2


def _holds_others(rows: _Rows, title: str, kind: str) -> bool:
    """Whether a column holds other values than such of a kind, and hardly would hold these."""
    if _share(rows, title, _KINDS[kind]) > _FEW_OF:
        return False
    may_hold = _MAY_HOLD[kind].search(title) or _share(rows, title, _NOTHING) > _FEW_OF
    return not may_hold or _share(rows, title, _OTHER_KINDS[kind]) >= _MOST_OF


def _is_instead(rows: _Rows, row: dict[str, str], lacking: str, strayed: str, kind: str) -> bool:
    """Whether a value may have left its column: that is empty, or both columns hold what neither usually does."""
    value = row.get(lacking, "")
    return not value or _share(rows, strayed, _OTHER_KINDS[kind]) >= _MOST_OF or _is_usual(rows, strayed, value)


def _is_usual(rows: _Rows, title: str, value: str) -> bool:
    """Whether a value is such as most in a column: running text, or the same words."""
    values = [own for row in rows if (own := row.get(title))]
    alike = [own == value or min(len(own.split()), len(value.split())) >= _FEWEST_WORDS for own in values]
    return sum(alike) >= _MOST_OF * len(values)


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
