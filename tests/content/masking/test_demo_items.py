"""Ordinary texts of a transport bureau, none of which names a private person: the gate has nothing to do in them."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from content.masking.gate import examine

ITEMS = Path(__file__).resolve().parents[3] / "portal" / "cli" / "demo_items"
FIELDS = ("title", "summary", "body")
LEAST_ITEMS = 80
MOST_DOUBTS = 5


@cache
def texts():
    items = [item for path in sorted(ITEMS.glob("*.toml")) for item in tomllib.loads(path.read_text("utf-8"))["item"]]
    assert len(items) >= LEAST_ITEMS
    return [item[name] for item in items for name in FIELDS if item.get(name)]


def shown(text, finding):
    return f"{finding.kind} {finding.why}: {text[max(0, finding.start - 10) : finding.end + 10]}"


def test_every_demo_text_passes_unchanged():
    spoiled = [shown(text, f) for text in texts() for f in examine(text).findings if f.is_masked]

    assert not spoiled, "\n".join(spoiled)
    assert all(examine(text).public == text for text in texts())


def test_a_reviewer_is_asked_about_hardly_any_of_them():
    doubtful = [shown(text, f) for text in texts() for f in examine(text).findings]

    assert len(doubtful) <= MOST_DOUBTS, "\n".join(doubtful)


@pytest.mark.parametrize(
    "text",
    [
        "如有异议，可向市交通执法支队提出，联系电话0518-80000158。",
        "对信息内容有疑问的，可拨打0518-80000162咨询，或者通过12328反映。",
        "当事人对处罚不服的，可拨打法规处电话0518-80000126。",
        "传真：0518-80000111",
    ],
)
def test_an_office_line_stays_whoever_is_told_to_ring_it(text):
    assert examine(text).findings == ()


@pytest.mark.parametrize(
    "text",
    ["申请人张建国，电话0518-80000158", "家庭电话：0518-80000158", "|姓名|电话|\n|---|---|\n|张建国|0518-80000158|"],
)
def test_a_persons_own_line_goes(text):
    assert "80000158" not in examine(text).public
