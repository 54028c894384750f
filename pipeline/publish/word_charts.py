"""Native Word charts: the template's look with the report's figures, in the chart itself and in its workbook.

A chart of the template is filled if one of its categories, the words beside its bars, is the name of one of ours;
others stay as they are. (LibreOffice drops alternative text and object name when it saves the template.)
A series keeps the look of the template's series of the same name; for a name the template does not know, that of
the first series left over, and after those the look that Word gives on its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from string import ascii_uppercase

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from pipeline.publish.workbook import SHEET, workbook

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_C = f"{{{_SPACE}}}"
_BAR_ROOM = 342_000
"""EMU (0.95 cm, two lines of text): height of a lying bar with the gap below it."""
_LEAST_BARS = 6
"""Bars that take the height of a legend beside them."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures under its name in the legend; as many as the chart has categories."""

    name: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures behind a chart.

    `description` is its alternative text, `unit` heads the column of categories in the workbook.
    """

    description: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def fill_charts(document: Document, charts: Mapping[str, Chart]) -> None:
    """Put the figures into the charts of the document that hold a name in `charts` as a category."""
    for number, (drawing, reference) in enumerate([*_drawings(document.element.body)], start=1):
        template = document.part.rels[reference.get(qn("r:id"))].target_part
        root = etree.fromstring(template.blob, etree.XMLParser(resolve_entities=False, huge_tree=True))
        categories = {text.text for text in root.iterfind(f".//{_C}cat//{_C}v")}
        if chart := next((chart for name, chart in charts.items() if name in categories), None):
            _fill_series(root, chart)
            part = _part(template, root, chart, number)
            reference.set(qn("r:id"), document.part.relate_to(part, RELATIONSHIP_TYPE.CHART))
            _describe(drawing, chart)
            _set_height(drawing, root, chart)
    _drop_unused(document)


def _drawings(body: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement, BaseOxmlElement]]:
    """Every drawing that holds a chart, with its reference to the chart's part."""
    for drawing in body.iter(qn("wp:inline"), qn("wp:anchor")):
        if (reference := next(drawing.iter(f"{_C}chart"), None)) is not None:
            yield drawing, reference


def _drop_unused(document: Document) -> None:
    """Forget the charts that no drawing shows any more: the template's own, and those in parts left out."""
    shown = {reference.get(qn("r:id")) for _, reference in _drawings(document.element.body)}
    for identifier, relation in [*document.part.rels.items()]:
        if relation.reltype == RELATIONSHIP_TYPE.CHART and identifier not in shown:
            del document.part.rels[identifier]


def _part(template: Part, root: etree._Element, chart: Chart, number: int) -> Part:
    """A chart part of this XML; the template's style and colour parts go with it, its workbook is written anew."""
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/word/charts/diagramm{number}.xml"), template.content_type, blob, template.package)
    data = root.find(f"{_C}externalData")
    for identifier, relation in template.rels.items():
        if data is None or identifier != data.get(qn("r:id")):
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, identifier, relation.is_external)
    if data is not None:
        name = PackURI(f"/word/embeddings/diagramm{number}.xlsx")
        sheet = Part(name, CONTENT_TYPE.SML_SHEET, workbook(_rows(chart)), template.package)
        part.load_rel(RELATIONSHIP_TYPE.PACKAGE, sheet, data.get(qn("r:id")))
    return part


def _rows(chart: Chart) -> Iterator[tuple[str | int, ...]]:
    yield (chart.unit, *(series.name for series in chart.series))
    for position, category in enumerate(chart.categories):
        yield (category, *(series.figures[position] for series in chart.series))


# --- series ---------------------------------------------------------------------------------------------------------


def _fill_series(root: etree._Element, chart: Chart) -> None:
    """Series of the template's look in place of those of the template, in the plot that holds these."""
    old = [*root.iter(f"{_C}ser")]
    if not old:
        return
    plot, position = old[0].getparent(), old[0].getparent().index(old[0])
    looks = _looks(old, [series.name for series in chart.series])
    for each in old:
        each.getparent().remove(each)
    for index, (series, look) in enumerate(zip(chart.series, looks, strict=True)):
        _name(look, index, series)
        _figures(look, ascii_uppercase[index + 1], chart.categories, series.figures)
        plot.insert(position + index, look)


def _looks(old: Sequence[etree._Element], names: Sequence[str]) -> list[etree._Element]:
    """For each name a copy of the template's series of that name, or of one that nothing else wants."""
    by_name = {"".join(text.text or "" for text in each.iterfind(f"{_C}tx//{_C}v")): each for each in old}
    spare = iter([each for name, each in by_name.items() if name not in names])
    return [deepcopy(by_name[name]) if name in by_name else _look_of(next(spare, None), old[-1]) for name in names]


def _look_of(spare: etree._Element | None, last: etree._Element) -> etree._Element:
    """A copy of a series left over, or of the last one without its colour, which Word then chooses."""
    look = deepcopy(last if spare is None else spare)
    if spare is None:
        for colours in look.findall(f"{_C}spPr"):
            look.remove(colours)
    return look


def _name(look: etree._Element, index: int, series: Series) -> None:
    """Position and name; looks of single points and identifiers belong to the template's figures and go."""
    for tag in ("dPt", "dLbls/dLbl", "extLst"):
        for each in look.findall("/".join(f"{_C}{step}" for step in tag.split("/"))):
            each.getparent().remove(each)
    for tag in ("idx", "order"):
        look.find(f"{_C}{tag}").set("val", str(index))
    name = etree.Element(f"{_C}tx")
    _cache(name, "strRef", f"{SHEET}!${ascii_uppercase[index + 1]}$1", [series.name])
    _replace(look, name)


def _figures(look: etree._Element, column: str, categories: Sequence[str], figures: Sequence[int]) -> None:
    last = len(categories) + 1
    labels, values = etree.Element(f"{_C}cat"), etree.Element(f"{_C}val")
    _cache(labels, "strRef", f"{SHEET}!$A$2:$A${last}", categories)
    _cache(values, "numRef", f"{SHEET}!${column}$2:${column}${last}", [str(figure) for figure in figures])
    _replace(look, labels)
    _replace(look, values)


def _cache(parent: etree._Element, kind: str, formula: str, points: Sequence[str]) -> None:
    """A reference into the workbook with what stands there (`kind`: "strRef" or "numRef")."""
    reference = etree.SubElement(parent, f"{_C}{kind}")
    etree.SubElement(reference, f"{_C}f").text = formula
    cache = etree.SubElement(reference, f"{_C}{kind.removesuffix('Ref')}Cache")
    if kind == "numRef":
        etree.SubElement(cache, f"{_C}formatCode").text = "General"
    etree.SubElement(cache, f"{_C}ptCount", val=str(len(points)))
    for index, point in enumerate(points):
        etree.SubElement(etree.SubElement(cache, f"{_C}pt", idx=str(index)), f"{_C}v").text = point


def _replace(look: etree._Element, part: etree._Element) -> None:
    """Put a part where the template's series has it."""
    old = look.find(part.tag)
    if old is not None:
        look.replace(old, part)


def _describe(drawing: BaseOxmlElement, chart: Chart) -> None:
    """The alternative text, unless the template has one of its own."""
    properties = drawing.find(qn("wp:docPr"))
    if not properties.get("descr", "").strip():
        properties.set("descr", chart.description)


def _set_height(drawing: BaseOxmlElement, root: etree._Element, chart: Chart) -> None:
    """Lower a chart of lying bars that has few; the template's height is the greatest."""
    direction = next(root.iter(f"{_C}barDir"), None)
    extent = drawing.find(qn("wp:extent"))
    if direction is not None and direction.get("val") == "bar":
        needed = max(len(chart.categories), _LEAST_BARS) * _BAR_ROOM
        extent.set("cy", str(min(int(extent.get("cy")), needed)))
