"""On English pages every Chinese text stands under a tag that says so, and no English word does (WCAG 2.2, 3.1.2)."""

import re

import pytest
from bs4 import NavigableString
from sqlalchemy import select

from content import clock
from content.auth import people, units
from content.choices.models import SiteChoice
from content.display import public_view
from content.feedback import answering
from content.items import editing
from content.items.models import Item
from content.subjects import naming
from content.subjects.models import Subject
from content.tags import editing as tags
from content.tags.models import Tag
from content.workflow import publishing, reviewing
from portal.translations import compiling
from tests.browser import Browser, form_values
from tests.factories import batches, files, items, objections, records, supervised, workflow

IDEOGRAPH = re.compile("[\u3400-\u9fff]")
#: Texts that are not judged: no tag can stand in a title, so it has the language of the page's own name in it.
UNJUDGED = {"title", "script"}
#: What the public addresses of no page begin or end with: feeds, files, what machines read.
NO_PAGE = re.compile(r"_feed$|_list$|sitemap|robots|opensearch|qr|suggest|file$|data_set|compilation|health")
#: Shows components with invented content, which is Chinese in every language, to those who build pages.
FOR_BUILDERS = "public.styleguide"

PAGES = {
    "home": "/",
    "column": "/columns/rules",
    "column-of-records": "/columns/credit-information",
    "empty-column": "/columns/cases",
    "item": "/items/{item}",
    "explanation": "/items/{explanation}",
    "history": "/items/{item}/history",
    "edition": "/items/{item}/history/1",
    "penalty": "/items/{penalty}",
    "rating": "/items/{rating}",
    "commitment": "/items/{commitment}",
    "objection": "/items/{penalty}/objection",
    "repaired": "/items/{penalty}/repaired",
    "subject": "/subjects/{company}",
    "subject-rated": "/subjects/{rated}",
    "subject-records": "/subjects/{company}/penalty",
    "unit": "/units/zhifa",
    "unit-untranslated": "/units/xuanjiao",
    "search": "/search?q=信用&unit=xuanjiao",
    "search-records": "/search?q=行政处罚",
    "search-nothing": "/search?q=量子纠缠",
    "search-start": "/search",
    "topics": "/topics",
    "topic": "/topics/good-faith-month",
    "scenes": "/scenes",
    "scene": "/scenes/hang",
    "policies": "/policies?state=有效",
    "matrix": "/policies/matrix",
    "statistics": "/statistics",
    "open-data": "/open-data",
    "services": "/services",
    "follow": "/follow",
    "site-map": "/site-map",
    "about": "/about",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "preferences": "/preferences",
    "feedback": "/feedback",
    "feedback-status": "/feedback/status?receipt={receipt}",
    "check": "/check?code={code}",
    "persons": "/persons",
    "sign-in": "/account/sign-in",
    "missing": "/items/99999",
    "gone": "/items/{gone}",
}
STATUS = {"missing": 404, "gone": 410}


def out(session, edition, staff, store):
    """Submitted, approved and published with its files."""
    edition = workflow.submit(session, edition, by=staff.writer)
    reviewing.approve(session, edition, by=staff.reviewer, seen_digest=public_view.digest(edition), store=store)
    return publishing.publish(session, edition, by=staff.publisher, store=store)


def article(session, staff, store):
    """Everything an article can show: a file, an earlier edition and why it changed."""
    fields = {"document_number": "连交〔2026〕5号", "subject_words": "信用；货运"}
    edition = items.draft(session, staff, title="货运企业信用办法", column="rules", fields=fields)
    files.add(session, edition, store, by=staff.writer, caption="全市汇总")
    following = editing.start_next(session, out(session, edition, staff, store).item, by=staff.writer)
    changes = {"change_note": "更正办结时限", "body": "即日起可在线申请信用修复，三日办结。"}
    return out(session, items.save(session, following, by=staff.writer, **changes), staff, store).item_id


def tagged(session, rule, explanation):
    overseer = people.by_username(session, "overseer")
    campaign = tags.add_campaign(
        session, slug="good-faith-month", name="诚信宣传月", lead="六月集中宣传。", by=overseer
    )
    fields = session.scalars(select(Tag).where(Tag.family != "campaign"))
    for tag in (campaign, *fields):
        tags.tag_item(session, tag, rule, by=overseer)
    tags.explain(session, explanation, rule, by=overseer)


def answered(session, penalty, staff, folder):
    report = objections.objection(session, penalty, folder)
    answering.draft(session, report, "经核查，处罚决定书载明的金额无误。", by=staff.writer, outcome="rejected")
    answering.approve(session, report, by=staff.reviewer)
    return report.receipt


@pytest.fixture(scope="module")
def ids(house):
    folder = house.app.extensions["settings"].folder
    (folder / "identity_keys").write_text(batches.KEY.decode())
    with house.writing() as session:
        mine = units.by_code(session, "xuanjiao")
        mine.names, mine.short_names = {"zh-Hans": "局宣传教育处"}, {"zh-Hans": "宣教处"}
        mine.telephone, mine.address, mine.hours = "0518-85801234", "海州区朝阳东路", "工作日9:00至17:00"
        mine.former_names = [
            {"names": {"zh-Hans": "局宣教科"}, "short_names": {"zh-Hans": "宣教科"}, "until": "2025-01-01"}
        ]
        session.add(SiteChoice(name="person_lookup", value="yes", source="局务会纪要", set_at=clock.now()))
    gone, _ = house.make("withdrawn")
    explanation, _ = house.make(unit="xuanjiao", title="一图读懂信用办法", column="rules")
    [penalty] = records.publish(house, [batches.penalty(3)])
    records.publish(house, [batches.penalty_of_person(4)])
    [rating] = records.publish(house, [supervised.rating(1, "AA")], kind="rating")
    [commitment] = records.publish(house, [supervised.commitment(1, "已履行")], kind="commitment")
    with house.writing() as session:
        staff = house.staff(session)
        rule = article(session, staff, house.app.extensions["files"])
        tagged(session, rule, explanation)
        company = session.scalar(select(Subject).where(Subject.code == batches.COMPANIES[0][1]))
        overseer = people.by_username(session, "overseer")
        naming.rename(session, company, "连云港海通运输公司", on=clock.today(), source="市场监管局通知", by=overseer)
        receipt = answered(session, penalty, staff, folder)
    house.index()
    code = Browser(house.app).open(f"/items/{rule}").soup.select_one(".share-code code").get_text()
    return {
        "item": rule, "explanation": explanation, "gone": gone, "penalty": penalty, "rating": rating,
        "commitment": commitment, "company": batches.COMPANIES[0][1], "receipt": receipt, "code": code,
        "rated": supervised.company(1)["unified_code"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def words_of_ours():
    """What the English interface says: the catalogue's own keys."""
    said = [message.id for message in compiling.read(compiling.SIMPLIFIED) if message.id]
    return {form for word in said for form in ((word,) if isinstance(word, str) else word)}


def texts(page):
    """Every text a reader is told, with the language it is told in."""
    for text in page.soup.find_all(string=True):
        if type(text) is NavigableString and text.strip() and text.parent.name not in UNJUDGED:
            yield text.strip(), next(tag["lang"] for tag in text.parents if tag.get("lang"))


def misspoken(page, ours):
    """Chinese that is not said to be, and English that is said to be Chinese."""
    return [
        (text, language)
        for text, language in texts(page)
        if (text in ours if language.startswith("zh") else IDEOGRAPH.search(text))
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_text_of_an_english_page_is_in_the_language_it_says(house, ids, words_of_ours, name):
    page = Browser(house.app).open("/en" + PAGES[name].format(**ids), status=STATUS.get(name, 200))

    assert misspoken(page, words_of_ours) == []


def test_what_forms_answer_is_in_the_language_it_says(house, ids, words_of_ours):
    browser = Browser(house.app)
    asked = form_values(browser.open("/en/persons").soup.find(id="main").form)
    found = browser.post("/en/persons", asked | {"number": batches.PERSON[1]})
    assert "/items/" in found.main or found.soup.select(".item")
    refused = browser.post("/en/feedback", {"page": "/", "mistake": "", "contact": ""}, status=409)
    for page in (found, refused):
        assert misspoken(page, words_of_ours) == []


@pytest.mark.parametrize("path", ["/oversight/summaries", "/oversight/summaries/{year}", "/oversight/"])
def test_the_offices_reports_are_in_the_language_they_say(house, ids, words_of_ours, visit, path):
    page = visit("overseer").open("/en" + path.format(year=clock.today().year))
    assert misspoken(page, words_of_ours) == []


def test_the_desks_preview_is_in_the_language_it_says(house, ids, words_of_ours, visit):
    with house.reading() as session:
        editions = session.get(Item, ids["item"]).editions
        edition_id, change_note = editions[-1].id, editions[-1].change_note
    page = visit("zhifa-writer").open(f"/en/desk/editions/{edition_id}/preview")
    assert change_note in page.main
    assert misspoken(page, words_of_ours) == []


def test_no_kind_of_page_is_left_out(house, ids):
    adapter = house.app.url_map.bind("localhost")
    seen = {adapter.match(path.format(**ids).partition("?")[0])[0] for path in PAGES.values()}
    rules = {rule.endpoint for rule in house.app.url_map.iter_rules() if "GET" in rule.methods}
    public = {one for one in rules if one.startswith("public.") and not NO_PAGE.search(one)}
    assert public - seen == {FOR_BUILDERS}


@pytest.mark.parametrize("name", ["item", "penalty", "column", "home"])
def test_a_record_is_in_simplified_characters_on_traditional_pages_too(house, ids, name):
    page = Browser(house.app).open("/zh-hant" + PAGES[name].format(**ids))
    said = dict(texts(page))
    words = {"penalty": "罚款人民币贰仟元整"}.get(name, "货运企业信用办法")
    assert said[words] == "zh-CN"
    assert said["網站地圖"] == "zh-Hant"


@pytest.mark.parametrize("name", ["item", "penalty", "search", "unit", "subject"])
def test_pages_in_simplified_chinese_carry_nothing_for_it(house, ids, name):
    page = Browser(house.app).open(PAGES[name].format(**ids))
    assert [tag["lang"] for tag in page.soup.select("[lang]:not(html, .languages a)")] == []
