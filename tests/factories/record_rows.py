"""One good row of each kind of record, to spoil in a test's own way."""

from datetime import date

from content.kinds import reader
from content.records import checks, codes

TODAY = date(2026, 3, 10)
CODES = codes.seeded()

COMPANY = {
    "subject_name": "连云港海达物流有限公司",
    "subject_type": "法人及非法人组织",
    "unified_code": "91320700MA1MKTU24A",
}
HOUSEHOLD = {
    "subject_name": "海州区小王货运服务部",
    "subject_type": "个体工商户",
    "unified_code": "92320706MA20ABCD8E",
}
PERSON = {
    "subject_name": "王小明",
    "subject_type": "自然人",
    "person_id_type": "身份证",
    "person_id_number": "320703199001010028",
}
AUTHORITY = {
    "deciding_body": "连云港市交通运输局",
    "deciding_body_code": "11320700014252524C",
    "source_unit": "连云港市交通运输综合行政执法支队",
    "source_unit_code": "12320700MX0000051U",
}
ROWS = {
    "penalty": {
        "representative": "李伟",
        "document_number": "连交罚〔2026〕12号",
        "violation_type": "超限运输",
        "violation_facts": "当事人所属车辆超限运输。",
        "penalty_basis": "《公路安全保护条例》第六十四条",
        "penalty_categories": "罚款",
        "penalty_content": "罚款人民币2000元",
        "fine": "0.2",
        "decided_on": "2026-03-09",
        "valid_until": "2099-12-31",
        "tier": "一般",
    },
    "permit": {
        "representative": "李伟",
        "document_name": "行政许可决定书",
        "document_number": "连交许〔2026〕12号",
        "permit_category": "普通",
        "permit_content": "准予从事道路普通货物运输经营",
        "decided_on": "2026-03-09",
        "valid_from": "2026-03-10",
        "valid_until": "2030-03-09",
        "status": "1",
    },
    "rating": {
        "field": "道路运输经营者",
        "year": "2025",
        "stage": "认定",
        "grade": "A",
        "score": "85",
        "issuing_region": "江苏省连云港市",
        "decided_on": "2026-02-20",
    },
    "commitment": {
        "matter": "道路货物运输经营许可",
        "commitment_type": "审批替代",
        "signed_on": "2026-01-05",
        "fulfilment": "履行中",
    },
    "listing": {
        "list_type": "严重失信主体名单",
        "listing_reason": "使用伪造证件",
        "legal_basis": "《中华人民共和国安全生产法》",
        "document_name": "认定决定书",
        "document_number": "连交信〔2026〕1号",
        "decided_on": "2026-02-01",
        "listed_from": "2026-02-01",
        "listed_until": "2029-01-31",
        "inspections_per_quarter": "1",
    },
    "measure": {
        "measure_type": "守信激励",
        "measure_content": "优先受理",
        "legal_basis": "国办发〔2020〕49号",
        "document_name": "通知书",
        "document_number": "连交奖〔2026〕1号",
        "decided_on": "2026-02-01",
        "valid_from": "2026-02-01",
    },
    "good_record": {
        "honour": "诚信运输企业",
        "honour_level": "市级",
        "document_name": "通报",
        "document_number": "连交〔2026〕5号",
        "decided_on": "2026-02-01",
    },
}


def row(kind, about=COMPANY, **changes):
    """A good row with some cells changed; a change to None empties the cell."""
    whole = AUTHORITY | ROWS[kind] | about
    if about is PERSON:
        whole.pop("representative", None)
    return whole | changes


def check(kind, cells, today=TODAY, tables=CODES):
    return checks.check(reader.kind(kind), cells, codes=tables, today=today)


def found(kind, about=COMPANY, **changes):
    """The issues of a good row so changed, as (field, code)."""
    return [(issue.field, issue.code) for issue in check(kind, row(kind, about, **changes)).issues]


def facts(kind, about=COMPANY, **changes):
    """What the only issue of a row so changed says."""
    [issue] = check(kind, row(kind, about, **changes)).issues
    return issue.facts
