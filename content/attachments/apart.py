"""Strange files are opened in a process of their own: what crashes or never ends there does no harm here."""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import content
from content.attachments import cleaning, reading
from content.attachments.extracted import Extracted, from_plain, to_plain
from content.errors import Category, Refusal

SECONDS = 60
_MOST_MEMORY = 2 * 1024**3
_CHILD = "import sys; from content.attachments.apart import answer; answer(sys.argv[1], int(sys.argv[2]))"
_HOUSE = str(Path(content.__file__).resolve().parent.parent)


def prepare(data: bytes, kind: str, *, seconds: int = SECONDS) -> tuple[bytes, Extracted]:
    """The cleaned file and the texts of that very file; a Refusal when it is broken or more than can be borne."""
    environment = {"PYTHONPATH": _HOUSE, "PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", _CHILD, kind, str(seconds)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env=environment, check=False)
        told = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Refusal("file_defeats_reader") from None
    if "refusal" in told:
        raise Refusal(told["refusal"], Category.INVALID, **told["facts"])
    return base64.b64decode(told["data"]), from_plain(told["extracted"])


def answer(kind: str, seconds: int) -> None:
    """Bytes in, JSON out. Not pickle: whoever takes over the child gets words across, no code."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        cleaned = cleaning.clean(sys.stdin.buffer.read(), kind)
        told = {"data": base64.b64encode(cleaned).decode(), "extracted": to_plain(reading.read(cleaned, kind))}
    except Refusal as refusal:
        told = {"refusal": refusal.code, "facts": refusal.facts}
    sys.stdout.write(json.dumps(told))
