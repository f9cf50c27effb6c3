"""修复结果名单 at the desk: taken in, looked over line by line, confirmed or refused by another person."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth import units
from content.auth.permissions import Permission
from content.errors import Issue, Refusal
from content.workflow import repair_lists
from portal import leaving_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.desk.leaving import leaving_page, may_decide
from portal.errors import STATUS
from portal.security import requires


@desk.post("/leaving/lists")
@requires(Permission.SEE)
def enter_list() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Refusal("to_mend", issues=(Issue("file", "required"),))
        row = repair_lists.enter(db.session(), unit, sent.read(), sent.filename, by=g.person)
    except Refusal as refusal:
        db.session.rollback()
        said = words.by_field(refusal.issues) or {"file": [words.refusal(refusal)]}
        return leaving_page(said), STATUS[refusal.category]
    flash(_("Read and compared. Nothing leaves before another person confirms the list."), "success")
    return redirect(url_for("desk.repair_list", list_id=row.id))


@desk.get("/leaving/lists/<int:list_id>")
@requires(Permission.SEE)
def repair_list(list_id: int) -> str:
    row = repair_lists.by_id(db.session(), list_id, by=g.person)
    lines = repair_lists.lines_of(row)
    if not row.outcome:
        lines = repair_lists.match(db.session(), row.unit, lines)
    counts = repair_lists.counts(lines)
    return render_template(
        "desk/repair_list.html",
        page_title=_("Repair list: %(name)s", name=row.file_name),
        row=row,
        lines=lines,
        counts=[(leaving_words.VERDICTS[verdict], count) for verdict, count in counts.items() if count],
        leaves=sum(counts[verdict] for verdict in repair_lists.LEAVES),
        verdicts=leaving_words.VERDICTS,
        outcomes=leaving_words.OUTCOMES,
        may_decide=not row.outcome and may_decide(row.unit_id, row.entered_by_id),
    )


@desk.post("/leaving/lists/<int:list_id>/confirm")
@requires(Permission.WITHDRAW)
def confirm_list(list_id: int) -> ResponseReturnValue:
    row = repair_lists.by_id(db.session(), list_id, by=g.person)
    repair_lists.confirm(db.session(), row, by=g.person)
    flash(_("Taken down everywhere. Search follows within seconds."), "success")
    return redirect(url_for("desk.repair_list", list_id=list_id))


@desk.post("/leaving/lists/<int:list_id>/refuse")
@requires(Permission.WITHDRAW)
def refuse_list(list_id: int) -> ResponseReturnValue:
    row = repair_lists.by_id(db.session(), list_id, by=g.person)
    repair_lists.refuse(db.session(), row, by=g.person)
    flash(_("Refused. Everything stays on display."), "success")
    return redirect(url_for("desk.repair_list", list_id=list_id))
