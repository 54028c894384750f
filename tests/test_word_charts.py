"""Charts in the report: the figures are the report's, the look is the template's."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from small_run import COMPARISON, NEW, OLD, VOCABULARY, edition, measure

from pipeline.errors import TemplateInvalid
from pipeline.model import Comparison, Field, Status
from pipeline.publish.package import packed, unpacked
from pipeline.publish.report import report
from pipeline.publish.report_charts import by_field

TEMPLATE = (Path(__file__).parent.parent / "templates" / "fortschrittsbericht.docx").read_bytes()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def chart_parts(document: bytes) -> list[Part]:
    """The parts of all charts that the document shows."""
    relations = Document(BytesIO(document)).part.rels.values()
    return [relation.target_part for relation in relations if relation.reltype == RELATIONSHIP_TYPE.CHART]


def shown(part: Part) -> dict[str, dict[str, int]]:
    """What a chart draws: series → category → figure."""
    return {
        words(series.find(f"{C}tx")): dict(
            zip(texts(series.find(f"{C}cat")), map(int, texts(series.find(f"{C}val"))), strict=True)
        )
        for series in etree.fromstring(part.blob).iter(f"{C}ser")
    }


def sheet(part: Part) -> dict[str, dict[str, int]]:
    """What stands in the workbook behind a chart, in the same form."""
    (book,) = (r.target_part.blob for r in part.rels.values() if r.reltype == RELATIONSHIP_TYPE.PACKAGE)
    root = etree.fromstring(unpacked(book)["xl/worksheets/sheet1.xml"])
    (_, *names), *rows = [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{S}row")]
    return {name: {row[0]: int(row[index + 1]) for row in rows} for index, name in enumerate(names)}


def words(element: etree._Element) -> str:
    return "".join(texts(element))


def texts(element: etree._Element) -> list[str]:
    return [value.text or "" for value in element.iter(f"{C}v")]


def colours(part: Part) -> dict[str, str]:
    """The colour of each series that has one."""
    return {
        words(series.find(f"{C}tx")): fill.get("val")
        for series in etree.fromstring(part.blob).iter(f"{C}ser")
        if (fill := series.find(f"{C}spPr/{A}solidFill/{A}srgbClr")) is not None
    }


def repainted(old: str, new: str) -> bytes:
    """The shipped template with something else in the XML of its charts."""
    return packed(
        {
            name: content.replace(old.encode(), new.encode()) if "charts/chart" in name else content
            for name, content in unpacked(TEMPLATE).items()
        }
    )


def test_chart_and_its_workbook_hold_the_figures_of_both_editions() -> None:
    (part,) = chart_parts(report(COMPARISON, NEW, VOCABULARY, TEMPLATE))
    assert shown(part) == {
        "In Umsetzung": {"Arbeit 2023": 4, "Arbeit 2024": 5},
        "Entfällt": {"Arbeit 2023": 1, "Arbeit 2024": 0},
    }
    assert sheet(part) == shown(part)


def test_series_keeps_the_look_that_the_template_gives_its_name() -> None:
    (part,) = chart_parts(report(COMPARISON, NEW, VOCABULARY, repainted("3F6FA6", "117733")))
    assert colours(part) == {"In Umsetzung": "117733", "Entfällt": "9A9A9A"}


def test_status_the_template_does_not_know_takes_a_look_left_over() -> None:
    (part,) = chart_parts(report(COMPARISON, NEW, VOCABULARY, repainted("In Umsetzung", "Läuft")))
    assert colours(part) == {"In Umsetzung": "1F3A5F", "Entfällt": "9A9A9A"}


def test_more_statuses_than_looks_leave_the_colour_to_word() -> None:
    statuses = tuple(measure(status, 2023, "Text", status=status) for status in Status)
    one_series = re.compile(rb"</c:ser>.*</c:ser>", re.DOTALL)
    template = packed(
        {
            name: one_series.sub(b"</c:ser>", content) if "charts/chart" in name else content
            for name, content in unpacked(TEMPLATE).items()
        }
    )
    (part,) = chart_parts(report(None, edition(2023, statuses), VOCABULARY, template))
    assert len(shown(part)) == len(Status)
    assert list(colours(part)) == ["Abgeschlossen"]


def test_chart_of_the_administration_itself_stays_as_it_is() -> None:
    parts = chart_parts(report(COMPARISON, NEW, VOCABULARY, repainted("diagramm_handlungsfelder", "Haushalt")))
    assert [texts(etree.fromstring(part.blob))[1] for part in parts] == ["Haushalt"]


@pytest.mark.parametrize("look", ["", '<c:style val="3"/>'])
def test_charts_that_are_left_out_leave_nothing_behind(look: str) -> None:
    template = repainted('<c:roundedCorners val="0"/>', f'<c:roundedCorners val="0"/>{look}')
    parts = unpacked(report(None, edition(2023, ()), VOCABULARY, template))
    assert [name for name in parts if "chart" in name or "embedding" in name] == []


def test_few_bars_make_a_low_chart_and_many_no_higher_one_than_the_template() -> None:
    def height(fields: int) -> int:
        measures = tuple(
            measure(str(number), 2023, "Text", field_of_action=f"Feld {number}") for number in range(fields)
        )
        word = Document(BytesIO(report(None, edition(2023, measures), VOCABULARY, TEMPLATE)))
        return int(word.inline_shapes[0].height)

    template = int(Document(BytesIO(TEMPLATE)).inline_shapes[0].height)
    assert height(1) == height(6) < height(9) < height(20) == height(40) == template


def test_many_fields_show_the_newest_edition_only() -> None:
    measures = tuple(measure(str(number), 2023, "Text", field_of_action=f"Feld {number}") for number in range(20))
    chart = by_field([edition(2023, measures), edition(2024, measures)], ["2023", "2024"], VOCABULARY)
    assert chart.categories == tuple(f"Feld {number} 2024" for number in range(20))


def test_bars_stand_in_the_order_of_the_catalogue_without_fields_that_hold_nothing() -> None:
    fields = (Field("Wohnen"), Field("Leer"), Field("Arbeit"))
    measures = (measure("1", 2023, "A"), measure("2", 2023, "B", field_of_action="Wohnen"))
    chart = by_field([edition(2023, measures, fields=fields)], ["2023"], VOCABULARY)
    assert chart.categories == ("Wohnen", "Arbeit")


def test_name_that_has_no_room_beside_its_bar_is_shortened_but_told_in_full() -> None:
    long = f"Handlungsfeld {'Klimaanpassung und Stadtentwicklung ' * 4}im Quartier"
    measures = tuple(measure(str(n), 2023, "Text", field_of_action=f"{n} {long}") for n in range(12))
    chart = by_field([edition(2023, measures), edition(2024, measures)], ["2023", "2024"], VOCABULARY)
    assert chart.categories[1] == "0 Handlungsfeld Klimaanpassung und … 2024"
    assert f"11 {long} 2024 1 von 1" in chart.description


def test_alternative_text_says_what_the_chart_shows() -> None:
    document = report(COMPARISON, NEW, VOCABULARY, TEMPLATE)
    told = "Balkendiagramm: die Maßnahmen jedes Handlungsfelds nach Status, Ausgabe 2023 und 2024. Als umgesetzt"
    assert told in unpacked(document)["word/document.xml"].decode()
    nameless = re.sub(rb' descr="[^"]*"', b"", unpacked(TEMPLATE)["word/document.xml"])
    template = packed({**unpacked(TEMPLATE), "word/document.xml": nameless})
    assert told in unpacked(report(COMPARISON, NEW, VOCABULARY, template))["word/document.xml"].decode()


def test_any_name_of_a_field_survives_in_chart_and_workbook() -> None:
    odd = "=1+1 <A> & \"B\" 'C' {{ titel }} \x00 👩‍👩‍👧"
    measures = (measure("1", 2023, "Text", field_of_action=odd),)
    (part,) = chart_parts(report(None, edition(2023, measures), VOCABULARY, TEMPLATE))
    assert shown(part) == sheet(part) == {"In Umsetzung": {odd.replace("\x00", "\ufffd"): 1}}


@pytest.mark.parametrize(("was", "becomes"), [("</c:chartSpace>", ""), ("<c:idx ", "<c:order ")])
def test_damaged_chart_is_one_german_line(was: str, becomes: str) -> None:
    with pytest.raises(
        TemplateInvalid, match=r"fortschrittsbericht\.docx“ enthält ein beschädigtes Diagramm"
    ) as caught:
        report(COMPARISON, NEW, VOCABULARY, repainted(was, becomes))
    assert "\n" not in str(caught.value)


def test_workbook_has_no_date_and_no_compression() -> None:
    first, second = (report(Comparison(OLD, OLD, (), ()), OLD, VOCABULARY, TEMPLATE) for _ in range(2))
    assert first == second
    (book,) = (content for name, content in unpacked(first).items() if name.endswith(".xlsx"))
    assert packed(unpacked(book)) == book
