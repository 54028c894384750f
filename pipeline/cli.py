"""The command line: the only room that prints. German for the analyst, one line for every foreseen error."""

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from pipeline import __version__
from pipeline.account import account
from pipeline.errors import PipelineError
from pipeline.run import Outcome, compare_documents, read_document, run
from pipeline.verify import verify

_UNFORESEEN, _USAGE, _INTERRUPTED = 1, 2, 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"Fehler: Der Aufruf ist nicht verständlich ({message}): Bitte „{self.prog} --help“ ansehen.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (README, table of exit codes)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        options.action(options)
    except PipelineError as error:
        return _report(error, str(error), error.exit_code, options.debug)
    except KeyboardInterrupt as error:
        return _report(error, "Abgebrochen; die letzten Ergebnisse sind unverändert.", _INTERRUPTED, options.debug)
    except Exception as error:
        message = (
            f"Unerwarteter Fehler ({type(error).__name__}: {error}); die letzten Ergebnisse sind unverändert: Bitte den "
            "Aufruf mit „--debug“ wiederholen und die Ausgabe an die Betreuung des Programms geben."
        )
        return _report(error, message, _UNFORESEEN, options.debug)
    return 0


def _report(error: BaseException, message: str, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    print(f"Fehler: {' '.join(message.split())}", file=sys.stderr)
    return code


def _parser() -> _Parser:
    parser = _Parser(prog="python -m pipeline", description="Liest Maßnahmenkataloge und berichtet, was sich geändert hat.")
    parser.add_argument("--version", action="version", version=f"Maßnahmen-Pipeline {__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="bei einem Fehler zeigen, wo im Programm er auftrat")
    commands = parser.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")

    command = commands.add_parser("run", parents=[shared], help="alle Ausgaben lesen, abgleichen und berichten")
    command.add_argument("--input", type=Path, default=Path("input"), metavar="ORDNER", help="Kataloge (sonst input)")
    command.add_argument("--output", type=Path, default=Path("output"), metavar="ORDNER", help="Ergebnisse (sonst output)")
    command.set_defaults(action=_run)

    command = commands.add_parser("read", parents=[shared], help="einen Katalog lesen")
    command.add_argument("file", type=Path, metavar="DATEI")
    command.add_argument("--year", type=int, metavar="JAHR", help="Jahr der Ausgabe, wenn der Dateiname es nicht nennt")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ORDNER")
    command.set_defaults(action=_read)

    command = commands.add_parser("compare", parents=[shared], help="zwei Kataloge abgleichen")
    command.add_argument("old", type=Path, metavar="ALT", help="PDF, Text oder katalog.json")
    command.add_argument("new", type=Path, metavar="NEU", help="PDF, Text oder katalog.json")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ORDNER")
    command.set_defaults(action=_compare)

    command = commands.add_parser("verify", parents=[shared], help="prüfen, ob Ergebnisse nachträglich geändert wurden")
    command.add_argument("folder", type=Path, metavar="ORDNER")
    command.add_argument("--input", type=Path, metavar="ORDNER", help="auch diese Eingaben prüfen")
    command.set_defaults(action=_verify)
    return parser


def _run(options: argparse.Namespace) -> None:
    with _Progress() as progress:
        outcome = run(options.input, options.output, progress)
    _print(outcome, options.output)


def _read(options: argparse.Namespace) -> None:
    with _Progress() as progress:
        outcome = read_document(options.file, options.year, options.output, progress)
    _print(outcome, options.output)


def _compare(options: argparse.Namespace) -> None:
    with _Progress() as progress:
        outcome = compare_documents(options.old, options.new, options.output, progress)
    _print(outcome, options.output)


def _verify(options: argparse.Namespace) -> None:
    print(verify(options.folder, options.input).summary)


def _print(outcome: Outcome, output: Path) -> None:
    print("\n".join(account(outcome, output)))


class _Progress:
    """Pages read so far, on a terminal only."""

    def __init__(self) -> None:
        self.bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def __call__(self, name: str, done: int, total: int) -> None:
        if self.bar is None:
            self.bar = tqdm(total=total, desc=name, unit=" Seiten", disable=None, leave=False)
        self.bar.update(done - self.bar.n)
        if done >= total:
            self._close()
