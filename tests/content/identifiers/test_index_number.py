import pytest

from content.identifiers import index_number


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("14252524/2024-00150", "14252524/2024-00150"),
        ("014252524/2024-00150", "014252524/2024-00150"),
        ("１４２５２５２４／２０２４－００１５０", "14252524/2024-00150"),
        (" 14252524 / 2024-00150 ", "14252524/2024-00150"),
        ("01425252x/2024-1", "01425252X/2024-1"),
        ("11320700014252524P/2024-00150", "11320700014252524P/2024-00150"),
        ("g1402/2024-00150", "G1402/2024-00150"),
        ("1425252/2024-00150", None),
        ("14252524/1824-00150", None),
        ("14252524/2024-1234567", None),
        ("14252524-2024-00150", None),
        ("14252524/2024", None),
        ("", None),
    ],
)
def test_an_index_number_keeps_its_printed_form_in_plain_width(typed, stored):
    found = index_number.normal(typed)

    assert found == stored
    assert stored is None or index_number.normal(stored) == stored


def test_a_new_number_is_one_of_ours_and_reads_as_one():
    made = index_number.make(2026, 7)

    assert made == "014252524/2026-00007"
    assert index_number.normal(made) == made
    assert index_number.normal(index_number.make(2026, 123456)) is not None
