"""The worker's rounds: what is due goes out, people are reminded, letters arrive over a real mail server, once."""

import socket
import ssl
import subprocess
from datetime import date, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from content import clock as clocks
from content.auth import people
from content.items.models import Edition, State
from content.notices import letters, posting
from content.workflow import schedules, scheduling
from content.workflow.models import PublishSchedule
from portal import mailing
from portal.cli import rounds
from portal.cli.worker import Worker
from tests.browser import Browser
from tests.factories import items, workflow
from tests.site import Site

pytestmark = pytest.mark.usefixtures("clock")


class Box:
    """A mail server that keeps what arrives, or refuses it."""

    def __init__(self):
        self.arrived, self.is_closed = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        if self.is_closed:
            return "451 try later"
        self.arrived.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 kept"


def opened(box, **options):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, **options)
    server.start()
    return server, port


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    key, paper = folder / "key.pem", folder / "paper.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", paper, "-days", "9000",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(paper, key)
    return paper, made


@pytest.fixture
def posted(planted, tmp_path):
    """Makes a site whose settings name this mail server."""
    import shutil

    from app import create_app
    from portal.settings import Settings
    from tests.site import SECRET

    def make(port, security="none", **more):
        folder = tmp_path / "instance"
        shutil.copytree(planted, folder)
        settings = Settings(
            data_dir=str(folder), secret_key=SECRET, smtp_host="127.0.0.1", smtp_port=str(port),
            smtp_security=security, mail_from="site@example.gov.cn", site_url="https://credit.example.gov.cn", **more,
        )  # fmt: skip
        app = create_app(settings)
        app.testing = True
        return Site(app)

    return make


def with_address(site, username="zhifa-writer"):
    with site.writing() as session:
        person = people.by_username(session, username)
        person.email = f"{username}@example.gov.cn"
        return person.id


def tell(site, code="overdue", key="k", username="zhifa-writer", **facts):
    with site.writing() as session:
        person = people.by_username(session, username)
        shared = {"unit": person.home.id, "count": 1, "things": [["item:1", "2026-03-10"]]} | facts
        posting.tell(session, [person.id], code, key=key, facts=shared, about="item:1")


def send(site):
    with site.app.app_context():
        return rounds.send_letters(site.app, site.app.extensions["settings"])


def subject(message):
    return str(make_header(decode_header(message["Subject"])))


def words(message):
    return message.get_payload(decode=True).decode()


def test_a_letter_arrives_once_whatever_restarts(posted):
    box = Box()
    server, port = opened(box)
    site = posted(port)
    with_address(site)
    tell(site, key="a")
    tell(site, "target_gap", key="b", done=0, goal=2, days_left=11)
    for _ in range(3):
        send(site)
    server.stop()
    [(to, message)] = box.arrived
    assert to == ["zhifa-writer@example.gov.cn"]
    assert subject(message) == "信用公示：有2条消息"
    assert "执法支队：1条信息已超时" in words(message)
    assert "本月报送任务还差2条" in words(message)
    assert "https://credit.example.gov.cn/desk/items/1" in words(message)
    assert message["Message-ID"].startswith("<digest-2026-03-10-")


def test_no_title_of_a_draft_travels(posted, clock):
    box = Box()
    server, port = opened(box)
    site = posted(port)
    with_address(site)
    with site.writing() as session:
        items.draft(session, site.staff(session), title="未公开的标题", produced_on=date(2026, 3, 10))
    clock.move_to("2026-03-13 09:00:00+08:00")
    with site.writing():
        rounds.remind()
    send(site)
    server.stop()
    [(_to, message)] = box.arrived
    assert "今日到期" in subject(message)
    assert "未公开" not in message.as_string() + words(message)


def test_starttls_with_an_account_and_an_own_authority(posted, certificate):
    paper, context = certificate
    box = Box()

    def known(server, session, envelope, mechanism, data):
        return AuthResult(success=isinstance(data, LoginPassword) and data.password == b"secret")

    server, port = opened(box, tls_context=context, require_starttls=True, authenticator=known, auth_required=True)
    site = posted(port, "starttls", smtp_ca=str(paper), smtp_user="site", smtp_password="secret")
    with_address(site)
    tell(site)
    send(site)
    server.stop()
    assert len(box.arrived) == 1


def test_tls_from_the_first_byte_and_a_stranger_is_not_trusted(posted, certificate, clock):
    paper, context = certificate
    box = Box()
    server, port = opened(box, ssl_context=context)
    site = posted(port, "ssl")
    with_address(site)
    tell(site)
    with pytest.raises(RuntimeError, match="SSLCertVerificationError"):
        send(site)
    assert box.arrived == []
    object.__setattr__(site.app.extensions["settings"], "smtp_ca", str(paper))
    clock.shift(timedelta(hours=1))
    send(site)
    server.stop()
    assert len(box.arrived) == 1


def test_a_server_that_is_away_is_seen_and_tried_again(posted, clock):
    box = Box()
    server, port = opened(box)
    server.stop()
    site = posted(port)
    with_address(site)
    tell(site)
    with pytest.raises(RuntimeError, match="ConnectionRefusedError"):
        send(site)
    assert send(site) == 0, "not again at once"
    clock.shift(timedelta(minutes=11))
    health = Browser(site.app).as_("keeper").get("admin.health").main
    assert "邮件未发出：ConnectionRefusedError" in health

    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    box.is_closed = True
    with pytest.raises(RuntimeError, match="SMTPDataError"):
        send(site)
    box.is_closed = False
    clock.shift(timedelta(minutes=30))
    assert send(site) == 1
    server.stop()
    assert len(box.arrived) == 1
    assert "邮件未发出" not in Browser(site.app).as_("keeper").get("admin.health").main


def test_a_crash_between_sending_and_noting_sends_the_same_letter_once_more(posted, clock, monkeypatch):
    box = Box()
    server, port = opened(box)
    site = posted(port)
    with_address(site)
    tell(site)

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(letters, "sent", crash)
    with pytest.raises(KeyboardInterrupt):
        send(site)
    monkeypatch.undo()
    assert send(site) == 0, "it may be on its way still"
    clock.shift(timedelta(minutes=11))
    send(site)
    clock.shift(timedelta(days=3))
    send(site)
    server.stop()
    first, second = (message["Message-ID"] for _to, message in box.arrived)
    assert first == second, "by its id a mail server knows it for the same"


def test_without_a_mail_server_nothing_is_written(site):
    with_address(site)
    tell(site)
    assert send(site) == 0
    assert not mailing.is_on(site.app.extensions["settings"])


def scheduled(site, **changes):
    with site.writing() as session:
        staff = site.staff(session)
        edition = workflow.approved(session, staff, **changes)
        moment = clocks.now() + timedelta(hours=1)
        scheduling.schedule(session, edition, moment, by=staff.publisher)
        session.flush()
        return edition.item_id, edition.id


def test_the_worker_publishes_at_the_moment_and_finds_it_at_once(site, run_on, browser, clock):
    item, _ = scheduled(site, title="到点发布的动态")
    assert run_on("worker", "--once").exit_code == 0
    browser.open(f"/items/{item}", status=404)
    clock.shift(timedelta(hours=1))
    assert run_on("worker", "--once").exit_code == 0
    assert "到点发布的动态" in browser.open(f"/items/{item}").main
    assert "到点发布的动态" in browser.open("/search", query={"q": "到点发布"}).links()
    assert "已按您设定的时间发布" in browser.as_("zhifa-publisher").get("account.messages").main
    run_on("worker", "--once")
    assert browser.get("account.messages").main.count("已按您设定的时间发布") == 1


def test_one_that_fails_holds_up_no_other_and_is_seen(site, browser, clock, monkeypatch):
    broken, broken_edition = scheduled(site, title="坏的")
    good, _ = scheduled(site, title="好的")
    real = scheduling.run

    def sometimes(session, row, **options):
        if row.edition_id == broken_edition:
            raise OSError("disk full")
        return real(session, row, **options)

    monkeypatch.setattr(rounds.scheduling, "run", sometimes)
    clock.shift(timedelta(hours=1, minutes=3))
    with site.app.app_context():
        worker = Worker(site.app)
        worker.tick()
    browser.open(f"/items/{good}")
    health = browser.as_("keeper").get("admin.health").main
    assert "OSError" in health
    assert f"第{broken}号信息应定时发布而未发布" in health and "3分钟" in health
    monkeypatch.undo()
    clock.shift(timedelta(minutes=1))
    with site.app.app_context():
        worker.tick()

    citizen = type(browser)(site.app)
    assert "坏的" in citizen.open(f"/items/{broken}").main
    assert "应定时发布而未发布" not in Browser(site.app).as_("keeper").get("admin.health").main


def test_a_refused_one_is_told_and_stays_approved(site, browser, clock):
    _item, edition = scheduled(site)
    with site.writing() as session:
        publisher = people.by_username(session, "zhifa-publisher")
        people.revoke(session, publisher, publisher.memberships[0].id, by_key="system")
    clock.shift(timedelta(hours=2))
    with site.app.app_context():
        rounds.publish_due(site.app.extensions["files"])
    with site.reading() as session:
        assert session.get(Edition, edition).at_rest is State.APPROVED
        assert session.query(PublishSchedule).one().outcome == schedules.REFUSED
    page = browser.as_("zhifa-publisher").get("account.messages").main
    assert "未能按您设定的时间发布" in page and "设定人已没有发布权限" in page


def test_a_worker_that_stopped_is_seen_after_two_minutes(site, browser, clock):
    with site.app.app_context():
        Worker(site.app).tick()
    assert "后台任务未运行" not in browser.as_("keeper").get("admin.health").main
    clock.shift(timedelta(minutes=3))
    assert "后台任务未运行" in browser.as_("keeper").get("admin.health").main
