"""However it is asked, what answers is among the first ten and the right one comes first: judged questions with floors.

The third lot is held out: whoever changes how things rank looks at the first two alone. ``-s`` prints the tables.
"""

from __future__ import annotations

import pytest

from tests.search_index.relevance import judging
from tests.search_index.relevance.corpus import corpus
from tests.search_index.relevance.queries import questions

RECALL, FIRST = 0.98, 0.95
LOTS = {"made with": 1, "tried with": 2, "held out": 7919}

pytestmark = pytest.mark.xdist_group("relevance")


@pytest.fixture(scope="module")
def invented():
    return corpus()


@pytest.fixture(scope="module")
def asked(build_for_all, invented):
    return build_for_all(invented)


@pytest.mark.parametrize("lot", LOTS)
def test_what_answers_is_seen_and_the_right_one_comes_first(asked, engine, invented, lot):
    scores = judging.judge(asked, invented, questions(invented, LOTS[lot]))

    count, recall, first = judging.overall(scores)

    print(f"\n{engine}, {lot}: {count} questions, recall@10 {recall:.3f}, first {first:.3f}\n{judging.told(scores)}")
    assert count >= 200
    assert recall >= RECALL, judging.told(scores)
    assert first >= FIRST, judging.told(scores)
