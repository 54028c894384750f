"""Which layouts there are: one maker each. What a layout is for stands in `tests/catalogues/README.md`."""

from collections.abc import Callable
from dataclasses import dataclass

from makers import fpdf_tables, html, latex, office, rework
from makers import reportlab_tables as rl
from makers import typst_tables as ty
from makers.content import Catalogue, load
from makers.engines import chromium_pdf, qt_pdf, weasyprint_pdf

CITY, SAMPLE = "truth-2023.json", "truth-2024-beispiel.json"
TOWN, VILLAGE, COUNTY = "truth-beispielstadt.json", "truth-beispielhausen.json", "truth-beispielkreis.json"
HAMLET = "truth-beispieldorf.json"
TOWN_TITLES = ("Leitziel", "Nr.", "Maßnahme", "Zuständigkeit", "Umsetzungsstand", "Priorität")
VILLAGE_TITLES = ("Ziel", "Nr.", "Projekt", "Federführung", "Sachstand", "Zeitrahmen", "Kosten")
COUNTY_TITLES = ("Ziel", "Maßnahmen-Nr.", "Impulse", "Verantwortlich", "Stand der Umsetzung", "Finanzierung")
CARLITO = ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf")
HAMLET_TITLES = ("Zielsetzung", "Nr.", "Maßnahmen", "Verantwortlich", "Status", "Ortsteil")
LIBERATION = ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf")
LANDSCAPE = "@page { size: A4 landscape; margin: 18mm 16mm } "
BASE = (
    "body { font: 10pt 'Liberation Sans'; line-height: 1.25 } p { margin: 0 } h1 { font-size: 15pt } h2 { font-size: 12pt }"
    " .label { font-weight: bold } table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 8pt 0 }"
    " td, th { vertical-align: top; text-align: left; padding: 3pt 5pt; overflow-wrap: break-word }"
    " h2, .kopf p { break-after: avoid }"
    " col.ziel { width: 20% } col.nr { width: 5% } col.akteure { width: 24% } col.status { width: 15% }"
)


@dataclass(frozen=True)
class Layout:
    """One PDF: how to make it, by how many degrees its pages are turned, and whether it is protected."""

    make: Callable[[], bytes]
    rotate: int = 0
    protected: bool = False


def _office_horizontal() -> bytes:
    lines = {"top": "single", "bottom": "single", "insideH": "single", "left": "nil", "right": "nil", "insideV": "nil"}
    look = office.Look(borders=tuple(lines.items()), goals="first", header="Stadt Leinfelden-Echterdingen",
                footer="Stand: Oktober 2023 – Seite {page}", split_rows=False)  # fmt: skip
    return office.writer_pdf(load(CITY), look)


def _chromium_gaps() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "td, th { padding: 4pt 12pt 4pt 0 } tr { break-inside: avoid } col.status { width: 19% } col.ziel { width: 19% }"
            " td p + p { margin-top: 6pt }"
        )
    )
    return chromium_pdf(html.page(load(CITY), css, goals="first"))


def _weasy_split() -> bytes:
    css = LANDSCAPE + BASE + (
        " html { hyphens: auto } td, th { border: 0.6pt solid black } thead { display: table-row-group }"
        " @page { @top-left { content: 'Stadt Leinfelden-Echterdingen'; font-size: 8pt }"
        " @bottom-right { content: 'Seite ' counter(page) ' von ' counter(pages); font-size: 8pt } }"
        " p { orphans: 1; widows: 1 }"
    )  # fmt: skip
    return weasyprint_pdf(html.page(load(CITY), css, repeat_header=False))


def _reportlab_portrait() -> bytes:
    look = rl.Look(widths=(3.2, 1.3, 5.2, 3.2, 3.2, 1.9), font=rl.embed("Sans", *LIBERATION),
                   paragraph_gap=4, header="Stadt Beispielstadt · Stabsstelle Klimaschutz",
                   footer="Stand: 30. Juni 2024 · Seite {page}")  # fmt: skip
    return rl.reportlab_pdf(load(TOWN, TOWN_TITLES, "Handlungsfeld {n}: {name}"), look)


def _town(heading: str = "Handlungsfeld {n}: {name}") -> Catalogue:
    return load(TOWN, TOWN_TITLES, heading)


def _village(heading: str = "{n} {name}") -> Catalogue:
    return load(VILLAGE, VILLAGE_TITLES, heading)


def _county(heading: str = "Handlungsfeld „{name}“") -> Catalogue:
    return load(COUNTY, COUNTY_TITLES, heading)


def _sample() -> Catalogue:
    return load(SAMPLE)


def _edges(style: str, *edges: str) -> tuple[tuple[str, str], ...]:
    every = ("top", "bottom", "left", "right", "insideH", "insideV")
    return tuple((edge, style if edge in (edges or every) else "nil") for edge in every)


# --- LibreOffice Writer ---------------------------------------------------------------------------------------------


def _office_split() -> bytes:
    look = office.Look(size=11, widths=(4.6, 1.1, 9.0, 6.6, 4.2), chapter_breaks=False, header_fill="D9E2F3", zebra="F2F2F2",
                       header="Stadt Leinfelden-Echterdingen", footer="Stand: Oktober 2023 – Seite {page}")  # fmt: skip
    return office.writer_pdf(load(CITY), look)


def _office_gaps() -> bytes:
    look = office.Look(size=8, widths=(3.8, 1.2, 6.6, 4.2, 3.2, 2.6, 2.6), borders=_edges("nil"), goals="first",
                       chapter_breaks=False, split_rows=False, indent=1.0, footer="{page}")  # fmt: skip
    return office.writer_pdf(_village(), look)


def _office_open_goals() -> bytes:
    look = office.Look(
        goals="first", goal_borders=False, repeat_header=False, chapter_breaks=False, footer="– {page} –"
    )
    return office.writer_pdf(_sample(), look)


def _office_dashed() -> bytes:
    look = office.Look(size=12, widths=(2.6, 8.2, 5.8, 4.0, 4.6), borders=_edges("dashed"), goals="none", centred=True,
                       chapter_breaks=False, font="Caladea", hyphenate=False, header="Landratsamt Beispielkreis")  # fmt: skip
    return office.writer_pdf(_county(), look)


def _office_double() -> bytes:
    look = office.Look(size=8, portrait=True, widths=(3.2, 0.9, 5.6, 4.4, 2.9), borders=_edges("double"), goals="span",
                       chapter_breaks=False, header="Stand: November 2024", footer="Seite {page}")  # fmt: skip
    return office.writer_pdf(_sample(), look)


# --- Chromium -------------------------------------------------------------------------------------------------------


def _chromium_portrait() -> bytes:
    css = BASE + (
        "@page { size: A4; margin: 15mm } body { font-size: 8pt; hyphens: manual } th, td { border: 1px solid #444;"
        " padding: 2pt 3pt } tbody tr:nth-child(even) td { background: #e8eef4 } col.nr { width: 6% }"
    )  # fmt: skip
    return chromium_pdf(html.page(load(CITY), css, goals="repeat", repeat_header=False, body=rework.soft_hyphens))


def _chromium_one_table() -> bytes:
    css = LANDSCAPE + BASE + (
        "body { font-family: Carlito; font-variant-ligatures: common-ligatures } th, td { border: 0.75pt solid #000 }"
        " .banner td { background: #dfe8d8 } col.massnahme { width: 27% } col.akteure { width: 18% } p + p { margin-top: 6pt }"
        " tr { break-inside: avoid }"
    )  # fmt: skip
    return chromium_pdf(html.page(_town(), css, one_table=True, body=rework.hard_spaces))


def _chromium_dotted() -> bytes:
    css = LANDSCAPE + BASE + "th, td { border: 1px dotted #333 } body { font-size: 9.5pt } p + p { margin-top: 6pt }"
    return chromium_pdf(html.page(_county("Handlungsfeld {n}: {name}"), css, goals="none"))


def _chromium_seven_columns() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "body { font: 9pt Carlito } table { table-layout: auto } td, th { padding: 3pt 14pt 3pt 0 }"
            " tr { break-inside: avoid } td.extra { white-space: nowrap } p + p { margin-top: 6pt }"
        )
    )
    return chromium_pdf(html.page(_village("Handlungsfeld {n}: {name}"), css, goals="first"))


# --- WeasyPrint -----------------------------------------------------------------------------------------------------


def _weasy_decomposed() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "body { font-family: 'DejaVu Sans'; font-size: 8pt } th, td { border: 0.5pt solid } tr { break-inside: avoid }"
            " @page { @bottom-center { content: counter(page) } }"
        )
    )
    return weasyprint_pdf(html.page(load(CITY), css, body=rework.decomposed))


def _weasy_zebra() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "html { hyphens: auto } td { border-top: 0.5pt solid #888 } thead { border-bottom: 2pt solid }"
            " tbody tr:nth-child(odd) td { background: #f0f0f0 } p { orphans: 1; widows: 1 }"
            " @page { @top-right { content: 'Stand: 15.11.2024' } @bottom-right { content: counter(page) '/' counter(pages) } }"
        )
    )
    return weasyprint_pdf(html.page(_sample(), css, goals="first"))


def _weasy_portrait_gaps() -> bytes:
    css = BASE + (
        "@page { size: A4; margin: 20mm 18mm } body { font-family: 'Liberation Serif'; font-size: 10pt } td, th { padding:"
        " 3pt 10pt 6pt 0 } col.nr { width: 14% } col.massnahme { width: 32% } col.akteure { width: 22% } col.status { width:"
        " 17% } tr { break-inside: avoid } p + p { margin-top: 6pt }"
    )
    return weasyprint_pdf(html.page(_county(), css, goals="none"))


def _weasy_mixed_pages() -> bytes:
    css = BASE + (
        "@page { size: A4; margin: 18mm } @page quer { size: A4 landscape; margin: 15mm } body { font-size: 9pt } th, td {"
        " border: 0.5pt solid } table:nth-of-type(2) { page: quer } p + p { margin-top: 6pt } tr { break-inside: avoid }"
        " col.massnahme { width: 28% } col.akteure { width: 18% } col.nr { width: 7% }"
    )
    return weasyprint_pdf(html.page(_town(), css))


# --- ReportLab ------------------------------------------------------------------------------------------------------


def _reportlab_rotated() -> bytes:
    look = rl.Look(widths=(4.6, 1.0, 9.2, 6.8, 4.2), size=9.5, font=rl.embed("Carlito", *CARLITO), portrait=False,
                   goals="span", footer="Seite {page}", chapter_breaks=True, paragraph_gap=4)  # fmt: skip
    return rl.reportlab_pdf(load(CITY), look)


def _reportlab_standard_fonts() -> bytes:
    look = rl.Look(widths=(4.2, 1.0, 7.6, 4.6, 3.4, 2.8, 2.9), portrait=False, goals="repeat", overprint_bold=True, paragraph_gap=5,
                   header="Gemeinde Beispielhausen", footer="Stand: Dezember 2023 – Seite {page}")  # fmt: skip
    return rl.reportlab_pdf(_village("Handlungsfeld {n}: {name}"), look)


def _reportlab_split_in_row() -> bytes:
    look = rl.Look(widths=(4.6, 1.1, 9.0, 6.6, 4.4), size=10, font=rl.embed("Sans", *LIBERATION), portrait=False,
                   goals="repeat", repeat_header=False, split_rows=True, rules=(
                       ("LINEABOVE", (0, 0), (-1, -1), 0.5, rl.colors.grey), ("LINEBELOW", (0, -1), (-1, -1), 1, rl.colors.black),
                       ("BACKGROUND", (0, 0), (-1, 0), rl.colors.lightgrey)))  # fmt: skip
    return rl.reportlab_pdf(_sample(), look)


def _reportlab_narrow_number() -> bytes:
    look = rl.Look(widths=(3.6, 0.8, 5.4, 3.2, 3.2, 1.8), size=8.5, font=rl.embed("Sans", *LIBERATION), goals="span",
                   valign="MIDDLE", paragraph_gap=4, padding=3, rules=(
                       ("GRID", (0, 0), (-1, -1), 0.5, rl.colors.black, None, (3, 2)),), footer="{page}")  # fmt: skip
    return rl.reportlab_pdf(_town(), look)


# --- LaTeX ----------------------------------------------------------------------------------------------------------


def _latex_grid() -> bytes:
    look = latex.Look(widths=(4.4, 0.8, 8.4, 6.2, 3.9), foot="Stand: Oktober 2023")
    return latex.latex_pdf(load(CITY), look)


def _latex_booktabs() -> bytes:
    look = latex.Look(widths=(3.6, 1.2, 7.2, 4.6, 4.0, 2.2), rules="booktabs", font="Caladea", size=11)
    return latex.latex_pdf(_town("{n} {name}"), look)


def _latex_gaps() -> bytes:
    look = latex.Look(widths=(1.9, 5.0, 3.6, 2.7, 3.0), rules="none", size=11, portrait=True, ragged=True, goals=False,
                      repeat_header=False, foot="Landratsamt Beispielkreis")  # fmt: skip
    return latex.latex_pdf(_county("Handlungsfeld {n}: {name}"), look)


# --- Typst, fpdf2, Cairo --------------------------------------------------------------------------------------------


def _typst_split() -> bytes:
    look = ty.Look(widths="(20%, 5%, 1fr, 24%, 15%)", header="Stadt Leinfelden-Echterdingen")
    return ty.typst_pdf(load(CITY), look)


def _typst_horizontal() -> bytes:
    look = ty.Look(widths="(20%, 6%, 1fr, 18%, 13%, 10%, 9%)", stroke="(x: none, y: 0.6pt)", goals="repeat", size=9,
                   justify=True, repeat_header=False, breakable=False)  # fmt: skip
    return ty.typst_pdf(_village("Handlungsfeld „{name}“"), look)


def _fpdf_grid() -> bytes:
    look = fpdf_tables.Look(widths=(40, 12, 72, 62, 38, 24), footer="Beispielstadt – Seite {page}")
    return fpdf_tables.fpdf_pdf(_town("Handlungsfeld „{name}“"), look)


def _fpdf_lines() -> bytes:
    look = fpdf_tables.Look(
        widths=(40, 12, 70, 45, 36, 32, 30), borders="HORIZONTAL_LINES", fill=(235, 240, 245), size=8
    )
    return fpdf_tables.fpdf_pdf(_village("Handlungsfeld „{name}“"), look)


def _cairo() -> bytes:
    look = office.Look(size=9, widths=(4.4, 1.0, 8.8, 6.8, 4.4), chapter_breaks=False, split_rows=False)
    return rework.through_cairo(office.writer_pdf(_sample(), look))


# --- odd but seen ---------------------------------------------------------------------------------------------------


def _qt() -> bytes:
    css = BASE + (
        "body { font-size: 12pt } th, td { border: 1px solid #000 } tr { page-break-inside: avoid } thead { display:"
        " table-header-group } td p + p { margin-top: 6pt }"
    )
    return qt_pdf(html.page(_sample(), css, goals="repeat", body=rework.numbered_with_points))


def _ghostscript() -> bytes:
    look = latex.Look(widths=(4.2, 0.8, 8.4, 6.2, 4.1), size=11, ragged=True, foot="Fortschreibung 2024")
    return rework.through_ghostscript(latex.latex_pdf(_sample(), look))


def _front_matter() -> bytes:
    css = BASE + (
        "@page { size: A4; margin: 20mm; @bottom-center { content: '– ' counter(page) ' –' } } body { font-size: 9pt }"
        " th, td { border: 0.5pt solid } .vorwort { columns: 2; column-gap: 12mm; margin: 6mm 0 } .vorwort p + p {"
        " margin-top: 6pt } .vorwort p:last-child { border: 0.8pt solid; padding: 4mm; column-span: all; margin-top: 6mm }"
        " h2 { break-before: page } col.ziel { width: 22% } col.nr { width: 6% } col.akteure { width: 20% } col.status {"
        " width: 16% } col.extra { width: 11% }"
    )
    return weasyprint_pdf(html.page(load(HAMLET, HAMLET_TITLES), css, front=3))


def _vertical_title() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "th, td { border: 0.75pt solid } th:nth-child(6) { writing-mode: vertical-rl; transform: rotate(180deg); height: 18mm }"
            " col.extra { width: 6% } col.nr { width: 7% } td p + p { margin-top: 6pt } tr { break-inside: avoid }"
        )
    )
    return chromium_pdf(html.page(_town(), css))


def _number_first() -> bytes:
    css = (
        LANDSCAPE
        + BASE
        + (
            "th, td { border-bottom: 0.5pt solid #777 } tr { break-inside: avoid } td p + p { margin-top: 6pt } col.nr { width: 7% }"
            " col.massnahme { width: 26% } col.akteure { width: 15% } col.status { width: 12% } col.extra { width: 11% }"
        )
    )
    return weasyprint_pdf(html.page(_village("{n}. {name}"), css, goals="repeat", body=rework.number_first))


def _number_within() -> bytes:
    css = LANDSCAPE + BASE + "th, td { border: 0.5pt solid } tr { break-inside: avoid } td p + p { margin-top: 6pt }"
    return weasyprint_pdf(html.page(load(HAMLET, HAMLET_TITLES), css, body=rework.number_within))


LAYOUTS = {
    "2023-office-horizontal-rules": Layout(_office_horizontal),
    "2023-chromium-no-rules": Layout(_chromium_gaps),
    "2024-beispielstadt-reportlab-portrait": Layout(_reportlab_portrait),
    "2023-weasyprint-split-no-header": Layout(_weasy_split),
    "2023-office-split-zebra": Layout(_office_split),
    "2023-beispielhausen-office-no-rules": Layout(_office_gaps),
    "2024-office-open-goals-beispiel": Layout(_office_open_goals),
    "2025-beispielkreis-office-dashed-centred": Layout(_office_dashed),
    "2024-office-double-rules-portrait-beispiel": Layout(_office_double),
    "2023-chromium-portrait-soft-hyphens": Layout(_chromium_portrait),
    "2024-beispielstadt-chromium-one-table": Layout(_chromium_one_table),
    "2025-beispielkreis-chromium-dotted": Layout(_chromium_dotted),
    "2023-beispielhausen-chromium-no-rules": Layout(_chromium_seven_columns),
    "2023-weasyprint-decomposed": Layout(_weasy_decomposed),
    "2024-weasyprint-zebra-split-beispiel": Layout(_weasy_zebra),
    "2025-beispielkreis-weasyprint-no-rules": Layout(_weasy_portrait_gaps),
    "2024-beispielstadt-weasyprint-mixed-pages": Layout(_weasy_mixed_pages),
    "2023-reportlab-rotated": Layout(_reportlab_rotated, rotate=90),
    "2023-beispielhausen-reportlab-overprinted": Layout(_reportlab_standard_fonts),
    "2024-reportlab-split-lines-beispiel": Layout(_reportlab_split_in_row),
    "2024-beispielstadt-reportlab-narrow-number": Layout(_reportlab_narrow_number),
    "2023-latex-grid": Layout(_latex_grid),
    "2024-beispielstadt-latex-booktabs": Layout(_latex_booktabs),
    "2025-beispielkreis-latex-no-rules": Layout(_latex_gaps),
    "2023-typst-split": Layout(_typst_split),
    "2023-beispielhausen-typst-horizontal": Layout(_typst_horizontal),
    "2024-beispielstadt-fpdf-grid": Layout(_fpdf_grid),
    "2023-beispielhausen-fpdf-lines": Layout(_fpdf_lines),
    "2024-cairo-reprint-beispiel": Layout(_cairo),
    "2024-qt-numbers-with-points-beispiel": Layout(_qt),
    "2024-ghostscript-distilled-beispiel": Layout(_ghostscript),
    "2025-beispieldorf-weasyprint-front-matter": Layout(_front_matter),
    "2024-beispielstadt-chromium-vertical-title": Layout(_vertical_title, protected=True),
    "2023-beispielhausen-weasyprint-number-first": Layout(_number_first),
    "2025-beispieldorf-weasyprint-number-within": Layout(_number_within),
}
