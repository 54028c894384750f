"""A catalogue set with fpdf2 (`pip install fpdf2`): the small producer in many office programs of cities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF
from fpdf.fonts import FontFace

from makers.content import Catalogue, Chapter
from makers.reportlab_tables import FONTS

# mypy: disable-error-code="import-not-found, import-untyped"


@dataclass(frozen=True)
class Look:
    """How fpdf2 sets the document; widths as shares, type size in points."""

    widths: Sequence[int]
    size: float = 9
    borders: str = "ALL"
    fill: tuple[int, int, int] | None = None
    footer: str = ""


def fpdf_pdf(catalogue: Catalogue, look: Look) -> bytes:
    """Set the catalogue, the goal repeated in every row."""

    class Paper(FPDF):  # type: ignore[misc]
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("Sans", size=8)
            self.cell(0, 8, look.footer.replace("{page}", str(self.page_no())), align="C")

    paper = Paper(orientation="landscape", format="A4")
    paper.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
    paper.add_font("Sans", "", str(FONTS / "liberation/LiberationSans-Regular.ttf"))
    paper.add_font("Sans", "B", str(FONTS / "liberation/LiberationSans-Bold.ttf"))
    paper.set_auto_page_break(auto=True, margin=16)
    paper.add_page()
    _line(paper, catalogue.title, look.size + 4, bold=True)
    for chapter in catalogue.chapters:
        _chapter(paper, catalogue, chapter, look)
    paper.ln(4)
    for remark in catalogue.remarks:
        _line(paper, remark, look.size)
    return bytes(paper.output())


def _line(paper: Any, text: str, size: float, *, bold: bool = False) -> None:
    paper.set_font("Sans", "B" if bold else "", size)
    paper.multi_cell(0, size * 0.45, text, new_x="LMARGIN", new_y="NEXT")


def _chapter(paper: Any, catalogue: Catalogue, chapter: Chapter, look: Look) -> None:
    if paper.get_y() > 160:
        paper.add_page()
    paper.ln(4)
    _line(paper, chapter.heading, look.size + 2, bold=True)
    if chapter.visions:
        _line(paper, "Vision:", look.size, bold=True)
        for vision in chapter.visions:
            _line(paper, vision, look.size)
    paper.ln(2)
    paper.set_font("Sans", "", look.size)
    more: dict[str, Any] = {"cell_fill_color": look.fill, "cell_fill_mode": "EVEN_ROWS"} if look.fill else {}
    with paper.table(
        col_widths=tuple(look.widths), borders_layout=look.borders, text_align="LEFT", line_height=look.size * 0.45,
        headings_style=FontFace(emphasis="BOLD"), v_align="TOP", padding=1, **more,
    ) as table:  # fmt: skip
        table.row(catalogue.titles)
        for _, goal, entry in chapter.rows:
            table.row(["\n".join(lines) for lines in (goal.lines, *entry.cells)])
    if chapter.further:
        paper.ln(2)
        _line(paper, "Weitere Maßnahmen:", look.size, bold=True)
        for text in chapter.further:
            _line(paper, f"+ {text}", look.size)
