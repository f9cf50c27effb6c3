"""Public pages kept in the process until anything public changes, and headers that let a proxy ask again cheaply."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from flask import Blueprint, Response, current_app, request

from content import clock
from content.display import epoch
from portal import locales, reader_view
from portal.database import db

#: Every proxy may keep a page but asks each time whether it still stands: what is withdrawn is gone at once.
REVALIDATE = "public, no-cache"
#: A page in a reader's own view is theirs alone.
OWN_VIEW = "private, no-cache"
MOST_BYTES = 64 * 1024 * 1024
#: Pages that depend on more than what is public, or are asked too variously to be worth keeping.
NOT_KEPT = frozenset(
    {
        "public.search",
        "public.suggest",
        "public.preferences",
        "public.feedback",
        "public.feedback_status",
        "public.search_feed",
    }
)

#: What makes a request depend on what the reader has already.
CONDITIONS = frozenset(
    {
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
        "HTTP_IF_RANGE",
    }
)

Epoch = tuple[int, str, int]
Key = tuple[tuple[str, str], str, str]
#: What a reader or a feed reader asks for again and again.
KEPT_TYPES = frozenset({"text/html", "application/atom+xml", "application/feed+json", "application/xml"})


@dataclass(frozen=True)
class KeptPage:
    body: bytes
    etag: str
    type: str = "text/html"


class Shelf:
    """The newest pages of one epoch. A new epoch empties it: no page outlives a change of what is public."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.epoch: Epoch | None = None
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self.size = 0

    def get(self, now: Epoch, key: Key) -> KeptPage | None:
        with self.lock:
            if self.epoch != now:
                self.epoch = now
                self.pages.clear()
                self.size = 0
            return self.pages.get(key)

    def put(self, then: Epoch, key: Key, page: KeptPage) -> None:
        with self.lock:
            if self.epoch != then or key in self.pages:
                return
            self.pages[key] = page
            self.size += len(page.body)
            while self.size > MOST_BYTES:
                self.size -= len(self.pages.popitem(last=False)[1].body)


def now() -> Epoch:
    """The last public change, today in Shanghai (pages lapse at midnight), and the minute (点击数, settings)."""
    moment = clock.now()
    return epoch.glance(db.engine), clock.day_of(moment).isoformat(), int(moment.timestamp() // 60)


def key() -> Key:
    """Where it stands, what is asked, and the view it is made for."""
    return locales.place(), request.full_path, reader_view.chosen()


def moment() -> Epoch:
    """The epoch this request is answered in, asked for once."""
    return request.environ.get("portal.epoch") or now()


def init_blueprint(public: Blueprint) -> None:
    public.before_request(serve_kept)
    public.after_request(keep)


def serve_kept() -> Response | None:
    if request.method != "GET" or request.endpoint in NOT_KEPT:
        return None
    request.environ["portal.epoch"] = then = now()
    page = current_app.extensions["shelf"].get(then, key())
    if page is None:
        return None
    if request.endpoint == "public.item" and request.view_args:
        current_app.extensions["view_spool"].seen(request.view_args["item_id"], request.user_agent.string)
    return answer(Response(page.body, mimetype=page.type), page.etag)


def answer(response: Response, etag: str) -> Response:
    response.headers["Cache-Control"] = OWN_VIEW if reader_view.has_cookie() else REVALIDATE
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    response.headers["ETag"] = f'"{etag}"'
    if not CONDITIONS.isdisjoint(request.environ):
        response.make_conditional(request)
    return response


def keep(response: Response) -> Response:
    then: Epoch | None = request.environ.get("portal.epoch")
    is_page = response.status_code == 200 and response.mimetype in KEPT_TYPES and not response.is_streamed
    if then is None or not is_page or "ETag" in response.headers or response.cache_control.no_store:
        return response
    body = response.get_data()
    page = KeptPage(body, digest_of(body), response.mimetype or "text/html")
    current_app.extensions["shelf"].put(then, key(), page)
    return answer(response, page.etag)


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def tagged(response: Response) -> Response:
    """For what is asked too variously to be kept: made each time, and sent only to who has it not yet."""
    return answer(response, digest_of(response.get_data()))
