"""A PDF that is damaged, locked or holds more than its pages is told apart before anything is read from it."""

import io
import re
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Literal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from pipeline.errors import InputDamaged, InputUnreadable, LimitExceeded, PipelineError
from pipeline.limits import Admission, Limits
from pipeline.read import read
from pipeline.read.structure.examine import DAMAGED, examine
from pipeline.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
CATALOGUE = (ROOT / "tests" / "catalogues" / "2025-beispielkreis-office-dashed-centred.pdf").read_bytes()
NAME = "2025-katalog.pdf"
AS_FOUND = Admission()
ACCEPTED = Admission(accept_damaged=True)

Change = Callable[[Pdf], None]


def changed(change: Change, **saving: object) -> bytes:
    """The catalogue with something changed by a tool that leaves it whole."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(CATALOGUE)) as pdf:
        change(pdf)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pdf.save(out, static_id=True, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def unchanged(_: Pdf) -> None:
    """Saved anew, that is all."""


PLAIN = changed(unchanged, object_stream_mode=pikepdf.ObjectStreamMode.disable)
"""The catalogue with its skeleton as plain words."""
BROKEN_OFF = PLAIN[: PLAIN.rindex(b"startxref")]


def codes(content: bytes, admission: Admission = AS_FOUND) -> list[str]:
    return [finding.code for finding in examine(content, NAME, Limits(), admission).findings]


def refused(content: bytes, kind: type[PipelineError], admission: Admission = AS_FOUND, **limits: int) -> str:
    with pytest.raises(kind) as caught:
        examine(content, NAME, Limits(**limits), admission)
    message = str(caught.value)
    assert "\n" not in message
    assert "0x" not in message
    assert f"„{NAME}“" in message
    assert ": Bitte " in message
    return message


def flipped(content: bytes, position: int) -> bytes:
    return content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]


# --- damage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "catalogues").glob("*.pdf")), ids=lambda path: str(path.stem))
def test_catalogue_as_its_program_wrote_it_is_whole(path: Path) -> None:
    content = path.read_bytes()
    examined = examine(content, NAME, Limits(), AS_FOUND)
    assert examined.findings == ()
    assert examined.content is content or b"/Encrypt" in content


def test_changed_byte_in_a_page_is_found_by_its_checksum() -> None:
    with Pdf.open(io.BytesIO(CATALOGUE)) as pdf:
        content = pdf.pages[1].obj.Contents.read_raw_bytes()
    middle = CATALOGUE.index(content) + len(content) // 2
    assert "die Prüfsumme von Seite 2 stimmt nicht" in refused(flipped(CATALOGUE, middle), InputDamaged)


def test_hardly_any_changed_byte_goes_unnoticed() -> None:
    """What does is a byte that means nothing, such as in the name of a font (see `make fuzz`)."""
    chance = Random(2025)
    unnoticed = 0
    for _ in range(200):
        with suppress(InputDamaged, InputUnreadable):
            examine(flipped(CATALOGUE, chance.randrange(len(CATALOGUE))), NAME, Limits(), AS_FOUND)
            unnoticed += 1
    assert unnoticed < 10


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (b"/Contents", b"/Contentz", "der Eintrag „Contents“ ist verfälscht"),
        (b"/FontDescriptor ", b"/FontDescripto_ ", "der Eintrag „FontDescriptor“ ist verfälscht"),
        (b"/ToUnicode", b"/ToUnicodf", "der Eintrag „ToUnicode“ ist verfälscht"),
        (b"/Count 2", b"/Count 3", "das Seitenverzeichnis stimmt nicht"),
        (b"/FlateDecode", b"/FlateDecodf", "auf unbekannte Weise gepackt"),
        (b"startxref", b"startxrex", "das Verzeichnis der Teile stimmt nicht"),
        (b"endstream", b"endstreax", "die Länge eines Teils stimmt nicht"),
    ],
)
def test_changed_word_in_the_skeleton_is_damage(was: bytes, now: bytes, told: str) -> None:
    assert PLAIN.count(was) >= 1
    assert told in refused(PLAIN.replace(was, now, 1), InputDamaged)


def without_font(pdf: Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    del fonts[next(iter(fonts.keys()))]


def number_for_contents(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = 12


@pytest.mark.parametrize(
    ("change", "told"),
    [(without_font, "auf Seite 1 fehlt eine Schrift"), (number_for_contents, "auf Seite 1 fehlt der Inhalt")],
)
def test_page_that_lacks_what_it_shows_is_damage(change: Change, told: str) -> None:
    assert told in refused(changed(change), InputDamaged)


def test_broken_off_download_is_damage() -> None:
    refused(BROKEN_OFF, InputDamaged)


def test_accepted_damage_is_a_finding_that_names_it(vocabulary: Vocabulary) -> None:
    examined = examine(BROKEN_OFF, NAME, Limits(), ACCEPTED)
    assert examined.content is BROKEN_OFF
    assert [finding.code for finding in examined.findings] == [DAMAGED]
    assert "das Verzeichnis der Teile stimmt nicht" in examined.findings[0].message
    assert examined.findings[0] in read(BROKEN_OFF, NAME, vocabulary, admission=ACCEPTED).findings


def test_whole_file_says_nothing_of_damage_though_it_would_be_accepted() -> None:
    assert codes(CATALOGUE, ACCEPTED) == []


# --- locks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_password_opens_what_it_locks(revision: Literal[3, 4, 6], vocabulary: Vocabulary) -> None:
    locked = changed(
        unchanged, encryption=Encryption(user="Grüße", owner="x", R=revision, metadata=False, aes=revision > 3)
    )
    plain = read(CATALOGUE, NAME, vocabulary)
    opened = read(locked, NAME, vocabulary, admission=Admission("Grüße"))
    assert opened.blocks == plain.blocks
    assert opened.source.sha256 != plain.source.sha256
    assert "--password-file" in refused(locked, InputUnreadable)
    assert "nicht öffnen" in refused(locked, InputUnreadable, Admission("falsch"))


def test_document_that_only_forbids_printing_opens_without_a_password(vocabulary: Vocabulary) -> None:
    locked = changed(unchanged, encryption=Encryption(owner="x", allow=pikepdf.Permissions(extract=False)))
    assert read(locked, NAME, vocabulary).blocks == read(CATALOGUE, NAME, vocabulary).blocks


# --- more than pages ------------------------------------------------------------------------------------------------


def attach(pdf: Pdf) -> None:
    pdf.attachments["Anlage 1.xlsx"] = b"PK"


def portfolio(pdf: Pdf) -> None:
    attach(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


def program(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def hide_layer(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Entwurf")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def annotate(**entries: Any) -> Change:
    def change(pdf: Pdf) -> None:
        box = Array([10, 10, 90, 30])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=box, **entries))])

    return change


def fill_field(pdf: Pdf) -> None:
    annotate(Subtype=Name.Widget, FT=Name.Tx, T=String("status"), V=String("Abgeschlossen"))(pdf)
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)


def placeholder(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True


def static_form(pdf: Pdf) -> None:
    placeholder(pdf)
    pdf.Root.NeedsRendering = False


def empty_page(pdf: Pdf) -> None:
    del pdf.pages[1].obj.Contents


def same_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (attach, "attachments", "„Anlage 1.xlsx“"),
        (program, "javascript", "nie ausgeführt"),
        (hide_layer, "hidden-layers", "„Entwurf“"),
        (fill_field, "form-fields", "Seite 1: .*„Abgeschlossen“"),
        (annotate(Subtype=Name.FreeText, Contents=String("neu:\nja")), "comments", "Seite 1: .*„neu: ja“"),
        (static_form, "xfa", "XFA-Formular"),
        (empty_page, "page-empty", "Seite 2 des PDF ist ganz leer"),
        (same_page, "page-repeated", "Die Seiten 1 und 2"),
    ],
)
def test_what_lies_beside_the_text_is_a_finding(change: Change, code: str, told: str) -> None:
    [finding] = [each for each in examine(changed(change), NAME, Limits(), AS_FOUND).findings if each.code == code]
    assert re.search(told, finding.message)


@pytest.mark.parametrize(
    "change",
    [
        annotate(Subtype=Name.Link),
        annotate(Subtype=Name.Text, Contents=String("versteckt"), F=2),
        annotate(Subtype=Name.Widget, FT=Name.Btn, V=Name.Off),
        annotate(Subtype=Name.Widget, FT=Name.Tx, V=String(" ")),
    ],
    ids=["link", "hidden note", "button", "empty field"],
)
def test_what_shows_nothing_is_no_finding(change: Change) -> None:
    assert codes(changed(change)) == []


@pytest.mark.parametrize(("change", "told"), [(portfolio, "Mappe aus 1 Dateien"), (placeholder, "XFA-Formular")])
def test_document_whose_pages_are_no_document_is_refused(change: Change, told: str) -> None:
    assert told in refused(changed(change), InputUnreadable)


def written_on(content: bytes) -> bytes:
    """The catalogue with more on its first page, whose content then carries no checksum."""

    def write(pdf: Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + content)

    return changed(write, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


@pytest.mark.parametrize("content", [b" BT 9 0 Vd ET", b" BT [(A) -20y7 (B)] TJ ET"])
def test_word_that_is_no_operator_is_damage_where_no_checksum_would_tell(content: bytes) -> None:
    assert re.search(
        r"der Inhalt (von Seite 1|einer Seite) ist verstümmelt", refused(written_on(content), InputDamaged)
    )


def test_operators_of_other_programs_may_be_marked_as_such() -> None:
    assert codes(written_on(b" BX 9 glow EX")) == ["no-checksum"]


def test_pages_without_checksum_are_told() -> None:
    plain = changed(unchanged, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    assert codes(plain) == ["no-checksum"]


# --- limits ---------------------------------------------------------------------------------------------------------


def test_too_many_pages_are_refused() -> None:
    assert "hat 2 Seiten" in refused(CATALOGUE, LimitExceeded, pages=1)


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_bomb_is_refused_before_anything_unpacks_it(layers: int) -> None:
    def bomb(pdf: Pdf) -> None:
        packed = bytes(2**26)
        for _ in range(layers):
            packed = zlib.compress(packed, 9)
        filters = Array([Name.FlateDecode] * layers)
        pdf.Root.Bomb = pdf.make_stream(packed)
        pdf.Root.Bomb.stream_dict.Filter = filters

    content = changed(bomb, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert "größer als 10 MiB" in refused(content, LimitExceeded, unpacked=10)
