"""Rows and switches decide what is shown."""

from dataclasses import replace

from content.masking.findings import Setting
from content.masking.gate import examine
from content.masking.policy import DEFAULT, Policy, from_rows

OFFICIAL = "市交通运输局局长李志远出席会议。"
REPRESENTATIVE = "连云港大成物流有限公司，法定代表人：王志强。"
FLEET = "连云港大成物流有限公司所属车辆苏G12345。"


def test_an_official_in_office_is_named_unless_the_switch_says_no():
    assert examine(OFFICIAL).public == OFFICIAL
    assert "局长李某" in examine(OFFICIAL, policy=replace(DEFAULT, officials_in_office=False)).public


def test_a_legal_representative_is_named_unless_the_switch_says_no():
    assert examine(REPRESENTATIVE).public == REPRESENTATIVE
    assert "王某" in examine(REPRESENTATIVE, policy=replace(DEFAULT, legal_representative_names=False)).public


def test_a_fleet_plate_is_hidden_unless_the_switch_says_no():
    assert "苏G＊＊＊45" in examine(FLEET).public
    assert examine(FLEET, policy=replace(DEFAULT, company_fleet_plates=True)).public == FLEET


def test_a_person_praised_with_recorded_consent_is_named():
    praise = "驾驶员孟庆海拾金不昧。"

    assert "孟某" in examine(praise).public
    assert examine(praise, policy=replace(DEFAULT, consenting=frozenset({"孟庆海"}))).public == praise


def test_consent_recorded_in_the_paragraph_counts():
    assert "孟庆海" in examine("驾驶员孟庆海拾金不昧（已征得本人同意公开姓名）。").public


def test_rows_make_a_policy():
    policy = from_rows(7, [{"kind": "mobile", "prose": "mobile_removed", "cell": "mobile"}], company_fleet_plates=True)

    assert (policy.version, policy.shape("mobile"), policy.shape("mobile", Setting.CELL)) == (
        7,
        "mobile_removed",
        "mobile",
    )
    assert policy.shape("fleet_plate") == "keep"


def test_a_kind_without_a_row_is_hidden_wholly():
    assert Policy(rules=()).shape("resident_id") == "paper_removed"


def test_doubtful_findings_are_masked_when_the_policy_is_strict():
    text = "电话：0518-85412345"

    assert examine(text).public == text
    assert examine(text, policy=replace(DEFAULT, mask_uncertain=True)).public != text
