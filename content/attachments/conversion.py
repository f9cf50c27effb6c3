"""Old and domestic office files made into accepted ones by LibreOffice, where the machine has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from content.attachments.kinds import Kind, identify
from content.attachments.limits import CONVERSION_SECONDS
from content.errors import Refusal

_PROGRAMS = ("soffice", "libreoffice")


def program() -> str | None:
    """Where LibreOffice is, if it is."""
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


def convert(data: bytes, kind: Kind, *, seconds: float = CONVERSION_SECONDS) -> bytes:
    """The file in the kind it becomes; without LibreOffice, or where it fails, a plain word to save it so oneself."""
    soffice = program()
    if soffice is None:
        raise Refusal(f"save_as_{kind.becomes}", kind=kind.code)
    with tempfile.TemporaryDirectory(prefix="conversion-") as folder:
        source = Path(folder) / f"in.{kind.extensions[0]}"
        source.write_bytes(data)
        _run(soffice, source, kind, seconds)
        made = Path(folder) / "out" / f"in.{kind.becomes}"
        result = made.read_bytes() if made.is_file() else b""
    if not result or identify(result).code != kind.becomes:
        raise Refusal(f"save_as_{kind.becomes}", kind=kind.code)
    return result


def _run(soffice: str, source: Path, kind: Kind, seconds: float) -> None:
    """A profile of its own, so that two conversions do not wait for each other; no settings, no macros, no way home."""
    folder = source.parent
    command = [
        soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--convert-to", kind.becomes, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refusal(f"save_as_{kind.becomes}", kind=kind.code) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice starts a second process; both are in one group of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
