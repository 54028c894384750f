"""The styles of the report template: one sans serif, one dark colour, German in every style."""

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "Arial"
DARK = "1F3A5F"
LANGUAGE = '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'


# --- styles ---------------------------------------------------------------------------------------------------------


def strip(document: Word) -> None:
    """Drop what python-docx's own template brings along: a second style sheet, a thumbnail, custom XML."""
    package, part = document.part.package, document.part
    for owner in (package, part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("thumbnail", "stylesWithEffects", "customXml"):
                del owner.rels[key]


def set_settings(document: Word) -> None:
    settings = document.settings.element
    for tag in ("themeFontLang", "decimalSymbol", "listSeparator"):
        for element in settings.findall(qn(f"w:{tag}")):
            element.set(qn("w:val"), {"themeFontLang": "de-DE", "decimalSymbol": ",", "listSeparator": ";"}[tag])
    stop = settings.find(qn("w:defaultTabStop"))
    if stop is None:
        raise AssertionError("python-docx's settings hold w:defaultTabStop")
    for tag, value in (
        ("doNotHyphenateCaps", "1"),
        ("hyphenationZone", "425"),
        ("consecutiveHyphenLimit", "2"),
        ("autoHyphenation", "1"),
    ):
        stop.addnext(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="{value}"/>'))
    for compatibility in settings.iter(qn("w:compatSetting")):
        if compatibility.get(qn("w:name")) == "compatibilityMode":
            compatibility.set(qn("w:val"), "15")


def set_styles(document: Word) -> None:
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    root.insert(0, _parsed(_DEFAULTS))
    for style in _STYLES:
        root.append(_parsed(style))
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    numbering.append(_parsed(_BULLETS))
    numbering.append(_parsed('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))


def _parsed(xml: str) -> BaseOxmlElement:
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def _paragraph_style(
    name: str,
    identifier: str,
    *,
    based_on: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}{LANGUAGE}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, before: int) -> str:
    return _paragraph_style(
        f"heading {level}",
        f"Heading{level}",
        following="Normal",
        paragraph=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS = f"""<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="22"/><w:szCs w:val="22"/>{LANGUAGE}</w:rPr>
</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""
_COMPACT = '<w:spacing w:before="30" w:after="30" w:line="250" w:lineRule="auto"/>'
_STYLES = (
    f"""
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
      <w:pPr><w:widowControl/><w:suppressAutoHyphens/><w:jc w:val="left"/></w:pPr>
      <w:rPr>{_FONTS}{LANGUAGE}</w:rPr>
    </w:style>""",
    """
    <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
      <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>
    </w:style>""",
    """
    <w:style w:type="table" w:default="1" w:styleId="TableNormal">
      <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
      <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
        <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
        <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
      </w:tblCellMar></w:tblPr>
    </w:style>""",
    """
    <w:style w:type="numbering" w:default="1" w:styleId="NoList">
      <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
    </w:style>""",
    _heading(1, 32, 360),
    _heading(2, 26, 320),
    _heading(3, 22, 240),
    _paragraph_style(
        "Title", "Title", following="Subtitle",
        paragraph='<w:keepNext/><w:spacing w:before="240" w:after="120" w:line="240" w:lineRule="auto"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="48"/><w:szCs w:val="48"/>',
    ),
    _paragraph_style(
        "Subtitle", "Subtitle", following="Normal",
        paragraph='<w:keepNext/><w:spacing w:after="240"/>',
        run=f'<w:color w:val="{DARK}"/><w:sz w:val="28"/><w:szCs w:val="28"/>',
    ),
    _paragraph_style(
        "TOC Heading", "TOCHeading", following="Normal",
        paragraph='<w:keepNext/><w:spacing w:before="480" w:after="120"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="26"/><w:szCs w:val="26"/>',
    ),
    _paragraph_style(
        "Stadt", "Stadt", following="Title",
        paragraph='<w:keepNext/><w:spacing w:after="0"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/><w:sz w:val="28"/><w:szCs w:val="28"/>',
    ),
    _paragraph_style("toc 1", "TOC1", following="Normal", paragraph='<w:spacing w:before="80" w:after="20"/>'),
    _paragraph_style("toc 2", "TOC2", following="Normal", paragraph='<w:spacing w:after="20"/><w:ind w:left="284"/>'),
    _paragraph_style(
        "header", "Header", paragraph='<w:spacing w:after="0"/>', run=f'<w:color w:val="{DARK}"/>',
    ),
    _paragraph_style(
        "footer", "Footer", paragraph='<w:spacing w:after="0"/><w:jc w:val="right"/>', run=f'<w:color w:val="{DARK}"/>',
    ),
    _paragraph_style(
        "List Bullet", "ListBullet",
        paragraph='<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/>',
    ),
    _paragraph_style("Angabe", "Angabe", paragraph='<w:spacing w:after="60"/>'),
    _paragraph_style("Diagramm", "Diagramm", paragraph='<w:keepNext/><w:spacing w:before="120" w:after="120"/>'),
    _paragraph_style("Vision", "Vision", paragraph='<w:keepNext/><w:spacing w:after="80"/>'),
    _paragraph_style("Hinweis", "Hinweis", paragraph='<w:spacing w:before="160" w:after="80"/>'),
    _paragraph_style(
        "Beispielhinweis", "Beispielhinweis",
        paragraph=f'<w:pBdr><w:top w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:left w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/>'
        f'<w:right w:val="single" w:sz="8" w:space="6" w:color="{DARK}"/></w:pBdr>'
        '<w:spacing w:before="240" w:after="120"/><w:ind w:left="142" w:right="142"/>',
        run="<w:b/><w:bCs/>",
    ),
    _paragraph_style("Tabellentext", "Tabellentext", paragraph=_COMPACT),
    _paragraph_style(
        "Tabellentext schmal", "TabellentextSchmal", based_on="Tabellentext",
        paragraph='<w:suppressAutoHyphens w:val="0"/>',
    ),
    _paragraph_style(
        "Tabellenkopf", "Tabellenkopf", based_on="Tabellentext",
        paragraph="<w:keepNext/>", run=f'<w:b/><w:bCs/><w:color w:val="{DARK}"/>',
    ),
    _paragraph_style("Summe", "Summe", based_on="Tabellentext", run="<w:b/><w:bCs/>"),
    _paragraph_style("Summenzahl", "Summenzahl", based_on="Summe", paragraph='<w:jc w:val="right"/>'),
    _paragraph_style("Zahl", "Zahl", based_on="Tabellentext", paragraph='<w:jc w:val="right"/>'),
    _paragraph_style("Zahlenkopf", "Zahlenkopf", based_on="Tabellenkopf", paragraph='<w:jc w:val="right"/>'),
    _paragraph_style(
        "Tabellenpunkt", "Tabellenpunkt", based_on="Tabellentext", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>',
    ),
    _paragraph_style(
        "Fortschrittsnotiz", "Fortschrittsnotiz", based_on="Tabellentext",
        paragraph='<w:ind w:left="284" w:hanging="284"/>',
    ),
    f"""
    <w:style w:type="table" w:customStyle="1" w:styleId="Berichtstabelle">
      <w:name w:val="Berichtstabelle"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
      <w:tblPr><w:tblBorders>
        <w:top w:val="single" w:sz="8" w:space="0" w:color="{DARK}"/>
        <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{DARK}"/>
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A99AD"/>
      </w:tblBorders></w:tblPr>
    </w:style>""",
)  # fmt: skip
_BULLETS = """<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>"""
