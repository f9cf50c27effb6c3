"""消息: what the site has to tell the person who is signed in."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from content.notices import posting
from content.notices.models import Notice
from portal import filters, notice_words
from portal.account.views import account
from portal.database import db

PER_PAGE = 50


@account.get("/messages")
def messages() -> str:
    before = request.args.get("before", "")
    page, older = posting.of_person(
        db.session(),
        g.person,
        before=int(before) if before.isdecimal() and len(before) < 18 else None,
        limit=PER_PAGE,
    )
    return render_template(
        "account/messages.html",
        page_title=pgettext("menu", "Messages"),
        messages=[line(notice) for notice in page],
        unread=sum(notice.read_at is None for notice in page),
        newest=page[0].id if page else 0,
        email=g.person.email,
        newest_url=url_for("account.messages") if before else None,
        older_url=url_for("account.messages", before=older) if older else None,
    )


def line(notice: Notice) -> dict[str, object]:
    return {
        "told": notice_words.told(notice),
        "at": filters.format_minute(notice.at),
        "datetime": filters.iso(notice.at),
        "is_new": notice.read_at is None,
    }


@account.post("/messages")
def read_messages() -> ResponseReturnValue:
    """Everything up to the newest one on the page has been read."""
    newest = request.form.get("newest", "")
    if newest.isdecimal() and len(newest) < 18:
        posting.mark_read(db.session(), g.person, up_to=int(newest))
    return redirect(url_for("account.messages"))
