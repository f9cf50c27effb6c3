"""Companies in the bureau's hands: found, renamed, merged, split; the public pages follow."""

import pytest
from sqlalchemy import select

from content.subjects import keeping
from content.subjects.keeping import Wanted
from content.subjects.models import Subject, SubjectSort
from tests.factories import batches, records
from tests.factories.batches import penalty

HAITONG, KEEPER = "91320700MA1MKTU24A", "12320700466800122T"
SOURCE = "准予变更登记通知书〔2026〕第8号"


@pytest.fixture
def items(site, clock):
    return records.publish(site, [penalty(3), penalty(1)])


@pytest.fixture
def overseer(browser, items):
    return browser.as_("overseer")


def number_of(site, code):
    with site.reading() as session:
        return session.scalar(select(Subject.id).where(Subject.code == code))


def test_a_new_name_stands_on_the_page_and_the_old_one_as_history(site, browser, overseer, clock):
    found = overseer.open("/oversight/subjects", query={"q": HAITONG})
    company = found.follow("连云港海通物流有限公司")
    form = company.follow("登记名称变更")
    done = form.submit("登记", new_name="连云港海通供应链有限公司", changed_on="2026-03-01", source=SOURCE)
    assert done.h1 == "连云港海通供应链有限公司" and SOURCE in done.main
    clock.shift(61)
    page = type(browser)(site.app).open(f"/subjects/{HAITONG}")
    assert page.h1 == "连云港海通供应链有限公司"
    assert "连云港海通物流有限公司" in page.main


def test_a_merged_companys_page_leads_to_the_survivor_which_shows_its_records(site, browser, overseer, items):
    gone = number_of(site, HAITONG)
    form = overseer.open(f"/oversight/subjects/{gone}/merge")
    done = form.submit("登记", survivor=KEEPER, changed_on="2026-03-01", source=SOURCE)
    assert done.h1 == "灌云县运河养护处" and "被合并主体" in done.main
    reader = type(browser)(site.app)
    answer = reader.client.get(f"/subjects/{HAITONG}")
    assert (answer.status_code, answer.location) == (308, f"/subjects/{KEEPER}")
    page = reader.open(f"/subjects/{KEEPER}")
    assert {f"/items/{item_id}" for item_id in items} <= set(page.links().values())
    assert "已并入" in overseer.open(f"/oversight/subjects/{gone}").main


def test_a_split_moves_the_chosen_records(site, browser, overseer, items):
    form = overseer.open(f"/oversight/subjects/{number_of(site, HAITONG)}/split")
    assert "连交罚" in form.main
    box = form.soup.find("input", attrs={"name": "records"})["value"]
    form.submit("登记", new_code=KEEPER, new_name="", changed_on="2026-03-01", source=SOURCE, records=box)
    page = type(browser)(site.app).open(f"/subjects/{KEEPER}")
    assert f"/items/{box}" in page.links().values()


@pytest.mark.parametrize("form", ["rename", "merge", "split"])
def test_what_is_missing_is_asked_again(site, overseer, form):
    page = overseer.open(f"/oversight/subjects/{number_of(site, HAITONG)}/{form}")
    again = page.submit("登记", changed_on="2026年", source=SOURCE, status=422)
    assert again.title.startswith("有误")
    assert again.soup.find(id="changed_on-error")
    assert again.soup.find(id="source")["value"] == SOURCE


def test_an_unknown_survivor_is_named(site, overseer):
    page = overseer.open(f"/oversight/subjects/{number_of(site, HAITONG)}/merge")
    again = page.submit("登记", survivor="91350100M000100Y43", changed_on="2026-03-01", source=SOURCE, status=422)
    assert again.soup.find(id="survivor-error")


def test_names_that_differ_are_looked_at_and_kept_out(site, overseer):
    with site.writing() as session:
        keeping.ensure(session, [Wanted(SubjectSort.ORGANISATION, "海通物流公司", code=HAITONG)])
    listed = overseer.open("/oversight/subjects")
    assert "海通物流公司" in listed.main
    rename = listed.follow(next(text for text in listed.links() if text.startswith("变更名称")))
    assert rename.soup.find(id="new_name")["value"] == "海通物流公司"
    kept = overseer.open("/oversight/subjects").submit("保留登记名称")
    assert "海通物流公司" not in kept.main


def test_persons_and_unknown_numbers_are_nobody(site, overseer, clock):
    records.publish(site, [batches.penalty_of_person(4)])
    with site.reading() as session:
        someone = session.scalar(select(Subject.id).where(Subject.sort == "person"))
    for number in (someone, 999_999):
        overseer.open(f"/oversight/subjects/{number}", status=404)
    assert "没有符合条件的主体" in overseer.open("/oversight/subjects", query={"q": "赵小燕"}).main
    overseer.open(f"/oversight/subjects/{number_of(site, HAITONG)}/dissolve", status=404)


def test_units_do_not_enter(site, browser, items):
    writer = browser.as_("zhifa-publisher")
    writer.open("/oversight/subjects", status=403)
