"""Answers to a pure question, asked once for each text: names, codes and days of a trade repeat from row to row."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")

#: How many answers are kept; a file of strangers must not fill memory.
MOST = 20_000


class Remembered(dict[Asked, Answer]):
    """``remembered[asked]`` is ``ask(asked)``."""

    def __init__(self, ask: Callable[[Asked], Answer]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= MOST:
            self.clear()
        answer = self[asked] = self.ask(asked)
        return answer
