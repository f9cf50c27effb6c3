"""The order of names for readers: by sound, as a Chinese list is read, alike on every database."""

from __future__ import annotations


def by_name(name: str) -> list[tuple[bool, bytes]]:
    """A key to sort by: digits, Latin letters, the common characters by pinyin, the rare ones after them."""
    return [place(sign) for sign in name.casefold()]


def place(sign: str) -> tuple[bool, bytes]:
    """GB 2312 holds the 3755 common characters in the order of pinyin; what GB 18030 added stands below it there."""
    code = sign.encode("gb18030")
    is_rare = len(code) > 1 and not b"\xb0" <= code[:1] <= b"\xf7"
    return is_rare, code
