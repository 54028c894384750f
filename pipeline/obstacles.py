"""Why files could not be put in place, in the analyst's German."""

import errno
from pathlib import Path

from pipeline.errors import OutputUnwritable

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_WRONG_KIND = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY)


_UNTOUCHED = "die bisherigen Ergebnisse sind unverändert"


def cannot_write(folder: Path, error: OSError, state: str = _UNTOUCHED) -> OutputUnwritable:
    """The one line for an operating system's error on the way to `folder`; `state` is what the folder holds now."""
    named = error.filename2 or error.filename
    path = Path(named) if isinstance(named, str) else folder
    if error.errno in _FULL:
        return OutputUnwritable(
            f"Der Datenträger von „{folder}“ ist voll; {state}: Bitte Platz schaffen und erneut starten."
        )
    if error.errno in _NO_RIGHT and path.is_file():
        return OutputUnwritable(
            f"„{path}“ lässt sich nicht ersetzen, vermutlich ist die Datei in Word oder Excel geöffnet; {state}: "
            "Bitte die Datei dort schließen und erneut starten."
        )
    if error.errno in _NO_RIGHT:
        return OutputUnwritable(
            f"Im Ordner „{folder}“ darf nicht geschrieben werden; {state}: Bitte die Schreibrechte prüfen oder mit "
            "--output einen anderen Ordner nennen."
        )
    if error.errno in _WRONG_KIND:
        return OutputUnwritable(
            f"„{path}“ steht im Weg: Wo ein Ordner gebraucht wird, liegt eine Datei, oder umgekehrt; {state}: "
            "Bitte umbenennen oder mit --output einen anderen Ordner nennen."
        )
    return OutputUnwritable(
        f"Die Ergebnisse ließen sich nicht nach „{folder}“ schreiben ({error.strerror or error}); {state}: "
        "Bitte erneut starten oder mit --output einen anderen Ordner nennen."
    )


def require_apart(input_folder: Path, output_folder: Path) -> None:
    """Refuse one folder for both.

    Raises:
        OutputUnwritable: it is one and the same.
    """
    if input_folder.resolve() == output_folder.resolve():
        raise OutputUnwritable(
            f"„{output_folder}“ ist Eingabe und Ausgabe zugleich; der nächste Lauf hielte die Ergebnisse für Kataloge: "
            "Bitte mit --output einen anderen Ordner nennen."
        )
