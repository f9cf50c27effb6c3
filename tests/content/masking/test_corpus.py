"""The bars: what must vanish vanishes, what must stay stays, over the whole corpus."""

from functools import cache

from tests.content.masking.scoring import CORPUS, NUMBERS, Score, samples, score

LEAST_TEXTS = 400
LEAST_NEGATIVES = 120
LEAST_DISGUISES = 200


@cache
def every_score() -> Score:
    return score([sample for path in sorted(CORPUS.glob("*.txt")) for sample in samples(path)])


def test_the_corpus_is_as_large_as_promised():
    texts = [sample for path in CORPUS.glob("*.txt") for sample in samples(path)]

    assert len(texts) >= LEAST_TEXTS
    assert sum(sample.is_negative for sample in texts) >= LEAST_NEGATIVES
    assert len(samples(CORPUS / "adversarial.txt")) >= LEAST_DISGUISES
    assert {kind for sample in texts for kind, _ in sample.secrets} >= NUMBERS


def test_numbers_vanish():
    assert every_score().recall(of_numbers=True) >= 0.99, "\n".join(every_score().faults)


def test_names_addresses_and_the_rest_vanish():
    assert every_score().recall(of_numbers=False) >= 0.97, "\n".join(every_score().faults)


def test_what_must_stay_stays():
    assert every_score().keeping() >= 0.99, "\n".join(every_score().faults)


def test_what_is_beyond_reach_is_written_down_and_spoils_nothing():
    beyond = score([sample for path in sorted(CORPUS.glob("beyond_reach/*.txt")) for sample in samples(path)])

    assert beyond.recall(of_numbers=True) == 1.0 and beyond.keeping() == 1.0
    assert sum(beyond.survivors.values()) >= 8, "found after all: move the text to the corpus"
