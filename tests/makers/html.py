"""A catalogue as HTML, for browsers and print-CSS engines; the looks are the caller's style sheet."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Literal

from makers.content import Catalogue, Chapter, Entry, Goal

Goals = Literal["span", "repeat", "first", "none"]
"""One cell reaching down, printed in every row, printed in the first row above empty cells, or no goal column."""

COLUMNS = ("ziel", "nr", "massnahme", "akteure", "status")


def page(
    catalogue: Catalogue,
    css: str,
    goals: Goals = "span",
    one_table: bool = False,
    repeat_header: bool = True,
    body: Callable[[str], str] = str,
    front: int = 0,
) -> str:
    """The whole document.

    `one_table` sets all chapters in a single table, headings and visions as rows across it. `body` may rework the
    HTML within the body element (soft hyphens, order of columns). The first `front` remarks stand below the title.
    """
    parts = [f"<h1>{_inline(catalogue.title)}</h1>"]
    remarks = [f'<p class="bemerkung">{_inline(remark)}</p>' for remark in catalogue.remarks]
    parts += ['<div class="vorwort">', *remarks[:front], "</div>"] if front else []
    if one_table:
        width = len(_titles(catalogue, goals))
        rows = [row for chapter in catalogue.chapters for row in _rows_with_heading(chapter, goals, width)]
        parts.append(_table(catalogue, rows, goals, repeat_header))
    else:
        for chapter in catalogue.chapters:
            table = _table(catalogue, _rows(chapter, goals), goals, repeat_header)
            parts += [_heading(chapter), table, *_further(chapter)]
    parts += remarks[front:]
    content = body("\n".join(parts))
    head = f'<head><meta charset="utf-8"><style>{css}</style></head>'
    return f'<!DOCTYPE html>\n<html lang="de">{head}<body>\n{content}\n</body></html>\n'


def _heading(chapter: Chapter) -> str:
    visions = "".join(f"<p>{_inline(vision)}</p>" for vision in chapter.visions)
    label = '<p class="label">Vision:</p>' if visions else ""
    return f'<section class="kopf"><h2>{_inline(chapter.heading)}</h2>{label}{visions}</section>'


def _rows_with_heading(chapter: Chapter, goals: Goals, width: int) -> Sequence[str]:
    """The rows of a chapter within a table of all chapters: what else belongs to it stands in rows across the table."""
    above = [f"<b>{_inline(chapter.heading)}</b>"]
    above += ["Vision: " + _inline(chapter.visions[0])] if chapter.visions else []
    above += map(_inline, chapter.visions[1:])
    below = (
        ["<b>Weitere Maßnahmen:</b>", *(f"+ {_inline(text)}" for text in chapter.further)] if chapter.further else []
    )
    banner = '<tr class="banner"><td colspan="{}">{}</td></tr>'.format
    return [*(banner(width, line) for line in above), *_rows(chapter, goals), *(banner(width, line) for line in below)]


def _further(chapter: Chapter) -> Sequence[str]:
    if not chapter.further:
        return ()
    return ("<p><b>Weitere Maßnahmen:</b></p>", *(f"<p>+ {_inline(text)}</p>" for text in chapter.further))


def _titles(catalogue: Catalogue, goals: Goals) -> Sequence[str]:
    return catalogue.titles[1:] if goals == "none" else catalogue.titles


def _table(catalogue: Catalogue, rows: Sequence[str], goals: Goals, repeat_header: bool) -> str:
    titles = _titles(catalogue, goals)
    cells = "".join(f"<th>{_inline(title)}</th>" for title in titles)
    names = [*COLUMNS, *("extra",) * len(titles)]
    columns = "".join(f'<col class="{name}">' for name in (names[1:] if goals == "none" else names)[: len(titles)])
    header = f'<tr class="titel">{cells}</tr>'
    head, first = (f"<thead>{header}</thead>", "") if repeat_header else ("", header)
    return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{first}{''.join(rows)}</tbody></table>"


def _rows(chapter: Chapter, goals: Goals) -> Sequence[str]:
    return [f"<tr>{_goal(place, goal, goals)}{_cells(entry)}</tr>" for place, goal, entry in chapter.rows]


def _goal(place: int, goal: Goal, goals: Goals) -> str:
    text = _paragraphs(goal.lines)
    if goals == "repeat" or (goals == "first" and place == 0):
        return f'<td class="ziel">{text}</td>'
    if goals == "first":
        return '<td class="ziel leer"></td>'
    if goals == "span" and place == 0:
        return f'<td class="ziel" rowspan="{len(goal.entries)}">{text}</td>'
    return ""


def _cells(entry: Entry) -> str:
    names = [*COLUMNS[1:], *("extra",) * len(entry.extra)]
    return "".join(
        f'<td class="{name}">{_paragraphs(lines)}</td>' for name, lines in zip(names, entry.cells, strict=True)
    )


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f'<p class="{_kind(line)}">{_inline(line)}</p>' for line in lines)


def _kind(line: str) -> str:
    return {"•": "punkt", "→": "notiz"}.get(line[:1], "absatz")


def _inline(text: str) -> str:
    return escape(text, quote=False)
