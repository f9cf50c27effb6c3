"""One look for an item's page: what it counts, whether it has tags or links, and until when it answers at all."""

from datetime import date, datetime

import pytest

from content import clock as clocks
from content.display import reading, views
from content.errors import Refusal
from content.tags.models import Explains, Tag, Tagged
from tests.factories import display, workflow


def test_an_item_is_read_with_its_views(session, staff):
    edition = workflow.published(session, staff)
    assert reading.read(session, edition.item_id).views == 0

    views.add(session, {edition.item_id: 3})
    read = reading.read(session, edition.item_id)
    assert (read.item.item_id, read.views, read.has_tags, read.has_links) == (edition.item_id, 3, False, False)


def test_it_says_whether_there_are_tags(session, staff):
    edition, other = workflow.published(session, staff), workflow.published(session, staff)
    tag = Tag(family="campaign", slug="spring", names={"zh-Hans": "春运"})
    session.add(tag)
    session.flush()
    session.add(Tagged(tag_id=tag.id, item_id=edition.item_id, since=clocks.now(), by_key=staff.writer.key))
    session.flush()

    assert reading.read(session, edition.item_id).has_tags
    assert not reading.read(session, other.item_id).has_tags


def test_it_says_so_of_a_rule_and_of_what_explains_it(session, staff):
    rule, article, other = (workflow.published(session, staff) for _ in range(3))
    session.add(Explains(item_id=article.item_id, rule_id=rule.item_id, since=clocks.now(), by_key=staff.writer.key))
    session.flush()

    found = [reading.read(session, edition.item_id).has_links for edition in (rule, article, other)]
    assert found == [True, True, False]


def test_its_last_day_ends_it_here_too(session, staff, clock):
    edition = workflow.published(session, staff)
    display.ending(session, edition, date(2026, 6, 30))
    clock.move_to(datetime(2026, 6, 30, 23, 59, tzinfo=clocks.SHANGHAI))
    assert reading.read(session, edition.item_id).item.item_id == edition.item_id

    clock.move_to(datetime(2026, 7, 1, tzinfo=clocks.SHANGHAI))
    with pytest.raises(Refusal) as refusal:
        reading.read(session, edition.item_id)
    assert refusal.value.code == "left_the_public"


def test_what_never_was_is_no_such_page(session):
    with pytest.raises(Refusal) as refusal:
        reading.read(session, 10**6)
    assert refusal.value.code == "no_such_page"
