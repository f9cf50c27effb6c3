"""`flask privacy`: scan files and the live site without repeating what was found; purge old editions."""

import csv
import io

import pytest
from sqlalchemy import text

from content.display.rescanning import open_findings
from content.items.models import Edition

MOBILE = "13912345678"
RESIDENT = "320703199001010028"


def rows(output):
    lines = output[output.index("where,place") :]
    return list(csv.DictReader(io.StringIO(lines)))


def test_a_folder_is_scanned_and_the_report_never_repeats_the_number(tmp_path, run):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(f"第一段。\n\n联系手机{MOBILE}。", encoding="utf-8")
    (folder / "b.md").write_text("没有个人信息。", encoding="utf-8")
    (folder / "c.docx").write_bytes(b"not a document")
    report = tmp_path / "report.csv"

    result = run("privacy", "scan", str(folder), "--report", str(report))

    assert result.exit_code == 1
    told = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig"))))
    assert [(row["kind"], row["place"], row["hidden"]) for row in told if row["where"].endswith("a.txt")] == [
        ("mobile", "paragraph 2", "yes")
    ]
    assert [row["kind"] for row in told if row["where"].endswith("c.docx")] == ["unreadable"], "never silence"
    assert not [row for row in told if row["where"].endswith("b.md")]
    assert MOBILE not in report.read_text(encoding="utf-8-sig") + result.output
    assert "2 findings" in result.output


def test_a_clean_file_ends_with_nothing(tmp_path, run):
    path = tmp_path / "clean.txt"
    path.write_text("各单位请认真落实。", encoding="utf-8")
    result = run("privacy", "scan", str(path))
    assert result.exit_code == 0
    assert "0 findings" in result.output


@pytest.mark.parametrize("words", [(), ("--live", "README.md"), ("no-such-file",)])
def test_one_thing_is_scanned_at_a_time(run, words):
    assert run("privacy", "scan", *words).exit_code == 2


def test_the_live_site_is_looked_at_and_what_is_found_becomes_a_task(site, run_on, browser):
    item, _ = site.make("published", body="联系处。")
    clean = run_on("privacy", "scan", "--live")
    assert clean.exit_code == 0, clean.output
    with site.writing() as session:  # as if an older engine had let it through
        session.execute(text("UPDATE public_item SET text = :t"), {"t": f"联系手机{MOBILE}。"})

    result = run_on("privacy", "scan", "--live")

    assert result.exit_code == 1
    assert f"item {item}" in result.output and "mobile" in result.output
    assert MOBILE not in result.output
    with site.reading() as session:
        assert [(row.item_id, row.kind, row.field) for row in open_findings(session)] == [(item, "mobile", "body")]
    assert "手机号" in browser.as_("keeper").get("admin.masking").main

    with site.writing() as session:
        session.execute(text("UPDATE public_item SET text = '联系处。'"))
    assert run_on("privacy", "scan", "--live").exit_code == 0
    with site.reading() as session:
        assert open_findings(session) == []


def test_purging_tells_first_and_then_reduces_old_editions_with_the_chain_whole(site, run_on):
    _, old = site.make("withdrawn", title="身份证说明", body=f"身份证号：{RESIDENT}，电话{MOBILE}。")
    _, live = site.make("published", body=f"电话{MOBILE}。")

    assert "0 editions would be purged" in run_on("privacy", "purge").output, "not yet old enough"
    assert "1 editions would be purged" in run_on("privacy", "purge", "--days", "0").output
    assert RESIDENT in body(site, old)
    assert "1 editions purged" in run_on("privacy", "purge", "--days", "0", "--yes").output

    assert RESIDENT not in body(site, old) and MOBILE not in body(site, old)
    assert MOBILE in body(site, live), "what is still shown keeps its words"
    assert "0 editions purged" in run_on("privacy", "purge", "--days", "0", "--yes").output
    assert run_on("audit", "verify").exit_code == 0


def body(site, edition):
    with site.reading() as session:
        return session.get(Edition, edition).body
