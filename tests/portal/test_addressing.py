"""Addresses filled into forms are letter for letter what Flask itself builds."""

import pytest
from flask import Flask

VALUES = ["updates", "a b", "信用/港口", "x&y=1+2%", "", "?#<>\"'"]


def rules(app):
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def given(app, endpoint, text, number):
    """A value for every place of its first rule, and something for the query."""
    rule = next(app.url_map.iter_rules(endpoint))
    of = {"RowNumber": number, "AnyConverter": None}
    places = {name: of.get(type(rule._converters[name]).__name__, text or "x") for name in rule.arguments}
    chosen = {
        name: next(iter(rule._converters[name].items)) if value is None else value for name, value in places.items()
    }
    return chosen | {"q": text, "page": number, "none": None}


@pytest.mark.parametrize("root", ["", "/en", "/100%"])
def test_every_address_of_the_site_is_what_flask_builds(app, root):
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        for endpoint in rules(app):
            for number, text in enumerate(VALUES):
                values = given(app, endpoint, text, number)
                expected = Flask.url_for(app, endpoint, **values)
                assert [app.url_for(endpoint, **values) for _time in range(2)] == [expected, expected]
                bare = {name: values[name] for name in values if name not in ("q", "page", "none")}
                assert app.url_for(endpoint, **bare) == Flask.url_for(app, endpoint, **bare)


def test_whole_addresses_anchors_and_truths_are_left_to_flask(app):
    with app.test_request_context("/", base_url="https://xy.example"):
        assert app.url_for("public.home", _external=True) == "https://xy.example/"
        assert app.url_for("public.home", _anchor="menu") == "/#menu"
        assert app.url_for("public.home", flag=True) == "/?flag=True"
        assert app.url_for("public.home", flag=1) == "/?flag=1"


def test_forms_are_kept_within_bounds(app, monkeypatch):
    monkeypatch.setattr("portal.addressing.MOST", 0)
    with app.test_request_context("/"):
        app.forms.clear()
        assert app.url_for("public.item", item_id=5) == "/items/5"
    assert not app.forms
