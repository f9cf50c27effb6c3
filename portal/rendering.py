"""How templates are carried out: what they say is Jinja's own, with less looking about on the way."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import partial
from types import FunctionType, MethodType
from typing import Any

from flask import Flask, has_request_context
from flask.templating import Environment
from flask_babel import force_locale
from jinja2 import BytecodeCache, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from portal import language_of_parts, locales, template_words
from portal.locales import Locale

#: What ``{{ row.items }}`` means is Jinja's affair: a method of every dictionary, before any entry of that name.
METHODS = frozenset(dir(dict))
SPECIAL = re.compile("[&<>\"']")
#: Functions that say a word of the catalogue, by how many strings they take.
SAYING = {"_": 1, "gettext": 1, "pgettext": 2}


#: Makes markup of what is a string already, as every piece of a template is.
as_markup = partial(str.__new__, Markup)


def written(value: Any) -> str:
    """A value as it is written between other pieces of a page: what is markup already is not made markup again."""
    if type(value) is Markup or (type(value) is str and not SPECIAL.search(value)):
        return value
    return escape(value)


class DirectMacro(Macro):
    """Takes what it is given in the order of its arguments. Every template is escaped, so all it says is markup."""

    def __call__(self, *args: Any, **named: Any) -> str:
        if self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **named)
        rest = self.arguments[len(args) :]
        filled = [*args, *[named.pop(name, missing) for name in rest]] if rest else args
        if named or len(filled) != len(self.arguments):
            raise TypeError(f"the macro {self.name} takes only {self.arguments}")
        return as_markup(self._func(*filled))


class DirectContext(Context):
    """What is called is called as what it is; Jinja asks of each in six steps what it wants handed in."""

    def call(__self, __obj: Any, *args: Any, **named: Any) -> Any:  # noqa: N805 - as Jinja has it
        if type(__obj) not in KNOWN or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return __obj(*args, **named)


KNOWN = (DirectMacro, FunctionType, MethodType)


class DirectTemplate(Template):
    """No template of ours is given globals that others lack, so Jinja need not compare them at every import."""

    @classmethod
    def from_code(cls, *args: Any, **named: Any) -> Template:
        made = super().from_code(*args, **named)
        made.root_render_func.__globals__.update(escape=written, Markup=as_markup, Macro=DirectMacro)
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Spoken(NodeTransformer):
    """Puts each word that needs no values into the template itself, in the language it is compiled for."""

    def __init__(self, language: Locale) -> None:
        self.language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        strings = [one.value for one in node.args if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if language_of_parts.is_silent(name, self.language):
            return node.args[0] if name == "mixed" else nodes.Const(language_of_parts.NOTHING, lineno=node.lineno)
        is_whole = len(strings) == len(node.args) == SAYING.get(name) and not (node.kwargs or node.dyn_kwargs)
        if not is_whole or node.dyn_args:
            return node
        *context, word = strings
        return nodes.Const(template_words.found("".join(context), word, is_whole=True), lineno=node.lineno)


class KeptApart(BytecodeCache):
    """Where compiled templates are kept, those of one language are never taken for another's."""

    def __init__(self, kept: BytecodeCache, language: Locale) -> None:
        self.load_bytecode = kept.load_bytecode  # type: ignore[method-assign]
        self.dump_bytecode = kept.dump_bytecode  # type: ignore[method-assign]
        self.language = language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return self.language.tag + super().get_cache_key(name, filename)


class DirectEnvironment(Environment):
    """Templates are compiled for each language by itself, at their first use in it.

    Entries of dictionaries, which most rows are, are taken at once instead of after an attribute was missed.
    """

    context_class = DirectContext
    template_class = DirectTemplate
    language: Locale | None = None
    ready: dict[Any, Template]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute not in METHODS:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        if self.language:
            ready = self.ready.get(name)
            return ready if ready and not self.auto_reload else self.prepare(name, parent, globals)
        if not has_request_context():
            return super().get_template(name, parent, globals)
        return self.speaking(locales.current()).get_template(name, parent, globals)

    def prepare(self, name: Any, parent: str | None, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
        self.ready[name] = made = super().get_template(name, parent, globals)
        return made

    def speaking(self, language: Locale) -> DirectEnvironment:
        spoken: dict[Locale, DirectEnvironment] = self.__dict__.setdefault("spoken", {})
        if language not in spoken:
            one = self.overlay()
            one.language, one.ready = language, {}
            if self.bytecode_cache:
                one.bytecode_cache = KeptApart(self.bytecode_cache, language)
            spoken[language] = one
        return spoken[language]

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if self.language:
            with force_locale(self.language.babel):
                Spoken(self.language).visit(source)
        return super()._generate(source, name, filename, defer_init)


def init_app(app: Flask) -> None:
    """Before anything asks for the environment. Our templates are counted: all of them may stay ready."""
    app.jinja_environment = DirectEnvironment
    app.jinja_options = {**app.jinja_options, "cache_size": -1}
