"""Keyed digests of persons in step with the keys: a new key is laid over what is stored; nobody reads in between."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from content.errors import Category, Refusal
from content.identifiers import digest
from content.identifiers.digest import KeyedDigest, Keys
from content.subjects.models import Subject

CHUNK = 500


def of_other_layers(layer: int) -> ColumnElement[bool]:
    return or_(Subject.identity_layer < layer, Subject.identity_layer > layer)


def refuse_out_of_step(session: Session, layer: int) -> None:
    """Whoever looks persons up by digests of ``layer`` keys would not know them again, and take them in twice."""
    other = session.scalar(select(Subject.identity_layer).where(of_other_layers(layer)).limit(1))
    if other is not None:
        raise Refusal("identities_wait" if other < layer else "identity_keys_are_old", Category.CONFLICT)


def waiting(session: Session, keys: Keys) -> int:
    """How many stored digests lack a layer."""
    query = select(func.count()).select_from(Subject).where(Subject.identity_layer < len(keys.layers))
    return session.scalar(query) or 0


def lift_some(session: Session, keys: Keys, *, limit: int = CHUNK) -> int:
    """Lay the newer keys over the next digests that lack them; the caller commits. Returns how many, 0 at the end."""
    lacking = select(Subject).where(Subject.identity_layer < len(keys.layers)).order_by(Subject.id).limit(limit)
    found = list(session.scalars(lacking))
    for subject in found:
        lifted = digest.lift(KeyedDigest(subject.identity or "", subject.identity_layer or 0), keys)
        subject.identity, subject.identity_layer = lifted.value, lifted.layer
    session.flush()
    return len(found)
