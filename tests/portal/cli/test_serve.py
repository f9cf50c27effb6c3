"""`flask serve`: preparing twice loses nothing; children are given what they need."""

from sqlalchemy import func, select

from content import clock
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.items.models import Edition, Item
from portal.cli import demo, serve
from portal.cli.people import named
from portal.database import db
from portal.settings import Settings


def test_preparing_twice_loses_nothing(site):
    item, edition = site.make("published", title="准备之前就有")
    settings = site.app.extensions["settings"]
    with site.app.app_context():
        held = site.app.extensions["search"].size()
        for _ in range(2):
            serve.prepare(settings)
        assert db.session.scalar(select(func.count()).select_from(Item)) == 1
        assert db.session.get(Edition, edition).title == "准备之前就有"
        assert named("zhifa-writer")
        assert site.app.extensions["search"].size() == held == 1
    assert item


def test_a_new_site_is_prepared_from_nothing(tmp_path, monkeypatch):
    from app import create_app

    monkeypatch.setattr(demo, "read_items", lambda every=demo.read_items: every()[:2])
    settings = Settings(data_dir=str(tmp_path / "fresh"))
    app = create_app(settings)
    with app.app_context():
        serve.prepare(settings)
        public = db.session.scalar(select(func.count()).select_from(PublicItem).where(public_on(clock.today())))
        assert app.extensions["search"].size() == public > 2, "the two texts and the sheets' records"
        db.session.rollback()
        serve.prepare(settings)
        assert db.session.scalar(select(func.count()).where(Item.subject_id.is_(None))) == 2
        db.engine.dispose()


def test_who_may_sign_in_is_told_only_where_the_demonstration_is_on(capsys):
    serve.announce(Settings())
    told = capsys.readouterr().out
    assert "http://127.0.0.1:8000/" in told
    for person in demo.PEOPLE:
        assert person.username in told
    serve.announce(Settings(demo="0"))
    assert demo.PASSWORD not in capsys.readouterr().out


def test_the_web_listens_where_the_settings_say():
    words = serve.web_command(Settings(host="127.0.0.2", port="8123", web_processes="3"))
    assert "127.0.0.2:8123" in words and "3" in words
