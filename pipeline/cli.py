"""The command line: the only room that prints. German for the analyst, one line for every foreseen error.

What reads and writes is loaded (most of a second) when the output folder is ours: a second run says at once that it
is one too many.
"""

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

from pipeline import __version__
from pipeline.errors import InputUnreadable, PipelineError
from pipeline.limits import Admission
from pipeline.lock import locked
from pipeline.log import LOG_NAME, harmless, listed, logged
from pipeline.obstacles import require_apart

if TYPE_CHECKING:
    from tqdm import tqdm

    from pipeline.run import Outcome

_UNFORESEEN, _USAGE, _INTERRUPTED = 1, 2, 130


_FAULTS = {
    r"the following arguments are required: (.*)": r"es fehlt: \1",
    r"unrecognized arguments: (.*)": r"unbekannt: \1",
    r"argument (.*): expected one argument": r"hinter \1 fehlt die Angabe",
    r"argument BEFEHL: invalid choice: '(.*?)' .*": r"den Befehl „\1“ gibt es nicht",
    r"argument (.*?): ignored explicit argument '(.*)'": r"\1 steht für sich, ohne „\2“",
    r"argument (.*?): (.*)": r"\1: \2",
}
"""What argparse finds wrong, in its words as patterns → in ours."""

_HELP = {
    "usage: ": "Aufruf: ",
    "positional arguments:": "Angaben:",
    "options:": "Optionen:",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Fassung des Programms zeigen",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        on_one_line = " ".join(message.split())
        found = next(pattern for pattern in (*_FAULTS, ".*") if re.fullmatch(pattern, on_one_line))
        fault = re.sub(found, _FAULTS[found], on_one_line) if found in _FAULTS else on_one_line
        self.exit(_USAGE, f"Fehler: Der Aufruf ist nicht verständlich ({fault}): Bitte „{self.prog} --help“ ansehen.\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, german in _HELP.items():
            text = text.replace(english, german)
        return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (README, table of exit codes)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        options.action(options)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - whatever it is, the analyst gets one German line
        message, code = _fault(error)
        if options.debug:
            trace = "".join(traceback.format_exception(error))
            print(*map(harmless, trace.splitlines()), sep="\n", file=sys.stderr)
        print(f"Fehler: {harmless(message)}", file=sys.stderr)
        return code
    return 0


def _fault(error: BaseException) -> tuple[str, int]:
    """What an error says to the analyst, on one line, and its exit code."""
    if isinstance(error, PipelineError):
        return " ".join(str(error).split()), error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return "Abgebrochen; die letzten Ergebnisse sind unverändert.", _INTERRUPTED
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"Unerwarteter Fehler ({what}); die letzten Ergebnisse sind unverändert: Bitte die Datei {LOG_NAME} im "
        "Ergebnisordner an die Betreuung des Programms geben; fehlt sie, den Aufruf mit „--debug“ wiederholen und "
        "dessen Ausgabe mitgeben."
    ), _UNFORESEEN


def _parser() -> _Parser:
    parser = _Parser(
        prog="python -m pipeline", description="Liest Maßnahmenkataloge und berichtet, was sich geändert hat."
    )
    parser.add_argument("--version", action="version", version=f"Maßnahmen-Pipeline {__version__}")
    shared = _Parser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="bei einem Fehler zeigen, wo im Programm er auftrat")
    reading = _Parser(add_help=False, parents=[shared])
    reading.add_argument(
        "--accept-damaged", action="store_true", help="beschädigte Dateien lesen; alle Ergebnisse sagen es dann"
    )
    reading.add_argument("--ocr", action="store_true", help="Scans mit Texterkennung lesen; alle Ergebnisse sagen es")
    reading.add_argument(
        "--password-file", type=Path, metavar="DATEI", help="Textdatei mit dem Kennwort gesperrter PDF"
    )
    deciding = _Parser(add_help=False)
    deciding.add_argument(
        "--decisions",
        type=Path,
        metavar="DATEI",
        help="entscheidungen.csv, wo sie auch liegt",
    )
    commands = parser.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")

    command = commands.add_parser("run", parents=[reading], help="alle Ausgaben lesen, abgleichen und berichten")
    command.add_argument("--input", type=Path, default=Path("input"), metavar="ORDNER", help="Kataloge (sonst input)")
    command.add_argument(
        "--output", type=Path, default=Path("output"), metavar="ORDNER", help="Ergebnisse (sonst output)"
    )
    command.set_defaults(action=_run)

    command = commands.add_parser("read", parents=[reading, deciding], help="einen Katalog lesen")
    command.add_argument("file", type=Path, metavar="DATEI")
    command.add_argument("--year", type=_year, metavar="JAHR", help="Jahr der Ausgabe, statt dem im Dateinamen")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ORDNER")
    command.set_defaults(action=_read)

    command = commands.add_parser("compare", parents=[reading, deciding], help="zwei Kataloge abgleichen")
    command.add_argument("old", type=Path, metavar="ALT", help="PDF, Text oder katalog.json")
    command.add_argument("new", type=Path, metavar="NEU", help="PDF, Text oder katalog.json")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ORDNER")
    command.set_defaults(action=_compare)

    command = commands.add_parser("verify", parents=[shared], help="prüfen, ob Ergebnisse nachträglich geändert wurden")
    command.add_argument("folder", type=Path, metavar="ORDNER")
    command.add_argument("--input", type=Path, metavar="ORDNER", help="auch diese Eingaben prüfen")
    command.set_defaults(action=_verify)
    return parser


def _year(text: str) -> int:
    if not re.fullmatch(r"20\d\d", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Jahr von 2000 bis 2099")
    return int(text)


def _admission(options: argparse.Namespace) -> Admission:
    """What the analyst grants; the password is the first line of the file, without its line end."""
    if options.password_file is None:
        return Admission(accept_damaged=options.accept_damaged, recognise=options.ocr)
    try:
        first_line = options.password_file.read_text("utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise InputUnreadable(
            f"Die Kennwortdatei „{options.password_file}“ lässt sich nicht lesen; gesperrte Kataloge blieben zu: Bitte "
            "eine Textdatei nennen, deren erste Zeile das Kennwort ist."
        ) from error
    return Admission(first_line, options.accept_damaged, options.ocr)


def _run(options: argparse.Namespace) -> None:
    def work(progress: "_Progress", admission: Admission) -> "Outcome":
        from pipeline.run import run

        return run(options.input, options.output, progress, admission)

    require_apart(options.input, options.output)
    _carry_out(work, options, f"run --input {options.input} --output {options.output}")


def _read(options: argparse.Namespace) -> None:
    def work(progress: "_Progress", admission: Admission) -> "Outcome":
        from pipeline.run import read_document

        return read_document(options.file, options.year, options.output, progress, admission, options.decisions)

    _carry_out(work, options, f"read {options.file} -o {options.output}")


def _compare(options: argparse.Namespace) -> None:
    def work(progress: "_Progress", admission: Admission) -> "Outcome":
        from pipeline.run import compare_documents

        return compare_documents(options.old, options.new, options.output, progress, admission, options.decisions)

    _carry_out(work, options, f"compare {options.old} {options.new} -o {options.output}")


def _carry_out(work: Callable[["_Progress", Admission], "Outcome"], options: argparse.Namespace, command: str) -> None:
    """Do the work alone in the output folder, log it there and say what came of it."""
    is_new = not options.output.exists()
    with locked(options.output), logged(options.output, command, _fault, is_new=is_new):
        with _Progress() as progress:
            outcome = work(progress, _admission(options))
        from pipeline.account import account

        lines = account(outcome, options.output)
        listed(lines)
    _say(lines)


def _verify(options: argparse.Namespace) -> None:
    from pipeline.verify import verify

    _say([verify(options.folder, options.input).summary])


def _say(lines: Iterable[str]) -> None:
    """Print; a reader who goes away before the end (`| head`) is no error, the results are in place."""
    try:
        print("\n".join(map(harmless, lines)), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Progress:
    """Pages read so far, on a terminal only."""

    def __init__(self) -> None:
        self.bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def __call__(self, name: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self.bar is None:
            self.bar = tqdm(total=total, desc=harmless(name), unit=" Seiten", disable=None, leave=False)
        self.bar.update(done - self.bar.n)
        if done >= total:
            self._close()
