"""A spool of page views: one short line appended per view, read later by the worker. No address, no cookie, no wait."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|http|monitor|preview|headless", re.IGNORECASE)


class ViewSpool:
    """Appends are single writes of one line, which the system keeps whole; a drained file is moved away first."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "views.spool"

    def seen(self, item_id: int, user_agent: str) -> None:
        """Note one view by a person; robots, and browsers that do not say what they are, are left out."""
        if not user_agent or ROBOT.search(user_agent):
            return
        descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, b"%d\n" % item_id)
        finally:
            os.close(descriptor)

    def take(self) -> tuple[Counter[int], Path | None]:
        """The views since the last time, and the file that holds them: remove it once they are stored.

        A file left by a worker that died comes first, so that no view is lost; at worst it is counted twice.
        """
        taken = self.file.with_suffix(".taken")
        if not taken.exists():
            if not self.file.exists():
                return Counter(), None
            self.file.rename(taken)
        lines = taken.read_text().splitlines()
        return Counter(int(line) for line in lines if line.isdecimal()), taken
