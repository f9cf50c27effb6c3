"""Characters a second of the masking gate, beside jieba.posseg over the same text in the same run.

Run: python -m benchmarks.masking [characters]. Exits non-zero when a ratio falls below the bar.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from time import process_time

from content.masking import detection
from content.masking.detectors.reading import read
from content.masking.gate import public_text

CORPUS = Path(__file__).parents[1] / "tests" / "content" / "masking" / "corpus"
LEAST_WITH_NAMES = 0.4
LEAST_NUMBERS_ALONE = 10.0
MOST_GROWTH = 1.6
_MARK = re.compile(r"\{[a-z]:([^{}]+)\}|\[\[(.+?)\]\]", re.DOTALL)


def prose(length: int) -> str:
    """The corpus and the founding notice, over and over."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")) if path.stem != "adversarial"]
    parts.append((CORPUS / "notice.md").read_text(encoding="utf-8"))
    text = _MARK.sub(lambda mark: mark[1] or mark[2], "\n".join(parts)).replace("\n%%\n", "\n")
    return (text * (length // len(text) + 1))[:length]


def rate(work: Callable[[str], object], text: str) -> float:
    """Characters a second; the best of two runs, the first having warmed everything up."""
    work(text[:200])
    best = 0.0
    for _ in range(2):
        started = process_time()
        work(text)
        best = max(best, len(text) / (process_time() - started))
    return best


def main(length: int) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        from jieba import posseg
    jieba.setLogLevel(60)
    text = prose(length)
    yardstick = rate(lambda piece: list(posseg.cut(piece)), text)
    with_names = rate(public_text, text)
    numbers = rate(lambda piece: detection.numbers(read(piece)), text)
    growth = rate(lambda piece: detection.numbers(read(piece)), prose(100_000)) / rate(
        lambda piece: detection.numbers(read(piece)), prose(1_000_000)
    )
    print(f"jieba.posseg           {yardstick:12,.0f} characters a second")
    print(
        f"gate, with names       {with_names:12,.0f}  ratio {with_names / yardstick:6.2f}  (least {LEAST_WITH_NAMES})"
    )
    print(f"number detectors alone {numbers:12,.0f}  ratio {numbers / yardstick:6.2f}  (least {LEAST_NUMBERS_ALONE})")
    print(f"cost a character, 1 MB beside 100 kB: {growth:.2f}  (most {MOST_GROWTH})")
    is_fast = with_names >= LEAST_WITH_NAMES * yardstick and numbers >= LEAST_NUMBERS_ALONE * yardstick
    return 0 if is_fast and growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000))
