"""What can be wrong with a Word template, told to the person who edits it in Word: (problem, remedy) in German."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice

from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from lxml import etree

from pipeline.errors import TemplateInvalid
from pipeline.publish.word_sandbox import NotAText, UnknownTagUsed, Value

Fault = tuple[str, str]

UNREADABLE: Fault = (
    "ist kein lesbares Word-Dokument (.docx)",
    "Bitte in Word öffnen und als „Word-Dokument (*.docx)“ speichern",
)
BROKEN_CHART: Fault = (
    "enthält ein beschädigtes Diagramm",
    "Bitte das Diagramm in Word löschen und aus der letzten Fassung der Vorlage neu einfügen",
)
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_HALF_TAG = re.compile(r"{{|}}|{%|%}")
_WHOLE = {"p": "in ihrem Absatz", "tr": "in ihrer Tabellenzeile", "tc": "in ihrer Tabellenzelle"}
"""Tags such as `{%tr for … %}` stand for the whole paragraph, row or cell they are in."""
_LONGEST_QUOTE = 60


def complaint(file: str, problem: str, remedy: str) -> TemplateInvalid:
    """The error for a fault of the template: one German line that names the file."""
    return TemplateInvalid(f"Die Vorlage „{file}“ {problem}; der Bericht wäre unvollständig: {remedy}.")


def fault_in(roots: Sequence[etree._Element]) -> Fault | None:
    """The first half tag, or text that would vanish beside a tag for a whole paragraph, row or cell."""
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            if _HALF_TAG.search(rest := _TAG.sub("", _text(paragraph))):
                return (
                    f"enthält einen unvollständigen Platzhalter: „{_shortened(rest)}“",
                    "Bitte in Word die doppelten Klammern „{{ … }}“ oder „{% … %}“ vervollständigen",
                )
        for kind, where in _WHOLE.items():
            for part in root.iter(qn(f"w:{kind}")):
                if next(part.iterdescendants(part.tag), None) is None and (lost := _lost_beside(kind, _text(part))):
                    tag, rest = map(_shortened, lost)
                    return (
                        f"enthält die Anweisung „{tag}“, die {where} nicht allein steht: „{rest}“ ginge verloren",
                        "Bitte die Anweisung in Word allein stellen",
                    )
    return None


def _lost_beside(kind: str, text: str) -> tuple[str, str] | None:
    tag = re.search(rf"{{[%{{]{kind} .*?[%}}]}}", text, re.DOTALL)
    rest = text.replace(tag[0], "", 1).strip() if tag else ""
    return (tag[0], rest) if tag and rest else None


def _text(part: etree._Element) -> str:
    """The text as one sees it in Word, whose runs may cut a tag to pieces."""
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


def diagnosis(error: Exception, roots: Sequence[etree._Element], values: Mapping[str, Value]) -> tuple[str, str]:
    """What is wrong with the template according to an error of Jinja or of the XML that came out, and what to do."""
    tags = [tag for root in roots for paragraph in root.iter(qn("w:p")) for tag in _TAG.findall(_text(paragraph))]
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
    odd = _where(_unusual(tags))
    return (
        f"enthält eine Schleife oder Bedingung, die anders endet als sie beginnt, oder eine unzulässige Anweisung{odd}",
        "Bitte Anfang und Ende gleich schreiben, zum Beispiel „{%tr for … %}“ und „{%tr endfor %}“ in einer Tabelle",
    )


def _unknown_tag(name: str, tags: list[str], values: Mapping[str, Value]) -> tuple[str, str]:
    used = re.compile(("" if name.startswith(".") else r"(?<![.\w])") + re.escape(name) + r"\b")
    name = name.removeprefix(".")
    tag = next((tag for tag in tags if used.search(tag)), f"{{{{ {name} }}}}")
    close = get_close_matches(name, sorted({*_names(values)} - {name}), 1)
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
