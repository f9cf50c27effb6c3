"""What takes long to build is built once: in a folder that is kept, a later run finds it, and what was told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def once(folder: Path, name: str, build: Callable[[], str]) -> None:
    """Build it unless it is there, and print what the building told, which may be of an earlier run."""
    told = folder / f"{name}.told"
    if not told.exists():
        told.write_text(build(), encoding="utf-8")
    print(f"  {told.read_text(encoding='utf-8')}", flush=True)
