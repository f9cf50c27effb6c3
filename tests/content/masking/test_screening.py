"""The first look says "maybe" wherever a number detector sees something: nothing is missed by not reading."""

from content.masking import detection, screening
from content.masking.detectors.reading import read
from tests.content.masking.scoring import CORPUS, samples


def seen(text):
    return bool(detection.numbers(read(text)))


def test_wherever_a_detector_sees_something_the_first_look_does():
    texts = [sample.text for path in sorted(CORPUS.glob("*.txt")) for sample in samples(path)]
    with_numbers = [text for text in texts if seen(text)]

    missed = [text for text in with_numbers if not screening.number_kinds(text)]
    assert len(with_numbers) > 200
    assert missed == []


def test_a_plate_alone_is_counted_without_reading_further():
    assert screening.number_kinds("查获苏G12345号货车") == ("plate",)


def test_plain_prose_holds_nothing():
    assert screening.number_kinds("未采取必要措施防止货物脱落，罚款2000元，依据第六十九条") == ()
