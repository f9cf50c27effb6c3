"""`flask audit`: is the trail whole?"""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from content.audit import anchors, verification
from content.audit.trail import AuditHead
from portal.database import db

group = AppGroup("audit", help="The audit trail.")

#: The file beside the database that holds a head of the chain for each day.
HEADS = "audit-heads"
WORDS = {
    "altered": "the entry was altered",
    "missing": "the entry is missing, or stands twice",
    "unlinked": "the entry does not continue the one before it",
    "head": "the chain ends elsewhere than its head says",
    "anchor": "the chain no longer passes through this head, which was noted outside the database",
}


@group.command()
@with_appcontext
def verify() -> None:
    """Walk the whole chain. Exit 1 and name every break when it is not whole."""
    notes = current_app.extensions["settings"].folder / HEADS
    faults = verification.verify(db.session()) + anchors.faults(db.session(), notes)
    for fault in faults:
        click.echo(f"entry {fault.number}: {WORDS[fault.code]}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    head = db.session.get(AuditHead, 1)
    click.echo(f"The chain of {head.number if head else 0} entries is whole. Head: {head.hash if head else '-'}")
