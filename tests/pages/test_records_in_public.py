"""A hundred records in a real browser: the display set of 信用中国 and nothing else, on no surface."""

from itertools import islice

import pytest

from content import clock
from content.identifiers import resident_id
from content.kinds import reader
from content.records import generating
from portal import record_display
from tests.factories import records
from tests.pages.conftest import PHONE

#: Some are kept inside by their term; a hundred of the rest are looked at.
COUNTS = {"penalty": 150, "permit": 100}
LOOKED_AT = 100
#: 2018 双公示 display set (field notes §1.3): columns 14–23, 26–29 of penalties, 14–24, 26, 27 of permits, and whom.
STANDARD = {
    "penalty": {"CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_WFXW", "CF_SY", "CF_YJ", "CF_CFLB", "CF_NR", "CF_NR_FK"}
    | {"CF_NR_WFFF", "CF_NR_ZKDX", "CF_JDRQ", "CF_CFJG", "CF_CFJGDM", "CF_SJLY", "CF_SJLYDM"},
    "permit": {"XK_XDR_MC", "XK_XDR_SHXYM", "XK_XKWS", "XK_WSH", "XK_XKLB", "XK_XKZS", "XK_XKBH", "XK_NR", "XK_JDRQ"}
    | {"XK_YXQZ", "XK_YXQZI", "XK_XKJG", "XK_XKJGDM", "XK_LYDW", "XK_LYDWDM"},
}
SURFACES = (
    "/",
    "/columns/credit-information",
    "/columns/credit-information?kind=penalty",
    "/columns/credit-information?kind=permit",
    "/columns/credit-information/list.csv?kind=penalty",
    "/columns/credit-information/list.json?kind=permit",
    "/open-data/permits.csv",
    "/search?q=行政处罚",
    "/sitemap.xml",
    "/statistics",
)


def number(serial):
    """An invented person's number whose check digit fits."""
    first = f"32079919800101{serial:03d}"
    return first + next(sign for sign in "0123456789X" if resident_id.is_checksum(first + sign))


def planted(kind, count):
    """Generated rows, each with something in every column that is not for the public."""
    for serial, row in enumerate(islice(generating.rows(kind, 10 * count, seed=5, today=clock.today()), count), 1):
        hidden = {"remarks": f"备注勿公开{serial}"}
        if row["subject_type"] != "自然人":
            hidden |= {
                "representative": f"钱藏{serial}",
                "representative_id_type": "身份证",
                "representative_id_number": number(serial),
            }
        yield row | hidden


def secrets(rows):
    names = ("remarks", "representative_id_number", "person_id_number")
    found = {str(row[name]) for row in rows for name in names if row.get(name)}
    return found | {row["subject_name"] for row in rows if row["subject_type"] == "自然人"}


@pytest.fixture
def shown(site):
    rows, ids = [], {}
    for kind, count in COUNTS.items():
        made = list(planted(kind, count))
        rows += made
        ids |= dict.fromkeys(records.publish(site, made, kind=kind, mode="good"), kind)
    site.index()
    return rows, ids


def labels(kind):
    return {record_display.label(field) for field in reader.kind(kind).fields if field.standard in STANDARD[kind]}


def test_the_shown_fields_are_the_display_set():
    for kind, standard in STANDARD.items():
        assert {field.standard for field in reader.kind(kind).fields if field.shown} == standard


def test_a_hundred_records_show_the_display_set_and_nothing_else(site, shown, open_page):
    rows, ids = shown
    page = open_page(PHONE, script=False)
    hidden = secrets(rows)
    assert len(ids) >= LOOKED_AT
    with site.app.test_request_context("/"):
        allowed = {kind: labels(kind) for kind in COUNTS}

    for item_id, kind in list(ids.items())[-LOOKED_AT:]:
        page.goto(f"/items/{item_id}")
        seen = {text.strip() for text in page.locator("article dl.fact-table dt").all_inner_texts()}
        assert seen <= allowed[kind], seen - allowed[kind]
        content = page.content()
        assert [value for value in hidden if value in content] == []
    for path in SURFACES:
        body = page.request.get(path).text()
        assert [value for value in hidden if value in body] == [], path
    for value in sorted(hidden)[:10]:
        body = page.request.get(f"/search?q={value}").text().replace(value, "")
        assert "没有查到" in body or "共找到0条" in body or "/items/" not in body.split("<main", 1)[1], value
