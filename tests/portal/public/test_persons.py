"""Looking a person up: off by default; when on, by a whole number alone, and nothing told beyond public records."""

import logging

import pytest

from content.choices import keeping
from content.choices.models import SiteChoice
from content.display import person_lookup
from content.subjects.models import Subject
from tests.browser import form_values
from tests.factories import batches, records
from tests.factories.batches import KEY

NAME, NUMBER = batches.PERSON
NOBODYS = "320703199001010028"


@pytest.fixture
def site(site, monkeypatch):
    """The site whose keys are those of the sheets' factory."""
    folder = site.app.extensions["settings"].folder
    (folder / "identity_keys").write_text(KEY.decode())
    return site


@pytest.fixture
def switched_on(site):
    with site.writing() as session:
        session.add(SiteChoice(name="person_lookup", value="yes", source="局务会纪要", set_at=keeping.clock.now()))


@pytest.fixture
def ask(browser, clock):
    def asked(number, status=200):
        values = form_values(browser.open("/persons").soup.find(id="main").form)
        return browser.post("/persons", values | {"number": number}, status=status)

    return asked


def test_it_is_off_and_there_is_no_such_page(browser, site, clock):
    browser.open("/persons", status=404)
    assert "/persons" not in browser.open("/").html
    from portal.public import tokens

    with site.app.test_request_context():
        token = tokens.make("person look-up")
    assert browser.client.post("/persons", data={"csrf_token": token, "number": NUMBER}).status_code == 404


def test_a_whole_number_finds_the_anonymous_forms(browser, site, clock, switched_on, ask):
    [item_id] = records.publish(site, [batches.penalty_of_person(3)])
    page = ask(NUMBER)
    assert f"/items/{item_id}" in page.links().values()
    for secret in (NAME, NUMBER, NUMBER[6:14], NUMBER[-4:]):
        assert secret not in page.html
    assert "no-store" in page.response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "typed", [" 320705 19880229 1235 ", "３２０７０５１９８８０２２９１２３５", "320705198802291235"]
)
def test_it_is_known_however_it_is_typed(browser, site, clock, switched_on, ask, typed):
    [item_id] = records.publish(site, [batches.penalty_of_person(3)])
    assert f"/items/{item_id}" in ask(typed).links().values()


def test_wrong_numbers_unknown_ones_and_those_without_public_records_read_alike(browser, site, clock, switched_on, ask):
    records.publish(site, [batches.penalty_of_person(3)])
    with site.writing() as session:
        session.add(Subject(sort="person", name="钱二", identity="f" * 64, identity_layer=1, since=keeping.clock.now()))
    answers = {ask(number).soup.find(id="found").parent.get_text() for number in (NOBODYS, "", "12", "王小明", "%")}
    assert len(answers) == 1
    assert "未查到不等于没有记录" in answers.pop()


def test_names_and_parts_of_numbers_find_nothing(browser, site, clock, switched_on, ask):
    records.publish(site, [batches.penalty_of_person(3)])
    for typed in (NAME, NUMBER[:17], NUMBER[6:], "3207051988022912%"):
        assert "未查到" in ask(typed).main


def test_every_number_takes_the_same_road(site, clock, switched_on):
    """The same statements are asked of the database, whoever is meant."""
    from sqlalchemy import event

    from content.identifiers.digest import Keys

    records.publish(site, [batches.penalty_of_person(3)])
    roads = []
    with site.reading() as session:
        for number in (NOBODYS, NUMBER, "", "x"):
            said = []
            engine = session.get_bind()
            listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
            event.listen(engine, "before_cursor_execute", listen)
            person_lookup.records(session, number, Keys((KEY,)))
            event.remove(engine, "before_cursor_execute", listen)
            roads.append([statement for statement in said if statement != "BEGIN"])
    assert len(roads[0]) == 2 and all(road == roads[0] for road in roads)


def test_it_is_throttled(browser, site, clock, switched_on, ask):
    for _time in range(10):
        ask(NOBODYS)
    assert NOBODYS not in ask(NOBODYS, status=429).html
    clock.shift(301)
    ask(NOBODYS)


def test_the_number_is_in_no_log_and_no_row(browser, site, clock, switched_on, ask, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(NUMBER)
    assert NUMBER not in caplog.text
    folder = site.app.extensions["settings"].folder
    for path in folder.rglob("*"):
        if path.is_file():
            assert NUMBER.encode() not in path.read_bytes(), path.name


def test_a_form_without_its_token_is_refused(browser, site, clock, switched_on):
    assert browser.client.post("/persons", data={"number": NUMBER}).status_code == 409


def test_it_still_finds_while_a_new_key_is_being_laid_over(browser, site, clock, switched_on, ask):
    from content.subjects import identities
    from portal import vault

    [item_id] = records.publish(site, [batches.penalty_of_person(3)])
    settings = site.app.extensions["settings"]
    vault.add_identity_key(settings.folder)
    assert f"/items/{item_id}" in ask(NUMBER).links().values()
    with site.writing() as session:
        assert identities.lift_some(session, vault.identity_keys(settings)) == 1
    assert f"/items/{item_id}" in ask(NUMBER).links().values()


def test_where_it_is_on_the_services_lead_to_it(browser, site, clock, switched_on):
    assert browser.open("/services").follow("自然人信用信息查询").h1 == "自然人信用信息查询"


def test_where_it_is_off_no_page_speaks_of_it(browser, site, clock):
    for path in ("/services", "/search", "/site-map"):
        assert "自然人信用信息查询" not in browser.client.get(path).get_data(as_text=True)
