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


def test_check_names_what_drifted_and_repair_mends_only_that(site, run_on):
    item, _edition = site.make("published", title="应当查得到的信息")
    settings = site.app.extensions["settings"]
    assert "exactly what is public" in run_on("search", "check").output
    index = search.open_for_writing(settings.index_folder, settings.engine)
    with index.writing() as batch:
        batch.drop(item)
        batch.commit(cursor=index.cursor())

    result = run_on("search", "check")
    assert result.exit_code == 1
    assert f"1 missing, 0 stale, 0 extra\nmissing 1: {item}" in result.output

    result = run_on("search", "repair")
    assert result.exit_code == 0, result.output
    assert "exactly what is public" in result.output.splitlines()[-1]
    assert run_on("search", "check").exit_code == 0
    assert run_on("search", "repair").exit_code == 0


def test_without_an_index_check_says_what_to_do(site, run_on):
    import shutil

    shutil.rmtree(site.app.extensions["settings"].index_folder, ignore_errors=True)
    result = run_on("search", "check")
    assert result.exit_code == 1
    assert "missing" in result.output and "flask search rebuild" in result.output
