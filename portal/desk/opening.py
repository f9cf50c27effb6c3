"""Each opening of a limited draft is written down before its words leave the house, whichever page shows them."""

from __future__ import annotations

from flask import Response, g, request

from content.items import openings
from portal import database
from portal.database import SAFE, db
from portal.desk.blueprint import desk

#: Answers that hand something over to read: a page, a file, or the form again with what went wrong.
HANDED_OVER = frozenset({200, 206, 409, 422})


@desk.after_request
def write_down(response: Response) -> Response:
    asked = openings.take(db.session())
    if asked and response.status_code in HANDED_OVER and not response.is_json:
        page = (request.endpoint or "").removeprefix("desk.")
        goes_on = request.method not in SAFE and response.status_code < 400
        database.write_beside(
            lambda session: openings.write_down(session, asked, page=page, by=g.person), is_going_on=goes_on
        )
    return response
