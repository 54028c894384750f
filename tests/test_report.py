"""The progress report: true figures, German sentences, one look for every reader."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx_rules import violations
from four_editions import FOUR_EDITIONS, PAST
from pytest_regressions.file_regression import FileRegressionFixture
from report_outline import outline
from small_run import COMPARISON, NEW, OLD, VOCABULARY, change, edition, measure

from pipeline.model import Actor, ChangeKind, Comparison, Due, Field, FurtherMeasure, Judgement, Link, Relation, Status
from pipeline.publish.report import contents, report
from pipeline.publish.report_sentences import summary

TEMPLATE = (Path(__file__).parent.parent / "templates" / "fortschrittsbericht.docx").read_bytes()


def comparison_report(comparison: Comparison = COMPARISON) -> bytes:
    return report(comparison, comparison.new, VOCABULARY, TEMPLATE)


def text_of(document: bytes) -> str:
    """All text of body, headers and footers."""
    with zipfile.ZipFile(BytesIO(document)) as parts:
        xml = "".join(
            parts.read(name).decode() for name in parts.namelist() if re.search(r"document|header|footer", name)
        )
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", "\n", xml))


# --- the whole document ---------------------------------------------------------------------------------------------


def test_comparison_reads_as_agreed(file_regression: FileRegressionFixture) -> None:
    file_regression.check(outline(comparison_report()), encoding="utf-8")


def test_first_report_reads_as_agreed(file_regression: FileRegressionFixture) -> None:
    file_regression.check(outline(report(None, OLD, VOCABULARY, TEMPLATE)), encoding="utf-8")


EDITIONS: dict[str, Callable[[], bytes]] = {
    "comparison": comparison_report,
    "first report": lambda: report(None, OLD, VOCABULARY, TEMPLATE),
    "four editions": lambda: report(*FOUR_EDITIONS, TEMPLATE, past=PAST),
    "nothing changed": lambda: comparison_report(Comparison(OLD, OLD, (), ())),
    "one measure": lambda: report(None, replace(OLD, measures=OLD.measures[:1]), VOCABULARY, TEMPLATE),
    "no measure": lambda: report(None, replace(OLD, measures=(), title=""), VOCABULARY, TEMPLATE),
    "all statuses": lambda: report(
        None,
        edition(2023, tuple(measure(status, 2023, "Text", status=status) for status in Status)),
        VOCABULARY,
        TEMPLATE,
    ),
    "blank cells": lambda: report(
        None, edition(2023, (measure("1", 2023, " \n\n", actors_text=" ", status_text="", goal="", actors=()),)),
        VOCABULARY, TEMPLATE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", EDITIONS.values(), ids=EDITIONS.keys())
def test_every_report_is_readable_for_everyone(make: Callable[[], bytes]) -> None:
    assert violations(make()) == []


def test_same_input_gives_same_bytes_without_any_date() -> None:
    document = comparison_report()
    assert document == comparison_report()
    with zipfile.ZipFile(BytesIO(document)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in parts.infolist()} == {zipfile.ZIP_STORED}
    properties = Document(BytesIO(document)).core_properties
    assert properties.created is not None
    assert (properties.created.year, properties.author, properties.revision) == (2024, "", 1)


def test_no_machine_word_reaches_the_reader() -> None:
    text = "".join(text_of(EDITIONS[name]()) for name in ("comparison", "first report", "four editions"))
    words = {*Status, "None", "True", "False", "{{", "{%", "•"} - {Status.PLANNED}
    assert [word for word in words if word in text] == []


def test_sample_is_marked_in_words_on_title_and_every_page() -> None:
    word = Document(BytesIO(comparison_report()))
    assert "Beispieldaten" in word.sections[0].header.paragraphs[0].text
    assert any(paragraph.text.startswith("Beispieldaten: Die Ausgabe 2024") for paragraph in word.paragraphs)
    real = comparison_report(replace(COMPARISON, new=replace(NEW, sample=False)))
    assert "Beispieldaten" not in text_of(real)


def test_contents_name_and_link_every_heading_of_two_levels() -> None:
    word = Document(BytesIO(comparison_report()))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name in ("Heading 1", "Heading 2")]
    entries = ["".join(t.text or "" for t in link.iter(qn("w:t"))) for link in word.element.iter(qn("w:hyperlink"))]
    assert entries == headings


def test_thousand_measures_are_all_there() -> None:
    many = replace(OLD, measures=tuple(measure(str(number), 2023, f"Vorhaben {number}") for number in range(1000)))
    text = text_of(report(None, many, VOCABULARY, TEMPLATE))
    assert all(f"Vorhaben {number}\n" in text for number in range(1000))


# --- figures --------------------------------------------------------------------------------------------------------


def test_figures_are_those_of_the_records() -> None:
    told = contents(COMPARISON, NEW, VOCABULARY)
    rows = cast(list[dict[str, str]], told["kennzahlen"])
    figures = {row["bezeichnung"]: (row["vorjahr"], row["jahr"], row["veraenderung"]) for row in rows}
    assert figures == {
        "In Umsetzung": ("4", "5", "+1"),
        "Entfällt": ("1", "0", "\u22121"),
        "Maßnahmen insgesamt": ("5", "5", "0"),
        "davon umgesetzt": ("4", "5", "+1"),
    }


def test_two_documents_of_one_year_stay_apart() -> None:
    same_year = Comparison(OLD, replace(OLD, source=replace(OLD.source, file="andere.pdf")), (), ())
    assert contents(same_year, same_year.new, VOCABULARY)["vorjahr"] == "2023 (bisher)"


def test_due_date_that_moved_back_counts_as_slipped() -> None:
    old = measure("1", 2023, "Fest", status_text="Im März 2024", due=Due("in", 2024, 3))
    for due, slipped in ((Due("in", 2024, season="Herbst"), 1), (Due("in", 2024), 0), (Due("in", 2023, 12), 0)):
        new = replace(old, status_text="anders", due=due)
        comparison = Comparison(
            edition(2023, (old,)),
            edition(2024, (new,)),
            (Link(Relation.CONTINUED, old, new, "Wortlaut", 1.0, "gleich"),),
            (change(ChangeKind.STATUS, old.uid, "1", "1", judgement=Judgement.SETBACK, reason="Termin verschoben."),),
        )
        told = cast(dict[str, list[object]], contents(comparison, comparison.new, VOCABULARY)["aenderungen"])
        assert len(told["termine"]) == slipped


def test_actors_are_listed_with_what_they_lead_and_support() -> None:
    actors = (Actor("Ämterrat"), Actor("Amt", "Rathaus", role="supports"))
    told = contents(None, edition(2023, (measure("7", 2023, "Text", actors=actors),)), VOCABULARY)
    assert told["zustaendigkeiten"] == [
        {"name": "Amt (Rathaus)", "leitet": "–", "beteiligt": "7"},
        {"name": "Ämterrat", "leitet": "7", "beteiligt": "–"},
    ]


def test_city_is_named_if_the_catalogue_names_it() -> None:
    listed = replace(VOCABULARY, terms=(("stadt", "Gemeinde Beispielhausen"), ("stadt", "Stadt Bad Beispiel")))
    ours = edition(2023, (measure("1", 2023, "Markt in Bad Beispiel"),))
    assert contents(None, ours, listed)["stadt"] == "Stadt Bad Beispiel"
    assert contents(None, edition(2023, (measure("1", 2023, "Beispiele"),)), listed)["stadt"] == ""


def test_decisions_are_told_with_what_was_before_who_decided_and_why() -> None:
    decided = change(
        ChangeKind.TEXT, "2023-1", "1", "2", feature="Status", value_old="In Planug", value_new="In Planung",
        reason="Im Katalog nachgesehen (M. Beispiel, 03.02.2025)", source_new="2024-katalog.pdf",
    )  # fmt: skip
    apart = change(
        ChangeKind.TEXT, "2023-3", "3", "", feature="Zuordnung", value_old="", value_new="entfallen", source_old="x"
    )
    document = comparison_report(replace(COMPARISON, decisions=(decided, apart)))
    (table,) = (t for t in Document(BytesIO(document)).tables if t.rows[0].cells[1].text == "Entscheidung")
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        [
            "2\n(bisher 1)", "Status (2024), bisher: In Planug\nStatus (2024), jetzt: In Planung",
            "Im Katalog nachgesehen (M. Beispiel, 03.02.2025)",
        ],
        ["3", "Zuordnung (2023), jetzt: entfallen", "–"],
    ]  # fmt: skip
    assert violations(document) == []
    assert "Entscheidungen" not in text_of(comparison_report())


def test_further_measures_and_extra_columns_are_not_lost() -> None:
    rich = edition(
        2023, (measure("1", 2023, "Text", extra=(("Kosten", "5 €"),)),),
        fields=(Field("Arbeit"), Field("Ohne Maßnahme")),
        further_measures=(FurtherMeasure("Sport", "Laufgruppe"),), remarks=("Siehe Anlage.",),
    )  # fmt: skip
    text = text_of(report(None, rich, VOCABULARY, TEMPLATE))
    assert [
        word for word in ("Kosten: 5 €", "Sport", "Laufgruppe", "Siehe Anlage.", "Ohne Maßnahme") if word not in text
    ] == []


# --- sentences ------------------------------------------------------------------------------------------------------


def _statuses(*statuses: Status) -> str:
    measures = tuple(measure(str(number), 2023, "Text", status=status) for number, status in enumerate(statuses))
    return " ".join(summary(None, edition(2023, measures), VOCABULARY))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((Status.COMPLETED,), "umfasst eine Maßnahme in einem Handlungsfeld. Sie gilt als umgesetzt."),
        ((Status.PLANNED,), "Sie gilt noch nicht als umgesetzt."),
        ((Status.COMPLETED,) * 2, "Beide Maßnahmen gelten als umgesetzt."),
        ((Status.COMPLETED,) * 3, "Alle drei Maßnahmen gelten als umgesetzt."),
        ((Status.PLANNED,) * 2, "Von den zwei Maßnahmen gilt noch keine als umgesetzt."),
        ((Status.COMPLETED, *(Status.PLANNED,) * 2), "Eine der drei Maßnahmen gilt als umgesetzt (33\u00a0Prozent)."),
        ((*(Status.IN_PROGRESS,) * 13, *(Status.PLANNED,) * 3), "13 der 16 Maßnahmen gelten als umgesetzt (81\u00a0P"),
    ],
)  # fmt: skip
def test_numbers_agree_with_their_words(statuses: tuple[Status, ...], expected: str) -> None:
    assert expected in _statuses(*statuses)


def test_what_did_not_happen_is_not_told() -> None:
    told = " ".join(summary(Comparison(OLD, OLD, (), ()), OLD, VOCABULARY))
    assert "genauso viele wie 2023" in told
    assert "nichts geändert" in told
    assert not re.search(r"Statuswechsel|Neu hinzu|Entfallen|keine|null|\b0\b", told)


def test_summary_tells_each_kind_of_change() -> None:
    told = " ".join(summary(COMPARISON, NEW, VOCABULARY))
    for sentence in (
        "Der Vergleich ergibt einen Statuswechsel: ein Fortschritt.",
        "Neu hinzugekommen ist eine Maßnahme (Nr.\u00a05).",
        "Entfallen ist eine Maßnahme (2023: Nr.\u00a05).",
        "Die Maßnahme 2 (2023) wurde aufgeteilt (jetzt Nr.\u00a02 und 3).",
        "Die Maßnahmen 3 und 4 (2023) wurden zusammengeführt (jetzt Nr.\u00a04).",
    ):
        assert sentence in told


# --- texts and templates ---------------------------------------------------------------------------------------------


def test_replaced_characters_are_counted_in_the_report() -> None:
    spoiled = edition(2023, (measure("1", 2023, "Kurs\x00 am\ud800 Abend"),))
    text = text_of(report(None, spoiled, VOCABULARY, TEMPLATE))
    assert "Kurs\ufffd am\ufffd Abend" in text
    assert "An zwei Stellen steht „\ufffd“ für ein Zeichen, das Word nicht kennt" in text


def test_bullets_and_notes_are_paragraphs_of_their_own() -> None:
    listed = edition(2023, (measure("1", 2023, "Ziel:\n• erstens\n→ getan"),))
    word = Document(BytesIO(report(None, listed, VOCABULARY, TEMPLATE)))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells if "erstens" in cell.text]
    assert [(p.style.name if p.style else "", p.text) for p in cells[0].paragraphs] == [
        ("Tabellentext", "Ziel:"),
        ("Tabellenpunkt", "erstens"),
        ("Fortschrittsnotiz", "→ getan"),
    ]


def test_template_of_another_look_and_order_is_filled() -> None:
    word = Document()
    word.add_heading("{{ katalog }}: Neues zuerst", 1)
    word.add_paragraph("{%p for gruppe in aenderungen.statuswechsel %}")
    word.add_heading("{{ gruppe.ueberschrift }}", 2)
    word.add_paragraph("{%p endfor %}")
    word.add_heading("Zahlen", 1)
    table = word.add_table(4, 2)
    for row, text in enumerate(
        ("Status", "{%tr for zeile in kennzahlen %}", "{{ zeile.bezeichnung }}", "{%tr endfor %}")
    ):
        table.cell(row, 0).text = text
    table.cell(2, 1).text = "{{ zeile.jahr }}"
    saved = BytesIO()
    word.save(saved)
    restyled = Document(BytesIO(report(COMPARISON, NEW, VOCABULARY, saved.getvalue())))
    assert [p.text for p in restyled.paragraphs] == [
        "Integrationskonzept: Neues zuerst", "Fortschritt (ein Statuswechsel)", "Zahlen",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in restyled.tables[0].rows] == [
        ["Status", ""], ["In Umsetzung", "5"], ["Entfällt", "0"],
        ["Maßnahmen insgesamt", "5"], ["davon umgesetzt", "5"],
    ]  # fmt: skip


def test_shipped_template_shows_every_value() -> None:
    """Every value that the report offers is shown somewhere by the shipped template."""
    with zipfile.ZipFile(BytesIO(TEMPLATE)) as parts:
        text = parts.read("word/document.xml").decode()
    told = contents(*FOUR_EDITIONS, PAST)
    offered = {*told, "ersetzte_zeichen"}
    for part in ("aenderungen", "verlauf"):
        offered |= {*cast(dict[str, object], told[part])}
    assert [name for name in sorted(offered) if not re.search(rf"\b{name}\b", text)] == []
