"""Each number detector by itself: what it takes, what it leaves, and why."""

import pytest

from content.masking import detection
from content.masking.detectors.reading import read


def found(text):
    return [(f.kind, text[f.start : f.end]) for f in detection.numbers(read(text)) if f.confidence != "uncertain"]


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("身份证号320703199001010028", "resident_id", "320703199001010028"),
        ("身份证号32070319900101002X，校验位有误", "resident_id", "32070319900101002X"),
        ("他的320703650708123", "resident_id", "320703650708123"),
        ("证号810000198506120075", "hmt_residence_permit", "810000198506120075"),
        ("永久居留身份证911124198108030024", "foreigner_id", "911124198108030024"),
        ("身份证后四位：1235", "resident_id", "1235"),
        ("拨打13812345678", "mobile", "13812345678"),
        ("13812345678", "mobile", "13812345678"),
        ("家庭电话0518-85467890", "landline", "0518-85467890"),
        ("电话0518-85467890（宅）", "landline", "0518-85467890"),
        ("账号32001658636052501234", "bank_account", "32001658636052501234"),
        ("6222021103001234567", "bank_account", "6222021103001234567"),
        ("信箱zhangsan@163.com", "email", "zhangsan@163.com"),
        ("微信号：zhangsan88", "wechat", "zhangsan88"),
        ("QQ：12345678", "qq", "12345678"),
        ("号牌苏GD12345", "plate", "苏GD12345"),
        ("护照E12345678", "passport", "E12345678"),
        ("来往内地通行证H12345678", "travel_permit", "H12345678"),
        ("从业资格证号3207030010020123456", "practitioner_certificate", "3207030010020123456"),
        ("船员服务簿C320100123456", "crew_certificate", "C320100123456"),
        ("执法证号10070106015", "badge", "10070106015"),
        ("驾驶证档案编号320700123456", "driver_licence", "320700123456"),
        ("当事人持有道路运输证320706123456", "transport_certificate", "320706123456"),
    ],
)
def test_a_personal_number_is_told_by_its_kind(text, kind, value):
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码：91320700MA1MKTU24A",
        "91320700MA1MKTU24A",
        "组织机构代码014252524，注册号320700000123459",
        "连交〔2024〕98号，（2025）苏0706执123号",
        "索引号14252524/2024-00150",
        "案件编号320706202403150012",
        "项目代码2024-320700-48-01-123456",
        "许可编号：13812345678",
        "货物13812345678吨",
        "K12+300～K28+650",
        "12328、12345、95598、400-123-4567",
        "监督电话0518-85521230",
        "jtj@lyg.gov.cn",
        "微信公众号：lianyungangjt",
        "苏交规〔2024〕2号，苏ICP备05012345号，苏B2-20040647，苏G12I45",
        "船舶识别号CN20081234567",
        "2024-05-30 11:25:19",
        "道路运输证320706123456由公司持有",
        "1583\t2024\t123",
    ],
)
def test_a_public_number_is_left_alone(text):
    assert found(text) == []


def test_two_numbers_that_touch_are_two():
    assert found("32070319900101001X13812345678") == [
        ("resident_id", "32070319900101001X"),
        ("mobile", "13812345678"),
    ]


def test_numbers_side_by_side_stay_apart():
    assert found("手机13812345678 13987654321") == [("mobile", "13812345678"), ("mobile", "13987654321")]


def test_a_companys_vehicle_is_told_from_a_persons():
    assert found("连云港大成物流有限公司的苏G12345") == [("fleet_plate", "苏G12345")]


@pytest.mark.parametrize(
    "table",
    [
        "|证号|姓名|\n|---|---|\n|320703199001010028|某人|",
        "证号\t姓名\n320703199001010028\t某人",
        "证号,姓名\n320703199001010028,某人",
        "证号  姓名\n320703199001010028  某人",
    ],
)
def test_a_cell_is_read_under_its_heading_and_masked_as_a_list(table):
    (finding,) = detection.numbers(read(table))

    assert finding.kind == "resident_id"
    assert read(table).cell_at(finding.start).header == "证号"


def test_a_label_is_evidence_where_the_check_digit_fails():
    (finding,) = detection.numbers(read("身份证号32070319900101002X"))

    assert (finding.confidence, finding.why) == ("certain", "label")
