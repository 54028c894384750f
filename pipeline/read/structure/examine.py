"""Whether a PDF is whole and unlocked, and what it holds beside its pages, before anything is read from it.

The readers take what they can get from a damaged file, and what they cannot get is missing without a word. So the
file is checked first: by qpdf, whether every object is where the file says; by the checksum of every compressed
stream (which PDF readers ignore), whether a byte was changed on the way (`streams.py`); and whether pages and
fonts still have what they need to show their text (`pages.py`).
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pikepdf
from pikepdf.settings import set_qpdf_limits

from pipeline.errors import InputDamaged, InputUnreadable, PipelineError
from pipeline.limits import MIB, Admission, Limits, exceeded
from pipeline.model import Finding, Severity
from pipeline.read.structure.extras import extras
from pipeline.read.structure.pages import page_damages, page_doubts
from pipeline.read.structure.streams import stream_damages, stream_doubts

_OF_QPDF = {
    r"content stream": "der Inhalt einer Seite ist verstümmelt",
    r"encrypt": "die Verschlüsselung ist unbekannt oder zerstört",
    r"xref|startxref|cross-reference|trailer": "das Verzeichnis der Teile stimmt nicht",
    r"endstream|stream length|stream keyword": "die Länge eines Teils stimmt nicht",
    r"page|kid|/Count|MediaBox": "das Seitenverzeichnis stimmt nicht",
    r"inflate|filter|decod|stream": "ein gepackter Teil lässt sich nicht entpacken",
    r"EOF|end of file|header": "Anfang oder Ende der Datei fehlt",
}
"""What qpdf finds wrong, as patterns → in our words, the first that fits."""
_WHERE = re.compile(r"^.*?<[^>]*>[^:]*:")
_OF_DAMAGE = (
    pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
"""What the library raises where a part is not what it should be."""
_OTHERWISE = "ein Teil der Datei ist unverständlich"
_ENCODINGS = ("utf-8", "cp1252", "mac-roman")
_TOLD_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Examined:
    """The document to read, without the lock it may have had, and what the examination found."""

    content: bytes
    damaged: bool
    findings: tuple[Finding, ...]


def examine(content: bytes, name: str, limits: Limits, admission: Admission) -> Examined:
    """Check a PDF as a whole; `name` is the file's name for messages.

    Raises:
        InputUnreadable: no PDF that could be opened, or locked with a password that was not given.
        InputDamaged: it can be read, but something is missing or was changed, and that was not accepted.
        LimitExceeded: too many pages, or texts and fonts that unpack to more than they may.
    """
    set_qpdf_limits(
        flate_max_memory=limits.unpacked * MIB,
        run_length_max_memory=limits.unpacked * MIB,
        png_max_memory=limits.unpacked * MIB,
        tiff_max_memory=limits.unpacked * MIB,
        doc_max_warnings=200,
    )
    with _opened(content, name, admission.password) as pdf:
        if len(pdf.pages) > limits.pages:
            raise exceeded(name, f"hat {len(pdf.pages)} Seiten", "pages", enough={"pages": len(pdf.pages)})
        damages = tuple(dict.fromkeys(_damages(pdf, name, limits)))
        if damages and not admission.accept_damaged:
            raise InputDamaged(
                f"„{name}“ ist beschädigt ({_listed(damages)}); was daraus gelesen würde, könnte falsch oder "
                "unvollständig sein: Bitte die Datei erneut herunterladen oder neu aus Word als PDF speichern. Nur "
                "wenn es keine andere gibt: mit „--accept-damaged“ trotzdem lesen, alle Ergebnisse sagen es dann."
            )
        accepted: tuple[Finding, ...] = (_accepted(damages),) if damages else ()
        with suppress(*(_OF_DAMAGE if damages else ())):
            accepted += (*extras(pdf, name), *stream_doubts(pdf), *page_doubts(pdf))
        return Examined(_unlocked(pdf) if pdf.is_encrypted else content, bool(damages), accepted)


def _accepted(damages: tuple[str, ...]) -> Finding:
    return Finding(
        DAMAGED,
        Severity.ERROR,
        f"Die Datei ist beschädigt ({_listed(damages)}) und wurde auf Wunsch trotzdem gelesen; Angaben können fehlen "
        "oder falsch sein. Bitte jede Maßnahme mit dem gedruckten Katalog vergleichen.",
        value=_listed(damages),
    )


DAMAGED = "damage-accepted"
"""Code of the finding on an edition whose file is damaged."""


def _listed(damages: tuple[str, ...]) -> str:
    more = f" und {len(damages) - _TOLD_AT_MOST} weitere Schäden" if damages[_TOLD_AT_MOST:] else ""
    return ", ".join(damages[:_TOLD_AT_MOST]) + more


@contextmanager
def _opened(content: bytes, name: str, password: str) -> Iterator[pikepdf.Pdf]:
    """The PDF, opened; whatever the library raises meanwhile means that it cannot be read."""
    try:
        with _open(content, password) as pdf:
            yield pdf
    except (PipelineError, MemoryError):
        raise
    except pikepdf.PasswordError as error:
        raise InputUnreadable(_locked(name, password)) from error
    except Exception as error:
        if "no pages found" in str(error):
            raise InputUnreadable(
                f"„{name}“ hat keine Seiten; es gäbe nichts zu lesen: Bitte die Datei neu aus Word als PDF speichern."
            ) from error
        raise InputUnreadable(
            f"„{name}“ ist als PDF nicht lesbar ({_in_our_words(str(error))}); Teile des Katalogs würden fehlen: "
            "Bitte die Datei erneut herunterladen oder neu aus Word als PDF speichern."
        ) from error


def _open(content: bytes, password: str) -> pikepdf.Pdf:
    """Open with the password as newer programs encode it (UTF-8), else as older ones did."""
    for encoding in _ENCODINGS:
        with suppress(pikepdf.PasswordError, UnicodeEncodeError):
            return pikepdf.open(io.BytesIO(content), password=password.encode(encoding), suppress_warnings=True)
    return pikepdf.open(io.BytesIO(content), suppress_warnings=True)


def _locked(name: str, password: str) -> str:
    if password:
        return (
            f"„{name}“ lässt sich mit dem angegebenen Kennwort nicht öffnen; ohne das richtige lässt sich nichts "
            "lesen: Bitte das Kennwort in der Datei prüfen, die --password-file nennt."
        )
    return (
        f"„{name}“ ist mit einem Kennwort geschützt; ohne es lässt sich nichts lesen: Bitte eine Fassung ohne Kennwort "
        "ablegen oder das Kennwort in eine Textdatei schreiben und diese mit „--password-file“ nennen."
    )


def _damages(pdf: pikepdf.Pdf, name: str, limits: Limits) -> Iterator[str]:
    yield from _gone_through(stream_damages(pdf, name, limits.unpacked * MIB))
    yield from _gone_through(page_damages(pdf))
    yield from map(_in_our_words, pdf.get_warnings())  # last: they gather while objects are looked at


def _gone_through(damages: Iterator[str]) -> Iterator[str]:
    """The damages; what cannot even be looked at is one."""
    try:
        yield from damages
    except _OF_DAMAGE as error:
        yield _in_our_words(str(error))


def _in_our_words(warning: str) -> str:
    what = _WHERE.sub("", warning)
    fitting = (words for pattern, words in _OF_QPDF.items() if re.search(pattern, what, re.IGNORECASE))
    return next(fitting, _OTHERWISE)


def _unlocked(pdf: pikepdf.Pdf) -> bytes:
    plain = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on forms that only matter where something is edited
        pdf.save(plain, encryption=False, static_id=True)
    return plain.getvalue()
