"""Word documents from templates: DOCX bytes and values in, DOCX bytes out (the room of docxtpl, python-docx, Jinja2).

The template is the administration's: styles, standing texts and the order of sections are changed in Word.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from docx.document import Document
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from lxml import etree

from pipeline.errors import TemplateInvalid
from pipeline.publish.word_layout import fill_contents, fit_columns
from pipeline.publish.word_sandbox import NotAText, UnknownTagUsed, WordSandbox

Value = str | int | bool | list["Value"] | dict[str, "Value"]
"""What a template can be filled with."""

_ILLEGAL = re.compile("[^\\t\\n\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside XML 1.0, C1 controls, and the marks that turn the direction of all text after them (U+202A–E, U+2066–9)."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_HALF_TAG = re.compile(r"{{|}}|{%|%}")
_LONGEST_QUOTE = 60
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
"""Characters; Word's limit, which python-docx enforces."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What Word shows under "Datei/Informationen"; `created` stands for the clock, which no output may read."""

    title: str
    subject: str
    created: datetime


def legible(value: Value) -> tuple[Value, int]:
    """The value with every character that Word cannot hold replaced by U+FFFD, and how many were replaced.

    Line ends of every kind become a line feed; nothing is cut.
    """
    if isinstance(value, str):
        return _ILLEGAL.subn(REPLACEMENT, _LINE_ENDS.sub("\n", value))
    if isinstance(value, list):
        items = [legible(item) for item in value]
        return [item for item, _ in items], sum(count for _, count in items)
    if isinstance(value, dict):
        entries = {key: legible(item) for key, item in value.items()}
        return {key: item for key, (item, _) in entries.items()}, sum(count for _, count in entries.values())
    return value, 0


def fill(template: bytes, name: str, values: Mapping[str, Value], properties: Properties) -> bytes:
    """Fill the template and return the document; same input, same bytes. `name` is the template's file for messages.

    `values` must be legible (see `legible`). A table of contents in the template gets its entries as links.

    Raises:
        TemplateInvalid: not a Word document, an unknown tag, a broken loop, or code instead of a tag.
    """
    document = _render(template, name, values)
    body = document.element.body
    fit_columns(body)
    fill_contents(document)
    core = document.core_properties
    core.title = properties.title[:_LONGEST_PROPERTY]
    core.subject = properties.subject[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.language = "de-DE"
    core.created = core.modified = properties.created
    core.revision = 1
    packed = BytesIO()
    document.save(packed)
    return _repacked(packed.getvalue())


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is untyped
    def fix_tables(self, xml: str) -> object:
        """docxtpl parses leniently, which silently drops text after a loop that cuts through a table; check first."""
        etree.fromstring(xml, etree.XMLParser(huge_tree=True))
        return super().fix_tables(xml)


def _render(template: bytes, name: str, values: Mapping[str, Value]) -> Document:
    complain = partial(_complaint, PurePath(name).as_posix())
    document = _Template(BytesIO(template))
    try:
        document.init_docx()
        texts = list(_texts(document))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise complain(
            "ist kein lesbares Word-Dokument (.docx)", "Bitte in Word öffnen und als „Word-Dokument (*.docx)“ speichern"
        ) from error
    for text in texts:
        if _HALF_TAG.search(rest := _TAG.sub("", text)):
            raise complain(
                f"enthält einen unvollständigen Platzhalter: „{_shortened(rest)}“",
                "Bitte in Word die doppelten Klammern „{{ … }}“ oder „{% … %}“ vervollständigen",
            )
    tags = [tag for text in texts for tag in _TAG.findall(text)]
    try:
        document.render(dict(values), WordSandbox(), autoescape=True)
    except (TemplateError, etree.LxmlError, TypeError, ArithmeticError, RecursionError) as error:
        raise complain(*_diagnosis(error, tags, values)) from error
    rendered: Document = document.docx
    return rendered


def _texts(template: DocxTemplate) -> Iterator[str]:
    """The text of every paragraph of body, headers and footers, as one sees it in Word."""
    roots = [template.docx.element.body]
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        roots += [etree.fromstring(part.blob) for _, part in template.get_headers_footers(kind)]
    for root in roots:
        for paragraph in root.iter("{*}p"):
            yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def _diagnosis(error: Exception, tags: list[str], values: Mapping[str, Value]) -> tuple[str, str]:
    """What is wrong with the template, and what to do."""
    if isinstance(error, UnknownTagUsed):
        return _unknown_tag(str(error.message), tags, values)
    if isinstance(error, NotAText):
        return (
            "gibt mit „{{ … }}“ eine ganze Liste oder eine Ja-Nein-Angabe aus",
            "Bitte Listen mit „{%p for … in … %}“ durchlaufen und Ja-Nein-Angaben mit „{%p if … %}“ abfragen",
        )
    if isinstance(error, SecurityError):
        return (
            f"enthält einen Aufruf, der aus Sicherheitsgründen nicht ausgeführt wird{_where(_calls(tags))}",
            "Bitte nur Werte einsetzen („{{ titel }}“), Schleifen und Bedingungen verwenden",
        )
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error)
    return (
        "enthält eine Schleife oder Bedingung, die nicht in derselben Tabelle oder Zeile endet, in der sie beginnt, "
        f"oder eine unzulässige Anweisung{_where(_unusual(tags))}",
        "Bitte Anfang und Ende gleich schreiben („{%p if … %}“ und „{%p endif %}“, „{%tr for … %}“ und „{%tr endfor %}“)",
    )


def _unknown_tag(name: str, tags: list[str], values: Mapping[str, Value]) -> tuple[str, str]:
    tag = next((tag for tag in tags if re.search(rf"\b{re.escape(name)}\b", tag)), f"{{{{ {name} }}}}")
    close = get_close_matches(name, sorted(set(_names(values))), 1)
    meant = f" (gemeint ist vielleicht „{close[0]}“)" if close else ""
    return (
        f"enthält den Platzhalter „{_shortened(tag)}“, den das Programm nicht kennt: „{name}“{meant}",
        "Bitte in Word berichtigen; die Liste der Platzhalter steht in der README",
    )


def _syntax(error: TemplateSyntaxError) -> tuple[str, str]:
    lines = list(islice(getattr(error, "docx_context", ()), 7))
    near = _shortened(lines[min(3, error.lineno - 1, len(lines) - 1)]) if lines else ""
    message = error.message or ""
    if missing := re.search(r"'(end\w+)'", message) if message.startswith("Unexpected end of template") else None:
        return (
            f"enthält einen Anfang ohne Ende: Es fehlt „{{% {missing[1]} %}}“",
            "Bitte die Schleife oder Bedingung in Word mit diesem Platzhalter schließen",
        )
    if unknown := re.search(r"unknown tag '(\w+)'|No (?:filter|test) named '(\w+)'", message):
        return (
            f"enthält die unbekannte oder hier nicht passende Anweisung „{unknown[1] or unknown[2]}“{_where([near])}",
            "Bitte in Word berichtigen; jede Schleife braucht einen Anfang und ein Ende, geschrieben wie in der README",
        )
    return (
        f"enthält einen Platzhalter mit Schreibfehler{_where([near])}",
        "Bitte in Word berichtigen; die Liste der Platzhalter steht in der README",
    )


def _complaint(file: str, problem: str, remedy: str) -> TemplateInvalid:
    return TemplateInvalid(f"Die Vorlage „{file}“ {problem}; der Bericht wäre unvollständig: {remedy}.")


def _calls(tags: list[str]) -> list[str]:
    return [tag for tag in tags if re.search(r"\w\s*\(|\*|{%.*\bcall\b|[\w\")]\s%\s", tag)]


def _unusual(tags: list[str]) -> list[str]:
    return [tag for tag in tags if re.match(r"{%\w* *(include|import|from|extends|macro|call|block)", tag)]


def _where(candidates: list[str]) -> str:
    return f" (bei „{_shortened(candidates[0])}“)" if candidates and candidates[0].strip() else ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _names(value: Value | Mapping[str, Value]) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
    for item in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _names(item)


def _repacked(package: bytes) -> bytes:
    """The same parts without dates; stored, because zlib's compressed bytes differ between systems."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for member in source.namelist():
            entry = zipfile.ZipInfo(member, _ZIP_EPOCH)
            entry.create_system = 3
            target.writestr(entry, source.read(member))
    return packed.getvalue()
