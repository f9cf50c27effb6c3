"""专题, 信易+ and the policy library: articles by what they belong to besides their column."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.display import compilation, tagged
from content.display.feeds import Scope
from content.display.finding import Listing, Place
from content.display.tagged import Counted, Family, Tag, Wanted
from portal import labels
from portal.database import db
from portal.public import feeds, rows
from portal.public.blueprint import public

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The words of the validity header, as the public may narrow by them.
FILTERS = ("level", "field", "state")


@public.get("/topics")
def topics() -> str:
    listed = tagged.tags(db.session(), Family.CAMPAIGN)
    return render_template("public/topics.html", page_title=_("Topics"), cards=cards(listed, "public.topic"), lead="")


@public.get("/scenes")
def scenes() -> str:
    """Xinyi+: what good credit makes easier, scene by scene with figures."""
    lead = _("What good credit makes easier in transport: each scene with the cases and services published for it.")
    listed = tagged.tags(db.session(), Family.SCENE)
    return render_template("public/topics.html", page_title=_("Xinyi+"), cards=cards(listed, "public.scene"), lead=lead)


def cards(listed: list[Counted], endpoint: str) -> list[dict[str, Any]]:
    return [
        {
            "name": counted.tag.name(labels.locale()),
            "url": url_for(endpoint, slug=counted.tag.slug),
            "description": counted.tag.lead,
            "count": counted.count,
            "newest": rows.rows(tagged.of_tag(db.session(), counted.tag, limit=3).items),
        }
        for counted in listed
    ]


@public.get("/topics/<slug>")
def topic(slug: str) -> str:
    return tag_page(tagged.tag_named(db.session(), Family.CAMPAIGN, slug), "public.topic")


@public.get("/scenes/<slug>")
def scene(slug: str) -> str:
    return tag_page(tagged.tag_named(db.session(), Family.SCENE, slug), "public.scene")


def tag_page(tag: Tag, endpoint: str) -> str:
    shown = tagged.of_tag(db.session(), tag, after=Place.read(request.args.get("after")))
    is_topic = tag.family == Family.CAMPAIGN.value
    above = (_("Topics"), url_for("public.topics")) if is_topic else (_("Xinyi+"), url_for("public.scenes"))
    return render_template(
        "public/topic.html",
        page_title=tag.name(labels.locale()),
        tag=tag,
        above=above,
        items=rows.rows(shown.items, shows_column=True),
        pages=pages(shown, endpoint, slug=tag.slug),
        atom=url_for(f"{endpoint}_feed", slug=tag.slug, form="atom"),
        json=url_for(f"{endpoint}_feed", slug=tag.slug, form="json"),
    )


def pages(listing: Listing, endpoint: str, **where: Any) -> dict[str, str | None]:
    """Links for a keyset list: back to the newest, and on to the older."""
    older = url_for(endpoint, **where, after=str(listing.older)) if listing.older else None
    return {"newest": url_for(endpoint, **where) if request.args.get("after") else None, "older": older}


@public.get("/topics/<slug>/feed.<any(atom, json):form>")
def topic_feed(slug: str, form: str) -> Response:
    return tag_feed(tagged.tag_named(db.session(), Family.CAMPAIGN, slug), "public.topic", form)


@public.get("/scenes/<slug>/feed.<any(atom, json):form>")
def scene_feed(slug: str, form: str) -> Response:
    return tag_feed(tagged.tag_named(db.session(), Family.SCENE, slug), "public.scene", form)


def tag_feed(tag: Tag, page: str, form: str) -> Response:
    title, address = tag.name(labels.locale()), url_for(page, slug=tag.slug)
    feed = feeds.followed(Scope(tag_id=tag.id), title, address, f"{page}_feed", slug=tag.slug, form=form)
    return feeds.answer(form, feed)


def asked() -> Wanted:
    return Wanted(**{name: request.args.get(name, "")[:40] for name in FILTERS})


def narrowed(wanted: Wanted, **changes: str) -> dict[str, Any]:
    """The filters as they stand in an address, a little changed."""
    values = {name: getattr(wanted, name) for name in FILTERS} | changes
    return {name: value for name, value in values.items() if value}


@public.get("/policies")
def policies() -> str:
    """The policy library: every rule, by level, field and state."""
    wanted = asked()
    shown = tagged.policies(db.session(), wanted, after=Place.read(request.args.get("after")))
    return render_template(
        "public/policies.html",
        page_title=_("Policy library"),
        items=[policy_row(item) for item in shown.items],
        groups=filter_groups(wanted),
        chosen_count=len(narrowed(wanted)),
        pages=pages(shown, "public.policies", **narrowed(wanted)),
        compilation_url=url_for("public.policy_compilation", **narrowed(wanted)),
    )


def policy_row(item: Any) -> dict[str, Any]:
    """A rule as a line, its state beside it in a word."""
    validity = item.fields.get("validity", "")
    tone = {"有效": "success", "已修改": "info"}.get(validity, "neutral")
    return rows.row(item) | ({"status": {"label": validity, "tone": tone}} if validity else {})


def filter_groups(wanted: Wanted) -> list[dict[str, Any]]:
    named: dict[str, list[tuple[str, str, Any]]] = {
        "level": [(c.tag.slug, c.tag.name(labels.locale()), c.count) for c in tagged.tags(db.session(), Family.LEVEL)],
        "field": [(c.tag.slug, c.tag.name(labels.locale()), c.count) for c in tagged.tags(db.session(), Family.FIELD)],
        "state": [(state, state, "") for state in tagged.STATES],
    }
    words = {
        "level": pgettext("policy", "Level"),
        "field": pgettext("policy", "Field"),
        "state": pgettext("header", "Validity"),
    }
    return [group(wanted, name, words[name], named[name]) for name in FILTERS]


def group(wanted: Wanted, name: str, label: str, options: list[tuple[str, str, Any]]) -> dict[str, Any]:
    chosen = getattr(wanted, name)
    return {
        "label": label,
        "clear_url": url_for("public.policies", **narrowed(wanted, **{name: ""})) if chosen else None,
        "options": [
            {
                "label": text,
                "count": count,
                "is_selected": value == chosen,
                "url": url_for("public.policies", **narrowed(wanted, **{name: "" if value == chosen else value})),
            }
            for value, text, count in options
        ],
    }


@public.get("/policies/matrix")
def policy_matrix() -> str:
    """Rules in force by field and level: where there is none yet."""
    found = tagged.matrix(db.session())
    return render_template(
        "public/policy_matrix.html",
        page_title=_("Rules by field and level"),
        headings=[level.name(labels.locale()) for level in found.levels],
        lines=[
            (field.name(labels.locale()), [cell(found.counts, field, level) for level in found.levels])
            for field in found.fields
        ],
    )


def cell(counts: dict[tuple[int, int], int], field: Tag, level: Tag) -> dict[str, Any]:
    return {
        "count": counts.get((field.id, level.id), 0),
        "url": url_for("public.policies", field=field.slug, level=level.slug),
    }


@public.get("/policies/compilation.docx")
def policy_compilation() -> Response:
    """制度汇编 of the rules that fit the filters."""
    response = Response(compilation.make(db.session(), asked()), mimetype=DOCX)
    name = f"zhidu-huibian-{clock.today().isoformat()}.docx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-cache"
    return response
