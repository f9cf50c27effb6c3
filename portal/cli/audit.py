"""`flask audit`: is the trail whole?"""

from __future__ import annotations

import click
from flask.cli import AppGroup, with_appcontext

from content.audit import verification
from content.audit.trail import AuditHead
from portal.database import db

group = AppGroup("audit", help="The audit trail.")

WORDS = {
    "altered": "the entry was altered",
    "missing": "the entry is missing, or stands twice",
    "unlinked": "the entry does not continue the one before it",
    "head": "the chain ends elsewhere than its head says",
}


@group.command()
@with_appcontext
def verify() -> None:
    """Walk the whole chain. Exit 1 and name every break when it is not whole."""
    faults = verification.verify(db.session())
    for fault in faults:
        click.echo(f"entry {fault.number}: {WORDS[fault.code]}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    head = db.session.get(AuditHead, 1)
    click.echo(f"The chain of {head.number if head else 0} entries is whole. Head: {head.hash if head else '-'}")
