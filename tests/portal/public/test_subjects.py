"""A company's page and a record's: what is public now, in plain words, and nothing of anybody else."""

from sqlalchemy import select

from content import clock as clocks
from content.subjects.models import Subject
from tests.factories import batches, records

HAITONG = "91320700MA1MKTU24A"
KEEPER = "12320700466800122T"


def about(code, **changes):
    return batches.penalty({HAITONG: 3, KEEPER: 1}[code], **changes)


def test_a_record_says_how_it_stands_who_decided_and_where_to_ask(site, browser, clock):
    [item_id] = records.publish(site, [about(HAITONG)])
    page = browser.open(f"/items/{item_id}")

    assert "公示至2029年2月10日" in page.text
    assert "作出机关：连云港市交通运输局" in page.text
    assert "2,000元" in page.text
    assert "内部备注" not in page.html
    assert "钱大海" not in page.html
    assert "孙志强" not in page.html
    assert 'content="noindex"' in page.html


def test_the_day_to_ask_for_repair_is_given_only_where_the_tier_is_confirmed(site, browser, clock):
    [item_id] = records.publish(site, [about(HAITONG)])

    assert "信用修复，以" not in browser.open(f"/items/{item_id}").text


def test_a_companys_page_gathers_what_is_public_about_it(site, browser, clock):
    records.publish(site, [about(HAITONG), about(HAITONG, document_number="连交罚〔2026〕77号"), about(KEEPER)])
    page = browser.open(f"/subjects/{HAITONG}")

    assert page.h1 == "连云港海通物流有限公司"
    assert "连交罚〔2026〕77号" in page.text
    assert "连交罚〔2026〕1号" not in page.text
    assert "本页不是信用报告" in page.text
    assert 'content="noindex"' in page.html


def test_unknown_codes_persons_and_companies_without_records_read_alike(site, browser, clock):
    records.publish(site, [batches.penalty_of_person(1)])
    with site.writing() as session:
        session.add(Subject(sort="organisation", code=KEEPER, name="灌云县运河养护处", since=clocks.now()))
    pages = {browser.open(f"/subjects/{code}", status=404).text for code in (KEEPER, "91350100M000100Y43", "nonsense")}

    assert len(pages) == 1
    assert "未查到不等于没有记录" in pages.pop()


def test_a_merged_companys_address_leads_to_the_one_that_took_it_over(site, browser, clock):
    records.publish(site, [about(HAITONG), about(KEEPER)])
    with site.writing() as session:
        taken, other = session.scalars(select(Subject).order_by(Subject.code))
        taken.merged_into_id = other.id
        old, new = taken.code, other.code

    answer = browser.client.get(f"/subjects/{old}")
    assert answer.status_code == 308
    assert answer.location == f"/subjects/{new}"


def test_nothing_is_left_on_the_day_after_the_last(site, browser, clock):
    [item_id] = records.publish(site, [about(HAITONG)])
    clock.move_to("2029-02-10 12:00:00+08:00")
    assert "公示至" in browser.open(f"/items/{item_id}").text
    clock.move_to("2029-02-11 00:00:01+08:00")

    gone = browser.open(f"/items/{item_id}", status=410)
    assert "该信息已停止公示" in gone.text
    assert "海通" not in gone.html
    browser.open(f"/subjects/{HAITONG}", status=404)
    assert "海通" not in browser.open("/columns/credit-information", query={"kind": "penalty"}).html


def test_search_finds_a_record_by_name_code_and_number_and_counts_it_by_kind(site, browser, clock):
    records.publish(site, [about(HAITONG), about(KEEPER), batches.penalty_of_person(2)])
    site.index()

    for words in ("海通物流", HAITONG, "连交罚[2026]3号", "htwl"):
        page = browser.open("/search", query={"q": words})
        assert "连交罚〔2026〕3号" in page.main, words
    counted = browser.open("/search", query={"q": "行政处罚"}).main
    assert "行政处罚 3" in counted
    assert "自然人 1" in counted
    assert "没有查到" in browser.open("/search", query={"q": "赵小燕"}).main
