"""Searching what is public. The index proposes; the change log and ``visibility`` decide."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from content import clock
from content.auth import units
from content.display import finding, hits
from content.display.plain_rows import Hit
from content.errors import Category, Refusal
from content.kinds import reader
from content.outbox import change_log
from content.synonyms import keeping as synonyms
from search_index import highlighting
from search_index import index as indexing
from search_index import query as queries
from search_index.codes import Suspicion
from search_index.errors import IndexUnavailable
from search_index.index import Index, Setting
from search_index.query import Query
from search_index.results import Page
from search_index.synonyms import NONE, Synonyms

PER_PAGE = 20
LAST_PAGE = 50
SNIPPET = 110
#: Documents beyond which the small engine takes more than a tenth of a second (docs/adr/0005-search-engines.md).
MOST_WITH_SMALL = 10_000
SHORTEST_TYPED = 2
FACETS = ("column", "kind", "unit", "subject", "year")
#: Whom a record may be about, as people say it.
SUBJECTS = {
    "organisation": {"zh-Hans": "法人及非法人组织", "zh-Hant": "法人及非法人組織", "en": "Organisations"},
    "household": {"zh-Hans": "个体工商户", "zh-Hant": "個體工商戶", "en": "Household businesses"},
    "person": {"zh-Hans": "自然人", "zh-Hant": "自然人", "en": "Persons"},
}
SORTS = ("relevance", "newest", "oldest")

Segments = tuple[tuple[str, bool], ...]
__all__ = ["Ask", "Choice", "Found", "Shown", "Suspicion", "open_for_reading", "search", "suggest"]


@dataclass(frozen=True)
class Ask:
    """What a reader asked for. Everything in it stands in the address. ``as_typed``: without synonyms."""

    words: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    day_from: date | None = None
    day_to: date | None = None
    sort: str = "relevance"
    page: int = 1
    as_typed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words.strip() or self.filters or self.day_from or self.day_to)


@dataclass(frozen=True)
class Shown:
    """A hit as it is shown. Segments are (text, is it a hit), cut from the public text only."""

    item: Hit
    title: Segments
    snippet: Segments


@dataclass(frozen=True)
class Choice:
    """One value of a facet. ``count`` equals the length of the list that choosing it gives."""

    value: str
    label: dict[str, str]
    count: int


@dataclass(frozen=True)
class Found:
    ask: Ask
    query: Query
    hits: tuple[Shown, ...]
    total: int
    facets: dict[str, tuple[Choice, ...]]
    took_ms: float
    updated_at: datetime | None
    near: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        return min(LAST_PAGE, -(-self.total // PER_PAGE))


def open_for_reading(folder: Path, engine: Setting) -> Index:
    return indexing.open_index(folder, engine)


def search(session: Session, index: Index, ask: Ask) -> Found:
    """One page of what is public and matches. What the log names after the index's cursor is left out of everything.

    Raises ``search_away`` while there is no index that can be read; the worker is then building one.
    """
    query = asked(session, ask)
    try:
        left_out = change_log.named_after(session, index.cursor())
        page = page_of(index, query, ask, left_out)
        near = () if page.total else near_names(index, ask.words, left_out)
    except IndexUnavailable as error:
        raise Refusal("search_away", Category.AWAY, reason=error.reason) from error
    public = hits.by_ids(session, list(page.ids))
    return Found(
        ask=ask,
        query=query,
        hits=tuple(shown(public[found], query) for found in page.ids if found in public),
        total=page.total - sum(found not in public for found in page.ids),
        facets={name: choices(session, name, dict(page.facets.get(name, {}))) for name in FACETS},
        took_ms=page.took_ms,
        updated_at=finding.updated_at(session),
        near=near,
    )


def asked(session: Session, ask: Ask) -> Query:
    """The words as a query, with the synonyms in use unless they are to be taken as typed."""
    return queries.parse(ask.words, NONE if ask.as_typed else known(synonyms.in_use(session)))


@lru_cache(maxsize=2)
def known(sets: tuple[tuple[str, ...], ...]) -> Synonyms:
    return Synonyms(sets)


def near_names(index: Index, words: str, left_out: frozenset[int]) -> tuple[str, ...]:
    """For a search without hits: names and titles, public now, that nearly read or sound like what was typed."""
    found = index.did_you_mean(words, today=clock.today(), leave_out=left_out) if words else ()
    return tuple(dict.fromkeys(suggestion.text for suggestion in found))


def suggest(session: Session, index: Index, typed: str) -> tuple[str, ...]:
    """Names and titles, public now, that what was typed so far may become. Nothing while there is no index."""
    if len(typed.strip()) < SHORTEST_TYPED:
        return ()
    try:
        left_out = change_log.named_after(session, index.cursor())
        found = index.suggest(typed, today=clock.today(), leave_out=left_out)
    except IndexUnavailable:
        return ()
    return tuple(dict.fromkeys(suggestion.text for suggestion in found))


def ids_of(session: Session, index: Index, ask: Ask, *, most: int) -> tuple[list[int], int]:
    """The first hits of all pages together, and how many there are. For files; each is asked for once more later."""
    query = asked(session, ask)
    try:
        left_out = change_log.named_after(session, index.cursor())
        page = page_of(index, query, replace(ask, page=1), left_out, limit=most, facet_fields=())
    except IndexUnavailable as error:
        raise Refusal("search_away", Category.AWAY, reason=error.reason) from error
    return list(page.ids), page.total


def page_of(
    index: Index,
    query: Query,
    ask: Ask,
    left_out: frozenset[int],
    *,
    limit: int = PER_PAGE,
    facet_fields: tuple[str, ...] = FACETS,
) -> Page:
    return index.search(
        query,
        filters=ask.filters,
        day_from=ask.day_from,
        day_to=ask.day_to,
        today=clock.today(),
        leave_out=left_out,
        sort=ask.sort,  # type: ignore[arg-type]
        offset=(ask.page - 1) * PER_PAGE,
        limit=limit,
        facet_fields=facet_fields,
    )


@dataclass(frozen=True)
class Standing:
    """How the index stands. ``is_slow``: an engine for small sites holds more than it answers quickly."""

    engine: str
    size: int
    behind: int
    analysis: int
    bytes_on_disk: int

    @property
    def is_slow(self) -> bool:
        return self.engine == indexing.SMALL and self.size > MOST_WITH_SMALL


def standing(session: Session, index: Index) -> Standing | str:
    """How the index stands, or why there is none to ask: ``missing``, ``corrupt`` or ``format``."""
    try:
        late = change_log.head(session) - index.cursor()
        return Standing(index.engine, index.size(), late, index.analysis_version, index.bytes_on_disk())
    except IndexUnavailable as error:
        return error.reason


def behind(session: Session, index: Index) -> int | None:
    """How many changes the index has yet to take in; None when there is no index to ask."""
    try:
        return change_log.head(session) - index.cursor()
    except IndexUnavailable:
        return None


def shown(item: Hit, query: Query) -> Shown:
    return Shown(
        item=item,
        title=tuple(highlighting.highlight(item.title, query)),
        snippet=tuple(highlighting.snippet(item.text, query, width=SNIPPET)),
    )


def choices(session: Session, name: str, counts: dict[str, int]) -> tuple[Choice, ...]:
    """The values of a facet in a steady order: columns and units as the menus have them, years from the newest."""
    if name == "year":
        ordered: dict[str, dict[str, str]] = {value: {} for value in sorted(counts, reverse=True)}
    elif name == "kind":
        ordered = {code: kind.names for code, kind in reader.kinds().items()}
    elif name == "subject":
        ordered = SUBJECTS
    elif name == "column":
        ordered = {slug: column.names for slug, column in reader.columns().items()}
    else:
        ordered = units.short_names(session) if counts else {}
    return tuple(
        Choice(value, label or {"zh-Hans": value}, counts[value])
        for value, label in ordered.items()
        if counts.get(value)
    )
