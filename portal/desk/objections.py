"""What an objection has beside a report of an error: who raised it, the proofs, and what has to follow."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, current_app, flash, g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.attachments.kinds import KINDS
from content.auth.permissions import Permission
from content.feedback import finding, objecting, proofs
from content.feedback.models import Report
from portal import filters, objection_words
from portal.database import db
from portal.desk.blueprint import desk
from portal.security import requires


def facts(report: Report) -> list[dict[str, str]]:
    told = [(pgettext("field", "As whom"), str(objection_words.ROLES.get(report.facts.get("role", ""), "")))]
    if report.facts.get("document_number"):
        told.append((_("Number of the repair decision"), report.facts["document_number"]))
        told.append((_("Date of the repair decision"), report.facts["document_date"]))
    if report.erased_at:
        told.append(
            (
                _("Erased"),
                _("Words, contact and proofs were erased on %(day)s", day=filters.format_day(report.erased_at)),
            )
        )
    return [{"label": label, "value": value} for label, value in told if value]


def proof_links(report: Report) -> list[dict[str, str]]:
    """Named by their number: the names they came with are not kept."""
    return [
        {
            "label": _("Proof %(number)s", number=number),
            "note": filters.format_size(proof["size"]),
            "url": url_for("desk.proof", report_id=report.id, position=number),
        }
        for number, proof in enumerate(proofs.of(report), 1)
    ]


def item_line(report: Report) -> dict[str, Any] | None:
    """The record itself, with the existing ways to mend it."""
    item = objecting.item_of(db.session(), report)
    if item is None:
        return None
    return {
        "title": item.editions[-1].title,
        "url": url_for("desk.item", item_id=item.id),
        "leave_url": url_for("desk.leave", item_id=item.id),
        "is_followed": is_followed(report),
    }


def is_followed(report: Report) -> bool:
    return objecting.is_followed(db.session(), report)


@desk.post("/feedback/<int:report_id>/proofs/<int:position>")
@requires(Permission.SEE)
def proof(report_id: int, position: int) -> Response:
    """A proof for the unit's eyes: handed over as a file, kept by no cache; who opened it is written down."""
    report = finding.for_answering(db.session(), report_id, by=g.person)
    spool = current_app.extensions["proofs"]
    data, code = proofs.open_proof(db.session(), spool, report, position, by=g.person)
    kind = KINDS[code]
    name = f"{report.receipt}-{position}.{kind.extensions[0]}"
    response = send_file(io.BytesIO(data), mimetype=kind.media_type, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


@desk.post("/feedback/<int:report_id>/repair")
@requires(Permission.SEE)
def propose_repair(report_id: int) -> ResponseReturnValue:
    report = finding.for_answering(db.session(), report_id, by=g.person)
    objecting.propose_repair(db.session(), report, by=g.person)
    flash(_("Entered as a repair. Another person of your unit confirms it; then the record is gone."), "success")
    return redirect(url_for("desk.report", report_id=report_id))
