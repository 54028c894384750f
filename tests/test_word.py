"""Word templates: any text survives in them, every fault is told in German, and nothing in them runs."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx import Document
from docx.document import Document as Word
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_run import COMPARISON, NEW, VOCABULARY

from pipeline.errors import TemplateInvalid
from pipeline.publish.report import contents
from pipeline.publish.word import Properties, fill, legible

EMPTY = (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()
VALUES, _ = legible(contents(COMPARISON, NEW, VOCABULARY))
PROPERTIES = Properties("Bericht", "Katalog", datetime(2024, 1, 1, tzinfo=UTC))


def edited(edit: Callable[[Word], object], template: bytes) -> bytes:
    word = Document(BytesIO(template))
    edit(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def filled(edit: Callable[[Word], object]) -> bytes:
    """A template of nothing but what `edit` puts into it, filled with the values of a report."""
    return fill(edited(edit, EMPTY), "templates/bericht.docx", VALUES, PROPERTIES)


# --- any text survives ----------------------------------------------------------------------------------------------


LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


@settings(max_examples=20)
@given(st.lists(st.text(st.characters(codec=None, exclude_characters=LINE_ENDS), min_size=1), min_size=1, max_size=40))
@example(["A & B < C > \"D\" 'E' {{ titel }} {% endfor %} {# #}", "{_{ }_} {_% %_} {{_{{ &#95; &amp;"])
@example(["\x00\x07\x1b\ud800\udfff\ufffe\u202e\t", "\u05e9\u05dc\u05d5\u05dd \u200f 👩‍👩‍👧 e\u0301"])
def test_any_text_survives(texts: list[str]) -> None:
    def loop(word: Word) -> None:
        for line in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
            word.add_paragraph(line)

    values, replaced = legible({"texts": [*texts]})
    document = fill(edited(loop, EMPTY), "bericht.docx", values, PROPERTIES)
    printed = [paragraph.text for paragraph in Document(BytesIO(document)).paragraphs]
    assert printed == values["texts"]
    assert [len(text) for text in printed] == [len(text) for text in texts]
    assert "".join(printed).count("\ufffd") == replaced + "".join(texts).count("\ufffd")


def test_line_ends_of_every_kind_are_line_breaks() -> None:
    values, replaced = legible({"text": "a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h"})
    document = fill(edited(lambda word: word.add_paragraph("{{ text }}"), EMPTY), "bericht.docx", values, PROPERTIES)
    assert (Document(BytesIO(document)).paragraphs[0].text, replaced) == ("a\nb\nc\nd\ne\nf\ng\nh", 0)


# --- templates ------------------------------------------------------------------------------------------------------

BROKEN = {
    "{{ titell }}": "„{{ titell }}“, den das Programm nicht kennt: „titell“ (gemeint ist vielleicht „titel“)",
    "{{ katalog.jahr }}": "„{{ katalog.jahr }}“, den das Programm nicht kennt: „jahr“",
    "{{ titel }": "unvollständigen Platzhalter: „{{ titel }“",
    "titel }}": "unvollständigen Platzhalter: „titel }}“",
    "{% for satz in zusammenfassung %}": "Anfang ohne Ende: Es fehlt „{% endfor %}“",
    "{%p if vergleich %}": "Anfang ohne Ende: Es fehlt „{% endif %}“",
    "{%p endfor %}": "„endfor“",
    "{% schleife %}": "„schleife“",
    "{{ titel|gross }}": "„gross“",
    "{{ titel titel }}": "Schreibfehler (bei „{{ titel titel }}“)",
    "{{ zusammenfassung }}": "ganze Liste",
    "{{ vergleich }}": "Ja-Nein-Angabe",
    "{%p if vergleich %} und mehr": "nicht allein steht: „und mehr“ ginge verloren",
    "{% include 'anderes.docx' %}": "„{% include 'anderes.docx' %}“",
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.items(), ids=BROKEN.keys())
def test_broken_template_is_one_german_line_naming_tag_and_file(text: str, expected: str) -> None:
    with pytest.raises(TemplateInvalid) as raised:
        filled(lambda word: word.add_paragraph(text))
    message = str(raised.value)
    assert expected in message
    assert message.startswith("Die Vorlage „templates/bericht.docx“ enthält ") or "gibt" in message
    assert "\n" not in message


def test_row_loop_that_leaves_its_table_is_told() -> None:
    def misplace(word: Word) -> None:
        word.add_table(1, 1).cell(0, 0).text = "{% for zeile in kennzahlen %}"
        word.add_paragraph("{% endfor %}")

    with pytest.raises(TemplateInvalid, match="anders endet als sie beginnt"):
        filled(misplace)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch /tmp/x').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ titel.__class__ }}",
        "{{ titel.format(titel) }}",
        "{{ lipsum(n=5) }}",
        "{{ range(9) }}",
        "{{ self.__init__ }}",
        "{{ loop }}",
        "{{ 'x' * 9999999999 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for x in ''.__class__.mro() %}{{ x }}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% import 'os' as os %}",
        "{{ titel|attr('__class__') }}",
        "{{ titel|safe }}",
        "{{ zusammenfassung.append(titel) }}",
        "{{ 1 / 0 }}",
    ],
)
@pytest.mark.parametrize("place", ["body", "header"])
def test_code_in_a_template_never_runs(attack: str, place: str) -> None:
    def plant(word: Word) -> None:
        target = word if place == "body" else word.sections[0].header
        target.add_paragraph(attack)

    with pytest.raises(TemplateInvalid):
        filled(plant)


@pytest.mark.parametrize("content", [b"", b"kein Word", EMPTY[:2000]], ids=["empty", "text", "cut off"])
def test_file_that_is_no_word_document_is_told(content: bytes) -> None:
    with pytest.raises(TemplateInvalid, match=r"kein lesbares Word-Dokument"):
        fill(content, "bericht.docx", VALUES, PROPERTIES)
