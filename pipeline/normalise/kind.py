"""Is a document a table catalogue at all? An invoice, a budget, sheets per measure are refused; nothing is invented."""

import re
from collections.abc import Sequence

from pipeline.errors import NotACatalogue
from pipeline.normalise.chapters import Chapters
from pipeline.normalise.side_by_side import rows_of
from pipeline.printed import Line, RawCatalogue, Table
from pipeline.vocabulary import TERMS_FILE, Vocabulary

_SHOWN = 6
"""Words of the document that the message names at most."""
_EXCERPT = 40
_LETTER = re.compile(r"[^\W\d_]")
_ADD_TITLES = f"die Spaltentitel in templates/{TERMS_FILE} ergänzen"
_GIVE_TEXT = "den Katalog als Text (.txt) ablegen"
_ADD_MEASURE = f"in templates/{TERMS_FILE} die Zeile „massnahme;TITEL“ mit dem gedruckten Titel anfügen"


def require_catalogue(raw: RawCatalogue, chapters: Chapters, vocabulary: Vocabulary) -> None:
    """Let pass what has a table of measures that says what for, who carries them out or how far they are.

    Raises:
        NotACatalogue: naming what was looked for and what was found.
    """
    if _tells_measures(chapters):
        return
    found, remedy = _found(raw, vocabulary)
    raise NotACatalogue(
        f"„{raw.source.file}“ enthält keine Tabelle mit Maßnahmen; gesucht wurden nebeneinander Spalten wie „Nr.“, "
        f"„Maßnahme“ und „Status“, gefunden wurde {found}: Bitte prüfen, ob die richtige Datei abgelegt wurde, oder "
        f"{remedy}."
    )


def _tells_measures(chapters: Chapters) -> bool:
    """Whether rows tell measures in words, and more about them than a table of figures, a list of names or a CV."""
    rows = [row for chapter in chapters.chapters for row in chapter.rows]
    texts = [text for row in rows if (text := " ".join(line.text for line in row.measure.lines))]
    if texts and not any(map(_LETTER.search, texts)):
        return False
    if any(row.status.lines for row in rows):
        return True
    if any(row.actors.lines for row in rows):
        return 2 * len(set(texts)) > len(texts) or len(texts) < 2
    is_named = any(chapter.name for chapter in chapters.chapters)
    return any(row.goal and row.goal.lines for row in rows) and (is_named or any(row.number.lines for row in rows))


def _found(raw: RawCatalogue, vocabulary: Vocabulary) -> tuple[str, str]:
    """What the document holds instead (a table with other columns, words that title columns, or text) and a remedy."""
    tables = [block for block in raw.blocks if isinstance(block, Table)]
    titles = dict.fromkeys(line.text for table in tables for line in table.header)
    names = {name for title in titles if (name := vocabulary.column(title))}
    if "measure" in names and names & {"actors", "status"} and not any(table.rows for table in tables):
        page = tables[0].place.page
        return f"zwar {_quoted(titles)} (Seite {page}), darunter aber keine Zeile einer Tabelle", _GIVE_TEXT
    if titles:
        return f"nur eine Tabelle mit {_quoted(titles)}", _ADD_TITLES
    lines = [block for block in raw.blocks if isinstance(block, Line)]
    titles, known = _table_like(lines, vocabulary)
    if len(known) > 1 and "measure" not in known:
        return f"nur eine Tabelle mit {_quoted(titles)}, darunter kein Titel der Maßnahmen", _ADD_MEASURE
    if titles:
        return f"nur eine Tabelle mit {_quoted(titles)}", _ADD_TITLES
    words = dict.fromkeys(line.text.rstrip(" :") for line in lines if vocabulary.column(line.text))
    if words:
        return f"nur {_quoted(words)}, aber nicht als Titel einer solchen Tabelle", _ADD_TITLES
    begins = lines[0].text if lines else ""
    short = begins if len(begins) <= _EXCERPT else f"{begins[:_EXCERPT].rsplit(' ', 1)[0]} …"
    return (f"nur Text, der mit „{short}“ beginnt" if short else "kein Text außer Kopf- und Fußzeilen"), _ADD_TITLES


def _table_like(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[dict[str, None], set[str]]:
    """The titles of what looks like another table, and what those that are known mean; nothing if there is none."""
    for row in rows_of(lines):
        texts = [line.text for line in row] if row[1:] else row[0].text.split()
        known = {name for text in texts if (name := vocabulary.column(text))}
        if len(texts) > 2 and (known if row[1:] else 2 * len(known) >= len(texts)):
            return dict.fromkeys(texts), known
    return {}, set()


def _quoted(words: dict[str, None]) -> str:
    named = [f"„{word}“" for word in words][:_SHOWN]
    return ", ".join(named) + (" und weiteren" if len(words) > _SHOWN else "")
