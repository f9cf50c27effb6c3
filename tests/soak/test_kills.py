"""kill -9 of web and worker while people publish: whatever is left agrees with itself."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from app import create_app
from content.audit import verification
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.display.models import PublicItem
from content.items.models import Edition, State
from content.outbox import change_log
from content.outbox.change_log import Change
from content.surfaces import search
from portal.cli.demo import PASSWORD
from portal.database import db
from portal.settings import Settings
from tests.browser import form_values

ROOT = Path(__file__).parents[2]
KILLS = 20
BROKEN = (OSError, http.client.HTTPException, urllib.error.URLError)

pytestmark = pytest.mark.soak


class Desk:
    """Somebody at a real browser's distance: sockets, cookies, forms."""

    def __init__(self, port: int, username: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.username = username
        self.sign_in()

    def sign_in(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.send("/account/sign-in", "登录", username=self.username, password=PASSWORD)

    def get(self, path: str) -> tuple[str, BeautifulSoup]:
        with self.opener.open(self.base + path, timeout=20) as answer:
            return answer.url, BeautifulSoup(answer.read(), "html.parser")

    def send(self, path: str, button: str, **fields: str) -> str:
        """Open a page, fill in the form that has this button, press it. Returns the address one lands on."""
        _, page = self.get(path)
        forms = [
            f for f in page.find_all("form") if any(b.get_text(strip=True) == button for b in f.find_all("button"))
        ]
        form = forms[0]
        pressed = next(b for b in form.find_all("button") if b.get_text(strip=True) == button)
        values = form_values(form) | fields
        if pressed.get("name"):
            values[pressed["name"]] = pressed["value"]
        data = urllib.parse.urlencode(values).encode()
        with self.opener.open(self.base + form["action"], data=data, timeout=20) as answer:
            answer.read()
            return answer.url


class Server:
    """Web and worker as `make run` starts them, in one process group of their own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(port), "WEB_PROCESSES": "1"}
        self.start()

    def start(self) -> None:
        words = [sys.executable, "-m", "flask", "--app", "app", "serve"]
        self.process = subprocess.Popen(  # noqa: S603
            words, cwd=ROOT, env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL
        )
        for _attempt in range(1200):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError("the server did not come up")

    def kill(self) -> None:
        """No goodbye: the whole group at once, as a power cut to the process would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=40)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def publish_one(desks: dict[str, Desk], number: int) -> None:
    """One item down the whole road, then every third one out again."""
    edit = desks["caibian"].send("/desk/write", "开始写", column="updates").removeprefix(desks["caibian"].base)
    item = desks["caibian"].send(
        edit, "提交审核", title=f"停电演练第{number}期", body="演练正文。", source="执法支队",
        produced_on=time.strftime("%Y-%m-%d"), secrecy_checked="1",
    )  # fmt: skip
    edition = edit.split("/")[3]
    desks["shenhe"].send(f"/desk/editions/{edition}/review", "通过")
    desks["qianfa"].send(item.removeprefix(desks["qianfa"].base), "发布")
    if number % 3 == 0:
        desks["qianfa"].send(f"/desk/editions/{edition}/withdraw", "撤下", reason="演练结束")


def publish_until_killed(desks: dict[str, Desk], started: int) -> int:
    """Publish over and over until the connection dies. Returns how many were begun."""
    number = started
    with suppress(*BROKEN):
        while True:
            number += 1
            publish_one(desks, number)
    return number


def test_database_audit_log_and_index_agree_after_twenty_kills(tmp_path):
    rng = random.Random(20261122)  # noqa: S311
    folder = tmp_path / "instance"
    server = Server(folder, free_port())
    desks = {name: Desk(server.port, name) for name in ("caibian", "shenhe", "qianfa")}  # signed in through every kill
    number = 0
    for _kill in range(KILLS):
        timer = Timer(rng.uniform(0.5, 5.0), server.kill)
        timer.start()
        number = publish_until_killed(desks, number)
        timer.join()
        server.start()
    wait_until_followed(server)
    server.stop()

    with create_app(Settings(data_dir=str(folder))).app_context():
        everything_agrees(folder)


def wait_until_followed(server: Server) -> None:
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    break
        except BROKEN:
            time.sleep(0.2)
    time.sleep(3)


def everything_agrees(folder: Path) -> None:
    session = db.session()
    assert verification.verify(session) == []
    published = set(session.scalars(select(Edition.item_id).where(Edition.state == State.PUBLISHED.value)))
    public = {item.item_id: item for item in session.scalars(select(PublicItem))}
    assert public.keys() == published
    assert len(published) > 88 + KILLS, "hardly anything was published between the kills"
    said = dict(session.execute(select(Change.item_id, Change.effect).order_by(Change.number)).all())
    assert {item_id for item_id, effect in said.items() if effect == "shown"} == published
    moves = (Event.EDITION_PUBLISHED.value, Event.EDITION_WITHDRAWN.value)
    audited = session.scalar(select(func.count()).where(AuditEntry.event.in_(moves)).select_from(AuditEntry))
    assert audited == session.scalar(select(func.count()).select_from(Change))
    index = search.open_for_writing(folder / "search_index", "auto")
    assert index.cursor() == change_log.head(session)
    assert index.size() == len(public)
