import pytest

from content.audit import trail
from content.errors import Category, Refusal
from content.items.models import IN_PROGRESS, TO_MEND, WAS_PUBLIC, State
from content.outbox import change_log
from content.workflow import moving
from content.workflow.states import TRANSITIONS, possible
from tests.factories import workflow

#: The rule as its owners would write it: from each state, these moves and no other.
ALLOWED = {
    State.DRAFT: {"submit": State.SUBMITTED, "discard": State.DISCARDED},
    State.SUBMITTED: {"approve": State.APPROVED, "return": State.RETURNED, "take_back": State.TAKEN_BACK},
    State.APPROVED: {"publish": State.PUBLISHED, "recall": State.RETURNED, "void": State.SUBMITTED},
    State.PUBLISHED: {
        "supersede": State.SUPERSEDED,
        "withdraw": State.WITHDRAWN,
        "expire": State.EXPIRED,
        "hide": State.HIDDEN,
    },
    State.HIDDEN: {
        "restore": State.PUBLISHED,
        "withdraw_hidden": State.WITHDRAWN,
        "supersede_hidden": State.SUPERSEDED,
    },
    State.TAKEN_BACK: {},
    State.RETURNED: {},
    State.SUPERSEDED: {},
    State.WITHDRAWN: {},
    State.EXPIRED: {},
    State.DISCARDED: {},
}
SEEN_BY_THE_PUBLIC = {
    "publish": "shown",
    "restore": "shown",
    "hide": "gone",
    "withdraw": "gone",
    "withdraw_hidden": "gone",
    "expire": "gone",
}


def test_every_state_and_every_move_is_in_the_table():
    assert set(ALLOWED) == set(State)
    assert {name for moves in ALLOWED.values() for name in moves} == set(TRANSITIONS)


@pytest.mark.parametrize("state", State)
def test_only_these_moves_leave_a_state(state):
    assert {name: TRANSITIONS[name].target for name in possible(state)} == ALLOWED[state]


def test_the_groups_of_states_share_nothing_and_leave_out_only_what_was_set_aside():
    groups = [*IN_PROGRESS, *TO_MEND, *WAS_PUBLIC]

    assert len(groups) == len(set(groups))
    assert set(State) - set(groups) == {State.DISCARDED}


@pytest.mark.parametrize("state", State)
def test_every_move_the_table_does_not_know_is_refused_and_leaves_no_trace(state, session, staff):
    edition = workflow.in_state(session, staff, state)
    assert edition.at_rest is state
    before = (len(trail.about(session, edition.item.key)), change_log.head(session))

    for name in set(TRANSITIONS) - set(ALLOWED[state]):
        with pytest.raises(Refusal) as refused:
            moving.move(session, edition, name, actor="system")
        assert (refused.value.code, refused.value.category) == ("not_in_this_state", Category.CONFLICT)
        assert refused.value.facts == {"state": state.value, "move": name}

    assert edition.at_rest is state
    assert (len(trail.about(session, edition.item.key)), change_log.head(session)) == before


@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_move_says_to_the_public_exactly_what_it_changes(name):
    effect = TRANSITIONS[name].effect

    assert (effect.value if effect else None) == SEEN_BY_THE_PUBLIC.get(name)
