"""How often one address may take files, hand some in or look a person up: remembered in this process for minutes, and
nowhere else."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import BoundedSemaphore, Lock

from content import clock
from content.errors import Category, Refusal

WINDOW_MINUTES = 5
ALLOWED = 60
#: Addresses remembered at once; who was seen longest ago is forgotten first.
MOST_ADDRESSES = 10_000
#: Whole data sets leaving this process at the same time; pages must not wait for them.
AT_ONCE = 3


class Turnstile:
    """``allowed`` per address in ``WINDOW_MINUTES``; ``code`` says what there was too much of."""

    def __init__(self, allowed: int = ALLOWED, code: str = "too_many_downloads") -> None:
        self.allowed, self.code = allowed, code
        self.lock = Lock()
        self.seen: OrderedDict[str, deque[float]] = OrderedDict()
        self.places = BoundedSemaphore(AT_ONCE)

    def refuse_too_many(self, address: str) -> None:
        """Count this request; raise ``code`` with the minutes to wait when there were too many."""
        now = clock.now().timestamp()
        with self.lock:
            times = self.seen.setdefault(address, deque())
            self.seen.move_to_end(address)
            while len(self.seen) > MOST_ADDRESSES:
                self.seen.popitem(last=False)
            while times and times[0] <= now - WINDOW_MINUTES * 60:
                times.popleft()
            if len(times) >= self.allowed:
                wait = times[0] + WINDOW_MINUTES * 60 - now
                raise Refusal(self.code, Category.BUSY, minutes=max(1, -(-int(wait) // 60)))
            times.append(now)

    def enter(self) -> None:
        """Take a place for a long file; ``leave`` gives it back. Raises when all are taken."""
        if not self.places.acquire(blocking=False):
            raise Refusal("downloads_busy", Category.BUSY, minutes=1)

    def leave(self) -> None:
        self.places.release()
