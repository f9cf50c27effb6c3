"""With a real index in a real folder: what the log names is taken in, once or again, and never anything else."""

from datetime import timedelta

import pytest

from content import clock as clocks
from content.display import searching
from content.outbox import change_log
from content.surfaces import search
from content.workflow import leaving
from search_index.index import Index
from tests.conftest import on_one_make
from tests.factories import display, workflow

MOBILE = "138-0000-1234"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def index(folder):
    """An empty index, as the worker's first rebuild leaves it on a new site."""
    return display.empty_index(folder)


def catch_up(session, index):
    taken = 0
    while more := search.catch_up(session, index):
        taken += more
    return taken


def found(session, index, words, **asked):
    return [hit.item.item_id for hit in searching.search(session, index, searching.Ask(words=words, **asked)).hits]


def test_what_became_public_is_found_once_the_copy_caught_up(session, staff, index):
    edition = workflow.published(session, staff, title="守信激励")

    assert catch_up(session, index) == 1

    assert found(session, index, "守信激励") == [edition.item_id]
    assert index.cursor() == change_log.head(session)
    assert search.catch_up(session, index) == 0


def test_what_left_is_dropped(session, staff, index):
    edition = workflow.published(session, staff, title="守信激励")
    catch_up(session, index)
    leaving.withdraw(session, edition, by=staff.publisher, reason="有误")

    assert catch_up(session, index) == 1

    assert index.size() == 0
    assert found(session, index, "守信激励") == []


def test_before_the_copy_caught_up_a_search_already_leaves_out_what_left_or_changed(session, staff, index):
    gone, changed, stays = (workflow.published(session, staff, title="守信激励") for _ in range(3))
    catch_up(session, index)
    leaving.withdraw(session, gone, by=staff.publisher, reason="有误")
    workflow.corrected(session, changed, staff, title="失信惩戒")

    answer = searching.search(session, index, searching.Ask(words="守信激励"))

    assert [hit.item.item_id for hit in answer.hits] == [stays.item_id]
    assert answer.total == 1
    assert [(choice.value, choice.count) for choice in answer.facets["unit"]] == [("zhifa", 1)]


def test_a_correction_is_found_by_its_new_words_alone(session, staff, index):
    first = workflow.published(session, staff, title="守信激励")
    catch_up(session, index)
    workflow.corrected(session, first, staff, title="失信惩戒")
    catch_up(session, index)

    assert found(session, index, "失信惩戒") == [first.item_id]
    assert found(session, index, "守信激励") == []


def test_a_crash_between_the_index_and_the_receipt_costs_a_replay_and_nothing_else(session, staff, folder, index):
    """The index keeps its own cursor; killed before it was written, the same changes are taken in again."""
    editions = [workflow.published(session, staff, title=f"守信激励{n}") for n in range(3)]
    with pytest.raises(KeyboardInterrupt), index.writing() as batch:
        batch.put(search.document(session.get(display.PublicItem, editions[0].item_id)))
        raise KeyboardInterrupt
    index = search.open_for_writing(folder, "whoosh")
    assert index.cursor() == 0

    assert catch_up(session, index) == 3
    assert catch_up(session, search.open_for_writing(folder, "whoosh")) == 0
    assert index.size() == 3


def test_taking_the_same_changes_in_twice_changes_nothing(session, staff, index, monkeypatch):
    workflow.published(session, staff, title="守信激励")
    gone = workflow.published(session, staff, title="已撤下")
    catch_up(session, index)
    leaving.withdraw(session, gone, by=staff.publisher, reason="有误")
    catch_up(session, index)
    with monkeypatch.context() as forgetful:
        forgetful.setattr(Index, "cursor", lambda self: 0)
        assert search.catch_up(session, index) == 3

    assert (index.size(), index.cursor()) == (1, change_log.head(session))
    assert found(session, index, "已撤下") == []


@on_one_make
def test_changes_come_in_chunks_and_all_of_them(session, staff, index, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 2)
    for number in range(5):
        workflow.published(session, staff, title=f"守信激励{number}")

    assert [search.catch_up(session, index) for _ in range(4)] == [2, 2, 1, 0]
    assert index.size() == 5


@on_one_make
def test_a_rebuild_holds_what_is_public_and_stands_at_the_logs_head(session, staff, folder, index, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 2)
    shown = [workflow.published(session, staff, title=f"守信激励{n}").item_id for n in range(3)]
    workflow.withdrawn(session, staff, title="守信激励撤")
    session.commit()

    assert search.rebuild(session, folder, "whoosh", on_progress=lambda done: None) == 3

    assert sorted(found(session, index, "守信激励")) == shown
    assert index.cursor() == change_log.head(session)
    assert search.catch_up(session, index) == 0


@on_one_make
def test_a_missing_index_asks_to_be_built_and_a_whole_one_does_not(session, folder):
    assert search.wants_rebuild(search.open_for_writing(folder, "whoosh"))
    search.rebuild(session, folder, "whoosh", on_progress=lambda done: None)

    assert not search.wants_rebuild(search.open_for_writing(folder, "whoosh"))


@on_one_make
def test_two_never_write_to_one_index(session, staff, folder, index):
    workflow.published(session, staff)
    with search.open_for_writing(folder, "whoosh").writing(), pytest.raises(search.Busy):
        search.catch_up(session, index)

    assert search.catch_up(session, index) == 1


def test_a_document_is_made_of_public_words_only(session, staff):
    edition = workflow.published(
        session, staff, column="rules", title=f"标题{MOBILE}", summary=MOBILE, body=f"电话{MOBILE}",
        fields={"document_number": "连交〔2024〕98号", "index_number": "14252524/2024-00150", "subject_words": MOBILE},
    )  # fmt: skip

    document = search.document(session.get(display.PublicItem, edition.item_id))

    assert "0000-1234" not in str(document)
    assert document.codes == ("连交〔2024〕98号", "14252524/2024-00150")
    known = {"column": "rules", "kind": "policy", "unit": "zhifa", "subject": ""}
    assert document.facets == known | {"year": str(document.day.year)}


def test_the_day_and_year_of_a_document_are_those_of_shanghai(session, staff, clock):
    clock.move_to(clocks.now().replace(year=2025, month=12, day=31, hour=16))
    edition = workflow.published(session, staff)

    document = search.document(session.get(display.PublicItem, edition.item_id))

    assert (document.day.isoformat(), document.facets["year"]) == ("2026-01-01", "2026")
    assert document.until is None


@on_one_make
def test_numbers_of_a_document_are_found_however_they_are_typed(session, staff, index):
    edition = workflow.published(
        session, staff, column="rules",
        fields={"document_number": "连交〔2024〕98号", "index_number": "14252524/2024-00150"},
    )  # fmt: skip
    catch_up(session, index)

    for words in ("连交(2024)98号", "连交〔２０２４〕98号", "14252524/2024-00150"):
        assert found(session, index, words) == [edition.item_id]


@on_one_make
def test_a_choice_counts_what_it_leads_to(session, staff, index, clock):
    rules = [workflow.published(session, staff, column="rules", title="信用管理").item_id for _ in range(2)]
    clock.shift(timedelta(days=1))
    workflow.published(session, staff, column="cases", title="信用管理")
    catch_up(session, index)

    answer = searching.search(session, index, searching.Ask(words="信用管理"))

    assert [(choice.value, choice.count) for choice in answer.facets["column"]] == [("rules", 2), ("cases", 1)]
    assert sorted(found(session, index, "信用管理", filters={"column": "rules"})) == rules
    today = clocks.today()
    assert len(found(session, index, "信用管理", day_from=today)) == 1
    assert len(found(session, index, "信用管理", day_to=today - timedelta(days=1))) == 2
