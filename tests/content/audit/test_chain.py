from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from content.audit.chain import GENESIS, Fault, Link, faults, link_hash

AT = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)


def chain(length):
    links, previous = [], GENESIS
    for number in range(1, length + 1):
        link = Link(number, AT, "item.started", "person:1", f"item:{number}", {"column": "制度"}, previous)
        previous = link_hash(link)
        links.append((link, previous))
    return links


def found(links, *, head=None):
    number, last = head or (len(links), links[-1][1] if links else GENESIS)
    return [(fault.code, fault.number) for fault in faults(links, head_number=number, head_hash=last)]


def test_a_whole_chain_has_no_faults():
    assert found(chain(5)) == []
    assert found([]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"event": "item.ended"},
        {"actor": "person:2"},
        {"about": "item:99"},
        {"facts": {"column": "制度 "}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_value_is_altered(change):
    links = chain(5)
    links[2] = (replace(links[2][0], **change), links[2][1])

    assert found(links) == [("altered", 3)]


def test_a_changed_value_with_its_hash_made_to_fit_breaks_the_next_link():
    links = chain(5)
    forged = replace(links[2][0], actor="person:2")
    links[2] = (forged, link_hash(forged))

    assert found(links) == [("unlinked", 4)]


def test_a_removed_entry_is_missing():
    links = chain(5)
    end = (5, links[-1][1])
    del links[2]

    assert found(links, head=end) == [("missing", 3), ("unlinked", 4)]


def test_a_removed_beginning_is_missing():
    links = chain(3)

    assert found(links[1:], head=(3, links[-1][1])) == [("missing", 1), ("unlinked", 2)]


def test_a_removed_end_is_seen_by_the_head():
    links = chain(5)

    assert found(links[:4], head=(5, links[4][1])) == [("head", 5)]


def test_entries_in_another_order_are_named_each():
    links = chain(4)
    links[1], links[2] = links[2], links[1]

    assert found(links) == [
        ("missing", 2),
        ("unlinked", 3),
        ("missing", 4),
        ("unlinked", 2),
        ("missing", 3),
        ("unlinked", 4),
    ]


def test_entries_that_changed_places_by_number_are_altered_and_unlinked():
    links = chain(4)
    second, third = links[1], links[2]
    links[1] = (replace(third[0], number=2), third[1])
    links[2] = (replace(second[0], number=3), second[1])

    codes = found(links)
    assert {("altered", 2), ("altered", 3), ("unlinked", 2), ("unlinked", 3)} <= set(codes)


def test_an_entry_added_past_the_head_is_seen():
    links = chain(5)

    assert found(links, head=(4, links[3][1])) == [("head", 4)]


def test_a_hash_is_the_same_whatever_zone_or_order_of_facts_a_database_gives_back():
    one = Link(1, AT, "e", "a", "b", {"x": 1, "甲": [1, 2]}, GENESIS)
    same = replace(one, at=AT.astimezone(timezone(timedelta(hours=8))), facts={"甲": [1, 2], "x": 1})

    assert link_hash(one) == link_hash(same)


def test_every_field_is_covered():
    one = chain(1)[0][0]
    others = [
        replace(one, number=2),
        replace(one, at=AT + timedelta(seconds=1)),
        replace(one, event="x"),
        replace(one, actor="x"),
        replace(one, about="x"),
        replace(one, facts={}),
        replace(one, previous_hash="1" * 64),
    ]

    assert len({link_hash(link) for link in (one, *others)}) == len(others) + 1


def test_a_fault_is_a_code_and_a_number():
    assert Fault("altered", 3) == Fault("altered", 3)
