"""Between the search page's address and what content is asked: reading it, and the links that change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import starmap
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import lazy_pgettext, pgettext

from content.display.searching import FACETS, LAST_PAGE, SORTS, Ask, Choice, Found, Suspicion
from content.kinds import reader
from content.kinds.reader import in_locale
from portal import labels

LONGEST = 200
MOST_GUESSES = 3


def read(arguments: Mapping[str, str]) -> tuple[Ask, bool]:
    """The question an address asks, and whether some of it was not understood (it is then left out, and said so)."""
    day_from, odd_from = read_day(arguments.get("from", ""))
    day_to, odd_to = read_day(arguments.get("to", ""))
    sort = arguments.get("sort", "relevance")
    page = arguments.get("page", "1")
    right_page = page.isdecimal() and 1 <= int(page[:4]) <= LAST_PAGE
    asked = {name: arguments[name][:64] for name in FACETS if arguments.get(name)}
    unknown = {name for name, value in asked.items() if not may_be(name, value)}
    ask = Ask(
        words=words_of(arguments.get("q", "")),
        filters={name: value for name, value in asked.items() if name not in unknown},
        day_from=day_from,
        day_to=day_to,
        sort=sort if sort in SORTS else "relevance",
        page=int(page[:4]) if right_page else 1,
        as_typed=arguments.get("as_typed") == "1",
    )
    return ask, odd_from or odd_to or sort not in SORTS or not right_page or bool(unknown)


def words_of(typed: str) -> str:
    """One line of visible characters, and no more of it than is searched for."""
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(seen.split())[:LONGEST]


def may_be(name: str, value: str) -> bool:
    """Is this a value such a filter can have at all? Units are asked for by code and may have come and gone."""
    if name == "column":
        return value in reader.columns()
    return value.isdecimal() and len(value) == 4 if name == "year" else True


def read_day(text: str) -> tuple[date | None, bool]:
    if not text.strip():
        return None, False
    try:
        return date.fromisoformat(text.strip()), False
    except ValueError:
        return None, True


def address(ask: Ask, endpoint: Any = "public.search", /, **changes: Any) -> str:
    """The address of the same question, changed a little; back on the first page unless a page is asked for."""
    return url_for(endpoint, **arguments(ask, changes))


def arguments(ask: Ask, changes: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "q": ask.words or None,
        **{name: ask.filters.get(name) for name in FACETS},
        "from": ask.day_from.isoformat() if ask.day_from else None,
        "to": ask.day_to.isoformat() if ask.day_to else None,
        "sort": ask.sort if ask.sort != "relevance" else None,
        "as_typed": 1 if ask.as_typed else None,
    }
    return {name: value for name, value in (told | changes).items() if value}


def neighbours(ask: Ask) -> Callable[..., str]:
    """``address`` for the many links of one page: the path is looked up once, and what is alike is encoded once."""
    path = url_for("public.search")

    def near(**changes: Any) -> str:
        return "?".join(filter(None, [path, "&".join(starmap(encoded, arguments(ask, changes).items()))]))

    return near


@lru_cache(maxsize=2000)
def encoded(name: str, value: str | int) -> str:
    """As ``url_for`` writes it."""
    return urlencode({name: value}, safe="!$'()*,/:;?@")


FACET_WORDS = {
    "column": lazy_pgettext("facet", "Column"),
    "kind": lazy_pgettext("facet", "Kind"),
    "unit": lazy_pgettext("facet", "Unit"),
    "subject": lazy_pgettext("facet", "Kind of subject"),
    "year": lazy_pgettext("facet", "Year"),
}


def facet_name(name: str) -> str:
    return str(FACET_WORDS[name])


def facet_groups(found: Found) -> list[dict[str, Any]]:
    """Each facet with its choices as links; choosing the chosen one again clears it."""
    near = neighbours(found.ask)
    return [
        {
            "name": name,
            "label": facet_name(name),
            "options": [choice(found.ask, name, value, near) for value in found.facets[name]],
            "clear_url": near(**{name: None}) if name in found.ask.filters else None,
        }
        for name in FACETS
        if found.facets[name]
    ]


def choice(ask: Ask, name: str, value: Choice, near: Callable[..., str]) -> dict[str, Any]:
    is_chosen = ask.filters.get(name) == value.value
    return {
        "label": in_locale(value.label, labels.locale()),
        "count": value.count,
        "is_selected": is_chosen,
        "url": near(**{name: None if is_chosen else value.value}),
    }


def chosen(found: Found) -> list[dict[str, str]]:
    """The filters in force, each with the address that takes it away."""
    ask = found.ask
    known = {(name, value.value): value for name in FACETS for value in found.facets[name]}
    listed = [
        {
            "group": facet_name(name),
            "label": in_locale(known[name, value].label, labels.locale()) if (name, value) in known else value,
            "url": address(ask, **{name: None}),
        }
        for name, value in ask.filters.items()
    ]
    for name, day, label in (
        ("from", ask.day_from, pgettext("facet", "Published from")),
        ("to", ask.day_to, pgettext("facet", "Published until")),
    ):
        if day:
            listed.append({"group": label, "label": day.isoformat(), "url": address(ask, **{name: None})})
    return listed


def pages(found: Found) -> dict[str, Any]:
    ask = found.ask
    return {
        "page": ask.page,
        "of": found.pages,
        "earlier": address(ask, page=ask.page - 1 if ask.page > 2 else None) if ask.page > 1 else None,
        "later": address(ask, page=ask.page + 1) if ask.page < found.pages else None,
        "is_capped": found.total > LAST_PAGE * 20,
        "clear_url": address(Ask(words=ask.words)),
    }


def sorts() -> list[tuple[str, str]]:
    return [
        ("relevance", pgettext("search", "Best match first")),
        ("newest", pgettext("search", "Newest first")),
        ("oldest", pgettext("search", "Oldest first")),
    ]


def hidden(ask: Ask) -> dict[str, str]:
    """What the search box carries along, so that a new word keeps the filters."""
    days = {
        "from": ask.day_from.isoformat() if ask.day_from else "",
        "to": ask.day_to.isoformat() if ask.day_to else "",
    }
    kept = ask.filters | days | {"sort": ask.sort if ask.sort != "relevance" else ""}
    return {name: value for name, value in kept.items() if value}


def guesses(suspicion: Suspicion | None) -> list[dict[str, str]]:
    """A mistyped unified code: which character is likely wrong, and the search for the mended one."""
    if suspicion is None:
        return []
    return [
        {
            "places": "、".join(map(str, guess.places)),
            "typed": guess.typed,
            "likely": guess.likely,
            "code": guess.code,
            "url": url_for("public.search", q=guess.code),
        }
        for guess in suspicion.guesses[:MOST_GUESSES]
    ]
