"""A record is not a text: the desk offers no form for it, and stores no identity number that somebody types."""

import pytest
from sqlalchemy import select

from content.errors import Refusal
from content.items import editing
from content.items.models import Edition
from tests.factories import batches, records
from tests.portal.reading import token


@pytest.fixture
def item_id(site, clock):
    [item_id] = records.publish(site, [batches.penalty(1)])
    return item_id


def test_its_history_offers_no_next_edition_and_its_address_refuses_one(site, browser, item_id):
    browser.as_("zhifa-writer")
    page = browser.open(f"/desk/items/{item_id}")
    assert f"/items/{item_id}/next" not in page.html

    sent = {"csrf_token": token(browser.get("desk.write"))}
    answer = browser.post(f"/desk/items/{item_id}/next", sent, status=409)
    assert "重新导入表格" in answer.text


def test_its_edition_has_no_edit_page(site, browser, item_id):
    with site.reading() as session:
        edition_id = session.scalar(select(Edition.id).where(Edition.item_id == item_id))

    browser.as_("zhifa-writer").open(f"/desk/editions/{edition_id}/edit", status=409)


def test_a_typed_identity_number_is_refused_before_it_is_stored(session, staff, clock):
    edition = editing.start_item(session, unit=staff.unit, column="credit-information", kind="penalty", by=staff.writer)
    with pytest.raises(Refusal) as refused:
        editing.save(
            session,
            edition,
            {"fields": {"person_id_number": batches.PERSON[1]}},
            version=edition.version,
            by=staff.writer,
        )

    assert [issue.code for issue in refused.value.issues] == ["identity_comes_by_sheet"]
    assert batches.PERSON[1] not in str(edition.fields)
