"""Text exports: what is doubtful about a document as a whole."""

from collections.abc import Iterator, Sequence

from pipeline.model import Finding, Severity
from pipeline.printed import Line, Table
from pipeline.read.text.lines import Printed
from pipeline.read.text.numbered import ODD
from pipeline.read.text.titles import TitleRow

_MANY_DOUBTFUL = 0.15
"""Part of the measures with doubtful cells from which on all are doubtful."""


def doubtful_share(blocks: Sequence[Line | Table], findings: Sequence[Finding]) -> tuple[int, int]:
    """How many measures have doubtful cells, and how many there are."""
    rows = sum(bool(row.number.lines) for block in blocks if isinstance(block, Table) for row in block.rows)
    warned = {f.measure for f in findings if f.severity is Severity.WARNING and f.measure and f.code != ODD}
    return len(warned), rows


def mostly_doubtful(name: str, doubtful: int, rows: int) -> Iterator[Finding]:
    """Where the cells of many rows are doubtful, none is sure."""
    if doubtful > _MANY_DOUBTFUL * rows:
        yield Finding(
            "text-doubtful",
            Severity.ERROR,
            f"In „{name}“ sind bei {doubtful} von {rows} Maßnahmen die Grenzen der Zellen unsicher, auch bei den "
            "übrigen kann Text in der falschen Zelle stehen: Bitte den Katalog als PDF ablegen oder jede Maßnahme mit "
            "dem Dokument vergleichen.",
            value=f"{doubtful} von {rows}",
        )


def doubtful_titles(titles: Sequence[TitleRow], lines: Sequence[Printed]) -> Iterator[Finding]:
    """Several unknown words between known titles: one column, or more?"""
    pages = {
        column.name: lines[row.first].page for row in reversed(titles) for column in row.columns if not column.sure
    }
    for title, page in sorted(pages.items()):
        yield Finding(
            "columns-doubtful",
            Severity.WARNING,
            f"Seite {page}: „{title}“ in der Kopfzeile ist kein bekannter Spaltentitel und wurde als eine Spalte "
            "gelesen. Sind es mehrere, stehen ihre Werte zusammen oder in Nachbarzellen: Bitte alle Zeilen mit dem "
            "Dokument vergleichen, und in templates/begriffe.csv je Spalte eine Zeile „merkmal;TITEL“ anfügen.",
            page=page,
            value=title,
        )
