"""Live surfaces are asked about what left: each has a cursor, and who lags is named and asked until it follows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.outbox import change_log
from content.surfaces import probing, receipts
from content.surfaces.probing import Left, Outcome, spread
from content.surfaces.receipts import Receipt
from content.workflow import hiding
from tests.factories import penalties, workflow


class Surface:
    """Shows whatever it was told to go on showing."""

    def __init__(self):
        self.shows, self.asked = set(), []

    def __call__(self, left: Left) -> bool:
        self.asked.append(left.item_id)
        return left.item_id in self.shows


@pytest.fixture
def surface():
    return Surface()


def withdrawn(session, staff, **changes):
    return workflow.withdrawn(session, staff, **changes).item_id


def look(session, surface):
    outcomes = probing.look(session, {"page": surface})
    return probing.keep(session, outcomes), outcomes


def receipt(session):
    return session.scalar(select(Receipt).where(Receipt.surface == "live:page"))


def test_a_surface_that_follows_gets_its_receipt_and_is_not_asked_again(session, staff, surface):
    item = withdrawn(session, staff)

    newly, _ = look(session, surface)

    assert newly == []
    assert (receipt(session).cursor, receipt(session).fault) == (change_log.head(session), "")
    look(session, surface)
    assert surface.asked == [item]


def test_one_that_lags_is_named_keeps_its_cursor_and_is_asked_until_it_follows(session, staff, surface):
    first, second = withdrawn(session, staff), withdrawn(session, staff)
    surface.shows = {second}

    newly, _ = look(session, surface)
    assert newly == [second]
    assert receipt(session).fault == f"still_shown: {second}"
    assert receipt(session).cursor < change_log.head(session)

    again, _ = look(session, surface)
    assert again == [], "told once more only when something new lags"
    assert surface.asked == [first, second, second]

    surface.shows = set()
    look(session, surface)
    assert (receipt(session).cursor, receipt(session).fault) == (change_log.head(session), "")


def test_saying_it_again_moves_everything_that_follows_the_log(session, staff, surface):
    item = withdrawn(session, staff)
    before = change_log.head(session)

    probing.repeat(session, [item])

    assert [(c.item_id, c.effect) for c in change_log.after(session, before, limit=9)] == [(item, "gone")]


def test_what_is_public_again_is_not_asked_about(session, staff, surface):
    edition = workflow.hidden(session, staff)
    hiding.restore(session, edition, by=staff.publisher)

    look(session, surface)

    assert surface.asked == []


def test_a_probe_knows_where_it_would_stand(session, staff, surface):
    edition = penalties.published(session, staff, decided_on="2026-03-01")
    hiding.hide(session, edition, by=staff.publisher, reason="核对")

    (left,) = probing.departures(session, after=0, until=change_log.head(session))

    assert (left.item_id, left.column, left.unit) == (edition.item_id, "credit-information", "zhifa")
    assert left.document_number == edition.fields["document_number"]
    assert left.subject == penalties.CODE
    assert left.is_record
    assert left.first_published_at == edition.item.first_published_at


def test_of_many_an_even_sample_is_asked_for():
    assert spread(list(range(10)), 40) == list(range(10))
    chosen = spread(list(range(1000)), 40)
    assert (len(chosen), chosen[0], chosen[-1]) == (40, 0, 999)


def test_a_look_back_asks_whatever_the_cursors_say(session, staff, surface, clock):
    withdrawn(session, staff)
    clock.shift(timedelta(days=5))
    item = withdrawn(session, staff)
    look(session, surface)
    surface.asked.clear()
    surface.shows = {item}

    (outcome,) = probing.check(session, {"page": surface}, since=clocks.now() - timedelta(days=3))

    assert surface.asked == [item]
    assert outcome.still == (item,)
    assert probing.check(session, {"page": surface}, since=clocks.now() + timedelta(days=1))[0].still == ()


def test_a_fault_names_the_first_and_counts_the_rest():
    assert Outcome("live:page", 1).fault == ""
    assert Outcome("live:page", 1, tuple(range(15))).fault == "still_shown: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 (+3)"
    assert len(Outcome("live:page", 1, tuple(range(10**9, 10**9 + 900))).fault) < 400


def test_two_surfaces_have_a_cursor_each(session, staff, surface):
    withdrawn(session, staff)
    other = Surface()
    probing.keep(session, probing.look(session, {"page": surface}))
    probing.keep(session, probing.look(session, {"page": surface, "list": other}))

    assert len(other.asked) == 1
    assert {row.surface for row in receipts.everything(session)} == {"live:page", "live:list"}
