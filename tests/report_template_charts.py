"""The charts of the report template: lying stacked bars whose series bear the names of the statuses."""

from collections.abc import Mapping

from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from report_template_styles import DARK, FONT

from pipeline.publish.workbook import workbook

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WHITE, _BLACK = "FFFFFF", "000000"
LOOKS: Mapping[str, tuple[str, str]] = {
    "Abgeschlossen": (DARK, _WHITE),
    "In Umsetzung": ("3F6FA6", _WHITE),
    "In Planung": ("A9C7E8", _BLACK),
    "Noch nicht umgesetzt": ("E3E6EA", _BLACK),
    "Bedarf wird neu geprüft": ("F5E6A8", _BLACK),
    "Zurückgestellt": ("F0B56B", _BLACK),
    "Entfällt": ("9A9A9A", _BLACK),
    "Ohne zugeordneten Status": (_WHITE, _BLACK),
}
"""Status → colour of its part of a bar and of the figure on it: the darker, the further on."""


def chart(document: Word, name: str, *, names: float, width: float, height: float) -> None:
    """A paragraph with a chart that holds this name as its only category and as the tag of its alternative text.

    Width and height in cm; `names` is the share of the width that the names beside the bars have.
    """
    number = sum(relation.reltype == RELATIONSHIP_TYPE.CHART for relation in document.part.rels.values()) + 1
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, _chart_xml(name, names).encode(), package)
    rows: list[tuple[str | int, ...]] = [("Daten", *LOOKS), (name, *(1 for _ in LOOKS))]
    sheet = Part(PackURI(f"/word/embeddings/sheet{number}.xlsx"), CONTENT_TYPE.SML_SHEET, workbook(rows), package)
    part.load_rel(RELATIONSHIP_TYPE.PACKAGE, sheet, "rId1")
    document.add_paragraph(style="Diagramm").add_run()._r.append(
        parse_xml(f"""
<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{Cm(width)}" cy="{Cm(height)}"/>
<wp:docPr id="{100 + number}" name="{name}" descr="{{{{ {name} }}}}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 r:id="{document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing>""")
    )


def _chart_xml(chart: str, names: float) -> str:
    series = "".join(_series(chart, index, name, *look) for index, (name, look) in enumerate(LOOKS.items()))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="de-DE"/><c:roundedCorners val="0"/>
<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>
<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>
<c:x val="{names}"/><c:y val="0.02"/><c:w val="{0.77 - names:.2f}"/><c:h val="0.96"/></c:manualLayout></c:layout>
<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>
{series}<c:gapWidth val="40"/><c:overlap val="100"/>
<c:axId val="1001"/><c:axId val="1002"/></c:barChart>
<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>
<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>
<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{DARK}"/></a:solidFill></a:ln></c:spPr>
<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>
<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>
<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>
<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>
<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1001"/><c:crosses val="autoZero"/></c:valAx>
</c:plotArea><c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>
<c:dispBlanksAs val="gap"/></c:chart>
<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>
<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100">{_colour(_BLACK)}<a:latin typeface="{FONT}"/>
<a:cs typeface="{FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="de-DE"/></a:p></c:txPr>
<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>"""


def _series(chart: str, index: int, name: str, colour: str, figure: str) -> str:
    column = chr(ord("B") + index)
    return f"""<c:ser><c:idx val="{index}"/><c:order val="{index}"/>
<c:tx><c:strRef><c:f>Tabelle1!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt>
</c:strCache></c:strRef></c:tx>
<c:spPr>{_colour(colour)}<a:ln w="9525">{_colour(DARK)}</a:ln></c:spPr>
<c:invertIfNegative val="0"/>
<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>
<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100">{_colour(figure)}<a:latin typeface="{FONT}"/></a:defRPr>
</a:pPr><a:endParaRPr lang="de-DE"/></a:p></c:txPr><c:dLblPos val="ctr"/><c:showLegendKey val="0"/>
<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>
</c:dLbls>
<c:cat><c:strRef><c:f>Tabelle1!$A$2</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{chart}</c:v></c:pt>
</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>Tabelle1!${column}$2</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="1"/>
<c:pt idx="0"><c:v>1</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"""


def _colour(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
