from datetime import timedelta

from content import clock as clocks
from content.surfaces import receipts


def test_a_receipt_says_how_far_a_copy_came_and_what_went_wrong_last(session, clock):
    receipts.give(session, "search", cursor=7)
    clock.shift(timedelta(minutes=1))
    receipts.give(session, "search", fault="OSError: " + "x" * 500)

    receipt = receipts.everything(session)[0]
    assert (receipt.surface, receipt.cursor, receipt.at, len(receipt.fault)) == ("search", 7, clocks.now(), 400)

    receipts.give(session, "search", cursor=8)
    assert (receipt.cursor, receipt.fault) == (8, "")


def test_a_copy_that_never_came_anywhere_stands_at_nothing(session):
    receipts.give(session, "search", fault="no index")
    receipts.give(session, "sitemap", cursor=1)

    assert [(each.surface, each.cursor) for each in receipts.everything(session)] == [("search", 0), ("sitemap", 1)]
