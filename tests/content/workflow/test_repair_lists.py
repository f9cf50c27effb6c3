"""修复结果名单: matched, previewed, confirmed by another, gone in one step; what does not match stays and is named."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from content import clock as clocks
from content.audit import trail
from content.auth import units
from content.auth.roles import Role
from content.display import finding, term_rules
from content.display.models import Departure, PublicItem
from content.errors import Refusal
from content.items.models import State
from content.outbox import change_log
from content.workflow import hiding, leaving_requests, repair_lists
from content.workflow.repair_lines import Line, day_of, read
from tests.conftest import on_one_make
from tests.factories import penalties
from tests.factories.auth import person, staff_of

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)
HEAD = "统一社会信用代码,行政处罚决定书文号,修复日期,修复决定文号"
CODE = penalties.CODE


@pytest.fixture(autouse=True)
def november(clock):
    clock.move_to(NOVEMBER)
    return clock


def csv(*lines, head=HEAD):
    return "\r\n".join([head, *lines]).encode()


def shown(session, staff, number, **changes):
    return penalties.published(
        session, staff, **({"document_number": f"连交罚〔2026〕{number}号", "decided_on": "2026-06-01"} | changes)
    )


def line(number, code=CODE, day="2026-11-20"):
    return f"{code},连交罚〔2026〕{number}号,{day},连交信修〔2026〕{number}号"


def entered(session, staff, *lines, **more):
    return repair_lists.enter(session, staff.unit, csv(*lines, **more), "名单.csv", by=staff.writer)


def verdicts(row):
    return [found.verdict for found in repair_lists.lines_of(row)]


def test_matched_previewed_and_confirmed_they_leave_together(session, staff):
    first, second, other = (shown(session, staff, number) for number in (1, 2, 3))
    before = change_log.head(session)

    row = entered(session, staff, line(1), line(2))
    assert verdicts(row) == ["matched", "matched"]
    assert finding.item(session, first.item_id), "nothing leaves before the second person"

    repair_lists.confirm(session, row, by=staff.publisher)

    assert session.get(PublicItem, first.item_id) is None and session.get(PublicItem, second.item_id) is None
    assert finding.item(session, other.item_id)
    assert session.get(Departure, second.item_id).is_final
    assert [change.item_id for change in change_log.after(session, before, limit=9)] == [first.item_id, second.item_id]
    session.refresh(first)
    assert first.at_rest is State.WITHDRAWN
    last = trail.about(session, row.key)[-1]
    assert (last.event, last.actor) == ("leaving.confirmed", staff.publisher.key)
    assert last.facts["items"] == [first.item_id, second.item_id]


def test_every_line_says_what_becomes_of_it(session, staff, other_unit):
    shown(session, staff, 1)
    left = shown(session, staff, 2)
    early = shown(session, staff, 3)
    twins = [shown(session, staff, 4, deciding_body_code=code) for code in ("11320700014252524X", "113207000142525244")]
    shown(session, staff_of(session, other_unit), 5)
    leaving_requests.confirm(
        session,
        leaving_requests.ask(session, left.item, "privacy", reason="误登", by=staff.writer),
        by=staff.publisher,
    )

    row = entered(
        session,
        staff,
        line(1),
        line(1),
        line(2),
        line(3, day="2026-08-31"),
        line(4),
        line(5),
        line(1, code="91320700MA1OTHER18"),
        line(6),
        line(1, day="昨天"),
        line(1, day="2026-11-23"),
        ",连交罚〔2026〕1号,2026-11-20,",
    )

    assert verdicts(row) == [
        "matched",
        "repeated",
        "gone",
        "unsure",
        "ambiguous",
        "not_found",
        "not_found",
        "not_found",
        "unreadable",
        "unreadable",
        "unreadable",
    ]
    repair_lists.confirm(session, row, by=staff.publisher)
    assert session.get(PublicItem, early.item_id) is None
    assert all(finding.item(session, twin.item_id) for twin in twins)


def test_before_the_minimum_term_of_a_confirmed_rule_a_line_stays(session, staff):
    edition = shown(session, staff, 1)
    rule = session.get(term_rules.TermRule, ("penalty", "一般", 3))
    term_rules.confirm(session, rule, by=person(session, units.by_code(session, "fagui"), Role.REVIEWER))

    row = entered(session, staff, line(1, day="2026-08-31"))
    repair_lists.confirm(session, row, by=staff.publisher)

    assert verdicts(row) == ["too_early"]
    assert finding.item(session, edition.item_id)


def test_it_is_matched_anew_when_it_is_confirmed(session, staff):
    edition = shown(session, staff, 1)
    row = entered(session, staff, line(1), line(2))
    late = shown(session, staff, 2)
    request = leaving_requests.ask(session, edition.item, "error", reason="重复", by=staff.writer)
    leaving_requests.confirm(session, request, by=staff.publisher)

    repair_lists.confirm(session, row, by=staff.publisher)

    assert verdicts(row) == ["gone", "matched"]
    assert session.get(PublicItem, late.item_id) is None


def test_hidden_ones_leave_and_what_was_asked_one_by_one_is_overtaken(session, staff):
    hidden, asked = shown(session, staff, 1), shown(session, staff, 2)
    hiding.hide(session, hidden, by=staff.publisher, reason="核对")
    request = leaving_requests.ask(session, asked.item, "error", reason="重复", by=staff.writer)

    repair_lists.confirm(session, entered(session, staff, line(1), line(2)), by=staff.publisher)

    for row in (hidden, asked, request):
        session.refresh(row)
    assert (hidden.at_rest, asked.at_rest, request.outcome) == (State.WITHDRAWN, State.WITHDRAWN, "overtaken")


def test_nobody_confirms_their_own_list_and_nobody_twice(session, staff):
    shown(session, staff, 1)
    own = repair_lists.enter(session, staff.unit, csv(line(1)), "名单.csv", by=staff.publisher)
    with pytest.raises(Refusal, match="own_request"):
        repair_lists.confirm(session, own, by=staff.publisher)
    with pytest.raises(Refusal, match="not_permitted"):
        repair_lists.confirm(session, own, by=staff.reviewer)

    row = entered(session, staff, line(1), line(2))
    repair_lists.refuse(session, row, by=staff.publisher)
    assert row.outcome == "refused"
    with pytest.raises(Refusal, match="leaving_is_decided"):
        repair_lists.confirm(session, row, by=staff.publisher)


def test_the_same_file_is_taken_once_unless_it_was_refused(session, staff):
    row = entered(session, staff, line(1))
    with pytest.raises(Refusal, match="list_is_known"):
        entered(session, staff, line(1))

    repair_lists.refuse(session, row, by=staff.publisher)
    assert entered(session, staff, line(1)).id != row.id


@on_one_make
def test_another_unit_neither_enters_nor_sees_it(session, staff, other_unit):
    row = entered(session, staff, line(1))
    stranger = person(session, other_unit, Role.RESPONSIBLE)

    with pytest.raises(Refusal, match="not_permitted"):
        repair_lists.enter(session, staff.unit, csv(line(9)), "名单.csv", by=stranger)
    with pytest.raises(Refusal, match="no_such_request"):
        repair_lists.by_id(session, row.id, by=stranger)
    assert repair_lists.newest(session, stranger, limit=9) == []
    assert repair_lists.newest(session, staff.reviewer, limit=9) == [row]


def test_brackets_width_and_case_do_not_matter(session, staff):
    shown(session, staff, 7)

    row = entered(session, staff, f" {CODE.lower()} ,连交罚[2026]7号,2026年11月20日,")

    assert verdicts(row) == ["matched"]


# Reading


def workbook(*rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)
    return stream.getvalue()


def test_a_workbook_is_read_with_its_dates():
    content = workbook(HEAD.split(",")[:3], [CODE, "连交罚〔2026〕1号", date(2026, 11, 20)])

    assert read(content, "名单.xlsx") == [Line(2, CODE, "连交罚〔2026〕1号", "2026-11-20")]


def test_a_code_that_excel_took_for_a_number_is_not_guessed_at():
    content = workbook(HEAD.split(",")[:3], [913207001234567800, "连交罚〔2026〕1号", date(2026, 11, 20)])

    assert [found.verdict for found in read(content, "名单.xlsx")] == ["unreadable"]


@pytest.mark.parametrize(
    "content, said",
    [
        (csv(line(1), head="代码,文号,日期,备注"), ["column_missing"] * 3),
        (csv(line(1), head="统一社会信用代码,行政处罚决定书文号,日期,备注"), ["column_missing"]),
        (csv(",,,"), ["no_lines"]),
    ],
)
def test_a_list_without_its_columns_or_lines_says_so(content, said):
    with pytest.raises(Refusal) as refused:
        read(content, "名单.csv")

    assert [issue.code for issue in refused.value.issues] == said


def test_a_list_of_gb18030_is_read():
    assert read(csv(line(1)).decode().encode("gb18030"), "名单.csv")[0].document_number == "连交罚〔2026〕1号"


@pytest.mark.parametrize(
    "text, day",
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/11/2", date(2026, 11, 2)),
        ("2026年11月2日", date(2026, 11, 2)),
        ("２０２６．11．02", date(2026, 11, 2)),
        (datetime(2026, 11, 2, 8, tzinfo=clocks.SHANGHAI), date(2026, 11, 2)),
        (date(2026, 11, 2), date(2026, 11, 2)),
        ("2026-02-30", None),
        ("昨天", None),
        (None, None),
        (46000, None),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert day_of(text) == day
