"""Passwords: argon2id, with the library's current parameters, re-hashed when they move on."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from content.errors import Issue

SHORTEST = 10
LONGEST = 200


@cache
def hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def decoy() -> str:
    """A hash of nothing anybody knows, so that an unknown name costs the same time as a wrong password."""
    return hasher().hash("nobody signs in with this")


def protect(password: str) -> str:
    return hasher().hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Constant work whether or not there is such a person."""
    try:
        right = hasher().verify(password_hash or decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return right and password_hash is not None


def wants_rehash(password_hash: str) -> bool:
    return hasher().check_needs_rehash(password_hash)


def issues(password: str) -> list[Issue]:
    """Length and variety only: long beats odd, and rules that people write down help nobody."""
    if not SHORTEST <= len(password) <= LONGEST:
        return [Issue("password", "password_length", {"shortest": SHORTEST, "longest": LONGEST})]
    if len(set(password)) < 5:
        return [Issue("password", "password_too_plain", {})]
    return []
