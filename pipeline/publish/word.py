"""Word documents from templates: DOCX bytes and values in, DOCX bytes out (the room of docxtpl, python-docx, Jinja2).

The template is the administration's: styles, standing texts and the order of sections are changed in Word.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath

from docx.document import Document
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from pipeline.publish.package import packed, unpacked
from pipeline.publish.word_charts import Chart, Series, fill_charts
from pipeline.publish.word_faults import BROKEN_CHART, UNREADABLE, complaint, diagnosis, fault_in
from pipeline.publish.word_layout import describe_tables, fill_contents, fit_page
from pipeline.publish.word_sandbox import Value, WordSandbox

_ILLEGAL = re.compile("[^\\t\\n\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside XML 1.0, C1 controls, and the marks that turn the direction of all text after them (U+202A–E, U+2066–9)."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"
_LONGEST_PROPERTY = 255
"""Characters; Word's limit, which python-docx enforces."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What Word shows under "Datei/Informationen"; `created` stands for the clock, which no output may read."""

    title: str
    subject: str
    created: datetime


def legible(values: Mapping[str, Value]) -> tuple[dict[str, Value], int]:
    """The values with every character that Word cannot hold replaced by U+FFFD, and how many were replaced.

    Line ends of every kind become a line feed; nothing is cut.
    """
    replaced = 0

    def cleaned(value: Value) -> Value:
        nonlocal replaced
        if isinstance(value, str):
            text, count = _cleaned(value)
            replaced += count
            return text
        if isinstance(value, list):
            return [cleaned(item) for item in value]
        if isinstance(value, dict):
            return {key: cleaned(item) for key, item in value.items()}
        return value

    return {key: cleaned(value) for key, value in values.items()}, replaced


def _cleaned(text: str) -> tuple[str, int]:
    return _ILLEGAL.subn(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def fill(
    template: bytes,
    name: str,
    values: Mapping[str, Value],
    properties: Properties,
    charts: Mapping[str, Chart] | None = None,
) -> bytes:
    """Fill the template and return the document; same input, same bytes. `name` is the template's file for messages.

    `values` must be legible (see `legible`); `charts` are the figures for the charts of these names. A table of
    contents in the template gets its entries as links.

    Raises:
        TemplateInvalid: not a Word document, an unknown tag, a broken loop, or code instead of a tag.
    """
    document = _render(template, name, values)
    fit_page(document)
    try:
        fill_charts(document, {key: _legible_chart(chart) for key, chart in (charts or {}).items()})
    except (etree.LxmlError, KeyError, ValueError, AttributeError) as error:
        raise complaint(PurePath(name).as_posix(), *BROKEN_CHART) from error
    describe_tables(document)
    fill_contents(document)
    core = document.core_properties
    core.title = properties.title[:_LONGEST_PROPERTY]
    core.subject = properties.subject[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.language = "de-DE"
    core.created = core.modified = properties.created
    core.revision = 1
    saved = BytesIO()
    document.save(saved)
    return packed(unpacked(saved.getvalue()))


def _legible_chart(chart: Chart) -> Chart:
    """Its names without what XML cannot hold; the same names stand in the values, where replacements are counted."""
    return Chart(
        _cleaned(chart.description)[0],
        chart.unit,
        tuple(_cleaned(category)[0] for category in chart.categories),
        tuple(Series(_cleaned(series.name)[0], series.figures) for series in chart.series),
    )


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is untyped
    def fix_tables(self, xml: str) -> object:
        """docxtpl parses leniently, which silently drops text after a loop that cuts through a table; check first."""
        etree.fromstring(xml, etree.XMLParser(huge_tree=True))
        return super().fix_tables(xml)


def _render(template: bytes, name: str, values: Mapping[str, Value]) -> Document:
    document = _Template(BytesIO(template))
    file = PurePath(name).as_posix()
    try:
        document.init_docx()
        roots = [document.docx.element.body]
        for kind in (document.HEADER_URI, document.FOOTER_URI):
            roots += [etree.fromstring(part.blob) for _, part in document.get_headers_footers(kind)]
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise complaint(file, *UNREADABLE) from error
    if fault := fault_in(roots):
        raise complaint(file, *fault)
    try:
        document.render(dict(values), WordSandbox(), autoescape=True)
    except (TemplateError, etree.LxmlError, TypeError, ArithmeticError, RecursionError) as error:
        raise complaint(file, *diagnosis(error, roots, values)) from error
    rendered: Document = document.docx
    return rendered
