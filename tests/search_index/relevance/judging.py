"""Asking the questions of an index as the search page does, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from search_index.document import Document
from search_index.index import Index
from search_index.query import parse
from search_index.synonyms import Synonyms
from tests.search_index.relevance.corpus import TODAY
from tests.search_index.relevance.queries import Question, sets

SEEN = 10
NEAR = 3


@dataclass
class Score:
    """Of one kind of question: each one's recall among the first ten, and whether the right one came first."""

    recalls: list[float] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def seen(index: Index, question: Question) -> list[int]:
    """The first ten hits; where nothing is found, those of the near names or mended codes the page offers."""
    query = parse(question.words, Synonyms(sets()))
    found = list(index.search(query, today=TODAY, limit=SEEN).ids)
    if found or not question.by_near:
        return found
    offered = [guess.code for guess in query.suspicion.guesses[:NEAR]] if query.suspicion else []
    offered += [near.text for near in index.did_you_mean(question.words, today=TODAY, limit=NEAR)]
    for words in offered:
        found += index.search(parse(words), today=TODAY, limit=SEEN).ids
    return list(dict.fromkeys(found))


def judge(index: Index, documents: list[Document], questions: list[Question]) -> dict[str, Score]:
    by_id = {document.id: document for document in documents}
    scores: dict[str, Score] = defaultdict(Score)
    for question in questions:
        score = scores[question.kind]
        answers = {document.id for document in documents if question.answers(document)}
        assert answers, f"nothing answers {question.kind}: {question.words}"
        found = seen(index, question)
        window = found if question.by_near else found[:SEEN]
        recall = min(1.0, len(answers & set(window)) / min(SEEN, len(answers)))
        score.recalls.append(recall)
        is_first = question.first is None or (bool(found) and question.first(by_id[found[0]]))
        if question.first is not None:
            score.firsts.append(is_first)
        if recall < 1 or not is_first:
            score.failed.append(f"{question.words} ({recall:.2f}{'' if is_first else ', not first'})")
    return dict(scores)


def mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def told(scores: dict[str, Score]) -> str:
    lines = [f"{'kind':26}{'n':>4}{'recall@10':>11}{'first':>8}"]
    for kind, score in scores.items():
        first = f"{mean(score.firsts):8.2f}" if score.firsts else f"{'–':>8}"
        lines.append(
            f"{kind:26}{len(score.recalls):>4}{mean(score.recalls):>11.3f}{first}  {'; '.join(score.failed[:4])}"
        )
    return "\n".join(lines)


def overall(scores: dict[str, Score]) -> tuple[int, float, float]:
    """How many questions, their mean recall, and the share of right first answers."""
    recalls = [recall for score in scores.values() for recall in score.recalls]
    firsts = [first for score in scores.values() for first in score.firsts]
    return len(recalls), mean(recalls), mean(firsts)
