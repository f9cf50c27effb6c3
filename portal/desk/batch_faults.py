"""What is to be mended in a sheet: every fault by column and kind, and the sheet given back with its cells marked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Category, Refusal
from content.importers import marking
from content.items import finding_batches
from content.items.batches import Batch, BatchFault
from portal import batch_words, downloads
from portal.database import db
from portal.desk.batch_uploading import XLSX, vault
from portal.desk.batches import number_in, of_unit, page_facts
from portal.desk.blueprint import desk
from portal.security import requires

SAMPLES = 5
PER_PAGE = 100
PIECE = 64 * 1024


@desk.get("/batches/<int:batch_id>/faults")
@requires(Permission.SEE)
def batch_faults(batch_id: int) -> str:
    """All kinds of faults with their first cells; with ``code`` and ``field``, every one of them, page by page."""
    shown = of_unit(batch_id)
    if "code" in request.args:
        return fault_page(shown, request.args.get("field", ""), request.args["code"])
    groups = finding_batches.fault_groups(db.session(), shown, samples=SAMPLES)
    return render_template(
        "desk/batch_faults.html",
        page_title=_("Faults: %(title)s", title=batch_words.title(shown)),
        **page_facts(shown),
        groups=[
            {
                "field": batch_words.field(shown, group.field),
                "count": group.count,
                "cells": [fault.cell for fault in group.first if fault.cell],
                "cures": list(dict.fromkeys(batch_words.cure(fault) for fault in group.first)),
                "is_more": group.count > SAMPLES,
                "url": url_for("desk.batch_faults", batch_id=batch_id, field=group.field, code=group.code),
            }
            for group in groups
        ],
    )


def fault_page(shown: Batch, field: str, code: str) -> str:
    after = number_in(request.args.get("after", ""))
    page, following = finding_batches.faults(db.session(), shown, field=field, code=code, after=after, limit=PER_PAGE)
    here: dict[str, Any] = {"batch_id": shown.id, "field": field, "code": code}
    return render_template(
        "desk/batch_fault.html",
        page_title=_("Faults in “%(field)s”", field=batch_words.field(shown, field)),
        **page_facts(shown),
        faults=[(fault.cell or pgettext("sheet", "whole sheet"), batch_words.cure(fault)) for fault in page],
        first_url=url_for("desk.batch_faults", **here) if after else None,
        next_url=url_for("desk.batch_faults", **here, after=following) if following else None,
    )


@desk.get("/batches/<int:batch_id>/faults.xlsx")
@requires(Permission.WRITE)
def batch_fault_book(batch_id: int) -> Response:
    """The sheet with its faulty cells marked: to be mended in place and handed in again."""
    shown = of_unit(batch_id, Permission.WRITE)
    if not shown.spooled:
        raise Refusal("sheet_is_gone", Category.CONFLICT)

    def say(fault: BatchFault) -> str:
        return batch_words.fault_line(shown, fault)

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when its last piece is sent
    try:
        marking.mark(
            db.session(),
            vault(),
            shown,
            file,
            say=say,
            heading=str(batch_words.TO_MEND),
            is_faulty_only=request.args.get("rows") == "faulty",
        )
    except BaseException:
        file.close()
        raise
    name = _("%(file)s with faults marked", file=shown.file_name.rsplit(".", 1)[0])
    return downloads.to_save(Response(pieces(file), mimetype=XLSX), f"{name}.xlsx")


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
