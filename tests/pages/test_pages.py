"""Every page kind, at phone and desk width: axe finds nothing and nothing hangs over the edge."""

from datetime import date, timedelta

import pytest

from content import clock
from content.notices import posting
from content.workflow import scheduling, urgency
from content.working_calendar import deadlines
from tests.pages.conftest import DESK, PHONE, look, sign_in

LONG = "关于进一步规范全市交通运输行业信用信息归集公示修复全流程管理并同步推进信用承诺闭环监管工作的补充通知（第二批）"
BODY = """## 一、总体要求
1.坚持依法依规。
2. 坚持分级分类。

| 序号 | 企业名称 | 统一社会信用代码 | 承诺事项 | 履行状态 |
| --- | --- | --- | --- | --- |
| 1 | 连云港示例物流有限公司 | 91320700MA1MKTU24A | 按时整改 | 已履行 |

## 二、联系方式
电话138-0000-1234，办公电话0518-85801234。"""


@pytest.fixture
def ids(site):
    """Items in the states whose pages are looked at."""
    public, _ = site.make(title=LONG, column="rules", body=BODY, fields={"document_number": "连交〔2026〕5号"})
    gone, _ = site.make("withdrawn")
    item, draft = site.make("draft", title="尚在写的动态", body=BODY)
    _, submitted = site.make("submitted", title="等待审核的动态", body=BODY)
    _, approved = site.make("approved", title="等待发布的动态")
    secret, hers = site.make("draft", title="知悉范围限定的草稿", body=BODY)
    with site.writing() as session:
        from content.feedback import receiving
        from content.items.models import Edition, Item
        from content.tags.models import Tag
        from tests.factories import limits, workflow

        staff = site.staff(session)
        limits.limit(session, session.get(Edition, hers), (staff.writer, staff.reviewer), by=staff.writer)
        correction = workflow.correct(session, session.get(Item, public).editions[0], staff, body=BODY + "\n新增一段。")
        session.flush()
        correction_id = correction.id
        published = session.get(Item, public).editions[0].id
        late = workflow.items.draft(session, staff, title="已经超时的动态", produced_on=date(2026, 9, 24))
        deadline = deadlines.of_thing(session, late.item.key)[0].id
        facts = {"unit": staff.unit.id, "count": 7, "things": [[late.item.key, "2026-09-30"]]}
        posting.tell(session, [staff.writer.id], "overdue", key="overdue", facts=facts, about=late.item.key)
        report = receiving.receive(session, page=f"/items/{public}", wrong="电话已变更", contact="", sender_mark="x")
        report_id, tag = report.id, session.query(Tag).order_by(Tag.id).first().id
        urgency.press(session, session.get(Edition, submitted), by=staff.writer, reason="群众反映集中", hours=4)
        moment = clock.now() + timedelta(days=3)
        scheduling.schedule(session, session.get(Edition, approved), moment, by=staff.publisher)
    return {
        "public": public, "gone": gone, "item": item, "draft": draft, "submitted": submitted,
        "approved": approved, "correction": correction_id, "published": published, "deadline": deadline,
        "report": report_id, "tag": tag, "secret": secret, "hers": hers,
    }  # fmt: skip


PUBLIC = {
    "home": "/",
    "column": "/columns/rules",
    "empty-column": "/columns/cases",
    "item": "/items/{public}",
    "gone": "/items/{gone}",
    "missing": "/items/99999",
    "unit": "/units/zhifa",
    "search": "/search?q=信用",
    "search-nothing": "/search?q=量子纠缠",
    "search-start": "/search",
    "about": "/about",
    "privacy": "/privacy",
    "sign-in": "/account/sign-in",
    "item-en": "/en/items/{public}",
    "home-hant": "/zh-hant/",
}
STAFF = {
    "zhifa-writer": {
        "today": "/desk/",
        "write": "/desk/write",
        "edit": "/desk/editions/{draft}/edit",
        "paste": "/desk/editions/{draft}/paste",
        "preview": "/desk/editions/{draft}/preview",
        "items": "/desk/items",
        "history": "/desk/items/{public}",
        "edition": "/desk/editions/{correction}",
        "password": "/account/password",
        "forbidden": "/admin/people",
        "deadline": "/desk/deadlines/{deadline}",
        "urgent": "/desk/editions/{submitted}/urgent",
        "messages": "/account/messages",
        "reports": "/desk/feedback",
        "report": "/desk/feedback/{report}",
        "limited": "/desk/items/{secret}",
        "limit": "/desk/items/{secret}/limit",
        "limit-none": "/desk/items/{item}/limit",
        "edit-limited": "/desk/editions/{hers}/edit",
        "new-template": "/desk/templates/new",
        "summaries": "/desk/summaries",
        "copies": "/desk/items/{public}/copies",
    },
    "zhifa-reviewer": {
        "review-queue": "/desk/review",
        "review": "/desk/editions/{submitted}/review",
        "review-correction": "/desk/editions/{correction}/review",
    },
    "zhifa-publisher": {
        "publish-queue": "/desk/publish",
        "schedule": "/desk/editions/{approved}/schedule",
        "stand-ins": "/desk/stand-ins",
        "withdraw": "/desk/editions/{published}/withdraw",
        "hide": "/desk/editions/{published}/hide",
        "limit-of-others": "/desk/items/{secret}/limit",
    },
    "overseer": {
        "overview": "/oversight/",
        "hidden": "/oversight/hidden",
        "tags": "/oversight/tags",
        "tag": "/oversight/tags/{tag}",
    },
    "keeper": {
        "people": "/admin/people",
        "person": "/admin/people/1",
        "units": "/admin/units",
        "unit-settings": "/admin/units/zhifa",
        "audit": "/admin/audit",
        "new-wrong-word": "/admin/wrong-words/new",
        "new-synonym": "/admin/synonyms/new",
        "health": "/admin/health",
        "masking": "/admin/masking",
        "calendar": "/admin/calendar",
        "calendar-year": "/admin/calendar/2026",
        "calendar-paste": "/admin/calendar/paste",
    },
}
#: Pages that are laid out otherwise on a wide screen: looked at by axe there too.
WIDE = ("home", "item", "search")
WIDTHS = {"phone": PHONE, "desk": DESK}


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages(open_page, ids, width):
    page = open_page(WIDTHS[width])
    for name, path in PUBLIC.items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{width}", axe=width == "phone" or name in WIDE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("person", STAFF)
def test_staff_pages(open_page, ids, person, width):
    page = sign_in(open_page(WIDTHS[width]), person)
    for name, path in STAFF[person].items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{width}", axe=width == "phone")


#: Elder view, high contrast and dark colours, each in a language of its own; each person's pages by turns.
VIEWS = {"elder": "", "contrast": "/en", "dark": "/zh-hant"}
COOKIES = {"elder": "elder.guide.pointer", "contrast": "contrast", "dark": "dark"}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("person", STAFF)
def test_staff_pages_in_other_views_and_languages(open_page, address, ids, person, view):
    page = sign_in(open_page(PHONE if view == "elder" else DESK), person)
    page.context.add_cookies([{"name": "view", "value": COOKIES[view], "url": address}])
    pages = list(STAFF[person].items())
    for name, path in pages[list(VIEWS).index(view) :: len(VIEWS)]:
        page.goto(VIEWS[view] + path.format(**ids))
        look(page, f"{name}-{view}")


def test_public_pages_need_no_script_and_set_no_cookie(open_page, ids):
    page = open_page(PHONE, script=False)
    page.goto("/")
    page.fill("#search-hero", "补充通知")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.click(f"text={LONG[:12]}")
    assert page.inner_text("h1") == LONG
    assert page.context.cookies() == []


def test_a_narrow_screen_at_double_size_shows_everything(open_page, ids):
    page = open_page({"width": 320, "height": 640})
    for path in ("/", "/columns/rules", "/items/{public}", "/search?q=信用"):
        page.goto(path.format(**ids))
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
