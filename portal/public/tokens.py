"""A signed time in a public form instead of a session: it was really opened here, not long ago, and by no machine."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from content import clock
from content.errors import Category, Refusal

FIELD = "csrf_token"
LONGEST_SECONDS = 4 * 3600


def signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"public form: {purpose}")


def make(purpose: str) -> str:
    return str(signer(purpose).dumps(int(clock.now().timestamp())))


def refuse_unfit(token: str, purpose: str, *, shortest_seconds: int = 0) -> None:
    """Raise ``form_is_stale`` for a token of another form, too old or none; ``too_fast`` where no person was."""
    try:
        opened = signer(purpose).loads(token)
    except (BadSignature, SignatureExpired):
        raise Refusal("form_is_stale", Category.CONFLICT) from None
    age = int(clock.now().timestamp()) - opened
    if not 0 <= age <= LONGEST_SECONDS:
        raise Refusal("form_is_stale", Category.CONFLICT)
    if age < shortest_seconds:
        raise Refusal("too_fast", Category.CONFLICT, seconds=shortest_seconds)
