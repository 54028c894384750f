"""What a city can change without touching Python: the lists and the Word template under `templates/`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import TemplateInvalid
from pipeline.limits import AS_FOUND, Admission, Limits, load_limits
from pipeline.rules import Rules, load_rules
from pipeline.vocabulary import Vocabulary
from pipeline.word_lists import load_vocabulary

PROJECT = Path(__file__).resolve().parent.parent
REPORT_TEMPLATE = "fortschrittsbericht.docx"
REVIEW_TEMPLATES = ("pruefbericht.html", "pruefbericht.css", "pruefbericht.js")
LOCK = "requirements.lock"
PROGRAM = "pipeline"
"""Its whole code is one ingredient: a version number alone does not say which program it was."""
_KINDS = (".csv", ".docx", ".html", ".css", ".js")


@dataclass(frozen=True, slots=True)
class Settings:
    """Lists and templates; `ingredients` are all files that shape a result, by their path in the project.

    `review_templates` are the parts of the review sheet by file name: page, style and script. `admission` is what the
    command line grants.
    """

    vocabulary: Vocabulary
    rules: Rules
    limits: Limits
    report_template: bytes
    review_templates: Mapping[str, bytes]
    ingredients: Mapping[str, bytes]
    admission: Admission = AS_FOUND


def load_settings(project: Path = PROJECT) -> Settings:
    """Read `templates/` and the lock of a project folder.

    Raises:
        TemplateInvalid: a file is missing or holds something that does not exist.
    """
    folder = project / "templates"
    words = load_vocabulary(folder)
    rules = load_rules(folder, words)
    limits = load_limits(folder)
    template = folder / REPORT_TEMPLATE
    try:
        report_template = template.read_bytes()
        review_templates = {name: (folder / name).read_bytes() for name in REVIEW_TEMPLATES}
        ingredients = {f"templates/{path.name}": path.read_bytes() for path in folder.iterdir() if _is_ours(path)}
        if program := sorted((project / PROGRAM).rglob("*.py")):
            ingredients[PROGRAM] = b"".join(_code(path, project) for path in program)
        if (project / LOCK).is_file():
            ingredients[LOCK] = (project / LOCK).read_bytes()
    except OSError as error:
        raise TemplateInvalid(
            f"Die Datei „{error.filename or template}“ fehlt oder ist nicht lesbar; ohne sie entsteht kein Bericht: "
            "Bitte in Word oder Excel schließen oder aus der letzten Fassung des Projekts zurückholen."
        ) from error
    return Settings(words, rules, limits, report_template, review_templates, dict(sorted(ingredients.items())))


def _code(path: Path, project: Path) -> bytes:
    """A module with its name, line ends as in the repository."""
    return path.relative_to(project).as_posix().encode() + b"\n" + path.read_bytes().replace(b"\r\n", b"\n")


def _is_ours(path: Path) -> bool:
    """Not what Word and the system leave beside the files."""
    return path.suffix in _KINDS and not path.name.startswith((".", "~")) and path.is_file()
