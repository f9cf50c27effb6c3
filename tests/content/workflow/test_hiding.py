"""立即下线: at once and everywhere, then back exactly as it was, corrected, or gone for good."""

import pytest
from sqlalchemy import text

from content.auth.permissions import Permission
from content.auth.roles import Role
from content.display import exposure, finding
from content.display.models import Departure, PublicItem
from content.errors import Refusal
from content.items.models import State
from content.outbox import change_log
from content.workflow import hiding, leaving
from tests.conftest import on_one_make
from tests.factories import workflow
from tests.factories.auth import person


def test_hidden_it_is_on_no_surface_and_its_address_says_nothing(session, staff):
    edition = workflow.published(session, staff)
    before = change_log.head(session)

    hiding.hide(session, edition, by=staff.publisher, reason="疑似含个人信息")

    assert edition.at_rest is State.HIDDEN
    assert session.get(PublicItem, edition.item_id) is None
    assert session.get(Departure, edition.item_id).reason == ""
    assert [change.effect for change in change_log.after(session, before, limit=9)] == ["gone"]
    with pytest.raises(Refusal) as refused:
        finding.item(session, edition.item_id)
    assert refused.value.code == "left_the_public"


def test_it_comes_back_exactly_as_it_was(session, staff):
    edition = workflow.published(session, staff)
    shown = session.get(PublicItem, edition.item_id)
    digest, at = shown.digest, shown.published_at
    hiding.hide(session, edition, by=staff.publisher, reason="核对")

    hiding.restore(session, edition, by=staff.publisher)

    again = session.get(PublicItem, edition.item_id)
    assert (again.digest, again.published_at) == (digest, at)
    assert session.get(Departure, edition.item_id) is None


def test_a_form_that_masks_otherwise_by_now_does_not_come_back(session, staff):
    edition = workflow.hidden(session, staff)
    session.execute(text("UPDATE edition SET body = body || '。' WHERE id = :id"), {"id": edition.id})

    with pytest.raises(Refusal) as refused:
        hiding.restore(session, edition, by=staff.publisher)

    assert refused.value.code == "form_changed_since_approval"
    assert session.get(PublicItem, edition.item_id) is None


def test_a_corrected_edition_takes_the_place_of_a_hidden_one(session, staff):
    hidden = workflow.hidden(session, staff)

    following = workflow.corrected(session, hidden, staff, body="更正后的正文。")

    assert hidden.at_rest is State.SUPERSEDED
    assert finding.item(session, hidden.item_id).edition_id == following.id


def test_a_hidden_edition_is_withdrawn_with_a_public_reason(session, staff):
    edition = workflow.hidden(session, staff)

    leaving.withdraw(session, edition, by=staff.publisher, reason="内容有误")

    assert edition.at_rest is State.WITHDRAWN
    assert session.get(Departure, edition.item_id).reason == "内容有误"


@on_one_make
def test_the_overseer_hides_for_every_unit_but_restores_for_none(session, staff, other_unit):
    overseer = person(session, other_unit, Role.OVERSEER)
    edition = workflow.published(session, staff)

    hiding.hide(session, edition, by=overseer, reason="全市排查")

    with pytest.raises(Refusal) as refused:
        hiding.restore(session, edition, by=overseer)
    assert refused.value.facts == {"permission": Permission.PUBLISH.value}


@on_one_make
@pytest.mark.parametrize("role", [Role.PRODUCER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_else_hides(session, staff, unit, role):
    with pytest.raises(Refusal) as refused:
        hiding.hide(session, workflow.published(session, staff), by=person(session, unit, role), reason="试")
    assert refused.value.facts == {"permission": Permission.HIDE.value}


@on_one_make
@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_hiding_needs_a_reason_of_readable_length(session, staff, reason):
    edition = workflow.published(session, staff)
    with pytest.raises(Refusal) as refused:
        hiding.hide(session, edition, by=staff.publisher, reason=reason)
    assert [issue.field for issue in refused.value.issues] == ["reason"]
    assert session.get(PublicItem, edition.item_id) is not None


@on_one_make
def test_who_could_have_seen_it_is_told_by_the_hour(session, staff, clock):
    edition = workflow.published(session, staff)
    clock.shift(3600)
    hiding.hide(session, edition, by=staff.publisher, reason="核对")
    clock.shift(1800)
    hiding.restore(session, edition, by=staff.publisher)

    seen = exposure.of_item(session, edition.item_id)

    first, second = seen.windows
    assert (first.until - first.since).total_seconds() == 3600
    assert (second.since - first.until).total_seconds() == 1800
    assert second.until is None
    assert "search" in seen.surfaces
