"""`flask search`: rebuild and status."""

from content.surfaces import search
from portal.cli import search as command


def test_status_says_how_far_behind_and_rebuild_brings_it_up(site, run_on, browser):
    with site.writing() as session:
        from tests.factories import workflow

        workflow.published(session, site.staff(session), title="只在数据库里的信息")
    assert "0 documents, 1 changes behind" in run_on("search", "status").output

    result = run_on("search", "rebuild")

    assert result.exit_code == 0, result.output
    assert "1 documents; the change log stands at 1." in result.output
    assert "1 documents, 0 changes behind" in run_on("search", "status").output
    assert "只在数据库里的信息" in browser.open("/search?q=只在数据库里").links()


def test_an_index_of_one_published_and_one_withdrawn_holds_one(site, run_on):
    site.make("published")
    site.make("withdrawn")
    assert "1 documents;" in run_on("search", "rebuild").output


def test_while_another_writes_it_waits_and_then_says_so(site, run_on, monkeypatch):
    monkeypatch.setattr(command, "ATTEMPTS", 2)
    monkeypatch.setattr(command, "PAUSE", 0)
    settings = site.app.extensions["settings"]
    with search.open_for_writing(settings.index_folder, settings.engine).writing():
        result = run_on("search", "rebuild")
    assert result.exit_code == 1
    assert "Another process is writing" in result.output
