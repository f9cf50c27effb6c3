"""What people answer for."""

from __future__ import annotations

import pytest

from content.attachments import vouching
from content.attachments.models import Attachment
from content.attachments.scanning import Verdict
from content.errors import Issue, Refusal

SCAN = Verdict((), ("scan_without_text", "pictures_inside_tick"), ())


def attachment() -> Attachment:
    return Attachment(added_by_id=1, ticks={})


def codes(attached: Attachment, verdict: Verdict) -> list[str]:
    return [issue.code for issue in vouching.open_questions(attached, verdict)]


def test_a_scan_asks_for_three_ticks_and_another_person():
    attached = attachment()
    assert codes(attached, SCAN) == ["tick_missing", "tick_missing", "tick_missing", "second_person_missing"]
    for what in vouching.TICKS:
        vouching.tick(attached, what, by=1)
    assert codes(attached, SCAN) == ["second_person_missing"]
    vouching.vouch(attached, by=2)
    assert codes(attached, SCAN) == []


def test_a_picture_asks_for_ticks_only():
    assert set(codes(attachment(), Verdict((), ("picture_faces_tick",), ()))) == {"tick_missing"}


@pytest.mark.parametrize("reason", ["unreadable", "hidden_content"])
def test_what_cannot_be_seen_asks_for_another_person(reason):
    assert codes(attachment(), Verdict((), (reason,), ())) == ["second_person_missing"]


def test_nobody_is_the_second_person_to_themselves():
    with pytest.raises(Refusal, match="own_work"):
        vouching.vouch(attachment(), by=1)


def test_no_yes_of_anybody_opens_what_the_gate_refuses():
    attached = vouching.vouch(attachment(), by=2)
    assert codes(attached, Verdict((), (), (Issue("file", "personal_data"),))) == ["personal_data"]


def test_uncertain_findings_stay_open_until_decided():
    assert codes(attachment(), Verdict((), ("uncertain_findings",), ())) == ["uncertain_findings"]


def test_a_tick_remembers_who_and_when():
    ticks = vouching.tick(attachment(), "faces", by=7).ticks
    assert (ticks["faces"]["by"], "at" in ticks["faces"]) == (7, True)


def test_only_known_ticks_are_given():
    with pytest.raises(Refusal, match="no_such_tick"):
        vouching.tick(attachment(), "everything", by=1)
