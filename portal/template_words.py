"""Words in templates: each is looked up once in each language and kept as markup. A page has a hundred of them."""

from __future__ import annotations

import flask_babel
from flask import Flask
from markupsafe import Markup

from portal import language_of_parts, locales

Key = tuple[str, str, str, bool]


class TemplateWords:
    """Words with values keep their places for them; words without are kept ready to be shown."""

    def __init__(self) -> None:
        self.kept: dict[Key, Markup] = {}

    def gettext(self, string: str, **values: object) -> Markup:
        return self.say("", string, values)

    def pgettext(self, context: str, string: str, **values: object) -> Markup:
        return self.say(context, string, values)

    def say(self, context: str, string: str, values: dict[str, object]) -> Markup:
        key = (locales.current().tag, context, string, not values)
        word = self.kept.get(key)
        if word is None:
            word = self.kept[key] = found(context, string, is_whole=not values)
        return word % values if values else word


def found(context: str, string: str, *, is_whole: bool) -> Markup:
    """A translator's words are ours, so they are markup; ``%%`` in them stands for a percent sign."""
    word = Markup(flask_babel.pgettext(context, string) if context else flask_babel.gettext(string))  # noqa: S704
    return word % {} if is_whole else word


def init_app(app: Flask) -> None:
    words = TemplateWords()
    app.jinja_env.globals.update(_=words.gettext, gettext=words.gettext, pgettext=words.pgettext)
    app.jinja_env.globals.update(language_of_parts.FUNCTIONS)
