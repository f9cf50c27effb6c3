"""What several tests of pages read out of one."""

from __future__ import annotations

from tests.browser import Page, words


def field(page: Page, name: str) -> str:
    """What stands in a field of a form."""
    tag = page.soup.find(id=name)
    assert tag, f"{page.path} has no field {name}"
    if tag.name == "textarea":
        return tag.get_text().removeprefix("\n")
    if tag.name == "select":
        chosen = tag.find("option", selected=True)
        return chosen["value"] if chosen else ""
    return tag.get("value", "")


def is_ticked(page: Page, name: str) -> bool:
    return page.soup.find(id=name).has_attr("checked")


def problem(page: Page, name: str) -> str:
    """What is said beside a field."""
    said = page.soup.find(id=f"{name}-error")
    return words(said) if said else ""


def said(page: Page) -> str:
    """Everything in notices and in the summary of errors."""
    return " ".join(words(tag) for tag in page.soup.select(".notice, .error-summary"))


def buttons(page: Page) -> set[str]:
    """What can be pressed in the page itself, links that look like buttons among it."""
    main = page.soup.find(id="main")
    return {words(tag).split("  ")[0] for tag in main.select("button, a.button")}


def token(page: Page) -> str:
    """The page's own CSRF token, for a request made by hand."""
    return page.soup.find("input", attrs={"name": "csrf_token"})["value"]
