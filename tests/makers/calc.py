"""A catalogue as a spreadsheet (Flat ODS), printed by LibreOffice Calc: wide sheets on several pages, clipped cells."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from makers.content import Catalogue, Chapter, Entry, Goal

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_FORMAT = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Column:
    """One column: its title, what fills it, its width in mm, and whether its text wraps; else it is cut off.

    `of` is "number", "goal", "measure", "actors", "status" or the title of a further column. `kind` "value" sets
    numbers as numbers with two decimals where they are such, "date" dates as dates.
    """

    title: str
    of: str
    width: float
    wrap: bool = True
    kind: Literal["text", "value", "date"] = "text"


@dataclass(frozen=True)
class Look:
    """How Calc prints the sheet; lengths in mm, type size in points.

    `sheets`: one for all, or one a chapter, its heading above the table or only in the page's header, as its name.
    `titles`: above every chapter, or once at the head of the sheet, with chapters in rows across.
    `rules` are cell borders, the sheet's own grid lines, or none; `headings` its column letters and row numbers.
    `row_height` is that of every row, if it is not as high as its text.
    """

    columns: tuple[Column, ...]
    size: float = 9
    font: str = "Carlito"
    portrait: bool = False
    over_then_down: bool = False
    repeat_titles: bool = False
    repeat_columns: int = 0
    rules: Literal["borders", "grid", "none"] = "borders"
    headings: bool = False
    align: Literal["top", "middle", "bottom"] = "top"
    row_height: float = 0.0
    sheets: Literal["one", "chapter", "chapter in header"] = "one"
    titles: Literal["chapter", "once"] = "chapter"
    goals: Literal["repeat", "span", "first"] = "repeat"
    header: str = ""
    footer: str = ""
    scale: int = 100
    margin: float = 15


def calc_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Print the catalogue; needs `soffice` on the path."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "katalog.fods")
        source.write_text(_document(catalogue, look), "utf-8")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "pdf:calc_pdf_Export", "--outdir", folder, str(source)],
            check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def _document(catalogue: Catalogue, look: Look) -> str:
    names = _sheet_names(catalogue, look)
    parts = [[chapter] for chapter in catalogue.chapters] if look.sheets != "one" else [list(catalogue.chapters)]
    tables = "".join(
        _sheet(name, index, catalogue, chapters, look)
        for index, (name, chapters) in enumerate(zip(names, parts, strict=True))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2" '
        f'office:mimetype="{_FORMAT}"><office:automatic-styles>{_styles(look)}</office:automatic-styles>'
        f"<office:master-styles>{_master(look)}</office:master-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>"
    )


def _sheet_names(catalogue: Catalogue, look: Look) -> Sequence[str]:
    return ["Tabelle1"] if look.sheets == "one" else [chapter.name for chapter in catalogue.chapters]


def _styles(look: Look) -> str:
    border = ' fo:border="0.5pt solid #000000"' if look.rules == "borders" else ""

    def cell(name: str, *, bold: bool = False, wrap: bool = True, ruled: bool = True, data: str = "") -> str:
        options = f'fo:wrap-option="{"wrap" if wrap else "no-wrap"}" style:vertical-align="{look.align}"'
        weight = ' fo:font-weight="bold"' if bold else ""
        return (
            f'<style:style style:name="{name}" style:family="table-cell"{data}>'
            f"<style:table-cell-properties {options}{border if ruled else ''}/><style:text-properties "
            f'style:font-name="{look.font}" fo:font-family="{look.font}" fo:font-size="{look.size}pt"{weight}/>'
            "</style:style>"
        )

    widths = "".join(
        f'<style:style style:name="c{place}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{column.width}mm"/></style:style>'
        for place, column in enumerate(look.columns)
    )
    height = (
        f'style:row-height="{look.row_height}mm" style:use-optimal-row-height="false"'
        if look.row_height
        else 'style:use-optimal-row-height="true"'
    )
    rows = (
        f'<style:style style:name="r" style:family="table-row"><style:table-row-properties {height}/></style:style>'
        '<style:style style:name="o" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style>'
    )
    data = (
        '<number:number-style style:name="N2"><number:number number:decimal-places="2" '
        'number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
        '<number:date-style style:name="N3"><number:day number:style="long"/><number:text>.</number:text>'
        '<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>'
        "</number:date-style>"
    )
    cells = (
        cell("w") + cell("n", wrap=False) + cell("b", bold=True) + cell("h", bold=True, wrap=False, ruled=False)
        + cell("v", wrap=False, data=' style:data-style-name="N2"')
        + cell("d", wrap=False, data=' style:data-style-name="N3"')
    )  # fmt: skip
    return data + cells + widths + rows + _page_layout(look)


def _page_layout(look: Look) -> str:
    width, height = (210, 297) if look.portrait else (297, 210)
    printed = " ".join(word for word, wanted in (("grid", look.rules == "grid"), ("headers", look.headings)) if wanted)
    order = "ltr" if look.over_then_down else "ttb"
    return (
        f'<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}mm" '
        f'fo:page-height="{height}mm" style:print-orientation="{"portrait" if look.portrait else "landscape"}" '
        f'fo:margin="{look.margin}mm" style:print-page-order="{order}" style:scale-to="{look.scale}%" '
        f'style:print="objects charts drawings {printed}"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="7mm" fo:margin-bottom="2mm"/>'
        '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="7mm" '
        'fo:margin-top="2mm"/></style:footer-style></style:page-layout>'
        '<style:style style:name="ta" style:family="table" style:master-page-name="M"/>'
    )


def _master(look: Look) -> str:
    def line(name: str, text: str) -> str:
        if not text:
            return f'<style:{name} style:display="false"/>'
        fields = {
            "{page}": "<text:page-number>1</text:page-number>",
            "{pages}": "<text:page-count>99</text:page-count>",
            "{sheet}": "<text:sheet-name>x</text:sheet-name>",
        }
        whole = escape(text)
        for mark, tag in fields.items():
            whole = whole.replace(mark, tag)
        return f"<style:{name}><text:p>{whole}</text:p></style:{name}>"

    return (
        '<style:master-page style:name="M" style:page-layout-name="pm">'
        f"{line('header', look.header)}{line('footer', look.footer)}</style:master-page>"
    )


def _sheet(name: str, index: int, catalogue: Catalogue, chapters: Sequence[Chapter], look: Look) -> str:
    columns = "".join(f'<table:table-column table:style-name="c{place}"/>' for place in range(look.repeat_columns))
    rest = "".join(
        f'<table:table-column table:style-name="c{place}"/>' for place in range(look.repeat_columns, len(look.columns))
    )
    repeated = f"<table:table-header-columns>{columns}</table:table-header-columns>" if columns else ""
    rows = "".join(_rows(catalogue if index == 0 else None, chapters, look))
    shown = escape(name, {'"': "&quot;"})
    return f'<table:table table:name="{shown}" table:style-name="ta">{repeated}{rest}{rows}</table:table>'


def _rows(catalogue: Catalogue | None, chapters: Sequence[Chapter], look: Look) -> Iterator[str]:
    titles = _row((_cell((column.title,), "b") for column in look.columns), "o")
    head = f"<table:table-header-rows>{titles}</table:table-header-rows>" if look.repeat_titles else titles
    if catalogue and catalogue.title:
        yield _across(catalogue.title)
    if look.titles == "once":
        yield head
    for chapter in chapters:
        if look.sheets != "chapter in header":
            yield _across(chapter.heading)
        yield from (_across(f"Vision: {vision}") for vision in chapter.visions)
        if look.titles != "once":
            yield head
        for goal in chapter.goals:
            yield from (_measure(goal, place, entry, look) for place, entry in enumerate(goal.entries))


def _across(text: str) -> str:
    return _row((_cell((text,), "h"),), "o")


def _row(cells: Iterable[str], style: str = "r") -> str:
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _measure(goal: Goal, place: int, entry: Entry, look: Look) -> str:
    return _row(_value(goal, place, entry, column, look) for column in look.columns)


def _value(goal: Goal, place: int, entry: Entry, column: Column, look: Look) -> str:
    style = "w" if column.wrap else "n"
    if column.of == "goal":
        if place and look.goals == "span":
            return "<table:covered-table-cell/>"
        spans = f' table:number-rows-spanned="{len(goal.entries)}" table:number-columns-spanned="1"'
        lines = goal.lines if not place or look.goals == "repeat" else ()
        return _cell(lines, style, spans if look.goals == "span" else "")
    lines = _lines(entry, column.of)
    if column.kind == "value" and (number := _as_number(lines)):
        return _cell(lines, "v", kind=f'office:value-type="float" office:value="{number}"')
    if column.kind == "date" and (day := _as_date(lines)):
        return _cell(lines, "d", kind=f'office:value-type="date" office:date-value="{day}"')
    return _cell(lines, style)


def _lines(entry: Entry, of: str) -> tuple[str, ...]:
    own = {"number": (entry.number,), "measure": entry.lines, "actors": entry.actors, "status": entry.status}
    return own.get(of) or dict(entry.extra).get(of, ())


def _as_number(lines: Sequence[str]) -> str:
    plain = "".join(lines).replace(".", "").replace(",", ".")
    return plain if plain.replace(".", "", 1).isdigit() else ""


def _as_date(lines: Sequence[str]) -> str:
    parts = "".join(lines).split(".")
    return f"{parts[2]}-{parts[1]}-{parts[0]}" if len(parts) == 3 and all(map(str.isdigit, parts)) else ""


def _cell(lines: Sequence[str], style: str, more: str = "", kind: str = 'office:value-type="string"') -> str:
    if not lines:
        return f'<table:table-cell table:style-name="{style}"{more}/>'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell {kind} table:style-name="{style}"{more}>{text}</table:table-cell>'
