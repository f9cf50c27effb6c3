"""The faces of official papers (GB/T 9704—2012), and what stands in where a machine lacks them."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.styles.style import ParagraphStyle
from docx.text.run import Run
from lxml import etree

TITLE, BODY, FIRST, SECOND = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
#: Read by the word processor where the first name is not installed.
STAND_INS = {TITLE: "小标宋;宋体;SimSun", BODY: "仿宋;FangSong;STFangsong", FIRST: "SimHei", SECOND: "楷体;KaiTi"}


def set_face(target: Run | ParagraphStyle, face: str) -> None:
    """Chinese characters in this face, letters and digits in the Latin one: Word keeps the two apart."""
    target.font.name = LATIN
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), face)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def name_stand_ins(document: Document) -> None:
    """Write the other names of each face into the paper's font table."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for face, others in STAND_INS.items():
        table.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{face}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
            )
        )
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
