"""A real Chromium before a real socket. Without it, or without a Chinese font, these tests fail: they never skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from tests.factories.auth import PASSWORD
from tests.site import Site, browser, planted, site

__all__ = ["browser", "planted", "site"]

#: Chromium refuses to run as root with its sandbox, and its background traffic has nowhere to go.
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PLACES = ("chromium", "chromium-browser", "google-chrome")
#: What a browser complains of when a test refuses it something or pulls its network out.
MEANT = ("status of 4", "ERR_INTERNET_DISCONNECTED")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def chromium_path() -> str:
    path = os.environ.get("CHROMIUM") or next((found for name in PLACES if (found := shutil.which(name))), None)
    assert path, "Chromium is missing: apt-get install chromium"
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    path = chromium_path()
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=True).stdout
    assert fonts.strip(), "a Chinese font is missing: apt-get install fonts-noto-cjk"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """The site on a real socket."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def open_page(chromium: Chromium, address: str) -> Iterator[Callable[..., Page]]:
    """Opens pages: ``open_page(DESK, script=True)``. Whatever the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_one(viewport: dict[str, int] = DESK, *, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            base_url=address,
            java_script_enabled=script,
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [said for said in complaints if not any(meant in said for meant in MEANT)] == []


def sign_in(page: Page, username: str) -> Page:
    page.goto("/account/sign-in")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def look(page: Page, name: str, *, axe: bool = True) -> None:
    """axe finds nothing, nothing hangs over the edge. With SHOTS set, a picture is kept to be looked at."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{name} is {over} px too wide"
    if axe:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    if os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(os.environ["SHOTS"]) / f"{name}.png"), full_page=True)
