"""Strange files are opened in a process of their own: what crashes or never ends there does no harm here."""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import content
from content.attachments import cleaning, drafting, reading
from content.attachments.drafting import DraftText
from content.attachments.extracted import Extracted, from_plain, to_plain
from content.errors import Category, Refusal

SECONDS = 60
_MOST_MEMORY = 2 * 1024**3
_CHILD = "import sys; from content.attachments import apart; apart.ANSWERS[sys.argv[3]](sys.argv[1], int(sys.argv[2]))"
_HOUSE = str(Path(content.__file__).resolve().parent.parent)


def prepare(data: bytes, kind: str, *, seconds: int = SECONDS) -> tuple[bytes, Extracted]:
    """The cleaned file and the texts of that very file; a Refusal when it is broken or more than can be borne."""
    told = ask("prepare", data, kind, seconds)
    return base64.b64decode(told["data"]), from_plain(told["extracted"])


def draft(data: bytes, *, seconds: int = SECONDS) -> DraftText:
    """The text of a document for a draft, read where it can do no harm. Refuses like ``prepare``."""
    told = ask("draft", data, "docx", seconds)
    return DraftText(told["text"], told["pictures"])


def ask(what: str, data: bytes, kind: str, seconds: int) -> dict[str, Any]:
    environment = {"PYTHONPATH": _HOUSE, "PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", _CHILD, kind, str(seconds), what]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env=environment, check=False)
        told: dict[str, Any] = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Refusal("file_defeats_reader") from None
    if "refusal" in told:
        raise Refusal(told["refusal"], Category.INVALID, **told["facts"])
    return told


def answer(kind: str, seconds: int) -> None:
    say(seconds, lambda data: prepared(data, kind))


def answer_draft(_kind: str, seconds: int) -> None:
    say(seconds, lambda data: asdict(drafting.read(data)))


ANSWERS = {"prepare": answer, "draft": answer_draft}


def prepared(data: bytes, kind: str) -> dict[str, Any]:
    cleaned = cleaning.clean(data, kind)
    return {"data": base64.b64encode(cleaned).decode(), "extracted": to_plain(reading.read(cleaned, kind))}


def say(seconds: int, work: Callable[[bytes], dict[str, Any]]) -> None:
    """Bytes in, JSON out. Not pickle: whoever takes over the child gets words across, no code."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        told = work(sys.stdin.buffer.read())
    except Refusal as refusal:
        told = {"refusal": refusal.code, "facts": refusal.facts}
    sys.stdout.write(json.dumps(told))
