"""A browser without a screen: gets, posts, fills in forms, and holds every page to the rules of the house."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from content.masking import gate
from portal.locales import BY_PREFIX
from tests.factories.auth import PASSWORD

REDIRECTS = {301, 302, 303, 307, 308}
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
#: Every public page names the site (国办发〔2017〕47号).
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
BLOCKS = ("p", "div", "form", "ul", "ol", "dl", "table", "section", "h2", "h3", "h4", "fieldset", "details", "pre")
ERRORS = ("Error: ", "有误：", "有誤：")


class Page:
    """One answer, read. ``h1``, ``text`` and ``rows`` are what a person would see."""

    def __init__(self, browser: Browser, path: str, response: TestResponse) -> None:
        self.browser, self.path, self.response = browser, path, response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def h1(self) -> str:
        return words(self.soup.h1) if self.soup.h1 else ""

    @property
    def title(self) -> str:
        return words(self.soup.title) if self.soup.title else ""

    @property
    def text(self) -> str:
        return words(self.soup.body) if self.soup.body else words(self.soup)

    @property
    def main(self) -> str:
        return words(self.soup.find(id="main") or self.soup)

    def meta(self, name: str) -> str | None:
        tag = self.soup.find("meta", attrs={"name": name})
        return tag["content"] if tag else None

    def links(self) -> dict[str, str]:
        """Address by text, of everything that leads somewhere."""
        return {" ".join(link.get_text().split()): link["href"] for link in self.soup.find_all("a", href=True)}

    def follow(self, text: str, status: int = 200) -> Page:
        return self.browser.open(urljoin(self.path, self.links()[text]), status=status)

    def form(self, button: str, row: str = "") -> Tag:
        """The form that holds this button, in the row or section that mentions ``row``."""
        found = [
            form
            for form in self.soup.find_all("form")
            if any(button == words(b).split("\n")[0] or words(b).startswith(button) for b in form.find_all("button"))
            and row in words(form.find_parent(["tr", "li", "section", "article", "main"]) or form)
        ]
        assert found, f"no form with the button {button!r} ({row!r}) on {self.path}: {self.main[:400]}"
        return found[0]

    def submit(self, button: str, *, row: str = "", status: int = 200, **fields: str) -> Page:
        """Fill in and press. Everything already in the form is sent along, as a browser would."""
        form = self.form(button, row)
        pressed = next(b for b in form.find_all("button") if words(b).startswith(button))
        values = form_values(form) | fields
        unknown = set(fields) - {tag.get("name") for tag in form.find_all(["input", "textarea", "select"])}
        assert not unknown, f"the form has no field {unknown}"
        if pressed.get("name"):
            values[pressed["name"]] = pressed.get("value", "")
        action = pressed.get("formaction") or form.get("action") or self.path
        path = urljoin(self.path, action)
        if form.get("method", "get").lower() == "get":
            return self.browser.open(path, query=values, status=status)
        return self.browser.post(path, values, status=status)


#: Marks inside a line, which part no words.
INLINE = ("mark", "b", "strong", "em", "code", "ins", "del")


def words(tag: Tag) -> str:
    """What a person reads there: blocks apart by a space, marked words in one piece with their neighbours."""
    plain = copy(tag)
    for mark in [*plain.find_all(INLINE), *plain.find_all("span", lang=True)]:
        mark.unwrap()
    plain.smooth()
    return re.sub(r"\s+", " ", plain.get_text(" ", strip=True)).strip()


def form_values(form: Tag) -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in form.find_all(["input", "textarea", "select"]):
        name, kind = tag.get("name"), tag.get("type", "text")
        if not name or kind in {"submit", "button"} or (kind in {"checkbox", "radio"} and not tag.has_attr("checked")):
            continue
        if tag.name == "textarea":
            values[name] = tag.get_text().removeprefix("\n")
        elif tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            values[name] = chosen.get("value", "") if chosen else ""
        else:
            values[name] = tag.get("value", "")
    return values


class Browser:
    """``as_`` signs somebody in; every page it meets is held to the house rules."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.is_signed_in = False

    def path(self, endpoint: str, **values: object) -> str:
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def as_(self, username: str, password: str = PASSWORD) -> Browser:
        self.client = self.app.test_client()
        self.is_signed_in = False
        page = self.open("/account/sign-in")
        self.is_signed_in = True
        self.post(
            "/account/sign-in", form_values(page.soup.find("form")) | {"username": username, "password": password}
        )
        return self

    def signed_out(self) -> Browser:
        return Browser(self.app)

    def get(self, endpoint: str, *, status: int = 200, **values: object) -> Page:
        return self.open(self.path(endpoint, **values), status=status)

    def open(self, path: str, *, query: dict[str, str] | None = None, status: int = 200) -> Page:
        parts = urlsplit(path)
        asked = query if query is not None else dict(parse_qsl(parts.query))
        return self.read(parts.path, self.client.get(parts.path, query_string=asked), status)

    def post(self, path: str, values: dict[str, str], *, status: int = 200) -> Page:
        return self.read(path, self.client.post(urlsplit(path).path, data=values), status)

    def read(self, path: str, response: TestResponse, status: int) -> Page:
        for _hop in range(5):
            if response.status_code not in REDIRECTS or status in REDIRECTS:
                break
            path = urljoin(path, response.headers["Location"])
            response = self.client.get(path)
        page = Page(self, path, response)
        assert page.status == status, f"{path} answered {page.status}, not {status}: {page.main[:600]}"
        if response.mimetype == "text/html" and "<html" in page.html:
            keep_house_rules(page)
        return page


def keep_house_rules(page: Page) -> None:
    soup = page.soup
    assert soup.html and soup.html.get("lang"), f"{page.path}: no language"
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{page.path}: {len(headings)} h1"
    plain = page.title
    for prefix in ERRORS:
        plain = plain.removeprefix(prefix)
    assert plain.startswith(page.h1), f"{page.path}: title {page.title!r}, h1 {page.h1!r}"
    repeated = [name for name, count in Counter(tag["id"] for tag in soup.find_all(id=True)).items() if count > 1]
    assert not repeated, f"{page.path}: ids stand twice: {repeated}"
    keep_forms_labelled(page)
    keep_nesting(page)
    keep_strict(page)
    keep_links_alive(page)
    keep_public_clean(page)


def keep_forms_labelled(page: Page) -> None:
    labelled = {label.get("for") for label in page.soup.find_all("label")}
    for tag in page.soup.find_all(["input", "textarea", "select"]):
        if tag.get("type") in UNLABELLED:
            continue
        has_label = tag.get("id") in labelled or tag.get("aria-label") or tag.get("aria-labelledby")
        assert has_label, f"{page.path}: {tag.get('name')} has no label"
    for button in page.soup.find_all("button"):
        assert words(button) or button.get("aria-label"), f"{page.path}: a button without words"
    for table in page.soup.find_all("table"):
        in_prose = table.find_parent(class_="prose") or table.find_parent(class_="side-text")
        assert table.find("caption") or in_prose, f"{page.path}: a table without a caption"


def keep_nesting(page: Page) -> None:
    """What a validator says most: a paragraph ends where a block begins; what always has a value is not required."""
    for paragraph in page.soup.find_all("p"):
        held = paragraph.find(BLOCKS)
        assert held is None, f"{page.path}: a <{held.name}> within a paragraph: {words(paragraph)[:80]}"
    for select in page.soup.find_all("select", required=True):
        first = select.find("option")
        assert first is not None and not first.get("value"), f"{page.path}: {select.get('name')} always has a value"


def keep_strict(page: Page) -> None:
    """Nothing inline: the policy forbids it and the browser would drop it."""
    run = [s for s in page.soup.find_all("script") if s.get("type") != "application/ld+json"]
    assert not [s for s in run if not s.get("src")], f"{page.path}: inline script"
    assert not page.soup.find_all("style"), f"{page.path}: inline style"
    for tag in page.soup.find_all(True):
        odd = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        assert not odd, f"{page.path}: {tag.name} carries {odd}"
    policy = page.response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy


def keep_links_alive(page: Page) -> None:
    """Every link of ours leads to a route; every # to an id."""
    adapter = page.browser.app.url_map.bind("localhost")
    ids = {tag["id"] for tag in page.soup.find_all(id=True)}
    for link in page.soup.find_all(["a", "link"], href=True):
        parts = urlsplit(link["href"])
        if parts.scheme in {"mailto", "tel"} or parts.netloc:
            continue
        if not parts.path:
            assert not parts.fragment or parts.fragment in ids, f"{page.path}: #{parts.fragment} leads nowhere"
            continue
        path = urljoin(page.path, parts.path)
        if page.status == 404 and link.find_parent(class_="languages"):
            continue  # the same unknown address in another language is as unknown
        prefix = next((prefix for prefix in BY_PREFIX if path == prefix or path.startswith(prefix + "/")), "")
        try:
            adapter.match(path.removeprefix(prefix) or "/", method="GET")
        except RequestRedirect:
            continue
        except HTTPException as error:
            raise AssertionError(f"{page.path}: the link {link['href']} leads nowhere") from error


def keep_public_clean(page: Page) -> None:
    if page.browser.is_signed_in or "/account/" in urlsplit(page.path).path:
        return
    assert not page.response.headers.getlist("Set-Cookie"), f"{page.path}: sets a cookie"
    for name in SITE_TAGS:
        assert page.meta(name), f"{page.path}: no {name}"
    shown = page.text
    for typed in dict(parse_qsl(urlsplit(page.response.request.url).query)).values():
        shown = shown.replace(" ".join(typed.split()), "")  # what a reader typed stands in their own box
    found = [f.kind for f in gate.examine(shown).findings if f.is_masked and f.kind != "person_name"]
    assert not found, f"{page.path}: shows {found}"
