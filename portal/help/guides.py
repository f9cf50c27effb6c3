"""The guides as files, read once: Chinese first, English beside it, 繁體 made from the Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opencc import OpenCC

from content.auth.roles import Role

FOLDER = Path(__file__).with_name("guides")
#: In the order in which a text passes through their hands.
ORDER = (Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE, Role.OVERSEER, Role.ADMINISTRATOR)
FILES = {"zh-Hans": "zh", "zh-Hant": "zh", "en": "en"}


@dataclass(frozen=True)
class Guide:
    """``title`` is the file's first line, ``body`` the Markdown below it."""

    role: Role
    title: str
    body: str


@cache
def guide(role: Role, tag: str) -> Guide:
    source = (FOLDER / f"{role.value}.{FILES[tag]}.md").read_text(encoding="utf-8")
    if tag == "zh-Hant":
        source = OpenCC("s2t").convert(source)
    title, _, body = source.partition("\n")
    return Guide(role, title.removeprefix("# ").strip(), body.strip())


def guides(tag: str) -> list[Guide]:
    return [guide(role, tag) for role in ORDER]
