"""Rules for `katalog.json`: what is written is read back without loss, and nothing else is taken for records."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import catalogue, row, table

from pipeline.errors import InputUnreadable
from pipeline.model import (
    Actor,
    Due,
    Edition,
    Field,
    Finding,
    FurtherMeasure,
    Ledger,
    Measure,
    Place,
    Severity,
    Source,
    Status,
)
from pipeline.normalise import normalise
from pipeline.records import from_json, to_json
from pipeline.vocabulary import Vocabulary

Json = dict[str, Any]

TEXTS = st.text(max_size=8)
COUNTS = st.integers(0, 10**6)
POINTS = st.integers(-10_000, 10_000_000).map(lambda hundredths: hundredths / 100)
PLACES = st.builds(
    Place, COUNTS, st.none() | st.tuples(POINTS, POINTS, POINTS, POINTS), st.none() | st.tuples(COUNTS, COUNTS)
)
FINDINGS = st.builds(
    Finding, TEXTS, st.sampled_from(Severity), TEXTS, measure=st.none() | TEXTS, page=st.none() | COUNTS
)
MEASURES = st.builds(
    Measure,
    *[TEXTS] * 7,
    places=st.lists(PLACES, min_size=1, max_size=2).map(tuple),
    progress_notes=st.lists(TEXTS, max_size=2).map(tuple),
    actors=st.lists(st.builds(Actor, TEXTS, st.none() | TEXTS), max_size=2).map(tuple),
    status=st.sampled_from(Status),
    follow_up=st.none() | st.sampled_from(Status),
    due=st.none() | st.builds(Due),
    extra=st.dictionaries(TEXTS, TEXTS, max_size=2).map(lambda columns: tuple(columns.items())),
    findings=st.lists(TEXTS, max_size=2).map(tuple),
    goal_places=st.lists(PLACES, max_size=2).map(tuple),
)
EDITIONS = st.builds(
    Edition,
    COUNTS,
    TEXTS,
    st.booleans(),
    st.builds(Source, TEXTS, TEXTS, st.sampled_from(["text", "pdf", "json"]), COUNTS),
    st.lists(st.builds(Field, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(tuple),
    st.lists(MEASURES, max_size=2).map(tuple),
    st.lists(st.builds(FurtherMeasure, TEXTS, TEXTS, COUNTS), max_size=2).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(FINDINGS, max_size=2).map(tuple),
    as_of=st.none() | TEXTS,
    ledger=st.builds(Ledger, *[COUNTS] * 6),
    text_places=st.lists(st.tuples(TEXTS, st.lists(PLACES, max_size=2).map(tuple)), max_size=2).map(tuple),
)


@given(EDITIONS)
def test_every_edition_is_read_back_as_it_was_written(edition: Edition) -> None:
    assert from_json(to_json(edition), "katalog.json") == edition


@given(EDITIONS)
def test_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    written = to_json(edition)
    assert to_json(from_json(written, "katalog.json")) == written


def test_characters_that_no_encoding_knows_are_read_back() -> None:
    edition = Edition(2023, "Katalog \udc80 \U0001f600 \x00", False, Source("a", "b", "pdf", 1), (), ())
    assert from_json(to_json(edition), "katalog.json") == edition


@pytest.fixture
def written(vocabulary: Vocabulary) -> Json:
    """A small `katalog.json`."""
    only = row("7", "Kurs", "VHS (Amt für soziale Dienste)", "In Planung ab 2024", goal="Sprache", Kosten="5 Euro")
    raw = catalogue("Katalog", "Handlungsfeld „Arbeit“", "Vision: Arbeit", table(only), "+ Antrag", "Hinweis.")
    document: Json = json.loads(to_json(normalise(raw, 2023, False, vocabulary)))
    return document


def read(document: object) -> Edition:
    return from_json(json.dumps(document).encode(), "ordner/katalog.json")


def test_file_has_the_keys_that_the_contract_names(written: Json) -> None:
    assert {"edition", "fields_of_action", "measures", "further_measures", "remarks", "findings"} <= set(written)
    assert written["edition"] | {"source": None, "as_of": None} == {
        "year": 2023, "title": "Katalog", "sample": False, "source": None, "as_of": None,
    }  # fmt: skip
    (measure,) = written["measures"]
    assert measure["uid"] == "2023-7"
    assert measure["actors"] == ["VHS (Amt für soziale Dienste)"]
    assert (measure["status"], measure["follow_up"]) == ("planned", None)
    assert measure["due"] == {"kind": "from", "year": 2024, "month": None, "season": None}
    assert measure["extra"] == {"Kosten": "5 Euro"}
    assert {"page", "bbox", "lines"} <= set(measure["source"])
    assert written["fields_of_action"] == [{"name": "Arbeit", "visions": ["Arbeit"]}]


def test_file_that_holds_no_more_than_the_contract_is_read(written: Json) -> None:
    del written["format"], written["ledger"], written["edition"]["as_of"]
    for measure in written["measures"]:
        del measure["actor_details"], measure["source"]["continued"]
    for further in written["further_measures"]:
        del further["page"]
    (measure,) = read(written).measures
    assert measure.actors == (Actor("VHS (Amt für soziale Dienste)"),)


def test_file_saved_by_an_editor_with_byte_order_mark_is_read(written: Json) -> None:
    assert from_json(b"\xef\xbb\xbf" + json.dumps(written).encode(), "katalog.json").year == 2023


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"null", b"7", b'"x"', b"\xff\xfe", b"%PDF-1.7", b'{"edition": 1e999}', b"[" * 100_000],
)
def test_other_content_is_refused_in_one_german_line(content: bytes) -> None:
    with pytest.raises(InputUnreadable) as refused:
        from_json(content, "ordner/katalog.json")
    message = str(refused.value)
    assert message.startswith("„katalog.json“")
    assert "Bitte" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("measures", {}),
        ("remarks", "kein Hinweis"),
        ("edition.year", "2023"),
        ("edition.year", 1e999),
        ("edition.year", True),
        ("edition.title", None),
        ("edition.sample", "nein"),
        ("edition.source.kind", "docx"),
        ("edition.source.pages", "10"),
        ("fields_of_action.0.visions", "Arbeit"),
        ("measures.0", "Kurs"),
        ("measures.0.number", 7),
        ("measures.0.text", None),
        ("measures.0.status", "fertig"),
        ("measures.0.progress_notes", "Notiz"),
        ("measures.0.extra.Kosten", 5),
        ("measures.0.due.kind", "bald"),
        ("measures.0.due.year", "2024"),
        ("measures.0.actor_details.0.role", "hilft"),
        ("measures.0.source.page", None),
        ("measures.0.source.bbox", [1, 2, 3]),
        ("measures.0.source.lines", [1]),
        ("ledger.fehlt", 1),
        ("findings", [{"code": "x", "severity": "schlimm", "message": "", "measure": None, "page": None}]),
    ],
)
def test_record_edited_into_another_shape_is_refused(written: Json, path: str, value: object) -> None:
    *way, last = path.split(".")
    spot: Any = written
    for step in way:
        spot = spot[int(step) if step.isdigit() else step]
    spot[int(last) if last.isdigit() else last] = value
    with pytest.raises(InputUnreadable, match="Form"):
        read(written)


def test_missing_entry_is_named(written: Json) -> None:
    del written["measures"][0]["status_text"]
    with pytest.raises(InputUnreadable, match="status_text"):
        read(written)


def test_records_of_another_version_are_refused(written: Json) -> None:
    with pytest.raises(InputUnreadable, match="Fassung"):
        read(written | {"format": 2})


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["edition", "fields_of_action", "measures", "further_measures", "remarks", "findings", "ledger", "format"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON_VALUES))
def test_no_json_breaks_the_reader(document: Json) -> None:
    with pytest.raises(InputUnreadable):
        read(document)
