"""Which layouts there are: one maker each. What a layout is for stands in `tests/catalogues/README.md`."""

from collections.abc import Callable
from dataclasses import dataclass

from makers import html
from makers.content import load
from makers.engines import chromium_pdf, weasyprint_pdf
from makers.office import Look, writer_pdf

CITY, SAMPLE = "truth-2023.json", "truth-2024-beispiel.json"
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
    """One PDF: how to make it, and by how many degrees its pages are turned."""

    make: Callable[[], bytes]
    rotate: int = 0


def _office_horizontal() -> bytes:
    lines = {"top": "single", "bottom": "single", "insideH": "single", "left": "nil", "right": "nil", "insideV": "nil"}
    look = Look(borders=tuple(lines.items()), goals="first", header="Stadt Leinfelden-Echterdingen",
                footer="Stand: Oktober 2023 – Seite {page}", split_rows=False)  # fmt: skip
    return writer_pdf(load(CITY), look)


def _chromium_gaps() -> bytes:
    css = LANDSCAPE + BASE + "td { padding: 4pt 12pt 4pt 0 } th { padding: 4pt 12pt 4pt 0 } tr { break-inside: avoid }"
    return chromium_pdf(html.page(load(CITY), css, goals="first"))


def _weasy_split() -> bytes:
    css = LANDSCAPE + BASE + (
        " html { hyphens: auto } td, th { border: 0.6pt solid black } thead { display: table-row-group }"
        " @page { @top-left { content: 'Stadt Leinfelden-Echterdingen'; font-size: 8pt }"
        " @bottom-right { content: 'Seite ' counter(page) ' von ' counter(pages); font-size: 8pt } }"
        " p { orphans: 1; widows: 1 }"
    )  # fmt: skip
    return weasyprint_pdf(html.page(load(CITY), css, repeat_header=False))


LAYOUTS = {
    "2023-office-horizontal-rules": Layout(_office_horizontal),
    "2023-chromium-no-rules": Layout(_chromium_gaps),
    "2023-weasyprint-split-no-header": Layout(_weasy_split),
}
