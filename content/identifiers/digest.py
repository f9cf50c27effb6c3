"""Keyed digests of identity numbers: enough to recognise a number that is typed again, useless to read one back.

Keys live outside the database. Rotation is by layering: the raw number is gone, so a new key is laid over the digests
that are stored, and a typed number passes through every layer in turn.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

SHORTEST_KEY = 32


@dataclass(frozen=True)
class Keys:
    """The layers, oldest first. Raises ``ValueError`` for none or for a weak one."""

    layers: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if not self.layers or any(len(key) < SHORTEST_KEY for key in self.layers):
            raise ValueError(f"identity digests need at least one key of {SHORTEST_KEY} bytes or more")


@dataclass(frozen=True)
class KeyedDigest:
    """``value`` is 64 hexadecimal digits; ``layer`` says how many keys it has passed through."""

    value: str
    layer: int


def normal(number: str) -> str:
    """A number as it is compared: plain width, capitals, nothing but letters and digits."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", number).upper())


def one_layer(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def lift(stored: KeyedDigest, keys: Keys) -> KeyedDigest:
    """Lay the keys that came since over a stored digest. Lifting what is up to date changes nothing."""
    value = stored.value
    for key in keys.layers[stored.layer :]:
        value = one_layer(key, value)
    return KeyedDigest(value, len(keys.layers))


def of_number(number: str, keys: Keys) -> KeyedDigest:
    """The digest under every layer. Raises ``ValueError`` for a number without a letter or digit."""
    plain = normal(number)
    if not plain:
        raise ValueError("there is no number to digest")
    return lift(KeyedDigest(one_layer(keys.layers[0], f"number\x1f{plain}"), 1), keys)


def at_every_layer(number: str, keys: Keys) -> tuple[KeyedDigest, ...]:
    """The digests a stored one may equal while a new key is being laid over: one per number of layers."""
    return tuple(of_number(number, Keys(keys.layers[:count])) for count in range(1, len(keys.layers) + 1))


def of_name_and_tail(name: str, number: str, keys: Keys) -> KeyedDigest:
    """A second digest over name and last four characters, for look-ups by these. Kept apart by its prefix."""
    plain, tail = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)), normal(number)[-4:]
    if not plain or len(tail) < 4:
        raise ValueError("a name and at least four characters of a number are needed")
    return lift(KeyedDigest(one_layer(keys.layers[0], f"tail\x1f{plain}\x1f{tail}"), 1), keys)


def same(one: KeyedDigest, other: KeyedDigest) -> bool:
    """Compared in constant time; digests of different layers are never the same."""
    return one.layer == other.layer and hmac.compare_digest(one.value, other.value)
