"""《信息发布审核表》 of an edition: a page to print and a docx, filled in with what the site recorded of its way."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from flask import Response, g, render_template, send_file
from flask_babel import force_locale
from flask_babel import gettext as _

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission
from content.display import public_form
from content.documents import review_form
from content.documents.review_form import Sheet
from content.items import finding
from content.items.models import Edition
from content.kinds import reader
from portal import filters, labels
from portal.database import db
from portal.desk.blueprint import desk
from portal.security import requires

UNSIGNED = "签名：" + "　" * 8 + "年　　月　　日"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@desk.get("/editions/<int:edition_id>/review-form")
@requires(Permission.SEE)
def review_sheet(edition_id: int) -> str:
    edition = finding.edition(db.session(), edition_id, by=g.person)
    return render_template(
        "desk/review_form.html",
        page_title=_("Review form: %(title)s", title=edition.title or _("(no title yet)")),
        edition=edition,
        sheet=sheet_of(edition),
        heading=review_form.HEADING,
    )


@desk.get("/editions/<int:edition_id>/review-form.docx")
@requires(Permission.SEE)
def review_sheet_file(edition_id: int) -> Response:
    edition = finding.edition(db.session(), edition_id, by=g.person)
    data = review_form.to_bytes(sheet_of(edition), made_at=clock.now())
    name = f"{review_form.HEADING}-{edition.item_id}-{edition.number}.docx"
    return send_file(BytesIO(data), mimetype=DOCX, as_attachment=True, download_name=name)


def sheet_of(edition: Edition) -> Sheet:
    """In Chinese whatever the page's language: the sheet is filed. Personal data stands in it as the public sees it."""
    form = public_form.make(edition)
    with force_locale("zh_Hans"):
        column = reader.column(edition.item.column).label("zh-Hans")
        state = str(labels.STATES[edition.state])
    files = "；".join(file.name for file in form.attachments) or "无"
    facts = [
        ("供稿单位", edition.item.unit.name("zh-Hans")),
        ("发布栏目", column),
        ("采编员", edition.author.display_name),
        ("产生日期", filters.format_day(edition.produced_on)),
        ("文号", form.fields.get("document_number", "")),
        ("信息来源", form.fields.get("source", "")),
        ("当前状态", state),
        ("发布时间", filters.format_moment(edition.published_at)),
    ]
    return Sheet(
        title=form.title,
        facts=facts,
        long_facts=[("内容概览", form.summary or form.text[:200]), ("附件", files)],
        opinions=opinions(edition),
    )


def opinions(edition: Edition) -> list[tuple[str, str, str]]:
    """Who ticked, submitted, reviewed and published; a line nobody signed yet stays empty, to be signed on paper."""
    secrecy = "已作保密审查，不涉及国家秘密、工作秘密和不宜公开的内容。" if edition.secrecy_checked_at else ""
    reviewed = "经审核，同意发布。" if edition.approved_digest else ""
    published = "同意签发。" if edition.published_at else ""
    return [
        ("保密审查", secrecy, signed(edition.secrecy_checker, edition.secrecy_checked_at)),
        ("审核意见", reviewed, signed(edition.reviewer, edition.reviewed_at)),
        ("签发意见", published, signed(edition.publisher, edition.published_at)),
    ]


def signed(person: Person | None, at: datetime | None) -> str:
    return f"{person.display_name} {filters.format_minute(at)}" if person and at else UNSIGNED
