"""What many pages ask alike is found once in an epoch, and never outlives it."""

from portal.public import offices
from portal.public.remembering import Memory


def finder(answers):
    return lambda: next(answers)


def test_within_an_epoch_it_is_found_once():
    memory, find = Memory(), finder(iter("ab"))
    assert [memory.recall((1, "d", 0), ("k",), find) for _time in range(2)] == ["a", "a"]
    assert memory.recall((1, "d", 0), ("other",), find) == "b"


def test_the_next_change_day_or_minute_forgets_it():
    memory, find = Memory(), finder(iter("abcd"))
    epochs = [(1, "d", 0), (2, "d", 0), (2, "e", 0), (2, "e", 1)]
    assert [memory.recall(epoch, ("k",), find) for epoch in epochs] == list("abcd")
    assert len(memory.findings) == 1


def test_the_newest_of_a_column_follow_the_next_publication(browser, site):
    first, _ = site.make(title="先发布的动态")
    browser.client.get(f"/items/{first}")
    site.make(title="后发布的动态")
    assert "后发布的动态" in browser.client.get(f"/items/{first}").text


def test_each_language_has_its_own_links(browser, site):
    first, _ = site.make(title="先发布的动态")
    site.make(title="后发布的动态")
    assert 'href="/items/' in browser.client.get(f"/items/{first}").text
    assert 'href="/en/items/' in browser.client.get(f"/en/items/{first}").text


def test_a_unit_that_came_within_the_epoch_is_asked_for_when_it_signs(site):
    with site.reading() as session:
        unit_id = site.staff(session).unit.id
        known = offices.Known({})
        assert known[unit_id].code == "zhifa"
        assert known.keys() == offices.loaded().keys()


def test_an_item_does_not_stand_beside_itself(browser, site):
    first, _ = site.make(title="先发布的动态")
    second, _ = site.make(title="后发布的动态")

    for item_id, beside in ((first, [second]), (second, [first])):
        panel = browser.open(f"/items/{item_id}").soup.find(id="also").find_parent("section")
        assert [link["href"] for link in panel.select(".plain-list a")] == [f"/items/{one}" for one in beside]
