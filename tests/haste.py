"""What a test need not pay again: password hashing as slow as the law of it asks, templates and addresses compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CodeType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.templating import Environment
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from content.auth import passwords


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2 as the site uses it takes a tenth of a second by design; a test needs the shape, not the cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", lambda: quick)
        passwords.decoy.cache_clear()
        yield


class Compiled(BytecodeCache):
    """Templates compiled once in this process, whichever application asks."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def quick_applications() -> Iterator[None]:
    """Thousands of tests each make an application; they all have the same addresses and templates."""
    compiled, builders = Compiled(), {}
    make_jinja, make_builder = Flask.create_jinja_environment, Rule._compile_builder

    def jinja(app: Flask) -> Environment:
        made = make_jinja(app)
        made.bytecode_cache = compiled
        return made

    def builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = rule.rule, append_unknown, tuple(rule._trace), tuple((rule.defaults or {}).items())
        if key not in builders:
            builders[key] = make_builder(rule, append_unknown)
        return builders[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "create_jinja_environment", jinja)
        patch.setattr(Rule, "_compile_builder", builder)
        yield
