"""Tags: kept by the bureau's office, on public items only, and told to whoever follows."""

import pytest

from content.auth.roles import Role
from content.display import feeds, tagged
from content.display.feeds import Scope
from content.display.tagged import Wanted
from content.errors import Refusal
from content.outbox import change_log
from content.tags import editing, planting
from content.tags.models import Family
from tests.factories import workflow
from tests.factories.auth import person


@pytest.fixture
def overseer(session, staff):
    return person(session, staff.unit, Role.OVERSEER)


def tag_of(session, family, slug):
    return next(tag for tag in editing.all_of(session, family) if tag.slug == slug)


def test_the_nine_scenes_are_there_and_planting_again_changes_nothing(session):
    scenes = editing.all_of(session, Family.SCENE)
    assert [tag.name()[-1] for tag in scenes] == list("批航行惠贷检修保培")
    scenes[0].names = {"zh-Hans": "信易批（新）"}
    planting.plant(session)
    assert editing.all_of(session, Family.SCENE)[0].name() == "信易批（新）"


def test_a_campaign_gets_its_address(session, overseer):
    tag = editing.add_campaign(session, slug="2026-good-faith", name="诚信宣传月", lead="", by=overseer)
    assert tagged.tag_named(session, Family.CAMPAIGN, "2026-good-faith") is tag


@pytest.mark.parametrize(
    "slug, name, field",
    [
        ("Bad Slug", "名", "slug"),
        ("a--b", "名", "slug"),
        ("", "名", "slug"),
        ("ok", " ", "names"),
        ("ok", "名" * 41, "names"),
    ],
)
def test_a_campaign_is_checked(session, overseer, slug, name, field):
    with pytest.raises(Refusal) as refused:
        editing.add_campaign(session, slug=slug, name=name, lead="", by=overseer)
    assert [issue.field for issue in refused.value.issues] == [field]


def test_an_address_is_given_once(session, overseer):
    editing.add_campaign(session, slug="month", name="宣传月", lead="", by=overseer)
    with pytest.raises(Refusal) as refused:
        editing.add_campaign(session, slug="month", name="另一个", lead="", by=overseer)
    assert [issue.code for issue in refused.value.issues] == ["slug_taken"]


def test_only_the_bureaus_office_tags(session, staff):
    edition = workflow.published(session, staff)
    tag = tag_of(session, Family.SCENE, "pi")
    for act in (
        lambda: editing.tag_item(session, tag, edition.item_id, by=staff.publisher),
        lambda: editing.untag_item(session, tag, edition.item_id, by=staff.publisher),
        lambda: editing.add_campaign(session, slug="x", name="x", lead="", by=staff.publisher),
        lambda: editing.change(session, tag, name="x", lead="", is_shown=True, by=staff.publisher),
        lambda: editing.explain(session, edition.item_id, edition.item_id, by=staff.publisher),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            act()


def test_a_tagged_item_stands_under_its_tag_and_followers_hear_of_it(session, staff, overseer):
    edition = workflow.published(session, staff, title="守信船舶优先过闸")
    tag = tag_of(session, Family.SCENE, "hang")
    before = change_log.head(session)
    editing.tag_item(session, tag, edition.item_id, by=overseer)
    editing.tag_item(session, tag, edition.item_id, by=overseer)

    assert [item.title for item in tagged.of_tag(session, tag).items] == ["守信船舶优先过闸"]
    assert [change.effect for change in change_log.after(session, before, limit=9)] == ["shown"]
    assert [entry.item_id for entry in feeds.stream(session, Scope(tag_id=tag.id)).entries] == [edition.item_id]
    assert {counted.tag.slug: counted.count for counted in tagged.tags(session, Family.SCENE)}["hang"] == 1
    editing.untag_item(session, tag, edition.item_id, by=overseer)
    assert not tagged.of_tag(session, tag).items


def test_what_is_not_public_cannot_be_tagged_and_what_left_is_not_listed(session, staff, overseer):
    draft, gone = workflow.submitted(session, staff), workflow.published(session, staff)
    tag = tag_of(session, Family.SCENE, "hang")
    with pytest.raises(Refusal) as refused:
        editing.tag_item(session, tag, draft.item_id, by=overseer)
    assert [issue.code for issue in refused.value.issues] == ["not_public"]
    editing.tag_item(session, tag, gone.item_id, by=overseer)
    from content.workflow import leaving

    leaving.withdraw(session, gone, by=staff.publisher, reason="内容有误")
    assert not tagged.of_tag(session, tag).items
    assert {counted.count for counted in tagged.tags(session, Family.SCENE)} == {0}


def test_a_tag_not_shown_has_no_page(session, overseer):
    tag = editing.add_campaign(session, slug="month", name="宣传月", lead="", by=overseer)
    editing.change(session, tag, name="宣传月", lead="", is_shown=False, by=overseer)
    with pytest.raises(Refusal, match="no_such_page"):
        tagged.tag_named(session, Family.CAMPAIGN, "month")


def test_rules_are_narrowed_by_level_field_and_state_and_gaps_are_seen(session, staff, overseer):
    city, field = tag_of(session, Family.LEVEL, "city"), tag_of(session, Family.FIELD, "water-transport")
    old = workflow.published(session, staff, title="旧办法", column="rules", fields={"validity": "废止"})
    new = workflow.published(session, staff, title="新办法", column="rules")
    workflow.published(session, staff, title="动态", column="updates")
    for edition in (old, new):
        editing.tag_item(session, city, edition.item_id, by=overseer)
        editing.tag_item(session, field, edition.item_id, by=overseer)

    def titles(**wanted):
        return {item.title for item in tagged.policies(session, Wanted(**wanted)).items}

    assert titles() == {"旧办法", "新办法"}
    assert titles(level="city", field="water-transport", state="有效") == {"新办法"}
    assert titles(state="废止") == {"旧办法"}
    assert titles(level="county") == titles(level="nobody") == set()
    matrix = tagged.matrix(session)
    assert matrix.counts == {(field.id, city.id): 1}, "what is void fills no gap"
    assert len(matrix.levels) == 4


def test_an_explanation_stands_beside_its_rule_both_ways(session, staff, overseer):
    rule = workflow.published(session, staff, title="办法", column="rules")
    told = workflow.published(session, staff, title="办法解读", column="rules")
    editing.explain(session, told.item_id, rule.item_id, by=overseer)
    assert [item.title for item in tagged.explained(session, rule.item_id).explanations] == ["办法解读"]
    assert [item.title for item in tagged.explained(session, told.item_id).rules] == ["办法"]
    with pytest.raises(Refusal) as refused:
        editing.explain(session, rule.item_id, rule.item_id, by=overseer)
    assert [issue.code for issue in refused.value.issues] == ["explains_itself"]
