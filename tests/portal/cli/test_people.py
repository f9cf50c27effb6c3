"""`flask people`: what an administrator does from the console, with the same rules as on the page."""

import pytest

from content.auth import passwords, people
from tests.browser import Browser

GOOD = ("--password", "a sound from the harbour")


def person(site, username):
    with site.reading() as session:
        return people.by_username(session, username)


def test_somebody_added_and_given_a_role_can_work(site, run_on):
    assert run_on("people", "add", "wang-li", "王立", *GOOD).exit_code == 0
    assert run_on("people", "grant", "wang-li", "zhifa", "producer").exit_code == 0
    assert Browser(site.app).as_("wang-li", GOOD[1]).get("desk.today").h1 == "今日"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "zhifa-writer", "又一个", *GOOD),
        ("add", "大写", "名字", *GOOD),
        ("add", "plain", "名字", "--password", "1111111111"),
        ("grant", "nobody", "zhifa", "producer"),
        ("grant", "zhifa-writer", "none", "producer"),
        ("grant", "zhifa-writer", "zhifa", "king"),
        ("password", "nobody", *GOOD),
        ("password", "zhifa-writer", "--password", "short"),
    ],
)
def test_a_refusal_is_said_in_words_and_nothing_is_stored(site, run_on, words):
    before = person(site, "zhifa-writer").password_hash
    result = run_on("people", *words)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output and "Error" in result.output
    assert person(site, "zhifa-writer").password_hash == before
    assert person(site, "plain") is None
    assert len(person_roles(site)) == 1


def person_roles(site):
    with site.reading() as session:
        return [m.role for m in people.by_username(session, "zhifa-writer").memberships]


def test_a_new_password_ends_every_sign_in(site, run_on):
    browser = Browser(site.app).as_("zhifa-writer")
    result = run_on("people", "password", "zhifa-writer", *GOOD)
    assert result.exit_code == 0, result.output
    assert browser.client.get("/desk/").status_code == 302
    assert passwords.matches(person(site, "zhifa-writer").password_hash, GOOD[1])
    assert GOOD[1] not in result.output
