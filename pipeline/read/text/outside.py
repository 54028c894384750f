"""Text exports: what is doubtful about lines outside the tables: titles torn off one, paragraphs of running text."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.model import Finding, Severity
from pipeline.printed import Line, Table
from pipeline.read.text.lines import Printed
from pipeline.read.text.numbered import cells_of, numbered
from pipeline.read.text.words import Words

_SENTENCE_ENDS = (".", "!", "?")
_MOST_NAMED = 20

Block = Line | Table


def titles_outside(blocks: Sequence[Block], lines: Sequence[Printed], words: Words) -> Iterator[Finding]:
    """Titles of columns that no row has filled, outside the tables: the export tore them off, and their cells."""
    filled = {name for each in numbered(blocks) for name, cell in cells_of(each.row) if cell.lines}
    free = {block.place.lines for block in blocks if isinstance(block, Line)}
    for line in lines:
        if (line.number, line.number) not in free:
            continue
        parts = [line.text[start:end].strip() for start, end in pairwise((0, *line.wide, len(line.text)))]
        torn = [part for part in parts if words.vocabulary.column(part) not in (*filled, "number", None)]
        if torn:
            yield Finding(
                "text-doubtful",
                Severity.ERROR,
                f"Seite {line.page}: Der Spaltentitel „{torn[0]}“ (Zeile {line.number} der Datei) steht außerhalb der "
                "Tabelle, und in seiner Spalte steht bei keiner Maßnahme etwas; ihre Werte stehen anderswo: Bitte den "
                "Katalog als PDF ablegen oder jede Maßnahme mit dem Dokument vergleichen.",
                page=line.page,
                value=torn[0],
            )
            return


def doubtful_paragraphs(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Sentences of running text that were joined though the line above is not the widest, as visions may be."""
    found = [
        line
        for is_line, group in groupby(blocks, key=lambda block: isinstance(block, Line))
        for above, line in pairwise(group if is_line else ())
        if isinstance(above, Line) and isinstance(line, Line) and _may_be_apart(above, line)
    ]
    if found:
        shown = ", ".join(f"„{line.text[:60]}“" for line in found[:_MOST_NAMED])
        yield Finding(
            "break-unclear",
            Severity.INFO,
            f"Im Text außerhalb der Tabellen ist nicht zu erkennen, ob mit diesen Zeilen ein neuer Absatz beginnt: "
            f"{shown}{' und weiteren' if len(found) > _MOST_NAMED else ''}. Kein Wort fehlt.",
            page=found[0].place.page,
            value=found[0].text,
        )


def _may_be_apart(above: Line, line: Line) -> bool:
    begins = above.text.endswith(_SENTENCE_ENDS) and line.text[:1].isupper() and line.starts is not True
    return begins and above.room > 0.0
