"""Every address of the site: who may come in, what a post needs, and that the public side never opens the session.

Nothing here names a route, so that the next one is held to the same without anybody's remembering it.
"""

import re

import pytest
from flask.sessions import SecureCookieSessionInterface

from content.auth.permissions import Permission
from tests.browser import Browser
from tests.portal.reading import token
from tests.site import Site, planted

__all__ = ["planted"]

STAFF = ("desk", "oversight", "admin")
#: Whoever is signed in may do these to themselves; nobody needs a role for them.
OWN_ACCOUNT = {
    "account.here",
    "account.messages",
    "account.password",
    "account.read_messages",
    "account.set_password",
    "account.sign_out",
}
#: Guides, for whoever is signed in.
HELP = {"help_pages.contents", "help_pages.guide"}
SIGN_IN = {"account.sign_in", "account.enter_site"}
PUBLIC = ("public", "health", "assets")
SAFE = {"GET", "HEAD", "OPTIONS"}
#: What the invented address parts of a route are filled with: the published item, and what surely exists.
PARTS = {
    "slug": "rules",
    "role": "producer",
    "code": "zhifa",
    "path": "site.css",
    "name": "officials_in_office",
    "form": "atom",
    "ending": "csv",
    "data_set": "permits",
}
#: Forms of the public side; each carries a signed time and none opens the session.
PUBLIC_POSTS = {
    "public.save_preferences",
    "public.send_feedback",
    "public.send_objection",
    "public.send_repaired",
    "public.look_up_person",
}
TITLE = "只有本单位知道的草稿标题"


def of_area(rule, *areas):
    return rule.endpoint.split(".")[0] in areas


@pytest.fixture(scope="module")
def house(planted, tmp_path_factory):
    """A site with a public item, and a draft nobody outside may hear of."""
    import shutil

    from app import create_app
    from portal.settings import Settings
    from tests.site import SECRET

    folder = tmp_path_factory.mktemp("routes") / "instance"
    shutil.copytree(planted, folder)
    app = create_app(Settings(data_dir=str(folder), secret_key=SECRET))
    app.testing = True
    site = Site(app)
    site.make("published", title="可以公开的信息", column="rules")
    site.make("draft", title=TITLE)
    return site


@pytest.fixture(scope="module")
def rules(house):
    return sorted(house.app.url_map.iter_rules(), key=lambda rule: rule.rule)


def address(house, rule, number):
    values = {name: PARTS.get(name, number) for name in rule.arguments}
    with house.app.test_request_context():
        return rule.build(values)[1]


def each(house, rules, *areas, method, number=2):
    return [(rule, address(house, rule, number)) for rule in rules if method in rule.methods and of_area(rule, *areas)]


def test_every_route_belongs_to_an_area_that_is_watched(rules):
    areas = {rule.endpoint.split(".")[0] for rule in rules}
    assert areas <= {*STAFF, *PUBLIC, "account", "help_pages"}


def test_a_route_reads_or_writes_and_never_both(rules):
    assert [rule.rule for rule in rules if rule.methods - SAFE - {"POST"}] == []
    assert [rule.endpoint for rule in rules if {"GET", "POST"} <= rule.methods] == []


def test_nothing_public_takes_a_post_but_what_is_listed(rules):
    assert {rule.endpoint for rule in rules if of_area(rule, *PUBLIC) and "POST" in rule.methods} == PUBLIC_POSTS


def test_public_forms_are_refused_without_their_token(house, rules):
    client = house.app.test_client()
    for _rule, path in each(house, rules, *PUBLIC, method="POST"):
        for sent in ({}, {"csrf_token": "x" * 60, "wrong": "错"}):
            answer = client.post(path, data=sent)
            assert answer.status_code == 409, path
            assert answer.headers.getlist("Set-Cookie") == [], path


def test_every_staff_view_asks_for_a_permission(house, rules):
    silent = {
        rule.endpoint
        for rule in rules
        if not of_area(rule, *PUBLIC)
        and not isinstance(getattr(house.app.view_functions[rule.endpoint], "permission", None), Permission)
    }
    assert silent == OWN_ACCOUNT | SIGN_IN | HELP


def test_signed_out_every_staff_page_leads_to_the_sign_in_and_says_nothing(house, rules):
    client = house.app.test_client()
    pages = each(house, rules, *STAFF, "account", "help_pages", method="GET")
    for rule, path in pages:
        if rule.endpoint in SIGN_IN:
            continue
        for prefix in ("", "/en"):
            answer = client.get(prefix + path)
            assert answer.status_code == 302, path
            assert answer.headers["Location"].startswith(f"{prefix}/account/sign-in?next="), path
            assert answer.headers["Cache-Control"] == "no-store", path
            assert TITLE not in answer.get_data(as_text=True), path
    assert len(pages) > 25


def test_signed_out_every_post_is_refused_and_changes_nothing(house, rules):
    from content.items.models import Edition

    client = house.app.test_client()
    posts = each(house, rules, *STAFF, "account", method="POST")
    for rule, path in posts:
        if rule.endpoint in SIGN_IN:
            continue
        answer = client.post(path, data={"title": "被改过"})
        assert answer.status_code == 401, path
        assert TITLE not in answer.get_data(as_text=True), path
    with house.reading() as session:
        assert session.get(Edition, 2).title == TITLE
    assert len(posts) > 20


@pytest.mark.parametrize("sent", [{}, {"csrf_token": ""}, {"csrf_token": "x" * 90}])
def test_every_post_is_refused_without_the_forms_token(house, rules, sent):
    """As somebody who may otherwise do everything, so that nothing else can be the reason."""
    browser = all_rounder(house)
    for _rule, path in each(house, rules, *STAFF, "account", method="POST"):
        answer = browser.client.post(path, data=sent)
        assert answer.status_code == 400, path
    assert browser.client.get("/desk/").status_code == 200, "not even the sign-out went through"


def all_rounder(house):
    from content.auth import people, units
    from tests.factories import auth

    with house.writing() as session:
        if people.by_username(session, "all-rounder") is None:
            everybody = auth.all_rounder(session, units.by_code(session, "zhifa"))
            everybody.username = "all-rounder"
    return Browser(house.app).as_("all-rounder")


def test_a_token_of_another_browser_is_no_token(house):
    mine, other = all_rounder(house), Browser(house.app).as_("zhifa-writer")
    stolen = token(other.get("account.password"))
    assert mine.client.post("/desk/write", data={"csrf_token": stolen}).status_code == 400


def test_somebody_without_any_role_is_refused_everywhere(house, rules):
    from content.auth import people
    from tests.factories import auth

    with house.writing() as session:
        if people.by_username(session, "no-role") is None:
            auth.person(session, username="no-role")
    browser = Browser(house.app).as_("no-role")
    sent = {"csrf_token": token(browser.get("account.password"))}
    for _rule, path in each(house, rules, *STAFF, method="GET"):
        answer = browser.client.get(path)
        assert answer.status_code == 403, path
        assert TITLE not in answer.get_data(as_text=True)
    for _rule, path in each(house, rules, *STAFF, method="POST"):
        assert browser.client.post(path, data=sent).status_code == 403, path


def test_the_other_units_people_never_read_a_draft(house, rules):
    for who in ("xuanjiao-publisher", "xuanjiao-writer", "overseer", "keeper"):
        browser = Browser(house.app).as_(who)
        for _rule, path in each(house, rules, "desk", "oversight", method="GET"):
            assert TITLE.encode() not in browser.client.get(path).data, (who, path)


class Exploding(SecureCookieSessionInterface):
    """Whoever opens the session finds out."""

    def open_session(self, app, request):
        class Untouchable(dict):
            def __getattribute__(self, name):
                if name in {"__class__", "accessed", "modified", "permanent", "is_null_session", "new"}:
                    return {"__class__": dict}.get(name, False)
                raise AssertionError(f"the session was opened: {name}")

            def _opened(self, *_):
                raise AssertionError("the session was opened")

            __getitem__ = __setitem__ = __contains__ = __iter__ = __len__ = _opened

        return Untouchable()

    def save_session(self, app, session, response):
        return None


def test_the_public_side_never_opens_the_session(house, rules, monkeypatch):
    monkeypatch.setattr(house.app, "session_interface", Exploding())
    client = house.app.test_client()
    assert client.get("/account/sign-in").status_code == 500, "whoever opens it is found out"
    for number in (1, 999):
        for _rule, path in each(house, rules, *PUBLIC, method="GET", number=number):
            for prefix in ("", "/en"):
                answer = client.get(prefix + path, query_string={"q": "信用", "after": "x"})
                assert answer.status_code < 500, path
                assert answer.headers.getlist("Set-Cookie") == [], path
                answer.close()


def test_the_public_side_sets_no_cookie_and_answers_alike_for_staff(house, rules):
    staff = Browser(house.app).as_("zhifa-writer").client
    nobody = house.app.test_client()
    for _rule, path in each(house, rules, *PUBLIC, method="GET", number=1):
        answers = [client.get(path, headers={"User-Agent": "bot"}) for client in (nobody, staff)]
        assert [answer.headers.getlist("Set-Cookie") for answer in answers] == [[], []], path
        if "search" not in path:
            assert without_token(answers[0].get_data()) == without_token(answers[1].get_data()), path
        for answer in answers:
            answer.close()


def without_token(page):
    """A form's signed time is another in the next second, and so is the time that a file says it was made."""
    page = re.sub(rb'name="csrf_token" value="[^"]*"', b"", page)
    return re.sub(rb"\d\d:\d\d:\d\d", b"", page)


def test_a_head_request_answers_as_a_get_would(house, rules):
    client = house.app.test_client()
    for _rule, path in each(house, rules, *PUBLIC, method="GET", number=1):
        got, asked = client.get(path), client.head(path)
        assert (asked.status_code, asked.data) == (got.status_code, b""), path
        got.close()
        asked.close()
