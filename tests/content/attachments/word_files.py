"""Word files written by hand, with a text in every place where one can hide."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.content.attachments.packaging import DOCX_MAIN, R, archive, rels, types

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PLACES = (
    "paragraph", "table", "text_box", "deletion", "hidden_run", "field", "header", "footer", "footnote", "endnote",
    "comment", "alt_text", "link", "chart", "glossary", "nested_table", "moved",
)  # fmt: skip
#: What reading tells of as well, and cleaning takes out.
METADATA = ("core", "app", "custom", "custom_xml", "docvar", "template", "comment_author")
#: Pictures, which only cleaning looks into.
IN_PICTURES = ("thumbnail", "exif")


def word(root: str, inside: str) -> str:
    spaces = f'xmlns:w="{_W}" xmlns:r="{R}" xmlns:mc="{_MC}" xmlns:w14="{_W14}" xmlns:v="urn:schemas-microsoft-com:vml"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {spaces} mc:Ignorable="w14">{inside}</w:{root}>'


def p(text: str, properties: str = "") -> str:
    return f'<w:p w:rsidR="00AB12CD"><w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx(body: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A plain document with this body, and further parts."""
    body = body or p("关于道路运输企业信用评价结果的公示")
    return archive(
        {
            "[Content_Types].xml": types(DOCX_MAIN, "word/document.xml"),
            "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml"), ("rId2", "x", "docProps/core.xml")),
            "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
            **(more or {}),
        }
    )


def full_docx(said: dict[str, str], picture: bytes = b"") -> bytes:
    """A document that says ``said[place]`` in each place; places left out say nothing."""
    s = {place: escape(said.get(place, "")) for place in (*PLACES, *METADATA, *IN_PICTURES)}
    more = {**_properties(s), **_settings(s), **_around(s)}
    return docx(_body(s), {**more, "word/media/image1.jpeg": picture} if picture else more)


def _body(s: dict[str, str]) -> str:
    half = len(s["paragraph"]) // 2
    box = f"<w:txbxContent>{p(s['text_box'])}</w:txbxContent>"
    return "".join(
        (
            f"<w:p><w:r><w:t>{s['paragraph'][:half]}</w:t></w:r><w:r><w:t>{s['paragraph'][half:]}</w:t></w:r></w:p>",
            table(("单位", "编号"), ("甲公司", s["table"]), (table((s["nested_table"], "乙")), "")),
            f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='w14'>{box}</mc:Choice>",
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            f'<w:p><w:del w:id="1" w:author="{s["comment_author"]}" w:date="2026-01-01T00:00:00Z">',
            f"<w:r><w:delText>{s['deletion']}</w:delText></w:r></w:del></w:p>",
            f'<w:p><w:moveFrom w:id="2" w:author="x"><w:r><w:t>{s["moved"]}</w:t></w:r></w:moveFrom></w:p>',
            p(s["hidden_run"], "<w:rPr><w:vanish/></w:rPr>"),
            f"<w:p><w:r><w:instrText>QUOTE {s['field']}</w:instrText></w:r></w:p>",
            f'<w:p><w:r><w:drawing><w:docPr id="1" descr="图 {s["alt_text"]}"/></w:drawing></w:r></w:p>',
            '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>信箱</w:t></w:r></w:hyperlink></w:p>',
        )
    )


def _properties(s: dict[str, str]) -> dict[str, str | bytes]:
    return {
        "docProps/core.xml": f"<core><creator>{s['core']}</creator></core>",
        "docProps/app.xml": f"<app><Company>{s['app']}</Company></app>",
        "docProps/custom.xml": f'<Properties><property name="n"><v>{s["custom"]}</v></property></Properties>',
        "docProps/thumbnail.jpeg": s["thumbnail"].encode(),
        "customXml/item1.xml": f"<data><who>{s['custom_xml']}</who></data>",
    }


def _settings(s: dict[str, str]) -> dict[str, str | bytes]:
    inside = (
        '<w:attachedTemplate r:id="rId1"/><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="a" w:val="编号{s["docvar"]}"/></w:docVars><w:compat/>'
    )
    template = ("rId1", "attachedTemplate", f"file:///C:/用户/{s['template']}.dotx")
    return {"word/settings.xml": word("settings", inside), "word/_rels/settings.xml.rels": rels(template)}


def _around(s: dict[str, str]) -> dict[str, str | bytes]:
    comment = f'<w:comment w:id="1" w:author="{s["comment_author"]}" w:initials="w">{p(s["comment"])}</w:comment>'
    return {
        "word/_rels/document.xml.rels": rels(
            ("rId1", "header", "header1.xml"),
            ("rId2", "customXml", "../customXml/item1.xml"),
            ("rId9", "hyperlink", f"mailto:%E5%BC%A0{s['link']}@example.com"),
        ),
        "word/header1.xml": word("hdr", p(s["header"])),
        "word/footer1.xml": word("ftr", p(s["footer"])),
        "word/footnotes.xml": word("footnotes", f"<w:footnote>{p(s['footnote'])}</w:footnote>"),
        "word/endnotes.xml": word("endnotes", f"<w:endnote>{p(s['endnote'])}</w:endnote>"),
        "word/comments.xml": word("comments", comment),
        "word/charts/chart1.xml": f"<c:chart xmlns:c='c'><c:v>{s['chart']}</c:v></c:chart>",
        "word/glossary/document.xml": word("glossaryDocument", p(s["glossary"])),
    }
