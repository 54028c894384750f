"""The review sheet as one HTML file that needs nothing else: pictures, style and script are in it.

The page allows itself exactly its own style and script (Content-Security-Policy by hash) and no network at all.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import asdict

from jinja2.exceptions import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from pipeline.errors import TemplateInvalid
from pipeline.publish.review import Sheet
from pipeline.publish.word import legible
from pipeline.publish.word_sandbox import WordSandbox

FILE = "Pruefbericht.html"
PAGE, STYLE, SCRIPT = "pruefbericht.html", "pruefbericht.css", "pruefbericht.js"
TEMPLATES = (PAGE, STYLE, SCRIPT)


def page(sheet: Sheet, templates: Mapping[str, bytes]) -> bytes:
    """The sheet as UTF-8 HTML; `templates` are the files named in `TEMPLATES`. Same input, same bytes.

    Raises:
        TemplateInvalid: a template is not UTF-8, or names a value that does not exist.
    """
    try:
        # As the browser sees them: it hashes style and script with line feeds alone.
        source, style, script = (templates[name].decode().replace("\r\n", "\n") for name in TEMPLATES)
        values, _ = legible(asdict(sheet))
        inlined = {
            "style": Markup(style),  # noqa: S704  # ours, from templates/
            "script": Markup(script),  # noqa: S704
            "policy": _policy(style, script),
        }
        return WordSandbox().from_string(source).render({**values, **inlined}).encode()
    except (TemplateError, UnicodeDecodeError) as error:
        line = f", Zeile {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise TemplateInvalid(
            f"Die Vorlage „templates/{PAGE}“{line} lässt sich nicht ausfüllen ({error}); der Prüfbericht fehlte: Bitte "
            "die genannte Stelle berichtigen oder die Datei aus der letzten Fassung des Projekts zurückholen."
        ) from error


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
