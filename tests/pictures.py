"""`python -m tests.pictures`: the pictures of the guides, taken from the running demonstration and made small.

Run it after a page of the desk has changed its looks; the files under static/img/help are kept with the code.
"""

from __future__ import annotations

import io
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from content import clock
from content.auth import people, units
from content.database import begin_writing
from content.display import public_view
from content.items import editing
from content.items.models import Edition
from content.workflow import reviewing, submitting
from portal.cli import database, demo
from portal.database import db
from portal.settings import Settings
from tests.pages.conftest import ARGUMENTS, chromium_path

FOLDER = Path(__file__).parents[1] / "static" / "img" / "help"
SIZE = {"width": 1024, "height": 700}
COLOURS = 48
BODY = """3月6日，执法支队在示例物流园区开展信用承诺现场核查，并讲解信用修复办理条件。

一、核查情况。抽查企业12家，承诺事项均已履行。
二、下一步安排。请登陆网站查看评价结果。"""


def written(title: str) -> Edition:
    session = db.session()
    unit, writer = units.by_code(session, "zhifa"), people.by_username(session, "caibian")
    edition = editing.start_item(session, unit=unit, column="updates", kind="news", by=writer)
    fields = {"issuer": "执法支队", "source": "执法支队", "validity": "有效"}
    changes = {"title": title, "body": BODY, "produced_on": clock.today(), "issued_on": clock.today(), "fields": fields}
    return editing.save(session, edition, changes, version=edition.version, by=writer)


def planted() -> dict[str, int]:
    """A draft, one to review and one to publish, beside the demonstration's items."""
    database.prepare()
    demo.plant()
    session = db.session()
    begin_writing(session)
    draft, waiting, approved = (written(f"执法支队开展信用承诺核查（第{n}站）") for n in "一二三")
    writer, reviewer = people.by_username(session, "caibian"), people.by_username(session, "shenhe")
    for edition in (waiting, approved):
        submitting.submit(session, edition, by=writer, version=edition.version, secrecy_checked=True)
    reviewing.approve(session, approved, by=reviewer, seen_digest=public_view.digest(approved))
    ids = {"draft": draft.id, "waiting": waiting.id}
    session.commit()
    db.session.remove()
    return ids


def pictures(ids: dict[str, int]) -> list[tuple[str, str, str, str]]:
    """Which page, by whom, and what of it stands at the head of the picture."""
    return [
        ("write", "caibian", f"/desk/editions/{ids['draft']}/edit", "#files"),
        ("review", "shenhe", f"/desk/editions/{ids['waiting']}/review", "section:has(> .side-by-side)"),
        ("publish", "qianfa", "/desk/publish", "h1"),
        ("overview", "jiandu", "/oversight/", "h1"),
        ("words", "admin", "/admin/words", "h1"),
    ]


def sign_in(page: Page, username: str) -> None:
    page.goto("/account/sign-in")
    page.fill("#username", username)
    page.fill("#password", demo.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def small(data: bytes) -> bytes:
    """Flat colours of an interface need few of them."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=folder, secret_key="pictures of an invented site", demo="1"))
        with app.app_context():
            ids = planted()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            for name, who, path, head in pictures(ids):
                address = f"http://127.0.0.1:{server.server_port}"
                page = browser.new_context(viewport=SIZE, base_url=address, locale="zh-CN").new_page()  # type: ignore[arg-type]
                sign_in(page, who)
                page.goto(path)
                page.locator(head).first.evaluate("node => node.scrollIntoView()")
                (FOLDER / f"{name}.png").write_bytes(small(page.screenshot()))
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
