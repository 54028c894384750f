"""The house rules that keep the code readable: imports point one way, one room for each library, no hidden inputs."""

import ast
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "pipeline").rglob("*.py"))
}
STAGES = ("read", "normalise", "decide", "reconcile", "publish")
GROUND = {
    "model", "printed", "excerpts", "vocabulary", "rules", "dates", "spreadsheet", "records", "decisions",
    "decision_lines", "errors", "hyphens", "limits", "lock", "log", "obstacles", "recognition", "syllables", "wording",
    "word_lists",
}  # fmt: skip
"""What every stage may use; `verify` works results out again and may use `publish` as well."""
EDGES = {"collect", "settings"}
MAY_IMPORT = {
    **{stage: GROUND | {stage} for stage in STAGES},
    **dict.fromkeys(GROUND | EDGES, GROUND),
    "verify": GROUND | {"publish"},
    "confine": GROUND | {"confine", "collect", "read", "normalise"},
    "run": GROUND | EDGES | {*STAGES, "confine"},
    "account": GROUND | {"run"},
    "cli": GROUND | {"run", "verify", "account"},
    "__main__": {"cli"},
}
WORD = ("publish.word", "publish.word_charts", "publish.word_faults", "publish.word_layout", "publish.word_sandbox")
STRUCTURE = ("read.structure.examine", "read.structure.streams", "read.structure.pages", "read.structure.extras")
ROOMS = {
    "playa": ("read.extract",),
    "pdf_oxide": ("read.extract_plain",),
    "pdfplumber": ("read.ruled",),
    "pdfminer": (),
    "pypdfium2": (
        "read.confirm",
        "read.crop",
        "read.sheets.cut_cells",
        "read.ground",
        "read.ink",
        "read.pages",
        "read.scans.pages",
        "read.unseen",
        "read.vouch",
        "confine.recognise",
    ),
    "ocrmypdf": ("confine.recognise",),
    "pikepdf": STRUCTURE,
    "PIL": ("read.crop", "read.scans.rules", "read.scans.marks", "read.scans.ink", "read.ink"),
    "docx": WORD,
    "docxtpl": WORD,
    "jinja2": (*WORD, "publish.review_page"),
    "lxml": WORD,
    "markupsafe": (*WORD, "publish.review_page"),
    "pyphen": ("syllables",),
    "csv": ("spreadsheet",),
    "argparse": ("cli",),
    "logging": ("log", "read.extract", "read.extract_plain"),
    "tqdm": ("cli",),
}
HIDDEN_INPUTS = {"time", "locale", "random", "secrets", "uuid", "getpass", "socket", "platform"}
HIDDEN_CALLS = {"now", "utcnow", "today", "getenv", "environ", "getlocale"}

everywhere = pytest.mark.parametrize("name", MODULES)


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


@cache
def imports(name: str) -> frozenset[str]:
    """Every module imported, wherever in the file."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= members & MODULES.keys() or {node.module or ""}
    return frozenset(found)


def room(module: str) -> str:
    """The part of the house a module of ours belongs to: `pipeline.read.pdf` to `read`."""
    return [*module.split("."), ""][1]


@everywhere
def test_imports_point_one_way(name: str) -> None:
    ours = {module for module in imports(name) if module in MODULES and module != "pipeline"}
    wrong = {module for module in ours if room(module) not in MAY_IMPORT.get(room(name), set())}
    assert not wrong, f"{name} must not know {sorted(wrong)}"


def test_nobody_imports_itself_in_a_circle() -> None:
    TopologicalSorter({name: imports(name) & MODULES.keys() - {name} for name in MODULES}).prepare()


@everywhere
def test_each_library_has_one_room(name: str) -> None:
    used = {module.split(".")[0] for module in imports(name)}
    short = name.removeprefix("pipeline.")
    wrong = {library for library in used & ROOMS.keys() if short not in ROOMS[library]}
    assert not wrong, f"{name} must not use {sorted(wrong)}"


def test_what_opens_documents_is_never_loaded_into_the_process_of_the_run() -> None:
    """Only the confined process, which nobody imports, has the libraries that a hostile document could crash."""
    reached, waiting = set(), ["pipeline.__main__"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting += imports(name) & MODULES.keys() - reached
    opening = {"playa", "pdf_oxide", "pdfplumber", "pypdfium2", "pikepdf", "PIL", "ocrmypdf"}
    assert not {name for name in reached if opening & {module.split(".")[0] for module in imports(name)}}


@everywhere
def test_only_the_command_line_prints(name: str) -> None:
    if name == "pipeline.cli":
        return
    names = {node.id for node in ast.walk(tree(name)) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)}
    assert not {"print", "input"} & names
    streams = {"stdout", "stderr", "stdin", "argv", "exit"} & attributes
    if name in ("pipeline.confine.supervise", "pipeline.confine.child"):  # they talk to each other
        streams -= {"stdout", "stdin"}
    assert not streams or name == "pipeline.__main__"


@everywhere
def test_results_depend_on_nothing_but_the_input(name: str) -> None:
    """No clock, no locale, no chance, no environment: same input, same bytes."""
    assert not HIDDEN_INPUTS & {module.split(".")[0] for module in imports(name)}
    named = {node.attr for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)}
    called = {
        node.func.id for node in ast.walk(tree(name)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not HIDDEN_CALLS & (named | called)


@everywhere
def test_stages_do_not_touch_the_disk(name: str) -> None:
    """Bytes come in through `collect` and `settings` and go out through `publish/deliver` and its neighbours.

    The log, which is no result, is written by `log`; `syllables` reads the dictionary that a library brings along.
    """
    edges = {
        "collect", "settings", "spreadsheet", "verify", "cli",
        "publish.deliver", "publish.exchange", "publish.replacement", "publish.staging", "lock", "log",
        "confine.recognise", "syllables",
    }  # fmt: skip
    if name.removeprefix("pipeline.") in edges:
        return
    touching = {"read_bytes", "read_text", "write_bytes", "write_text", "iterdir", "glob", "rglob", "unlink", "mkdir"}
    attributes = {node.attr for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)}
    names = {node.id for node in ast.walk(tree(name)) if isinstance(node, ast.Name)}
    assert not touching & attributes
    assert "open" not in names


@everywhere
def test_module_can_be_read_at_one_sitting(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) < 450


@everywhere
def test_module_and_everything_public_says_what_it_is(name: str) -> None:
    module = tree(name)
    silent = [] if ast.get_docstring(module) else [name]
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and node.name != "main":
            silent += [] if ast.get_docstring(node) else [f"{name}.{node.name}"]
    assert not silent


def test_the_table_of_rooms_is_complete() -> None:
    assert {room(name) for name in MODULES if "." in name} == MAY_IMPORT.keys()
    known = {*sys.stdlib_module_names, *ROOMS, "pipeline"}
    foreign = {module.split(".")[0] for name in MODULES for module in imports(name)} - known
    assert not foreign, f"in which room do they belong? {sorted(foreign)}"
