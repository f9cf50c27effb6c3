"""制度汇编: every public rule in one docx: contents, texts and states, from the public form alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.display import finding, tagged
from content.display.finding import NEWEST
from content.display.models import PublicItem
from content.display.tagged import Wanted
from content.documents import from_html
from content.documents.paper import Paper

TITLE = "交通运输信用制度汇编"
HEADINGS = ("序号", "信息名称", "文号", "发文日期", "时效")


def make(session: Session, wanted: Wanted) -> bytes:
    """The rules that fit, newest first, as one document."""
    rules = list(session.scalars(tagged.rules(session, wanted).order_by(*NEWEST)))
    paper = Paper(TITLE, made_at=finding.updated_at(session) or clock.now())
    paper.paragraph(f"本汇编收录制度文件{len(rules)}件，生成日期{clock.today().isoformat()}，文本以本站公开内容为准。")
    paper.heading("目录")
    paper.table(HEADINGS, [line(number, rule) for number, rule in enumerate(rules, 1)], numbers={0})
    for number, rule in enumerate(rules, 1):
        paper.heading(f"{number}. {rule.title}")
        paper.paragraph(facts(rule))
        from_html.write(paper, rule.html)
    return paper.to_bytes()


def line(number: int, rule: PublicItem) -> tuple[object, ...]:
    day = rule.issued_on.isoformat() if rule.issued_on else ""
    return number, rule.title, rule.fields.get("document_number", ""), day, rule.fields.get("validity", "")


def facts(rule: PublicItem) -> str:
    told = (("发布机构", "issuer"), ("文号", "document_number"), ("索引号", "index_number"), ("时效", "validity"))
    said = [f"{label}：{rule.fields[name]}" for label, name in told if rule.fields.get(name)]
    return "；".join(said) + "。" if said else ""
