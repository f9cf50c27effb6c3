"""Reads the annotated corpus and counts what the gate let through and what it spoiled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from content.masking.gate import public_text
from content.masking.normalise import fold

CORPUS = Path(__file__).with_name("corpus")
NUMBERS = frozenset("imtkewqpcs")
_MARK = re.compile(r"\{(?P<kind>[a-z]):(?P<value>[^{}]+)\}|\[\[(?P<kept>.+?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """One text: what must vanish (kind, value), what must stay; a negative stays as a whole."""

    text: str
    secrets: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    is_negative: bool


@dataclass
class Score:
    secrets: Counter = field(default_factory=Counter)
    survivors: Counter = field(default_factory=Counter)
    kept: int = 0
    spoiled: int = 0
    faults: list[str] = field(default_factory=list)

    def recall(self, *, of_numbers: bool) -> float:
        kinds = [kind for kind in self.secrets if (kind in NUMBERS) == of_numbers]
        total = sum(self.secrets[kind] for kind in kinds)
        return 1 - sum(self.survivors[kind] for kind in kinds) / total if total else 1.0

    def keeping(self) -> float:
        return 1 - self.spoiled / self.kept if self.kept else 1.0


def samples(path: Path) -> list[Sample]:
    """The texts of one corpus file; lines of %% part them, a leading ! marks a negative."""
    return [_sample(raw.strip("\n")) for raw in re.split(r"\n%%\n", path.read_text(encoding="utf-8").strip("\n"))]


def _sample(raw: str) -> Sample:
    is_negative = raw.startswith("!")
    raw = raw.removeprefix("!")
    secrets, kept = [], []
    for mark in _MARK.finditer(raw):
        if mark["kept"]:
            kept.append(mark["kept"])
        else:
            secrets.append((mark["kind"], mark["value"]))
    text = _MARK.sub(lambda mark: mark["kept"] or mark["value"], raw)
    return Sample(text, tuple(secrets), (text,) if is_negative else tuple(kept), is_negative)


def score(texts: list[Sample]) -> Score:
    """How the gate does on these texts."""
    result = Score()
    for sample in texts:
        _count(sample, public_text(sample.text), result)
    return result


def _count(sample: Sample, public: str, result: Score) -> None:
    for kind, value in sample.secrets:
        result.secrets[kind] += 1
        if survives(value, public, sample.kept):
            result.survivors[kind] += 1
            result.faults.append(f"LEFT {kind} {value} :: {public}")
    for value in sample.kept:
        result.kept += 1
        if value not in public:
            result.spoiled += 1
            result.faults.append(f"SPOILED {value} :: {public}")


def survives(value: str, public: str, kept: tuple[str, ...] = ()) -> bool:
    """Is the value, or its digits however parted, still there outside what must be kept?"""
    if len(value) == 1:
        return False
    if public.count(value) > sum(text.count(value) for text in kept):
        return True
    digits = re.sub(r"\D", "", fold(value).digits)
    return (
        len(digits) >= 11
        and digits in re.sub(r"[^\d]", "", fold(public).digits)
        and not any(digits in text for text in kept)
    )
