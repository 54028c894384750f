"""A catalogue set with ReportLab Platypus: ruled or not, portrait or landscape, standard or embedded fonts."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from makers.content import Catalogue, Chapter
from makers.html import Goals

# mypy: disable-error-code="import-not-found, import-untyped"

FONTS = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True)
class Look:
    """How ReportLab sets the document; widths in cm, type size in points, rules as TableStyle commands."""

    widths: Sequence[float]
    size: float = 9
    font: tuple[str, str] = ("Helvetica", "Helvetica-Bold")
    portrait: bool = True
    rules: tuple[tuple[Any, ...], ...] = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)
    goals: Goals = "repeat"
    repeat_header: bool = True
    chapter_breaks: bool = False
    header: str = ""
    footer: str = ""
    one_table: bool = False
    valign: str = "TOP"
    padding: float = 4
    split_rows: bool = False
    paragraph_gap: float = 0
    overprint_bold: bool = False


class Overprinted(Paragraph):  # type: ignore[misc]
    """Bold as old printer drivers make it: the regular face printed twice, a little aside."""

    def draw(self) -> None:
        super().draw()
        self.canv.translate(0.25, 0)
        super().draw()


def embed(name: str, regular: str, bold: str) -> tuple[str, str]:
    """Register two TrueType files under `FONTS` as a family."""
    for suffix, file in (("", regular), ("-Bold", bold)):
        pdfmetrics.registerFont(TTFont(name + suffix, str(FONTS / file)))
    return name, f"{name}-Bold"


def reportlab_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Set the catalogue with `pip install reportlab`."""
    result = io.BytesIO()
    document = SimpleDocTemplate(
        result, pagesize=A4 if look.portrait else landscape(A4), leftMargin=1.5 * cm, rightMargin=1.5 * cm,
        topMargin=1.8 * cm, bottomMargin=1.8 * cm, invariant=1,
    )  # fmt: skip

    def running(canvas: Any, _: Any) -> None:
        canvas.setFont(look.font[0], 8)
        width, height = document.pagesize
        canvas.drawString(1.5 * cm, height - 1.1 * cm, look.header)
        canvas.drawRightString(width - 1.5 * cm, 1.0 * cm, look.footer.replace("{page}", str(canvas.getPageNumber())))

    document.build(_story(catalogue, look), onFirstPage=running, onLaterPages=running)
    return result.getvalue()


def _style(look: Look, bold: bool = False, size: float | None = None, **more: Any) -> Any:
    size = size or look.size
    return ParagraphStyle("s", fontName=look.font[bold], fontSize=size, leading=1.2 * size, **more)


def _text(text: str, style: Any) -> Any:
    return Paragraph(escape(text, quote=False), style)


def _bold(text: str, look: Look, size: float | None = None, **more: Any) -> Any:
    if look.overprint_bold:
        return Overprinted(escape(text, quote=False), _style(look, False, size, **more))
    return _text(text, _style(look, True, size, **more))


def _story(catalogue: Catalogue, look: Look) -> list[Any]:
    story = [_bold(catalogue.title, look, look.size + 5), Spacer(1, 8)]
    for index, chapter in enumerate(catalogue.chapters):
        if index and look.chapter_breaks:
            story.append(PageBreak())
        story.append(_bold(chapter.heading, look, look.size + 2, spaceBefore=10, spaceAfter=4, keepWithNext=1))
        if chapter.visions:
            story.append(_bold("Vision:", look, keepWithNext=1))
            story += [_text(vision, _style(look, keepWithNext=1)) for vision in chapter.visions]
        story += [Spacer(1, 4), _table(catalogue, chapter, look)]
        if chapter.further:
            story += [Spacer(1, 6), _bold("Weitere Maßnahmen:", look)]
            story += [_text(f"+ {text}", _style(look)) for text in chapter.further]
    story += [Spacer(1, 10), *(_text(remark, _style(look)) for remark in catalogue.remarks)]
    return story


def _table(catalogue: Catalogue, chapter: Chapter, look: Look) -> Any:
    titles = catalogue.titles if look.goals != "none" else catalogue.titles[1:]
    rows: list[list[Any]] = [[_bold(title, look) for title in titles]]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), look.valign), *look.rules]
    commands += [
        (f"{side}PADDING", (0, 0), (-1, -1), padding)
        for side, padding in zip(("LEFT", "RIGHT", "TOP", "BOTTOM"), (look.padding, look.padding, 3, 4), strict=True)
    ]
    for place, goal, entry in chapter.rows:
        shown = look.goals == "repeat" or place == 0
        goal_cell = [_cell(goal.lines, look) if shown else ""]
        if look.goals == "span" and place == 0 and len(goal.entries) > 1:
            commands.append(("SPAN", (0, len(rows)), (0, len(rows) + len(goal.entries) - 1)))
        cells = [_cell(lines, look) for lines in entry.cells]
        rows.append([*(goal_cell if look.goals != "none" else []), *cells])
    return Table(
        rows, [width * cm for width in look.widths], style=commands, repeatRows=int(look.repeat_header),
        splitInRow=int(look.split_rows), hAlign="LEFT",
    )  # fmt: skip


def _cell(lines: Sequence[str], look: Look) -> list[Any]:
    return [
        _text(line, _style(look, spaceBefore=look.paragraph_gap if index else 0)) for index, line in enumerate(lines)
    ]
