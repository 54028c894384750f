"""Is a document a table catalogue at all? An invoice, a budget, sheets per measure are refused; nothing is invented."""

from pipeline.errors import NotACatalogue
from pipeline.normalise.chapters import Chapters
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.vocabulary import Vocabulary

_SHOWN = 6
"""Words of the document that the message names at most."""
_EXCERPT = 40


def require_catalogue(raw: RawCatalogue, chapters: Chapters, vocabulary: Vocabulary) -> None:
    """Let pass what has a table of measures that says what for, who carries them out or how far they are.

    Raises:
        NotACatalogue: naming what was looked for and what was found.
    """
    rows = [row for chapter in chapters.chapters for row in chapter.rows]
    if any(row.actors.lines or row.status.lines or (row.goal and row.goal.lines) for row in rows):
        return
    raise NotACatalogue(
        f"„{raw.source.file}“ enthält keine Tabelle mit Maßnahmen; gesucht wurden nebeneinander Spalten wie „Nr.“, "
        f"„Maßnahme“ und „Status“, gefunden wurde {_found(raw, vocabulary)}: Bitte prüfen, ob die richtige Datei "
        "abgelegt wurde, oder die Spaltentitel in templates/begriffe.csv ergänzen."
    )


def _found(raw: RawCatalogue, vocabulary: Vocabulary) -> str:
    """What the document holds instead: a table with other columns, single words that title columns, or text."""
    titles = dict.fromkeys(line.text for block in raw.blocks if isinstance(block, Table) for line in block.header)
    if titles:
        return f"nur eine Tabelle mit {_quoted(titles)}"
    lines = [block.text for block in raw.blocks if isinstance(block, Line)]
    words = dict.fromkeys(text.rstrip(" :") for text in lines if vocabulary.column(text))
    if words:
        return f"nur {_quoted(words)}, aber nicht als Titel einer solchen Tabelle"
    begins = lines[0] if lines else ""
    short = begins if len(begins) <= _EXCERPT else f"{begins[:_EXCERPT].rsplit(' ', 1)[0]} …"
    return f"nur Text, der mit „{short}“ beginnt" if short else "kein Text außer Kopf- und Fußzeilen"


def _quoted(words: dict[str, None]) -> str:
    named = [f"„{word}“" for word in words][:_SHOWN]
    return ", ".join(named) + (" und weiteren" if len(words) > _SHOWN else "")
