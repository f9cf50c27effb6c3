"""What an article said before, and whether a copy of it still says what stands here."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from content.display import finding, history
from portal import diff_words, filters
from portal.database import db
from portal.public.blueprint import public


@public.get("/items/<int:item_id>/history")
def item_history(item_id: int) -> str:
    shown = finding.item(db.session(), item_id)
    return render_template(
        "public/item_history.html",
        page_title=_("Earlier editions: %(title)s", title=shown.title),
        item=shown,
        editions=[entry(item_id, earlier) for earlier in history.editions(db.session(), shown)],
    )


def entry(item_id: int, earlier: history.Earlier) -> dict[str, str]:
    can_be_read = not (earlier.is_current or earlier.is_withheld)
    withheld = _("The text of this edition is not shown.") if earlier.is_withheld else ""
    return {
        "title": _("Present edition") if earlier.is_current else _("Edition %(number)s", number=earlier.number),
        "url": url_for("public.item_edition", item_id=item_id, number=earlier.number) if can_be_read else "",
        "time": filters.format_moment(earlier.published_at),
        "datetime": filters.iso(earlier.published_at),
        "note": withheld or earlier.change_note,
        "tone": "success" if earlier.is_current else "neutral",
    }


@public.get("/items/<int:item_id>/history/<int:number>")
def item_edition(item_id: int, number: int) -> str:
    shown = finding.item(db.session(), item_id)
    title, text = history.compared(db.session(), shown, number)
    return render_template(
        "public/item_edition.html",
        page_title=_("Edition %(number)s: %(title)s", number=number, title=shown.title),
        item=shown,
        number=number,
        title_blocks=diff_words.blocks(title),
        text_blocks=diff_words.blocks(text),
    )


@public.get("/check")
def check() -> str:
    """Whether the code on a printed copy belongs to something that stands here."""
    code = request.args.get("code", "").strip()[:100]
    return render_template(
        "public/check.html",
        page_title=_("Check a copy"),
        code=code,
        found=history.match(db.session(), code) if code else None,
    )
