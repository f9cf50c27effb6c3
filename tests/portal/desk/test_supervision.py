"""Supervision at the desk: copies with receipts, inspections, samples, the register; and the rules they go by."""

import pytest
from sqlalchemy import select

from content import clock
from content.items.batches import Batch
from content.quality.models import CatalogueEntry
from content.supervision import copies, sampling
from content.supervision.models import RatingCopy, SamplingDraw, SamplingRatio, SubjectInspection
from tests.browser import Browser
from tests.factories import supervised
from tests.portal.reading import problem


@pytest.fixture
def writer(site):
    return Browser(site.app).as_("zhifa-writer")


@pytest.fixture
def overseer(site):
    return Browser(site.app).as_("overseer")


@pytest.fixture
def rated(site, tmp_path):
    with site.writing() as session:
        supervised.receiver(session, "市信用办")
        supervised.ratings(session, site.staff(session, "zhifa"), tmp_path, grades="AABCD")
        copies.open_rounds(session)


@pytest.fixture
def listed(site, tmp_path):
    with site.writing() as session:
        supervised.listings(session, site.staff(session, "zhifa"), tmp_path, 1)


def test_a_copy_waits_until_its_receipt_is_entered(site, writer, rated):
    page = writer.get("desk.rating_copies")
    assert "市信用办" in page.main
    assert "去抄送" in writer.get("desk.today").main

    action = page.soup.find("form", action=lambda value: value and "/rating-copies/" in value)["action"]
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    wrong = writer.post(action, {"csrf_token": token, "copied_on": "", "receipt": ""}, status=422)
    assert wrong.soup.select_one("[aria-invalid=true]")
    writer.post(action, {"csrf_token": token, "copied_on": clock.today().isoformat(), "receipt": "收文12号"})

    assert "收文12号" in writer.get("desk.rating_copies").main
    with site.reading() as session:
        assert session.scalar(select(RatingCopy.copied_on)) == clock.today()
        batch_id = session.scalar(select(Batch.id))
    assert writer.client.get(f"/desk/rating-copies/{batch_id}.xlsx").status_code == 200
    assert (
        Browser(site.app).as_("xuanjiao-writer").client.get(f"/desk/rating-copies/{batch_id}.xlsx").status_code == 404
    )


def test_an_inspection_is_entered_and_counts_for_its_quarter(site, writer, listed):
    page = writer.get("desk.inspections")
    assert "尚缺1次" in page.main
    log = writer.open(page.soup.select_one("tbody a")["href"])
    wrong = log.submit("登记", made_on="2099-01-01", made_by="", result="in_order", status=422)
    assert problem(wrong, "made_on") and problem(wrong, "made_by")
    log.submit("登记", made_on=clock.today().isoformat(), made_by="法制科", result="to_mend", note="限期整改")

    assert "已办" in writer.get("desk.inspections").main
    with site.reading() as session:
        assert session.scalar(select(SubjectInspection.result)) == "to_mend"


def test_a_sample_is_drawn_and_holds(site, writer, rated):
    with site.writing() as session:
        sampling.plant(session)
    page = writer.get("desk.sampling_draws").submit("抽取", field=supervised.FIELD, year=supervised.YEAR)

    assert "结果一致" in page.main
    with site.reading() as session:
        assert session.scalar(select(SamplingDraw.seed)) in page.main
    assert "没有" in problem(
        writer.get("desk.sampling_draws").submit("抽取", field="内河船舶过闸", year=supervised.YEAR, status=409),
        "field",
    )


def test_the_register_of_commitments_is_narrowed(site, writer, tmp_path):
    with site.writing() as session:
        supervised.commitments(session, site.staff(session, "zhifa"), tmp_path, "履行中", "已履行")

    page = writer.get("desk.register_of_commitments", fulfilment="已履行")

    assert len(page.soup.select("main table:last-of-type tbody tr")) >= 1
    assert "没有承诺" in writer.get("desk.register_of_commitments", matter="不存在的事项").main


def test_the_overseer_keeps_catalogue_receivers_and_shares(site, overseer):
    page = overseer.get("oversight.new_data_set")
    wrong = page.submit("保存", name="", source="", field="", status=422)
    assert problem(wrong, "name")
    page.submit(
        "保存", name="船员信用信息", kind="rating", unit="ganghang", field="水运", frequency="year", source="局办通知"
    )
    with site.reading() as session:
        entry = session.scalar(select(CatalogueEntry).where(CatalogueEntry.name == "船员信用信息"))
    assert "船员信用信息" in overseer.get("oversight.data_sets").main
    overseer.get("oversight.data_set", entry_id=entry.id).submit("保存", frequency="quarter")

    rules = overseer.get("oversight.supervision")
    rules.submit("添加", name="市信用办", source="连交〔2024〕98号 第7项")
    overseer.get("oversight.supervision").submit("保存设置", field="*", grade="B", percent="15", ratio_source="局务会")
    page = overseer.get("oversight.supervision")
    assert "市信用办" in page.main
    page.submit("停用")
    bad = overseer.get("oversight.supervision").submit(
        "保存设置", field="*", grade="B", percent="150", ratio_source="", status=422
    )
    assert problem(bad, "percent") and problem(bad, "ratio_source")
    with site.reading() as session:
        assert session.scalar(select(SamplingRatio.percent).where(SamplingRatio.grade == "B")) == 15


@pytest.mark.parametrize("page", ["data_sets", "supervision", "new_data_set", "quality"])
def test_units_do_not_keep_the_rules(site, writer, page):
    writer.get(f"oversight.{page}", status=403)
