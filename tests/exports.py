"""Makes text exports of a catalogue as programs print them: one cell after another, wrapped to the columns' widths."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyphen

from pipeline.model import Cell, Line, RawCatalogue, Row, Table

_GERMAN = pyphen.Pyphen(lang="de_DE", left=3, right=3)


@dataclass(frozen=True)
class Style:
    """How a program prints. `blank` lines stand between cells, between all lines, or nowhere.

    `alone`: the number has a line of its own. `shared`: a cell of one line has the next cell behind it.
    `trailing`: wrapped lines end in a blank, broken ones do not. `widths` of goal, measure, actors, status in characters.
    """

    blank: Literal["cells", "lines", "none"] = "cells"
    alone: bool = False
    shared: bool = False
    trailing: bool = False
    hyphenates: bool = True
    pages: Literal["form feed", "leading blank", "footer", "none"] = "form feed"
    widths: tuple[int, int, int, int] = (28, 52, 40, 20)
    titles: tuple[str, ...] = (
        "Ziele und zukünftiger Bedarf", "Nr.", "Maßnahmen/Impulse/Projektideen", "Akteurinnen und Akteure",
        "Status der Umsetzung",
    )  # fmt: skip


def export(truth: dict[str, Any], style: Style) -> str:
    """The catalogue of a truth file as text."""
    pages = []
    for number, field in enumerate(truth["fields"], 1):
        cells = list(_chapter(truth, field, style))
        body = _lines(cells, style)
        if number == 1:
            body = f"{truth['title']}\n{body}"
        if style.pages == "footer":
            body += f"Seite {number} von {len(truth['fields'])}\n"
        pages.append(" " + body if style.pages == "leading blank" else body)
    return {"form feed": "\f"}.get(style.pages, "").join(pages) + "\n".join(truth["remarks"]) + "\n"


def _chapter(truth: dict[str, Any], field: dict[str, Any], style: Style) -> Iterator[list[str]]:
    """The cells of a chapter in reading order, each as its lines."""
    yield [f"Handlungsfeld „{field['name']}“"]
    yield ["Vision:", *field["vision"]]
    yield [" ".join(style.titles)]
    goal: list[str] | None = None
    for measure in truth["measures"]:
        if measure["field"] != field["name"]:
            continue
        if measure["goal"] != goal:
            goal = measure["goal"]
            yield set_cell(measure["goal"], style.widths[0], style.hyphenates)
        yield from _row(measure, style)
    items = [f"+ {item['text']}" for item in truth["further_measures"] if item["field"] == field["name"]]
    if items:
        yield ["Weitere Maßnahmen", *items]


def _row(measure: dict[str, Any], style: Style) -> Iterator[list[str]]:
    names = ("lines", "actors", "status")
    cells = [
        set_cell(measure[name], width, style.hyphenates) for name, width in zip(names, style.widths[1:], strict=True)
    ]
    if style.alone:
        yield [str(measure["nr"])]
    else:
        cells[0][:1] = [f"{measure['nr']} {cells[0][0]}"]
    held = ""
    for index, cell in enumerate(cells):
        cell = [held + cell[0], *cell[1:]] if cell else [held] if held else []
        held = ""
        if style.shared and len(cell) == 1 and index + 1 < len(cells):
            held = cell[0] + " "
        elif cell:
            yield cell


def set_cell(paragraphs: Sequence[str], width: int, hyphenates: bool = True) -> list[str]:
    """Paragraphs wrapped to a width, words broken at German syllables."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            rest = word
            while rest:
                room = width - len(line) - bool(line)
                piece = rest if len(rest) <= room else _first_part(rest, room) if hyphenates else ""
                if piece:
                    line = f"{line} {piece}".strip()
                    rest = rest[len(piece.removesuffix("-")) :] if piece != rest else ""
                elif not line:
                    line, rest = rest, ""
                if rest:
                    lines.append(line)
                    line = ""
        lines.append(line)
    return lines


def _first_part(word: str, room: int) -> str:
    """The longest part of a word that fits, with its hyphen; nothing if the word cannot be broken there."""
    match = re.match(r"\W*([^\W\d_]{6,})", word)
    ends = [] if not match else [match.start(1) + end for end in _GERMAN.positions(match[1])]
    fitting = [end for end in ends if end + 1 <= room]
    return f"{word[: fitting[-1]]}-" if fitting else ""


def _lines(cells: Sequence[list[str]], style: Style) -> str:
    between_lines = "\n\n" if style.blank == "lines" else "\n"
    between_cells = "\n" if style.blank == "none" else "\n\n"
    blocks = []
    for cell in cells:
        ends = [
            ("" if line.endswith("-") or last else " ") if style.trailing else "" for line, last in _with_last(cell)
        ]
        blocks.append(between_lines.join(line + end for line, end in zip(cell, ends, strict=True)))
    return between_cells.join(blocks) + "\n"


def _with_last(cell: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for index, line in enumerate(cell):
        yield line, index == len(cell) - 1


def squeezed(text: str) -> str:
    """A text without blanks and hyphens: what has to be the same however its lines were broken."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def read_rows(raw: RawCatalogue) -> Iterator[tuple[str, dict[str, str]]]:
    """Number and squeezed cells of each measure; goals that reach down and rows that were cut are put together."""
    goal = ""
    rows: list[tuple[str, dict[str, str]]] = []
    for row in (row for block in raw.blocks if isinstance(block, Table) for row in block.rows):
        goal = goal if row.goal is None else (goal if not row.number.lines else "") + _text(row.goal)
        cells = {name: _text(getattr(row, name)) for name in ("measure", "actors", "status")}
        cells |= {name: _text(cell) for name, cell in row.extra}
        if row.number.lines:
            rows.append((row.number.lines[0].text.rstrip("."), {"goal": goal} | cells))
        else:
            rows[-1] = (
                rows[-1][0],
                {name: rows[-1][1].get(name, "") + text for name, text in cells.items()} | {"goal": goal},
            )
    return iter(rows)


def _text(cell: Cell) -> str:
    return squeezed("".join(line.text for line in cell.lines))


def wrong_cells(truth: dict[str, Any], raw: RawCatalogue) -> list[tuple[str, str]]:
    """Number and name of every cell that does not hold the words of the truth."""
    found = dict(read_rows(raw))
    names = {"goal": "goal", "measure": "lines", "actors": "actors", "status": "status"}
    return [
        (str(measure["nr"]), name)
        for measure in truth["measures"]
        for name, key in names.items()
        if found.get(str(measure["nr"]), {}).get(name) != squeezed("".join(measure[key]))
    ]


def all_lines(raw: RawCatalogue) -> Iterator[Line]:
    """Every line of a catalogue as printed, each once."""
    for block in raw.blocks:
        if isinstance(block, Line):
            yield block
            continue
        yield from block.header
        for row in block.rows:
            yield from _row_lines(row)
    yield from raw.furniture


def _row_lines(row: Row) -> Iterator[Line]:
    cells = (row.goal or Cell(), row.number, row.measure, row.actors, row.status, *(cell for _, cell in row.extra))
    return (line for cell in cells for line in cell.lines)
