"""Which layouts there are, by the name of the PDF. What each is for stands in `tests/catalogues/README.md`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.lib import colors

from makers import calc, canvas_rows, fpdf_tables, html, latex, office, rework, sheets, variants
from makers import reportlab_tables as rl
from makers import typst_tables as typst
from makers.content import Catalogue, load
from makers.engines import chromium_pdf, qt_pdf, style, weasyprint_pdf

# mypy: disable-error-code="import-not-found, import-untyped"

CITY = load("truth-2023.json")
SAMPLE = load("truth-2024-beispiel.json")
TOWN = load(
    "truth-beispielstadt.json", ("Leitziel", "Nr.", "Maßnahme", "Zuständigkeit", "Umsetzungsstand", "Priorität")
)
VILLAGE = load(
    "truth-beispielhausen.json", ("Ziel", "Nr.", "Projekt", "Federführung", "Sachstand", "Zeitrahmen", "Kosten")
)
COUNTY = load(
    "truth-beispielkreis.json",
    ("Ziel", "Maßnahmen-Nr.", "Impulse", "Verantwortlich", "Stand der Umsetzung", "Finanzierung"),
)
HAMLET = load("truth-beispieldorf.json", ("Zielsetzung", "Nr.", "Maßnahmen", "Verantwortlich", "Status", "Ortsteil"))
HOME = load("truth-beispielheim.json", ("Handlungsziel", "Nr.", "Maßnahme", "Zuständig", "Stand", "Zeitraum", "Kosten"))
SPRING = load("truth-beispielquell.json").headed("Handlungsfeld {n}: {name}")
FOREST = load("truth-beispielwalde.json").headed("{n} {name}")
HARBOUR = load("truth-beispielmuende.json")
RIDERS = load("truth-beispielrode.json").headed("{n} {name}")
MEADOW = load("truth-beispielau.json").headed("Handlungsfeld {n}: {name}")
FORD = load("truth-beispielfurt.json")
FIELDS = load("truth-beispielfelde.json").headed("{n}. {name}")
LAKE = load("truth-beispielsee.json", ("Ziel", "Nr.", "Maßnahme", "Zuständig", "Sachstand", "Frist"))
GROVE = load("truth-beispielhain.json").headed("Handlungsfeld {n}: {name}")
BROOK = load("truth-beispielbach.json", ("Ziel", "Nr.", "Maßnahme", "Akteure", "Status", "Zeitrahmen"))
CHURCH = load("truth-beispielkirchen.json", ("Ziel", "Nr.", "Maßnahme", "Zuständigkeit", "Umsetzungsstand", "Wirkung"))
WELL = load("truth-beispielbrunn.json", ("Ziel", "Nr.", "Maßnahme", "Verantwortlich", "Stand", "Kosten"))
THEME = "Themenfeld {n} – {name}"
COUNTED, PLAIN, POINTED = "Handlungsfeld {n}: {name}", "{n} {name}", "{n}. {name}"

CARLITO = ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf")
LIBERATION = ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf")


@dataclass(frozen=True)
class Layout:
    """One PDF: how to make it, by how many degrees its pages are turned, and whether it is protected.

    `marked` says whether /Rotate tells that they are turned; pages that are not marked lie on their side.
    """

    make: Callable[[], bytes]
    rotate: int = 0
    protected: bool = False
    marked: bool = True


def _html(engine: Callable[[str], bytes], name: str, catalogue: Catalogue, **options: Any) -> dict[str, Layout]:
    protected, rotate = options.pop("protected", False), options.pop("rotate", 0)
    return {name: Layout(lambda: engine(html.page(catalogue, style(name), **options)), rotate, protected)}


def _writer(name: str, catalogue: Catalogue, look: office.Look, rotate: int = 0) -> dict[str, Layout]:
    return {name: Layout(partial(office.writer_pdf, catalogue, look), rotate=rotate)}


def _edges(line: str, *edges: str) -> tuple[tuple[str, str], ...]:
    """The named edges in one line style, the others without a line."""
    return tuple((edge, line if edge in edges else "nil") for edge in office.GRID)


WRITER = {
    **_writer("2023-office-horizontal-rules", CITY, office.Look(
        borders=_edges("single", "top", "bottom", "insideH"), goals="first", split_rows=False,
        header="Stadt Leinfelden-Echterdingen", footer="Stand: Oktober 2023 – Seite {page}")),
    **_writer("2023-office-split-zebra", CITY, office.Look(
        size=11, widths=(4.6, 1.1, 9.0, 6.6, 4.2), chapter_breaks=False, header_fill="D9E2F3", zebra="F2F2F2",
        header="Stadt Leinfelden-Echterdingen", footer="Stand: Oktober 2023 – Seite {page}")),
    **_writer("2023-beispielhausen-office-no-rules", VILLAGE.headed(PLAIN), office.Look(
        size=8, widths=(3.8, 1.2, 6.6, 4.2, 3.2, 2.6, 2.6), borders=_edges("nil"), goals="first", indent=1.0,
        chapter_breaks=False, split_rows=False, footer="{page}")),
    **_writer("2024-office-open-goals-beispiel", SAMPLE, office.Look(
        goals="first", goal_borders=False, repeat_header=False, chapter_breaks=False, footer="– {page} –")),
    **_writer("2025-beispielkreis-office-dashed-centred", COUNTY, office.Look(
        size=12, widths=(2.6, 8.2, 5.8, 4.0, 4.6), borders=_edges("dashed", *office.GRID), goals="none", centred=True,
        chapter_breaks=False, font="Caladea", hyphenate=False, header="Landratsamt Beispielkreis")),
    **_writer("2024-office-double-rules-portrait-beispiel", SAMPLE, office.Look(
        size=8, portrait=True, widths=(3.2, 0.9, 5.6, 4.4, 2.9), borders=_edges("double", *office.GRID),
        chapter_breaks=False, header="Stand: November 2024", footer="Seite {page}")),
    **_writer("2025-beispielheim-office-plain", HOME.headed(THEME), office.Look(
        size=9, widths=(4.2, 1.2, 6.4, 4.6, 3.2, 2.4, 2.4), borders=_edges("nil"), goals="first",
        chapter_breaks=False, font="Liberation Sans", footer="Seite {page}"), rotate=180),
    **_writer("2025-beispielheim-office-framed-bands", HOME.headed("{name}"), office.Look(
        size=9, widths=(4.2, 1.2, 6.4, 4.6, 3.2, 2.4, 2.4), borders=(), style="Medium Shading 1 Accent 3",
        goals="first", chapter_breaks=False, heading=16, footer="Seite {page}")),
}  # fmt: skip

HTML = {
    **_html(chromium_pdf, "2023-chromium-no-rules", CITY, goals="first"),
    **_html(
        chromium_pdf,
        "2023-chromium-portrait-soft-hyphens",
        CITY,
        goals="repeat",
        repeat_header=False,
        body=rework.soft_hyphens,
    ),
    **_html(
        chromium_pdf,
        "2024-beispielstadt-chromium-one-table",
        TOWN.headed(COUNTED),
        one_table=True,
        body=rework.hard_spaces,
    ),
    **_html(chromium_pdf, "2025-beispielkreis-chromium-dotted", COUNTY.headed(COUNTED), goals="none"),
    **_html(chromium_pdf, "2023-beispielhausen-chromium-no-rules", VILLAGE.headed(COUNTED), goals="first"),
    **_html(chromium_pdf, "2024-beispielstadt-chromium-vertical-title", TOWN.headed(COUNTED), protected=True),
    **_html(weasyprint_pdf, "2023-weasyprint-split-no-header", CITY, repeat_header=False),
    **_html(weasyprint_pdf, "2023-weasyprint-decomposed", CITY, body=rework.decomposed),
    **_html(weasyprint_pdf, "2024-weasyprint-zebra-split-beispiel", SAMPLE, goals="first"),
    **_html(weasyprint_pdf, "2025-beispielkreis-weasyprint-no-rules", COUNTY, goals="none"),
    **_html(weasyprint_pdf, "2024-beispielstadt-weasyprint-mixed-pages", TOWN.headed(COUNTED)),
    **_html(weasyprint_pdf, "2025-beispielkreis-weasyprint-watermark", COUNTY.headed(COUNTED), goals="none"),
    **_html(weasyprint_pdf, "2025-beispieldorf-weasyprint-front-matter", HAMLET, front=3),
    **_html(
        weasyprint_pdf,
        "2023-beispielhausen-weasyprint-number-first",
        VILLAGE.headed(POINTED),
        goals="repeat",
        body=rework.number_first,
    ),
    **_html(weasyprint_pdf, "2025-beispieldorf-weasyprint-number-within", HAMLET, body=rework.number_within),
    **_html(
        chromium_pdf,
        "2025-beispielheim-chromium-status-last",
        HOME.headed(THEME),
        goals="repeat",
        body=rework.goal_third_status_last,
        rotate=270,
    ),
    **_html(
        weasyprint_pdf, "2025-beispielheim-weasyprint-plain", HOME, goals="first", body=rework.goal_third_status_last
    ),
    **_html(qt_pdf, "2025-beispielheim-qt-top-rules", HOME.headed(POINTED)),
    **_html(qt_pdf, "2024-qt-numbers-with-points-beispiel", SAMPLE, goals="repeat", body=rework.numbered_with_points),
}


def _reportlab_portrait() -> bytes:
    look = rl.Look(
        widths=(3.2, 1.3, 5.2, 3.2, 3.2, 1.9), font=rl.embed("Sans", *LIBERATION), paragraph_gap=4,
        header="Stadt Beispielstadt · Stabsstelle Klimaschutz", footer="Stand: 30. Juni 2024 · Seite {page}",
    )  # fmt: skip
    return rl.reportlab_pdf(TOWN.headed(COUNTED), look)


def _reportlab_to_rotate() -> bytes:
    look = rl.Look(
        widths=(4.6, 1.0, 9.2, 6.8, 4.2), size=9.5, font=rl.embed("Carlito", *CARLITO), portrait=False, goals="span",
        footer="Seite {page}", chapter_breaks=True, paragraph_gap=4,
    )  # fmt: skip
    return rl.reportlab_pdf(CITY, look)


def _reportlab_standard_fonts() -> bytes:
    look = rl.Look(
        widths=(4.2, 1.0, 7.6, 4.6, 3.4, 2.8, 2.9), portrait=False, overprint_bold=True, paragraph_gap=5,
        header="Gemeinde Beispielhausen", footer="Stand: Dezember 2023 – Seite {page}",
    )  # fmt: skip
    return rl.reportlab_pdf(VILLAGE.headed(COUNTED), look)


def _reportlab_split_lines() -> bytes:
    rules = (
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.grey),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
    )
    look = rl.Look(
        widths=(4.6, 1.1, 9.0, 6.6, 4.4), size=10, font=rl.embed("Sans", *LIBERATION), portrait=False, rules=rules,
        repeat_header=False, split_rows=True,
    )  # fmt: skip
    return rl.reportlab_pdf(SAMPLE, look)


def _reportlab_narrow_number() -> bytes:
    dashed = (("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, (3, 2)),)
    look = rl.Look(
        widths=(3.6, 0.8, 5.4, 3.2, 3.2, 1.8), size=8.5, font=rl.embed("Sans", *LIBERATION), goals="span", rules=dashed,
        valign="MIDDLE", paragraph_gap=4, padding=3, footer="{page}",
    )  # fmt: skip
    return rl.reportlab_pdf(TOWN.headed(COUNTED), look)


def _reportlab_box() -> bytes:
    rules = (("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black))
    look = rl.Look(
        widths=(4.2, 1.1, 7.0, 4.6, 3.4, 2.6, 2.4), size=8.5, font=rl.embed("Sans", *LIBERATION), portrait=False,
        goals="span", rules=rules, header="Stadt Beispielheim", footer="{page}", paragraph_gap=3,
    )  # fmt: skip
    return rl.reportlab_pdf(HOME.headed(THEME), look)


def _reportlab_open_sides() -> bytes:
    look = rl.Look(
        widths=(3.6, 1.1, 4.6, 3.2, 2.2, 1.6, 1.6), size=8, font=rl.embed("Carlito", *CARLITO), paragraph_gap=3,
        rules=(
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.grey), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.grey),
            ("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.lightgrey),
        ),
    )  # fmt: skip
    return rl.reportlab_pdf(HOME.headed(COUNTED), look)


def _reportlab_title_box() -> bytes:
    rules = (("BOX", (0, 0), (-1, 0), 0.8, colors.black), ("BOX", (0, 0), (-1, -1), 0.8, colors.black),
             ("INNERGRID", (0, 1), (-1, -1), 0.4, colors.black))  # fmt: skip
    look = rl.Look(widths=(3.4, 1.1, 5.6, 3.5, 2.7, 2.1), size=8.5, rules=rules, paragraph_gap=3, footer="{page}")
    return rl.reportlab_pdf(WELL.headed(COUNTED), look)


def _reportlab_inner_columns() -> bytes:
    rules = (("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.grey), ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black))
    look = rl.Look(
        widths=(1.5, 6.4, 4.0, 3.2, 2.6), size=9, font=rl.embed("Carlito", *CARLITO), rules=rules, goals="none",
        paragraph_gap=3,
    )  # fmt: skip
    return rl.reportlab_pdf(COUNTY.headed(PLAIN), look)


REPORTLAB = {
    "2025-beispielkreis-reportlab-inner-columns": Layout(_reportlab_inner_columns),
    "2024-beispielbrunn-reportlab-title-box": Layout(_reportlab_title_box),
    "2025-beispielheim-reportlab-open-sides": Layout(_reportlab_open_sides),
    "2025-beispielheim-reportlab-box": Layout(_reportlab_box),
    "2024-beispielstadt-reportlab-portrait": Layout(_reportlab_portrait),
    "2023-reportlab-rotated": Layout(_reportlab_to_rotate, rotate=90),
    "2023-beispielhausen-reportlab-overprinted": Layout(_reportlab_standard_fonts),
    "2024-reportlab-split-lines-beispiel": Layout(_reportlab_split_lines),
    "2024-beispielstadt-reportlab-narrow-number": Layout(_reportlab_narrow_number),
}

LATEX_GRID = latex.Look(widths=(4.4, 0.8, 8.4, 6.2, 3.9), foot="Stand: Oktober 2023")
LATEX_BOOKTABS = latex.Look(widths=(3.6, 1.2, 7.2, 4.6, 4.0, 2.2), rules="booktabs", font="Caladea", size=11)
LATEX_GAPS = latex.Look(
    widths=(2.4, 4.8, 3.6, 2.6, 3.0), rules="none", size=11, portrait=True, ragged=True, goals=False,
    repeat_header=False, foot="Landratsamt Beispielkreis",
)  # fmt: skip
LATEX_RAGGED = latex.Look(widths=(4.2, 0.8, 8.4, 6.2, 4.1), size=11, ragged=True, foot="Fortschreibung 2024")

LATEX_PLAIN = latex.Look(widths=(3.4, 0.9, 5.2, 6.0, 3.0, 2.2, 1.9), rules="none", ragged=True, foot="Beispielheim")

TYPST_SOFT = typst.Look(
    "(46mm, 14mm, 1fr, 74mm, 40mm, 26mm)", "none", font="Caladea", goals="first", repeat_header=False, justify=True
)
TYPST_COLUMNS = typst.Look(
    "(40mm, 15mm, 1fr, 50mm, 40mm, 30mm)", "(x: 0.5pt, y: none)", font="Liberation Sans", size=9, hyphenate=False,
    fill='(_, y) => if y == 0 { rgb("#dde8dd") }',
)  # fmt: skip
TYPST_DOTTED = typst.Look(
    "(38mm, 20mm, 1fr, 62mm, 40mm, 24mm)", '(x: none, y: (paint: gray, thickness: .6pt, dash: "dotted"))'
)
TYPST_PLAIN = typst.Look(
    widths="(18%, 6%, 1fr, 18%, 13%, 10%, 9%)", stroke="none", goals="first", size=9, hyphenate=False,
    header="Stadt Beispielheim", chapter_breaks=True,
)  # fmt: skip
TYPST_SPLIT = typst.Look(widths="(20%, 5%, 1fr, 24%, 15%)", header="Stadt Leinfelden-Echterdingen")
TYPST_HORIZONTAL = typst.Look(
    widths="(20%, 6%, 1fr, 18%, 13%, 10%, 9%)", stroke="(x: none, y: 0.6pt)", goals="repeat", size=9, justify=True,
    repeat_header=False, breakable=False,
)  # fmt: skip

FPDF_GRID = fpdf_tables.Look(widths=(40, 12, 72, 62, 38, 24), footer="Beispielstadt – Seite {page}")
FPDF_MINIMAL = fpdf_tables.Look(widths=(44, 12, 70, 76, 36, 28, 26), borders="MINIMAL", footer="{page}")
FPDF_LINES = fpdf_tables.Look(
    widths=(40, 12, 80, 45, 34, 30, 30), borders="HORIZONTAL_LINES", fill=(235, 240, 245), size=8
)


def _cairo_reprint() -> bytes:
    look = office.Look(size=9, widths=(4.4, 1.0, 8.8, 6.8, 4.4), chapter_breaks=False, split_rows=False)
    return rework.through_cairo(office.writer_pdf(SAMPLE, look))


def _ghostscript_grid() -> bytes:
    look = office.Look(
        size=9, widths=(3.0, 9.0, 6.0, 4.0, 3.4), font="Liberation Sans", goals="none", repeat_header=False,
        chapter_breaks=False,
    )  # fmt: skip
    return rework.through_ghostscript(office.writer_pdf(COUNTY.headed(PLAIN), look))


OTHERS = {
    "2025-beispielheim-latex-plain": Layout(partial(latex.latex_pdf, HOME.headed(THEME), LATEX_PLAIN)),
    "2025-beispielheim-typst-plain": Layout(partial(typst.typst_pdf, HOME.headed(COUNTED), TYPST_PLAIN)),
    "2025-beispielheim-fpdf-minimal": Layout(partial(fpdf_tables.fpdf_pdf, HOME, FPDF_MINIMAL)),
    "2023-latex-grid": Layout(partial(latex.latex_pdf, CITY, LATEX_GRID)),
    "2024-beispielstadt-latex-booktabs": Layout(partial(latex.latex_pdf, TOWN.headed(PLAIN), LATEX_BOOKTABS)),
    "2025-beispielkreis-latex-no-rules": Layout(partial(latex.latex_pdf, COUNTY.headed(COUNTED), LATEX_GAPS)),
    "2023-typst-split": Layout(partial(typst.typst_pdf, CITY, TYPST_SPLIT)),
    "2023-beispielhausen-typst-horizontal": Layout(partial(typst.typst_pdf, VILLAGE, TYPST_HORIZONTAL)),
    "2024-beispielstadt-fpdf-grid": Layout(partial(fpdf_tables.fpdf_pdf, TOWN, FPDF_GRID)),
    "2023-beispielhausen-fpdf-lines": Layout(partial(fpdf_tables.fpdf_pdf, VILLAGE, FPDF_LINES)),
    "2024-cairo-reprint-beispiel": Layout(_cairo_reprint),
    "2024-ghostscript-swapped-ligatures-beispiel": Layout(
        lambda: rework.through_ghostscript(latex.latex_pdf(SAMPLE, LATEX_RAGGED))
    ),
    "2025-beispielkreis-ghostscript-grid": Layout(_ghostscript_grid),
}

VARIANTS = {
    "2025-beispielquell-weasyprint-goal-rows": Layout(lambda: weasyprint_pdf(variants.goal_rows(SPRING))),
    "2025-beispielquell-chromium-common-titles": Layout(lambda: chromium_pdf(variants.common_titles(SPRING))),
    "2025-beispielquell-chromium-field-column": Layout(lambda: chromium_pdf(variants.field_column(SPRING))),
    "2025-beispielquell-chromium-bands": Layout(lambda: chromium_pdf(variants.bands(SPRING))),
    "2025-beispielquell-weasyprint-on-its-side": Layout(
        lambda: weasyprint_pdf(variants.goal_rows(SPRING)), rotate=90, marked=False
    ),
}

UNLIKE = {
    "2025-beispielwalde-weasyprint-goals-above": Layout(lambda: weasyprint_pdf(sheets.goals_above(FOREST))),
    "2024-beispielmuende-weasyprint-centred": Layout(lambda: weasyprint_pdf(sheets.centred(HARBOUR))),
    "2024-beispielmuende-chromium-zebra": Layout(lambda: chromium_pdf(sheets.zebra(HARBOUR.headed(COUNTED)))),
    "2025-beispielrode-weasyprint-letter-spaced": Layout(lambda: weasyprint_pdf(sheets.letter_spaced(RIDERS))),
    "2025-beispielrode-typst-bands": Layout(lambda: typst.bands_pdf(RIDERS.headed("Handlungsfeld {n}: {name}"))),
    "2023-beispielau-reportlab-canvas": Layout(lambda: canvas_rows.canvas_pdf(MEADOW)),
    "2025-beispielfurt-weasyprint-years": Layout(lambda: weasyprint_pdf(sheets.years(FORD))),
    "2025-beispielfelde-chromium-bold-titles": Layout(lambda: chromium_pdf(sheets.bold_titles(FIELDS))),
    "2025-beispielsee-weasyprint-goals-amid": Layout(lambda: weasyprint_pdf(sheets.goals_amid(LAKE.headed(COUNTED)))),
    "2025-beispielsee-typst-soft-numbers": Layout(partial(typst.typst_pdf, LAKE.headed(POINTED), TYPST_SOFT)),
    "2025-beispielbach-weasyprint-cards": Layout(lambda: weasyprint_pdf(sheets.cards(BROOK.headed(COUNTED)))),
    "2025-beispielbach-typst-dotted": Layout(partial(typst.typst_pdf, BROOK.headed("HF {n}: {name}"), TYPST_DOTTED)),
    "2024-beispielkirchen-typst-columns-only": Layout(partial(typst.typst_pdf, CHURCH.headed(COUNTED), TYPST_COLUMNS)),
    "2024-beispielhain-weasyprint-goals-close": Layout(lambda: weasyprint_pdf(sheets.goals_close(GROVE))),
}


def _calc(titles: str, widths: tuple[float, ...], wrap: bool = True) -> tuple[calc.Column, ...]:
    """Columns "title=what" of these widths in mm."""
    named = (column.partition("=") for column in titles.split(";"))
    return tuple(
        calc.Column(title, of or title, width, wrap) for (title, _, of), width in zip(named, widths, strict=True)
    )


CALC = {
    "2024-beispielhain-calc-two-parts": Layout(partial(calc.calc_pdf, GROVE, calc.Look(
        _calc("Nr.=number;Ziel=goal;Maßnahme=measure;Zuständigkeit=actors;Kennzahl;Stand=status",
              (14, 45, 110, 84, 60, 40)),
        repeat_columns=1, header="{sheet}", footer="Seite {page} von {pages}"))),
    "2025-beispielquell-calc-letters": Layout(partial(calc.calc_pdf, SPRING, calc.Look(
        _calc("Nr.=number;Ziel=goal;Maßnahme=measure;Federführung=actors;Beteiligte;Stand=status;Kosten",
              (14, 50, 100, 60, 60, 45, 30)),
        rules="grid", headings=True, over_then_down=True, titles="once", repeat_titles=True, size=14,
        align="middle", footer="massnahmen.xlsx – Seite {page}"))),
    "2025-beispielfurt-calc-sheet-names": Layout(partial(calc.calc_pdf, FORD, calc.Look(
        _calc("Nr.=number;Maßnahme=measure;Verantwortlich=actors;Status 2024;Status 2025=status;Zielerreichung",
              (14, 120, 80, 45, 50, 40)),
        rules="none", align="bottom", sheets="chapter in header", header="{sheet}", footer="Seite {page}"))),
    "2025-beispielsee-calc-cut": Layout(partial(calc.calc_pdf, LAKE, calc.Look(
        _calc("Ziel=goal;Nr.=number;Maßnahme=measure;Zuständig=actors;Sachstand=status;Frist",
              (50, 14, 70, 50, 40, 25), wrap=False), size=8))),
}  # fmt: skip

LAYOUTS = WRITER | HTML | REPORTLAB | OTHERS | VARIANTS | UNLIKE | CALC
