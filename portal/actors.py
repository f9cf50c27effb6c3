"""Who stands behind the keys of audit entries."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from content.auth.people import Person
from portal.database import db

PREFIX = "person:"


def named(keys: Iterable[str]) -> dict[str, str]:
    """Each key with the name to show: a person's own, or that it happened by itself."""
    names = dict.fromkeys(keys, _("The system"))
    for key in names:
        person = db.session.get(Person, int(key.removeprefix(PREFIX))) if key.startswith(PREFIX) else None
        if person:
            names[key] = person.display_name
    return names


def thing(key: str, names: dict[str, str]) -> str:
    """What an entry is about, for a reader: somebody's name, or the thing's number."""
    if key.startswith(PREFIX):
        return names.get(key, key)
    noun, _colon, number = key.partition(":")
    nouns = {"item": _("Item %(number)s", number=number), "unit": _("Unit %(number)s", number=number)}
    return nouns.get(noun, key)
