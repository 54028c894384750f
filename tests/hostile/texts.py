"""Text exports in every encoding, of every size, and with everything in them that could be taken for a command."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from hostile.case import Case, Read
from pipeline.errors import InputUnreadable, LimitExceeded, NotACatalogue

HEAD = "Maßnahmenkatalog Beispielstadt\nHandlungsfeld „Wohnen“\nZiele Nr. Maßnahmen Akteure Status\nWohnraum sichern\n"
ROW = "{number} {text}\nWohnungsamt\nWird fortgesetzt\n"
TEXT = HEAD + ROW.format(number=1, text="Beratung für Mieterinnen und Mieter") + ROW.format(number=2, text="Werbung")
READ_OR_NOT = (Read, InputUnreadable, NotACatalogue, LimitExceeded)

ATTACKS = {
    "markup": "<b>fett</b> &amp; <w:t>x</w:t> ]]> <!-- -->",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {{ ''.__class__ }} {%- raw -%}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://x";"y") +1 -1 @SUM(A1) =cmd|\'/c calc\'!A0',
    "control": "a\x1b[31mrot\x1b]0;Titel\x07 \x08\x08 \x7f b",
    "directions": "abc \u202e\u2066\u200b\u200f def \ufeff",
    "template": "${jndi:ldap://x} %s %n %(x)s {0.__class__} $(id) `id`",
    "path": "../../etc/passwd \\\\server\\share C:\\x",
}
"""What stands where the words of a measure should, by what it attacks."""


def catalogue(text: str) -> str:
    """A catalogue of two measures, the first of which says `text`."""
    return HEAD + ROW.format(number=1, text=text) + ROW.format(number=2, text="Werbung")


def cases() -> Iterator[Case]:
    """Text exports."""
    encoded = {
        "latin-1": TEXT.replace("„", '"').replace("“", '"').encode("latin-1"),
        "cp1252": TEXT.encode("cp1252"),
        "utf-8-bom": TEXT.encode("utf-8-sig"),
        "utf-16": TEXT.encode("utf-16"),
        "utf-16-le": TEXT.encode("utf-16-le"),
        "utf-16-be": TEXT.encode("utf-16-be"),
        "utf-32": TEXT.encode("utf-32"),
        "crlf": TEXT.replace("\n", "\r\n").encode(),
        "cr": TEXT.replace("\n", "\r").encode(),
        "nfd": unicodedata.normalize("NFD", TEXT).encode(),
        "nul": TEXT.replace("Beratung", "Bera\0tung").encode(),
        "form-feeds": TEXT.replace("2 Werbung", "\f2 Werbung").encode(),
        "broken-utf-8": TEXT.encode() + b"\xc3\x28 \xf0\x9f",
        "odd-utf-16": TEXT.encode("utf-16") + b"\x00",
        "surrogates": TEXT.encode("utf-16-le") + b"\x00\xd8\x0a\x00",
    }
    for name, content in encoded.items():
        yield Case(f"2024-text-{name}.txt", partial(bytes, content), READ_OR_NOT)
    for name, text in ATTACKS.items():
        yield Case(f"2024-attack-{name}.txt", partial(str.encode, catalogue(text)), (Read,))
    large: dict[str, Callable[[], str]] = {
        "one-line": lambda: catalogue("Wort " * 1_500_000),
        "one-word": lambda: catalogue("W" * 5_000_000),
        "lines": lambda: TEXT + "x\n" * 2_000_000,
        "measures": lambda: HEAD + "".join(ROW.format(number=n, text="Werbung") for n in range(1, 60_000)),
        "titles": lambda: TEXT * 20_000,
        "numbers": lambda: HEAD + "".join(f"{n}\n" for n in range(1, 300_000)),
        "hyphens": lambda: HEAD + "1 " + "Wort-\n" * 300_000,
        "blanks": lambda: catalogue(" " * 8_000_000),
        "brackets": lambda: catalogue("(" * 500_000),
        "form-feeds": lambda: TEXT + "\f" * 500_000,
        "statuses": lambda: HEAD + "1 x\n" + "Wird fortgesetzt, " * 200_000,
        "umlauts": lambda: HEAD + "1 " + "a\u0308" * 1_000_000,
        "accents": lambda: HEAD + "1 a" + "\u0308" * 500_000,
        "too-large": lambda: "Massnahme\n" * 1_100_000,
    }
    lookalikes = {
        "cyrillic": "Ber\N{CYRILLIC SMALL LETTER A}tung",
        "greek": "Berat\N{GREEK SMALL LETTER UPSILON}ng",
        "wide": "\N{FULLWIDTH DIGIT TWO} Beratungen",
        "backwards": "\u202egnutareB\u202c",
    }
    for name, text in lookalikes.items():
        make = partial(str.encode, catalogue(text))
        yield Case(f"2024-letters-{name}.txt", make, (Read,), tells=("letters-mixed",))
    widths = {"zero-width": "\u200b", "joiner": "\u200d", "no-break": "\u2060", "mark": "\ufeff"}
    for name, nothing in widths.items():
        make = partial(str.encode, catalogue(f"Bera{nothing}tung"))
        yield Case(f"2024-letters-{name}.txt", make, (Read,))
    for name, text_of in large.items():
        yield Case(f"2024-large-{name}.txt", partial(_encoded, text_of), READ_OR_NOT, heavy=True)


def _encoded(text_of: Callable[[], str]) -> bytes:
    return text_of().encode()
